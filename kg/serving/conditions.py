"""Conditional requests (RFC 9110, section 13.1) for graphs: what entity tags begin with, and when writes may be made.

An entity tag begins with the name of the state of the store that it was read from. So a write under ``If-Match`` is
made when nothing at all was written since: another graph's change fails it too.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import PreconditionError

ANY = "*"
_END = "."  # behind a state's name in a tag


def stamp(store: Path) -> tuple[int, int]:
    """What tells one state of a store's pointer from another: every commit replaces its file.

    Args:
        store: folder of the store.

    Raises:
        OSError: when there is none.
    """
    status = os.stat(f"{store}/current")  # noqa: PTH116 - a path of its own takes longer, and every request looks
    return status.st_ino, status.st_mtime_ns


def state_name(generation: int, seen: tuple[int, int]) -> str:
    """A name that no other state has, of whatever store, now or after a restart.

    Args:
        generation: that the pointer names.
        seen: the pointer's ``stamp``.
    """
    return f"{generation}-{seen[1]:x}"


def tag_of(name: str, what: str) -> str:
    """An entity tag.

    Args:
        name: of the state that was read.
        what: tells the representation from others of the same state.
    """
    return f"{name}{_END}{what}"


@dataclass(frozen=True, slots=True)
class Conditions:
    """Of one write.

    Attributes:
        match: tags of ``If-Match``, or ``*``; empty where the request has none.
        none_match: of ``If-None-Match``, likewise.
    """

    match: tuple[str, ...] = ()
    none_match: tuple[str, ...] = ()

    @classmethod
    def of(cls, told: dict[str, Any]) -> Conditions:
        """Those of a request, under ``match`` and ``none_match``."""
        return cls(tuple(told.get("match", ())), tuple(told.get("none_match", ())))

    def check(self, *, exists: bool, name: str) -> None:
        """Refuses a write whose conditions do not hold.

        Args:
            exists: whether the graph does.
            name: of the present state; empty where it changed since it was named.

        Raises:
            PreconditionError: says which does not.
        """
        if self.match and not _holds(self.match, exists=exists, name=name):
            what = "it has changed since, or another graph has" if exists else "there is no such graph"
            raise PreconditionError(f"If-Match does not hold: {what}", mend="Read it again, and write what follows.")
        if self.none_match and _holds(self.none_match, exists=exists, name=name):
            raise PreconditionError("If-None-Match does not hold: the graph is there", mend="Leave the condition out.")


def _holds(tags: Sequence[str], *, exists: bool, name: str) -> bool:
    return exists and any(tag == ANY or (name and tag.partition(_END)[0] == name) for tag in tags)
