"""What the tests of RDF files share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from builder.rdffiles.reading import RdfFile, read_rdf

Write = Callable[[str, str | bytes], Path]
Read = Callable[[str, str | bytes], RdfFile]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file with a name and a content, and gives its path."""

    def written(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written


@pytest.fixture
def read(write: Write) -> Read:
    """Writes a file with a name and a content, and reads it."""

    def file(name: str, content: str | bytes) -> RdfFile:
        return read_rdf([write(name, content)], name=lambda path: path.name)[0]

    return file
