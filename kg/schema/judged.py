"""Whether an ontology knows what a judgement sets: one that it does not know waits, as for an article that is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import UsageError, choose_from
from kg.judgement import Decision
from kg.vocabulary import local_name

if TYPE_CHECKING:
    from kg.judgement import Judgement
    from kg.schema.model import EventType, Schema

_REFERENTS = "article/"


def knows_status(schema: Schema, judgement: Judgement) -> bool:
    """Whether the status of a judgement is one."""
    return any(status.iri == judgement.status for status in schema.statuses)


def knows_role(schema: Schema, judgement: Judgement, event_type: str) -> bool:
    """Whether events of a type have the roles of a judgement, and these take its filler.

    Args:
        schema: event types and concepts.
        judgement: of a role.
        event_type: IRI; may be unknown.
    """
    kind = next((kind for kind in schema.types if kind.iri == event_type), None)
    return kind is not None and _fits(schema, judgement, kind)


def refuse_unknown(schema: Schema, judgement: Judgement) -> None:
    """Raises UsageError when no event type has what a judgement sets: its status, role or concept."""
    if judgement.decision is Decision.STATUS and not knows_status(schema, judgement):
        known = sorted(status.key for status in schema.statuses)
        raise UsageError(
            f"there is no status <{judgement.status}>",
            mend=f"{choose_from(local_name(judgement.status), known)} Or give the --ontology that has it.",
        )
    if judgement.decision is not Decision.ROLE or any(_fits(schema, judgement, kind) for kind in schema.types):
        return
    roles = {role.iri: local_name(role.iri) for kind in schema.types for role in kind.roles}
    for iri in filter(None, (judgement.taken, judgement.given)):
        if iri not in roles:
            near = choose_from(local_name(iri), sorted(set(roles.values())))
            raise UsageError(f"there is no role <{iri}>", mend=f"{near} Or give the --ontology that has it.")
    raise UsageError(
        f"no event has {judgement.filler!r} in {local_name(judgement.given or judgement.taken)}",
        mend="Give somebody of a kind that the role takes, whom the claim's article names; or a concept of its scheme.",
    )


def _fits(schema: Schema, judgement: Judgement, kind: EventType) -> bool:
    roles = {role.iri: role for role in kind.roles}
    wanted = [roles.get(iri) for iri in (judgement.taken, judgement.given) if iri]
    found = [role for role in wanted if role is not None]
    if len(found) < len(wanted):
        return False
    if not judgement.filler.startswith(_REFERENTS):
        schemes = {concept.scheme for concept in schema.concepts if concept.iri == judgement.filler}
        return all(role.scheme and role.scheme in schemes for role in found)
    given = roles.get(judgement.given)
    return all(role.kinds for role in found) and (given is None or judgement.filler.split("/")[2] in given.kinds)
