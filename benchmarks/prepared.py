"""Tables made ready for other mappers: the names that labels need joined to them, and the keys of pages as a column.

peelgraph takes the names from its curated seeds, and works the keys out; other mappers have nothing to do either with.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from builder.mapping.context import Context, local_subject
from builder.mapping.pages import page_key, page_name
from builder.seeds.records import Cycle, MetricDefinition
from builder.seeds.registry import Registry
from builder.seeds.values import parse_span
from builder.synthesizing.reference import registry_of

Names = dict[str, dict[str, list[str]]]
"""For each kind of thing, what rows name by a key."""


def prepare(seeds: Path, folder: Path) -> None:
    """Write ``figures.csv``, ``grades.csv`` and ``names.json``, which is for the plain formatting of strings."""
    registry = registry_of({path.name: path.read_text("utf-8") for path in sorted((seeds / "reference").iterdir())})
    names = _names(registry)
    (folder / "names.json").write_text(json.dumps(names), encoding="utf-8")
    for kind, rows in (("figures", _figures(seeds, names)), ("grades", _grades(seeds, names))):
        with (folder / f"{kind}.csv").open("w", encoding="utf-8", newline="") as stream:
            first = next(rows)
            writer = csv.DictWriter(stream, list(first), lineterminator="\n")
            writer.writeheader()
            writer.writerow(first)
            writer.writerows(rows)


def _names(registry: Registry) -> Names:
    context = Context(registry, None, {})
    cycles: dict[str, list[str]] = {}
    words: dict[str, list[str]] = {}
    for key, defined in registry.things["cycle"].items():
        if isinstance(cycle := defined.record, Cycle) and len(cycle.inspectorates) == 1:
            cycles[key] = [cycle.name, cycle.scheme or "", *cycle.inspectorates]
    for scheme in registry.things["scheme"]:
        words |= {f"{scheme}/{key}": [grade.word] for key, grade in registry.grades(scheme).items()}
    metrics = {
        key: [context.name("metric", key), defined.record.unit, context.name("unit", defined.record.unit)]
        for key, defined in registry.things["metric"].items()
        if isinstance(defined.record, MetricDefinition)
    }
    subjects = {
        f"{cycle} {key}": [context.subject_phrase(cycle, key).removeprefix(f"{cycles[cycle][0]} ")]
        for cycle in cycles
        for key in registry.things["subject"]
    }
    forces = {key: [context.name("force", key)] for key in registry.things["force"]}
    return {"forces": forces, "metrics": metrics, "cycles": cycles, "subjects": subjects, "words": words}


def tables(seeds: Path, kind: str) -> list[Path]:
    """The tables of a kind in a folder of made-up seeds."""
    return sorted((seeds / "national").glob(f"{kind}-*.csv"))


def _rows(seeds: Path, kind: str) -> Iterator[dict[str, str]]:
    for path in tables(seeds, kind):
        with path.open(encoding="utf-8", newline="") as stream:
            yield from csv.DictReader(stream)


def _page(address: str) -> dict[str, str]:
    return {"page": address, "page_key": page_key(address), "page_name": page_name(address)}


def _figures(seeds: Path, names: Names) -> Iterator[dict[str, str]]:
    for row in _rows(seeds, "figures"):
        span = parse_span(row["period"])
        digits = len(row["value"].partition(".")[2])
        metric_name, unit, unit_name = names["metrics"][row["metric"]]
        yield {
            "metric": row["metric"],
            "metric_name": metric_name,
            "body": row["about"],
            "body_name": names["forces"][row["about"]][0],
            "start": span.start.isoformat(),
            "end": span.end.isoformat(),
            "status": row["status"],
            "value": row["value"],
            "precision": f"{10**-digits:.{digits}f}",
            "unit": unit,
            "unit_name": unit_name,
            **_page(row["page"]),
        }


def _grades(seeds: Path, names: Names) -> Iterator[dict[str, str]]:
    for row in _rows(seeds, "grades"):
        cycle_name, scheme, inspectorate = names["cycles"][row["cycle"]]
        yield {
            "cycle": row["cycle"],
            "cycle_name": cycle_name,
            "inspectorate": inspectorate,
            "body": row["body"],
            "body_name": names["forces"][row["body"]][0],
            "topic": row["subject"],
            "local_topic": local_subject(row["cycle"], row["subject"]),
            "topic_name": names["subjects"][f"{row['cycle']} {row['subject']}"][0],
            "scheme": scheme,
            "grade": row["grade"],
            "grade_word": names["words"][f"{scheme}/{row['grade']}"][0],
            "basis": row["basis"],
            **_page(row["page"]),
        }
