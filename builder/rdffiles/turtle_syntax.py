"""What is wrong with a Turtle or TriG text, and what is likely to mend it."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Final

from builder.namespaces import PREFIXES
from builder.rdffiles import part_syntax, term_syntax
from builder.rdffiles.causes import Cause, shown
from builder.rdffiles.turtle_context import Context

_SCHEMES: Final = {"ftp", "http", "https", "mailto", "tel", "urn"}
_UNDECLARED: Final = re.compile(r"The prefix (.*): has not been declared")
_WRITTEN: Final = re.compile(r"\s*([^\s:=<]*)")


def turtle_cause(context: Context, offset: int, message: str) -> Cause:
    """The likely cause of an error that pyoxigraph reports at an offset."""
    for pattern, handler in _HANDLERS:
        cause = handler(context, offset, message) if re.search(pattern, message) else None
        if cause:
            return cause
    return Cause(offset, f"{message[:1].lower()}{message[1:]}", "RDF 1.1 Turtle")


def _undeclared(context: Context, offset: int, message: str) -> Cause:
    match = _UNDECLARED.search(message)
    prefix = match[1] if match else ""
    if len(context.token) == 1:  # the colon alone
        advice = "write `;`, or the name that belongs to the `:`"
        return Cause(offset, "`:` on its own", "`;` between properties", advice)
    declared = sorted(context.declared())
    named = ", ".join(f"`{each}:`" for each in declared)
    allowed = f"declared here: {named}" if declared else "no prefix is declared"
    found = f"the prefix `{prefix}:` is not declared"
    return Cause(offset, found, allowed, _declaration(prefix, declared, context.token), declare=prefix)


def _declaration(prefix: str, declared: list[str], token: str) -> str:
    if prefix in PREFIXES:
        return f"add the line  @prefix {prefix}: <{PREFIXES[prefix]}> ."
    if prefix.lower() in _SCHEMES:
        return f"put the IRI between `<` and `>`: <{token}…>"
    near = get_close_matches(prefix, [*declared, *PREFIXES], 1) if len(prefix) > 2 else []
    if near and near[0] in declared:
        return f"write `{near[0]}:`, or add a line  @prefix {prefix}: <…> ."
    if near:
        return f"write `{near[0]}:` and add the line  @prefix {near[0]}: <{PREFIXES[near[0]]}> ."
    return f"add a line  @prefix {prefix}: <…> ."


def _directive(context: Context, offset: int, message: str) -> Cause:
    found = f"{shown(context.token)} in a declaration"
    if "followed by a prefix like" not in message:
        return Cause(offset, found, "an IRI between `<` and `>`", "write it as <…>")
    previous = context.previous
    name = _WRITTEN.match(context.text, previous.end if previous else offset)
    prefix = name[1] if name and name[1] else "ex"
    return Cause(offset, found, "a prefix with its colon", f"write @prefix {prefix}: <…> .")


_HANDLERS: Final = (
    (r"has not been declared", _undeclared),
    (r"Line jumps are not allowed|Unexpected end of file", term_syntax.unclosed),
    (r"beginning of a prefix name|is not a valid|dot is expected|Unexpected character", term_syntax.odd_sign),
    (r"keyword should be followed|declaration should be followed", _directive),
    (r"dot is expected at the end|should end with a '\]'", part_syntax.between),
    (r"^Unexpected end$", part_syntax.end),
    (r"not a valid subject", part_syntax.subject),
    (r"not a valid predicate", part_syntax.predicate),
    (r"not a valid RDF object", part_syntax.value),
    (r"Invalid IRI", term_syntax.iri),
    (r"No scheme found", term_syntax.relative),
    (r"[Ll]anguage|subtag|Unexpected character|should not be empty", term_syntax.language),
    (r"Expecting a datatype", term_syntax.datatype),
    (r"escape", term_syntax.escape),
)
"""What explains a message of the parser, by a pattern of it; the first that has an explanation."""
