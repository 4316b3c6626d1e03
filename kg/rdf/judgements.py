"""Judgements as the quads of ``graph/judgement``, and back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from kg.errors import DataError
from kg.judgement import Decision, Judgement, in_order
from kg.rdf.iris import Iris
from kg.rdf.terms import Term, Writer, day, iri, text
from kg.vocabulary import TYPE, Dip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import Quad

CLASSES: Final = {
    Decision.SAME: Dip.SameJudgement,
    Decision.DIFFERENT: Dip.DifferentJudgement,
    Decision.REJECT: Dip.RejectJudgement,
    Decision.STATUS: Dip.StatusJudgement,
    Decision.ROLE: Dip.RoleJudgement,
    Decision.SPLIT: Dip.SplitJudgement,
}
"""The ontology's class of each decision."""

_DECISIONS: Final = {cls: decision for decision, cls in CLASSES.items()}
_REFERENTS: Final = "article/"


def judgement_quads(judgements: Iterable[Judgement], base: str) -> Iterator[Quad]:
    """The graph of all judgements; of equal decisions the older.

    Args:
        judgements: in any order.
        base: base IRI of the store.
    """
    iris = Iris(base)
    writer = Writer.of(iris.judgement_graph)
    for judgement in in_order(judgements):
        kind = CLASSES[judgement.decision]
        yield from writer.quads(iris.judgement(judgement.id), (Dip.Judgement, kind), _pairs(judgement, iris))


def _pairs(judgement: Judgement, iris: Iris) -> Iterator[tuple[str, Term]]:
    for name in judgement.claims:
        yield Dip.judges, iri(iris.judged(name))
    for name in judgement.others:
        yield Dip.against, iri(iris.judged(name))
    for predicate, value in (
        (Dip.setsStatus, judgement.status),
        (Dip.takesRole, judgement.taken),
        (Dip.givesRole, judgement.given),
    ):
        if value:
            yield predicate, iri(value)
    if judgement.filler:
        referent = judgement.filler.startswith(_REFERENTS)
        yield Dip.judgedFiller, iri(iris.judged(judgement.filler) if referent else judgement.filler)
    if judgement.by:
        yield Dip.judgedBy, text(judgement.by)
    if judgement.date:
        yield Dip.judgedOn, day(date.fromisoformat(judgement.date))
    if judgement.why:
        yield Dip.note, text(judgement.why)


def read_judgements(quads: Iterable[Quad], base: str) -> tuple[Judgement, ...]:
    """What ``judgement_quads`` wrote, from quads in any order; by date and id.

    Raises:
        DataError: when a judgement does not say what it decides.
    """
    prefix = f"{base}id/"
    values: dict[str, dict[str, list[str]]] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and hasattr(quad.object, "value"):
            values.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object.value)
    return tuple(in_order(_read(subject, told, prefix) for subject, told in values.items()))


def _read(subject: str, told: Mapping[str, list[str]], prefix: str) -> Judgement:
    decisions = [_DECISIONS[cls] for cls in told.get(TYPE, ()) if cls in _DECISIONS]
    if len(decisions) != 1:
        raise DataError(f"<{subject}> does not say what it decides", mend="Restore a backup of the store.")

    def one(predicate: str) -> str:
        return next(iter(told.get(predicate, ())), "")

    def names(predicate: str) -> tuple[str, ...]:
        return tuple(sorted(value.removeprefix(prefix) for value in told.get(predicate, ())))

    return Judgement(
        decision=decisions[0],
        claims=names(Dip.judges),
        others=names(Dip.against),
        status=one(Dip.setsStatus),
        taken=one(Dip.takesRole),
        given=one(Dip.givesRole),
        filler=one(Dip.judgedFiller).removeprefix(prefix),
        by=one(Dip.judgedBy),
        date=one(Dip.judgedOn),
        why=one(Dip.note),
    )
