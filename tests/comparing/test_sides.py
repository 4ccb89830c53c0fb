"""What the names of sides mean: files, builds, projects, and revisions in a repository made for the tests."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from builder.comparing import revisions as module
from builder.comparing.changes import Comparison
from builder.comparing.revisions import Revisions
from builder.comparing.service import compare
from builder.comparing.sides import Kind
from builder.errors import InputError, LimitError, SourceError
from builder.project import Project
from tests.comparing.graphs import told

FOLDERS = ("ontology", "rules", "seeds", "shapes", "queries")
LETTER = "seeds/documents/pcc-response-peel-efficiency-2017-leicestershire.yaml"
GRADE = "grade: requires-improvement"


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder, with nothing of the settings of whoever runs the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        ["git", "-C", str(folder), "-c", "user.name=Test", "-c", "user.email=test@example.org", *arguments],
        capture_output=True, text=True, check=True,
        env=kept | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull},
    )  # fmt: skip
    return done.stdout.strip()


@pytest.fixture(scope="module")
def checkout(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the project in a folder of its own and two commits: in the second, one grade is another."""
    top = tmp_path_factory.mktemp("repository")
    root = top / "graph"
    for name in FOLDERS:
        shutil.copytree(project.root / name, root / name)
    git(top, "init", "--quiet", "--initial-branch", "main")
    git(top, "add", ".")
    git(top, "commit", "--quiet", "--message", "first")
    git(top, "tag", "first")
    letter = root / LETTER
    text = letter.read_text(encoding="utf-8")
    assert text.count(GRADE) == 1
    letter.write_text(text.replace(GRADE, "grade: inadequate"), encoding="utf-8")
    rows = root / "seeds" / "national" / "pillars.csv"  # it has the same grade by another page
    row = "leicestershire,peel-2017,efficiency,"
    text = rows.read_text(encoding="utf-8")
    assert text.count(f"{row}requires-improvement,") == 1
    rows.write_text(text.replace(f"{row}requires-improvement,", f"{row}inadequate,"), encoding="utf-8")
    (top / "small.ttl").write_text('<urn:x:a> <http://www.w3.org/2000/01/rdf-schema#label> "A" .\n', encoding="utf-8")
    git(top, "add", ".")
    git(top, "commit", "--quiet", "--message", "second")
    return root


CHANGED = {
    "1 grade changed": [
        "Leicestershire Police, PEEL 2017 efficiency: requires improvement → inadequate (one grade lower)"
    ]
}


def is_clean(checkout: Path) -> bool:
    return git(checkout, "status", "--porcelain") == ""


def test_two_revisions(checkout: Path) -> None:
    result = compare(Project(checkout), "first", "HEAD")
    assert told(result) == CHANGED
    commit = git(checkout, "rev-parse", "first")
    assert (result.left.name, result.left.kind) == (f"first ({commit[:12]})", Kind.REVISION)
    assert is_clean(checkout)


def test_a_revision_and_the_seeds_as_they_stand(checkout: Path) -> None:
    result = compare(Project(checkout), "HEAD~1")
    assert told(result) == CHANGED
    assert (result.right.name, result.right.kind) == ("the seeds as they stand", Kind.SEEDS)


def test_a_project_by_its_folder(checkout: Path) -> None:
    result = compare(Project(checkout), "main", str(checkout))
    assert not result.differs
    assert (result.right.name, result.right.kind) == (f"the seeds in {checkout.as_posix()}", Kind.SEEDS)


def test_a_build_by_its_folder_and_its_files(built: Path, checkout: Path) -> None:
    result = compare(Project(checkout), str(built), "first")
    assert not result.differs
    assert (result.left.name, result.left.kind) == (built.as_posix(), Kind.BUILD)
    for name in ("peelgraph.ttl", "peelgraph.trig", "peelgraph.jsonld"):
        assert not compare(Project(checkout), str(built), str(built / name)).differs


def test_a_build_without_its_n_triples(built: Path, checkout: Path, tmp_path: Path) -> None:
    shutil.copy(built / "peelgraph.ttl", tmp_path)
    assert not compare(Project(checkout), str(tmp_path), str(built)).differs


def test_a_file_of_a_revision(checkout: Path) -> None:
    result = compare(Project(checkout), "HEAD:small.ttl", str(checkout.parent / "small.ttl"))
    assert not result.differs
    assert (result.left.name, result.left.kind, result.left.triples) == ("HEAD:small.ttl", Kind.REVISION, 1)
    ontology = compare(Project(checkout), "first:graph/ontology/judgment.ttl", "main:graph/ontology/judgment.ttl")
    assert not ontology.differs


def test_a_file_goes_before_a_revision_of_its_name(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(checkout, "branch", "--force", "graph.ttl", "first")
    (tmp_path / "graph.ttl").write_text("<urn:x:a> <urn:x:p> 1 .", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = compare(Project(checkout), "graph.ttl", "graph.ttl")
    assert (result.left.kind, result.left.triples) == (Kind.FILE, 1)


# --- what is no side ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("no-such-thing", "neither a file or folder here nor a git revision"),
        ("", "an empty name"),
        ("--output=x", "neither a file or folder here nor a git revision"),
        ("-x", "neither a file"),
        ("first..main", "neither a file"),
        ("^first", "neither a file"),
        ("a\0b", "neither a file"),
        ("x" * 5000, "neither a file"),
        ("first:no/such.ttl", "the revision `first` has no file `no/such.ttl`"),
        ("first:graph", "the revision `first` has no file `graph`"),
        ("nowhere:graph/ontology/judgment.ttl", "the revision `nowhere` has no file"),
        ("first:", "the revision `first` has no file ``"),
        (":/first", "has no file"),
    ],
)
def test_a_name_that_means_nothing(checkout: Path, name: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        compare(Project(checkout), name, "HEAD:small.ttl")
    assert words in str(caught.value)
    assert is_clean(checkout)


def test_a_folder_that_is_neither_a_build_nor_a_project(checkout: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="a folder, but neither that of a build"):
        compare(Project(checkout), str(tmp_path))


def test_a_file_without_triples(checkout: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.ttl").write_text("# nothing\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"empty\.ttl: no triples here, so there is nothing to compare"):
        compare(Project(checkout), str(tmp_path / "empty.ttl"), "first")


def test_a_folder_in_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(InputError, match="in no git repository"):
        Revisions(tmp_path).find("main")


def test_a_machine_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError, match="git is not installed"):
        Revisions(tmp_path).find("main")


def test_a_shallow_clone_says_how_to_get_more(checkout: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth", "1", checkout.parent.as_uri(), "clone")
    with pytest.raises(InputError, match="the newest commits only: fetch the one that is missing"):
        compare(Project(tmp_path / "clone" / "graph"), "HEAD~1")


def test_seeds_of_a_revision_that_do_not_build(checkout: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", str(checkout.parent), "clone")
    root = tmp_path / "clone" / "graph"
    letter = root / LETTER
    letter.write_text(
        letter.read_text(encoding="utf-8").replace("grade: inadequate", "grade: splendid"), encoding="utf-8"
    )
    git(root, "commit", "--quiet", "--all", "--message", "broken")
    with pytest.raises(SourceError) as caught:
        compare(Project(root), "HEAD", "HEAD~1")
    (problem,) = caught.value.problems
    number = letter.read_text(encoding="utf-8").splitlines().index("    grade: splendid") + 1
    assert (problem.file, problem.line) == (f"HEAD:{LETTER}", number)


def test_a_revision_without_rules(checkout: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", str(checkout.parent), "clone")
    root = tmp_path / "clone" / "graph"
    git(root, "rm", "--quiet", "-r", "rules")
    git(root, "commit", "--quiet", "--message", "no rules")
    with pytest.raises(InputError, match=r"HEAD: rules: no rule files \(\*\.rq\) here"):
        compare(Project(root), "HEAD", "HEAD~1")


# --- git does nothing else ----------------------------------------------------------------------------------------


def test_no_hook_no_filter_and_no_link_of_a_revision_is_followed(checkout: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", str(checkout.parent), "clone")
    top = tmp_path / "clone"
    mark = tmp_path / "mark"
    (top / ".gitattributes").write_text("*.yaml filter=x export-ignore\n", encoding="utf-8")
    secret = tmp_path / "secret.yaml"
    secret.write_text("secret: true\n", encoding="utf-8")
    (top / "graph" / "seeds" / "link.yaml").symlink_to(secret)
    git(top, "add", ".")
    git(top, "commit", "--quiet", "--message", "tricks")
    for key in ("filter.x.smudge", "filter.x.clean", "core.fsmonitor"):
        git(top, "config", key, f"touch {mark}; cat")
    hooks = top / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("post-checkout", "post-index-change", "reference-transaction"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch {mark}\n", encoding="utf-8")
        (hooks / name).chmod(0o755)
    (top / "graph" / "seeds" / "link.yaml").unlink()
    assert not compare(Project(top / "graph"), "HEAD").differs
    assert not mark.exists()


def test_variables_that_git_sets_in_hooks_lead_nowhere_else(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"):
        monkeypatch.setenv(name, str(tmp_path / "elsewhere"))
    assert Revisions(checkout).find("first") is not None


def test_a_revision_that_holds_too_much_is_left(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 40)
    revisions = Revisions(checkout)
    commit = revisions.find("first")
    assert commit is not None
    with pytest.raises(LimitError, match="more than 40 bytes"):
        revisions.write_folders(commit, ["seeds"], tmp_path)
    with pytest.raises(LimitError, match="more than 40 bytes"):
        revisions.write_file("HEAD:small.ttl", tmp_path / "small.ttl")
    assert list(tmp_path.iterdir()) == []


def test_what_was_written_down_is_gone_at_the_end(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert isinstance(compare(Project(checkout), "HEAD:small.ttl", "HEAD:small.ttl"), Comparison)
    with pytest.raises(InputError):
        compare(Project(checkout), "HEAD:small.ttl", "nowhere")
    assert list(tmp_path.iterdir()) == []
