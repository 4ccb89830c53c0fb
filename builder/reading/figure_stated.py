"""What a figure states that no phrase of the vocabulary names: an amount, a share, a length of time, or a number.

Whether a number counts something is told by grammar; ``rules/reading/vocabulary/counted.yaml`` explains how, and has
the words. Such a figure gets a metric that says no more than its unit does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from builder.reading.figure_statuses import direction
from builder.reading.figure_times import side_of_change
from builder.reading.grammar.counted import Counted, Phrases
from builder.reading.grammar.figured import Figured, Standing
from builder.reading.grammar.measures import FIGURE, Measure, Measures
from builder.reading.grammar.quantities import COUNT, MONEY, PERCENT, POINTS, RATES

_STATED: Final = "stated-"
PEOPLE: Final = f"{_STATED}people"
THINGS: Final = f"{_STATED}number"
DURATION: Final = f"{_STATED}duration"
AMOUNT: Final = f"{_STATED}amount"
STATED_RATE: Final = f"{_STATED}rate"
SHARE: Final = f"{_STATED}share"
CHANGE: Final = f"{_STATED}change"
"""Metrics that say no more than the unit does."""
_GENERIC: Final = {**dict.fromkeys(MONEY, AMOUNT), **dict.fromkeys(RATES, STATED_RATE), PERCENT: SHARE}
_CHANGED: Final = {PERCENT: CHANGE, POINTS: f"{CHANGE}-in-points"}
_SHORT: Final = frozenset({"hours", "minutes", "seconds"})
_LENGTHS: Final = _SHORT | {"days", "weeks", "months"}
_TURN: Final = re.compile(
    r"(?:(?:reduced|decreased|fallen|fell|dropped|cut|declined|increased|risen|rose|grown|grew|up|down|reduction|decrease"
    r"|fall|drop|increase|rise)(?: by| of)?|\b(?:reduce|raise|increase|cut|rais)\w* [\w' -]{1,40} by) $",
    re.IGNORECASE,
)
_SMALL: Final = 10
"""Numbers in words below this are mostly said in passing."""
_YEAR: Final = 12
"""So many months are a year."""
_ROUND: Final = frozenset({*range(2, 11), 100, 1000})
"""Wholes of which a ratio is a way to tell a share."""
_DETERMINED: Final = (
    r"(?:(?:the|its|their|these|those|his|her|our|all|about|around|some|only|over|nearly|almost|more than|[\w-]+'s?) )*"
)
_OF_A_NUMBER: Final = re.compile(rf" (?:out )?of {_DETERMINED}{FIGURE}", re.IGNORECASE)
_WHOLE: Final = re.compile(rf"{FIGURE} (?:out )?of {_DETERMINED}$", re.IGNORECASE)
_RANGE: Final = re.compile(rf" (?:(?P<or>to|or)|and) {FIGURE}")
_VERB: Final = (
    r"(?:did|do|does|had|has|have|was|were|are|is|should|will|would|could|can|gave|fell|met|led|went|held|showed|lacked"
    r"|remain|live|come|failed|contained|involved|included|[a-z]+ed)"
)
_OF_THEM: Final = re.compile(
    rf" of (?:them|which|whom|those (?:who|[a-z]+ed)|(?:these|those)(?=,? {_VERB}\b))\b", re.IGNORECASE
)
_OF_THESE: Final = re.compile(r" of (?:these|those|its|their|the|our|his|her)\b", re.IGNORECASE)
_AMONG: Final = re.compile(rf"(?:^\W*|[;:] )(?:of|out of|among) {_DETERMINED}{FIGURE}", re.IGNORECASE)
_OF_WHICH: Final = re.compile(
    r"\b(?:of|among) (?:whom|which|these|those|them),? (?:only |just |some |about |around |at least |more than )?$",
    re.IGNORECASE,
)
_ACTS: Final = re.compile(rf",? (?:(?:that|which|who|whose) )?(?:[a-z]+ly )?{_VERB}\b")
"""Behind a number that is the subject itself: `29 had no plan`."""
_WHOM: Final = re.compile(r"\bwhom\b[\w ,]{0,20}$")
_ARE: Final = re.compile(r" (?:are|were|is|was)(?= )")
_DATED: Final = re.compile(r" (?:in|on|by|at) (?:[A-Z][a-z]+ )?(?:19|20)\d\d| (?:now|then|before|last year)\b")
_COORDINATED: Final = re.compile(r"(?:\b(?:and|against|with|to|from)|,) $")
_MORE: Final = re.compile(r" (?:more|fewer|less) than\b| more(?= of (?:them|these|those)\b|[.,;]| [a-z]+ [A-Z])")
_ANOTHER: Final = re.compile(r"(?<!\w)(?:another|a further|an additional) $", re.IGNORECASE)
_GOES_ON: Final = re.compile(
    rf" (?:of (?:them|these|those)|by|in|to|at|for|over|since|before|from|within|{_VERB})\b|[.,;:)]", re.IGNORECASE
)
_OF_EVERY: Final = re.compile(r"(?<!\w)(?:every|each|per) $", re.IGNORECASE)
_BESIDE: Final = re.compile(rf"{FIGURE} [\w' -]{{1,40}},? and $")
_GRADE: Final = re.compile(
    r"\b(?:judged|graded|rated|grades?|outstanding|good|adequate|inadequate|requir\w+ improvement)\b", re.IGNORECASE
)
_AIMED: Final = re.compile(r" (?:target|limit|standard|late|behind|delay)\b")
_ACTED: Final = re.compile(r" [a-z]+ed\b")
_NUMBER: Final = re.compile(r"\b(?:numbers?|went|gone|moved|changed)\b", re.IGNORECASE)
_SHOULD: Final = re.compile(r"\b(?:should|must)\b", re.IGNORECASE)


def is_only_stated(metric: str) -> bool:
    """Whether a metric says no more than the unit does, so that no two figures of it are the same."""
    return metric.startswith(_STATED)


def is_a_whole(at: Standing) -> bool:
    """Whether a number tells of how many another one is a part: the second in `seven of its nine sergeants`."""
    return at.figure.unit == COUNT and _WHOLE.search(at.before) is not None


class Stated:
    """Tells what figures state, sentence by sentence."""

    def __init__(self, measures: Measures, counted: Counted) -> None:
        self._measures = measures
        self._counted = counted
        self._tagged: Figured | None = None
        self._counted_before = ""
        self._places: dict[str, set[int]] = {}

    def begin(self) -> None:
        """A paragraph begins."""
        self._tagged = None
        self._counted_before = ""

    def of(self, at: Standing) -> Measure | None:
        """A measure that says no more than the unit does; None for what counts or measures nothing."""
        self._enter(at.tagged)
        figure = at.figure
        if figure.doubt or self._in("passing", at) or self.is_share(at):
            return None
        if figure.unit == COUNT:
            metric = self._number(at)
        elif figure.unit in _LENGTHS:
            metric = DURATION if self._is_lasting(at) else ""
        elif figure.unit in _CHANGED and _TURN.search(at.before):
            metric = _CHANGED[figure.unit]
        else:
            metric = "" if figure.part else _GENERIC.get(figure.unit, "")
        return Measure(metric, frozenset({figure.unit})) if metric else None

    def is_share(self, at: Standing) -> bool:
        """Whether a number tells a share: `one in ten officers`, `9 out of 10`; the whole is a round number."""
        self._enter(at.tagged)
        if at.figure.unit not in (COUNT, "gbp") or not self._in("ratios", at):
            return False
        near = at.tagged.figures[max(0, at.index - 1) : at.index + 2]
        return any(each.value in _ROUND and each.unit == at.figure.unit for each in near)

    def _enter(self, tagged: Figured) -> None:
        if tagged is not self._tagged:
            if self._tagged is not None:
                self._counted_before = self._last_noun(self._tagged, len(self._tagged.places)) or self._counted_before
            self._tagged = tagged
            self._places = {}

    def _in(self, name: str, at: Standing) -> bool:
        """Whether some phrases, looked for once a sentence, are about a figure."""
        if name not in self._places:
            phrases: Phrases = getattr(self._counted, name)
            self._places[name] = phrases.places(at.tagged.flat)
        return at.place in self._places[name]

    def _number(self, at: Standing) -> str:
        """The metric for a number of people or things; empty where it is none."""
        figure = at.figure
        if self._counted.is_label(at.before):
            return ""
        noun = self._counted.noun(at.behind) or self._of_a_range(at) or self._in_capitals(at)
        if not noun or _ACTED.match(at.behind):  # `five lacked grounds`: the noun is what they lacked
            whole = self._whole(at)
            if whole is not None:
                return self._of(whole) if figure.value > 1 else ""
        if noun:
            return self._with_noun(at, noun)
        return self._by_itself(at) or (THINGS if self._is_alone(at) else "")

    def _by_itself(self, at: Standing) -> str:
        """The metric for a number with no noun, of what was counted before: `29 had none`, `another 20`, `22 more`."""
        figure = at.figure
        if (
            figure.value <= 1
            or (figure.words and figure.value < _SMALL)
            or figure.value % 1
            or _GRADE.search(at.clause)
        ):
            return ""
        noun = self._before(at)
        if _MORE.match(at.behind) or (_ANOTHER.search(at.before) and _GOES_ON.match(at.behind)):
            return self._of(noun) if noun else THINGS
        if self._is_a_whole(at) or _ACTS.match(at.behind):
            return self._of(noun)
        if _DATED.match(at.behind) and _COORDINATED.search(at.before) and self._earlier(at):
            return self._of(noun)
        return ""

    def _is_alone(self, at: Standing) -> bool:
        """Whether a whole number counts with nothing behind it: by words around it, or as an end of a change."""
        figure = at.figure
        side = side_of_change(at)
        if figure.words or (not side and figure.value % 1):
            return False
        beside = at.tagged.figures[at.index + 1 if side == "from" else at.index - 1] if side or at.index else figure
        changes = side != "" and (direction(at) != 0 or _NUMBER.search(at.before) is not None)
        return self._in("alone", at) or (beside.unit == COUNT and (changes or self._in("changed", at)))

    def _of_a_range(self, at: Standing) -> str:
        """What the number behind counts, where this one is the lower end of a range: `between 12 and 20 constables`."""
        match = _RANGE.match(at.behind)
        ends = match and (match["or"] or at.before.endswith("between "))
        return self._counted.noun(at.behind[match.end() :]) if match and ends else ""

    def _in_capitals(self, at: Standing) -> str:
        """People of a rank or body written in capitals, `100 Volunteer Police Officers`; other names are addresses."""
        noun = self._counted.noun(at.behind, capitals=True)
        return noun if noun in self._measures.people else ""

    def _of(self, noun: str) -> str:
        """The metric by what is counted."""
        if not noun or self._is_of_programme(noun):
            return ""
        return PEOPLE if noun in self._measures.people else THINGS

    def _is_of_programme(self, noun: str) -> bool:
        return noun.rpartition("-")[2] in self._counted.programme

    def _with_noun(self, at: Standing, noun: str) -> str:
        """The metric for a number of what a noun names."""
        figure = at.figure
        if not figure.words:
            return self._of(noun) if figure.value > 1 else ""
        if figure.value >= _SMALL or self._is_a_whole(at):
            return self._of(noun)
        known = noun in self._measures.people or noun in self._measures.things
        held = self._counted.holds.search(at.before) or (_BESIDE.search(at.before) and self._earlier(at))
        return self._of(noun) if known and held else ""

    @staticmethod
    def _is_a_whole(at: Standing) -> bool:
        """Whether it is the whole of more than one: `one of its nine sergeants` is said in passing."""
        return is_a_whole(at) and at.tagged.figures[at.index - 1].value > 1

    def _whole(self, at: Standing) -> str | None:
        """The plural of what a number is a part of; empty where that is not told, None where it is no part."""
        text, end = at.tagged.text, at.place + 1
        if (match := _OF_A_NUMBER.match(text, end)) and self._is_count(at.tagged, match.end() - 1):
            return self._counted.noun(text[match.end() :]) or self._before(at)
        if match := _OF_THEM.match(text, end):
            earlier = self._before(at)
            return earlier if earlier or at.figure.words else "them"
        if (match := _OF_THESE.match(text, end)) and not at.figure.words:
            return self._counted.noun(text[match.end() :])
        if (match := _AMONG.search(text, 0, at.place)) and self._is_count(at.tagged, match.end() - 1):
            return self._counted.noun(text[match.end() :]) or self._before(at)
        if _OF_WHICH.search(at.before):
            are = _ARE.match(text, end)
            found = (self._counted.noun(text[are.end() :]) if are else "") or self._before(at)
            return found or ("people" if _WHOM.search(at.before) else "")
        return None

    def _before(self, at: Standing) -> str:
        """What was counted before, in the sentence or in the one before it."""
        return self._earlier(at) or self._counted_before

    def _earlier(self, at: Standing) -> str:
        """What the last number before counts, where it counts something of its own."""
        return self._last_noun(at.tagged, at.index)

    def _last_noun(self, tagged: Figured, index: int) -> str:
        text = tagged.text
        places: Iterable[int] = (
            each for each in reversed(tagged.places[:index]) if not _OF_EVERY.search(text, 0, each)
        )
        nouns = (self._counted.noun(text[place + 1 :]) for place in places if self._is_count(tagged, place))
        return next((noun for noun in nouns if noun), "")

    @staticmethod
    def _is_count(tagged: Figured, place: int) -> bool:
        return tagged.figures[tagged.places.index(place)].unit == COUNT

    def _is_lasting(self, at: Standing) -> bool:
        """Whether a length of time is how long something takes, waits or lasts."""
        figure = at.figure
        if self._in("when", at) or self._counted.law.search(at.clause):
            return False
        if figure.unit == "months" and (figure.value == _YEAR or _SHOULD.search(at.clause)):
            return False
        if not figure.words:
            return True
        lasting = self._counted.lasts_shortly if figure.unit in _SHORT else self._counted.lasts
        return _AIMED.match(at.behind) is not None or (
            (figure.value > 1 or "target" in at.clause) and lasting.search(at.before) is not None
        )
