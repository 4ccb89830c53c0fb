"""A seed file in the making: the document's record, the records that facts came to, and what is left for a person."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from builder.reading.facts import Fact
from builder.reading.kinds.kind import Head
from builder.reading.output.records import IDENTIFIERS, Entry, entries, in_a_seed
from builder.reading.service import Reading
from builder.seeds.records import SeedFile
from builder.seeds.source import Plain

_OPEN: Final = frozenset({"hmicfrs", "audit-commission"})
"""Publishers whose documents are Crown copyright and under the Open Government Licence unless they say otherwise."""

_TERMS: Final = {
    True: ("OGL-UK-3.0", "Names no licence itself; Crown copyright, published under the Open Government Licence."),
    False: ("LicenseRef-not-stated", "The terms of use have not been looked into; only facts are taken from it."),
}
_NO_NAME: Final = re.compile(r"[^A-Za-z0-9_.-]+")


@dataclass(slots=True)
class Draft:
    """What is to be written of one document, and what is not.

    ``file`` is what the run calls the document. ``review`` holds facts that are not sure enough or make no record, each
    with its reason as ``doubt``; ``known`` those that only define again what another file, named with each, defines.
    ``clash`` says why the draft can't stand beside the seeds of the project, and ``broken`` why nothing can be made of
    it at all; both are empty where all is well.
    """

    file: str
    reading: Reading
    head: Head
    entries: list[Entry]
    review: list[Fact]
    known: list[tuple[Fact, str]] = field(default_factory=list)
    replaces: str = ""
    """The seed file of the same document that the draft takes the place of, if there is one."""
    clash: str = ""
    broken: str = ""

    @property
    def key(self) -> str:
        """The document's key."""
        return self.head.key

    def document(self) -> dict[str, Plain]:
        """The record of the document itself."""
        licence, rights = _TERMS[self.head.publisher in _OPEN]
        text = self.reading.text
        found: dict[str, Plain] = {
            "key": self.head.key,
            "title": self.head.title,
            "kind": self.head.doc_kind,
            "publishers": [self.head.publisher],
            "file": file_name(text.name),
            "sha256": text.sha256,
            "line_count": str(len(text.lines)),
            "language": "en",
            "licence": licence,
            "rights": rights,
        }
        if self.head.body:
            found["about"] = self.head.body
        found["cycle"] = self.head.cycle
        if numbers := [dict(each.data) for each in self.entries if each.section == IDENTIFIERS]:
            found["identifiers"] = list[Plain](numbers)
        return found

    def data(self) -> dict[str, Plain]:
        """The whole seed file as plain data, its sections in the order of the model."""
        found: dict[str, Plain] = {"document": self.document()}
        for section in SeedFile.model_fields:
            if records := [dict(each.data) for each in self.entries if each.section == section]:
                found[section] = list[Plain](records)
        return found

    def rename(self, key: str) -> None:
        """Give the document another key, also where its own records name it."""
        for entry in self.entries:
            if entry.section == "responses" and entry.data.get("response") == self.key:
                entry.data["response"] = key
        self.head = replace(self.head, key=key)

    def drop(self, entry: Entry, reason: str) -> None:
        """Take a record out again; its facts go to review."""
        self.entries.remove(entry)
        self.review += [replace(fact, doubt=reason) for fact in entry.facts]


def draft(reading: Reading, file: str, threshold: float) -> Draft | None:
    """The draft of a document that was read; None where it is of no known kind."""
    if reading.head is None:
        return None
    made, unfit = entries(map(in_a_seed, reading.facts))
    review = [replace(in_a_seed(fact), doubt=fact.doubt or _unsure(fact, threshold)) for fact in reading.review]
    return Draft(file, reading, reading.head, made, review + unfit)


def file_name(name: str) -> str:
    """A file's name as a seed may hold it: what is no letter, figure, dot, hyphen or underscore becomes a hyphen."""
    return _NO_NAME.sub("-", name.rpartition("/")[2]) or "document"


def _unsure(fact: Fact, threshold: float) -> str:
    return f"only {fact.confidence:.2f} sure, and {threshold:.2f} is asked for"
