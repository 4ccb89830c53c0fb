"""Names for blank nodes that follow from what is said of them, made in a process of its own.

RDF Dataset Canonicalization (RDFC-1.0, https://www.w3.org/TR/rdf-canon/) numbers the blank nodes of a graph, so that
one edit may give all of them other numbers. Here each group of blank nodes that hang together is made canonical by
itself, and the nodes have the hash of their group in their names: an edit renames the nodes of its group only.

The algorithm takes exponential time on graphs that are made to harm (section 7.1). A library call can't be stopped, a
process can: this module is also a program, which reads N-Triples and writes N-Triples, and imports nothing of ours.
"""

from __future__ import annotations

import hashlib
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, NamedNode, Quad, RdfFormat, Triple, parse


def named(triples: Iterable[Triple]) -> Iterator[str]:
    """The triples as sorted lines of N-Triples without their ends, with other names for their blank nodes.

    Two groups that say the same have names that differ by their number only.
    """
    groups = sorted(canonical(group) for group in together(triples))
    last, number = "", 0
    for group in groups:
        number = number + 1 if group == last else 1
        last = group
        mark = f"b{hashlib.sha256(group.encode()).hexdigest()[:32]}x{number}n"
        for quad in parse(group.encode(), format=RdfFormat.N_TRIPLES):
            subject = quad.subject if isinstance(quad.subject, NamedNode) else _marked(quad.subject, mark)
            value = _marked(quad.object, mark) if isinstance(quad.object, BlankNode) else quad.object
            yield str(Triple(subject, quad.predicate, value))


def together(triples: Iterable[Triple]) -> list[set[Triple]]:
    """The triples in groups: those of one group hang together by blank nodes."""
    above: dict[BlankNode, BlankNode] = {}

    def top(node: BlankNode) -> BlankNode:
        while (up := above.setdefault(node, node)) != node:
            above[node] = above[up]
            node = up
        return node

    triples = list(triples)
    for triple in triples:
        if isinstance(triple.subject, BlankNode) and isinstance(triple.object, BlankNode):
            above[top(triple.subject)] = top(triple.object)
    groups: defaultdict[BlankNode, set[Triple]] = defaultdict(set)
    for triple in triples:
        node = triple.subject if isinstance(triple.subject, BlankNode) else triple.object
        if isinstance(node, BlankNode):
            groups[top(node)].add(triple)
    return list(groups.values())


def canonical(triples: Iterable[Triple]) -> str:
    """The canonical form of a graph: sorted N-Triples with the blank nodes of RDFC-1.0."""
    dataset = Dataset(Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return "".join(sorted(f"{quad.triple} .\n" for quad in dataset))


def _marked(node: object, mark: str) -> BlankNode:
    assert isinstance(node, BlankNode)  # noqa: S101  # neither side takes triple terms
    return BlankNode(mark + node.value.removeprefix("c14n"))


def main() -> None:
    """Read N-Triples from standard input, and write them with other names to standard output."""
    triples = [quad.triple for quad in parse(sys.stdin.buffer, format=RdfFormat.N_TRIPLES)]
    sys.stdout.buffer.writelines(f"{line} .\n".encode() for line in named(triples))


if __name__ == "__main__":
    main()
