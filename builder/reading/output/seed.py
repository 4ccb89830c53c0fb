"""A document that was read as the text of a seed file, in the form that ``peelgraph`` gives seed files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

from builder.formatting.seeds import WIDTH, format_seed
from builder.reading.output.draft import Draft
from builder.seeds.source import Plain

_WORDS: Final = frozenset(
    {
        "name", "other_names", "note", "paragraph", "participants_text", "printed", "rights", "role_name", "scope",
        "text", "title", "value", "wording",
    }
)  # fmt: skip
"""Keys whose values are text even where they look like a number."""

_PLAIN: Final = re.compile(r"[A-Za-z0-9+-][A-Za-z0-9_./+-]*")


def seed_text(draft: Draft) -> str:
    """The seed file of a document, in canonical form."""
    lines = [line for section, value in draft.data().items() for line in _section(section, value)]
    return format_seed("\n".join(lines) + "\n", f"{draft.key}.yaml")


def _section(section: str, value: Plain) -> Iterator[str]:
    yield f"{section}:"
    if isinstance(value, dict):
        yield from _block(value, "  ", "  ", section)
    elif isinstance(value, list):
        for record in value:
            if isinstance(record, dict):
                yield from _record(record, section)


def _record(record: dict[str, Plain], section: str) -> Iterator[str]:
    line = f"  - {_flow(record, section)}"
    nested = any(isinstance(each, dict) for value in record.values() if isinstance(value, list) for each in value)
    if len(line) <= WIDTH and not nested:
        yield line
    else:
        yield from _block(record, "  - ", "    ", section)


def _block(record: dict[str, Plain], opening: str, margin: str, section: str) -> Iterator[str]:
    for name, value in record.items():
        yield from _field(name, value, opening, section)
        opening = margin


def _field(name: str, value: Plain, opening: str, section: str) -> Iterator[str]:
    line = f"{opening}{name}: {_flow(value, section, name)}"
    margin = " " * (len(opening) + 2)
    if not isinstance(value, list) or (len(line) <= WIDTH and name != "evidence"):
        yield line
        return
    yield f"{opening}{name}:"
    for item in value:
        yield f"{margin}- {_flow(item, section, name)}"


def _flow(value: Plain, section: str, name: str = "") -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(each, section, key)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(each, section, name) for each in value) + "]"
    text = value or ""
    as_text = name in _WORDS and not (name == "value" and section == "metrics")
    return text if _PLAIN.fullmatch(text) and not as_text else json.dumps(text, ensure_ascii=False)
