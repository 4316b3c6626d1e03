"""What is said of an event around one word: its modifiers, its auxiliaries, its arguments, a report that tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.counterfactuals import is_undone, supposed
from kg.extraction.denials import (
    coming_period,
    cue_of,
    denied_argument,
    disbelief,
    fate_after,
    groundless,
    idiom_of_failure,
    judged,
    kept_after,
    told_of,
)
from kg.extraction.predicates import apart, is_conditional, is_counterfactual, is_participle, negation_of
from kg.extraction.relations import base
from kg.extraction.status_cues import Cue, CueTable
from kg.extraction.status_words import (
    ANNOUNCING,
    CERTAIN,
    CLAIMING,
    CONDITIONS,
    DATES,
    DOUBTING,
    FULFILLING,
    HAPPENING,
    KNOWING,
    NEGATIONS,
    OUTCOMES,
    STAYING,
)
from kg.extraction.tense import auxiliaries, marks, verb_tense
from kg.extraction.unreality import (
    excess,
    misreport,
    near_miss,
    supposing,
    taken_back,
    turned_back,
    unreal_source,
    unreal_teller,
)

if TYPE_CHECKING:
    from kg.extraction.graph import Graph
    from kg.extraction.relations import Tense
    from kg.schema.model import Status


class Gatherer:
    """Gathers the cues at a node; its heirs and at last `kg.extraction.status_climb.Climb` take it from node to node.

    Args:
        graph: of the sentence. trigger: the word that evokes the event.
        table: the cues.

    Attributes:
        cues: from the trigger outwards. tense: of the clause that tells it.
    """

    def __init__(self, graph: Graph, trigger: int, table: CueTable) -> None:
        self.cues: list[Cue] = []
        self.tense: Tense = ""
        self._graph = graph
        self._table = table
        self._trigger = trigger
        self._done = False

    def _not_yet(self, predicate: int) -> None:
        """For "has yet to meet", "are yet to meet": it has not come about."""
        if self._lemma(predicate) not in {"have", "be", "remain"} and "to" not in marks(self._graph, predicate):
            return
        for child in self._graph.children(predicate):
            if self._graph.tokens[child].form.lower() == "yet":
                self._add(self._table.denied, child)

    def _speaks_of_any(self) -> bool:
        """For "would set no conditions on a visit": a noun that speaks of nothing told before."""
        words = (self._graph.tokens[child].form.lower() for child in self._graph.children(self._trigger))
        return any(word in ("a", "an", "any") for word in words)

    def fate(self) -> Cue | None:
        """What a later clause makes of it: "they were to meet, but the session was postponed"."""
        return fate_after(self._graph, self._table, self._trigger)

    def kept(self) -> Cue | None:
        """What a later clause says to have been held after all: "hinted at calling it off but went ahead with it"."""
        return kept_after(self._graph, self._table, self._trigger)

    def taken_back(self) -> Cue | None:
        """What a later clause takes back: "she says she met them; that is false", "left but turned back"."""
        found = taken_back(self._graph, self._table, self._trigger) or turned_back(
            self._graph, self._table, self._trigger
        )
        return Cue(*found) if found is not None else None

    def _is_clause(self, node: int) -> bool:
        return self._graph.tokens[node].upos in {"VERB", "AUX"} or bool(auxiliaries(self._graph, node))

    def _relation(self, node: int) -> str:
        """The relation of a clause; of one joined by "and that", the relation of the first."""
        if self._graph.deprels[node] == "conj" and "that" in marks(self._graph, node):
            node = self._graph.heads[node]
        return base(self._graph.deprels[node])

    def _lemma(self, node: int) -> str:
        return self._graph.tokens[node].lemma.lower()

    def _find(self, node: int, relation: str, *, explicit: bool = False) -> Status | None:
        return cue_of(self._graph, self._table, node, relation, explicit=explicit)

    def _add(self, status: Status | None, token: int, *, modifies: bool = False) -> bool:
        if status is not None:
            self.cues.append(Cue(status, token, modifies))
        return status is not None

    def _modifiers(self, noun: int) -> None:
        """Adjectives, participles, determiners and relative clauses of an event noun."""
        for child in self._graph.children(noun):
            relation = self._graph.deprels[child]
            if relation == "acl:relcl":
                self._relative(child)
            elif (to_come := coming_period(self._graph, child)) is not None:
                self._add(self._table.weakest("PR+"), to_come)
            elif relation in {"amod", "acl", "det", "compound"} and "to" not in marks(self._graph, child):
                doer = relation == "acl" and self._graph.tokens[child].xpos == "VBG"  # "a letter rejecting the charge"
                path, explicit = ("nsubj", True) if doer else (relation, relation == "compound")
                self._add(self._find(child, path, explicit=explicit), child, modifies=relation != "det")

    def _relative(self, verb: int) -> None:
        """A relative clause that tells the noun's fate: "talks that were called off", "which may take place"."""
        children = self._graph.children(verb)
        subjects = [child for child in children if base(self._graph.deprels[child]) == "nsubj"]
        if not any(self._lemma(child) in {"which", "that"} for child in subjects):
            return
        passive = any(self._graph.deprels[child] == "nsubj:pass" for child in subjects)
        status = self._find(verb, "obj" if passive else "nsubj", explicit=not passive)
        told = self._lemma(verb) == "make" or any(self._graph.deprels[child] == "xcomp" for child in children)
        if not self._add(status, verb, modifies=True) and self._lemma(verb) in HAPPENING and not told:
            self._auxiliaries(verb, "acl")  # but not "that has not been made public"

    def _auxiliaries(self, predicate: int, relation: str) -> None:
        """Modals, adverbs, conditions and negation of a predicate."""
        doubted = False
        for child in self._graph.children(predicate):
            token, deprel = self._graph.tokens[child], base(self._graph.deprels[child])
            form = token.form.lower()
            doubted = doubted or form in DOUBTING
            adverb = deprel == "advmod" and token.upos == "ADV" and form not in NEGATIONS
            if deprel == "aux" and form in {"'d", "’d"} and verb_tense(self._graph, predicate) == "past":
                continue  # "he'd had a visitor"
            if deprel == "aux":
                # "would have flown" is no plan, whoever says it
                unmet = form == "would" and any(
                    self._lemma(other) == "have" and base(self._graph.deprels[other]) == "aux"
                    for other in self._graph.children(predicate)
                )
                told = form == "would" and relation == "acl" and self._is_told(predicate)
                self._add(self._find(child, "" if unmet else "ccomp" if told else relation), child)
            elif adverb and form == "later" and verb_tense(self._graph, predicate) == "present":
                self._add(self._table.weakest("PR+"), child)  # "which opens later Tuesday"
            elif adverb or (deprel == "mark" and form in CONDITIONS):
                self._add(self._find(child, deprel), child)
        if is_conditional(self._graph, predicate) and verb_tense(self._graph, predicate) != "past":
            self._add(self._table.weakest("PS+"), predicate)
        if is_counterfactual(self._graph, predicate):
            self._add(self._table.weakest("CT-"), predicate)
        self._unmet(predicate)
        negation = negation_of(self._graph, predicate)
        if negation is not None and self.cues and self.cues[-1].token == predicate:
            last = self.cues[-1]
            if last.status.polarity.endswith("-") and not last.modifies:
                self.cues[-1] = Cue(self._table.weakest("PS+"), predicate)  # "has not ruled out", "did not refuse"
                return
        if negation is not None and not doubted:
            held_up = self._find(predicate, "neg", explicit=True)
            self._add(held_up or self._find(negation, "neg"), negation)

    def _unmet(self, predicate: int) -> None:
        """For "would have met them if", "had she met them, ... would have": it was not so; negated, it may be."""
        if supposed(self._graph, predicate) or is_undone(self._graph, predicate):
            self._add(self._table.denied, predicate)

    def _is_told(self, clause: int) -> bool:
        """For "announced a tour that would take her there": under a report "would" tells what was to come."""
        return any(
            self._relation(above) in {"ccomp", "parataxis"}
            or (self._graph.heads[above] < 0 and self._lemma(above) in ANNOUNCING)
            for above in self._graph.ancestors(clause)
        )

    def _unreal_around(self, predicate: int) -> None:
        """A near miss ("almost met"), or a work or a fake in which a clause holds ("in the novel")."""
        missed = near_miss(self._graph, predicate)
        if missed is not None:
            self._add(self._table.denied, missed)
        unreal = unreal_source(self._graph, self._table, predicate)
        if unreal is not None:
            self._add(*unreal)

    def _is_deed(self, participle: int) -> bool:
        """Whether a participle describes something by what was done to it: "the support voiced", not "planned"."""
        described = self._graph.deprels[participle] == "acl" and self._graph.tokens[participle].feat("Tense") == "Past"
        return described and "to" not in marks(self._graph, participle) and self._find(participle, "xcomp") is None

    def _elsewhere(self, node: int) -> None:
        """Where nothing more is said of the event, the tense of the clause around is left."""
        self._done = True
        for above in (node, *self._graph.ancestors(node)):
            if self._is_clause(above):
                tense = verb_tense(self._graph, above)
                if tense in {"past", "present"} or (tense == "modal" and self._speaks_of_any()):
                    self.tense = tense
                    return

    def _misled(self, teller: int) -> bool:
        """What is told by mistake or by a fake, or only supposed."""
        unreal = misreport(self._graph, self._table, teller) or unreal_teller(self._graph, self._table, teller)
        if unreal is None and supposing(self._graph, teller):
            unreal = (self._table.weakest("PS+"), teller)
        return unreal is not None and self._add(*unreal)

    def _too_much(self, predicate: int) -> None:
        """For "too busy to meet": it did not come to that."""
        if excess(self._graph, predicate) is not None:
            self._add(self._table.denied, predicate)

    def _charged(self, clause: int, accused: int) -> None:
        """For "accused him of having met her", its gerund hung on "him": what the accuser says need not be so."""
        verb = self._graph.heads[accused]
        if verb >= 0 and base(self._graph.deprels[accused]) == "obj" and "of" in marks(self._graph, clause):
            self._add(self._find(verb, "[of]", explicit=True), verb)

    def _cleft(self, named: int) -> None:
        """For "it was not she who met them"."""
        children = self._graph.children(named)
        it = any(self._graph.deprels[one] == "nsubj" and self._lemma(one) == "it" for one in children)
        be = any(self._graph.deprels[one] == "cop" for one in children)
        negation = negation_of(self._graph, named) if it and be else None
        if negation is not None:
            self._add(self._table.denied, negation)

    def _proved(self, verb: int) -> bool:
        """For "turned out to be a forgery", "remained deadlocked", "remain an option", the event as its subject."""
        completing = ("xcomp", "obj") if self._lemma(verb) in STAYING else ("xcomp",)
        for child in self._graph.children(verb):
            upos = self._graph.tokens[child].upos
            if self._graph.deprels[child] not in completing or upos not in {"NOUN", "ADJ", "VERB"}:
                continue
            staying = self._lemma(verb) in STAYING and upos != "NOUN" and "to" not in marks(self._graph, child)
            if upos == "VERB" and not (staying and is_participle(self._graph, child)):
                continue
            status = self._find(child, "nsubj", explicit=True)
            if status is None and staying:
                status = self._find(child, "obj" if upos == "VERB" else "nsubj")
            return self._add(status, child)
        return False

    def _ends(self, verb: int) -> bool:
        """Whether a verb tells, or what completes it does, how the event ends."""
        completing = (child for child in self._graph.children(verb) if self._graph.deprels[child] == "xcomp")
        return any(self._lemma(one) in OUTCOMES for one in (verb, *completing))

    def _unsure(self) -> bool:
        """Whether the event's own words leave it open: "after a proposed meeting was judged too risky"."""
        return bool(self.cues) and all(cue.status.polarity.startswith("PS") for cue in self.cues)

    def _deemed(self, verb: int) -> bool:
        """For "dismissed the talks as pointless": what one thinks of it, not that it is not so."""
        completing = (child for child in self._graph.children(verb) if base(self._graph.deprels[child]) == "obl")
        return self._lemma(verb) == "dismiss" and any("as" in marks(self._graph, child) for child in completing)

    def _called(self, verb: int) -> bool:
        """For "dismissed the letter as a forgery", the event as its object."""
        for child in self._graph.children(verb):
            if base(self._graph.deprels[child]) == "obl" and "as" in marks(self._graph, child):
                status = self._find(child, "nsubj", explicit=True)
                if status is not None and status.polarity.endswith("-"):
                    return self._add(status, child)
        return False

    def _unknown(self, noun: int) -> bool:
        """For "denied any knowledge of a visit", "had no knowledge of a letter": nothing says that it took place."""
        if self._lemma(noun) not in KNOWING:
            return False
        self._denied_noun(noun)
        for above in self._graph.ancestors(noun):
            if not self._is_clause(above) or self.cues:
                break
            negation = negation_of(self._graph, above)
            status = self._find(above, "xcomp")
            if negation is not None or (status is not None and status.polarity == "CT-"):
                self._add(self._table.denied, above if negation is None else negation)
        self._done = bool(self.cues)
        return self._done

    def _apart(self, predicate: int) -> bool:
        """For "arrangements were made for X to meet Y", "gave leave to meet": an infinitive apart from its noun."""
        found = apart(self._graph, predicate) if self.tense == "infinitive" else None
        if found is None or not self._add(self._find(found, "acl"), found):
            return False
        self._above_plan(found)
        return True

    def _above_plan(self, noun: int) -> None:
        """What becomes of a plan, an offer, a threat: it is cancelled, refused, or there is none."""
        self._done = True
        if self._lemma(noun) in DATES:
            if self._is_undated(noun):
                self._add(self._table.weakest("PS+"), noun)  # "did not set a date for talks": they may still come
            return
        self._denied_noun(noun)
        for child in self._graph.children(noun):
            if self._graph.deprels[child] == "amod":
                status = self._find(child, "amod")
                if status is not None and status.polarity.endswith("-"):
                    self._add(status, child)
        head, relation = self._graph.heads[noun], self._graph.deprels[noun]
        if head >= 0 and self._lemma(head) in FULFILLING:
            return  # "the expectations of the meeting were not met": what came of it
        if head >= 0 and self._is_clause(head) and relation in {"obj", "nsubj:pass"}:
            status = self._find(head, "obj")
            held_up = status is not None and status.rank > self._table.weakest("PS+").rank
            taken_up = self._find(head, "obj", explicit=True)
            if taken_up is not None and taken_up.polarity == "PR+":
                self.cues = [cue for cue in self.cues if cue.token != noun]  # "accepted an invitation to visit"
                self._add(taken_up, head)
            elif held_up:
                self._add(status, head)
            negation = negation_of(self._graph, head)
            if negation is not None:
                self._add(self._find(negation, "neg"), negation)

    def _is_undated(self, date: int) -> bool:
        """Whether there is no date, or none was set."""
        none = any(self._graph.tokens[child].form.lower() in {"no", "neither"} for child in self._graph.children(date))
        head = self._graph.heads[date]
        return none or (head >= 0 and self._is_clause(head) and negation_of(self._graph, head) is not None)

    def _denied_by(self, predicate: int, *relations: str) -> None:
        """Add the negation of a participant: "no minister met them", "met nobody"."""
        denying = denied_argument(self._graph, predicate, relations)
        if denying is not None and not any(cue.status.polarity == "CT-" for cue in self.cues):
            self._add(self._find(denying, "neg") or self._table.denied, denying)

    def _denied_noun(self, noun: int) -> None:
        """Add the negation of a noun: "no plans"."""
        if self._lemma(noun) in CERTAIN and noun != self._trigger:
            return
        for child in self._graph.children(noun):
            if self._graph.deprels[child] == "det" and self._graph.tokens[child].form.lower() in {"no", "neither"}:
                self._add(self._find(child, "det"), child)

    def _is_groundless(self, node: int, head: int) -> bool:
        """Whether the words say that there is no ground for it, which is noted."""
        word = groundless(self._graph, node, head)
        if word is not None:
            self._done = True
            self._add(self._table.denied, word)
        return word is not None

    def _claimed(self, verb: int) -> bool:
        """For "dismissed posts claiming that they had met": what is said in something that is said to be false."""
        if self._graph.deprels[verb] != "acl" or self._graph.tokens[verb].lemma.lower() not in CLAIMING:
            return False
        before = len(self.cues)
        noun = self._graph.heads[verb]
        for one in (noun, self._graph.heads[noun] if self._graph.deprels[noun] == "nmod" else -1):
            for word in told_of(self._graph, one) if one >= 0 else ():
                self._add(disbelief(self._graph, self._table, word), word)
        return len(self.cues) > before

    def _disbelieved(self, teller: int) -> Status | None:
        """What disbelief in a report, or in the saying of it, makes of what is told."""
        return disbelief(self._graph, self._table, teller) or judged(self._graph, self._table, teller)

    def _untrue(self, clause: int, noun: int) -> bool:
        """Whether a noun says of a that-clause that it is not so ("it is a myth that they met"), which is noted."""
        return "that" in marks(self._graph, clause) and self._add(self._disbelieved(noun), noun)

    def _fails(self, verb: int, path: str) -> bool:
        """Whether an idiom says that the event as its subject did not come about, which is noted."""
        word = idiom_of_failure(self._graph, verb) if path == "nsubj" else None
        if word is not None:
            self._done = True
            self._add(self._table.weakest("CT-"), word)
        return word is not None

    def _told(self, noun: int) -> None:
        """What a rumour or a report tells, which may be said to be false or be rejected."""
        self._add(self._find(noun, "acl"), noun)
        for word in told_of(self._graph, noun):
            self._add(disbelief(self._graph, self._table, word), word)
