"""The entities of one article while they are gathered, each under one key."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extraction.gazetteer import state_name
from kg.extraction.names import Name
from kg.model import Article, Entity, EntityKind, Mention, Span
from kg.names import fold, slug


@dataclass(slots=True)
class Draft:
    """An entity in the making. ``spans`` name it; ``hints`` (a capital for its state) count only where nothing does."""

    key: str
    kind: EntityKind
    name: str
    reference: str = ""
    country: str = ""
    within: str = ""
    parts: tuple[str, str] = ("", "")
    peripheral: bool = False
    spans: set[Span] = field(default_factory=set)
    hints: set[Span] = field(default_factory=set)


class Register:
    """Entities by kind and identity; homonyms are told apart by identity and numbered in order of text."""

    def __init__(self) -> None:
        self.drafts: dict[str, Draft] = {}
        self._keys: dict[tuple[EntityKind, str], str] = {}

    def enter(self, kind: EntityKind, name: str, identity: str) -> Draft:
        """The draft of what ``identity`` names among its kind; a new one where there is none."""
        known = self._keys.get((kind, identity))
        if known is not None:
            return self.drafts[known]
        base = f"{kind.value}/{slug(name)}"
        key, number = base, 1
        while key in self.drafts:
            number += 1
            key = f"{base}-{number}"
        self._keys[(kind, identity)] = key
        self.drafts[key] = Draft(key, kind, name)
        return self.drafts[key]

    def known(self, kind: EntityKind, identity: str) -> str | None:
        """The key of what ``identity`` names among its kind, or None."""
        return self._keys.get((kind, identity))

    def country(self, reference: str) -> Draft:
        """A state by its gazetteer reference (``FR``)."""
        draft = self.enter(EntityKind.COUNTRY, state_name(reference), reference)
        draft.reference = f"iso:{reference}"
        return draft

    def known_country(self, reference: str) -> str:
        """Key of a state that the article names, by its gazetteer reference; empty where it names it not."""
        wanted = f"iso:{reference}"
        return next((key for key, draft in sorted(self.drafts.items()) if reference and draft.reference == wanted), "")

    def organization(self, name: str, country: str = "") -> Draft:
        """An organization by name and the reference of its state."""
        draft = self.enter(EntityKind.ORGANIZATION, name, f"{fold(name)}|{country}")
        draft.country = f"iso:{country}" if country else ""
        return draft

    def named_organization(self, name: str, parent: str) -> Draft:
        """An organization of the gazetteer; ``parent`` is a state's reference or the name of the body above it."""
        return self.organization(name, parent if state_name(parent) else "")

    def unit_organization(self, heading: str, owner: Name, written: str) -> Draft:
        """An institution by heading and the state or body above it ("Foreign Ministry", Iran), or as ``written``."""
        entry = owner.match.entry if owner.match is not None else None
        if not heading:
            return self.organization(
                " ".join(written.split()), entry.state if entry and state_name(entry.state) else ""
            )
        state = entry.state if entry is not None and state_name(entry.state) else ""
        above = state_name(state) or (entry.name if entry is not None else owner.text)
        return self.organization(f"{heading} of {above}", state)

    def place(self, name: str, country: str = "", *, span: Span | None = None) -> Draft:
        """A place by name, lying in a state where one is given. ``span``: the words that say so."""
        draft = self.enter(EntityKind.PLACE, name, fold(name))
        if span is not None:
            draft.spans.add(span)
        if country and not draft.within:
            draft.country = f"iso:{country}"
            state = self.country(country)
            draft.within = state.key
            if span is not None:
                state.hints.add(span)
        return draft

    def finished(self, article: Article) -> dict[str, Entity]:
        """The entities by key, in order of key; what no words name is left out."""
        return {
            key: Entity(
                key=draft.key,
                kind=draft.kind,
                name=draft.name,
                mentions=tuple(
                    Mention(span, article.text[span.start : span.end]) for span in sorted(draft.spans or draft.hints)
                ),
                reference=draft.reference,
                within=draft.within,
                country=draft.country,
                parts=draft.parts,
                peripheral=draft.peripheral,
            )
            for key, draft in sorted(self.drafts.items())
            if draft.spans or draft.hints
        }
