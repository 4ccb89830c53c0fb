"""What a kind of document is: how it is recognised, and how it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from builder.reading.facts import Fact
from builder.reading.grammar.rulebook import Rulebook
from builder.reading.knowledge import Knowledge
from builder.reading.page import Page


@dataclass(frozen=True, slots=True)
class Head:
    """What a document is about.

    ``body`` and ``cycle`` are keys; ``body`` is empty for a document about many bodies. ``subject`` is the one that a
    page as a whole is about, or empty. ``title`` and ``key`` are those of the document seed, ``publisher`` the key of
    who published it, and ``doc_kind`` the code of its kind in seeds.
    """

    body: str
    cycle: str
    subject: str
    key: str
    title: str
    publisher: str
    doc_kind: str


@dataclass(frozen=True, slots=True)
class Tools:
    """What reading a page needs beside the page: reference data and phrases."""

    known: Knowledge
    rules: Rulebook


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document.

    ``recognise`` gives how sure it is, from 0 to 1, that a page is of this kind; ``head`` what the page is about, or
    None where that cannot be told; ``read`` the facts of the page.
    """

    name: str
    recognise: Callable[[Page, Tools], float]
    head: Callable[[Page, Tools], Head | None]
    read: Callable[[Page, Head, Tools], Iterator[Fact] | Iterable[Fact]]
