"""Small graphs in the vocabulary of the project, and what comes of comparing two of them."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Triple

from builder.comparing.changes import Change, Comparison
from builder.comparing.service import compare
from builder.namespaces import PREFIXES
from builder.project import Project

HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items()) + (
    "@base <https://w3id.org/peelgraph/id/> .\n"
)

NAMES = """
<force/leicestershire> a peel:Force ; rdfs:label "Leicestershire Police"@en .
<force/kent> a peel:Force ; rdfs:label "Kent Police"@en .
<cycle/peel-2017> a peel:Cycle ; rdfs:label "PEEL 2017"@en .
<subject/efficiency> a peel:Pillar ; rdfs:label "Efficiency"@en .
<subject/peel-2017/efficiency/1> a peel:Question ; rdfs:label "PEEL 2017 efficiency, question 1"@en .
<scheme/four> a peel:GradeScheme ; rdfs:label "Four grades"@en .
<grade/four/good> a peel:Grade ; rdfs:label "Good"@en ; peel:code "good" ; peel:rank 3 ; peel:inScheme <scheme/four> .
<grade/four/ri> a peel:Grade ; rdfs:label "Requires improvement"@en ; peel:code "requires improvement" ; peel:rank 2 ;
  peel:inScheme <scheme/four> .
<grade/four/outstanding> a peel:Grade ; peel:code "outstanding" ; peel:rank 4 ; peel:inScheme <scheme/four> .
<grade/scores/2> a peel:Grade ; rdfs:label "Performs adequately"@en ; peel:code "2" ; peel:rank 2 ;
  peel:inScheme <scheme/scores> .
<basis/stated> a peel:Basis ; rdfs:label "Stated"@en .
<basis/listed> a peel:Basis ; rdfs:label "Listed"@en .
<document/report> a peel:Document ; rdfs:label "Report on efficiency"@en .
<document/letter> a peel:Document ; rdfs:label "Letter"@en .
<metric/savings> a peel:Metric ; rdfs:label "Savings"@en .
<unit/million-pounds> a peel:Unit ; rdfs:label "million pounds"@en .
<unit/percent> a peel:Unit ; rdfs:label "percent"@en .
<status/actual> a peel:ObservationStatus ; rdfs:label "Actual"@en .
<status/planned> a peel:ObservationStatus ; rdfs:label "Planned"@en .
"""
"""Things that the changes in the tests are about; they are the same on both sides."""


def evidence(document: str, first: int, last: int) -> str:
    """A piece of evidence with its selector."""
    node = f"<evidence/{document}/L{first}-{last}>"
    return f"""
{node} a peel:Evidence ; rdfs:label "{document}, lines {first}-{last}"@en ; peel:source <document/{document}> ;
  peel:firstLine {first} ; peel:lastLine {last} ; oa:hasSelector <evidence/{document}/L{first}-{last}/selector> .
<evidence/{document}/L{first}-{last}/selector> a oa:FragmentSelector ; rdf:value "line={first - 1},{last}" .
"""


def judgment(grade: str, word: str, grounds: str = "stated/report/12-13", subject: str = "efficiency") -> str:
    """A judgment of Leicestershire Police with an attestation for each of its grounds, ``basis/document/lines``."""
    node = f"<judgment/peel-2017/leicestershire/{subject}>"
    label = f"Leicestershire Police, PEEL 2017 efficiency: {word}"
    text = f"""
{node} a peel:Judgment ; rdfs:label "{label}"@en ; peel:judges <force/leicestershire> ;
  peel:inCycle <cycle/peel-2017> ; peel:subject <subject/{subject}> ; peel:grade <grade/{grade}> .
"""
    for ground in grounds.split():
        basis, document, lines = ground.split("/")
        first, last = map(int, lines.split("-"))
        attestation = f"<attestation/{basis}/{document}/L{lines}>"
        text += evidence(document, first, last)
        text += f"""
{node} peel:attestation {attestation} ; peel:evidence <evidence/{document}/L{lines}> .
{attestation} a peel:Attestation ; rdfs:label "{label}, {basis} in {document}"@en ; peel:basis <basis/{basis}> ;
  peel:evidence <evidence/{document}/L{lines}> .
"""
    return text


def figure(
    value: str = "5.1", unit: str = "million-pounds", period: str = "2016", status: str = "actual", more: str = ""
) -> str:
    """A figure of savings, with the key that its period and status make."""
    name = unit.replace("-", " ")
    return f"""
<observation/savings/leicestershire/{period}/{status}> a peel:Observation ;
  rdfs:label "Savings, Leicestershire Police, {period}, {status}: {value} {name}"@en ;
  peel:metric <metric/savings> ; peel:about <force/leicestershire> ; peel:value {value} ; peel:unit <unit/{unit}> ;
  peel:periodStart "{period}-01-01"^^xsd:date ; peel:periodEnd "{period}-12-31"^^xsd:date ;
  peel:status <status/{status}> {more} .
"""


def compared(folder: Path, left: str, right: str, ending: str = "ttl") -> Comparison:
    """What comes of two graphs in Turtle, each with NAMES; every triple that differs is in one change."""
    paths = [folder / f"{side}.{ending}" for side in ("left", "right")]
    for path, text in zip(paths, (left, right), strict=True):
        path.write_text(HEAD + NAMES + text, encoding="utf-8")
    result = compare(Project(folder), str(paths[0]), str(paths[1]))
    assert counted([triple for change in result.changes for triple in change.removed]) == counted(result.removed)
    assert counted([triple for change in result.changes for triple in change.added]) == counted(result.added)
    return result


def counted(triples: tuple[Triple, ...] | list[Triple]) -> list[str]:
    """Triples as sorted texts, so that one that comes twice shows."""
    return sorted(map(str, triples))


def told(result: Comparison) -> dict[str, list[str]]:
    """The report: what stands below each heading."""
    return {
        group.heading: [change.text for change in group.changes] for _, groups in result.sections() for group in groups
    }


def only(result: Comparison) -> Change:
    """The one change that there is."""
    (change,) = result.changes
    return change
