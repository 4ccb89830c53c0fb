"""What is wrong with a text that should be JSON-LD."""

from __future__ import annotations

import re
from typing import Final

from builder.rdffiles.causes import Cause, shown
from builder.rdffiles.json_scanner import Json, JsonError, Members, scan

_QUOTES: Final = "“”„‘’‚«»'`"
_LAST: Final = re.compile(r"\S\s*\Z")
_WORD: Final = re.compile(r"[^\s,:{}\[\]]+")
_REMOTE: Final = "No LoadDocumentCallback"


def json_cause(text: str, message: str) -> Cause | None:
    """The likely cause of an error; None where neither the JSON nor a keyword in it explains the parser's message."""
    try:
        document = scan(text)
    except JsonError as error:
        return _no_json(text, error)
    if _REMOTE in message:
        return _remote(document)
    keyword = re.search(r"@\w+", message)
    wrong = _first(document, keyword[0]) if keyword else None
    if keyword is None or wrong is None:
        return None
    allowed = "a text, a number, true or false" if keyword[0] == "@value" else "a text"
    return Cause(wrong.at, message, allowed, f"see {keyword[0]} in JSON-LD 1.1: it takes {allowed}")


def _no_json(text: str, error: JsonError) -> Cause:
    at, kind = error.at, error.kind
    word = _WORD.match(text, at)
    token = shown(word[0] if word else text[at : at + 1]) if at < len(text) else "the end of the text"
    if text[at : at + 1] in set(_QUOTES) and kind in {"value", "key"}:
        return Cause(at, f"the quotation mark {text[at]}", '`"`', 'put the text between `"` and `"`')
    if text[at : at + 2] in {"//", "/*"} or text[at : at + 1] == "#":
        return Cause(at, "a comment", "JSON has no comments", "take it out")
    if kind == "comma":
        before = _LAST.search(text, 0, at)
        end = before.start() + 1 if before else at
        return Cause(end, f"no comma before {token}", "`,` between the parts", "put `,` here")
    found, allowed, advice = _WORDS[kind]
    return Cause(at, found.format(token=token, sign=text[at : at + 1]), allowed, advice)


_WORDS: Final = {
    "value": (
        "no value before {token}",
        'a text in `"`, a number, true, false, null, `{` or `[`',
        "write a value, in quotes if it is a text",
    ),
    "key": ("{token} as a key", 'a key in `"`', 'put the key between `"` and `"`'),
    "colon": ("no colon before {token}", "`:` between key and value", "put `:` here"),
    "trailing": ("a comma before the closing bracket", "a comma only between parts", "take it out"),
    "string": (
        "the text that opens here is not closed in its line",
        '`"` at its end',
        'close it with `"`; a line break in it is \\n',
    ),
    "escape": ("an escape that JSON does not have", r"\" \\ \/ \b \f \n \r \t \uXXXX", r"write `\\` for a backslash"),
    "control": ("a tab or control character in a text", "printable characters", r"write \t for a tab, or take it out"),
    "more": ("{token} behind the end", "one value in the file", "take it out, or put all into one `[ ]`"),
    "open": ("the `{sign}` here is never closed", "its closing bracket", "put the closing bracket at its end"),
}
"""Found, allowed and advice for what a scanner reports."""


def _remote(document: Json) -> Cause | None:
    for key, value in _members(document):
        contexts = value.value if isinstance(value.value, list) else [value]
        for each in contexts:
            if key in {"@context", "@import"} and isinstance(each.value, str):
                found = f"the context {shown(each.value)} lies elsewhere and is not fetched"
                return Cause(
                    each.at, found, "contexts in the file itself", "put its content here in place of its address"
                )
    return None


def _first(document: Json, keyword: str) -> Json | None:
    """The first value of a keyword that is no text."""
    for key, value in _members(document):
        parts = value.value if isinstance(value.value, list) and keyword == "@type" else [value]
        for each in parts:
            if key == keyword and not isinstance(each.value, str):
                return each
    return None


def _members(document: Json) -> list[tuple[str, Json]]:
    """The members of all objects, in the order of their places."""
    found: list[tuple[int, str, Json]] = []
    waiting = [document]
    while waiting:
        value = waiting.pop().value
        if isinstance(value, Members):
            found.extend((each.at, each.key, each.value) for each in value.items)
            waiting.extend(each.value for each in value.items)
        elif isinstance(value, list):
            waiting.extend(value)
    return [(key, value) for _, key, value in sorted(found, key=lambda each: each[0])]
