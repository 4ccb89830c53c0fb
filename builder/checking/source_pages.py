"""What ``--explain`` says of the rules that no shape holds: those about the form of sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from builder.checking.problems import SOURCE_RULES, SourceRule


@dataclass(frozen=True, slots=True)
class SourcePage:
    """What usually goes wrong and how to mend it, with an example of each; ``language`` is that of the examples."""

    mend: str
    language: str
    failing: str
    passing: str


SOURCE_PAGES: Final = {
    "baseline": SourcePage(
        mend="Correct the entry that the message names, which says what is allowed there; `until` is a day. "
        "`peelgraph check --write-baseline FILE` writes a file anew.",
        language="yaml",
        failing="""\
waivers:
  - fingerprint: 0b7d
    rule: Fact-evidence
    thing: a letter
    reason: ""
    until: soon
""",
        passing="""\
waivers:
  - fingerprint: 0b7d3f5a9c1e2468ace013579bdf0246
    rule: Fact-evidence
    thing: a letter
    reason: The letter is being looked for.
    until: 2027-06-30
""",
    ),
    "ontology": SourcePage(
        mend="Correct the Turtle at the line and column of the message; give an IRI to what has none.",
        language="turtle",
        failing="""\
peel:region
	a owl:ObjectProperty ;
	rdfs:range [ a owl:Class ] ;
	.
""",
        passing="""\
peel:region
	a owl:ObjectProperty ;
	rdfs:range peel:Region ;
	.
""",
    ),
    "rules": SourcePage(
        mend="Correct the query at the line and column of the message; `rules/README.md` says how rules are written.",
        language="sparql",
        failing="""\
CONSTRUCT { ?other peel:borders ?one }
WHERE { ?one peel:borders ?other
""",
        passing="""\
CONSTRUCT { ?other peel:borders ?one }
WHERE { ?one peel:borders ?other }
""",
    ),
    "seeds": SourcePage(
        mend="Correct the field at the line and column of the message, which lists what is allowed there. A key that "
        "nothing has is misspelt, or its record is missing.",
        language="yaml",
        failing="""\
judgments:
  - {body: chesire, cycle: peel-2016, subject: efficiency, grade: god, lines: 12}
""",
        passing="""\
judgments:
  - {body: cheshire, cycle: peel-2016, subject: efficiency, grade: good, lines: 12}
""",
    ),
    "shapes": SourcePage(
        mend="Correct the term that the message names: most often a slip of the pen or of the namespace. A shape with "
        "such a slip finds nothing and lets everything pass.",
        language="turtle",
        failing="""\
peelsh:Force-region
	a sh:PropertyShape ;
	sh:path peel:region ;
	sh:mincount 1 ;
	sh:targetClass peel:force ;
	.
""",
        passing="""\
peelsh:Force-region
	a sh:PropertyShape ;
	sh:path peel:region ;
	sh:minCount 1 ;
	sh:targetClass peel:Force ;
	.
""",
    ),
    "syntax": SourcePage(
        mend="Look at the place of the message and just before it: a prefix that is not declared, a full stop or "
        "semicolon that is missing, a quotation mark that is not closed, a literal that is no value of its datatype.",
        language="turtle",
        failing="""\
<https://w3id.org/peelgraph/id/force/a>
	a peel:Force
	rdfs:label "A Police"@en .
""",
        passing="""\
<https://w3id.org/peelgraph/id/force/a>
	a peel:Force ;
	rdfs:label "A Police"@en .
""",
    ),
}
"""The pages by the names of the rules."""


def source_rule(name: str) -> SourceRule:
    """The title and the meaning of a rule about sources."""
    return SOURCE_RULES[name]
