"""Paths by frontier expansion beside paths in the projected network, over one store, as ratios in one run.

    python benchmarks/frontier.py [--contacts 100000] [--questions 20] [--seed 7] [--blocks 100 300 1000] [--store DIR]

The network is that of ``benchmarks/paths.py``, written as quads into a store of our engine: every event with type,
status, label, days, number of sources, persons, and one article that reports it. A first path waits for the projection
(or for the file it is kept in); a frontier waits for nothing, and reads again for every question. Medians count; the
two must answer alike. Exit code 1 when they do not, or a ratio is not what is wanted of it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

import pyoxigraph as ox

from benchmarks.invented import load_of_machine
from benchmarks.paths import invented, load, questions, timed
from benchmarks.served import served
from kg.analysis.frontier import Limits, find_paths_from
from kg.analysis.kept import FILE, save_network
from kg.analysis.network import Network
from kg.analysis.paths import PathAnswer, PathFilter, PathQuestion, find_paths
from kg.analysis.projection import project
from kg.settings import Settings
from kg.store import create_store, open_store
from kg.store.endpoint import Endpoint
from kg.vocabulary import LABEL, OWL, TYPE, XSD, Dip

WANTED = PathFilter(frozenset({"urn:occurred"}))
ASKED = {"one": PathQuestion(WANTED), "ten": PathQuestion(WANTED, count=10)}
COLD = 0.5
"""Most of the time of a projection and a first path that a question by frontiers may take."""

LAVISH = 10_000_000  # persons and events


def quads_of(network: Network, base: str) -> Iterator[ox.Quad]:
    """What a build would have written of a network."""

    def quad(subject: str, predicate: str, value: ox.NamedNode | ox.Literal, graph: str = "") -> ox.Quad:
        name = ox.NamedNode(graph) if graph else ox.DefaultGraph()
        return ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), value, name)

    def literal(value: str, kind: str = "string") -> ox.Literal:
        return ox.Literal(value, datatype=ox.NamedNode(XSD + kind))

    yield quad(Dip.connects, TYPE, ox.NamedNode(OWL + "ObjectProperty"), f"{base}graph/ontology")
    for person in network.names:
        yield quad(person, TYPE, ox.NamedNode(Dip.Person))
        yield quad(person, LABEL, literal(person))
    for number, fact in enumerate(network.facts.values()):
        article, claim = f"{base}id/article/{number}", f"{base}id/claim/{number}"
        yield quad(fact.event, TYPE, ox.NamedNode(Dip.Event))
        yield quad(fact.event, TYPE, ox.NamedNode(fact.type))
        yield quad(fact.event, LABEL, literal(fact.label))
        yield quad(fact.event, Dip.status, ox.NamedNode(fact.status))
        yield quad(fact.event, Dip.sources, literal("1", "integer"))
        yield quad(fact.event, Dip.date, literal(fact.earliest))
        yield quad(fact.event, Dip.earliest, literal(fact.earliest, "date"))
        yield quad(fact.event, Dip.latest, literal(fact.latest, "date"))
        yield quad(fact.event, Dip.restsOn, ox.NamedNode(claim))
        for person in fact.persons:
            yield quad(fact.event, Dip.connects, ox.NamedNode(person))
            yield quad(fact.event, Dip.participant, ox.NamedNode(person))
        graph = f"{base}graph/article/{number}"
        yield quad(claim, Dip.article, ox.NamedNode(article), graph)
        yield quad(claim, Dip.statedStatus, ox.NamedNode(fact.status), graph)
        yield quad(article, Dip.publisher, literal(f"Paper {number % 40}"), graph)
        yield quad(article, Dip.published, literal(fact.latest), graph)


def make_store(folder: Path, network: Network) -> Path:
    """A store that holds a network; one that is there already is taken as it is."""
    if not (folder / "STORE.json").exists():
        create_store(folder, Settings().base)
        store = open_store(folder)
        with store.write_lock(command="benchmark", wait=0), store.edition() as (_, edition):
            edition.engine.bulk_extend(quads_of(network, Settings().base))
            edition.engine.optimize()
            edition.publish(b"")
    return folder


def same(one: PathAnswer, other: PathAnswer) -> bool:
    """Whether two answers tell the same paths."""
    return replace(one, removed=(), expansion=None) == replace(other, removed=(), expansion=None)


def told(name: str, seconds: Sequence[float], answers: Sequence[PathAnswer]) -> str:
    """A line of the table."""
    read = [answer.expansion for answer in answers if answer.expansion]
    return (
        f"  {name:28} median {1000 * median(seconds):7.0f} ms, most {1000 * max(seconds):7.0f};"
        f" queries {median(one.requests for one in read):.0f} (most {max(one.requests for one in read)}),"
        f" persons {median(one.persons for one in read):.0f} (most {max(one.persons for one in read)}),"
        f" events {median(one.facts for one in read):.0f} (most {max(one.facts for one in read)})"
    )


def main() -> int:
    """Compare, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--contacts", type=int, default=100_000)
    parser.add_argument("--questions", type=int, default=20)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--blocks", type=int, nargs="+", default=[100, 300, 1000])
    parser.add_argument("--store", type=Path)
    given = parser.parse_args()
    print(load_of_machine())
    made = invented(given.contacts, given.seed)
    pairs = questions(made, given.questions, given.seed)
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        place = make_store(given.store or Path(folder) / "store", made)
        reader = open_store(place).reader()
        first = pairs[0]
        found: list[Network] = []
        projecting = timed(lambda: found.append(project(reader)))
        network = found[0]
        beginning = timed(lambda: find_paths(network, [first[0]], [first[1]], ASKED["one"]))
        kept = Path(folder) / FILE
        save_network(network, kept)
        file = timed(lambda: find_paths(load(kept), [first[0]], [first[1]], ASKED["one"]), times=3)
        cold = projecting + beginning
        print(
            f"{given.contacts:,} contacts: projected with a first path in {cold:.2f} s, from its file in {file:.2f} s"
        )
        for name, question in ASKED.items():
            whole = [find_paths(network, [one], [other], question) for one, other in pairs]
            warm = [timed(lambda: find_paths(network, [one], [other], question), times=3) for one, other in pairs]  # noqa: B023
            print(f" {name}: in the network, warm, median {1000 * median(warm):.1f} ms")
            for block in given.blocks:
                limits = Limits(nodes=LAVISH, hub=LAVISH, block=block)
                seconds, answers = asked(pairs, lambda *pair: find_paths_from(reader, *pair, question, limits))  # noqa: B023
                print(told(f"frontiers, blocks of {block}", seconds, answers))
                ratio = median(seconds) / cold
                print(f"{'':31}{ratio:.3f} of the cold, {median(seconds) / median(warm):.0f} times the warm")
                failed += ratio > COLD
                failed += not all(map(same, whole, answers))
            limits = Limits()
            seconds, answers = asked(pairs, lambda *pair: find_paths_from(reader, *pair, question, limits))  # noqa: B023
            print(told("frontiers as they are", seconds, answers))
            cut = sum(bool(answer.expansion and answer.expansion.ended) for answer in answers)
            print(f"{'':31}{cut} ended early, {sum(map(same, whole, answers))} of {len(pairs)} answers whole")
            with served(place, query_workers=2, query_seconds=60) as service:
                endpoint = Endpoint(f"http://127.0.0.1:{service.port}/sparql", seconds=3600)
                seconds, answers = asked(pairs, lambda *pair: find_paths_from(endpoint, *pair, question, limits))  # noqa: B023
                print(told("the same over HTTP", seconds, answers))
                endpoint.close()
    return int(bool(failed))


def asked(
    pairs: Sequence[tuple[str, str]], work: Callable[[list[str], list[str]], PathAnswer]
) -> tuple[list[float], list[PathAnswer]]:
    """Seconds and answer of each question."""
    answers: list[PathAnswer] = []
    seconds = [timed(lambda: answers.append(work([one], [other]))) for one, other in pairs]  # noqa: B023
    return seconds, answers


if __name__ == "__main__":
    sys.exit(main())
