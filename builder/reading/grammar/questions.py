"""Which question of a round a few words are about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import snowballstemmer

from builder.reading.knowledge import Asked

_WORD: Final = re.compile(r"[a-z]+(?:-[a-z]+)*")
_EMPTY: Final = frozenset(
    re.findall(
        r"\w+",
        """a an and are as at be by can do does for force from has have how in including is it its of on or that the
        their them these they this those to well what which who with way effective effectively efficient efficiently
        extent constabulary police policing""",
    )
)
"""Words that say nothing of what a question is about."""
_SAME: Final = {
    **dict.fromkeys(("public", "communities", "community"), "people"),
    "staff": "workforce",
    **dict.fromkeys(("using", "uses", "used"), "use"),
}
"""Words that documents use for one of the questions' own."""
_NOUN: Final = "ment"
"""What makes a noun of a verb: ``treatment`` is how somebody is treated."""
_ROOT: Final = 5
"""How many letters a word has to keep that loses it."""
_GOOD_PART: Final = 0.35
_MARGIN: Final = 1.25
"""How many times better than the next question the best has to fit."""


def stems(text: str) -> set[str]:
    """The words that carry meaning, without their endings."""
    return {_stem(word) for part in _WORD.findall(text.lower()) for word in part.split("-")} - {""}


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    word = _SAME.get(word, word)
    if word in _EMPTY:
        return ""
    stem = str(_stemmer().stemWord(word))
    root = stem.removesuffix(_NOUN)
    return root if len(root) >= _ROOT else stem


@lru_cache(maxsize=1)
def _stemmer() -> snowballstemmer.base_stemmer.BaseStemmer:
    return snowballstemmer.stemmer("english")


def question_of(words: str, asked: Sequence[Asked]) -> Asked | None:
    """The question that shares most rare words with ``words``; None where none does, or several as much."""
    said = stems(words)
    known = [(each, stems(each.wording)) for each in asked]
    frequency = Counter(stem for _, found in known for stem in found)
    scored = sorted(
        ((sum(1 / frequency[stem] ** 2 for stem in said & found), each) for each, found in known),
        key=lambda pair: (-pair[0], pair[1].key),
    )
    if not scored or scored[0][0] == 0:
        return None
    if len(scored) > 1 and scored[0][0] < _MARGIN * scored[1][0]:
        return None
    return scored[0][1]


def same_wording(line: str, asked: Sequence[Asked]) -> Asked | None:
    """The question whose wording (or other name) a line is, but for capitals, blanks and the sign at its end."""
    wanted = _bare(line)
    return next((each for each in asked if wanted in map(_bare, (each.wording, *each.others))), None)


def _bare(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def covered(wording: str, words: str) -> float:
    """What share of the words that carry meaning in ``wording`` stand in ``words`` too, from 0 to 1."""
    wanted = stems(wording)
    return len(wanted & stems(words)) / len(wanted) if wanted else 0.0


def about(wording: str, words: str) -> float:
    """How much of ``wording`` stands in ``words``; all, where ``words`` say a good part of it and nothing else."""
    share = covered(wording, words)
    return 1.0 if share >= _GOOD_PART and covered(words, wording) == 1 else share
