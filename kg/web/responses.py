"""Answers of workers as HTTP: pieces as they come, entity tags, gzip, and what is kept to be given again.

An entity tag names generation, query, dataset, media types and coding, and a generation never changes: so a client that
sends one it was given is told that nothing changed without anybody being asked. Only ``*`` must wait for the answer,
since there may be none. A tag stands for the same bytes always, so gzip has one level, and length alone decides on it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import IO

from flask import Response, request
from werkzeug.datastructures import ETags

from kg.errors import KgError
from kg.serving import cache, zipping
from kg.serving.coming import Answer
from kg.serving.conditions import tag_of
from kg.serving.starting import Seen
from kg.web.metrics import Outcome
from kg.web.negotiation import Wanted, accepts_gzip
from kg.web.observing import Trace, outcome_of, trace
from kg.web.repeats import Place, note_place
from kg.web.state import State, varied

Request = dict[str, object]
_PIECE = 1 << 16  # bytes of a file that are sent at a time
_DENSE = ("application/zip", "image/png")  # zipped already


def answer(state: State, asked: Request, wanted: Wanted, *, seconds: float = 0.0) -> Response:
    """Have workers answer, and send it.

    Args:
        state: of the application.
        asked: the request without media types.
        wanted: media types, tables' and graphs', best first.
        seconds: a limit of the client's own; 0 for none.

    Raises:
        KgError: when there is no answer.
    """
    pool = state.processes.pool
    seen = pool.newest()
    key: cache.Key = (*(_plain(asked[part]) for part in sorted(asked)), *wanted)
    zipped = accepts_gzip(request.headers.get("Accept-Encoding", ""))
    tag = _tag(seen, key, zipped=zipped)
    known = request.if_none_match if request.method in ("GET", "HEAD") else ETags()
    if not known.star_tag and known.contains_weak(tag):
        return _tagged(_unchanged(seen.generation), tag)
    kept = state.cache.get(seen.epoch, key)
    if kept is not None and known.star_tag:
        return _tagged(_unchanged(seen.generation), tag)
    if kept is not None:
        _note(Outcome.CACHED, seen.generation)
        _note_place(seen, key, zipped=zipped)
        return _tagged(_whole(state, seen.epoch, key, kept, zipped=zipped), tag)
    coming = pool.ask({**asked, "table_media": list(wanted[0]), "graph_media": list(wanted[1])}, seconds=seconds)
    body = _complete(coming)
    lasting = bool(coming.head["cacheable"]) and coming.epoch == seen.epoch
    if known.star_tag:
        coming.close()
        unchanged = _unchanged(coming.generation)
        return _tagged(unchanged, tag) if lasting else varied(unchanged)
    _note(Outcome.OK, coming.generation)
    media = content_type(coming.head["media"])
    if body is None:
        pieces = _kept(state, seen.epoch, key, media, coming) if lasting else iter(coming)
        response = _streamed(coming, pieces, media, zipped=zipped)
        return _tagged(response, tag) if lasting else varied(response)
    whole = cache.Answer(media, body)
    if lasting and state.cache.put(seen.epoch, key, whole):
        _note_place(seen, key, zipped=zipped)
    state.cache.forget_before(seen.epoch)
    response = _whole(state, seen.epoch, key, whole, zipped=zipped)
    return _tagged(response, tag) if lasting else varied(response)


def made(
    state: State, seen: Seen, key: cache.Key, media: str, make: Callable[[], bytes], *, kept: bool = True
) -> Response:
    """An answer that is made in this process, once for each generation; tagged and zipped as those of workers.

    Args:
        state: of the application.
        seen: the generation that it follows from.
        key: what it depends on beside it.
        media: its media type.
        make: makes it.
        kept: whether it is worth its room in the cache.

    Raises:
        KgError: when it cannot be made.
    """
    zipped = accepts_gzip(request.headers.get("Accept-Encoding", ""))
    tag = _tag(seen, key, zipped=zipped)
    if request.if_none_match.contains_weak(tag):
        return _tagged(_unchanged(seen.generation), tag)
    found = state.cache.get(seen.epoch, key) if kept else None
    _note(Outcome.CACHED if found else Outcome.OK, seen.generation)
    whole = found or cache.Answer(content_type(media), make())
    if kept and not found:
        state.cache.put(seen.epoch, key, whole)
        state.cache.forget_before(seen.epoch)
    return _tagged(_whole(state, seen.epoch, key, whole, zipped=zipped), tag)


def sent(seen: Seen, key: cache.Key, media: str, make: Callable[[], IO[bytes]]) -> Response:
    """A file that is made in this process and sent as an attachment, never kept; arguments as of ``made``."""
    zipped = accepts_gzip(request.headers.get("Accept-Encoding", "")) and media not in _DENSE
    tag = _tag(seen, key, zipped=zipped)
    if request.if_none_match.contains_weak(tag):
        return _tagged(_unchanged(seen.generation), tag)
    file = make()
    _note(Outcome.OK, seen.generation)
    pieces = iter(lambda: file.read(_PIECE), b"")
    response = Response(_counted(pieces, trace(), zipped=zipped), content_type=content_type(media))
    response.call_on_close(file.close)
    if zipped:
        response.content_encoding = "gzip"
    return _tagged(response, tag)


def _tag(seen: Seen, key: cache.Key, *, zipped: bool) -> str:
    """The entity tag of an answer."""
    what = hashlib.sha256(repr(key).encode("utf-8", "surrogatepass")).hexdigest()[:24]
    return tag_of(seen.name, f"{what}-gz" if zipped else what)


def _unchanged(number: int) -> Response:
    """The client has it already."""
    _note(Outcome.NOT_MODIFIED, number)
    return Response(status=HTTPStatus.NOT_MODIFIED)


def _note_place(seen: Seen, key: cache.Key, *, zipped: bool) -> None:
    """The cache has what this query is answered with."""
    if (query := trace().query) is not None:
        note_place(request.environ, Place(seen.epoch, key, seen.generation, query, zipped))


def _note(outcome: Outcome, number: int) -> None:
    known = trace()
    known.outcome, known.generation = outcome, number


def content_type(media: str) -> str:
    """With its charset, where the media type has one."""
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


def _plain(value: object) -> str | tuple[str, ...] | None:
    """A part of a key."""
    if isinstance(value, list | tuple):
        return tuple(str(item) for item in value)
    return None if value is None else str(value)


def _complete(coming: Answer) -> bytes | None:
    """The whole answer where it is short; None where it is better sent as it comes."""
    if not coming.complete:
        coming.look_ahead()
    if not coming.complete:
        return None
    return coming.first()


def _whole(state: State, epoch: int, key: cache.Key, kept: cache.Answer, *, zipped: bool) -> Response:
    """An answer that is here already."""
    if not zipped or len(kept.body) < zipping.SMALLEST_ZIPPED:
        return Response(kept.body, content_type=kept.media_type)
    body = state.cache.zipped(epoch, key) or zipping.zipped(kept.body)
    response = Response(body, content_type=kept.media_type)
    response.content_encoding = "gzip"
    return response


def _kept(state: State, epoch: int, key: cache.Key, media: str, coming: Answer) -> Iterator[bytes]:
    """Pieces on their way, kept together if the cache can hold them."""
    room, pieces = state.cache.largest, list[bytes]()
    for piece in coming:
        room -= len(piece)
        if room >= 0:
            pieces.append(piece)
        else:
            pieces.clear()
        yield piece
    if room >= 0:
        state.cache.put(epoch, key, cache.Answer(media, b"".join(pieces)))


def _streamed(coming: Answer, pieces: Iterator[bytes], media: str, *, zipped: bool) -> Response:
    """An answer that is sent as it comes; one that breaks off ends the connection in its middle."""
    response = Response(_counted(pieces, trace(), zipped=zipped), content_type=media)
    response.call_on_close(coming.close)
    if zipped:
        response.content_encoding = "gzip"
    return response


def _counted(pieces: Iterator[bytes], known: Trace, *, zipped: bool) -> Iterator[bytes]:
    """Pieces as they are sent, their bytes counted; a late error is noted."""
    try:
        for piece in zipping.zip_pieces(pieces) if zipped else pieces:
            known.bytes += len(piece)
            yield piece
    except GeneratorExit:
        known.outcome = Outcome.LEFT
        raise
    except KgError as error:
        known.outcome = outcome_of(error)
        raise


def _tagged(response: Response, tag: str) -> Response:
    """With an entity tag; the answer may be kept, and must be asked for again: the next generation may differ."""
    response.set_etag(tag)
    response.headers["Cache-Control"] = "no-cache"
    return varied(response)
