"""Where a sentence tells what is not so: near misses, fiction and fakes, words that take back what was just told.

Grammar; the words come from the ontology's cues: ``[in]`` and ``[told]`` for works and fakes, ``advmod`` for adverbs.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kg.extraction.denials import cue_of, denied_argument, disbelief
from kg.extraction.journey_words import ARRIVING, DEPARTING, TRAVELLING
from kg.extraction.predicates import negation_of
from kg.extraction.relations import base
from kg.extraction.status_words import OCCASIONS
from kg.extraction.tense import marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extraction.graph import Graph
    from kg.extraction.status_cues import CueTable
    from kg.schema.model import Status

_NEAR: Final = frozenset("nearly almost hardly scarcely".split())
_INVERTING: Final = frozenset({"hardly", "scarcely"})
_BETWEEN: Final = frozenset({"AUX", "ADV"})
_SOURCE: Final = frozenset({"according", "per"})
_ONLY: Final = frozenset({"only", "all", "none", "never"})
_IDENTIFYING: Final = frozenset({"amod", "compound"})
_POINTING: Final = frozenset({"that", "this", "it"})
_WHO: Final = frozenset({"he", "she", "they", "it"})
_SUPPOSING: Final = frozenset({"suppose", "imagine", "assume"})
_SETTING_OUT: Final = TRAVELLING | DEPARTING | {"set"}
_GETTING_THERE: Final = ARRIVING - {"return"} | {"reach", "land"}
_CARRYING: Final = frozenset(
    "plane aircraft airplane aeroplane jet airliner flight helicopter train convoy motorcade ship boat car".split()
)
_BESIDE: Final = frozenset({"conj", "parataxis", "advcl", "xcomp"})


def near_miss(graph: Graph, predicate: int) -> int | None:
    """The word right before a verb that says it fell short: "nearly met", "had almost met", "all but met"."""
    tokens = graph.tokens
    if tokens[predicate].upos != "VERB":
        return None
    at = predicate - 1
    while at >= 0 and tokens[at].upos in _BETWEEN and tokens[at].form.lower() not in _NEAR:
        at -= 1
    if at < 0:
        return None
    form = tokens[at].form.lower()
    if form == "but" and at and tokens[at - 1].form.lower() == "all":
        return at
    perfect = any(tokens[child].form.lower() == "had" for child in graph.children(predicate))
    if form not in _NEAR or (form in _INVERTING and perfect):
        return None  # "had hardly met when": they had
    adverbs = tokens[at + 1 : predicate]
    return at if all(token.upos == "AUX" for token in adverbs) else None  # "almost certainly met"


def excess(graph: Graph, predicate: int) -> int | None:
    """The "too" of what is too much so for an infinitive: "too busy to meet", not "only too glad to"."""
    for child in graph.children(predicate):
        form = graph.tokens[child].form.lower()
        if form == "too" and child < predicate and graph.deprels[child] == "advmod":
            return None if child and graph.tokens[child - 1].form.lower() in _ONLY else child
    return None


def supposing(graph: Graph, predicate: int) -> bool:
    """Whether a verb opens the sentence as a request to suppose what follows."""
    return graph.heads[predicate] < 0 and not predicate and graph.tokens[predicate].lemma.lower() in _SUPPOSING


def unreal_source(graph: Graph, table: CueTable, predicate: int) -> tuple[Status, int] | None:
    """The work or the fake in which, or according to which, a clause holds: "in the novel", "according to a hoax"."""
    for child in graph.children(predicate):
        if base(graph.deprels[child]) not in {"obl", "nmod"}:
            continue
        introduced = marks(graph, child)
        relation = "[told]" if _SOURCE.intersection(introduced) else "[in]" if "in" in introduced else ""
        found = _unreal(graph, table, child, relation) if relation else None
        if found is not None:
            return found
    return None


def unreal_teller(graph: Graph, table: CueTable, teller: int) -> tuple[Status, int] | None:
    """What a clause is told by, where that is a work of fancy or a fake: "a hoax said that they had met"."""
    for child in graph.children(teller):
        if graph.deprels[child] == "nsubj" and (found := _unreal(graph, table, child, "[told]")) is not None:
            return found
    return None


def _unreal(graph: Graph, table: CueTable, noun: int, relation: str) -> tuple[Status, int] | None:
    qualifiers = [child for child in graph.children(noun) if graph.deprels[child] in _IDENTIFYING]
    for word in (noun, *qualifiers):
        status = cue_of(graph, table, word, relation if word == noun else "[told]", explicit=True)
        if status is not None:
            return status, word
    return None


def misreport(graph: Graph, table: CueTable, teller: int) -> tuple[Status, int] | None:
    """The adverb that says that a report errs: "was falsely reported to have met"."""
    for child in graph.children(teller):
        if graph.deprels[child] == "advmod":
            status = cue_of(graph, table, child, "[that]", explicit=True)
            if status is not None:
                return status, child
    return None


def taken_back(graph: Graph, table: CueTable, trigger: int) -> tuple[Status, int] | None:
    """What a later clause makes of what was told: "she says she met them; that is false", "but aides say she had not".

    Only where somebody tells it: an event told by the article itself is not taken back in the same breath.
    """
    told = False
    path = (trigger, *graph.ancestors(trigger))
    for below, above in pairwise(path):
        told = told or base(graph.deprels[below]) in {"ccomp", "xcomp"}
        if not told:
            continue
        for clause in _later(graph, above, trigger):
            found = _retraction(graph, table, clause) or _no_such(graph, table, trigger, clause)
            if found is not None:
                return found
    return None


def turned_back(graph: Graph, table: CueTable, trigger: int) -> tuple[Status, int] | None:
    """What a later clause says of a journey that was begun: "left for the capital but turned back over the sea".

    To set out is not to arrive. The words are the cues with the relation ``[journey]``; who did not get there (``neg``)
    has not been there either. The traveller is the clause's subject, or what carries him.
    """
    if graph.tokens[trigger].lemma.lower() not in _SETTING_OUT:
        return None
    for above in (trigger, *graph.ancestors(trigger)):
        for clause in graph.children(above):
            if clause <= trigger or base(graph.deprels[clause]) not in _BESIDE or graph.tokens[clause].upos != "VERB":
                continue
            if not _is_travellers(graph, clause):
                continue
            for verb in (clause, *(one for one in graph.children(clause) if base(graph.deprels[one]) == "xcomp")):
                found = _cut_short(graph, table, verb)
                if found is not None:
                    return found, verb
    return None


def _cut_short(graph: Graph, table: CueTable, verb: int) -> Status | None:
    if negation_of(graph, verb) is not None:
        return table.denied if graph.tokens[verb].lemma.lower() in _GETTING_THERE else None
    if any(graph.deprels[child] == "obj" for child in graph.children(verb)):
        return None  # "turned back the clock"
    return cue_of(graph, table, verb, "[journey]", explicit=True)


def _is_travellers(graph: Graph, clause: int) -> bool:
    """Whether a clause tells of those told of before, or of what carries them."""
    subjects = [child for child in graph.children(clause) if base(graph.deprels[child]) == "nsubj"]
    return all(
        graph.tokens[one].form.lower() in _WHO or graph.tokens[one].lemma.lower() in _CARRYING for one in subjects
    )


def _later(graph: Graph, above: int, trigger: int) -> Iterator[int]:
    for clause in graph.children(above):
        if clause > trigger and base(graph.deprels[clause]) in {"conj", "parataxis"}:
            yield clause
            yield from (child for child in graph.children(clause) if base(graph.deprels[child]) == "ccomp")


def _retraction(graph: Graph, table: CueTable, clause: int) -> tuple[Status, int] | None:
    subjects = {graph.tokens[child].form.lower() for child in graph.children(clause) if graph.deprels[child] == "nsubj"}
    bare = graph.tokens[clause].upos == "AUX" or (
        graph.tokens[clause].lemma.lower() == "do"
        and not any(graph.deprels[child] == "obj" for child in graph.children(clause))
    )
    negation = negation_of(graph, clause)
    if bare and negation is not None and subjects & _WHO:
        return table.denied, negation
    status = disbelief(graph, table, clause) if subjects & _POINTING else None
    return (status, clause) if status is not None else None


def _no_such(graph: Graph, table: CueTable, trigger: int, clause: int) -> tuple[Status, int] | None:
    """For "but her office said no such meeting took place"."""
    denying = denied_argument(graph, clause, ("nsubj",))
    if denying is None or graph.heads[denying] < 0:
        return None
    noun = graph.heads[denying]
    such = any(graph.tokens[child].form.lower() == "such" for child in graph.children(noun))
    lemma = graph.tokens[noun].lemma.lower()
    alike = lemma in OCCASIONS or table.alike(graph.tokens[trigger].lemma.lower(), lemma)
    return (table.denied, denying) if such and alike else None
