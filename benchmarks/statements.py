"""What rows of tables say, as templates: from these come the mappings of the other mappers of tables.

The columns in braces are those of the tables that `benchmarks.prepared` writes; none is called `subject`, a name that
morph-kgc has for itself. The Python of those mappers reads this module too, so it needs the standard library only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

DEFINITIONS: Final = "https://w3id.org/peelgraph/def/"
IDENTIFIERS: Final = "https://w3id.org/peelgraph/id/"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
CUBE: Final = "http://purl.org/linked-data/cube#"

IRI: Final = "iri"
WORDS: Final = "en"
PLAIN: Final = "string"


@dataclass(frozen=True)
class Said:
    """One triple: predicate, template of the object, and its kind: an IRI, English or plain text, or a datatype."""

    predicate: str
    template: str
    kind: str = IRI


@dataclass(frozen=True)
class Thing:
    """The triples of one subject, which is a template too."""

    name: str
    subject: str
    said: tuple[Said, ...]


def _is(name: str) -> Said:
    return Said(f"{RDF}type", DEFINITIONS + name)


def _label(template: str) -> Said:
    return Said(f"{RDFS}label", template, WORDS)


def _to(predicate: str, template: str) -> Said:
    return Said(DEFINITIONS + predicate, IDENTIFIERS + template)


def _value(predicate: str, template: str, kind: str) -> Said:
    return Said(DEFINITIONS + predicate, template, kind)


_PAGE: Final = Thing(
    "Page",
    IDENTIFIERS + "document/{page_key}",
    (
        _is("Page"),
        _label("{page_name}"),
        _value("code", "{page_key}", PLAIN),
        _value("address", "{page}", "anyURI"),
        _value("hasText", "false", "boolean"),
    ),
)
_JUDGMENT: Final = "{cycle}/{body}/{local_topic}"
_GRADED: Final = "{body_name}, {cycle_name} {topic_name}: {grade_word}"
_ATTESTATION: Final = f"attestation/{{basis}}/{_JUDGMENT}/{{page_key}}/page"

THINGS: Final[dict[str, tuple[Thing, ...]]] = {
    "figures": (
        Thing(
            "Observation",
            IDENTIFIERS + "observation/{metric}/{body}/{start}--{end}/{status}",
            (
                _is("Observation"),
                _label("{metric_name}, {body_name}, {start} to {end}, {status}: {value} {unit_name}"),
                Said(f"{CUBE}dataSet", IDENTIFIERS + "dataset/figures"),
                _to("metric", "metric/{metric}"),
                _to("about", "force/{body}"),
                _value("value", "{value}", "decimal"),
                _value("precision", "{precision}", "decimal"),
                _value("asPrinted", "{value}", PLAIN),
                _to("unit", "unit/{unit}"),
                _value("periodStart", "{start}", "date"),
                _value("periodEnd", "{end}", "date"),
                _to("status", "status/{status}"),
                _to("page", "document/{page_key}"),
            ),
        ),
        _PAGE,
    ),
    "grades": (
        Thing(
            "Inspection",
            IDENTIFIERS + "inspection/{cycle}/{body}",
            (
                _is("Inspection"),
                _label("{cycle_name} inspection of {body_name}"),
                _to("inspects", "force/{body}"),
                _to("inCycle", "cycle/{cycle}"),
                _to("conductedBy", "inspectorate/{inspectorate}"),
            ),
        ),
        Thing(
            "Judgment",
            f"{IDENTIFIERS}judgment/{_JUDGMENT}",
            (
                _is("Judgment"),
                _label(_GRADED),
                _to("judges", "force/{body}"),
                _to("inCycle", "cycle/{cycle}"),
                _to("subject", "subject/{topic}"),
                _to("grade", "grade/{scheme}/{grade}"),
                _to("generatedBy", "inspection/{cycle}/{body}"),
                _to("attestation", _ATTESTATION),
                _to("page", "document/{page_key}"),
            ),
        ),
        Thing(
            "Attestation",
            IDENTIFIERS + _ATTESTATION,
            (
                _is("Attestation"),
                _label(f"{_GRADED}, {{basis}} on {{page_name}}"),
                _to("basis", "basis/{basis}"),
                _to("page", "document/{page_key}"),
            ),
        ),
        _PAGE,
    ),
}
"""What a row of each kind of table says."""
