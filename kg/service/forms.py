"""Answers as plain JSON values: what ``--format json`` prints and the API sends."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, Protocol

from kg.analysis.answers import Expansion
from kg.analysis.connecting import Connection
from kg.analysis.paths import CANDIDATES, Hop, Path, PathAnswer, PathQuestion
from kg.analysis.projection import Fact
from kg.search import Names, Part, Sentences
from kg.service.views import Evidence, View
from kg.store.terms import Terms

if TYPE_CHECKING:
    from kg.service.asking import Answer

Json = dict[str, object]
_PAIR: Final = 2
_NAMED: Final = 5  # busy persons that are named


class Telling(Protocol):
    """Where an answer is told from."""

    @property
    def generation(self) -> int | None:
        """Number of the generation read; None where nobody tells one."""
        ...

    @property
    def terms(self) -> Terms:
        """Of the ontology."""
        ...

    def label(self, iri: str) -> str:
        """What people call an IRI."""
        ...

    def contacts(self, iri: str) -> int:
        """How many are next to one."""
        ...

    def evidence(self, subjects: Sequence[str]) -> dict[str, tuple[Evidence, ...]]:
        """Sentences."""
        ...


def path_form(graph: Telling, answer: PathAnswer) -> Json:
    """A path answer: persons by name, every hop with its events, every event with its sentences."""
    evidence = graph.evidence(answer_events(answer))
    fact_forms = _Facts(graph, evidence)
    return {
        "from": graph.label(answer.source),
        "to": graph.label(answer.target),
        "from_any": [graph.label(person) for person in answer.sources],
        "to_any": [graph.label(person) for person in answer.targets],
        "paths": [fact_forms.path(path) for path in answer.paths],
        "at_both_ends": [graph.label(person) for person in both_ends(answer)],
        "more_of_the_same_length": answer.more,
        "not_all_looked_at": "; ".join(
            filter(None, (CUTS.get(answer.cut, ""), beside_ended(answer), reading_ended(answer)))
        ),
        "kept_out": {said(name): count for name, count in answer.removed},
        "too_many_contacts": [{"person": graph.label(person), "contacts": count} for person, count in answer.busy],
        "without": [{"left_out": said(one.left_out), "path": fact_forms.path(one.path)} for one in answer.relaxed],
        "new": sorted(answer.fresh),
        "left_out": [
            {**fact_forms.fact(fact), "kept_out_by": [said(name) for name in kept_out_by(answer, fact)]}
            for fact in answer.left_out
        ],
        "with_any_status": fact_forms.path(answer.otherwise) if answer.otherwise else None,
        "with_any_status_without": [said(name) for name in answer.barred],
        "frontier": _expansion(graph, answer),
        "generation": graph.generation,
    }


def both_ends(answer: PathAnswer) -> list[str]:
    """IRIs of those who were named at both ends: no path is looked for from anybody to himself."""
    return [person for person in answer.sources if person in answer.targets]


def kept_out_by(answer: PathAnswer, fact: Fact) -> tuple[str, ...]:
    """What of the question keeps a contact of the two themselves out."""
    failed = set(answer.question.wanted.failed(fact))
    return tuple(name for name in answer.question.active() if name in failed)


def removed_lines(graph: Telling, answer: PathAnswer | Connection) -> list[str]:
    """What was kept out of the network, with its unit, and who was."""
    told = [(said(name), count, "person" if name == "hubs" else "event") for name, count in answer.removed if count]
    if not told:
        return []
    words = [f"{count:,} {unit}{'' if count == 1 else 's'} by {name}" for name, count, unit in told]
    lines = [f"Kept out of the network: {', '.join(words)}."]
    if isinstance(answer, PathAnswer) and answer.busy:
        total = dict(answer.removed)["hubs"] - len(answer.busy)
        named = ", ".join(f"{graph.label(person)} ({count:,})" for person, count in answer.busy)
        lines.append(f"Too many contacts: {named}{f' and {total:,} more' if total > 0 else ''}.")
    return lines


def listed(words: Sequence[str]) -> str:
    """Words as a list in a sentence.

    >>> listed(["days"]), listed(["status", "days", "outlets"])
    ('days', 'status, days and outlets')
    """
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def _expansion(graph: Telling, answer: PathAnswer) -> Json | None:
    """What was read, where the network was not."""
    read = answer.expansion
    if read is None:
        return None
    return {
        "queries": read.requests,
        "persons": read.persons,
        "events": read.facts,
        "all_paths_up_to": read.steps,
        "not_looked_behind": [graph.label(person) for person in read.hubs],
        "said": expansion_lines(graph, answer),
    }


def reading_ended(answer: PathAnswer) -> str:
    """Why not all was read that decides the paths; empty where it was, or where the whole network is known."""
    read = answer.expansion
    if read is None or not read.ended:
        return ""
    known = f"all paths of up to {read.steps} step{'' if read.steps == 1 else 's'} are" if read.steps else "nothing is"
    more = " (a step that was begun is read whole)" if read.persons + read.facts > read.nodes else ""
    return f"reading ended at {_budget(read, read.ended)}{more}: {known} known for certain, longer ones may be missing"


def beside_ended(answer: PathAnswer) -> str:
    """That the search for what less to be asked for would find was not finished; empty where it was."""
    if not answer.cut_beside:
        return ""
    found = "a shorter path" if answer.paths else "a path"
    return f"the search for {found} if less were asked for ended before it was decided"


def expansion_lines(graph: Telling, answer: PathAnswer) -> list[str]:
    """Sentences that say that an answer rests on a part of the network, and on which."""
    read = answer.expansion
    if read is None:
        return []
    asked = f"{read.requests:,} queries read {read.persons:,} persons and {read.facts:,} events"
    lines = [f"Found by frontier expansion, without the whole network: {asked}."]
    if read.ended:
        lines.append(f"{reading_ended(answer).capitalize()}. Give it more to read, or narrow the question.")
    elif read.ended_beside:
        lines.append(
            f"Reading ended at {_budget(read, read.ended_beside)}: whether something else counted would be shorter,"
            " or give a path, is not known for certain."
        )
    if read.hubs:
        named = ", ".join(map(graph.label, read.hubs[:_NAMED]))
        more = f" and {len(read.hubs) - _NAMED} more" if len(read.hubs) > _NAMED else ""
        lines.append(
            f"Nobody looked behind {named}{more}, who have too many events: paths through them may be missing."
        )
    if any(count for _, count in answer.removed):
        lines.append(
            "What was kept out is counted among the events that were read; how much there is beyond, is not known."
        )
    return lines


def _budget(read: Expansion, why: str) -> str:
    return f"{read.seconds:g} seconds" if why == "seconds" else f"the limit of {read.nodes:,} persons and events"


_SAID: Final = {
    "statuses": "status",
    "window": "days",
    "types": "types of events",
    "sources": "least number of sources",
    "outlets": "outlets",
    "known_by": "day by which it was known",
    "concerning": "places and organizations wanted",
    "barring": "places and organizations barred",
    "barred_types": "types of events barred",
    "avoid": "persons avoided",
    "through": "persons to pass",
    "any_of": "persons one of whom is to be passed",
    "through_places": "places and organizations to pass",
    "any_of_places": "places and organizations one of which is to be passed",
    "through_types": "types of events to pass",
    "any_of_types": "types of events one of which is to be passed",
    "gap": "days between contacts",
    "clock": "order in time",
    "hubs": "most contacts in between",
    "longest": "most steps",
    "ties": "rule that persons alone connect (--via org)",
    "together": "all of these together",
}
"""What a part of a question is called where it is told of."""

CUTS: Final = {
    "candidates": f"there are more than {CANDIDATES} paths as short: the best of the first ones are shown",
    "count": "there are more paths than were asked for: ask for them with --k (API: k)",
    "steps": "the search ended before it had looked at all paths: ask for shorter ones, or narrow the question",
    "demands": "the search ended before it had looked at all paths: ask for fewer places and types",
}
"""Why an answer may lack paths."""


def said(criterion: str) -> str:
    """What a part of a question is called."""
    return _SAID.get(criterion, criterion)


def reasons(graph: Telling, path: Path) -> list[str]:
    """Why a path stands where it does among those as long as it."""
    rank = path.rank
    told = [f"{rank.sources} independent source{'' if rank.sources == 1 else 's'} at its weakest step"]
    if rank.gathering > _PAIR:
        told.append(f"through a gathering of {rank.gathering}")
    told.append(f"its oldest step by {rank.latest}" if rank.latest else "a step without a date")
    if path.contacts:
        _, busiest = max(zip(path.contacts, path.persons[1:-1], strict=True))
        told.append(f"{graph.label(busiest)} has {rank.busiest} contact{'' if rank.busiest == 1 else 's'}")
    return told


def connection_form(graph: Telling, found: Connection) -> Json:
    """A connecting network: who, whom it needs besides, and every link with its events and their sentences."""
    evidence = graph.evidence(sorted({fact.event for hop in found.hops for fact in hop.facts}))
    fact_forms = _Facts(graph, evidence)
    return {
        "persons": [graph.label(person) for person in found.persons],
        "groups": [[graph.label(person) for person in group] for group in found.groups],
        "between": [graph.label(person) for person in found.between],
        "links": [fact_forms.hop(hop) for hop in found.hops],
        "kept_out": {said(name): count for name, count in found.removed},
        "connected_without": [said(name) for name in found.without],
        "generation": graph.generation,
    }


def counted_sentences(fact: Fact, evidence: Mapping[str, Sequence[Evidence]]) -> tuple[Evidence, ...]:
    """A fact's sentences, of the reports that count alone: those it has as an answer tells it."""
    articles = {report.article for report in fact.reports}
    return tuple(item for item in evidence.get(fact.event, ()) if not articles or item.article in articles)


def reservations(question: PathQuestion) -> list[str]:
    """Sentences that say what an answer does not tell as the reports that count do."""
    wanted = question.wanted
    some = " and ".join(
        [*(["by these outlets"] if wanted.outlets else []), *(["by that day"] if wanted.known_by else [])]
    )
    where = wanted.concerning or wanted.barring or question.through_places or question.any_of_places
    when = wanted.since or wanted.until or question.clock
    what = listed([*(["places"] if where else []), *(["dates"] if when else [])]) if where or when else ""
    return (
        [f"The {what} of events are as known today from all articles, not as reported {some}."] if some and what else []
    )


def answer_events(answer: PathAnswer) -> list[str]:
    """IRIs of all events an answer speaks of, sorted."""
    events = {fact.event for path in answer.all_paths for hop in path.hops for fact in hop.facts}
    return sorted(events | {fact.event for fact in answer.left_out})


def view_form(view: View) -> Json:
    """A view of one thing, its class in ``view``."""
    return {"view": type(view).__name__.removesuffix("View").lower(), **dataclasses.asdict(view)}


def answer_form(graph: Telling, answer: Answer) -> Json:
    """A question's answer: the command it became, the facts with their sentences, or the path."""
    understood = answer.understood
    names = [column.name for column in answer.columns]
    form: Json = {
        "question": answer.question,
        "command": understood.command,
        "query": understood.query,
        "values": dict(understood.values),
        "things": dict(understood.things),
        "pick": understood.pick,
        "unused": list(understood.unused),
        "read_as": dict(understood.read_as),
        "undirected": understood.undirected,
        "summary": answer.summary,
        "rows": [dict(zip(names, row, strict=True)) for row in answer.rows],
        "facts": [
            {
                "id": fact.event,
                "label": fact.label,
                "values": {name: list(values) for name, values in fact.values.items()},
                "evidence": [_evidence(item) for item in fact.evidence],
            }
            for fact in answer.facts
        ],
        "generation": graph.generation,
    }
    return {**form, "path": path_form(graph, answer.path)} if answer.path else form


def sentences_form(graph: Telling, found: Sentences) -> Json:
    """Sentences that a search found; what they tell of by name."""
    hits = [
        {
            **dataclasses.asdict(hit),
            "parts": _parts(hit.parts),
            "subjects": [{"id": subject, "label": graph.label(subject)} for subject in hit.subjects],
        }
        for hit in found.hits
    ]
    return {"total": found.total, "kept_out": found.kept_out, "sentences": hits, "generation": graph.generation}


def names_form(graph: Telling, found: Names) -> Json:
    """Things that a search found by their names."""
    hits = [{"id": hit.iri, "kind": hit.kind, "name": hit.name, "parts": _parts(hit.parts)} for hit in found.hits]
    return {"total": found.total, "kept_out": found.kept_out, "names": hits, "generation": graph.generation}


def _parts(parts: Sequence[Part]) -> list[Json]:
    """A text, taken apart where something was found in it."""
    return [dataclasses.asdict(part) for part in parts]


def _evidence(item: Evidence) -> Json:
    """A sentence and where it stands."""
    return {
        "file": item.file,
        "outlet": item.outlet,
        "published": item.published,
        "start": item.start,
        "end": item.end,
        "quote": item.quote,
        "says": item.status,
    }


class _Facts:
    """Facts and paths as JSON, with the sentences of one answer."""

    def __init__(self, graph: Telling, evidence: Mapping[str, Sequence[Evidence]]) -> None:
        self._graph = graph
        self._evidence = evidence

    def path(self, path: Path) -> Json:
        """A chain of persons."""
        label = self._graph.label
        return {
            "persons": [label(person) for person in path.persons],
            "ids": list(path.persons),
            "hops": [self.hop(hop) for hop in path.hops],
            "why_here": reasons(self._graph, path),
            "score": path.rank.score,
        }

    def hop(self, hop: Hop) -> Json:
        """Two next to each other."""
        one, other = self._graph.label(hop.one), self._graph.label(hop.other)
        return {"from": one, "to": other, "events": [self.fact(fact) for fact in hop.facts]}

    def fact(self, fact: Fact) -> Json:
        """An event with its sentences."""
        return {
            "id": fact.event,
            "type": self._graph.terms.label(fact.type),
            "label": fact.label,
            "status": self._graph.terms.label(fact.status),
            "dates": list(fact.dates),
            "places": list(fact.places),
            "persons": [self._graph.label(person) for person in fact.persons],
            "independent_sources": fact.sources,
            "evidence": [_evidence(item) for item in counted_sentences(fact, self._evidence)],
        }
