"""The report of a comparison in the format that is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from builder.comparing import data, markdown, page, patch, text
from builder.comparing.changes import Comparison
from builder.comparing.forms import DiffForm

_RENDER: Final[dict[DiffForm, Callable[[Comparison], str]]] = {
    DiffForm.TEXT: text.render,
    DiffForm.MARKDOWN: markdown.render,
    DiffForm.JSON: data.render,
    DiffForm.HTML: page.render,
    DiffForm.RDF_PATCH: patch.render,
}

_SURROGATES: Final = re.compile("[\ud800-\udfff]")


def render(comparison: Comparison, form: DiffForm) -> str:
    """The report, ending in a line end; what has no form in UTF-8, as in names of files, becomes U+FFFD."""
    return _SURROGATES.sub("\ufffd", _RENDER[form](comparison))
