"""The walk from an event's trigger to the root that gathers what a sentence says of its reality."""

from __future__ import annotations

from typing import Final

from kg.extraction import predicates
from kg.extraction.denials import instead_of
from kg.extraction.predicates import is_seen, leads_to
from kg.extraction.relations import base
from kg.extraction.status_nouns import NounGatherer
from kg.extraction.status_words import AHEAD
from kg.extraction.tense import BARE, marks

_MOST_STEPS: Final = 10


class Climb(NounGatherer):
    """One walk: gathers cues from the inside out, and the tense of the clause that tells the event."""

    def run(self) -> None:
        """Walk until the event's own clause, and what that is subordinate to, has been read."""
        node = self._trigger
        for word in (node, self._light_verb):
            if word is not None and (instead := instead_of(self._graph, word)) is not None:
                self._add(self._table.denied, instead)
                self._done = True
                return
        if self._is_clause(node):
            self._clause(node)
            self._denied_by(node, "nsubj", "obj", "obl")
        if self._graph.tokens[node].upos not in {"VERB", "AUX"}:
            self._modifiers(node)
        light = self._light_verb
        if light is not None and self._graph.deprels[light] == "cop":
            light = None  # "a visit is under discussion", "was at a meeting": the predicate tells, not its copula
        if light is not None and node in self._graph.ancestors(light) and self._ends(light):
            light = None  # "talks that few had planned to last"
        if light is not None:
            self._denied_by(light, "nsubj")
        described = light is not None and node in self._graph.ancestors(light) and self._find(light, "obj") is not None
        if described and self._declared and light is not None:
            self._add(self._find(light, "obj"), light)  # "sanctions with which X threatens Y"
        if light in self._doing and not described and predicates.is_done_before(self._graph, node, light):
            self.tense, self.asserted, self._done = "past", not self.cues, True
        inner = light is not None and self._graph.heads[light] == node and self._graph.deprels[light] == "acl"
        if light is not None and not described and not inner and not leads_to(self._graph, node, light):
            self._under_verb(node, light, "obj")
            node = light
        for _ in range(_MOST_STEPS):
            head = self._graph.heads[node]
            if head < 0 or self._done:
                break
            self._step(node, head)
            node = head

    def _step(self, node: int, head: int) -> None:
        relation, clausal = base(self._graph.deprels[node]), self._is_clause(node)
        verbal = self._graph.tokens[node].upos in {"VERB", "AUX"}
        if relation == "conj":
            self._conjunct(node, head)
        elif relation == "ccomp" and self.tense == "infinitive" and "to" in marks(self._graph, node):
            self._done = True  # "all is ready for X to visit, Y said"
        elif relation == "ccomp" and AHEAD.intersection(marks(self._graph, node)):
            self._adverbial(node, head)  # "comes a day before they meet"
        elif relation in {"xcomp", "ccomp", "csubj"}:
            self._complement(head, relation, bare=self.tense in BARE or is_seen(self._graph, node))
        elif relation == "advcl" or (relation in {"obl", "nmod"} and verbal):
            self._adverbial(node, head)
        elif relation == "acl":
            self._adnominal(node, head)
        elif relation in {"nmod", "compound", "appos", "flat", "dep"} and not clausal:
            self._noun_in_noun(node, head, relation)
        elif relation in {"nsubj", "obj", "iobj", "obl"}:
            self._noun_in_clause(node, head, relation)
        else:
            self._done = True
