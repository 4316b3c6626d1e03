"""RDF out of the store: sorted, so that the same knowledge gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import pyoxigraph as ox

from kg.store import Reader
from kg.vocabulary import PREFIXES, TYPE


def write_nquads(reader: Reader) -> Iterator[bytes]:
    """Every quad of every graph as canonical N-Quads: sorted, one a line."""
    yield reader.canonical()


def write_turtle(reader: Reader) -> Iterator[bytes]:
    """The default graph as Turtle: one block a subject, in order of IRI, types first."""
    yield ("".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())).encode()
    triples = sorted(
        ((quad.subject, quad.predicate, quad.object) for quad in reader.quads(None)),
        key=lambda triple: (str(triple[0]), triple[1].value != TYPE, triple[1].value, str(triple[2])),
    )
    for subject, group in groupby(triples, key=lambda triple: triple[0]):
        lines = []
        for predicate, values in groupby(group, key=lambda triple: triple[1]):
            name = "a" if predicate.value == TYPE else _short(predicate)
            lines.append(f"    {name} {', '.join(_short(value) for _, _, value in values)}")
        yield ("\n" + str(subject) + "\n" + " ;\n".join(lines) + " .\n").encode()


def _short(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    """A term in Turtle, prefixed where a prefix fits."""
    if isinstance(term, ox.NamedNode):
        for prefix, iri in PREFIXES.items():
            local = term.value.removeprefix(iri)
            if local != term.value and local.isalnum() and local.isascii() and local[0].isalpha():
                return f"{prefix}:{local}"
    return str(term)
