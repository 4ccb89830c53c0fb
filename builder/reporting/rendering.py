"""The report of a check in the format that is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, TypeAlias

from builder.checking.findings import CheckResult, Severity
from builder.reporting import data, earl, github, html, junit, markdown, rows, sarif, text, turtle
from builder.reporting.forms import Form

_Judged: TypeAlias = Callable[[CheckResult, Severity], str]
_Plain: TypeAlias = Callable[[CheckResult], str]

_JUDGED: Final[dict[Form, _Judged]] = {
    Form.TEXT: text.render,
    Form.MARKDOWN: markdown.render,
    Form.JSON: data.render,
    Form.JUNIT: junit.render,
    Form.GITHUB: github.render,
    Form.HTML: html.render,
}
"""Formats that say what failed the check."""

_PLAIN: Final[dict[Form, _Plain]] = {
    Form.CSV: rows.render,
    Form.TURTLE: turtle.render,
    Form.SARIF: sarif.render,
    Form.EARL: earl.render,
}
"""Formats that say what was found, whatever fails the check."""

_SURROGATES: Final = re.compile("[\ud800-\udfff]")


def render(result: CheckResult, form: Form, level: Severity = Severity.VIOLATION, screen: int | None = None) -> str:
    """The report, ending in a line end; findings of ``level`` or graver fail the check.

    ``screen`` is the width of the terminal that text goes to, in columns; it then has colours. All of it has a form in
    UTF-8: what has none, as in names of files that are not text, becomes U+FFFD.
    """
    if form is Form.TEXT and screen is not None:
        report = text.render(result, level, width=screen, colour=True)
    else:
        report = _JUDGED[form](result, level) if form in _JUDGED else _PLAIN[form](result)
    return _SURROGATES.sub("\ufffd", report)
