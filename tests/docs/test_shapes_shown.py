"""The block of the shapes: each rule says how to mend a breach of it."""

from __future__ import annotations

import re

import pytest

from builder.documentation.material import Material
from builder.documentation.shape_blocks import shape_reference


@pytest.fixture(scope="module")
def sections(material: Material) -> dict[str, str]:
    """What stands below each heading."""
    parts = re.split(r"^### (.+)$", shape_reference(material, ""), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_rule_that_can_be_broken_says_how_to_mend(sections: dict[str, str]) -> None:
    assert len(sections) > 350
    for name, said in sections.items():
        asks = not re.match(r"\s*\*\*\w+\.\*\* \*", said)  # else the reason follows at once: it only holds other rules
        assert ("To mend: " in said) == asks, name


def test_remedies_keep_their_code(sections: dict[str, str]) -> None:
    assert sections["collaboration-has-members"].strip() == (
        "**Violation.** Nobody is said to take part, by name or in words. *Without any participant nobody finds the "
        "collaboration.* Looks at [CollaborationMembers](#collaborationmembers). To mend: Name who takes part "
        "(`peel:participant`, in seeds `participants`), or say it in words (`peel:participantText`, in seeds "
        "`participants_text`)."
    )
    assert r"<" not in re.sub(r"\\<", "", sections["Selector-conformsTo"])


def test_variables_stand_by_their_names(sections: dict[str, str]) -> None:
    assert "‹label› lies within itself." in sections["place-not-within-itself"]
    assert "{?" not in "".join(sections.values())
