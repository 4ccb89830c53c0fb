"""An unmodified triplestore, started for the tests on the loopback address with the built Turtle file alone in it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from rdflib import Graph


def _program() -> str:
    beside = Path(sys.executable).with_name("oxigraph")
    found = str(beside) if beside.exists() else shutil.which("oxigraph")
    assert found, "the triplestore `oxigraph` is missing: install requirements-dev.txt"
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def endpoint(built_graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the query service of Oxigraph's own server, read-only."""
    store = tmp_path_factory.mktemp("store")
    loaded = [_program(), "load", "--location", str(store), "--file", str(built_graph)]
    subprocess.run(loaded, check=True, capture_output=True, timeout=120)
    address = f"127.0.0.1:{_free_port()}"
    command = [_program(), "serve-read-only", "--location", str(store), "--bind", address]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        _wait(server, f"http://{address}/")
        yield f"http://{address}/query"
    finally:
        server.terminate()
        server.communicate(timeout=20)


def _wait(server: subprocess.Popen[bytes], address: str) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        assert server.poll() is None, f"the server ended: {server.communicate()[1].decode()}"
        try:
            with urlopen(address, timeout=1):  # noqa: S310 - the loopback address
                return
        except (URLError, OSError):
            time.sleep(0.05)
    raise TimeoutError(f"the server at {address} does not answer")


@pytest.fixture(scope="session")
def rdflib_graph(built_graph: Path) -> Graph:
    """The same file in rdflib."""
    return Graph().parse(built_graph, format="turtle")
