"""Demarche: diplomacy news as a knowledge graph in which every fact is tied to the sentence that says it.

>>> import kg
>>> graph = kg.open("kg-store")                         # doctest: +SKIP
>>> answer = graph.path("Anna Petit", "Joseph Otieno")  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from kg.service import KnowledgeGraph

__version__ = "0.1.0"
__all__ = ["__version__", "open"]


def open(store: str | Path) -> KnowledgeGraph:  # noqa: A001 - kg.open reads best
    """Open a finished store for questions; see ``kg.service.KnowledgeGraph``.

    Raises:
        StoreMissingError: when there is no store at that place.
    """
    from kg.service import open_graph  # noqa: PLC0415 - importing kg must stay cheap

    return open_graph(store)
