"""The writer: a process that makes one generation from the writes that wait, and may be killed at any moment.

It holds the write lock and a copy of the newest generation (``kg.store.edition``) that nobody sees before it is
published. One that is killed leaves the present generation; what it had not published was not acknowledged.
"""

from __future__ import annotations

import json
import os
import threading
import traceback
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import pyoxigraph as ox

from kg.errors import DataError, ForbiddenError, StoreError, UnknownGraphError
from kg.serving import targets, updates
from kg.serving.answers import GRAPHS
from kg.serving.conditions import Conditions, stamp, state_name
from kg.serving.faults import of_write
from kg.serving.frames import Channel, ChannelClosedError, Kind, error_payload, to_json
from kg.serving.long_terms import MOST_CHARACTERS, check_terms
from kg.serving.nesting import check_nesting
from kg.serving.query_worker import STACK_BYTES
from kg.serving.sandbox import confine, is_supported
from kg.serving.update_checks import Update, read_update
from kg.store import Reader, Store, open_store, removal
from kg.store.change import graph_name
from kg.store.edition import Edition
from kg.store.records import sources_to_bytes
from kg.vocabulary import PREFIXES

BULK_BYTES: Final = 4 << 20
"""Size of a document from which on the engine's bulk loader is faster and leaves a smaller database."""

_NICE: Final = 5


class _SpoiledError(Exception):
    """A write failed when a part of it was done: the whole edition must be begun anew without it."""


def work(channel: Channel, told: dict[str, Any]) -> None:
    """Make one generation.

    Args:
        channel: to whoever has the writes.
        told: ``path`` (of the store), ``memory_bytes``, ``wait`` (seconds for another writer), ``command`` (what the
            lock's holder is called).
    """
    os.nice(_NICE)  # reading comes first: a write may take its time
    if is_supported():
        confine(parent=told["parent"], memory_bytes=told["memory_bytes"])
    threading.stack_size(STACK_BYTES)
    thread = threading.Thread(target=_run, args=(channel, told), name="kg-writer")
    thread.start()
    thread.join()


def _run(channel: Channel, told: dict[str, Any]) -> None:
    with suppress(ChannelClosedError):
        try:
            storage = open_store(Path(told["path"]))
            with (
                storage.write_lock(command=told["command"], wait=told["wait"]),
                storage.edition() as (reader, edition),
            ):
                channel.send(Kind.READY, to_json({"generation": reader.generation, "mark": edition.inode}))
                Writer(channel, reader, edition, storage).run()
        except ChannelClosedError:
            raise
        except BaseException as error:  # noqa: BLE001 - whoever waits is told
            channel.send(Kind.ERROR, error_payload(of_write(error, "", Path(told["path"]))))


class Writer:
    """Applies writes to an edition and publishes it.

    Args:
        channel: to whoever has the writes.
        reader: of the present generation.
        edition: the copy of it.
        storage: the store.
    """

    def __init__(self, channel: Channel, reader: Reader, edition: Edition, storage: Store) -> None:
        self._channel = channel
        self._edition = edition
        self._sources = sources_to_bytes(reader.sources)
        self._path = storage.path
        self._name = state_name(reader.generation, stamp(storage.path))  # for If-Match; empty when a write was made
        self._base = storage.base
        self._managed = bool(reader.sources)  # what graphs there are would let whoever writes decide it

    def run(self) -> None:
        """Take writes until one says to publish.

        Raises:
            ChannelClosedError: when nobody waits any more; nothing was published then.
        """
        while True:
            request = self._channel.receive().json()
            if request["operation"] == "publish":
                if self._managed:  # no write of ours reaches what it follows from
                    self._edition.keep_derived()
                number = self._edition.publish(self._sources)
                self._channel.send(Kind.END, to_json({"generation": number}))
                return
            body = self._channel.receive().payload if request["body"] else b""
            try:
                told = self._write(request, body)
                self._name = ""
                self._channel.send(Kind.END, to_json(told))
            except ChannelClosedError:
                raise
            except _SpoiledError as error:
                told = json.loads(error_payload(of_write(error.__cause__ or error, "", self._path)))
                self._channel.send(Kind.ERROR, to_json({**told, "spoiled": True}))
                return  # the edition is dropped; whoever waits begins another
            except BaseException as error:  # noqa: BLE001 - the next write may be right
                traceback.clear_frames(error.__traceback__)
                update = str(request.get("update", ""))
                self._channel.send(Kind.ERROR, error_payload(of_write(error, update, self._path)))

    def _write(self, request: dict[str, Any], body: bytes) -> dict[str, object]:
        if request["operation"] == "update":
            return self._update(request, body)
        return self._graph(request, body)

    # ------------------------------------------------------------------------------------------------- SPARQL Update
    def _update(self, request: dict[str, Any], content: bytes) -> dict[str, object]:
        update = read_update(request)
        self._channel.send(Kind.HEAD, to_json(update.told()))  # known whatever becomes of it
        open_names = update.check(base=self._base, managed=self._managed)
        before = self._under_managed() if open_names else set()
        self._apply(update, [_document(told, content) for told in request.get("documents", ())])
        if open_names and (made := self._under_managed() - before):
            raise _SpoiledError from _forbidden(f"the graph {min(made)}")
        return {}

    def _under_managed(self) -> set[str]:
        """IRIs of the graphs that no update may make."""
        names = (str(getattr(name, "value", "")) for name in self._edition.engine.named_graphs())
        return {name for name in names if name.startswith(self._base + targets.MANAGED)}

    def _apply(self, update: Update, documents: list[_Document]) -> None:
        """An update as a whole or one operation after another.

        Args:
            update: that was looked at.
            documents: what its LOADs load, in their order.
        """
        operations = update.operations
        apart = any(operation.kind == "LOAD" or self._empties_much(operation) for operation in operations)
        if update.is_whole and not apart:
            self._edition.engine.update(update.text, base_iri=update.address, prefixes=PREFIXES)
            return
        update.check_syntax()
        loaded = iter(documents)
        try:
            for operation in operations:
                if operation.kind == "LOAD":
                    self._load_document(operation, next(loaded, None))
                elif self._empties_much(operation):
                    self._empty(operation)
                else:
                    self._edition.engine.update(operation.text, base_iri=update.address, prefixes=PREFIXES)
        except Exception as error:
            raise _SpoiledError from error

    def _load_document(self, operation: updates.Operation, document: _Document | None) -> None:
        """LOAD what was fetched before; this process has no network.

        Raises:
            StoreError: when it is not what the operation names: a bug, since both were found in the same text.
        """
        if document is None or document.source != (operation.source or ""):
            raise StoreError("what LOAD names was not fetched", mend="Report this.")
        if document.found:
            media = document.media or _media_by_name(document.iri)
            self._load(document.content, media, base=document.iri, name=graph_name(operation.target))

    def _empties_much(self, operation: updates.Operation) -> bool:
        """Whether a CLEAR or DROP takes so many quads that the engine's own way is not good enough."""
        if operation.kind not in ("CLEAR", "DROP") or operation.target is None:
            return False
        return removal.is_large(self._edition.engine, graph_name(operation.target))

    def _empty(self, operation: updates.Operation) -> None:
        """CLEAR or DROP a graph that holds something (SPARQL 1.1 Update, sections 3.1.5 and 3.2.2)."""
        graph = graph_name(operation.target)
        removal.empty(self._edition.engine, graph)
        if operation.kind == "DROP":
            self._edition.engine.remove_graph(graph)

    # ------------------------------------------------------------------------------------------ Graph Store Protocol
    def _graph(self, request: dict[str, Any], body: bytes) -> dict[str, object]:
        """PUT, POST or DELETE of a graph (Graph Store HTTP Protocol, sections 5.3 to 5.5)."""
        operation, graph = request["operation"], request["graph"]
        if self._managed if graph is None else graph.startswith(self._base + targets.MANAGED):
            raise _forbidden("the default graph" if graph is None else f"the graph {graph}")
        name = graph_name(graph)
        existed = graph is None or self._edition.engine.contains_named_graph(name)
        if operation == "delete" and not existed:
            raise UnknownGraphError(f"there is no graph {graph}", mend="Its IRI must be given in full.")
        Conditions.of(request).check(exists=existed, name=self._name)
        base = graph or request["address"]
        try:
            if operation != "post":
                removal.empty(self._edition.engine, name)
            if operation == "delete":
                self._edition.engine.remove_graph(name)
                return {"created": False}
            if isinstance(name, ox.NamedNode):
                self._edition.engine.add_graph(name)
            for media, start, end in request["parts"]:
                self._load(body[start:end], media, base=base, name=name)
        except BaseException as error:
            raise _SpoiledError from error  # whatever it was: a part may be done
        return {"created": not existed}

    def _load(self, body: bytes, media: str, *, base: str, name: ox.NamedNode | ox.DefaultGraph) -> None:
        """Put the triples of a document into a graph; its blank nodes are new ones.

        Raises:
            DataError: when it is not what its media type says, or nests triple terms too deep; a part of it may have
                been loaded then.
        """
        if media not in GRAPHS:
            raise DataError(f"{media} is no RDF format that is known here", mend=f"Send {', '.join(GRAPHS)}.")
        check_nesting(body, media)
        engine_of, large = self._edition.engine, len(body) > BULK_BYTES
        form = GRAPHS[media]
        try:
            # The engine's loaders would write the graphs that a document of quads names, and terms of any length.
            if form.supports_datasets or len(body) > MOST_CHARACTERS:
                parsed = ox.parse(body, format=form, base_iri=base, without_named_graphs=True, rename_blank_nodes=True)
                quads = (ox.Quad(quad.subject, quad.predicate, quad.object, name) for quad in check_terms(parsed))
                (engine_of.bulk_extend if large else engine_of.extend)(quads)
            else:
                (engine_of.bulk_load if large else engine_of.load)(body, form, base_iri=base, to_graph=name)
        except (SyntaxError, ValueError) as error:
            raise DataError(f"the document is not {media}: {' '.join(str(error).split())}") from error


@dataclass(frozen=True, slots=True)
class _Document:
    """What a LOAD loads; see ``kg.serving.loads``."""

    source: str
    found: bool
    media: str
    iri: str
    content: bytes


def _document(told: dict[str, Any], content: bytes) -> _Document:
    """One of the documents of an update, cut out of the content of all."""
    found = "start" in told
    own = content[told["start"] : told["end"]] if found else b""
    return _Document(told["source"], found, told.get("media", ""), told.get("iri", ""), own)


def _forbidden(which: str) -> ForbiddenError:
    return ForbiddenError(
        f"{which} is derived from articles and written by kg build alone", mend="Write into a graph of yours."
    )


def _media_by_name(iri: str) -> str:
    """The media type of a document that was sent without one, by the end of its name; empty where that says nothing."""
    form = ox.RdfFormat.from_extension(urlsplit(iri).path.rpartition(".")[2])
    return form.media_type if form else ""
