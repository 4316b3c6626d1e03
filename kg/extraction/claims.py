"""Drafts -> event claims: entity keys, literal mentions and sentence spans, in canonical order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extraction.drafts import Draft
from kg.extraction.fillings import Filling
from kg.extraction.human_nouns import PRONOUNS
from kg.extraction.scene import Scene
from kg.model import Argument, Entity, EntityKind, EventClaim, Mention, Span
from kg.names import slug


class Describer:
    """Makes entities of noun phrases that name nobody ("two shipping firms"), one for each wording.

    Args:
        scene: the article, for its text and the keys already given.
    """

    def __init__(self, scene: Scene) -> None:
        self._text = scene.article.text
        self._taken = set(scene.entities)
        self._keys: dict[str, str] = {}
        self._mentions: dict[str, list[Mention]] = {}
        self._names: dict[str, str] = {}

    def key(self, span: Span) -> str:
        """The key of the entity that the words at a span describe."""
        words = self._text[span.start : span.end]
        folded = " ".join(words.lower().split())
        if folded in PRONOUNS:
            folded += f" {span.start}"  # each pronoun may mean somebody else
        key = self._keys.get(folded)
        if key is None:
            key = base = f"{EntityKind.ORGANIZATION.value}/{slug(words) or 'unnamed'}"
            number = 2
            while key in self._taken:
                key = f"{base}-{number}"
                number += 1
            self._taken.add(key)
            self._keys[folded] = key
            self._names[key] = " ".join(words.split())
        mention = Mention(span, words)
        if mention not in self._mentions.setdefault(key, []):
            self._mentions[key].append(mention)
        return key

    def entities(self) -> tuple[Entity, ...]:
        """All entities made so far."""
        return tuple(
            Entity(
                key,
                EntityKind.ORGANIZATION,
                self._names[key],
                tuple(sorted(mentions, key=lambda mention: mention.span)),
                named=False,
            )
            for key, mentions in self._mentions.items()
        )


def to_claims(
    drafts: Sequence[Draft], numbers: Sequence[int], scene: Scene, describer: Describer
) -> tuple[EventClaim, ...]:
    """The claims of an article, by offset of their trigger.

    Args:
        drafts: complete ones.
        numbers: the local event of each.
        scene: the article.
        describer: makes entities of descriptions.
    """
    claims = [_claim(draft, number, scene, describer) for draft, number in zip(drafts, numbers, strict=True)]
    claims = list(dict.fromkeys(claims))
    claims.sort(key=lambda claim: (claim.trigger.span, claim.event_type, claim.local_event))
    renumbered: dict[int, int] = {}
    for claim in claims:
        renumbered.setdefault(claim.local_event, len(renumbered))
    return tuple(replace(claim, local_event=renumbered[claim.local_event]) for claim in claims)


def _claim(draft: Draft, number: int, scene: Scene, describer: Describer) -> EventClaim:
    text = scene.article.text
    token = scene.graphs[draft.match.sentence].tokens[draft.match.token]
    arguments = {argument for filling in draft.fillings for argument in _arguments(filling, text, describer)}
    first, *rest = (scene.graphs[sentence].sentence.span for sentence in draft.sentences)
    others = {
        scene.graphs[filling.sentence].sentence.span for filling in draft.fillings if filling.entities or filling.value
    }
    evidence = (first, *sorted({*rest, *others} - {first}))
    return EventClaim(
        event_type=draft.event_type.iri,
        trigger=Mention(token.span, text[token.span.start : token.span.end]),
        arguments=tuple(
            sorted(
                _once(arguments),
                key=lambda argument: (argument.role, argument.mention.span, argument.entity, argument.value),
            )
        ),
        status=draft.status.iri,
        date=draft.date,
        date_span=draft.date_span,
        attribution=draft.attribution,
        evidence=evidence,
        local_event=number,
        series=draft.series,
        generic=draft.generic,
    )


def _arguments(filling: Filling, text: str, describer: Describer) -> list[Argument]:
    mention = Mention(filling.span, text[filling.span.start : filling.span.end])
    if filling.described:
        return [Argument(filling.role, mention, describer.key(filling.span))]
    if filling.entities:
        return [Argument(filling.role, mention, key) for key in filling.entities]
    return [Argument(filling.role, mention, value=filling.value)]


def _once(arguments: set[Argument]) -> list[Argument]:
    """One argument per role and filler: the one with the earliest mention."""
    found: dict[tuple[str, str, str], Argument] = {}
    for argument in sorted(arguments, key=lambda item: item.mention.span):
        found.setdefault((argument.role, argument.entity, argument.value), argument)
    return list(found.values())
