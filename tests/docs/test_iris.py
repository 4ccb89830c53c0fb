"""The table of IRIs covers every thing of the graph."""

from __future__ import annotations

import pytest

from builder.documentation.iris import PATTERNS, Pattern, matching, things
from builder.documentation.material import Material
from builder.mapping.terms import term


def test_every_thing_follows_one_pattern_and_has_its_class(material: Material) -> None:
    found = things(material)
    assert len(found) > 1000
    below: dict[str, set[str]] = {}
    for kind, above in material.words(
        "SELECT ?kind ?above WHERE { ?kind rdfs:subClassOf* ?above . ?kind a owl:Class }"
    ):
        below.setdefault(above, set()).add(kind)
    for path, kinds in found.items():
        patterns = matching(path)
        assert len(patterns) == 1, path
        wanted = term(patterns[0].kind).value
        assert kinds & (below.get(wanted, set()) | {wanted}), path


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("force/{id}", "force/kent", True),
        ("force/{id}", "force/kent/x", False),
        ("a/{b…}/{number}", "a/x/y/3", True),
        ("a/{b…}/{number}", "a/x/y", False),
        ("o/{m}[/{v}]", "o/x", True),
        ("o/{m}[/{v}]", "o/x/y", True),
        ("o/{m}[/{v}]", "o/x/y/z", False),
    ],
)
def test_patterns_are_read_as_the_page_explains_them(pattern: str, path: str, fits: bool) -> None:
    assert bool(Pattern(pattern, "peel:Force", "").expression.fullmatch(path)) is fits


def test_no_pattern_stands_twice() -> None:
    texts = [pattern.text for pattern in PATTERNS]
    assert len(set(texts)) == len(texts)
