"""Passes over one article's drafts after matching: what a sentence leaves to its neighbours.

Each takes the drafts in order of the text and returns them anew. They know no event type; they go by roles, dates
and reference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from kg.extraction.drafts import Draft
from kg.extraction.fillings import Filling, count
from kg.extraction.frames import Match
from kg.extraction.graph import Graph
from kg.extraction.paths import on_margins
from kg.extraction.relations import base
from kg.extraction.scene import Referring
from kg.extraction.taking_up import is_its_setting, is_strangers, takes_up
from kg.schema.model import EventType

_BOTH: Final = frozenset("they both two".split())
_ALIKE: Final = frozenset("similar identical same".split())
_TWO: Final = 2
_NEAR_BACK: Final = 2  # sentences over which "they" and a telling that is not whole can reach
_FAR_BACK: Final = 40  # sentences over which a bare "the meeting" can reach


# ------------------------------------------------------------------------------------------------- one sentence
def drop_nested(matches: Sequence[Match], graph: Graph) -> tuple[Match, ...]:
    """Of two triggers of one type in one phrase ("arrived on a visit", "summit meeting", "met for talks") keep one.

    The one that governs stays and takes what only the other one knew.
    """
    kept: list[Match] = []
    gone: set[int] = set()
    for position, inner in enumerate(matches):
        for other, outer in enumerate(matches):
            if position == other or position in gone or other in gone or inner.event_type.iri != outer.event_type.iri:
                continue
            if {"addition", "abroad"} & outer.options():
                continue  # "was greeted on his arrival": what may come to nothing takes nothing in
            if "mutual" in outer.options() - inner.options() and not outer.is_complete():
                continue  # "the council discussed it at a meeting"
            if _is_topic(graph, outer, inner.token):
                continue  # "they discussed the coming summit"
            if inner.token != outer.token and _carries(graph, outer.token, inner.token) and _agree(inner, outer):
                gone.add(position)
    for position, match in enumerate(matches):
        if position in gone:
            continue
        fillings = match.fillings
        for other in sorted(gone):
            inner = matches[other]
            if inner.event_type.iri == match.event_type.iri and _carries(graph, match.token, inner.token):
                if _is_topic(graph, match, inner.token):
                    continue
                fillings = union(match.event_type, fillings, inner.fillings)
        kept.append(match if fillings is match.fillings else replace(match, fillings=fillings))
    return tuple(kept)


def _is_topic(graph: Graph, outer: Match, noun: int) -> bool:
    """Whether one event is what those of the other speak about together."""
    return "mutual" in outer.options() and any(
        edge.head == outer.token and edge.label == "obj" for edge in graph.into(noun)
    )


def _carries(graph: Graph, outer: int, inner: int) -> bool:
    """Whether one trigger merely carries the other: its object, its for-phrase, its compound, or what it packages."""
    if graph.transparent.get(inner) == outer:
        return True
    if on_margins(graph, inner):
        return False
    verb = graph.tokens[outer].upos in ("VERB", "AUX")
    for edge in graph.into(inner):
        if edge.head != outer:
            continue
        if edge.label == "compound" or (verb and edge.label == "obj"):
            return True
        if edge.label == "p" and edge.preposition in (("for", "on", "in", "at") if verb else ("of", "from")):
            return True
    return False


def _agree(inner: Match, outer: Match) -> bool:
    """Whether no role that both fill is filled by strangers."""
    for role in outer.event_type.roles:
        if role.agent:
            left = {key for filling in inner.role(role.iri) for key in filling.entities}
            right = {key for filling in outer.role(role.iri) for key in filling.entities}
            if left and right and not left & right and len(left) >= max(role.minimum, 1) <= len(right):
                return False
            if role.minimum > 1 and left - right and right - left and len(left) > 1 < len(right):
                return False  # "X briefed Y on his talks with Z"
    return True


def union(event_type: EventType, own: tuple[Filling, ...], other: Iterable[Filling]) -> tuple[Filling, ...]:
    """Fillings of both, in order of role, without repeating an entity within a role."""
    merged = list(own)
    for filling in other:
        known = {key for item in merged if item.role == filling.role for key in item.entities}
        values = {(item.value, item.span) for item in merged if item.role == filling.role}
        role = event_type.role(filling.role)
        if role.maximum and count(item for item in merged if item.role == filling.role) >= role.maximum:
            continue
        if filling.entities and set(filling.entities) <= known:
            continue
        if not filling.entities and (filling.value, filling.span) in values:
            continue
        merged.append(filling)
    order = {role.iri: index for index, role in enumerate(event_type.roles)}
    return tuple(sorted(merged, key=lambda item: order[item.role]))


# ------------------------------------------------------------------------------------------------- the article
def resolve_anaphora(
    drafts: Sequence[Draft],
    compatible: Callable[[Draft, Draft], bool],
    graphs: Sequence[Graph],
    referring: Sequence[Sequence[Referring]] = (),
) -> list[Draft]:
    """For "the talks", "such a meeting": a draft that lacks participants takes those of the event told before.

    Args:
        drafts: in order of the text.
        compatible: whether two drafts may be one event as far as date, place, series, format and status go.
        graphs: of all sentences.
        referring: who is referred to in each sentence.
    """
    result: list[Draft] = []
    for draft in drafts:
        current = draft
        graph = graphs[draft.match.sentence]
        if not draft.is_complete() and takes_up(draft, graph):
            strange = is_strangers(draft, graph, referring)
            antecedent = -1 if strange else _antecedent(draft, result, compatible, _who_tells(draft, graph, referring))
            current = _take_from(draft, result[antecedent], antecedent) if antecedent >= 0 else draft
            if antecedent < 0 and not strange and not is_its_setting(draft, graph):
                current = _completed(draft, result, compatible)
        if current is draft and is_its_setting(draft, graph):
            current = _set_in(draft, result, compatible)
        result.append(current)
    return result


def _set_in(draft: Draft, before: Sequence[Draft], compatible: Callable[[Draft, Draft], bool]) -> Draft:
    """For "X met Y. During the meeting, the two countries agreed": of X and Y, and whoever bears a name there."""
    for position in range(len(before) - 1, -1, -1):
        other = before[position]
        far = draft.match.sentence - other.match.sentence
        if far > (_FAR_BACK if set(draft.agents()) <= set(other.agents()) else _NEAR_BACK):
            continue
        if other.event_type.iri != draft.event_type.iri or not other.is_complete() or other.generic:
            continue
        told = replace(draft, status=other.status)  # "At the meeting they are to discuss it" says when, not whether
        if compatible(told, other):
            agents = {role.iri for role in draft.event_type.roles if role.agent}
            named = tuple(
                item
                for item in draft.fillings
                if item.role not in agents or (item.kind == "person" and len(item.entities) == 1 and not item.implied)
            )
            whole = _take_from(replace(told, fillings=named), other, position)
            return replace(whole, antecedent=other.antecedent if other.antecedent >= 0 else position)
    return draft


def _who_tells(draft: Draft, graph: Graph, referring: Sequence[Sequence[Referring]]) -> frozenset[str]:
    """For "X recalled their conversation": X, who was there."""
    token = draft.match.token
    if not referring or not any(graph.lower[owner] == "their" for owner in graph.dependents(token, "poss")):
        return frozenset()
    verb = next((node for node in graph.ancestors(token) if graph.tokens[node].upos == "VERB"), -1)
    subjects = set(graph.dependents(verb, "subj")) if verb >= 0 else set()
    rows = [row for row in referring[draft.match.sentence] if row.head in subjects and row.kind == "person"]
    return frozenset(rows[0].entities) if len(rows) == 1 and len(rows[0].entities) == 1 else frozenset()


def _antecedent(
    draft: Draft,
    before: Sequence[Draft],
    compatible: Callable[[Draft, Draft], bool],
    among: frozenset[str] = frozenset(),
) -> int:
    """Place of the nearest earlier event of the type that fits; -1 where none does."""
    one_of = draft.event_type.one_of
    known = {
        key
        for role in draft.event_type.roles
        if role.agent and (role.minimum or role.iri in one_of)
        for key in draft.entities(role.iri)
    }
    for position in range(len(before) - 1, -1, -1):
        other = before[position]
        if draft.match.sentence - other.match.sentence > _FAR_BACK:
            break
        if other.event_type.iri != draft.event_type.iri or not other.is_complete() or other.generic:
            continue
        if known | among <= set(other.agents()) and compatible(draft, other):
            return other.antecedent if other.antecedent >= 0 else position
    return -1


def _completed(draft: Draft, before: Sequence[Draft], compatible: Callable[[Draft, Draft], bool]) -> Draft:
    """For "A letter was sent to X. The letter, from Y, ...": two tellings of which neither is whole by itself."""
    for other in reversed(before):
        if draft.match.sentence - other.match.sentence > _NEAR_BACK:
            break
        if other.event_type.iri != draft.event_type.iri or other.is_complete() or other.generic:
            continue
        if other.agents() and _are_halves(draft, other) and compatible(draft, other):
            whole = _take_from(draft, other, -1)
            if whole.is_complete():
                return whole
    return draft


def _are_halves(draft: Draft, other: Draft) -> bool:
    """Whether one tells what the other leaves open, or both speak of somebody: not two guests of two gatherings."""
    own, known = (
        {role.iri for role in one.event_type.roles if role.agent and one.entities(role.iri)} for one in (draft, other)
    )
    return not own & known or not set(draft.agents()).isdisjoint(other.agents())


def parties(drafts: Sequence[Draft], graphs: Sequence[Graph]) -> list[Draft]:
    """For "they agreed to meet", "the two leaders met": those whom the event told just before brought together."""
    result: list[Draft] = []
    for draft in drafts:
        current = draft
        # What lacks more than parties, such as the words of a quotation, is not completed by parties.
        agents = {role.iri for role in draft.event_type.roles if role.agent}
        lacks = set(draft.missing())
        if lacks and lacks <= agents and not draft.agents() and _names_parties(draft, graphs[draft.match.sentence]):
            for other in reversed(result):
                if draft.match.sentence - other.match.sentence > _NEAR_BACK:
                    break
                people = [item for role in other.event_type.roles if role.agent for item in other.role(role.iri)]
                known = len({key for item in people for key in item.entities})
                # "they" are as many as met, "both" are two
                together = known > _TWO and other.event_type == draft.event_type and _says(draft, graphs, "they")
                if (known == _TWO or together) and other.is_complete():
                    fillings = draft.fillings
                    for iri in draft.missing():
                        taken = tuple(replace(item, role=iri, implied=True) for item in people)
                        fillings = union(draft.event_type, fillings, taken)
                    sentences = tuple(dict.fromkeys((*draft.sentences, other.sentences[0])))
                    current = replace(draft, fillings=fillings, sentences=sentences)
                    break
        result.append(current)
    return result


def _says(draft: Draft, graphs: Sequence[Graph], word: str) -> bool:
    """Whether a word is the subject of the draft."""
    graph = graphs[draft.match.sentence]
    heads = (draft.match.token, *(verb.token for verb in draft.match.light))
    return any(graph.lower[token] == word for head in heads for token in graph.dependents(head, "subj"))


def _names_parties(draft: Draft, graph: Graph) -> bool:
    """Whether the subject is "they", "both" or "the two ..."."""
    heads = (draft.match.token, *(verb.token for verb in draft.match.light))
    for subject in (token for head in heads for token in graph.dependents(head, "subj")):
        words = {graph.tokens[subject].form.lower()} | {
            graph.tokens[child].form.lower()
            for child in graph.children(subject)
            if base(graph.deprels[child]) in ("nummod", "det")
        }
        if words & _BOTH:
            return True
    return False


def _take_from(draft: Draft, source: Draft, position: int) -> Draft:
    fillings = draft.fillings
    for iri in draft.missing():
        taken = (replace(filling, implied=True) for filling in source.role(iri))
        fillings = union(draft.event_type, fillings, taken)
    one_of = draft.event_type.one_of
    if one_of and not any(filling.role in one_of for filling in fillings):
        demanded = (replace(filling, implied=True) for iri in one_of for filling in source.role(iri))
        fillings = union(draft.event_type, fillings, demanded)
    sentences = tuple(dict.fromkeys((*draft.sentences, source.sentences[0])))
    return replace(draft, fillings=fillings, antecedent=position, sentences=sentences)


def inherit(drafts: Sequence[Draft]) -> list[Draft]:
    """Types that say so let a bare definite trigger take what the last event of the type had ("the sanctions")."""
    result: list[Draft] = []
    last: dict[str, Draft] = {}
    for draft in drafts:
        current = draft
        source = last.get(draft.event_type.iri)
        if (
            not draft.is_complete()
            and "inherit" in draft.match.options()
            and draft.match.definite
            and source is not None
        ):
            current = _take_from(draft, source, -1)
        if current.is_complete():
            last[draft.event_type.iri] = current
        result.append(current)
    return result


def answers(drafts: Sequence[Draft]) -> list[Draft]:
    """A bare answer turns the last event of its type round: who was addressed there speaks here ("will send a reply").

    Only where a required role is open and nobody new stands in the other one.
    """
    result: list[Draft] = []
    last: dict[str, Draft] = {}
    for draft in drafts:
        current = draft
        source = last.get(draft.event_type.iri)
        if "answer" in draft.match.options() and source is not None and not draft.is_complete():
            current = _turned_round(draft, source)
        if current.is_complete():
            last[draft.event_type.iri] = current
        result.append(current)
    return result


def alike(drafts: Sequence[Draft], graphs: Sequence[Graph]) -> list[Draft]:
    """For "a similar letter to X": what it leaves open it has from the last event of its type."""
    result: list[Draft] = []
    last: dict[str, Draft] = {}
    for draft in drafts:
        current = draft
        source = last.get(draft.event_type.iri)
        graph = graphs[draft.match.sentence]
        words = {graph.tokens[child].form.lower() for child in graph.children(draft.match.token)}
        if words & _ALIKE and source is not None and draft.agents() and not draft.is_complete():
            current = _take_from(draft, source, -1)
        if current.is_enough():
            last[draft.event_type.iri] = current
        result.append(current)
    return result


def _turned_round(draft: Draft, source: Draft) -> Draft:
    roles = [role.iri for role in draft.event_type.roles if role.contact and role.minimum]
    if len(roles) != 2:
        return draft
    turned = {roles[0]: source.role(roles[1]), roles[1]: source.role(roles[0])}
    spoken = {key for iri in roles for key in draft.entities(iri)}
    if not spoken <= {key for iri in roles for key in source.entities(iri)} and not draft.missing():
        return draft
    fillings = draft.fillings
    for iri in draft.missing():
        own = {key for other in roles if other != iri for key in draft.entities(other)}
        taken = tuple(
            replace(filling, role=iri, implied=True) for filling in turned[iri] if not own & set(filling.entities)
        )
        fillings = union(draft.event_type, fillings, taken)
    return replace(draft, fillings=fillings, sentences=tuple(dict.fromkeys((*draft.sentences, source.sentences[0]))))
