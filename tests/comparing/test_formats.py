"""All formats: as they were when somebody looked at them, valid in their own right, and harmless whatever labels say.

After a change that is meant, ``PEELGRAPH_REGENERATE=1`` writes the files in ``golden/`` anew; look at what changed.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5rdf  # type: ignore[import-untyped]
import pytest
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt
from pyoxigraph import RdfFormat, parse

from builder import __version__
from builder.comparing import markdown, page, text
from builder.comparing.changes import Comparison
from builder.comparing.forms import DiffForm
from builder.comparing.rendering import render
from builder.project import Project
from builder.reporting.markdown import LIMIT
from tests.comparing.graphs import compared, evidence, figure, judgment
from tests.reporting.sample import HOSTILE

GOLDEN = Path(__file__).parent / "golden"
ENDINGS = {
    DiffForm.TEXT: "txt",
    DiffForm.MARKDOWN: "md",
    DiffForm.JSON: "json",
    DiffForm.HTML: "html",
    DiffForm.RDF_PATCH: "rdfp",
}
LEFT = judgment("four/good", "good") + figure() + evidence("report", 40, 41)
RIGHT = (
    judgment("four/ri", "requires improvement", "stated/report/13-14")
    + "".join(figure(period=year, more="; peel:evidence <evidence/report/L40-41>") for year in ("2015", "2016", "2017"))
    + evidence("report", 40, 41)
    + '<https://example.org/x> rdfs:label "Thing"@en ; schema:knows [ schema:name "somebody" ] .'
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    """A comparison with some of everything, with the names of its files cut to their ends."""
    return _without_folder(compared(tmp_path_factory.mktemp("sample"), LEFT, RIGHT))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    """A comparison in which all labels and texts try to steer something."""
    label = json.dumps(HOSTILE.replace("\x00", "")).replace("\\/", "/")
    thing = f"<force/x> a peel:Force ; rdfs:label {label}@en ; schema:knows"
    event = f'<javascript:alert(1)> a peel:Event ; rdfs:label {label}@en ; skos:note "1" .'
    result = compared(tmp_path_factory.mktemp("hostile"), f"{thing} 1 .", f"{thing} {label} . {event}")
    return replace(result, left=replace(result.left, name=HOSTILE), right=replace(result.right, name=HOSTILE))


@pytest.fixture(scope="module")
def same(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    return _without_folder(compared(tmp_path_factory.mktemp("same"), LEFT, LEFT))


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    """Three hundred figures and things of three hundred kinds of text, each long."""
    years = range(1700, 2000)
    right = "".join(figure(period=str(year)) for year in years)
    right += "".join(f'<event/{year}> a peel:Event ; rdfs:label "{"very " * 80}long {year}"@en .\n' for year in years)
    return _without_folder(compared(tmp_path_factory.mktemp("large"), "", right))


def _without_folder(result: Comparison) -> Comparison:
    names = (result.left.name, result.right.name)
    left, right = (Path(name).name for name in names)
    return replace(result, left=replace(result.left, name=left), right=replace(result.right, name=right))


# --- as it was looked at ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", DiffForm)
def test_as_it_was_looked_at(form: DiffForm, sample: Comparison) -> None:
    file = GOLDEN / f"sample.{ENDINGS[form]}"
    report = render(sample, form).replace(__version__, "VERSION")
    if os.environ.get("PEELGRAPH_REGENERATE"):
        file.write_text(report, encoding="utf-8", newline="\n")
    assert report == file.read_bytes().decode()
    assert report.endswith("\n")


@pytest.mark.parametrize(
    ("form", "start"),
    [
        (DiffForm.TEXT, "left   left.ttl (file, "),
        (DiffForm.MARKDOWN, "## No difference\n\nFrom `left.ttl` (file, "),
        (DiffForm.RDF_PATCH, "# from left.ttl\n# to right.ttl\nTX .\nTC .\n"),
    ],
)
def test_no_difference(form: DiffForm, start: str, same: Comparison) -> None:
    report = render(same, form)
    assert report.startswith(start)
    if form is not DiffForm.RDF_PATCH:
        assert "No difference" in report
        assert f"Both sides say the same in {same.left.triples} triples." in report


def test_the_seed_of_hashes_is_nothing(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom builder.comparing.forms import DiffForm\n"
        "from builder.comparing.rendering import render\nfrom builder.comparing.service import compare\n"
        "from builder.project import Project\nresult = compare(Project(Path.cwd()), *sys.argv[1:])\n"
        "print([render(result, form) for form in DiffForm])"
    )
    compared(tmp_path, LEFT, RIGHT)
    reports = {
        subprocess.run(
            [sys.executable, "-c", code, "left.ttl", "right.ttl"], cwd=tmp_path, capture_output=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(GOLDEN.parent.parent.parent)},
        ).stdout
        for seed in ("0", "1", "2")
    }  # fmt: skip
    assert len(reports) == 1


# --- text ---------------------------------------------------------------------------------------------------------


def test_text_is_harmless(hostile: Comparison) -> None:
    report = text.render(hostile)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", report)
    assert not re.search(r"^\s*::|##\[", report, re.MULTILINE)


def test_text_is_cut_and_says_so(large: Comparison) -> None:
    report = text.render(large)
    lines = report.splitlines()
    assert "  300 figures added" in lines
    assert lines.count("    and 290 more") == 2
    assert f"  and {len(large.added) - 20:,} more; --format rdf-patch and json have all" in lines
    assert len(lines) < 120


@pytest.mark.parametrize("width", [10, 60, 100])
def test_text_fits(sample: Comparison, width: int) -> None:
    lines = text.render(sample, width).partition("\nTriples\n")[0].splitlines()[3:]
    assert max(map(len, lines)) <= max(width, 40)


# --- Markdown -----------------------------------------------------------------------------------------------------

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough")


def test_markdown_makes_nothing_of_labels(hostile: Comparison) -> None:
    report = markdown.render(hostile)
    tokens = [each for token in MARKDOWN.parse(report) for each in [token, *(token.children or [])]]
    assert not {"link_open", "image", "em_open", "s_open"} & {token.type for token in tokens}
    html = {token.content for token in tokens if token.type in {"html_block", "html_inline"}}
    assert all(
        re.fullmatch(r"\s*(</?details>|<summary>.*</summary>|</?code>|\s)*\s*", each, re.DOTALL) for each in html
    )
    shown = "".join(each.content for each in tokens if each.type == "text")
    assert not re.search(r"@everyone|https?://evil", shown)


def test_fences_hold_whatever_triples_say(tmp_path: Path) -> None:
    result = compared(tmp_path, "", '<urn:x:a> rdfs:comment "```\\n```\\n# out" .')
    fences = [token for token in MARKDOWN.parse(markdown.render(result)) if token.type == "fence"]
    assert [len(fence.content.splitlines()) for fence in fences] == [1]


@pytest.mark.parametrize("limit", [2_000, 5_000, LIMIT])
def test_markdown_fits(large: Comparison, limit: int) -> None:
    report = markdown.render(large, limit)
    assert len(report.encode()) <= limit <= 65_536
    assert report.startswith("## 600 changes\n")
    assert report.count("<details>") == report.count("</details>")


def test_long_sections_are_folded(large: Comparison, sample: Comparison) -> None:
    assert "<summary><b>Figures</b> (300)</summary>" in markdown.render(large)
    assert "### Figures" in markdown.render(sample)


# --- JSON ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["sample", "hostile", "same", "large"])
def test_json_is_of_its_schema(name: str, project: Project, request: pytest.FixtureRequest) -> None:
    comparison: Comparison = request.getfixturevalue(name)
    schema = json.loads((project.root / "docs" / "reference" / "diff.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    report = json.loads(render(comparison, DiffForm.JSON))
    Draft202012Validator(schema).validate(report)
    assert report["counts"]["changes"] == len(report["changes"]) == len(comparison.changes)
    for member in ("removed", "added"):
        lines = "\n".join(line for change in report["changes"] for line in change[member])
        assert len(list(parse(lines, format=RdfFormat.N_TRIPLES))) == report["counts"][member]


def test_the_schema_names_what_there_is(project: Project) -> None:
    """Members that are not described would go unseen: nothing else may be in a report."""
    schema = json.loads((project.root / "docs" / "reference" / "diff.schema.json").read_text(encoding="utf-8"))
    golden = json.loads((GOLDEN / "sample.json").read_text(encoding="utf-8"))
    assert golden.keys() == schema["properties"].keys()
    change = schema["$defs"]["change"]
    assert {key for each in golden["changes"] for key in each} == change["properties"].keys() == {*change["required"]}


def test_json_is_exact_and_harmless(hostile: Comparison) -> None:
    report = render(hostile, DiffForm.JSON)
    assert HOSTILE.replace("\x00", "") in {change["label"] for change in json.loads(report)["changes"]}
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", report)


# --- HTML ---------------------------------------------------------------------------------------------------------

XHTML = "{http://www.w3.org/1999/xhtml}"
ELEMENTS = {
    "html", "head", "meta", "title", "style", "body", "a", "header", "main", "footer", "nav", "section", "h1", "h2",
    "h3", "p", "span", "bdi", "code", "dl", "div", "dt", "dd", "ul", "li", "details", "summary",
}  # fmt: skip
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "class", "href", "id", "aria-labelledby"}


def parsed(report: str) -> Element:
    """The tree of a page; raises ParseError for what is not quite right."""
    tree: Any = html5rdf.HTMLParser(strict=True).parse(report)
    assert isinstance(tree, Element)
    return tree


@pytest.mark.parametrize("name", ["sample", "hostile", "same", "large"])
def test_html_is_a_page_that_does_nothing(name: str, request: pytest.FixtureRequest) -> None:
    report = page.render(request.getfixturevalue(name))
    elements = [each for each in parsed(report).iter() if isinstance(each.tag, str)]
    assert {each.tag.removeprefix(XHTML) for each in elements} <= ELEMENTS
    assert {attribute for each in elements for attribute in each.attrib} <= ATTRIBUTES
    links = [each.attrib["href"] for each in elements if "href" in each.attrib]
    assert all(link.startswith(("#", "https://w3id.org/", "https://example.org/")) for link in links)
    ids = [each.attrib["id"] for each in elements if "id" in each.attrib]
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", report)


def test_the_policy_lets_the_style_apply_and_nothing_else(sample: Comparison) -> None:
    elements = list(parsed(page.render(sample)).iter())
    (style,) = ("".join(each.itertext()) for each in elements if each.tag == f"{XHTML}style")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = (each.attrib["content"] for each in elements if "http-equiv" in each.attrib)
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_headings_go_down_one_by_one(sample: Comparison) -> None:
    levels = [
        int(each.tag[-1]) for each in parsed(page.render(sample)).iter() if re.fullmatch(r".*\}h\d", str(each.tag))
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


# --- RDF patch ----------------------------------------------------------------------------------------------------


def test_a_patch_has_one_line_for_each_triple(hostile: Comparison) -> None:
    report = render(hostile, DiffForm.RDF_PATCH)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", report)
    lines = report.splitlines()
    assert [line.split(" ")[0] for line in lines] == ["#", "#", "TX", "D", *["A"] * 4, "TC"]
    triples = {quad.triple for quad in parse("\n".join(line[2:] for line in lines[3:-1]), format=RdfFormat.N_TRIPLES)}
    assert triples == {*hostile.removed, *hostile.added}
