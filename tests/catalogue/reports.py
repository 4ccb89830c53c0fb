"""What a reader of each format of report gets to know, by a parser that has nothing to do with the writer."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote
from xml.etree.ElementTree import Element, fromstring

import html5rdf  # type: ignore[import-untyped]
from markdown_it import MarkdownIt
from pyoxigraph import NamedNode, RdfFormat, parse

from builder.namespaces import PEELSH, PREFIXES
from builder.places import Place
from builder.reporting.forms import Form
from tests.reporting.workflow_commands import parse as parse_command

from .planting import Expected

EARL: Final = "http://www.w3.org/ns/earl#"
POINTERS: Final = "http://www.w3.org/2009/pointers#"
SEVERITY: Final = {
    "error": "violation", "warning": "warning", "note": "info", "notice": "info",  # SARIF, GitHub
    "violation": "violation", "violations": "violation", "warnings": "warning", "info": "info",
    "piece of information": "info", "pieces of information": "info",
}  # fmt: skip
"""Severities by other words for them."""

_PLACED: Final = re.compile(r"(?:(.+?):(\d+):(\d+): )?(violation|warning|info)[: ] ?(.*)")
"""``file:line:column: severity: words``, as in logs."""


@dataclass(frozen=True)
class Seen:
    """One finding as a report has it; ``severity`` is empty where the format has none for it."""

    rule: str
    severity: str
    place: Place
    words: str

    def is_of(self, expected: Expected) -> bool:
        """Whether it is the expected one, in its place, with words of what was found and of how to mend it."""
        return (
            (self.rule, self.place) == (expected.rule, expected.place)
            and self.severity in {"", expected.severity}
            and plain(expected.found) in plain(self.words)
            and plain(expected.mend) in plain(self.words)
        )


def plain(words: str) -> str:
    """Words as they compare: capitals, blanks and the signs of code are the format's own."""
    return "".join(words.replace("`", "").replace("\u200b", "").casefold().split())


def unseen(form: Form, report: str, expected: Sequence[Expected]) -> list[Expected | Seen]:
    """The expected findings that a report does not show, and those that it shows beside them."""
    left = list(_READERS[form](report))
    missing: list[Expected | Seen] = []
    for each in expected:
        fitting = next((seen for seen in left if seen.is_of(each)), None)
        if fitting is None:
            missing.append(each)
        else:
            left.remove(fitting)
    return [*missing, *left]


def _json(report: str) -> Iterator[Seen]:
    for each in json.loads(report)["findings"]:
        place = each["place"] or {"file": ""}
        words = (each[name] or "" for name in ("message", "found", "expected", "remedy"))
        where = Place(place["file"], place.get("line") or 0, place.get("column") or 0)
        yield Seen(each["rule"], each["severity"], where, "\n".join(words))


def _csv(report: str) -> Iterator[Seen]:
    for row in csv.DictReader(io.StringIO(report, newline="")):
        place = Place(row["file"], int(row["line"] or 0), int(row["column"] or 0))
        words = "\n".join(row[name] for name in ("message", "found", "expected", "remedy"))
        yield Seen(row["rule"], row["severity"], place, words)


def _sarif(report: str) -> Iterator[Seen]:
    (run,) = json.loads(report)["runs"]
    for each in run["results"]:
        (location,) = each["locations"]
        physical = location["physicalLocation"]
        region = physical.get("region", {})
        file = unquote(physical["artifactLocation"]["uri"]).removeprefix("file://")
        place = Place(file, region.get("startLine", 0), region.get("startColumn", 0))
        assert run["tool"]["driver"]["rules"][each["ruleIndex"]]["id"] == each["ruleId"]
        yield Seen(each["ruleId"], SEVERITY[each["level"]], place, _unbraced(each["message"]["text"]))


def _unbraced(text: str) -> str:
    """Text of SARIF, where braces stand twice (section 3.11.5)."""
    return text.replace("{{", "{").replace("}}", "}").replace("] (", "](")


def _junit(report: str) -> Iterator[Seen]:
    for case in fromstring(report).iter("testcase"):  # noqa: S314  # our own text
        rule = case.get("name", "").partition(": ")[0]
        for element in case:
            if element.tag in {"failure", "error", "system-out"}:
                yield from _in_log(rule, element.text or "")


def _in_log(rule: str, text: str) -> Iterator[Seen]:
    """Findings that begin with place and severity, with more words on lines that are set in."""
    for match in re.finditer(r"^(\S.*)((?:\n .*)*)", text, re.MULTILINE):
        head = _PLACED.fullmatch(match[1])
        assert head, match[1]
        place = Place(head[1] or "", int(head[2] or 0), int(head[3] or 0))
        yield Seen(rule, head[4], place, f"{head[5]}\n{match[2]}")


def _text(report: str) -> Iterator[Seen]:
    for block in report.split("\n\n"):
        for match in re.finditer(r"^(\S+):(\d+):(\d+): (\w+) (\S+)((?:\n    .*)*)", block, re.MULTILINE):
            yield Seen(match[5], match[4], Place(match[1], int(match[2]), int(match[3])), match[6])


def _github(report: str) -> Iterator[Seen]:
    for line in report.splitlines():
        command = parse_command(line)
        assert command, line
        at = command.properties
        if "file" in at:
            rule = at["title"].partition(": ")[0]
            place = Place(at["file"], int(at.get("line", 0)), int(at.get("col", 0)))
            yield Seen(rule, SEVERITY[command.name], place, command.data)


def _markdown(report: str) -> Iterator[Seen]:
    yield from _in_html(MarkdownIt("commonmark").enable("table").render(report))


def _in_html(report: str) -> Iterator[Seen]:
    """Findings in the tables below headings that name a rule and, in brackets or a badge, a severity."""
    rule, severity, columns = "", "", list[str]()
    for element in html5rdf.parse(report, namespaceHTMLElements=False).iter():
        words = "\n".join(element.itertext())
        if element.tag in {"h2", "h3", "summary"} and (code := element.find("code")) is not None:
            rule, severity = code.text or "", _severity(element)
        elif element.tag == "thead":
            columns = [" ".join(cell.itertext()) for cell in element.iter("th")]
        elif element.tag == "tr" and "Found" in columns and element.findall("td"):
            yield Seen(rule, severity, _place_of(element), words)


def _severity(heading: Element) -> str:
    words = " ".join(heading.itertext()).rstrip(") ")
    return next(severity for name, severity in SEVERITY.items() if words.endswith(name))


def _place_of(row: Element) -> Place:
    for code in row.iter("code"):
        if match := re.fullmatch(r"(.+):(\d+):(\d+)", code.text or ""):
            return Place(match[1], int(match[2]), int(match[3]))
    return Place("")


def _statements(report: str) -> dict[str, dict[str, list[str]]]:
    """What Turtle says, by subject and property, all as text."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for triple in parse(report, RdfFormat.TURTLE):
        assert isinstance(triple.predicate, NamedNode)
        value = getattr(triple.object, "value", "")
        found[getattr(triple.subject, "value", "")][triple.predicate.value].append(value)
    return found


def _turtle(report: str) -> Iterator[Seen]:
    sh, rdfs = PREFIXES["sh"], PREFIXES["rdfs"]
    for said in _statements(report).values():
        if sh + "focusNode" in said:
            severity = said[sh + "resultSeverity"][0].removeprefix(sh).lower()
            (source,) = said.get(sh + "sourceConstraint") or said[sh + "sourceShape"]
            words = "\n".join([*said[rdfs + "comment"], *said[sh + "resultMessage"]])
            yield Seen(source.removeprefix(PEELSH), severity, _place_before(words), words)
        elif rdfs + "label" in said:
            (words,) = said[rdfs + "comment"]
            yield Seen(said[rdfs + "label"][0], "", _place_before(words), words)


def _place_before(words: str) -> Place:
    match = re.match(r"(\S+?):(\d+):(\d+): ", words)
    return Place(match[1], int(match[2]), int(match[3])) if match else Place("")


def _earl(report: str) -> Iterator[Seen]:
    """Descriptions tell findings one a line; the pointers of each result have to say the same places."""
    said = _statements(report)
    for assertion in said.values():
        if EARL + "test" not in assertion:
            continue
        (test,), (outcome,) = assertion[EARL + "test"], assertion[EARL + "result"]
        rule = said[test][PREFIXES["dcterms"] + "title"][0].partition(": ")[0]
        result = said[outcome]
        if result[EARL + "outcome"] != [EARL + "failed"]:
            continue
        findings = [each for line in result[PREFIXES["dcterms"] + "description"] for each in _in_log(rule, line)]
        pointed = sorted(_pointer(said, node) for node in result[EARL + "pointer"])
        assert pointed == sorted(each.place for each in findings if each.place.file)
        yield from findings


def _pointer(said: dict[str, dict[str, list[str]]], node: str) -> Place:
    (file,) = said[node][POINTERS + "reference"]
    line, column = (said[node].get(POINTERS + name, ["0"])[0] for name in ("lineNumber", "charNumber"))
    return Place(said[file][PREFIXES["dcterms"] + "title"][0], int(line), int(column))


_READERS: Final[dict[Form, Callable[[str], Iterator[Seen]]]] = {
    Form.TEXT: _text,
    Form.MARKDOWN: _markdown,
    Form.JSON: _json,
    Form.CSV: _csv,
    Form.TURTLE: _turtle,
    Form.SARIF: _sarif,
    Form.JUNIT: _junit,
    Form.GITHUB: _github,
    Form.HTML: _in_html,
    Form.EARL: _earl,
}
