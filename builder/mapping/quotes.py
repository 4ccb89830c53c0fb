"""Words of documents that stand in a graph beside the lines they stand on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from builder.seeds.values import LineRange


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document, ``exact``, with what stands before and behind them."""

    exact: str
    prefix: str
    suffix: str


QuotedLines: TypeAlias = Mapping[LineRange, Quote]
"""The words for each range of lines of one document."""

Quotes: TypeAlias = Mapping[str, QuotedLines]
"""The same for each document, by its key."""
