"""``kg path --endpoint`` over a real service tells what ``kg path`` tells over its store."""

import json
import subprocess
import sys

import pytest
from running import running

from kg.analysis.frontier import Limits
from kg.errors import AmbiguousNameError, UnknownNameError, UsageError
from kg.service.forms import path_form
from kg.service.frontier import FrontierGraph
from kg.store.endpoint import Endpoint


@pytest.fixture(scope="module")
def service(store, tmp_path_factory):
    """The reported world, served."""
    with running(store, tmp_path_factory.mktemp("served") / "said.txt") as found:
        yield found


@pytest.fixture
def remote(service):
    """Paths over it."""
    endpoint = Endpoint(service.query)
    yield FrontierGraph(endpoint, Limits(block=3, page=7))
    endpoint.close()


def told(graph, *ends, **wishes):
    """An answer as JSON, without what tells how it was found."""
    form = path_form(graph, graph.path(*ends, **wishes))
    return {name: value for name, value in form.items() if name not in ("frontier", "kept_out", "too_many_contacts")}


@pytest.mark.parametrize(
    "wishes",
    [
        {},
        {"status": "any", "count": 5},
        {"sources": 2},
        {"outlets": ["lakeside courier"]},
        {"known_by": "2024-03-15"},
        {"concerning": ["Nairobi"]},
        {"barring": ["Kenya"]},
        {"not_types": ["meeting"]},
        {"since": "2024-03-05", "until": "2024-12-31"},
        {"avoid": ["Joseph Otieno"]},
        {"through": ["Otieno"]},
        {"through_places": ["Kenya"], "any_of_types": ["letter", "meeting"], "order": "forward"},
        {"any_of_places": ["Oslo"], "through_types": ["meeting"]},
        {"order": "forward", "gap": 30},
        {"hubs": 1},
        {"ties": True, "status": "any", "count": 3},
        {"mode": "simple", "count": 9, "new_since": "2024-03-15"},
    ],
    ids=str,
)
def test_the_answer_is_that_of_the_store(graph, remote, wishes):
    assert told(remote, "Petit", "Quispe", **wishes) == told(graph, "Petit", "Quispe", **wishes)


def test_the_answer_says_that_the_network_was_not_read(remote):
    form = path_form(remote, remote.path("Anna Petit", "Rosa Quispe"))
    assert form["frontier"]["queries"] > 5
    assert form["frontier"]["all_paths_up_to"] >= 2
    assert "frontier expansion" in form["frontier"]["said"][0]
    assert form["not_all_looked_at"] == ""


def test_with_little_to_read_the_answer_says_what_may_be_missing(service):
    endpoint = Endpoint(service.query)
    remote = FrontierGraph(endpoint, Limits(nodes=1))
    form = path_form(remote, remote.path("Anna Petit", "Moussa Diallo"))
    endpoint.close()
    assert "reading ended at the limit of 1 persons and events" in form["not_all_looked_at"]


@pytest.mark.parametrize("name", ["Petit", "anna petit", "ANNA PETIT", "Aissatou", "aïssatou diallo", "ليلى", "Samir"])
def test_names_are_found_as_in_the_store(graph, remote, name):
    assert remote.find(name, kinds=("Person",)) == graph.find(name, kinds=("Person",))
    assert remote.find(graph.find(name, kinds=("Person",)).iri, kinds=("Person",)).name == graph.find(name).name


@pytest.mark.parametrize("name", ["Diallo", "Dialo", "Rosa Quispé Mamani", "Otienno", "zzz", "", '"\\', "<urn:x y>"])
def test_names_that_are_none_or_several_are_told_as_in_the_store(graph, remote, name):
    with pytest.raises((AmbiguousNameError, UnknownNameError)) as here:
        graph.find(name, kinds=("Person",))
    with pytest.raises(type(here.value)) as there:
        remote.find(name, kinds=("Person",))
    assert str(there.value) == str(here.value)


def test_an_outlet_that_is_none_is_told(remote):
    with pytest.raises(UsageError, match="no article is of 'Nobody'"):
        remote.path("Anna Petit", "Rosa Quispe", outlets=["Nobody"])


def kg(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "kg", *arguments], capture_output=True, text=True, check=False, env=environment or None
    )


def test_the_command_asks_an_endpoint_and_needs_no_store(service, tmp_path):
    found = kg("--store", str(tmp_path / "none"), "path", "Petit", "Quispe", "--endpoint", service.query)
    assert found.returncode == 0, found.stderr
    assert found.stdout.startswith("Anna Petit - Joseph Otieno - Rosa Quispe (2 steps)")
    assert "Found by frontier expansion" in found.stdout


def test_the_command_says_what_is_wrong_with_an_endpoint(service):
    page = kg("path", "Petit", "Quispe", "--endpoint", f"{service.address}/nothing")
    assert (page.returncode, page.stdout) == (1, "")
    assert "there is no endpoint at" in page.stderr
    assert "/sparql" in page.stderr
    assert "Traceback" not in page.stderr


def test_the_command_takes_frontiers_over_a_store_when_asked_to(store):
    found = kg("--store", str(store), "path", "Petit", "Quispe", "--engine", "frontier", "--format", "json")
    assert json.loads(found.stdout)["frontier"]["persons"] >= 3


def test_a_store_larger_than_the_network_may_be_is_read_from_both_ends(store):
    from kg.service import open_graph  # noqa: PLC0415 - after the store

    assert open_graph(store, most=0).path("Petit", "Quispe").expansion is not None
    assert open_graph(store, most=10_000).path("Petit", "Quispe").expansion is None
    assert open_graph(store, most=1).path("Petit", "Quispe").expansion is not None  # though a network is kept


def test_whatever_is_set_counts_of_a_network_that_was_kept_too(store, monkeypatch):
    from kg.service import graph, open_graph  # noqa: PLC0415 - after the store

    _ = open_graph(store).network
    monkeypatch.setattr(graph, "count_kept", lambda _: 5_000_000)
    assert open_graph(store).is_vast
    assert open_graph(store, most=4_000_000).is_vast
    assert not open_graph(store, most=5_000_000).is_vast


def test_how_many_contacts_are_too_many_is_counted(graph):
    from kg.service.frontier import is_vast  # noqa: PLC0415 - with the store

    (row,) = graph.sparql("SELECT (COUNT(*) AS ?n) { ?event dip:connects ?person }").rows
    assert is_vast(graph.reader, int(row[0].value) - 1)
    assert not is_vast(graph.reader, int(row[0].value))
