"""Made-up forces: names that no force has, spread over the real regions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_FIRST: Final = (
    "Alder",
    "Birch",
    "Cold",
    "Dun",
    "Elm",
    "Fern",
    "Glen",
    "Hazel",
    "Iver",
    "Kel",
    "Linden",
    "Mar",
    "Nether",
)
_SECOND: Final = ("barrow", "combe", "dale", "fold", "garth", "holme", "leigh", "mere", "stow", "thwaite", "wick")
_STYLES: Final = ("Police", "Constabulary")

_CODES: Final = 900_000
"""Codes of areas from here on belong to nobody."""


@dataclass(frozen=True, slots=True)
class MadeUpForce:
    """One force as its record has it."""

    key: str
    name: str
    area: str
    gss: str
    region: str


def force(number: int, regions: tuple[str, ...]) -> MadeUpForce:
    """The force of a number; up to 142 forces have plain names, and later ones the number of their round behind it."""
    turn, index = divmod(number, len(_FIRST) * len(_SECOND) - 1)
    first, second = index % len(_FIRST), index % len(_SECOND)
    area = f"{_FIRST[first]}{_SECOND[second]}" + (f" {turn + 1}" if turn else "")
    return MadeUpForce(
        area.lower().replace(" ", "-"),
        f"{area} {_STYLES[number % len(_STYLES)]}",
        area,
        f"E23{_CODES + number:06}",
        regions[number % len(regions)],
    )
