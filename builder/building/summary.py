"""What a build has made, in a few lines for people."""

from __future__ import annotations

from collections import Counter

from builder.building.build import Built
from builder.mapping.terms import term

COUNTED = {
    "peel:Force": "forces",
    "peel:Document": "documents",
    "peel:Inspection": "inspections",
    "peel:Judgment": "judgments",
    "peel:Observation": "figures",
    "peel:Finding": "findings",
    "peel:Collaboration": "collaborations",
    "peel:Inspector": "inspectors",
    "peel:Doubt": "doubts",
}


def summarise(built: Built, folder: str) -> str:
    """Counts of what the graph holds, and the files with their sizes; ``folder`` as messages show it."""
    kinds = {term(curie): name for curie, name in COUNTED.items()}
    type_ = term("rdf:type")
    triples = built.graph.dataset.triples()
    found = Counter(kinds[t.object] for t in triples if t.predicate == type_ and t.object in kinds)  # type: ignore[index]
    lines = [
        f"{len(triples):,} triples from {len(built.graph.seeds.files)} seed files: "
        + ", ".join(f"{found[name]:,} {name if found[name] != 1 else name[:-1]}" for name in COUNTED.values())
    ]
    lines += [f"rule {name}: {count:,} triples" for name, count in built.graph.derived.items()]
    for each in built.files:
        size = f"{len(each.content):>11,} bytes"
        name = f"{folder}/{each.name}"
        lines.append(f"{name:<28} {size}" + (f" {each.triples:>8,} triples" if each.triples else ""))
    return "\n".join(lines)
