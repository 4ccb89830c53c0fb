"""Pictures of boxes and arrows as SVG, drawn from data: the same data, the same bytes.

SVG 2, https://www.w3.org/TR/SVG2/. A picture brings its own background, light or, where the reader's system asks for
it, dark, so that it can be read on any page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal, TypeAlias
from xml.sax.saxutils import escape

Point: TypeAlias = tuple[float, float]
Side: TypeAlias = Literal["left", "right", "top", "bottom"]
Anchor: TypeAlias = tuple[Side, float]
"""A side of a box, and how far from the middle of that side, to the right or downwards."""

OWN: Final = "peel:"
"""Prefix that labels leave out."""

_CORNER: Final = 7.0
_RAISED: Final = 10.0
"""How far a label stands above a level line; on an upright line it stands across it."""

_FONT: Final = "system-ui, -apple-system, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"


@dataclass(frozen=True, slots=True)
class Colours:
    """Fill, line and text of one group of boxes."""

    fill: str
    line: str
    text: str


@dataclass(frozen=True, slots=True)
class Palette:
    """All colours of a picture on one background."""

    page: str
    frame: str
    arrow: str
    label: str
    groups: Mapping[str, Colours]


@dataclass(frozen=True, slots=True)
class Box:
    """A class: its name, a hint below it, its group, its middle and its size.

    ``shift`` moves the text from the middle, ``strong`` marks the main classes, ``holds`` those that other boxes and
    arrows lie on.
    """

    name: str
    hint: str
    group: str
    x: float
    y: float
    width: float = 140
    height: float = 54
    shift: float = 0
    strong: bool = False
    holds: bool = False

    def at(self, anchor: Anchor) -> Point:
        """The point of an anchor."""
        side, offset = anchor
        if side in {"left", "right"}:
            return self.x + (self.width / 2 if side == "right" else -self.width / 2), self.y + offset
        return self.x + offset, self.y + (self.height / 2 if side == "bottom" else -self.height / 2)


@dataclass(frozen=True, slots=True)
class Arrow:
    """A property from one box to another; ``derived`` where a rule adds it.

    ``via`` replaces the corners that the sides ask for, ``label`` moves the label from the middle of the longest part,
    ``on`` names the group of the box that the arrow lies on.
    """

    source: str
    name: str
    target: str
    start: Anchor
    end: Anchor
    via: tuple[Point, ...] = ()
    label: Point = (0, 0)
    derived: bool = False
    on: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A whole picture: its size, its title and description for those who can't see it, and what is on it."""

    width: int
    height: int
    title: str
    description: str
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    legend: tuple[tuple[str, str], ...]
    """Groups with what they are called, in order."""
    note: str = ""
    """What else the legend says, at its end."""


def draw(picture: Picture, light: Palette, dark: Palette) -> str:
    """The picture as an SVG document."""
    return "\n".join([*_head(picture, light, dark), *_body(picture), "</svg>", ""])


def _head(picture: Picture, light: Palette, dark: Palette) -> Iterator[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {picture.width} {picture.height}" '
        f'width="{picture.width}" height="{picture.height}" role="img" aria-labelledby="title description">'
    )
    yield f'<title id="title">{escape(picture.title)}</title>'
    yield f'<desc id="description">{escape(picture.description)}</desc>'
    yield "<style>"
    yield f"text {{ font-family: {_FONT}; text-anchor: middle; }}"
    yield ".name { font-size: 16px; font-weight: 600; }"
    yield ".hint { font-size: 12px; }"
    yield ".label { font-size: 12.5px; stroke-width: 5px; stroke-linejoin: round; paint-order: stroke; }"
    yield ".legend { font-size: 13px; text-anchor: start; }"
    yield ".box { stroke-width: 1.3px; }"
    yield ".strong { stroke-width: 2.8px; }"
    yield ".arrow { fill: none; stroke-width: 1.4px; }"
    yield ".derived { stroke-dasharray: 5 4; }"
    yield from _colours(light)
    yield "@media (prefers-color-scheme: dark) {"
    yield from _colours(dark)
    yield "}"
    yield "</style>"


def _colours(palette: Palette) -> Iterator[str]:
    yield f".page {{ fill: {palette.page}; stroke: {palette.frame}; }}"
    yield f".arrow {{ stroke: {palette.arrow}; }}"
    yield f".tip {{ fill: {palette.arrow}; }}"
    yield f".label, .legend {{ fill: {palette.label}; }}"
    yield f".label {{ stroke: {palette.page}; }}"
    for name, colours in palette.groups.items():
        yield f".{name} {{ fill: {colours.fill}; stroke: {colours.line}; }}"
        yield f".{name}-text {{ fill: {colours.text}; }}"
        yield f".on-{name} {{ stroke: {colours.fill}; }}"


def _body(picture: Picture) -> Iterator[str]:
    yield f'<rect class="page" x="0.5" y="0.5" width="{picture.width - 1}" height="{picture.height - 1}" rx="10"/>'
    boxes = {box.name: box for box in picture.boxes}
    routes = [(arrow, _route(arrow, boxes)) for arrow in picture.arrows]
    for box in picture.boxes:
        if box.holds:
            yield from _box(box)
    for arrow, route in routes:
        yield from _line(arrow, route)
    for box in picture.boxes:
        if not box.holds:
            yield from _box(box)
    for arrow, route in routes:  # on top of all lines
        x, y = _label_place(route, arrow.label)
        on = f" on-{arrow.on}" if arrow.on else ""
        yield f'<text class="label{on}" x="{_n(x)}" y="{_n(y + 4)}">{escape(arrow.name.removeprefix(OWN))}</text>'
    yield from _legend(picture)


def _route(arrow: Arrow, boxes: Mapping[str, Box]) -> list[Point]:
    first, last = boxes[arrow.source].at(arrow.start), boxes[arrow.target].at(arrow.end)
    if arrow.via:
        return [first, *arrow.via, last]
    upright_start, upright_end = (anchor[0] in {"top", "bottom"} for anchor in (arrow.start, arrow.end))
    if upright_start and upright_end:
        middle = (first[1] + last[1]) / 2
        corners = [(first[0], middle), (last[0], middle)]
    elif not upright_start and not upright_end:
        middle = (first[0] + last[0]) / 2
        corners = [(middle, first[1]), (middle, last[1])]
    else:
        corners = [(first[0], last[1]) if upright_start else (last[0], first[1])]
    straight = first[0] == last[0] or first[1] == last[1]
    return [first, last] if straight else [first, *corners, last]


def _line(arrow: Arrow, route: list[Point]) -> Iterator[str]:
    derived = " derived" if arrow.derived else ""
    yield f'<path class="arrow{derived}" d="{_path(route)}"/>'
    (x0, y0), (x, y) = route[-2:]
    length = abs(x - x0) + abs(y - y0)
    dx, dy = (x - x0) / length, (y - y0) / length
    wings = [(x - 9 * dx + 4.5 * dy, y - 9 * dy + 4.5 * dx), (x - 9 * dx - 4.5 * dy, y - 9 * dy - 4.5 * dx)]
    yield f'<polygon class="tip" points="{" ".join(f"{_n(a)},{_n(b)}" for a, b in [(x, y), *wings])}"/>'


def _path(route: list[Point]) -> str:
    parts = [f"M{_n(route[0][0])} {_n(route[0][1])}"]
    for before, corner, after in zip(route, route[1:], route[2:], strict=False):
        start, end = _towards(corner, before), _towards(corner, after)
        parts.append(f"L{_n(start[0])} {_n(start[1])}")
        parts.append(f"Q{_n(corner[0])} {_n(corner[1])} {_n(end[0])} {_n(end[1])}")
    parts.append(f"L{_n(route[-1][0])} {_n(route[-1][1])}")
    return " ".join(parts)


def _towards(corner: Point, other: Point) -> Point:
    """A point a little before a corner, on the way from or to another point; parts are level or upright."""
    length = abs(other[0] - corner[0]) + abs(other[1] - corner[1])
    share = min(_CORNER, length / 2) / length
    return corner[0] + (other[0] - corner[0]) * share, corner[1] + (other[1] - corner[1]) * share


def _label_place(route: list[Point], moved: Point) -> Point:
    parts = pairwise(route)
    (x0, y0), (x1, y1) = max(parts, key=lambda part: abs(part[0][0] - part[1][0]) + abs(part[0][1] - part[1][1]))
    raised = _RAISED if y0 == y1 else 0
    return (x0 + x1) / 2 + moved[0], (y0 + y1) / 2 - raised + moved[1]


def _box(box: Box) -> Iterator[str]:
    strong = " strong" if box.strong else ""
    x, y = box.x - box.width / 2, box.y - box.height / 2
    yield (
        f'<rect class="box {box.group}{strong}" x="{_n(x)}" y="{_n(y)}" width="{_n(box.width)}" '
        f'height="{_n(box.height)}" rx="8"/>'
    )
    middle, raised = _n(box.x + box.shift), 4 if box.hint else -5
    yield f'<text class="name {box.group}-text" x="{middle}" y="{_n(box.y - raised)}">{escape(box.name)}</text>'
    if box.hint:
        yield f'<text class="hint {box.group}-text" x="{middle}" y="{_n(box.y + 15)}">{escape(box.hint)}</text>'


def _legend(picture: Picture) -> Iterator[str]:
    y = picture.height - 24
    x = 30.0
    for group, name in picture.legend:
        yield f'<rect class="box {group}" x="{_n(x)}" y="{y - 11}" width="22" height="14" rx="4"/>'
        yield f'<text class="legend" x="{_n(x + 30)}" y="{y}">{escape(name)}</text>'
        x += 30 + 7.2 * len(name) + 26
    for kind, name in (("", "stated"), (" derived", "added by a rule")):
        yield f'<path class="arrow{kind}" d="M{_n(x)} {y - 4} L{_n(x + 30)} {y - 4}"/>'
        yield f'<text class="legend" x="{_n(x + 38)}" y="{y}">{escape(name)}</text>'
        x += 38 + 7.2 * len(name) + 26
    yield f'<text class="legend" x="{_n(x)}" y="{y}">{escape(picture.note)}</text>'


def _n(value: float) -> str:
    """A coordinate with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")
