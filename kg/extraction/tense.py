"""What time a verb's form speaks of: read from the verb, its auxiliaries and its marker in the basic tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction.relations import base
from kg.extraction.wordlists import BEING, HAVING

if TYPE_CHECKING:
    from kg.extraction.graph import Graph
    from kg.extraction.relations import Tense

_FUTURE: Final = frozenset({"will", "shall", "'ll", "’ll", "ll", "wo", "sha"})
_MODAL: Final = frozenset(
    {"may", "might", "can", "could", "should", "must", "would", "ought", "ca", "'d", "’d", "need"}
)
_PAST: Final = frozenset({"was", "were", "did", "had"})
_PRESENT: Final = frozenset({"is", "are", "am", "'s", "’s", "'re", "’re", "'m", "’m", "do", "does"})
_BE_AND_BE: Final = 2  # auxiliaries of "is to be held"
_FARTHEST: Final = 2  # "was also to meet"
BARE: Final = frozenset({"infinitive", "participle", ""})
"""Forms that tell no time of their own."""
_AUXILIARY: Final = frozenset({"aux", "cop"})


def auxiliaries(graph: Graph, verb: int) -> tuple[int, ...]:
    """Auxiliaries and copula of a predicate, in order."""
    relations = graph.deprels
    return tuple([child for child in graph.children(verb) if base(relations[child]) in _AUXILIARY])


def marks(graph: Graph, index: int) -> tuple[str, ...]:
    """Subordinators and prepositions that introduce a clause or a phrase, lower case; "ahead of" is ``ahead``."""
    return graph.marks.get(index, ())


def verb_tense(graph: Graph, verb: int) -> Tense:
    """Tense of a predicate by its own form and auxiliaries; the perfect counts as past, "would" as modal."""
    token = graph.tokens[verb]
    forms = [graph.tokens[child].form.lower() for child in auxiliaries(graph, verb)]
    if any(form in _FUTURE for form in forms):
        return "future"
    perfect = any(form in HAVING for form in forms)
    if forms[:1] in (["'d"], ["’d"]) and token.feat("VerbForm") == "Part" and len(forms) == 1:
        return "past"  # "they'd met"
    if any(form in _MODAL for form in forms) and not (forms[0] in {"'d", "’d"} and token.feat("VerbForm") == "Part"):
        return "modal"
    if "to" in marks(graph, verb) and _copula_apart(graph, verb):  # "they were the first to visit"
        return "past" if any(form in _PAST for form in forms) else "present"
    if "to" in marks(graph, verb) and not perfect and forms[:1] and forms[0] in BEING and len(forms) <= _BE_AND_BE:
        return "future"  # "he was to call later"
    if "to" in marks(graph, verb):  # "to have met" is past, "they were to have met" is not
        return "past" if perfect and not any(form in _PAST - {"did", "had"} for form in forms) else "infinitive"
    if perfect or any(form in _PAST for form in forms):
        return "past"
    if token.feat("VerbForm") == "Inf" and not forms:
        return "infinitive"
    if (
        forms in (["'s"], ["’s"])
        and token.feat("VerbForm") == "Part"
        and graph.deprels[auxiliaries(graph, verb)[0]] == "aux"
    ):
        return "past"  # "he's met them"
    if any(form in _PRESENT for form in forms):
        return "present"
    form = token.feat("VerbForm")
    if form == "Fin" or (not form and token.upos == "VERB"):
        return "past" if token.feat("Tense") == "Past" or token.xpos == "VBD" else "present"
    return "participle" if form in {"Part", "Ger"} else ""


def _copula_apart(graph: Graph, verb: int) -> bool:
    """Whether words stand between a form of "be" and the "to" of an infinitive that a parser made its predicate."""
    be = [child for child in graph.children(verb) if graph.deprels[child] == "cop"]
    to = [child for child in graph.children(verb) if graph.tokens[child].form.lower() == "to"]
    return bool(be and to) and to[0] - be[0] > _FARTHEST


def clause_tense(graph: Graph, index: int) -> Tense:
    """Tense of the nearest clause above (or at) a token that has one; participles are climbed, infinitives count."""
    for node in (index, *graph.ancestors(index)):
        if graph.tokens[node].upos in {"VERB", "AUX"} or auxiliaries(graph, node):
            tense = verb_tense(graph, node)
            if tense not in {"participle", ""}:
                return tense
    return ""
