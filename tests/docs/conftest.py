"""The graph that the documentation is made from."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from builder.documentation.material import Material, gather
from builder.project import Project


@pytest.fixture(scope="session")
def material(project: Project) -> Iterator[Material]:
    """The real project with its graph in memory and in a file."""
    with gather(project) as found:
        yield found
