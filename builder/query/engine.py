"""A graph in a file or in a store on disk, asked in this process."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Final, TypeVar

from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, Store, Variable

from builder.errors import InputError, LimitError, Problem, SourceError, UsageError
from builder.query.parameters import Term
from builder.query.results import Result

SIZE_LIMIT: Final = 256 * 1024 * 1024
"""Largest answer in bytes of its JSON form."""

_STORE_MARK: Final = "CURRENT"
"""A file that every store on disk has."""

_T = TypeVar("_T")


class LocalGraph:
    """A graph file, loaded when it is first asked, or a store; everything together has ``timeout`` seconds."""

    def __init__(self, path: Path, timeout: float, name: str | None = None, size_limit: int = SIZE_LIMIT) -> None:
        self.path = path
        self.name = name or str(path)
        self._timeout = timeout
        self._end = time.monotonic() + timeout
        self._size_limit = size_limit

    def select(self, text: str, bindings: Mapping[str, Term] | None = None) -> Result:
        """The answer to a SELECT query; the bindings are put in place of the variables as terms.

        Raises InputError where the file is missing or unreadable, SourceError where it is no RDF, and LimitError
        where the time or the size of the answer runs out.
        """
        return self._in_time(lambda: self._select(text, bindings or {}))

    def _select(self, text: str, bindings: Mapping[str, Term]) -> Result:
        store, quads = self._store
        solutions = store.query(
            text,
            substitutions={Variable(name): term for name, term in bindings.items()},
            use_default_graph_as_union=quads,
        )
        sink = _Sink(self._size_limit, self._end, self._timeout)
        try:
            if not isinstance(solutions, QuerySolutions):
                raise UsageError("only SELECT queries are answered here")
            solutions.serialize(sink, format=QueryResultsFormat.JSON)
        finally:
            del solutions  # it must end in this thread, and an error's traceback would carry it into another
        return Result(sink.getvalue())

    @cached_property
    def _store(self) -> tuple[Store, bool]:
        """The loaded graph, and whether it came as named graphs, of which a query then sees the union."""
        if self.path.is_dir():
            return self._opened(), False
        if not self.path.is_file():
            raise InputError(f"{self.name}: no such file; run `make graph`, or name a graph file with --graph")
        form = RdfFormat.from_extension(self.path.suffix.removeprefix("."))
        if form is None:
            raise InputError(f"{self.name}: what kind of file this is can't be told; .ttl, .nt, .trig and .nq are read")
        store = Store()
        try:
            store.bulk_load(path=self.path, format=form)
        except SyntaxError as error:
            problem = Problem(self.name, error.lineno or 0, error.offset or 0, error.msg, form.name)
            raise SourceError([problem]) from error
        except (OSError, ValueError) as error:
            raise InputError(f"{self.name}: can't be read ({getattr(error, 'strerror', None) or error})") from error
        return store, form.supports_datasets

    def _opened(self) -> Store:
        """The store that a bulk build has left, as it is on disk."""
        if not (self.path / _STORE_MARK).is_file():
            raise InputError(f"{self.name}: a folder that is no store; name a graph file with --graph")
        try:
            return Store.read_only(str(self.path))
        except (OSError, ValueError) as error:
            raise InputError(f"{self.name}: the store can't be opened ({error}); build it again") from error

    def _in_time(self, work: Callable[[], _T]) -> _T:
        """Do the work in a thread of its own, and leave it behind where it takes too long.

        The engine can't be interrupted from outside. The thread ends with the process, or when it next writes.
        """
        done: dict[str, Any] = {}

        def run() -> None:
            try:
                done["result"] = work()
            except BaseException as error:  # handed over to the thread that waits
                done["error"] = error

        thread = threading.Thread(target=run, name="query", daemon=True)
        thread.start()
        thread.join(max(0.0, self._end - time.monotonic()))
        if thread.is_alive():
            raise out_of_time(self._timeout)
        if "error" in done:
            raise done["error"]
        result: _T = done["result"]
        return result


def out_of_time(timeout: float) -> LimitError:
    """The error that the time has run out."""
    return LimitError(f"no answer within {timeout:g} seconds; narrow the query, or allow more with --timeout")


def too_large(limit: int) -> LimitError:
    """The error that an answer is too large."""
    return LimitError(f"the answer has more than {limit} bytes; narrow the query with its parameters")


class _Sink(io.BytesIO):
    """Takes the bytes of an answer until there are too many, or until it is too late."""

    def __init__(self, limit: int, end: float, timeout: float) -> None:
        super().__init__()
        self._limit = limit
        self._end = end
        self._timeout = timeout

    def write(self, chunk: Any, /) -> int:
        if self.tell() + len(chunk) > self._limit:
            raise too_large(self._limit)
        if time.monotonic() > self._end:
            raise out_of_time(self._timeout)
        return super().write(chunk)
