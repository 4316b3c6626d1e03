"""What the words that govern an event noun say of its reality: other nouns, verbs, phrases of circumstance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction.denials import introducing_cue
from kg.extraction.journey_words import JOURNEYS, STAYS
from kg.extraction.paths import is_journey
from kg.extraction.predicates import (
    approach,
    infinitive_of,
    is_passive,
    is_quantity,
    is_seen,
    is_set_out_for,
    negation_of,
)
from kg.extraction.relations import base
from kg.extraction.status_clauses import ClauseGatherer
from kg.extraction.status_cues import Cue, CueTable
from kg.extraction.status_words import (
    COMPLEMENTS,
    DECLARING,
    HAPPENING,
    LEAVING,
    MARGINS,
    NOBODY,
    TELLINGS,
    TOPICS,
)
from kg.extraction.tense import BARE, marks, verb_tense
from kg.extraction.wordlists import REPORTING

if TYPE_CHECKING:
    from kg.extraction.graph import Graph
    from kg.schema.model import Status

_PREDICATES: Final = frozenset({"VERB", "AUX", "ADJ"})
_SETTING: Final = frozenset({"at", "during", "in", "within", "throughout"})
_AWAITING: Final = frozenset("expect expected due schedule scheduled set slate slated plan intend hope likely".split())
_TAKEN: Final = COMPLEMENTS - {"at"}
_CHAIRING: Final = frozenset({"preside"})
_REMAINING: Final = frozenset({"remain", "stay", "continue", "stand"})
_IN_FORCE: Final = frozenset({"place", "force", "effect"})
_TAKING_PART: Final = frozenset({"participant", "delegate", "attendee"})
_TALKING_OF: Final = frozenset({"discuss", "debate", "review", "assess"})
_LATE: Final = frozenset({"recent", "latest", "earlier", "previous", "past", "concluded"})


class NounGatherer(ClauseGatherer):
    """Gathers the cues of what an event noun hangs on.

    Args:
        graph: of the sentence. trigger: the word that evokes the event. table: the cues.
        light_verb: verb that lends the trigger its arguments where that is not its head.
        declared: announcing the event is doing it.
        doing: words that say what is done ("suspended"), which tell nothing of its reality.
    """

    def __init__(
        self, graph: Graph, trigger: int, table: CueTable, *, light_verb: int | None, declared: bool,
        doing: frozenset[int] = frozenset(),
    ) -> None:  # fmt: skip
        super().__init__(graph, trigger, table, light_verb=light_verb)
        self._declared = declared
        self._doing = doing

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
        elif self._lemma(head) in _TAKING_PART and self._is_to_act(head):
            self._add(self._table.weakest("PR+"), head)  # "participants in the conference will discuss it"
            self._done = True
        else:
            self._elsewhere(head)

    def _is_to_act(self, noun: int) -> bool:
        """Whether what somebody does is still to come."""
        verb = self._graph.heads[noun]
        subject = verb >= 0 and base(self._graph.deprels[noun]) == "nsubj" and self._is_clause(verb)
        return subject and verb_tense(self._graph, verb) == "future"

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
        if (path == "nsubj" and self._is_kept(head)) or (path == "obj" and self._is_looked_back_on(node, head)):
            self.cues = [cue for cue in self.cues if not cue.modifies]
            self.tense, self.asserted, self._done = "past", True, True
            return
        if path == "obj" and self._deemed(head):
            self._elsewhere(head)
            return
        status = None if declared else self._find(head, path, explicit=explicit)
        if self._declared and status == self._table.weakest("CT-") and verb_tense(self._graph, head) == "past":
            status = None  # scrapped, an embargo has ended
        if status is not None and status.happened:
            self.tense, self.asserted, self._done = "past", True, True  # what is enforced or violated is there
            self.cues = [cue for cue in self.cues if not cue.modifies]
        elif self._add(status, head):
            self._clause(head)
        elif path == "obj" and lemma in REPORTING and self._add(self._disbelieved(head), head):
            self._done = True  # "declined to confirm a meeting"
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

    def _is_kept(self, verb: int) -> bool:
        """For "sanctions will remain in place": a measure that is to stay is there."""
        if not self._declared or self._lemma(verb) not in _REMAINING or negation_of(self._graph, verb) is not None:
            return False
        kept = (child for child in self._graph.children(verb) if "in" in marks(self._graph, child))
        return any(self._lemma(child) in _IN_FORCE for child in kept)

    def _is_looked_back_on(self, node: int, verb: int) -> bool:
        """For "discussed the recent talks": who discusses what is called past does not discuss whether to hold it."""
        described = (child for child in self._graph.children(node) if self._graph.deprels[child] == "amod")
        return self._lemma(verb) in _TALKING_OF and any(
            self._graph.tokens[child].form.lower() in _LATE for child in described
        )

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
        self.tense = tense if self.tense in BARE else self.tense
        if tense in {"future", "modal"}:
            self._auxiliaries(head, base(self._graph.deprels[head]))
            self.cues = [cue for cue in self.cues if not cue.status.polarity.endswith("-") or cue.modifies]
        self._done = True

    def _hung_high(self, node: int, verb: int, path: str) -> bool:
        """For "dropped their objections to talks" with "to talks" hung on the verb: what its object makes of it."""
        for child in self._graph.children(verb):
            relation = base(self._graph.deprels[child])
            awaited = relation == "nsubj" and path == "[for]"  # "hopes rose for talks"
            if not awaited and (relation != "obj" or not verb < child < node):
                continue
            if self._add(self._find(child, path, explicit=not awaited), child):
                self._done = True
                return True
        return False

    def _circumstance(self, node: int, head: int) -> None:
        """An event noun under a preposition: "after talks", "for a visit", "during her trip"."""
        introduced = marks(self._graph, node)
        if self._settled(node, head, introduced):
            return
        path = f"[{'_'.join(introduced)}]"
        taken = bool(introduced) and introduced[-1] in _TAKEN and not self._fronted(node, head)
        if "before" not in introduced and self._add(self._find(head, path, explicit=not taken), head):
            self._clause(head)
        elif self._hung_high(node, head, path):
            pass
        elif introduced == ("to",) and (nearing := approach(self._graph, head)) is not None:
            self._add(self._table.weakest("PS+"), nearing)  # "moved closer to talks"
        elif self._add(introducing_cue(self._graph, self._table, node), node):
            self.before = self._done = True
        elif (any(word in TOPICS for word in introduced) and self._lemma(head) not in _CHAIRING) or (
            self._lemma(head) in REPORTING and not (set(introduced) & _SETTING and self._is_hoped(head))
        ):
            self._elsewhere(head)
        elif self._lemma(head) in LEAVING and introduced[:1] in (("out",), ("from",)):
            self._clause(head)  # "threatened to walk out of the talks"
        elif self._is_arranged(node, head):
            self._add(self._find(head, "xcomp"), head)
            self._done = True
        elif self._lemma(head) in _CHAIRING:
            self._clause(head)
        elif self._is_hoped(head) and self._is_given(node):
            self._add(self._table.weakest("PR+"), head)  # "asked if she would discuss it during her visit"
            self._done = True
        elif self._fronted(node, head) or (self._is_hoped(head) and self._lemma(node) in JOURNEYS):
            self._during(head)
        elif head == self._light_verb or (introduced and introduced[-1] in {"for", "to", "on", "into", "from"}):
            self.purposed = self.purposed or is_set_out_for(self._graph, node, head)
            self._clause(head)
        else:
            self._during(head)

    def _is_given(self, node: int) -> bool:
        """For "may raise it during her visit": whose journey it is, it is arranged, whatever is done on it."""
        owned = any(self._graph.deprels[child] == "nmod:poss" for child in self._graph.children(node))
        return owned and self._lemma(node) in JOURNEYS and "during" in marks(self._graph, node) and not self.cues

    def _is_arranged(self, node: int, head: int) -> bool:
        """For "at the meeting they are expected to discuss it": what somebody is still to do there has not begun.

        But a journey lasts: "during her visit she is to open a school" may be told while she is there.
        """
        arranged = is_passive(self._graph, head) or self._graph.tokens[head].upos == "ADJ"
        if not arranged or self._lemma(node) in STAYS or verb_tense(self._graph, head) != "present":
            return False
        status = self._find(head, "xcomp") if infinitive_of(self._graph, head) is not None else None
        return status is not None and status.polarity == "PR+"

    def _is_hoped(self, head: int) -> bool:
        """For "will discuss it at the meeting", "plans to discuss it": what is only to be said has no occasion yet."""
        tense = verb_tense(self._graph, head)
        return tense in {"future", "modal"} or (tense == "infinitive" and base(self._graph.deprels[head]) == "xcomp")

    def _fronted(self, node: int, head: int) -> bool:
        """Whether a phrase stands before its verb's subject, as a circumstance: "on a visit to them, X proposed"."""
        subjects = [child for child in self._graph.children(head) if base(self._graph.deprels[child]) == "nsubj"]
        away = marks(self._graph, node) == ("on",) and self._lemma(node) in JOURNEYS
        return away and bool(subjects) and node < min(subjects)

    def _awaited(self, verb: int) -> Status | None:
        """For "at the meeting, X is expected to raise it": what is only to be done there leaves it to come."""
        children = {child: base(self._graph.deprels[child]) for child in self._graph.children(verb)}
        if self._lemma(verb) not in _AWAITING or "obj" in children.values():
            return None
        infinitives = [child for child, relation in children.items() if relation == "xcomp"]
        if not any("to" in marks(self._graph, child) for child in infinitives):
            return None
        told = self._find(verb, "xcomp")
        return None if told is None or told.polarity.endswith("-") else told

    def _during(self, head: int) -> None:
        """Within an event something happens: its time is that of the clause, not its wishes or refusals."""
        self._done = True
        for above in (head, *self._graph.ancestors(head)):
            if not self._is_clause(above):
                continue
            tense = verb_tense(self._graph, above)
            if tense not in BARE:
                self.tense = tense if self.tense in BARE else self.tense
                occasion = self._lemma(self._trigger) not in STAYS  # a stay has its days
                if tense == "present" and occasion and (awaited := self._awaited(above)) is not None:
                    self._add(awaited, above)
                    return
                if tense in {"future", "modal"}:
                    self._auxiliaries(above, base(self._graph.deprels[above]))
                return
            if self._is_deed(above):
                self.tense = "past"  # "the support voiced during a call": as done as what is so described
                return
            relation = base(self._graph.deprels[above])
            aimed = relation == "advcl" and self._graph.tokens[above].form.endswith("ing")
            aimed = aimed and marks(self._graph, above) == ("to",)
            if (tense == "infinitive" and relation == "xcomp") or aimed:  # "looks forward to seeing her at the talks"
                head = self._graph.heads[above]
                told = self._find(head, "xcomp")
                if told is not None and told.polarity.endswith("-"):
                    continue  # "refused to discuss it at the meeting", which took place
                if self._add(told, head):  # "is due to travel on with a letter"
                    self._clause(head)
                    return
            if self.tense == "":
                self.tense = tense
