"""Each kind of change, in the words in which a domain person is told it."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.comparing.changes import Section
from tests.comparing.graphs import compared, evidence, figure, judgment, only, told

ABOUT = "Leicestershire Police, PEEL 2017 efficiency"

FINDING = """
<finding/report/costs> a peel:Finding ; rdfs:label "Strength: KIND"@en ; peel:about <force/leicestershire> ;
  peel:statement "KIND"@en ; peel:evidence <evidence/report/L12-13> .
"""


def finding(text: str) -> str:
    return FINDING.replace("KIND", text)


# --- judgments ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right", "text"),
    [
        ("four/good", "four/ri", f"{ABOUT}: good → requires improvement (one grade lower)"),
        ("four/ri", "four/outstanding", f"{ABOUT}: requires improvement → outstanding (two grades higher)"),
        ("four/good", "scores/2", f"{ABOUT}: good → 2 (on another scale)"),
    ],
)
def test_another_grade(tmp_path: Path, left: str, right: str, text: str) -> None:
    result = compared(tmp_path, judgment(left, "left word"), judgment(right, "right word"))
    assert told(result) == {"1 grade changed": [text]}
    change = only(result)
    assert (change.section, change.kind.name, change.label) == (Section.GRADES, "grade", ABOUT)
    assert change.document is not None
    assert change.document.title == "Report on efficiency"
    # the grade, and the labels of the judgment and of its attestation, which repeat the word
    assert (len(change.removed), len(change.added)) == (3, 3)


def test_a_question_names_its_cycle_itself(tmp_path: Path) -> None:
    subject = "peel-2017/efficiency/1"
    result = compared(
        tmp_path, judgment("four/good", "good", subject=subject), judgment("four/ri", "ri", subject=subject)
    )
    assert only(result).text == (
        "Leicestershire Police, PEEL 2017 efficiency, question 1: good → requires improvement (one grade lower)"
    )


def test_a_judgment_added_and_removed(tmp_path: Path) -> None:
    whole = judgment("four/good", "good", "stated/report/12-13 listed/letter/3-3")
    added = compared(tmp_path, "", whole)
    assert told(added) == {"1 judgment added from Letter": [f"{ABOUT}: good, listed, stated"]}
    removed = compared(tmp_path, whole, "")
    assert told(removed) == {"1 judgment from Letter removed": [f"{ABOUT}: good, listed, stated"]}
    # 6 of the judgment, then for each ground 2 links, 4 of the attestation, 6 of the evidence and 2 of its selector
    assert len(removed.removed) == len(added.added) == 6 + 2 * 14


def test_evidence_of_a_judgment_moved(tmp_path: Path) -> None:
    left, right = (judgment("four/good", "good", f"stated/report/{lines}") for lines in ("12-12", "13-14"))
    result = compared(tmp_path, left, right)
    assert told(result) == {
        "1 piece of evidence moved in Report on efficiency": [
            f"{ABOUT}: evidence moved from line 12 to lines 13–14 of Report on efficiency"
        ]
    }
    assert only(result).section is Section.EVIDENCE


def test_another_basis_on_the_same_lines(tmp_path: Path) -> None:
    left, right = (judgment("four/good", "good", f"{basis}/report/12-13") for basis in ("listed", "stated"))
    assert told(compared(tmp_path, left, right)) == {
        "1 ground of a judgment changed": [f"{ABOUT}: listed → stated, in Report on efficiency, lines 12–13"]
    }


def test_a_further_ground_and_one_less(tmp_path: Path) -> None:
    one, two = judgment("four/good", "good"), judgment("four/good", "good", "stated/report/12-13 listed/letter/3-3")
    assert told(compared(tmp_path, one, two)) == {
        "1 ground of a judgment added from Letter": [f"{ABOUT}: now listed in Letter, line 3"]
    }
    assert told(compared(tmp_path, two, one)) == {
        "1 ground of a judgment from Letter removed": [f"{ABOUT}: no longer listed in Letter, line 3"]
    }


# --- figures ------------------------------------------------------------------------------------------------------


def test_figures_added_from_a_document(tmp_path: Path) -> None:
    link = "; peel:evidence <evidence/report/L12-13>"
    years = ("2014", "2015", "2016")
    right = evidence("report", 12, 13) + "".join(figure(period=year, more=link) for year in years)
    assert told(compared(tmp_path, "", right)) == {
        "3 figures added from Report on efficiency": [
            f"Savings, Leicestershire Police, {year}, actual: 5.1 million pounds" for year in years
        ]
    }


@pytest.mark.parametrize(
    ("right", "text"),
    [
        (figure("5.2"), "5.1 → 5.2 million pounds"),
        (figure("5.1", "percent"), "5.1 million pounds → 5.1 percent"),
    ],
)
def test_another_value(tmp_path: Path, right: str, text: str) -> None:
    result = compared(tmp_path, figure(), right)
    assert told(result) == {"1 figure changed": [f"Savings, Leicestershire Police, 2016, actual: {text}"]}


@pytest.mark.parametrize(
    ("right", "text"),
    [
        (figure(period="2017"), "period 2016-01-01 to 2016-12-31 → 2017-01-01 to 2017-12-31"),
        (figure(status="planned"), "status Actual → Planned"),
    ],
)
def test_the_same_figure_under_another_key(tmp_path: Path, right: str, text: str) -> None:
    result = compared(tmp_path, figure(), right)
    assert told(result) == {"1 figure changed": [f"Savings, Leicestershire Police: {text}"]}
    assert only(result).thing.startswith("https://w3id.org/peelgraph/id/observation/savings/leicestershire/201")


def test_the_same_lines_make_a_figure_the_same(tmp_path: Path) -> None:
    link = "; peel:evidence <evidence/report/L12-13>"
    lines = evidence("report", 12, 13)
    result = compared(tmp_path, lines + figure(more=link), lines + figure("7.5", status="planned", more=link))
    assert only(result).text == ("Savings, Leicestershire Police: status Actual → Planned; 5.1 → 7.5 million pounds")


def test_other_figures_are_gone_and_new(tmp_path: Path) -> None:
    result = compared(tmp_path, figure(), figure("7.5", period="2017"))
    assert told(result) == {
        "1 figure added": ["Savings, Leicestershire Police, 2017, actual: 7.5 million pounds"],
        "1 figure removed": ["Savings, Leicestershire Police, 2016, actual: 5.1 million pounds"],
    }


# --- findings, doubts, questions, collaborations ------------------------------------------------------------------


def test_a_finding_reworded(tmp_path: Path) -> None:
    lines = evidence("report", 12, 13)
    result = compared(tmp_path, lines + finding("It costs less."), lines + finding("It costs more."))
    assert told(result) == {"1 finding reworded": ["Leicestershire Police: “It costs less.” → “It costs more.”"]}
    assert (len(result.removed), len(result.added)) == (2, 2)  # the statement, and the label that repeats it


def test_a_finding_added(tmp_path: Path) -> None:
    lines = evidence("report", 12, 13)
    assert told(compared(tmp_path, lines, lines + finding("It costs less."))) == {
        "1 finding added from Report on efficiency": ["Leicestershire Police: Strength: It costs less."]
    }


def test_a_finding_under_another_key(tmp_path: Path) -> None:
    lines = evidence("report", 12, 13)
    right = finding("It costs less.").replace("finding/report/costs", "finding/report/savings")
    assert told(compared(tmp_path, lines + finding("It costs less."), lines + right)) == {
        "1 finding moved in Report on efficiency": [
            "Strength: It costs less.: finding/report/costs → finding/report/savings"
        ]
    }


def test_a_doubt_and_a_question_reworded(tmp_path: Path) -> None:
    text = """
<doubt/report/sum> a peel:Doubt ; rdfs:label "Arithmetic: sum"@en ; peel:statement "Adds up to ONE."@en .
<subject/peel-2017/efficiency/2> a peel:Question ; rdfs:label "PEEL 2017 efficiency, question 2"@en ;
  peel:wording "How well does the force ONE?"@en .
"""
    assert told(compared(tmp_path, text.replace("ONE", "plan"), text.replace("ONE", "save"))) == {
        "1 doubt reworded": ["Arithmetic: sum: “Adds up to plan.” → “Adds up to save.”"],
        "1 question reworded": [
            "PEEL 2017 efficiency, question 2: “How well does the force plan?” → “How well does the force save?”"
        ],
    }


def test_who_joined_and_left_a_collaboration(tmp_path: Path) -> None:
    text = """
<collaboration/air> a peel:Collaboration ; rdfs:label "Air support"@en ; peel:participant <force/WHO> ;
  peel:startDate "START"^^xsd:date .
"""
    left = text.replace("WHO", "kent").replace("START", "2010-01-01")
    right = text.replace("WHO", "leicestershire").replace("START", "2011-01-01")
    assert told(compared(tmp_path, left, right)) == {
        "2 collaborations changed": [
            "Air support: Leicestershire Police joined; Kent Police left",
            "Air support: start date 2010-01-01 → 2011-01-01",
        ]
    }


# --- evidence, documents, names -----------------------------------------------------------------------------------


def test_evidence_moved_added_and_removed(tmp_path: Path) -> None:
    pieces = evidence("report", 12, 12) + evidence("report", 13, 13) + evidence("letter", 3, 3)
    text = pieces + '<event/x> a peel:Event ; rdfs:label "Election"@en ; peel:evidence '
    moved = compared(tmp_path, f"{text} <evidence/report/L12-12> .", f"{text} <evidence/report/L13-13> .")
    assert told(moved) == {
        "1 piece of evidence moved in Report on efficiency": [
            "Election: evidence moved from line 12 to line 13 of Report on efficiency"
        ]
    }
    both = f"{text} <evidence/report/L12-12>, <evidence/letter/L3-3> ."
    assert told(compared(tmp_path, f"{text} <evidence/report/L12-12> .", both)) == {
        "1 piece of evidence added from Letter": ["Election: now in Letter, line 3"]
    }
    assert told(compared(tmp_path, both, f"{text} <evidence/report/L12-12> .")) == {
        "1 piece of evidence from Letter removed": ["Election: no longer in Letter, line 3"]
    }


def test_evidence_that_facts_share_is_told_once(tmp_path: Path) -> None:
    facts = "".join(f'<event/{n}> a peel:Event ; rdfs:label "Event {n}"@en ; peel:evidence LINES .\n' for n in (1, 2))
    left = facts.replace("LINES", "<evidence/report/L12-12>") + evidence("report", 12, 12)
    right = facts.replace("LINES", "<evidence/report/L13-13>") + evidence("report", 13, 13)
    result = compared(tmp_path, left, right)
    assert told(result) == {
        "2 pieces of evidence moved in Report on efficiency": [
            f"Event {n}: evidence moved from line 12 to line 13 of Report on efficiency" for n in (1, 2)
        ]
    }
    assert [len(change.removed) for change in result.changes] == [9, 1]  # 8 about the lines, with the first fact


def test_a_new_name_and_what_repeats_it(tmp_path: Path) -> None:
    text = judgment("four/good", "good").replace("Leicestershire Police", "NAME")
    text += '<inspection/x> a peel:Inspection ; rdfs:label "PEEL 2017 inspection of NAME"@en .\n'
    text += '<force/derbyshire> a peel:Force ; rdfs:label "NAME"@en ; skos:prefLabel "NAME"@en .\n'
    old, new = "Derbyshire Constabulary", "Derbyshire Police"
    result = compared(tmp_path, text.replace("NAME", old), text.replace("NAME", new))
    assert told(result) == {
        "1 force renamed": [f"“{old}” is now “{new}”"],
        "3 names that repeat others changed": [
            f"{new}, PEEL 2017 efficiency: good",
            f"{new}, PEEL 2017 efficiency: good, stated in report",
            f"PEEL 2017 inspection of {new}",
        ],
    }
    assert [change.follows for change in result.changes] == [False, True, True, True]


def test_a_label_that_says_more_than_the_new_name_is_told(tmp_path: Path) -> None:
    text = """
<force/derbyshire> a peel:Force ; rdfs:label "NAME"@en .
<inspection/x> a peel:Inspection ; rdfs:label "VERB of NAME"@en .
"""
    left = text.replace("NAME", "Derbyshire Constabulary").replace("VERB", "Inspection")
    right = text.replace("NAME", "Derbyshire Police").replace("VERB", "Visit")
    assert told(compared(tmp_path, left, right)) == {
        "1 inspection changed": [
            "Visit of Derbyshire Police: label “Inspection of Derbyshire Constabulary” → “Visit of Derbyshire Police”"
        ],
        "1 force renamed": ["“Derbyshire Constabulary” is now “Derbyshire Police”"],
    }


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ('<document/x> a peel:Document ; rdfs:label "X"@en .', "1 document added"),
        ('<force/x> a peel:Force ; rdfs:label "X"@en .', "1 force added"),
        ('<person/x> a foaf:Person, peel:Inspector ; rdfs:label "X"@en .', "1 person added"),
        ('<post/x> a org:Post ; rdfs:label "X"@en .', "1 post added"),
        ('<theme/x> a peel:Theme ; rdfs:label "X"@en .', "1 member of a code list added"),
        ('<scheme/x> a peel:GradeScheme ; rdfs:label "X"@en .', "1 scale of grades added"),
        ('peel:X a owl:Class ; rdfs:label "X"@en .', "1 class added"),
        ('peel:x a owl:ObjectProperty ; rdfs:label "X"@en .', "1 property added"),
        ('peel:x rdfs:label "X"@en .', "1 term of the ontology added"),
        ('<https://example.org/x> rdfs:label "X"@en .', "1 thing added"),
    ],
)
def test_kinds_of_things(tmp_path: Path, text: str, heading: str) -> None:
    assert told(compared(tmp_path, "", text)) == {heading: ["X"]}


# --- anything else ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right", "text"),
    [
        ('schema:knows "a"', 'schema:knows "b"', "knows “a” → “b”"),
        ('schema:knows "a"', 'schema:knows "a"@en', 'knows "a" → "a"@en'),
        ("schema:knows 1", "schema:knows 1, 2, 3", "knows added: 2 and 3"),
        ("schema:knows 1, 2", "schema:knows 1", "knows removed: 2"),
        (
            "schema:knows <force/kent>",
            "schema:knows <force/leicestershire>",
            "knows Kent Police → Leicestershire Police",
        ),
        ("schema:isPartOf 1", "schema:isPartOf 2", "is part of 1 → 2"),
        ("schema:knows <x/big-plan>", "schema:knows <x/y%20z>", "knows big plan → y z"),
        (
            "schema:knows 0",
            "schema:knows 0, 1, 2, 3, 4, 5, 6, 7",
            "knows added: 1, 2, 3, 4, 5 and 2 more",
        ),
    ],
)
def test_properties_that_no_rule_speaks_of(tmp_path: Path, left: str, right: str, text: str) -> None:
    thing = '<https://example.org/x> rdfs:label "Thing"@en ; '
    assert told(compared(tmp_path, f"{thing}{left} .", f"{thing}{right} .")) == {"1 thing changed": [f"Thing: {text}"]}


def test_the_label_of_a_property_is_used(tmp_path: Path) -> None:
    text = 'peel:region rdfs:label "lies in region"@en . <force/kent> peel:region '
    result = compared(tmp_path, f"{text} <place/south-east> .", f"{text} <place/london> .")
    assert only(result).text == "Kent Police: lies in region south east → london"


def test_labels_in_english_and_of_the_right_side_go_first(tmp_path: Path) -> None:
    left = '<event/x> a peel:Event ; rdfs:label "Left"@en ; schema:knows 1 .'
    right = '<event/x> a peel:Event ; rdfs:label "Cymraeg"@cy, "Right"@en ; schema:knows 2 .'
    result = compared(tmp_path, left, right)
    assert {change.label for change in result.changes} == {"Right"}


# --- what follows from rules --------------------------------------------------------------------------------------


def test_what_only_a_rule_says_follows(tmp_path: Path) -> None:
    left = judgment("four/good", "good") + "<graph/rules> { <judgment/other> peel:previousJudgment <judgment/a> . }"
    right = judgment("four/good", "good") + "<graph/rules> { <judgment/other> peel:previousJudgment <judgment/b> . }"
    result = compared(tmp_path, left, right, "trig")
    change = only(result)
    assert (change.follows, change.section, change.text) == (
        True, Section.FOLLOWS, "other: previous judgment a → b",
    )  # fmt: skip


def test_what_a_document_says_as_well_does_not_follow(tmp_path: Path) -> None:
    said = "<force/kent> peel:borders <force/leicestershire> ."
    result = compared(tmp_path, "", f"{said} <graph/rules> {{ {said} }}", "trig")
    assert (len(result.added), only(result).follows) == (1, False)


def test_a_judgment_made_by_a_rule_is_told_as_one(tmp_path: Path) -> None:
    right = f"<graph/rules> {{ {judgment('four/good', 'good')} }}"
    result = compared(tmp_path, "", right, "trig")
    assert told(result) == {"1 judgment added from Report on efficiency, by rules": [f"{ABOUT}: good, stated"]}
    assert only(result).section is Section.GRADES


# --- foreign graphs -----------------------------------------------------------------------------------------------


def test_links_in_circles_are_told_once(tmp_path: Path) -> None:
    text = """
<evidence/a> a peel:Evidence ; peel:evidence <evidence/b> ; rdfs:label "a"@en .
<evidence/b> a peel:Evidence ; peel:evidence <evidence/a> ; oa:hasSelector <evidence/b> ; rdfs:label "b"@en .
<judgment/j> a peel:Judgment ; peel:attestation <judgment/j> ; peel:grade 3 ; peel:judges "nobody" .
"""
    result = compared(tmp_path, "", text)
    assert len(result.added) == 11


def test_nothing_is_lost_of_a_graph_that_says_odd_things(tmp_path: Path) -> None:
    """Properties of judgments and figures on things that are neither, twice, or with literals for things."""
    left = """
<x> a peel:Judgment ; peel:grade "good", 1 ; peel:attestation <x>, <y> .
<y> a peel:Attestation ; peel:evidence <z> . <z> peel:firstLine "many" ; peel:source "a book" .
<o> a peel:Observation ; peel:value "much", 1, 2 ; peel:metric "m" .
<f> a peel:Finding ; peel:statement "a", "b" ; rdfs:label 5 .
"""
    result = compared(tmp_path, left, left.replace('"good"', "<g>").replace("1", "3").replace('"b"', '"c"'))
    assert len(result.removed) == len(result.added) == 4
