"""The graph as JSON-LD, compacted with the context of the ontology.

A value goes under the term whose coercion says all that the value does not say itself, else under the property's name
without a coercion, with what is missing written out (https://www.w3.org/TR/json-ld11-api/#compaction-algorithms, for
contexts of terms, prefixes, types and languages, which is what ``builder.context`` makes).
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from json.encoder import encode_basestring  # what json.dumps uses where ensure_ascii is off
from typing import Any, Final, TypeAlias

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from builder.errors import PeelgraphError
from builder.namespaces import PREFIXES

Value: TypeAlias = "str | int | dict[str, str]"

_TYPE: Final = PREFIXES["rdf"] + "type"
_STRING: Final = PREFIXES["xsd"] + "string"
_BOOLEAN: Final = PREFIXES["xsd"] + "boolean"
_INTEGER: Final = PREFIXES["xsd"] + "integer"
_CANONICAL: Final = re.compile("0|-?[1-9][0-9]{0,14}")
"""Integers that come back from JSON as they were, from parsers that know doubles only, too."""


def compact(triples: Iterable[Triple], context: dict[str, Any]) -> bytes:
    """One JSON-LD document with the context written into it, so that it can be read offline.

    Nodes stand in the order of their IRIs and every list of values is sorted: RDF has no order of its own, and
    the same triples give the same bytes. Raises PeelgraphError where the document would not say what the triples say.
    """
    triples = set(triples)
    content = _document(triples, context).encode()
    said = {quad.triple for quad in parse(content, format=RdfFormat.JSON_LD)}
    if said != triples:
        lost = min(map(str, triples ^ said))
        raise PeelgraphError(f"the JSON-LD would not say the same as the graph, as with {lost}; nothing was written")
    return content


def _document(triples: Iterable[Triple], context: dict[str, Any]) -> str:
    """The text: of the same form as ``json.dumps`` with an indent of 1, which takes far longer."""
    names = _Names(context)
    nodes: defaultdict[str, defaultdict[str, list[Value]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        if not isinstance(triple.subject, NamedNode) or not isinstance(triple.object, NamedNode | Literal):
            raise TypeError(f"only names and literals are published: {triple}")
        key, value = names.entry(triple.predicate.value, triple.object)
        nodes[names.short(triple.subject.value)][key].append(value)
    head = json.dumps({"@context": context}, indent=1, ensure_ascii=False).removesuffix("\n}")
    body = ",\n".join(_node(name, nodes[name]) for name in sorted(nodes))
    return f'{head},\n "@graph": [' + (f"\n{body}\n ]" if body else "]") + "\n}\n"


def _node(name: str, entries: Mapping[str, list[Value]]) -> str:
    texts = {"@id": encode_basestring(name), **{key: _values(values) for key, values in entries.items()}}
    return "  {\n" + ",\n".join(f"   {encode_basestring(key)}: {texts[key]}" for key in sorted(texts)) + "\n  }"


def _values(values: list[Value]) -> str:
    if len(values) == 1:
        return _value(values[0], "    ")
    ordered = sorted(values, key=lambda each: json.dumps(each, sort_keys=True))
    return "[\n" + ",\n".join("    " + _value(each, "     ") for each in ordered) + "\n   ]"


def _value(value: Value, indent: str) -> str:
    if isinstance(value, str):
        return str(encode_basestring(value))
    if isinstance(value, int):
        return json.dumps(value)
    inside = ",\n".join(f"{indent}{encode_basestring(key)}: {encode_basestring(value[key])}" for key in sorted(value))
    return f"{{\n{inside}\n{indent[1:]}}}"


class _Names:
    """The names that a context gives: to IRIs, and to properties with values of a kind."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        texts = {key: value for key, value in context.items() if isinstance(value, str)}
        self._prefixes = {iri: prefix for prefix, iri in texts.items() if iri[-1:] in {"/", "#", ":"}}
        self._terms: dict[tuple[str, str], str] = {}
        for key, value in context.items():
            if isinstance(value, dict):
                kind = value.get("@type") or f"@{value['@language']}"
                kind = kind if kind == "@id" else self._expanded(kind, texts)
                self._terms[self._expanded(value["@id"], texts), kind] = key
            elif key in texts and value not in self._prefixes:
                self._terms[self._expanded(value, texts), ""] = key
        self._coerced = {key for key, value in context.items() if isinstance(value, dict)}
        self.short = cache(self._short)
        self._key = cache(self._key_of)

    def entry(self, predicate: str, value: NamedNode | Literal) -> tuple[str, Value]:
        """Under which key a value goes, and how it is written there."""
        if isinstance(value, NamedNode):
            if predicate == _TYPE:
                return "@type", self._key(value.value, "")[0]
            key, is_coerced = self._key(predicate, "@id")
            return key, self.short(value.value) if is_coerced else {"@id": self.short(value.value)}
        datatype = value.datatype.value
        kind = f"@{value.language}" if value.language else datatype
        key, is_coerced = self._key(predicate, kind)
        return key, value.value if is_coerced else self._whole(value, datatype)

    def _whole(self, value: Literal, datatype: str) -> Value:
        text = value.value
        if value.language:
            return {"@language": value.language, "@value": text}
        if datatype == _STRING:
            return text
        if datatype == _INTEGER and _CANONICAL.fullmatch(text):
            return int(text)
        if datatype == _BOOLEAN and text in {"true", "false"}:
            return text == "true"
        return {"@type": self._key(datatype, "")[0], "@value": text}

    def _key_of(self, iri: str, kind: str) -> tuple[str, bool]:
        """The key for values of a kind, and whether it says the kind; the IRI in short where no term fits."""
        if kind and (key := self._terms.get((iri, kind))):
            return key, True
        if key := self._terms.get((iri, "")):
            return key, False
        short = self.short(iri)
        return (iri if short in self._coerced else short), False

    def _short(self, iri: str) -> str:
        """The IRI with the prefix of all of it up to its last name, or as it is."""
        end = next((at for at in map(iri.rfind, "#/:") if at >= 0), -1) + 1
        prefix = self._prefixes.get(iri[:end])
        return f"{prefix}:{iri[end:]}" if prefix else iri

    @staticmethod
    def _expanded(name: str, texts: Mapping[str, str]) -> str:
        prefix, _, local = name.partition(":")
        return texts[prefix] + local if prefix in texts and not local.startswith("//") else name
