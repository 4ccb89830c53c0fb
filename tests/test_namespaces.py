"""Prefixed names."""

from __future__ import annotations

import pytest

from builder.checking.findings import compact
from builder.namespaces import curie


@pytest.mark.parametrize(
    ("iri", "prefixed", "in_messages"),
    [
        ("https://w3id.org/peelgraph/def/Judgment", "peel:Judgment", "peel:Judgment"),
        ("https://w3id.org/peelgraph/def/shape/Judgment-grade", "peelsh:Judgment-grade", "peelsh:Judgment-grade"),
        ("https://w3id.org/peelgraph/id/force/kent", "peelid:force/kent", "https://w3id.org/peelgraph/id/force/kent"),
        ("https://w3id.org/peelgraph/def/", "peel:", "https://w3id.org/peelgraph/def/"),
        ("https://example.org/x", "https://example.org/x", "https://example.org/x"),
        ("urn:x", "urn:x", "urn:x"),
    ],
)
def test_names_with_prefixes(iri: str, prefixed: str, in_messages: str) -> None:
    assert (curie(iri), compact(iri)) == (prefixed, in_messages)
