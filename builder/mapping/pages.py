"""Pages of the web that facts stand on as a whole: their keys, their IRIs, and what is known of them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from pyoxigraph import NamedNode, Triple

from builder.mapping.terms import boolean, code, describe, thing, typed

_SLUG: Final = 80
"""How much of an address a key shows."""


@lru_cache(maxsize=8192)
def page_key(address: str) -> str:
    """The key of a page: its address as a slug, cut short, and the beginning of the address's SHA-256.

    Two addresses are two pages, even if they differ by a sign that a slug leaves out.
    """
    slug = re.sub("[^a-z0-9]+", "-", address.partition("://")[2].lower())[:_SLUG].strip("-")
    return f"web-{slug}-{hashlib.sha256(address.encode()).hexdigest()[:10]}"


def page_iri(address: str) -> NamedNode:
    """The IRI of a page; a page is a document that is known by its address."""
    return thing(f"document/{page_key(address)}")


def page_name(address: str) -> str:
    """A page in a label: its address without the scheme."""
    return address.partition("://")[2].rstrip("/?")


def page(address: str) -> Iterator[Triple]:
    """The page of an address; its words are not at hand."""
    yield from describe(
        page_iri(address), "peel:Page", page_name(address),
        ("peel:code", code(page_key(address))),
        ("peel:address", typed(address, "xsd:anyURI")),
        ("peel:hasText", boolean(False)),
    )  # fmt: skip
