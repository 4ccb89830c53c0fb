"""The canonical Turtle writer."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    parse,
    serialize,
)

from builder.errors import SourceError
from builder.formatting.turtle import format_turtle
from builder.namespaces import PREFIXES

EX = "https://example.org/"


def prefixes(*names: str) -> str:
    return "".join(f"@prefix {name}: <{PREFIXES.get(name, EX)}> .\n" for name in names)


def graph_of(text: str) -> set[Quad]:
    """The triples of a Turtle text, blank nodes named by the canonical algorithm: equal sets are isomorphic graphs."""
    dataset = Dataset(parse(text, RdfFormat.TURTLE))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


def check(text: str, expected: str) -> None:
    """The text is brought into the expected form, which stays as it is."""
    assert format_turtle(text, "x.ttl") == expected
    assert format_turtle(expected, "x.ttl") == expected
    assert graph_of(text) == graph_of(expected)


def n_triples(quads: Iterable[Quad]) -> str:
    written = serialize([quad.triple for quad in quads], format=RdfFormat.N_TRIPLES)
    assert written is not None
    return written.decode()


def problems(text: str) -> list[tuple[int, int, str]]:
    with pytest.raises(SourceError) as caught:
        format_turtle(text, "x.ttl")
    assert all(problem.file == "x.ttl" for problem in caught.value.problems)
    return [(problem.line, problem.column, problem.found) for problem in caught.value.problems]


def test_layout_of_blocks() -> None:
    check(
        """# A file.

@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .  @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix peel: <https://w3id.org/peelgraph/def/> .
peel:judges rdfs:label "judges"@en ; a owl:ObjectProperty .
peel:Force rdfs:subClassOf peel:Body, peel:Agent ; rdfs:label "Police force"@en ; a owl:Class .
<https://w3id.org/peelgraph/def/> a owl:Ontology .
<https://w3id.org/peelgraph/id/force/kent> a peel:Force .
peel:Force rdfs:subClassOf peel:Agent .
""",
        """# A file.

@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix peel: <https://w3id.org/peelgraph/def/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

<https://w3id.org/peelgraph/def/>
	a owl:Ontology ;
	.

<https://w3id.org/peelgraph/id/force/kent>
	a peel:Force ;
	.

peel:Force
	a owl:Class ;
	rdfs:label "Police force"@en ;
	rdfs:subClassOf
		peel:Agent ,
		peel:Body ;
	.

peel:judges
	a owl:ObjectProperty ;
	rdfs:label "judges"@en ;
	.
""",
    )


def test_literals_keep_their_lexical_form() -> None:
    check(
        prefixes("ex", "xsd")
        + """
ex:a ex:p 1, 007, "2"^^xsd:integer, 1.50, "3"^^xsd:decimal, 1e3, "INF"^^xsd:double, true, "1"^^xsd:boolean,
  "plain", "plain"^^xsd:string, "2016-11-03"^^xsd:date, 'tagged'@EN-gb, "£ \\"x\\" \\\\ \\t \\u0007" .
""",
        prefixes("ex", "xsd")
        + """
ex:a
	ex:p
		"1"^^xsd:boolean ,
		"2016-11-03"^^xsd:date ,
		"3"^^xsd:decimal ,
		"INF"^^xsd:double ,
		"plain" ,
		"tagged"@en-gb ,
		"£ \\"x\\" \\\\ \\t \\u0007" ,
		007 ,
		1 ,
		1.50 ,
		1e3 ,
		2 ,
		true ;
	.
""",
    )


def test_text_of_several_lines_stays_as_it_is() -> None:
    """A query in a shape keeps its lines, tabs and quotation marks."""
    query = '\n\tSELECT $this WHERE {\n\t\tFILTER (?x = "" || ?y = "\\\\d") # why\n\n\t}\n'
    text = f'{prefixes("ex", "sh")}\nex:a\n\tsh:select """{query}""" ;\n\t.\n'
    check(text, text)


@pytest.mark.parametrize(
    "text", ['a\n"', 'a\n""', 'a\n"""', '"""\n""""', '\n"" "', "\r\n", "\n\\", "\n\x00\x7f", '"\n"']
)
def test_text_of_several_lines_with_quotation_marks(text: str) -> None:
    quad = Quad(NamedNode(EX + "a"), NamedNode(EX + "p"), Literal(text))
    written = format_turtle(n_triples([quad]), "x.ttl")
    assert [each.object.value for each in parse(written, RdfFormat.TURTLE) if isinstance(each.object, Literal)] == [
        text
    ]


def test_prefixes_of_the_project_come_first_and_those_of_the_file_are_kept() -> None:
    check(
        f"""@prefix s: <https://schema.org/> .
@prefix two: <{EX}> . @prefix ex: <{EX}> . @prefix org: <{EX}wrong/> .
@prefix unused: <{EX}unused/> .
ex:a a s:Place ; s:name "x" ; ex:p org:b, <{EX}a/b>, <{EX}ends.>, <{EX}é>, ex:%C3, ex:a\\,b, <{EX}> .
""",
        f"""@prefix ex: <{EX}> .
@prefix schema: <https://schema.org/> .

ex:a
	a schema:Place ;
	ex:p
		<{EX}%C3> ,
		<{EX}> ,
		<{EX}a,b> ,
		<{EX}a/b> ,
		<{EX}ends.> ,
		<{EX}wrong/b> ,
		<{EX}é> ;
	schema:name "x" ;
	.
""",
    )


def test_blank_nodes_and_lists_stand_inside() -> None:
    check(
        prefixes("ex", "sh")
        + """
ex:a sh:property [ sh:path ( ex:p [ sh:inversePath ex:q ] ) ; sh:in ( "b" 1 () ) ], [ sh:path ex:b ] ;
  sh:not [] ; sh:and () .
[] sh:path ex:z .
""",
        prefixes("ex", "sh")
        + """
ex:a
	sh:and () ;
	sh:not [] ;
	sh:property
		[
			sh:in ( "b" 1 () ) ;
			sh:path (
				ex:p
				[
					sh:inversePath ex:q ;
				]
			) ;
		] ,
		[
			sh:path ex:b ;
		] ;
	.

[]
	sh:path ex:z ;
	.
""",
    )


def test_long_list_has_a_line_for_each_member() -> None:
    names = [f"ex:{'x' * 20}{number}" for number in range(5)]
    lines = "".join(f"\n\t\t{name}" for name in names)
    check(f"{prefixes('ex')}ex:a ex:p ({' '.join(names)}) .", f"{prefixes('ex')}\nex:a\n\tex:p ({lines}\n\t) ;\n\t.\n")


def test_blank_nodes_that_are_shared_or_go_in_circles_have_canonical_names() -> None:
    text = (
        f"{prefixes('ex')} ex:a ex:p _:s . ex:b ex:p _:s . _:s ex:q 1 . _:x ex:p _:y . _:y ex:p _:x ; ex:q [ ex:q 2 ] ."
    )
    written = format_turtle(text, "x.ttl")
    assert graph_of(text) == graph_of(written)
    assert written == format_turtle(text.replace("_:s", "_:other").replace("_:x", "_:s"), "x.ttl")
    assert written == format_turtle(written, "x.ttl")
    assert written.count("\n_:c14n") == 4


@pytest.mark.parametrize(
    "text",
    [
        "ex:a ex:p _:l . ex:b ex:p _:l . _:l rdf:first 1 ; rdf:rest () .",  # used twice
        "ex:a ex:p [ rdf:first 1 ; rdf:rest () ; ex:q 2 ] .",  # a cell with more to say
        "ex:a ex:p [ rdf:first 1, 2 ; rdf:rest () ] .",
        "ex:a ex:p [ rdf:first 1 ; rdf:rest ex:b ] .",
        "ex:a ex:p [ rdf:first 1 ] .",
        "ex:a ex:p _:l . _:l rdf:first 1 ; rdf:rest _:l .",
        "(1 2) ex:p 3 .",
        "rdf:nil ex:p rdf:nil .",
    ],
)
def test_what_only_looks_like_a_list_is_written_out(text: str) -> None:
    whole = prefixes("ex", "rdf") + text
    written = format_turtle(whole, "x.ttl")
    assert graph_of(whole) == graph_of(written)
    assert format_turtle(written, "x.ttl") == written


def test_opening_comments_are_kept() -> None:
    check("\n\n#one  \n  # two\n\n\n\n# three\n\n" + prefixes("ex") + "ex:a ex:p 1 .",
          f"#one\n# two\n\n# three\n\n{prefixes('ex')}\nex:a\n\tex:p 1 ;\n\t.\n")  # fmt: skip
    check("# nothing else", "# nothing else\n")
    check(" \n", "")


def test_comments_further_down_are_refused_and_not_lost() -> None:
    text = f"""# head
{prefixes("ex").rstrip()}
# one
ex:a ex:p "# no", '#', <{EX}#no>, '''#
# no''', ex:no\\#no ; # two\r
	ex:q 1 .
"""
    found = "a comment below the start of the file"
    assert problems(text) == [(3, 1, found), (5, 22, found)]


@pytest.mark.parametrize(
    ("text", "line", "column", "part"),
    [
        ("ex:a ex:b 1 .", 1, 1, "ex:"),
        ("@prefix ex: <https://example.org/> .\n\nex:a ex:b .", 3, 11, "not a valid"),
        ("<https://example.org/a> <https://example.org/b> <c> .", 1, 49, "IRI"),
    ],
)
def test_syntax_errors_name_the_place(text: str, line: int, column: int, part: str) -> None:
    (found,) = problems(text)
    assert found[:2] == (line, column)
    assert part in found[2]
    assert "Parser error" not in found[2]


def test_terms_of_rdf_1_2_are_refused() -> None:
    assert "triple term" in problems(f"{prefixes('ex')} ex:a ex:p <<( ex:a ex:p 1 )>> .")[0][2]
    assert "direction" in problems(f'{prefixes("ex")} ex:a ex:p "x"@ar--rtl .')[0][2]


def test_endless_nesting_is_an_error_for_people() -> None:
    text = f"{prefixes('ex')} ex:a ex:p {'[ ex:p ' * 2000}1{' ]' * 2000} ."
    assert problems(text) == [(0, 0, "blank nodes are nested too deeply")]


IRIS = st.sampled_from(
    [EX, f"{EX}a", f"{EX}a/b", f"{EX}b.", f"{EX}é", f"{EX}%20", "urn:x:y", "https://w3id.org/peelgraph/id/force/kent"]
    + [PREFIXES["rdf"] + name for name in ("type", "first", "rest", "nil")]
    + [PREFIXES["owl"] + "Ontology", PREFIXES["peel"] + "Force", PREFIXES["schema"] + "name"]
).map(NamedNode)
BLANKS = st.sampled_from("abcde").map(BlankNode)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | st.text(alphabet="\"\\\n\r\t'#a", max_size=8)
LITERALS = st.one_of(
    TEXTS.map(Literal),
    st.builds(lambda text: Literal(text, language="en"), TEXTS),
    st.builds(
        lambda text, name: Literal(text, datatype=NamedNode(PREFIXES["xsd"] + name)),
        st.sampled_from(["1", "-01", "+2", "1.5", "1.", ".5", "1e3", "1.E-3", "true", "0", "x", ""]) | TEXTS,
        st.sampled_from(["integer", "decimal", "double", "boolean", "date", "string"]),
    ),
)
QUADS = st.lists(st.builds(Quad, IRIS | BLANKS, IRIS, IRIS | BLANKS | LITERALS), max_size=12)


@settings(max_examples=400, deadline=None)
@given(QUADS, st.randoms(use_true_random=False))
def test_any_graph_makes_the_round_trip(quads: list[Quad], order: random.Random) -> None:
    """The graph stays the same, the form is a fixed point, and the order of the triples has no say in it."""
    text = n_triples(quads)
    written = format_turtle(text, "x.ttl")
    assert graph_of(written) == graph_of(text)
    assert format_turtle(written, "x.ttl") == written
    order.shuffle(quads)
    again = n_triples(quads)
    assert format_turtle(again, "x.ttl") == written
