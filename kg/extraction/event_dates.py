"""Which date expression of a sentence dates an event: by path in the tree, from the trigger outwards.

Nothing is taken from a clause that speaks of something else: the weekday in "said Tuesday" dates what was said.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from kg import edtf
from kg.extraction.tense import auxiliaries, base, clause_tense, marks, verb_tense

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from kg.extraction.dates import DateExpression, Leaning
    from kg.extraction.graph import Graph


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


REPORTING: Final = _words(
    "say tell report add state announce confirm claim write explain note reveal disclose declare comment reply "
    "respond insist stress "
    "warn acknowledge admit concede argue assert allege tweet quote cite post publish publicize broadcast hint "
    "signal indicate suggest predict "
    "remark observe recall emphasize emphasise underline reiterate repeat accuse criticize criticise condemn "
    "welcome praise urge call "
    "ask demand hail denounce deplore dismiss describe discuss propose reject refuse decline offer invite threaten "
    "pledge promise vow accord"
)
"""Verbs that speak of an event: their date is that of the speaking."""
_SETTLING: Final = _words(
    "agree decide cancel postpone delay suspend approve authorize order plan schedule consider call_off scrap "
    "abandon shelve endorse back support oppose "
    "mark commemorate celebrate prepare follow precede seek want hope expect"
)
"""Verbs that settle or weigh an event, or set it against another: a date of their own is not the event's."""
_SPEAKING: Final = REPORTING | _SETTLING
_ARRANGING: Final = _words(
    "schedule plan set slate expect due hold arrange fix hope postpone delay move push defer reschedule bring "
    "forward book tentatively want prepare"
)
"""Verbs and adjectives whose date with "for", "to", "until", "in" or "on" is when the event is to be."""
_HAPPENING: Final = _words(
    "be take occur happen begin start open end conclude finish close continue resume hold kick go come last wrap "
    "break collapse run proceed "
    "commence reconvene adjourn stage convene reopen fail enter expire remain stand impose extend lift"
)
"""Verbs that tell of an event as their subject that, and when, it takes place."""
_ENDING: Final = _words("end conclude finish close wrap adjourn")
_THEN: Final = _words("then later afterwards afterward subsequently thereafter next")
_DURING: Final = _words("during on at in for within amid upon over to")
_AFTER: Final = _words("after following since before ahead")
_WHERE: Final = _words("where when which")
_NOMINAL: Final = frozenset({"nmod", "obl", "appos", "flat", "compound", "obj", "nummod", "amod", "dep"})
_NOUNS: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_INSTANT: Final = frozenset({"", "since"})
_LIGHT_OBJECTS: Final = _words(
    "effect place force power office shape end part time stage day morning afternoon evening night session"
)
_FIRST: Final = _words("first last time only")
_MOST_SITES: Final = 12
_MOST_BETWEEN: Final = 6
_BARE: Final = 3


def event_date(
    graph: Graph,
    trigger: int,
    expressions: Sequence[DateExpression],
    *,
    light_verb: int | None = None,
    leaning: Leaning | None = None,
    today: date | None = None,
) -> DateExpression | None:
    """The expression that dates an event, with its length applied ("a two-day visit on July 5"), or None.

    Args:
        graph: of the sentence the expressions were found in.
        trigger: index of the word that evokes the event.
        expressions: from `find_dates`.
        light_verb: verb that lends the trigger its arguments ("held talks"), if any.
        leaning: what the event's status says of its time ("future" for a plan); None keeps the clause's reading.
        today: day of publication, needed for the leaning ``near``.
    """
    if leaning is not None:
        expressions = [
            one if leaning == "future" and _is_past_act(graph, one) else one.leaning(leaning, today=today)
            for one in expressions
        ]
    beside = _beside(graph, trigger, expressions)
    if beside is not None:
        return _lasting(graph, beside, expressions, trigger=trigger, site=trigger) if beside.edtf else None
    for count, (site, after) in enumerate(_sites(graph, trigger, light_verb)):
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
            return _lasting(graph, chosen, expressions, trigger=trigger, site=site) if chosen.edtf else None
    return None


def dates_report(graph: Graph, expression: DateExpression) -> bool:
    """Whether the expression dates what somebody said: it hangs on a verb of saying, or follows one directly."""
    governor = graph.heads[expression.head]
    if governor >= 0 and graph.tokens[governor].lemma.lower() in REPORTING and graph.tokens[governor].upos == "VERB":
        return True
    before = expression.start - 1
    while before >= 0 and graph.tokens[before].upos in {"ADP", "ADV"} and before >= expression.start - 2:
        before -= 1
    return before >= 0 and graph.tokens[before].upos == "VERB" and graph.tokens[before].lemma.lower() in REPORTING


def _dates(graph: Graph, expression: DateExpression, site: int, *, trigger: int, light: int | None) -> bool:
    """Whether an expression hangs on a site, past names of places and persons that a parser may hang it on."""
    if site not in {trigger, light} and dates_report(graph, expression):
        return False
    if site == trigger and graph.tokens[trigger].upos in _NOUNS and _said_just_before(graph, expression):
        return False
    node = graph.heads[expression.head]
    while node >= 0 and node != site:
        if not _is_crossed(graph, node):
            return False
        node = graph.heads[node]
    return node == site and not _after_another(graph, expression, site, trigger=trigger)


def _is_crossed(graph: Graph, node: int) -> bool:
    """Whether a date may hang below this token and still be the date of what governs it."""
    token = graph.tokens[node]
    name = token.upos in {"PROPN", "NUM", "ADV", "X"} or (
        node > 0 and token.form[:1].isupper() and token.upos != "PRON"
    )
    noun = token.upos == "NOUN" and (graph.deprels[node] == "appos" or token.lemma.lower() in _LIGHT_OBJECTS)
    known = base(graph.deprels[node]) in _NOMINAL | {"advmod"} or (name and graph.deprels[node] == "acl")
    return (name or noun) and known and not any(word in _AFTER for word in marks(graph, node))


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
        if graph.heads[node] == site and any(word in _AFTER for word in marks(graph, node)):
            return graph.tokens[node].upos in _NOUNS
        node = graph.heads[node]
    return False


def _is_past_act(graph: Graph, expression: DateExpression) -> bool:
    """Whether the expression hangs on a verb that tells of something done: its own tense reads it."""
    governor = graph.heads[expression.head]
    if governor < 0 or graph.tokens[governor].upos != "VERB":
        return False
    return verb_tense(graph, governor) == "past" and graph.tokens[governor].lemma.lower() not in _ARRANGING


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
    if above is None or graph.tokens[above].lemma.lower() not in REPORTING or verb_tense(graph, above) != "past":
        return False
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
        if any(graph.tokens[index].form in ",;:" or graph.tokens[index].lemma.lower() in _AFTER for index in between):
            continue
        governor = graph.heads[one.head]
        if governor != trigger and governor not in graph.ancestors(trigger) and governor not in between:
            continue
        if _is_reports(graph, one, trigger, expressions) or _said_just_before(graph, one):
            continue
        return one
    return None


def _said_just_before(graph: Graph, expression: DateExpression) -> bool:
    before = expression.start - 1
    return before >= 0 and graph.tokens[before].upos == "VERB" and graph.tokens[before].lemma.lower() in REPORTING


def _sites(graph: Graph, trigger: int, light_verb: int | None) -> Iterator[tuple[int, int]]:
    """Tokens whose date is the event's, nearest first, each with the token before which no date counts."""
    seen: set[int] = set()
    queue: list[tuple[int, int]] = [(trigger, 0)]
    outer = graph.transparent.get(trigger)
    if outer is not None:
        queue.append((outer, 0))
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


def _around(graph: Graph, site: int) -> Iterator[tuple[int, int]]:
    """Sites next to a site: clauses that tell of it, the clause it belongs to, and clauses coordinated with that."""
    token = graph.tokens[site]
    verbal = token.upos in {"VERB", "AUX"}
    if not verbal:
        for child in graph.children(site):
            if base(graph.deprels[child]) == "acl" and _tells_when(graph, child):
                yield child, 0
    head = graph.heads[site]
    if head < 0:
        yield from _coordinated(graph, site)
        return
    relation = base(graph.deprels[site])
    yield from (_above_verb(graph, site, head, relation) if verbal else _above_noun(graph, site, head, relation))
    yield from _coordinated(graph, site)


def _tells_when(graph: Graph, verb: int) -> bool:
    lemma = graph.tokens[verb].lemma.lower()
    return lemma in _ARRANGING or lemma in _HAPPENING


def _above_noun(graph: Graph, site: int, head: int, relation: str) -> Iterator[tuple[int, int]]:
    """Where the date of an event noun may stand: on the verb it is subject, object or circumstance of."""
    lemma = graph.tokens[head].lemma.lower()
    predicate = graph.tokens[head].upos in {"VERB", "AUX", "ADJ"} or bool(auxiliaries(graph, head))
    if not predicate:
        alike = relation == "conj" and graph.tokens[head].upos in {"NOUN", "PROPN"}
        if alike or relation == "appos" or graph.transparent.get(site) == head:
            yield head, 0
    elif relation == "nsubj" and _tells_when(graph, head):
        yield head, 0
        yield from ((child, 0) for child in graph.children(head) if graph.deprels[child] == "xcomp")
    elif relation in {"obj", "obl"}:
        before = frozenset(marks(graph, site))
        if lemma in _SPEAKING or (relation == "obl" and before & _AFTER) or (relation == "obj" and lemma in _ARRANGING):
            yield head, site
        elif relation == "obj" or before & _DURING:
            yield head, 0


def _above_verb(graph: Graph, site: int, head: int, relation: str) -> Iterator[tuple[int, int]]:
    """Where the date of a clause may stand: on the clause that it completes or circumstances."""
    deprel = graph.deprels[site]
    lemma = graph.tokens[head].lemma.lower()
    verbal = graph.tokens[head].upos in {"VERB", "AUX", "ADJ"}
    if relation == "xcomp" and verbal:
        aspect = lemma in _HAPPENING or verb_tense(graph, site) == "participle"
        yield head, 0 if aspect and lemma not in REPORTING else site
    elif relation == "advcl" and verbal:
        introduced = marks(graph, site)
        if lemma in _SPEAKING or any(word in _AFTER for word in introduced):
            yield head, site
        elif not introduced or introduced == ("to",):
            yield head, 0
    elif deprel == "acl:relcl":
        adverbs = [graph.tokens[child].lemma.lower() for child in graph.children(site)]
        if any(word in _WHERE for word in adverbs):
            yield head, 0
    elif relation == "acl" and verbal is False and marks(graph, site) == ():
        yield head, 0


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
    if any(graph.tokens[child].lemma.lower() in _THEN for child in children):
        return False
    if {graph.tokens[first].lemma.lower(), graph.tokens[second].lemma.lower()} & REPORTING:
        return False
    own = verb_tense(graph, second)
    return own in {"participle", "infinitive", ""} or own == clause_tense(graph, first)


def _lasting(
    graph: Graph, chosen: DateExpression, expressions: Sequence[DateExpression], *, trigger: int, site: int
) -> DateExpression:
    """Apply a duration that modifies the trigger to a date of one day: from it on, or up to it after "ended"."""
    lengths = [one.days for one in expressions if one.days > 1 and graph.heads[one.head] == trigger]
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
    first, length = start.first, timedelta(lengths[0] - 1)
    if graph.tokens[site].lemma.lower() in _ENDING:
        return replace(chosen, edtf=edtf.interval(first - length, first))
    return replace(chosen, edtf=edtf.interval(first, first + length))
