"""Canonical N-Quads: where there are no blank nodes, the sorted lines are the graph, byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, RdfFormat, serialize

from kg.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad


def canonical(quads: Iterable[Quad]) -> bytes:
    """The quads as sorted N-Quads lines in UTF-8, each once; equal sets give equal bytes.

    Raises:
        DataError: when a blank node occurs, whose name means nothing.
    """
    unique = set(quads)
    for quad in unique:
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            raise DataError(f"blank node in {quad}", mend="Name it by an IRI.")
    lines = (serialize(unique, format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    return b"".join(sorted(lines))
