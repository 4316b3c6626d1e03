"""Measures as columns of persons in exports of the network."""

import csv
import io

import pytest

from kg.analysis.marks import MARKS
from kg.cli import read
from kg.errors import UsageError
from kg.export import FORMATS, FolderForm, StoreForm
from kg.service.exports import BARE

CARRYING = [name for name, form in FORMATS.items() if not isinstance(form, StoreForm) and name not in BARE]


@pytest.mark.parametrize("form", CARRYING)
def test_a_network_s_persons_carry_the_measures_asked_for(graph, tmp_path, form):
    graph.export_to(form, tmp_path / "out", measures=["pagerank", "community"])
    if form == "png":  # colours alone
        assert (tmp_path / "out").read_bytes().startswith(b"\x89PNG")
        return
    files = (tmp_path / "out").iterdir() if isinstance(FORMATS[form], FolderForm) else [tmp_path / "out"]
    written = "".join(file.read_text("utf-8") for file in files)
    assert "pagerank" in written
    assert "community" in written


@pytest.mark.parametrize("form", [name for name in FORMATS if name not in CARRYING])
def test_a_form_without_columns_refuses_measures_and_names_those_that_have_them(graph, form):
    with pytest.raises(UsageError, match=r"no columns for measures\. gexf, .*neo4j have them"):
        graph.export(form, measures=["degree"])


def test_the_columns_say_what_the_table_says_over_the_same_events(graph, tmp_path):
    graph.export_to("csv", tmp_path / "out", status="occurred", measures=["degree", "betweenness"])
    told = csv.DictReader(io.StringIO((tmp_path / "out" / "nodes.csv").read_text("utf-8-sig")))
    ranks = {row["id"]: row for row in graph.rank("betweenness").table().records()}
    rows = list(told)
    assert {row["iri"] for row in rows} == set(ranks)
    for row in rows:
        assert float(row["betweenness"]) == ranks[row["iri"]]["betweenness"]
        assert int(row["degree"]) == ranks[row["iri"]]["degree"]


def test_an_unknown_measure_is_an_error(graph):
    with pytest.raises(UsageError, match="there is no measure 'fame'"):
        b"".join(graph.export("gexf", measures=["fame"]))


def test_the_command_offers_the_measures_there_are():
    assert read.MARKS == MARKS
