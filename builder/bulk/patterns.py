"""The triples of table rows by pattern: what rows have in common is mapped once, and the rest is put into its holes.

Rows of one table that differ in nothing but their free cells (a body, a page, a period, a value with the same number of
digits) have the same triples but for these cells. So the mapping of ``builder.mapping`` is run on one such row whose
free cells are marks, and its N-Triples text is cut where the marks stand. Each pattern goes through all checks of a
record first, with the cells of the row that it was met in; a row that fits no checked pattern is left to the slow way,
which says what is wrong with it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Final, TypeAlias, TypeVar

from pydantic import TypeAdapter, ValidationError

from builder.building.dataset import REFERENCE, document_graph
from builder.mapping import map_parts
from builder.mapping.pages import page_key, page_name
from builder.mapping.terms import words
from builder.seeds.checks import check_all
from builder.seeds.records import Question, SeedFile
from builder.seeds.registry import Defined, Registry
from builder.seeds.tables import RowRecord, Table, source_of_rows
from builder.seeds.values import Address, UnfitError, parse_span

_BODY: Final = ("hole-body-q7x", "Hole Body Q7X")
_PAGE: Final = "https://hole-page.invalid/q7x/"
_DIGITS: Final = "918273645"
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,11})(?:\.([0-9]{1,4}))?")
"""The figures of ``builder.seeds.values.Figure`` that are their own canonical form; others go the slow way."""

_ADDRESS: Final[TypeAdapter[str]] = TypeAdapter(Address)

_PERIOD: Final = ("2987-06-05", "2987-07-09")
_NO_FIGURE: Final = ("", "", "", "")
NO_PAGE: Final = ("", "", "")

_CELLS: Final = (0, 0, 3, 3, 3, 5, 6, 7)
"""For each hole one that has all the difference: a body's key for its name too, a page's address for all three."""

KEPT: Final = 10_000
"""How many pages and other things are held, so that a table of any length needs no more memory."""

Fill: TypeAlias = Callable[[Sequence[str]], str]
_K = TypeVar("_K")
_V = TypeVar("_V")


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """The lines of one subject in one graph, as texts to be filled from the cells of a row.

    ``lines`` take the subject as one cell more. Where only one cell makes a difference, ``once`` is its number: rows
    with the same cell have the same lines.
    """

    graph: Fill
    subject: Fill
    lines: Fill
    once: int | None


@dataclass(frozen=True, slots=True)
class Pattern:
    """What rows of one pattern come to: blocks of lines, and the line that says what the row is about."""

    blocks: tuple[Block, ...]
    about: Fill


class Patterns:
    """The patterns of one kind of table, made when they are first met."""

    def __init__(self, table: Table, registry: Registry) -> None:
        self._table = table
        self._registry = registry
        self._patterns: dict[tuple[str, ...], Pattern | None] = {}
        self._blocks: dict[tuple[str, str, str], Block] = {}
        self._bodies: dict[str, tuple[str, str, str] | None] = {}
        self._pages: dict[str, tuple[str, str, str] | None] = {"": NO_PAGE}
        self._periods: dict[str, tuple[str, str] | None] = {}
        self._registries: dict[str, Registry] = {}
        columns = table.columns
        fixed = [index for index, name in enumerate(columns) if name not in table.free]
        self._fixed: Callable[[Sequence[str]], tuple[str, ...]] = itemgetter(*fixed)
        self._body = next(columns.index(name) for name in ("body", "about") if name in table.free)
        self._page = columns.index("page")
        self._of_figures = "value" in table.free
        self._value, self._period = (columns.index(name) if self._of_figures else 0 for name in ("value", "period"))

    def match(self, cells: Sequence[str]) -> tuple[Pattern, Sequence[str]] | None:
        """The pattern of a row, and what fills its holes; None for a row that has to go the slow way."""
        try:
            body = self._bodies[cells[self._body]]
        except KeyError:
            body = self._find_body(cells[self._body])
        try:
            page = self._pages[cells[self._page]]
        except KeyError:
            page = self._find_page(cells[self._page])
        figure = self._figure(cells) if self._of_figures else _NO_FIGURE
        if body is None or page is None or figure is None:
            return None
        digits, *rest = figure
        key = (*self._fixed(cells), body[0], digits, "page" if page is not NO_PAGE else "")
        try:
            pattern = self._patterns[key]
        except KeyError:
            pattern = self._make(cells, body[0])
            _keep(self._patterns, key, pattern)
        if pattern is None:
            return None
        return pattern, (body[1], body[2], *page, *rest)

    def _figure(self, cells: Sequence[str]) -> tuple[str, str, str, str] | None:
        """Of a figure how many digits stand behind its point, the figure, and first and last day of its period."""
        value, text = cells[self._value], cells[self._period]
        number = _NUMBER.fullmatch(value)
        try:
            period = self._periods[text]
        except KeyError:
            period = self._find_period(text)
        if number is None or period is None:
            return None
        return str(len(number[1] or "")), value, *period

    def _find_body(self, key: str) -> tuple[str, str, str] | None:
        """Kind, key and name of what a row is about; None where it is not plain what that is."""
        kinds = self._registry.kinds("body" if self._table.columns[self._body] == "body" else "thing", key)
        found = self._registry.find(kinds[0], key) if len(kinds) == 1 else None
        body = None
        if found is not None and not isinstance(found.record, Question):
            name = getattr(found.record, "name", None)
            body = (kinds[0], key, _escaped(name)) if isinstance(name, str) else None
        _keep(self._bodies, key, body)
        return body

    def _find_page(self, address: str) -> tuple[str, str, str] | None:
        """Key, address and name of a page; None where the address is none."""
        try:
            page = (page_key(address), _ADDRESS.validate_python(address), _escaped(page_name(address)))
        except ValidationError:
            return None  # it is not kept: there may be as many wrong ones as rows
        if len(self._pages) >= KEPT:
            self._pages = {"": NO_PAGE}
        self._pages[address] = page
        return page

    def _find_period(self, text: str) -> tuple[str, str] | None:
        """First and last day of a period; None where it has not two of them."""
        try:
            span = parse_span(text)
        except UnfitError:
            return None
        period = (span.start.isoformat(), span.end.isoformat()) if span.start < span.end else None
        _keep(self._periods, text, period)
        return period

    def _make(self, cells: Sequence[str], kind: str) -> Pattern | None:
        """The pattern of a row that every check takes; None for a row with anything wrong."""
        table = self._table
        given = {column: cell for column, cell in zip(table.columns, cells, strict=True) if cell}
        if any(column not in given for column in table.needed) or any(table.faults(given)):
            return None
        section = table.section(given)
        if section == "gaps":
            del given["state"]
        if _problems(section, given, self._registry):
            return None
        marked = {**given, table.columns[self._body]: _BODY[0]}
        if "page" in given:
            marked["page"] = _PAGE
        if self._of_figures:
            marked["value"] = _mark(given["value"])
            marked["period"] = "..".join(_PERIOD)
        return self._pattern(section, marked, self._marked(kind))

    def _pattern(self, section: str, marked: dict[str, str], registry: Registry) -> Pattern:
        content = SeedFile.model_validate({section: [marked]})
        holes = _holes(marked)
        blocks: dict[tuple[str, str], set[str]] = defaultdict(set)
        for source, triples in map_parts(content, registry):
            graph = str(document_graph(source) if source else REFERENCE)
            for triple in triples:
                blocks[graph, str(triple.subject)].add(f"{triple} .\n")
        (record,) = getattr(content, section)
        made = tuple(self._block(graph, subject, sorted(lines), holes) for (graph, subject), lines in blocks.items())
        return Pattern(made, _filled(about(section, record), holes))

    def _block(self, graph: str, subject: str, lines: Sequence[str], holes: tuple[str, ...]) -> Block:
        """A block of lines, the same one for all patterns that have the same lines of some subject."""
        text = "".join(lines)
        key = (graph, subject, text)
        if key not in self._blocks:
            used = {_CELLS[index] for index, mark in enumerate(holes) if mark and mark in f"{graph}{subject}{text}"}
            once = min(used) if len(used) == 1 else None
            self._blocks[key] = Block(
                _filled(graph, holes), _filled(subject, holes), _sorted(lines, subject, holes), once
            )
        return self._blocks[key]

    def _marked(self, kind: str) -> Registry:
        """The registry with one thing more of a kind, whose key and name are marks."""
        if kind not in self._registries:
            some = next(iter(self._registry.things[kind].values()))
            record = some.record.model_copy(update={"name": _BODY[1]})
            things = {**self._registry.things, kind: {**self._registry.things[kind]}}
            things[kind][_BODY[0]] = Defined(kind, record, "", ())
            self._registries[kind] = Registry(things, self._registry.hints)
        return self._registries[kind]


def _problems(section: str, given: dict[str, str], registry: Registry) -> bool:
    """Whether anything is wrong with a row by itself."""
    try:
        content = SeedFile.model_validate({section: [given]})
    except ValidationError:
        return True
    source = source_of_rows([RowRecord(section, given, (1, 1), {})], "")
    return bool(check_all([(source, content)], registry))


def about(section: str, record: Any) -> str:
    """What a row says something of, the section, the page, and what it says, parted by tabs."""
    page = getattr(record, "page", None) or ""
    if section == "metrics":
        return "\t".join(("figure", record.path, section, page, f"{record.value:f}"))
    said = record.grade if section == "judgments" else getattr(record, "state", "")
    return "\t".join(("grade", f"{record.cycle} {record.subject} {record.body}", section, page, said))


def _holes(marked: dict[str, str]) -> tuple[str, ...]:
    """The marks in the order of what fills them.

    Key and name of a body; key, address and name of a page; a value; first and last day of a period.
    """
    page = marked.get("page", "")
    names = (page_key(page), page, page_name(page)) if page else NO_PAGE
    return (*_BODY, *names, marked.get("value", ""), *(_PERIOD if "period" in marked else ("", "")))


def _filled(text: str, holes: Sequence[str]) -> Fill:
    """A text with holes, as what fills it."""
    marks = [mark for mark in holes if mark]
    found = re.compile("|".join(re.escape(mark) for mark in sorted(marks, key=len, reverse=True)))
    order = tuple(holes.index(match[0]) for match in found.finditer(text))
    template = found.sub("%s", text.replace("%", "%%"))
    if not order:
        return lambda _: text
    if len(order) == 1:
        (only,) = order
        return lambda cells: template % (cells[only],)
    pick = itemgetter(*order)
    return lambda cells: template % pick(cells)


def _sorted(lines: Sequence[str], subject: str, holes: Sequence[str]) -> Fill:
    """Sorted lines with holes, as what fills them; where cells may change the order, they are sorted anew."""
    fill = _filled("".join(lines), (*holes, subject))
    predicates = [line.split(" ", 2)[1] for line in lines]
    if len(set(predicates)) == len(predicates):
        return fill
    return lambda cells: "".join(sorted(fill(cells).splitlines(keepends=True)))


def _keep(known: dict[_K, _V], key: _K, value: _V) -> None:
    """Keep what was found out, but no more of it than there is room for."""
    if len(known) >= KEPT:
        known.clear()
    known[key] = value


def _mark(value: str) -> str:
    """A mark for a value with as many digits behind the point."""
    whole, point, rest = value.lstrip("-").partition(".")
    return f"{_DIGITS}{point}{'7' * len(rest)}" if whole else value


def _escaped(text: str) -> str:
    """A text as it stands between the quotation marks of an N-Triples literal."""
    return str(words(text))[1 : -len('"@en')]
