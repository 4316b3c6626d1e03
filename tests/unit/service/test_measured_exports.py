"""Measures as columns of persons in exports of the network."""

import csv
import io

import pytest
from click.testing import CliRunner

from kg.analysis.marks import MARKS
from kg.cli import read
from kg.cli.app import cli
from kg.errors import EmptyNetworkError, UsageError
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


@pytest.mark.parametrize("form", CARRYING)
def test_a_filter_that_lets_nothing_pass_writes_nothing_and_tells_what_kept_it_out(graph, tmp_path, form):
    with pytest.raises(EmptyNetworkError, match=r"left out: \d+ outside the window"):
        graph.export_to(form, tmp_path / "out", since="2031-01-01")
    assert not (tmp_path / "out").exists()


def test_a_command_that_exports_nothing_ends_with_1(store):
    done = CliRunner().invoke(cli, ["export", "gexf", "--since", "2031-01-01", "--store", str(store)])
    assert isinstance(done.exception, EmptyNetworkError)
    assert done.exception.exit_code == 1
    assert not done.stdout


@pytest.mark.parametrize("form", ["gexf", "jgf"])
def test_the_description_holds_the_filters(graph, form):
    told = b"".join(graph.export(form, status="occurred", types="meeting")).decode()
    assert "Persons in contact. Only events with status occurred; type meeting." in told
    assert "Persons in contact. Events of every status and day." in b"".join(graph.export(form)).decode()
