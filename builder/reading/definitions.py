"""Every thing defined once, across a project and the documents of one run; and only records that the builder takes.

What the project defines, or an earlier document of the run, is mentioned. What nobody defines yet is defined by the
first document that names it. The documents' own keys count before all others, in the order of their files.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pydantic import ValidationError

from builder.reading.output.draft import Draft
from builder.reading.output.records import IDENTIFIERS, Entry, kept, model_of, ordered, record_of
from builder.seeds.checks import check_all
from builder.seeds.records import CitedDocument, Definition, Document, SeedFile
from builder.seeds.registry import Defined, Registry, defined_kind, definitions
from builder.seeds.source import Place, Source, Steps

_OF_KIND: Final = {"force-page": "page"}
"""What is put behind the key of a document of this kind where a report that others cite has the key already."""


def settle(drafts: Sequence[Draft], registry: Registry) -> Registry:
    """Make drafts fit beside the seeds of a project and each other; returns the registry with what they define.

    Records that can't stand go to the review of their draft. A draft whose document has no place beside the others gets
    a ``clash``, and defines nothing for them.
    """
    whole = _Whole(Registry({kind: dict(held) for kind, held in registry.things.items()}, dict(registry.hints)), set())
    for each in drafts:
        whole.place(each)
    for each in drafts:
        whole.define_once(each)
        whole.check(each)
    return whole.registry


@dataclass(slots=True)
class _Whole:
    """All that is defined so far, and the files of this run that define some of it."""

    registry: Registry
    run: set[str]

    def place(self, each: Draft) -> None:
        """Give a document its place among those known: its key, and the file that it would take the place of."""
        twin = self._same_text(each)
        held = self.registry.find("document", each.key)
        if twin and (twin.file in self.run or twin.record.key() != each.key):
            each.clash = f"the same text was read already: it is `{twin.record.key()}` of {twin.file}"
            each.replaces = "" if twin.file in self.run else twin.file
        elif held and isinstance(held.record, CitedDocument):
            self._beside(each, held, held.record)
        elif held and held.file in self.run:
            each.clash = f"`{each.key}` was read from {held.file} already: of two states of one page, read one"
        elif held:
            each.replaces = held.file
        if each.clash or each.file in self.run:
            return
        try:
            record = Document.model_validate(each.document())
        except ValidationError as error:
            each.broken = f"the record of the document is wrong: {error.errors()[0]['msg']}"
            return
        self.run.add(each.file)
        documents = self.registry.things.setdefault("document", {})
        documents[each.key] = Defined("document", record, each.file, ("document",))

    def _same_text(self, each: Draft) -> Defined | None:
        wanted = each.reading.text.sha256
        known = self.registry.things.get("document", {}).values()
        return next((d for d in known if isinstance(d.record, Document) and d.record.sha256 == wanted), None)

    def _beside(self, each: Draft, held: Defined, cited: CitedDocument) -> None:
        """A document whose key another one has, which is cited somewhere: the printed report beside its page, say."""
        word = _OF_KIND.get(each.head.doc_kind, each.head.doc_kind)
        other = f"{each.key}-{word}"
        if cited.kind and cited.kind != each.head.doc_kind and not each.key.endswith(word):
            each.rename(other)
            self.place(each)
        else:
            each.clash = (
                f"{held.file} defines `{each.key}` as a document that it cites: "
                "leave all but its key and lines out there, and read this one again"
            )

    def define_once(self, each: Draft) -> None:
        """Turn what is defined elsewhere into mentions, and leave out what can't be mentioned."""
        for entry in list(each.entries):
            model = model_of(entry.section)
            if entry.section == IDENTIFIERS:
                continue
            if issubclass(model, Definition):
                self._define_or_mention(each, entry, model)
            elif held := self._defined_elsewhere(each, entry):
                each.entries.remove(entry)
                each.known += [(fact, held.file) for fact in entry.facts]

    def _define_or_mention(self, each: Draft, entry: Entry, model: type[Definition]) -> None:
        held = self.registry.find(_ANY.get(model.DEFINES, model.DEFINES), str(entry.data[model.IDENTITY]))
        if held and held.file not in (each.replaces, each.file):
            kept_of_mention = {model.IDENTITY, "lines", "evidence", *model.MENTION}
            for name in set(entry.data) - kept_of_mention:
                del entry.data[name]
        elif "name" not in entry.data:
            if held and isinstance(held.record, Definition) and held.record.defines:
                said = {**kept(held.record), **entry.data}
                entry.data.clear()
                entry.data.update(ordered(entry.section, said))
            elif not held:
                each.drop(entry, f"nothing says who or what `{entry.data[model.IDENTITY]}` is")

    def _defined_elsewhere(self, each: Draft, entry: Entry) -> Defined | None:
        record = record_of(entry.section, entry.data)
        kind = defined_kind(entry.section, record)
        if not kind:
            return None
        key = f"{each.key}/{record.key()}" if kind == "finding" else record.key()
        held = self.registry.find(kind, key)
        return held if held and held.file not in (each.replaces, each.file) else None

    def check(self, each: Draft) -> None:
        """Hold the records of a draft against all others; those that can't stand go to review, until the rest can."""
        while not each.broken:
            source, content = self._content(each)
            if content is None:
                continue
            before = self._register(each, content)
            problems = check_all([(source, content)], self.registry)
            if each.clash or problems:
                self._restore(before)
            if not problems:
                return
            each.broken = next((problem.found for problem in problems if not problem.line), "")
            wrong = {problem.line: problem.found for problem in problems if problem.line}
            _drop(each, wrong)

    def _content(self, each: Draft) -> tuple[Source, SeedFile | None]:
        data = each.data()
        source = Source(each.file, data, _places(each), {})
        try:
            return source, SeedFile.model_validate(data)
        except ValidationError as error:
            wrong = {source.place(tuple(found["loc"]))[0]: found["msg"] for found in error.errors()}
        each.broken = wrong.pop(0, "")
        _drop(each, wrong)
        return source, None

    def _register(self, each: Draft, content: SeedFile) -> list[tuple[str, str, Defined | None]]:
        before = []
        for key, defined in definitions(each.file, content):
            held = self.registry.things.setdefault(defined.kind, {})
            before.append((defined.kind, key, held.get(key)))
            held[key] = defined
        return before

    def _restore(self, before: Sequence[tuple[str, str, Defined | None]]) -> None:
        for kind, key, held in before:
            if held is None:
                del self.registry.things[kind][key]
            else:
                self.registry.things[kind][key] = held


_ANY: Final = {"organisation": "agent"}
"""Kinds whose records may mention things of other kinds too."""


def _places(each: Draft) -> dict[Steps, Place]:
    """The number of each record, from 1, in place of its line; 0 for the document's own."""
    places: dict[Steps, Place] = {(): (0, 1)}
    counts: dict[str, int] = {}
    for number, entry in enumerate(each.entries, 1):
        index = counts.get(entry.section, 0)
        counts[entry.section] = index + 1
        where: Steps = ("document", IDENTIFIERS) if entry.section == IDENTIFIERS else (entry.section,)
        places[(*where, index)] = (number, 1)
    return places


def _drop(each: Draft, wrong: dict[int, str]) -> None:
    numbered = dict(enumerate(each.entries, 1))
    for number, found in sorted(wrong.items()):
        each.drop(numbered[number], f"makes no record: {found}")
