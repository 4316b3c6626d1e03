"""It: the state or body of which something is said to do it ("Norway said it had written to X")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.memory import SUBJECTS, Memory, quoted
from kg.extraction.relations import base
from kg.extraction.scene import Referring

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extraction.graph import Graph


def neuter_pronouns(memory: Memory, index: int) -> Iterator[Referring]:
    """Each "it" that is a subject, where the nearest clause above that has another subject has a state or a body."""
    graph = memory.graphs[index]
    inside: tuple[bool, ...] = ()
    for token in graph.tokens if "it" in graph.lower else ():
        if token.form.lower() != "it" or graph.deprels[token.index] not in SUBJECTS:
            continue
        inside = inside or quoted(memory, index)
        row = None if inside[token.index] else _subject_above(memory, index, token.index)
        if row is not None:
            yield Referring(
                index, token.index, token.index + 1, token.index, token.span, row.entities, row.kind, "pronoun"
            )


def _subject_above(memory: Memory, index: int, token: int) -> Referring | None:
    graph = memory.graphs[index]
    clause = graph.heads[token]
    if _is_expletive(graph, clause):
        return None
    for verb in graph.ancestors(clause):
        for child in graph.children(verb):
            if graph.deprels[child] in SUBJECTS:
                row = memory.at(index, child)
                whole = row is not None and row.kind in {"country", "organization"} and not row.group
                return row if whole and row is not None and len(row.entities) == 1 else None
    return None


def _is_expletive(graph: Graph, clause: int) -> bool:
    """Whether "it" only holds the place of a clause: "it was right to meet", "it emerged that they met"."""
    return any(base(graph.deprels[child]) in {"csubj", "expl"} for child in graph.children(clause))
