"""The tests' own reading of expressions does what GitHub's documentation says."""

from __future__ import annotations

import pytest

from .expressions import Value, evaluate, holds, interpolate

CONTEXTS: dict[str, Value] = {
    "inputs": {"sarif": "true", "diff-against": "", "name": "It's"},
    "github": {"event_name": "pull_request", "event": {"number": 7.0}},
}


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("'it''s'", "it's"),
        ("inputs.sarif == 'TRUE'", True),  # "GitHub ignores case when comparing strings"
        ("inputs.missing", None),
        ("inputs.missing.deeper", None),
        ("inputs.missing == ''", True),  # null and '' are both 0 as numbers
        ("inputs.sarif == true", False),  # 'true' is no number
        ("'1' == 1", True),
        ("inputs.diff-against || 'other'", "other"),
        ("inputs.name && 'then'", "then"),
        ("'' && 'then'", ""),
        ("!inputs.sarif", False),
        ("true || false && false", True),  # && binds closer
        ("(true || false) && false", False),
        ("github.event.number != 8", True),
    ],
)
def test_values(expression: str, value: Value) -> None:
    assert evaluate(expression, CONTEXTS) == value


@pytest.mark.parametrize("expression", ["nothing.here", "'open", "inputs.name 'x'", "fromJSON('1')", "(true", "=="])
def test_what_is_not_known_is_refused(expression: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        evaluate(expression, CONTEXTS)


def test_texts() -> None:
    assert interpolate(
        "a ${{ inputs.name }}/${{ inputs.missing }}/${{ true }}/${{ github.event.number }}", CONTEXTS
    ) == ("a It's//true/7")


@pytest.mark.parametrize(
    ("condition", "failed", "runs"),
    [
        (None, False, True),
        (None, True, False),
        ("inputs.sarif == 'true'", True, False),
        ("${{ !cancelled() && inputs.sarif == 'true' }}", True, True),
        ("${{ !cancelled() && inputs.sarif == 'false' }}", True, False),
        ("failure()", False, False),
        ("always()", True, True),
    ],
)
def test_conditions(condition: str | None, failed: bool, runs: bool) -> None:
    assert holds(condition, CONTEXTS, failed) is runs
