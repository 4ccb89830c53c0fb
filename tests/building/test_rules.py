"""What each rule adds to a small graph, and what it must not add.

Graphs are written without prefixes: names of things stand below ``…/id/``, terms below ``…/def/``.
"""

from __future__ import annotations

import functools
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from builder.building.dataset import RULES, Dataset
from builder.building.rules import Rule, derive, load_rules
from builder.errors import InputError, Problem, SourceError
from builder.mapping.terms import thing
from builder.project import Project

PREFIXES = """
@base <https://w3id.org/peelgraph/id/> .
@prefix : <https://w3id.org/peelgraph/def/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def read(text: str) -> set[Triple]:
    """Triples of a Turtle text."""
    return {quad.triple for quad in parse(PREFIXES + text, format=RdfFormat.TURTLE)}


@functools.cache
def rules(project: Project) -> dict[str, Rule]:
    """The rules of the project by the number that they begin with."""
    return {rule.name[:2]: rule for rule in load_rules(project)}


def added(project: Project, number: str, graph: str) -> set[Triple]:
    """What one rule adds to a graph."""
    dataset = Dataset({thing("graph/test"): read(graph)})
    derive(dataset, [rules(project)[number]])
    return dataset.graphs[RULES]


def lines(triples: set[Triple]) -> list[str]:
    """Triples as sorted text, which shows better what differs."""
    return sorted(map(str, triples))


def check(project: Project, number: str, graph: str, expected: str) -> None:
    """A rule adds exactly what is expected."""
    assert lines(added(project, number, graph)) == lines(read(expected))


# --- 10 remainder ------------------------------------------------------------------------------------------------

REALM = """
<force/ash> a :Force ; rdfs:label "Ash Police"@en .
<force/bex> a :Force ; rdfs:label "Bex Police"@en .
<force/cox> a :Force ; rdfs:label "Cox Police"@en .
<cycle/c16> a :Cycle ; rdfs:label "Round 2016"@en ; :conductedBy <inspectorate/ci> .
<cycle/c15> a :Cycle ; rdfs:label "Round 2015"@en ; :conductedBy <inspectorate/ci> .
<subject/thrift> a :Pillar ; rdfs:label "Value for money"@en ; :code "thrift" .
<subject/speed> a :Pillar ; rdfs:label "Speed"@en ; :code "speed" .
<grade/four/good> :code "good" .
<grade/four/outstanding> :code "outstanding" .
<grade/four/inadequate> :code "inadequate" .
<evidence/press/L8> :source <document/press> ; :firstLine 8 ; :lastLine 8 .
<evidence/press/L9-10> :source <document/press> ; :firstLine 9 ; :lastLine 10 .
<evidence/other/L1> :source <document/other> ; :firstLine 1 ; :lastLine 1 .
"""
NAMED = """
<grade-count/press/c16/thrift/outstanding> a :GradeCount ; :inCycle <cycle/c16> ; :subject <subject/thrift> ;
	:grade <grade/four/outstanding> ; :numberOfBodies 1 ; :names <force/bex> ; :evidence <evidence/press/L8> .
"""
REST = """
<grade-count/press/c16/thrift/good> a :GradeCount ; :inCycle <cycle/c16> ; :subject <subject/thrift> ;
	:grade <grade/four/good> ; :numberOfBodies 2 ; :remainder true ; :evidence <evidence/press/L9-10> .
"""
ALL = """
<population/press/c16/thrift> a :Population ; :inCycle <cycle/c16> ; :subject <subject/thrift> ;
	:numberOfBodies 3 ; :evidence <evidence/press/L8> , <evidence/press/L9-10> .
"""
NOUGHT = """
<grade-count/press/c16/thrift/inadequate> a :GradeCount ; :inCycle <cycle/c16> ; :subject <subject/thrift> ;
	:grade <grade/four/inadequate> ; :numberOfBodies 0 ; :evidence <evidence/press/L8> .
"""


def remainder(force: str, name: str) -> str:
    """The judgment that a force of the rest is graded good."""
    return f"""
<judgment/c16/{force}/thrift> a :Judgment ;
	rdfs:label "{name}, Round 2016 value for money: good"@en ;
	:judges <force/{force}> ;
	:inCycle <cycle/c16> ;
	:subject <subject/thrift> ;
	:grade <grade/four/good> ;
	:generatedBy <inspection/c16/{force}> ;
	:attestation <attestation/remainder/c16/{force}/thrift/press/L9-10> ;
	:evidence <evidence/press/L9-10> .
<attestation/remainder/c16/{force}/thrift/press/L9-10> a :Attestation ;
	rdfs:label "{name}, Round 2016 value for money: good, remainder in press, lines 9-10"@en ;
	:basis <basis/remainder> ;
	:evidence <evidence/press/L9-10> .
<inspection/c16/{force}> a :Inspection ;
	rdfs:label "Round 2016 inspection of {name}"@en ;
	:inspects <force/{force}> ;
	:inCycle <cycle/c16> ;
	:conductedBy <inspectorate/ci> .
"""


BOTH = remainder("ash", "Ash Police") + remainder("cox", "Cox Police")


def test_the_rest_have_the_remaining_grade(project: Project) -> None:
    check(project, "10", REALM + NAMED + REST + NOUGHT + ALL, BOTH)


def test_the_rest_on_a_single_line(project: Project) -> None:
    """One line is named as one line, as the mapping names it."""
    graph = (REALM + NAMED + REST + ALL).replace("L9-10", "L9").replace(":lastLine 10", ":lastLine 9")
    check(project, "10", graph, BOTH.replace("L9-10", "L9").replace("lines 9-10", "lines 9"))


def test_the_rest_of_a_question(project: Project) -> None:
    """The judgment's IRI and label name the cycle once, as those of judgments that are stated."""
    question = (
        '<subject/c16/thrift/1> a :Question ; rdfs:label "Round 2016 thrift, question 1"@en ; :code "c16/thrift/1" .'
    )
    graph = (NAMED + REST + ALL).replace("<subject/thrift>", "<subject/c16/thrift/1>")
    expected = BOTH.replace("<subject/thrift>", "<subject/c16/thrift/1>").replace(
        "value for money", "thrift, question 1"
    )
    for force in ("ash", "cox"):
        expected = expected.replace(f"c16/{force}/thrift", f"c16/{force}/thrift/1")
    check(project, "10", REALM + question + graph, expected)


REST_FOLLOWS_NOT = {
    "no population": NAMED + REST,
    "population smaller than the counts": NAMED + REST + ALL.replace("3", "2"),
    "population larger than the counts": NAMED + REST + ALL.replace("3", "4"),
    "counts and population beyond the forces that there are": (
        NAMED + REST.replace("Bodies 2", "Bodies 3") + ALL.replace("3", "4")
    ),
    "counts and population fewer than the forces that there are": (
        NAMED + REST.replace("Bodies 2", "Bodies 1") + ALL.replace("3", "2")
    ),
    "counts that don't fit": NAMED + REST.replace("Bodies 2", "Bodies 1") + ALL,
    "population of another document": NAMED + REST + ALL.replace("/press/", "/other/").replace("L8", "L1"),
    "population of another cycle": NAMED + REST + ALL.replace("c16", "c15"),
    "population of another subject": NAMED + REST + ALL.replace("thrift", "speed"),
    "names of another document": NAMED.replace("/press/", "/other/").replace("L8", "L1") + REST + ALL,
    "names of another cycle": NAMED.replace("c16", "c15") + REST + ALL,
    "names of another subject": NAMED.replace("thrift", "speed") + REST + ALL,
    "a count that is no remainder": NAMED + REST.replace(":remainder true ;", "") + ALL,
    "a count that says it is no remainder": NAMED + REST.replace(":remainder true", ":remainder false") + ALL,
    "a grade that is counted without names": NAMED.replace(":names <force/bex> ;", "") + REST + ALL,
    "two remainders": (
        NAMED
        + REST.replace("Bodies 2", "Bodies 1")
        + NOUGHT.replace("Bodies 0 ;", "Bodies 1 ; :remainder true ;")
        + ALL
    ),
    "a force that is named twice": (
        NAMED
        + NOUGHT.replace("Bodies 0 ;", "Bodies 1 ; :names <force/bex> ;")
        + REST.replace("Bodies 2", "Bodies 1")
        + ALL
    ),
    "a name that is no force's": NAMED.replace("<force/bex>", "<authority/bex>") + REST + ALL,
}


@pytest.mark.parametrize("case", REST_FOLLOWS_NOT)
def test_the_rest_is_not_told(case: str, project: Project) -> None:
    assert lines(added(project, "10", REALM + REST_FOLLOWS_NOT[case])) == []


# --- 20 strongest basis ------------------------------------------------------------------------------------------

BASES = "\n".join(
    f'<basis/{code}> a :Basis ; :rank {rank} ; :code "{code}" .'
    for rank, code in enumerate(("reported", "previous", "remainder", "listed", "stated"), 1)
)


def judgment_with(*bases: str) -> str:
    """A judgment with an attestation on each basis."""
    texts = [BASES, "<judgment/j> a :Judgment ."]
    for number, basis in enumerate(bases):
        texts.append(
            f"<judgment/j> :attestation <attestation/{number}> . <attestation/{number}> :basis <basis/{basis}> ."
        )
    return "\n".join(texts)


@pytest.mark.parametrize(
    ("bases", "strongest"),
    [
        (("reported", "listed", "previous"), "listed"),
        (("remainder", "stated", "listed"), "stated"),
        (("previous", "reported"), "previous"),
        (("remainder", "previous"), "remainder"),
        (("reported",), "reported"),
        (("stated", "stated"), "stated"),
    ],
)
def test_the_strongest_basis(bases: tuple[str, ...], strongest: str, project: Project) -> None:
    check(project, "20", judgment_with(*bases), f"<judgment/j> :basis <basis/{strongest}> .")


def test_no_basis_of_another_judgment(project: Project) -> None:
    graph = judgment_with("reported") + (
        "<judgment/k> a :Judgment ; :attestation <attestation/k> . <attestation/k> :basis <basis/stated> ."
    )
    check(project, "20", graph, "<judgment/j> :basis <basis/reported> . <judgment/k> :basis <basis/stated> .")


# --- 30 previous judgment ----------------------------------------------------------------------------------------

YEARS = "\n".join(f"<cycle/c{year}> :year {year} . <cycle/d{year}> :year {year} ." for year in range(2012, 2019))


def judged(*judgments: str) -> str:
    """Judgments written as ``name body subject cycle grade``."""
    texts = [YEARS]
    for written in judgments:
        name, body, subject, cycle, grade = written.split()
        texts.append(
            f"<judgment/{name}> a :Judgment ; :judges <{body}> ; :subject <subject/{subject}> ; "
            f":inCycle <cycle/{cycle}> ; :grade <grade/{grade}> ."
        )
    return "\n".join(texts)


def follows(*pairs: str) -> str:
    """Links written as ``later earlier``."""
    return "\n".join("<judgment/{}> :previousJudgment <judgment/{}> .".format(*pair.split()) for pair in pairs)


CONTINUED = "<subject/thrift> :continuedBy <subject/speed> ."

LINES_OF_JUDGMENTS = {
    "one after the other": (
        judged("a f s c2014 four/good", "b f s c2015 four/good", "c f s c2016 four/inadequate"),
        follows("b a", "c b"),
    ),
    "nearest, over a gap": (
        judged("a f s c2012 four/good", "b f s c2013 four/good", "c f s c2018 x/1"),
        follows("b a", "c b"),
    ),
    "another body": (judged("a f s c2014 x/1", "b g s c2015 x/1"), ""),
    "another subject": (judged("a f s c2014 x/1", "b f t c2015 x/1"), ""),
    "the same year": (judged("a f s c2014 x/1", "b f s d2014 x/1"), ""),
    "two in the year before": (
        judged("a f s c2014 x/1", "b f s d2014 x/2", "c f s c2015 x/1"),
        follows("c a", "c b"),
    ),
    "continued under another name": (
        judged("a f thrift c2014 x/1", "b f speed c2015 x/1", "c f speed c2016 x/1") + CONTINUED,
        follows("b a", "c b"),
    ),
    "continued twice": (
        judged("a f haste c2013 x/1", "b f speed c2015 x/1")
        + CONTINUED
        + "<subject/haste> :continuedBy <subject/thrift> .",
        follows("b a"),
    ),
    "not continued backwards": (judged("a f speed c2014 x/1", "b f thrift c2015 x/1") + CONTINUED, ""),
    "continued, but nearer by its own name": (
        judged("a f thrift c2013 x/1", "b f speed c2014 x/1", "c f speed c2015 x/1") + CONTINUED,
        follows("b a", "c b"),
    ),
    "both names in one year: the later name": (
        judged("a f thrift c2014 x/1", "b f speed d2014 x/1", "c f speed c2015 x/1") + CONTINUED,
        follows("c b"),
    ),
    "no word about comparing": (judged("a f s c2014 scores/1", "b f s c2015 four/good"), follows("b a")),
    "no judgment at all": (
        judged("a f s c2014 x/1", "b f s c2015 x/1").replace("<judgment/a> a :Judgment", "<judgment/a> a :Ungraded"),
        "",
    ),
}


@pytest.mark.parametrize("case", LINES_OF_JUDGMENTS)
def test_the_judgment_before(case: str, project: Project) -> None:
    graph, expected = LINES_OF_JUDGMENTS[case]
    check(project, "30", graph, expected)
    assert not any(each.predicate.value.endswith("comparableWith") for each in added(project, "30", graph))


# --- 35 change of grade ------------------------------------------------------------------------------------------

RANKS = """
<grade/four/good> :inScheme <scheme/four> ; :rank 3 .
<grade/four/inadequate> :inScheme <scheme/four> ; :rank 1 .
<grade/five/good> :inScheme <scheme/five> ; :rank 4 .
<grade/six/fine> :inScheme <scheme/six> ; :rank 3 .
<scheme/four> :comparableWith <scheme/four> .
<scheme/five> :comparableWith <scheme/five> .
<scheme/six> :comparableWith <scheme/four> .
<scheme/four> :comparableWith <scheme/six> .
"""


@pytest.mark.parametrize(
    ("before", "after", "link"),
    [
        ("four/inadequate", "four/good", "improvedFrom"),
        ("four/good", "four/good", "unchangedFrom"),
        ("four/good", "four/inadequate", "declinedFrom"),
        ("four/good", "six/fine", "unchangedFrom"),  # the same rank of a scheme that may be compared
        ("four/good", "five/good", ""),  # may not be compared
    ],
)
def test_which_way_a_grade_went(before: str, after: str, link: str, project: Project) -> None:
    graph = RANKS + judged(f"a f s c2014 {before}", f"b f s c2015 {after}") + follows("b a")
    check(project, "35", graph, f"<judgment/b> :{link} <judgment/a> ." if link else "")


def test_only_from_the_one_before(project: Project) -> None:
    three = judged("a f s c2014 four/good", "b f s c2015 four/inadequate", "c f s c2016 four/good")
    expected = "<judgment/b> :declinedFrom <judgment/a> . <judgment/c> :improvedFrom <judgment/b> ."
    check(project, "35", RANKS + three + follows("b a", "c b"), expected)


# --- 40 bounds, 50 comparators -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "margin", "lower", "upper"),
    [
        ("76.4", "1.9", "74.5", "78.3"),
        ("0.1", "0.2", "-0.1", "0.3"),
        ("85.0", "0.5", "84.5", "85.5"),
        ("1234567.1", "0.01", "1234567.09", "1234567.11"),
    ],
)
def test_bounds_of_a_margin(value: str, margin: str, lower: str, upper: str, project: Project) -> None:
    graph = f"<o> a :Observation ; :value {value} ; :margin {margin} ; :confidenceLevel 95.0 ."
    check(project, "40", graph, f"<o> :lowerBound {lower} ; :upperBound {upper} .")


@pytest.mark.parametrize("graph", ["<o> a :Observation ; :value 5.0 .", "<o> a :Observation ; :margin 5.0 ."])
def test_no_bounds_without_margin_or_value(graph: str, project: Project) -> None:
    assert added(project, "40", graph) == set()


def test_difference_from_the_comparator(project: Project) -> None:
    graph = """
    <a> a :Observation ; :value 76.4 ; :unit <percent> ; :comparator <b> .
    <b> a :Observation ; :value 79.1 ; :unit <percent> .
    <c> a :Observation ; :value 3.25 ; :unit <pounds> ; :comparator <d> .
    <d> a :Observation ; :value 3.0 ; :unit <pounds> .
    <e> a :Observation ; :value 3.2 ; :unit <pounds> ; :comparator <b> .
    <f> a :Observation ; :value 3.2 ; :unit <pounds> .
    """
    check(project, "50", graph, "<a> :differenceFromComparator -2.7 . <c> :differenceFromComparator 0.25 .")


# --- 55 previous observation -------------------------------------------------------------------------------------


def observed(*observations: str) -> str:
    """Observations written as ``name metric about unit status start end``."""
    texts = []
    for written in observations:
        name, metric, about, unit, status, start, end = written.split()
        texts.append(
            f"<{name}> a :Observation ; :metric <metric/{metric}> ; :about <{about}> ; :unit <unit/{unit}> ; "
            f':status <status/{status}> ; :periodStart "{start}"^^xsd:date ; :periodEnd "{end}"^^xsd:date .'
        )
    return "\n".join(texts)


def earlier(*pairs: str) -> str:
    """Links written as ``later earlier``."""
    return "\n".join("<{}> :previousObservation <{}> .".format(*pair.split()) for pair in pairs)


A12 = "a m f u actual 2012-01-01 2012-12-31"
B13 = "b m f u actual 2013-01-01 2013-12-31"
C14 = "c m f u actual 2014-01-01 2014-12-31"
CHANGE = "<rise> a :Observation ; :changeFrom <a> ; :changeTo <b> ."

UNDATED = "<b> a :Observation ; :metric <metric/m> ; :about <f> ; :unit <unit/u> ; :status <status/actual> ."

LINES_OF_FIGURES = {
    "one after the other": (observed(A12, B13, C14), earlier("b a", "c b")),
    "nearest, over a gap": (observed(A12, C14), earlier("c a")),
    "days": (
        observed("a m f u actual 2012-03-31 2012-03-31", "b m f u actual 2015-03-31 2015-03-31"),
        earlier("b a"),
    ),
    "another metric": (observed(A12, B13.replace("b m", "b n")), ""),
    "another thing": (observed(A12, B13.replace(" f ", " g ")), ""),
    "another unit": (observed(A12, B13.replace(" u ", " v ")), ""),
    "another status": (observed(A12, B13.replace("actual", "planned")), ""),
    "another status, set against each other": (
        observed(A12, B13.replace("actual", "planned")) + CHANGE,
        earlier("b a"),
    ),
    "set against each other, but of another metric": (observed(A12, B13.replace("b m", "b n")) + CHANGE, ""),
    "set against each other, but of another unit": (observed(A12, B13.replace(" u ", " v ")) + CHANGE, ""),
    "set against each other, but of another thing": (observed(A12, B13.replace(" f ", " g ")) + CHANGE, ""),
    "set against each other over a third": (
        observed(A12, B13.replace("b m", "x m"), C14.replace("c m", "b m")) + CHANGE,
        earlier("x a", "b x", "b a"),
    ),
    "another variant": (observed(A12, B13) + '<a> :variant "dogs" . <b> :variant "cats" .', ""),
    "variant and none": (observed(A12, B13) + '<b> :variant "cats" .', ""),
    "the same variant": (
        observed(A12, B13) + '<a> :variant "dogs" . <b> :variant "dogs" .',
        earlier("b a"),
    ),
    "a variant between": (
        observed(A12, B13, C14) + '<b> :variant "dogs" .',
        earlier("c a"),
    ),
    "a status between": (observed(A12, B13.replace("actual", "planned"), C14), earlier("c a")),
    "the same time": (observed(A12, A12.replace("a m", "b m")), ""),
    "a year and its last month": (observed(A12, "b m f u actual 2012-12-01 2012-12-31"), ""),
    "the last month of a year lies nearer than the year": (
        observed(A12, "b m f u actual 2012-12-01 2012-12-31", "c m f u actual 2013-01-01 2013-12-31"),
        earlier("c b"),
    ),
    "undated": (observed(A12) + UNDATED, ""),
    "undated, but set against each other": (observed(A12) + UNDATED + CHANGE, earlier("b a")),
}


@pytest.mark.parametrize("case", LINES_OF_FIGURES)
def test_the_figure_before(case: str, project: Project) -> None:
    graph, expected = LINES_OF_FIGURES[case]
    check(project, "55", graph, expected)


def test_two_figures_of_one_time_do_not_follow_one_another(project: Project) -> None:
    """What is planned for a period does not follow what is required for it, though a document may set them apart."""
    required = "a m f u required 2011-04-01 2015-03-31"
    planned = "b m f u planned 2011-04-01 2015-03-31"
    check(project, "55", observed(required, planned) + CHANGE, "")


# --- 60 days, 70 borders -----------------------------------------------------------------------------------------


def reply(written: str, published: str, more: str = "") -> str:
    """A reply and the report that it replies to."""
    return (
        f'<r> a :Response ; :respondsTo <d> ; :written "{written}"^^xsd:date .'
        f'<d> a :Document ; :published "{published}"^^xsd:date .' + more
    )


@pytest.mark.parametrize(
    ("written", "published", "days"),
    [
        ("2018-04-11", "2017-11-09", 153),  # 21 days of November, 31, 31, 28, 31, and 11 of April
        ("2016-03-01", "2016-02-28", 2),
        ("2017-03-01", "2017-02-28", 1),
        ("2016-11-03", "2016-11-03", 0),
        ("2016-11-03", "2016-11-06", -3),
        ("2017-11-09", "2016-11-09", 365),
    ],
)
def test_days_after_the_report(written: str, published: str, days: int, project: Project) -> None:
    check(project, "60", reply(written, published), f"<r> :daysAfterReport {days} .")


@pytest.mark.parametrize(
    "graph",
    [
        reply("2018-04-11", "2017-11-01", '<d> :datePrecision "month" .'),
        reply("2018-04-01", "2017-11-09", '<r> :datePrecision "month" .'),
        reply("2018-04-11", "2017-01-01", '<d> :datePrecision "year" .'),
        reply("2018-04-11", "2017-11-09").replace("a :Response", "a :Document"),
        reply("2018-04-11", "2017-11-09").replace(":published", ":pageUpdated"),
        reply("2018-04-11", "2017-11-09").replace(":respondsTo", ":cites"),
    ],
)
def test_no_days_where_a_day_is_not_known(graph: str, project: Project) -> None:
    assert lines(added(project, "60", graph)) == []


def test_borders_hold_both_ways(project: Project) -> None:
    graph = "<a> :borders <b> , <c> . <c> :borders <a> ."
    check(project, "70", graph, "<b> :borders <a> .")


# --- running rules -----------------------------------------------------------------------------------------------


def rule(text: str, name: str = "10-test") -> Rule:
    """A rule of this test."""
    return Rule(name, f"rules/{name}.rq", text)


def test_rules_run_in_order_and_see_what_went_before() -> None:
    dataset = Dataset({thing("graph/test"): read("<a> :borders <b> .")})
    first = rule("CONSTRUCT { ?b <https://w3id.org/peelgraph/def/x> ?a } WHERE { ?a ?p ?b }", "10-first")
    second = rule("CONSTRUCT { ?a <https://w3id.org/peelgraph/def/y> ?b } WHERE { ?a ?p ?b }", "20-second")
    assert derive(dataset, [first, second]) == {"10-first": 1, "20-second": 2}
    assert lines(dataset.graphs[RULES]) == lines(read("<b> :x <a> . <a> :y <b> . <b> :y <a> ."))


def test_nothing_is_derived_that_is_said() -> None:
    """Figures are compared by value: the store does, and 17.0 says no more than 17.00."""
    dataset = Dataset({thing("graph/test"): read('<a> :value 17.0 ; :name "x"@en . <b> :value 17.0 .')})
    copy = "CONSTRUCT { ?a ?p ?o } WHERE { ?a ?p ?o }"
    more = "CONSTRUCT { ?a <https://w3id.org/peelgraph/def/value> 17.00 } WHERE { ?a ?p ?o }"
    assert derive(dataset, [rule(copy), rule(more, "20-more")]) == {"10-test": 0, "20-more": 0}
    assert dataset.graphs[RULES] == set()


@pytest.mark.parametrize(
    ("text", "line", "column", "found"),
    [
        ("SELECT * WHERE { ?a ?b ?c }", 1, 1, "not a CONSTRUCT query"),
        ("ASK { ?a ?b ?c }", 1, 1, "not a CONSTRUCT query"),
    ],
)
def test_rule_that_is_another_query(text: str, line: int, column: int, found: str) -> None:
    with pytest.raises(SourceError) as caught:
        derive(Dataset(), [rule(text)])
    allowed = "a CONSTRUCT query of SPARQL 1.1"
    assert caught.value.problems == (Problem("rules/10-test.rq", line, column, found, allowed),)


def test_rule_with_a_syntax_error_says_where() -> None:
    with pytest.raises(SourceError) as caught:
        derive(Dataset(), [rule("CONSTRUCT { ?a ?b ?c }\nWHERE { ?a ?b\n")])
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == ("rules/10-test.rq", 3)
    assert problem.found.startswith("no SPARQL: expected")


def test_rule_with_a_blank_node() -> None:
    dataset = Dataset({thing("graph/test"): read("<a> :borders <b> .")})
    with pytest.raises(SourceError) as caught:
        derive(dataset, [rule("CONSTRUCT { ?a ?p [] } WHERE { ?a ?p ?b }")])
    (problem,) = caught.value.problems
    assert problem.file == "rules/10-test.rq"
    assert problem.found == "a blank node in a triple with the predicate <https://w3id.org/peelgraph/def/borders>"
    assert problem.advice == "give the node an IRI"


def test_project_without_rules(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    with pytest.raises(InputError, match=r"^rules: no rule files \(\*\.rq\) here$"):
        load_rules(Project(tmp_path))


def test_rule_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "10-x.rq").write_bytes(b"# caf\xe9")
    with pytest.raises(InputError, match=r"^rules/10-x\.rq: not UTF-8 text \(byte 5\); save the file as UTF-8$"):
        load_rules(Project(tmp_path))
    (tmp_path / "rules" / "10-x.rq").unlink()
    (tmp_path / "rules" / "10-x.rq").mkdir()
    with pytest.raises(InputError, match=r"^rules/10-x\.rq: can't be read \(Is a directory\)$"):
        load_rules(Project(tmp_path))


def test_the_rules_of_the_project_are_the_ones_tested_here(project: Project) -> None:
    assert [each.name for each in load_rules(project)] == [
        "10-remainder-judgments",
        "20-strongest-basis",
        "30-previous-judgment",
        "35-change-of-grade",
        "40-confidence-bounds",
        "50-comparator-difference",
        "55-previous-observation",
        "60-days-after-report",
        "70-borders-both-ways",
    ]
