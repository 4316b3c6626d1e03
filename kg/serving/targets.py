"""Which graphs an update writes, and that none of them is managed.

Everything under the base ``graph/`` is for what follows from articles, in every store; in one that holds articles the
default graph follows from them too. What an update writes must be the user's own graphs. Patterns may read everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Target:
    """A graph, or several, that an operation writes.

    Attributes:
        name: the IRI; ``DEFAULT``, ``NAMED`` or ``ALL``; or a variable.
        part: the first operation that does.
        text: the update that it stands in, as it was read.
    """

    name: str
    part: Part
    text: str


def find_targets(update: str, *, base_iri: str | None = None, prefixes: Mapping[str, str] = PREFIXES) -> list[Target]:
    """What an update writes, under every reading of it.

    >>> [target.name for target in find_targets("CLEAR GRAPH <x:g> ; INSERT DATA { <x:a> <x:b> 1 }")]
    ['DEFAULT', 'x:g']

    Args:
        update: SPARQL 1.1 Update.
        base_iri: what the engine will be given for relative IRIs.
        prefixes: what the engine will be given as declared.

    Raises:
        QueryError: when the text cannot be followed for certain.
    """
    readings = [update, unescaped(update)] if _ESCAPE.search(update) else [update]
    targets: list[Target] = []
    for text in readings:
        found: dict[str, Part] = {}  # words and variables
        names: dict[str, dict[str, Part]] = {}  # by prologue, then as written
        for part in Reading(text).read():
            for written in _written(part):
                if written in _SEVERAL or written[0] in "?$":
                    found.setdefault(written, part)
                else:
                    names.setdefault(part.prologue, {}).setdefault(written, part)
        targets += [Target(name, part, text) for name, part in found.items()]
        for prologue, parts in names.items():
            iris = resolve(list(parts), prologue, base_iri=base_iri, prefixes=prefixes)
            targets += [Target(iri, part, text) for iri, part in zip(iris, parts.values(), strict=True)]
    return targets


def check_targets(targets: Iterable[Target], *, base: str, has_articles: bool = True) -> bool:
    """Refuses an update that could write a managed graph. Errs on the safe side.

    Args:
        targets: of the update.
        base: base IRI of the data; ends in ``/``.
        has_articles: whether the store holds any; without, the default graph is the user's too.

    Returns:
        Whether it writes graphs named by variables, which only a store without articles allows: what came of them is
        to be looked at.

    Raises:
        ForbiddenError: when a managed graph, or one named by a variable, would be written.
    """
    open_names = False
    for name, part, text in ((target.name, target.part, target.text) for target in targets):
        if name.startswith(base + MANAGED):
            raise _forbidden(text, part, f"would write the graph <{name}>")
        if has_articles and name in _SEVERAL:
            raise _forbidden(text, part, f"would write {_SEVERAL[name]}")
        if has_articles and name[0] in "?$":
            raise _forbidden(
                text, part, f"writes whatever graph {name} is", mend="Name the graph after GRAPH by its IRI."
            )
        open_names |= name[0] in "?$"
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
