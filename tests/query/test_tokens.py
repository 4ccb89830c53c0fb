"""The words of SPARQL, after the terminals of SPARQL 1.1 Query, section 19.8."""

from __future__ import annotations

import pytest

from builder.query.tokens import Kind, keywords, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# FROM <x>", [(Kind.COMMENT, "# FROM <x>")]),
        ("<http://e/#x> # y", [(Kind.IRI, "<http://e/#x>"), (Kind.COMMENT, "# y")]),
        ("?a < ?b", [(Kind.VARIABLE, "?a"), (Kind.SIGN, "<"), (Kind.VARIABLE, "?b")]),
        ("'it\\'s' \"a # b\"", [(Kind.STRING, "'it\\'s'"), (Kind.STRING, '"a # b"')]),
        ('"""a "quoted"\nline"""', [(Kind.STRING, '"""a "quoted"\nline"""')]),
        ("peel:a/peel:b", [(Kind.NAME, "peel:a"), (Kind.SIGN, "/"), (Kind.NAME, "peel:b")]),
        ("peelid:force\\/kent", [(Kind.NAME, "peelid:force\\/kent")]),
        ("xsd:date.", [(Kind.NAME, "xsd:date"), (Kind.SIGN, ".")]),
        ("peel:", [(Kind.NAME, "peel:")]),
        ("PREFIX : <x:>", [(Kind.WORD, "PREFIX"), (Kind.NAME, ":"), (Kind.IRI, "<x:>")]),
        ('"good"@en', [(Kind.STRING, '"good"'), (Kind.LANGUAGE, "@en")]),
        ("1.5e3 .5 7", [(Kind.NUMBER, "1.5e3"), (Kind.NUMBER, ".5"), (Kind.NUMBER, "7")]),
        ("$x ?y_1", [(Kind.VARIABLE, "$x"), (Kind.VARIABLE, "?y_1")]),
    ],
)
def test_tokens(text: str, expected: list[tuple[Kind, str]]) -> None:
    assert [(token.kind, token.text) for token in tokens(text)] == expected


def test_places_count_from_one_and_over_all_line_ends() -> None:
    found = [(token.text, token.line, token.column, token.offset) for token in tokens("a\r\n  b\nc d")]
    assert found == [("a", 1, 1, 0), ("b", 2, 3, 5), ("c", 3, 1, 7), ("d", 3, 3, 9)]


def test_keywords_in_any_case_but_not_inside_other_tokens() -> None:
    text = 'SELECT ?from # from\n{ "from" x:from <from> From }'
    assert [(token.text, token.line, token.column) for token in keywords(text, "FROM")] == [("From", 2, 24)]
