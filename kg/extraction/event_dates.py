"""Which date expression of a sentence dates an event: by path in the tree, from the trigger outwards.

Nothing is taken from a clause that speaks of something else: the weekday in "said Tuesday" dates what was said.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from kg import edtf
from kg.extraction.date_governors import date_governor, verb_behind
from kg.extraction.event_sites import AFTER, ARRANGING, CLOSING, SPEAKING, said_during, sites, speaks
from kg.extraction.journey_words import MOVING
from kg.extraction.marking import listed
from kg.extraction.nearby_dates import day_of_when, nearby_date
from kg.extraction.offsets import counted_from, find_offset, is_offset
from kg.extraction.relations import base
from kg.extraction.tense import auxiliaries, marks, verb_tense
from kg.extraction.wordlists import OCCASION_NOUNS, REPORTING, word_set

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kg.extraction.dates import DateExpression, Leaning
    from kg.extraction.graph import Graph


_RETURNING: Final = MOVING | {"get"}
_CIRCUMSTANCES: Final = word_set(
    "invitation request behest summit conference forum assembly session sideline margin fringe occasion ceremony "
    "funeral inauguration presence eve dinner lunch reception stopover stop margins sidelines"
)
_NOMINAL: Final = frozenset({"nmod", "obl", "appos", "flat", "compound", "obj", "nummod", "amod", "dep"})
_HANGING: Final = _NOMINAL | {"advmod"}
_NOUNS: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_INSTANT: Final = frozenset({"", "since"})
_LIGHT_OBJECTS: Final = word_set(
    "effect place force power office shape end part time stage day morning afternoon evening night session"
)
_CONTACT_OBJECTS: Final = word_set("letter message note telegram cable call talk meeting visit trip")
_DECLARING: Final = word_set("announce declare decide agree order vote approve adopt say")
_FIRST: Final = word_set("first last time only")
_WITHIN: Final = frozenset({"in", "during", "at"})
_FIRST_BEFORE: Final = 10  # tokens from "first" to "since"
_TIGHT: Final = frozenset({"PUNCT", "ADP"})
_LOOSE: Final = _TIGHT | {"DET", "NOUN", "PROPN", "ADJ"}
_MOST_SITES: Final = 12
_MOST_BETWEEN: Final = 6
_INTENDING: Final = frozenset("expect plan schedule hope intend due mean slate".split())
_BARE: Final = 3
_WAS: Final = frozenset({"was", "were"})


def event_date(
    graph: Graph,
    trigger: int,
    expressions: Sequence[DateExpression],
    *,
    light_verb: int | None = None,
    leaning: Leaning | None = None,
    today: date | None = None,
    declared: bool = False,
) -> DateExpression | None:
    """The expression that dates an event, with its length applied ("a two-day visit on July 5"), or None.

    Args:
        graph: of the sentence the expressions were found in.
        trigger: index of the word that evokes the event.
        expressions: from `find_dates`.
        light_verb: verb that lends the trigger its arguments ("held talks"), if any.
        leaning: what its status says of its time ("future" for a plan, "soon" for what was one); None: as its clause.
        today: day of publication, needed for the leaning ``near``.
        declared: announcing the event is doing it ("announced sanctions on Monday").
    """
    known = [one for one in expressions if not is_offset(graph, one)]
    offset = find_offset(graph, trigger, light_verb)
    expressions = known if offset is None else [one for one in known if one.start >= offset.end]
    found = _told_date(
        graph, trigger, expressions, light_verb=light_verb, leaning=leaning, today=today, declared=declared
    )
    return found or (counted_from(graph, offset, known) if offset is not None else None)


def _told_date(
    graph: Graph,
    trigger: int,
    expressions: Sequence[DateExpression],
    *,
    light_verb: int | None,
    leaning: Leaning | None,
    today: date | None,
    declared: bool,
) -> DateExpression | None:
    """The expression that the tree leads to from an event's words."""
    coming = leaning in {"future", "soon"}
    if leaning is not None:
        expressions = [
            one.leaning("past", today=today)
            if coming and _was_intended(graph, one)
            else one
            if coming and _is_past_act(graph, one)
            else one.leaning(leaning, today=today)
            for one in expressions
        ]
    when = day_of_when(graph, trigger, light_verb, expressions)
    if when is not None:
        return when
    expressions = [one for one in expressions if not _since_the_last(graph, one)]
    beside = _beside(graph, trigger, expressions)
    if beside is not None:
        return _lasting(graph, beside, expressions, trigger=trigger, site=trigger) if beside.edtf else None
    for count, (site, after) in enumerate(sites(graph, trigger, light_verb)):
        if count > _MOST_SITES:
            break
        at_site = [
            one
            for one in expressions
            if not one.days
            and one.start >= after
            and _dates(graph, one, site, trigger=trigger, light=light_verb)
            and not _is_reports(graph, one, trigger, expressions)
        ]
        if at_site:
            chosen = min(at_site, key=lambda one: (one.opening not in _INSTANT, abs(one.head - site), one.start))
            chosen = _narrowed(graph, chosen, expressions)
            return _lasting(graph, chosen, expressions, trigger=trigger, site=site) if chosen.edtf else None
    if coming:  # what is to come is not of the day on which something was done
        expressions = [one for one in expressions if one.past == one.future or not _is_past_act(graph, one)]
    announced = _declaration(graph, trigger, expressions) if declared else None
    near = announced or nearby_date(graph, trigger, light_verb, expressions)
    return _lasting(graph, near, expressions, trigger=trigger, site=trigger) if near else None


def _narrowed(graph: Graph, chosen: DateExpression, expressions: Sequence[DateExpression]) -> DateExpression:
    """For "earlier this week, on May 3", "most recently on a visit last week": the narrower of two that agree."""
    for one in expressions:
        if one.days or one.opening or one.edtf is None or one.start < chosen.end or chosen.edtf is None:
            continue
        allowed = _LOOSE if chosen.edtf.endswith("~") else _TIGHT
        between = graph.tokens[chosen.end : one.start]
        if any(token.upos not in allowed and graph.deprels[token.index] != "amod" for token in between):
            continue
        (first, last), (low, high) = edtf.bounds(chosen.edtf), edtf.bounds(one.edtf)
        if first is None or last is None or low is None or high is None or (low, high) == (first, last):
            continue
        if first <= low and high <= last:
            return one
    return chosen


def _declaration(graph: Graph, trigger: int, expressions: Sequence[DateExpression]) -> DateExpression | None:
    """The date of the verb that announces the event, as its object or in a clause that completes it."""
    node, verb = trigger, graph.heads[trigger]
    if verb >= 0 and graph.deprels[verb] in {"ccomp", "xcomp"}:
        node, verb = verb, graph.heads[verb]
    if verb < 0 or graph.deprels[node] not in {"obj", "nsubj:pass", "ccomp", "xcomp"}:
        return None
    known = SPEAKING if node == trigger else _DECLARING
    if graph.tokens[verb].lemma.lower() not in known or verb_tense(graph, verb) != "past":
        return None
    return next(
        (one for one in expressions if not one.days and graph.heads[one.head] == verb and one.edtf is not None), None
    )


def dates_report(graph: Graph, expression: DateExpression) -> bool:
    """Whether the expression dates what somebody said: it hangs on a verb of saying, or follows one directly."""
    governor = date_governor(graph, expression)
    if governor >= 0 and graph.tokens[governor].lemma.lower() in REPORTING and graph.tokens[governor].upos == "VERB":
        return speaks(graph, governor)
    before = expression.start - 1
    while before >= 0 and graph.tokens[before].upos in {"ADP", "ADV"} and before >= expression.start - 2:
        before -= 1
    return before >= 0 and graph.tokens[before].upos == "VERB" and graph.tokens[before].lemma.lower() in REPORTING


def _dates(graph: Graph, expression: DateExpression, site: int, *, trigger: int, light: int | None) -> bool:
    """Whether an expression hangs on a site, past names of places and persons that a parser may hang it on."""
    if site not in {trigger, light, said_during(graph, trigger)} and dates_report(graph, expression):
        return False
    if site == trigger and graph.tokens[trigger].upos in _NOUNS and _said_just_before(graph, expression):
        return False
    node = date_governor(graph, expression)
    if site not in {trigger, light} and _names_occasion(graph, expression):
        return False
    while node >= 0 and node != site:
        if (
            graph.tokens[node].lemma.lower() in OCCASION_NOUNS
            and base(graph.deprels[node]) == "obj"
            and node != trigger
        ):
            return False  # "put the summit on May 3 back on track"
        if not (_is_crossed(graph, node) or _is_carried(graph, node, expression)):
            return False
        node = graph.heads[node]
    return node == site and not _after_another(graph, expression, site, trigger=trigger)


def _names_occasion(graph: Graph, expression: DateExpression) -> bool:
    """For "toured the country and attended the May 3-4 summit": a date behind an article says which one that is."""
    before = expression.start - 1
    return (
        before >= 0
        and graph.tokens[before].upos == "DET"
        and expression.end < len(graph.tokens)
        and graph.tokens[expression.end].upos in {"NOUN", "PROPN", "ADJ"}
    )


def _is_crossed(graph: Graph, node: int) -> bool:
    """Whether a date may hang below this token and still be the date of what governs it."""
    token = graph.tokens[node]
    name = token.upos in {"PROPN", "NUM", "ADV", "X"} or (
        node > 0 and token.form[:1].isupper() and token.upos != "PRON"
    )
    noun = token.upos == "NOUN" and (graph.deprels[node] == "appos" or token.lemma.lower() in _LIGHT_OBJECTS)
    noun = noun or (token.upos == "NOUN" and token.lemma.lower() in _CIRCUMSTANCES)
    known = base(graph.deprels[node]) in _HANGING or (name and graph.deprels[node] == "acl")
    return (name or noun) and known and not any(word in AFTER for word in marks(graph, node))


def _is_carried(graph: Graph, node: int, expression: DateExpression) -> bool:
    """Whether a parser hung the date on a noun that has none: a group of people, a letter, what follows a fronted date.

    "met the ministers on Friday", "wrote him a letter in May", "In March Ghana's envoy flew to Rome".
    """
    token = graph.tokens[node]
    if token.upos not in _NOUNS or any(word in AFTER for word in marks(graph, node) if node < expression.start):
        return False
    before = graph.tokens[expression.start - 1] if expression.start else None
    if node >= expression.end:
        opens = before is None or before.upos in {"CCONJ", "PUNCT"} or before.upos == "ADP"
        edge = expression.start - (before is not None and before.upos == "ADP")
        return opens and (edge == 0 or graph.tokens[edge - 1].upos in {"CCONJ", "PUNCT"})
    if base(graph.deprels[node]) == "nsubj" and verb_behind(graph, expression) >= 0:
        return True  # "the Union today addressed", "who on Tuesday took"
    if "of" in marks(graph, expression.head) or base(graph.deprels[node]) not in {"obj", "obl", "iobj"}:
        return False
    lemma, form = token.lemma.lower(), token.form.lower()
    people = form in listed("group", "pair_noun", "side_noun", "head")
    return people or (base(graph.deprels[node]) == "obj" and lemma in _CONTACT_OBJECTS)


def _after_another(graph: Graph, expression: DateExpression, site: int, *, trigger: int) -> bool:
    """Whether the words just before the expression are a phrase like "since their summit", to which the date belongs.

    Parsers hang such a date on the verb above; that phrase's own noun finds it there all the same.
    """
    before = expression.start - 1
    if before >= 0 and expression.opening == "since" and graph.tokens[before].lemma.lower() in _FIRST:
        return True
    while before >= 0 and graph.tokens[before].upos in {"ADP", "DET"}:
        before -= 1
    node = before
    while node >= 0 and node not in {site, trigger}:
        if graph.heads[node] == site and any(word in AFTER for word in marks(graph, node)):
            return graph.tokens[node].upos in _NOUNS
        node = graph.heads[node]
    return False


def _is_past_act(graph: Graph, expression: DateExpression) -> bool:
    """Whether the expression hangs on a verb that tells of something done: its own tense reads it."""
    governor = graph.heads[expression.head]
    if governor >= 0 and graph.tokens[governor].upos == "ADJ" and graph.tokens[governor].lemma.lower() not in ARRANGING:
        return any(graph.lower[one] in _WAS for one in auxiliaries(graph, governor))  # "were confident on Monday that"
    if governor < 0 or graph.tokens[governor].upos != "VERB" or "for" in marks(graph, expression.head):
        return False  # "has been invited for the autumn"
    if graph.deprels[governor] == "xcomp" and verb_tense(graph, governor) == "participle":
        governor = graph.heads[governor]  # "remained deadlocked on Monday"
    return verb_tense(graph, governor) == "past" and graph.tokens[governor].lemma.lower() not in ARRANGING


def _was_intended(graph: Graph, expression: DateExpression) -> bool:
    """For "X had been expected in May": what had been intended was to come about by now."""
    chain = [node for node in graph.ancestors(expression.head) if graph.tokens[node].upos in ("VERB", "ADJ")][:2]
    return any(
        graph.tokens[node].lemma.lower() in _INTENDING
        and any(graph.tokens[child].form.lower() == "had" for child in graph.children(node))
        for node in chain
    )


def _is_bare_day(expression: DateExpression) -> bool:
    """A weekday, "yesterday" and the like: they date reports as easily as events."""
    return (
        not expression.opening and expression.past != expression.future and expression.end - expression.start <= _BARE
    )


def _is_reports(graph: Graph, expression: DateExpression, trigger: int, expressions: Sequence[DateExpression]) -> bool:
    """Whether a weekday behind an event noun dates the verb of saying above it, which has no date of its own."""
    token = graph.tokens[expression.head]
    if graph.tokens[trigger].upos not in _NOUNS or expression.start < trigger or not _is_bare_day(expression):
        return False
    if any(one.isdigit() for one in token.form) or graph.tokens[expression.end - 1].form.isdigit():
        return False
    above = next((node for node in graph.ancestors(trigger) if graph.tokens[node].upos == "VERB"), None)
    if above is not None and above > trigger:
        return False  # "after a meeting on Friday, she said"
    governor = next((node for node in graph.ancestors(expression.head) if graph.tokens[node].upos == "VERB"), None)
    if governor is not None and governor != above and trigger in graph.ancestors(governor):
        return False  # "recalled the visit that she paid in May"
    if base(graph.deprels[trigger]) == "obl" and _WITHIN.intersection(marks(graph, trigger)):
        return False  # "welcomed it in a call on Friday"
    if above is None or graph.tokens[above].lemma.lower() not in REPORTING or verb_tense(graph, above) != "past":
        return False
    if any(graph.deprels[child] == "compound:prt" for child in graph.children(above)):
        return False  # "called off" is no saying
    return not any(one is not expression and graph.heads[one.head] == above for one in expressions)


def _beside(graph: Graph, trigger: int, expressions: Sequence[DateExpression]) -> DateExpression | None:
    """The expression that follows an event noun with nothing but places between ("his visit to Lima this weekend")."""
    if graph.tokens[trigger].upos not in _NOUNS:
        return None
    for one in expressions:
        between = range(trigger + 1, one.start)
        if one.days or one.start <= trigger or len(between) > _MOST_BETWEEN or one.opening not in _INSTANT:
            continue
        if any(graph.tokens[index].upos not in {"ADP", "PROPN", "DET", "PUNCT", "ADJ"} for index in between):
            continue
        if any(graph.tokens[index].form in ",;:" or graph.tokens[index].lemma.lower() in AFTER for index in between):
            continue
        governor = graph.heads[one.head]
        if governor != trigger and governor not in graph.ancestors(trigger) and governor not in between:
            continue
        if _is_reports(graph, one, trigger, expressions) or _said_just_before(graph, one):
            continue
        return one
    return None


def _since_the_last(graph: Graph, expression: DateExpression) -> bool:
    """For "the first visit since 2015", "their fifth since May": how long it is counted, not when this one was."""
    if expression.opening != "since":
        return False
    before = graph.tokens[max(expression.start - _FIRST_BEFORE, 0) : expression.start]
    return any(token.lemma.lower() in _FIRST or token.feat("NumType") == "Ord" for token in before)


def _said_just_before(graph: Graph, expression: DateExpression) -> bool:
    before = expression.start - 1
    return before >= 0 and graph.tokens[before].upos == "VERB" and graph.tokens[before].lemma.lower() in REPORTING


def _lasting(
    graph: Graph, chosen: DateExpression, expressions: Sequence[DateExpression], *, trigger: int, site: int
) -> DateExpression:
    """Apply a duration that modifies the trigger to a date of one day: from it on, or up to it after "ended"."""
    lengths = [one.days for one in expressions if one.days > 1 and _measures(graph, one, trigger)]
    if not lengths or chosen.edtf is None or chosen.opening not in {"", "since"}:
        return chosen
    value = edtf.parse(chosen.edtf)
    start = value.start
    if (
        start is None
        or start.precision != "day"
        or start.qualifier
        or (value.is_interval and chosen.opening != "since")
    ):
        return chosen
    first, length = start.first, timedelta(lengths[0] - 1)  # days count both ends
    if _is_ended(graph, trigger, site):
        return replace(chosen, edtf=edtf.interval(first - length, first))
    return replace(chosen, edtf=edtf.interval(first, first + length))


def _measures(graph: Graph, length: DateExpression, trigger: int) -> bool:
    """Whether a duration is the event's: "a two-day visit", "two days of talks", its "of" hung wherever."""
    if graph.heads[length.head] == trigger or graph.transparent.get(trigger) == length.head:
        return True
    between = graph.tokens[length.end : trigger]
    return (
        bool(between)
        and between[0].form.lower() == "of"
        and all(one.upos not in _NOUNS or one.upos == "NOUN" for one in between)
        and len(between) <= _MOST_BETWEEN
    )


def _is_ended(graph: Graph, trigger: int, site: int) -> bool:
    """Whether the date is the event's last day: "ended a visit on Friday", "came home on Friday from a visit"."""
    if graph.tokens[site].lemma.lower() in CLOSING:
        return True
    head = graph.heads[trigger]
    if head < 0:
        return False
    before = set(marks(graph, trigger))
    lemma = graph.tokens[head].lemma.lower()
    outer = graph.transparent.get(trigger, trigger)
    above = graph.heads[outer]
    ended = lemma in CLOSING or (above >= 0 and graph.tokens[above].lemma.lower() in CLOSING)
    return ended or (lemma in _RETURNING and bool(before & {"from", "after", "following"}))
