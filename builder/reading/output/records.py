"""Facts as records of a seed file: plain data in the order of the model, with the lines that carry them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final, get_args

from pydantic import ValidationError

from builder.reading.facts import Fact
from builder.seeds.records import Definition, Record, SeedFile
from builder.seeds.records import Fact as SeedFact
from builder.seeds.source import Plain
from builder.seeds.values import LineRange, Span, UnfitError

IDENTIFIERS: Final = "identifiers"
"""A section of facts that a seed file keeps within ``document``."""

AREAS_WITH: Final = "policing-areas-"
"""What the keys of metrics begin with that count the areas of policing with a grade."""

_BESIDE: Final = frozenset({"printed", "basis", "note", "lines", "evidence"})
"""What may differ between two places that carry one record."""

_ORDER: Final = {section: number for number, section in enumerate(SeedFile.model_fields)}


@dataclass(frozen=True, slots=True)
class Entry:
    """A record of a section as plain data, and the facts that it was made of."""

    section: str
    data: dict[str, Plain]
    facts: tuple[Fact, ...]


def in_a_seed(fact: Fact) -> Fact:
    """A count of areas with a grade as the figure that seeds hold of it; any other fact as it is."""
    if fact.section != "area_counts":
        return fact
    at = fact.fields
    figure = {
        "metric": f"{AREAS_WITH}{at['grade']}",
        "about": at["body"],
        "value": at["count"],
        "period": str(at["year"]),
        "period_stated": False,
        "status": "actual",
        "printed": at["printed"],
    }
    return replace(fact, section="metrics", fields=figure)


def entries(facts: Iterable[Fact]) -> tuple[list[Entry], list[Fact]]:
    """Records in the order of the sections and lines, one for each thing; and the facts that make none.

    Two facts about one thing become one record where they say the same. Where they do not, neither is taken. The facts
    that make no record come with a doubt that says why.
    """
    groups: dict[tuple[str, str], list[Fact]] = {}
    unfit: list[Fact] = []
    for fact in facts:
        try:
            groups.setdefault((fact.section, key_of(fact)), []).append(fact)
        except UnfitError as error:
            unfit.append(replace(fact, doubt=f"makes no record: {error.wrong}"))
    made: list[Entry] = []
    for (section, _), group in groups.items():
        if _contradict(group):
            unfit += [replace(fact, doubt="the document says two different things of this") for fact in group]
        else:
            made.append(Entry(section, _joined(group), tuple(group)))
    return sorted(made, key=lambda entry: _ORDER.get(entry.section, -1)), unfit


def model_of(section: str) -> type[Record]:
    """The model of the records of a section; raises UnfitError where there is no such section."""
    if section == IDENTIFIERS:
        return _item(SeedFile.model_fields["document"].annotation, IDENTIFIERS)
    info = SeedFile.model_fields.get(section)
    model = next(iter(get_args(info.annotation)), None) if info else None
    if not (isinstance(model, type) and issubclass(model, Record)) or section == "document":
        raise UnfitError(f"seed files have no list `{section}`", "the sections of docs/reference/seeds.md")
    return model


def _item(annotation: Any, field: str) -> type[Record]:
    model = next(each for each in get_args(annotation) if isinstance(each, type) and issubclass(each, Record))
    found: type[Record] = get_args(model.model_fields[field].annotation)[0]
    return found


def key_of(fact: Fact) -> str:
    """What makes the record of a fact one of its kind; raises UnfitError where the fact makes no record."""
    lines = {"lines": lines_of(fact.lines)} if _carries_lines(fact.section) else {}
    return record_of(fact.section, {**data_of(fact), **lines}).key()


def _carries_lines(section: str) -> bool:
    """Whether records of a section name their lines; what reference data define, such as a metric, does not."""
    return issubclass(model_of(section), SeedFact)


def kept(record: Definition) -> dict[str, Plain]:
    """What a record says of a thing, as plain data without lines."""
    names = {name: info.alias or name for name, info in type(record).model_fields.items()}
    given = {names[name]: plain_value(getattr(record, name)) for name in names if name in record.model_fields_set}
    return {name: value for name, value in given.items() if name not in ("lines", "evidence")}


def record_of(section: str, data: Mapping[str, Plain]) -> Record:
    """The checked record; raises UnfitError, which says what is wrong with it, where it is none."""
    try:
        return model_of(section).model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        said = first.get("ctx", {}).get("error")
        wrong = said.wrong if isinstance(said, UnfitError) else first["msg"]
        raise UnfitError(f"`{where}`: {wrong}" if where else wrong, "see docs/reference/seeds.md") from error


def data_of(fact: Fact) -> dict[str, Plain]:
    """The fields of a fact as text, lists and mappings, in the order of the model, without lines.

    Raises UnfitError for a character that no seed may hold.
    """
    given = {name: value for name, value in fact.fields.items() if value is not None and value not in ("", (), [])}
    return ordered(fact.section, {name: plain_value(value) for name, value in given.items()})


def lines_of(ranges: Sequence[LineRange]) -> Plain:
    """Lines as a seed writes them: one range by itself, several as a list."""
    written: list[Plain] = [str(each) for each in dict.fromkeys(ranges)]
    return written[0] if len(written) == 1 else written


def ordered(section: str, data: dict[str, Plain]) -> dict[str, Plain]:
    """The fields of a record in the order of its model, its key first and its lines last."""
    model = model_of(section)
    first = (model.IDENTITY,) if issubclass(model, Definition) else ()
    names = [info.alias or name for name, info in model.model_fields.items()]
    last = ("lines", "evidence")
    order = {name: number for number, name in enumerate((*first, *(n for n in names if n not in last), *last), 1)}
    return dict(sorted(data.items(), key=lambda pair: order.get(pair[0], 0)))


def plain_value(value: object) -> Plain:
    """A value as text, list or mapping; raises UnfitError for a character that no seed may hold."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return {str(name): plain_value(each) for name, each in value.items() if each is not None}
    if isinstance(value, Sequence | frozenset) and not isinstance(value, str):
        return [plain_value(each) for each in (sorted(value) if isinstance(value, frozenset) else value)]
    if isinstance(value, Span):
        return _text(str(value.start) if value.start == value.end else f"{value.start}..{value.end}")
    return _text(format(value, "f") if isinstance(value, Decimal) else str(value))


def _text(value: str) -> str:
    wrong = next((each for each in value if unicodedata.category(each) in _UNWRITABLE or each in "\ufffe\uffff"), None)
    if wrong is not None:
        raise UnfitError(f"the character U+{ord(wrong):04X}", "printable characters")
    return value


_UNWRITABLE: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})


def _contradict(group: Sequence[Fact]) -> bool:
    """Whether facts about one thing say different things of it; of what a record defines, one may say more."""
    model = model_of(group[0].section)
    said = [{name: value for name, value in data_of(fact).items() if name not in _BESIDE} for fact in group]
    if not issubclass(model, Definition):
        return any(each != said[0] for each in said)
    together: dict[str, Plain] = {}
    return any(together.setdefault(name, value) != value for each in said for name, value in each.items())


def _joined(group: Sequence[Fact]) -> dict[str, Plain]:
    """The record of facts that say the same: under the surest of them, with evidence where places differ."""
    given = [data_of(fact) for fact in group]
    surest = sorted(group, key=lambda fact: fact.confidence)
    data = ordered(group[0].section, {name: value for fact in surest for name, value in data_of(fact).items()})
    differing = [name for name in ("printed", "basis") if len({str(each.get(name)) for each in given}) > 1]
    if not _carries_lines(group[0].section):
        return data
    if not differing:
        data["lines"] = lines_of([each for fact in group for each in fact.lines])
        return data
    items: dict[str, dict[str, Plain]] = {}
    for fact, each in zip(group, given, strict=True):
        own: dict[str, Plain] = {name: each[name] for name in differing if name in each}
        item = items.setdefault(str(own), {"lines": [], **own})
        held = item["lines"]
        if isinstance(held, list):
            held += [str(lines) for lines in fact.lines if str(lines) not in held]
    evidence: list[Plain] = []
    for item in items.values():
        held = item["lines"]
        evidence.append({**item, "lines": held[0] if isinstance(held, list) and len(held) == 1 else held})
    data["evidence"] = evidence
    if "printed" in differing:
        data.pop("printed", None)
    return data
