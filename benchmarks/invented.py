"""Invented data for measurements: meetings of persons, regular, of any size."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

import pyoxigraph as ox

from kg.settings import Settings
from kg.store import create_store, open_store

NAMESPACE = "urn:invented:"
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
INTEGER = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
PERSONS = 4_000
STEPS = (0, 7, 61)
"""Meeting m has the persons m, m + 7 and m + 61, counted around."""
PLACES = 50
YEARS = 25
FIRST_YEAR = 2000


def term(kind: str, number: int | str) -> ox.NamedNode:
    """The IRI of a thing."""
    return ox.NamedNode(f"{NAMESPACE}{kind}/{number}")


def person(number: int) -> ox.NamedNode:
    """A person's IRI."""
    return term("person", number % PERSONS)


def invent(quads: int) -> Iterator[ox.Quad]:
    """So many quads, all in the default graph: meetings with type, persons, label, year and place, persons' labels."""
    return islice(_endless(), quads)


def _endless() -> Iterator[ox.Quad]:
    for number in count():
        yield from _meeting(number)
        if number < PERSONS:
            yield ox.Quad(person(number), LABEL, ox.Literal(f"Person {number}"))


def _meeting(number: int) -> list[ox.Quad]:
    meeting = term("meeting", number)
    return [
        ox.Quad(meeting, TYPE, term("type", "Meeting")),
        *(ox.Quad(meeting, term("is", "participant"), person(number + step)) for step in STEPS),
        ox.Quad(meeting, LABEL, ox.Literal(f"Meeting {number} in the hall", language="en")),
        ox.Quad(meeting, term("is", "year"), ox.Literal(str(FIRST_YEAR + number % YEARS), datatype=INTEGER)),
        ox.Quad(meeting, term("is", "place"), term("place", number % PLACES)),
    ]


def make_store(folder: Path, quads: int) -> Path:
    """A plain store with invented data; one that is there already is taken as it is."""
    if (folder / "STORE.json").exists():
        return folder
    create_store(folder, Settings().base)
    store = open_store(folder)
    with store.write_lock(command="benchmark", wait=0), store.edition() as (_, edition):
        edition.engine.bulk_extend(invent(quads))
        edition.engine.optimize()
        edition.publish(b"")
    return folder


def newest(folder: Path) -> Path:
    """Folder of the newest generation's database."""
    return folder / "generations" / str(open_store(folder).generation()) / "graph"


def small_question(number: int) -> str:
    """A small question that nobody asked before: who met a person, and when."""
    return (
        f"SELECT ?meeting ?year WHERE {{ ?meeting <{NAMESPACE}is/participant> <{person(number).value}> ;"
        f" <{NAMESPACE}is/year> ?year FILTER(?year > {-number}) }} ORDER BY ?meeting LIMIT 20"
    )


def load_of_machine() -> str:
    """What else runs: figures beside it mean less."""
    one, five, _ = os.getloadavg()
    return f"{os.cpu_count()} processors, load {one:.1f} (one minute), {five:.1f} (five)"
