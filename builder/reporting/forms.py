"""The names of the formats that a check is reported in."""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    """The formats of ``--format`` and ``--report``.

    Text, Markdown, GitHub's commands and HTML are for people and cut short where there is much to say; the others are
    for programs and whole.
    """

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"
    CSV = "csv"
    TURTLE = "turtle"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"
    HTML = "html"
    EARL = "earl"
