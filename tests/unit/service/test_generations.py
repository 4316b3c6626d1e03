"""A graph opened for questions stays at its generation until told to move."""

import shutil

import pytest
import reported_world

import kg
from kg.errors import StoreMissingError
from kg.store.folder import drop_generation


@pytest.fixture
def folder(tmp_path):
    reported_world.publish(tmp_path / "store", "denial.txt")
    return tmp_path / "store"


def test_a_graph_reads_its_generation_until_it_is_refreshed(folder):
    graph = kg.open(folder)
    before = len(graph.names.things)
    assert (graph.superseded, graph.refresh()) == (False, False)
    reported_world.publish(folder)
    assert (graph.superseded, len(graph.names.things)) == (True, before)
    assert graph.refresh()
    assert len(graph.names.things) > before
    assert graph.path("Petit", "Quispe").paths


def test_another_store_in_the_same_place_is_noticed_though_its_number_is_the_same(folder):
    graph = kg.open(folder)
    shutil.rmtree(folder)
    reported_world.publish(folder)
    assert graph.superseded
    graph.refresh()
    assert (graph.generation, len(graph.reader.articles())) == (1, 3)


def test_a_store_that_was_taken_away_is_an_error_that_says_so(folder):
    graph = kg.open(folder)
    shutil.rmtree(folder)
    with pytest.raises(StoreMissingError, match="no store at"):
        graph.refresh()


def test_what_is_not_a_store_cannot_be_opened(tmp_path):
    with pytest.raises(StoreMissingError, match="kg build"):
        kg.open(tmp_path / "nowhere")


def test_the_generation_that_a_graph_reads_cannot_be_removed(folder):
    graph = kg.open(folder)
    assert not drop_generation(folder / "generations" / str(graph.generation))
    assert graph.names.things
