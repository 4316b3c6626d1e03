"""An update before it is made: what it may not hold or write is refused, and its operations are told apart."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from kg.serving import targets, updates
from kg.store.guard import check_update
from kg.vocabulary import PREFIXES


@dataclass(frozen=True, slots=True)
class Checked:
    """An update that may be made.

    Attributes:
        text: with the dataset of the request.
        address: what relative IRIs are resolved against.
        operations: in their order.
        open_names: whether it writes graphs named by variables: what came of them is to be looked at.
    """

    text: str
    address: str
    operations: list[updates.Operation]
    open_names: bool

    @property
    def is_whole(self) -> bool:
        """Whether the engine takes it as a whole: not where declarations stand between operations."""
        return len({operation.prologue for operation in self.operations}) <= 1

    def check_syntax(self) -> None:
        """Have the engine judge all of it before anything is done for it.

        Raises:
            SyntaxError: when it is malformed.
        """
        for part in [self.text] if self.is_whole else [operation.text for operation in self.operations]:
            with suppress(OSError, ValueError, RuntimeError):  # without network and data it can tell nothing else
                ox.Store().update(part, base_iri=self.address, prefixes=PREFIXES)


def read(request: dict[str, Any], *, base: str, managed: bool) -> Checked:
    """Look at an update.

    Args:
        request: as ``kg.serving.writer`` takes it.
        base: base IRI of the data.
        managed: whether the store holds articles.

    Raises:
        ForbiddenError: when it could write a managed graph.
        QueryError: when it cannot be followed, or is too long or too deep.
    """
    text, address = str(request["update"]), str(request["address"])
    check_update(text)
    if request["using"] or request["using_named"]:
        text = updates.with_dataset(text, request["using"], request["using_named"])
    open_names = targets.check_targets(text, base=base, base_iri=address, has_articles=managed)
    return Checked(text, address, updates.split(text, base_iri=address, prefixes=PREFIXES), open_names)
