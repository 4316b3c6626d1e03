"""Which claims of one article are about one event: one number for each real occurrence, however often it is repeated.

Greedy, in order of the text, headlines last (they are vague and repeat the body). Two claims are one event when nothing
keeps them apart (type, roles, dates, places, ordinals, status) and enough holds them together (participants first).
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final

from kg import edtf
from kg.extraction.allegiance import Allegiances
from kg.extraction.clusters import Cluster, Occasions
from kg.extraction.drafts import Draft
from kg.extraction.party_counts import counts_differ
from kg.extraction.scene import Scene
from kg.extraction.sojourns import are_days_of_one_stay, is_plan_of
from kg.extraction.wordlists import POINTING
from kg.schema.model import Role, Schema

_SAME_SIDES: Final = 1.0  # agreement of participants who only stand for the same states
_PAIR: Final = 2
_BESIDE: Final = 1  # sentences within which states and who speaks for them are told of one event
_BESIDES: Final = frozenset("also separately later earlier then previously meanwhile".split())
_BY_PLACE: Final = 1.0
_FORETOLD: Final = 2.0
_NARROW_DAYS: Final = 10  # a date this narrow tells one occasion from another


class Merger:
    """Groups the drafts of one article.

    Args:
        schema: the event types.
        scene: the article.
    """

    def __init__(self, schema: Schema, scene: Scene) -> None:
        self._schema = schema
        self._scene = scene
        self._allegiances = Allegiances(scene)
        self._default = frozenset(concept.iri for concept in schema.concepts if concept.default)

    # ---------------------------------------------------------------------------------------- circumstances
    def circumstances_agree(self, draft: Draft, other: Draft) -> bool:
        """Whether date, place, ordinal, manner and status allow two drafts to be one event."""
        cluster = Cluster()
        cluster.add(other)
        return self._circumstances(draft, cluster)

    def _circumstances(self, draft: Draft, cluster: Cluster) -> bool:
        if draft.series and cluster.series and draft.series != cluster.series:
            return False
        if counts_differ(draft, cluster.members, self._scene.graphs):
            return False
        excluded = draft.date is not None and cluster.date is not None
        excluded = excluded and not edtf.compatible(draft.date or "", cluster.date or "")
        if excluded and not are_days_of_one_stay(draft, cluster.members, self._scene.graphs):
            return False
        if draft.fresh and cluster.happened and not (draft.series and draft.series == cluster.series):
            return False
        if draft.status.happened is not cluster.happened and not self._same_occasion(draft, cluster):
            return False
        return self._places_agree(draft, cluster) and self._concepts_agree(draft, cluster)

    def _same_occasion(self, draft: Draft, cluster: Cluster) -> bool:
        """A plan and a report are one event where one narrow date, or one ordinal, holds for both."""
        if draft.series and draft.series == cluster.series:
            return True
        if cluster.happened and is_plan_of(draft, cluster.members, self._scene.graphs):
            return True
        if draft.status.happened and all(is_plan_of(one, [draft], self._scene.graphs) for one in cluster.members):
            return True
        return _narrow(draft.date) and _narrow(cluster.date)

    def _places_agree(self, draft: Draft, cluster: Cluster) -> bool:
        own = {key for filling in draft.places() for key in filling.entities}
        if not own or not cluster.places:
            return True
        return any(self._within(one, other) or self._within(other, one) for one in own for other in cluster.places)

    def _within(self, inner: str, outer: str) -> bool:
        entities = self._scene.entities
        reference = entities[outer].reference if outer in entities else ""
        seen: set[str] = set()
        while inner and inner not in seen:
            if inner == outer:
                return True
            seen.add(inner)
            entity = entities.get(inner)
            if entity is None:
                return False
            if reference and entity.country == reference:
                return True
            inner = entity.within
        return False

    def _concepts_agree(self, draft: Draft, cluster: Cluster) -> bool:
        for role in draft.event_type.roles:
            if role.scheme and role.maximum == 1:
                own = draft.values(role.iri) - self._default
                known = (
                    frozenset(value for member in cluster.members for value in member.values(role.iri)) - self._default
                )
                if own and known and not own & known:
                    return False
        return True

    # ---------------------------------------------------------------------------------------- participants
    def _participants(self, draft: Draft, cluster: Cluster) -> float:
        """How well those who take part agree: 0 not at all, 3 the same."""
        if self._are_strangers(draft, cluster):
            return 0.0
        scores: list[float] = []
        for role in draft.event_type.roles:
            own, known = draft.entities(role.iri), tuple(cluster.agents.get(role.iri, {}))
            if not role.agent or not own or not known:
                continue
            if role.minimum or role.iri in draft.event_type.one_of:
                if role.minimum or not self._may_be_its(own, known):
                    scores.append(self._agreement(own, known))
            elif not role.contact and not self._agreement(own, known):
                return 0.0  # what one side does alone, another side does not do: two measures on one target
        if not scores and self._told_of(draft):
            return 2.0 if self._told_of(draft) <= self._told_of(*cluster.members) else 0.0
        if not scores or min(scores) == 0:
            return 0.0
        return min(scores) if self._all_required(draft, cluster) else min(*scores, 2.0)

    def _complement(self, draft: Draft, cluster: Cluster) -> float:
        """For "X's letter" in one sentence and "a letter to Y" in the next or in the headline: each tells one side."""
        agents = {role.iri for role in draft.event_type.roles if role.agent and role.minimum}
        own = {iri for iri in agents if draft.entities(iri)}
        known = {iri for iri in agents if cluster.agents.get(iri)}
        if not own or not known or own & known:
            return 0.0
        near = any(
            draft.headline or member.headline or abs(draft.match.sentence - member.match.sentence) <= 1
            for member in cluster.members
        )
        return 2.0 if near else 0.0

    def _told_of(self, *drafts: Draft) -> frozenset[str]:
        """The nouns by which drafts describe parties that bear no name."""
        return frozenset(
            token.lemma.lower()
            for draft in drafts
            for filling in draft.fillings
            if filling.described and filling.token >= 0 and draft.event_type.role(filling.role).unnamed
            for token in (self._scene.graphs[filling.sentence].tokens[filling.token],)
            if token.upos != "PRON"
        )

    def _are_strangers(self, draft: Draft, cluster: Cluster) -> bool:
        """Whether both describe a party, and not the same: meeting the miners is not meeting the students."""
        own, known = self._told_of(draft), self._told_of(*cluster.members)
        agents = {key for agents in cluster.agents.values() for key in agents}
        if not own and known and len(draft.agents()) > _PAIR and draft.status.happened is not cluster.happened:
            return True  # who met the miners today and is to meet A and B later today does two things
        if not own or own & known or len(agents & set(draft.agents())) >= _PAIR:
            return False
        # nor is meeting the miners meeting somebody who bears a name, if nothing says that it is told again
        return bool(known) or (len(agents) >= _PAIR and not draft.match.definite and not draft.headline)

    def _leaves_open(self, draft: Draft) -> bool:
        """Whether a party is a pronoun that may mean anybody told of before."""
        return any(
            filling.described
            and filling.token >= 0
            and self._scene.graphs[filling.sentence].tokens[filling.token].upos == "PRON"
            for filling in draft.fillings
        )

    def _all_required(self, draft: Draft, cluster: Cluster) -> bool:
        required: list[Role] = [role for role in draft.event_type.roles if role.agent and role.minimum]
        return all(draft.entities(role.iri) and cluster.agents.get(role.iri) for role in required)

    def _may_be_its(self, own: Sequence[str], known: Sequence[str]) -> bool:
        """Whether one names states, the other people of whom nobody knows for whom they act: hosts at home."""
        for states, people in ((own, known), (known, own)):
            if all(key.startswith("country/") for key in states) and not any(
                self._allegiances.states(key) or self._allegiances.acts_for(key) for key in people
            ):
                return not any(key.startswith("country/") for key in people)
        return False

    def _agreement(self, own: Sequence[str], known: Sequence[str]) -> float:
        """3 same entities, 2 one set within the other, 1 the same sides ("Norway" for its premier), 0 else."""
        left, right = set(own), set(known)
        if left == right:
            return 3.0
        if left <= right or right <= left:
            return 2.5 if min(len(left), len(right)) > 1 else 2.0
        if self._allegiances.covered(own, known) or self._allegiances.covered(known, own):
            shared = bool(left & right)
            return 1.5 if shared else _SAME_SIDES
        return 0.0

    def score(self, draft: Draft, cluster: Cluster) -> float:
        """How strongly a draft belongs to a cluster; 0 where it does not."""
        if cluster.members[0].event_type.iri != draft.event_type.iri or not self._circumstances(draft, cluster):
            return 0.0
        if any(_are_stops(draft, member) for member in cluster.members):
            return 0.0
        people = self._participants(draft, cluster) or self._complement(draft, cluster)
        if people == 0 and self._is_named_by_place(draft, cluster):
            return _BY_PLACE
        if people == 0:
            return 0.0
        bonds = self._bonds(draft, cluster)
        if people < 3.0 and self._manners_differ(draft, cluster):
            return 0.0
        beside = people < 2.0 and self._stands_for(draft, cluster)
        if people < 2.0 and bonds < 1.0 and not (draft.headline or beside or self._is_meant(draft, people)):
            return 0.0
        told_in_part = not (draft.is_complete() and any(member.is_complete() for member in cluster.members))
        vague = draft.match.definite or draft.headline or told_in_part or beside or self._leaves_open(draft)
        if people < 3.0 and bonds == 0.0 and not vague:
            return 0.0
        return people + bonds

    def _is_named_by_place(self, draft: Draft, cluster: Cluster) -> bool:
        """For "ministers are to meet in Kitwe. The Kitwe meeting": whoever is told of there is at the same one."""
        several = any(filling.several or filling.described for one in cluster.members for filling in one.fillings)
        return several and not self._places_in_name(draft).isdisjoint(cluster.places)

    def _places_in_name(self, draft: Draft) -> frozenset[str]:
        """The place that a definite noun for a gathering bears before it: "the Kitwe meeting"."""
        graph, noun = self._scene.graphs[draft.match.sentence], draft.match.token
        together = any(role.agent and role.minimum >= _PAIR for role in draft.event_type.roles)
        if not together or not any(graph.lower[child] in POINTING for child in graph.children(noun)):
            return frozenset()
        before = {*graph.dependents(noun, "compound"), *graph.dependents(noun, "amod")}
        own = [item for item in draft.places() if item.sentence == draft.match.sentence and item.token in before]
        return frozenset(key for filling in own for key in filling.entities)

    def _stands_for(self, draft: Draft, cluster: Cluster) -> bool:
        """For "Norway and Chile are holding talks. Minister X met his counterpart Y": the states by their envoys.

        Only beside one another: the next sentence says who spoke for them, a later one may tell of somebody else.
        """
        agents, known = set(draft.agents()), {key for keys in cluster.agents.values() for key in keys}
        sides = (agents - known, known - agents)
        if len(sides[0]) != len(sides[1]) or not any(_are_states(one) for one in sides) or all(map(_are_states, sides)):
            return False
        if draft.date is not None and cluster.date is None and not agents & known:
            return False  # "met. Officials of the two states met in April, too"
        if any(filling.described for one in (draft, *cluster.members) for filling in one.fillings):
            return False
        graph = self._scene.graphs[draft.match.sentence]
        verbs = (draft.match.token, *(verb.token for verb in draft.match.light))
        words = {graph.lower[child] for verb in verbs for child in graph.children(verb)}
        apart = [abs(one.match.sentence - draft.match.sentence) for one in cluster.members]
        return 0 < min(apart) <= _BESIDE and words.isdisjoint(_BESIDES)

    def _is_meant(self, draft: Draft, people: float) -> bool:
        """Whether a definite noun means an event of the same sides: somebody is shared, or nothing else tells."""
        return draft.match.definite and (people > _SAME_SIDES or self._has_no_manner(draft))

    def _has_no_manner(self, draft: Draft) -> bool:
        """Whether nothing but participants, dates and places could tell events of the type apart."""
        return not any(role.scheme for role in draft.event_type.roles)

    def _manners_differ(self, draft: Draft, cluster: Cluster) -> bool:
        """Whether both say in what manner, and differently: "a summit", "working-level talks" of the same states."""
        for role in draft.event_type.roles:
            if role.scheme and role.maximum != 1:
                own = draft.values(role.iri)
                known = frozenset(value for member in cluster.members for value in member.values(role.iri))
                if own and known and not own & known:
                    return True
        return False

    def _bonds(self, draft: Draft, cluster: Cluster) -> float:
        """What besides participants holds two together: date, place, ordinal, manner."""
        bonds = 0.0
        if draft.date is not None and cluster.date is not None:
            bonds += 2.0 if _narrow(draft.date) and _narrow(cluster.date) else 1.0
        if draft.series and draft.series == cluster.series:
            bonds += 2.0
        if draft.places() and cluster.places:
            bonds += 0.5
        for role in draft.event_type.roles:
            if role.scheme:
                own = draft.values(role.iri) - self._default
                known = (
                    frozenset(value for member in cluster.members for value in member.values(role.iri)) - self._default
                )
                if own & known:
                    bonds += 1.0
                elif own and known:
                    bonds -= 1.0
        return max(bonds, 0.0)

    # ---------------------------------------------------------------------------------------- the article
    def group(self, drafts: Sequence[Draft]) -> tuple[int, ...]:
        """The number of the event of each draft, from 0 in order of first mention."""
        clusters: list[Cluster] = []
        occasions = Occasions(self._allegiances)
        member: dict[int, int] = {}
        order = sorted(range(len(drafts)), key=lambda item: (drafts[item].headline, item))
        for position in order:
            draft = drafts[position]
            home = -1
            if draft.antecedent >= 0 and draft.antecedent in member and not draft.generic:
                home = member[draft.antecedent]
            elif not draft.generic:
                best = 0.0
                everywhere = draft.headline or bool(self._told_of(draft) or self._places_in_name(draft))
                for number in occasions.of_type(draft) if everywhere else occasions.around(draft):
                    if self._is_rival(draft, clusters[number]):
                        continue
                    score = self.score(draft, clusters[number])
                    if score > 0 and score >= best:  # of equals the nearest before it
                        best, home = score, number
            if home < 0 and draft.headline and not draft.generic and not draft.status.polarity.endswith("-"):
                home = self._foretold(draft, clusters, occasions)
            if home < 0:
                clusters.append(Cluster())
                home = len(clusters) - 1
            clusters[home].add(draft)
            if not clusters[home].members[0].generic:
                occasions.enter(draft, home)
            member[position] = home
        numbers: dict[int, int] = {}
        return tuple(numbers.setdefault(member[position], len(numbers)) for position in range(len(drafts)))

    def _foretold(self, draft: Draft, clusters: Sequence[Cluster], occasions: Occasions) -> int:
        """For a headline "X visits Y" above "X will visit Y": the event that the body tells otherwise; or -1."""
        for number in occasions.of_type(draft):
            told = replace(draft, status=clusters[number].members[0].status)
            if not self._is_rival(draft, clusters[number]) and self.score(told, clusters[number]) >= _FORETOLD:
                return number
        return -1

    def _is_rival(self, draft: Draft, cluster: Cluster) -> bool:
        """One trigger's own events (a distribution, both letters of an exchange) are different ones."""
        return any(
            other.match.token == draft.match.token
            and other.match.sentence == draft.match.sentence
            and other.part != draft.part
            for other in cluster.members
        )


def _narrow(date: str | None) -> bool:
    if date is None:
        return False
    earliest, latest = edtf.bounds(date)
    return earliest is not None and latest is not None and (latest - earliest).days <= _NARROW_DAYS


def _are_states(keys: AbstractSet[str]) -> bool:
    return all(key.startswith("country/") for key in keys)


def _are_stops(one: Draft, other: Draft) -> bool:
    """Whether the same words tell of both, as of two places: "visits to Israel and the West Bank" are two."""
    words = [(draft.match.sentence, draft.match.token, draft.match.telling) for draft in (one, other)]
    places = [frozenset(key for filling in draft.places() for key in filling.entities) for draft in (one, other)]
    return words[0] == words[1] and one.variant != other.variant and bool(places[0]) and not places[0] & places[1]
