"""An update before it is made: its operations are told apart, and what it may not write is refused."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

import pyoxigraph as ox

from kg.serving import targets, updates
from kg.serving.long_terms import check_text
from kg.serving.targets import Target
from kg.store.guard import check_update
from kg.vocabulary import PREFIXES

MOST_TOLD: Final = 20
"""Operations, and graphs, of an update that are told for the log; of the others their number."""

_MOST_CHARACTERS: Final = 500  # of a graph's IRI
_UNKNOWN: Final = "UPDATE"
"""What is told of an operation that could not be followed."""


@dataclass(frozen=True, slots=True)
class Update:
    """An update that was read.

    Attributes:
        text: with the dataset of the request.
        address: what relative IRIs are resolved against.
        operations: in their order.
        targets: what it writes.
    """

    text: str
    address: str
    operations: list[updates.Operation]
    targets: list[Target]

    @property
    def is_whole(self) -> bool:
        """Whether the engine takes it as a whole: not where declarations stand between operations."""
        return len({operation.prologue for operation in self.operations}) <= 1

    def told(self) -> dict[str, object]:
        """For the log: ``operations`` and ``graphs``, and as ``more_operations``, ``more_graphs`` how many others."""
        kinds = [operation.kind or _UNKNOWN for operation in self.operations]
        graphs = list(dict.fromkeys(target.name[:_MOST_CHARACTERS] for target in self.targets))
        return {**_some("operations", kinds), **_some("graphs", graphs)}

    def check(self, *, base: str, managed: bool) -> bool:
        """Refuse what would write a managed graph; see ``kg.serving.targets.check_targets``.

        Args:
            base: base IRI of the data.
            managed: whether the store holds articles.

        Returns:
            Whether it writes graphs named by variables.

        Raises:
            ForbiddenError: says which operation would.
        """
        return targets.check_targets(self.targets, base=base, has_articles=managed)

    def check_syntax(self) -> None:
        """Have the engine judge all of it before anything is done for it.

        Raises:
            SyntaxError: when it is malformed.
        """
        for part in [self.text] if self.is_whole else [operation.text for operation in self.operations]:
            with suppress(OSError, ValueError, RuntimeError):  # without network and data it can tell nothing else
                ox.Store().update(part, base_iri=self.address, prefixes=PREFIXES)


def read_update(request: dict[str, Any]) -> Update:
    """Look at an update.

    Args:
        request: as ``kg.serving.writer`` takes it.

    Raises:
        QueryError: when it cannot be followed, or is too long or too deep.
        DataError: when it writes a term that is too long.
    """
    text, address = str(request["update"]), str(request["address"])
    check_update(text)
    check_text(text)
    if request["using"] or request["using_named"]:
        text = updates.with_dataset(text, request["using"], request["using_named"])
    found = targets.find_targets(text, base_iri=address)
    return Update(text, address, updates.split(text, base_iri=address, prefixes=PREFIXES), found)


def _some(name: str, values: Sequence[str]) -> dict[str, object]:
    more = len(values) - MOST_TOLD
    return {name: list(values[:MOST_TOLD]), **({f"more_{name}": more} if more > 0 else {})}
