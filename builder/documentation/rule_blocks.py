"""The rules, as their headers describe them, with what each adds to this graph."""

from __future__ import annotations

from typing import Final

from builder.building.rules import Rule, load_rules
from builder.documentation.blocks import BlockError
from builder.documentation.markdown import block, number, paragraphs, text
from builder.documentation.material import Material
from builder.query.header import MARK, header_lines
from builder.seeds.source import parse_source

_KEYS: Final = ("summary", "description")


def rule_reference(material: Material, _argument: str) -> str:
    """Every rule: what it says, how much it adds, and its text."""
    return paragraphs(*(_section(material, rule) for rule in load_rules(material.project)))


def described(rule: Rule) -> tuple[str, str]:
    """Summary and description in the header of a rule; raises BlockError where one is missing."""
    header = "\n".join(line.removeprefix(MARK).removeprefix(" ") for line in header_lines(rule.text))
    data = parse_source(header + "\n", rule.file).data
    missing = [key for key in _KEYS if not isinstance(data.get(key), str)]
    if missing:
        raise BlockError(f"{rule.file}: no `{missing[0]}` in the header")
    return str(data["summary"]), str(data["description"])


def _section(material: Material, rule: Rule) -> str:
    summary, description = described(rule)
    body = "\n".join(rule.text.splitlines()[len(header_lines(rule.text)) :])
    added = f"Adds {number(material.graph.derived.get(rule.name, 0))} triples to the present graph."
    return paragraphs(f"## {rule.name}", f"{text(summary)}. {text(description)} {added}", block("sparql", body))
