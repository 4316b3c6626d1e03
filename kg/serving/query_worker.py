"""A query worker: one process that reads one generation and answers one request at a time.

It confines itself before it opens the store, and may be killed at any moment: it holds nothing but what it reads.
All work is done in one thread with a large stack, since the engine's parser recurses and its results must stay in the
thread that made them.
"""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import KgError, MemoryLimitError, QueryError, StoreError, UnknownGraphError
from kg.serving import answers, rows
from kg.serving.description import describe_service
from kg.serving.faults import as_ours
from kg.serving.frames import Channel, ChannelClosedError, Kind, PieceWriter, error_payload, to_json
from kg.serving.sandbox import confine, is_supported
from kg.store.change import graph_name
from kg.store.folder import Hold, hold_generation
from kg.store.forms import is_update
from kg.store.records import read_records
from kg.vocabulary import PREFIXES

STACK_BYTES = 256 * 1024 * 1024  # address space; deep queries that pass the guard need about a tenth of it


def work(channel: Channel, told: dict[str, Any]) -> None:
    """Answer requests until the other end closes.

    Args:
        channel: to whoever asks.
        told: ``database`` (folder of the generation's database, empty for none), ``base``, ``memory_bytes``.
    """
    if is_supported():
        confine(parent=told["parent"], memory_bytes=told["memory_bytes"], writes=False)
    threading.stack_size(STACK_BYTES)
    thread = threading.Thread(target=_run, args=(channel, told), name="kg-query")
    thread.start()
    thread.join()


def _run(channel: Channel, told: dict[str, Any]) -> None:
    with suppress(ChannelClosedError):
        try:
            store, _hold = _open(told["database"])
        except (OSError, RuntimeError) as error:  # the generation is gone, or damaged: who asked sees which
            channel.send(Kind.ERROR, error_payload(StoreError(str(error))))
            return
        answerer = Answerer(store, channel, base=told["base"])
        channel.send(Kind.READY)
        while True:
            answerer.answer(channel.receive().json())


def _open(database: str) -> tuple[ox.Store, Hold | None]:
    """A database, and what keeps its generation for as long as it is read."""
    if not database or not Path(database).exists():
        return _empty(database), None
    hold = hold_generation(Path(database).parent)
    return ox.Store.read_only(database), hold


def _empty(database: str) -> ox.Store:
    """Generation 0 is the empty store; any other whose files are missing is gone."""
    if database:
        raise OSError(f"{database} is gone")
    return ox.Store()


class Answerer:
    """Answers requests over one store.

    Args:
        store: of the generation.
        channel: where answers go.
        base: base IRI of the data.
    """

    def __init__(self, store: ox.Store, channel: Channel, *, base: str) -> None:
        self._store = store
        self._channel = channel
        self._prefixes = {**PREFIXES, "": base}
        self._base = base
        self._operations: dict[str, Callable[[dict[str, Any]], None]] = {
            "query": self._query,
            "graph": self._graph,
            "describe": self._describe,
            "rows": self._rows,
            "quads": self._quads,
            "graphs": self._graphs,
            "articles": self._articles,
        }

    def answer(self, request: dict[str, Any]) -> None:
        """Answer one request: a head, pieces and an end, or an error.

        Raises:
            ChannelClosedError: when nobody waits for the answer any more.
        """
        try:
            self._operations[request["operation"]](request)
        except ChannelClosedError:
            raise
        except BaseException as error:  # noqa: BLE001 - whatever it was, the worker serves the next request
            traceback.clear_frames(error.__traceback__)
            self._channel.send(Kind.ERROR, error_payload(_told(error, request)))

    def _query(self, request: dict[str, Any]) -> None:
        answers.answer_query(self._store, request, self._channel, self._prefixes)

    def _graph(self, request: dict[str, Any]) -> None:
        """The quads of one graph in an RDF format (Graph Store Protocol, section 5.2)."""
        name = graph_name(request["graph"])
        if isinstance(name, ox.NamedNode) and not self._store.contains_named_graph(name):
            raise UnknownGraphError(f"there is no graph {name.value}", mend="Its IRI must be given in full.")
        media = answers.choose(answers.GRAPHS, request["graph_media"])
        file = PieceWriter(self._channel, {"media": media, "cacheable": True}, limit=request["max_bytes"])
        triples = (quad.triple for quad in self._store.quads_for_pattern(None, None, None, name))
        answers.write_graph(triples, file, media, self._prefixes)

    def _describe(self, request: dict[str, Any]) -> None:
        """The service description, with statistics of the data."""
        media = answers.choose(answers.GRAPHS, request["graph_media"])
        file = PieceWriter(self._channel, {"media": media, "cacheable": True}, limit=request["max_bytes"])
        triples = describe_service(self._store, endpoint=request["endpoint"], update=request["update"])
        prefixes = {
            **self._prefixes,
            "sd": "http://www.w3.org/ns/sparql-service-description#",
            "void": "http://rdfs.org/ns/void#",
        }
        answers.write_graph(triples, file, media, prefixes)

    def _rows(self, request: dict[str, Any]) -> None:
        """A query's answer as plain values, for our own pages: their process parses no document."""
        rows.answer_rows(self._store, request, self._channel)

    def _quads(self, request: dict[str, Any]) -> None:
        """The quads of one graph as plain values; of all, as N-Quads: for our own pages and exports."""
        if request["everything"]:
            file = PieceWriter(self._channel, {}, limit=request["max_bytes"])
            self._store.dump(file.file, format=ox.RdfFormat.N_QUADS)
            file.end()
        else:
            quads = self._store.quads_for_pattern(None, None, None, graph_name(request["graph"]))
            rows.write_rows(quads, self._channel, {}, limit=request["max_bytes"])

    def _graphs(self, _request: dict[str, Any]) -> None:
        """IRIs of the named graphs."""
        names = sorted(name.value for name in self._store.named_graphs() if isinstance(name, ox.NamedNode))
        self._tell({"graphs": names})

    def _articles(self, _request: dict[str, Any]) -> None:
        """The register of articles."""
        self._tell({"articles": [asdict(record) for record in read_records(self._store, self._base)]})

    def _tell(self, told: dict[str, object]) -> None:
        """A short answer of our own."""
        self._channel.send(Kind.HEAD, b"{}")
        self._channel.send(Kind.END, to_json(told))


def _told(error: BaseException, request: dict[str, Any]) -> KgError:
    """An error that whoever asked can be told."""
    if isinstance(error, SyntaxError) and is_update(str(request.get("query", ""))):
        return QueryError(
            "this is an update, and queries alone are answered here",
            mend="POST it to /update, as the parameter update and with a token.",
        )
    memory = MemoryLimitError("the answer needs more memory than a query may have", mend="Ask for less, or in parts.")
    return as_ours(error, str(request.get("query", "")), memory=memory, failed="the query cannot be answered")
