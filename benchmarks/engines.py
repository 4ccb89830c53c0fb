"""SHACL engines as commands: ``python -m benchmarks.engines ENGINE DATA`` prints how many results there are.

DATA is a file of N-Triples. The shapes are those of the project, in one file for the engines that take one.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from pyoxigraph import RdfFormat, parse, serialize

ROOT: Final = Path(__file__).resolve().parent.parent

JARS: Final = (
    *("jena-arq", "jena-base", "jena-cmds", "jena-core", "jena-iri", "jena-shacl", "jena-tdb", "jena-rdfconnection"),
    *("jena-dboe-base", "jena-dboe-index", "jena-dboe-storage", "jena-dboe-trans-data", "jena-dboe-transaction"),
    *("commons-cli", "commons-codec", "commons-compress", "commons-csv", "commons-io", "commons-lang3"),
    *("dexx.collection", "guava", "failureaccess", "httpclient", "httpcore", "jsonld-java", "gson", "thrift"),
    *("jackson-annotations", "jackson-core", "jackson-databind", "jcl-over-slf4j", "slf4j-api", "slf4j-nop"),
    *("protobuf", "xercesImpl", "xml-apis"),
)
"""What Debian's package libapache-jena-java needs on its class path; it comes without a command of its own."""
DEBIAN: Final = Path("/usr/share/java")


def shapes_file(folder: Path) -> Path:
    """All shapes of the project in one file."""
    file = folder / "shapes.nt"
    triples = [quad.triple for path in sorted((ROOT / "shapes").glob("*.ttl")) for quad in parse(path=path)]
    serialize(triples, str(file), format=RdfFormat.N_TRIPLES)
    return file


def ours(engine: str, data: Path) -> int:
    """`peelgraph check` as a person runs it, without the command line."""
    from builder.checking.service import Settings, check_files
    from builder.project import Project
    from builder.shacl.engines import Engine

    result = check_files(Project(ROOT), [data], Settings(engine=Engine(engine)))
    return len(result.findings)


def py_shacl(module: str, data: Path, shapes: Path) -> int:
    """pySHACL, or a module with its interface, on a graph of rdflib."""
    import importlib

    from rdflib import Graph
    from rdflib.namespace import SH

    validate: Callable[..., Any] = importlib.import_module(module).validate
    _, report, _ = validate(Graph().parse(data), shacl_graph=Graph().parse(shapes), inference="none")
    return len(list(report.subject_objects(SH.focusNode)))


def shacl(data: Path, shapes: Path) -> int:
    """The package shacl."""
    import shacl as package

    return len(package.validate(str(data), str(shapes)).results)


def shacl_rust(data: Path, shapes: Path) -> int:
    """The package shacl-rust."""
    import shacl_rust as package

    return len(package.validate_file(str(data), str(shapes))["results"])


def holosdb(data: Path, shapes: Path) -> int:
    """The package holosdb."""
    from holosdb import Store

    store = Store()
    store.load(str(data))
    return int(store.validate(str(shapes))["violations"])


def jena_class_path(folder: Path) -> list[str]:
    """The jars of Jena as Debian packages it, and in front of them its misplaced message bundles, put into a folder."""
    with zipfile.ZipFile(DEBIAN / "jena-core.jar") as archive:
        for name in archive.namelist():
            if name.startswith("org/apache/jena/ext/xerces/") and not name.endswith("/"):
                target = folder / "xerces" / name.removeprefix("org/apache/jena/ext/xerces/")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(archive.read(name))
    return [str(folder), *(str(DEBIAN / f"{jar}.jar") for jar in JARS if (DEBIAN / f"{jar}.jar").exists())]


def jena(data: Path, shapes: Path, folder: Path) -> int:
    """Jena's command line."""
    command = ["java", "-Xmx12g", "-cp", os.pathsep.join(jena_class_path(folder)), "shacl.shacl", "validate"]
    done = subprocess.run(
        [*command, "--shapes", str(shapes), "--data", str(data)], check=True, capture_output=True, text=True
    )
    return done.stdout.count("focusNode")


def main() -> None:
    """Run the engine that the command line names."""
    engine, data = sys.argv[1], Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shapes = shapes_file(folder)
        runs: dict[str, Callable[[], int]] = {
            "fast": lambda: ours("fast", data),
            "reference": lambda: ours("pyshacl", data),
            "plain": lambda: py_shacl("pyshacl", data, shapes),
            "turbo": lambda: py_shacl("pyshacl_turbo", data, shapes),
            "shacl": lambda: shacl(data, shapes),
            "shacl-rust": lambda: shacl_rust(data, shapes),
            "holosdb": lambda: holosdb(data, shapes),
            "jena": lambda: jena(data, shapes, folder),
        }
        print(runs[engine]())


if __name__ == "__main__":
    main()
