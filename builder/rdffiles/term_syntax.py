"""What is wrong with a single term of Turtle: signs, texts, IRIs, languages, datatypes."""

from __future__ import annotations

import re
from typing import Final

from builder.rdffiles.causes import Cause, shown
from builder.rdffiles.turtle_context import Context, after_statement

_NO_NAME: Final = "beginning of a prefix name"
_QUOTES: Final = "“”„‟‘’‚‛«»`´"
_ODD_BLANKS: Final = "\u00a0\u2007\u2009\u200b\u202f\ufeff"
_ADDRESS_SIGNS: Final = "/%#?&$!~*+|"
_SIGNS: Final = {
    "\0": ("a NUL byte", "text", "write the file again; a NUL mostly comes from UTF-16 or from a torn file"),
    "=": ("`=`", "`:` in a prefixed name, a blank between the parts", "write `:`, or take the `=` out"),
}
"""Found, allowed and advice for signs that no term begins with."""

_IRI_START: Final = re.compile(r'<[^<>"{}|^`\\\x00-\x20]*')
_LINE: Final = re.compile(r"[^\r\n]*")
_TAG: Final = re.compile(r"@[\w-]*")
_SHORT_CODE: Final = re.compile(r"\\u(?![0-9A-Fa-f]{4})[0-9A-Fa-f]{0,3}|\\U(?![0-9A-Fa-f]{8})[0-9A-Fa-f]{0,7}")
_CLOSED: Final = re.compile(r'"[^"\n\r]*"' r"|'[^'\n\r]*'")


def odd_sign(context: Context, offset: int, message: str) -> Cause | None:
    """A sign that no term begins with."""
    sign, pair = context.text[offset : offset + 1], context.text[offset : offset + 2]
    if not sign:
        return None
    found = _SIGNS.get(sign)
    if sign in _ODD_BLANKS:
        found = f"the character U+{ord(sign):04X}, which looks like a space", "plain spaces", "retype the space"
    elif sign in _QUOTES or (sign == "'" and message.endswith(_NO_NAME)):
        found = f"the quotation mark {sign}", '`"`', 'put the text between `"` and `"`'
    elif pair in {"//", "/*"}:
        found = f"`{pair}`", "`#` before a comment", "begin the comment with `#`"
    elif sign in _ADDRESS_SIGNS and context.previous and context.previous.end == offset:
        found = (
            f"`{sign}` behind {shown(context.previous.text)}",
            "a blank, or a sign between parts",
            _escaped(context, sign),
        )
    elif found is None and message.endswith(_NO_NAME):
        allowed = "an IRI, a prefixed name, a text, a number"
        found = (
            f"{shown(context.token)}, which is no part of a statement",
            allowed,
            'put it between `"` and `"` if it is a text',
        )
    return Cause(offset, *found) if found else None


def _escaped(context: Context, sign: str) -> str:
    if context.previous and context.previous.kind == "number":
        return "write the number alone, or all of it as a text in quotes"
    return f"write `\\{sign}` in a prefixed name, or the whole IRI between `<` and `>`"


def unclosed(context: Context, offset: int, message: str) -> Cause | None:
    """A text or IRI that goes on to the end of its line, or of the file."""
    opening = context.text[context.at : context.at + 1]
    if opening == "<":
        return iri(context, offset, message)
    if opening not in {'"', "'"}:
        return None
    closed = _CLOSED.match(context.text, context.at)
    bad = _SHORT_CODE.search(context.text, context.at, closed.end()) if closed else None
    if bad:
        digits = "four" if bad[0][1] == "u" else "eight"
        allowed = rf"\{bad[0][1]} and {digits} hexadecimal digits"
        return Cause(bad.start(), f"{shown(bad[0])} in a text", allowed, r"write all digits, or `\\` for a backslash")
    long = context.text[context.at : context.at + 3] == opening * 3
    mark = opening * 3 if long else opening
    found = f"the text that opens here is {'never closed' if long else 'not closed in its line'}"
    several = "" if long else f"; a text of several lines stands between `{opening * 3}` and `{opening * 3}`"
    return Cause(context.at, found, f"`{mark}` at its end", f"close it with `{mark}`{several}")


def iri(context: Context, _offset: int, _message: str) -> Cause | None:
    """An IRI that is not closed, or holds what none may hold."""
    match, line = _IRI_START.match(context.text, context.at), _LINE.match(context.text, context.at)
    if match is None or line is None:
        return None
    closing = context.text.find(">", match.end(), line.end())
    if closing < 0:
        return Cause(context.at, "the IRI that opens here is not closed", "`>` at its end", "close it with `>`")
    sign = context.text[match.end()]
    name = {" ": "a space", "\t": "a tab"}.get(sign, shown(sign))
    allowed = 'IRIs without blanks and without < " { } | ^ ` and backslash'
    resume = after_statement(context.text, closing + 1)
    return Cause(match.end(), f"{name} in an IRI", allowed, f"take it out, or write %{ord(sign):02X}", resume=resume)


def relative(context: Context, offset: int, _message: str) -> Cause:
    """A relative IRI without a base."""
    found = f"{shown(context.token)} is a relative IRI and the file has no base"
    return Cause(
        offset, found, "a whole IRI", "write the IRI in full, or a line such as  @base <https://example.org/> ."
    )


def language(context: Context, offset: int, _message: str) -> Cause | None:
    """A language tag that is none (BCP 47)."""
    start = max(context.text.rfind("@", 0, offset + 1), 0)
    tag = _TAG.match(context.text, start)
    if tag is None or tag.end() < offset:
        return None
    mended = tag[0].replace("_", "-")
    advice = f"write {mended}" if mended != tag[0] else "write a language tag such as @en or @cy"
    return Cause(
        start, f"{shown(tag[0])} as a language", "letters, and `-` between parts of up to eight: @en-GB", advice
    )


def datatype(context: Context, offset: int, _message: str) -> Cause:
    """What stands behind ``^^`` and is no IRI."""
    token = context.token
    advice = f"write xsd:{token}" if re.fullmatch(r"[A-Za-z]+", token) else "write a datatype such as xsd:date"
    return Cause(offset, f"{shown(token)} as a datatype", "an IRI or a prefixed name", advice)


def escape(_context: Context, offset: int, message: str) -> Cause:
    """A backslash that begins no escape."""
    match = re.search(r"'(\\.)'", message)
    found = f"{shown(match[1] if match else chr(92))} in a text"
    return Cause(offset, found, r"\t \n \r \" \' \\ \uXXXX", r"write `\\` for a backslash")
