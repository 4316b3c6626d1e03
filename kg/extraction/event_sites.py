"""Where in a sentence the date of an event may stand: the tokens it may hang on, from the trigger outwards.

Nothing is taken from a clause that speaks of something else: the weekday in "said Tuesday" dates what was said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction.date_governors import HELD
from kg.extraction.journey_words import STAYS
from kg.extraction.relations import base
from kg.extraction.tense import auxiliaries, clause_tense, marks, verb_tense
from kg.extraction.wordlists import ENDING, OCCASION_NOUNS, REPORTING, ROLE_NOUNS, TAKING_PLACE, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extraction.graph import Graph


_SETTLING: Final = word_set(
    "agree decide cancel postpone delay suspend approve authorize order plan schedule consider call_off scrap "
    "abandon shelve endorse back support oppose "
    "mark commemorate celebrate prepare follow precede seek want hope expect"
)
"""Verbs that settle or weigh an event, or set it against another: a date of their own is not the event's."""
SPEAKING: Final = REPORTING | _SETTLING
_GUEST: Final = "as_guest_of"
_WITHIN: Final = frozenset({"in", "during", "by", "over"})
ARRANGING: Final = word_set(
    "schedule plan set slate expect due hold arrange fix hope postpone delay move push defer reschedule bring "
    "forward book tentatively want prepare"
)
"""Verbs and adjectives whose date with "for", "to", "until", "in" or "on" is when the event is to be."""
_HAPPENING: Final = TAKING_PLACE | word_set("adjourn enter expire remain stand impose extend lift")
"""Verbs that tell of an event as their subject that, and when, it takes place."""
THEN: Final = word_set("then later afterwards afterward subsequently thereafter next")
"""Adverbs of what follows: it has no share in the date of what went before."""
_DURING: Final = word_set("during on at in for within amid upon over to")
AFTER: Final = word_set("after following since before ahead")
_DATED: Final = STAYS | word_set("summit conference meeting talk session")
_WHERE: Final = word_set("where when which")
_BE: Final = frozenset({"is", "are", "was", "were"})
_NOT_NOW: Final = frozenset({"will", "would", "had", "may", "might", "could"})
CLOSING: Final = ENDING | {"wrap_up", "round_off"}
"""Verbs that end an event: their date is its last day."""
_LEAVING: Final = frozenset({"leave", "depart"})
"""Who leaves to attend something on Friday attends it later."""
_UNDERTAKING: Final = word_set("make pay hold have undertake conduct begin start take give deliver send receive place")
"""Verbs that lend an event noun their arguments: in "the visit that X paid in May" they stand below the noun."""


def sites(graph: Graph, trigger: int, light_verb: int | None) -> Iterator[tuple[int, int]]:
    """Tokens whose date is the event's, nearest first, each with the token before which no date counts."""
    seen: set[int] = set()
    queue: list[tuple[int, int]] = [(trigger, 0)]
    outer = graph.transparent.get(trigger)
    if outer is not None:
        queue.append((outer, 0))
    if graph.lower[trigger] == "visiting" and (verb := said_during(graph, trigger)) >= 0:
        queue.append((verb, 0))
    queue.extend((verb, 0) for verb in _held(graph, trigger))
    if light_verb is not None:
        queue.append((light_verb, 0))
    while queue:
        site, after = queue.pop(0)
        if site in seen:
            continue
        seen.add(site)
        yield site, after
        if not after:  # beyond a verb that merely speaks of the event, dates are of something else
            queue.extend(_around(graph, site))
    for child in graph.children(trigger):  # "on his arrival on Friday he met"
        if base(graph.deprels[child]) != "obl" or not _DURING.intersection(marks(graph, child)) or child in seen:
            continue
        lemma = graph.tokens[child].lemma.lower()
        if lemma in _DATED:
            yield child, 0
        if lemma in OCCASION_NOUNS:  # "meets him at the summit, which takes place on Friday"
            yield from ((verb, 0) for verb in graph.children(child) if _is_told_of(graph, verb))


def _held(graph: Graph, trigger: int) -> Iterator[int]:
    """Participles that tell when the occasion is that somebody attends: "take part in talks to be held on May 3"."""
    noun = graph.tokens[trigger].upos in {"NOUN", "PROPN"}
    verb = graph.heads[trigger] if noun else trigger
    things = (
        [trigger] if noun else [one for one in graph.children(trigger) if base(graph.deprels[one]) in {"obj", "obl"}]
    )
    for thing in things:
        if noun or graph.tokens[thing].lemma.lower() in OCCASION_NOUNS:
            acls = [one for one in graph.children(thing) if base(graph.deprels[one]) == "acl"]
            yield from (one for one in acls if graph.tokens[one].lemma.lower() in HELD)
            if verb >= 0:
                yield from (one for one in graph.children(verb) if one > thing and _is_to_be_held(graph, one))


def _is_to_be_held(graph: Graph, verb: int) -> bool:
    """Whether an infinitive in the passive says that something takes place ("to be held"): it has no other subject."""
    return (
        graph.tokens[verb].lemma.lower() in HELD
        and base(graph.deprels[verb]) in {"advcl", "acl"}
        and marks(graph, verb) == ("to",)
        and any(graph.deprels[one] == "aux:pass" for one in graph.children(verb))
    )


def _around(graph: Graph, site: int) -> Iterator[tuple[int, int]]:
    """Sites next to a site: clauses that tell of it, the clause it belongs to, and clauses coordinated with that."""
    token = graph.tokens[site]
    verbal = token.upos in {"VERB", "AUX"}
    if not verbal:
        for child in graph.children(site):
            if base(graph.deprels[child]) != "acl":
                continue
            if _tells_when(graph, child) or _lends(graph, site, child):
                yield child, 0
    head = graph.heads[site]
    if head < 0:
        yield from _coordinated(graph, site)
        return
    relation = base(graph.deprels[site])
    yield from (_above_verb(graph, site, head, relation) if verbal else _above_noun(graph, site, head, relation))
    yield from _coordinated(graph, site)


def speaks(graph: Graph, verb: int) -> bool:
    """Whether a verb only speaks of events: not so of "welcomed his guest", which tells of one."""
    lemma = graph.tokens[verb].lemma.lower()
    if lemma not in SPEAKING:
        return False
    if lemma != "welcome":
        return True
    things = [graph.tokens[child] for child in graph.children(verb) if graph.deprels[child] == "obj"]
    return not any(token.upos == "PROPN" or token.lemma.lower() in ROLE_NOUNS for token in things)


def is_said_within(graph: Graph, noun: int) -> bool:
    """For "on Sunday discussed it in a call", "said in talks on Friday": what is said in an event is of its day."""
    return graph.deprels[noun] == "obl" and bool(_WITHIN.intersection(marks(graph, noun)))


def said_during(graph: Graph, trigger: int) -> int:
    """The verb of what is said or done while an event is under way ("told visiting minister X"), or -1."""
    if is_said_within(graph, trigger):
        return graph.heads[trigger]
    if graph.lower[trigger] != "visiting" or not any(edge.preposition == _GUEST for edge in graph.out(trigger)):
        return -1
    return next((node for node in graph.ancestors(trigger) if graph.tokens[node].upos == "VERB"), -1)


def _tells_when(graph: Graph, verb: int) -> bool:
    lemma = graph.tokens[verb].lemma.lower()
    return lemma in ARRANGING or lemma in _HAPPENING


def _is_told_of(graph: Graph, verb: int) -> bool:
    """Whether a relative clause says that its noun takes place."""
    if graph.deprels[verb] != "acl:relcl":
        return False
    return _tells_when(graph, verb) or any(graph.tokens[one].lemma == "place" for one in graph.dependents(verb, "obj"))


def _lends(graph: Graph, noun: int, verb: int) -> bool:
    """Whether a relative clause tells how a noun's event is done: "the visit that X paid", "talks Y was to chair"."""
    if graph.tokens[verb].lemma.lower() not in _UNDERTAKING:
        return False
    objects = [edge.dependent for edge in graph.out(verb) if edge.label == "obj"]
    return not objects or noun in objects or all(graph.tokens[one].upos in {"PRON", "DET"} for one in objects)


def _above_noun(graph: Graph, site: int, head: int, relation: str) -> Iterator[tuple[int, int]]:
    """Where the date of an event noun may stand: on the verb it is subject, object or circumstance of."""
    lemma = graph.tokens[head].lemma.lower()
    predicate = graph.tokens[head].upos in {"VERB", "AUX", "ADJ"} or bool(auxiliaries(graph, head))
    if not predicate and relation not in {"case", "cop"}:
        alike = relation == "conj" and graph.tokens[head].upos in {"NOUN", "PROPN"}
        if alike or relation == "appos" or graph.transparent.get(site) == head:
            yield head, 0
    elif relation == "nsubj" and _tells_when(graph, head):
        yield head, 0
        yield from ((child, 0) for child in graph.children(head) if graph.deprels[child] == "xcomp")
    elif relation in {"case", "cop"}:  # "is due in the capital on Friday"
        yield head, 0
    elif relation in {"obj", "obl"}:
        before = frozenset(marks(graph, site))
        if before == {"of"} and lemma in CLOSING | _HAPPENING | _UNDERTAKING:
            yield head, 0  # "ended two days of talks on Friday", its "of" hung on the verb
            return
        if is_said_within(graph, site):
            yield head, 0
        elif (
            speaks(graph, head) or (relation == "obl" and before & AFTER) or (relation == "obj" and lemma in ARRANGING)
        ):
            yield head, site
        elif relation == "obj" or before & _DURING:
            yield head, 0


def _above_verb(graph: Graph, site: int, head: int, relation: str) -> Iterator[tuple[int, int]]:
    """Where the date of a clause may stand: on the clause that it completes or circumstances."""
    deprel = graph.deprels[site]
    lemma = graph.tokens[head].lemma.lower()
    verbal = graph.tokens[head].upos in {"VERB", "AUX", "ADJ"}
    if relation == "xcomp" and verbal:
        aspect = lemma in _HAPPENING | {"become"} or verb_tense(graph, site) == "participle"
        yield head, 0 if aspect and lemma not in REPORTING else site
    elif relation == "advcl" and verbal:
        introduced = marks(graph, site)
        if lemma in SPEAKING or any(word in AFTER for word in introduced):
            yield head, site
        elif (not introduced and not follows(graph, site)) or (introduced == ("to",) and lemma not in _LEAVING):
            yield head, 0
    elif deprel == "acl:relcl":
        adverbs = [graph.tokens[child].lemma.lower() for child in graph.children(site)]
        if any(word in _WHERE for word in adverbs):
            if "from" in marks(graph, head):
                return  # "came back today from Lima, where he met them"
            yield head, 0
            if base(graph.deprels[head]) in {"nmod", "obl"} and graph.heads[head] >= 0:
                yield graph.heads[head], 0  # "his trip to Lima on Friday, where he met them"
        elif _is_under_way(graph, site):
            above = next((node for node in graph.ancestors(head) if graph.tokens[node].upos == "VERB"), None)
            if above is not None and lemma not in REPORTING and not speaks(graph, above):
                yield above, 0  # "received X, who is visiting Lima, on Monday"
    elif relation == "acl" and verbal is False and marks(graph, site) == ():
        yield head, 0
    elif relation == "acl" and marks(graph, site) == ("to",) and _became(graph, head):
        yield graph.heads[head], 0  # "on Monday became the first to be received"


def _became(graph: Graph, noun: int) -> bool:
    return graph.deprels[noun] == "xcomp" and graph.tokens[graph.heads[noun]].lemma.lower() == "become"


def _is_under_way(graph: Graph, verb: int) -> bool:
    """Whether a clause is in the progressive ("who was visiting"): it is going on while the rest takes place."""
    forms = {graph.tokens[child].form.lower() for child in auxiliaries(graph, verb)}
    return graph.tokens[verb].form.lower().endswith("ing") and bool(forms & _BE) and not forms & _NOT_NOW


def _coordinated(graph: Graph, site: int) -> Iterator[tuple[int, int]]:
    """Clauses with the same subject and tense that share a date, unless one follows upon the other."""
    if graph.tokens[site].upos not in {"VERB", "AUX"}:
        return
    head = graph.heads[site]
    if base(graph.deprels[site]) == "conj" and head >= 0 and _together(graph, head, site):
        yield head, 0
    for child in graph.children(site):
        if base(graph.deprels[child]) == "conj" and _together(graph, site, child):
            yield child, 0


def _together(graph: Graph, first: int, second: int) -> bool:
    if graph.tokens[second].upos not in {"VERB", "AUX"} or graph.tokens[first].upos not in {"VERB", "AUX"}:
        return False
    children = graph.children(second)
    if any(base(graph.deprels[child]) in {"nsubj", "csubj"} for child in children):
        return False
    if follows(graph, second):
        return False
    if {graph.tokens[first].lemma.lower(), graph.tokens[second].lemma.lower()} & REPORTING:
        return False
    own = verb_tense(graph, second)
    return own in {"participle", "infinitive", ""} or own == clause_tense(graph, first)


def follows(graph: Graph, verb: int) -> bool:
    """Whether a verb tells what came next: "then flew on"."""
    words = (graph.tokens[child] for child in graph.children(verb))
    return any({token.lemma.lower(), token.form.lower()} & THEN for token in words)


def is_background(graph: Graph, index: int) -> bool:
    """Whether a word stands in what is told by the way of a subject: "X, who resigned in 2009, met them"."""
    for node in (index, *graph.ancestors(index)):
        if base(graph.deprels[node]) == "acl" and graph.heads[node] >= 0:
            noun = graph.heads[node]
            going = graph.tokens[node].form.lower().endswith("ing")
            return base(graph.deprels[noun]) == "nsubj" and noun < node < graph.heads[noun] and not going
    return False
