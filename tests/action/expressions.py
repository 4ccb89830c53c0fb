"""Expressions of GitHub Actions, as far as action.yml uses them.

https://docs.github.com/en/actions/reference/workflows-and-actions/expressions says what they mean: a missing property
is null, ``&&`` and ``||`` give one of their operands, texts are equal whatever their case, and values of different
kinds are compared as numbers.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

Value: TypeAlias = "str | float | bool | Mapping[str, Value] | None"

_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<number>-?\d+(?:\.\d+)?)|(?P<sign>==|!=|&&|\|\||[!().])|(?P<name>[A-Za-z_][\w-]*))"
)
_WHOLE = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)


def interpolate(text: str, contexts: Mapping[str, Value]) -> str:
    """A text with the values of its ``${{ }}`` instead of them."""
    return _WHOLE.sub(lambda match: as_text(evaluate(match[1], contexts)), text)


def holds(condition: str | None, contexts: Mapping[str, Value], failed: bool = False) -> bool:
    """Whether a step with this ``if`` runs; without a status function it only does where no step before has failed."""
    condition = condition or ""
    whole = _WHOLE.fullmatch(condition.strip())
    inner = whole[1] if whole else condition
    if not re.search(r"\b(?:always|cancelled|failure|success)\(\)", inner) and failed:
        return False
    return not inner or _true(evaluate(inner, contexts, failed))


def evaluate(expression: str, contexts: Mapping[str, Value], failed: bool = False) -> Value:
    """The value of an expression; raises ValueError for what this module does not know."""
    parser = _Parser(_tokens(expression), contexts, failed)
    value = parser.either()
    if parser.tokens:
        raise ValueError(f"{expression}: {parser.tokens[0]} is too much")
    return value


def as_text(value: Value) -> str:
    """A value as text: nothing for null, and truth in lower case."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, Mapping):
        return "Object"
    return value or ""


def _tokens(expression: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    position = 0
    expression = expression.rstrip()
    while position < len(expression):
        match = _TOKEN.match(expression, position)
        if match is None:
            raise ValueError(f"{expression}: not understood from {expression[position:]}")
        found.append((str(match.lastgroup), match[str(match.lastgroup)]))
        position = match.end()
    return found


class _Parser:
    """A parser by recursive descent that computes as it goes; both operands of ``&&`` and ``||`` are pure."""

    def __init__(self, tokens: list[tuple[str, str]], contexts: Mapping[str, Value], failed: bool) -> None:
        self.tokens = tokens
        self._contexts = contexts
        self._status: dict[str, Callable[[], bool]] = {
            "always": lambda: True,
            "cancelled": lambda: False,
            "failure": lambda: failed,
            "success": lambda: not failed,
        }

    def either(self) -> Value:
        left = self._both()
        while self._taken("||"):
            right = self._both()
            left = left if _true(left) else right
        return left

    def _both(self) -> Value:
        left = self._equal()
        while self._taken("&&"):
            right = self._equal()
            left = right if _true(left) else left
        return left

    def _equal(self) -> Value:
        left = self._single()
        while True:
            if self._taken("=="):
                left = _same(left, self._single())
            elif self._taken("!="):
                left = not _same(left, self._single())
            else:
                return left

    def _single(self) -> Value:
        if self._taken("!"):
            return not _true(self._single())
        if self._taken("("):
            value = self.either()
            self._take(")")
            return value
        return self._plain(*self.tokens.pop(0))

    def _plain(self, kind: str, word: str) -> Value:
        """The value of one word: a text, a number, a constant, a function or a property of a context."""
        if kind == "text":
            return word[1:-1].replace("''", "'")
        if kind == "number":
            return float(word)
        if kind != "name":
            raise ValueError(f"{word} where a value should stand")
        if word in {"true", "false", "null"}:
            return {"true": True, "false": False, "null": None}[word]
        if self._taken("("):
            self._take(")")
            return self._status[word]()
        return self._property(word)

    def _property(self, word: str) -> Value:
        if word not in self._contexts:
            raise ValueError(f"{word} is no context")
        value = self._contexts[word]
        while self._taken("."):
            _, name = self.tokens.pop(0)
            value = value.get(name) if isinstance(value, Mapping) else None
        return value

    def _taken(self, sign: str) -> bool:
        if self.tokens[:1] == [("sign", sign)]:
            self.tokens.pop(0)
            return True
        return False

    def _take(self, sign: str) -> None:
        if not self._taken(sign):
            raise ValueError(f"{sign} is missing")


def _true(value: Value) -> bool:
    return not (value is None or value in (False, 0, "") or (isinstance(value, float) and math.isnan(value)))


def _same(left: Value, right: Value) -> bool:
    if isinstance(left, str) and isinstance(right, str):
        return left.casefold() == right.casefold()
    if type(left) is type(right):
        return left is right if isinstance(left, Mapping) else left == right
    return _number(left) == _number(right)


def _number(value: Value) -> float:
    if value is None or value == "":
        return 0.0
    if isinstance(value, bool | float):
        return float(value)
    if isinstance(value, str):
        return float(value) if re.fullmatch(r"-?\d+(\.\d+)?", value) else math.nan
    return math.nan
