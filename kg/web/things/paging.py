"""A part of a long list, and how to get the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from kg.errors import UsageError

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Part(Generic[Item]):
    """One page of a list.

    Attributes:
        items: on it. first: number of the first of them in the list, from 1; 0 of an empty list. total: in the list.
        number, pages: of this page, and how many there are.
    """

    items: tuple[Item, ...]
    first: int
    total: int
    number: int
    pages: int

    @property
    def last(self) -> int:
        """Number of the last item on the page."""
        return self.first + len(self.items) - 1 if self.items else 0


def part_of(items: Sequence[Item], number: int, size: int, *, name: str) -> Part[Item]:
    """A page of a list.

    >>> part_of("abcde", 2, 2, name="letters").items
    ('c', 'd')

    Args:
        items: all.
        number: of the page, from 1.
        size: items of a page.
        name: of the parameter that asks for it.

    Raises:
        UsageError: when there is no such page.
    """
    pages = max(1, -(-len(items) // size))
    if number > pages:
        raise UsageError(f"{name}={number} is behind the last page", mend=f"There are {pages}.")
    begin = (number - 1) * size
    return Part(tuple(items[begin : begin + size]), begin + 1 if items else 0, len(items), number, pages)
