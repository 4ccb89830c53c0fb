"""What pySHACL lets pass in silence: shapes that mean nothing, or not what they seem to say.

A misspelt term of SHACL is an unknown property, which a validator has to ignore; a misspelt class or property of the
data has no instances, so that everything conforms. Both are found here, before anything is validated.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from rdflib import BNode, Graph, URIRef
from rdflib.namespace import DCTERMS, FOAF, ORG, PROV, QB, RDF, SDO, SH, SKOS, TIME, VANN
from rdflib.term import Node

from builder.checking.findings import SEVERITIES, compact
from builder.errors import Problem, SourceError
from builder.namespaces import PEEL, PEELSH
from builder.shacl.queries import check_query
from builder.shacl.shapes import ShapeFile, Shapes

LIKE_SHACL: Final = "www.w3.org/ns/shacl"
"""What a wrongly written namespace of SHACL still has in it."""

UNSUPPORTED: Final = ("condition", "entailment", "expression", "js", "rule", "target", "values")
"""Properties of SHACL (Advanced Features, and sh:entailment) that this check does not evaluate."""

VOCABULARIES: Final = (DCTERMS, FOAF, ORG, PROV, QB, SDO, SKOS, TIME, VANN)
"""Vocabularies of which rdflib knows every term."""

USES_A_TERM: Final = (
    *(SH.path, SH["class"], SH.datatype, SH.targetClass, SH.targetObjectsOf, SH.targetSubjectsOf),
    *(SH.equals, SH.disjoint, SH.lessThan, SH.lessThanOrEquals),
)
"""Properties of shapes whose values are terms of the data."""

Found = tuple[str, str, str]
"""What was found, what is allowed, what to do."""


def check_shapes(shapes: Shapes, ontology: Graph) -> None:
    """Raise SourceError with every mistake in the shapes that a validator would pass over.

    ``ontology`` declares the terms of the project that shapes may speak of.
    """
    declared = {str(node) for node in ontology.subjects(RDF.type) if isinstance(node, URIRef)}
    problems = [problem for file in shapes.files for problem in _in_file(file, shapes, declared)]
    problems.extend(_prefixes(shapes))
    if not problems and not shapes.targeted():
        advice = f"give a sh:NodeShape a sh:targetClass, in the namespace {SH}"
        problems.append(Problem(shapes.name, 0, 0, "no shape here chooses anything to look at", "", advice))
    if problems:
        raise SourceError(list(dict.fromkeys(problems)))


def unreached(shapes: Shapes, data: Graph) -> list[str]:
    """The names of the active shapes that find nothing to look at in some data."""
    return [shapes.rule_name(shape) for shape in shapes.targeted() if not shapes.focus_nodes(shape, data)]


def _in_file(file: ShapeFile, shapes: Shapes, declared: set[str]) -> Iterator[Problem]:
    for iri in {str(node) for triple in file.graph for node in triple if isinstance(node, URIRef)}:
        for found in _about_shacl(iri):
            yield Problem(file.name, *file.place(iri), *found)
    yield from _severities(file)
    for node, text in _queries(file.graph):
        _, fault = check_query(text, shapes.prefixes(node))
        if fault:
            yield Problem(file.name, *file.place(str(node)), f"{compact(str(node))}: {fault}", "a query of SPARQL 1.1")
    for node, term in _terms(file.graph, shapes):
        for said, advice in _about_term(term, declared):
            yield Problem(file.name, *file.first_place(term, str(node)), said, "", advice)
    for shape in {*file.graph.subjects(RDF.type, SH.NodeShape), *file.graph.subjects(RDF.type, SH.PropertyShape)}:
        if not (shapes.has_target(shape) or shapes.is_used(shape)):
            said = f"{compact(str(shape))} has no target, and no other shape uses it"
            yield Problem(file.name, *file.place(str(shape)), said, "", "give it a sh:targetClass, or delete it")


def _severities(file: ShapeFile) -> Iterator[Problem]:
    for shape, severity in file.graph.subject_objects(SH.severity):
        if str(severity) not in SEVERITIES:
            allowed = ", ".join(compact(each) for each in SEVERITIES)
            place = file.first_place(str(severity), str(shape))
            yield Problem(file.name, *place, f"{compact(str(severity))} is no severity", allowed)


def _queries(graph: Graph) -> Iterator[tuple[Node, str]]:
    for predicate in (SH.select, SH.ask):
        for node, text in graph.subject_objects(predicate):
            yield node, str(text)


def _terms(graph: Graph, shapes: Shapes) -> Iterator[tuple[Node, str]]:
    """The terms that a file speaks of: of the data in parameters, paths and queries, and of the project anywhere."""
    for parameter in USES_A_TERM:
        for node, value in graph.subject_objects(parameter):
            for term in _path_terms(graph, value) if parameter == SH.path else [value]:
                yield node, str(term)
    for subject, predicate, value in graph:
        for own in (predicate, value):
            if isinstance(own, URIRef) and own.startswith(PEEL):
                yield subject, str(own)
    for node, text in _queries(graph):
        terms, _ = check_query(text, shapes.prefixes(node))
        for each in terms:
            yield node, each


def _about_shacl(iri: str) -> Iterator[Found]:
    if LIKE_SHACL in iri and not iri.startswith(str(SH)):
        yield f"<{iri}> is not in the namespace of SHACL", f"<{SH}>", "correct the prefix"
    elif iri.startswith(str(SH)):
        name = iri.removeprefix(str(SH))
        if URIRef(iri) not in SH:
            known = [f"sh:{str(each).removeprefix(str(SH))}" for each in dir(SH)]
            yield f"SHACL has no term sh:{name}", "", _near(f"sh:{name}", known)
        elif name in UNSUPPORTED:
            yield f"sh:{name} is not evaluated by this check", "SHACL Core and SHACL-SPARQL", "say it with sh:sparql"


def _path_terms(graph: Graph, path: Node) -> Iterator[Node]:
    """The properties of a path: an IRI, or a tree of blank nodes (https://www.w3.org/TR/shacl/#property-paths)."""
    if isinstance(path, BNode):
        for predicate, value in graph.predicate_objects(path):
            if predicate != RDF.type:
                yield from _path_terms(graph, value)
    elif path != RDF.nil:
        yield path


def _about_term(iri: str, declared: set[str]) -> Iterator[tuple[str, str]]:
    if iri in declared or iri.startswith(PEELSH) or iri == PEEL:
        return
    if iri.startswith(PEEL):
        known = [compact(each) for each in declared if each.startswith(PEEL)]
        yield f"the ontology declares no term {compact(iri)}", _near(compact(iri), known)
    for vocabulary in VOCABULARIES:
        if iri.startswith(str(vocabulary)) and URIRef(iri) not in vocabulary:
            known = [compact(str(each)) for each in dir(vocabulary)]
            yield f"the vocabulary <{vocabulary}> has no term {compact(iri)}", _near(compact(iri), known)


def _near(name: str, known: list[str]) -> str:
    folded = {each.lower(): each for each in known}
    close = [folded[each] for each in get_close_matches(name.lower(), sorted(folded), n=2, cutoff=0.8)]
    return f"did you mean {' or '.join(close)}?" if close else ""


def _prefixes(shapes: Shapes) -> Iterator[Problem]:
    """Prefixes for SPARQL that are declared twice: engines keep one of them, and which depends on chance."""
    prefixes: dict[str, set[str]] = {}
    namespaces: dict[str, set[str]] = {}
    for node in set(shapes.graph.objects(None, SH.declare)):
        prefix, namespace = str(shapes.graph.value(node, SH.prefix)), str(shapes.graph.value(node, SH.namespace))
        prefixes.setdefault(prefix, set()).add(namespace)
        namespaces.setdefault(namespace, set()).add(prefix)
    for what, other, known in (("prefix", "namespaces", prefixes), ("namespace", "prefixes", namespaces)):
        for key, values in sorted(known.items()):
            if len(values) > 1:
                found = f"the {what} `{key}` is declared for two {other}: {', '.join(sorted(values))}"
                yield Problem(shapes.name, 0, 0, found, "", "declare each once")
