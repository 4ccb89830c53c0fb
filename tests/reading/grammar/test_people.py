"""People whom a document names with their office: who they are, what they hold, and who is none of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.reading.grammar.mentions import Mentions
from builder.reading.grammar.people import people, person_key
from builder.reading.knowledge import Knowledge
from builder.reading.page import Page
from tests.reading.conftest import text_of

MakePage = Callable[[str], Page]


def named(page: Page, known: Knowledge, *, force: str = "ashshire", own: bool = False) -> list[dict[str, Any]]:
    """The records of the people on a page."""
    return [dict(fact.fields) for fact in people(page, known, force=force, commissioner=own)]


@pytest.mark.parametrize(
    ("text", "person", "name", "role"),
    [
        ("Öda Fenn, Her Majesty’s Inspector of Constabulary", "oda-fenn", "Öda Fenn", "hm-inspector-of-constabulary"),
        ("HM Inspector of Constabulary Öda Fenn said:", "oda-fenn", "Öda Fenn", "hm-inspector-of-constabulary"),
        ("HMI Öda Fenn said that it was raining.", "oda-fenn", "Öda Fenn", "hm-inspector-of-constabulary"),
        ("Öda Fenn, HMI", "oda-fenn", "Öda Fenn", "hm-inspector-of-constabulary"),
        ("Öda Fenn\n\nHM Inspector of Constabulary", "oda-fenn", "Öda Fenn", "hm-inspector-of-constabulary"),
        ("ODA FENN\nHM INSPECTOR OF CONSTABULARY", "oda-fenn", "Oda Fenn", "hm-inspector-of-constabulary"),
        ("Ashshire Öda Fenn, HM Inspector of Constabulary", "oda-fenn", "Öda Fenn", "hm-inspector-of-constabulary"),
        (
            "Öda Fenn, Her Majesty’s Inspector of ConstabularyContact Öda Fenn",
            "oda-fenn",
            "Öda Fenn",
            "hm-inspector-of-constabulary",
        ),
        ("J. R. Pike, HM Inspector of Constabulary", "j-r-pike", "J. R. Pike", "hm-inspector-of-constabulary"),
        (
            "Ann-Lis van der Rook-O’Dell QPM, His Majesty’s Inspector of Constabulary and Fire & Rescue Services",
            "ann-lis-van-der-rook-o-dell",
            "Ann-Lis van der Rook-O'Dell",
            "hm-inspector-of-constabulary",
        ),
        (
            "Her Majesty’s Chief Inspector of Constabulary Sir Odo Fenn said:",
            "odo-fenn",
            "Odo Fenn",
            "hm-chief-inspector-of-constabulary",
        ),
        (
            "Dame Oda Fenn, the HM Chief Inspector of Constabulary, said:",
            "oda-fenn",
            "Oda Fenn",
            "hm-chief-inspector-of-constabulary",
        ),
    ],
)
def test_inspectors(text: str, person: str, name: str, role: str, make_page: MakePage, known: Knowledge) -> None:
    (record,) = named(make_page(text), known)
    assert (record["person"], record["name"], record["role"]) == (person, name, role)
    assert record["inspector"] is True
    assert record["organisation"] == "hmicfrs"


@pytest.mark.parametrize(
    ("text", "person", "role", "organisation"),
    [
        ("Rt Hon Odo Fenn MP, Home Secretary", "odo-fenn", "home-secretary", "home-office"),
        ("The letter to Home Secretary Odo Fenn is long.", "odo-fenn", "home-secretary", "home-office"),
        ("Lord Odo Fenn\nPolice and Crime Commissioner", "odo-fenn", "police-and-crime-commissioner", "pcc-ashshire"),
        (
            "Odo Fenn, Police and Crime Commissioner for Bexshire, said:",
            "odo-fenn",
            "police-and-crime-commissioner",
            "pcc-bexshire",
        ),
        (
            "Police and Crime Commissioner for Bexshire Odo Fenn said:",
            "odo-fenn",
            "police-and-crime-commissioner",
            "pcc-bexshire",
        ),
        (
            "The Audit Commission’s Odo Fenn, spokesperson for the joint inspection team, said:",
            "odo-fenn",
            "spokesperson",
            "audit-commission",
        ),
        (
            "Odo Fenn of the Audit Commission, spokesperson for the joint inspection team, said:",
            "odo-fenn",
            "spokesperson",
            "audit-commission",
        ),
    ],
)
def test_office_holders_who_are_no_inspectors(
    text: str, person: str, role: str, organisation: str, make_page: MakePage, known: Knowledge
) -> None:
    (record,) = named(make_page(text), known)
    assert (record["person"], record["role"], record["organisation"]) == (person, role, organisation)
    assert "inspector" not in record


@pytest.mark.parametrize(
    "text",
    [
        "HMI's observations",
        "Next Steps\nHM Inspector of Constabulary",
        "Overall Summary\n\nHM Inspector of Constabulary",
        "Ashshire Police, HM Inspector of Constabulary",
        "HM Chief Inspector of Prisons Odo Fenn said:",
        "Odo Fenn, HM Chief Inspector of Prisons, said:",
        "Chief Inspector Odo Fenn of Ashshire Police said:",
        "Former HM Inspector of Constabulary Odo Fenn wrote it.",
        "Shadow Home Secretary Odo Fenn asked.",
        "Deputy Police and Crime Commissioner Odo Fenn said:",
        "Commissioner Odo Fenn said:",
        "Reports go to Her Majesty's Chief Inspector of Constabulary, the adviser of the minister.",
        "Her Majesty's Inspectorate of Constabulary in Ashshire",
        "Dear Home Secretary,",
        "HMI Fenn",
    ],
)
def test_nobody(text: str, make_page: MakePage, known: Knowledge) -> None:
    assert named(make_page(text), known) == []


def test_commissioner_on_the_page_of_the_commissioner(make_page: MakePage, known: Knowledge) -> None:
    page = make_page("Commissioner Odo Fenn was glad. The Children's Commissioner Oda Moss was not.")
    (record,) = named(page, known, own=True)
    assert (record["person"], record["organisation"]) == ("odo-fenn", "pcc-ashshire")
    assert record["role_name"] == "Police and Crime Commissioner for Ashshire"


def test_commissioner_of_no_known_force_is_left_out(make_page: MakePage, known: Knowledge) -> None:
    assert named(make_page("Odo Fenn, Police and Crime Commissioner"), known, force="") == []


def test_title_is_kept_as_another_name(make_page: MakePage, known: Knowledge) -> None:
    (record,) = named(make_page("Sir Odo Fenn QPM, HM Inspector of Constabulary"), known)
    assert (record["name"], record["other_names"]) == ("Odo Fenn", ("Sir Odo Fenn QPM",))


def test_known_person_keeps_key_and_name(make_page: MakePage, known: Knowledge) -> None:
    name, key = next((name, key) for name, key in sorted(known.people.items()) if not name.isascii())
    bare = " ".join(part.title() for part in person_key(name).split("-"))
    (record,) = named(make_page(f"{bare}, HM Inspector of Constabulary"), known)
    assert (record["person"], record["name"]) == (key, name)
    assert "other_names" not in record


def test_place_of_the_words(make_page: MakePage, known: Knowledge) -> None:
    page = make_page("Today Öda Fenn, HMI, spoke.")
    (fact,) = people(page, known)
    assert [page.written(words) for words in fact.words] == ["Öda Fenn", "HMI"]


@given(st.lists(st.sampled_from(["HMI", "Odo", "Fenn", ",", "\n", "'s", "Home Secretary", "PCC", "for", "Sir", "é."])))
def test_no_text_breaks_it(known: Knowledge, parts: list[str]) -> None:
    text = " ".join(parts)
    page = Page(text_of(text), Mentions(known))
    for fact in people(page, known, force="ashshire", commissioner=True):
        assert all(page.written(words) for words in fact.words)
