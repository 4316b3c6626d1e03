"""What there is to see of one thing: values for the command line and for the pages, every fact with its sentences."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A thing named: its IRI and its label."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of an article, and what the claim it carries says.

    Attributes:
        article: IRI. file, outlet, headline: of the article. published: EDTF, or empty.
        start, end: code points of the article's text. quote: the words there.
        claim: IRI. status: label of what the claim says; empty where it has none. date: EDTF it states, or empty.
        attribution: who says so, in the text's words; empty for the article's own voice.
    """

    article: str
    file: str
    outlet: str
    headline: str
    published: str
    start: int
    end: int
    quote: str
    claim: str
    status: str = ""
    date: str = ""
    attribution: str = ""


@dataclass(frozen=True, slots=True)
class JudgementLine:
    """A judgement that decided something of a thing: its id, what it decides, who, when (ISO 8601) and why."""

    id: str
    decision: str
    by: str
    date: str
    why: str


@dataclass(frozen=True, slots=True)
class Role:
    """A filled role: its label, and who or what fills it (a literal is a Link without IRI)."""

    iri: str
    label: str
    fillers: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class EventView:
    """An event with everything its claims say.

    Attributes:
        type, status: labels. happened: the status means that it took place. dates: EDTF, several where reports
            disagree. disagrees_on: labels of what they disagree on.
        sources: number of independent articles.
        why: reasons for its claims being one event. why_not: near events, and what keeps each apart. inferred: roles
            that no words of their own fill.
        judgements: those that decided something of it.
    """

    iri: str
    label: str
    type: str
    status: str
    happened: bool
    dates: tuple[str, ...]
    roles: tuple[Role, ...]
    disagrees_on: tuple[str, ...]
    sources: int
    evidence: tuple[Evidence, ...]
    why: tuple[str, ...] = ()
    why_not: tuple[str, ...] = ()
    inferred: tuple[str, ...] = ()
    judgements: tuple[JudgementLine, ...] = ()


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event in a list: role of the thing looked at, date, status, label."""

    event: Link
    type: str
    role: str
    dates: tuple[str, ...]
    status: str
    happened: bool
    sources: int


@dataclass(frozen=True, slots=True)
class PositionLine:
    """An office, with the sentence that gives it."""

    title: str
    organization: Link | None
    former: bool
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class EntityView:
    """A person, organization, country or place.

    Attributes:
        kind: label of its class. belongs: what it lies in or belongs to. counterparts: with number of shared contacts.
        mentions: articles that name it, with how often.
        judgements: those that decided who or what it is. elsewhere: what other collections call it, IRIs of the
            watch-list.
        referents: what its articles call it: name for `kg judge`, words, file; only where asked why.
    """

    iri: str
    label: str
    kind: str
    aliases: tuple[str, ...]
    belongs: tuple[Link, ...]
    positions: tuple[PositionLine, ...]
    events: tuple[EventLine, ...]
    counterparts: tuple[tuple[Link, int], ...]
    mentions: tuple[tuple[Link, int], ...]
    judgements: tuple[JudgementLine, ...] = ()
    referents: tuple[tuple[str, str, str], ...] = ()
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article: what is known of it, and the events its sentences speak of, in order of offset."""

    iri: str
    digest: str
    file: str
    headline: str
    outlet: str
    author: str
    url: str
    published: str
    published_how: str
    events: tuple[tuple[EventLine, tuple[Evidence, ...]], ...]
    persons: tuple[Link, ...]


View = EventView | EntityView | ArticleView
