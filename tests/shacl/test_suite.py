"""Both engines on the SHACL test suite of the W3C.

``not-passed.yaml`` lists the cases that an engine does not pass, with the reason. A case that is listed and passes
fails the test, so that the list can only shrink.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from builder.errors import SourceError
from builder.shacl import fast, reference
from builder.shacl.data import Data
from builder.shacl.results import Result

from . import suite

LISTED: dict[str, dict[str, str]] = YAML(typ="safe").load(
    (Path(__file__).resolve().parent / "not-passed.yaml").read_text(encoding="utf-8")
)
MOST = {"pyshacl": 2, "fast": 1}
"""How many cases each engine may have on its list; lower it with every case that is mended."""

pytestmark = pytest.mark.skipif(
    not suite.FOLDER.is_dir(), reason=f"no test suite in {suite.FOLDER}: set PEELGRAPH_SUITES to the folder it lies in"
)
CASES = suite.names() if suite.FOLDER.is_dir() else []


def by_reference(case: suite.Case) -> list[Result]:
    return reference.validate(case.triples, case.shapes)


def by_fast(case: suite.Case) -> list[Result]:
    return fast.validate(Data(case.triples), case.shapes)


ENGINES: dict[str, tuple[Callable[[suite.Case], list[Result]], tuple[type[Exception], ...]]] = {
    "pyshacl": (by_reference, (SourceError,)),
    "fast": (by_fast, (SourceError, fast.Unsupported)),
}


def test_the_suite_is_whole() -> None:
    assert len(CASES) == len(set(CASES)) == 120


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", CASES)
def test_case(name: str, engine: str) -> None:
    case = suite.read(name)
    validate, failures = ENGINES[engine]
    found = suite.outcome(lambda: validate(case), failures)
    reason = LISTED[engine].get(name)
    if reason is None:
        assert found == case.expected
    else:
        assert found != case.expected, f"{name} passes: take it off the list"


def test_the_list_only_shrinks() -> None:
    assert set(LISTED) == set(ENGINES)
    for engine, cases in LISTED.items():
        assert len(cases) <= MOST[engine]
        assert set(cases) <= set(CASES)
        assert all(isinstance(reason, str) and len(reason.split()) > 4 for reason in cases.values())


def test_where_neither_fails_both_find_the_same() -> None:
    odd: list[Any] = []
    for name in CASES:
        case = suite.read(name)
        outcomes = [suite.outcome(lambda v=validate, c=case: v(c), failures) for validate, failures in ENGINES.values()]  # type: ignore[misc]
        if None not in outcomes and outcomes[0] != outcomes[1] and not any(name in LISTED[each] for each in ENGINES):
            odd.append(name)
    assert odd == []
