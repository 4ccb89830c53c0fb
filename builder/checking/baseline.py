"""Findings that are known: read from a baseline, told apart from new ones, and written anew.

A baseline is a YAML file. Each waiver names a finding by its fingerprint, says why it may stay, and until when::

    waivers:
      - fingerprint: 0f3c9b0e5d1a4c7f8e2b6a9d3c5f7e10
        rule: "Force-label"
        thing: "Heddlu Dyfed-Powys (https://w3id.org/peelgraph/id/force/dyfed-powys)"
        reason: "The force asks for its Welsh name."
        until: 2027-06-30

``rule`` and ``thing`` are for people. ``until`` is the last day. Problems of sources can't be waived: where a file
can't be taken as it is, nobody knows what else is wrong.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeAlias

from builder.checking.findings import CheckResult, Finding, Waiver, in_order
from builder.errors import InputError, LimitError, Problem, SourceError, UsageError
from builder.places import Place
from builder.project import read_text
from builder.seeds.source import Plain, Source, Steps, parse_source
from builder.terminal import harmless

SIZE_LIMIT: Final = 2 * 1024 * 1024
"""Largest baseline in bytes: some thousands of waivers. What more would hide is no list of exceptions any more."""

_FIELDS: Final = ("fingerprint", "rule", "thing", "reason", "until")
_FORM: Final = "`waivers:` with a list of waivers, each with " + ", ".join(f"`{name}`" for name in _FIELDS)
_SHOWN: Final = 60

_HEAD: Final = """\
# Findings that are known. Each may stay for the reason that it gives, and until the day that it names.
# A new finding fails the check, and so does one whose day is past.

"""

_Check: TypeAlias = Callable[[str], tuple[str, str] | None]
"""What is wrong with a value and what is allowed; None where it is as it should be."""


def read_baseline(path: Path, name: str) -> tuple[Waiver, ...]:
    """The waivers of a file, which messages call ``name``.

    Raises InputError where the file can't be read, LimitError where it is larger than SIZE_LIMIT, and SourceError with
    all that is wrong in it: no YAML, unknown and missing keys, values of another form, a fingerprint twice.
    """
    try:
        size = path.stat().st_size
    except OSError as error:
        raise InputError(f"{name}: can't be read ({error.strerror or error})") from error
    if size > SIZE_LIMIT:
        raise LimitError(f"{name}: {size} bytes; a baseline has at most {SIZE_LIMIT}: mend some findings")
    return parse_baseline(read_text(path, name), name)


def parse_baseline(text: str, name: str) -> tuple[Waiver, ...]:
    """The waivers in the text of a file; raises SourceError as ``read_baseline`` does."""
    try:
        source = parse_source(text, name)
    except SourceError as error:
        raise SourceError([_reworded(problem) for problem in error.problems]) from error
    problems = list(_problems(source))
    if problems:
        raise SourceError(problems)
    return tuple(
        _waiver(record, Place(name, *source.place(("waivers", index))))
        for index, record in enumerate(_records(source))
        if isinstance(record, dict)
    )


def apply(result: CheckResult, waivers: Iterable[Waiver], today: datetime.date) -> CheckResult:
    """The result with known findings set aside, and the waivers told that nothing answers.

    A waiver counts up to the end of its last day; after it the finding counts again, and a note says so. The order of
    the waivers does not matter. Where sources are broken, nothing is known of the rest: then nothing changes but that
    a note says so.
    """
    waivers = sorted(waivers, key=_order)
    if result.broken:
        note = "The baseline was not applied: problems of sources can't be waived, and nothing else was looked at."
        return replace(result, notes=(*result.notes, note)) if waivers else result
    known = {waiver.fingerprint: waiver for waiver in reversed(waivers)}
    left: list[Finding] = []
    waived = list(result.waived)
    for finding in result.findings:
        waiver = known.get(finding.fingerprint) if _can_be_waived(finding) else None
        if waiver is not None and today <= waiver.until:
            waived.append((finding, waiver))
        else:
            left.append(finding)
    there = {finding.fingerprint for finding in (*result.findings, *(finding for finding, _ in result.waived))}
    return replace(
        result,
        findings=tuple(left),
        waived=tuple(waived),
        mended=(*result.mended, *(waiver for waiver in waivers if waiver.fingerprint not in there)),
        notes=(*result.notes, *_notes(left, known)),
    )


def baseline_text(result: CheckResult, reason: str, until: datetime.date, known: Sequence[Waiver] = ()) -> str:
    """The text of a baseline that knows all findings of a result, ordered by rule and thing.

    A finding that a waiver in ``known`` or in the result itself knows already keeps reason and last day, also where
    that is past: a waiver is made to last longer by hand, by somebody who looked at it. All others get ``reason`` and
    ``until``. Waivers that nothing answers are left out.

    Raises UsageError for a reason that says nothing, SourceError where sources are broken, since it is not known then
    which findings there are, and LimitError for more findings than a baseline may hold.
    """
    reason = _line(reason)
    if not reason:
        raise UsageError("a baseline needs a reason: say why the findings may stay")
    if result.broken:
        raise SourceError([_as_problem(finding) for finding in result.findings])
    before = {waiver.fingerprint: waiver for _, waiver in result.waived}
    before |= {waiver.fingerprint: waiver for waiver in known}
    findings = in_order([*result.findings, *(finding for finding, _ in result.waived)])
    waivers: dict[str, Waiver] = {}
    for each in filter(_can_be_waived, findings):
        old = before.get(each.fingerprint)
        kept = (old.reason, old.until) if old else (reason, until)
        waivers.setdefault(each.fingerprint, Waiver(each.fingerprint, each.rule, _thing(each), *kept))
    entries = "".join(map(_entry, sorted(waivers.values(), key=_order)))
    text = f"{_HEAD}waivers:{chr(10) + entries if entries else ' []' + chr(10)}"
    if len(text.encode()) > SIZE_LIMIT:
        raise LimitError(f"{len(waivers)} findings are more than a baseline holds: mend some, or choose fewer files")
    return text


# --- reading -----------------------------------------------------------------------------------------------------


def _problems(source: Source) -> Iterator[Problem]:
    """All that is wrong with a file that is YAML."""
    for key in source.data:
        if key != "waivers":
            yield source.key_problem((key,), f"unknown key `{_short(key)}`", "waivers", "take it out")
    if "waivers" not in source.data:
        yield Problem(source.name, 1, 1, "`waivers` is missing", _FORM, "write `waivers: []` where nothing is known")
    elif not isinstance(source.data["waivers"], list):
        yield source.problem(("waivers",), "`waivers` is no list", _FORM, "write `waivers: []` where nothing is known")
    first: dict[Plain, int] = {}
    for index, record in enumerate(_records(source)):
        path: Steps = ("waivers", index)
        if not isinstance(record, dict):
            yield source.problem(path, "a waiver that is no mapping", _FORM)
            continue
        yield from _record_problems(source, path, record)
        fingerprint = record.get("fingerprint")
        if isinstance(fingerprint, str) and first.setdefault(fingerprint, index) != index:
            line, _ = source.place(("waivers", first[fingerprint]))
            found = f"a second waiver for `{_short(fingerprint)}`, which line {line} has already"
            yield source.problem((*path, "fingerprint"), found, advice="keep one of the two")


def _record_problems(source: Source, path: Steps, record: dict[str, Plain]) -> Iterator[Problem]:
    for key in record:
        if key not in _FIELDS:
            yield source.key_problem((*path, key), f"unknown key `{_short(key)}`", ", ".join(_FIELDS), "take it out")
    for field in _FIELDS:
        value = record.get(field)
        if field not in record:
            yield source.problem(path, f"`{field}` is missing", advice=_ADVICE[field])
        elif not isinstance(value, str) or not value.strip():
            yield source.problem((*path, field), f"`{field}` says nothing", advice=_ADVICE[field])
        elif wrong := _CHECKS.get(field, _anything)(value):
            yield source.problem((*path, field), *wrong, _ADVICE[field])


def _fingerprint(value: str) -> tuple[str, str] | None:
    if re.fullmatch("[0-9a-f]{32}", value):
        return None
    return f"`{_short(value)}` for `fingerprint`", "32 hexadecimal figures in lower case"


def _day(value: str) -> tuple[str, str] | None:
    allowed = "a day such as 2027-06-30"
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return f"`{_short(value)}` for `until`", allowed
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return f"`{value}` for `until`, which no calendar has", allowed
    return None


def _anything(_: str) -> tuple[str, str] | None:
    return None


_CHECKS: Final[dict[str, _Check]] = {"fingerprint": _fingerprint, "until": _day}

_ADVICE: Final = {
    "fingerprint": "copy it from the JSON report, or write the baseline with --write-baseline",
    "rule": "name the rule",
    "thing": "name the thing",
    "reason": "say why the finding may stay",
    "until": "name the last day on which it may stay",
}


def _records(source: Source) -> list[Plain]:
    records = source.data.get("waivers")
    return records if isinstance(records, list) else []


def _waiver(record: dict[str, Plain], place: Place) -> Waiver:
    fingerprint, rule, thing, reason, until = (str(record[field]) for field in _FIELDS)
    return Waiver(fingerprint, rule, thing, reason, datetime.date.fromisoformat(until), place)


def _reworded(problem: Problem) -> Problem:
    """A problem of YAML without what is said of seeds in particular."""
    allowed = "`waivers:` at the left margin" if "judgments:" in problem.allowed else problem.allowed
    return replace(problem, allowed=allowed, advice=_FORM if "seeds/" in problem.advice else problem.advice)


def _short(text: str) -> str:
    text = harmless(text)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


# --- applying and writing ----------------------------------------------------------------------------------------


def _notes(left: Iterable[Finding], known: dict[str, Waiver]) -> Iterator[str]:
    """What is to be said of waivers that do not count any more, or never did."""
    told: set[str] = set()
    for finding in left:
        waiver = known.get(finding.fingerprint)
        if waiver is None or waiver.fingerprint in told:
            continue
        told.add(waiver.fingerprint)
        place = f" ({waiver.place})" if waiver.place.file else ""
        name = harmless(f"The waiver of {waiver.rule} for {waiver.thing}{place}")
        if _can_be_waived(finding):
            yield f"{name} ended on {waiver.until.isoformat()}: mend the finding, or give the waiver a later day."
        else:
            yield f"{name} does not count: problems of sources can't be waived."


def _can_be_waived(finding: Finding) -> bool:
    return bool(finding.component)


def _order(waiver: Waiver) -> tuple[str, str, str, str, datetime.date, Place]:
    return waiver.rule, waiver.thing, waiver.fingerprint, waiver.reason, waiver.until, waiver.place


def _thing(finding: Finding) -> str:
    return _line(f"{finding.label} ({finding.focus})" if finding.label else finding.focus) or "a thing without a name"


def _line(text: str) -> str:
    """A text on one line, without what a YAML file can't hold."""
    return re.sub("[\ufffe\uffff]", "\ufffd", harmless(text)).strip()


def _entry(waiver: Waiver) -> str:
    def quoted(text: str) -> str:
        return json.dumps(_line(text), ensure_ascii=False)

    return (
        f"  - fingerprint: {waiver.fingerprint}\n"
        f"    rule: {quoted(waiver.rule)}\n"
        f"    thing: {quoted(waiver.thing)}\n"
        f"    reason: {quoted(waiver.reason)}\n"
        f"    until: {waiver.until.isoformat()}\n"
    )


def _as_problem(finding: Finding) -> Problem:
    place = finding.place
    return Problem(place.file, place.line, place.column, finding.found, finding.expected, finding.remedy)
