"""What tests of the grammar share."""

from __future__ import annotations

import pytest

from builder.reading.grammar.mentions import Mentions
from builder.reading.knowledge import Knowledge


@pytest.fixture(scope="session")
def mentions(known: Knowledge) -> Mentions:
    """Finds what lines name."""
    return Mentions(known)
