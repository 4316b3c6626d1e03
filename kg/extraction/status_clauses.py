"""What the clauses around an event say of its reality: the clause that tells it, and those it is subordinate to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction.counterfactuals import supposed
from kg.extraction.denials import elided_answer, introducing_cue, telling_noun
from kg.extraction.predicates import inversion, is_leaving_for, is_readiness
from kg.extraction.relations import base
from kg.extraction.status_cues import Cue, CueTable
from kg.extraction.status_gathering import Gatherer
from kg.extraction.status_words import (
    AFTERWARDS,
    AHEAD,
    CONDITIONS,
    DESPITE,
    MOTION,
    TELLINGS,
    TEMPORAL,
    UNTIL,
)
from kg.extraction.tense import BARE, auxiliaries, marks, verb_tense

if TYPE_CHECKING:
    from kg.extraction.graph import Graph

_ARGUMENTS: Final = frozenset({"obj", "obl", "nmod"})


class ClauseGatherer(Gatherer):
    """Gathers the cues of clauses.

    Args:
        graph: of the sentence. trigger: the word that evokes the event. table: the cues.
        light_verb: verb that lends the trigger its arguments where that is not its head.

    Attributes:
        cues: from the trigger outwards. tense: of the clause that tells it.
        asserted: a clause without any cue of its own says that it takes place.
        before: something else is said to come before it. purposed: it is what somebody set out for.
    """

    def __init__(self, graph: Graph, trigger: int, table: CueTable, *, light_verb: int | None) -> None:
        super().__init__(graph, trigger, table)
        self.asserted = self.before = self.purposed = False
        self._light_verb = light_verb

    def _clause(self, predicate: int) -> None:
        """A clause that tells the event or shares its fate: its auxiliaries, its tense unless a finite one is known."""
        self._auxiliaries(predicate, self._relation(predicate))
        if self._graph.heads[predicate] < 0 and self._graph.tokens[-1].form == "?":
            self.cues.append(Cue(self._table.weakest("PS+"), len(self._graph.tokens) - 1))
        self._unreal_around(predicate)
        inverted = inversion(self._graph, predicate)
        if inverted is not None and not supposed(self._graph, predicate):
            self._add(self._table.weakest("PS+"), inverted)
        tense = verb_tense(self._graph, predicate)
        if tense and self.tense in BARE:
            self.tense = tense

    def _complement(self, head: int, relation: str, *, bare: bool = True) -> None:
        """A clause that completes a predicate: "agreed to meet", "said that they met"."""
        if relation == "ccomp" and self._lemma(head) in TELLINGS and base(self._graph.deprels[head]) in _ARGUMENTS:
            self._told(head)  # "denied reports that they had met", the noun taken for a verb
            self._done = True
            return
        if self._misled(head):
            return
        status = self._find(head, relation)
        answer = elided_answer(self._graph, head) if relation == "ccomp" else None
        disbelieved = None if bare or answer is not None else self._disbelieved(head)
        if answer is not None or disbelieved is not None:
            self._done = True
            self._add(disbelieved or self._table.denied, head if answer is None else answer)
            return
        if relation == "ccomp" and bare:
            self.tense, self.asserted = "participle", False
        elif relation == "ccomp":
            self._done = True
            if self._claimed(head):
                return
            factual = self.tense == "past"
            if status is None or (factual and not status.polarity.endswith("-")):
                return
            self._add(status, head)
            self._auxiliaries(head, "")
            return
        if not self._add(status, head) and self._apart(head):
            return
        self._too_much(head)
        self._clause(head)
        self._not_yet(head)
        self._denied_by(head, "nsubj")
        if self._graph.tokens[head].upos == "ADJ":
            self.tense = self.tense if self.tense not in BARE else "present"

    def _conjunct(self, node: int, head: int) -> None:
        """A later conjunct: a bare one shares the auxiliaries of the first, any shares what governs both."""
        if not self._is_clause(node) or not self._is_clause(head):
            return
        if verb_tense(self._graph, node) in BARE and not auxiliaries(self._graph, node):
            if "to" not in marks(self._graph, node):
                self.tense = ""
            self._clause(head)

    def _adverbial(self, node: int, head: int) -> None:
        """A clause of time, purpose, condition or manner, or a gerund with its preposition."""
        introduced = marks(self._graph, node)
        adverbs = (self._lemma(child) for child in self._graph.children(node) if self._graph.deprels[child] == "advmod")
        first = introduced[0] if introduced else next((word for word in adverbs if word in TEMPORAL), "")
        if first == "that" and (disbelieved := self._disbelieved(head)) is not None:
            self._add(disbelieved, head)  # "dismissed as nonsense that they had met"
            self._done = True
            return
        if first == "to":
            self._too_much(head)
            self._misled(head)  # "was said, wrongly, to have met them", the infinitive hung as a purpose
        if first in AFTERWARDS and not (node not in {self._trigger, self._light_verb} and self._unsure()):
            self._afterwards(head)
        elif first in CONDITIONS or first in AFTERWARDS:
            self._done = True
        elif first in TEMPORAL and self.tense == "present":
            above = verb_tense(self._graph, head) if self._is_clause(head) else ""
            coming = (
                first in AHEAD or above in {"future", "modal", "infinitive"} or (above == "past" and first in UNTIL)
            )
            self.tense = "future" if coming else "present"
            self._done = True
        elif first in AHEAD and is_leaving_for(self._graph, node):
            self._add(self._table.weakest("PR+"), node)  # "before leaving for Lima, she met them"
            self._done = True
        elif first == "without":
            self._add(introducing_cue(self._graph, self._table, node), node)
            self._done = True
        elif verb_tense(self._graph, node) not in BARE:
            self._done = True
            if first in {"of", "about"}:
                self._add(self._find(head, f"[{first}]", explicit=True), head)  # "was accused of having met them"
        else:
            path = "xcomp" if first == "to" else f"[{first}]" if first else "advcl"
            self.purposed = self.purposed or (first == "to" and self._lemma(head) in MOTION)
            told_apart = path == "advcl" or first in TEMPORAL  # "while visiting them, X proposed a treaty"
            if not self._add(self._find(head, path, explicit=told_apart), head) and self._apart(head):
                return
            self._clause(head)

    def _afterwards(self, head: int) -> None:
        """After something, it is over, unless all of it is still to come."""
        above = verb_tense(self._graph, head) if self._is_clause(head) else ""
        if not self.cues or all(cue.modifies for cue in self.cues):
            self.tense = "future" if above == "future" and self.tense != "past" else "past"
            self.asserted = self.tense == "past"
        self._done = True

    def _settled(self, node: int, head: int, introduced: tuple[str, ...]) -> bool:
        """Whether its preposition settles it: no ground for it, "after" it, "despite" it, which is there."""
        if self._is_groundless(node, head):
            return True
        if any(word in AFTERWARDS for word in introduced):
            self._afterwards(head)
        elif any(word in DESPITE for word in introduced):
            self.tense, self._done = "past", True
        return self._done

    def _adnominal(self, node: int, head: int) -> None:
        """A clause under a noun: "plans to meet"; a relative clause tells for itself."""
        telling = telling_noun(self._graph, node, head)
        self._charged(node, head)
        if self.tense not in BARE and (telling is not None or self._untrue(node, head)):
            self._told(head if telling is None else telling)
            self._done = True
            return
        self._done = self._graph.deprels[node] == "acl:relcl"
        if self._done:
            self._cleft(head)
            return
        if self._is_deed(node) and node in self._graph.ancestors(self._trigger) and not auxiliaries(self._graph, node):
            self.tense, self._done = "past", True  # "a decision taken at a meeting"
            return
        if self._add(self._find(head, "acl"), head):
            self._above_plan(head)
        elif self.tense == "infinitive" and is_readiness(self._graph, head):
            self._add(self._table.weakest("PR+"), head)
        elif self.tense == "infinitive" and self._graph.heads[head] >= 0:
            self.tense = ""  # "the first to visit", "sent a team to inspect": as real as what the noun takes part in
        elif self.tense == "infinitive" and self._graph.dependents(head, "cop"):
            self.tense = ""
            self._clause(head)  # "were among the first to visit"
