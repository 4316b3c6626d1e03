"""What each format of the network says, read back by whoever reads it."""

import csv
import io
import json
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from sheets import event, sheet, written

from kg.cells import unguarded
from kg.export.cytoscape import write_cx2, write_cytoscape
from kg.export.dot import write_dot
from kg.export.gexf import write_gexf
from kg.export.graphml import write_graphml
from kg.export.jgf import write_jgf
from kg.export.mermaid import NEIGHBOURS, write_mermaid
from kg.export.neo4j import write_neo4j
from kg.export.pajek import write_pajek
from kg.export.sheet import make_sheet
from kg.export.spreadsheet import write_csv

GEXF = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"
PLANNED = {
    "status": "planned",
    "happened": False,
    "dates": ("2024-05",),
    "earliest": "2024-05-01",
    "latest": "2024-05-31",
}
OPEN = {"dates": ("2024-06/..",), "earliest": "2024-06-01", "latest": ""}
UNDATED = {"dates": (), "earliest": "", "latest": "", "places": ()}


@pytest.fixture(scope="module")
def world(graph):
    return make_sheet(graph.network, graph.terms)


@pytest.fixture(scope="module")
def pair():
    return sheet(
        "Anna", "Ben", events=[((0, 1), {}), ((0, 1), PLANNED), ((0, 1), OPEN), ((0, 1), {"type": "Letter", **UNDATED})]
    )


def parsed(text):
    return ET.fromstring(text)  # noqa: S314 - our own


def spells(text):
    edges = parsed(text).iter(f"{GEXF}edge")
    return {edge.get("kind"): [dict(spell.attrib) for spell in edge.iter(f"{GEXF}spell")] for edge in edges}


def ends(edge):
    return frozenset((edge.source, edge.target))


def rows(files, name):
    return list(csv.DictReader(io.StringIO(b"".join(files[name]).decode("utf-8-sig"), newline="")))


def test_gexf_has_an_edge_a_type_and_status_with_a_spell_for_each_date(pair):
    assert spells(written(write_gexf, pair)) == {
        "Meeting": [{"start": "2024-03-01", "end": "2024-03-31"}, {"start": "2024-06-01"}],
        "Meeting, planned": [{"start": "2024-05-01", "end": "2024-05-31"}],
        "Letter": [],
    }


def test_gexf_has_colours_sizes_and_dashes_for_what_did_not_happen(pair):
    root = parsed(written(write_gexf, pair))
    assert all(
        node.find(f"{VIZ}size") is not None and node.find(f"{VIZ}color") is not None
        for node in root.iter(f"{GEXF}node")
    )
    shapes = {edge.get("kind"): edge.find(f"{VIZ}shape").get("value") for edge in root.iter(f"{GEXF}edge")}
    assert shapes == {"Meeting": "solid", "Meeting, planned": "dashed", "Letter": "solid"}
    colours = {edge.get("kind"): tuple(edge.find(f"{VIZ}color").attrib.values()) for edge in root.iter(f"{GEXF}edge")}
    assert colours["Meeting"] == colours["Meeting, planned"] != colours["Letter"]


def test_networkx_reads_gexf_back(world):
    network = nx.read_gexf(io.BytesIO(b"".join(write_gexf(world))))
    assert {node: data["iri"] for node, data in network.nodes(data=True)} == {node.id: node.iri for node in world.nodes}
    assert {frozenset(pair) for pair in network.edges()} == {
        frozenset((edge.source, edge.target)) for edge in world.edges
    }


def test_networkx_reads_graphml_back_with_every_event_an_edge(world):
    network = nx.read_graphml(io.BytesIO(b"".join(write_graphml(world))), force_multigraph=True)
    assert {node: data["label"] for node, data in network.nodes(data=True)} == {
        node.id: node.label for node in world.nodes
    }
    told = {
        key: (frozenset(ends), data["iri"], data.get("dates", ""))
        for *ends, key, data in network.edges(keys=True, data=True)
    }
    assert told == {
        name: (frozenset((edge.source, edge.target)), event.iri, " | ".join(event.dates))
        for name, edge, event in world.links()
    }


def test_an_open_end_is_absent_everywhere():
    lonely = sheet("Anna", "Ben", events=[((0, 1), OPEN)])
    network = nx.read_graphml(io.BytesIO(b"".join(write_graphml(lonely))))
    ((*_, data),) = network.edges(data=True)
    assert (data["earliest"], data["dates"], "latest" in data) == ("2024-06-01", "2024-06/..", False)
    (edge,) = json.loads(written(write_cytoscape, lonely))["elements"]["edges"]
    assert "latest" not in edge["data"]
    (row,) = rows(write_neo4j(lonely), "events.csv")
    assert (row["earliest:date"], row["latest:date"], row["dates:string[]"]) == ("2024-06-01", "", "2024-06/..")


def test_networkx_reads_cytoscape_json_back(world):
    network = nx.cytoscape_graph(json.loads(written(write_cytoscape, world)))
    assert {node: data["name"] for node, data in network.nodes(data=True)} == {
        node.id: node.label for node in world.nodes
    }
    assert {data["id"] for *_, data in network.edges(data=True)} == {name for name, _, _ in world.links()}


def test_cx2_declares_every_attribute_with_the_type_it_has(world):
    parts = {name: part for aspect in json.loads(written(write_cx2, world)) for name, part in aspect.items()}
    assert parts["CXVersion"] == "2.0"
    assert {one["name"]: one["elementCount"] for one in parts["metaData"]} == {
        name: len(part)
        for name, part in parts.items()
        if name not in ("CXVersion", "hasFragments", "metaData", "status")
    }
    python = {"string": str, "integer": int, "double": float, "list_of_string": list}
    (declared,) = parts["attributeDeclarations"]
    for aspect in ("nodes", "edges"):
        for element in parts[aspect]:
            for name, value in element["v"].items():
                assert type(value) is python[declared[aspect][name]["d"]], (aspect, name)
    assert {(edge["s"], edge["t"]) for edge in parts["edges"]} <= {
        (one["id"], other["id"]) for one in parts["nodes"] for other in parts["nodes"]
    }
    assert [*json.loads(written(write_cx2, world))[-1]] == ["status"]


def test_json_graph_format_has_nodes_by_id_and_edges_between_them(world):
    graph = json.loads(written(write_jgf, world))["graph"]
    network = nx.MultiGraph()
    network.add_nodes_from((name, node["metadata"]) for name, node in graph["nodes"].items())
    network.add_edges_from((edge["source"], edge["target"], edge["id"], edge["metadata"]) for edge in graph["edges"])
    assert set(network) == {node.id for node in world.nodes}
    assert {key for *_, key in network.edges(keys=True)} == {name for name, _, _ in world.links()}
    assert not graph["directed"]


def test_networkx_reads_pajek_back_with_the_number_of_events_as_weight(pair):
    network = nx.parse_pajek(written(write_pajek, pair))
    assert [(*sorted(ends), data["weight"]) for *ends, data in network.edges(data=True)] == [("Anna", "Ben", 4.0)]


def test_pajek_tells_persons_of_one_name_apart():
    assert set(nx.parse_pajek(written(write_pajek, sheet("Kim", "Kim")))) == {"Kim", "Kim (person-1)"}


def test_dot_dashes_what_did_not_happen(pair):
    lines = [line for line in written(write_dot, pair).splitlines() if " -- " in line]
    assert ["dashed" in line for line in lines] == ['status="planned"' in line for line in lines]
    assert len(lines) == 4


def test_mermaid_counts_what_two_share_in_one_line(pair):
    text = written(write_mermaid, pair)
    assert text.startswith("flowchart LR\n  %% The network that the filter left.\n")
    assert '  n1 ---|"Letter#59; 2 × Meeting#59; Meeting, planned"| n2\n'.replace("×", "#215;") in text


def test_mermaid_without_a_filter_shows_the_best_connected_and_says_so():
    crowd = [f"Guest {number}" for number in range(NEIGHBOURS + 5)]
    events = [((0, number), {}) for number in range(1, len(crowd))]
    text = written(write_mermaid, sheet(*crowd, events=events, narrowed=False))
    assert f"%% Of {len(crowd)} persons the best-connected, Guest 0, and {NEIGHBOURS} of {len(crowd) - 1}" in text
    assert text.count('["') == NEIGHBOURS + 1


def test_mermaid_shows_what_a_filter_left_whole_or_the_best_connected_of_it_and_says_so():
    crowd = [f"Guest {number}" for number in range(NEIGHBOURS + 2)]
    events = [((0, number), {}) for number in range(1, len(crowd))]
    text = written(write_mermaid, sheet(*crowd, events=events))
    assert f"%% Of {len(crowd)} persons that the filter left the best-connected, Guest 0, and {NEIGHBOURS} of" in text
    assert "A narrower filter chooses others." in text
    assert text.count('["') == NEIGHBOURS + 1
    whole = written(write_mermaid, sheet(*crowd[:-1], events=events[:-1]))
    assert "%% The network that the filter left." in whole
    assert whole.count('["') == NEIGHBOURS + 1


def test_csv_has_a_row_a_person_and_one_for_every_event_of_a_pair(world):
    files = write_csv(world)
    assert {row["Id"]: unguarded(row["Label"]) for row in rows(files, "nodes.csv")} == {
        node.id: node.label for node in world.nodes
    }
    told = [
        (row["Source"], row["Target"], row["event"], row["event_type"]) for row in rows(write_csv(world), "edges.csv")
    ]
    assert told == [(edge.source, edge.target, event.iri, event.type) for _, edge, event in world.links()]


def test_neo4j_tables_have_typed_heads_and_no_dangling_ends(world):
    files = {name: b"".join(pieces).decode() for name, pieces in write_neo4j(world).items()}
    known = {}
    for name in ("persons", "events", "places"):
        head, *body = csv.reader(io.StringIO(files[f"{name}.csv"], newline=""))
        space = head[0].removeprefix("id:ID(").removesuffix(")")
        assert head[-1] == ":LABEL"
        assert {row[-1] for row in body} == {space}
        known[space] = [row[0] for row in body]
        assert len(set(known[space])) == len(body)
        types = [cell.partition(":")[2] for cell in head[1:-1]]
        assert set(types) <= {"string", "string[]", "long", "double", "date"}
        for row in body:
            assert len(row) == len(head)
            assert all(cell.isdecimal() for cell, kind in zip(row[1:-1], types, strict=True) if kind == "long")
            assert all(
                cell == "" or len(cell) == 10 for cell, kind in zip(row[1:-1], types, strict=True) if kind == "date"
            )
    for name, (start, end) in {"took_part": ("Person", "Event"), "took_place_in": ("Event", "Place")}.items():
        head, *body = csv.reader(io.StringIO(files[f"{name}.csv"], newline=""))
        assert head == [f":START_ID({start})", f":END_ID({end})", ":TYPE"]
        assert body
        assert all(row[0] in known[start] and row[1] in known[end] and row[2] == name.upper() for row in body)
    for name in files:
        assert name == "import.txt" or name in files["import.txt"]


def test_a_column_that_holds_a_text_anywhere_is_text():
    mixed = sheet("Anna", "Ben", attributes={"rank": 0.5, "office": "minister"})
    network = nx.read_graphml(io.BytesIO(b"".join(write_graphml(mixed))))
    assert {(data["rank"], data["office"], data["events"]) for _, data in network.nodes(data=True)} == {
        (0.5, "minister", 1)
    }


@pytest.mark.parametrize(
    "write", [write_gexf, write_graphml, write_cytoscape, write_cx2, write_jgf, write_pajek, write_dot, write_mermaid]
)
def test_a_network_of_nobody_is_written_too(write):
    assert written(write, sheet(narrowed=False))


def test_links_are_every_pair_with_every_event():
    three = sheet("a", "b", "c", events=[((0, 1, 2), {})])
    assert [name for name, _, _ in three.links()] == [
        f"meeting-1.person-{one}.person-{other}" for one, other in ((0, 1), (0, 2), (1, 2))
    ]
    assert event(7).id == "meeting-7"
