"""What the words around a predicate tell of it: conditions, quantities, infinitives it hands its subject to, new dates.

Grammar only: what it means for an event's reality is `kg.extraction.status_climb`'s business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction.journey_words import DEPARTING, STAYS
from kg.extraction.relations import base
from kg.extraction.status_words import NEGATIONS, NOT_QUITE, SEEING
from kg.extraction.tense import auxiliaries, marks, verb_tense
from kg.extraction.wordlists import BEING, MONTHS, PERIODS, WEEKDAYS, word_set

if TYPE_CHECKING:
    from kg.extraction.graph import Graph

_CONDITIONS: Final = frozenset({"if", "unless", "provided", "providing"})
_ASKED: Final = frozenset({"whether", "if"})
_INVERTED: Final = frozenset({"had", "should", "were"})
_QUANTITIES: Final = frozenset("all most some many any half part rest much none several each one majority".split())
_HAVE: Final = frozenset({"have", "'ve", "’ve", "of"})
_NEW_DATE: Final = frozenset({"to", "until", "till", "for"})
_YEAR_DIGITS: Final = 4
_NEARING: Final = frozenset(("closer", "nearer", "close", "near"))
_EXISTING: Final = word_set("exist remain continue begin grow come emerge")
_GRANTING: Final = word_set("give grant extend issue make send get receive win obtain secure")


def is_conditional(graph: Graph, predicate: int) -> bool:
    """Whether a clause hangs on a condition of its own: "would lift them if prisoners were freed"."""
    return any(
        base(graph.deprels[child]) == "advcl" and _CONDITIONS.intersection(marks(graph, child))
        for child in graph.children(predicate)
    )


def is_counterfactual(graph: Graph, predicate: int) -> bool:
    """Whether it was to be and was not: "they were to have met"."""
    if "to" not in marks(graph, predicate):
        return False
    forms = [graph.tokens[child].form.lower() for child in auxiliaries(graph, predicate)]
    return bool(BEING.intersection(forms[:1])) and bool(_HAVE.intersection(forms[1:]))


def inversion(graph: Graph, predicate: int) -> int | None:
    """The auxiliary that opens a conditional clause in place of "if": "had they met, she would have", or None.

    A parser may take it for a verb of its own above the clause.
    """
    tokens = graph.tokens
    above = graph.heads[predicate]
    openers = [child for child in graph.children(predicate) if base(graph.deprels[child]) == "aux"]
    openers += [above] if above >= 0 and base(graph.deprels[predicate]) in {"ccomp", "xcomp"} else []
    for word in openers:
        opens = word == 0 or tokens[word - 1].upos in {"PUNCT", "CCONJ"}
        subject = any(
            base(graph.deprels[child]) == "nsubj" and word < child < predicate for child in graph.children(predicate)
        )
        if tokens[word].form.lower() in _INVERTED and opens and subject and tokens[-1].form != "?":
            return word
    return None


def is_quantity(graph: Graph, node: int) -> bool:
    """Whether a word only counts what follows it: "all of the sanctions", "some of his visits"."""
    token = graph.tokens[node]
    return token.upos in {"DET", "NUM", "PRON"} or token.lemma.lower() in _QUANTITIES


def infinitive_of(graph: Graph, predicate: int) -> int | None:
    """The infinitive whose subject the predicate's is: "had to be put off", "is expected to be held"."""
    found = [
        child
        for child in graph.children(predicate)
        if graph.deprels[child] == "xcomp" and graph.tokens[child].upos in {"VERB", "AUX"}
    ]
    return found[0] if found and "to" in marks(graph, found[0]) else None


def is_passive(graph: Graph, verb: int) -> bool:
    """Whether a verb has a passive auxiliary."""
    return any(graph.deprels[child] == "aux:pass" for child in graph.children(verb))


def particle_of(graph: Graph, verb: int) -> str:
    """The particle of a phrasal verb, as one word apart or as an adverb right behind it; empty where there is none."""
    for child in graph.children(verb):
        adjoining = child == verb + 1 and graph.deprels[child] == "advmod"
        if graph.deprels[child] == "compound:prt" or adjoining:
            return graph.tokens[child].form.lower()
    return ""


def has_new_date(graph: Graph, verb: int) -> bool:
    """Whether a day, month or period is given to, until or for which something is moved: "slipped to January"."""
    return any(
        base(graph.deprels[child]) in {"obl", "nmod"}
        and _NEW_DATE.intersection(marks(graph, child))
        and _is_time(graph, child)
        for child in graph.children(verb)
    )


def _is_time(graph: Graph, node: int) -> bool:
    token = graph.tokens[node]
    word = token.form.lower().rstrip(".")
    if word in WEEKDAYS or token.lemma.lower() in PERIODS or (word in MONTHS and token.form[:1].isupper()):
        return True
    if word.isdigit():
        return len(word) == _YEAR_DIGITS or any(
            graph.tokens[child].form.lower().rstrip(".") in MONTHS for child in graph.children(node)
        )
    return False


def negation_of(graph: Graph, predicate: int) -> int | None:
    """The word that negates a predicate; "not only" does not, nor "not until Friday", nor "nor whether"."""
    tokens = graph.tokens
    for child in graph.children(predicate):
        if base(graph.deprels[child]) == "obl" and {"until", "till"} & set(marks(graph, child)):
            return None
    for child in graph.children(predicate):
        if tokens[child].form.lower() == "nor" and _ASKED.intersection(marks(graph, predicate)):
            continue  # "would not say when, nor whether they would meet"
        if tokens[child].form.lower() in NEGATIONS or tokens[child].lemma.lower() in NEGATIONS:
            after = tokens[child + 1].lemma.lower() if child + 1 < len(tokens) else ""
            return None if after in NOT_QUITE else child
        if base(graph.deprels[child]) == "aux" and not _asks(graph, predicate, child):
            # "will not, after all, stop", the negation hung on its auxiliary
            for inner in graph.children(child):
                if tokens[inner].form.lower() in NEGATIONS and graph.deprels[inner] == "advmod":
                    return inner
    return None


def _asks(graph: Graph, predicate: int, auxiliary: int) -> bool:
    """Whether a subject stands behind the auxiliary: "shouldn't the minister meet them?"."""
    return any(base(graph.deprels[child]) == "nsubj" and child > auxiliary for child in graph.children(predicate))


def is_participle(graph: Graph, verb: int) -> bool:
    """Whether a form is a past participle: "deadlocked", "blocked"."""
    token = graph.tokens[verb]
    return token.xpos == "VBN" or (token.feat("VerbForm") == "Part" and token.feat("Tense") == "Past")


def leads_to(graph: Graph, node: int, verb: int) -> bool:
    """Whether the way up meets a light verb at once, or past a noun that only packages the event."""
    outer = graph.transparent.get(node, node)
    return verb in {node, graph.heads[node]} or (graph.heads[node] == outer and graph.heads[outer] == verb)


def is_seen(graph: Graph, clause: int) -> bool:
    """For "to see them lifted", whose participle a tagger takes for a past: it makes no clause of its own."""
    head = graph.heads[clause]
    if head < 0 or base(graph.deprels[clause]) != "ccomp" or graph.tokens[head].lemma.lower() not in SEEING:
        return False
    return not marks(graph, clause) and verb_tense(graph, head) in {"infinitive", "participle", ""}


def apart(graph: Graph, predicate: int) -> int | None:
    """The noun that an infinitive may complete though it hangs on the predicate: "a decision was taken to meet".

    It is the subject of a copula, of a passive or of what is said to be there, or the object of a verb of giving.
    """
    stating = graph.tokens[predicate].lemma.lower()
    for child in graph.children(predicate):
        subject = graph.deprels[child] == "nsubj:pass" or (
            graph.deprels[child] == "nsubj" and (stating in _EXISTING or _has_copula(graph, predicate))
        )
        given = graph.deprels[child] == "obj" and stating in _GRANTING
        if (subject or given) and graph.tokens[child].upos == "NOUN":
            return child
    return None


def approach(graph: Graph, verb: int) -> int | None:
    """The word by which a verb says that something comes near ("moved closer to"): it is not there yet."""
    return next((child for child in graph.children(verb) if graph.lower[child] in _NEARING and child > verb), None)


def _has_copula(graph: Graph, predicate: int) -> bool:
    return any(graph.deprels[child] == "cop" for child in graph.children(predicate))


def is_readiness(graph: Graph, noun: int) -> bool:
    """For "all is in place for X to visit": what things are in for something to come."""
    return {"cop", "case"} <= {graph.deprels[child] for child in graph.children(noun)}


def is_set_out_for(graph: Graph, noun: int, verb: int) -> bool:
    """For "left on Monday for talks": not yet held; of "left for a visit" the visit has begun."""
    if graph.tokens[verb].lemma.lower() not in DEPARTING | {"set"} or marks(graph, noun) != ("for",):
        return False
    return graph.tokens[noun].lemma.lower() not in STAYS


def is_leaving_for(graph: Graph, verb: int) -> bool:
    """For "leaving for Lima", "departing for Lima": a gerund of setting out tells where to, not that it is done."""
    if graph.tokens[verb].lemma.lower() not in DEPARTING | {"set"} or verb_tense(graph, verb) != "participle":
        return False
    return any("for" in marks(graph, child) for child in graph.children(verb))


def is_done_before(graph: Graph, noun: int, verb: int) -> bool:
    """Whether a participle under a noun tells what was done before: of "to lift curbs imposed in May", the imposing."""
    token = graph.tokens[verb]
    under = graph.deprels[verb] == "acl" and graph.heads[verb] == noun
    return under and (token.xpos == "VBN" or token.feat("Tense") == "Past")
