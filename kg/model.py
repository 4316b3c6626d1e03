"""The values that flow through Demarche. Read this file first.

    bytes --reading-> Article --language-> Document --extraction-> Extraction --resolution-> Knowledge --rdf-> quads

Every value is frozen: a stage takes the value before it and returns a new one. No spaCy, rdflib or pyoxigraph object
occurs here. Offsets are code points of ``Article.text``; spans are half-open. Dates are EDTF strings
(``2018-06-12``, ``2018-06``, ``2018-06-27/2018-06-28``, ``2019-01-01/..``, ``2018-10~``), read with ``kg.edtf``.
Event types, roles, statuses and concepts are named by their IRIs, which come from the ontology, never from Python.
* A **claim** is what one sentence of one article says. It is never edited.
* **Knowledge** is what all claims together say: a function of the set of claims and the judgements (``kg.judgement``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


# ---------------------------------------------------------------------------------------------------- reading
@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` (inclusive) to ``end`` (exclusive) of an article's text, in code points."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article besides its text, from a manifest or from the text itself.

    Attributes:
        published: EDTF, or None. published_how: how it is known: ``manifest metadata dateline text`` or a remark.
    """

    headline: str = ""
    outlet: str = ""
    url: str = ""
    author: str = ""
    published: str | None = None
    published_how: str = ""


class BlockKind(StrEnum):
    """What a block of text is; only these are parsed, everything else of the page is masked."""

    HEADLINE = "headline"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of prose that is parsed by itself: no sentence crosses its border, it holds no line break."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Article:
    r"""An article as published.

    Attributes:
        file: relative to the source folder, with ``/``; a record of a file bears its number (``dump.jsonl#12``).
        text: our deterministic rendering (line ends ``\n``, NFC, entities decoded, no byte order mark).
        digest: lower-case hex SHA-256 of ``text`` in UTF-8. Names the article for good.
        blocks: what is prose, in order of offset; disjoint. Everything outside is masked boilerplate.
        fingerprint: MinHash of the prose's word shingles (fixed length), to tell copies of one wire story.
    """

    file: str
    text: str
    digest: str
    metadata: Metadata
    blocks: tuple[Block, ...]
    fingerprint: tuple[int, ...] = ()


# ---------------------------------------------------------------------------------------------------- language
@dataclass(frozen=True, slots=True)
class Token:
    """One syntactic word; fields are CoNLL-U's.

    Attributes:
        index: place in the sentence, from 0.
        head: index of the syntactic head in the same sentence; -1 for the root.
        feats: UD features in alphabetical order, e.g. ``(("Number", "Sing"),)``.
        span: characters in ``Article.text``.
    """

    index: int
    form: str
    lemma: str
    upos: str
    xpos: str
    feats: tuple[tuple[str, str], ...]
    head: int
    deprel: str
    span: Span

    def feat(self, name: str) -> str:
        """Value of a UD feature, or the empty string."""
        for key, value in self.feats:
            if key == name:
                return value
        return ""


@dataclass(frozen=True, slots=True)
class NameSpan:
    """Tokens ``start`` to ``end`` (exclusive) of a name: ``PERSON``, ``ORG``, ``LOC``; ``listed``: by a watch-list."""

    start: int
    end: int
    kind: str
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: basic UD tree plus name spans.

    Attributes:
        block: index in ``Article.blocks``.
        parsed: False where no tree was asked for; then every token is a root and its part of speech is guessed.
    """

    span: Span
    block: int
    tokens: tuple[Token, ...]
    names: tuple[NameSpan, ...] = ()
    parsed: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed article. ``sentences`` in order of offset; those that need not be read are left out."""

    article: Article
    sentences: tuple[Sentence, ...]


# ---------------------------------------------------------------------------------------------------- extraction
class EntityKind(StrEnum):
    """What an entity is. The values are the local names of the ontology's classes, lower case."""

    PERSON = "person"
    ORGANIZATION = "organization"
    COUNTRY = "country"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that refers to an entity. ``text`` is the article's text at ``span``, literally."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that one article speaks of.

    Attributes:
        key: names it within its article, stable for a given text: ``<kind>/<slug>``, with ``-2`` … for homonyms.
        name: the fullest form the article gives (gazetteer form for countries).
        reference: identifier outside the article where a gazetteer knows it (``iso:FR``), else empty.
        named: False for a description kept as a target ("two shipping companies").
        within: for a place, the key of the place or country it lies in, as far as text or gazetteer tell; else empty.
        country: for an organization (or a capital), the ``iso:`` reference of the state it belongs to; else empty.
        mentions: in order of offset; at least one; only those that name it (pronouns and descriptions are not listed).
        parts: for a person: family and given name as far as known, ``(family, given)``; else ``("", "")``.
        peripheral: occurs only in a byline, photo credit or headline boilerplate.
    """

    key: str
    kind: EntityKind
    name: str
    mentions: tuple[Mention, ...]
    reference: str = ""
    named: bool = True
    within: str = ""
    country: str = ""
    parts: tuple[str, str] = ("", "")
    peripheral: bool = False


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who in the text says so: the words, and the entity where one is named."""

    text: str
    span: Span
    entity: str = ""


@dataclass(frozen=True, slots=True)
class PositionClaim:
    """A sentence gives a person an office.

    Attributes:
        holder: entity key of the person.
        title: as written, without the organization ("secretary of state").
        organization: entity key of the country or organization, or empty.
        former: the text says it is past ("former", "then-", "ex-").
        evidence: the sentence's span.
        span: the title's characters.
    """

    holder: str
    title: str
    organization: str
    former: bool
    span: Span
    evidence: Span


@dataclass(frozen=True, slots=True)
class Argument:
    """A filled role of an event.

    Attributes:
        role: IRI of the role (a property of the ontology).
        entity: entity key, or empty when the role takes a literal or a concept.
        value: the literal text (a quotation) or a concept's IRI; empty when ``entity`` is set.
        mention: the characters that fill it (may lie in another sentence for resolved anaphora), ``text`` literal.
    """

    role: str
    mention: Mention
    entity: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class EventClaim:
    """One sentence says something of one event.

    Attributes:
        event_type: IRI of the event's class.
        trigger: the word that evokes it.
        arguments: in canonical order (role IRI, mention start, entity); no duplicates.
        status: IRI of a status of the scheme in status.ttl.
        date: EDTF or None. ``date_span`` is the expression it was read from.
        attribution: who says so, or None for the article's own voice.
        evidence: spans of sentences that state it; the first holds the trigger, others what was resolved elsewhere.
        local_event: events of one article are numbered from 0; claims with one number are about one event.
        series: an ordinal the text gives ("second summit" -> 2), else 0. Tells apart what else looks alike.
        generic: names a process or habit, not one occasion; kept as a claim, makes no event by itself.
    """

    event_type: str
    trigger: Mention
    arguments: tuple[Argument, ...]
    status: str
    date: str | None
    date_span: Span | None
    attribution: Attribution | None
    evidence: tuple[Span, ...]
    local_event: int
    series: int = 0
    generic: bool = False


@dataclass(frozen=True, slots=True)
class Provenance:
    """What read the article: each field is a digest or a version; together with the text they are the claims' key."""

    reader: str
    model: str
    ontology: str
    settings: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one article says. Sorted: entities by key, positions and claims by offset; equal input, equal value."""

    article: Article
    entities: tuple[Entity, ...]
    positions: tuple[PositionClaim, ...]
    claims: tuple[EventClaim, ...]
    provenance: Provenance = field(default=Provenance("", "", "", ""))


# ---------------------------------------------------------------------------------------------------- resolution
@dataclass(frozen=True, slots=True, order=True)
class EntityRef:
    """An entity of one article: article digest and entity key."""

    article: str
    key: str


@dataclass(frozen=True, slots=True, order=True)
class ClaimRef:
    """An event claim or position claim of one article: article digest, kind (``event``, ``position``) and ordinal."""

    article: str
    kind: str
    ordinal: int


@dataclass(frozen=True, slots=True)
class KnownEntity:
    """An entity as all articles together know it.

    Attributes:
        slug: readable, unique among entities of its kind; last part of its IRI.
        aliases: other forms, sorted.
        within: id (``place/paris``, ``country/france``) of what it lies in or belongs to, or empty.
        sources: the article entities merged into it, sorted. listed: id of its watch-list entry. same_as: its IRIs.
    """

    kind: EntityKind
    slug: str
    name: str
    aliases: tuple[str, ...]
    reference: str
    within: str
    sources: tuple[EntityRef, ...]
    listed: str = ""
    same_as: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Kind and slug: ``person/jane-doe``."""
        return f"{self.kind}/{self.slug}"


@dataclass(frozen=True, slots=True)
class KnownPosition:
    """A person's office: ``holder`` and ``organization`` are entity ids; ``as_of`` are EDTF dates of its articles."""

    slug: str
    holder: str
    title: str
    organization: str
    former: bool
    as_of: tuple[str, ...]
    claims: tuple[ClaimRef, ...]


@dataclass(frozen=True, slots=True)
class KnownArgument:
    """A role of an event filled by an entity id (or a literal or concept in ``value``), and the claims that say so."""

    role: str
    entity: str
    value: str
    claims: tuple[ClaimRef, ...]


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """One event as all articles together know it.

    Attributes:
        slug: ``2018-06-12-name-name-3fa9``; unique among events of its type.
        status: what the claims amount to; ``statuses`` every status stated with the claims stating it, sorted.
        date: intersection of what the claims say, EDTF, or None; ``dates`` every stated date with its claims.
        disagreements: of ``status`` and ``date``, those on which claims contradict each other, sorted.
        claims: all claims it rests on, sorted. sources: number of independent articles (wire copies count once).
    """

    event_type: str
    slug: str
    label: str
    arguments: tuple[KnownArgument, ...]
    status: str
    statuses: tuple[tuple[str, tuple[ClaimRef, ...]], ...]
    date: str | None
    dates: tuple[tuple[str, tuple[ClaimRef, ...]], ...]
    disagreements: tuple[str, ...]
    claims: tuple[ClaimRef, ...]
    sources: int


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What all articles together say; ``copies`` are groups (of two or more digests) of one wire story."""

    entities: tuple[KnownEntity, ...]
    positions: tuple[KnownPosition, ...]
    events: tuple[KnownEvent, ...]
    copies: tuple[tuple[str, ...], ...] = ()
