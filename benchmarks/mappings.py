"""The mappings of `benchmarks.statements` in the languages of the other mappers: RML, and OTTR templates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.statements import IRI, PLAIN, RDF, THINGS, WORDS, XSD, Said, Thing

OTTR: Final = "https://w3id.org/peelgraph/benchmark/"
"""Where the templates have their names."""

_COLUMN: Final = re.compile(r"{([a-z_]+)}")


def columns(template: str) -> list[str]:
    """The columns that a template names."""
    return _COLUMN.findall(template)


# --- RML, for morph-kgc -------------------------------------------------------------------------------------------


def rml(folder: Path, output: Path, processes: int) -> Path:
    """Write mapping and settings of morph-kgc into the folder of the tables; returns the path of the settings."""
    text = ["@prefix rr: <http://www.w3.org/ns/r2rml#> .", "@prefix rml: <http://semweb.mmlab.be/ns/rml#> ."]
    text.append("@prefix ql: <http://semweb.mmlab.be/ns/ql#> .")
    for table, things in THINGS.items():
        text.extend(_triples_map(thing, table, folder / f"{table}.csv") for thing in things)
    mapping = folder / "mapping.ttl"
    mapping.write_text("\n".join(text), encoding="utf-8")
    settings = folder / "morph-kgc.ini"
    lines = (
        "[CONFIGURATION]", f"output_file={output}", "output_format=N-TRIPLES", f"number_of_processes={processes}",
        "safe_percent_encoding=/", "logging_level=WARNING", "[tables]", f"mappings={mapping}",
    )  # fmt: skip
    settings.write_text("\n".join(lines), encoding="utf-8")
    return settings


def _triples_map(thing: Thing, table: str, path: Path) -> str:
    objects = "".join(f" ;\n rr:predicateObjectMap [ {_predicate_object(said)} ]" for said in thing.said)
    source = f'rml:logicalSource [ rml:source "{path}" ; rml:referenceFormulation ql:CSV ]'
    return f'<#{thing.name}-{table}> {source} ;\n rr:subjectMap [ rr:template "{thing.subject}" ]{objects} .\n'


def _predicate_object(said: Said) -> str:
    kinds = {IRI: "", PLAIN: " ; rr:termType rr:Literal", WORDS: ' ; rr:termType rr:Literal ; rr:language "en"'}
    kind = kinds.get(said.kind, f" ; rr:termType rr:Literal ; rr:datatype <{XSD}{said.kind}>")
    found = columns(said.template)
    if not found:
        value = f"<{said.template}>" if said.kind == IRI else f'"{said.template}"'  # the datatype stands beside it
        return f"rr:predicate <{said.predicate}> ; rr:objectMap [ rr:constant {value}{kind} ]"
    form = "rml:reference" if said.template == f"{{{found[0]}}}" else "rr:template"
    value = found[0] if form == "rml:reference" else said.template
    return f'rr:predicate <{said.predicate}> ; rr:objectMap [ {form} "{value}"{kind} ]'


# --- OTTR, for maplib ---------------------------------------------------------------------------------------------


def ottr(thing: Thing) -> str:
    """A thing as an OTTR template, whose parameters are the subject and the objects that differ from row to row."""
    parameters = ["ottr:IRI ?subject"]
    triples = []
    for name, said in parts(thing):
        if name:
            parameters.append(f"{_type(said)} ?{name}")
        value = f"?{name}" if name else _constant(said)
        triples.append(f"ottr:Triple(?subject, <{said.predicate}>, {value})")
    return f"<{OTTR}{thing.name}> [ {', '.join(parameters)} ] :: {{ {', '.join(triples)} }} ."


def parts(thing: Thing) -> Iterator[tuple[str, Said]]:
    """What is said of a thing, each with the name of its parameter; empty where the object is always the same."""
    for number, said in enumerate(thing.said):
        yield f"o{number}" if columns(said.template) else "", said


def _type(said: Said) -> str:
    return {IRI: "ottr:IRI", WORDS: f"<{RDF}langString>", PLAIN: f"<{XSD}string>"}.get(said.kind, f"<{XSD}{said.kind}>")


def _constant(said: Said) -> str:
    return f"<{said.template}>" if said.kind == IRI else f'"{said.template}"^^<{XSD}{said.kind}>'
