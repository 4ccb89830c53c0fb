"""Results in plain words: what stands in the data, what should, and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from rdflib import URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from builder.checking.cases import Case
from builder.checking.components import of_result
from builder.checking.naming import printable
from builder.namespaces import PEEL
from builder.shacl.data import Data
from builder.shacl.results import Result
from builder.shacl.shapes import Shapes, node_of

REMEDY: Final = URIRef(PEEL + "remedy")
"""The property of shapes and constraints that says how to mend a breach."""

VARIABLE: Final = re.compile(r"\{[?$](\w+)\}")
"""A variable in a message, or in a remedy, where it stands for what the message shows."""

_UNKNOWN: Final = "…"


@dataclass(frozen=True, slots=True)
class Worded:
    """A result in plain words: ``found`` and ``expected`` are parts of a sentence, ``remedy`` is a whole one."""

    found: str
    expected: str
    remedy: str


def word(result: Result, shapes: Shapes, data: Data) -> Worded:
    """The words for one result; ``data`` hold the labels of what it names, and so the ontology with them.

    The remedy is that which the shape or constraint gives (``peel:remedy``), else one made for the kind of constraint.
    """
    case = Case(result, shapes, data)
    words = of_result(result)
    return Worded(words.found(case), words.expected(case), _written(case) or _sentence(words.remedy(case)))


def _written(case: Case) -> str:
    """The remedy that the constraint, or else the shape, gives; its variables filled as in the message."""
    nodes = [node_of(each) for each in (case.result.constraint, case.result.shape) if each]
    remedy = _sentence(next(filter(None, (case.asks.text(node, REMEDY) for node in nodes)), ""))
    if not VARIABLE.search(remedy):
        return remedy
    known = {**_shown(case, nodes), **_own(case)}
    return VARIABLE.sub(lambda match: known.get(match[1], _UNKNOWN), remedy)


def _own(case: Case) -> Mapping[str, str]:
    """What is known of a result without its message."""
    value = case.result.value
    known = {"this": case.names.thing(case.result.focus)}
    return known if value is None else known | {"value": case.names.thing(value)}


def _shown(case: Case, nodes: list[Node]) -> Mapping[str, str]:
    """What the variables stand for, read from the messages of the result by the text that holds them."""
    label = case.names.label(case.result.focus)
    known = {"label": printable(label)} if label else {}
    for template in (str(text) for node in nodes for text in case.asks.parameters(node, SH.message)):
        patterns = [_pattern(template, {"label": label} if label else {}), _pattern(template, {})]
        for message in case.result.messages:
            match = next(filter(None, (each.fullmatch(message) for each in patterns)), None)
            found = match.groupdict() if match else {}
            known |= {name: printable(text) for name, text in found.items() if not VARIABLE.fullmatch(text)}
    return known


def _pattern(template: str, known: Mapping[str, str]) -> re.Pattern[str]:
    """The pattern of the messages that come from one template; what is known already keeps its variable's place."""
    seen: set[str] = set()
    parts: list[str] = []
    for number, part in enumerate(VARIABLE.split(template)):
        if number % 2 == 0:
            parts.append(re.escape(part))
        else:
            first = f"(?P<{part}>{re.escape(known[part]) if part in known else '.*?'})"
            parts.append(f"(?P={part})" if part in seen else first)
            seen.add(part)
    return re.compile("".join(parts), re.DOTALL)


def general(text: str) -> str:
    """A message or remedy without any result: the thing's own name left out, other variables by their names."""
    said = VARIABLE.sub(_by_name, re.sub(r"^\{[?$](?:label|this)\}: ", "", text))
    return said[:1].upper() + said[1:]


def _by_name(variable: re.Match[str]) -> str:
    """``{?bodyName}`` as ``‹body name›``."""
    return f"‹{re.sub(r'(?<=[a-z])(?=[A-Z])', ' ', variable[1]).lower()}›"


def _sentence(words: str) -> str:
    """Words with a capital at their beginning and a full stop at their end; nothing stays nothing."""
    first = words[:1].upper() + words[1:]
    return first if not words or words.endswith((".", "?", "!")) else f"{first}."
