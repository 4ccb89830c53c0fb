"""The names of the formats that a comparison is reported in."""

from __future__ import annotations

from enum import StrEnum


class DiffForm(StrEnum):
    """The formats of ``--format``.

    Text, Markdown and HTML are for people and cut short where there is much to say; the others are whole.
    """

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"
    HTML = "html"
    RDF_PATCH = "rdf-patch"
