"""Event types as values. Read from ontology/ by ``kg.schema.load``; see ontology/frame.ttl for the mini-language.

A realization says how syntax fills a role. Paths run over the *enhanced* graph (``kg.extraction.graph``), whose edges
are ``subj obj iobj poss amod compound appos …`` and ``[prep]`` (obl and nmod alike).
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Step:
    """One edge: a label (``subj``) or prepositions (``[with|between]``: label ``p`` and the words)."""

    label: str
    prepositions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Governor:
    """Which verbs above a trigger are meant.

    Attributes:
        lemmas: of the verb; empty for any.
        prepositions: by which the trigger hangs on it; empty where it is its subject, object or any phrase.
    """

    lemmas: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold of a trigger's surroundings.

    Attributes:
        sign: ``+`` must be there, ``!`` must not, ``?`` if there it must be of the type.
        path: edge to look along; None when a feature is asked for.
        words: lemmas or forms the filler must be one of; empty for any.
        kind: kind the filler must have (a notation of ``fr:Kind``: ``person``, ``agent``, ``union`` …), or empty.
        feature: ``Number=Plur`` and the like (of the trigger itself), or empty; ``+`` it has it, ``!`` it has not.
        role: IRI of a role that must (``+``) or must not (``!``) be filled once all realizations are tried, or empty.
        governor: verb above the trigger that must (``+``) or must not (``!``) be there, or None.
    """

    sign: str
    path: Step | None
    words: tuple[str, ...] = ()
    kind: str = ""
    feature: str = ""
    role: str = ""
    governor: Governor | None = None


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that evoke an event: lemmas of one part of speech, and conditions, all of which must hold.

    Attributes:
        options: switches that hold for this trigger: those of the type and its own. ``process`` marks a noun that names
            an activity at large ("negotiations"): an occasion only with a date, a place, a light verb or named parties.
    """

    lemmas: tuple[str, ...]
    upos: str
    conditions: tuple[Condition, ...] = ()
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Realization:
    """How a role is filled.

    Attributes:
        operator: ``path`` for an edge from the scope, else a word of the closed list in frame.ttl: ``quote`` (the
            quotation the trigger governs), ``cue`` (the concept whose cue words stand at the trigger), ``subject``
            (of the nearest governing verb), ``nearest`` (nearest name of the right kind in the sentence).
        path: the edge to follow; None unless the operator is ``path``.
        scope: ``own`` (the trigger's edges), ``light`` (of a light verb that has the trigger as object),
            ``governor`` (of a governing verb among ``scope_lemmas``, on which the trigger hangs by one of
            ``scope_prepositions`` where given), ``self`` (a verb trigger, its lemma among ``scope_lemmas`` where
            given). Lemmas with ``own`` are those of the trigger.
        kind: kind the filler must have, else it is passed over; empty for the role's own range.
        fallback: tried only while the role's minimum is unmet (``else:``).
    """

    operator: str
    path: Step | None
    scope: str
    scope_lemmas: tuple[str, ...] = ()
    kind: str = ""
    fallback: bool = False
    scope_prepositions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """A property shape of an event type.

    Attributes:
        iri: the property. key: its name in the interchange form. label: for people.
        kinds: entity kinds it takes (``person organization country place``); empty for a literal or a concept.
        scheme: IRI of the concept scheme it takes its value from, or empty.
        literal: takes words of the text (a quotation).
        agent: a sub-property of ``dip:participant``. contact: connects persons (DESIGN.md section 4).
        minimum, maximum: how many fillers the event has (0: no maximum).
        told: how many a text must at least tell of, where that is fewer than the event has.
        realizations: in the order in which they are tried.
        described: a noun phrase that names nobody ("two shipping firms") fills it too, kept as an unnamed entity.
        unnamed: so does whoever acts without a name, definite or not, and a pronoun that means nobody known.
        seat_of: IRI of a role of places: a state fills this role, where nobody else does, by its capital in that one.
        never_unnamed: lemmas of nouns that do not fill it so ("the police").
        definition: for people.
        ordinary, otherwise: the realizations with their numbers: those always tried, and those tried while the minimum
            is unmet.
    """

    iri: str
    key: str
    label: str
    kinds: tuple[str, ...]
    scheme: str
    literal: bool
    agent: bool
    contact: bool
    minimum: int
    maximum: int
    realizations: tuple[Realization, ...]
    described: bool = False
    unnamed: bool = False
    never_unnamed: frozenset[str] = frozenset()
    definition: str = ""
    told: int | None = None
    seat_of: str = ""
    ordinary: tuple[tuple[int, Realization], ...] = field(init=False, repr=False, compare=False)
    otherwise: tuple[tuple[int, Realization], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Part the realizations by when they are tried."""
        numbered = tuple(enumerate(self.realizations))
        object.__setattr__(self, "ordinary", tuple(item for item in numbered if not item[1].fallback))
        object.__setattr__(self, "otherwise", tuple(item for item in numbered if item[1].fallback))

    @property
    def needed(self) -> int:
        """How many fillers a claim must have; the others may stay unsaid ("dined with the general")."""
        return self.minimum if self.told is None else self.told


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and what must be read from it.

    Attributes:
        fillers: (role IRI, words of the filler, or IRI of the concept), sorted; of all events of the type together.
        status: IRI of the status expected.
        events: how many events of the type the sentence states.
    """

    text: str
    fillers: tuple[tuple[str, str], ...]
    status: str
    events: int = 1


@dataclass(frozen=True, slots=True)
class EventType:
    """An event type as its file says.

    Attributes:
        key: name in the interchange form. slug: part of the IRI of its events.
        light: lemmas of verbs that lend the event noun their arguments; ``*`` stands for any verb less ``not_light``.
        options: switches of frame.ttl that hold for the type (``distribute symmetric inherit process …``).
        distribute: IRIs of roles of which each filler makes an event of its own. Where one such role is filled through
            several realizations, what the first of them brings is common to all ("X spoke with A and B": X-A, X-B).
        cameo: CAMEO/PLOVER code.
        one_of: IRIs of roles of which at least one must be filled; empty for no such demand.
        place_roles: roles that say where: they take places or countries as such, and nobody who acts.
    """

    iri: str
    key: str
    slug: str
    label: str
    definition: str
    cameo: str
    triggers: tuple[Trigger, ...]
    light: tuple[str, ...]
    not_light: tuple[str, ...]
    roles: tuple[Role, ...]
    options: tuple[str, ...]
    distribute: tuple[str, ...]
    examples: tuple[Example, ...]
    counter_examples: tuple[str, ...]
    source: str
    one_of: tuple[str, ...] = ()
    place_roles: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Find the roles that say where."""
        where = tuple(
            role.iri for role in self.roles if role.kinds and not role.agent and set(role.kinds) <= {"place", "country"}
        )
        object.__setattr__(self, "place_roles", where)

    def role(self, iri: str) -> Role:
        """The role of an IRI; KeyError where the type has none."""
        for candidate in self.roles:
            if candidate.iri == iri:
                return candidate
        raise KeyError(iri)


@dataclass(frozen=True, slots=True)
class Concept:
    """A value a role can take from a scheme.

    Attributes:
        cues: ``lemma`` or ``UPOS:lemma`` of words that give it, sorted.
        prints_status: what the interchange form prints as status of an event that took place and has it, or empty.
        default: taken where no cue is found and the role demands a filler.
    """

    iri: str
    label: str
    scheme: str
    cues: tuple[str, ...]
    prints_status: str = ""
    default: bool = False
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """A status of the scheme in status.ttl.

    Attributes:
        key: local name (``occurred``). label: for people. polarity: FactBank value (``CT+ PR+ PS+ CT- …``).
        rank: strength when cues of one claim meet; the highest wins.
        cues: ``(upos or "", lemma, relation)``: a governor, modifier or auxiliary that gives this status.
        happened: the event took place; the only one for which this is true is what a filter ``occurred`` selects.
    """

    iri: str
    key: str
    label: str
    polarity: str
    rank: int
    cues: tuple[tuple[str, str, str], ...]
    happened: bool
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Schema:
    """Everything the ontology says that code needs. ``digest``: hex SHA-256 of all ontology files read."""

    types: tuple[EventType, ...]
    concepts: tuple[Concept, ...]
    statuses: tuple[Status, ...]
    digest: str
    files: tuple[str, ...]

    def type(self, iri: str) -> EventType:
        """The event type of an IRI; KeyError where there is none."""
        for candidate in self.types:
            if candidate.iri == iri:
                return candidate
        raise KeyError(iri)

    def status(self, iri: str) -> Status:
        """The status of an IRI; KeyError where there is none."""
        for candidate in self.statuses:
            if candidate.iri == iri:
                return candidate
        raise KeyError(iri)

    def status_named(self, key: str) -> Status:
        """The status of a local name (``occurred``); KeyError where there is none."""
        for candidate in self.statuses:
            if candidate.key == key:
                return candidate
        raise KeyError(key)

    def type_named(self, key: str) -> EventType:
        """The event type of an interchange key; KeyError where there is none."""
        for candidate in self.types:
            if candidate.key == key:
                return candidate
        raise KeyError(key)

    def concept(self, iri: str) -> Concept:
        """The concept of an IRI; KeyError where there is none."""
        for candidate in self.concepts:
            if candidate.iri == iri:
                return candidate
        raise KeyError(iri)

    def concepts_of(self, scheme: str) -> tuple[Concept, ...]:
        """The concepts of a scheme, in the order in which their cues are tried."""
        return tuple(concept for concept in self.concepts if concept.scheme == scheme)
