"""Every thing is defined once, across the project and the documents of one run."""

from __future__ import annotations

import pytest

from builder.reading.definitions import settle
from builder.reading.facts import Fact
from builder.reading.knowledge import Knowledge
from builder.reading.output.draft import Draft
from builder.seeds.records import CitedDocument, Document
from builder.seeds.registry import Defined, Registry

from .output.making import HEAD, drafted, fact, grade, keyed, reading

PERSON = {
    "person": "wilfred-ashe",
    "name": "Wilfred Ashe",
    "role": "hm-inspector-of-constabulary",
    "role_name": "HM Inspector of Constabulary",
    "organisation": "hmicfrs",
    "inspector": True,
}
CITED = {
    "document": "peel-2016-efficiency-ashshire",
    "name": "A report of the year before",
    "kind": "report",
    "publishers": ["hmicfrs"],
    "cycle": "peel-2016",
}


def person(line: int = 4) -> Fact:
    return fact("people", line, **PERSON)


def cited(line: int = 5, **more: object) -> Fact:
    return fact("cited_documents", line, **{**CITED, **more})


def data(draft: Draft, section: str) -> list[dict[str, object]]:
    return [dict(entry.data) for entry in draft.entries if entry.section == section]


def with_document(
    known: Knowledge, key: str, *, sha256: str = "0" * 64, file: str = "seeds/documents/x.yaml"
) -> Registry:
    """The registry with one more curated document."""
    record = Document.model_validate({**drafted().document(), "key": key, "sha256": sha256})
    things = {kind: dict(held) for kind, held in known.registry.things.items()}
    things["document"][key] = Defined("document", record, file, ("document",))
    return Registry(things, dict(known.registry.hints))


def test_the_first_document_defines_and_the_others_mention(known: Knowledge) -> None:
    first = drafted(person(), cited(), file="a.txt", head=keyed("first"))
    second = drafted(person(9), cited(8), file="b.txt", head=keyed("second"))
    settle([first, second], known.registry)
    assert data(first, "people")[0]["name"] == "Wilfred Ashe"
    mention = data(second, "people")[0]
    assert mention == {name: value for name, value in data(first, "people")[0].items() if name != "name"} | {
        "lines": "9"
    }
    assert data(first, "cited_documents")[0]["name"] == "A report of the year before"
    assert data(second, "cited_documents") == [{"document": "peel-2016-efficiency-ashshire", "lines": "8"}]
    assert first.review == second.review == []


def test_what_the_project_defines_is_mentioned(known: Knowledge) -> None:
    draft = drafted(
        fact("organisations", 3, organisation="home-office", name="The Home Office", kind="government-department"),
        fact("organisations", 4, organisation="hmicfrs"),
    )
    settle([draft], known.registry)
    assert data(draft, "organisations") == [
        {"organisation": "home-office", "lines": "3"},
        {"organisation": "hmicfrs", "lines": "4"},
    ]


def test_a_thing_that_nobody_defines_is_for_review(known: Knowledge) -> None:
    draft = drafted(fact("posts", 3, post="keeper-of-the-keys"))
    settle([draft], known.registry)
    assert draft.entries == []
    assert draft.review[0].doubt == "nothing says who or what `keeper-of-the-keys` is"


def test_a_question_is_defined_once_and_left_out_after_that(known: Knowledge) -> None:
    wording = "How well does the force keep its promises?"
    asked = fact("questions", 6, cycle="peel-2017", of="efficiency", set="invented", number=1, wording=wording)
    first = drafted(asked, file="a.txt", head=keyed("first"))
    second = drafted(
        asked, grade("peel-2017/efficiency/invented/1", "good", 7), file="b.txt", head=keyed("second")
    )  # fmt: skip
    settle([first, second], known.registry)
    assert data(first, "questions")[0]["wording"] == wording
    assert data(second, "questions") == []
    assert [file for _, file in second.known] == ["a.txt"]
    assert [entry.section for entry in second.entries] == ["judgments"]


def test_a_document_of_the_run_is_defined_by_itself_even_where_an_earlier_one_cites_it(known: Knowledge) -> None:
    key = "peel-2016-efficiency-ashshire"
    letter = drafted(cited(), file="a.txt", head=keyed("letter"))
    page = drafted(grade("efficiency", "good", 3, cycle="peel-2016"), file="b.txt", head=keyed(key, cycle="peel-2016"))
    registry = settle([letter, page], known.registry)
    assert data(letter, "cited_documents") == [{"document": key, "lines": "5"}]
    assert not page.clash
    assert isinstance(registry.things["document"][key].record, Document)


def test_a_page_stands_beside_the_report_that_others_cite(known: Knowledge) -> None:
    record = CitedDocument.model_validate({**CITED, "document": HEAD.key, "cycle": "peel-2017"})
    things = {kind: dict(held) for kind, held in known.registry.things.items()}
    things["document"][HEAD.key] = Defined("document", record, "seeds/documents/letter.yaml", ("cited_documents", 0))
    page = drafted(grade("efficiency", "good", 3))
    settle([page], Registry(things))
    assert page.key == f"{HEAD.key}-page"
    assert page.clash == ""
    report = drafted(grade("efficiency", "good", 3), head=keyed(HEAD.key, doc_kind="report"))
    settle([report], Registry(things))
    assert report.clash.startswith(f"seeds/documents/letter.yaml defines `{HEAD.key}` as a document that it cites")


def test_the_same_document_read_again_takes_the_place_of_its_seed(known: Knowledge) -> None:
    registry = with_document(known, HEAD.key)
    draft = drafted(grade("efficiency", "good", 3))
    settle([draft], registry)
    assert draft.replaces == "seeds/documents/x.yaml"
    assert draft.clash == ""


def test_what_the_seed_in_its_place_defined_it_defines_again(known: Knowledge) -> None:
    registry = with_document(known, HEAD.key)
    before = drafted(person())
    settle([before], registry)
    record = before.entries[0]
    from builder.reading.output.records import record_of

    registry.things.setdefault("person", {})["wilfred-ashe"] = Defined(
        "person", record_of("people", record.data), "seeds/documents/x.yaml", ("people", 0)
    )
    named = drafted(person())
    unnamed = drafted(fact("people", 4, person="wilfred-ashe"))
    for draft in (named, unnamed):
        settle([draft], registry)
        assert data(draft, "people")[0]["name"] == "Wilfred Ashe", "its old seed, which named him, is to go"


def test_the_same_text_under_another_key_is_told(known: Knowledge) -> None:
    draft = drafted(grade("efficiency", "good", 3))
    registry = with_document(known, "curated", sha256=draft.reading.text.sha256)
    settle([draft], registry)
    assert draft.clash == "the same text was read already: it is `curated` of seeds/documents/x.yaml"
    assert [entry.section for entry in draft.entries] == ["judgments"]


def test_two_states_of_one_page_are_never_merged(known: Knowledge) -> None:
    old = drafted(grade("efficiency", "good", 3), file="a.txt", lines=("old",) * 30)
    new = drafted(grade("efficiency", "inadequate", 3), person(), file="b.txt", lines=("new",) * 30)
    third = drafted(person(), file="c.txt", head=keyed("third"))
    settle([old, new, third], known.registry)
    assert old.clash == ""
    assert "was read from a.txt already" in new.clash
    assert "name" in data(third, "people")[0], "what is not written defines nothing"


def test_a_document_that_no_seed_can_hold_is_broken(known: Knowledge) -> None:
    for head, said in (
        (keyed("a", cycle="peel-1066"), "unknown cycle `peel-1066`"),
        (keyed("Not A Key"), "the record of the document is wrong"),
        (keyed("b", publisher="nobody"), "unknown agent `nobody`"),
    ):
        draft = drafted(grade("efficiency", "good", 3), head=head)
        settle([draft], known.registry)
        assert said in draft.broken


def test_records_that_lean_on_one_that_falls_fall_too(known: Knowledge) -> None:
    figure = {"metric": "police-officers", "about": "ashshire", "status": "actual", "printed": "12", "value": "12"}
    draft = drafted(
        fact("metrics", 3, id="base", period="no period", **figure),
        fact("metrics", 4, id="other", period="2017", comparator={"ref": "base"}, **figure),
        fact("doubts", 5, id="odd", kind="misprint", about=["other"], text="This one leans on the other."),
        grade("efficiency", "good", 6),
    )
    settle([draft], known.registry)
    assert [entry.section for entry in draft.entries] == ["judgments"]
    assert len(draft.review) == 3


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_registry_that_was_given_stays_as_it_is(known: Knowledge, order: tuple[int, ...]) -> None:
    before = {kind: set(held) for kind, held in known.registry.things.items()}
    drafts = [drafted(person(), file=f"{n}.txt", head=keyed(f"key-{n}")) for n in order]
    settle(drafts, known.registry)
    assert {kind: set(held) for kind, held in known.registry.things.items()} == before


def test_a_reading_by_hand_is_what_it_says() -> None:
    assert reading(person()).facts[0].fields["person"] == "wilfred-ashe"
