"""Seed files of documents that were read: in canonical form, and taken by the builder as they are."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.formatting.seeds import format_seed
from builder.project import Project
from builder.reading.definitions import settle
from builder.reading.facts import Fact
from builder.reading.knowledge import Knowledge
from builder.reading.output.draft import Draft, file_name
from builder.reading.output.seed import seed_text
from builder.seeds.loader import Seeds, check_seeds
from builder.seeds.source import parse_source
from builder.seeds.values import parse_span

from ..conftest import WORLD
from .making import drafted, fact, grade, keyed

Check = Callable[..., Seeds]

FULL = (
    fact("dates", 3, kind="updated", date="2017-11-09"),
    fact("dates", 4, kind="fieldwork", date=parse_span("2017-05..2017-06")),
    grade("efficiency", "good", 8, 10, 11),
    grade("efficiency", "requires-improvement", 12, cycle="peel-2016", basis="previous", note="of the year before"),
    fact(
        "people", 14, person="wilfred-ashe", name="Wilfred Ashe", role="hm-inspector-of-constabulary",
        role_name="HM Inspector of Constabulary", organisation="hmicfrs", inspector=True,
    ),
    fact("ungraded", 15, body="ashshire", cycle="peel-2017", subject="legitimacy", state="not-yet-graded"),
    fact("counts", 16, cycle="peel-2017", subject="efficiency", grade="good", count=2, bodies=["ashshire", "kent"]),
    fact("populations", 16, cycle="peel-2017", subject="efficiency", count=43, scope="all forces: each one"),
    fact(
        "metrics", 17, id="officers", metric="police-officers", about="ashshire", value=Decimal("1204.50"),
        period="2017-03-31", status="actual", printed="1,204.50",
    ),
    fact(
        "metrics", 18, metric="police-officers", about="ashshire", value="24", period="2016/17", status="planned",
        printed="24", part_of=("officers",), note='has "quotes": and a colon',
    ),
    fact(
        "findings", 19, id="skills", kind="area-for-improvement", about="ashshire", cycle="peel-2017",
        subject="efficiency", text="The force does not know: what its people can do # yet.",
    ),
    fact("identifiers", 20, scheme="isbn", value="978-1-2345-6789-0"),
)  # fmt: skip


@pytest.fixture
def seeds_with(project: Project, tmp_path: Path) -> Check:
    """Checks the seeds of the project and the invented realm together with drafts."""

    def check(*drafts: Draft) -> Seeds:
        paths = [(path, project.relative(path)) for path in (*project.seeds.rglob("*.yaml"), *WORLD.glob("*.yaml"))]
        for each in drafts:
            path = tmp_path / f"{each.key}.yaml"
            path.write_text(seed_text(each), encoding="utf-8")
            paths.append((path, path.name))
        return check_seeds(paths)

    return check


def test_a_seed_holds_everything_and_is_taken(known: Knowledge, seeds_with: Check) -> None:
    draft = drafted(*FULL)
    settle([draft], known.registry)
    assert draft.review == []
    text = seed_text(draft)
    assert format_seed(text, "x") == text
    seeds = seeds_with(draft)
    content = next(seed.content for seed in seeds.files if seed.name == "peel-2017-efficiency-ashshire.yaml")
    assert content.document is not None
    assert content.document.line_count == 30
    assert content.document.identifiers[0].value == "978-1-2345-6789-0"
    assert [str(each) for each in content.judgments[0].lines] == ["8", "10-11"]
    assert content.metrics[0].printed == "1,204.50"
    assert str(content.metrics[0].value) == "1204.50"
    assert content.metrics[1].note == 'has "quotes": and a colon'
    assert content.counts[0].bodies == ("ashshire", "kent")
    assert content.people[0].inspector


def test_the_text_of_a_small_seed() -> None:
    text = seed_text(drafted(fact("dates", 3, kind="updated", date="2017-11-09"), grade("efficiency", "good", 8, 10)))
    head, _, sections = text.partition("\n\n")
    assert head.startswith('document:\n  key: peel-2017-efficiency-ashshire\n  title: "PEEL 2017 efficiency: Ashshire')
    assert "  licence: OGL-UK-3.0\n" in head
    assert sections == (
        "dates:\n"
        "  - {kind: updated, date: 2017-11-09, lines: 3}\n"
        "\n"
        "judgments:\n"
        "  - {body: ashshire, cycle: peel-2017, subject: efficiency, grade: good, basis: stated, lines: [8, 10]}\n"
    )


def test_places_that_print_a_figure_differently_are_evidence() -> None:
    figure = {"metric": "police-officers", "about": "ashshire", "value": "12", "period": "2017", "status": "actual"}
    draft = drafted(
        fact("metrics", 3, printed="12", **figure), fact("metrics", 5, 9, printed="twelve", **figure),
        fact("metrics", 7, printed="12", **figure),
    )  # fmt: skip
    assert len(draft.entries) == 1
    assert draft.entries[0].data["evidence"] == [
        {"lines": ["3", "7"], "printed": "12"},
        {"lines": ["5", "9"], "printed": "twelve"},
    ]
    assert "printed" not in {name for name in draft.entries[0].data if name != "evidence"}
    text = seed_text(draft)
    assert format_seed(text, "x") == text
    assert '- {lines: [3, 7], printed: "12"}' in text


def test_two_things_said_of_one_are_for_review() -> None:
    figure = {"metric": "police-officers", "about": "ashshire", "period": "2017", "status": "actual"}
    draft = drafted(
        fact("metrics", 3, value="12", printed="12", **figure), fact("metrics", 5, value="13", printed="13", **figure)
    )
    assert draft.entries == []
    assert {each.doubt for each in draft.review} == {"the document says two different things of this"}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (grade("efficiency", "splendid", 3), "`splendid` is no grade of peel-2017"),
        (grade("peel-2017/efficiency/77", "good", 3), "unknown subject `peel-2017/efficiency/77`"),
        (grade("efficiency", "good", 3, note="a\x00b"), "U+0000"),
        (grade("efficiency", "good", 99), "line 99 lies beyond the document"),
        (grade("efficiency", "good", 3, colour="green"), "colour"),
        (fact("dates", 3, kind="updated", date="1999-01-01"), "lies before the cycle"),
        (fact("metrics", 3, metric="police-officers", about="ashshire", value="12", status="actual"), "no `printed`"),
        (fact("weather", 3, sky="grey"), "no list `weather`"),
        (fact("findings", 3, id="x", kind="strength", about="ashshire", cycle="peel-2017", subject="efficiency",
              text=" ".join(["word"] * 21)), "21 words"),
    ],
)  # fmt: skip
def test_what_makes_no_record_is_for_review_with_the_reason(
    wrong: Fact,
    said: str,
    known: Knowledge,
    seeds_with: Check,
) -> None:
    draft = drafted(grade("legitimacy", "good", 5), wrong)
    settle([draft], known.registry)
    assert [each.section for each in draft.entries] == ["judgments"]
    assert len(draft.review) == 1
    assert said in draft.review[0].doubt
    seeds_with(draft)


def test_a_document_about_many_bodies_is_about_none(known: Knowledge, seeds_with: Check) -> None:
    head = keyed("press-release-peel-efficiency-2017", body="", doc_kind="press-release")
    draft = drafted(grade("efficiency", "good", 5), fact("dates", 3, kind="fieldwork", date="2017-06"), head=head)
    settle([draft], known.registry)
    assert "about" not in draft.document()
    assert [each.doubt for each in draft.review] == ["makes no record: fieldwork in a document about no single body"]
    seeds_with(draft)


def test_terms_of_use_go_by_the_publisher() -> None:
    letter = drafted(head=keyed("letter", publisher="pcc-ashshire", doc_kind="letter")).document()
    assert letter["licence"] == "LicenseRef-not-stated"
    assert letter["rights"]
    assert drafted().document()["licence"] == "OGL-UK-3.0"


@pytest.mark.parametrize(
    ("name", "kept"), [("a b (1).html", "a-b-1-.html"), ("ok_1.txt", "ok_1.txt"), ("folder/x.txt", "x.txt"), ("é", "-")]
)
def test_file_names_that_a_seed_can_hold(name: str, kept: str) -> None:
    assert file_name(name) == kept


WORDS = st.text(min_size=1, max_size=60)


@settings(max_examples=150, deadline=None)
@given(note=WORDS, printed=WORDS, name=WORDS)
def test_whatever_the_words_the_form_is_canonical_and_nothing_is_lost(note: str, printed: str, name: str) -> None:
    draft = drafted(
        grade("efficiency", "good", 5, note=note),
        fact(
            "metrics", 4, metric="police-officers", about="ashshire", value="1", period="2017", status="actual",
            printed=printed,
        ),
        fact("organisations", 6, organisation="some-body", name=name, other_names=(note, printed)),
    )  # fmt: skip
    text = seed_text(draft)
    assert format_seed(text, "x") == text
    assert parse_source(text, "x").data == draft.data()
