"""Every kind of wrong record, with the place, what was found, what is allowed and what to do about it.

The mark › stands where each problem is to be reported; problems come in the order of their places. An ellipsis stands
for words that another case compares.
"""

from __future__ import annotations

from pathlib import Path
from types import EllipsisType
from typing import TypeAlias

import pytest

from builder.errors import Problem

from .worlds import DOCUMENT, REFERENCE, problems, unmarked

Words: TypeAlias = tuple[str, str | EllipsisType, str | EllipsisType]

BODIES = "ashshire, ashshire-police-authority, bexshire, coxshire, pcc-ashshire"
GRADES = "outstanding, good, requires-improvement, inadequate"
KEY_FORM = "lower-case words and figures joined by hyphens, such as greater-manchester"
FIGURE_FORM = "figures such as 36.1 or -335"
SEE = "see seeds/README.md for the sections"
NO_EVIDENCE = ("the record names no evidence", "", "add `lines:` with the lines of the document that carry it")
ID = "use another id"
UNNAMED = "the definition of a thing with its `name`, or a mention with key and lines alone"
PRINTED = "the figure as the document prints it, here or at each item of `evidence`"
TO_COUNTS = "put the numbers and names that the document gives under `counts`"

JUDGMENT = "body: ashshire, cycle: round-2016, subject: efficiency"
COUNT = "cycle: round-2016, subject: efficiency, grade: good"
FINDING = "kind: strength, about: ashshire, cycle: round-2016, subject: efficiency"
FIGURE = "metric: officers, about: ashshire, value: 5, status: actual, printed: five"


def words(number: int) -> str:
    """A text of so many words."""
    return " ".join(["word"] * number)


def reference_line(text: str) -> int:
    """The line of the world's reference data that starts with a text."""
    lines = REFERENCE.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.strip().startswith(text))


CASES: dict[str, tuple[str, list[Words]]] = {
    # --- references ---
    "unknown grade": (
        f"judgments:\n  - {{{JUDGMENT}, grade: ›god, lines: 3}}\n",
        [("`god` is no grade of round-2016 (four)", GRADES, "did you mean `good`?")],
    ),
    "grade of another scheme": (
        f"counts:\n  - {{cycle: round-2016, subject: efficiency, grade: ›2, count: 0, lines: 3}}\n",  # noqa: F541
        [("`2` is no grade of round-2016 (four)", GRADES, "")],
    ),
    "grade in a cycle that gave none": (
        "cycles:\n  - {cycle: round-2013, name: Round 2013, programme: rounds, year: 2013, "
        "inspectorates: [crown-inspectorate], inspects: force}\n"
        "judgments:\n  - {body: ashshire, cycle: ›round-2013, subject: efficiency, grade: good, lines: 3}\n",
        [("a grade in round-2013, which gave none", "a cycle with a scheme", "look up the cycle")],
    ),
    "area without its cycle": (
        "subjects:\n  - {subject: calls, name: Calls, kind: ›area, programme: rounds}\n",
        [("an area without its cycle", "`cycle` for an area, and for nothing else", "")],
    ),
    "pillar of one cycle": (
        "subjects:\n  - {subject: calls, name: Calls, kind: ›pillar, programme: rounds, cycle: round-2016}\n",
        [("a cycle beside what every cycle may judge", "`cycle` for an area, and for nothing else", "")],
    ),
    "grade of a described scheme": (
        "scheme_descriptors:\n  - {scheme: scores, grade: ›9, meaning: What is called nine., lines: 3}\n",
        [("`9` is no grade of scores", "1, 2", "")],
    ),
    "unknown force with a near name": (
        "judgments:\n  - {body: ›bexshir, cycle: round-2016, subject: efficiency, grade: good, lines: 3}\n",
        [("unknown body `bexshir`", BODIES, "did you mean `bexshire` or `coxshire`?")],
    ),
    "unknown force that lies in a key": (
        "judgments:\n  - {body: ›bex, cycle: round-2016, subject: efficiency, grade: good, lines: 3}\n",
        [("unknown body `bex`", BODIES, "did you mean `bexshire`?")],
    ),
    "unknown force of a known mistake": (
        "judgments:\n  - {body: ›ash, cycle: round-2016, subject: efficiency, grade: good, lines: 3}\n",
        [("unknown body `ash`", BODIES, "did you mean `ashshire`?")],
    ),
    "unknown force without a near name": (
        "judgments:\n  - {body: ›zzz, cycle: round-2016, subject: efficiency, grade: good, lines: 3}\n",
        [("unknown body `zzz`", BODIES, "")],
    ),
    "unknown force in a list": (
        "counts:\n  - {cycle: round-2016, subject: efficiency, grade: good, count: 2,\n"
        "     bodies: [ashshire, ›zzz], lines: 3}\n",
        [("unknown body `zzz`", BODIES, "")],
    ),
    "unknown cycle and subject": (
        "judgments:\n  - {body: ashshire, cycle: ›round-2061, subject: ›efficency, grade: good, lines: 3}\n",
        [
            (
                "unknown cycle `round-2061`",
                "audit-2010, round-2014, round-2015, round-2016",
                "did you mean `round-2016` or `round-2015` or `round-2014`?",
            ),
            ("unknown subject `efficency`", "efficiency, legitimacy, thrift", "did you mean `efficiency`?"),
        ],
    ),
    "more kinds than are listed": (
        "metrics:\n  - {metric: officers, about: ›zzz, value: 5, status: actual, printed: five, lines: 3}\n",
        [
            (
                "unknown thing `zzz`",
                "ashshire, ashshire-police-authority, audit-board, bexshire, case, coxshire, crown-inspectorate, "
                "fenland and 3 more",
                "",
            )
        ],
    ),
    "unknown codes": (
        "metrics:\n"
        "  - {metric: ›officer, about: ashshire, value: 5, unit: ›euro, status: ›done, qualifier: ›near,\n"
        "     printed: five, lines: 3}\n",
        [
            ("unknown metric `officer`", "officers, satisfaction, savings", "did you mean `officers`?"),
            ("unknown unit `euro`", "count, gbp-million, percent", ""),
            ("unknown status `done`", "actual, planned, required", ""),
            ("unknown qualifier `near`", "about", ""),
        ],
    ),
    "unknown things of the document itself": (
        DOCUMENT.replace("about: ashshire", "about: ›asshire").replace("[crown-", "[›crow-").lstrip(),
        [
            (
                "unknown agent `crow-inspectorate`",
                "ashshire, ashshire-police-authority, audit-board, bexshire, coxshire, crown-inspectorate, "
                "pcc-ashshire, watch-office",
                "did you mean `crown-inspectorate`?",
            ),
            ("unknown body `asshire`", BODIES, "did you mean `ashshire` or `pcc-ashshire` or `coxshire`?"),
        ],
    ),
    "unknown figures of the file": (
        "metrics:\n"
        f"  - {{{FIGURE}, id: made, lines: 3, comparator: {{ref: ›maid}}, target: {{ref: ›nope}},\n"
        "     change: {from: ›one, to: ›two}, part_of: ›whole, share: {part: ›half, whole: ›all}}\n",
        [
            ("no figure `maid` in this file", "made", "did you mean `made`?"),
            ("no figure `nope` in this file", "made", ""),
            ("no figure `one` in this file", "made", ""),
            ("no figure `two` in this file", "made", ""),
            ("no figure `whole` in this file", "made", ""),
            ("no figure `half` in this file", "made", ""),
            ("no figure `all` in this file", "made", ""),
        ],
    ),
    "unknown figure of a file without any": (
        f"metrics:\n  - {{{FIGURE}, lines: 3, comparator: {{ref: ›made}}}}\n",
        [("no figure `made` in this file", "", "leave it out, or add the record that it is to lead to")],
    ),
    "unknown record of the file": (
        f"findings:\n  - {{id: quick, {FINDING}, text: Is quick., lines: 3}}\n"
        "doubts:\n  - {id: slow, kind: arithmetic, about: [quick, ›quik], text: Is not., lines: 3}\n",
        [("no record `quik` in this file", "case, quick", "did you mean `quick`?")],
    ),
    "unknown finding, here and elsewhere": (
        f"findings:\n  - {{id: quick, {FINDING}, text: Is quick., recurring: [›slow, ›other/quick], lines: 3}}\n",
        [
            ("unknown finding `case/slow`", "case/quick", ...),
            ("unknown finding `other/quick`", "case/quick", "did you mean `case/quick`?"),
        ],
    ),
    # --- dates ---
    "date before the cycle": (
        "dates:\n"
        "  - {kind: published, date: ›2013-12-31, lines: 3}\n"
        "  - {kind: updated, date: 2014-01-01, lines: 3}\n"
        "  - {kind: written, date: ›2013-12, lines: 3}\n"
        "  - {kind: fieldwork, date: ›2013-11-30..2016-01-31, lines: 3}\n"
        "  - {kind: framework-published, date: 2009-09, lines: 3}\n",
        [
            ("2013-12-31 lies before the cycle round-2016 (2016)", "2014 or later", ""),
            ("2013-12-01 to 2013-12-31 lies before the cycle round-2016 (2016)", "2014 or later", ""),
            ("2013-11-30 to 2016-01-31 lies before the cycle round-2016 (2016)", "2014 or later", ""),
        ],
    ),
    "date of a cited document before its cycle": (
        "cited_documents:\n  - {document: old, name: Old, cycle: round-2015, published: ›2012, lines: 3}\n",
        [("2012-01-01 to 2012-12-31 lies before the cycle round-2015 (2015)", "2013 or later", "")],
    ),
    "end before the start": (
        "collaborations:\n"
        "  - {collaboration: dogs, name: Dogs, kind: joint-unit, since: 2014-05, until: ›2014-04-30, lines: 3}\n"
        "change_programmes:\n"
        "  - {programme: plan, name: Plan, body: ashshire, since: 2014-05, until: 2014-05, lines: 3}\n",
        [("2014-04-30 lies before `since`, 2014-05-01 to 2014-05-31", "2014-05-01 or later", "")],
    ),
    "no date": (
        "dates:\n  - {kind: published, date: ›2015-02-29, lines: 3}\n  - {kind: written, date: ›2015/17, lines: 3}\n",
        [
            ("`date`: `2015-02-29` is no date (day is out of range for month)", ..., ""),
            (
                "`date`: `2015/17` is no period",
                "2010-03-31 (a day), 2014-07 (a month), 2014 (a calendar year), 2014/15 (a financial year), or two "
                "of these as A..B",
                "",
            ),
        ],
    ),
    # --- duplicates ---
    "judgment twice": (
        f"judgments:\n  - {{{JUDGMENT}, grade: good, lines: 3}}\n  - ›{{{JUDGMENT}, grade: inadequate, lines: 4}}\n",
        [
            (
                "a second record of `round-2016 ashshire efficiency` in `judgments`",
                "",
                "the first stands in line 2; put the lines of both into one record",
            )
        ],
    ),
    "figure twice": (
        f"metrics:\n  - {{{FIGURE}, period: 2014, lines: 3}}\n"
        f"  - {{{FIGURE}, period: 2014, variant: other, lines: 3}}\n"
        f"  - ›{{{FIGURE}, period: 2014-01..2014-12, lines: 4}}\n",
        [
            (
                "a second record of `officers/ashshire/2014-01-01--2014-12-31/actual` in `metrics`",
                "",
                "the first stands in line 2; put the lines of both into one record",
            )
        ],
    ),
    "mention twice": (
        "organisations:\n  - {organisation: watch-office, lines: 3}\n  - {organisation: ›watch-office, lines: 4}\n",
        [
            (
                "a second record of `watch-office` in `organisations`",
                "",
                "the first stands in line 2; put the lines of both into one record",
            )
        ],
    ),
    "mention beside the definition": (
        "places:\n  - {place: deal, lines: 3}\n  - {place: ›deal, name: Deal, kind: town, lines: 4}\n",
        [
            (
                "a second record of `deal` in `places`",
                "",
                "the first stands in line 2; put the lines of both into one record",
            )
        ],
    ),
    "definition twice in a file": (
        f"findings:\n  - {{id: quick, {FINDING}, text: Is quick., lines: 3}}\n"
        f"  - {{id: ›quick, {FINDING}, text: Is fast., lines: 4}}\n",
        [
            (
                "the finding `case/quick` is defined twice",
                "",
                "it is defined in case.yaml, line 2: keep one, or use another key",
            )
        ],
    ),
    "definition in two files": (
        "organisations:\n  - {organisation: ›watch-office, name: The Watch, lines: 3}\n"
        "statuses:\n  - {code: ›actual, name: Actual, definition: It has come about.}\n",
        [
            (
                "the organisation `watch-office` is defined twice",
                "",
                f"it is defined in reference.yaml, line {reference_line('- {organisation: watch-office')}: "
                "leave `name` and details out here, or use another key",
            ),
            (
                "the status `actual` is defined twice",
                "",
                f"it is defined in reference.yaml, line {reference_line('- {code: actual')}: "
                "keep one, or use another key",
            ),
        ],
    ),
    "id of two figures": (
        f"metrics:\n  - {{{FIGURE}, id: made, lines: 3}}\n  - {{{FIGURE}, id: ›made, period: 2014, lines: 3}}\n",
        [("the id `made` is taken by another figure", "", ID)],
    ),
    "id of a figure and a finding": (
        f"metrics:\n  - {{{FIGURE}, id: made, lines: 3}}\n"
        f"findings:\n  - {{id: ›made, {FINDING}, text: Is quick., lines: 3}}\n",
        [("the id `made` is taken by a figure", "", ID)],
    ),
    "wrong id that is the key of a force": (
        "not_ids:\n  - {wrong: ›coxshire, right: [bexshire]}\n  - {wrong: cox, right: [›coxhire]}\n",
        [
            (
                "`coxshire` is called wrong and is the key of a force",
                "ids that no force has",
                "take the record out, or name another id",
            ),
            ("unknown force `coxhire`", "ashshire, bexshire, coxshire", ...),
        ],
    ),
    "dates of one kind, and one grade twice": (
        "dates:\n  - {kind: written, date: 2016, lines: 3}\n  - {kind: ›written, date: 2016, lines: 4}\n"
        "grade_schemes:\n"
        "  - scheme: two\n    name: Two\n    description: Two grades.\n    comparable_with: [two]\n"
        "    grades:\n"
        "      - {grade: good, word: good, name: Good, rank: 2, meaning: Good enough.}\n"
        "      - {grade: ›good, word: fine, name: Fine, rank: 1, meaning: Good as well.}\n",
        [
            (
                "a second record of `written` in `dates`",
                "",
                "the first stands in line 2; put the lines of both into one record",
            ),
            (
                "the grade `two/good` is defined twice",
                "",
                "it is defined in case.yaml, line 10: keep one, or use another key",
            ),
        ],
    ),
    # --- evidence ---
    "no evidence": (
        f"judgments:\n  - ›{{{JUDGMENT}, grade: good}}\nplaces:\n  - ›place: deal\n    name: Deal\n",
        [NO_EVIDENCE, NO_EVIDENCE],
    ),
    "lines of the margin alone are no evidence of the figure": (
        f"metrics:\n  - ›{{{FIGURE}, margin: 1.5, margin_lines: 3}}\n",
        [NO_EVIDENCE],
    ),
    "lines beyond the document": (
        f"judgments:\n  - {{{JUDGMENT}, grade: good, lines: [3, ›51]}}\n"
        "metrics:\n"
        "  - metric: officers\n    about: ashshire\n    value: 5\n    status: actual\n    printed: five\n"
        "    evidence:\n      - lines: 50\n      - lines: ›49-52\n    margin_lines: ›99\n",
        [
            ("line 51 lies beyond the document", "1 to 50", ""),
            ("line 52 lies beyond the document", "1 to 50", ""),
            ("line 99 lies beyond the document", "1 to 50", ""),
        ],
    ),
    "identifier without evidence, and beyond": (
        DOCUMENT.lstrip()
        + "  identifiers:\n    - ›{scheme: isbn, value: 978-1}\n    - {scheme: isbn, value: 978-2, lines: ›51}\n",
        [NO_EVIDENCE, ("line 51 lies beyond the document", "1 to 50", "")],
    ),
    "lines that are none": (
        f"judgments:\n  - {{{JUDGMENT}, grade: good, lines: ›0}}\n"
        "dates:\n  - {kind: updated, date: 2016, lines: ›7-6}\n  - {kind: published, date: 2016, lines: [3, ›x]}\n"
        "  - {kind: written, date: 2016, lines: [3, ›3]}\n  - kind: fieldwork\n    date: 2016\n    ›lines:\n",
        [
            ("`lines`: `0` runs backwards or starts at 0", "lines such as 12, 12-13 or [12, 41-43]", ""),
            ("`lines`: `7-6` runs backwards or starts at 0", ..., ""),
            ("`lines`: `x` is no line", ..., ""),
            ("`lines`: the same lines twice", "each range of lines once", ""),
            ("`lines`: no line", ..., ""),
        ],
    ),
    "lines and evidence": (
        f"judgments:\n  - {{{JUDGMENT}, grade: good, lines: ›3, evidence: [{{lines: 4}}]}}\n",
        [("`lines` and `evidence` side by side", "one of the two", "")],
    ),
    "basis of counts on a judgment": (
        f"judgments:\n  - {{{JUDGMENT}, grade: good, basis: ›listed, lines: 3}}\n"
        "  - body: ashshire\n    cycle: round-2015\n    subject: efficiency\n    grade: good\n"
        "    evidence:\n      - {lines: 3, basis: previous}\n      - {lines: 4, basis: ›remainder}\n",
        [
            ("`listed` for `basis`", "stated, previous, reported", TO_COUNTS),
            ("`remainder` for `basis`", "stated, previous, reported", TO_COUNTS),
        ],
    ),
    "basis of a figure": (
        "metrics:\n  - {metric: officers, about: ashshire, value: 5, status: actual,\n"
        "     evidence: [{lines: 3, printed: five, basis: ›stated}]}\n",
        [("a basis beside something that is no judgment", "", "leave it out")],
    ),
    # --- keys ---
    "unknown key": (
        f"judgments:\n  - {{{JUDGMENT}, ›gade: good, lines: 3, grade: good}}\n",
        [("unknown key `gade`", "basis, body, cycle, evidence, grade, lines, note, subject", SEE)],
    ),
    "unknown key inside": (
        f"metrics:\n  - {{{FIGURE}, lines: 3, comparator: {{›reff: x, ref: made}}, id: made}}\n",
        [("unknown key `reff`", "ref", SEE)],
    ),
    "unknown section": (
        f"›judgements:\n  - {{{JUDGMENT}, grade: good, lines: 3}}\n",
        [("unknown key `judgements`", ..., SEE)],
    ),
    "written name of a key": (
        "relations:\n  - {kind: borders, body: ashshire, ›with_: [bexshire], with: [bexshire], lines: 3}\n",
        [("unknown key `with_`", "body, evidence, kind, lines, with", SEE)],
    ),
    "missing keys": (
        "judgments:\n  - ›body: ashshire\n    cycle: round-2016\n    lines: 3\n",
        [("`grade` is missing", "", "add it"), ("`subject` is missing", "", "add it")],
    ),
    "missing keys inside": (
        "grade_schemes:\n"
        "  - scheme: two\n    name: Two\n    description: Two grades.\n    comparable_with: [two]\n"
        "    grades:\n"
        "      - ›{grade: yes, word: yes, name: Yes, rank: 2}\n"
        "      - {grade: no, word: no, name: No, rank: 1, meaning: Not at all.}\n",
        [("`meaning` is missing", "", "add it")],
    ),
    # --- types ---
    "no whole number": (
        f"counts:\n  - {{{COUNT}, count: ›many, lines: 3}}\n  - {{{COUNT}, count: ›33.0, lines: 3}}\n"
        f"  - {{{COUNT}, count: ›-1, lines: 3}}\n  - {{{COUNT}, count: ›３３, lines: 3}}\n",
        [
            ("`many` for `count`: no whole number", "plain figures such as 43", ""),
            ("`33.0` for `count`: no whole number", "plain figures such as 43", ""),
            ("`-1` for `count`: no whole number", "plain figures such as 43", ""),
            ("`３３` for `count`: no whole number", "plain figures such as 43", ""),
        ],
    ),
    "number out of bounds": (
        f"counts:\n  - {{{COUNT}, count: ›10001, lines: 3}}\n"
        "populations:\n  - {cycle: round-2016, subject: efficiency, count: ›0, lines: 3}\n"
        f"metrics:\n  - {{{FIGURE}, margin: ›-0.5, level: ›100, lines: 3}}\n",
        [
            ("`10001` for `count`", "10000 or less", ""),
            ("`0` for `count`", "1 or more", ""),
            ("`-0.5` for `margin`", "0 or more", ""),
            ("`100` for `level`", "less than 100", ""),
        ],
    ),
    "no truth value": (
        f"counts:\n  - {{{COUNT}, count: 3, remainder: ›perhaps, lines: 3}}\n"
        f"  - {{{COUNT}, count: 3, remainder: ›[true], lines: 3}}\n",
        [("`perhaps` for `remainder`", "true or false", ""), ("a list for `remainder`", "true or false", "")],
    ),
    "no list": (
        "judgments: ›yes\ncounts: ›{a: b}\n›findings:\n",
        [
            ("`yes` for `judgments`", "a list", ""),
            ("keys with values for `counts`", "a list", ""),
            ("nothing for `findings`", "a list", ""),
        ],
    ),
    "no record": (
        "judgments:\n  - ›ashshire\n  - ›[ashshire]\n  -›\n",
        [
            ("`ashshire` for `judgments`", "keys with values", ""),
            ("a list for `judgments`", "keys with values", ""),
            ("nothing for `judgments`", "keys with values", ""),
        ],
    ),
    "no text": (
        "judgments:\n  - body: ›[ashshire]\n    cycle: ›{a: b}\n    ›subject:\n    grade: ›Good\n    lines: 3\n",
        [
            ("a list for `body`", "text", ""),
            ("keys with values for `cycle`", "text", ""),
            ("nothing for `subject`", "text", ""),
            ("`Good` for `grade`: of another form", KEY_FORM, ""),
        ],
    ),
    "no name of a kind": (
        "dates:\n  - {kind: ›posted, date: 2016, lines: 3}\n",
        [("`posted` for `kind`", "'published', 'updated', 'written', 'fieldwork' or 'framework-published'", "")],
    ),
    "too long": (
        f"judgments:\n  - {{body: ›{'x' * 121}, cycle: round-2016, subject: efficiency, grade: good, lines: 3}}\n",
        [(f"`{'x' * 60}…` for `body`", "at most 120 characters", "")],
    ),
    "text of several lines": (
        "findings:\n  - id: a\n    kind: strength\n    about: ashshire\n    cycle: round-2016\n"
        '    subject: efficiency\n    lines: 3\n    text: ›|\n      one\n      two\n    paragraph: ›" 12"\n',
        [
            ("`one↵two↵` for `text`: of another form", "one line of text without blanks at its ends", ""),
            ("` 12` for `paragraph`: of another form", "one line of text without blanks at its ends", ""),
        ],
    ),
    "question without its mark": (
        "questions:\n  - {cycle: round-2016, of: efficiency, number: 1, wording: ›How well, lines: 3}\n",
        [("`How well` for `wording`: of another form", "one line that ends in a question mark", "")],
    ),
    "document that is not whole": (
        DOCUMENT.lstrip()
        .replace("  kind: report\n", "")
        .replace("document:\n  key", "document:\n  ›key")
        .replace("c" * 64, "›C0FFEE")
        .replace("[crown-inspectorate]", "›[]")
        .replace("case.txt", "›../case.txt")
        .replace("OGL-UK-3.0", "›Open Government"),
        [
            ("`kind` is missing", "", "add it"),
            ("a list for `publishers`", "at least 1 of them", ""),
            (
                "`../case.txt` for `file`: of another form",
                "a file name of letters, figures, dots, hyphens and underscores",
                "",
            ),
            ("`C0FFEE` for `sha256`: of another form", "64 lower-case hexadecimal figures", ""),
            (
                "`Open Government` for `licence`: of another form",
                "an SPDX licence id such as OGL-UK-3.0, or LicenseRef-…",
                "",
            ),
        ],
    ),
    "wrong items are not too few": (
        DOCUMENT.lstrip().replace("[crown-inspectorate]", "[›Crown Inspectorate]"),
        [("`Crown Inspectorate` for `publishers`: of another form", KEY_FORM, "")],
    ),
    "codes of statistics and units": (
        "places:\n  - {place: deal, name: Deal, gss: ›X123, lines: 3}\n"
        'unit_definitions:\n  - {unit: cent, name: cent, symbol: c, qudt: ›"a b"}\n',
        [
            ("`X123` for `gss`: of another form", "a GSS code such as E23000021", ""),
            ("`a b` for `qudt`: of another form", "the local name of a QUDT unit such as PERCENT", ""),
        ],
    ),
    # --- figures ---
    "figures that are no decimals": (
        "metrics:\n"
        + "".join(
            f"  - {{metric: officers, about: ashshire, value: ›{value}, status: actual, printed: x, lines: 3}}\n"
            for value in ("1e3", "NaN", '"36,1"', "--1", "٣٦", "£5", "Infinity", '""')
        ),
        [
            (f"`{value}` for `value`: no plain decimal number", FIGURE_FORM, "")
            for value in ("1e3", "NaN", "36,1", "--1", "٣٦", "£5", "Infinity", "")
        ],
    ),
    "figure that is not printed": (
        "metrics:\n  - ›{metric: officers, about: ashshire, value: 5, status: actual, lines: 3}\n"
        "  - {metric: officers, about: bexshire, value: 5, status: actual,\n"
        "     evidence: [{lines: 3, printed: five}, ›{lines: 4}]}\n",
        [("no `printed`", PRINTED, ""), ("no `printed`", PRINTED, "")],
    ),
    # --- counts ---
    "names that do not fit the count": (
        f"counts:\n  - {{{COUNT}, count: ›3, bodies: [ashshire, bexshire], lines: 3}}\n",
        [
            (
                "2 bodies named and 3 counted",
                "as many bodies as counted, or none where the document does not name them all",
                "",
            )
        ],
    ),
    "remainder with names": (
        f"counts:\n  - {{{COUNT}, count: 1, remainder: ›true, bodies: [ashshire], lines: 3}}\n",
        [("`bodies` and `remainder` side by side", "one of the two: a remainder names nobody", "")],
    ),
    "body named twice": (
        f"counts:\n  - {{{COUNT}, count: 2, bodies: [ashshire, ›ashshire], lines: 3}}\n",
        [("a body twice in `bodies`", "each body once", "")],
    ),
    # --- words ---
    "statements that are too long": (
        f"findings:\n  - {{id: a, {FINDING}, text: ›{words(21)}, lines: 3}}\n"
        f"  - {{id: b, {FINDING}, text: {words(20)}, lines: 3}}\n"
        f"change_programmes:\n  - {{programme: p, name: P, text: ›{words(22)}, lines: 3}}\n"
        f"events:\n  - {{event: e, name: E, text: ›{words(23)}, lines: 3}}\n",
        [
            (f"`{words(21)[:60]}…` for `text`: 21 words", "at most 20 words", ""),
            (f"`{words(22)[:60]}…` for `text`: 22 words", "at most 20 words", ""),
            (f"`{words(23)[:60]}…` for `text`: 23 words", "at most 20 words", ""),
        ],
    ),
    "definition that is too short": (
        "metric_definitions:\n  - {metric: dogs, name: Dogs, unit: count, definition: ›Number of all dogs.}\n",
        [("`Number of all dogs.` for `definition`: 4 words", "at least 5 words", "")],
    ),
    # --- definitions and mentions ---
    "mention with details": (
        "organisations:\n  - {organisation: watch-office, kind: ›government-department, lines: 3}\n",
        [("`kind` without `name`", UNNAMED, "")],
    ),
    "role that is not whole": (
        "people:\n  - {person: jo, name: Jo, role: ›chief, lines: 3}\n  - ›{person: al, name: Al, lines: 3}\n",
        [
            (
                "a role that is not whole",
                "`role`, `role_name` and `organisation` together; a person with a `name` has them",
                "",
            )
        ]
        * 2,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_problems(name: str, tmp_path: Path) -> None:
    marked, expected = CASES[name]
    text, places = unmarked(marked)
    if "\ndocument:" not in f"\n{text}":
        text += DOCUMENT
    found = problems(tmp_path, case=text)
    assert [(each.file, each.line, each.column, each.found) for each in found] == [
        ("case.yaml", *place, said)
        for place, (said, _, _) in zip(_filled(places, len(expected)), expected, strict=True)
    ]
    for problem, (_, allowed, advice) in zip(found, expected, strict=True):
        assert problem.allowed == allowed or allowed is ...
        assert problem.advice == advice or advice is ...


def _filled(places: list[tuple[int, int]], number: int) -> list[tuple[int, int]]:
    """The places of as many problems: where fewer are marked, the last one has the rest."""
    return places + places[-1:] * (number - len(places))


def test_the_records_around_the_wrong_ones_are_right(tmp_path: Path) -> None:
    text = (
        f"judgments:\n  - {{{JUDGMENT}, grade: good, lines: [3, 4-50]}}\n"
        f"counts:\n  - {{{COUNT}, count: 0, bodies: [], lines: 3}}\n"
        f"findings:\n  - {{id: quick, {FINDING}, text: Is quick., recurring: [quick, case/quick], lines: 3}}\n"
        f"metrics:\n  - {{{FIGURE}, id: made, lines: 3, part_of: [made], comparator: {{ref: made}}}}\n"
        "doubts:\n  - {id: d, kind: arithmetic, about: [made, quick, case], text: Is not., lines: 3}\n"
    )
    assert problems(tmp_path, case=text + DOCUMENT) == ()


@pytest.mark.parametrize(
    ("section", "record"),
    [
        ("judgments", f"{JUDGMENT}, grade: good"),
        ("ungraded", f"{JUDGMENT}, state: not-yet-graded"),
        ("counts", f"{COUNT}, count: 2"),
        ("populations", "cycle: round-2016, subject: efficiency, count: 3"),
        ("metrics", FIGURE),
        ("findings", f"id: a, {FINDING}, text: Is quick."),
        ("doubts", "id: a, kind: arithmetic, text: Is not."),
        ("dates", "kind: published, date: 2016"),
        ("relations", "kind: borders, body: ashshire, with: [bexshire]"),
        ("headline_questions", "cycle: round-2016, subject: efficiency, wording: How well?"),
        ("organisations", "organisation: watch-office"),
    ],
)
@pytest.mark.parametrize("lines", ["", ", lines: 3"])
def test_facts_belong_to_a_document(section: str, record: str, lines: str, tmp_path: Path) -> None:
    text = f"{section}:\n  - {{{record}{lines}}}\n"
    column = text.splitlines()[1].index("lines") + 8 if lines else 5
    assert problems(tmp_path, case=text) == (
        Problem(
            "case.yaml", 2, column, "a fact in a file that has no document", "definitions",
            "move the record to the seed file of the document that says so",
        ),
    )  # fmt: skip


def test_a_question_names_lines_where_a_document_stands_and_only_there(tmp_path: Path) -> None:
    text = "questions:\n  - {cycle: round-2016, of: efficiency, number: 9, wording: How well?}\n"
    assert problems(tmp_path, case=text) == ()
    assert [each.found for each in problems(tmp_path, case=text + DOCUMENT)] == [NO_EVIDENCE[0]]
    found = problems(tmp_path, case=text.replace("}", ", lines: 3}"))
    assert [each.found for each in found] == ["a fact in a file that has no document"]


def test_definitions_need_no_document(tmp_path: Path) -> None:
    text = (
        "organisations:\n  - {organisation: guild, name: Guild}\nplaces:\n  - {place: deal, name: Deal, kind: town}\n"
    )
    assert problems(tmp_path, case=text) == ()
