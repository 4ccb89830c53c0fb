"""Seed files have one form, and bringing them into it changes neither data nor comments."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from builder.errors import SourceError
from builder.formatting.seeds import WIDTH, format_seed
from builder.seeds.source import parse_source

ROOT = Path(__file__).resolve().parents[2]
SEEDS = sorted((ROOT / "seeds").rglob("*.yaml"))
LONG = (
    "This text has more words than fit into one line of a seed file that has at most 110 columns so it goes on below."
)
FITS = LONG[:94] + "x"  # fills a line to the last column as `  - {k: …, l: 4}`

FORMS = {
    "lists are indented under their key": ("a:\n- k: v\n  l:\n  - 1\n", "a:\n  - k: v\n    l:\n      - 1\n"),
    "wide indentation becomes two spaces": ("a:\n    b:\n        c: d\n", "a:\n  b:\n    c: d\n"),
    "short one-line forms stay, with one space": ("a: {k:  v,l: [1,2]}\n", "a: {k: v, l: [1, 2]}\n"),
    "one-line forms over several lines become one": ("a: [1,\n  2]\n", "a: [1, 2]\n"),
    "block form stays": ("a:\n  - 1\n  - 2\n", "a:\n  - 1\n  - 2\n"),
    "a one-line form may fill the line": (f"a:\n  - {{k: {FITS}, l: 4}}\n", f"a:\n  - {{k: {FITS}, l: 4}}\n"),
    "one-line forms that are too long become blocks": (
        f"a:\n  - {{k: {FITS}, l: [4]}}\n",
        f"a:\n  - k: {FITS}\n    l: [4]\n",
    ),
    "quotes go where they say nothing": ("a: \"b's c\"\nb: 'd'\n", "a: b's c\n\nb: d\n"),
    "quotes stay around what would be a number or date": (
        "a:\n  b: '36.10'\n  c: \"2016-11-03\"\n  d: 36.10\n",
        'a:\n  b: "36.10"\n  c: "2016-11-03"\n  d: 36.10\n',
    ),
    "quotes stay around signs": ("a:\n  b: 'c: d'\n  e: '# f'\n  g: ''\n", 'a:\n  b: "c: d"\n  e: "# f"\n  g: ""\n'),
    "a comma needs quotes in one-line form alone": (
        "a: {b: 'c, d'}\nb: 'c, d'\n",
        'a: {b: "c, d"}\n\nb: c, d\n',
    ),
    "text with quotes that needs quotes": ("a: '# \"b\"'\n", "a: '# \"b\"'\n"),
    "long text is folded": (f"a:\n  b: {LONG}\n", f"a:\n  b: >-\n    {LONG[:105]}\n    {LONG[106:]}\n"),
    "continued lines are joined where they fit": ("a: one\n  two\n", "a: one two\n"),
    "folded text stays as its lines were broken": ("a: >-\n    one\n    two\n", "a: >-\n  one\n  two\n"),
    "folded lines that are too long are broken anew": (
        f"a: >-\n  A start.\n  {LONG} {LONG}\n",
        "a: >-\n"
        "  A start. This text has more words than fit into one line of a seed file that has at most 110 columns so it\n"
        "  goes on below. This text has more words than fit into one line of a seed file that has at most 110 columns\n"
        "  so it goes on below.\n",
    ),
    "text in lines stays in lines": ("a: |-\n  one\n\n   # two\n  three\n", "a: |-\n  one\n\n   # two\n  three\n"),
    "one blank line before a section": ("a: 1\nb: 2\n\n\n\nc: 3\n", "a: 1\n\nb: 2\n\nc: 3\n"),
    "comments belong to what follows": ("# a\na: 1\n# b\nb: 2\n", "# a\na: 1\n\n# b\nb: 2\n"),
    "comments stand at the margin of what follows": (
        "a:\n# first\n- b: 1\n# second\n- b: 2\n# last",
        "a:\n  # first\n  - b: 1\n  # second\n  - b: 2\n# last\n",
    ),
    "comments behind a value stay there": ("a:   'b'    # c\n", "a: b  # c\n"),
    "comments in and behind a record of one line": (
        "a:\n  - {b: c,  # one\n     # two\n     d: e}  # three\n  - {f: g} # four\n",
        "a:\n  - b: c  # one\n    # two\n    d: e  # three\n  - {f: g}  # four\n",
    ),
    "a comment behind text that is folded": (
        f"a:\n  b: {LONG} # why\n",
        f"a:\n  # why\n  b: >-\n    {LONG[:105]}\n    {LONG[106:]}\n",
    ),
    "a comment behind the sign of folded text": ("a: >-  # why\n  b\n  c\n", "# why\na: >-\n  b\n  c\n"),
    "a comment behind a key": ("a: # why\n  b: c\n", "a:  # why\n  b: c\n"),
    "a comment behind a dash": ("a:\n  - # why\n    b: c\n", "a:\n  # why\n  - b: c\n"),
    "nothing stays nothing": ("a:\n  b:\n  c: ~\n  d: []\n", "a:\n  b:\n  c: ~\n  d: []\n"),
    "Unix line ends": ("a: 1\r\nb:\r\n  - 2\r\n", "a: 1\n\nb:\n  - 2\n"),
    "blank lines at the ends go": ("\n\na: 1\n\n", "a: 1\n"),
    "a file of comments": ("# nothing yet\n\n\n# or later", "# nothing yet\n\n# or later\n"),
}


@pytest.mark.parametrize(("before", "after"), FORMS.values(), ids=FORMS)
def test_form(before: str, after: str) -> None:
    assert format_seed(before, "seeds/a.yaml") == after
    assert format_seed(after, "seeds/a.yaml") == after


def test_there_are_seeds() -> None:
    assert len(SEEDS) >= 10


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_the_seeds_of_the_project_keep_data_and_comments(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    formatted = format_seed(text, path.name)
    assert parse_source(formatted, path.name).data == parse_source(text, path.name).data
    assert [line.strip() for line in formatted.splitlines() if line.strip().startswith("#")] == [
        line.strip() for line in text.splitlines() if line.strip().startswith("#")
    ]
    assert format_seed(formatted, path.name) == formatted
    assert all(len(line) <= WIDTH for line in formatted.splitlines() if not line.startswith("#"))


@pytest.mark.parametrize(
    "text", ["b:\n  c:\n\na: []\n", "b:\n  - c:\n\na: []\n", "b:\n  - c:  # behind\n\n# above\na: []\n"]
)
def test_what_follows_an_empty_value_stays_behind_it(text: str) -> None:
    assert format_seed(text, "a.yaml") == text


WORD = st.text(st.sampled_from("abcxyz019 .,:;-?!#&*|>%@`'\"\\/()[]{}=~£é—😀\n"), max_size=30)
KEY = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True)
VALUE = st.recursive(
    WORD | st.sampled_from(["36.1", "2014/15", "no", "null", "~", "", "1e3", LONG, f"{LONG} {LONG}", "x" * 130]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEY, inner, max_size=4),
    max_leaves=12,
)
SEED = st.dictionaries(KEY, VALUE, min_size=1, max_size=4)


def written(data: object, flow: bool | None, width: int, indent: tuple[int, int]) -> str:
    yaml = YAML()
    yaml.default_flow_style = flow
    yaml.width = width
    yaml.indent(mapping=2, sequence=indent[0], offset=indent[1])
    stream = io.StringIO()
    yaml.dump(data, stream)
    return stream.getvalue()


@settings(max_examples=300, deadline=None)
@given(
    data=SEED,
    flow=st.sampled_from([None, True, False]),
    width=st.sampled_from([30, 80, 10_000]),
    indent=st.sampled_from([(2, 0), (4, 2), (6, 4)]),
)
def test_data_stays_whatever_the_form(
    data: dict[str, object], flow: bool | None, width: int, indent: tuple[int, int]
) -> None:
    text = written(data, flow, width, indent)
    try:
        parsed = parse_source(text, "a.yaml").data
    except SourceError:
        reject()  # the library can't read all that it writes
    formatted = format_seed(text, "a.yaml")
    assert parse_source(formatted, "a.yaml").data == parsed
    assert format_seed(formatted, "a.yaml") == formatted
    assert formatted.endswith("\n")
    assert "\n\n\n" not in formatted or "|" in formatted


@settings(max_examples=150, deadline=None)
@given(data=SEED, draw=st.data())
def test_comments_stay_wherever_they_stand(data: dict[str, object], draw: st.DataObject) -> None:
    lines = []
    number = 0
    for line in written(data, False, 10_000, (2, 0)).splitlines():
        if draw.draw(st.booleans()):
            margin = len(line) - len(line.lstrip(" -"))
            lines += [f"{' ' * margin}# comment {number}", ""][: draw.draw(st.integers(1, 2))]
            number += 1
        lines.append(line)
    text = "\n".join([*lines, "# the end"])
    parsed = parse_source(text, "a.yaml").data
    formatted = format_seed(text, "a.yaml")
    assert parse_source(formatted, "a.yaml").data == parsed
    assert format_seed(formatted, "a.yaml") == formatted
    assert formatted.count("# comment") >= text.count("# comment") - str(parsed).count("# comment")
    assert formatted.endswith("# the end\n")


def problems(text: str) -> list[str]:
    with pytest.raises(SourceError) as caught:
        format_seed(text, "seeds/a.yaml")
    return str(caught.value).splitlines()


@pytest.mark.parametrize(
    "text", ["a: b: c\n", "a:\n\t- b\n", "a: 1\na: 2\n", "a: &x 1\nb: *x\n", "- a\n", "? [a]\n: b\n"]
)
def test_what_is_no_seed_is_refused_with_its_place(text: str) -> None:
    assert problems(text)[0].startswith("seeds/a.yaml:")
    assert problems(text)[0].split(":")[1] in {"1", "2"}
