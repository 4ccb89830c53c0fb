"""Areas of policing that PEEL grades from 2021/22 on, by their names in headings, lists and sentences."""

from __future__ import annotations

import re
from typing import Final

from builder.reading.grammar.questions import stems
from builder.reading.knowledge import Knowledge
from builder.seeds.records import Subject

_ASIDE: Final = re.compile(r"\([^()]*\)")
_COMMAS: Final = r"[a-z0-9]+|,"
_BETWEEN: Final = re.compile(r",(?: and\b)?|\band\b(?: (?:at|in|for)\b)?")
"""What stands between the members of a list."""
_LEAST: Final = 2
"""How many words with a meaning a name has to have to be looked for in other words."""


class Areas:
    """The areas of one cycle: what names them, and their official names."""

    def __init__(self, known: Knowledge, cycle: str) -> None:
        self.names: dict[str, str] = {}
        """The official name of each area by its key."""
        self._keys: dict[str, str] = {}
        self._stems: list[tuple[set[str], str]] = []
        for key, defined in sorted(known.registry.things.get("subject", {}).items()):
            record = defined.record
            if isinstance(record, Subject) and record.cycle == cycle and record.kind == "area":
                self.names[key] = record.name
                for name in (record.name, *record.other_names):
                    self._keys.setdefault(_bare(name), key)
                    self._stems.append((stems(name), key))
        longest = sorted(self._keys, key=len, reverse=True)
        self._pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b") if longest else None

    def named(self, text: str) -> str:
        """The key of the area whose name a text is; empty where it is none."""
        return self._keys.get(_bare(text), "")

    def within(self, text: str) -> list[str]:
        """The keys of the areas whose names stand in a text, in their order."""
        found = self._pattern.findall(_bare(text)) if self._pattern else []
        return list(dict.fromkeys(self._keys[name] for name in found))

    def listed(self, text: str) -> list[str]:
        """The keys of all areas of a list in running text: by their names, else by their words, each in its part."""
        named = self.within(text)
        rest = self._pattern.sub(",", _bare(text, _COMMAS)) if self._pattern else ""
        parts = [self.about(part) for part in _BETWEEN.split(rest)]
        return list(dict.fromkeys([*named, *filter(None, parts)])) or list(filter(None, [self.about(text)]))

    def about(self, text: str) -> str:
        """The key of the one area all of whose words stand in a text, in whatever order and form; else empty."""
        said = stems(text)
        fitting = [(len(own), key) for own, key in self._stems if len(own) >= _LEAST and own <= said]
        most = max((size for size, _ in fitting), default=0)
        keys = {key for size, key in fitting if size == most}
        return keys.pop() if len(keys) == 1 else ""


def _bare(text: str, word: str = r"[a-z0-9]+") -> str:
    """Words alone: small letters, without signs and what stands in brackets."""
    words = re.findall(word, _ASIDE.sub(" ", text.lower()).replace("&", " and "))
    return " ".join(words).replace("anti social", "antisocial")
