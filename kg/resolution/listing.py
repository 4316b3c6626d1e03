"""Who of the watch-list each article's entities are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kg import names
from kg.judgement import referent_name
from kg.model import EntityKind
from kg.watchlist import identity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.model import EntityRef
    from kg.resolution.appearances import Appearance
    from kg.watchlist import Listed, Watchlist

_OPEN: Final = "?"  # begins what stands for homonyms that an article does not tell apart; no id of an entry does


@dataclass(frozen=True, slots=True)
class Listing:
    """What the list says of the articles' entities.

    Attributes:
        entries: the entry of each entity that is one of the list.
        sides: for ``kg.judgement.Sides``: names of referents, by entry. Homonyms that stay open are a side of their
            own, so that likeness of names joins them to none of the entries.
    """

    entries: Mapping[EntityRef, Listed] = field(default_factory=dict)
    sides: Mapping[str, str] = field(default_factory=dict)


def list_entities(appearances: Iterable[Appearance], watchlist: Watchlist) -> Listing:
    """Look every named entity up, by the full names that its article gives it."""
    entries: dict[EntityRef, Listed] = {}
    sides: dict[str, str] = {}
    if not watchlist:
        return Listing()
    for appearance in appearances:
        entity = appearance.entity
        if not entity.named or entity.kind is EntityKind.PLACE:
            continue
        states = appearance.states
        if entity.kind is EntityKind.ORGANIZATION and entity.country:
            states |= {entity.country}
        entry, still_open = identity(
            watchlist,
            _forms(appearance),
            kind=entity.kind,
            states=states,
            nearby=appearance.countries,
            titles=appearance.titles,
        )
        name = referent_name(appearance.ref.article, appearance.ref.key)
        if entry is not None:
            entries[appearance.ref] = entry
            sides[name] = entry.id
        elif still_open:
            sides[name] = _OPEN + " ".join(listed.id for listed in still_open)
    return Listing(entries, sides)


def _forms(appearance: Appearance) -> list[str]:
    """The names; of a person named in full, not the surname alone."""
    entity = appearance.entity
    forms = {entity.name, *(mention.text for mention in entity.mentions)}
    if entity.kind is EntityKind.PERSON and len(names.bare(entity.name)) > 1:
        forms = {form for form in forms if len(names.bare(form)) > 1}
    return sorted(forms)
