"""Tables for programs hold nothing that a spreadsheet would run; standard results of SPARQL are as W3C has them."""

import csv
import io
from urllib.parse import quote

import hostile_world
import pytest
from click.testing import CliRunner

from kg.cells import unguarded
from kg.cli.app import cli
from kg.serving.tokens import Tokens
from kg.settings import Settings
from kg.web import close_app, create_app

MARKS = {"csv": ",", "tsv": "\t"}
STARTS = tuple("=+-@＝＋－＠")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("formulas") / "store"
    hostile_world.publish(place, hostile_world.formulas())
    return place


@pytest.fixture(scope="module")
def sent(folder):
    app = create_app(Settings(store=folder), tokens=Tokens())

    def get(address):
        return app.test_client().get(address, buffered=True).get_data(as_text=True)

    yield get
    close_app(app)


def cells(text, form):
    return [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=MARKS[form]) for cell in row]


def is_harmless(cell):
    return not any(part.strip().startswith(STARTS) for part in cell.replace("\t", "\n").replace(";", "\n").split("\n"))


@pytest.mark.parametrize("form", MARKS)
@pytest.mark.parametrize(
    "words", [["articles"], ["query", "who-met"], ["rank"], ["ego", "Bo Li"]], ids=lambda it: it[0]
)
def test_no_command_prints_a_formula(folder, words, form):
    printed = CliRunner().invoke(cli, [*words, "--format", form, "--store", str(folder)]).stdout
    found = cells(printed, form)
    assert any(unguarded(cell) != cell for cell in found)
    assert all(map(is_harmless, found))


@pytest.mark.parametrize("form", MARKS)
@pytest.mark.parametrize("address", ["articles?", "queries/who-met?", "rank?", "ego?person=Bo%20Li&"])
def test_the_api_sends_no_formula(sent, address, form):
    found = cells(sent(f"/api/{address}format={form}"), form)
    assert any(unguarded(cell) != cell for cell in found)
    assert all(map(is_harmless, found))


def test_results_of_sparql_are_verbatim(sent, folder):
    asked = "SELECT ?name { ?person a <https://w3id.org/demarche/ontology#Person> ; "
    asked += "<http://www.w3.org/2000/01/rdf-schema#label> ?name } ORDER BY ?name"
    printed = CliRunner().invoke(cli, ["sparql", asked, "--format", "csv", "--store", str(folder)]).stdout
    assert "=Ada Ng" in cells(printed, "csv")
    assert "=Ada Ng" in cells(sent(f"/sparql?format=csv&query={quote(asked)}"), "csv")
