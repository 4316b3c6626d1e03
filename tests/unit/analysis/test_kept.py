"""A network from its file is the network that was written there, and a file that is none is no network."""

import json
import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analysis.filters import PathFilter
from kg.analysis.kept import FILE, kept_network, load_network, save_network
from kg.analysis.network import Fact, Network, Report, graph_of
from kg.analysis.paths import PathQuestion, find_paths, rows_of
from kg.analysis.projection import project

ODD = "Zoë “Z” \u202eلي\n\U0001f54a\x00 'quoted\"\\"


def fact(name, *persons, **more):
    known = Fact(name, "t:Talk", ODD, "s:occurred", (), "", "", (), persons, 1)
    return replace(known, **more)


def world():
    report = Report("a:1", "a:1", "Wire", "2024-03-05", "s:planned")
    known = [
        fact("e1", "p", "q", dates=("2024-03-04", "2024-03"), earliest="2024-03-01", latest="2024-03-31"),
        fact("e2", "q", "r", places=("Oslo", ODD), agents=("o",), reports=(report,), status="s:planned", sources=3),
        fact("e3", "p", "q", "r"),
    ]
    facts = {one.event: one for one in known}
    names = {"p": "Petra", "q": ODD, "r": "Rosa", "s": "Alone"}
    office = {"o:1": fact("o:1", "p", agents=("o",), status="")}
    return Network(graph_of(names, facts), facts, names, office, {"o": "Ministry"})


def same(one, other):
    assert dict(one.facts) == dict(other.facts)
    assert (dict(one.names), dict(one.ties), dict(one.agents)) == (
        dict(other.names),
        dict(other.ties),
        dict(other.agents),
    )
    assert sorted(one.graph.edges(data="facts")) == sorted(other.graph.edges(data="facts"))
    assert set(one.graph.nodes) == set(other.graph.nodes)
    assert one.newest == other.newest


def test_what_is_read_is_what_was_written(tmp_path):
    save_network(world(), tmp_path / FILE)
    same(load_network(tmp_path / FILE), world())
    assert [path.name for path in tmp_path.iterdir()] == [FILE]
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o644


def test_a_store_s_network_is_the_same_from_its_file(tmp_path, graph):
    projected = project(graph.reader)
    save_network(projected, tmp_path / FILE)
    same(load_network(tmp_path / FILE), projected)


def test_paths_from_a_file_are_the_same(tmp_path):
    save_network(world(), tmp_path / FILE)
    question = PathQuestion(PathFilter(frozenset({"s:occurred"})), count=5)
    answers = [find_paths(one, ["p"], ["r"], question) for one in (world(), load_network(tmp_path / FILE))]
    assert answers[0] == answers[1]
    assert answers[0].paths


def test_a_projection_is_made_once_and_kept(tmp_path):
    made = []

    def project_it():
        made.append(1)
        return world()

    for _ in range(3):
        same(kept_network(tmp_path, project_it), world())
    assert made == [1]


def test_a_folder_that_cannot_be_written_costs_time_alone(tmp_path):
    (tmp_path / "file").write_text("no folder")
    same(kept_network(tmp_path / "file", world), world())
    same(kept_network(tmp_path / "far" / "away", world), world())


@pytest.mark.parametrize("damage", ["cut", "empty", "text", "other", "flipped"])
def test_a_damaged_file_is_made_anew(tmp_path, damage):
    place = tmp_path / FILE
    save_network(world(), place)
    data = bytearray(place.read_bytes())
    if damage == "other":
        with place.open("wb") as file:
            np.savez(file, lines=np.zeros(3))
    else:
        data[len(data) // 2] ^= 0xFF
        changed = {"cut": data[: len(data) // 3], "empty": b"", "text": b"no archive", "flipped": data}[damage]
        place.write_bytes(changed)
    same(kept_network(tmp_path, world), world())
    same(load_network(place), world())


def test_nothing_in_a_file_is_executed(tmp_path):
    with (tmp_path / FILE).open("wb") as file:
        np.savez(file, rest=np.array([object()], dtype=object))
    assert load_network(tmp_path / FILE) is None


filters = st.builds(
    PathFilter,
    statuses=st.frozensets(st.sampled_from(["s:a", "s:b", "s:none"])),
    since=st.sampled_from(["", "2024-02-01", "2024-05-01"]),
    until=st.sampled_from(["", "2024-03-01", "2024-06-01"]),
    types=st.frozensets(st.sampled_from(["t:x", "t:y"])),
    barred_types=st.frozensets(st.sampled_from(["t:x", "t:y"])),
    sources=st.integers(0, 3),
)


@settings(max_examples=100, deadline=None)
@given(filters)
def test_columns_let_pass_what_the_filter_lets_pass(tmp_path_factory, wanted):
    chance = random.Random(5)  # noqa: S311 - an invention, no secret
    days = ["", "2024-01-15", "2024-03-01", "2024-07-01"]
    facts = {}
    for number in range(200):
        bounds = sorted(chance.choices(days[1:], k=2))
        early, late = (chance.choice([day, day, ""]) for day in bounds)
        facts[f"e{number:03}"] = fact(
            f"e{number:03}", "p", "q", status=chance.choice(["s:a", "s:b"]), type=chance.choice(["t:x", "t:y"]),
            earliest=early, latest=late, sources=chance.randint(1, 3),
        )  # fmt: skip
    place = tmp_path_factory.mktemp("columns") / FILE
    save_network(Network(None, facts, {"p": "P", "q": "Q"}), place)
    loaded = load_network(place)
    passing = loaded.kept["columns"].passing(wanted)
    assert passing.tolist() == [wanted.passes(facts[iri]) for iri in rows_of(loaded, ties=False).facts]


def test_what_columns_do_not_hold_is_asked_of_each_fact(tmp_path):
    save_network(world(), tmp_path / FILE)
    assert load_network(tmp_path / FILE).kept["columns"].passing(PathFilter(outlets=frozenset({"Wire"}))) is None


def test_the_names_in_a_file_are_plain_json(tmp_path):
    save_network(world(), tmp_path / FILE)
    with np.load(tmp_path / FILE) as kept:
        assert json.loads(kept["rest"].tobytes())["names"]["q"] == ODD
