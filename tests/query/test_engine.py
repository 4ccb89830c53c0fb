"""The graph in a file: what is read, what is refused, and the limits of time and size."""

from __future__ import annotations

import gc
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from builder.errors import InputError, LimitError, SourceError, UsageError
from builder.query.catalogue import Catalogue
from builder.query.engine import LocalGraph
from tests.conftest import ROOT
from tests.query.rows import values

ALL = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o"
# some seconds of work, and no more: the thread that is left behind works on until it is done
SLOW = (
    "SELECT (COUNT(*) AS ?n) WHERE { ?a <https://w3id.org/peelgraph/def/rank> ?b . ?d ?e ?f . ?g ?h ?i "
    "FILTER(STR(?a) < STR(?d) && STR(?d) < STR(?g)) }"
)


@pytest.mark.parametrize("suffix", [".nt", ".trig", ".nq"])
def test_the_other_files_of_a_build_give_the_same_rows(
    suffix: str, small: Path, tmp_path: Path, catalogue: Catalogue, local: LocalGraph
) -> None:
    """Quads are asked as the union of their graphs."""
    form = RdfFormat.from_extension(suffix[1:])
    assert form is not None
    triples = [quad.triple for quad in parse(path=small, format=RdfFormat.TURTLE)]
    graphs = [NamedNode("http://example.org/1"), NamedNode("http://example.org/2")]
    quads = [Quad(each.subject, each.predicate, each.object, graphs[index % 2]) for index, each in enumerate(triples)]
    content = serialize(quads if form.supports_datasets else triples, format=form)
    assert content is not None
    path = tmp_path / f"graph{suffix}"
    path.write_bytes(content)
    text = catalogue.get("grade-changes").text
    assert values(LocalGraph(path, 60).select(text)) == values(local.select(text))


def test_missing_file_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.ttl: no such file; run `make graph`") as caught:
        LocalGraph(tmp_path / "none.ttl", 60).select(ALL)
    assert int(caught.value.exit_code) == 3


def test_a_folder_is_no_graph(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="a folder"):
        LocalGraph(tmp_path, 60).select(ALL)


def test_unknown_kind_of_file(tmp_path: Path) -> None:
    path = tmp_path / "graph.csv"
    path.write_text("a,b\n")
    with pytest.raises(InputError, match=r"\.ttl, \.nt, \.trig and \.nq are read"):
        LocalGraph(path, 60).select(ALL)


def test_broken_file_is_named_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("<http://e/a> <http://e/b>\n  <http://e/c>\n<http://e/d> .\n")
    with pytest.raises(SourceError) as caught:
        LocalGraph(path, 60, "graph.ttl").select(ALL)
    assert int(caught.value.exit_code) == 4
    assert [(each.file, each.line) for each in caught.value.problems] == [("graph.ttl", 3)]


def test_only_rows_are_answered(small: Path) -> None:
    with pytest.raises(UsageError, match="only SELECT"):
        LocalGraph(small, 60).select("ASK { ?s ?p ?o }")


def test_out_of_time(small: Path) -> None:
    graph = LocalGraph(small, timeout=0.2)
    start = time.monotonic()
    with pytest.raises(LimitError, match=r"no answer within 0.2 seconds; .*--timeout") as caught:
        graph.select(SLOW)
    assert time.monotonic() - start < 5
    assert int(caught.value.exit_code) == 6


def test_the_time_is_for_all_questions_together(small: Path) -> None:
    graph = LocalGraph(small, timeout=0.4)
    graph.select(ALL)
    time.sleep(0.5)
    with pytest.raises(LimitError):
        graph.select(SLOW)


def test_a_process_ends_at_once_although_the_query_runs_on(small: Path) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from builder.query.engine import LocalGraph\n"
        "from builder.errors import LimitError\n"
        f"try: LocalGraph(Path(sys.argv[1]), 0.2).select({SLOW!r})\n"
        "except LimitError as error: sys.exit(int(error.exit_code))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(small)], cwd=ROOT, timeout=60, check=False, capture_output=True
    )
    assert (done.returncode, done.stderr) == (6, b"")


def test_too_large(small: Path) -> None:
    with pytest.raises(LimitError, match="more than 1000 bytes"):
        LocalGraph(small, 60, size_limit=1000).select(ALL)
    gc.collect()  # nothing of the engine may end in this thread: that would be an unraisable error


def test_only_rows_are_answered_and_nothing_is_left(small: Path) -> None:
    with pytest.raises(UsageError, match="only SELECT"):
        LocalGraph(small, 60).select("CONSTRUCT WHERE { ?s ?p ?o }")
    gc.collect()


def test_file_is_read_once(small: Path, tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    shutil.copy(small, path)
    graph = LocalGraph(path, 60)
    first = graph.select(ALL)
    path.unlink()
    assert graph.select(ALL).rows == first.rows
