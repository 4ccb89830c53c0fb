"""How the code is built: what imports what, how large a module is, what an import does, what sources must not say."""

from __future__ import annotations

import ast
import graphlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.namespaces import PREFIXES
from builder.project import Project

ROOT = Path(__file__).resolve().parent.parent
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted((ROOT / "builder").rglob("*.py"))
}
LAYERS = (
    {"collecting", "errors", "namespaces", "places", "project", "terminal"},
    {"seeds"},
    {"mapping"},
    {"building", "entailing"},
    {"bulk"},
    {"context", "rdffiles", "shacl", "tracing"},
    {"checking", "formatting", "query"},
    {"comparing", "reporting", "synthesizing"},
    {"reading"},
    {"auditing"},
    {"cli"},
    {"__main__", "documentation"},  # the documentation shows the commands
)
"""Packages and modules of ``builder``; each may import what stands in its own line or above."""


def parsed(name: str) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(MODULES[name].read_text(encoding="utf-8"))


def imports(name: str) -> set[str]:
    """The modules of this package that a module imports, wherever in its text."""
    found: set[str] = set()
    for node in ast.walk(parsed(name)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.split(".")[0] == "builder"}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name} imports relatively"
            if (node.module or "").split(".")[0] == "builder":
                for alias in node.names:
                    submodule = f"{node.module}.{alias.name}"
                    found.add(submodule if submodule in MODULES else str(node.module))
    return found - {name}


def layer(name: str) -> int:
    """The number of the line of LAYERS that a module stands in."""
    part = name.split(".")[1]
    return next(number for number, parts in enumerate(LAYERS) if part in parts)


def test_every_part_has_its_layer() -> None:
    parts = {name.split(".")[1] for name in MODULES if "." in name}
    assert parts <= set().union(*LAYERS)


@pytest.mark.parametrize("name", MODULES)
def test_imports_go_one_way(name: str) -> None:
    if "." in name:
        wrong = {each for each in imports(name) if "." in each and layer(each) > layer(name)}
        assert wrong == set()


def test_no_module_imports_itself_by_way_of_others() -> None:
    order = graphlib.TopologicalSorter({name: imports(name) for name in MODULES})
    assert set(order.static_order()) == set(MODULES)  # raises CycleError where there is a cycle


@pytest.mark.parametrize("name", MODULES)
def test_modules_are_short(name: str) -> None:
    assert len(MODULES[name].read_text(encoding="utf-8").splitlines()) <= 350


def test_no_drawer_for_odds_and_ends() -> None:
    names = {part for name in MODULES for part in name.split(".")}
    assert not names & {"utils", "util", "helpers", "helper", "misc", "common", "tools"}


def definitions(name: str) -> Iterator[tuple[str, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Public classes and functions of a module, and public methods of public classes."""

    def within(body: list[ast.stmt], prefix: str) -> Iterator[tuple[str, ast.ClassDef | ast.FunctionDef]]:
        for node in body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
                yield f"{prefix}.{node.name}", node
                if isinstance(node, ast.ClassDef):
                    yield from within(node.body, f"{prefix}.{node.name}")

    yield from within(parsed(name).body, name)


@pytest.mark.parametrize("name", MODULES)
def test_everything_public_says_what_it_is(name: str) -> None:
    assert ast.get_docstring(parsed(name))
    assert [called for called, node in definitions(name) if not ast.get_docstring(node)] == []


# --- importing ---------------------------------------------------------------------------------------------------

WATCHED_IMPORT = """
import importlib, json, pydantic, sys

foreign, ours = json.loads(sys.argv[1])
for name in foreign:
    importlib.import_module(name)
pydantic.create_model("First", x=(int, 1))  # pydantic looks for plug-ins when the first model is made
done = []

def watch(event, arguments):
    if event == "open" and not str(arguments[0]).endswith((".py", ".pyc", ".so", ".pyd")):
        if arguments[1] is not None or not isinstance(arguments[0], int):
            done.append([event, str(arguments[0])])
    elif event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.mkdir", "os.remove", "urllib.")):
        done.append([event, ""])

sys.addaudithook(watch)
for name in ours:
    importlib.import_module(name)
print(json.dumps(done))
"""

LOADED = """
import importlib, json, sys
importlib.import_module(sys.argv[1])
print(json.dumps(sorted(sys.modules)))
"""


def run(code: str, *arguments: str) -> list[str]:
    """What a process of its own prints as JSON."""
    done = subprocess.run(
        [sys.executable, "-B", "-c", code, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    result = json.loads(done.stdout)
    assert isinstance(result, list)
    return result


def importable() -> list[str]:
    """All modules but those that are run."""
    return [name for name in MODULES if not name.endswith("__main__")]


def foreign_modules() -> list[str]:
    """Modules of other packages that ours import."""
    found: set[str] = set()
    for name in importable():
        for node in ast.walk(parsed(name)):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                found.add(str(node.module))
    return sorted(each for each in found if each.split(".")[0] not in ("builder", "__future__", "fcntl"))


def test_importing_opens_nothing() -> None:
    """No file but the modules themselves, no socket, no process."""
    assert run(WATCHED_IMPORT, json.dumps([foreign_modules(), importable()])) == []


@pytest.mark.parametrize(
    ("name", "unwanted"),
    [
        ("builder.seeds.loader", ("rdflib", "pyshacl", "owlrl", "pyoxigraph", "rich", "typer", "vl_convert")),
        ("builder.mapping", ("rdflib", "pyshacl", "owlrl", "rich", "typer", "vl_convert")),
        ("builder.errors", ("rdflib", "pyoxigraph", "pydantic", "ruamel", "rich", "typer")),
    ],
)
def test_a_stage_loads_what_it_needs(name: str, unwanted: tuple[str, ...]) -> None:
    loaded = {module.split(".")[0] for module in run(LOADED, name)}
    assert loaded & set(unwanted) == set()
    assert "builder" in loaded


# --- prefixes ----------------------------------------------------------------------------------------------------

DECLARATION = re.compile(r"^\s*(?:@prefix|PREFIX)\s+([A-Za-z][\w-]*)?:\s*<([^>]*)>", re.MULTILINE | re.IGNORECASE)


def sources(project: Project) -> list[Path]:
    """Ontology, shapes, rules and saved queries."""
    folders = (project.ontology, project.shapes, project.rules, project.queries)
    return sorted(path for folder in folders for form in ("*.ttl", "*.rq") for path in folder.rglob(form))


def test_prefixes_mean_the_same_everywhere(project: Project) -> None:
    files = sources(project)
    assert {path.suffix for path in files} == {".ttl", ".rq"}
    odd = [
        (path.name, prefix, iri)
        for path in files
        for prefix, iri in DECLARATION.findall(path.read_text(encoding="utf-8"))
        if PREFIXES.get(prefix) != iri
    ]
    assert odd == []


def test_prefixes_of_the_context_mean_the_same(project: Project) -> None:
    context = json.loads((project.ontology / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    assert {prefix: context[prefix] for prefix in context.keys() & PREFIXES} == {
        prefix: PREFIXES[prefix] for prefix in context.keys() & PREFIXES
    }
    assert {"peel", "peelid", "prov", "skos"} <= context.keys() & PREFIXES


def test_no_namespace_has_two_prefixes() -> None:
    assert len(set(PREFIXES.values())) == len(PREFIXES)


def test_queries_and_rules_reach_out_to_nothing(project: Project) -> None:
    """No SERVICE, no LOAD, no other data set than the one at hand."""
    for path in sources(project):
        if path.suffix == ".rq":
            text = re.sub(r'<[^>]*>|"(?:[^"\\]|\\.)*"|#.*', "", path.read_text(encoding="utf-8"))
            assert not re.search(r"(?<![?$:\w])(SERVICE|LOAD|FROM|INSERT|DELETE|DROP)\b", text, re.IGNORECASE), (
                path.name
            )


# --- what sources must not say -----------------------------------------------------------------------------------

NOT_TEXT = {".png", ".jpg", ".gif", ".ico", ".pdf", ".woff", ".woff2", ".gz", ".zip"}


def tracked() -> list[Path]:
    """The files that belong to the project: those that git knows or would take."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode:
        pytest.skip("no git checkout here, so that there is no list of the project's files")
    found = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in found if path.is_file() and path.suffix not in NOT_TEXT]


UNWANTED = {
    "a path of a development machine": r"(?<![\w.}/-])/(?:work|tmp|home|root|Users|mnt|opt)/[\w.-]",
    "the host of a package registry": (
        r"(?:https?://|//)(?:[\w-]+\.)*(?:pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|yarnpkg\.com|anaconda\.org|"
        r"proxy\.golang\.org|crates\.io)|https?://[^\s\"']*/simple\b|--(?:extra-)?index[-]url[ =]"
    ),
    "the number of an issue": (
        r"(?<![\w&/\"'`(\[#])#\d{1,5}\b(?![\w/-])|\b(?:[Ii]ssue|PR|[Pp]ull request)s? #?\d+\b|\bGH-\d+\b"
    ),
}


@pytest.mark.parametrize("what", UNWANTED)
def test_sources_do_not_say(what: str) -> None:
    pattern = re.compile(UNWANTED[what])
    found = []
    for path in tracked():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if match := pattern.search(line):
                found.append(f"{path.relative_to(ROOT).as_posix()}:{number}: {match[0]}")
    assert found == []


@pytest.mark.parametrize(
    ("what", "text", "is_found"),
    [
        ("a path of a development machine", 'open("~tmp~x")', True),
        ("a path of a development machine", "cd ~work~main", True),
        ("a path of a development machine", "docs~home~page.md", False),
        ("a path of a development machine", "https:~~example.org~home~page", False),
        ("the host of a package registry", "https:~~pypi.org~project~x", True),
        ("the host of a package registry", "https:~~mirror.example~simple~x", True),
        ("the host of a package registry", "pip install --index_url=x", True),
        ("the host of a package registry", "simple things", False),
        ("the number of an issue", "see №12", True),
        ("the number of an issue", "is_sue 7", True),
        ("the number of an issue", "#+ summary: x", False),
        ("the number of an issue", "http:~~www.w3.org~2002~07~owl№2", False),
    ],
)
def test_what_is_looked_for_is_found(what: str, text: str, is_found: bool) -> None:
    """Written so that this file does not say it either."""
    for written, meant in (("~", "/"), ("№", "#"), ("is_sue", "issue"), ("index_url", "index_url".replace("_", "-"))):
        text = text.replace(written, meant)
    assert bool(re.search(UNWANTED[what], text)) == is_found
