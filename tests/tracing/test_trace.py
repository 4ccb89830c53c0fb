"""Places of triples and things: of the real seeds as read by eye, and of small projects made to be hard."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse
from ruamel.yaml import YAML

from builder.building.dataset import RULES
from builder.mapping.terms import term, thing, typed, words
from builder.namespaces import PEELID, PREFIXES
from builder.places import Place
from builder.project import Project
from builder.tracing.trace import trace
from tests.seeds.worlds import MARK, unmarked

from .conftest import Made, Make

EXPECTED = YAML(typ="safe").load(Path(__file__).with_name("expected.yaml"))


def terms(text: str) -> tuple[NamedNode, Triple]:
    """A triple in Turtle, and its subject; a subject alone stands in a triple that means nothing."""
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    whole = text if " " in text else f"{text} a <none>"
    (quad,) = parse(f"{prefixes}{whole} .", base_iri=PEELID, format=RdfFormat.TURTLE)
    assert isinstance(quad.subject, NamedNode)
    return quad.subject, quad.triple


def place_in(project: Project, file: str, marked: str) -> Place:
    """The place that a mark points to within a text which a file holds once."""
    path = (project.ontology if file.endswith(".ttl") else project.seeds) / file
    text = path.read_text(encoding="utf-8")
    assert text.count(marked.replace(MARK, "")) == 1, f"not once in {file}: {marked}"
    whole = text.replace(marked.replace(MARK, ""), marked)
    ((line, column),) = unmarked(whole)[1]
    return Place(project.relative(path), line, column)


@pytest.mark.parametrize("group", EXPECTED)
def test_places_in_the_real_project(group: str, real: Made) -> None:
    project, graph = real
    wanted = [(each, *terms(each.get("triple") or each["thing"])) for each in EXPECTED[group]]
    things = [subject for each, subject, _ in wanted if "thing" in each]
    triples = [triple for each, _, triple in wanted if "triple" in each]
    places = trace(project, graph, triples, things)
    assert set(triples) <= graph.dataset.triples()
    found = {
        **{each["thing"]: places.subjects.get(subject) for each, subject, _ in wanted if "thing" in each},
        **{each["triple"]: places.triples.get(triple) for each, _, triple in wanted if "triple" in each},
    }
    assert found == {
        each.get("triple") or each["thing"]: place_in(project, each["file"], each["at"]) for each in EXPECTED[group]
    }


def test_all_of_the_real_graph_has_a_place(real: Made) -> None:
    """Every triple and every thing, those of rules and of the ontology too, on a line that there is."""
    project, graph = real
    triples = graph.dataset.triples()
    subjects = {triple.subject for triple in triples if isinstance(triple.subject, NamedNode)}
    places = trace(project, graph, triples, subjects)
    assert triples - places.triples.keys() == set()
    assert subjects - places.subjects.keys() == set()
    seen = {*places.triples.values(), *places.subjects.values()}
    lines = {file: (project.root / file).read_text(encoding="utf-8").split("\n") for file in {p.file for p in seen}}
    assert [each for each in seen if not lines[each.file][each.line - 1][each.column - 1 :].strip()] == []
    in_rules = {triple for triple in graph.dataset.graphs[RULES] if places.triples[triple].file.endswith(".rq")}
    assert in_rules == set()  # each rests on something that a person has written


# --- small projects ----------------------------------------------------------------------------------------------

GRADED = "cycle: round-2016, subject: efficiency"
JUDGMENT = thing("judgment/round-2016/ashshire/efficiency")


def grade(key: str) -> Triple:
    """That the forces of Ashshire have a grade of the invented realm."""
    return Triple(JUDGMENT, term("peel:grade"), thing(f"grade/four/{key}"))


def test_documents_that_contradict_each_other_each_have_their_own_place(small: Make) -> None:
    """And a document that says the same as others does not hide them where they come first by name."""
    text, (other,) = unmarked(f"judgments:\n  - {{body: ashshire, {GRADED}, grade: ›inadequate, lines: 3}}\n")
    project, graph = small(
        another=text, zealous=f"judgments:\n  - {{body: ashshire, {GRADED}, grade: good, lines: 3}}\n"
    )
    places = trace(project, graph, [grade("good"), grade("inadequate")], [JUDGMENT])
    assert places.triples == {
        grade("inadequate"): Place("seeds/another.yaml", *other),
        grade("good"): place_in(project, "press.yaml", "subject: efficiency, grade: ›good, lines: 3"),
    }
    assert places.subjects == {JUDGMENT: Place("seeds/another.yaml", 2, 5)}


def test_of_one_file_the_first_line_counts_and_not_the_order_of_the_mapping(small: Make) -> None:
    text, ((line, column),) = unmarked(
        "doubts:\n  - {id: d, kind: arithmetic, text: It is not so., lines: [1, ›9]}\n"
        f"judgments:\n  - {{body: bexshire, {GRADED}, grade: good, lines: 9}}\n"
    )
    project, graph = small(case=text)
    lines = thing("evidence/case/L9")
    assert trace(project, graph, [], [lines]).subjects == {lines: Place("seeds/case.yaml", line, column)}


def test_the_definition_of_a_thing_comes_before_its_mentions(small: Make) -> None:
    project, graph = small(a="places:\n  - {place: realm, lines: 3}\n")
    realm, kind = thing("place/realm"), Triple(thing("place/realm"), term("rdf:type"), term("peel:Place"))
    here = place_in(project, "reference.yaml", "- ›{place: realm")
    places = trace(project, graph, [kind], [realm])
    assert (places.triples, places.subjects) == ({kind: here}, {realm: here})


def test_bounds_rest_on_the_margin(small: Make) -> None:
    text, ((line, column),) = unmarked(
        "metrics:\n  - {metric: officers, about: ashshire, value: 10, status: actual, printed: ten, lines: 3,\n"
        "     margin: ›2.5}\n"
    )
    project, graph = small(case=text)
    node = thing("observation/officers/ashshire/undated/actual")
    bounds = [
        Triple(node, term("peel:lowerBound"), typed("7.5", "xsd:decimal")),
        Triple(node, term("peel:upperBound"), typed("12.5", "xsd:decimal")),
    ]
    assert trace(project, graph, bounds, []).triples == dict.fromkeys(bounds, Place("seeds/case.yaml", line, column))


def test_a_remainder_of_two_documents_is_traced_to_each(small: Make) -> None:
    """The invented press release leaves over two forces, of which another document says the same on other lines."""
    text, ((line, column),) = unmarked(
        "counts:\n"
        f"  - {{{GRADED}, grade: outstanding, count: 1, bodies: [bexshire], lines: 4}}\n"
        f"  - {{{GRADED}, grade: good, count: 2, remainder: ›true, lines: 5}}\n"
        f"populations:\n  - {{{GRADED}, count: 3, lines: 6}}\n"
    )
    project, graph = small(case=text)
    path = "round-2016/coxshire/efficiency"
    judgment = thing(f"judgment/{path}")
    first = place_in(project, "press.yaml", "grade: good, count: 2, remainder: ›true")
    second = Place("seeds/case.yaml", line, column)
    expected = {
        (judgment, "peel:attestation", thing(f"attestation/remainder/{path}/press-2016/L9")): first,
        (judgment, "peel:evidence", thing("evidence/press-2016/L9")): first,
        (judgment, "peel:attestation", thing(f"attestation/remainder/{path}/case/L5")): second,
        (judgment, "peel:evidence", thing("evidence/case/L5")): second,
        (thing(f"attestation/remainder/{path}/case/L5"), "peel:evidence", thing("evidence/case/L5")): second,
    }
    wanted = {Triple(subject, term(name), value): place for (subject, name, value), place in expected.items()}
    things = [thing(f"attestation/remainder/{path}/press-2016/L9"), thing(f"attestation/remainder/{path}/case/L5")]
    places = trace(project, graph, wanted, things)
    assert places.triples == wanted
    assert places.subjects == dict(zip(things, [first, second], strict=True))


OWN_RULE = """#+ summary: What CONSTRUCT
# CONSTRUCT is not here
PREFIX p: <https://w3id.org/peelgraph/def/>
PREFIX peel: <https://w3id.org/peelgraph/def/>

  construct {
  ?force peel:variant "odd" .
  <https://w3id.org/peelgraph/id/odd/one> a <https://w3id.org/peelgraph/def/Doubt> .
}
WHERE { ?force a p:Force }
"""


def test_what_a_rule_of_ones_own_derives(small: Make) -> None:
    """Of a known thing, the thing; of a thing that the rule invents, the rule."""
    project, graph = small(OWN_RULE)
    force, odd = thing("force/ashshire"), thing("odd/one")
    about_force = Triple(force, term("peel:variant"), typed("odd", "xsd:string"))
    about_odd = Triple(odd, term("rdf:type"), term("peel:Doubt"))
    places = trace(project, graph, [about_force, about_odd], [force, odd])
    here = place_in(project, "reference.yaml", "- ›{force: ashshire")
    rule = Place("rules/90-own.rq", 6, 3)
    assert places.triples == {about_force: here, about_odd: rule}
    assert places.subjects == {force: here, odd: rule}


BORDER_RULE = """PREFIX peel: <https://w3id.org/peelgraph/def/>
CONSTRUCT { ?one peel:borders ?other } WHERE { ?one peel:region ?here . ?other peel:region ?here }
"""


def test_derived_triples_that_rest_on_each_other_only(small: Make) -> None:
    """Two rules give the border in both directions, and no document any: the thing itself has to do."""
    project, graph = small(BORDER_RULE)
    ash, bex = thing("force/ashshire"), thing("force/bexshire")
    borders = [Triple(ash, term("peel:borders"), bex), Triple(bex, term("peel:borders"), ash)]
    assert trace(project, graph, borders, []).triples == {
        borders[0]: place_in(project, "reference.yaml", "- ›{force: ashshire"),
        borders[1]: place_in(project, "reference.yaml", "- ›{force: bexshire"),
    }


def test_what_is_written_nowhere_has_no_place(small: Make) -> None:
    project, graph = small()
    made_up = Triple(thing("force/ashshire"), term("rdfs:label"), words("Another name"))
    places = trace(project, graph, [made_up], [thing("force/nowhere"), thing("graph/reference")])
    assert (places.triples, places.subjects) == ({}, {})


def test_the_ontology_is_read_only_where_one_of_its_terms_is_asked_for(small: Make) -> None:
    project, graph = small()
    for path in project.ontology.glob("*.ttl"):
        path.unlink()
    places = trace(project, graph, [grade("good")], [JUDGMENT])
    assert [place.file for place in (*places.triples.values(), *places.subjects.values())] == ["seeds/press.yaml"] * 2


def test_asking_for_one_or_for_all_makes_no_difference(real: Made) -> None:
    project, graph = real
    first = [group[0].get("triple") or group[0]["thing"] for group in EXPECTED.values()]
    subjects = [terms(text)[0] for text in first]
    together = trace(project, graph, [], subjects).subjects
    assert together == {node: trace(project, graph, [], [node]).subjects[node] for node in subjects}
