"""The kinds of value that a parameter takes, and where the graph keeps the allowed ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Things:
    """Keys of things: the IRI is one of the prefixes, in order of preference, and the key behind it."""

    prefixes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Codes:
    """Codes of a code list, whose members' IRIs have this prefix; the value is the code as plain string."""

    prefix: str


@dataclass(frozen=True, slots=True)
class Years:
    """Years of the inspection cycles, as integers."""


WORD: Final = "word"
"""The kind whose values the header itself lists."""

_AGENTS: Final = ("force/", "authority/", "commissioner/", "inspectorate/", "organisation/")
KINDS: Final[dict[str, Things | Codes | Years]] = {
    "basis": Codes("basis/"),
    "body": Things(("force/", "authority/", "commissioner/")),
    "change-programme": Things(("change-programme/",)),
    "collaboration": Things(("collaboration/",)),
    "collaboration-kind": Codes("collaboration-kind/"),
    "cycle": Things(("cycle/",)),
    "document": Things(("document/",)),
    "doubt-kind": Codes("doubt-kind/"),
    "event": Things(("event/",)),
    "finding-kind": Codes("finding-kind/"),
    "force": Things(("force/",)),
    "grade": Codes("grade/"),
    "judgment": Things(("judgment/",)),
    "metric": Things(("metric/",)),
    "organisation": Things(_AGENTS),
    "person": Things(("person/",)),
    "place": Things(("place/",)),
    "status": Codes("status/"),
    "subject": Things(("subject/",)),
    "theme": Things(("theme/",)),
    "thing": Things((*_AGENTS, "place/", "collaboration/", "change-programme/", "event/", "document/")),
    "year": Years(),
}
"""Every kind by the name that headers use; prefixes follow the project's ``…/id/``."""
