"""The walk from an event's trigger to the root that gathers what a sentence says of its reality."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction import predicates
from kg.extraction.denials import elided_answer, instead_of, introducing_cue, telling_noun
from kg.extraction.paths import is_journey
from kg.extraction.predicates import infinitive_of, inversion, is_passive, is_quantity, is_readiness, is_seen, leads_to
from kg.extraction.relations import base
from kg.extraction.status_cues import Cue, CueTable
from kg.extraction.status_gathering import Gatherer
from kg.extraction.status_words import (
    AFTERWARDS,
    AHEAD,
    COMPLEMENTS,
    CONDITIONS,
    DECLARING,
    DESPITE,
    HAPPENING,
    LEAVING,
    MARGINS,
    MOTION,
    NOBODY,
    TELLINGS,
    TEMPORAL,
    TOPICS,
    UNTIL,
)
from kg.extraction.tense import auxiliaries, marks, verb_tense
from kg.extraction.wordlists import REPORTING

if TYPE_CHECKING:
    from kg.extraction.graph import Graph

_PREDICATES: Final = frozenset({"VERB", "AUX", "ADJ"})
_ARGUMENTS: Final = frozenset({"obj", "obl", "nmod"})
_TAKEN: Final = COMPLEMENTS - {"at"}
_BARE: Final = frozenset({"infinitive", "participle", ""})
_MOST_STEPS: Final = 10


class Climb(Gatherer):
    """One walk: gathers cues from the inside out, and the tense of the clause that tells the event.

    Args:
        graph: of the sentence. trigger: the word that evokes the event. table: the cues.
        light_verb: verb that lends the trigger its arguments where that is not its head.
        declared: announcing the event is doing it.
        doing: words that say what is done ("suspended"), which tell nothing of its reality.

    Attributes:
        cues: from the trigger outwards. tense: of the clause that tells it.
        asserted: a clause without any cue of its own says that it takes place.
        before: something else is said to come before it. purposed: it is what somebody set out for.
    """

    def __init__(
        self, graph: Graph, trigger: int, table: CueTable, *, light_verb: int | None, declared: bool,
        doing: frozenset[int] = frozenset(),
    ) -> None:  # fmt: skip
        super().__init__(graph, trigger, table)
        self.asserted = self.before = self.purposed = False
        self._light_verb = light_verb
        self._declared = declared
        self._doing = doing

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

    def _clause(self, predicate: int) -> None:
        """A clause that tells the event or shares its fate: its auxiliaries, its tense unless a finite one is known."""
        self._auxiliaries(predicate, self._relation(predicate))
        if self._graph.heads[predicate] < 0 and self._graph.tokens[-1].form == "?":
            self.cues.append(Cue(self._table.weakest("PS+"), len(self._graph.tokens) - 1))
        self._unreal_around(predicate)
        inverted = inversion(self._graph, predicate)
        if inverted is not None:
            self._add(self._table.weakest("PS+"), inverted)
        tense = verb_tense(self._graph, predicate)
        if tense and self.tense in _BARE:
            self.tense = tense

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
            self._complement(head, relation, bare=self.tense in _BARE or is_seen(self._graph, node))
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
        self._add(status, head)
        self._too_much(head)
        self._clause(head)
        self._not_yet(head)
        self._denied_by(head, "nsubj")
        if self._graph.tokens[head].upos == "ADJ":
            self.tense = self.tense if self.tense not in _BARE else "present"

    def _conjunct(self, node: int, head: int) -> None:
        """A later conjunct: a bare one shares the auxiliaries of the first, any shares what governs both."""
        if not self._is_clause(node) or not self._is_clause(head):
            return
        if verb_tense(self._graph, node) in _BARE and not auxiliaries(self._graph, node):
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
        elif first == "without":
            self._add(introducing_cue(self._graph, self._table, node), node)
            self._done = True
        elif verb_tense(self._graph, node) not in _BARE:
            self._done = True
            if first in {"of", "about"}:
                self._add(self._find(head, f"[{first}]", explicit=True), head)  # "was accused of having met them"
        else:
            path = "xcomp" if first == "to" else f"[{first}]" if first else "advcl"
            self.purposed = self.purposed or (first == "to" and self._lemma(head) in MOTION)
            self._add(self._find(head, path, explicit=path == "advcl"), head)
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
        if self.tense not in _BARE and (telling is not None or self._untrue(node, head)):
            self._told(head if telling is None else telling)
            self._done = True
            return
        self._done = self._graph.deprels[node] == "acl:relcl"
        if self._done:
            self._cleft(head)
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

    def _noun_in_noun(self, node: int, head: int, relation: str) -> None:
        """An event noun under another: "possibility of talks", "summit plans", "a round of talks"."""
        introduced = marks(self._graph, node)
        if self._graph.tokens[head].form.lower() in NOBODY and introduced:
            self._add(self._table.denied, head)  # "knew nothing of a meeting"
            self._done = True
            return
        if relation in {"appos", "flat"} or (introduced == ("of",) and is_quantity(self._graph, head)):
            return
        if introduced == ("of",) and self._lemma(head) in MARGINS:
            self._elsewhere(head)  # what is called off on its margins does not call it off
            return
        if self._settled(node, head, introduced):
            return
        path = f"[{'_'.join(introduced)}]" if introduced else relation
        if introduced and self._unknown(head):
            return
        if self._lemma(head) in TELLINGS:
            self._told(head)
            self._done = True
            if not self.cues:
                self._elsewhere(head)
            return
        taken = not introduced or introduced[-1] in COMPLEMENTS
        status = self._find(head, path, explicit=not taken)
        if self._graph.tokens[head].upos != "PROPN" and self._add(status, head):
            self._above_plan(head)
        elif self._add(introducing_cue(self._graph, self._table, node), node):
            self.before = self._done = True
        elif self._is_clause(head) and introduced[-1:] in (("at",), ("during",)):
            self._during(head)  # "will be a topic at the summit"
        elif head in self._graph.transparent.values() or is_journey(self._graph, node, head):
            self._modifiers(head)
        else:
            self._elsewhere(head)

    def _noun_in_clause(self, node: int, head: int, relation: str) -> None:
        """An event noun as subject, object or circumstance of a predicate."""
        if self._graph.tokens[head].upos not in _PREDICATES and not self._is_clause(head):
            self._noun_in_noun(node, head, "nmod" if marks(self._graph, node) else relation)
        elif relation == "obl":
            self._circumstance(node, head)
        else:
            passive = self._graph.deprels[node] == "nsubj:pass" or is_seen(self._graph, head)
            self._under_verb(node, head, "nsubj" if relation == "nsubj" and not passive else "obj")

    def _under_verb(self, node: int, head: int, path: str) -> None:
        """An event noun as subject or object."""
        token, lemma = self._graph.tokens[head], self._lemma(head)
        self._denied_noun(node)
        declared = self._declared and path == "obj" and (lemma in DECLARING or head in self._doing)
        refused = self._find(head, path, explicit=True) if declared else None
        declared = declared and (refused is None or refused.rank <= self._table.denied.rank)  # "blocked sanctions"
        explicit = path != "obj" and token.upos != "ADJ"
        if self._handed_on(head) or self._fails(head, path) or (path == "obj" and self._called(head)):
            return
        status = None if declared else self._find(head, path, explicit=explicit)
        if self._declared and status == self._table.weakest("CT-") and verb_tense(self._graph, head) == "past":
            status = None  # scrapped, an embargo has ended
        if status is not None and status.happened:
            self.tense, self.asserted, self._done = "past", True, True  # what is enforced or violated is there
            self.cues = [cue for cue in self.cues if not cue.modifies]
        elif self._add(status, head):
            self._clause(head)
        elif path == "obj" and lemma in REPORTING and not declared and head != self._light_verb:
            if self._declared and verb_tense(self._graph, head) == "modal":
                self.cues.append(Cue(self._table.weakest("PS+"), head))  # "would welcome sanctions"
            self._elsewhere(head)
        elif path == "obj" or lemma in HAPPENING:
            before = len(self.cues)
            self._clause(head)
            sure = lemma in HAPPENING or head == self._light_verb or not self._unsure()
            self.asserted = len(self.cues) == before and self.tense == "past" and sure
        else:
            self._subject(head)

    def _handed_on(self, head: int) -> bool:
        """The event as subject of an infinitive that tells its fate: "had to be put off", "failed to take place"."""
        inner = infinitive_of(self._graph, head)
        if inner is None:
            return self._proved(head)
        passive = is_passive(self._graph, inner)
        status = self._find(inner, "obj" if passive else "nsubj", explicit=not passive)
        if status is None and not passive and self._lemma(inner) not in HAPPENING:
            return False
        self._add(status, inner)
        self._auxiliaries(inner, "xcomp")
        self._complement(head, "xcomp")
        return True

    def _subject(self, head: int) -> None:
        """What the event does or is ("the talks focused on", "would be the first") tells its time, not its reality."""
        tense = verb_tense(self._graph, head)
        self.tense = tense if self.tense in _BARE else self.tense
        if tense in {"future", "modal"}:
            self._auxiliaries(head, base(self._graph.deprels[head]))
            self.cues = [cue for cue in self.cues if not cue.status.polarity.endswith("-") or cue.modifies]
        self._done = True

    def _circumstance(self, node: int, head: int) -> None:
        """An event noun under a preposition: "after talks", "for a visit", "during her trip"."""
        introduced = marks(self._graph, node)
        if self._settled(node, head, introduced):
            return
        path = f"[{'_'.join(introduced)}]"
        taken = bool(introduced) and introduced[-1] in _TAKEN
        if "before" not in introduced and self._add(self._find(head, path, explicit=not taken), head):
            self._clause(head)
        elif self._add(introducing_cue(self._graph, self._table, node), node):
            self.before = self._done = True
        elif self._lemma(head) in REPORTING or any(word in TOPICS for word in introduced):
            self._elsewhere(head)
        elif self._lemma(head) in LEAVING and introduced[:1] in (("out",), ("from",)):
            self._clause(head)  # "threatened to walk out of the talks"
        elif head == self._light_verb or (introduced and introduced[-1] in {"for", "to", "on", "into", "from"}):
            self._clause(head)
        else:
            self._during(head)

    def _during(self, head: int) -> None:
        """Within an event something happens: its time is that of the clause, not its wishes or refusals."""
        self._done = True
        for above in (head, *self._graph.ancestors(head)):
            if not self._is_clause(above):
                continue
            tense = verb_tense(self._graph, above)
            if tense not in _BARE:
                self.tense = tense if self.tense in _BARE else self.tense
                if tense in {"future", "modal"}:
                    self._auxiliaries(above, base(self._graph.deprels[above]))
                return
            if self._is_deed(above):
                self.tense = "past"  # "the support voiced during a call": as done as what is so described
                return
            if tense == "infinitive" and base(self._graph.deprels[above]) == "xcomp":
                head = self._graph.heads[above]
                if self._add(self._find(head, "xcomp"), head):  # "is due to travel on with a letter"
                    self._clause(head)
                    return
            if self.tense == "":
                self.tense = tense
