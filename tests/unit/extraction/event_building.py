"""Event types, statuses and drafts by hand: ``draft(kind(role("x:party", 2)), [("x:party", "person/vogt")])``."""

from kg.extraction.drafts import Draft
from kg.extraction.fillings import Filling
from kg.extraction.frames import Match
from kg.model import Span
from kg.schema.model import EventType, Role, Status, Trigger

HAPPENED = Status("x:happened", "happened", "happened", "CT+", 1, (), happened=True)
PLANNED = Status("x:planned", "planned", "planned", "PR+", 3, (), happened=False)
DENIED = Status("x:denied", "denied", "denied", "CT-", 1, (), happened=False)
VOGT, OTIENO, SANOU = "person/vogt", "person/otieno", "person/sanou"


def role(iri, minimum):
    """A contact role of persons and states."""
    return Role(iri, iri[2:], iri[2:], ("person", "country"), "", False, True, True, minimum, 0, ())


SITE = Role("x:site", "site", "site", ("place", "country"), "", False, False, False, 0, 0, ())


def kind(*roles, iri="x:E", options=(), distribute=()):
    """An event type without triggers."""
    key = iri[2:]
    return EventType(
        iri, key, key.lower(), key.lower(), "", "040", (), (), (), roles, options, distribute, (), (), "",
    )  # fmt: skip


def draft(by, fillings, *, sentence=0, token=0, options=(), acting=(), upos="NOUN", status=HAPPENED, **changes):
    """A draft of a type whose fillings are (role, entity); ``changes`` are of its match."""
    filled = tuple(Filling(iri, (key,), Span(0, 1), sentence, 0, 0, acting=key in acting) for iri, key in fillings)
    made = Match(by, Trigger(("x",), upos, (), options), sentence, token, filled, (), **changes)
    return Draft(made, filled, status, None, None, None, (sentence,))


def told(drafts):
    """Who fills the roles of each draft, in their order."""
    return [tuple(one.entities(item.iri) for item in one.event_type.roles) for one in drafts]
