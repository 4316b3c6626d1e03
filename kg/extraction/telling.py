"""How a sentence tells of an event: as fact or plan, when, who says so, the how-manieth of its series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg import edtf
from kg.extraction.attribution import attribution
from kg.extraction.counterfactuals import is_hypothetical
from kg.extraction.dates import DateExpression, Leaning, article_dates, last_day
from kg.extraction.drafts import Draft
from kg.extraction.event_dates import event_date
from kg.extraction.filing import about_next_day, day_of_writing
from kg.extraction.fillings import Filling
from kg.extraction.frames import Match
from kg.extraction.graph import Graph
from kg.extraction.ordinals import ordinal
from kg.extraction.predicates import is_counterfactual, is_leaving_for
from kg.extraction.publication import infer_publication
from kg.extraction.relations import base
from kg.extraction.scene import Scene
from kg.extraction.status import StatusReader
from kg.extraction.tense import auxiliaries, marks, verb_tense
from kg.extraction.wordlists import JUDGING, NUMBERS, SESSION_VERBS
from kg.model import BlockKind, Token
from kg.schema.model import Schema, Status

_USUALLY: Final = frozenset("usually typically normally generally routinely traditionally customarily".split())
_AS_A_RULE: Final = frozenset("where whenever wherever".split())
_FRESH: Final = frozenset("another additional further more new fresh other separate subsequent".split())

_SOON: Final = 14  # days
_LONG_AGO: Final = 180  # days


class Teller:
    """Adds status, date, voice and ordinal to the matches of one article.

    Args:
        schema: the statuses and their cues.
        scene: the article.
        statuses: reads the status of one event; made once for all articles.

    Attributes:
        dates: the date expressions of each sentence.
    """

    def __init__(self, schema: Schema, scene: Scene, statuses: StatusReader) -> None:
        self._schema = schema
        self._scene = scene
        self._headlines = frozenset(
            index for index, block in enumerate(scene.article.blocks) if block.kind is BlockKind.HEADLINE
        )
        self._captions = frozenset(
            index for index, block in enumerate(scene.article.blocks) if block.kind is BlockKind.CAPTION
        )
        published = scene.article.metadata.published or infer_publication(scene.article)
        written = published
        if scene.article.metadata.published_how != "dateline":
            written = day_of_writing(scene.graphs, published, headlines=self._headlines)
        self._today = last_day(written)
        self._statuses = statuses
        found = article_dates(scene.graphs, published=written, headlines=self._headlines)
        self.dates = about_next_day(found, published, written)

    def tell(self, match: Match) -> tuple[Draft, ...]:
        """Drafts of the match: one, or one for each occasion that it counts and dates."""
        graph = self._scene.graphs[match.sentence]
        expressions = _own(graph, match, self.dates[match.sentence])
        counted = _counted(graph, match.token, expressions)
        if len(counted) > 1:
            return tuple(
                replace(self._tell(match, (expression,), counted=expression), occasion=number)
                for number, expression in enumerate(counted)
            )
        return (self._tell(match, expressions),)

    def _tell(
        self, match: Match, expressions: Sequence[DateExpression], *, counted: DateExpression | None = None
    ) -> Draft:
        graph = self._scene.graphs[match.sentence]
        copula = graph.deprels[match.token] == "cop"
        told = graph.heads[match.token] if copula else match.token  # the predicate is what the clause tells
        light = next((verb.token for verb in match.light), None)
        headline = graph.sentence.block in self._headlines
        declared = "declared" in match.options()
        expression = counted or event_date(
            graph, told, expressions, light_verb=light, today=self._today, declared=declared
        )
        reading = self._statuses.read(
            graph,
            told,
            light_verb=light,
            event_date=expression.edtf if expression else None,
            today=self._today,
            headline=headline or graph.sentence.block in self._captions,
            declared=declared,
            doing=_doing(match),
            undated=self._today is None and _names_unknown_day(graph, {told, light}, expressions),
        )
        status = self._schema.status(reading.iri)
        if status.happened and "prospective" in match.options():
            status = self._own_status(graph.tokens[match.token]) or self._statuses.coming()
        if status.happened and counted is None and _is_thanked_for(graph, match.token):
            told_of = expression or event_date(
                graph, told, expressions, light_verb=light, leaning="future", today=self._today
            )
            expression, status = self._as_it_comes(told_of, status) if told_of else (None, status)
        undone = status.polarity == "CT-" and _did_not(graph, match.token)
        if not status.happened and counted is None and not undone:
            leaning = self._undone_leaning(status, graph, match.token)
            expression = event_date(graph, told, expressions, light_verb=light, leaning=leaning, today=self._today)
        elif expression is not None and counted is None and self._lies_ahead(expression):
            # what took place lies behind: "was allowed to meet them on Monday"
            expression = event_date(graph, told, expressions, light_verb=light, leaning="past", today=self._today)
        date_text = expression.edtf if expression else None
        return Draft(
            match=match,
            fillings=match.fillings,
            status=status,
            date=date_text,
            date_span=expression.span if expression else None,
            attribution=attribution(self._scene, match.sentence, match.token),
            sentences=(match.sentence,),
            series=ordinal(graph, match.token),
            fresh=_is_fresh(graph, match.token),
            generic=match.quantified
            or (date_text is None and (_is_process(match, graph) or _is_habit(graph, match.token))),
            headline=headline,
        )

    def _undone_leaning(self, status: Status, graph: Graph, trigger: int) -> Leaning:
        """What the dates of something that did not happen speak of.

        What would have been or was to have been lies behind, if not long. What was put off or called off was to come
        about by a day that need not lie ahead: one of the last months stays there, and is not of next year.
        """
        chain = (trigger, *graph.ancestors(trigger))
        verb = next((one for one in chain if graph.tokens[one].upos in ("VERB", "AUX")), trigger)
        if status.polarity == "CT-" and (is_hypothetical(graph, verb) or is_counterfactual(graph, verb)):
            return "lately"
        above = graph.heads[verb]
        if above >= 0 and is_leaving_for(graph, verb) and verb_tense(graph, above) == "past":
            return "lately"  # "before leaving for Lima on Monday, she said": told once it was Monday
        return "soon" if status.rank > self._statuses.possible().rank else "future"

    def _lies_ahead(self, expression: DateExpression) -> bool:
        """Whether a date that does not mean the same of the past lies after publication."""
        if self._today is None or expression.edtf != expression.future:
            return False
        earliest, _ = edtf.bounds(expression.edtf) if expression.edtf else (None, None)
        return earliest is not None and earliest > self._today and expression.past != expression.future

    def _as_it_comes(self, expression: DateExpression, status: Status) -> tuple[DateExpression, Status]:
        """A day a few days ahead, or else most of a year back, is to come: "thanked for hosting it on May 6"."""
        coming = expression.leaning("future")
        past, future = (edtf.bounds(text)[0] if text else None for text in (expression.past, coming.edtf))
        if self._today is None or future is None or future <= self._today:
            return expression, status
        soon = (future - self._today).days <= _SOON and (past is None or (self._today - past).days > _LONG_AGO)
        return (coming, self._statuses.coming()) if soon else (expression, status)

    def _own_status(self, token: Token) -> Status | None:
        """The status a trigger's own word gives: who is "expected" or "invited" somewhere has not yet come."""
        keys = ((token.upos, token.lemma.lower(), ""), ("", token.lemma.lower(), ""))
        found = [status for status in self._schema.statuses if any(key in status.cues for key in keys)]
        return max(found, key=lambda status: status.rank) if found else None


def _is_thanked_for(graph: Graph, trigger: int) -> bool:
    """Whether a gerund tells it for which somebody is thanked or praised, which need not be over."""
    verb = next((one for one in (trigger, *graph.ancestors(trigger)) if graph.tokens[one].upos == "VERB"), -1)
    gerund = verb >= 0 and verb_tense(graph, verb) == "participle" and graph.tokens[verb].form.lower().endswith("ing")
    judged = gerund and graph.heads[verb] >= 0 and graph.tokens[graph.heads[verb]].lemma.lower() in JUDGING
    return judged and bool({"for", "on"}.intersection(marks(graph, verb)))


def _doing(match: Match) -> frozenset[int]:
    """The words that say what is done, where the type has a scheme of that ("suspended" of a measure)."""
    schemed = {role.iri for role in match.event_type.roles if role.scheme and role.maximum == 1}
    return frozenset(filling.token for filling in match.fillings if filling.role in schemed)


def _did_not(graph: Graph, verb: int) -> bool:
    """For "failed to meet on Monday", "did not meet on Monday": it was not done on a day gone by."""
    if graph.tokens[verb].upos != "VERB":
        return False
    head = graph.heads[verb]
    failed = head >= 0 and graph.tokens[head].lemma.lower() == "fail"
    past = any(graph.tokens[child].form.lower() == "did" for child in graph.children(verb))
    return failed or past


def _own(graph: Graph, match: Match, expressions: Sequence[DateExpression]) -> tuple[DateExpression, ...]:
    """The expressions that do not hang on a verb that tells something else of the same noun."""
    if not match.elsewhere:
        return tuple(expressions)
    verbs = {*match.elsewhere, *(verb.token for verb in match.light)}
    kept = []
    for one in expressions:
        nearest = next((node for node in graph.ancestors(one.head) if node in verbs), -1)
        if nearest not in match.elsewhere:
            kept.append(one)
    return tuple(kept)


def _names_unknown_day(graph: Graph, verbs: set[int | None], expressions: Sequence[DateExpression]) -> bool:
    """Whether a day that cannot be resolved hangs on the event or on the verb that carries it."""
    for one in expressions:
        if one.edtf is None and not one.days and not one.opening:
            above = next((node for node in graph.ancestors(one.head) if graph.tokens[node].upos in ("VERB", "AUX")), -1)
            if graph.heads[one.head] in verbs or above in verbs:
                return True
    return False


def _is_process(match: Match, graph: Graph) -> bool:
    """Whether a trigger that can name an activity at large does: no place, no session verb, no parties of its own."""
    if "process" not in match.options():
        return False
    if any(filling.role in match.event_type.place_roles for filling in match.fillings):
        return False
    if any(graph.tokens[verb.token].lemma in SESSION_VERBS or _exists(graph, verb.token) for verb in match.light):
        return False
    parties = [filling for filling in match.fillings if match.event_type.role(filling.role).minimum]
    known = {key for filling in parties for key in filling.entities}
    own = {key for filling in parties if not filling.implied or match.light for key in filling.entities}
    described = sum(filling.described and not filling.open for filling in match.fillings)
    if described and len(known) + described > 1:
        return False  # who is described is told of for the occasion
    needed = max((role.minimum for role in match.event_type.roles), default=0)
    # states negotiate all the time; persons do so on an occasion, and so does who is told to do it with somebody
    on_occasion = match.light or any(
        not filling.implied and (filling.kind == "person" or _is_subject(match, filling)) for filling in match.fillings
    )
    return len(own) < needed or not on_occasion


def _is_habit(graph: Graph, index: int) -> bool:
    """Whether a verb tells what is done as a rule: "the house where the leaders meet", "whenever they meet"."""
    if _is_usual(graph, index):
        return True
    if graph.tokens[index].upos != "VERB" or verb_tense(graph, index) != "present" or auxiliaries(graph, index):
        return False
    clause = index
    while graph.deprels[clause] == "conj" and graph.heads[clause] >= 0:
        clause = graph.heads[clause]
    opened = any(graph.tokens[child].form.lower() in _AS_A_RULE for child in graph.children(clause))
    return opened and base(graph.deprels[clause]) in ("acl", "advcl")


def _is_usual(graph: Graph, index: int) -> bool:
    """Whether the clause tells in the present what is so as a rule: "summits usually end with a statement"."""
    verb = next((at for at in (index, *graph.ancestors(index)) if graph.tokens[at].upos == "VERB"), -1)
    if verb < 0 or verb_tense(graph, verb) != "present" or auxiliaries(graph, verb):
        return False
    return any(graph.tokens[child].form.lower() in _USUALLY for child in graph.children(verb))


def _is_subject(match: Match, filling: Filling) -> bool:
    """Whether a filling is the subject of a verb that does something with the noun ("facilitated a dialogue")."""
    role = match.event_type.role(filling.role)
    path = role.realizations[filling.order].path
    return path is not None and path.label == "subj"


def _exists(graph: Graph, verb: int) -> bool:
    """Whether a verb says that there is something: "there were no negotiations"."""
    return any(graph.deprels[child] == "expl" for child in graph.children(verb))


def _counted(graph: Graph, trigger: int, expressions: Sequence[DateExpression]) -> tuple[DateExpression, ...]:
    """The dates of "two visits, first in April, then in May": as many as the noun counts, none within another."""
    number = next(
        (
            NUMBERS.get(graph.tokens[child].form.lower(), 0)
            for child in graph.children(trigger)
            if graph.deprels[child] == "nummod"
        ),
        0,
    )
    dates = [one for one in expressions if one.edtf and not one.opening and one.start > trigger]
    narrow = [
        one
        for one in dates
        if not any(
            other is not one and edtf.intersect(one.edtf or "", other.edtf or "") == other.edtf for other in dates
        )
    ]
    return tuple(narrow) if number > 1 and len(narrow) == number else ()


def _is_fresh(graph: Graph, index: int) -> bool:
    """Whether a word says that it is not the event told before."""
    return any(
        graph.tokens[child].form.lower() in _FRESH
        for child in graph.children(index)
        if base(graph.deprels[child]) in ("det", "amod", "nummod")
    )
