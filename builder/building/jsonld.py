"""The graph as JSON-LD, compacted with the context of the ontology."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from pyoxigraph import Literal, RdfFormat, Triple, parse
from rdflib import Graph

from builder.building.graphs import to_rdflib
from builder.errors import PeelgraphError


def compact(triples: Iterable[Triple], context: dict[str, Any]) -> bytes:
    """One JSON-LD document with the context written into it, so that it can be read offline.

    Nodes stand in the order of their IRIs and every list of values is sorted: RDF has no order of its own, and
    the same triples give the same bytes.
    """
    triples = set(triples)
    content = _text(to_rdflib(sorted(triples, key=_is_falsy)), context)
    said = {quad.triple for quad in parse(content, format=RdfFormat.JSON_LD)}
    if said != triples:
        lost = min(map(str, triples ^ said))
        raise PeelgraphError(f"the JSON-LD would not say the same as the graph, as with {lost}; nothing was written")
    return content


def _is_falsy(triple: Triple) -> bool:
    """Whether rdflib's serialiser would let the next value of the property overwrite this one; such come last."""
    return isinstance(triple.object, Literal) and triple.object.value in {"", "0", "false"}


def _text(graph: Graph, context: dict[str, Any]) -> bytes:
    written = graph.serialize(format="json-ld", context=context, auto_compact=False, indent=None)
    document = json.loads(written)
    document.pop("@context", None)
    nodes = document.get("@graph", [document] if document else [])  # a single node stands by itself
    ordered = {"@context": context, "@graph": sorted((_sorted(node) for node in nodes), key=_node_key)}
    return (json.dumps(ordered, indent=1, ensure_ascii=False) + "\n").encode()


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return sorted((_sorted(each) for each in value), key=lambda each: json.dumps(each, sort_keys=True))
    return value


def _node_key(node: dict[str, Any]) -> str:
    return str(node.get("@id") or node.get("id"))
