"""A comparison as JSON, whole, in the form of ``docs/reference/diff.schema.json``."""

from __future__ import annotations

import json
from typing import Any, Final

from builder import __version__
from builder.comparing.changes import Change, Comparison, Section
from builder.comparing.difference import Sided
from builder.reporting.escaping import escaped

SCHEMA: Final = "https://w3id.org/peelgraph/diff.schema.json"
VERSION: Final = 1
"""The version of the form. Members may be added within a version; one that goes or changes makes a new one."""


def render(comparison: Comparison) -> str:
    """All changes, each with its triples; texts are exact, and what has no value is null."""
    content = {
        "$schema": SCHEMA,
        "version": VERSION,
        "tool": {"name": "peelgraph", "version": __version__},
        "left": _side(comparison.left),
        "right": _side(comparison.right),
        "differs": comparison.differs,
        "counts": {
            "changes": len(comparison.changes),
            "removed": len(comparison.removed),
            "added": len(comparison.added),
        },
        "changes": [_change(change) for change in comparison.changes],
    }
    return escaped(json.dumps(content, indent=2, ensure_ascii=False)) + "\n"


def _side(side: Sided) -> dict[str, Any]:
    return {"name": side.name, "kind": side.kind, "triples": side.triples}


def _change(change: Change) -> dict[str, Any]:
    document = change.document
    return {
        "section": Section(change.section).name.lower(),
        "kind": change.kind.name,
        "action": change.action,
        "thing": change.thing,
        "label": change.label,
        "text": change.text,
        "document": {"iri": document.iri or None, "title": document.title} if document else None,
        "follows": change.follows,
        "removed": [f"{triple} ." for triple in change.removed],
        "added": [f"{triple} ." for triple in change.added],
    }
