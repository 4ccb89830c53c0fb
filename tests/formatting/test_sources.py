"""``python -m builder.formatting`` on a small project: what it mends, what it reports, and what it leaves alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builder.formatting.__main__ import main
from builder.formatting.sources import tidy

ONTOLOGY = """\
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix peel: <https://w3id.org/peelgraph/def/> .
peel:about a owl:ObjectProperty ; rdfs:label "is about"@en .
"""
RULE = """\
#+ summary: What is about a thing is about it.

PREFIX peel: <https://w3id.org/peelgraph/def/>
CONSTRUCT { ?a peel:about ?b }
WHERE { ?a peel:about ?b }
"""
UNTIDY = {
    "ontology/a.ttl": ONTOLOGY,
    "ontology/context.jsonld": "{}",
    "rules/10-a.rq": RULE,
    "seeds/reference/a.yaml": "a:\n- b: 'c'\n",
    "shapes/a.ttl": ONTOLOGY,
    "docs/a.md": "# A  \r\n\r\ntext",
    "a.toml": "a = 1\n\n",
}
LEFT_ALONE = {".venv/a.md": "a  ", "build/a.ttl": "no Turtle", "a.txt": "a  ", ".git/a.yaml": "a:\t"}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for folder in ("ontology", "queries", "rules", "seeds", "shapes"):
        (tmp_path / folder).mkdir()
    write(tmp_path, UNTIDY | LEFT_ALONE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text.encode())


def read(root: Path, names: dict[str, str]) -> dict[str, str]:
    return {name: (root / name).read_bytes().decode() for name in names}


def test_all_sources_are_mended_and_nothing_else(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert capsys.readouterr().out.splitlines() == [f"{name}: brought into form" for name in sorted(UNTIDY)]
    mended = read(root, UNTIDY)
    assert mended["ontology/a.ttl"].endswith(
        'peel:about\n\ta owl:ObjectProperty ;\n\trdfs:label "is about"@en ;\n\t.\n'
    )
    assert mended["shapes/a.ttl"] == mended["ontology/a.ttl"]
    assert json.loads(mended["ontology/context.jsonld"])["@context"]["about"] == {"@id": "peel:about", "@type": "@id"}
    assert "def/>\n\nCONSTRUCT" in mended["rules/10-a.rq"]
    assert mended["seeds/reference/a.yaml"] == "a:\n  - b: c\n"
    assert mended["docs/a.md"] == "# A\n\ntext\n"
    assert mended["a.toml"] == "a = 1\n"
    assert read(root, LEFT_ALONE) == LEFT_ALONE
    assert not list(root.rglob(".*writing-*"))


def test_what_is_in_form_is_not_written_again(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([])
    capsys.readouterr()
    before = {name: (root / name).stat().st_ino for name in UNTIDY}
    assert main([]) == 0
    assert main(["--check"]) == 0
    assert capsys.readouterr() == ("", "")
    assert {name: (root / name).stat().st_ino for name in UNTIDY} == before


def test_check_names_the_first_difference_of_every_file(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check"]) == 1
    out, err = capsys.readouterr()
    assert [line.split(": ")[0] for line in out.splitlines() if not line.startswith(" ")] == [
        "a.toml:3:1",
        "docs/a.md:1:4",
        "ontology/a.ttl:2:9",
        "ontology/context.jsonld:1:2",
        "rules/10-a.rq:4:1",
        "seeds/reference/a.yaml:2:1",
        "shapes/a.ttl:2:9",
    ]
    assert (
        "seeds/reference/a.yaml:2:1: not in form: `- b: 'c'`\n    allowed: `  - b: c`\n    to mend: make format\n"
        in out
    )
    assert err == "7 of 7 files need mending\n"
    assert read(root, UNTIDY) == UNTIDY


def test_files_and_folders_can_be_chosen(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["docs", "seeds/reference/a.yaml"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "docs/a.md: brought into form",
        "seeds/reference/a.yaml: brought into form",
    ]
    assert (root / "a.toml").read_text() == UNTIDY["a.toml"]


@pytest.mark.parametrize(
    ("name", "code", "message"),
    [
        ("nowhere.md", 3, "nowhere.md: no such file or folder\n"),
        ("a.txt", 2, "a.txt: nothing here that has a form; allowed: .cff, .jsonld, .md, .rq, .toml, .ttl, .yaml files"),
    ],
)
def test_what_cannot_be_chosen(
    root: Path, capsys: pytest.CaptureFixture[str], name: str, code: int, message: str
) -> None:
    assert main([name]) == code
    assert capsys.readouterr().err.startswith(message)


def test_an_unknown_option_is_wrong_usage(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--chek"])
    assert ended.value.code == 2
    assert "unrecognized arguments: --chek" in capsys.readouterr().err


def test_all_syntax_errors_are_told_at_once_and_the_rest_is_mended(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = {"shapes/a.ttl": "a b c", "seeds/reference/a.yaml": "a: b: c\n"}
    write(root, broken)
    (root / "a.toml").write_bytes(b"a = '\xff'")
    assert main([]) == 4
    out, err = capsys.readouterr()
    assert [line.split(":")[0] for line in err.splitlines() if not line.startswith(" ")] == [
        "a.toml", "seeds/reference/a.yaml", "shapes/a.ttl",
    ]  # fmt: skip
    assert "docs/a.md: brought into form" in out
    assert read(root, broken) == broken


def test_a_query_that_breaks_a_rule_is_reported_even_when_in_form(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(root, {"queries/a.rq": RULE, "rules/10-a.rq": RULE.replace("peel:about", "peel:abuot")})
    assert main([]) == 1
    assert main(["--check"]) == 1
    out, _ = capsys.readouterr()
    assert "queries/a.rq:1:" in out
    assert "`x-peelgraph` is missing" in out
    assert "rules/10-a.rq:5:16: peel:abuot is declared nowhere\n    allowed: peel:about\n" in out


@pytest.mark.parametrize(
    ("before", "after"),
    [("", ""), ("\n\n", ""), ("a", "a\n"), ("\na \t\r\nb\rc\n\n", "\na\nb\nc\n"), ("a\u00a0\n", "a\u00a0\n")],
)
def test_tidy(before: str, after: str) -> None:
    assert tidy(before) == after
