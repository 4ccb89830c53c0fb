"""Results of checks of every kind, with texts of every kind, for property tests of the formats that programs read."""

from __future__ import annotations

import datetime

from hypothesis import strategies as st

from builder.checking.findings import CheckResult, Finding, Rule, Severity, Waiver, in_order
from builder.places import NOWHERE, Place

SH = "http://www.w3.org/ns/shacl#"
EXAMPLE = "https://example.org/"

TEXTS = st.text(st.characters(exclude_categories=()), max_size=20) | st.sampled_from(
    ["", "](", "[a](1)", "{0}", "]]>", "<b>&amp;</b>", "\x00\x1b[31m", "\u202eabc\u2029", "\ud800", "\ufffe", "a\r\nb"]
)
NAMES = st.sampled_from(["Force-label", "Force", "Judgment-grade", "syntax", "seeds", "a b/c", "é%"]) | st.text(
    min_size=1, max_size=5
)
IRIS = st.sampled_from([EXAMPLE + each for each in ("a", "b#c", "é", "x\u202ey", "(a)_b'c*", "%20?q=1&r")])
FILES = st.sampled_from(["", "a.ttl", "seeds/a b.yaml", "../x:y#z?.ttl", "/srv/data/é.nt", "C:/x y.ttl", "\udcff.nt"])
PLACES = st.just(NOWHERE) | st.builds(Place, FILES, st.integers(0, 9), st.integers(0, 9))
SEVERITIES = st.sampled_from(Severity)
PATHS = st.sampled_from(["", f"<{EXAMPLE}p>", f"^<{EXAMPLE}p>/(<{EXAMPLE}q>|<{EXAMPLE}r>)*", "a path", "<p", "<p>"])
VALUES = st.sampled_from(
    ["", f"<{EXAMPLE}a>", '"a\\"\\u0000\u202e"@en', f'"x"^^<{EXAMPLE}d>', "_:b1", '"a" . <x:y> <x:y> "b"', "no term"]
)
FINGERPRINTS = st.sampled_from(["1" * 32, "2" * 32, "ab" * 16])
DAYS = st.dates(datetime.date(2020, 1, 1), datetime.date(2030, 1, 1))

RULES = st.builds(
    Rule,
    name=NAMES,
    iri=IRIS,
    severity=SEVERITIES,
    title=TEXTS,
    message=TEXTS | st.just("{?label} is {$this}"),
    why=TEXTS,
    remedy=TEXTS,
    shape=NAMES,
    place=PLACES,
    looked_at=st.integers(0, 3),
)
RESULTS = st.builds(
    Finding,
    rule=NAMES,
    severity=SEVERITIES,
    message=TEXTS,
    focus=IRIS | st.sampled_from(["b1", "a value"]) | TEXTS,
    label=TEXTS,
    path=TEXTS,
    value=TEXTS,
    found=TEXTS,
    expected=TEXTS,
    remedy=TEXTS,
    place=PLACES,
    subject=PLACES,
    fingerprint=FINGERPRINTS,
    component=st.sampled_from([SH + "MinCountConstraintComponent", SH + "InConstraintComponent"]),
    shape=st.sampled_from([f"<{EXAMPLE}shape>", EXAMPLE + "shape", "_:b2", ""]),
    constraint=st.sampled_from(["", f"<{EXAMPLE}constraint>", "_:b3"]),
    path_text=PATHS,
    value_text=VALUES,
)
PROBLEMS = st.builds(
    Finding,
    rule=st.sampled_from(["syntax", "seeds", "shapes", "baseline"]),
    severity=st.just(Severity.VIOLATION),
    message=TEXTS,
    found=TEXTS,
    expected=TEXTS,
    remedy=TEXTS,
    place=PLACES,
    fingerprint=FINGERPRINTS,
)
WAIVERS = st.builds(Waiver, FINGERPRINTS, NAMES, TEXTS, TEXTS, DAYS, PLACES)
CHECKS = st.builds(
    CheckResult,
    findings=st.lists(RESULTS | PROBLEMS, max_size=4).map(in_order),
    rules=st.lists(RULES, max_size=3, unique_by=(lambda rule: rule.name, lambda rule: rule.iri)).map(tuple),
    things=st.integers(0, 5),
    shapes=st.integers(0, 5),
    unreached=st.lists(NAMES, max_size=2).map(tuple),
    waived=st.lists(st.tuples(RESULTS, WAIVERS), max_size=2).map(tuple),
    mended=st.lists(WAIVERS, max_size=2).map(tuple),
    notes=st.lists(TEXTS, max_size=2).map(tuple),
)
"""Checks that took place; a source problem may be among their findings."""

BROKEN = st.builds(CheckResult, findings=st.lists(PROBLEMS, max_size=4).map(in_order), broken=st.just(True))
"""Checks that could not begin."""

UNSEEN = [chr(code) for code in (*range(32), *range(0x7F, 0xA0), 0x202E, 0x2028, 0x2066, 0xFEFF) if code != 10]
"""Characters that no report may hold as they are."""
