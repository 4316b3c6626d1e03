"""What ontology files say apart from event types: the closed lists of frame.ttl, statuses, concepts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rdflib import RDF, RDFS, SKOS, URIRef

from kg.errors import SchemaError
from kg.model import EntityKind
from kg.schema.mini import Lexicon, parse_cue
from kg.schema.model import Concept, Status
from kg.schema.sources import Sources, short
from kg.vocabulary import DIP, FR, local_name

if TYPE_CHECKING:
    from collections.abc import Mapping

STATUS: Final = URIRef(DIP + "Status")
CUE: Final = URIRef(FR + "cue")
RANK: Final = URIRef(FR + "rank")
POLARITY: Final = URIRef(FR + "polarity")
HAPPENED: Final = URIRef(FR + "happened")
PRINTS_STATUS: Final = URIRef(FR + "printsStatus")
BY_DEFAULT: Final = URIRef(FR + "byDefault")
POLARITIES: Final = ("CT+", "CT-", "PR+", "PR-", "PS+", "PS-")

ENTITY_CLASSES: Final[Mapping[URIRef, str]] = {URIRef(DIP + kind.value.capitalize()): kind.value for kind in EntityKind}
"""Class of each kind of entity; the kind is the class's local name in lower case."""


def read_lexicon(sources: Sources) -> Lexicon:
    """The closed lists of frame.ttl: individuals of ``fr:Edge``, ``fr:Kind``, ``fr:Operator``, ``fr:Option``."""
    return Lexicon(
        edges=_notations(sources, "Edge"),
        kinds=_notations(sources, "Kind"),
        operators=_notations(sources, "Operator"),
        options=_notations(sources, "Option"),
    )


def _notations(sources: Sources, kind: str) -> tuple[str, ...]:
    found: dict[str, URIRef] = {}
    for individual in _individuals(sources, URIRef(FR + kind)):
        notation = sources.text(individual, individual, SKOS.notation, mend="Give it one skos:notation.")
        if notation in found:
            raise sources.error(individual, f"has the notation of {short(found[notation])}", mend="Choose another.")
        found[notation] = individual
    return tuple(sorted(found))


def read_statuses(sources: Sources) -> tuple[Status, ...]:
    """The statuses, weakest first.

    Raises:
        SchemaError: when one lacks label, definition, polarity or rank, two share a rank, a cue is malformed or claimed
            twice, or not exactly one status says that the event happened.
    """
    statuses: list[Status] = []
    owners: dict[tuple[str, str, str], URIRef] = {}
    for iri in _individuals(sources, STATUS):
        polarity = sources.text(iri, iri, POLARITY, mend=f"One of {', '.join(POLARITIES)}.")
        if polarity not in POLARITIES:
            raise sources.error(iri, f"has fr:polarity {polarity!r}", mend=f"One of {', '.join(POLARITIES)}.")
        sources.text(iri, iri, RANK, mend="Give the strength as a whole number.")
        cues = tuple(sorted(_cue(sources, iri, text) for text in sources.texts(iri, CUE)))
        for cue in cues:
            if cue in owners:
                text = ":".join(part for part in cue if part)
                raise sources.error(iri, f"shares the cue {text!r} with {short(owners[cue])}", mend="Keep one.")
            owners[cue] = iri
        statuses.append(
            Status(
                iri=str(iri),
                key=local_name(str(iri)),
                label=sources.text(iri, iri, RDFS.label, mend="Give it one rdfs:label."),
                polarity=polarity,
                rank=sources.number(iri, iri, RANK, 0),
                cues=cues,
                happened=sources.flag(iri, iri, HAPPENED),
                definition=sources.text(iri, iri, SKOS.definition, mend="Say in a sentence what it means."),
            )
        )
    _check_statuses(statuses)
    return tuple(sorted(statuses, key=lambda status: status.rank))


def _check_statuses(statuses: list[Status]) -> None:
    if len([status for status in statuses if status.happened]) != 1:
        raise SchemaError("status.ttl: not exactly one dip:Status has fr:happened true", mend="Mark one.")
    ranks: dict[int, Status] = {}
    for status in statuses:
        if status.rank in ranks:
            raise SchemaError(
                f"status.ttl: dip:{status.key} and dip:{ranks[status.rank].key} share the fr:rank {status.rank}",
                mend="Ranks decide between cues: make them differ.",
            )
        ranks[status.rank] = status


def read_concepts(sources: Sources) -> tuple[Concept, ...]:
    """Concepts of all schemes but the statuses': by scheme, then highest rank first.

    Raises:
        SchemaError: when one lacks label or definition, a cue is malformed, or a scheme has two defaults.
    """
    ranked: list[tuple[str, int, Concept]] = []
    defaults: dict[str, URIRef] = {}
    for iri in _individuals(sources, SKOS.Concept):
        schemes = sources.iris(iri, SKOS.inScheme)
        if len(schemes) != 1:
            raise sources.error(iri, f"has {len(schemes)} values of skos:inScheme", mend="Put it in one scheme.")
        scheme = schemes[0]
        for text in sources.texts(iri, CUE):
            if _cue(sources, iri, text)[2]:
                raise sources.error(iri, f"has the cue {text!r} with a relation", mend="Write lemma or UPOS:lemma.")
        prints = sources.texts(iri, PRINTS_STATUS)
        default = sources.flag(iri, iri, BY_DEFAULT)
        if default and str(scheme) in defaults:
            raise sources.error(iri, f"is fr:byDefault beside {short(defaults[str(scheme)])}", mend="Keep one.")
        if default:
            defaults[str(scheme)] = iri
        concept = Concept(
            iri=str(iri),
            label=sources.text(iri, iri, RDFS.label, mend="Give it one rdfs:label."),
            scheme=str(scheme),
            cues=sources.texts(iri, CUE),
            prints_status=prints[0] if prints else "",
            default=default,
            definition=sources.text(iri, iri, SKOS.definition, mend="Say in a sentence what it means."),
        )
        ranked.append((str(scheme), -sources.number(iri, iri, RANK, 0), concept))
    return tuple(concept for _, _, concept in sorted(ranked, key=lambda item: (item[0], item[1], item[2].iri)))


def _individuals(sources: Sources, kind: URIRef) -> tuple[URIRef, ...]:
    return tuple(sorted(item for item in sources.graph.subjects(RDF.type, kind) if isinstance(item, URIRef)))


def _cue(sources: Sources, iri: URIRef, text: str) -> tuple[str, str, str]:
    try:
        return parse_cue(text)
    except SchemaError as error:
        raise sources.error(iri, f"has a wrong fr:cue: {error.message}", mend=error.mend) from error
