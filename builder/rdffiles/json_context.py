"""Contexts of JSON-LD 1.1 that stand in the document itself, as far as everyday documents use them.

Terms with ``@id``, ``@type``, ``@language``, ``@reverse``, ``@context`` and the containers list, set, language and
index; ``@vocab``, ``@base``, ``@language``; names of keywords (JSON-LD 1.1 API, sections 4 to 5.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from builder.rdffiles.json_scanner import Json, Members
from builder.rdffiles.turtle_tokens import resolve
from builder.rdffiles.wanted import BeyondError

_KEYWORD: Final = re.compile(r"@[A-Za-z]+")
_BEYOND: Final = {"@import", "@propagate", "@direction"}
_CONTAINERS: Final = {"@list", "@set", "@language", "@index"}


@dataclass(frozen=True, slots=True)
class Term:
    """What a context says of a term; ``iri`` may be a keyword, and None where the term means nothing."""

    iri: str | None
    type: str = ""
    language: str | None = ""
    """The language of its strings; empty where the term says nothing of it."""
    containers: frozenset[str] = frozenset()
    reverse: bool = False
    is_prefix: bool = False
    context: Json | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """An active context."""

    base: str | None
    vocab: str | None = None
    language: str | None = None
    terms: dict[str, Term] = field(default_factory=dict)

    def extend(self, local: Json) -> Context:
        """The context with what another one says on top; raises BeyondError for what is not understood."""
        if local.value is None:
            return Context(self.base)
        if isinstance(local.value, list):
            result = self
            for each in local.value:
                result = result.extend(each)
            return result
        if not isinstance(local.value, Members) or any(each.key in _BEYOND for each in local.value.items):
            raise BeyondError("a context")
        return _Definitions(self, local.value).context()

    def term(self, name: str) -> Term | None:
        """What the context says of a term."""
        return self.terms.get(name)

    def keyword(self, key: str) -> str:
        """The keyword that a key stands for; empty for none."""
        iri = self.expand(key, vocab=True)
        return iri if iri is not None and iri.startswith("@") else ""

    def expand(self, text: str, *, vocab: bool = False, relative: bool = False) -> str | None:
        """The IRI (or keyword) that a text stands for; None for none (JSON-LD 1.1 API, section 5.2)."""
        if _KEYWORD.fullmatch(text):
            return text
        term = self.terms.get(text)
        if term and (vocab or (term.iri or "").startswith("@")):
            return term.iri
        prefix, colon, rest = text.partition(":")
        if colon and prefix:
            found = self.terms.get(prefix)
            if prefix != "_" and not rest.startswith("//") and found and found.is_prefix and found.iri:
                return found.iri + rest
            return text
        if vocab and self.vocab is not None:
            return self.vocab + text
        return resolve(self.base, text) if relative else text


class _Definitions:
    """Makes a context of one that is there and the members of a local one, whose terms may use each other."""

    def __init__(self, active: Context, local: Members) -> None:
        self._local = local
        self._waiting: set[str] = set()
        self._done: set[str] = set()
        base, vocab, language = active.base, active.vocab, active.language
        for keyword, value in self._settings():
            if keyword == "@base":
                base = None if value is None else resolve(base, value)
            elif keyword == "@language":
                language = value
        self._context = replace(active, base=base, language=language, terms=dict(active.terms))
        for keyword, value in self._settings():
            if keyword == "@vocab":
                vocab = None if value is None else self._expand(value)
        self._context = replace(self._context, vocab=vocab)

    def _settings(self) -> Iterator[tuple[str, str | None]]:
        for each in self._local.items:
            if each.key in {"@base", "@language", "@vocab"} and (
                each.value.value is None or isinstance(each.value.value, str)
            ):
                yield each.key, each.value.value

    def context(self) -> Context:
        """The context with all terms."""
        for each in self._local.items:
            if not each.key.startswith("@") or each.key == "@type":
                self._define(each.key)
        return self._context

    def _define(self, name: str) -> None:
        if name in self._done or name in self._waiting:
            return
        value = self._local.get(name)
        if value is None:
            return
        self._waiting.add(name)
        self._context.terms.pop(name, None)
        self._context.terms[name] = self._term(name, value)
        self._waiting.discard(name)
        self._done.add(name)

    def _expand(self, text: str) -> str:
        """The IRI of a text in the local context, whose own terms are defined first where it uses them."""
        self._define(text)
        prefix, colon, _ = text.partition(":")
        if colon:
            self._define(prefix)
        return self._context.expand(text, vocab=True) or text

    def _term(self, name: str, value: Json) -> Term:
        if value.value is None:
            return Term(None)
        if isinstance(value.value, str):
            iri = self._expand(value.value) if value.value != name else self._without_id(name)
            return Term(iri, is_prefix=iri[-1:] in set(":/?#[]@"))
        if not isinstance(value.value, Members):
            raise BeyondError(name)
        return self._detailed(name, value.value)

    def _detailed(self, name: str, members: Members) -> Term:
        said = {each.key: each.value.value for each in members.items}
        identity, reverse, kind, language = (said.get(key) for key in ("@id", "@reverse", "@type", "@language"))
        if isinstance(reverse, str):
            iri: str | None = self._expand(reverse)
        elif isinstance(identity, str) and identity != name:
            iri = self._expand(identity)
        else:
            iri = None if "@id" in said and identity is None else self._without_id(name)
        return Term(
            iri,
            type=self._expand(kind) if isinstance(kind, str) else "",
            language=language.lower() if isinstance(language, str) else None if "@language" in said else "",
            containers=_containers(members),
            reverse=isinstance(reverse, str),
            is_prefix=said.get("@prefix") is True,
            context=members.get("@context"),
        )

    def _without_id(self, name: str) -> str:
        """The IRI of a term that says none."""
        prefix, colon, rest = name.partition(":")
        if colon and prefix:
            self._define(prefix)
            found = self._context.terms.get(prefix)
            return found.iri + rest if found and found.iri else name
        return (self._context.vocab or "") + name


def _containers(members: Members) -> frozenset[str]:
    value = members.get("@container")
    if value is None or value.value is None:
        return frozenset()
    parts = value.value if isinstance(value.value, list) else [value]
    found = frozenset(str(each.value) for each in parts)
    if not found <= _CONTAINERS:
        raise BeyondError(f"containers {sorted(found)}")
    return found
