"""One writer a form: a store's reader -> bytes, piece by piece.

In: one generation. Out: ``turtle`` (knowledge), ``nquads`` (all graphs), ``events`` (knowledge in the interchange
form). Called by ``kg.service``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kg.errors import UsageError, choose_from
from kg.export.events import write_events
from kg.export.triples import write_nquads, write_turtle
from kg.store import Reader

__all__ = ["FORMATS", "Form", "write_export"]


@dataclass(frozen=True, slots=True)
class Form:
    """An export: what it holds, its media type and the usual suffix of its file."""

    scope: str
    media_type: str
    suffix: str
    write: Callable[[Reader], Iterator[bytes]]


FORMATS: Mapping[str, Form] = {
    "turtle": Form("what all articles together say, as RDF", "text/turtle", ".ttl", write_turtle),
    "nquads": Form("all graphs, claims and sentences included, as RDF", "application/n-quads", ".nq", write_nquads),
    "events": Form("persons and events with their sentences, as JSON", "application/json", ".json", write_events),
}


def write_export(reader: Reader, form: str) -> Iterator[bytes]:
    """The graph in one of ``FORMATS``.

    Raises:
        UsageError: names the forms there are.
    """
    if form not in FORMATS:
        raise UsageError(f"there is no export {form!r}", mend=choose_from(form, FORMATS))
    return FORMATS[form].write(reader)
