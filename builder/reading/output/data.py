"""A document that was read as JSON, one object on one line, in the form of ``docs/reference/read.schema.json``."""

from __future__ import annotations

import json
from typing import Any, Final

from builder.mapping.context import make_context
from builder.reading.output.draft import Draft
from builder.reading.output.rows import LISTS, Rows
from builder.reporting.escaping import escaped
from builder.seeds.records import SeedFile
from builder.seeds.registry import Registry

_DATES: Final = {"published": "published", "updated": "updated", "fieldwork": "onSite", "written": "written"}
"""Kinds of date by the names that they have here; a letter alone has the last."""

_ALWAYS: Final = ("published", "updated", "onSite")


def as_json(draft: Draft, registry: Registry) -> str:
    """The object of one document as a line of text."""
    content = json.dumps(as_data(draft, registry), ensure_ascii=False)
    return escaped(content) + "\n"


def as_data(draft: Draft, registry: Registry) -> dict[str, Any]:
    """What is handed over of one document."""
    context = make_context(SeedFile.model_validate({"document": draft.document()}), registry)
    rows = Rows(context, registry, draft.key)
    lists = rows.of_draft(draft)
    return {
        "file": draft.file,
        "kind": draft.reading.kind,
        "body": rows.iri("body", draft.head.body) if draft.head.body else None,
        "cycle": rows.iri("cycle", draft.head.cycle),
        "dates": dates(draft),
        "inspectors": lists["inspectors"],
        **{name: lists[name] for name in LISTS},
        "review": [row for fact in draft.review for row in rows.of_review(fact)],
    }


def dates(draft: Draft) -> dict[str, Any]:
    """The dates that a document states of itself, as exactly as it does; None for those that it does not state."""
    found: dict[str, Any] = dict.fromkeys(_ALWAYS)
    for entry in draft.entries:
        if entry.section == "dates" and (name := _DATES.get(str(entry.data["kind"]))):
            found[name] = entry.data["date"]
    return found
