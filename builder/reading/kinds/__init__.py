"""The kinds of document, one module each."""

from __future__ import annotations

from typing import Final

from builder.reading.kinds import (
    commissioner_response,
    peel_overview,
    peel_pillar,
    peel_report,
    police_authority,
    press_release,
    value_for_money,
)
from builder.reading.kinds.kind import DocumentKind

KINDS: Final[tuple[DocumentKind, ...]] = (
    peel_pillar.KIND,
    peel_report.KIND,
    police_authority.KIND,
    peel_overview.KIND,
    press_release.KIND,
    value_for_money.KIND,
    commissioner_response.KIND,
)
