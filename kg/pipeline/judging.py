"""``kg judge``: judgements are added, taken back, listed and exchanged; each change draws the knowledge anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.errors import AmbiguousNameError, JudgementError, UnknownNameError, UsageError
from kg.judgement import Judgement, in_order, refuse_conflicts, refuse_incomplete, waits
from kg.pipeline.publish import Published, Publisher
from kg.pipeline.stages import Stages
from kg.rdf.iris import Iris
from kg.rdf.judgements import read_judgements
from kg.schema.judged import refuse_unknown
from kg.schema.model import Schema
from kg.settings import Settings
from kg.store import Reader, Storage, open_store
from kg.store.terms import select_rows

SHORTEST_ID = 4  # hex digits of a judgement's id that are taken for one


@dataclass(frozen=True, slots=True)
class JudgeReport:
    """What a change of the judgements did.

    Attributes:
        before, generation: generations before and afterwards; equal when nothing changed.
        changed: judgements that are new, or were taken back. known: those that had been made already.
        persons, events: totals afterwards.
    """

    before: int
    generation: int
    changed: tuple[Judgement, ...]
    known: tuple[Judgement, ...]
    persons: int
    events: int


@dataclass(frozen=True, slots=True)
class Held:
    """A judgement of a store; ``waiting`` when what it judges is not there for now."""

    judgement: Judgement
    waiting: bool


def judge(
    judgements: Iterable[Judgement],
    settings: Settings,
    *,
    schema: Schema | None = None,
    stages: Stages | None = None,
    store: Storage | None = None,
    places: Mapping[str, str] | None = None,
    command: str = "kg judge",
) -> JudgeReport:
    """Adds judgements to a store, all or none, and draws its knowledge anew; needs no language side.

    Args:
        judgements: with who and when; see ``kg.pipeline.Docket`` for making them from names.
        settings: store and ontology are used.
        schema: instead of the one the settings name.
        stages: instead of the real ones.
        store: instead of the folder the settings name.
        places: of judgements that come from a file, file and line by id; errors tell them.
        command: what other writers are told while they wait.

    Raises:
        JudgementError: when one with a place sets what the ontology does not know.
        UsageError: when one contradicts another, does not say who or when, or sets what the ontology does not know.
            Nothing was changed then.
        StoreError: when the store cannot be opened or written.
    """
    wanted = in_order(judgements)
    schema = schema or (stages or Stages()).load_schema(settings.ontology)
    for judgement in wanted:
        _refuse(judgement, schema, (places or {}).get(judgement.id, ""))
    added: list[Judgement] = []
    known: list[Judgement] = []

    def revise(held: tuple[Judgement, ...]) -> tuple[Judgement, ...]:
        refuse_conflicts(held, wanted, places)
        before = {judgement.id: judgement for judgement in held}
        for judgement in wanted:
            (known if judgement.id in before else added).append(before.get(judgement.id, judgement))
        return (*held, *added)

    before, published = _publish(revise, settings, schema, stages, store, command)
    return JudgeReport(before, published.generation, tuple(added), tuple(known), published.persons, published.events)


def _refuse(judgement: Judgement, schema: Schema, place: str) -> None:
    """Refuse a judgement that is incomplete, or sets what the ontology does not know."""
    refuse_incomplete(judgement)
    try:
        refuse_unknown(schema, judgement)
    except UsageError as error:
        if not place:
            raise
        raise JudgementError(f"{place}: {error.message}", mend=error.mend) from error


def undo(
    ids: Sequence[str],
    settings: Settings,
    *,
    schema: Schema | None = None,
    stages: Stages | None = None,
    store: Storage | None = None,
    command: str = "kg judge undo",
) -> JudgeReport:
    """Takes judgements back.

    Args:
        ids: each the id of a judgement, or the beginning of one.
        settings: store and ontology are used.
        schema: instead of the one the settings name.
        stages: instead of the real ones.
        store: instead of the folder the settings name.
        command: what other writers are told while they wait.

    Raises:
        UnknownNameError: when there is none of an id; AmbiguousNameError: when several begin so. Nothing was changed.
    """
    gone: list[Judgement] = []

    def revise(held: tuple[Judgement, ...]) -> tuple[Judgement, ...]:
        gone.extend(in_order(_called(name, held) for name in ids))
        return tuple(judgement for judgement in held if judgement not in gone)

    before, published = _publish(revise, settings, schema, stages, store, command)
    return JudgeReport(before, published.generation, tuple(gone), (), published.persons, published.events)


def judgements_of(reader: Reader) -> tuple[Held, ...]:
    """The judgements of a generation, by date and id."""
    known = names_in(reader)
    iris = Iris(reader.base)
    return tuple(
        Held(judgement, waits(judgement, known))
        for judgement in read_judgements(reader.quads(iris.judgement_graph), reader.base)
    )


def names_in(reader: Reader) -> set[str]:
    """The names of all claims and referents of a generation."""
    kinds = "dip:EventClaim dip:PositionClaim dip:Referent"
    query = f"SELECT ?thing WHERE {{ VALUES ?kind {{ {kinds} }} GRAPH ?g {{ ?thing a ?kind }} $OURS(?g) }}"
    return {row[0].removeprefix(f"{reader.base}id/") for row in select_rows(reader, query)}


def _publish(
    revise: Callable[[tuple[Judgement, ...]], tuple[Judgement, ...]],
    settings: Settings,
    schema: Schema | None,
    stages: Stages | None,
    store: Storage | None,
    command: str,
) -> tuple[int, Published]:
    stages = stages or Stages()
    storage = store or open_store(settings.store)
    reader = storage.reader()
    before = reader.generation
    reader.close()
    schema = schema or stages.load_schema(settings.ontology)
    return before, Publisher(storage, schema, settings, stages, command=command).publish({}, revise=revise)


def _called(name: str, held: Sequence[Judgement]) -> Judgement:
    found = [judgement for judgement in held if len(name) >= SHORTEST_ID and judgement.id.startswith(name.lower())]
    if not found:
        raise UnknownNameError(name, nearest=tuple(judgement.id for judgement in held[-3:]))
    if len(found) > 1:
        raise AmbiguousNameError(name, choices=tuple(sorted(judgement.id for judgement in found)))
    return found[0]
