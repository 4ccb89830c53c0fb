"""A saved query: SPARQL with a header in YAML, held in ``#+ `` comment lines as grlc reads them.

::

    #+ summary: Forces by grade
    #+ x-peelgraph:
    #+   key: [force]
    #+   columns:
    #+     - {name: force, label: Force, type: iri}

``docs/write-a-query.md`` describes the form. The parse is strict: what is not known, and what does not fit the query
below the header, is an error at its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pyoxigraph import QuerySolutions, Store

from builder.errors import Problem, SourceError
from builder.query.kinds import KINDS, WORD
from builder.query.tokens import Kind, error_token, keywords, prologue, tokens
from builder.seeds.source import Source, parse_source

MARK: Final = "#+"
OWN: Final = "x-peelgraph"
RESERVED: Final = ("endpoint", "format", "graph", "help", "out", "project", "timeout")
"""Options of the command itself; no parameter may take their names."""

ColumnType: TypeAlias = Literal["iri", "string", "integer", "decimal", "date", "boolean"]
Line: TypeAlias = Annotated[str, StringConstraints(min_length=1, pattern=r"^\S(.*\S)?$")]
Name: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z][A-Za-z0-9]*$")]
Option: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]

_SCHEMA: Final = re.compile(r"https://vega\.github\.io/schema/vega-lite/v([56])\.json")
_REACHING_OUT: Final = ("data", "datasets", "url")
_YAML_ADVICE: Final = "write the header as YAML behind `#+ `, as docs/write-a-query.md shows"


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Column(_Strict):
    """One column of the answer: its variable, its heading, and the type of its values."""

    name: Name
    label: Line
    type: ColumnType


class Parameter(_Strict):
    """One option that narrows the answer: a variable that it binds, and what kind of thing its value names."""

    name: Option
    variable: Name
    type: str
    description: Line
    example: Line
    values: tuple[Line, ...] = ()


class Own(_Strict):
    """The part of the header that is this project's: ``key`` names the columns that tell any two rows apart."""

    key: tuple[Name, ...] = Field(min_length=1)
    columns: tuple[Column, ...] = Field(min_length=1)
    parameters: tuple[Parameter, ...] = ()
    view: dict[str, Any] | None = None


class Header(_Strict):
    """The whole header; the keys beside ``own`` mean what they mean to grlc."""

    summary: Line
    description: Line
    tags: tuple[Line, ...] = ()
    defaults: tuple[dict[str, str], ...] = ()
    own: Own = Field(alias=OWN)


_FIELDS: Final[dict[tuple[Any, ...], Any]] = {
    (OWN, "columns"): Column.model_fields,
    (OWN, "parameters"): Parameter.model_fields,
}
"""The fields that are allowed below these paths."""


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A saved query: its name, its header, its text with the header, and where the header's values stand."""

    name: str
    header: Header
    text: str
    source: Source = field(repr=False)

    @property
    def file(self) -> str:
        """The query's file as messages show it."""
        return self.source.name

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns in order."""
        return self.header.own.columns

    @property
    def parameters(self) -> dict[str, Parameter]:
        """The parameters by name, in order."""
        return {each.name: each for each in self.header.own.parameters}

    @property
    def defaults(self) -> dict[str, str]:
        """Values that apply where an option is not given."""
        return {name: value for each in self.header.defaults for name, value in each.items()}


def parse_query(text: str, name: str, file: str) -> SavedQuery:
    """A saved query from its text.

    ``name`` is the query's name, ``file`` what messages call the file. Raises SourceError with every problem: a header
    that is missing, malformed or has unknown keys, SPARQL with a syntax error, columns that are not the projection.
    """
    source, view = _read_header(text, file)
    data = dict(source.data)
    own = data.get(OWN)
    if isinstance(own, dict) and "view" in own:
        data[OWN] = {**own, "view": view}
    problems: list[Problem] = []
    header: Header | None = None
    try:
        header = Header.model_validate(data)
    except ValidationError as error:
        problems += [_typed_problem(source, dict(details)) for details in error.errors()]
    else:
        problems += _check(source, header.own)
        problems += _check_defaults(source, header)
    problems += _check_sparql(text, file, header.own if header else None)
    if problems or header is None:
        raise SourceError(problems)
    return SavedQuery(name, header, text, source)


def header_lines(text: str) -> list[str]:
    """The header's lines: those at the start of the text that begin with ``#+``."""
    lines = text.splitlines()
    return lines[: next((index for index, line in enumerate(lines) if not line.startswith(MARK)), len(lines))]


def _read_header(text: str, file: str) -> tuple[Source, Any]:
    """The header's data with places, all scalars as text, and the view with its scalars typed."""
    lines = header_lines(text)
    if not lines:
        allowed = f"lines that start with `{MARK} ` from the first line on"
        raise SourceError([Problem(file, 1, 1, "no header", allowed, _YAML_ADVICE)])
    yaml = "\n".join(line.replace(MARK, "  ", 1) for line in lines) + "\n"  # the places stay
    try:
        source = parse_source(yaml, file)
    except SourceError as error:
        raise SourceError(
            [Problem(each.file, each.line, each.column, each.found, "", _YAML_ADVICE) for each in error.problems]
        ) from None
    own = source.data.get(OWN)
    if not isinstance(own, dict) or "view" not in own:
        return source, None
    from ruamel.yaml import YAML  # noqa: PLC0415 - slow to import, and for queries with a view only

    return source, YAML(typ="safe", pure=True).load(yaml)[OWN]["view"]


def _typed_problem(source: Source, details: dict[str, Any]) -> Problem:
    path = tuple(details["loc"])
    name = str(path[-1]) if path else ""
    match details["type"]:
        case "missing":
            return source.problem(path, f"`{name}` is missing", advice="add it")
        case "extra_forbidden":
            fields = _FIELDS.get(path[:2], Own.model_fields if path[0] == OWN else Header.model_fields)
            allowed = ", ".join(field.alias or key for key, field in fields.items())
            return source.problem(path, f"unknown key `{name}`", allowed)
        case "string_pattern_mismatch":
            allowed = f"text of the form {details['ctx']['pattern']}"
            return source.problem(path, f"`{details['input']}` for `{name}`", allowed)
        case "literal_error":
            return source.problem(path, f"`{details['input']}` for `{name}`", str(details["ctx"]["expected"]))
        case _:
            return source.problem(path, f"`{name}`: {details['msg']}")


def _check(source: Source, own: Own) -> Iterator[Problem]:
    names = [column.name for column in own.columns]
    allowed = ", ".join(names)
    for index, name in enumerate(names):
        if name in names[:index]:
            yield source.problem((OWN, "columns", index), f"the column `{name}` stands twice")
    for index, name in enumerate(own.key):
        if name not in names:
            yield source.problem((OWN, "key", index), f"`{name}` is no column", allowed)
    seen: set[str] = set()
    for index, parameter in enumerate(own.parameters):
        place = (OWN, "parameters", index)
        if parameter.name in seen:
            yield source.problem(place, f"the parameter `{parameter.name}` stands twice")
        seen.add(parameter.name)
        if parameter.name in RESERVED:
            yield source.problem(place, f"`{parameter.name}` is an option of the command itself", "another name")
        if parameter.variable not in names:
            found = f"the variable `{parameter.variable}` of `{parameter.name}` is no column of the query"
            yield source.problem((*place, "variable"), found, allowed)
        yield from _check_type(source, place, parameter)
    if own.view is not None:
        yield from _check_view(source, own.view, names)


def _check_type(source: Source, place: tuple[str | int, ...], parameter: Parameter) -> Iterator[Problem]:
    if parameter.type not in KINDS and parameter.type != WORD:
        allowed = ", ".join(sorted((*KINDS, WORD)))
        yield source.problem((*place, "type"), f"`{parameter.type}` for `type`", allowed)
    elif (parameter.type == WORD) != bool(parameter.values):
        yield source.problem(place, f"`values` and the type `{WORD}` go together", "both or neither")
    elif parameter.values and parameter.example not in parameter.values:
        allowed = ", ".join(parameter.values)
        yield source.problem((*place, "example"), f"`{parameter.example}` is none of the values", allowed)


def _check_defaults(source: Source, header: Header) -> Iterator[Problem]:
    known = [parameter.name for parameter in header.own.parameters]
    for index, each in enumerate(header.defaults):
        for name in each:
            if name not in known:
                found = f"`{name}` is no parameter of the query"
                yield source.problem(("defaults", index, name), found, ", ".join(known) or "none: the query has none")


def _check_view(source: Source, view: Mapping[str, Any], columns: list[str]) -> Iterator[Problem]:
    place = (OWN, "view")
    if not _SCHEMA.fullmatch(str(view.get("$schema"))):
        allowed = "https://vega.github.io/schema/vega-lite/v5.json, …/v6.json"
        yield source.problem((*place, "$schema"), f"`{view.get('$schema')}` for `$schema`", allowed)
    nodes = list(_walk(view, place))
    made = {name for _, key, value in nodes if key == "as" for name in (value if isinstance(value, list) else [value])}
    for path, key, value in nodes:
        if key in _REACHING_OUT:
            yield source.problem(path, f"`{key}` in the view", advice="leave it out: the rows are the data")
        if key == "field" and isinstance(value, str) and value not in columns and value not in made:
            yield source.problem(path, f"the field `{value}` is no column", ", ".join(columns))


def _walk(node: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str, Any]]:
    pairs: Any = node.items() if isinstance(node, Mapping) else enumerate(node) if isinstance(node, list) else ()
    for key, value in pairs:
        yield (*path, key), str(key), value
        yield from _walk(value, (*path, key))


def _check_sparql(text: str, file: str, own: Own | None) -> list[Problem]:
    """What is wrong with the query itself, and with its projection against the columns."""
    reaching = keywords(text, "SERVICE", "LOAD", "FROM")
    if reaching:
        found = "a saved query asks the one graph that it is given"
        return [Problem(file, each.line, each.column, f"{each.text}: {found}") for each in reaching]
    try:
        result = Store().query(text)  # an empty store: the text is parsed and nothing is asked
    except SyntaxError as error:
        return _syntax_problems(text, file, error)
    place = next(((token.line, token.column) for token in tokens(text) if token.kind is Kind.WORD), (1, 1))
    select = next(iter(keywords(text, "SELECT")), None)
    line, column = (select.line, select.column) if select else place
    if not isinstance(result, QuerySolutions):
        return [Problem(file, line, column, "no SELECT query", "SELECT")]
    projection = [variable.value for variable in result.variables]
    columns = [each.name for each in own.columns] if own else projection
    if projection == columns:
        return []
    found = f"the query gives {', '.join(projection)}; the header's columns are {', '.join(columns)}"
    return [Problem(file, line, column, found, "the same names in the same order", "mend the header or the SELECT")]


def _syntax_problems(text: str, file: str, error: SyntaxError) -> list[Problem]:
    """Prefixes that are not declared, or else the token that the parser stumbled over."""
    declared, rest = prologue(text)
    known = {name.text for name, _ in declared}
    unknown = [token for token in rest if token.kind is Kind.NAME and f"{token.text.partition(':')[0]}:" not in known]
    if unknown:
        allowed = ", ".join(sorted(known))
        return [
            Problem(file, each.line, each.column, f"the prefix of `{each.text}` is not declared", allowed)
            for each in unknown
        ]
    token = error_token(text, error)
    if token is None:
        return [Problem(file, text.count("\n") + 1, 1, "the query ends too early", "SPARQL 1.1 SELECT")]
    return [Problem(file, token.line, token.column, f"no SPARQL from `{token.text[:60]}` on", "SPARQL 1.1 SELECT")]
