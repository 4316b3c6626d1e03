"""The queries behind ``show`` and the paths' evidence: store -> views."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kg.judgement import short_name
from kg.service import questions
from kg.service.lookup import Named
from kg.service.views import (
    ArticleView,
    EntityView,
    EventLine,
    EventView,
    Evidence,
    JudgementLine,
    Link,
    PositionLine,
    Role,
)
from kg.store.terms import Answering, Terms, select_rows
from kg.vocabulary import PREFIXES, Dip, local_name

Row = tuple[str, ...]
_Placed = tuple[int, Evidence]  # offset of the claim's trigger


class Views:
    """Reads views from one generation.

    Args:
        reader: of the generation, or an endpoint.
        terms: its ontology's terms.
    """

    def __init__(self, reader: Answering, terms: Terms) -> None:
        self._reader = reader
        self._terms = terms

    def things(self) -> list[Named]:
        """Everything that has a name: entities with their aliases, events, articles (by headline and file)."""
        rows = self._all_rows(questions.THINGS, "thing")
        names: dict[str, tuple[str, str, list[str]]] = {}
        for iri, kind, label, alias in rows:
            names.setdefault(iri, (local_name(kind), label, []))[2].extend([alias] if alias else [])
        things = [Named(iri, kind, label, tuple(aliases)) for iri, (kind, label, aliases) in names.items()]
        articles = self._all_rows(questions.ARTICLES, "article")
        things += [
            Named(iri, local_name(Dip.Article), headline or file, tuple(filter(None, (file, digest))))
            for iri, file, headline, digest in articles
        ]
        return things

    def evidence(self, subjects: Iterable[str]) -> dict[str, tuple[Evidence, ...]]:
        """The sentences that events or positions rest on.

        Args:
            subjects: IRIs of events or positions.

        Returns:
            By IRI, in order of publication, file and offset; a subject without claims is absent.
        """
        resting = self._rows_for(questions.CLAIMS, "$SUBJECTS", sorted(set(subjects)))
        carried = self._sentences(sorted({claim for _, claim in resting}))
        found: dict[str, list[_Placed]] = {}
        for subject, claim in resting:
            found.setdefault(subject, []).extend(carried.get(claim, ()))
        return {
            subject: tuple(item for _, item in sorted(items, key=_place)) for subject, items in found.items() if items
        }

    def _sentences(self, claims: Sequence[str]) -> dict[str, list[_Placed]]:
        """The sentences of claims, by claim."""
        found: dict[str, list[_Placed]] = {}
        for row in self._rows_for(questions.EVIDENCE, "$CLAIMS", claims):
            claim, article, file, outlet, headline, published, start, end, quote, status, date, voice, at = row
            item = Evidence(
                article=article,
                file=file,
                outlet=outlet,
                headline=headline,
                published=published,
                start=int(start),
                end=int(end),
                quote=quote,
                claim=claim,
                status=self._terms.label(status) if status else "",
                date=date,
                attribution=voice,
            )
            found.setdefault(claim, []).append((int(at or start), item))
        return found

    def event(self, iri: str) -> EventView:
        """One event with its roles and every claim's sentences."""
        rows = self._about(iri, questions.FACTS)
        facts: dict[str, list[Link]] = {}
        for name, value, label in rows:
            facts.setdefault(name, []).append(Link(value, label))
        kind = next((link.iri for link in facts.get(_TYPE, ()) if link.iri in self._terms.types), Dip.Event)
        roles = tuple(
            Role(role, self._terms.label(role), tuple(self._filler(link) for link in facts[role]))
            for (owner, role) in self._terms.roles
            if owner == kind and role in facts
        )
        return EventView(
            iri=iri,
            label=_only(facts.get(_LABEL)),
            type=self._terms.label(kind),
            status=self._terms.label(_only(facts.get(Dip.status))),
            happened=_only(facts.get(Dip.status)) in self._terms.happened,
            dates=tuple(link.iri for link in facts.get(Dip.date, ())),
            roles=roles,
            disagrees_on=tuple(self._terms.label(link.iri) for link in facts.get(Dip.disagreesOn, ())),
            sources=int(_only(facts.get(Dip.sources)) or 0),
            evidence=self.evidence([iri]).get(iri, ()),
            judgements=self._judgements(iri),
        )

    def entity(self, thing: Named) -> EntityView:
        """A person, organization, country or place."""
        happened = " ".join(f"<{status}>" for status in sorted(self._terms.happened))
        shared = self._about(thing.iri, questions.COUNTERPARTS.replace("$STATUSES", happened))
        named = Counter((article, title) for article, title, _ in self._about(thing.iri, questions.MENTIONS))
        return EntityView(
            iri=thing.iri,
            label=thing.name,
            kind=self._terms.label(PREFIXES["dip"] + thing.kind),
            aliases=thing.aliases,
            belongs=tuple(Link(*row) for row in self._about(thing.iri, questions.BELONGS)),
            positions=self._positions(thing.iri),
            events=self._lines(thing.iri, questions.WITH_THING),
            counterparts=tuple((Link(iri, label), int(count)) for iri, label, count in shared),
            mentions=tuple((Link(*key), count) for key, count in named.items()),
            judgements=self._judgements(thing.iri),
            elsewhere=tuple(row[0] for row in self._about(thing.iri, questions.ELSEWHERE)),
        )

    def referents(self, iri: str) -> tuple[tuple[str, str, str], ...]:
        """What articles call a thing: name for `kg judge`, words, file."""
        return tuple(
            (short_name(referent), name, file) for referent, name, file in self._about(iri, questions.REFERENTS)
        )

    def _judgements(self, iri: str) -> tuple[JudgementLine, ...]:
        """Judgements that decided something of a thing: not those of which a side is missing."""
        found: dict[str, list[Row]] = {}
        for row in self._about(iri, questions.JUDGEMENTS):
            found.setdefault(row[0], []).append(row)
        return tuple(
            JudgementLine(local_name(rows[0][0]), self._terms.label(rows[0][1]), *rows[0][2:5])
            for rows in found.values()
            if _decided(rows)
        )

    def article(self, iri: str) -> ArticleView:
        """An article and what its sentences say."""
        digest, file, headline, outlet, author, url, published, how = self._about(iri, questions.ARTICLE)[0]
        lines = self._lines(iri, questions.OF_ARTICLE)
        evidence = self.evidence(line.event.iri for line in lines)
        events = [
            (line, tuple(item for item in evidence.get(line.event.iri, ()) if item.article == iri)) for line in lines
        ]
        events.sort(key=lambda pair: (pair[1][0].start if pair[1] else 0, pair[0].event.iri))
        return ArticleView(
            iri=iri,
            digest=digest,
            file=file,
            headline=headline,
            outlet=outlet,
            author=author,
            url=url,
            published=published,
            published_how=how,
            events=tuple(events),
            persons=tuple(Link(*person) for person in self._about(iri, questions.PERSONS)),
        )

    def _positions(self, iri: str) -> tuple[PositionLine, ...]:
        """Offices of a person."""
        rows = self._about(iri, questions.POSITIONS)
        evidence = self.evidence(row[0] for row in rows)
        return tuple(
            PositionLine(
                title, Link(organization, label) if organization else None, former == "true", evidence.get(position, ())
            )
            for position, title, former, organization, label in rows
        )

    def _lines(self, iri: str, pattern: str) -> tuple[EventLine, ...]:
        """Events a pattern selects, one line an event, earliest first, undated last."""
        rows = self._about(iri, questions.LINES.replace("$PATTERN", pattern))
        groups: dict[str, list[Row]] = {}
        for row in rows:
            if row[1] in self._terms.types:
                groups.setdefault(row[0], []).append(row)
        lines = [(group[0][6] or "9999", self._line(group)) for group in groups.values()]
        return tuple(line for _, line in sorted(lines, key=lambda pair: (pair[0], pair[1].event.iri)))

    def _line(self, group: Sequence[Row]) -> EventLine:
        """Rows of one event -> its line; the narrowest role is told, none where the pattern asks for none."""
        iri, kind, _, label, status, _, _, sources = group[0]
        roles = [row[2] for row in group if (kind, row[2]) in self._terms.roles and row[2] != Dip.participant]
        generic = Dip.participant if any(row[2] == Dip.participant for row in group) else ""
        role = roles[0] if roles else generic
        return EventLine(
            event=Link(iri, label),
            type=self._terms.label(kind),
            role=self._terms.label(role) if role else "",
            dates=tuple(sorted({row[5] for row in group if row[5]})),
            status=self._terms.label(status),
            happened=status in self._terms.happened,
            sources=int(sources),
        )

    def _filler(self, link: Link) -> Link:
        """An entity, a concept (its label from the ontology) or a literal."""
        if link.label:
            return link
        return Link("", self._terms.labels.get(link.iri, link.iri))

    def _about(self, iri: str, question: str) -> list[Row]:
        """Rows of a question about one thing."""
        return self._rows(question.replace("<IRI>", f"<{iri}>"))

    def _rows_for(self, question: str, place: str, iris: Sequence[str]) -> list[Row]:
        """Rows of a question about many things, asked for some of them at a time."""
        rows: list[Row] = []
        for begin in range(0, len(iris), _CHUNK):
            values = " ".join(f"<{iri}>" for iri in iris[begin : begin + _CHUNK])
            rows += self._rows(question.replace(place, values))
        return rows

    def _all_rows(self, question: str, variable: str) -> Iterator[Row]:
        """Rows of a question about everything, some at a time: a service limits what one answer may hold.

        Args:
            question: ordered by its first variable, which is never empty.
            variable: that one.
        """
        behind = ""
        while True:
            query = question.replace(f"$BEHIND(?{variable})", behind).replace("$ROWS", str(_PAGE))
            rows = self._rows(query)
            whole = rows if len(rows) < _PAGE else [row for row in rows if row[0] != rows[-1][0]]  # it may go on
            whole = whole or rows
            yield from whole
            if len(rows) < _PAGE:
                return
            last = whole[-1][0].replace("\\", "\\\\").replace('"', '\\"')
            behind = f'FILTER(STR(?{variable}) > "{last}")'

    def _rows(self, query: str) -> list[Row]:
        """Rows of a SELECT as plain strings, empty where unbound."""
        return select_rows(self._reader, query)


_CHUNK = 500  # subjects a query; keeps its text small
_PAGE = 50_000  # rows a query that asks for everything
_TYPE = PREFIXES["rdf"] + "type"
_LABEL = PREFIXES["rdfs"] + "label"


def _place(placed: _Placed) -> tuple[str, str, int, int, str]:
    """Order of sentences: publication, file, trigger, sentence."""
    at, item = placed
    return item.published or "9999", item.file, at, item.start, item.claim


def _decided(rows: Sequence[Row]) -> bool:
    """Whether both sides of a judgement are there; for same, whether the thing rests on both."""
    column = 6 if rows[0][1] == Dip.SameJudgement else 7
    sides = {row[5] for row in rows}
    return all(any(row[5] == side and row[column] == "true" for row in rows) for side in sides)


def _only(links: Sequence[Link] | None) -> str:
    """Value of a property that has one."""
    return links[0].iri if links else ""
