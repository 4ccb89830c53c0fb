"""What a result says in plain words: for every component, for hostile values, and with the shapes' remedies."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse
from rdflib import URIRef
from rdflib.namespace import SH

from builder.building.graphs import to_rdflib
from builder.checking.components import COMPONENTS
from builder.checking.naming import Names, listed, printable, quoted
from builder.checking.wording import VARIABLE, Worded, general, word
from builder.mapping.terms import term
from builder.namespaces import PEELID, PREFIXES
from builder.shacl.data import Data
from builder.shacl.reference import validate
from builder.shacl.results import Result
from builder.shacl.shapes import Shapes

from .conftest import PREFIXES as HEAD

Make = Callable[[str], Shapes]

ONTOLOGY = """
peel:Force rdfs:label "Police force"@en .
peel:region rdfs:label "lies in region"@en .
peel:startDate rdfs:label "first day"@en .
peel:endDate rdfs:label "last day"@en .
<status/actual> rdfs:label "Actual"@en .
"""
FORCE = '<force/a> a peel:Force ; rdfs:label "A Police"@en '


def data_of(text: str) -> Data:
    return Data(quad.triple for quad in parse(HEAD + text, RdfFormat.TURTLE))


def worded(make: Make, shape: str, data: str) -> dict[str, Worded]:
    """The words for all results of one shape about forces, by the first part of the component's name."""
    shapes = make(f"ex:Shape a sh:NodeShape ; sh:targetClass peel:Force ; {shape} .")
    graph = data_of(ONTOLOGY + data)
    results = validate(graph.triples(), shapes)
    return {
        each.component.removeprefix(PREFIXES["sh"]).removesuffix("ConstraintComponent"): word(each, shapes, graph)
        for each in results
    }


def on(path: str, constraints: str) -> str:
    return f"sh:property [ sh:path {path} ; {constraints} ]"


CASES = {
    "MinCount": (
        on("skos:prefLabel", "sh:minCount 1 ; sh:maxCount 1 ; sh:datatype rdf:langString ; sh:languageIn ( 'en' )"),
        FORCE + ".",
        "no `skos:prefLabel`",
        "exactly one: text in English (en)",
        "Add `skos:prefLabel`: text in English (en).",
    ),
    "MaxCount": (
        on("peel:region", "sh:maxCount 1"),
        FORCE + "; peel:region <place/x> , <place/y> . <place/x> rdfs:label 'X land'@en .",
        "2 values of `peel:region` (lies in region): X land (place/x), `place/y`",
        "at most one",
        "Keep one value of `peel:region` (lies in region), and delete the others.",
    ),
    "Class": (
        on("peel:region", "sh:class peel:Region"),
        FORCE + "; peel:region <force/a> .",
        "a link to A Police (force/a), which is of the class `peel:Force` (Police force)",
        "a link to something of the class `peel:Region`",
        "Point `peel:region` (lies in region) to something of the class `peel:Region`.",
    ),
    "Datatype": (
        on("peel:startDate", "sh:datatype xsd:date"),
        FORCE + "; peel:startDate '17 June' .",
        "`17 June` — plain text",
        "a date such as 2016-11-03 (datatype `xsd:date`)",
        "Write it as a date such as 2016-11-03.",
    ),
    "NodeKind": (
        on("peel:region", "sh:nodeKind sh:IRI"),
        FORCE + "; peel:region 'North' .",
        "`North` — plain text",
        "a link (an IRI)",
        "Put a link (an IRI) there.",
    ),
    "MinExclusive": (
        on("peel:rank", "sh:minExclusive 0 ; sh:maxExclusive 100"),
        FORCE + "; peel:rank 0 .",
        "`0` — a whole number",
        "above 0 and below 100",
        "Correct the value: above 0 and below 100.",
    ),
    "MinInclusive": (
        on("peel:rank", "sh:minInclusive 1"),
        FORCE + "; peel:rank 0.5 .",
        "`0.5` — a decimal number",
        "1 or more",
        "Correct the value: 1 or more.",
    ),
    "MaxExclusive": (
        on("peel:endDate", "sh:maxExclusive '2020-01-01'^^xsd:date"),
        FORCE + "; peel:endDate '2020-01-01'^^xsd:date .",
        "`2020-01-01` — a date",
        "before 2020-01-01",
        "Correct the value: before 2020-01-01.",
    ),
    "MaxInclusive": (
        on("peel:rank", "sh:minInclusive 1 ; sh:maxInclusive 5"),
        FORCE + "; peel:rank 6 .",
        "`6` — a whole number",
        "from 1 to 5",
        "Correct the value: from 1 to 5.",
    ),
    "MinLength": (
        on("peel:code", "sh:minLength 1"),
        FORCE + "; peel:code '' .",
        "“” — plain text, 0 characters long",
        "one or more characters",
        "Use one or more characters.",
    ),
    "MaxLength": (
        on("peel:code", "sh:maxLength 3"),
        FORCE + "; peel:code 'abcd' .",
        "`abcd` — plain text, 4 characters long",
        "at most 3 characters",
        "Use at most 3 characters.",
    ),
    "Pattern": (
        on("peel:code", "sh:pattern '^[a-z]+$'"),
        FORCE + "; peel:code 'A1' .",
        "`A1` — plain text",
        "text that matches the pattern `^[a-z]+$`",
        "Write it as text that matches the pattern `^[a-z]+$`.",
    ),
    "LanguageIn": (
        on("skos:altLabel", "sh:languageIn ( 'en' 'cy' )"),
        FORCE + "; skos:altLabel 'Polizei'@de .",
        "`Polizei` — text in German (de)",
        "text in English (en) or Welsh (cy)",
        "Write text in English (en) or Welsh (cy), and mark it so: `@en` or `@cy`.",
    ),
    "UniqueLang": (
        on("skos:altLabel", "sh:uniqueLang true"),
        FORCE + "; skos:altLabel 'A'@en , 'B'@en , 'C'@cy .",
        "2 texts in English (en): `A`, `B`",
        "one text for each language",
        "Keep one text for each language in `skos:altLabel`, and delete the others.",
    ),
    "Equals": (
        on("skos:altLabel", "sh:equals skos:prefLabel"),
        FORCE + "; skos:altLabel 'A'@en .",
        "`A` — text in English (en); no `skos:prefLabel`",
        "the same values as `skos:prefLabel`",
        "Give `skos:altLabel` and `skos:prefLabel` the same values.",
    ),
    "Disjoint": (
        on("skos:altLabel", "sh:disjoint skos:prefLabel"),
        FORCE + "; skos:altLabel 'A'@en ; skos:prefLabel 'A'@en .",
        "`A` — text in English (en); `skos:prefLabel` is `A`",
        "no value that `skos:prefLabel` has too",
        "Take the value away from `skos:altLabel` or from `skos:prefLabel`.",
    ),
    "LessThan": (
        on("peel:startDate", "sh:lessThan peel:endDate"),
        FORCE + "; peel:startDate '2016-04-01'^^xsd:date ; peel:endDate '2016-03-31'^^xsd:date .",
        "`2016-04-01` — a date; `peel:endDate` (last day) is `2016-03-31`",
        "before `peel:endDate` (last day)",
        "Correct `peel:startDate` (first day) or `peel:endDate` (last day): "
        "the first has to be before `peel:endDate` (last day).",
    ),
    "LessThanOrEquals": (
        on("peel:rank", "sh:lessThanOrEquals peel:number"),
        FORCE + "; peel:rank 3 ; peel:number 2 .",
        "`3` — a whole number; `peel:number` is `2`",
        "not more than `peel:number`",
        "Correct `peel:rank` or `peel:number`: the first has to be not more than `peel:number`.",
    ),
    "Not": (
        on("peel:rank", "sh:not [ sh:datatype xsd:integer ]"),
        FORCE + "; peel:rank 3 .",
        "`3` — a whole number, for which it holds",
        "that this does not hold: a whole number such as 12",
        "Change it so that this does not hold: a whole number such as 12.",
    ),
    "And": (
        on("peel:rank", "sh:and ( [ sh:datatype xsd:integer ] [ sh:minInclusive 1 ; sh:message 'From 1 on.' ] )"),
        FORCE + "; peel:rank 0 .",
        "`0` — a whole number, for which not all of this holds",
        "all of this: (1) a whole number such as 12; (2) From 1 on",
        "Change it so that it fits all of this: (1) a whole number such as 12; (2) From 1 on.",
    ),
    "Or": (
        on("peel:rank", "sh:or ( [ sh:datatype xsd:integer ] [ sh:class peel:Force ] )"),
        FORCE + "; peel:rank 'first' .",
        "`first` — plain text, for which none of these holds",
        "at least one of these: (1) a whole number such as 12; "
        "(2) a link to something of the class `peel:Force` (Police force)",
        "Change it so that it fits at least one of these: (1) a whole number such as 12; "
        "(2) a link to something of the class `peel:Force` (Police force).",
    ),
    "Xone": (
        on("peel:rank", "sh:xone ( [ sh:datatype xsd:integer ] [ sh:minInclusive 1 ] )"),
        FORCE + "; peel:rank 3 .",
        "`3` — a whole number, for which none of these holds, or several",
        "exactly one of these: (1) a whole number such as 12; (2) 1 or more",
        "Change it so that it fits exactly one of these: (1) a whole number such as 12; (2) 1 or more.",
    ),
    "Node": (
        on("peel:region", "sh:node [ sh:property [ sh:path rdfs:label ; sh:minCount 1 ] ]"),
        FORCE + "; peel:region <place/x> . <place/x> a peel:Region .",
        "a link to `place/x`, which is of the class `peel:Region`, for which this does not hold",
        "`rdfs:label`: one or more",
        "Change it so that this holds: `rdfs:label`: one or more.",
    ),
    "QualifiedMinCount": (
        on("peel:region", "sh:qualifiedMinCount 2 ; sh:qualifiedValueShape [ sh:class peel:Region ]"),
        FORCE + "; peel:region <place/x> .",
        "1 value of `peel:region` (lies in region): `place/x`; "
        "too few with this: a link to something of the class `peel:Region`",
        "2 or more with this: a link to something of the class `peel:Region`",
        "Add to `peel:region` (lies in region) a value with this: a link to something of the class `peel:Region`.",
    ),
    "QualifiedMaxCount": (
        on("peel:code", "sh:qualifiedMaxCount 1 ; sh:qualifiedValueShape [ sh:datatype xsd:string ]"),
        FORCE + "; peel:code 'a' , 'b' , 7 .",
        "3 values of `peel:code`: `7`, `a`, `b`; too many with this: plain text",
        "at most one with this: plain text",
        "Keep one value of `peel:code` with this, and delete the others: plain text.",
    ),
    "Closed": (
        "sh:closed true ; sh:ignoredProperties ( rdf:type rdfs:label ) ; " + on("peel:region", "sh:minCount 0"),
        FORCE + "; peel:regoin <place/x> .",
        "`peel:regoin`: a link to `place/x`, which nothing describes",
        "no properties but `peel:region`, `rdf:type`, `rdfs:label`",
        "Write `peel:region` instead of `peel:regoin`.",
    ),
    "HasValue": (
        on("peel:status", "sh:hasValue <status/actual> ; sh:maxCount 1"),
        FORCE + "; peel:status <status/planned> .",
        "1 value of `peel:status`: `status/planned`",
        "Actual (status/actual) among the values",
        "Set `peel:status` to Actual (status/actual).",
    ),
    "In": (
        on("peel:code", "sh:in ( 'a' 'b' 'c' 'd' 'e' 'f' 'g' 'h' 'i' 'j' <status/actual> )"),
        FORCE + "; peel:code 'z' .",
        "`z` — plain text",
        "one of: `a`, `b`, `c`, `d`, `e`, `f`, `g`, `h` and 3 more",
        "Use one of: `a`, `b`, `c`, `d`, `e`, `f`, `g`, `h` and 3 more.",
    ),
    "SPARQL": (
        "sh:sparql [ a sh:SPARQLConstraint ; sh:name 'Two words'@en ; sh:description 'A name has two words.'@en ; "
        "sh:message '{?label}: its label has the length {?length}.'@en ; "
        "peel:remedy 'Change {?label} of {?length}.'@en ; "
        "sh:select '''SELECT $this ?label (STRLEN(?label) AS ?length) "
        "WHERE { $this <http://www.w3.org/2000/01/rdf-schema#label> ?label }''' ]",
        FORCE + ".",
        "its label has the length 8",
        "Two words: a name has two words",
        "Change A Police of 8.",
    ),
}
"""A shape about forces, data that break it, and the three parts of the wording, for each component."""


def test_every_component_is_tried() -> None:
    assert CASES.keys() == COMPONENTS.keys()
    ours = {SH[f"{name}ConstraintComponent"] for name in COMPONENTS}
    known = {each for each in map(URIRef, dir(SH)) if re.search(r"#[A-Z]\w+ConstraintComponent$", each)}
    silent = {"Expression", "JS", "Property"}  # not evaluated, and the one whose results are those of its members
    assert known - ours == {SH[f"{name}ConstraintComponent"] for name in silent}


@pytest.mark.parametrize("component", CASES)
def test_words_of_a_component(component: str, make_shapes: Make) -> None:
    shape, data, found, expected, remedy = CASES[component]
    assert worded(make_shapes, shape, data)[component] == Worded(found, expected, remedy)


@pytest.mark.parametrize(
    ("component", "shape", "data", "found", "remedy"),
    [
        (
            "MinCount",
            on("( peel:region skos:prefLabel )", "sh:minCount 1"),
            FORCE + "; peel:region <place/x> .",
            "no `peel:region/skos:prefLabel`",
            "Add `peel:region/skos:prefLabel`.",
        ),
        (
            "MaxCount",
            on("[ sh:inversePath peel:region ]", "sh:maxCount 0"),
            FORCE + ". <force/b> peel:region <force/a> ; rdfs:label 'B Police'@en .",
            "1 value of `^peel:region`: B Police (force/b)",
            "Delete `^peel:region`.",
        ),
        (
            "Class",
            on("peel:region", "sh:class peel:Region"),
            FORCE + "; peel:region <place/x> . <place/x> rdfs:label 'X land'@en .",
            "a link to X land (place/x), of which no class is given",
            "Point `peel:region` (lies in region) to something of the class `peel:Region`, "
            "or give X land (place/x) this class.",
        ),
        (
            "Datatype",
            on("peel:startDate", "sh:datatype xsd:date"),
            FORCE + "; peel:startDate '2016-11-03' .",
            "`2016-11-03` — plain text",
            'Give it its datatype: `"2016-11-03"^^xsd:date`.',
        ),
        (
            "Datatype",
            on("peel:startDate", "sh:datatype xsd:date"),
            FORCE + "; peel:startDate '2016-13-45'^^xsd:date .",
            "`2016-13-45` — given as `xsd:date`, but not a date",
            "Write it as a date such as 2016-11-03.",
        ),
        (
            "Datatype",
            on("skos:altLabel", "sh:datatype rdf:langString"),
            FORCE + "; skos:altLabel 'A' .",
            "`A` — plain text",
            'Mark the text with its language, as `"A"@en`.',
        ),
        (
            "Datatype",
            on("peel:code", "sh:datatype xsd:string"),
            FORCE + "; peel:code 'A'@cy .",
            "`A` — text in Welsh (cy)",
            "Write it as plain text: without a language, without a datatype.",
        ),
        (
            "Datatype",
            on("peel:code", "sh:datatype peel:gssCode"),
            FORCE + "; peel:code true .",
            "`true` — a truth value",
            'Give it its datatype: `"true"^^peel:gssCode`.',
        ),
        (
            "Datatype",
            on("peel:hasText", "sh:datatype xsd:boolean"),
            FORCE + "; peel:hasText 'yes' .",
            "`yes` — plain text",
            "Write it as true or false.",
        ),
        (
            "Pattern",
            "sh:pattern '/force/[b-z]$' ; sh:nodeKind sh:IRI",
            FORCE + ".",
            "the IRI `https://w3id.org/peelgraph/id/force/a`",
            "Give it an IRI that matches the pattern `/force/[b-z]$`.",
        ),
        (
            "NodeKind",
            "sh:nodeKind sh:IRI",
            "[] a peel:Force .",
            "a blank node, which is of the class `peel:Force` (Police force)",
            "Give it an IRI.",
        ),
        (
            "Closed",
            "sh:closed true ; sh:ignoredProperties ( rdf:type )",
            FORCE + ".",
            "`rdfs:label`: `A Police` — text in English (en)",
            "Delete `rdfs:label`.",
        ),
    ],
)
def test_words_that_depend_on_the_data(
    component: str, shape: str, data: str, found: str, remedy: str, make_shapes: Make
) -> None:
    words = worded(make_shapes, shape, data)[component]
    assert (words.found, words.remedy) == (found, remedy)


def test_remedy_of_a_shape_comes_before_a_made_one(make_shapes: Make) -> None:
    shape = on("peel:region", "sh:minCount 1 ; peel:remedy 'Name the region of the force'@en")
    assert worded(make_shapes, shape, FORCE + ".")["MinCount"].remedy == "Name the region of the force."


def test_remedy_of_a_constraint_comes_before_that_of_its_shape(make_shapes: Make) -> None:
    query = "sh:select 'SELECT $this WHERE { $this ?p ?o } GROUP BY $this'"
    own = f"peel:remedy 'Of the shape.' ; sh:sparql [ {query} ; sh:message 'M.' ; peel:remedy 'Of the constraint.' ]"
    assert worded(make_shapes, own, FORCE + ".")["SPARQL"].remedy == "Of the constraint."
    without = f"peel:remedy 'Of the shape.' ; sh:sparql [ {query} ; sh:message 'M.' ]"
    assert worded(make_shapes, without, FORCE + ".")["SPARQL"].remedy == "Of the shape."


def test_component_that_shacl_does_not_have(make_shapes: Make) -> None:
    shapes = make_shapes("ex:Shape a sh:NodeShape ; sh:targetClass peel:Force ; sh:message 'It is mine.' .")
    result = Result(
        focus=NamedNode(PEELID + "force/a"),
        path="",
        value=Literal("x"),
        shape="<https://example.org/shape/Shape>",
        constraint="",
        component="https://example.org/OwnComponent",
        severity=PREFIXES["sh"] + "Violation",
    )
    words = word(result, shapes, data_of(FORCE + "."))
    assert words == Worded("`x` — plain text", "It is mine", "Change it so that this holds: It is mine.")


def test_anonymous_alternatives_have_one_order(make_shapes: Make) -> None:
    """The names of blank nodes are new in every run; the words are not."""
    shape = on("peel:rank", "sh:not [ sh:datatype xsd:integer ] , [ sh:minInclusive 1 ]")
    expected = {worded(make_shapes, shape, FORCE + "; peel:rank 3 .")["Not"].expected for _ in range(4)}
    assert expected == {"that this does not hold: (1) 1 or more; (2) a whole number such as 12"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{?label}: nobody takes part.", "Nobody takes part."),
        ("{?label} is part of itself.", "‹label› is part of itself."),
        ("{?bodyName} has {$value}.", "‹body name› has ‹value›."),
        ("Nothing to fill.", "Nothing to fill."),
    ],
)
def test_messages_without_a_result(text: str, said: str) -> None:
    assert general(text) == said


# --- hostile and unlucky texts -----------------------------------------------------------------------------------

LABEL = term("rdfs:label")
QUERY = NamedNode("https://example.org/shape/query")


def filled(template: str, remedy: str, values: dict[str, str]) -> str:
    """The remedy of a constraint whose message came out with these values for its variables."""
    focus = NamedNode(PEELID + "force/a")
    triples = [
        Triple(QUERY, term("sh:message"), Literal(template, language="en")),
        Triple(QUERY, term("peel:remedy"), Literal(remedy, language="en")),
    ]
    shapes = Shapes("shapes", (), to_rdflib(triples))
    result = Result(
        focus=focus,
        path="",
        value=None,
        shape="<https://example.org/shape/Shape>",
        constraint=f"<{QUERY.value}>",
        component=PREFIXES["sh"] + "SPARQLConstraintComponent",
        severity=PREFIXES["sh"] + "Violation",
        messages=(VARIABLE.sub(lambda match: values.get(match[1], match[0]), template),),
    )
    return word(result, shapes, Data([Triple(focus, LABEL, Literal(values["label"]))])).remedy


@given(label=st.text(min_size=1), other=st.text())
def test_variables_of_remedies_are_those_of_the_message(label: str, other: str) -> None:
    """Also where the texts hold the words around them, braces, backslashes or line ends."""
    values = {"label": label, "other": other}
    found = filled("{?label}: it has {?other}.", "Set {?other} for {?label}, not {?other}.", values)
    if VARIABLE.fullmatch(other):  # taken for a variable that the query did not bind
        assert "…" in found
    else:
        assert found == f"Set {printable(other)} for {printable(label)}, not {printable(other)}."


def test_label_that_ends_like_the_message_goes_on() -> None:
    values = {"label": "A force, 2016: good", "lines": "report, lines 1"}
    assert filled("{?label}: {?lines} attest it.", "Add {?lines}.", values) == "Add report, lines 1."


def test_variable_without_a_value_is_left_open() -> None:
    assert filled("{?label}: {?other}.", "Take {?other} from {?unknown}.", {"label": "A"}) == "Take … from …."


@given(st.text())
def test_no_text_steers_a_terminal_or_runs_over_lines(text: str) -> None:
    for shown in (quoted(text), printable(text), listed([quoted(text)] * 12)):
        assert shown.isprintable()
    assert len(quoted(text)) <= 82


@given(st.text(), st.sampled_from([None, "en", "x-unknown"]))
def test_literals_are_described_on_one_line(text: str, language: str | None) -> None:
    literal = Literal(text, language=language) if language else Literal(text)
    assert Names(Data([])).described(literal).isprintable()


def test_lists_are_cut_short() -> None:
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed("ab", " or ") == "a or b"
    assert listed("abcdefgh", " and ") == "a, b, c, d, e, f, g and h"
    assert listed("abcdefghij") == "a, b, c, d, e, f, g, h and 2 more"


def test_the_english_label_comes_first() -> None:
    names = Names(data_of("<force/a> rdfs:label 'Heddlu A'@cy , 'Police A'@en , 'A' ."))
    assert names.thing(NamedNode(PEELID + "force/a")) == "Police A (force/a)"
