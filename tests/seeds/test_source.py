"""YAML files as plain data: what is read, where everything stands, and what is refused.

The language is YAML 1.2 (https://yaml.org/spec/1.2.2/) without anchors, aliases, tags and several documents in a file.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.errors import InputError, LimitError, Problem, SourceError
from builder.project import Project
from builder.seeds.source import (
    DEPTH_LIMIT,
    SIZE_LIMIT,
    UNWRITABLE,
    Plain,
    Source,
    Steps,
    parse_source,
    read_closely,
    read_quickly,
    read_source,
    text_of,
)

from .worlds import MARK, unmarked


def test_scalars_stay_text() -> None:
    text = (
        "a: 36.10\nb: 2014/15\nc: no\nd: 1e3\ne: 0o7\nf: null\ng: 2016-11-03\nh: '1'\ni: |\n  x\n  y\nj: >-\n  p\n  q\n"
    )
    data = parse_source(text, "x.yaml").data
    assert data == {
        "a": "36.10", "b": "2014/15", "c": "no", "d": "1e3", "e": "0o7", "f": "null", "g": "2016-11-03", "h": "1",
        "i": "x\ny\n", "j": "p q",
    }  # fmt: skip


def test_nothing_stands_for_nothing() -> None:
    assert parse_source('a:\nb: ~\nc: ""\nd: "~"\n', "x.yaml").data == {"a": None, "b": None, "c": "", "d": "~"}


def test_places_of_values_keys_and_records() -> None:
    source = parse_source("a:\n  - b: x\n    c: [y, 'z']\n  - {d: w}\ne:\n", "x.yaml")
    assert source.places == {
        (): (1, 1),
        ("a",): (2, 3),
        ("a", 0): (2, 5),
        ("a", 0, "b"): (2, 8),
        ("a", 0, "c"): (3, 8),
        ("a", 0, "c", 0): (3, 9),
        ("a", 0, "c", 1): (3, 12),
        ("a", 1): (4, 5),
        ("a", 1, "d"): (4, 9),
        ("e",): (5, 1),  # no value: the key stands for it
    }
    assert source.keys == {
        ("a",): (1, 1), ("a", 0, "b"): (2, 5), ("a", 0, "c"): (3, 5), ("a", 1, "d"): (4, 6), ("e",): (5, 1),
    }  # fmt: skip


def test_place_of_what_is_not_there_is_the_nearest_around_it() -> None:
    source = parse_source("a:\n  - b: x\n", "x.yaml")
    assert source.place(("a", 0, "missing", "deeper")) == (2, 5)
    assert source.place(("missing",)) == (1, 1)
    assert source.key_problem(("a", 0, "b"), "wrong") == Problem("x.yaml", 2, 5, "wrong")
    assert source.key_problem(("a", 0, "missing"), "wrong") == Problem("x.yaml", 2, 5, "wrong")


def test_without_records_the_others_keep_their_places() -> None:
    source = parse_source("a:\n  - {b: 1}\n  - {b: 2}\n  - {b: 3}\nc:\n  - d\ne: f\n", "x.yaml")
    rest = source.without({("a", 1), ("c",)})
    assert rest.data == {"a": [{"b": "1"}, {"b": "3"}], "e": "f"}
    assert rest.place(("a", 0, "b")) == (2, 9)
    assert rest.place(("a", 1, "b")) == (4, 9)
    assert rest.keys[("a", 1, "b")] == (4, 6)
    assert rest.place(("e",)) == (7, 4)
    assert ("c",) not in rest.keys
    assert ("c", 0) not in rest.places


def test_byte_order_mark_and_windows_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes("\ufeffa:\r\n  - b\r\nc: d\r\n".encode())
    source = read_source(path, "x.yaml")
    assert source.data == {"a": ["b"], "c": "d"}
    assert source.place(("a", 0)) == (2, 5)
    assert source.keys[("c",)] == (3, 1)


PLAIN_ONLY = "plain values only"
TABS = "use spaces, not tabs"
NO_START = "no YAML: while scanning for the next token found character "
PRINTABLE = ("printable characters", "take it out")
IN_ONE_COLUMN = (
    "no YAML: expected '<document start>', but found ('<block mapping start>',)",
    "let the keys of one record start in one column, and put a value with signs between double quotes",
)
SECTIONS = "sections such as `judgments:` at the left margin"

REFUSED = {
    "anchor of a value": ("a: ›&x b\n", [("the anchor &x", PLAIN_ONLY, "leave the anchor out")]),
    "alias": (
        "a: ›&x b\nc: [›*x, ›*x]\n",
        [
            ("the anchor &x", PLAIN_ONLY, "leave the anchor out"),
            ("the alias *x", PLAIN_ONLY, "write the value out"),
            ("the alias *x", PLAIN_ONLY, "write the value out"),
        ],
    ),
    "anchor that holds itself": (
        "a: ›&x\n  - ›*x\n",
        [("the anchor &x", PLAIN_ONLY, "leave the anchor out"), ("the alias *x", PLAIN_ONLY, "write the value out")],
    ),
    "anchor of a key": ("›&x a: b\n", [("the anchor &x", PLAIN_ONLY, "leave the anchor out")]),
    "tag of the project's own": ("a: ›!x b\n", [("the tag !x", PLAIN_ONLY, "leave the tag out")]),
    "tag of YAML": ("a: ›!!int 3\n", [("the tag tag:yaml.org,2002:int", PLAIN_ONLY, "leave the tag out")]),
    "tag that would run code": (
        "a: ›!!python/object/apply:os.getcwd []\n",
        [("the tag tag:yaml.org,2002:python/object/apply:os.getcwd", PLAIN_ONLY, "leave the tag out")],
    ),
    "tag of a mapping": ("a: ›!!set {b, c}\n", [("the tag tag:yaml.org,2002:set", PLAIN_ONLY, "leave the tag out")]),
    "key twice": ("a: b\n›a: c\n", [("the key `a` stands twice here", "", "keep one of the two")]),
    "keys twice, deeper": (
        "a:\n  - {b: 1, ›b: 2, ›b: 3}\n  - {b: 1}\n",
        [("the key `b` stands twice here", "", "keep one of the two")] * 2,
    ),
    "list as a key": ("? ›[a, b]\n: c\n", [("a key that is no word", "plain keys", "")]),
    "mapping as a key": ("? ›{a: b}\n: {c: d}\n", [("a key that is no word", "plain keys", "")]),
    "tab in front of a key": ("a:\n›\tb: c\n", [(rf"{NO_START}'\t' that cannot start any token", "", TABS)]),
    "tab behind a colon": ("a:›\tb\n", [(rf"{NO_START}'\t' that cannot start any token", "", TABS)]),
    "sign that starts nothing": (
        "a: ›%b\n",
        [
            (
                f"{NO_START}'%' that cannot start any token",
                "",
                "put a value that starts with a sign such as % or @ between double quotes",
            )
        ],
    ),
    "colon in a plain value": (
        "a: b›: c\n",
        [
            (
                "no YAML: mapping values are not allowed here",
                "",
                "put a value that holds `: ` between double quotes",
            )
        ],
    ),
    "open bracket": (
        "a: ›{b: c\n",
        [
            (
                "no YAML: while parsing a flow mapping expected ',' or '}', but got '<stream end>'",
                "",
                "close with `}` what opens in line 1, column 4",
            )
        ],
    ),
    "open bracket before the next record": (
        "a:\n  - {b: [c\n  - ›{b: d}\n",
        [
            (
                "no YAML: while parsing a flow sequence expected ',' or ']', but got '{'",
                "",
                "close with `]` what opens in line 2, column 9",
            )
        ],
    ),
    "open quotation mark": (
        'a:\n  - b: ›"c\n  - b: d\n',
        [
            (
                "no YAML: while scanning a quoted scalar found unexpected end of stream",
                "",
                "close with a quotation mark what opens in line 2, column 8",
            )
        ],
    ),
    "keys in several columns": ("  a: b\n›c: d\n", [(IN_ONE_COLUMN[0], "", IN_ONE_COLUMN[1])]),
    "version that is none": (
        "›%YAML 9.9\n---\na: b\n",
        [
            (
                "no YAML: found incompatible YAML document (version 1.* is required)",
                "",
                "see seeds/README.md for the form of a seed file",
            )
        ],
    ),
    "second document": (
        "a: b\n›---\nc: d\n",
        [("a second YAML document", "one document in a file", "take the `---` out")],
    ),
    "list at the margin": ("›- a\n", [("the file is no mapping", SECTIONS, "")]),
    "bare text": ("›hello\n", [("the file is no mapping", SECTIONS, "")]),
    "control character": ("a: b\nc: d›\x07\n", [("the character U+0007", *PRINTABLE)]),
    "old end of a line": ("a: b›\x85c\n", [("the character U+0085", *PRINTABLE)]),
    "line separator": ("a: b›\u2028c\n", [("the character U+2028", *PRINTABLE)]),
    "escaped control character": ('a: ›"b\\0"\n', [("the character U+0000 in a value", *PRINTABLE)]),
    "half a character": ('a: ›"\\ud800"\n', [("the character U+D800 in a value", *PRINTABLE)]),
    "several at once": (
        "a: ›!x 1\nb: 2\n›b: ›&y 3\n",
        [
            ("the tag !x", PLAIN_ONLY, "leave the tag out"),
            ("the key `b` stands twice here", "", "keep one of the two"),
            ("the anchor &y", PLAIN_ONLY, "leave the anchor out"),
        ],
    ),
    "some before a syntax error": (
        "a: ›!x 1\nb: ›%\n",
        [
            ("the tag !x", PLAIN_ONLY, "leave the tag out"),
            (
                f"{NO_START}'%' that cannot start any token",
                "",
                "put a value that starts with a sign such as % or @ between double quotes",
            ),
        ],
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    marked, expected = REFUSED[name]
    text, places = unmarked(marked)
    with pytest.raises(SourceError) as caught:
        parse_source(text, "x.yaml")
    assert list(caught.value.problems) == [
        Problem("x.yaml", *place, *words) for place, words in zip(places, expected, strict=True)
    ]


DEEP = {
    "brackets": "a: " + "[" * 100_000,
    "braces": "a: " + "{a: " * 3000,
    "lists": "a:\n" + "".join(f"{' ' * (2 * depth)}-\n" for depth in range(50)),
}


@pytest.mark.parametrize("nest", DEEP)
def test_deep_nesting_is_refused_without_a_traceback(nest: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_source(DEEP[nest], "x.yaml")
    assert [problem.found for problem in caught.value.problems] == ["nested too deeply"]


def test_depth_limit_is_where_it_is_said_to_be() -> None:
    def nested(depth: int) -> str:
        return "a: " + "[" * (depth - 1) + "x" + "]" * (depth - 1) + "\n"

    assert parse_source(nested(DEPTH_LIMIT), "x.yaml").data
    with pytest.raises(SourceError) as caught:
        parse_source(nested(DEPTH_LIMIT + 1), "x.yaml")
    column = len("a: ") + DEPTH_LIMIT + 1
    assert caught.value.problems == (Problem("x.yaml", 1, column, "nested too deeply", f"{DEPTH_LIMIT} levels"),)


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "~\n", "{}\n"])
def test_file_that_holds_nothing(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        read_source(path, "seeds/x.yaml")
    assert caught.value.problems == (
        Problem("seeds/x.yaml", 1, 1, "the file holds nothing", SECTIONS, "fill it, or delete it"),
    )


def test_text_that_is_not_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes("a: é\nbé: caf".encode() + "é\n".encode("latin-1"))
    with pytest.raises(SourceError) as caught:
        read_source(path, "seeds/x.yaml")
    assert caught.value.problems == (
        Problem("seeds/x.yaml", 2, 8, "the byte 0xe9 is no UTF-8", "UTF-8 text", "save the file as UTF-8"),
    )


def test_file_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    with path.open("wb") as stream:
        stream.truncate(SIZE_LIMIT + 1)
    with pytest.raises(LimitError, match=rf"^seeds/x\.yaml: {SIZE_LIMIT + 1} bytes; .* at most {SIZE_LIMIT}: split it"):
        read_source(path, "seeds/x.yaml")


def test_file_that_is_not_there_or_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^seeds/x\.yaml: can't be read \(No such file or directory\)$"):
        read_source(tmp_path / "x.yaml", "seeds/x.yaml")
    with pytest.raises(InputError, match=r"^seeds/y\.yaml: can't be read \(Is a directory\)$"):
        read_source(tmp_path, "seeds/y.yaml")


WORD = st.text(st.sampled_from("abcxyz019-é£“”𝄞\u00a0"), min_size=1, max_size=8).map(
    lambda text: text.strip("-\u00a0") or "q"
)
SPOKEN = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn")), max_size=12)


@st.composite
def yaml_values(draw: st.DrawFn, depth: int, margin: int) -> tuple[str, Plain, dict[Steps, str]]:
    """A value as YAML text that goes behind a key, its data, and for each scalar the text that stands for it."""
    kind = draw(st.sampled_from(["plain", "double", "single", "list", "mapping"] if depth else ["plain", "double"]))
    comment = draw(st.sampled_from(["", "  # c: 'd", "\n# e\n", "\n"]))
    if kind == "plain":
        word = draw(WORD)
        return f" {word}", word, {(): word}
    if kind in ("double", "single"):
        spoken = draw(SPOKEN).replace("\ufeff", "")
        escaped = spoken.replace("\\", "\\\\").replace('"', '\\"')
        quoted = f'"{escaped}"' if kind == "double" else "'" + spoken.replace("'", "''") + "'"
        return f" {quoted}", spoken, {(): quoted}
    text, spots = comment, dict[Steps, str]()
    items: list[Plain] = []
    keys = draw(st.lists(WORD, min_size=1, max_size=3, unique=True))
    for index, key in enumerate(keys):
        inner, value, inner_spots = draw(yaml_values(depth - 1, margin + 2))
        step = index if kind == "list" else key
        text += f"\n{' ' * (margin + 2)}" + (f"-{inner}" if kind == "list" else f"{key}:{inner}")
        items.append(value)
        spots.update({(step, *path): spot for path, spot in inner_spots.items()})
    return text, items if kind == "list" else dict(zip(keys, items, strict=True)), spots


def _at(text: str, source: Source, path: Steps) -> str:
    line, column = source.places[path]
    return text.split("\n")[line - 1][column - 1 :]


@given(yaml_values(depth=4, margin=0))
def test_the_place_of_every_scalar_points_at_its_text(value: tuple[str, Plain, dict[Steps, str]]) -> None:
    inner, data, spots = value
    text = f"top:{inner}\nend: here\n"
    source = parse_source(text, "x.yaml")
    assert source.data == {"top": data, "end": "here"}
    assert spots
    for path, spot in {("top", *path): spot for path, spot in spots.items()}.items():
        assert _at(text, source, path).startswith(spot)
    for path, (line, column) in source.keys.items():
        assert text.split("\n")[line - 1][column - 1 :].startswith(f"{path[-1]}:")


@given(st.text(max_size=60) | st.text(st.sampled_from("ab:-[]{},&*!|>'\"%@`#? \n\t"), max_size=60))
def test_any_text_is_data_or_a_list_of_problems(text: str) -> None:
    try:
        source = parse_source(text, "x.yaml")
    except SourceError as error:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for problem in error.problems:
            assert problem.found
            assert 1 <= problem.line <= len(lines)
            assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
    else:
        assert isinstance(source.data, dict)


# --- the two parsers ---------------------------------------------------------------------------------------------


def test_seeds_are_read_quickly_and_alike(project: Project) -> None:
    """The parser in C reads all of them; it and the other find the same at the same places, in the same order."""
    paths = sorted(project.seeds.rglob("*.yaml"))
    assert paths
    for path in paths:
        text = text_of(path.read_bytes(), path.name)
        quick, close = read_quickly(text, path.name), read_closely(text, path.name)
        assert quick == close
        assert quick is not None
        assert list(quick.keys) == list(close.keys)


READ_IN_TWO_WAYS = (
    "a: |#", "a: b\tc", "a: [? ]", "- {?\n }", "a\ufeff: b", "\n\ufeff", "---", "a: |\n \n  ", "a: [ '':]#b",
    'a: ["{":{}]', "%YAML 1.1\n---\na: b",
)  # fmt: skip
"""Texts that libyaml reads otherwise than ruamel.yaml, or as data where that finds something wrong."""


@pytest.mark.parametrize("text", READ_IN_TWO_WAYS)
def test_doubtful_texts_are_read_closely(text: str) -> None:
    assert read_quickly(text, "x.yaml") is None


@pytest.mark.parametrize("name", REFUSED)
def test_quick_reading_refuses_what_is_refused(name: str) -> None:
    assert read_quickly(unmarked(REFUSED[name][0])[0], "x.yaml") is None


PIECES = (
    *("a: ", "b", "c d", "x:\n", "- ", "\n", "\n\n", "\n  ", "\n    ", "\n- ", "  ", "[", "]", "{", "}", ", ", ","),
    *(": ", ":", "#", " #", "'", '"', "'it''s'", '"q\\n"', "\\", "|", "|-", ">\n  ", ">-\n  ", ">+\n", "-", "?", "? "),
    *("\t", "\r", "---\n"),
    *("é", "𝄞", "\u00a0", "\ufeff", "0", "~", "&x ", "*x", "!", "%", "@", "x" * 130, "y" * 1030),
)  # fmt: skip


@given(
    st.lists(st.sampled_from(PIECES), max_size=20).map("".join)
    | st.tuples(
        st.sampled_from(["a: ", "a:\n  ", "a:\n- ", "a: [", "a: {b: ", "a: |\n ", "a: >\n  ", 'a: "', "a: '"]),
        st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
    ).map("".join)
)
@settings(max_examples=1000)
def test_what_is_read_quickly_is_read_closely_alike(text: str) -> None:
    if UNWRITABLE.search(text):
        return
    quick = read_quickly(text, "x.yaml")
    if quick is not None:
        assert quick == read_closely(text, "x.yaml")


def test_mark_is_no_part_of_what_is_tested() -> None:
    assert unmarked("a: ›b\n›c") == ("a: b\nc", [(1, 4), (2, 1)])
    assert MARK not in unmarked("a: ›b\n›c")[0]
