"""Inspectors and other office-holders whom a document names with their office, as facts of its section ``people``."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from builder.reading.facts import Fact, Words
from builder.reading.grammar.mentions import Kind, Mention
from builder.reading.knowledge import Knowledge
from builder.reading.page import Line, Page

_MAJESTY: Final = r"(?:HM|H\.M\.|(?:her|his) majesty's)"
_CONSTABULARY: Final = r"(?: of constabulary(?:,? (?:and )?fire (?:&|and) rescue(?: services?)?)?)?"
_NOT_ANOTHER: Final = r"(?![a-z]| (?:of|for)\b)"
_OFFICES: Final = {
    "hm-chief-inspector-of-constabulary": (
        rf"(?i:{_MAJESTY} chief inspector{_CONSTABULARY}){_NOT_ANOTHER}|\bHMCIC?(?!['\w])"
    ),
    "hm-inspector-of-constabulary": rf"(?i:{_MAJESTY} inspector{_CONSTABULARY}){_NOT_ANOTHER}|\bHMI(?!['\w])",
    "police-and-crime-commissioner": (
        r"(?i:police(?:,? fire)?,? (?:and|&) crime commissioner)(?![a-z'])|\bPF?CC(?!['\w])"
    ),
    "home-secretary": r"\bHome Secretary(?!['\w])|Secretary of State for the Home Department",
    "spokesperson": r"(?i:\bspokes(?:person|man|woman) for the (?:joint )?inspection team)",
}
"""The offices by the keys of their roles, with the words for them."""
_ROLE: Final = re.compile("|".join(f"(?P<o{index}>{words})" for index, words in enumerate(_OFFICES.values())))
_BARE: Final = re.compile(r"(?:^|(?<=[.\"'(] )|(?<=[\"'(])|(?<=\b[Tt]he ))Commissioner(?= )")
"""The word alone: of the commissioner whose document it is."""

_NAMES: Final = {
    "hm-chief-inspector-of-constabulary": "HM Chief Inspector of Constabulary",
    "hm-inspector-of-constabulary": "HM Inspector of Constabulary",
    "home-secretary": "Home Secretary",
    "spokesperson": "Spokesperson for the joint inspection team",
}
_INSPECTORS: Final = frozenset({"hm-chief-inspector-of-constabulary", "hm-inspector-of-constabulary"})
_ORGANISATIONS: Final = {**dict.fromkeys(_INSPECTORS, "hmicfrs"), "home-secretary": "home-office"}

_UPPER: Final = "A-Z" + "".join(chr(code) for code in range(0xC0, 0x250) if chr(code).isupper())
_WORD: Final = rf"(?:[{_UPPER}](?:[^\W\d_]|[\u0300-\u036f'-])+|[{_UPPER}]\.?)"
_PARTICLE: Final = r"(?:de|da|di|du|la|le|van|von|der|den|al|el|ap|ab)"
_RUN: Final = rf"{_WORD}(?: (?:{_PARTICLE} )*{_WORD}){{0,7}}"
_HONOURS: Final = r"(?:QPM|[COMK]BE|DBE|CB|KCB|DCB|MP|[QK]C|DL|BEM|OStJ|JP)"
_BEFORE: Final = re.compile(
    rf"(?P<run>{_RUN})(?:,? {_HONOURS})*(?: (?:of|from) (?:the )?{_RUN})?"
    r"(?:,? (?:is )?(?:the |our )?|,? ?[-(] ?)$"
)
_AREA: Final = rf"{_WORD}(?: {_WORD}){{0,5}}?"
_AFTER: Final = re.compile(rf"(?: for (?:the )?{_AREA})?[,:]? ?\(? ?(?P<run>(?<![{_UPPER}a-z]){_RUN})")
_ALONE: Final = re.compile(rf"\W*(?P<run>{_RUN})(?:,? {_HONOURS})*,?\W*")
_OTHER_HOLDER: Final = re.compile(
    r"(?:\b(?:former|previous|then|deputy|assistant|shadow|late|first)|\bex-?|\bfor)\s*$", re.IGNORECASE
)
"""Words before an office that make it another one, or its holder one of another time."""
_OF_FORCE: Final = re.compile(r" for (?:the )?")
_TITLES: Final = frozenset(
    re.findall(r"\w+", "Sir Dame Lord Lady Baroness Baron Mr Mrs Ms Miss Dr Professor The Rt Hon Honourable Right")
)
_AFTER_NAMES: Final = re.compile(_HONOURS)
_NO_NAMES: Final = frozenset(
    re.findall(
        r"\w+",
        """Police Constabulary Constabularies Commissioner Majesty Inspector Inspectors Inspectorate Secretary
        Authority Force Forces Minister Government Office Home Crime Fire Rescue Services Service Commission
        Audit HMIC HMICFRS HMI HM PEEL PCC Chief Constable Deputy Contact Read About Dear By From To In On At As
        And But When While With For Said Says Also This That These Those Our We It Its Report Reports Get View
        Skip Welcome Overall Summary Next Steps Introduction Context Conclusion Contents Reducing Effectiveness
        Efficiency Legitimacy Leadership Investigating Protecting Managing Preventing Responding Treatment
        Supporting Recording Good Outstanding Adequate Inadequate Requires Improvement Current Your Yours
        Sincerely Faithfully If After Before Since Then Now Last Published Today Yesterday Meanwhile However
        Later Earlier Recently Speaking Commenting Responding Finally Both Neither I He She They His Her Their
        Monday Tuesday Wednesday Thursday Friday January February March April June July August September October
        November December Updated Copyright National Local Press Release Notes Editors England Wales Parliament Council
        Committee Panel""",
    )
)
_LOOK: Final = 90
"""How many characters around an office a name may stand in."""
_LEAST, _MOST = 2, 4
_LETTERS: Final = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae"})


@dataclass(frozen=True, slots=True)
class _Name:
    """A person's name without titles and honours, as printed with them, and the place of the latter in its line."""

    bare: str
    printed: str
    words: Words


def person_key(name: str) -> str:
    """The key of a person: the name in small letters without diacritics, its parts joined by hyphens."""
    parted = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    letters = "".join(each for each in parted if not unicodedata.combining(each))
    return re.sub(r"[^a-z0-9]+", "-", letters.lower()).strip("-")


def people(page: Page, known: Knowledge, *, force: str = "", commissioner: bool = False) -> Iterator[Fact]:
    """A fact for each time that the page names a person with an office.

    ``force`` is the key of the force that the page is about, for a commissioner of whom no force is named;
    ``commissioner`` says that the page is the commissioner's own, where ``Commissioner`` alone means that one.
    """
    reader = _People(known, force, commissioner=commissioner)
    before: Line | None = None
    for line in page.filled():
        yield from reader.of(line, before)
        before = line


class _People:
    """Finds the people of one page."""

    def __init__(self, known: Knowledge, force: str, *, commissioner: bool) -> None:
        self._known = known
        self._force = force
        self._own = commissioner
        self._keys = {person_key(name): key for name, key in known.people.items()}

    def of(self, line: Line, before: Line | None) -> Iterator[Fact]:
        """The people whom a line names with an office, or names alone on the line ``before`` it."""
        named = _Named(line)
        for match in _ROLE.finditer(line.text):
            role = list(_OFFICES)[int((match.lastgroup or "o0")[1:])]
            yield from self._held(named, before, role, match)
        if self._own:
            for match in _BARE.finditer(line.text):
                yield from self._held(named, None, "police-and-crime-commissioner", match)

    def _held(self, named: _Named, before: Line | None, role: str, office: re.Match[str]) -> Iterator[Fact]:
        """The person who holds an office that stands in a line."""
        line, text = named.line, named.line.text
        if _OTHER_HOLDER.search(text, max(0, office.start() - _LOOK), office.start()):
            return
        sure = 0.95
        name = _name_before(named, office) if office.re is _ROLE else None
        name = name or _name_after(named, office)
        if name is None and before is not None and _stands_alone(text, office):
            name, sure = _name_alone(before, line), 0.9
        organisation = self._organisation(role, named, office)
        if name and organisation:
            yield self._fact(name, role, organisation, Words(line.number, *office.span()), sure)

    def _organisation(self, role: str, named: _Named, office: re.Match[str]) -> str:
        if role == "spokesperson":
            found = named.near(Kind.INSPECTORATE, office.start() - _LOOK, office.start())
            return found[-1].value if found else ""
        if role != "police-and-crime-commissioner":
            return _ORGANISATIONS[role]
        bodies = named.near(Kind.BODY, office.start() - _LOOK, office.end() + _LOOK)
        own = [each for each in bodies if each.start <= office.start() and office.end() <= each.end]
        behind = _OF_FORCE.match(named.line.text, office.end())
        near = [each for each in bodies if behind and each.start == behind.end()]
        keys = {body.key: body for body in self._known.names.values()}
        forces = [keys[each.value].force for each in (*own, *near) if each.value in keys]
        force = next(iter(forces), self._force)
        return self._known.commissioner_of(force) if force else ""

    def _fact(self, name: _Name, role: str, organisation: str, office: Words, sure: float) -> Fact:
        key = person_key(name.bare)
        known = self._keys.get(key)
        called = self._called("person", known) if known else ""
        fields: dict[str, object] = {"person": known or key, "name": called or name.bare}
        if not known and name.printed != name.bare:
            fields["other_names"] = (name.printed,)
        fields |= {
            "role": role,
            "role_name": _NAMES.get(role) or self._called("commissioner", organisation),
            "organisation": organisation,
        }
        if role in _INSPECTORS:
            fields["inspector"] = True
        return Fact("people", fields, tuple(sorted((name.words, office))), role, 0.98 if known else sure)

    def _called(self, kind: str, key: str) -> str:
        found = self._known.registry.find(kind, key)
        return str(getattr(found.record, "name", "") or "") if found else ""


class _Named:
    """A line and what it names, looked up once and only when asked for."""

    def __init__(self, line: Line) -> None:
        self.line = line

    @cached_property
    def _all(self) -> list[Mention]:
        return self.line.named

    @cached_property
    def _starts(self) -> list[int]:
        return [each.start for each in self._all]

    def near(self, kind: Kind, start: int, end: int) -> list[Mention]:
        """The mentions of a kind that begin between two characters."""
        within = self._all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [each for each in within if each.kind is kind]


def _name_before(named: _Named, office: re.Match[str]) -> _Name | None:
    """The name that ends right before an office."""
    text = named.line.text
    start = max(0, office.start() - _LOOK)
    if start:  # not in the middle of a word
        start = text.find(" ", start, office.start()) + 1 or office.start()
    match = _BEFORE.search(text, start, office.start())
    return _name(named, match.start("run"), match.end("run"), last=True) if match else None


def _name_after(named: _Named, office: re.Match[str]) -> _Name | None:
    """The name that begins right behind an office."""
    match = _AFTER.match(named.line.text, office.end(), office.end() + _LOOK)
    return _name(named, match.start("run"), match.end("run"), last=False) if match else None


def _name_alone(before: Line, line: Line) -> _Name | None:
    """The name that the line before is, where no more than one blank line lies between."""
    match = _ALONE.fullmatch(before.text) if len(before.text) <= _LOOK else None
    if match is None or line.number - before.number > 2:
        return None
    name = _name(_Named(before), match.start("run"), match.end("run"), last=True)
    return name if name and name.words.start == match.start("run") else None


def _stands_alone(text: str, office: re.Match[str]) -> bool:
    """Whether a line is an office, with the area that it is for or without, and nothing else."""
    if len(text) > 2 * _LOOK:
        return False
    rest = re.sub(rf"^(?: for (?:the )?{_RUN})", "", text[office.end() :])
    return not re.search(r"\w", text[: office.start()]) and not re.search(r"\w", rest)


def _name(named: _Named, start: int, end: int, *, last: bool) -> _Name | None:
    """The name in a run of words with capitals: its last part that can be one, or its first."""
    line = named.line
    tokens = [(match[0], match.start(), match.end()) for match in re.finditer(r"\S+", line.text[start:end])]
    stops = [index for index, (word, *_) in enumerate(tokens) if _is_no_name(word)]
    if stops:
        tokens = tokens[stops[-1] + 1 :] if last else tokens[: stops[0]]
    bodies = named.near(Kind.BODY, start - _LOOK, end)
    while tokens and any(each.start <= start + tokens[0][1] < each.end for each in bodies):
        tokens = tokens[1:]  # an area's name before a person's
    bare = [each for each in tokens if each[0].rstrip(".") not in _TITLES]
    while bare and _AFTER_NAMES.fullmatch(bare[-1][0]):
        bare = bare[:-1]
    if not _LEAST <= len(bare) <= _MOST or all(len(word.rstrip(".")) == 1 for word, *_ in bare):
        return None
    words = Words(line.number, start + tokens[0][1], start + tokens[-1][2])
    return _Name(_written(bare), _written(tokens), words)


def _is_no_name(word: str) -> bool:
    return word in _NO_NAMES or word.endswith(("'s", "s'"))


def _written(tokens: Sequence[tuple[str, int, int]]) -> str:
    """Words as a name: composed letters, and not in capitals throughout."""
    name = unicodedata.normalize("NFC", " ".join(word for word, *_ in tokens))
    return name.title() if name.isupper() and len(name) > _MOST else name
