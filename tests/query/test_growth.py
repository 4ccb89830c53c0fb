"""Rules and saved queries grow with the graph, and not with its square.

A graph of national size, and one of eight times its size. The real graph is in both, so what only the made-up part has
grows by twelve; on top of that a large graph doesn't fit into the caches of a processor. So what grows with the graph
takes up to 25 times as long, what grows with the square of it 140 times. Times are those of the processor, the best of
several, each in a process of its own that is ended at a limit.
"""

from __future__ import annotations

import math
import os
import resource
import signal
import time
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, RdfFormat, Store, parse, serialize

from benchmarks import national
from builder.namespaces import PEELID
from tests.conftest import ROOT

SMALL = 100_000
TIMES = 8
LIMIT = 4 * TIMES
NAMES = {"crime-rates", "front-line-shares", "metric-comparison", "survey-results", "workforce-plan"}
"""Queries that look up, row by row, the name of the country that figures are set against. Oxigraph in memory goes
through all triples of a thing to find its name, and the country has one more for every document that speaks of it."""
FLOOR = 0.01
"""Seconds; whatever takes less on the smaller graph is taken to need as much, for it can't be measured."""
TRIES = 3

QUERIES = sorted((ROOT / "queries").glob("*.rq"))
RULES = sorted((ROOT / "rules").glob("*.rq"))


def _graphs(built: Path, folder: Path) -> list[Store]:
    with built.open(encoding="utf-8") as stream:
        lines = sum(1 for _ in stream)
    stores = []
    for size in (SMALL, SMALL * TIMES):
        assert size > lines
        national.write(built, size, folder / "graph.nt")
        stores.append(Store())
        stores[-1].bulk_load(path=folder / "graph.nt", format=RdfFormat.N_TRIPLES)
    return stores


@pytest.fixture(scope="module")
def whole(built_graph: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Store]:
    """Graphs with everything, for the queries."""
    return _graphs(built_graph.with_suffix(".nt"), tmp_path_factory.mktemp("whole"))


@pytest.fixture(scope="module")
def asserted(built_graph: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Store]:
    """Graphs without what rules add, for the rules."""
    folder = tmp_path_factory.mktemp("asserted")
    quads = parse(path=built_graph.with_suffix(".trig"), format=RdfFormat.TRIG)
    triples = {quad.triple for quad in quads if f"{PEELID}graph/rules" not in str(quad.graph_name)}
    built = folder / "built.nt"
    serialize(sorted(triples, key=str), built, format=RdfFormat.N_TRIPLES)
    return _graphs(built, folder)


def _seconds(store: Store, text: str, limit: float) -> float:
    """Seconds of the processor that an answer takes at best; infinite where it takes more than ``limit``."""
    return min(_once(store, text, limit) for _ in range(TRIES))


def _once(store: Store, text: str, limit: float) -> float:
    """One answer, in a process of its own: the engine can't be interrupted from outside."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(limit), math.ceil(limit) + 1))
        signal.signal(signal.SIGXCPU, signal.SIG_DFL)
        began = time.process_time()
        answer = store.query(text)
        rows = sum(1 for _ in answer) if isinstance(answer, QuerySolutions) else len(set(answer))  # type: ignore[arg-type]
        os.write(writer, f"{time.process_time() - began} {rows}".encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as stream:
        found = stream.read()
    os.waitpid(child, 0)
    return float(found.split()[0]) if found else math.inf


def _grows_with_the_graph(path: Path, stores: list[Store]) -> None:
    text = path.read_text(encoding="utf-8")
    small = max(FLOOR, _seconds(stores[0], text, 20))
    limit = small * LIMIT * (2 if path.stem in NAMES else 1)
    large = _seconds(stores[1], text, limit + 1)
    assert large < limit, f"{path.name}: {small:.3f} s, and {large:.3f} s on a graph of {TIMES} times the size"


@pytest.mark.slow
@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_query_grows_with_the_graph(path: Path, whole: list[Store]) -> None:
    _grows_with_the_graph(path, whole)


@pytest.mark.slow
@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_rule_grows_with_the_graph(path: Path, asserted: list[Store]) -> None:
    _grows_with_the_graph(path, asserted)


@pytest.mark.slow
def test_what_grows_with_the_square_is_told(asserted: list[Store], tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.rq"
    pairs.write_text(
        "PREFIX peel: <https://w3id.org/peelgraph/def/> SELECT (COUNT(*) AS ?n) "
        "WHERE { ?a a peel:Collaboration . ?b a peel:Collaboration . FILTER(STR(?a) < STR(?b)) }",
        encoding="utf-8",
    )
    with pytest.raises(AssertionError, match=r"pairs\.rq"):
        _grows_with_the_graph(pairs, asserted)
