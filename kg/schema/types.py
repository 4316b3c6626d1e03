"""Event types: the class of an ontology file becomes an :class:`~kg.schema.model.EventType`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from rdflib import RDF, RDFS, SH, SKOS, Literal, URIRef

from kg.errors import SchemaError
from kg.schema.mini import parse_condition
from kg.schema.model import Concept, Condition, EventType, Example, Role, Status, Trigger
from kg.schema.roles import KEY, read_roles
from kg.schema.sources import short
from kg.vocabulary import DIP, FR, Dip, local_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import Node

    from kg.schema.mini import Lexicon
    from kg.schema.sources import Sources

TRIGGER: Final = URIRef(FR + "trigger")
LEMMA: Final = URIRef(FR + "lemma")
TRIGGER_UPOS: Final = URIRef(FR + "upos")
WHEN: Final = URIRef(FR + "when")
OPTION: Final = URIRef(FR + "option")
OPTION_CLASS: Final = URIRef(FR + "Option")
LIGHT: Final = URIRef(FR + "light")
NOT_LIGHT: Final = URIRef(FR + "notLight")
DISTRIBUTE: Final = URIRef(FR + "distribute")
AT_LEAST_ONE_OF: Final = URIRef(FR + "atLeastOneOf")
SLUG: Final = URIRef(FR + "slug")
EXAMPLE: Final = URIRef(FR + "example")
COUNTER_EXAMPLE: Final = URIRef(FR + "counterExample")
TEXT: Final = URIRef(FR + "text")
EXPECTED_STATUS: Final = URIRef(FR + "status")
EVENTS: Final = URIRef(FR + "events")
CAMEO: Final = URIRef(DIP + "cameo")
EVENT: Final = URIRef(Dip.Event)

MINIMUM_EXAMPLES: Final = 3
MINIMUM_COUNTER_EXAMPLES: Final = 2
TRIGGER_TAGS: Final = ("ADJ", "ADV", "NOUN", "PROPN", "VERB")
_LEMMA: Final = re.compile(r"[a-z][a-z'-]*")
_VERB: Final = re.compile(r"[a-z][a-z'-]*(_[a-z]+)?")  # with its particle: "call_off"
_CODE: Final = re.compile(r"(0[1-9]|1[0-9]|20)[0-9]?")
_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def type_iris(sources: Sources) -> tuple[URIRef, ...]:
    """IRIs of the event types: proper subclasses of ``dip:Event``, and whatever has a trigger; sorted."""
    below = {item for item in sources.graph.transitive_subjects(RDFS.subClassOf, EVENT) if item != EVENT}
    triggered = set(sources.graph.subjects(TRIGGER))
    return tuple(sorted(item for item in below | triggered if isinstance(item, URIRef)))


def read_type(
    sources: Sources, iri: URIRef, lexicon: Lexicon, statuses: tuple[Status, ...], concepts: tuple[Concept, ...]
) -> EventType:
    """One event type.

    Raises:
        SchemaError: naming file, type and fault, with the mend.
    """
    declaring = [name for name, part in sources.parts if (iri, TRIGGER, None) in part]
    if len(declaring) > 1:
        raise sources.error(iri, f"is declared in {' and '.join(declaring)}", mend="Keep one of the files.")
    if EVENT not in sources.graph.transitive_objects(iri, RDFS.subClassOf):
        raise sources.error(iri, "has triggers but is no event", mend="Add: rdfs:subClassOf dip:Event.")
    if (iri, RDF.type, SH.NodeShape) not in sources.graph:
        raise sources.error(iri, "is no sh:NodeShape", mend="Declare it: a owl:Class, sh:NodeShape.")
    cameo = sources.text(iri, iri, CAMEO, mend="Give it one dip:cameo, the CAMEO or PLOVER code.")
    if not _CODE.fullmatch(cameo):
        raise sources.error(iri, f"has dip:cameo {cameo!r}", mend="CAMEO codes have two or three digits, 010 to 20x.")
    bare = _triggers(sources, iri, lexicon)
    if not bare:
        raise sources.error(iri, "has no trigger", mend='Add: fr:trigger [ fr:lemma "…" ; fr:upos "VERB" ].')
    verbs = tuple(sorted({lemma for trigger in bare if trigger.upos == "VERB" for lemma in trigger.lemmas}))
    roles = read_roles(sources, iri, lexicon, verbs)
    if not roles:
        raise sources.error(iri, "has no roles", mend="Add sh:property [ sh:path … ; fr:key … ; fr:realizedBy … ].")
    distribute = _own_roles(sources, iri, DISTRIBUTE, roles)
    options = _options(sources, iri, iri)
    return EventType(
        iri=str(iri),
        key=_key(sources, iri),
        slug=_slug(sources, iri),
        label=sources.text(iri, iri, RDFS.label, mend="Give it one rdfs:label."),
        definition=sources.text(iri, iri, SKOS.definition, mend="Say in a sentence what it means."),
        cameo=cameo,
        triggers=tuple(_with_roles(sources, iri, trigger, roles) for trigger in bare),
        light=_verbs(sources, iri, LIGHT),
        not_light=_verbs(sources, iri, NOT_LIGHT),
        roles=roles,
        options=tuple(sorted({*options, *(("distribute",) if distribute else ())})),
        distribute=distribute,
        examples=_examples(sources, iri, roles, statuses, concepts),
        counter_examples=_counter_examples(sources, iri),
        source=sources.files[iri],
        one_of=_own_roles(sources, iri, AT_LEAST_ONE_OF, roles),
    )


def _key(sources: Sources, iri: URIRef) -> str:
    given = sources.texts(iri, KEY)
    return given[0] if given else local_name(str(iri))


def _slug(sources: Sources, iri: URIRef) -> str:
    given = sources.texts(iri, SLUG)
    return given[0] if given else _HUMP.sub("-", local_name(str(iri))).lower()


def _triggers(sources: Sources, iri: URIRef, lexicon: Lexicon) -> tuple[Trigger, ...]:
    found: list[Trigger] = []
    for node in sorted(sources.graph.objects(iri, TRIGGER), key=lambda item: (sources.texts(item, LEMMA), str(item))):
        lemmas = sources.texts(node, LEMMA)
        wrong = [lemma for lemma in lemmas if not _LEMMA.fullmatch(lemma)]
        if not lemmas or wrong:
            what = f"has a trigger with the lemma {wrong[0]!r}" if wrong else "has a trigger without a lemma"
            raise sources.error(iri, what, mend='Write fr:lemma "…": one word in lower case.')
        upos = sources.text(
            iri, node, TRIGGER_UPOS, mend=f"Give each trigger one fr:upos of {', '.join(TRIGGER_TAGS)}."
        )
        if upos not in TRIGGER_TAGS:
            raise sources.error(iri, f"has a trigger with fr:upos {upos!r}", mend=f"One of {', '.join(TRIGGER_TAGS)}.")
        conditions: list[Condition] = []
        for text in sources.texts(node, WHEN):
            try:
                conditions.append(parse_condition(text, lexicon))
            except SchemaError as error:
                where = f"has a wrong fr:when at {lemmas[0]}/{upos}"
                raise sources.error(iri, f"{where}: {error.message}", mend=error.mend) from error
        found.append(Trigger(lemmas, upos, tuple(conditions), _options(sources, iri, node)))
    return tuple(
        sorted(found, key=lambda trigger: (trigger.upos, trigger.lemmas, -len(trigger.conditions), repr(trigger)))
    )


def _with_roles(sources: Sources, iri: URIRef, trigger: Trigger, roles: tuple[Role, ...]) -> Trigger:
    """Conditions on roles name them by key in the file, by IRI in the value."""
    iris = {role.key: role.iri for role in roles}
    conditions: list[Condition] = []
    for condition in trigger.conditions:
        if condition.role and condition.role not in iris:
            known = f"Keys: {', '.join(sorted(iris))}."
            raise sources.error(iri, f"asks in fr:when for a role {condition.role!r} it has not", mend=known)
        conditions.append(replace(condition, role=iris.get(condition.role, "")))
    return Trigger(trigger.lemmas, trigger.upos, tuple(conditions), trigger.options)


def _options(sources: Sources, iri: URIRef, node: Node) -> tuple[str, ...]:
    found: list[str] = []
    for option in sources.graph.objects(node, OPTION):
        if (option, RDF.type, OPTION_CLASS) not in sources.graph:
            known = sorted(short(item) for item in sources.graph.subjects(RDF.type, OPTION_CLASS))
            raise sources.error(iri, f"has the unknown fr:option {short(option)}", mend=f"Known: {', '.join(known)}.")
        found += sources.texts(option, SKOS.notation)
    return tuple(sorted(found))


def _verbs(sources: Sources, iri: URIRef, predicate: URIRef) -> tuple[str, ...]:
    lemmas = sources.texts(iri, predicate)
    for lemma in lemmas:
        if not _VERB.fullmatch(lemma) and (lemma, predicate) != ("*", LIGHT):
            raise sources.error(
                iri,
                f"has {short(predicate)} {lemma!r}",
                mend="Write the lemma of a verb in lower case, a particle after _.",
            )
    return lemmas


def _own_roles(sources: Sources, iri: URIRef, predicate: URIRef, roles: tuple[Role, ...]) -> tuple[str, ...]:
    own = {role.iri for role in roles}
    found = sources.iris(iri, predicate)
    for item in found:
        if str(item) not in own:
            raise sources.error(
                iri, f"has {short(predicate)} {short(item)}, no role of it", mend="Name one of its roles."
            )
    return tuple(str(item) for item in found)


def _examples(
    sources: Sources, iri: URIRef, roles: tuple[Role, ...], statuses: tuple[Status, ...], concepts: tuple[Concept, ...]
) -> tuple[Example, ...]:
    found: list[Example] = []
    for node in sorted(sources.graph.objects(iri, EXAMPLE), key=lambda item: (sources.texts(item, TEXT), str(item))):
        text = sources.text(iri, node, TEXT, mend="Give each fr:example one fr:text.")
        status = sources.iris(node, EXPECTED_STATUS)
        if len(status) != 1 or str(status[0]) not in {item.iri for item in statuses}:
            known = ", ".join(f"dip:{item.key}" for item in statuses)
            raise sources.error(iri, f"has no status for the example {text!r}", mend=f"Give it one fr:status: {known}.")
        fillers = tuple(sorted(_fillers(sources, iri, node, roles, concepts)))
        _check_minimums(sources, iri, text, roles, fillers)
        found.append(Example(text, fillers, str(status[0]), sources.number(iri, node, EVENTS, 1)))
    if len(found) < MINIMUM_EXAMPLES:
        raise sources.error(iri, f"has {len(found)} of {MINIMUM_EXAMPLES} examples", mend="Add fr:example sentences.")
    return tuple(sorted(found, key=lambda example: example.text))


def _fillers(
    sources: Sources, iri: URIRef, node: Node, roles: tuple[Role, ...], concepts: tuple[Concept, ...]
) -> Iterator[tuple[str, str]]:
    by_iri = {role.iri: role for role in roles}
    members = {(concept.scheme, concept.iri) for concept in concepts}
    text = str(sources.graph.value(node, TEXT))
    for predicate, value in sources.graph.predicate_objects(node):
        if predicate in (TEXT, EXPECTED_STATUS, EVENTS):
            continue
        role = by_iri.get(str(predicate))
        if role is None:
            known = ", ".join(short(URIRef(item)) for item in sorted(by_iri))
            raise sources.error(iri, f"has no role {short(predicate)}, used in {text!r}", mend=f"Its roles: {known}.")
        if role.scheme:
            if (role.scheme, str(value)) not in members:
                raise sources.error(
                    iri,
                    f"has {short(value)} for {short(predicate)} in the example {text!r}",
                    mend=f"Write a concept of {short(URIRef(role.scheme))}.",
                )
        elif not isinstance(value, Literal) or not str(value) or str(value) not in text:
            raise sources.error(
                iri,
                f"has the filler {str(value)!r} of {short(predicate)} that is not in the text {text!r}",
                mend="Copy the filler from the text, letter by letter.",
            )
        yield role.iri, str(value)


def _check_minimums(
    sources: Sources, iri: URIRef, text: str, roles: tuple[Role, ...], fillers: tuple[tuple[str, str], ...]
) -> None:
    for role in roles:
        given = len([item for item in fillers if item[0] == role.iri])
        if given < role.minimum:
            name = short(URIRef(role.iri))
            raise sources.error(
                iri,
                f"has an example with {given} of at least {role.minimum} fillers of {name}: {text!r}",
                mend="An example states every filler its roles demand.",
            )


def _counter_examples(sources: Sources, iri: URIRef) -> tuple[str, ...]:
    found = sources.texts(iri, COUNTER_EXAMPLE)
    if len(found) < MINIMUM_COUNTER_EXAMPLES:
        raise sources.error(
            iri,
            f"has {len(found)} of {MINIMUM_COUNTER_EXAMPLES} counter-examples",
            mend="Add fr:counterExample sentences: a trigger's word, but not this event.",
        )
    return found
