"""Requests of the SPARQL 1.1 Protocol and the Graph Store HTTP Protocol, read: parameters, datasets, bodies, tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from flask import request
from werkzeug.datastructures import MultiDict, WWWAuthenticate
from werkzeug.exceptions import Forbidden, Unauthorized, UnsupportedMediaType
from werkzeug.http import parse_etags
from werkzeug.sansio.utils import get_current_url

from kg.errors import QueryError, UsageError
from kg.serving.conditions import ANY
from kg.serving.tokens import Tokens
from kg.web.parameters import FORMS, OF_A_QUERY, OF_AN_UPDATE, check_coding, check_form, check_names
from kg.web.state import LOOPBACK, client, state

_PLACES = {"query": "/sparql", "update": "/update"}
_ADDRESSES = 32  # that are remembered: of each as many as the service has names
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]*")


@dataclass(frozen=True, slots=True)
class Operation:
    """A query or an update as sent, with the dataset named beside it (IRIs)."""

    text: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


def address() -> str:
    """``request.base_url``, which relative IRIs are resolved against; the same few are asked all the time."""
    return _address(request.scheme, request.host, request.root_path, request.path)


_address = lru_cache(maxsize=_ADDRESSES)(get_current_url)


def read_query() -> Operation | None:
    """The query of a request; None when there is none (SPARQL 1.1 Protocol, section 2.1).

    Raises:
        QueryError: several queries, one that is not UTF-8, an update, or a wrong IRI.
        UsageError: a parameter that is not known, or a form that is not UTF-8.
        UnsupportedMediaType: a body of another type.
    """
    if "update" in request.args:
        raise QueryError("an update is not asked for", mend="POST it to /update.")
    text = _operation("query", "application/sparql-query")
    check_names(request.values, OF_A_QUERY)
    if text is None:
        return None
    return Operation(text, _iris("default-graph-uri"), _iris("named-graph-uri"))


def read_update() -> Operation:
    """The update of a request (SPARQL 1.1 Protocol, section 2.2).

    Raises:
        QueryError: none, several, one that is not UTF-8, or a wrong IRI.
        UsageError: a parameter that is not known, or a form that is not UTF-8.
        UnsupportedMediaType: a body of another type.
    """
    if "update" in request.args or "query" in request.args:
        raise QueryError("an update does not stand in an address", mend="POST it as a form or as its body.")
    text = _operation("update", "application/sparql-update")
    check_names(request.values, OF_AN_UPDATE)
    if text is None:
        raise QueryError("there is no update", mend="POST it as the parameter update, or as its body.")
    return Operation(text, _iris("using-graph-uri"), _iris("using-named-graph-uri"))


def _operation(name: str, media: str) -> str | None:
    """The one text there is, in the address, a form or the body."""
    given = request.args.getlist(name)
    other = {"query": "update", "update": "query"}[name]
    if request.method == "POST":
        check_coding()
        if request.mimetype == media:
            charset = request.mimetype_params.get("charset", "utf-8").lower()
            if charset not in ("utf-8", "utf8"):
                raise UnsupportedMediaType(f"SPARQL is sent in UTF-8, not in {charset[:20]}")
            try:
                given += [request.get_data().decode("utf-8")]
            except UnicodeDecodeError as error:
                raise QueryError(f"the {name} is not UTF-8 at byte {error.start}") from error
        elif request.mimetype in FORMS:
            check_form()
            given += request.form.getlist(name)
            if other in request.form:
                raise QueryError(f"this address takes no {other}", mend=f"POST it to {_PLACES[other]}.")
        else:
            raise UnsupportedMediaType(f"Send the {name} in a form or as {media}; {_PLACES[other]} takes the {other}")
    if len(given) > 1:
        raise QueryError(f"there are several parameters {name} in one request", mend="Send one.")
    return given[0] if given else None


def _iris(name: str) -> tuple[str, ...]:
    given = tuple(iri for source in _sources() for iri in source.getlist(name))
    for iri in given:
        check_iri(iri, name)
    return given


def _sources() -> tuple[MultiDict[str, str], ...]:
    """Where parameters stand: in the address, and in the form if there is one."""
    return (request.args, request.form) if request.mimetype in FORMS else (request.args,)


def check_iri(iri: str, name: str) -> None:
    """Refuses what is no absolute IRI.

    Raises:
        QueryError: names the parameter.
    """
    if not _IRI.fullmatch(iri):
        raise QueryError(f"{name}={iri[:80]!r} is no absolute IRI", mend="Give it in full, for example urn:x:mine.")


def seconds_asked() -> float:
    """The parameter ``timeout``: a limit of the client's own; 0 for none.

    Raises:
        UsageError: when it is no number of seconds above nought.
    """
    given = next((value for source in _sources() if "timeout" in source and (value := source["timeout"])), "")
    if not given:
        return 0.0
    if not re.fullmatch(r"\d{1,6}(\.\d{1,6})?", given) or float(given) <= 0:
        raise UsageError(f"timeout={given[:20]!r} is no number of seconds above 0", mend="Send for example timeout=5.")
    return float(given)


def writer_name(tokens: Tokens) -> str:
    """Who writes, by the token sent (RFC 6750, section 2.1).

    Raises:
        Forbidden: when the service is read-only.
        Unauthorized: when there is no token, or a wrong one.
    """
    if not tokens:
        raise Forbidden("This service is read-only: no token is set")
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    name = tokens.name_of(secret.strip()) if scheme.lower() == "bearer" else None
    if name is None:
        told = "The token is not known" if secret else "Writing needs a token: Authorization: Bearer SECRET"
        raise Unauthorized(told, www_authenticate=WWWAuthenticate("bearer", {"realm": "Demarche"}))
    return name


def is_trusted() -> bool:
    """Whether whoever asks may read whole texts: sits at this machine, or has a token."""
    try:
        check_trusted("Whole texts")
    except (Forbidden, Unauthorized):
        return False
    return True


def check_trusted(what: str) -> None:
    """Lets pass whoever sits at this machine, and who has a token.

    A page of another site in a browser at this machine is a stranger: it asks without whoever sits there.

    Args:
        what: is asked for, in the plural.

    Raises:
        Forbidden: for a stranger while no token is set.
        Unauthorized: for a stranger without one.
    """
    if client() in LOOPBACK and not _is_of_another_site():
        return
    if not state().tokens:
        raise Forbidden(f"{what} are for this machine, or for who has a token")
    writer_name(state().tokens)


def _is_of_another_site() -> bool:
    """Whether a browser says that a page of another origin asks (https://fetch.spec.whatwg.org/#origin-header)."""
    origin = request.headers.get("Origin", "").lower()
    return bool(origin) and origin != f"{request.scheme}://{request.host}".lower()


def tags(header: str) -> list[str]:
    """The entity tags of ``If-Match`` or ``If-None-Match``, or ``*`` (RFC 9110, sections 13.1.1 and 13.1.2).

    Args:
        header: which; a weak tag counts for ``If-None-Match`` alone.

    Returns:
        Nothing when there is no such header; an empty tag, which no graph has, when it holds none that counts.
    """
    if header not in request.headers:
        return []
    given = parse_etags(request.headers[header])
    if given.star_tag:
        return [ANY]
    return sorted(given.as_set(include_weak=header == "If-None-Match") - {ANY}) or [""]
