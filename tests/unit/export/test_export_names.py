"""Whatever the web calls a person, every format gives the same name back."""

import csv
import html
import io
import json
import re

import networkx as nx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sheets import labels, sheet, written

from kg.cells import unguarded
from kg.export import FORMATS, SheetForm
from kg.export.cytoscape import write_cx2, write_cytoscape
from kg.export.dot import write_dot
from kg.export.gexf import write_gexf
from kg.export.graphml import write_graphml
from kg.export.jgf import write_jgf
from kg.export.mermaid import write_mermaid
from kg.export.neo4j import write_neo4j
from kg.export.pajek import write_pajek
from kg.export.spreadsheet import write_csv

MARKUP = [
    '"',
    "'",
    "\\",
    "&amp;",
    "&",
    "<b>",
    "]]>",
    "#quot;",
    "`",
    "%%",
    "-->",
    "end",
    "\\n",
    "\\N",
    "&#34;",
    "__",
    "]",
    "}",
]
SPACES = [" ", "\n", "\r\n", "\r", "\t", "\u2028", "\x85"]
CELLS = ["=", "+1", "@", ";", ",", "|", '=HYPERLINK("http://example.org")']
SCRIPTS = ["Anna", "😀", "\u200f", "ليلى", "é", "e\u0301"]
BROKEN = ["\0", "\x1b", "\ud800", "\uffff"]
PIECES = st.sampled_from([*MARKUP, *SPACES, *CELLS, *SCRIPTS, *BROKEN])
NAME = st.one_of(st.text(max_size=12), st.lists(PIECES, max_size=6).map("".join))
TWO = st.tuples(NAME, NAME)
DOT = re.compile(r'^  "(person-\d)" \[label="((?:[^"\\]|\\.)*)"', re.MULTILINE)
MERMAID = re.compile(r'^  n(\d+)\["([^"\n]*)"\]$', re.MULTILINE)


def data(write, made):
    return io.BytesIO(b"".join(write(made)))


def table(files, name):
    return csv.reader(io.StringIO(b"".join(files[name]).decode("utf-8-sig"), newline=""))


def from_gexf(made):
    return dict(nx.read_gexf(data(write_gexf, made)).nodes(data="label"))


def from_graphml(made):
    return dict(nx.read_graphml(data(write_graphml, made)).nodes(data="label"))


def from_cytoscape(made):
    return dict(nx.cytoscape_graph(json.load(data(write_cytoscape, made))).nodes(data="name"))


def from_cx2(made):
    (nodes,) = (aspect["nodes"] for aspect in json.load(data(write_cx2, made)) if "nodes" in aspect)
    return {node["v"]["key"]: node["v"]["name"] for node in nodes}


def from_jgf(made):
    return {name: node["label"] for name, node in json.load(data(write_jgf, made))["graph"]["nodes"].items()}


def from_dot(made):
    def drawn(text):
        text = re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text)
        return re.sub(r"&amp;|&#13;", lambda found: html.unescape(found[0]) if found[0] == "&amp;" else "\r", text)

    return {name: drawn(text) for name, text in DOT.findall(written(write_dot, made))}


def from_mermaid(made):
    def drawn(text):
        return re.sub(r"#(\d+);", lambda found: chr(int(found[1])), text.replace("<br/>", "\n"))

    found = MERMAID.findall(written(write_mermaid, made))
    return {made.nodes[int(number) - 1].id: drawn(text) for number, text in found}


def from_csv(made):
    head, *rows = table(write_csv(made), "nodes.csv")
    assert head[:2] == ["Id", "Label"]
    return {row[0]: unguarded(row[1]) for row in rows}


def from_neo4j(made):
    _, *rows = table(write_neo4j(made), "persons.csv")
    return {row[0]: row[1] for row in rows}


def from_pajek(made):
    def drawn(text):
        return re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), text)

    network = nx.parse_pajek(written(write_pajek, made))
    return {f"person-{int(number) - 1}": drawn(label) for label, number in network.nodes(data="id")}


READERS = [
    from_gexf,
    from_graphml,
    from_cytoscape,
    from_cx2,
    from_jgf,
    from_dot,
    from_mermaid,
    from_csv,
    from_neo4j,
    from_pajek,
]


def test_no_format_of_the_network_is_forgotten():
    read = {reader.__name__.removeprefix("from_") for reader in READERS}
    assert read >= {name for name, form in FORMATS.items() if isinstance(form, SheetForm)}


@pytest.mark.parametrize("read", READERS, ids=lambda reader: reader.__name__)
@settings(deadline=None)
@given(names=TWO)
@example(names=("", ""))
@example(names=("a\\", '"'))
@example(names=("=1", "'=1"))
def test_names_come_back(read, names):
    made = sheet(*names)
    wanted = labels(made)
    if read is from_pajek and wanted["person-0"] == wanted["person-1"]:
        wanted["person-1"] += " (person-1)"
    assert read(made) == wanted


@settings(deadline=None)
@given(names=TWO)
def test_labels_of_events_come_back(names):
    made = sheet(*names)
    (event,) = made.events
    ((*_, told),) = nx.read_graphml(data(write_graphml, made)).edges(data=True)
    assert told.get("label", "") == event.label
    ((*_, told),) = nx.read_gexf(data(write_gexf, made)).edges(data=True)
    assert told["iri" if "iri" in told else "events"] == event.iri
    _, row = table(write_neo4j(made), "events.csv")
    assert row[3] == event.label
