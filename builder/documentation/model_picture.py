"""The picture of the model: which classes and properties it shows, and where."""

from __future__ import annotations

from typing import Final

from builder.documentation.drawing import Arrow, Box, Colours, Palette, Picture

MEMBERSHIP: Final = "org:Membership"
"""The one arrow that is a class: a membership ties an inspector to the inspectorate, with the role held there."""

_C1, _C2, _C3, _C4, _C5, _C6 = (104.0, 316.0, 528.0, 740.0, 952.0, 1164.0)
_R1, _R2, _R3, _R4, _R5, _R6 = (60.0, 172.0, 296.0, 402.0, 500.0, 600.0)
_BODY_X, _BODY_WIDTH = (_C3 + _C6) / 2, _C6 - _C3 + 140
_EVIDENCE_X, _EVIDENCE_WIDTH = (_C2 + _C6) / 2, _C6 - _C2 + 140

BOXES: Final = (
    Box("Cycle", "PEEL 2016, 2017 …", "rounds", _C1, _R1),
    Box("Inspection", "one body in one cycle", "rounds", _C2, _R1, 132, strong=True),
    Box("Inspectorate", "who inspects", "bodies", _C3, _R1, 126),
    Box("Inspector", "named office-holder", "bodies", _C4 + 24, _R1, strong=True),
    Box("Region", "where a force works", "bodies", _C5, _R1),
    Box("GradeScheme", "a scale of grades", "scales", _C1, _R2),
    Box(
        "InspectedBody", "what is inspected", "bodies", _BODY_X, _R2, _BODY_WIDTH,
        shift=_C3 + 84 - _BODY_X, holds=True,
    ),
    Box("Force", "", "bodies", _C5, _R2, 96, 34, strong=True),
    Box("PoliceAuthority", "", "bodies", _C6 - 9, _R2, 138, 34),
    Box("Grade", "one step of a scheme", "scales", _C1, _R3),
    Box("Judgment", "a grade given", "facts", _C2, _R3, strong=True),
    Box("Subject", "pillar or question", "scales", _C3, _R3),
    Box("Finding", "strength, weak point …", "facts", _C4, _R3),
    Box("Observation", "one printed figure", "facts", _C5, _R3),
    Box("Collaboration", "who works together", "facts", _C6, _R3, strong=True),
    Box("Basis", "stated, listed …", "scales", _C1, _R4),
    Box("Attestation", "support at one place", "sources", _C2, _R4),
    Box("Metric", "what is measured", "scales", _C5 + 104, _R4, 128, strong=True),
    Box("Evidence", "the lines of a document on which a fact stands", "sources", _EVIDENCE_X, _R5, _EVIDENCE_WIDTH),
    Box("Document", "report, page, letter …", "sources", _C3, _R6),
    Box("Response", "a document in reply", "sources", _C4 + 20, _R6),
    Box("Doubt", "what does not add up", "sources", _C6, _R6),
)  # fmt: skip

ARROWS: Final = (
    Arrow("Inspection", "peel:inCycle", "Cycle", ("left", 0), ("right", 0)),
    Arrow("Inspection", "peel:conductedBy", "Inspectorate", ("right", 0), ("left", 0)),
    Arrow("Inspector", MEMBERSHIP, "Inspectorate", ("left", 0), ("right", 0)),
    Arrow("Cycle", "peel:scheme", "GradeScheme", ("bottom", 0), ("top", 0)),
    Arrow("Grade", "peel:inScheme", "GradeScheme", ("top", 0), ("bottom", 0)),
    Arrow("Inspection", "peel:inspects", "InspectedBody", ("bottom", 34), ("left", -13)),
    Arrow("Judgment", "peel:judges", "InspectedBody", ("top", 34), ("left", 13), label=(0, 19)),
    Arrow("Force", "peel:region", "Region", ("top", 0), ("bottom", 0)),
    Arrow("PoliceAuthority", "peel:oversees", "Force", ("left", 0), ("right", 0), on="bodies"),
    Arrow("Judgment", "peel:generatedBy", "Inspection", ("top", -30), ("bottom", -30)),
    Arrow("Judgment", "peel:grade", "Grade", ("left", -8), ("right", -8)),
    Arrow("Judgment", "peel:subject", "Subject", ("right", 0), ("left", 0)),
    Arrow("Finding", "peel:subject", "Subject", ("left", 0), ("right", 0)),
    Arrow("Finding", "peel:about", "InspectedBody", ("top", 0), ("bottom", _C4 - _BODY_X)),
    Arrow("Observation", "peel:about", "InspectedBody", ("top", 0), ("bottom", _C5 - _BODY_X)),
    Arrow("Collaboration", "peel:participant", "InspectedBody", ("top", 0), ("bottom", _C6 - _BODY_X)),
    Arrow(
        "Judgment", "peel:previousJudgment", "Judgment", ("bottom", -44), ("left", 17),
        via=((_C2 - 44, _R3 + 47), (_C2 - 94, _R3 + 47), (_C2 - 94, _R3 + 17)), label=(-40, 26), derived=True,
    ),
    Arrow("Judgment", "peel:attestation", "Attestation", ("bottom", 20), ("top", 20)),
    Arrow("Attestation", "peel:basis", "Basis", ("left", 0), ("right", 0)),
    Arrow("Attestation", "peel:evidence", "Evidence", ("bottom", 0), ("top", _C2 - _EVIDENCE_X)),
    Arrow("Finding", "peel:evidence", "Evidence", ("bottom", 0), ("top", _C4 - _EVIDENCE_X)),
    Arrow("Observation", "peel:evidence", "Evidence", ("bottom", 0), ("top", _C5 - _EVIDENCE_X)),
    Arrow("Observation", "peel:metric", "Metric", ("bottom", 54), ("top", -50)),
    Arrow("Collaboration", "peel:evidence", "Evidence", ("bottom", 24), ("top", _C6 + 24 - _EVIDENCE_X)),
    Arrow("Evidence", "peel:source", "Document", ("bottom", _C3 - _EVIDENCE_X), ("top", 0)),
    Arrow("Response", "peel:respondsTo", "Document", ("left", 0), ("right", 0)),
    Arrow("Doubt", "peel:evidence", "Evidence", ("top", 0), ("bottom", _C6 - _EVIDENCE_X)),
)  # fmt: skip

PICTURE: Final = Picture(
    width=1268,
    height=690,
    title="The model of peelgraph",
    description=(
        "Classes as boxes and properties as arrows. An inspection examines one body, a force or a police authority, "
        "in one cycle. Judgments, findings, figures and collaborations are about bodies. Each stands on evidence, "
        "which is a run of lines of a document; a judgment does so through attestations that tell on which basis."
    ),
    boxes=BOXES,
    arrows=ARROWS,
    legend=(
        ("rounds", "inspection rounds"),
        ("bodies", "bodies and people"),
        ("facts", "facts"),
        ("scales", "scales and lists"),
        ("sources", "sources"),
    ),
    note="bold frame: main class",
)

LIGHT: Final = Palette(
    page="#ffffff",
    frame="#d5d8de",
    arrow="#5b6470",
    label="#3c444d",
    groups={
        "rounds": Colours("#e6eefc", "#3a62b8", "#1b335f"),
        "bodies": Colours("#e2f4e8", "#2b7a4b", "#14432a"),
        "facts": Colours("#fdeedd", "#c06a14", "#5c3208"),
        "scales": Colours("#f0e9fb", "#7450b8", "#3a2566"),
        "sources": Colours("#eceff2", "#5d6b7a", "#2a333c"),
    },
)

DARK: Final = Palette(
    page="#14181e",
    frame="#3a424d",
    arrow="#9aa5b1",
    label="#d3dae2",
    groups={
        "rounds": Colours("#1c2b4a", "#8aaef5", "#dbe7ff"),
        "bodies": Colours("#17352a", "#6cc795", "#d5f5e3"),
        "facts": Colours("#3f2a14", "#eaa55a", "#ffe8cf"),
        "scales": Colours("#2e2348", "#b598ee", "#ebe0ff"),
        "sources": Colours("#29313a", "#9db0c2", "#e3eaf1"),
    },
)
