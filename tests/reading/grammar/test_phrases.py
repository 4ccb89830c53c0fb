"""Phrases of rule files against sentences: what they match, what stands in their slots, and where."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.errors import InputError, SourceError
from builder.reading.grammar.mentions import Mentions
from builder.reading.grammar.phrases import matches, phrase
from builder.reading.grammar.rulebook import load_rulebook
from builder.reading.grammar.sentences import sentences


def found(says: str, text: str, mentions: Mentions) -> list[dict[str, str]]:
    """What a phrase finds in a line: the written words of each slot, and of the whole."""
    result = []
    for sentence in sentences(text, 1, mentions.of(text)):
        for match in matches(sentence, [phrase("a-rule", says, "overall", 1.0)]):
            slots = {slot: text[each[0].start : each[0].end] for slot, each in match.mentions.items()}
            if match.aspect:
                slots["aspect"] = text[match.aspect.start : match.aspect.end]
            result.append({**slots, "": text[match.words.start : match.words.end]})
    return result


@pytest.mark.parametrize(
    ("says", "text", "expected"),
    [
        (
            "{body} is {grade} at {aspect}",
            "Ashshire is ‘good’ at plans, but slow. Bexshire is outstanding at sport.",
            [
                {"body": "Ashshire", "grade": "‘good’", "aspect": "plans", "": "Ashshire is ‘good’ at plans"},
                {"body": "Bexshire", "grade": "outstanding", "aspect": "sport", "": "Bexshire is outstanding at sport"},
            ],
        ),
        ("{body} is {grade}", "It is good; the force is inadequate.", [{"grade": "good", "": "It is good"},
         {"body": "the force", "grade": "inadequate", "": "the force is inadequate"}]),
        ("judged (to be|to|as) {grade}", "It was judged to require improvement.", [{"grade": "require improvement",
         "": "judged to require improvement"}]),
        ("is [very] {grade}", "That is very good", [{"grade": "good", "": "is very good"}]),
        ("in {year} ... {grade}", "In 2015, after all, it was good. In 2016", [{"year": "2015", "grade": "good",
         "": "In 2015, after all, it was good"}]),
        ("last year's {pillar}", "In last year’s value for money inspection", [{"pillar": "value for money",
         "": "last year’s value for money"}]),
        ("is {grade}", "This good thing; basis good", []),
        ("in {round}", "In 2016 and in PEEL 2018/19, in May", [{"round": "2016", "": "In 2016"},
         {"round": "PEEL 2018/19", "": "in PEEL 2018/19"}]),
        ("its {aspect}", "Its plans good, its cars: all", [{"aspect": "plans", "": "Its plans"},
         {"aspect": "cars", "": "its cars"}]),
        ("{grade} at {aspect}", "Good at plans and cars, but inadequate at sport", [
         {"grade": "Good", "aspect": "plans and cars", "": "Good at plans and cars"},
         {"grade": "inadequate", "aspect": "sport", "": "inadequate at sport"}]),
        ("{grade} at {aspect}", "good at plans and it is judged good at sport", [
         {"grade": "good", "aspect": "plans and it is judged", "": "good at plans and it is judged"},
         {"grade": "good", "aspect": "sport", "": "good at sport"}]),
        ("{grade} at {aspect}", "good at plans and it is good at sport", [
         {"grade": "good", "aspect": "plans", "": "good at plans"},
         {"grade": "good", "aspect": "sport", "": "good at sport"}]),
        ("{number} forces", "twelve forces and 43 forces", [{"number": "twelve", "": "twelve forces"},
         {"number": "43", "": "43 forces"}]),
    ],
)  # fmt: skip
def test_matches(says: str, text: str, expected: list[dict[str, str]], mentions: Mentions) -> None:
    assert found(says, text, mentions) == expected


def test_what_stands_first_wins_where_two_overlap(mentions: Mentions) -> None:
    phrases = [phrase("not", "cannot be {grade}", "nothing", 1.0), phrase("is", "be {grade}", "overall", 1.0)]
    (sentence,) = sentences("It cannot be good.", 1, mentions.of("It cannot be good."))
    assert [each.phrase.rule for each in matches(sentence, phrases)] == ["not"]


@pytest.mark.parametrize(
    ("says", "message"),
    [
        ("{grad}", "there is no {grad}"),
        ("(a|b", "`(` is never closed"),
        ("a]", "`]` closes nothing"),
        ("(a]", "`]` closes nothing"),
        ("{", "`{` is not expected at column 1"),
    ],
)
def test_a_wrong_phrase_says_what_is_wrong(says: str, message: str) -> None:
    with pytest.raises(ValueError, match=message.replace("{", r"\{").replace("(", r"\(").replace("]", r"\]")):
        phrase("a-rule", says, "overall", 1.0)


@given(
    st.lists(
        st.sampled_from(
            ["Ashshire Police", "is", "good", "at", ",", "2016", "12/03/2015", "£3m", "not graded", "it’s", "PEEL"]
        )
    )
)
def test_places_of_sentences_are_those_of_the_line(mentions: Mentions, parts: list[str]) -> None:
    line = " ".join(parts)
    for sentence in sentences(line, 1, mentions.of(line)):
        whole = sentence.words(0, len(sentence.tagged))
        assert (whole.start, whole.end) == (sentence.start, sentence.end)
        for index, place in enumerate(sentence.places):
            words = sentence.words(place, place + 1)
            mention = sentence.mentions[index]
            assert (words.start, words.end) == (mention.start, mention.end)
        for index in range(len(sentence.tagged)):
            if index not in sentence.places:
                words = sentence.words(index, index + 1)
                assert line[words.start].lower() == sentence.tagged[index].lower() or sentence.tagged[index] in "'\" -"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("Mr. Smith of St. Ives came. Then", ["Mr. Smith of St. Ives came.", "Then"]),
        ("It rose by 3.5 percent. £2m", ["It rose by 3.5 percent.", "£2m"]),
        ("“Yes.” “No.”", ["“Yes.”", "“No.”"]),
        ("   ", []),
        ("e.g. this", ["e.g. this"]),
    ],
)
def test_sentences(line: str, expected: list[str], mentions: Mentions) -> None:
    assert [line[each.start : each.end] for each in sentences(line, 1, mentions.of(line))] == expected


def test_rule_files(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no rules for reading"):
        load_rulebook(tmp_path, "rules")
    (tmp_path / "a.yaml").write_text(
        "phrases:\n  - rule: one\n    says: ['{body} is {grade}', '{x}']\n    gives: overall\n    confidence: 0.9\n"
        "  - {rule: two, says: ['('], gives: overall, confidence: 1}\n"
    )
    with pytest.raises(SourceError) as error:
        load_rulebook(tmp_path, "rules")
    assert [(each.file, each.line, each.column) for each in error.value.problems] == [
        ("rules/a.yaml", 3, 33),
        ("rules/a.yaml", 6, 24),
    ]
    (tmp_path / "a.yaml").write_text(
        "phrases:\n  - {rule: one, says: ['{body} is {grade}'], gives: overall, confidence: 2}\n"
    )
    with pytest.raises(SourceError, match="less than or equal to 1"):
        load_rulebook(tmp_path, "rules")
    (tmp_path / "a.yaml").write_text(
        "phrases:\n  - {rule: one, says: ['{body} is {grade}'], gives: overall, confidence: 1}\n"
    )
    assert [each.rule for each in load_rulebook(tmp_path, "rules").of("a", "b")] == ["one"]
