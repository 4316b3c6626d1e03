"""Cytoscape.js reads both formats that are meant for it: its own JSON, and CX2 through the converter of its makers.

Collected only where there is node, and ``KG_CYTOSCAPE`` names a folder in which ``npm install cytoscape
@js4cytoscape/cx-viz-converter`` was called: see ``tests/conftest.py``.
"""

import json
import subprocess
from pathlib import Path

import pytest
from reported_world import HOSTILE, LAYLA

from kg.export.looks import PALETTE
from kg.export.sheet import make_sheet


@pytest.fixture(params=["cytoscape", "cx2"])
def loaded(request, graph, tmp_path):
    """The reported world as cytoscape.js has it."""
    graph.export_to(request.param, tmp_path / "network")
    script = Path(__file__).with_name("cytoscape.cjs")
    words = ["node", str(script), request.param, str(tmp_path / "network")]
    done = subprocess.run(words, capture_output=True, text=True, check=True, timeout=60)
    return request.param, json.loads(done.stdout)


def test_every_person_and_every_event_of_a_pair_is_there(graph, loaded):
    _, network = loaded
    sheet = make_sheet(graph.network, graph.terms)
    names = {node.id: node.label for node in sheet.nodes}
    assert sorted(node["name"] for node in network["nodes"]) == sorted(names.values())
    assert {HOSTILE, LAYLA} <= {node["name"] for node in network["nodes"]}
    told = sorted((*sorted((edge["from"], edge["to"])), edge["iri"], edge["type"]) for edge in network["edges"])
    assert told == sorted(
        (*sorted((names[edge.source], names[edge.target])), event.iri, event.type) for _, edge, event in sheet.links()
    )


def test_dates_are_lists_and_absent_where_there_are_none(loaded):
    _, network = loaded
    assert {tuple(edge.get("dates", ())) for edge in network["edges"]} >= {("2024-05",), ()}


def test_cx2_brings_its_colours(loaded):
    form, network = loaded
    colours = {edge["type"]: edge["colour"] for edge in network["edges"]}
    own = {f"rgb({int(one[1:3], 16)},{int(one[3:5], 16)},{int(one[5:7], 16)})" for one in PALETTE}
    assert form == "cytoscape" or (len(set(colours.values())) == len(colours) == 2 and set(colours.values()) <= own)
