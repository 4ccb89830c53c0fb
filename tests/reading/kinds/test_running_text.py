"""Grades in sentences that follow no formula, in releases, letters and pages: whose, of which round, and for what.

Each answer is what a careful reader of such documents takes from the sentence. A grade too few is a pity; one that is
not there, of another force, another round or another inspection, is a mistake.
"""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.reading.grammar.mentions import Kind
from builder.reading.grammar.rulebook import Rulebook
from builder.reading.kinds.kind import Head, Tools
from builder.reading.kinds.running_text import RunningText, unread
from builder.reading.kinds.what_for import Section, names_nothing
from builder.reading.knowledge import Knowledge
from builder.reading.page import Page
from builder.reading.service import Reading

Read = Callable[[str], Reading]
MakePage = Callable[[str], Page]


def release(*lines: str) -> str:
    """A release about the effectiveness of Ashshire in PEEL 2017."""
    said = "HM Inspector of Constabulary Zoë Larkspur said:"
    title = ["Ashshire Police hears from HMICFRS", "", "PEEL: police effectiveness 2017", ""]
    return "\n".join([*title, *lines, "", said, "", "“We shall be back.”"])


def letter(*lines: str) -> str:
    """A letter of the commissioner for Ashshire on efficiency in PEEL 2017."""
    top = ["Police and Crime Commissioner for Ashshire", "", "Date: 8 January 2018", "", "Dear Home Secretary,", ""]
    about = ["Re: PEEL Police Efficiency 2017 Report, published 9 November 2017", ""]
    return "\n".join([*top, *about, *lines, "", "Yours sincerely,", "", "Ada Quill", "Police and Crime Commissioner"])


def page(*lines: str) -> str:
    """A page on the efficiency of Ashshire in PEEL 2016."""
    asked = "How efficient is the force at keeping people safe and reducing crime?"
    return "\n".join(["Ashshire PEEL 2016", "", "Efficiency", "", asked, "", "Last updated 03/11/2016", "", *lines])


def judged(reading: Reading) -> set[str]:
    """Round, subject and grade of every judgment on Ashshire that is let in: ``2017 effectiveness/1 good``."""
    facts = [fact.fields for fact in reading.facts if fact.section == "judgments"]
    return {
        " ".join((at["cycle"].removeprefix("peel-"), at["subject"].removeprefix(at["cycle"] + "/"), at["grade"]))
        for at in facts
        if at["body"] == "ashshire"
    }


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Inspectors rated Ashshire Police as good at preventing crime and tackling anti-social behaviour,"
            " but said it"
            " requires improvement at investigating crime and reducing re-offending.",
            {"2017 effectiveness/1 good", "2017 effectiveness/2 requires-improvement"},
        ),
        (
            "While Bexshire Constabulary was graded inadequate for effectiveness, Ashshire Police was judged to"
            " be good.",
            {"2017 effectiveness good"},
        ),
        (
            "Ashshire Police was judged to be good, whereas neighbouring Coxshire Police was found to require"
            " improvement.",
            {"2017 effectiveness good"},
        ),
        (
            "The force was rated as ‘requires improvement’ in 2016 but is now graded ‘good’.",
            {"2016 effectiveness requires-improvement", "2017 effectiveness good"},
        ),
        (
            "In line with most forces, Ashshire Police was graded as good for the effectiveness of its work.",
            {"2017 effectiveness good"},
        ),
        (
            "Ashshire Police was rated good for effectiveness in 2016, when Bexshire Constabulary was rated"
            " inadequate.",
            {"2016 effectiveness good"},
        ),
        (
            "“It is disappointing that Ashshire Police requires improvement at investigating crime,” said the"
            " inspector.",
            {"2017 effectiveness/2 requires-improvement"},
        ),
        (
            "It has made good progress since it was graded inadequate in 2016.",
            {"2016 effectiveness inadequate"},
        ),
        (
            "Ashshire Police was found to be good at preventing crime and inadequate at protecting vulnerable"
            " people, the"
            " same grades as Bexshire Constabulary.",
            {"2017 effectiveness/1 good", "2017 effectiveness/3 inadequate"},
        ),
        (
            "Ashshire Police, unlike Bexshire Constabulary, was graded good at investigating crime.",
            {"2017 effectiveness/2 good"},
        ),
        (
            "In 2019 it will be judged again; in 2017 it was judged to be good.",
            {"2017 effectiveness good"},
        ),
        (
            "HMICFRS judged Ashshire Police to be good at preventing crime, and the chief constable hopes that"
            " it will be"
            " judged outstanding at investigating crime next year.",
            {"2017 effectiveness/1 good"},
        ),
        (
            "The inspectorate said the force was ‘outstanding’ at tackling serious and organised crime.",
            {"2017 effectiveness/4 outstanding"},
        ),
        (
            "Ashshire Police received a ‘good’ rating for its effectiveness from HMICFRS, an independent watchdog.",
            {"2017 effectiveness good"},
        ),
        (
            "Two years ago the force was graded as inadequate; this year it is judged to be good.",
            {"2015 effectiveness inadequate", "2017 effectiveness good"},
        ),
        (
            "2.5 years ago the force was graded as inadequate; this year it is judged to be good.",
            {"2017 effectiveness good"},
        ),
        (
            "We did not inspect how well the force tackles serious and organised crime, which was graded good in 2016.",
            {"2016 effectiveness/4 good"},
        ),
        (
            "The force has been graded as good for protecting vulnerable people, up from inadequate last year.",
            {"2017 effectiveness/3 good", "2016 effectiveness/3 inadequate"},
        ),
    ],
)
def test_releases(sentence: str, expected: set[str], read_text: Read) -> None:
    assert judged(read_text(release(sentence))) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "28 forces were graded good and one, Bexshire Constabulary, was graded inadequate.",
        "The force’s target is to be graded outstanding for effectiveness by 2019.",
        "To be graded good, a force has to investigate crime well.",
        "HMICFRS grades forces as outstanding, good, requires improvement or inadequate.",
        "Had it not been for the new team the force would have been graded inadequate for its effectiveness.",
        "No force was graded outstanding at investigating crime.",
        "The force received a good response when it asked for volunteers.",
        "Officers have a good knowledge of serious and organised crime.",
        "The force makes good use of intelligence in tackling serious and organised crime.",
        "The chief constable said he was confident that the force would be rated good at its next inspection.",
        "The force was last inspected on crime data integrity in 2016 and was graded inadequate.",
        "The fire and rescue service was judged to be good at preventing fires.",
        "Ashshire Fire and Rescue Service was judged to be inadequate for its effectiveness.",
        "Its custody suites were judged to be inadequate in a joint inspection.",
        "Its child protection work was graded inadequate in 2016.",
        "Unlike Ashshire Police, Bexshire Constabulary was graded inadequate at investigating crime.",
        "Bexshire Constabulary was graded inadequate; the force must do better.",
        "Bexshire Constabulary was graded good for effectiveness. It was judged to be outstanding at"
        " investigating crime.",
        "In 2012 the force was judged to be inadequate.",
        "It is not good enough at investigating crime.",
        "The force is no longer inadequate at protecting vulnerable people.",
        "The force’s neighbourhood policing was good in some places and inadequate in others.",
        "Dr Gale, a good friend of the force, praised its effectiveness.",
        "The average force is good at investigating crime.",
        "Forces graded as good at investigating crime share their plans with Ashshire Police.",
        "HMICFRS graded Bexshire Constabulary, which shares a control room with Ashshire Police, as inadequate.",
        "Ashshire Police works with Bexshire Constabulary, which was graded inadequate.",
        "The local member of parliament wrote that Ashshire Police is inadequate at investigating crime.",
        "Victims told inspectors that the force was good at investigating crime.",
        "Partners rated the force as good at protecting vulnerable people.",
        "A survey of residents rated the force as ‘inadequate’ at preventing crime.",
        "The public should know what it means to be graded inadequate for effectiveness.",
        "Is Ashshire Police good at investigating crime?",
        "The force was judged to be adequate for its effectiveness.",
    ],
)
def test_releases_that_give_the_force_no_grade(sentence: str, read_text: Read) -> None:
    reading = read_text(release(sentence, "A good day, said Ashshire Police."))
    assert reading.kind == "press-release"
    assert judged(reading) == set()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "HMICFRS graded the force as ‘Good’ for efficiency, an improvement on ‘Requires Improvement’ in 2016.",
            {"2017 efficiency good", "2016 efficiency requires-improvement"},
        ),
        (
            "The report grades Ashshire Police ‘Good’ overall, compared with ‘Requires Improvement’ for Bexshire"
            " Constabulary.",
            {"2017 efficiency good"},
        ),
        ("Ashshire Police retained its ‘Good’ grade for efficiency.", {"2017 efficiency good"}),
        ("Ashshire was graded ‘Good’ for the third year running.", {"2017 efficiency good"}),
        (
            "HMICFRS graded Ashshire ‘Good’ for its efficiency in 2016 and ‘Requires Improvement’ in 2017.",
            {"2016 efficiency good", "2017 efficiency requires-improvement"},
        ),
        (
            "The Force is rated as ‘Good’ in how it understands demand, ‘Requires Improvement’ in how it uses its"
            " resources and ‘Good’ in how it plans for the future.",
            {
                "2017 efficiency/1 good",
                "2017 efficiency/2 requires-improvement",
                "2017 efficiency/3 good",
            },
        ),
        (
            "The judgment of ‘Requires Improvement’ for the use of resources disappoints me.",
            {"2017 efficiency/2 requires-improvement"},
        ),
    ],
)
def test_letters(sentence: str, expected: set[str], read_text: Read) -> None:
    assert judged(read_text(letter(sentence))) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "In my Police and Crime Plan I set the force the target of an ‘Outstanding’ grade for efficiency.",
        "Nationally, 30 forces were graded ‘Good’, two ‘Outstanding’ and ten ‘Requires Improvement’.",
        "In my own view the force is ‘Outstanding’ at using its resources.",
        "Our fire and rescue service was rated ‘Good’ for efficiency.",
        "In the report on custody the force was graded ‘Inadequate’.",
        "The crime data integrity inspection graded the force as ‘Inadequate’.",
        "HMICFRS’s child protection inspection judged the force to be ‘Inadequate’.",
        "Thank you for your good report on efficiency.",
        "I challenged the Chief Constable to move from ‘Good’ to ‘Outstanding’.",
        "The force would need to do more to be graded ‘Outstanding’.",
        "Bexshire Constabulary’s control room, which serves Ashshire, was graded ‘Inadequate’.",
        "For efficiency, only Bexshire Constabulary was graded ‘Outstanding’.",
        "The public consultation rated visible policing as ‘Inadequate’.",
        "In 2018/19 I expect a grade of ‘Good’.",
        "My predecessor wrote that the force was ‘Inadequate’ in 2013.",
        "Neither of our neighbours was graded ‘Outstanding’ for efficiency.",
        "The force will not rest until it is graded ‘Outstanding’ for efficiency.",
    ],
)
def test_letters_that_report_no_grade(sentence: str, read_text: Read) -> None:
    reading = read_text(letter(sentence))
    assert reading.kind == "pcc-response"
    assert judged(reading) == set()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The force was judged to require improvement in 2015 and has since made good progress.",
            {"2015 efficiency requires-improvement"},
        ),
        (
            "In HMIC’s 2015 efficiency report Ashshire Police was judged to be good; its planning for demand in"
            " the future"
            " is now judged to be inadequate.",
            {"2015 efficiency good", "2016 efficiency/3 inadequate"},
        ),
        (
            "Its use of resources to manage current demand is good and its planning for demand in the future requires"
            " improvement.",
            {"2016 efficiency/2 good", "2016 efficiency/3 requires-improvement"},
        ),
        ("The force’s understanding of demand is good, but not yet outstanding.", {"2016 efficiency/1 good"}),
        (
            "We judged its planning for demand in the future to be inadequate.",
            {"2016 efficiency/3 inadequate"},
        ),
        (
            "Two years ago it was graded inadequate for value for money.",
            {"valuing-the-police-2014 value-for-money inadequate"},
        ),
        ("Three years ago it was graded good for value for money.", {"valuing-the-police-2013 value-for-money good"}),
    ],
)
def test_pages(sentence: str, expected: set[str], read_text: Read) -> None:
    assert judged(read_text(page(sentence))) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Its understanding of demand is better than that of Bexshire Constabulary, which was judged to be inadequate.",
        "Ashshire Police has good plans for using its resources to manage demand.",
        "The force’s computers are in a state that requires improvement.",
        "The plan for the estate is inadequate for the demand that it faces.",
        "The force was judged to be adequate at understanding demand.",
        "We will judge whether its use of resources is good when we return.",
        "Most forces were judged to be good at understanding demand.",
        "HMIC judged its collaboration with Bexshire Constabulary to be outstanding.",
        "If the force used its resources better its efficiency would be judged outstanding.",
        "Partners rated the force’s use of resources to manage demand as good.",
        "Staff judged the force’s planning for demand in the future to be inadequate.",
        "A peer review judged the force’s planning for demand in the future to be outstanding.",
        "The force judged its own understanding of demand to be good.",
        "The average grade for efficiency was good.",
        "Bexshire Constabulary was judged to be good. Its planning for demand in the future was judged to be"
        " outstanding.",
    ],
)
def test_pages_that_give_no_grade(sentence: str, read_text: Read) -> None:
    reading = read_text(page(sentence))
    assert reading.kind == "peel-pillar"
    assert judged(reading) == set()


def overview(sentence: str) -> str:
    """An overview of Ashshire in PEEL 2016."""
    about = "This is the third PEEL (police effectiveness, efficiency and legitimacy) assessment of Ashshire Police."
    head = ["Skip to content", "Ashshire 2016", "Read more about Ashshire 2016", about]
    asked = "How {} is the force at keeping people safe and reducing crime?"
    sections = ["Effectiveness", asked.format("effective"), "Last updated 02/03/2017"]
    sections += ["Efficiency", asked.format("efficient")]
    return "\n\n".join([*head, *sections, sentence])


def report(sentence: str) -> str:
    """A report on Ashshire in PEEL 2021/22."""
    told = "Our inspection assessed how good Ashshire Police is in nine areas of policing."
    return "\n".join(["PEEL 2021/22 – An inspection of Ashshire Police", "", "Overall summary", "", told, "", sentence])


def modern(sentence: str) -> str:
    """A release about Ashshire in PEEL 2021/22."""
    title = ["Ashshire Police has work to do", "", "PEEL 2021/22 – An inspection of Ashshire Police", ""]
    return "\n".join(
        [*title, sentence, "", "HM Inspector of Constabulary Zoë Larkspur said:", "", "“We shall be back.”"]
    )


KINDS: dict[Callable[..., str], str] = {
    release: "press-release",
    modern: "press-release",
    letter: "pcc-response",
    page: "peel-pillar",
    overview: "peel-overview",
    report: "peel-report",
}


@pytest.mark.parametrize(
    ("document", "sentence", "expected"),
    [
        (
            release,
            "HMICFRS graded the force as good in 2016, but inadequate this year.",
            {"2016 effectiveness good", "2017 effectiveness inadequate"},
        ),
        (
            release,
            "The grade for investigating crime fell from good to requires improvement.",
            {"2016 effectiveness/2 good", "2017 effectiveness/2 requires-improvement"},
        ),
        (
            release,
            "Ashshire Police’s grade for effectiveness has fallen from ‘good’ in 2016 to ‘requires improvement’.",
            {"2016 effectiveness good", "2017 effectiveness requires-improvement"},
        ),
        (
            release,
            "The force moved from inadequate to good for protecting vulnerable people.",
            {"2016 effectiveness/3 inadequate", "2017 effectiveness/3 good"},
        ),
        (
            letter,
            "The Force has retained its ‘Good’ rating, with Bexshire Constabulary falling to ‘Requires Improvement’.",
            {"2017 efficiency good"},
        ),
        (
            letter,
            "The Force was graded ‘Good’ for efficiency, ‘Good’ for legitimacy and ‘Requires Improvement’"
            " for effectiveness.",
            {"2017 effectiveness requires-improvement", "2017 efficiency good", "2017 legitimacy good"},
        ),
        (
            letter,
            "HMICFRS graded the force ‘Good’ at understanding demand, where Bexshire was ‘Outstanding’.",
            {"2017 efficiency/1 good"},
        ),
        (
            page,
            "The force was judged to be good in the previous year, and is judged to be inadequate this year.",
            {"2015 efficiency good", "2016 efficiency inadequate"},
        ),
        (
            page,
            "We found good planning for demand in the future in many forces, and this force was judged to"
            " require improvement in it.",
            {"2016 efficiency/3 requires-improvement"},
        ),
        (
            overview,
            "Ashshire Police has been assessed as ‘good’ for its effectiveness, as it had been in 2015.",
            {"2015 effectiveness good", "2016 effectiveness good"},
        ),
        (
            release,
            "HMICFRS rated the force ‘good’ for effectiveness, as in 2015, and said that it was improving.",
            {"2015 effectiveness good", "2017 effectiveness good"},
        ),
        (
            modern,
            "Inspectors found that Ashshire Police was ‘good’ at investigating crime, in which 30 detectives are new.",
            {"2021-22 investigating-crime good"},
        ),
        (
            modern,
            "It was ‘good’ in how it treats the public.",
            {"2021-22 treatment-of-the-public good"},
        ),
        (
            release,
            "In the meantime, you can see last year’s assessment, in which the force was graded good.",
            {"2016 effectiveness good"},
        ),
        (
            overview,
            "Ashshire Police has been assessed as good in respect of its effectiveness, compared with 2015,"
            " when it was assessed as inadequate.",
            {"2015 effectiveness inadequate", "2016 effectiveness good"},
        ),
        (
            overview,
            "Its efficiency is judged to be good, whereas its legitimacy was judged inadequate last year.",
            {"2015 legitimacy inadequate", "2016 efficiency good"},
        ),
        (
            report,
            "Ashshire Police requires improvement at responding to the public, unlike Bexshire Constabulary,"
            " which is outstanding at it.",
            {"2021-22 responding-to-the-public requires-improvement"},
        ),
        (
            report,
            "In 2018/19 the force was graded inadequate at protecting vulnerable people.",
            {"2018-19 effectiveness/3 inadequate"},
        ),
        (
            modern,
            "HMICFRS graded Ashshire Police as good at investigating crime and inadequate at responding to the public.",
            {"2021-22 investigating-crime good", "2021-22 responding-to-the-public inadequate"},
        ),
        (
            modern,
            "The force was rated adequate at supporting victims, and its neighbour Bexshire Constabulary"
            " good at managing offenders.",
            {"2021-22 supporting-victims adequate"},
        ),
        (
            overview,
            "Ashshire Police was assessed as good overall in the 2015 effectiveness inspection.",
            {"2015 effectiveness good"},
        ),
        (
            release,
            "Ashshire Police has slipped from good to requires improvement.",
            {"2016 effectiveness good", "2017 effectiveness requires-improvement"},
        ),
        (
            release,
            "“The force has gone from ‘requires improvement’ to ‘good’ in protecting vulnerable people.”",
            {"2016 effectiveness/3 requires-improvement", "2017 effectiveness/3 good"},
        ),
        (
            letter,
            "Efficiency: last year ‘Good’, this year ‘Requires Improvement’.",
            {"2016 efficiency good", "2017 efficiency requires-improvement"},
        ),
        (
            letter,
            "I was pleased that in efficiency the force had been given ‘Good’ and not ‘Adequate’.",
            {"2017 efficiency good"},
        ),
        (
            letter,
            "The 2016 report found the force ‘Good’ and the 2017 report was published in November.",
            {"2016 efficiency good"},
        ),
        (
            page,
            "The force’s plans were not good, but adequate, and its efficiency was judged to be good.",
            {"2016 efficiency good"},
        ),
        (
            report,
            "The force’s performance in investigating crime was graded adequate, but its neighbour Bexshire was graded"
            " good.",
            {"2021-22 investigating-crime adequate"},
        ),
        (
            modern,
            "Inspectors graded investigating crime as adequate and said protecting vulnerable people was good.",
            {"2021-22 investigating-crime adequate", "2021-22 protecting-vulnerable-people good"},
        ),
    ],
)
def test_two_forces_two_rounds_and_changes_of_grade(
    document: Callable[..., str], sentence: str, expected: set[str], read_text: Read
) -> None:
    reading = read_text(document(sentence))
    assert (reading.kind, judged(reading)) == (KINDS[document], expected)


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        (
            release,
            "Bexshire Constabulary and Ashshire Police were graded good and inadequate respectively.",
        ),
        (
            release,
            "Coxshire Police was rated outstanding at investigating crime, and the force could learn from it.",
        ),
        (
            release,
            "At the time of the last inspection, of Bexshire Constabulary, the grade was inadequate.",
        ),
        (
            release,
            "The force is not as good at investigating crime as it was in 2016.",
        ),
        (
            release,
            "The region’s other force, Bexshire Constabulary, was graded outstanding for effectiveness.",
        ),
        (
            release,
            "“I am pleased that Bexshire Constabulary is good at protecting vulnerable people.”",
        ),
        (
            release,
            "We would expect a good force to be outstanding at investigating crime.",
        ),
        (
            release,
            "Officers at Ashshire Police are good at investigating crime.",
        ),
        (
            release,
            "There are good grades for preventing crime and for investigating crime at Bexshire Constabulary.",
        ),
        (
            release,
            "The force’s response to domestic abuse was judged to be inadequate by a coroner.",
        ),
        (
            release,
            "The Independent Office for Police Conduct found the force to be inadequate at protecting"
            " vulnerable people.",
        ),
        (
            release,
            "The College of Policing assessed the force as outstanding for its specialist capabilities.",
        ),
        (
            release,
            "The force was shortlisted for an award for outstanding effectiveness.",
        ),
        (
            release,
            "The force won an ‘Outstanding’ award for investigating crime.",
        ),
        (
            release,
            "The force received a ‘Good Practice’ award for its effectiveness.",
        ),
        (
            release,
            "Ashshire Police has been judged good in two of the five questions and inadequate in one.",
        ),
        (
            release,
            "Of all that was asked of Ashshire Police, only its use of good cars was not graded.",
        ),
        (
            release,
            "The leadership of the force is outstanding and its effectiveness owes much to it.",
        ),
        (
            letter,
            "The Home Secretary said forces rated ‘Inadequate’ for efficiency would be helped.",
        ),
        (
            letter,
            "The draft report rated the force as ‘Requires Improvement’, but the final grade was ‘Good’.",
        ),
        (
            letter,
            "The force self-assessed as ‘Good’ for efficiency.",
        ),
        (
            letter,
            "I had expected ‘Outstanding’ for efficiency.",
        ),
        (
            letter,
            "The Chief Constable believes that ‘Outstanding’ is within reach.",
        ),
        (
            letter,
            "Ofsted rated our cadets ‘Outstanding’.",
        ),
        (
            letter,
            "The county council was rated ‘Good’ for efficiency.",
        ),
        (
            page,
            "The force shares services with Bexshire Constabulary, whose planning for demand in the future"
            " was judged to be outstanding.",
        ),
        (
            overview,
            "In Bexshire the efficiency of the force was judged to be inadequate.",
        ),
        (
            overview,
            "The Chief Constable believes that the force is outstanding in its efficiency.",
        ),
        (
            report,
            "The force works well with Bexshire Constabulary, which was graded outstanding at investigating crime.",
        ),
        (
            report,
            "Victims rated the force as good at supporting victims.",
        ),
        (
            report,
            "We would have graded the force good at managing offenders had it had more staff.",
        ),
        (
            modern,
            "Most forces are good at investigating crime.",
        ),
        (release, "Bexshire Constabulary has improved from inadequate to good. Ashshire Police waits."),
        (release, "The number of forces rated good rose from 12 to 20. Ashshire Police waits."),
        (
            release,
            "The force should look to those forces rated outstanding at investigating crime. Ashshire Police waits.",
        ),
        (release, "In Coxshire, inspectors judged investigating crime to be good. Ashshire Police waits."),
        (release, "The police and crime panel graded Ashshire Police as inadequate for its effectiveness."),
        (release, "A spokesman for Ashshire Police said: “We are good at investigating crime.”"),
        (letter, "Of our neighbours, Bexshire was ‘Good’ for efficiency and Coxshire ‘Outstanding’."),
        (letter, "The force is ‘Good’ at everything that it does."),
        (letter, "If the force is rated ‘Inadequate’ for efficiency again I shall act."),
        (letter, "The inspection of Bexshire Constabulary graded it ‘Inadequate’."),
        (letter, "Bexshire Constabulary was inspected too; it was graded ‘Inadequate’ for efficiency."),
        (letter, "Efficiency in the fire service was judged ‘Good’."),
        (page, "Compared with Bexshire Constabulary, judged to be outstanding, it has far to go."),
        (report, "Supporting victims was not graded."),
        (report, "The force needs to improve how it investigates crime to be graded good."),
        (modern, "The force was graded outstanding in no area, good in three, adequate in four and inadequate in two."),
    ],
)
def test_grades_of_other_forces_and_words_of_others(
    document: Callable[..., str], sentence: str, read_text: Read
) -> None:
    reading = read_text(document(sentence))
    assert (reading.kind, judged(reading)) == (KINDS[document], set())


@pytest.mark.parametrize(
    ("sentence", "read", "missed"),
    [
        (
            "Effectiveness was graded good, efficiency outstanding and legitimacy inadequate.",
            {"2017 effectiveness good"},
            {"2017 efficiency outstanding", "2017 legitimacy inadequate"},
        ),
        (
            "HMICFRS assessed the force as good, with its investigation of crime judged to be inadequate.",
            {"2017 effectiveness good"},
            {"2017 effectiveness/2 inadequate"},
        ),
        (
            "Ashshire Police was one of 12 forces that were graded as requiring improvement for effectiveness.",
            set(),
            {"2017 effectiveness requires-improvement"},
        ),
        (
            "Ashshire Police and Bexshire Constabulary were both graded good for effectiveness.",
            set(),
            {"2017 effectiveness good"},
        ),
        (
            "In 2015, HMIC judged that the force was inadequate at protecting vulnerable people, and it remains so.",
            set(),
            {"2015 effectiveness/3 inadequate", "2017 effectiveness/3 inadequate"},
        ),
        (
            "The force was judged to be good at preventing crime in 2015, good in 2016 and now requires improvement.",
            {"2015 effectiveness/1 good", "2016 effectiveness/1 good"},
            {"2017 effectiveness/1 requires-improvement"},
        ),
        (
            "Of the three pillars, effectiveness is good, and efficiency and legitimacy require improvement.",
            set(),
            {"2017 effectiveness good", "2017 efficiency requires-improvement"},
        ),
    ],
)
def test_limits_grades_that_stay_unread(sentence: str, read: set[str], missed: set[str], read_text: Read) -> None:
    """Verbs that stand once for several grades, and grades within a comparison or a count, are not read yet."""
    found = judged(read_text(release(sentence)))
    assert found == read
    assert not found & missed


@pytest.fixture(scope="module")
def running(known: Knowledge, rulebook: Rulebook) -> RunningText:
    head = Head("ashshire", "peel-2017", "effectiveness", "key", "title", "hmicfrs", "release")
    return RunningText(head, Tools(known, rulebook))


def of_section(running: RunningText, make_page: MakePage, text: str, section: Section) -> set[tuple[str, str]]:
    """Subject and grade, or state, of all that a line says in a section."""
    sentences = make_page(text).lines[0].sentences
    facts = [fact.fields for each in sentences for fact in running.facts(each, unread(each, (), ()), section)]
    return {(at["subject"].removeprefix("peel-2017/"), at.get("grade") or at["state"]) for at in facts}


VULNERABLE, CRIME = "peel-2017/effectiveness/3", "peel-2017/effectiveness/2"


@pytest.mark.parametrize(
    ("text", "section", "expected"),
    [
        ("It was graded as good.", Section(VULNERABLE), {("effectiveness/3", "good")}),
        ("It was graded as good.", Section(), set()),
        ("It was graded as good.", Section(named=("legitimacy",)), {("legitimacy", "good")}),
        ("It was graded as good.", Section(named=("legitimacy", "efficiency")), set()),
        ("Both were graded as good.", Section(named=("legitimacy",)), set()),
        ("The force was graded good for both.", Section(named=("legitimacy", "efficiency")),
         {("legitimacy", "good"), ("efficiency", "good")}),
        ("We did not grade this question.", Section(CRIME), {("effectiveness/2", "not-graded")}),
        ("Good for its efficiency", Section(listed=True), {("efficiency", "good")}),
        ("Good for its efficiency", Section(), set()),
        ("The force was graded good in this area.", Section(VULNERABLE), {("effectiveness/3", "good")}),
        ("The canteen was graded good.", Section(VULNERABLE), set()),
        ("The force was graded good at cricket.", Section(VULNERABLE), set()),
        ("The force was graded good at the inspection in May.", Section(VULNERABLE), {("effectiveness/3", "good")}),
        ("It has good cars.", Section(VULNERABLE), set()),
        ("", Section(VULNERABLE), set()),
    ],
)  # fmt: skip
def test_what_the_section_adds(
    text: str, section: Section, expected: set[tuple[str, str]], running: RunningText, make_page: MakePage
) -> None:
    assert of_section(running, make_page, text, section) == expected


def test_kept_grades_are_of_both_rounds(running: RunningText, make_page: MakePage) -> None:
    (sentence,) = make_page("For legitimacy the force kept its 2016 grade of good.").lines[0].sentences
    facts = [fact.fields for fact in running.facts(sentence, unread(sentence, (), ()), Section())]
    assert {(at["cycle"], at["subject"], at["grade"], at["basis"]) for at in facts} == {
        ("peel-2016", "legitimacy", "good", "previous"),
        ("peel-2017", "legitimacy", "good", "stated"),
    }


def test_sentences_of_any_length_are_no_sentences(running: RunningText, make_page: MakePage) -> None:
    assert (
        of_section(running, make_page, "The force was graded good, " + "well, " * 2_000, Section(VULNERABLE)) == set()
    )


def test_words_that_name_nothing_are_gone_through_once() -> None:
    """One more of them takes a little longer, not twice as long."""
    began = process_time()
    assert not names_nothing(Kind.BODY.value * 4_000 + " hats")
    assert names_nothing(Kind.BODY.value * 4_000 + " was again")
    assert process_time() - began < 5


WORDS = st.sampled_from(
    ["Ashshire Police", "Bexshire Constabulary", "HMICFRS", "the force", "it", "was", "graded", "judged to be", "good",
     "‘Good’", "Inadequate", "requires improvement", "not graded", "to be graded", "at", "for", "in", "effectiveness",
     "efficiency", "investigating crime", "2016", "2015", "last year", "this year", ",", "and", "but",
     "which", ";", ".",
     "two years ago", "both", "in this area", "kept", "(", ")", "’s", "how", "that", "3", "on 3 May 2016"]
)  # fmt: skip


@given(
    st.lists(WORDS | st.text(max_size=8), max_size=30).map(" ".join),
    st.builds(
        Section,
        subject=st.sampled_from(["", "effectiveness", VULNERABLE]),
        named=st.sampled_from([(), ("legitimacy",), ("efficiency", "legitimacy")]),
        listed=st.booleans(),
    ),
)
def test_every_grade_stands_at_its_words(
    running: RunningText, make_page: MakePage, text: str, section: Section
) -> None:
    for line in make_page(text.replace("\n", " ")).lines:
        for sentence in line.sentences:
            for fact in running.facts(sentence, unread(sentence, (), ()), section):
                (words,) = fact.words
                within = [each.value for each in sentence.mentions if words.start <= each.start < each.end <= words.end]
                assert (fact.fields.get("grade") or fact.fields["state"]) in within
                assert sentence.start <= words.start < words.end <= sentence.end


def test_limit_a_grade_that_had_been_given_is_taken_for_one_of_this_round(read_text: Read) -> None:
    """Letters say ``I read that the force had been graded …`` of this round, so that the tense tells nothing."""
    sentence = "The force had been graded good at investigating crime before the merger with Bexshire Constabulary."
    assert judged(read_text(release(sentence))) == {"2017 effectiveness/2 good"}
