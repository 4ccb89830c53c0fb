"""The page of a rule: what it means, how to mend a breach, and an example that fails beside one that passes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path, PurePath
from typing import Final

from pyoxigraph import NamedNode
from rdflib import URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from builder.building.dataset import read_ontology
from builder.checking.examples import Example, base_triples, find_example
from builder.checking.findings import Rule, Severity
from builder.checking.naming import Names, listed, single_property
from builder.checking.requirements import Requirements
from builder.checking.rules import members, owners, rule_nodes, rules_of, targeted_owners
from builder.checking.source_pages import SOURCE_PAGES, source_rule
from builder.checking.wording import word
from builder.errors import UsageError
from builder.namespaces import PEELSH
from builder.project import Project
from builder.shacl.data import Data
from builder.shacl.engine import validate
from builder.shacl.results import Result, Term
from builder.shacl.shapes import Shapes, load_shapes, node_of
from builder.shacl.targets import focus_nodes

TARGET_WORDS: Final = {
    SH.targetClass: "everything that is a {}",
    SH.targetNode: "{}",
    SH.targetObjectsOf: "everything that {} leads to",
    SH.targetSubjectsOf: "everything that has {}",
}
"""What each kind of target chooses."""

_FAILS_AT: Final = {
    Severity.VIOLATION: "A breach is a violation, which fails every check.",
    Severity.WARNING: "A breach is a warning, which fails a check with `--fail-on warning`.",
    Severity.INFO: "A breach is worth knowing; it fails a check with `--fail-on info`.",
}

_FAILING, _PASSING = "An example that fails", "An example that passes"


def explain(name: str, project: Project, shapes: Path | None = None) -> str:
    """The page of a rule of the shapes in a folder (default: the project's), or of a rule about sources.

    The name may be the rule's whole IRI. Raises UsageError for an unknown rule, naming those that are close, and what
    ``load_shapes`` and ``read_ontology`` raise.
    """
    wanted = name.strip().removeprefix(PEELSH).removeprefix("peelsh:")
    if wanted in SOURCE_PAGES:
        return _source_page(wanted)
    folder = shapes or project.shapes
    return RuleBook(project, load_shapes(folder, project.relative(folder)), folder).page(wanted)


@dataclass(frozen=True)
class Shown:
    """What an example shows: its text, the result that it gives, and the file that it is cut from."""

    text: str
    result: Result
    data: Data
    example: Example


class RuleBook:
    """The pages of all rules of some shapes."""

    def __init__(self, project: Project, shapes: Shapes, folder: Path) -> None:
        self.shapes = shapes
        self.folder = folder
        self.ontology = frozenset(read_ontology(project))
        self.asks = Requirements(shapes, Names(Data(self.ontology)))
        self._results: dict[Example, tuple[Data, list[Result]]] = {}

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """The rules by name."""
        return {rule.name: rule for rule in rules_of(self.shapes, {})}

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """The shapes and constraints by name."""
        return {self.shapes.rule_name(node): node for node in rule_nodes(self.shapes.graph)}

    @cached_property
    def targeted(self) -> tuple[URIRef, ...]:
        """The shapes that choose things to look at."""
        return tuple(self.shapes.targeted())

    def page(self, name: str) -> str:
        """The page of a rule; raises UsageError for an unknown one."""
        rule = self.rules.get(name)
        if rule is None:
            raise UsageError(self._unknown(name))
        return "\n\n".join(filter(None, self._parts(rule, self.nodes[name]))) + "\n"

    def failing(self, name: str) -> Shown | None:
        """Data that break a rule, or where it gives no results itself, one of its members; None without examples."""
        node = self.nodes[name]
        example = self._example(node, "fail")
        if example is None:
            return None
        data, results = self._validated(example)
        for nodes in self._families(node):
            wanted = {self.shapes.rule_name(each) for each in nodes}
            found = [each for each in results if self._rule_name(each) in wanted]
            if found:
                result = min(found, key=lambda each: _clarity(each, results))
                return Shown(example.cut(_things(result), around=bool(result.constraint)), result, data, example)
        return None

    def passing(self, name: str, failing: Shown | None) -> str:
        """Data that keep a rule, as like to those that break it as there are; empty without examples."""
        node = self.nodes[name]
        example = self._example(node, "pass")
        if example is None or not example.blocks:
            return ""
        data = Data([*self.ontology, *base_triples(self.folder, self.shapes.name), *example.triples])
        looked_at = {
            each.value
            for shape in targeted_owners(self.shapes.graph, node, self.targeted)
            for each in focus_nodes(self.shapes, shape, data)
            if isinstance(each, NamedNode)
        }
        like = failing.example.predicates(_first_thing(failing)) if failing else set()
        path = single_property(failing.result.path) if failing else None

        def likeness(iri: str) -> tuple[bool, bool, int]:
            had = example.predicates(iri)
            return iri in looked_at, path is not None and path.value in had, len(had & like)

        best = max(example.blocks, key=likeness)  # the first of several
        return example.cut({best}, around=bool(failing and failing.result.constraint))

    def looks_at(self, node: Node) -> str:
        """What a rule looks at: the targets of its shape, with the path of a property shape."""
        said: list[str] = []
        for shape in targeted_owners(self.shapes.graph, node, self.targeted):
            chosen = [(words, self.asks.terms(shape, target, " or ")) for target, words in TARGET_WORDS.items()]
            implicit = TARGET_WORDS[SH.targetClass].format(self.asks.names.term(str(shape)))
            said.extend([words.format(terms) for words, terms in chosen if terms] or [implicit])
        path = self.asks.path(node)
        return f"{path} of {' and '.join(said)}" if path and said else " and ".join(said)

    def remedy(self, rule: Rule) -> str:
        """How to mend a breach: the rule's own remedy, or what its parameters ask for; empty where they are none."""
        node = self.nodes[rule.name]
        asked = self.asks.whole(node)
        if rule.remedy or not asked:
            return rule.remedy
        path = self.asks.path(node)
        return f"Give {path}: {asked}." if path else f"Let it be {asked}."

    def _parts(self, rule: Rule, node: Node) -> Iterator[str]:
        yield f"# {rule.name}" + (f": {rule.title}" if rule.title != rule.name else "")
        yield rule.message
        yield _FAILS_AT[rule.severity]
        yield f"Why: {rule.why}" if rule.why else ""
        looks_at = self.looks_at(node)
        yield f"Looks at: {looks_at}." if looks_at else ""
        remedy = self.remedy(rule)
        yield f"To mend: {remedy}" if remedy else ""
        parts = sorted(map(self.shapes.rule_name, members(self.shapes.graph, node)))
        yield f"Its rules: {', '.join(parts)}." if parts else ""
        yield f"Written in {rule.place}" + (f" as <{rule.iri}>." if rule.iri else ".")
        yield from self._examples(rule)
        query = self.asks.raw(node, SH.select) or self.asks.raw(node, SH.ask)
        yield f"## Its query\n\n{_block('sparql', query)}" if query else ""

    def _examples(self, rule: Rule) -> Iterator[str]:
        failing = self.failing(rule.name)
        passing = self.passing(rule.name, failing)
        if failing is not None:
            said = word(failing.result, self.shapes, failing.data)
            by = self._rule_name(failing.result)
            yield f"## {_FAILING}\n\n{_block('turtle', failing.text)}"
            message = " ".join(failing.result.messages)
            yield (message if by == rule.name else f"{by}: {message}") + (
                f"\n\n- found: {said.found}\n- expected: {said.expected}\n- to mend: {said.remedy}"
            )
        if passing:
            yield f"## {_PASSING}\n\n{_block('turtle', passing)}"
        if failing is None and not passing:
            yield f"There are no examples of it in {self.shapes.name}/examples."

    def _example(self, node: Node, end: str) -> Example | None:
        for shape in targeted_owners(self.shapes.graph, node, self.targeted):
            for file in self.shapes.files:
                if (shape, None, None) in file.graph:
                    theme = PurePath(file.name).stem
                    found = find_example(self.folder, theme, self.shapes.rule_name(shape), end, self.shapes.name)
                    if found:
                        return found
        return None

    def _families(self, node: Node) -> Iterator[Collection[Node]]:
        """A rule, then its members, then the rules that use it: the first that give results speak for it."""
        yield [node]
        yield members(self.shapes.graph, node)
        yield owners(self.shapes.graph, node)

    def _validated(self, example: Example) -> tuple[Data, list[Result]]:
        if example not in self._results:
            data = Data([*self.ontology, *base_triples(self.folder, self.shapes.name), *example.triples])
            results, _ = validate(data, self.shapes)
            self._results[example] = data, sorted(results, key=lambda each: each.identity)
        return self._results[example]

    def _rule_name(self, result: Result) -> str:
        return self.shapes.rule_name(node_of(result.constraint or result.shape))

    def _unknown(self, name: str) -> str:
        names = {each.lower(): each for each in (*self.rules, *SOURCE_PAGES)}
        close = [names[each] for each in get_close_matches(name.lower(), sorted(names), n=3, cutoff=0.6)]
        meant = f"; did you mean {listed(close, ' or ')}?" if close else "."
        return (
            f"{self.shapes.name} has no rule {name!r}{meant} It has {len(self.rules)}, all named in a report in JSON "
            "(peelgraph check --format json); docs/reference/shapes.md lists those of the project"
        )


def _clarity(result: Result, results: Collection[Result]) -> tuple[int, tuple[str, ...]]:
    """Things about which little else is wrong come first."""
    return sum(each.focus == result.focus for each in results), result.identity


def _things(result: Result) -> set[str]:
    """The things that an example of a result shows: what was looked at, and for queries what they found."""
    nodes: list[Term | None] = [result.focus, *([result.value] if result.constraint else [])]
    return {each.value for each in nodes if isinstance(each, NamedNode)}


def _first_thing(shown: Shown) -> str:
    things = _things(shown.result)
    return next((iri for iri in shown.example.blocks if iri in things), "")


def _block(language: str, text: str) -> str:
    return f"```{language}\n{text.rstrip()}\n```"


def _source_page(name: str) -> str:
    rule, page = source_rule(name), SOURCE_PAGES[name]
    parts = (
        f"# {name}: {rule.title}",
        rule.meaning,
        "A breach is a violation; the sources can't be taken as they are, and the check ends with exit code 4.",
        f"To mend: {page.mend}",
        f"## {_FAILING}\n\n{_block(page.language, page.failing)}",
        f"## {_PASSING}\n\n{_block(page.language, page.passing)}",
    )
    return "\n\n".join(parts) + "\n"
