"""GEXF and GraphML by their published schemas, which lie outside the repository: ``KG_TEST_DATA/schemas``.

The published GEXF 1.3 schema knows the elements of ``viz`` in no namespace but GEXF's own, and so rejects what Gephi
itself writes; they are taken out before.
"""

import io
import os
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from sheets import sheet

from kg.export.gexf import write_gexf
from kg.export.graphml import write_graphml
from kg.export.sheet import make_sheet

VIZ = "{http://gexf.net/1.3/viz}"
NAMES = ['"quoted" & <tagged>', "two\nlines\tand a tab", "ليلى حداد", "😀", "=HYPERLINK(1)", "\0\x1b", ""]


@pytest.fixture(scope="module")
def schema():
    import xmlschema  # noqa: PLC0415 - most runs need none

    folder = Path(os.environ.get("KG_TEST_DATA", "")) / "schemas"
    if "KG_TEST_DATA" not in os.environ or not folder.is_dir():
        pytest.skip("KG_TEST_DATA is not set: GEXF and GraphML are not held against their schemas")
    return lambda name: xmlschema.XMLSchema(folder / name)


@pytest.fixture(scope="module", params=["world", "names", "nobody"])
def made(request, graph):
    if request.param == "world":
        return make_sheet(graph.network, graph.terms)
    return sheet(*NAMES) if request.param == "names" else sheet()


def without_viz(data):
    tree = ET.parse(io.BytesIO(data))  # noqa: S314 - our own
    for parent in list(tree.iter()):
        for child in list(parent):
            if child.tag.startswith(VIZ):
                parent.remove(child)
    return ET.tostring(tree.getroot(), encoding="unicode")


@pytest.mark.data
def test_gexf_is_valid(schema, made):
    schema("gexf-1.3/gexf.xsd").validate(without_viz(b"".join(write_gexf(made))))


@pytest.mark.data
def test_graphml_is_valid(schema, made):
    schema("graphml/graphml.xsd").validate(b"".join(write_graphml(made)).decode())


@pytest.mark.data
def test_a_node_whose_id_is_an_iri_would_be_found(schema, made):
    text = b"".join(write_graphml(sheet("Anna"))).decode().replace('node id="person-0"', 'node id="https://x/?y=z"')
    assert not schema("graphml/graphml.xsd").is_valid(text)
