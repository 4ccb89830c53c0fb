"""What tests of the grammar share; property tests are judged by what they find, never by a busy machine's time."""

from __future__ import annotations

import pytest
from hypothesis import settings

from builder.reading.grammar.mentions import Mentions
from builder.reading.knowledge import Knowledge

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def mentions(known: Knowledge) -> Mentions:
    """Finds what lines name."""
    return Mentions(known)
