"""Which graphs an update writes, and that none of them is managed.

Everything under the base ``graph/`` is for what follows from articles, in every store; in one that holds articles the
default graph follows from them too. What an update writes must be the user's own graphs. Patterns may read everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.errors import ForbiddenError
from kg.serving.update_parts import Part, Reading, resolve
from kg.store.text import line_and_column, unescaped
from kg.vocabulary import PREFIXES

MANAGED = "graph/"
"""What managed graphs' IRIs begin with, behind the base."""

_SEVERAL = {
    "DEFAULT": "the default graph",
    "NAMED": "all named graphs",
    "ALL": "all graphs",
}
_MEND = "Write into named graphs of your own: INSERT DATA { GRAPH <https://example.org/mine> { … } }."
_ESCAPE = re.compile(r"\\[uU]")


def check_targets(
    update: str,
    *,
    base: str,
    base_iri: str | None = None,
    prefixes: Mapping[str, str] = PREFIXES,
    has_articles: bool = True,
) -> bool:
    """Refuses an update that could write a managed graph. Errs on the safe side.

    >>> check_targets("INSERT DATA { GRAPH <x:mine> { <x:a> <x:b> 1 } }", base="https://w3id.org/demarche/")
    False

    Args:
        update: SPARQL 1.1 Update.
        base: base IRI of the data; ends in ``/``.
        base_iri: what the engine will be given for relative IRIs.
        prefixes: what the engine will be given as declared.
        has_articles: whether the store holds any; without, the default graph is the user's too.

    Returns:
        Whether it writes graphs named by variables, which only a store without articles allows: what came of them is
        to be looked at.

    Raises:
        ForbiddenError: when a managed graph, or one named by a variable, would be written.
        QueryError: when the text cannot be followed for certain.
    """
    readings = [update, unescaped(update)] if _ESCAPE.search(update) else [update]
    open_names = False
    for text in readings:
        names: dict[str, dict[str, Part]] = {}  # by prologue, then as written
        for part in Reading(text).read():
            for written in _written(part):
                if not has_articles and (written in _SEVERAL or written[0] in "?$"):
                    open_names |= written not in _SEVERAL
                    continue
                if written in _SEVERAL:
                    raise _forbidden(text, part, f"would write {_SEVERAL[written]}")
                if written[0] in "?$":
                    raise _forbidden(
                        text, part, f"writes whatever graph {written} is", mend="Name the graph after GRAPH by its IRI."
                    )
                names.setdefault(part.prologue, {}).setdefault(written, part)
        for prologue, parts in names.items():
            iris = resolve(list(parts), prologue, base_iri=base_iri, prefixes=prefixes)
            for iri, part in zip(iris, parts.values(), strict=True):
                if iri.startswith(base + MANAGED):
                    raise _forbidden(text, part, f"would write the graph <{iri}>")
    return open_names


def _written(part: Part) -> Iterator[str]:
    """Graphs that an operation writes, as written in it; ``DEFAULT``, ``NAMED`` and ``ALL`` for these."""
    if part.with_graph:
        yield part.with_graph
    for block in part.blocks:
        if block.has_default and not part.with_graph:
            yield "DEFAULT"
        yield from sorted(block.graphs)
    if part.kind in ("LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"):
        yield part.target or "DEFAULT"
    if part.kind == "MOVE" and part.source:
        yield part.source


def _forbidden(text: str, part: Part, what: str, *, mend: str = _MEND) -> ForbiddenError:
    line, column = line_and_column(text, part.start)
    return ForbiddenError(
        f"{part.kind} (line {line}, column {column}) {what}; everything under graph/ follows from articles, "
        "and so does the default graph where there are any",
        mend=mend,
    )
