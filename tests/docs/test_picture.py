"""The picture of the model shows what the graph has."""

from __future__ import annotations

from itertools import combinations
from xml.etree import ElementTree

import pytest
import vl_convert
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF

from builder.building.dataset import RULES
from builder.documentation.drawing import Arrow, Box, Palette, draw
from builder.documentation.material import Material
from builder.documentation.model_picture import ARROWS, BOXES, DARK, LIGHT, MEMBERSHIP, PICTURE
from builder.namespaces import PEEL, PREFIXES
from builder.project import Project

SVG = "{http://www.w3.org/2000/svg}"
MAIN = {"Force", "Inspection", "Judgment", "Inspector", "Collaboration", "Metric"}


@pytest.fixture(scope="module")
def ontology(project: Project) -> Graph:
    graph = Graph()
    for path in project.ontology.glob("*.ttl"):
        graph.parse(path, format="turtle")
    return graph


@pytest.mark.parametrize("box", BOXES, ids=lambda box: box.name)
def test_every_box_is_a_class(box: Box, ontology: Graph) -> None:
    assert (URIRef(PEEL + box.name), RDF.type, OWL.Class) in ontology


@pytest.mark.parametrize("arrow", ARROWS, ids=lambda arrow: f"{arrow.source} {arrow.name} {arrow.target}")
def test_every_arrow_is_a_link_that_the_graph_has(arrow: Arrow, material: Material, ontology: Graph) -> None:
    prefix, _, name = arrow.name.partition(":")
    term = URIRef(PREFIXES[prefix] + name)
    if arrow.name == MEMBERSHIP:
        assert (term, RDF.type, OWL.Class) in ontology
        link = "?membership a org:Membership ; org:member ?source ; org:organization ?target ."
    else:
        assert (term, RDF.type, OWL.ObjectProperty) in ontology
        link = f"?source {arrow.name} ?target ."
    classes = " ".join(
        f"?{end} a/rdfs:subClassOf* peel:{box} ." for end, box in (("source", arrow.source), ("target", arrow.target))
    )
    stated = material.words(f"SELECT ?source WHERE {{ {link} {classes} }}")
    assert stated, "nothing in the graph is linked so"
    assert (added_by_rules(material, str(term)) >= {row[0] for row in stated}) == arrow.derived


def added_by_rules(material: Material, predicate: str) -> set[str]:
    """What the rules give a property to."""
    triples = material.graph.dataset.graphs[RULES]
    return {triple.subject.value for triple in triples if triple.predicate.value == predicate}  # type: ignore[union-attr]


def test_the_main_classes_have_a_bold_frame() -> None:
    assert {box.name for box in BOXES if box.strong} == MAIN


def test_no_two_boxes_overlap_but_one_within_the_other() -> None:
    for one, other in combinations(BOXES, 2):
        apart = (
            abs(one.x - other.x) >= (one.width + other.width) / 2
            or abs(one.y - other.y) >= (one.height + other.height) / 2
        )
        outer, inner = (one, other) if one.holds else (other, one)
        within = outer.holds and abs(outer.x - inner.x) + inner.width / 2 <= outer.width / 2
        assert apart or within, f"{one.name} and {other.name}"


def test_everything_lies_on_the_page() -> None:
    for box in BOXES:
        assert box.width / 2 < box.x < PICTURE.width - box.width / 2
        assert box.height / 2 < box.y < PICTURE.height - box.height / 2 - 30, "the legend needs room"


def test_words_fit_into_their_boxes() -> None:
    for box in BOXES:
        assert 8.5 * len(box.name) < box.width, box.name
        assert 6.0 * len(box.hint) < box.width, box.name


def test_the_drawing_is_svg_with_a_title_and_both_palettes() -> None:
    text = draw(PICTURE, LIGHT, DARK)
    root = ElementTree.fromstring(text)  # noqa: S314 - our own drawing
    assert root.tag == f"{SVG}svg"
    assert root.findtext(f"{SVG}title") == PICTURE.title
    assert root.findtext(f"{SVG}desc") == PICTURE.description
    labels = {element.text for element in root.iter(f"{SVG}text")}
    assert {box.name for box in BOXES} <= labels
    assert {arrow.name.removeprefix("peel:") for arrow in ARROWS} <= labels
    assert "prefers-color-scheme: dark" in text
    assert (
        set(LIGHT.groups) == set(DARK.groups) == {box.group for box in BOXES} == {group for group, _ in PICTURE.legend}
    )


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_words_stand_out_from_what_they_stand_on(palette: Palette) -> None:
    """Contrast of at least 4.5 to 1 for words and 3 to 1 for lines, WCAG 2.2, success criteria 1.4.3 and 1.4.11."""
    for colours in palette.groups.values():
        assert contrast(colours.text, colours.fill) >= 4.5
        assert contrast(colours.line, palette.page) >= 3
        assert contrast(palette.label, colours.fill) >= 4.5
    assert contrast(palette.label, palette.page) >= 4.5
    assert contrast(palette.arrow, palette.page) >= 3


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_renderer_can_draw_it() -> None:
    picture = vl_convert.svg_to_png(draw(PICTURE, LIGHT, DARK))
    assert picture.startswith(b"\x89PNG")
    assert len(picture) > 20_000, "an empty page would be smaller"
