"""Documents made at random in every format, with all that their grammars allow."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TypeAlias

from hypothesis import strategies as st

Text: TypeAlias = st.SearchStrategy[str]

HEAD = "@prefix : <http://e/> . @prefix p.q-é: <http://p/x#> .\n@base <http://base/a/b?c> .\n"
BLANKS = st.sampled_from([" ", "\n", "\t", "\r\n", " # . ; ] é <\n", "  \n\n "])
IRIS = st.sampled_from(
    [
        "<http://e/a>", "<http://e/\\u0062>", "<../up>", "<>", "<#frag>", "<?q>", "<//host/x/../y>", "<g:h>",
        ":a", ":b", ":", ":a.b", ":a..b", ":a:b", ":%20x", ":x\\,y\\.", ":é😀", ":1", "p.q-é:c", "p.q-é:x-\\~",
    ]
)  # fmt: skip
LABELS = st.sampled_from(["_:x", "_:y", "_:1", "_:a.b", "_:é-1"])
STRINGS = st.sampled_from(
    [
        '"text"', "'text'", '""', "''", '"a\\tb\\"c\\\\"', "'it\\'s \\u00e9\\U0001F600'",
        '"é😀 [ ( _: . #"', '"<x> . } {"',
        '"""one\n"two" ""three\n"""', "'''a'b''c'''", '"""x\\""""', "'''\r\n. '''", '"""\\\\"""',
    ]
)  # fmt: skip
SUFFIXES = st.sampled_from(["", "", "@en", "@EN-gb", "^^:type", "^^<http://e/t>", "^^p.q-é:t"])
NUMBERS = st.sampled_from(["0", "17", "-3", "+5", "1.5", "-.5", "1e3", "1.E-2", "-1.5E+3", ".5e1", "true", "false"])
LITERALS = st.one_of(st.tuples(STRINGS, SUFFIXES).map("".join), NUMBERS)


def joined(*parts: Text | str) -> Text:
    """Texts with something blank between them."""
    strategies: list[Text] = []
    for part in parts:
        strategies += [st.just(part) if isinstance(part, str) else part, BLANKS]
    return st.tuples(*strategies).map("".join)


def objects(depth: int) -> Text:
    """Objects, with so many levels of brackets in them."""
    simple = st.one_of(IRIS, LITERALS, LABELS, st.sampled_from(["[]", "()", "[ ]", "(\n)"]))
    if depth == 0:
        return simple
    inner = st.deferred(lambda: objects(depth - 1))
    return st.one_of(simple, bracketed(inner), listed(inner))


def listed(inner: Text) -> Text:
    """Collections."""
    return st.lists(joined(inner), max_size=4).map(lambda items: f"({' '.join(items)})")


def bracketed(inner: Text) -> Text:
    """Blank nodes with properties."""
    return joined("[", properties(inner), "]")


def properties(values: Text) -> Text:
    """Properties and their objects."""
    verbs = st.one_of(st.just("a"), IRIS)
    lists = st.lists(joined(values), min_size=1, max_size=3).map(",".join)
    pairs = st.lists(joined(verbs, lists), min_size=1, max_size=3)
    return st.tuples(pairs.map(";".join), st.sampled_from(["", "", ";", " ; ; "])).map("".join)


@st.composite
def statements(draw: st.DrawFn) -> str:
    """Statements without their full stop."""
    values = objects(draw(st.integers(0, 3)))
    alone = draw(st.integers(0, 5))
    if alone == 0:
        return draw(bracketed(values))
    subject = st.one_of(IRIS, IRIS, LABELS, st.sampled_from(["[]", "()"]), bracketed(values), listed(values))
    return draw(joined(subject, properties(values)))


DIRECTIVES = st.sampled_from(
    [
        "@prefix : <http://other/> .", "PREFIX : <deeper/>", "prefix p.q-é: <http://e/>", "@base <http://new/x/> .",
        "BASE <up/>", "@prefix unused: <http://u/> .",
    ]
)  # fmt: skip


def turtle() -> Text:
    """Turtle documents."""
    parts = st.one_of(joined(statements(), "."), joined(statements(), "."), joined(statements(), "."), DIRECTIVES)
    return st.lists(parts, max_size=6).map(lambda items: HEAD + "\n".join(items))


def trig() -> Text:
    """TriG documents."""
    inside = st.tuples(st.lists(statements(), max_size=3).map(" . ".join), st.sampled_from(["", " ."])).map(
        lambda pair: pair[0] + pair[1] if pair[0] else ""
    )
    name = st.one_of(IRIS, LABELS, st.just("[]"), st.just(""), joined("GRAPH", IRIS), joined("graph", LABELS))
    graphs = joined(name, "{", inside, "}")
    parts = st.one_of(graphs, graphs, joined(statements(), "."), DIRECTIVES)
    return st.lists(parts, max_size=5).map(lambda items: HEAD + "\n".join(items))


def lines(quads: bool) -> Text:
    """N-Triples or N-Quads documents."""
    spaces = st.sampled_from([" ", "\t", "  ", ""])
    iris = st.sampled_from(["<http://e/a>", "<http://e/\\u0062>", "<http://e/é😀>", "<urn:x:y>"])
    labels = st.sampled_from(["_:x ", "_:y ", "_:a.b ", "_:1 "])
    texts = st.sampled_from(['"a"', '"_:x"', '"a \\" <b> ."', '"é😀\\u00e9\\n"', '""', '"#"'])
    suffixes = st.sampled_from(["", "@en", "@EN-gb", "^^<http://e/t>"])
    values = st.one_of(iris, labels, st.tuples(texts, suffixes).map("".join))
    graphs = st.one_of(st.just(""), iris, labels) if quads else st.just("")
    ends = st.sampled_from([".", " . # _:x <y>", "."])
    line = st.tuples(spaces, st.one_of(iris, labels), spaces, iris, spaces, values, spaces, graphs, ends).map("".join)
    rows = st.one_of(line, line, st.sampled_from(["", "# _:z", "  "]))
    pairs = st.tuples(rows, st.sampled_from(["\n", "\r\n", "\r", "\n"])).map("".join)
    return st.lists(pairs, max_size=8).map("".join)


CONTEXT = {
    "e": "http://e/",
    "link": {"@id": "e:link", "@type": "@id"},
    "word": {"@id": "e:word", "@type": "@vocab"},
    "day": {"@id": "e:day", "@type": "e:date"},
    "float": {"@id": "e:float", "@type": "http://www.w3.org/2001/XMLSchema#double"},
    "cy": {"@id": "e:cy", "@language": "CY"},
    "none": {"@id": "e:none", "@language": None},
    "list": {"@id": "e:list", "@container": "@list"},
    "set": {"@id": "e:set", "@container": "@set"},
    "map": {"@id": "e:map", "@container": "@language"},
    "of": {"@reverse": "e:of"},
    "id": "@id",
    "kind": "@type",
    "nothing": None,
    "@vocab": "http://v/",
}
IDS = st.sampled_from(["e:a", "e:b", "http://e/a", "rel", "../up", "", "#f", "_:x", "_:y"])
SCALARS = st.one_of(
    st.sampled_from(["", "text", "é😀", 'a"b\\', "e:a", "link", "rel/x"]),
    st.sampled_from([0, 1, -7, 1.5, 1e30, 1.0, 12345678901, 0.1, 1e-7, True, False]),
)


def is_member(value: object) -> bool:
    """Whether a value is no array, nor a set with one: arrays in lists are beyond the locator."""
    if isinstance(value, dict) and "@set" in value:
        return all(map(is_member, value["@set"]))
    return not isinstance(value, list)


def json_values(depth: int) -> st.SearchStrategy[object]:
    """Values of properties, with so many things inside each other."""
    simple = st.one_of(
        SCALARS,
        SCALARS,
        st.just(None),
        IDS.map(lambda name: {"@id": name}),
        SCALARS.map(lambda value: {"@value": value}),
        st.sampled_from(["text", "é"]).map(lambda value: {"@value": value, "@language": "EN"}),
        st.sampled_from(["text", 7, True]).map(lambda value: {"@value": value, "@type": "e:t"}),
    )
    if depth == 0:
        return simple
    inner = st.deferred(lambda: json_values(depth - 1))
    return st.one_of(
        simple,
        st.lists(inner, max_size=3),
        st.lists(inner.filter(is_member), max_size=3).map(lambda items: {"@list": items}),
        st.lists(inner, max_size=3).map(lambda items: {"@set": items}),
        json_nodes(depth - 1),
    )


@st.composite
def json_nodes(draw: st.DrawFn, depth: int) -> dict[str, object]:
    """Things with their properties."""
    node: dict[str, object] = {}
    if draw(st.booleans()):
        node[draw(st.sampled_from(["@id", "id"]))] = draw(IDS)
    keys = draw(st.lists(st.sampled_from(["e:p", "plain", "http://x/y", "cy", "none", "set"]), max_size=3))
    node |= {key: draw(json_values(depth)) for key in keys}
    choices: dict[str, st.SearchStrategy[object]] = {
        "link": st.one_of(IDS, st.lists(IDS, max_size=2)),
        "word": st.sampled_from(["plain", "e:w", "http://w/"]),
        "day": st.sampled_from(["2016", 7]),
        "nothing": SCALARS,
        "float": st.sampled_from([1.5, "1.5"]),
        "list": st.lists(json_values(depth).filter(is_member), max_size=3),
        "map": st.sampled_from([{"en": "a"}, {"de": ["b", "c"], "EN": "d"}]),
        "of": st.one_of(IDS.map(lambda name: {"@id": name}), json_nodes(0) if depth else st.just({})),
        "@type": st.sampled_from(["e:T", ["e:T", "U"], "http://x/T", []]),
        "@reverse": st.just({"e:r": [{"@id": "e:z"}, {"e:p": 1}]}),
        "@graph": st.just([{"@id": "e:inside", "e:p": {"e:q": 2}}]),
    }
    more = draw(st.lists(st.sampled_from(sorted(choices)), max_size=2))
    return node | {key: draw(choices[key]) for key in more}


@st.composite
def jsonld(draw: st.DrawFn) -> str:
    """JSON-LD documents."""
    context: dict[str, object] = dict(CONTEXT)
    settings = {"@base": "http://base/x/", "@language": "fr"}
    context |= {key: value for key, value in settings.items() if draw(st.booleans())}
    nodes = draw(st.lists(json_nodes(draw(st.integers(0, 2))), max_size=3))
    contexts = draw(st.sampled_from([context, [context], [None, context, {"more": "e:more"}]]))
    document: object = {"@context": contexts, "@graph": nodes}
    if len(nodes) == 1 and draw(st.booleans()):
        document = {"@context": contexts, **nodes[0]}
    return json.dumps(document, indent=draw(st.sampled_from([None, 1])), ensure_ascii=draw(st.booleans()))


ATTRIBUTES = st.sampled_from(["", "", ' e:q="v"', " e:q='v' e:é='w'", ' rdf:type="http://e/K"', ' xml:lang="EN"'])
NAMES = st.sampled_from(
    [
        "",
        ' rdf:about="http://e/a"',
        ' rdf:about="rel"',
        " rdf:about=''",
        ' rdf:ID="i{}"',
        ' rdf:nodeID="n"',
        "\n  rdf:nodeID='m'",
    ]
)


def xml_properties(depth: int) -> Text:
    """Property elements."""
    text = st.sampled_from(["text", "", " é😀 &amp; ", "\n  x\n", "<![CDATA[<a>]]>"])
    tag = st.sampled_from(["e:p", "e:é", "rdf:li", "rdf:_3"])
    kinds: list[Callable[[str], Text]] = [
        lambda name: st.tuples(text, st.sampled_from(["", ' rdf:datatype="http://e/d"', ' xml:lang="cy"'])).map(
            lambda pair: f"<{name}{pair[1]}>{pair[0]}</{name}>"
        ),
        lambda name: st.sampled_from(
            ['rdf:resource="http://e/b"', "rdf:resource = 'x y'".replace(" y", "y"), 'rdf:nodeID="n"']
        ).map(lambda reference: f"<{name} {reference}/>"),
        lambda name: st.sampled_from([f'<{name} e:q="1"/>', f"<{name}/>", f"<{name} e:q='1' e:r='2'></{name}>"]),
    ]
    if depth:
        nodes = st.deferred(lambda: xml_nodes(depth - 1))
        kinds += [
            lambda name: nodes.map(lambda node: f"<{name}>\n {node} </{name}>"),
            lambda name: st.lists(nodes, max_size=3).map(
                lambda items: f'<{name} rdf:parseType="Collection">{" ".join(items)}</{name}>'
            ),
            lambda name: st.lists(st.deferred(lambda: xml_properties(depth - 1)), max_size=2).map(
                lambda items: f'<{name} rdf:parseType="Resource">{" ".join(items)}</{name}>'
            ),
        ]
    return tag.flatmap(lambda name: st.one_of([kind(name) for kind in kinds]))


def xml_nodes(depth: int) -> Text:
    """Node elements."""
    parts = st.tuples(
        st.sampled_from(["rdf:Description", "e:T", "rdf:Bag"]),
        NAMES,
        ATTRIBUTES,
        st.lists(xml_properties(depth), max_size=3),
    )
    return parts.map(lambda part: f"<{part[0]}{part[1]}{part[2]}>{' '.join(part[3])}</{part[0]}>")


def rdfxml() -> Text:
    """RDF/XML documents."""

    def document(pair: tuple[str, list[str]]) -> str:
        body = "\n".join(pair[1])
        while "{}" in body:  # each rdf:ID once
            body = body.replace("{}", str(body.count("{}")), 1)
        namespaces = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/"'
        return f'<?xml version="1.0"?>\n<rdf:RDF {namespaces} xml:base="http://base/x/y"{pair[0]}>\n{body}\n</rdf:RDF>'

    return st.tuples(st.sampled_from(["", ' xml:lang="en"']), st.lists(xml_nodes(2), max_size=3)).map(document)
