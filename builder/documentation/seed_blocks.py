"""The form of a seed file: its sections, their keys, and the codes that are allowed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, get_type_hints

from builder.documentation.blocks import BlockError
from builder.documentation.markdown import anchor, code, codes, paragraphs, table, text
from builder.documentation.material import Material
from builder.documentation.seed_forms import Field, Form, fields, may_be_mentioned, model_of
from builder.documentation.seed_notes import note
from builder.seeds.records import CODE_LISTS, Code, Fact, Gap, PageDoubt, Record, SeedFile
from builder.seeds.registry import Registry

_NAMED: Final = {
    "agent": "key of a body or organisation",
    "figure": "id of a figure of the file",
    "inspectorate": "key of an inspectorate",
    "local": "id or key of a record of the file",
    "thing": "key of a body, organisation, place, collaboration, programme of change, event or document",
}
"""What references are called that are no `key of a` kind."""


def section_reference(_material: Material, _argument: str) -> str:
    """Every section with what it holds and the keys of its records; the code lists share one."""
    return paragraphs(*(part for section, model in section_models() for part in _section(section, model)))


def section_models() -> Iterator[tuple[str, type[Record]]]:
    """Every section of a seed file with its record, code lists left out but the first."""
    for section, hint in get_type_hints(SeedFile, include_extras=True).items():
        if section in SeedFile.model_fields and section not in list(CODE_LISTS)[1:]:
            yield section, model_of(hint)


def section_heading(section: str) -> str:
    """The heading under which a section is described."""
    return "Code lists" if section in CODE_LISTS else section


def _section(section: str, model: type[Record]) -> Iterator[str]:
    yield f"### {section_heading(section)}"
    remarks = [" ".join((model.__doc__ or "").split())]
    if model is Code:
        remarks.append(f"The sections {', '.join(map(code, CODE_LISTS))} hold such records.")
    if may_be_mentioned(model):
        remarks.append("With `name` the record defines the thing; without, it mentions one defined elsewhere.")
    if issubclass(model, Gap | PageDoubt):
        remarks.append("Stands in a table only.")
    if issubclass(model, Fact):
        remarks.append("Carries `lines` or `evidence`.")
    yield " ".join(remarks)
    yield table(["key", "needed", "takes", "meaning"], _rows(model))


def _rows(model: type[Record], above: str = "") -> Iterator[list[str]]:
    for field in fields(model):
        name = f"{above}{field.name}"
        yield [code(name), _needed(field, model), _takes(field.form), text_of(model, field.name)]
        if field.form.inner is not None:
            yield from _rows(field.form.inner, f"{name}: ")


def text_of(model: type[Record], key: str) -> str:
    """What a key means; raises BlockError where nobody has said."""
    try:
        return note(model.__name__, key)
    except KeyError:
        raise BlockError(f"builder/documentation/seed_notes.py says nothing of `{key}` of {model.__name__}") from None


def _needed(field: Field, model: type[Record]) -> str:
    if field.name == "name" and may_be_mentioned(model):
        return "to define"
    return "yes" if field.needed else ""


def _takes(form: Form) -> str:
    if form.inner is not None:
        return "list of records" if form.several else "record"
    words = form.words
    if form.kinds:
        words = " or ".join(_NAMED.get(kind) or _linked(kind) for kind in form.kinds)
    return f"list: {words}" if form.several else words


def _linked(kind: str) -> str:
    name = kind.replace("-", " ")
    return f"[code of a {name}](#{anchor(code_heading(kind))})" if kind in CODE_LISTS.values() else f"key of a {name}"


def code_heading(kind: str) -> str:
    """The heading under which the codes of a kind stand."""
    return f"Codes of {kind.replace('-', ' ')}"


def code_reference(material: Material, _argument: str) -> str:
    """Every code list with its codes and what each means."""
    registry = material.graph.seeds.registry
    return paragraphs(*(part for kind in CODE_LISTS.values() for part in _codes(registry, kind)))


def _codes(registry: Registry, kind: str) -> Iterator[str]:
    records = [defined.record for _, defined in sorted(registry.things.get(kind, {}).items())]
    rows = [[code(each.code), text(each.definition)] for each in records if isinstance(each, Code)]
    yield f"### {code_heading(kind)}"
    yield table(["code", "means"], rows)


def grade_reference(material: Material, _argument: str) -> str:
    """The grade schemes with their grades, best first, and the cycles that use them."""
    query = """
        SELECT ?scheme ?grade ?rank ?meaning (GROUP_CONCAT(DISTINCT ?cycle; separator=" ") AS ?cycles)
        WHERE {
          ?each peel:inScheme ?node ; peel:code ?grade ; peel:rank ?rank ; skos:definition ?meaning .
          OPTIONAL { ?used peel:scheme ?node ; peel:code ?cycle }
          BIND(REPLACE(STR(?node), "^.*/", "") AS ?scheme)
        }
        GROUP BY ?scheme ?grade ?rank ?meaning
        ORDER BY ?scheme DESC(?rank)
    """
    rows = [
        [code(scheme), code(grade), rank, text(meaning), codes(sorted(cycles.split()))]
        for scheme, grade, rank, meaning, cycles in material.words(query)
    ]
    return table(["scheme", "grade", "rank", "means", "cycles"], rows, right=(2,))
