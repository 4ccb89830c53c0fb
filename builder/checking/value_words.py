"""Words for results about single values, about numbers of values, and about languages."""

from __future__ import annotations

from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode
from rdflib.namespace import SH

from builder.checking.cases import Case
from builder.checking.findings import compact
from builder.checking.naming import is_of, language, listed, printable, quoted
from builder.namespaces import PREFIXES
from builder.shacl.results import Term

_STRING: Final = PREFIXES["xsd"] + "string"
_LANG_STRING: Final = PREFIXES["rdf"] + "langString"


# --- values, one by one ------------------------------------------------------------------------------------------


def class_expected(case: Case) -> str:
    """Something of a class."""
    return f"a link to something of the class {case.asks.terms(case.shape, SH['class'])}"


def class_remedy(case: Case) -> str:
    """Another thing, or the class for this one where it has none."""
    kinds = case.asks.terms(case.shape, SH["class"])
    if case.is_itself:
        return f"give it the class {kinds}"
    value = case.result.value
    other = f"point {case.path} to something of the class {kinds}"
    if not isinstance(value, NamedNode) or case.names.has_class(value):
        return other
    return f"{other}, or give {case.names.thing(value)} this class"


def datatype_expected(case: Case) -> str:
    """A literal of a datatype."""
    said, wanted = case.asks.literal(case.shape), _wanted(case)
    return said if wanted == _LANG_STRING else f"{said} (datatype {quoted(compact(wanted))})"


def _wanted(case: Case) -> str:
    return str(case.asks.parameters(case.shape, SH.datatype)[0])


def datatype_remedy(case: Case) -> str:
    """How to write the literal; with its datatype where only that is missing."""
    value = case.result.value
    wanted = _wanted(case)
    if isinstance(value, Literal):
        if wanted == _LANG_STRING:
            return f"mark the text with its language, as {quoted(f'{_turtle(value)}@en', 200)}"
        if wanted == _STRING:
            return "write it as plain text: without a language, without a datatype"
        if is_of(value.value, NamedNode(wanted)):
            return f"give it its datatype: {quoted(f'{_turtle(value)}^^{compact(wanted)}', 200)}"
    return f"write it as {case.asks.literal(case.shape)}"


def _turtle(value: Literal) -> str:
    return str(Literal(printable(value.value)))


def node_kind_remedy(case: Case) -> str:
    """A link or a literal instead."""
    wanted = case.asks.node_kind(case.shape)
    return "give it an IRI" if case.is_itself and "IRI" in wanted else f"put {wanted} there"


def pattern_remedy(case: Case) -> str:
    """Another text or IRI."""
    form = case.asks.form(case.shape)
    return f"give it {form}" if case.is_itself else f"write it as {form}"


def length_found(case: Case) -> str:
    """The value and how long it is."""
    value = case.result.value
    if isinstance(value, BlankNode | None):
        return case.value
    signs = len(value.value)
    return f"{case.value}, {signs} {'character' if signs == 1 else 'characters'} long"


def choice_expected(case: Case) -> str:
    """The members of a list."""
    return case.asks.choice(case.shape)


def fixed_found(case: Case) -> str:
    """The values that are there."""
    return case.listing if case.result.path else case.value


def fixed_expected(case: Case) -> str:
    """The value that has to be there."""
    values = case.asks.things(case.asks.parameters(case.shape, SH.hasValue))
    return f"{values} among the values" if case.result.path else values


def fixed_remedy(case: Case) -> str:
    """Add the value, or set the one that is there to it."""
    values = case.asks.things(case.asks.parameters(case.shape, SH.hasValue))
    if case.asks.number(case.shape, SH.maxCount) == 1 and case.values:
        return f"set {case.path} to {values}"
    return f"add {values} to {case.path}" if case.result.path else f"use {values}"


# --- numbers of values -------------------------------------------------------------------------------------------


def count_found(case: Case) -> str:
    """How many values there are, and which."""
    return case.listing


def count_expected(case: Case) -> str:
    """How many values there may be, and of what kind."""
    kind = case.asks.kind(case.shape)
    return case.asks.count(case.shape) + (f": {kind}" if kind else "")


def count_add(case: Case) -> str:
    """Add a value, and which kind."""
    kind = case.asks.kind(case.shape)
    more = "another value of " if case.values else ""
    return f"add {more}{case.path}" + (f": {kind}" if kind else "")


def count_keep(case: Case) -> str:
    """Delete those that are too many."""
    most = case.asks.number(case.shape, SH.maxCount)
    if most == 0:
        return f"delete {case.path}"
    return f"keep {'one value' if most == 1 else f'{most} values'} of {case.path}, and delete the others"


def qualified_expected(case: Case) -> str:
    """How many values of a kind there may be."""
    count = case.asks.count(case.shape, SH.qualifiedMinCount, SH.qualifiedMaxCount)
    return f"{count} with this: {_qualifier(case)}"


def _qualifier(case: Case) -> str:
    return case.asks.each_of(case.shape, SH.qualifiedValueShape)


def qualified_add(case: Case) -> str:
    """Add one of the kind."""
    return f"add to {case.path} a value with this: {_qualifier(case)}"


def qualified_keep(case: Case) -> str:
    """Delete those of the kind that are too many."""
    most = case.asks.number(case.shape, SH.qualifiedMaxCount)
    kept = "one value" if most == 1 else f"{most} values"
    return f"keep {kept} of {case.path} with this, and delete the others: {_qualifier(case)}"


def qualified_few(case: Case) -> str:
    """The values, too few of which are of the kind."""
    return f"{case.listing}; too few with this: {_qualifier(case)}"


def qualified_many(case: Case) -> str:
    """The values, too many of which are of the kind."""
    return f"{case.listing}; too many with this: {_qualifier(case)}"


# --- languages ---------------------------------------------------------------------------------------------------


def languages_remedy(case: Case) -> str:
    """Write the text in its language, and say so."""
    tags = [f"`@{each}`" for each in case.asks.members(case.shape, SH.languageIn)]
    return f"write {case.asks.languages(case.shape)}, and mark it so: {listed(tags, ' or ')}"


def same_language_found(case: Case) -> str:
    """The texts of one language."""
    texts: dict[str, list[Term]] = {}
    for each in case.values:
        if isinstance(each, Literal) and each.language:
            texts.setdefault(each.language.lower(), []).append(each)
    said = [
        f"{len(values)} texts in {language(tag)}: {listed(map(case.names.thing, values))}"
        for tag, values in sorted(texts.items())
        if len(values) > 1
    ]
    return "; ".join(said) or f"several texts of one language in {case.path}"


def same_language_remedy(case: Case) -> str:
    """Delete those that are too many."""
    return f"keep one text for each language in {case.path}, and delete the others"
