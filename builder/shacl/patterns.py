"""Regular expressions of SPARQL (https://www.w3.org/TR/xpath-functions/#regex-syntax) as Python writes them."""

from __future__ import annotations

import re

from builder.shacl.failures import Malformed, Unsupported

_FLAGS = "imsxq"


def compiled(pattern: str, flags: str = "") -> re.Pattern[str]:
    """What finds a pattern somewhere in a text.

    Raises Malformed for what is no regular expression, Unsupported for what Python can't find.
    """
    if unknown := sorted(set(flags) - set(_FLAGS)):
        raise Malformed(f"no flag of regular expressions: {unknown[0]}")
    try:
        return re.compile(pythonic(pattern, flags))
    except (re.error, OverflowError) as error:
        raise Malformed(f"sh:pattern '{pattern}': {error}") from error


def pythonic(pattern: str, flags: str = "") -> str:
    r"""The pattern with its flags in it, and with ``\Z`` for a ``$`` that means the very end of the text.

    Python takes ``$`` for the end of a last line too. Raises Unsupported for classes of characters that Python has no
    words for.
    """
    options = "".join(flag for flag in _FLAGS if flag in flags and flag != "q")
    text = re.escape(pattern) if "q" in flags else _with_ends(pattern, "m" in flags)
    return f"(?{options}){text}" if options else text


def _with_ends(pattern: str, lines: bool) -> str:
    parts: list[str] = []
    inside, before = False, ""
    for sign in pattern:
        escaped = before == "\\"
        if (escaped and sign in "pPiIcC") or (inside and before == "-" and sign == "["):
            raise Unsupported(f"a class of characters that is XPath's: {before}{sign}")
        parts.append(r"\Z" if sign == "$" and not (escaped or inside or lines) else sign)
        if sign in "[]" and not escaped:
            inside = sign == "["
        before = "" if escaped else sign
    return "".join(parts)
