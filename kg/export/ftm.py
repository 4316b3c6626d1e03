"""FollowTheMoney entities (https://followthemoney.tech/explorer/), one a line, for Aleph and OpenAleph.

Countries and what belongs to one are ``PublicBody``, other bodies ``Organization``; an office is a ``Position`` with an
``Occupancy``; articles are ``Article``, without their text. An event type that the ontology makes a subclass of a
FollowTheMoney schema (``Sanction``) is one, if it happened: nobody shall look sanctioned of whom a sanction was only
threatened, or which was lifted. Everything else is an ``Event``; the name of what did not happen says so, and that of a
measure that ended.

Ids are letters, digits and hyphens, as FollowTheMoney asks; the IRI is a ``sourceUrl``. Partial dates stay partial;
those that FollowTheMoney cannot say (``2024-05~``, intervals) become a start and an end. Sentences are ``notes`` or,
where a schema has none, ``description``; the articles ``proof``. Other forms of a name are ``weakAlias``: many are bare
surnames.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.export.sheet import make_ids, printable
from kg.store import Reader
from kg.store.terms import Terms, read_terms, select_rows
from kg.vocabulary import FTM, LABEL, Dip, local_name

_THINGS = """SELECT ?thing ?class ?name ?alias ?reference ?of WHERE {
  VALUES ?class { dip:Person dip:Organization dip:Country dip:Place }
  ?thing a ?class ; rdfs:label ?name .
  OPTIONAL { ?thing dip:alias ?alias } OPTIONAL { ?thing dip:reference ?reference }
  OPTIONAL { ?thing dip:memberOf|dip:within ?of }
} ORDER BY ?thing ?alias ?of"""
_POSITIONS = """SELECT ?position ?holder ?title ?body ?former ?asof WHERE {
  ?position a dip:Position ; dip:holder ?holder ; dip:title ?title .
  OPTIONAL { ?position dip:organization ?body } OPTIONAL { ?position dip:former ?former }
  OPTIONAL { ?position dip:asOf ?asof }
} ORDER BY ?position ?asof"""
_ARTICLES = """SELECT ?article ?file ?headline ?outlet ?author ?url ?published WHERE {
  GRAPH ?g {
    ?article a dip:Article ; dip:file ?file .
    OPTIONAL { ?article dip:headline ?headline } OPTIONAL { ?article dip:publisher ?outlet }
    OPTIONAL { ?article dip:author ?author } OPTIONAL { ?article dip:url ?url }
    OPTIONAL { ?article dip:published ?published }
  } $OURS(?g)
} ORDER BY ?article"""
_EVENTS = """SELECT ?event ?property ?value ?label WHERE {
  ?event a dip:Event ; ?property ?value . OPTIONAL { ?value rdfs:label ?label }
} ORDER BY ?event ?property ?label ?value"""
_SENTENCES = """SELECT DISTINCT ?event ?article ?start ?quote WHERE {
  ?event a dip:Event ; dip:restsOn ?claim .
  GRAPH ?g { ?claim dip:article ?article ; gaf:denotedBy ?sentence . ?sentence dip:start ?start ; dip:quote ?quote }
  $OURS(?g)
} ORDER BY ?event ?article ?start"""
_REQUIRED = """SELECT ?type ?role WHERE {
  GRAPH $ONTOLOGY { ?type sh:property ?shape . ?shape sh:path ?role ; sh:minCount ?least . FILTER(?least > 0) }
} ORDER BY ?type ?role"""
_PRINTED = "SELECT ?value ?word WHERE { GRAPH $ONTOLOGY { ?value fr:printsStatus ?word } } ORDER BY ?value ?word"
_ALIGNED = "SELECT ?type ?of WHERE { GRAPH $ONTOLOGY { ?type rdfs:subClassOf ?of } } ORDER BY ?type ?of"

_PLAIN_DATE = re.compile(r"\d{4}(-(0\d|1[0-2])(-\d\d)?)?", re.ASCII)  # no season, no qualifier, no interval
_ISO = "iso:"
_DIGITS = 12


@dataclass(slots=True)
class _Thing:
    """A person, body, country or place."""

    kind: str
    name: str
    code: str
    aliases: list[str] = field(default_factory=list)
    of: list[str] = field(default_factory=list)


def write_ftm(reader: Reader) -> Iterator[bytes]:
    """All entities, one JSON object a line: persons and bodies, offices, articles, events."""
    yield from _Writer(reader).lines()


class _Writer:
    """What one generation holds, by IRI."""

    def __init__(self, reader: Reader) -> None:
        self._terms: Terms = read_terms(reader)
        self._things: dict[str, _Thing] = {}
        for iri, kind, name, alias, reference, of in select_rows(reader, _THINGS):
            code = reference.removeprefix(_ISO).lower() if reference.startswith(_ISO) else ""
            thing = self._things.setdefault(iri, _Thing(kind, name, code))
            thing.aliases += [alias] if alias else []
            thing.of += [of] if of else []
        self._positions = select_rows(reader, _POSITIONS)
        self._articles = {row[0]: row[1:] for row in select_rows(reader, _ARTICLES)}
        self._sentences: dict[str, dict[str, list[str]]] = {}
        for event, article, _, quote in select_rows(reader, _SENTENCES):
            self._sentences.setdefault(event, {}).setdefault(article, []).append(quote)
        self._events: dict[str, dict[str, list[tuple[str, str]]]] = {}
        for event, name, value, label in select_rows(reader, _EVENTS):
            self._events.setdefault(event, {}).setdefault(name, []).append((value, label))
        aligned = (row for row in select_rows(reader, _ALIGNED) if row[1].startswith(FTM))
        # Concepts that say more of an event than that it occurred: that a measure has ended.
        self._printed: dict[str, str] = {row[0]: row[1] for row in select_rows(reader, _PRINTED)}
        self._required = {(kind, role) for kind, role in select_rows(reader, _REQUIRED)}
        self._schemata = {kind: local_name(schema) for kind, schema in aligned}
        positions = {row[0] for row in self._positions}
        self._ids = make_ids(sorted({*self._things, *positions, *self._articles, *self._events}))

    def lines(self) -> Iterator[bytes]:
        """Every entity."""
        yield from (self._thing(iri, thing) for iri, thing in self._things.items() if thing.kind != Dip.Place)
        yield from self._offices()
        for iri, (file, headline, outlet, author, url, published) in self._articles.items():
            told = {"title": [headline or file], "fileName": [file], "publisher": [outlet], "author": [author]}
            yield self._line(iri, "Article", told | {"sourceUrl": [url], "publishedAt": [_partial(published)]})
        yield from (self._event(iri, known) for iri, known in self._events.items())

    def _thing(self, iri: str, thing: _Thing) -> bytes:
        """A person, a body or a country."""
        told = {"name": [thing.name], "weakAlias": thing.aliases, "country": self._codes([iri]), "sourceUrl": [iri]}
        if thing.kind == Dip.Person:
            titles = [title for _, holder, title, *_ in self._positions if holder == iri]
            return self._line(iri, "Person", told | {"position": titles})
        of_state = thing.kind == Dip.Country or any(
            self._things[of].kind == Dip.Country for of in thing.of if of in self._things
        )
        return self._line(iri, "PublicBody" if of_state else "Organization", told)

    def _offices(self) -> Iterator[bytes]:
        """Offices, and who holds or held them."""
        seen: set[str] = set()
        held: dict[str, list[tuple[str, ...]]] = {}
        for row in self._positions:
            held.setdefault(row[0], []).append(row)
        for iri, rows in held.items():
            _, holder, title, body, former, _ = rows[0]
            post = _post_id(title, body)
            if post not in seen:
                seen.add(post)
                name = f"{title} ({self._things[body].name})" if body in self._things else title
                bodies = [self._ids[body]] if body in self._things else []
                yield _line(post, "Position", {"name": [name], "organization": bodies, "country": self._codes([body])})
            if holder in self._things:
                dates = [_partial(row[5]) for row in rows]
                status = ["ended" if former == "true" else "current"]
                told = {"holder": [self._ids[holder]], "post": [post], "status": status, "date": dates}
                yield self._line(iri, "Occupancy", told | {"sourceUrl": [iri]})

    def _event(self, iri: str, known: dict[str, list[tuple[str, str]]]) -> bytes:
        """An event by its schema."""
        kind = next(
            (value for values in known.values() for value, _ in values if value in self._terms.types), Dip.Event
        )
        status = known[Dip.status][0][0]
        happened = status in self._terms.happened
        ended = [self._printed[value] for values in known.values() for value, _ in values if value in self._printed]
        listing = self._listing(kind, known) if happened and not ended and kind in self._schemata else {}
        schema = self._schemata[kind] if "entity" in listing else "Event"
        dates = [value for value, _ in known.get(Dip.date, [])]
        plain = [date for date in dates if _partial(date)]
        told: dict[str, Sequence[str]] = {"sourceUrl": [iri]}
        if len(plain) == len(dates):
            told["date"] = plain
        else:
            told["startDate"] = [min(value for value, _ in known.get(Dip.earliest, [("", "")]))]
            told["endDate"] = [max(value for value, _ in known.get(Dip.latest, [("", "")]))]
        became = ended[0] if happened and ended else self._terms.label(status)
        named = ", ".join([self._terms.label(kind), became, *dates])
        quotes = self._sentences.get(iri, {})
        told["summary"] = [named]
        told["proof"] = [self._ids[article] for article in quotes if article in self._ids]
        sentences = list(dict.fromkeys(quote for texts in quotes.values() for quote in texts))
        if schema == "Event":
            label = next((value for value, _ in known.get(LABEL, [])), named)
            told["name"] = [label if happened and not ended else f"{label} ({became})"]
            told["notes"] = sentences
            told["keywords"] = [self._terms.types.get(kind, ""), local_name(status), *ended]
            told |= self._parties(kind, known)
        else:
            told["description"] = sentences
            told |= listing
        return self._line(iri, schema, told)

    def _parties(self, kind: str, known: dict[str, list[tuple[str, str]]]) -> dict[str, list[str]]:
        """Who takes part in an event, and where it is."""
        taking = [value for value, _ in known.get(Dip.participant, ())]
        involved = [value for value in taking if value in self._things and self._things[value].kind != Dip.Place]
        places = [
            value
            for (owner, role) in self._terms.roles
            if owner == kind
            for value, _ in known.get(role, ())
            if value in self._things and value not in taking
        ]
        return {
            "involved": [self._ids[value] for value in involved],
            "location": [self._things[place].name for place in places],
            "country": self._codes(places),
        }

    def _listing(self, kind: str, known: dict[str, list[tuple[str, str]]]) -> dict[str, list[str]]:
        """The roles of a sanction: whom the required one names is listed, by the other parties."""
        told: dict[str, list[str]] = {}
        for owner, role in self._terms.roles:
            for value, label in known.get(role, ()) if owner == kind else ():
                if value in self._things and (kind, role) in self._required:
                    told.setdefault("entity", []).append(self._ids[value])
                elif value in self._things:
                    told.setdefault("authority", []).append(label)
                    told.setdefault("country", []).extend(self._codes([value]))
                elif value in self._terms.labels:
                    told.setdefault("status", []).append(self._terms.labels[value])
                else:
                    told.setdefault("program", []).append(value)
        return told

    def _codes(self, iris: Sequence[str]) -> list[str]:
        """ISO codes of countries, and of those that things belong to."""
        things = [self._things[iri] for iri in iris if iri in self._things]
        own = [thing.code for thing in things]
        return own + [self._things[of].code for thing in things for of in thing.of if of in self._things]

    def _line(self, iri: str, schema: str, told: dict[str, Sequence[str]] | dict[str, list[str]]) -> bytes:
        return _line(self._ids[iri], schema, told)


def _line(name: str, schema: str, told: dict[str, Sequence[str]] | dict[str, list[str]]) -> bytes:
    """An entity: properties in order of name, values in order and once, empty ones left out."""
    properties = {
        key: sorted({printable(value) for value in values if value})
        for key, values in sorted(told.items())
        if any(values)
    }
    form = {"id": name, "schema": schema, "properties": properties}
    return (json.dumps(form, ensure_ascii=False) + "\n").encode()


def _post_id(title: str, body: str) -> str:
    """An office is known by its title and its body."""
    return f"post-{hashlib.sha256(f'{title} {body}'.encode()).hexdigest()[:_DIGITS]}"


def _partial(date: str) -> str:
    """A date that FollowTheMoney can say; else empty."""
    return date if _PLAIN_DATE.fullmatch(date) else ""
