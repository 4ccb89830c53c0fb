"""Endpoints: what is sent, what is taken, and every way in which a service may fail."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
from urllib.parse import parse_qs

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from builder.errors import LimitError, ServiceError, UsageError
from builder.query.engine import LocalGraph
from builder.query.parameters import Bindings
from builder.query.remote import Endpoint, with_values
from tests.query.rows import values

ALL = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o"
EMPTY = b'{"head":{"vars":["s"]},"results":{"bindings":[]}}'
RESULTS = "application/sparql-results+json"

Reply = Callable[[BaseHTTPRequestHandler, bytes], None]


@contextmanager
def service(reply: Reply) -> Iterator[str]:
    """A service on the loopback address that answers every POST by ``reply``."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            reply(self, self.rfile.read(int(self.headers["Content-Length"])))

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/query"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def answer(
    body: bytes, kind: str = RESULTS, status: int = 200, headers: Mapping[str, str] = MappingProxyType({})
) -> Reply:
    def reply(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return reply


def test_same_rows_as_the_file(small: Path, local: LocalGraph) -> None:
    """A server after the SPARQL 1.1 Protocol, section 2.1.2 (query via POST with URL-encoded parameters)."""

    def reply(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        assert handler.headers["Content-Type"] == "application/x-www-form-urlencoded"
        assert handler.headers["Accept"] == RESULTS
        (text,) = parse_qs(body.decode("ascii"), strict_parsing=True)["query"]
        answer(local.select(text).json)(handler, body)

    bindings: Bindings = {
        "s": NamedNode("https://w3id.org/peelgraph/id/force/durham"),
        "o": Literal('Durham "x"\n\\ é', language="en"),
    }
    with service(reply) as url:
        assert values(Endpoint(url, 30).select(ALL.replace("?o WHERE", "WHERE"))) != []
        rows = Endpoint(url, 30).select("SELECT ?s ?p WHERE { ?s ?p ?o } ORDER BY ?p", {"s": bindings["s"]}).rows
        assert len(rows) == 7
        assert {row[0] for row in rows} == {bindings["s"]}
        assert Endpoint(url, 30).select(ALL, bindings).rows == ()


def test_values_block_carries_any_term() -> None:
    terms: Bindings = {
        "a": NamedNode("http://example.org/ü'x"),
        "b": Literal('"} # \\ \n\r\t\u0000é'),
        "c": Literal("x", language="en"),
        "d": Literal("2015", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
    }
    text = with_values("SELECT ?a ?b ?c ?d WHERE {} # a comment at the end", terms)
    answer = Store().query(text)
    assert isinstance(answer, QuerySolutions)
    (solution,) = list(answer)
    assert {name: solution[name] for name in terms} == terms
    assert with_values(ALL, {}) == ALL


@pytest.mark.parametrize(
    "url",
    [
        *("ftp://example.org/x", "file:///etc/passwd", "example.org", "http:///x", "", "javascript:x"),
        *("http://[x", "http://example.org:port/x", "http://example.org:65536/x"),
    ],
)
def test_only_http_addresses(url: str) -> None:
    with pytest.raises(UsageError, match="allowed: http://…, https://…"):
        Endpoint(url, 30)


def test_no_passwords_in_addresses() -> None:
    with pytest.raises(UsageError) as caught:
        Endpoint("http://user:secret@127.0.0.1/query", 30)
    assert "secret" not in str(caught.value)


def test_unreachable() -> None:
    with pytest.raises(ServiceError, match=r"http://127\.0\.0\.1:9/query can't be reached") as caught:
        Endpoint("http://127.0.0.1:9/query", 30).select(ALL)
    assert int(caught.value.exit_code) == 5


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 413, 429, 500, 503])
def test_refusal_shows_what_the_service_says(status: int) -> None:
    with (
        service(answer(b"no \x1b[31mway\nsecond line", "text/plain", status)) as url,
        pytest.raises(ServiceError) as caught,
    ):
        Endpoint(url, 30).select(ALL)
    assert f"refuses the query with status {status}" in str(caught.value)
    assert "no \ufffd[31mway" in str(caught.value)
    assert "second line" not in str(caught.value)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(status: int) -> None:
    reply = answer(b"", status=status, headers={"Location": "http://127.0.0.1:9/other"})
    with (
        service(reply) as url,
        pytest.raises(ServiceError, match=r"has moved to http://127.0.0.1:9/other; use that address"),
    ):
        Endpoint(url, 30).select(ALL)


@pytest.mark.parametrize("kind", ["text/html", "application/sparql-results+xml", "text/csv"])
def test_other_kinds_of_answer(kind: str) -> None:
    with service(answer(EMPTY, kind)) as url, pytest.raises(ServiceError, match="is it a SPARQL endpoint"):
        Endpoint(url, 30).select(ALL)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"head":{},"boolean":true}',
        EMPTY[:-5],
        b"\xff\xfe",
        b'{"results":{"bindings":[{}]}}',
    ],
)
def test_answers_that_are_none(body: bytes) -> None:
    with service(answer(body)) as url, pytest.raises(ServiceError, match="no result in"):
        Endpoint(url, 30).select(ALL)


def test_an_answer_that_breaks_off() -> None:
    with service(answer(EMPTY[:10], headers={"Content-Length": "5000"})) as url, pytest.raises(ServiceError):
        Endpoint(url, 30).select(ALL)


def test_too_large() -> None:
    reply = answer(b" " * 100_000)
    with service(reply) as url, pytest.raises(LimitError, match="more than 50000 bytes") as caught:
        Endpoint(url, 30, size_limit=50_000).select(ALL)
    assert int(caught.value.exit_code) == 6


def test_silence_is_out_of_time() -> None:
    stop = threading.Event()

    def reply(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        stop.wait(10)

    with service(reply) as url:
        start = time.monotonic()
        with pytest.raises(LimitError, match=r"no answer within 0.3 seconds"):
            Endpoint(url, 0.3).select(ALL)
        assert time.monotonic() - start < 5
        stop.set()


def test_dripping_is_out_of_time() -> None:
    stop = threading.Event()

    def reply(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        answer(b"")(handler, body)
        while not stop.wait(0.05):
            handler.wfile.write(b" ")

    with service(reply) as url:
        with pytest.raises(LimitError, match=r"no answer within 0.5 seconds"):
            Endpoint(url, 0.5).select(ALL)
        stop.set()
