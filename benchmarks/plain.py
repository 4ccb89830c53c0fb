"""The floor: rows of the tables read and their lines written by Python with nothing but strings, unsorted, unchecked.

``python -m benchmarks.plain SEEDS NAMES FILE``; NAMES is the file of names of `benchmarks.prepared`. It knows nothing
but the tables that `peelgraph synthesize` makes: quarters, forces, grades on pages.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

_DEF: Final = "https://w3id.org/peelgraph/def"
_ID: Final = "https://w3id.org/peelgraph/id"
_TYPE: Final = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_LABEL: Final = "<http://www.w3.org/2000/01/rdf-schema#label>"
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_LAST: Final = {"03": "31", "06": "30", "09": "30", "12": "31"}


def _key(address: str) -> str:
    slug = re.sub("[^a-z0-9]+", "-", address.partition("://")[2].lower())[:80].strip("-")
    return f"web-{slug}-{hashlib.sha256(address.encode()).hexdigest()[:10]}"


def _page(address: str, key: str) -> str:
    page = f"<{_ID}/document/{key}>"
    return (
        f"{page} {_TYPE} <{_DEF}/Page> .\n"
        f'{page} {_LABEL} "{address.partition("://")[2].rstrip("/?")}"@en .\n'
        f'{page} <{_DEF}/code> "{key}" .\n'
        f'{page} <{_DEF}/address> "{address}"^^<{_XSD}anyURI> .\n'
        f'{page} <{_DEF}/hasText> "false"^^<{_XSD}boolean> .\n'
    )


def _figures(path: Path, names: dict[str, Any]) -> Iterator[str]:
    pages: dict[str, str] = {}
    forces, metrics = names["forces"], names["metrics"]
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream)
        next(rows)
        for about, metric, period, status, value, _, _, address in rows:
            key = pages.get(address)
            if key is None:
                key = pages[address] = _key(address)
                yield _page(address, key)
            first, _, last = period.partition("..")
            start, end = f"{first}-01", f"{last}-{_LAST[last[-2:]]}"
            digits = len(value.partition(".")[2])
            precision = f"0.{'1':>0{digits}}" if digits else "1"
            metric_name, unit, unit_name = metrics[metric]
            it = f"<{_ID}/observation/{metric}/{about}/{start}--{end}/{status}>"
            label = f"{metric_name}, {forces[about][0]}, {start} to {end}, {status}: {value} {unit_name}"
            yield (
                f"{it} {_TYPE} <{_DEF}/Observation> .\n"
                f'{it} {_LABEL} "{label}"@en .\n'
                f"{it} <http://purl.org/linked-data/cube#dataSet> <{_ID}/dataset/figures> .\n"
                f"{it} <{_DEF}/metric> <{_ID}/metric/{metric}> .\n"
                f"{it} <{_DEF}/about> <{_ID}/force/{about}> .\n"
                f'{it} <{_DEF}/value> "{value}"^^<{_XSD}decimal> .\n'
                f'{it} <{_DEF}/precision> "{precision}"^^<{_XSD}decimal> .\n'
                f'{it} <{_DEF}/asPrinted> "{value}" .\n'
                f"{it} <{_DEF}/unit> <{_ID}/unit/{unit}> .\n"
                f'{it} <{_DEF}/periodStart> "{start}"^^<{_XSD}date> .\n'
                f'{it} <{_DEF}/periodEnd> "{end}"^^<{_XSD}date> .\n'
                f"{it} <{_DEF}/status> <{_ID}/status/{status}> .\n"
                f"{it} <{_DEF}/page> <{_ID}/document/{key}> .\n"
            )


def _grades(path: Path, names: dict[str, Any]) -> Iterator[str]:
    pages: dict[str, str] = {}
    inspections: set[tuple[str, str]] = set()
    forces, cycles, subjects, words = names["forces"], names["cycles"], names["subjects"], names["words"]
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream)
        next(rows)
        for body, cycle, subject, grade, _, basis, address in rows:
            key = pages.get(address)
            if key is None:
                key = pages[address] = _key(address)
                yield _page(address, key)
            name = forces[body][0]
            cycle_name, scheme, inspectorate = cycles[cycle]
            inspection = f"<{_ID}/inspection/{cycle}/{body}>"
            if (cycle, body) not in inspections:
                inspections.add((cycle, body))
                yield (
                    f"{inspection} {_TYPE} <{_DEF}/Inspection> .\n"
                    f'{inspection} {_LABEL} "{cycle_name} inspection of {name}"@en .\n'
                    f"{inspection} <{_DEF}/inspects> <{_ID}/force/{body}> .\n"
                    f"{inspection} <{_DEF}/inCycle> <{_ID}/cycle/{cycle}> .\n"
                    f"{inspection} <{_DEF}/conductedBy> <{_ID}/inspectorate/{inspectorate}> .\n"
                )
            path_ = f"{cycle}/{body}/{subject.removeprefix(f'{cycle}/')}"
            label = f"{name}, {cycle_name} {subjects[f'{cycle} {subject}'][0]}: {words[f'{scheme}/{grade}'][0]}"
            it = f"<{_ID}/judgment/{path_}>"
            attestation = f"<{_ID}/attestation/{basis}/{path_}/{key}/page>"
            page_name = address.partition("://")[2].rstrip("/?")
            yield (
                f"{it} {_TYPE} <{_DEF}/Judgment> .\n"
                f'{it} {_LABEL} "{label}"@en .\n'
                f"{it} <{_DEF}/judges> <{_ID}/force/{body}> .\n"
                f"{it} <{_DEF}/inCycle> <{_ID}/cycle/{cycle}> .\n"
                f"{it} <{_DEF}/subject> <{_ID}/subject/{subject}> .\n"
                f"{it} <{_DEF}/grade> <{_ID}/grade/{scheme}/{grade}> .\n"
                f"{it} <{_DEF}/generatedBy> {inspection} .\n"
                f"{it} <{_DEF}/attestation> {attestation} .\n"
                f"{it} <{_DEF}/page> <{_ID}/document/{key}> .\n"
                f"{attestation} {_TYPE} <{_DEF}/Attestation> .\n"
                f'{attestation} {_LABEL} "{label}, {basis} on {page_name}"@en .\n'
                f"{attestation} <{_DEF}/basis> <{_ID}/basis/{basis}> .\n"
                f"{attestation} <{_DEF}/page> <{_ID}/document/{key}> .\n"
            )


def main() -> None:
    """Write the file that the command line names."""
    seeds, names, file = map(Path, sys.argv[1:])
    known = json.loads(names.read_text(encoding="utf-8"))
    with file.open("w", encoding="utf-8", buffering=1024 * 1024) as stream:
        for path in sorted((seeds / "national").glob("figures-*.csv")):
            stream.writelines(_figures(path, known))
        for path in sorted((seeds / "national").glob("grades-*.csv")):
            stream.writelines(_grades(path, known))


if __name__ == "__main__":
    main()
