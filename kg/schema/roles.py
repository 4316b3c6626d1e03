"""Roles: a property shape of an event type's file becomes a :class:`~kg.schema.model.Role`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from rdflib import RDF, RDFS, SH, SKOS, Literal, URIRef

from kg.errors import SchemaError
from kg.schema.mini import parse_realization
from kg.schema.model import Realization, Role
from kg.schema.schemes import ENTITY_CLASSES
from kg.schema.sources import short
from kg.vocabulary import DIP, FR, Dip

if TYPE_CHECKING:
    from rdflib.term import Node

    from kg.schema.mini import Lexicon
    from kg.schema.sources import Sources

KEY: Final = URIRef(FR + "key")
SCHEME: Final = URIRef(FR + "scheme")
LITERAL: Final = URIRef(FR + "literal")
DESCRIPTIONS: Final = URIRef(FR + "takesDescriptions")
EXPECTED: Final = URIRef(FR + "expected")
UNNAMED: Final = URIRef(FR + "takesUnnamed")
SEAT_OF: Final = URIRef(FR + "seatOf")
NEVER_UNNAMED: Final = URIRef(FR + "neverUnnamed")
REALIZED_BY: Final = URIRef(FR + "realizedBy")
CONTACT: Final = URIRef(DIP + "contact")

_ROLE_KEY: Final = re.compile(r"[a-z][A-Za-z]*")
_INTERCHANGE_KEYS: Final = ("type", "date", "status", "evidence", "id", "sources")
"""Keys that every event of the interchange form has already."""
_UNORDERED: Final = 1_000_000
"""Where a role without ``sh:order`` stands: after those that have one."""
_SCOPE_ORDER: Final = ("own", "self", "light", "governor")


@dataclass(frozen=True, slots=True)
class _Shape:
    """A property shape, the event type that owns it, and how messages call the role."""

    sources: Sources
    owner: URIRef
    node: Node
    name: str

    def error(self, what: str, *, mend: str) -> SchemaError:
        """An error of the event type."""
        return self.sources.error(self.owner, what, mend=mend)


def read_roles(sources: Sources, owner: URIRef, lexicon: Lexicon, verbs: tuple[str, ...]) -> tuple[Role, ...]:
    """The roles of an event type, in order of ``sh:order``, then key.

    Args:
        sources: the ontology.
        owner: the event type.
        lexicon: the closed lists.
        verbs: lemmas of the type's verb triggers, from which ``self:!…`` takes away.

    Raises:
        SchemaError: when a role is incomplete or contradicts itself, or two share a key or a property.
    """
    found: list[tuple[int, Role]] = []
    nodes = sources.graph.objects(owner, SH.property)
    for node in sorted(nodes, key=lambda item: (sources.iris(item, SH.path), str(item))):
        role = _role(sources, owner, node, lexicon, verbs)
        order = sources.number(owner, node, SH.order, _UNORDERED)
        for _, other in found:
            if role.key == other.key:
                raise sources.error(owner, f"has two roles with the key {role.key!r}", mend="Give each its own fr:key.")
            if role.iri == other.iri:
                path = short(URIRef(role.iri))
                raise sources.error(
                    owner, f"has two property shapes for {path}", mend="Write one, with all realizations."
                )
        found.append((order, role))
    return tuple(role for _, role in sorted(found, key=lambda item: (item[0], item[1].key)))


def _role(sources: Sources, owner: URIRef, node: Node, lexicon: Lexicon, verbs: tuple[str, ...]) -> Role:
    paths = sources.iris(node, SH.path)
    if len(paths) != 1:
        raise sources.error(owner, "has a role without one property", mend="Give each sh:property one sh:path.")
    path = paths[0]
    shape = _Shape(sources, owner, node, f"role {short(path)}")
    key = sources.texts(node, KEY)
    if len(key) != 1 or not _ROLE_KEY.fullmatch(key[0]) or key[0] in _INTERCHANGE_KEYS:
        raise shape.error(
            f"has no usable key for {shape.name}{f' ({key[0]!r})' if key else ''}",
            mend=f"Give it one fr:key: letters, first one small, none of {', '.join(_INTERCHANGE_KEYS)}.",
        )
    scheme = sources.iris(node, SCHEME)
    literal = sources.flag(owner, node, LITERAL)
    kinds = _kinds(shape)
    if (bool(kinds), len(scheme) == 1, literal).count(True) != 1:
        raise shape.error(
            f"does not say what {shape.name} takes", mend="Write one of sh:class, sh:or, fr:scheme, fr:literal true."
        )
    if scheme and (scheme[0], RDF.type, SKOS.ConceptScheme) not in sources.graph:
        raise shape.error(f"takes {shape.name} from {short(scheme[0])}, no skos:ConceptScheme", mend="Declare it.")
    agent = URIRef(Dip.participant) in sources.graph.transitive_objects(path, RDFS.subPropertyOf)
    contact = sources.flag(owner, node, CONTACT)
    if not agent and ("person" in kinds or contact):
        raise shape.error(
            f"lets persons fill {shape.name}, which is no sub-property of dip:participant",
            mend=f"Add: {short(path)} rdfs:subPropertyOf dip:participant.",
        )
    told = sources.number(owner, node, SH.minCount, 0)
    minimum = sources.number(owner, node, EXPECTED, told)
    if minimum < told:
        raise shape.error(
            f"expects fewer fillers of {shape.name} than it demands", mend="Mend fr:expected or sh:minCount."
        )
    maximum = sources.number(owner, node, SH.maxCount, 0)
    if maximum and maximum < minimum:
        raise shape.error(
            f"asks for more fillers of {shape.name} than it allows", mend="Mend sh:minCount or sh:maxCount."
        )
    realizations = _realizations(shape, lexicon, verbs)
    _check_operators(shape, realizations, scheme=bool(scheme), literal=literal)
    return Role(
        iri=str(path),
        key=key[0],
        label=sources.text(path, path, RDFS.label, mend=f"Give {short(path)} one rdfs:label in its file."),
        kinds=kinds,
        scheme=str(scheme[0]) if scheme else "",
        literal=literal,
        agent=agent,
        contact=contact,
        minimum=minimum,
        told=told,
        maximum=maximum,
        realizations=realizations,
        described=sources.flag(owner, node, DESCRIPTIONS),
        unnamed=sources.flag(owner, node, UNNAMED),
        seat_of=_seat_of(shape, kinds),
        never_unnamed=frozenset(sources.texts(node, NEVER_UNNAMED)),
        definition=sources.text(path, path, SKOS.definition, mend=f"Say in a sentence what {short(path)} means."),
    )


def _seat_of(shape: _Shape, kinds: tuple[str, ...]) -> str:
    found = shape.sources.iris(shape.node, SEAT_OF)
    if not found:
        return ""
    shapes = shape.sources.graph.objects(shape.owner, SH.property)
    paths = {path for node in shapes for path in shape.sources.iris(node, SH.path)}
    if len(found) > 1 or found[0] not in paths or "country" not in kinds:
        raise shape.error(
            f"lets {shape.name} take the state of a capital wrongly",
            mend="Name with fr:seatOf one other role of the type, in a role that takes dip:Country.",
        )
    return str(found[0])


def _kinds(shape: _Shape) -> tuple[str, ...]:
    sources = shape.sources
    classes = list(sources.iris(shape.node, SH["class"]))
    for alternatives in sources.graph.objects(shape.node, SH["or"]):
        for member in sources.listed(alternatives):
            classes += sources.iris(member, SH["class"])
    for item in sorted(classes):
        if item not in ENTITY_CLASSES:
            known = ", ".join(sorted(short(known) for known in ENTITY_CLASSES))
            raise shape.error(f"lets {short(item)} fill {shape.name}", mend=f"Classes of entities: {known}.")
    return tuple(sorted({ENTITY_CLASSES[item] for item in classes}))


def _realizations(shape: _Shape, lexicon: Lexicon, verbs: tuple[str, ...]) -> tuple[Realization, ...]:
    values = sorted(shape.sources.graph.objects(shape.node, REALIZED_BY), key=str)
    listed = [value for value in values if not isinstance(value, Literal)]
    if not values or (listed and len(values) > 1):
        raise shape.error(
            f"does not say how {shape.name} is realized", mend='Write fr:realizedBy ( "subj" "[with]@light" ).'
        )
    found: list[Realization] = []
    for item in shape.sources.listed(listed[0]) if listed else values:
        try:
            realization = _without(parse_realization(str(item), lexicon), verbs)
        except SchemaError as error:
            raise shape.error(f"words {shape.name} wrongly: {error.message}", mend=error.mend) from error
        if realization in found:
            raise shape.error(f'lists "{item}" twice for {shape.name}', mend="Keep one.")
        found.append(realization)
    if not found:
        raise shape.error(f"has an empty list of realizations for {shape.name}", mend="Write at least one.")
    if not listed:
        found.sort(key=_plain_order)
    return tuple(found)


def _without(realization: Realization, verbs: tuple[str, ...]) -> Realization:
    """``self:!a|b`` becomes the verb triggers that are neither."""
    lemmas = realization.scope_lemmas
    if not (realization.scope == "self" and lemmas and lemmas[0].startswith("!")):
        return realization
    taken = {lemmas[0][1:], *lemmas[1:]}
    rest = tuple(verb for verb in verbs if verb not in taken)
    if not rest:
        raise SchemaError(f"no verb trigger is left after {', '.join(sorted(taken))}", mend="Name fewer lemmas.")
    return replace(realization, scope_lemmas=rest)


def _plain_order(realization: Realization) -> tuple[bool, bool, int, str]:
    """Values that are no list: own edges first, fallbacks last."""
    scope = _SCOPE_ORDER.index(realization.scope)
    return (realization.fallback, realization.operator != "path", scope, repr(realization))


def _check_operators(shape: _Shape, realizations: tuple[Realization, ...], *, scheme: bool, literal: bool) -> None:
    operators = {realization.operator for realization in realizations}
    if scheme is not ("cue" in operators) or (scheme and len(operators) > 1):
        raise shape.error(
            f"mixes ways to fill {shape.name}",
            mend='A role with fr:scheme is realized by "cue" alone, and no other role is.',
        )
    if "quote" in operators and not literal:
        raise shape.error(f'fills {shape.name} by "quote"', mend="Add fr:literal true; a quotation is no entity.")
