"""The engine in process: the baseline that a service over it is held to."""

from __future__ import annotations

import pyoxigraph as ox

from w3c.subject import JSON, RESULTS, TURTLE, FailedError, MalformedError
from w3c.suites import Source, Suites

OWN_BASE = "http://127.0.0.1/sparql"  # an engine has no address of its own; a service has its endpoint


class Engine:
    """pyoxigraph in memory.

    Args:
        suites: where data are read from.
    """

    def __init__(self, suites: Suites) -> None:
        self._suites = suites
        self._store = ox.Store()

    def load(self, sources: tuple[Source, ...]) -> None:
        """See ``Subject``."""
        self._store = ox.Store()
        for source in sources:
            if source.graph:
                self._store.add_graph(ox.NamedNode(source.graph))
        self._store.extend(self._suites.quads(sources))

    def query(self, text: bytes, *, base: str, media_type: str) -> bytes:
        """See ``Subject``."""
        try:
            answer = self._store.query(text.decode(), base_iri=base or OWN_BASE)
            if not media_type:
                media_type = TURTLE if isinstance(answer, ox.QueryTriples) else JSON
            kind = ox.QueryResultsFormat if media_type in RESULTS else ox.RdfFormat
            written: bytes = answer.serialize(format=kind.from_media_type(media_type))
        except (SyntaxError, UnicodeDecodeError) as error:
            raise MalformedError(f"{error}") from error
        except (OSError, ValueError, RuntimeError) as error:
            raise FailedError(f"{error}") from error
        return written

    def update(self, text: bytes, *, base: str) -> None:
        """See ``Subject``."""
        try:
            self._store.update(text.decode(), base_iri=base or OWN_BASE)
        except (SyntaxError, UnicodeDecodeError) as error:
            raise MalformedError(f"{error}") from error
        except (OSError, ValueError, RuntimeError) as error:
            raise FailedError(f"{error}") from error

    def quads(self) -> list[ox.Quad]:
        """See ``Subject``."""
        return list(self._store)
