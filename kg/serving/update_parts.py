"""The operations of a SPARQL update as places in its text (SPARQL 1.1 Update, grammar rules 29 to 50).

Stricter than the engine in one thing: words must stand apart (the engine takes ``INSERTDATA`` for ``INSERT DATA``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

import pyoxigraph as ox

from kg.errors import QueryError
from kg.serving.update_text import KEYWORD, Quads, cannot_follow, read_group, read_quads, skip_blanks
from kg.store.text import IRI, NAME, PREFIX

Kind = Literal[
    "INSERT DATA",
    "DELETE DATA",
    "DELETE WHERE",
    "MODIFY",
    "LOAD",
    "CLEAR",
    "DROP",
    "CREATE",
    "ADD",
    "MOVE",
    "COPY",
]
NAMES_AT_A_TIME: Final = 1000
MAX_GROWTH: Final = 16
"""How many times longer than the update its operations may be together, each with its prologue."""
ROOM: Final = 1_000_000
"""Characters that they may have in any case."""

_KEYWORD = re.compile(KEYWORD)
_REFERENCE = re.compile(rf"{IRI}|{NAME}")
_IRI = re.compile(IRI)
_PREFIX = re.compile(PREFIX)
_VERSION = re.compile(r"'[^'\\\r\n]*+'|\"[^\"\\\r\n]*+\"")
_GRAPH_MANAGEMENT: Final[Mapping[str, Kind]] = {
    "CLEAR": "CLEAR",
    "DROP": "DROP",
    "CREATE": "CREATE",
    "ADD": "ADD",
    "MOVE": "MOVE",
    "COPY": "COPY",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One operation of an update.

    Args:
        kind: of operation; ``MODIFY`` is ``DELETE`` and ``INSERT`` with ``WHERE``.
        prologue: the declarations in force before it, on one line.
        start, end: its place in the text, without prologue and semicolon.
        silent: whether it says ``SILENT``.
        source: what ``LOAD``, ``ADD``, ``MOVE``, ``COPY`` read: an IRI or prefixed name as written, or ``DEFAULT``.
        target: what they and ``CLEAR``, ``DROP``, ``CREATE`` write: the same, or ``NAMED`` or ``ALL``; None where a
            ``LOAD`` names no graph.
        with_graph: the graph after ``WITH``, as written.
        blocks: its quads: data, pattern, or templates.
        has_dataset: whether it says ``USING``.
        where: offset of ``WHERE``.
    """

    kind: Kind
    prologue: str
    start: int
    end: int
    silent: bool = False
    source: str | None = None
    target: str | None = None
    with_graph: str | None = None
    blocks: tuple[Quads, ...] = ()
    has_dataset: bool = False
    where: int = 0


@dataclass(slots=True)
class Reading:
    """Reads an update from its beginning; what was understood before an error stays.

    Args:
        text: the update.
    """

    text: str
    position: int = 0
    prologue: str = ""
    parts: list[Part] = field(default_factory=list)
    _declared: int = 0  # characters of all prologues

    def read(self) -> list[Part]:
        """All operations.

        Raises:
            QueryError: where the text cannot be followed; ``parts`` then holds the operations before that, and
                ``position`` and ``prologue`` tell where the first other one begins.
        """
        while True:
            at, prologue = self._read_prologue(skip_blanks(self.text, self.position), self.prologue)
            if at == len(self.text):
                return self.parts
            if prologue is not self.prologue:
                self._declared += len(prologue)
                if self._declared > MAX_GROWTH * len(self.text) + ROOM:
                    raise cannot_follow(self.text, at, why="has too long a prologue", mend="Declare each prefix once.")
            part = self._read_operation(at, prologue)
            end = skip_blanks(self.text, part.end)
            if end < len(self.text) and self.text[end] != ";":
                raise cannot_follow(self.text, end)
            self.parts.append(part)
            self.position, self.prologue = min(end + 1, len(self.text)), prologue

    def _read_prologue(self, at: int, prologue: str) -> tuple[int, str]:
        """The declarations from here on, behind those before."""
        while (word := self._word(at)) in ("BASE", "PREFIX", "VERSION"):
            after = skip_blanks(self.text, at + len(word))
            told = ""
            if word == "PREFIX":
                told, after = self._take(_PREFIX, after)
                told += " "
            value, after = self._take(_VERSION if word == "VERSION" else _IRI, after)
            prologue += f"{word} {told}{value} "
            at = after
        return at, prologue

    def _read_operation(self, start: int, prologue: str) -> Part:
        word = self._word(start)
        at = self._after(start, word)
        if word in ("INSERT", "DELETE") and (what := self._word(at)) in ("DATA", "WHERE"):
            kind: Kind = "INSERT DATA" if word == "INSERT" else "DELETE DATA" if what == "DATA" else "DELETE WHERE"
            if word == "INSERT" and what == "WHERE":
                raise cannot_follow(self.text, at)
            block = self._quads(self._after(at, what))
            return Part(kind=kind, prologue=prologue, start=start, end=block.end, blocks=(block,), where=at)
        if word in ("INSERT", "DELETE", "WITH"):
            return self._read_modify(start, prologue)
        silent = self._word(at) == "SILENT"
        if silent:
            at = self._after(at, "SILENT")
        if word == "LOAD":
            source, at = self._take(_REFERENCE, at)
            target, end = None, at
            if self._word(at) == "INTO":
                target, end = self._graph(self._after(at, "INTO"))
            return Part(
                kind="LOAD", prologue=prologue, start=start, end=end, silent=silent, source=source, target=target
            )
        if word not in _GRAPH_MANAGEMENT:
            raise cannot_follow(self.text, start)
        kind = _GRAPH_MANAGEMENT[word]
        from_graph: str | None = None
        if kind in ("ADD", "MOVE", "COPY"):
            from_graph, at = self._graph_or_default(at)
            if self._word(at) != "TO":
                raise cannot_follow(self.text, at)
            target, end = self._graph_or_default(self._after(at, "TO"))
        elif kind != "CREATE" and (which := self._word(at)) in ("DEFAULT", "NAMED", "ALL"):
            target, end = which, self._after(at, which)
        else:
            target, end = self._graph(at)
        return Part(kind=kind, prologue=prologue, start=start, end=end, silent=silent, source=from_graph, target=target)

    def _read_modify(self, start: int, prologue: str) -> Part:
        at, with_graph, blocks, has_dataset = start, None, [], False
        if self._word(at) == "WITH":
            with_graph, at = self._take(_REFERENCE, self._after(at, "WITH"))
        for word in ("DELETE", "INSERT"):
            if self._word(at) == word:
                blocks.append(self._quads(self._after(at, word)))
                at = skip_blanks(self.text, blocks[-1].end)
        while self._word(at) == "USING":
            at, has_dataset = self._after(at, "USING"), True
            if self._word(at) == "NAMED":
                at = self._after(at, "NAMED")
            _, at = self._take(_REFERENCE, at)
        brace = self._after(at, "WHERE")
        if not blocks or self._word(at) != "WHERE" or not self.text.startswith("{", brace):
            raise cannot_follow(self.text, at)
        return Part(
            kind="MODIFY",
            prologue=prologue,
            start=start,
            end=read_group(self.text, brace),
            with_graph=with_graph,
            blocks=tuple(blocks),
            has_dataset=has_dataset,
            where=at,
        )

    def _word(self, at: int) -> str:
        """The keyword that stands here, in capitals, or nothing."""
        match = _KEYWORD.match(self.text, at)
        return match[0].upper() if match else ""

    def _after(self, at: int, word: str) -> int:
        return skip_blanks(self.text, at + len(word))

    def _take(self, pattern: re.Pattern[str], at: int) -> tuple[str, int]:
        """What must stand here, and the offset of what comes behind it."""
        match = pattern.match(self.text, at)
        if match is None:
            raise cannot_follow(self.text, at)
        return match[0], skip_blanks(self.text, match.end())

    def _graph(self, at: int) -> tuple[str, int]:
        if self._word(at) != "GRAPH":
            raise cannot_follow(self.text, at, why="is no graph", mend="Write GRAPH and its IRI.")
        return self._take(_REFERENCE, self._after(at, "GRAPH"))

    def _graph_or_default(self, at: int) -> tuple[str, int]:
        word = self._word(at)
        if word == "DEFAULT":
            return word, self._after(at, word)
        return self._graph(at) if word == "GRAPH" else self._take(_REFERENCE, at)

    def _quads(self, at: int) -> Quads:
        if not self.text.startswith("{", at):
            raise cannot_follow(self.text, at)
        return read_quads(self.text, at)


def resolve(
    written: list[str], prologue: str, *, base_iri: str | None = None, prefixes: Mapping[str, str]
) -> list[str]:
    """The IRIs that the engine takes IRIs and prefixed names for; it is asked, so that none reads them otherwise.

    Args:
        written: IRIs in angle brackets and prefixed names, as they stand in an update.
        prologue: the declarations in force.
        base_iri: as the engine will be given it.
        prefixes: the same.

    Returns:
        The IRIs, in the order of ``written``.

    Raises:
        QueryError: when the engine takes one of them for no IRI.
    """
    found: list[str] = []
    store = ox.Store()
    for start in range(0, len(written), NAMES_AT_A_TIME):
        some = written[start : start + NAMES_AT_A_TIME]
        rows = " ".join(f"({number} {name})" for number, name in enumerate(some))
        try:
            results = store.query(
                f"{prologue}SELECT ?number ?iri {{ VALUES (?number ?iri) {{ {rows} }} }} ORDER BY ?number",
                base_iri=base_iri,
                prefixes=dict(prefixes),
            )
        except (SyntaxError, ValueError) as error:
            told = ", ".join(some[:3]) + (" …" if len(some) > 3 else "")
            raise QueryError(
                f"not all of these are IRIs: {told}", mend="Declare each prefix, and BASE for relative IRIs."
            ) from error
        names = [row["iri"] for row in results] if isinstance(results, ox.QuerySolutions) else []
        found += [name.value for name in names if isinstance(name, ox.NamedNode)]
    return found
