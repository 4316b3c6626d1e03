"""What a client would rather have, best first. A query's form is not known here: its worker chooses from both lists."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from kg.errors import NotOfferedError
from kg.serving.answers import GRAPHS, TABLES

SHORT = {
    "json": ("application/sparql-results+json", "application/ld+json"),
    "xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "csv": ("text/csv", ""),
    "tsv": ("text/tab-separated-values", ""),
    "turtle": ("", "text/turtle"),
    "ntriples": ("", "application/n-triples"),
    "nquads": ("", "application/n-quads"),
    "trig": ("", "application/trig"),
    "rdfxml": ("", "application/rdf+xml"),
    "jsonld": ("", "application/ld+json"),
}
"""The parameter ``format``: a table's media type, a graph's."""

_OTHERS = {"rdf": "rdfxml", "rdf+xml": "rdfxml", "n3": "turtle", "ttl": "turtle", "nt": "ntriples", "json-ld": "jsonld"}
"""What clients call them (SPARQLWrapper sends ``format`` beside ``Accept``, whether it is asked to or not)."""

Wanted = tuple[tuple[str, ...], tuple[str, ...]]
"""Media types accepted for tables and for graphs, best first."""


LONGEST = 4096
"""Characters of a header that tells what is accepted: parsing takes time that grows with them."""

_LONGEST_KEPT = 1024  # characters of a header whose meaning is remembered
_PAGES = ("text/html", "application/xhtml+xml")


def prefers_page(header: str) -> bool:
    """Whether a browser asks: a page is named, and nothing is wanted more or is named before it as much.

    >>> prefers_page("text/html,*/*;q=0.8"), prefers_page("text/turtle,text/html"), prefers_page("*/*")
    (True, False, False)

    Args:
        header: ``Accept``; one that is too long asks for no page.
    """
    if len(header) > LONGEST or "html" not in header.lower():
        return False
    accept = parse_accept_header(header, MIMEAccept)
    highest = max((quality for _, quality in accept), default=0.0)
    named = [value.partition(";")[0].strip().lower() for value, quality in accept if quality == highest]
    return highest > 0 and next((value for value in named if "*" not in value), "") in _PAGES


def accepted(header: str, form: str = "") -> Wanted:
    """What a request accepts.

    Args:
        header: ``Accept``; empty accepts all.
        form: parameter ``format``, which wins; empty for none.

    Raises:
        NotOfferedError: when nothing that there is can be accepted, or there is no such form.
    """
    if len(header) + len(form) > _LONGEST_KEPT:
        return _accepted(header, form)
    return _kept(header, form)


def accepts_gzip(header: str) -> bool:
    """Whether an answer may be sent in gzip (RFC 9110, section 12.5.3).

    >>> accepts_gzip("gzip, br"), accepts_gzip("identity"), accepts_gzip("gzip;q=0, *")
    (True, False, False)

    Args:
        header: ``Accept-Encoding``; empty accepts no coding.
    """
    return (_accepts_gzip if len(header) > _LONGEST_KEPT else _known_gzip)(header)


def _accepts_gzip(header: str) -> bool:
    return parse_accept_header(header).quality("gzip") > 0


_known_gzip = lru_cache(maxsize=512)(_accepts_gzip)


def chosen(header: str, form: str, offers: Mapping[str, str]) -> str:
    """The form of an answer that is made in this process.

    >>> chosen("text/csv, */*;q=0.1", "", {"json": "application/json", "csv": "text/csv"})
    'csv'

    Args:
        header: ``Accept``; empty accepts all.
        form: parameter ``format``, which wins; empty for none.
        offers: short name -> media type, the usual one first.

    Raises:
        NotOfferedError: when none of them can be accepted.
    """
    if form:
        found = next((name for name, media in offers.items() if form.lower() in (name, media)), "")
        if not found:
            raise NotOfferedError(offers)
        return found
    media = _ordered(MIMEAccept(_plain(header)), tuple(offers.values())) if header else tuple(offers.values())
    if not media and "html" not in header.lower():  # a browser that takes nothing else shows it as text
        raise NotOfferedError(offers.values())
    return next((name for name, other in offers.items() if media and other == media[0]), next(iter(offers)))


def _plain(header: str) -> list[tuple[str, float]]:
    """What a header accepts, without parameters: ours have none."""
    parsed = parse_accept_header(header, MIMEAccept)
    return [(value.partition(";")[0].strip(), quality) for value, quality in parsed]


def _accepted(header: str, form: str) -> Wanted:
    if form:
        table, graph = _named(form.lower())
        return (table,) if table else (), (graph,) if graph else ()
    if not header:
        return tuple(TABLES), tuple(GRAPHS)
    accept = MIMEAccept(_plain(header))
    tables, graphs = _ordered(accept, tuple(TABLES)), _ordered(accept, tuple(GRAPHS))
    if not tables and not graphs:
        if accept.accept_html:  # a browser that takes nothing else shows it as text
            return tuple(TABLES), tuple(GRAPHS)
        raise NotOfferedError((*TABLES, *GRAPHS))
    return tables, graphs


_kept = lru_cache(maxsize=512)(_accepted)


def _named(form: str) -> tuple[str, str]:
    """Media types that the parameter ``format`` names: a table's and a graph's; empty where it names none.

    Raises:
        NotOfferedError: when there is no such form.
    """
    short = _OTHERS.get(form, form)
    if short in SHORT:
        return SHORT[short]
    if form not in TABLES and form not in GRAPHS:
        raise NotOfferedError(SHORT)
    return form if form in TABLES else "", form if form in GRAPHS else ""


def _ordered(accept: MIMEAccept, offers: tuple[str, ...]) -> tuple[str, ...]:
    """Offers that are accepted, by quality; of equals the usual one first (RFC 9110, section 12.5.1)."""
    quality = {offer: accept.quality(offer) for offer in offers}
    return tuple(sorted((offer for offer in offers if quality[offer] > 0), key=lambda offer: -quality[offer]))
