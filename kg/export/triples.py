"""RDF out of the store: sorted, so that the same knowledge gives the same bytes.

Turtle and JSON-LD hold the default graph, which is what all articles together say; N-Quads and TriG hold every graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

import pyoxigraph as ox

from kg.store import Reader
from kg.vocabulary import PREFIXES, TYPE


def write_nquads(reader: Reader) -> Iterator[bytes]:
    """Every quad of every graph as canonical N-Quads: sorted, one a line."""
    yield reader.canonical()


def write_turtle(reader: Reader) -> Iterator[bytes]:
    """The default graph as Turtle: one block a subject, in order of IRI, types first."""
    yield _prefixes()
    for block in _blocks(reader.quads(None)):
        yield f"\n{block}\n".encode()


def write_trig(reader: Reader) -> Iterator[bytes]:
    """Every graph as TriG: the default graph first, then the others in order of IRI, each as in Turtle."""
    yield _prefixes()
    for block in _blocks(reader.quads(None)):
        yield f"\n{block}\n".encode()
    for name in sorted(reader.graphs()):
        yield f"\n<{name}> {{\n".encode()
        yield "\n".join(_blocks(reader.quads(name))).encode()
        yield b"\n}\n"


def _prefixes() -> bytes:
    """The prefixes that terms are shortened with."""
    return "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items()).encode()


def _blocks(quads: Iterable[ox.Quad]) -> Iterator[str]:
    """Triples by subject."""
    triples = sorted(
        ((quad.subject, quad.predicate, quad.object) for quad in quads),
        key=lambda triple: (str(triple[0]), triple[1].value != TYPE, triple[1].value, str(triple[2])),
    )
    for subject, group in groupby(triples, key=lambda triple: triple[0]):
        lines = []
        for predicate, values in groupby(group, key=lambda triple: triple[1]):
            name = "a" if predicate.value == TYPE else _short(predicate)
            lines.append(f"    {name} {', '.join(_short(value) for _, _, value in values)}")
        yield str(subject) + "\n" + " ;\n".join(lines) + " ."


def _short(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    """A term in Turtle, prefixed where a prefix fits."""
    return compact(term.value) or str(term) if isinstance(term, ox.NamedNode) else str(term)


def compact(iri: str) -> str:
    """An IRI with a prefix; empty where none fits."""
    for prefix, start in PREFIXES.items():
        local = iri.removeprefix(start)
        if local != iri and local.isalnum() and local.isascii() and local[0].isalpha():
            return f"{prefix}:{local}"
    return ""
