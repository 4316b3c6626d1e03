"""A network from its file is the network that was written there, and a file that is none is no network."""

import json
from dataclasses import fields, replace

import numpy as np
import pytest

from kg.analysis.adjacency import rows_of
from kg.analysis.columns import Lists, columns_of
from kg.analysis.filters import PathFilter
from kg.analysis.kept import FILE, count_kept, kept_network, load_network, save_network
from kg.analysis.network import Fact, Network, Report, graph_of
from kg.analysis.paths import PathQuestion, find_paths
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


def parts(network):
    """Every array of its rows and columns."""
    for ties in (False, True):
        yield from (part for part in vars(rows_of(network, ties=ties)).values() if not isinstance(part, dict))
    columns = columns_of(network)
    for field in fields(columns):
        part = getattr(columns, field.name)
        yield from (part.starts, part.items) if isinstance(part, Lists) else (part,)


def same(one, other):
    assert dict(one.facts) == dict(other.facts)
    assert (dict(one.names), dict(one.ties), dict(one.agents)) == (
        dict(other.names),
        dict(other.ties),
        dict(other.agents),
    )
    assert sorted(one.graph.edges(data="facts")) == sorted(other.graph.edges(data="facts"))
    assert set(one.graph.nodes) == set(other.graph.nodes)
    assert columns_of(one).newest == columns_of(other).newest
    for kept, made in zip(parts(one), parts(other), strict=True):
        assert np.array_equal(kept, made)


def test_what_is_read_is_what_was_written(tmp_path):
    save_network(world(), tmp_path / FILE)
    same(load_network(tmp_path / FILE), world())
    assert [path.name for path in tmp_path.iterdir()] == [FILE]
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o644


def test_a_store_s_network_is_the_same_from_its_file(tmp_path, graph):
    projected = project(graph.reader)
    save_network(projected, tmp_path / FILE)
    same(load_network(tmp_path / FILE), projected)


def test_contacts_are_counted_without_reading_the_file_whole(tmp_path, graph):
    save_network(world(), tmp_path / FILE)
    assert count_kept(tmp_path / FILE) == 2 + 2 + 3  # the office is no contact
    save_network(project(graph.reader), tmp_path / FILE)
    (row,) = graph.sparql("SELECT (COUNT(*) AS ?n) { ?event dip:connects ?person }").rows
    assert count_kept(tmp_path / FILE) == int(row[0].value)


def test_no_file_and_a_damaged_one_have_no_number(tmp_path):
    assert count_kept(tmp_path / FILE) is None
    (tmp_path / FILE).write_bytes(b"PK\x03\x04 no archive")
    assert count_kept(tmp_path / FILE) is None


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


def test_a_file_of_an_older_form_is_passed_over(tmp_path):
    (tmp_path / "network-01234567.npz").write_bytes(b"of an older version")
    same(kept_network(tmp_path, world), world())
    assert (tmp_path / FILE).is_file()


def test_numbers_that_point_beyond_their_tables_are_damage(tmp_path):
    save_network(world(), tmp_path / FILE)
    with np.load(tmp_path / FILE) as kept:
        arrays = {name: kept[name] for name in kept.files}
    with (tmp_path / FILE).open("wb") as file:
        np.savez(file, **{**arrays, "contacts": arrays["contacts"] + 9})
    assert load_network(tmp_path / FILE) is None


def test_facts_are_read_when_they_are_told_and_a_filter_reads_none(tmp_path, monkeypatch):
    save_network(world(), tmp_path / FILE)
    loaded = load_network(tmp_path / FILE)
    monkeypatch.setattr("kg.analysis.kept._fact", lambda _: pytest.fail("a fact was read"))
    wanted = PathFilter(outlets=frozenset({"Wire"}), known_by="2024-12-31", concerning=frozenset({"Oslo"}), sources=1)
    assert columns_of(loaded).passing(wanted).tolist() == [False, True, False, False]
    assert rows_of(loaded, ties=True).degrees.sum() > rows_of(loaded, ties=False).degrees.sum()


def test_the_names_in_a_file_are_plain_json(tmp_path):
    save_network(world(), tmp_path / FILE)
    with np.load(tmp_path / FILE) as kept:
        assert json.loads(kept["rest"].tobytes())["names"]["q"] == ODD
