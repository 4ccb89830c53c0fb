"""The list of saved queries, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from builder.query.header import SavedQuery


def as_data(query: SavedQuery) -> dict[str, Any]:
    """Everything that the header says of a query but its view, as plain data."""
    return {
        "name": query.name,
        "file": query.file,
        "summary": query.header.summary,
        "description": query.header.description,
        "tags": list(query.header.tags),
        "key": list(query.header.own.key),
        "columns": [column.model_dump() for column in query.columns],
        "parameters": [
            parameter.model_dump(exclude={"values"}) | ({"values": list(parameter.values)} if parameter.values else {})
            for parameter in query.parameters.values()
        ],
        "chart": query.header.own.view is not None,
    }


def as_markdown(queries: Iterable[SavedQuery]) -> str:
    """A Markdown table of names, summaries and parameters."""
    lines = ["| query | answers | parameters |", "|---|---|---|"]
    for query in queries:
        options = " ".join(f"`--{name}`" for name in query.parameters)
        summary = query.header.summary.replace("|", "\\|")
        lines.append(f"| [`{query.name}`]({query.name}.rq) | {summary} | {options} |")
    return "\n".join(lines) + "\n"


def as_table(queries: Iterable[SavedQuery], width: int | None = None) -> str:
    """Names and summaries in two columns, each query's parameters below it.

    Lines are as long as they are without a width, and no longer than it with one.
    """
    queries = list(queries)
    margin = max(len(query.name) for query in queries) + 2
    lines: list[str] = []
    for query in queries:
        options = [f"--{name}" for name in query.parameters]
        words = [*_wrapped(query.header.summary.split(), width, margin), *_wrapped(options, width, margin)]
        for index, text in enumerate(words):
            lines.append(f"{query.name if index == 0 else '':<{margin}}{text}".rstrip())
    return "\n".join(lines) + "\n"


def _wrapped(words: list[str], width: int | None, margin: int) -> list[str]:
    """The words in lines that leave the margin free; one line where there is no width."""
    room = max(20, width - margin) if width else None
    lines: list[str] = []
    for word in words:
        if lines and (room is None or len(lines[-1]) + 1 + len(word) <= room):
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
