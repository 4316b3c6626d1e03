"""SPARQL updates before the engine: split into operations, given a dataset.

The engine takes an update as a whole, has no parameter for the protocol's dataset, and would fetch what ``LOAD`` names
itself. So the text is worked on (``update_parts``), and what cannot be followed is left to the engine, or refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import QueryError
from kg.serving.update_parts import MAX_GROWTH, ROOM, Kind, Part, Reading, resolve
from kg.serving.update_text import labels
from kg.store.text import line_and_column
from kg.vocabulary import PREFIXES

_NO_IRI = re.compile(r"[<>\"{}|^`\\\x00-\x20]")
_LOAD = re.compile("load", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of an update, which the engine can be given by itself.

    Args:
        kind: of operation; ``MODIFY`` is ``DELETE`` and ``INSERT`` with ``WHERE``. None for what could not be followed:
            the rest of the update, which has no ``LOAD``.
        prologue: the declarations in force, on one line.
        body: the operation as written.
        line, column: where it begins in the update, one-based.
        silent: whether a failing ``LOAD`` is no error.
        source: IRI that ``LOAD`` reads, resolved.
        target: IRI of the graph that ``LOAD`` writes, or ``CLEAR`` and ``DROP`` empty, resolved; None is the default
            graph, or with the latter two any number of graphs.
    """

    kind: Kind | None
    prologue: str
    body: str
    line: int
    column: int
    silent: bool = False
    source: str | None = None
    target: str | None = None

    @property
    def text(self) -> str:
        """Prologue and operation."""
        return f"{self.prologue.rstrip()}\n{self.body}" if self.prologue else self.body

    def place(self, line: int, column: int) -> tuple[int, int]:
        """The place in the update of a place in ``text``, both one-based; of one in the prologue, the beginning."""
        line -= bool(self.prologue)
        if line < 1:
            return self.line, self.column
        return self.line + line - 1, column + (self.column - 1 if line == 1 else 0)


def split(update: str, *, base_iri: str | None = None, prefixes: Mapping[str, str] = PREFIXES) -> list[Operation]:
    r"""The operations of an update; applied one by one in their order they do what the update does.

    >>> [(part.kind, part.text) for part in split("PREFIX x: <x:> CLEAR ALL ; LOAD x:a INTO GRAPH x:b")]
    [('CLEAR', 'PREFIX x: <x:>\nCLEAR ALL'), ('LOAD', 'PREFIX x: <x:>\nLOAD x:a INTO GRAPH x:b')]

    Declarations between operations are understood, which this engine does not do by itself.

    Args:
        update: SPARQL 1.1 Update.
        base_iri: what relative IRIs are resolved against until ``BASE``, as the engine is given it.
        prefixes: declared before the update begins, as the engine is given them.

    Raises:
        QueryError: when the text cannot be followed and may have a ``LOAD`` (otherwise its rest is one operation of
            kind None, for the engine to judge), when two ``INSERT DATA`` share a blank node, when a ``LOAD`` names no
            IRI, or when the prologues are too long for so many operations.
    """
    reading = Reading(update)
    rest = ""
    try:
        parts = reading.read()
    except QueryError:
        parts = reading.parts
        rest = update[reading.position :]
        if _LOAD.search(rest):
            raise
    _check_labels(update, parts)
    longest = MAX_GROWTH * len(update) + ROOM
    if sum(len(part.prologue) + part.end - part.start for part in parts) > longest:
        raise QueryError(
            f"the prologues of {len(parts):,} operations are too long together",
            mend="Declare the prefixes once, before the first operation.",
        )
    operations: list[Operation] = []
    line, line_start, at = 1, 0, 0
    for part in parts:
        line += update.count("\n", at, part.start)
        line_start = update.rfind("\n", at, part.start) + 1 or line_start
        at = part.start
        operations.append(_operation(update, part, (line, at - line_start + 1), base_iri, prefixes))
    if rest:
        operations.append(Operation(None, reading.prologue, rest, *line_and_column(update, reading.position)))
    return operations


def with_dataset(update: str, using: Sequence[str], using_named: Sequence[str]) -> str:
    """An update whose patterns match the graphs named by the protocol (SPARQL 1.1 Protocol, section 2.2.3).

    >>> with_dataset("DELETE WHERE { ?s ?p 1 }", ["http://example.org/g"], [])
    'DELETE { ?s ?p 1 } USING <http://example.org/g> WHERE { ?s ?p 1 }'

    Args:
        update: SPARQL 1.1 Update.
        using: the values of ``using-graph-uri``.
        using_named: the values of ``using-named-graph-uri``.

    Raises:
        QueryError: when one of them is no absolute IRI, when an operation says ``USING`` or ``WITH`` itself, or when
            the text cannot be followed.
    """
    clauses = [f"USING <{_checked(iri)}>" for iri in using] + [f"USING NAMED <{_checked(iri)}>" for iri in using_named]
    if not clauses:
        return update
    clause = " ".join(clauses)
    pieces: list[str] = []
    done = 0
    for part in Reading(update).read():
        if part.has_dataset or part.with_graph:
            line, column = line_and_column(update, part.start)
            raise QueryError(
                f"the operation at line {line}, column {column} says USING or WITH, and the request names graphs too",
                mend="Name the graphs in one of the two places.",
                line=line,
                column=column,
            )
        if part.kind not in ("MODIFY", "DELETE WHERE"):
            continue
        pieces.append(update[done : part.where])
        done = part.where
        if part.kind == "DELETE WHERE":
            block = part.blocks[0]
            pieces.append(f"{update[block.start : block.end]} {clause} ")
        else:
            pieces.append(f" {clause} ")
    return "".join([*pieces, update[done:]])


def _operation(
    update: str, part: Part, place: tuple[int, int], base_iri: str | None, prefixes: Mapping[str, str]
) -> Operation:
    source = target = None
    if part.kind == "LOAD":
        names = [name for name in (part.source, part.target) if name]
        source, *targets = resolve(names, part.prologue, base_iri=base_iri, prefixes=prefixes)
        target = targets[0] if targets else None
    elif part.kind in ("CLEAR", "DROP") and part.target not in (None, "DEFAULT", "NAMED", "ALL"):
        [target] = resolve([part.target], part.prologue, base_iri=base_iri, prefixes=prefixes)
    body = update[part.start : part.end].rstrip()
    return Operation(part.kind, part.prologue, body, *place, part.silent, source, target)


def _check_labels(update: str, parts: Iterable[Part]) -> None:
    """The label of a blank node is for one operation alone (SPARQL 1.1, section 19.6, note 12)."""
    blocks = [part.blocks[0] for part in parts if part.kind == "INSERT DATA"]
    if len(blocks) < 2 or "_:" not in update:
        return
    seen: set[str] = set()
    for block in blocks:
        found = labels(update, block)
        if shared := seen & found:
            line, column = line_and_column(update, block.start)
            raise QueryError(
                f"the blank node {min(shared)} stands in two INSERT DATA (line {line}, column {column})",
                mend="Insert both in one, or use an IRI.",
                line=line,
                column=column,
            )
        seen |= found


def _checked(iri: str) -> str:
    """An absolute IRI that stays within its angle brackets."""
    try:
        if not _NO_IRI.search(iri):
            return ox.NamedNode(iri).value
    except ValueError:
        pass
    raise QueryError(f"{iri!r} is no absolute IRI", mend="Give the graph's IRI in full, without angle brackets.")
