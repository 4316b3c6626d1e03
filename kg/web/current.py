"""The newest generation, shared by the threads of a server."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from flask import Response, current_app

from kg.service import KnowledgeGraph


class CurrentGraph:
    """Hands out the newest generation; each request keeps the one it was given.

    Args:
        store: folder of the store.
        ontology: folders with event types beyond those of the installation, if it was built with any.

    Raises:
        StoreMissingError: when there is none.
    """

    def __init__(self, store: Path, ontology: Sequence[Path] = ()) -> None:
        self._store = store
        self._ontology = tuple(ontology)
        self._lock = threading.Lock()
        self._graph = KnowledgeGraph(store, ontology=self._ontology)

    def get(self) -> KnowledgeGraph:
        """The newest generation, opened once for all threads.

        Raises:
            StoreMissingError: when the store was taken away.
        """
        graph = self._graph
        if not graph.superseded:
            return graph
        with self._lock:
            if self._graph.superseded:
                self._graph = KnowledgeGraph(self._store, ontology=self._ontology)
            return self._graph


def current_graph() -> KnowledgeGraph:
    """The newest generation of the application's store."""
    current: CurrentGraph = current_app.extensions["kg"]
    return current.get()


def varied(response: Response) -> Response:
    """Caches are told that the answer depends on what the client accepts."""
    response.vary.add("Accept")
    return response
