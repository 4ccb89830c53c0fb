"""Baselines: read strictly, applied up to their last day, and written so that they read back."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.checking.baseline import SIZE_LIMIT, apply, baseline_text, parse_baseline, read_baseline
from builder.checking.findings import CheckResult, Finding, Severity, Waiver, in_order
from builder.errors import InputError, LimitError, SourceError, UsageError
from builder.places import Place

TODAY = datetime.date(2026, 11, 26)
FIRST, SECOND, THIRD = "1" * 32, "2" * 32, "abcdef0123456789abcdef0123456789"
MIN_COUNT = "http://www.w3.org/ns/shacl#MinCountConstraintComponent"


def finding(fingerprint: str, rule: str = "Force-label", **more: str) -> Finding:
    values = {"focus": "https://example.org/kent", "label": "Kent Police", "component": MIN_COUNT, **more}
    return Finding(rule, Severity.VIOLATION, "A force has a name.", fingerprint=fingerprint, **values)  # type: ignore[arg-type]


def waiver(fingerprint: str, until: datetime.date = TODAY, reason: str = "Known.") -> Waiver:
    return Waiver(fingerprint, "Force-label", "Kent Police", reason, until, Place("known.yaml", 2, 5))


def problems(text: str) -> list[str]:
    with pytest.raises(SourceError) as caught:
        parse_baseline(text, "known.yaml")
    return [str(problem) for problem in caught.value.problems]


# --- reading -----------------------------------------------------------------------------------------------------

GOOD = f"""\
# why these are here
waivers:
  - fingerprint: {FIRST}
    rule: Force-label
    thing: Kent Police
    reason: It has no name yet.
    until: 2027-06-30
  - {{fingerprint: {THIRD}, rule: Judgment-grade, thing: "a: b", reason: 'it''s so', until: "2026-11-26"}}
"""


def test_waivers_are_read_with_their_places(tmp_path: Path) -> None:
    path = tmp_path / "known.yaml"
    path.write_text(GOOD, encoding="utf-8")
    assert read_baseline(path, "known.yaml") == (
        Waiver(
            FIRST,
            "Force-label",
            "Kent Police",
            "It has no name yet.",
            datetime.date(2027, 6, 30),
            Place("known.yaml", 3, 5),
        ),
        Waiver(THIRD, "Judgment-grade", "a: b", "it's so", datetime.date(2026, 11, 26), Place("known.yaml", 8, 5)),
    )


def test_nothing_known_is_said_by_an_empty_list() -> None:
    assert parse_baseline("waivers: []\n", "known.yaml") == ()


@pytest.mark.parametrize("text", ["", "# nothing\n", "{}\n"])
def test_a_file_without_waivers_is_a_mistake(text: str) -> None:
    (problem,) = problems(text)
    assert problem.startswith("known.yaml:1:1: `waivers` is missing")
    assert "to mend: write `waivers: []` where nothing is known" in problem


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("reason: It", "reasons: It", ["known.yaml:3:5: `reason` is missing", "known.yaml:6:5: unknown key `reasons`"]),
        ("    reason: It has no name yet.\n", "", ["known.yaml:3:5: `reason` is missing"]),
        ("It has no name yet.", '" "', ["known.yaml:6:13: `reason` says nothing"]),
        ("It has no name yet.", "", ["known.yaml:6:5: `reason` says nothing"]),
        ("It has no name yet.", "[a, b]", ["known.yaml:6:13: `reason` says nothing"]),
        ("2027-06-30", "2027-02-30", ["known.yaml:7:12: `2027-02-30` for `until`, which no calendar has"]),
        ("2027-06-30", "30.6.2027", ["known.yaml:7:12: `30.6.2027` for `until`"]),
        ("2027-06-30", "20270630", ["known.yaml:7:12: `20270630` for `until`"]),
        ("2027-06-30", "2027-W26-3", ["known.yaml:7:12: `2027-W26-3` for `until`"]),
        ("2027-06-30", "٢٠٢٧-06-30", ["known.yaml:7:12: `٢٠٢٧-06-30` for `until`"]),
        (FIRST, "1" * 31, [f"known.yaml:3:18: `{'1' * 31}` for `fingerprint`"]),
        (FIRST, "A" * 32, [f"known.yaml:3:18: `{'A' * 32}` for `fingerprint`"]),
        (FIRST, THIRD, [f"known.yaml:8:19: a second waiver for `{THIRD}`, which line 3 has already"]),
        ("# why these", "about: x\n# why these", ["known.yaml:1:1: unknown key `about`"]),
        ("waivers:", "waiver:", ["known.yaml:1:1: `waivers` is missing", "known.yaml:2:1: unknown key `waiver`"]),
        ("    until: 2027-06-30", "    until: 2027-06-30\n  - kent", ["known.yaml:8:5: a waiver that is no mapping"]),
        ("It has no name yet.", "a: b", ["known.yaml:6:14: no YAML"]),
        ("It has no name yet.", "*x", ["known.yaml:6:13: the alias *x"]),
        ("It has no name yet.", "!!python/name:os.system x", ["known.yaml:6:13: the tag"]),
        ("It has no name yet.", '"\\e[2J"', ["known.yaml:6:13: the character U+001B in a value"]),
        ("    rule: Force-label", "    rule: a\n    rule: b", ["known.yaml:5:5: the key `rule` stands twice here"]),
    ],
)
def test_what_is_wrong_is_said_at_its_place(old: str, new: str, expected: list[str]) -> None:
    assert GOOD.count(old) == 1
    found = problems(GOOD.replace(old, new))
    assert len(found) == len(expected)
    for problem, start in zip(found, expected, strict=True):
        assert problem.startswith(start)


def test_all_is_said_at_once() -> None:
    text = "waivers:\n  - fingerprint: x\n    rule: r\n    thing: t\n    until: never\n  - {}\n"
    assert [problem.partition("\n")[0] for problem in problems(text)] == [
        "known.yaml:2:5: `reason` is missing",
        "known.yaml:2:18: `x` for `fingerprint`",
        "known.yaml:5:12: `never` for `until`",
        "known.yaml:6:5: `fingerprint` is missing",
        "known.yaml:6:5: `reason` is missing",
        "known.yaml:6:5: `rule` is missing",
        "known.yaml:6:5: `thing` is missing",
        "known.yaml:6:5: `until` is missing",
    ]


@pytest.mark.parametrize("text", ["waivers: none\n", "waivers:\n", "waivers: {a: b}\n"])
def test_waivers_are_a_list(text: str) -> None:
    (problem,) = problems(text)
    assert "`waivers` is no list" in problem


def test_advice_is_about_baselines_and_not_about_seeds() -> None:
    said = "\n".join([*problems("- a\n"), *problems("waivers: [\n"), *problems("a: b: c\n"), *problems("@x\n")])
    assert "seed" not in said
    assert "judgment" not in said


def test_long_and_hostile_values_are_shown_cut_and_tame() -> None:
    (problem,) = problems(GOOD.replace("2027-06-30", '"' + "x\u202e" * 100 + '"'))
    assert "\u202e" not in problem
    assert "…" in problem
    assert len(problem) < 300


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"known\.yaml: can't be read"):
        read_baseline(tmp_path / "none.yaml", "known.yaml")
    (tmp_path / "latin.yaml").write_bytes("waivers: []  # é\n".encode("latin-1"))
    with pytest.raises(InputError, match="not UTF-8"):
        read_baseline(tmp_path / "latin.yaml", "known.yaml")
    (tmp_path / "large.yaml").write_bytes(b"#" * (SIZE_LIMIT + 1))
    with pytest.raises(LimitError, match=r"known\.yaml: 2097153 bytes"):
        read_baseline(tmp_path / "large.yaml", "known.yaml")


# --- applying ----------------------------------------------------------------------------------------------------


def test_known_findings_are_set_aside_and_new_ones_stay() -> None:
    new, known = finding(FIRST), finding(SECOND)
    result = apply(CheckResult((new, known), things=3), [waiver(SECOND)], TODAY)
    assert result == CheckResult((new,), things=3, waived=((known, waiver(SECOND)),))
    assert result.reaches(Severity.INFO)


@pytest.mark.parametrize(("days", "counts"), [(0, False), (1, False), (-1, True)])
def test_a_waiver_counts_through_its_last_day(days: int, counts: bool) -> None:
    until = TODAY + datetime.timedelta(days=days)
    result = apply(CheckResult((finding(FIRST),)), [waiver(FIRST, until)], TODAY)
    assert result.reaches(Severity.VIOLATION) is counts


def test_a_waiver_that_ended_is_told() -> None:
    ended = waiver(FIRST, datetime.date(2026, 11, 25))
    result = apply(CheckResult((finding(FIRST),), notes=("Before.",)), [ended], TODAY)
    assert result.findings == (finding(FIRST),)
    assert not result.waived
    assert not result.mended
    assert result.notes == (
        "Before.",
        "The waiver of Force-label for Kent Police (known.yaml:2:5) ended on 2026-11-25: "
        "mend the finding, or give the waiver a later day.",
    )


def test_waivers_that_nothing_answers_are_told_whether_they_ended_or_not() -> None:
    ended = waiver(SECOND, datetime.date(2020, 1, 1))
    result = apply(CheckResult((finding(FIRST),)), [waiver(THIRD), ended], TODAY)
    assert result.mended == (ended, waiver(THIRD))
    assert result.notes == ()


def test_problems_of_sources_are_never_waived() -> None:
    problem = finding(FIRST, rule="syntax", focus="", label="", component="")
    broken = apply(CheckResult((problem,), broken=True), [waiver(FIRST), waiver(SECOND)], TODAY)
    assert broken.findings == (problem,)
    assert not broken.waived
    assert not broken.mended
    assert len(broken.notes) == 1
    assert "can't be waived" in broken.notes[0]
    half = apply(CheckResult((problem,)), [waiver(FIRST)], TODAY)
    assert half.findings == (problem,)
    assert "can't be waived" in half.notes[0]


def test_a_result_without_waivers_stays_as_it_is() -> None:
    for result in (CheckResult((finding(FIRST),)), CheckResult((finding(FIRST),), broken=True)):
        assert apply(result, [], TODAY) == result


# --- writing -----------------------------------------------------------------------------------------------------


def test_the_text_of_a_baseline() -> None:
    findings = (finding(SECOND, label=""), finding(FIRST, rule="A-rule"))
    text = baseline_text(CheckResult(findings), "Old data: to be mended.", datetime.date(2027, 6, 30))
    assert text.partition("\n\n")[2] == (
        "waivers:\n"
        f"  - fingerprint: {FIRST}\n"
        '    rule: "A-rule"\n'
        '    thing: "Kent Police (https://example.org/kent)"\n'
        '    reason: "Old data: to be mended."\n'
        "    until: 2027-06-30\n"
        f"  - fingerprint: {SECOND}\n"
        '    rule: "Force-label"\n'
        '    thing: "https://example.org/kent"\n'
        '    reason: "Old data: to be mended."\n'
        "    until: 2027-06-30\n"
    )


def test_a_baseline_of_nothing_reads_back() -> None:
    assert parse_baseline(baseline_text(CheckResult(()), "x", TODAY), "known.yaml") == ()


def test_waivers_that_are_there_keep_reason_and_day_and_mended_ones_go() -> None:
    known = [waiver(FIRST, datetime.date(2026, 12, 1), "Asked for."), waiver(THIRD)]
    result = apply(CheckResult((finding(FIRST), finding(SECOND))), known, TODAY)
    for found in (result, CheckResult((finding(FIRST), finding(SECOND)))):
        written = parse_baseline(baseline_text(found, "New.", datetime.date(2027, 1, 1), known), "known.yaml")
        assert [(each.fingerprint, each.reason, each.until) for each in written] == [
            (FIRST, "Asked for.", datetime.date(2026, 12, 1)),
            (SECOND, "New.", datetime.date(2027, 1, 1)),
        ]


def test_writing_does_not_make_a_waiver_last_longer() -> None:
    ended = waiver(FIRST, datetime.date(2026, 11, 25))
    result = apply(CheckResult((finding(FIRST),)), [ended], TODAY)
    (written,) = parse_baseline(baseline_text(result, "New.", datetime.date(2027, 1, 1), [ended]), "known.yaml")
    assert written.until == ended.until


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_a_baseline_needs_a_reason(reason: str) -> None:
    with pytest.raises(UsageError, match="reason"):
        baseline_text(CheckResult(()), reason, TODAY)


def test_no_baseline_is_written_while_sources_are_broken() -> None:
    problem = replace(finding(FIRST, component=""), found="no Turtle", place=Place("a.ttl", 3, 4))
    with pytest.raises(SourceError, match=r"a\.ttl:3:4: no Turtle"):
        baseline_text(CheckResult((problem,), broken=True), "x", TODAY, [waiver(SECOND)])


def test_a_baseline_is_no_place_for_everything() -> None:
    findings = tuple(finding(f"{number:032x}", label="x" * 1000) for number in range(2000))
    with pytest.raises(LimitError, match="2000 findings"):
        baseline_text(CheckResult(findings), "x", TODAY)


# --- properties --------------------------------------------------------------------------------------------------

TEXT = st.text(st.characters(exclude_categories=()), max_size=30)
FINGERPRINTS = st.integers(0, 2**128 - 1).map("{:032x}".format) | st.sampled_from([FIRST, SECOND, THIRD])
FOUND = st.builds(
    Finding,
    rule=TEXT.filter(lambda text: text.strip("".join(map(chr, range(33))) + "\x85\xa0\u2028\u2029") != ""),
    severity=st.sampled_from(Severity),
    message=TEXT,
    focus=TEXT,
    label=TEXT,
    fingerprint=FINGERPRINTS,
    component=st.just(MIN_COUNT),
)
DAYS = st.dates(TODAY, datetime.date(2200, 1, 1))
WAIVERS = st.lists(
    st.builds(waiver, FINGERPRINTS, st.dates(datetime.date(2020, 1, 1), datetime.date(2030, 1, 1))), max_size=6
)


@settings(deadline=None)
@given(
    st.lists(FOUND, max_size=6), st.sampled_from(["why", "“a”: b # c", "'{[&*!|>%@`", "\\u0000 \ufeff \ufffe"]), DAYS
)
def test_what_is_written_knows_all(findings: list[Finding], reason: str, until: datetime.date) -> None:
    result = CheckResult(in_order(findings))
    waivers = parse_baseline(baseline_text(result, reason, until), "known.yaml")
    after = apply(result, waivers, TODAY)
    assert not after.findings
    assert not after.mended
    assert not after.notes
    assert [each for each, _ in after.waived] == list(result.findings)
    again = baseline_text(after, "something else", TODAY, waivers)
    assert again == baseline_text(result, reason, until)


@settings(deadline=None)
@given(st.lists(FOUND, max_size=6), WAIVERS, st.randoms())
def test_the_order_of_waivers_does_not_matter(findings: list[Finding], waivers: list[Waiver], random: object) -> None:
    result = CheckResult(in_order(findings))
    shuffled = list(waivers)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert apply(result, shuffled, TODAY) == apply(result, waivers, TODAY)


@settings(deadline=None)
@given(st.lists(FOUND, max_size=6), WAIVERS)
def test_nothing_gets_lost_and_nothing_is_waived_unasked(findings: list[Finding], waivers: list[Waiver]) -> None:
    result = apply(CheckResult(in_order(findings)), waivers, TODAY)
    assert Counter([*result.findings, *(each for each, _ in result.waived)]) == Counter(findings)
    for each, waiver in result.waived:
        assert waiver in waivers
        assert waiver.fingerprint == each.fingerprint
        assert waiver.until >= TODAY
    there = {each.fingerprint for each in findings}
    assert {each.fingerprint for each in result.mended} == {each.fingerprint for each in waivers} - there
