"""How roles are filled: the operators of a realization, run over one sentence's graph and readings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from kg.extraction.apposed_names import apposed_names, included_names
from kg.extraction.concept_cues import ConceptCues
from kg.extraction.described_parties import described_party
from kg.extraction.fillings import Filling, count, repeats
from kg.extraction.kinds import is_of_kind
from kg.extraction.lightverbs import LightVerb, light_verbs
from kg.extraction.narrators import narrator, only_speaks, shuts_out
from kg.extraction.noun_phrases import joins, noun_phrase
from kg.extraction.origins import nations
from kg.extraction.paths import admits, bearers, follow, governors, is_journey, is_object, is_predicate, on_margins
from kg.extraction.principals import senders
from kg.extraction.quotations import Quotation
from kg.extraction.readings import Reading, Readings
from kg.extraction.relations import base
from kg.extraction.unnamed import speaker
from kg.extraction.unnamed_parties import is_described_body, is_unnamed_party
from kg.extraction.ways import (
    is_acting,
    is_anothers_clause,
    is_between,
    is_joint,
    is_on_the_way,
    takes_no_part,
    takes_up,
)
from kg.model import Span
from kg.schema.model import Concept, EventType, Governor, Realization, Role, Step

_HAPPENING_PREPOSITIONS: Final = frozenset("in at on with between among to".split())
_DESCRIBABLE: Final = ("", "agent", "party", "public", "organization")


class Filler:
    """Fills the roles of one trigger.

    Args:
        event_type: what it is a trigger of.
        readings: the sentence's readings.
        sentence: index of the sentence.
        trigger: token of the trigger.
        text: ``Article.text``.
        quotations: quotations that touch the sentence, in order.
        concepts: all concepts of the schema.
    """

    def __init__(
        self,
        event_type: EventType,
        readings: Readings,
        *,
        sentence: int,
        trigger: int,
        text: str,
        quotations: tuple[Quotation, ...],
        concepts: tuple[Concept, ...],
    ) -> None:
        self.event_type = event_type
        self.readings = readings
        self.graph = readings.graph
        self.sentence = sentence
        self.trigger = trigger
        self.text = text
        self.quotations = quotations
        self.is_verb = self.graph.tokens[trigger].upos in ("VERB", "AUX")
        self._lemma = self.graph.tokens[trigger].lemma.lower()
        own = self.graph.out(trigger)
        self._labels = {edge.label for edge in own}
        # whether the trigger bears "between" with several after it
        self._between_several = sum([edge.preposition in ("between", "among") for edge in own]) > 1
        self._cues = ConceptCues(self.graph, trigger, concepts, is_verb=self.is_verb)
        self._used: dict[str, str] = {}
        self._carrying: list[int] = []
        self._found: dict[str, list[Filling]] = {}
        self.light = () if self.is_verb else light_verbs(event_type, readings, trigger)

    def fill(self) -> tuple[Filling, ...]:
        """All fillers of all roles: ordinary realizations first, then ``else:`` ones where a minimum is unmet."""
        roles = self.event_type.roles
        found: dict[str, list[Filling]] = {role.iri: [] for role in roles}
        closed: set[str] = set()
        self._found = found
        for fallback in (False, True):
            for role in roles:
                self._fill(role, found[role.iri], closed, fallback=fallback)
        for role in roles:
            if role.agent and role.described and role.minimum:
                named = any(filling.entities for fillings in found.values() for filling in fillings)
                if not self._met(found[role.iri], role) or not named:
                    found[role.iri] = self._by_nation(role) or found[role.iri]
        return tuple(filling for role in roles for filling in found[role.iri])

    def _fill(self, role: Role, found: list[Filling], closed: set[str], *, fallback: bool) -> None:
        possessed = bool(found) and self._is_possessed(found, role)
        for order, realization in role.otherwise if fallback else role.ordinary:
            if role.iri in closed or (fallback and self._met(found, role)):
                return
            if self._is_anothers(found, role, realization) or (
                fallback and takes_up(realization, self.graph, self.trigger)
            ):
                continue
            targets = self._targets(realization) if realization.operator == "path" else []
            if realization.operator == "path" and not targets and not possessed and not self._between_several:
                continue  # most realizations find nothing
            before = len(found)
            for filling in self._realize(role, realization, order, targets):
                beside = [one.token for one in found[before:]]
                if fallback and self._met(found, role) and not joins(self.graph, filling.token, beside):
                    break
                others = [role.realizations[one.order] for one in found if one.token > self.trigger]
                if filling.open and self._is_anothers(found, role, realization, openly=True):
                    continue  # "he ended his visit" tells of one
                if not self.is_verb and is_on_the_way(filling.token, realization, others, self.trigger):
                    continue
                if fallback and any(self._used.get(key, role.iri) != role.iri for key in filling.entities):
                    continue
                if not repeats(filling, found) and not (role.maximum and count(found) >= role.maximum):
                    found.append(filling)
                    if role.agent:
                        self._used.update((key, role.iri) for key in filling.entities if key not in self._used)
            # "talks between A and B" names all: whoever holds or hosts them is none of these
            if len(found) > before:
                possessed = self._is_possessed(found, role)
            if possessed or (self._between_several and realization.scope == "own" and is_between(realization)):
                closed.add(role.iri)

    def carriers(self) -> tuple[LightVerb, ...]:
        """Verbs that carry the event: light ones, else those on which it hangs by a preposition ("put X on a list")."""
        return self.light or tuple(LightVerb(token, "p") for token in self._carrying)

    def _met(self, found: list[Filling], role: Role) -> bool:
        """Whether a role has its minimum; "a meeting with A and B" names only one side of two."""
        if not found or count(found) < max(role.minimum, 1):
            return False
        if role.minimum < 2 or self.is_verb:
            return True
        heads = {self.trigger, *(verb.token for verb in self.light)}
        with_only = all(
            filling.token >= 0
            and any(edge.preposition == "with" for edge in self.graph.into(filling.token) if edge.head in heads)
            for filling in found
        )
        return not with_only

    def leaves_definite(self) -> bool:
        """Whether a role below its minimum has a definite description in its place ("sanctions on the company")."""
        for role in self.event_type.roles:
            if role.agent and role.minimum and role.iri not in self._used.values():
                for realization in role.realizations:
                    if any(self.readings.is_definite(token) for token in self._targets(realization)):
                        return True
        return False

    def _is_possessed(self, found: list[Filling], role: Role) -> bool:
        """For "Cancelled his meeting with Y": a possessor says whose it is; whoever arranges it takes no part."""
        if role.minimum < 2 or self.is_verb or count(found) < role.minimum:
            return False
        owners = {filling.token for filling in found} & set(self.graph.dependents(self.trigger, "poss"))
        return bool(owners)

    def _is_anothers(self, found: list[Filling], role: Role, realization: Realization, *, openly: bool = False) -> bool:
        """For "postponed the visit by Y": where the noun says whose it is, whoever deals with it does not do it."""
        if role.minimum != 1 or self.is_verb or realization.scope != "light" or realization.path is None or not found:
            return False
        edges = self.graph.out(self.trigger)
        own = {edge.dependent for edge in edges if edge.preposition == "by" or edge.label == "poss"}
        return realization.path.label == "subj" and bool(own & {one.token for one in found if openly or not one.open})

    # ---------------------------------------------------------------------------------------- operators
    def _realize(self, role: Role, realization: Realization, order: int, targets: Iterable[int]) -> Iterator[Filling]:
        if realization.operator == "path":
            beside = realization.scope == "governor" and bool(realization.scope_prepositions)
            for token in targets:
                spoken = beside and only_speaks(self.graph, self.trigger, token)
                for filling in self._take(role, realization, token, order):
                    yield replace(filling, implied=True) if spoken else filling
        elif realization.operator == "quote":
            yield from self._quote(role, order)
        elif realization.operator == "cue":
            yield from self._cue(role, order)
        elif realization.operator == "subject":
            yield from self._governing_subject(role, realization, order)
        elif realization.operator == "nearest":
            yield from self._nearest(role, realization, order)
        elif realization.operator == "principal":
            yield from self._principal(role, order)

    def _targets(self, realization: Realization) -> list[int]:
        step = realization.path
        if step is None or (realization.scope in ("own", "self") and step.label not in self._labels):
            return []
        targets: list[int] = []
        for origin, places_only in self._origins(realization, step):
            for token in follow(self.graph.out(origin), step):
                if (
                    token != self.trigger
                    and token not in targets
                    and not (places_only and is_object(self.graph, token))
                    and not takes_no_part(realization, self.graph, self.trigger, token)
                ):
                    targets.append(token)
        return targets

    def _origins(self, realization: Realization, step: Step) -> Iterator[tuple[int, bool]]:
        scope = realization.scope
        if scope in ("own", "self"):
            lemmas = realization.scope_lemmas
            if (scope == "own" or self.is_verb) and (not lemmas or admits(lemmas, self._lemma)):
                yield self.trigger, False
        elif scope == "light":
            for verb in self.light:
                if verb.relation == "subj":
                    # "the talks opened in Rome": the verb lends its phrases, not its subject
                    if step.label == "p" and set(step.prepositions) & _HAPPENING_PREPOSITIONS:
                        yield verb.token, True
                elif verb.relation == "p" or step.label != "obj":
                    yield verb.token, False
        elif scope == "governor" and not is_anothers_clause(realization, self.graph, self.trigger):
            wanted = Governor(realization.scope_lemmas, realization.scope_prepositions)
            for head in governors(self.graph, self.trigger, wanted):
                yield head, False
                if wanted.prepositions and not realization.fallback and head not in self._carrying:
                    self._carrying.append(head)

    def _by_nation(self, role: Role) -> list[Filling]:
        """For "a ban on Peruvian timber", "visas of three Peruvian judges": the state whose these are."""
        ways = [(order, way) for order, way in enumerate(role.realizations) if way.operator == "path" and not way.kind]
        for order, way in ways:
            found = [reading for token in self._targets(way) for reading in nations(self.readings, token)]
            if found := [reading for reading in found if self._used.keys().isdisjoint(reading.entities)]:
                return [self._from_reading(role, reading, order) for reading in found]
        return []

    def _take(self, role: Role, realization: Realization, token: int, order: int) -> Iterator[Filling]:
        if realization.kind and not is_of_kind(self.readings, token, realization.kind):
            return
        if role.literal:
            span = noun_phrase(self.graph, token)
            yield self._filling(role, (), span, token, order, value=self.text[span.start : span.end])
            return
        kinds = frozenset(role.kinds)
        if realization.kind in ("person", "organization", "country", "place"):
            kinds = frozenset((realization.kind,))
        readings = self.readings.read(token, kinds)
        for reading in readings:
            if role.kinds and reading.span.overlaps(self.graph.tokens[self.trigger].span):
                continue  # the words of the trigger itself
            yield self._from_reading(role, reading, order, acting=is_acting(realization))
        acts = is_acting(realization)
        if role.agent and (readings and not acts if role.described else True):  # "25 Peruvian officials, including X"
            for reading in (
                one for name in included_names(self.graph, token) for one in self.readings.read(name, kinds)
            ):
                yield self._from_reading(role, reading, order, acting=acts)
        if readings or realization.kind not in _DESCRIBABLE:
            return
        if role.agent and not role.unnamed and (told := speaker(self.readings, token)) >= 0:
            yield from self._take(role, realization, told, order)
            return
        if role.described and (named := self._named_behind(role, realization, token, order)):
            yield from named
            return
        unnamed = realization.operator == "path" and role.unnamed
        parties = tuple(self._unnamed(role, realization, token, order)) if unnamed else ()
        yield from parties
        if not parties and self._is_described(role, token):
            span = noun_phrase(self.graph, token)
            yield replace(self._filling(role, (), span, token, order), described=True, kind="organization")

    def _named_behind(self, role: Role, realization: Realization, token: int, order: int) -> list[Filling]:
        """For "sanctioned its owner, X": who is named behind the description, known or not."""
        names = apposed_names(self.graph, token)
        kinds, acting = frozenset(role.kinds), is_acting(realization)
        found = [
            self._from_reading(role, reading, order, acting=acting)
            for name in names
            for reading in self.readings.read(name, kinds)
        ]
        if not found and len(names) == 1 and not self.readings.at(names[0]) and not role.unnamed:
            span = noun_phrase(self.graph, names[0])
            found = [replace(self._filling(role, (), span, names[0], order), described=True, kind="organization")]
        return found

    def _is_described(self, role: Role, token: int) -> bool:
        """Whether words that name nobody are kept as they are."""
        anchored = "anchored" in self.event_type.options
        return role.described and (
            is_described_body(self.readings, token) or (anchored and is_unnamed_party(self.readings, token))
        )

    def _unnamed(self, role: Role, realization: Realization, token: int, order: int) -> Iterator[Filling]:
        acting = is_acting(realization)
        together = (acting and self.is_verb) or is_between(realization)
        party = described_party(self.readings, token, together=together)
        if (party is None or party.open) and (told := speaker(self.readings, token)) >= 0:
            yield from self._take(role, realization, told, order)
        elif party is not None:
            filling = self._filling(role, (), party.span, token, order)
            yield replace(
                filling,
                described=True,
                kind=party.kind,
                acting=acting,
                several=party.several,
                open=party.open,
                public=party.public,
            )

    def _from_reading(
        self, role: Role, reading: Reading, order: int, *, acting: bool = False, implied: bool = False
    ) -> Filling:
        return Filling(
            role.iri, reading.entities, reading.span, self.sentence, reading.token, order, reading.kind,
            indirect=reading.indirect, implied=implied, acting=acting,
        )  # fmt: skip

    def _filling(
        self, role: Role, entities: tuple[str, ...], span: Span, token: int, order: int, *, value: str = ""
    ) -> Filling:
        return Filling(role.iri, entities, span, self.sentence, token, order, value=value)

    def _quote(self, role: Role, order: int) -> Iterator[Filling]:
        for quotation in self.quotations:
            inner = quotation.inner
            yield self._filling(role, (), inner, -1, order, value=self.text[inner.start : inner.end])

    def _cue(self, role: Role, order: int) -> Iterator[Filling]:
        found = self._cues.around(role)
        if found is not None:
            token, concept = found
            yield self._filling(role, (), self.graph.tokens[token].span, token, order, value=concept.iri)

    def cued(self, role: Role, token: int) -> Filling | None:
        """The concept of a role that one word cues, or None."""
        concept = self._cues.at(role, token)
        if concept is None:
            return None
        return self._filling(role, (), self.graph.tokens[token].span, token, 0, value=concept.iri)

    def _governing_subject(self, role: Role, realization: Realization, order: int) -> Iterator[Filling]:
        """Subjects of the verbs above, nearest first, up to the clause that is told as a whole."""
        node, together = self.trigger, False
        if (self.is_verb and self.graph.dependents(node, "subj")) or on_margins(self.graph, node):
            return  # somebody does it already, though not anybody known; or only something beside it is told
        teller = -1 if self.is_verb else narrator(self.graph, node)
        if teller >= 0:
            told = self._take(role, realization, teller, order)
            yield from (replace(one, implied=True, acting=True) for one in told if one.kind == "person")
        named = {lemma for other in role.realizations for lemma in other.scope_lemmas}
        for above in self.graph.ancestors(self.trigger):
            relation = self.graph.deprels[node]
            if base(relation) in ("ccomp", "parataxis") or relation == "acl:relcl":
                return
            together = together or (role.minimum > 1 and is_joint(self.graph, above))
            if not together and shuts_out(self.graph, node, above, frozenset(self.event_type.not_light) - named):
                return
            going = is_journey(self.graph, node, above)
            subjects = self.graph.dependents(above, "poss") if going else bearers(self.graph, above)
            if going or self.graph.tokens[above].upos in ("VERB", "AUX", "ADJ") or is_predicate(self.graph, above):
                for token in subjects:
                    if token != self.trigger:
                        for filling in self._take(role, realization, token, order):
                            yield replace(filling, implied=True, acting=True)
            node = above

    def _principal(self, role: Role, order: int) -> Iterator[Filling]:
        """Who sent those that fill the other roles: "an envoy of X, Y, who brought a letter"."""
        others = [one for iri, fillings in self._found.items() if iri != role.iri for one in fillings]
        for other in others:
            if other.kind == "person" and other.token >= 0:
                for reading in senders(self.readings, other.token):
                    yield self._from_reading(role, reading, order, implied=True)

    def _nearest(self, role: Role, realization: Realization, order: int) -> Iterator[Filling]:
        kinds = frozenset(role.kinds)
        around = sorted(
            self.readings.referring,
            key=lambda item: (item.head > self.trigger, abs(item.head - self.trigger), item.start),
        )
        for item in around:
            if item.head != self.trigger and (
                not realization.kind or is_of_kind(self.readings, item.head, realization.kind)
            ):
                for reading in self.readings.read(item.head, kinds):
                    yield self._from_reading(role, reading, order, implied=True)
                    return
