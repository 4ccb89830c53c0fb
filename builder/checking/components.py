"""What each constraint component of SHACL finds, expects and takes to mend, in plain words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from pyoxigraph import Literal, NamedNode
from rdflib import URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from builder.checking import value_words
from builder.checking.cases import Case
from builder.checking.findings import compact
from builder.checking.naming import listed, printable, quoted
from builder.checking.requirements import TIMES, Requirements
from builder.shacl.results import Result
from builder.shacl.shapes import node_of

Words = Callable[[Case], str]


@dataclass(frozen=True, slots=True)
class Component:
    """How to say what results of a component found, what they expect, and what mends them."""

    found: Words
    expected: Words
    remedy: Words


def of_result(result: Result) -> Component:
    """The words for the component of a result; for a component that SHACL does not have, general ones."""
    name = result.component.removeprefix(str(SH)).removesuffix("ConstraintComponent")
    return COMPONENTS.get(name, _OTHER)


# --- pairs of properties -----------------------------------------------------------------------------------------


def _pair(parameter: URIRef) -> Words:
    """The value, and what stands in the other property."""

    def found(case: Case) -> str:
        others = [NamedNode(str(each)) for each in case.asks.parameters(case.shape, parameter)]
        said = [
            f"{case.names.term(each.value)} is {listed(map(case.names.thing, case.of(each)))}"
            if case.of(each)
            else f"no {case.names.term(each.value)}"
            for each in others
        ]
        return "; ".join([case.value, *said])

    return found


def _other(case: Case, parameter: URIRef) -> str:
    return case.asks.terms(case.shape, parameter)


def _compared(case: Case, parameter: URIRef, number: str, time: str) -> str:
    wanted = {str(each) for each in case.asks.parameters(case.shape, SH.datatype)}
    if not wanted and isinstance(case.result.value, Literal):
        wanted = {case.result.value.datatype.value}
    return f"{time if wanted & TIMES else number} {_other(case, parameter)}"


def _pair_remedy(parameter: URIRef, expected: Words) -> Words:
    def remedy(case: Case) -> str:
        return f"correct {case.path} or {_other(case, parameter)}: the first has to be {expected(case)}"

    return remedy


def _less(case: Case) -> str:
    return _compared(case, SH.lessThan, "less than", "before")


def _not_more(case: Case) -> str:
    return _compared(case, SH.lessThanOrEquals, "not more than", "not after")


def _equal(case: Case) -> str:
    return f"the same values as {_other(case, SH.equals)}"


def _equal_remedy(case: Case) -> str:
    return f"give {case.path} and {_other(case, SH.equals)} the same values"


def _disjoint(case: Case) -> str:
    return f"no value that {_other(case, SH.disjoint)} has too"


def _disjoint_remedy(case: Case) -> str:
    return f"take the value away from {case.path} or from {_other(case, SH.disjoint)}"


# --- other shapes ------------------------------------------------------------------------------------------------


def _alternatives(case: Case, parameter: URIRef) -> str:
    return case.asks.all_of(case.asks.members(case.shape, parameter))


def _conjunction(case: Case) -> str:
    return f"all of this: {_alternatives(case, SH['and'])}"


def _disjunction(case: Case) -> str:
    return f"at least one of these: {_alternatives(case, SH['or'])}"


def _one_only(case: Case) -> str:
    return f"exactly one of these: {_alternatives(case, SH.xone)}"


def _negation(case: Case) -> str:
    return f"that this does not hold: {case.asks.each_of(case.shape, SH['not'])}"


def _node(case: Case) -> str:
    return case.asks.each_of(case.shape, SH.node)


# --- closed shapes, queries, and what SHACL does not know --------------------------------------------------------


def _closed_found(case: Case) -> str:
    return f"{case.path}: {case.value}"


def _closed(case: Case) -> str:
    allowed = sorted(map(compact, case.asks.properties(case.shape)))
    return f"no properties but {listed(map(quoted, allowed))}" if allowed else "no properties"


def _closed_remedy(case: Case) -> str:
    known = sorted(map(compact, case.asks.properties(case.shape)))
    name = compact(case.property.value) if case.property else ""
    close = get_close_matches(name, known, n=1, cutoff=0.8)
    return f"write {quoted(close[0])} instead of {quoted(name)}" if close else f"delete {case.path}"


def _query_found(case: Case) -> str:
    said = printable(" ".join(case.result.messages)).removesuffix(".")
    name = case.names.label(case.result.focus)
    return (said.removeprefix(f"{name}: ") if name else said) or case.value


def _query(case: Case) -> str:
    node = node_of(case.result.constraint) if case.result.constraint else case.shape
    name, why = case.asks.text(node, SH.name), case.asks.text(node, SH.description)
    if why[1:2].islower() or why[1:2] == " ":
        why = why[0].lower() + why[1:]
    return ": ".join(filter(None, (name, why))) or "nothing that the query of the rule finds"


def _query_remedy(case: Case) -> str:
    return f"change what the rule is about: {_query(case)}"


def _summary(case: Case) -> str:
    return case.asks.summary(case.shape)


def _value(case: Case) -> str:
    return case.value


def _so_that(expected: Words, words: str = "change it so that this holds: {}") -> Words:
    return lambda case: words.format(expected(case))


def _fitting(expected: Words) -> Words:
    return _so_that(expected, "change it so that it fits {}")


def _adding(words: str) -> Words:
    return lambda case: f"{case.value}, {words}"


def _asked(part: Callable[[Requirements, Node], str]) -> Words:
    return lambda case: part(case.asks, case.shape)


_RANGE: Final = Component(
    _value, _asked(Requirements.range), lambda case: f"correct the value: {case.asks.range(case.shape)}"
)
_LENGTH: Final = Component(
    value_words.length_found, _asked(Requirements.length), _so_that(_asked(Requirements.length), "use {}")
)
_OTHER: Final = Component(_value, _summary, _so_that(_summary))

COMPONENTS: Final = {
    "And": Component(_adding("for which not all of this holds"), _conjunction, _fitting(_conjunction)),
    "Class": Component(_value, value_words.class_expected, value_words.class_remedy),
    "Closed": Component(_closed_found, _closed, _closed_remedy),
    "Datatype": Component(_value, value_words.datatype_expected, value_words.datatype_remedy),
    "Disjoint": Component(_pair(SH.disjoint), _disjoint, _disjoint_remedy),
    "Equals": Component(_pair(SH.equals), _equal, _equal_remedy),
    "HasValue": Component(value_words.fixed_found, value_words.fixed_expected, value_words.fixed_remedy),
    "In": Component(_value, value_words.choice_expected, _so_that(value_words.choice_expected, "use {}")),
    "LanguageIn": Component(_value, _asked(Requirements.languages), value_words.languages_remedy),
    "LessThan": Component(_pair(SH.lessThan), _less, _pair_remedy(SH.lessThan, _less)),
    "LessThanOrEquals": Component(_pair(SH.lessThanOrEquals), _not_more, _pair_remedy(SH.lessThanOrEquals, _not_more)),
    "MaxCount": Component(value_words.count_found, value_words.count_expected, value_words.count_keep),
    "MaxExclusive": _RANGE,
    "MaxInclusive": _RANGE,
    "MaxLength": _LENGTH,
    "MinCount": Component(value_words.count_found, value_words.count_expected, value_words.count_add),
    "MinExclusive": _RANGE,
    "MinInclusive": _RANGE,
    "MinLength": _LENGTH,
    "Node": Component(_adding("for which this does not hold"), _node, _so_that(_node)),
    "NodeKind": Component(_value, _asked(Requirements.node_kind), value_words.node_kind_remedy),
    "Not": Component(_adding("for which it holds"), _negation, _so_that(_negation, "change it so {}")),
    "Or": Component(_adding("for which none of these holds"), _disjunction, _fitting(_disjunction)),
    "Pattern": Component(_value, _asked(Requirements.pattern), value_words.pattern_remedy),
    "QualifiedMaxCount": Component(
        value_words.qualified_many, value_words.qualified_expected, value_words.qualified_keep
    ),
    "QualifiedMinCount": Component(
        value_words.qualified_few, value_words.qualified_expected, value_words.qualified_add
    ),
    "SPARQL": Component(_query_found, _query, _query_remedy),
    "UniqueLang": Component(
        value_words.same_language_found, lambda _: "one text for each language", value_words.same_language_remedy
    ),
    "Xone": Component(_adding("for which none of these holds, or several"), _one_only, _fitting(_one_only)),
}
"""The components of SHACL Core and SHACL-SPARQL, by the first part of their names."""
