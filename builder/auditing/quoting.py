"""The words of documents that facts stand on, for graphs that hold them beside the numbers of lines."""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path
from typing import Final, TypeAlias

from builder.auditing.service import records_on_lines
from builder.auditing.statements import PARAGRAPH, statements
from builder.auditing.texts import Text, read_document
from builder.errors import InputError
from builder.mapping.quotes import Quote, Quotes
from builder.seeds.fields import line_ranges
from builder.seeds.loader import Seed, Seeds
from builder.seeds.records import Document, Doubt
from builder.seeds.registry import Registry
from builder.seeds.values import LineRange

AROUND: Final = 32
"""How many characters stand before and behind the quoted words."""

LONGEST: Final = 2000
"""How many characters are quoted at most; of what is longer it is the beginning."""

_Span: TypeAlias = tuple[int, int]


def quote_documents(seeds: Seeds, folder: Path) -> Quotes:
    """The words for every range of lines that a seed file names, by document.

    They are the shortest stretch with all words and figures that the records repeat from these lines; or the whole
    lines, where a record says in words of its own what stands there. Raises InputError, naming every document that is
    missing or is not the text that was read, and where one can't be read; LimitError where one is too large.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: no folder of documents is here; name it with --documents")
    found: dict[str, dict[LineRange, Quote]] = {}
    wrong: list[str] = []
    for seed in seeds.files:
        document = seed.content.document
        if document is None:
            continue
        path = folder / document.file
        text = read_document(path)
        if text is None:
            wrong.append(f"{path}: missing; {seed.name} was curated from it")
        elif text.sha256 != document.sha256:
            wrong.append(f"{path}: not the text that {seed.name} was curated from; its SHA-256 is {text.sha256}")
        elif len(text.lines) != document.line_count:
            wrong.append(f"{path}: {len(text.lines)} lines, and {seed.name} says {document.line_count}")
        else:
            found[document.key()] = _quotes(seed, document, text, seeds.registry)
    if wrong:
        advice = "put the texts back that were read, or build without --documents, which quotes nothing"
        raise InputError("\n".join([*wrong, f"    to mend: {advice}"]))
    return found


def _quotes(seed: Seed, document: Document, text: Text, registry: Registry) -> dict[LineRange, Quote]:
    whole = "\n".join(text.lines)
    starts = list(accumulate((len(line) + 1 for line in text.lines), initial=0))
    result: dict[LineRange, Quote] = {}
    for lines, (start, end) in _stretches(seed, document, text, registry).items():
        first = starts[lines.first - 1] + start
        last = first + _quoted_length(text.on(lines)[start:end])
        if first < last:
            before, behind = whole[max(0, first - AROUND) : first], whole[last : last + AROUND]
            result[lines] = Quote(whole[first:last], before, behind)
    return result


def _stretches(seed: Seed, document: Document, text: Text, registry: Registry) -> dict[LineRange, _Span]:
    """Which part of each range of lines is quoted: all that the records say of it, taken together."""
    found: dict[LineRange, _Span] = {}
    doubted: list[LineRange] = []
    for _, record in records_on_lines(seed, document):
        if isinstance(record, Doubt):  # it doubts what other records say of these lines
            doubted += [lines for _, lines in line_ranges(record)]
            continue
        said = [each for each in statements(record, registry) if each.kind != PARAGRAPH]
        for _, lines in line_ranges(record):
            held = text.on(lines)
            spans = [span for each in said if lines in each.lines and (span := each.form.span(held))]
            spans = spans or [_all(held)]
            spans += [found[lines]] if lines in found else []
            found[lines] = min(start for start, _ in spans), max(end for _, end in spans)
    for lines in doubted:
        found.setdefault(lines, _all(text.on(lines)))
    return found


def _all(held: str) -> _Span:
    """All of a text but the blanks around it."""
    return len(held) - len(held.lstrip()), len(held.rstrip())


def _quoted_length(words: str) -> int:
    """How many characters of a stretch are quoted: all, or whole words up to the limit."""
    if len(words) <= LONGEST:
        return len(words)
    end = words.rfind(" ", 0, LONGEST + 1)
    return end if end > 0 else LONGEST
