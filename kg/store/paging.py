"""Tables read page by page, from what may cut them short or answer with another table than was asked for.

Servers send no more rows than they like (Virtuoso: ``ResultSetMaxRows``, often 10,000), and many do not say so. A short
page is therefore the last one only where a longer one was sent before; else the next is asked for, until one is empty.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import Final

from kg.errors import EndpointError
from kg.store.terms import Answering, select_rows

PAGE: Final = 10_000
"""Rows of an answer; where there may be more, the next are asked for. Virtuoso sorts no more unless it is told to."""

Row = tuple[str, ...]
_DIGITS: Final = 18  # of a number
_MEND: Final = "Look whether the endpoint speaks SPARQL 1.1 and holds what kg build made."


class Paging:
    """Reads tables whose queries put their rows into an order that leaves nothing open.

    Args:
        reader: one generation of a store, or an endpoint.
        page: rows of an answer.
        ask: told of every request before it is sent.
    """

    def __init__(self, reader: Answering, *, page: int = PAGE, ask: Callable[[], None] = lambda: None) -> None:
        self._reader = reader
        self._page = page
        self._ask = ask
        self._sent = 0  # rows of the longest page so far

    def rows(self, query: str) -> Iterator[Row]:
        """All rows of a query without a limit.

        Raises:
            EndpointError: when the same page comes again, as if there were no ``OFFSET``.
        """
        offset, more = 0, True
        before: list[Row] = []
        while more:
            found = self.at(query, offset)
            if found and found == before:
                raise EndpointError("the same rows were sent for every OFFSET", mend=_MEND)
            yield from found
            before = found
            more = self._goes_on(found)
            offset += len(found)

    def begin(self, query: str) -> tuple[list[Row], bool]:
        """The first page of a query, and whether there are more rows than it holds."""
        found = self.at(query, 0)
        full = len(found) >= self._page
        return found, self._goes_on(found) and (full or bool(self.at(query, len(found))))

    def single(self, query: str) -> str:
        """The one value of an aggregate; empty where it has none.

        Raises:
            EndpointError: for a table that is none of an aggregate.
        """
        found = self._plain(query)
        if len(found) != 1 or len(found[0]) != 1:
            raise EndpointError(f"an aggregate was answered with {len(found)} rows, not with one", mend=_MEND)
        return found[0][0]

    def counts(self, query: str, asked: Collection[str]) -> dict[str, int]:
        """A number for each of some IRIs, as far as the table has them.

        Raises:
            EndpointError: for what was not asked for, and for what is no number.
        """
        known = frozenset(asked)
        found = {iri: number(value) for iri, value in self.rows(query)}
        if not found.keys() <= known:
            raise EndpointError("a table of numbers tells of what was not asked for", mend=_MEND)
        return found

    def at(self, query: str, offset: int, *, most: int = 0) -> list[Row]:
        """Rows from some place on: a page of them, or so many; perhaps fewer than there are."""
        return self._plain(f"{query} LIMIT {most or self._page}" + (f" OFFSET {offset}" if offset else ""))

    def _plain(self, query: str) -> list[Row]:
        self._ask()
        return select_rows(self._reader, query)

    def _goes_on(self, found: list[Row]) -> bool:
        """Whether a page may have been cut; so may any that is as long as the longest."""
        longest, self._sent = self._sent, max(self._sent, len(found))
        return bool(found) and len(found) >= longest


def number(value: str) -> int:
    """A whole number that an endpoint sends, nought or more.

    Raises:
        EndpointError: when it is none.
    """
    if not (value.isascii() and value.isdecimal() and len(value) <= _DIGITS):
        raise EndpointError("a table of numbers holds something else", mend=_MEND)
    return int(value)


def day(value: str) -> str:
    """An ISO day that an endpoint sends, or an empty text.

    Raises:
        EndpointError: when it is none.
    """
    try:
        return value and date.fromisoformat(value).isoformat()
    except ValueError:
        raise EndpointError("a table of days holds something else", mend=_MEND) from None
