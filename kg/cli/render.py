"""How answers look on a terminal: every fact with its sentences, wrapped to the window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from kg.analysis.connecting import Connection
from kg.analysis.paths import Hop, Path, PathAnswer, Relaxation
from kg.analysis.projection import Fact
from kg.cli.options import counted
from kg.cli.tables import INDENT, console, plain, print_table
from kg.judgement import short_name
from kg.service import ArticleView, EntityView, EventLine, EventView, Evidence, KnowledgeGraph
from kg.service.forms import (
    CUTS,
    Telling,
    answer_events,
    beside_ended,
    both_ends,
    counted_sentences,
    expansion_lines,
    kept_out_by,
    listed,
    reasons,
    removed_lines,
    reservations,
    said,
)
from kg.service.views import JudgementLine

_WIDER = {
    "statuses": "every status counted",
    "window": "every day counted",
    "ties": "organizations and states connected, too",
}
_BARS = {"statuses": "with the status {status}", "window": "in that window"}
Sentences = Mapping[str, Sequence[Evidence]]  # by event


def print_path_answer(
    graph: Telling, answer: PathAnswer, *, status: str, window: bool, notes: Sequence[str] = ()
) -> None:
    """A path answer with the sentence for every hop, and what was left out and why.

    Args:
        graph: the generation it was asked of.
        answer: what was found.
        status: as asked for.
        window: only events of some days were asked for.
        notes: sentences on what counts as one of the places asked for; see ``places_told``.
    """
    out = console()
    asked = f"the status {status}{' in that window' if window else ''}"
    evidence = graph.evidence(answer_events(answer))
    source, target = graph.label(answer.source), graph.label(answer.target)
    if not answer.paths and not answer.is_decided:
        _line(out, f"No path from {source} to {target} was found before the search ended.", style="bold")
    elif not answer.paths:
        _line(out, f"No path from {source} to {target} through events with {asked}.", style="bold")
    for line in notes:
        _line(out, line, style="dim")
    for person in both_ends(answer):
        _line(out, f"{graph.label(person)} is named at both ends: no path is looked for from anybody to himself.")
    for number, path in enumerate(answer.paths, 1):
        if number > 1:
            out.print()
        _print_path(
            out, graph, path, evidence, f"{number}. " if len(answer.paths) > 1 else "", marks=_marks(answer, path)
        )
        if len(answer.paths) > 1:
            _line(out, f"Why here: {'; '.join(reasons(graph, path))}.", indent=INDENT, style="dim")
    if answer.cut:
        out.print()
        _line(out, f"{CUTS[answer.cut][0].upper()}{CUTS[answer.cut][1:]}.")
    elif answer.more:
        out.print()
        _line(out, "There are more paths of this length: ask for them with --k.")
    _print_blocked(out, graph, answer, evidence)
    if answer.cut_beside:
        out.print()
        _line(out, f"{beside_ended(answer).capitalize()}.")
    _print_left_out(out, graph, answer, evidence, status=status)
    shown = answer.left_out and answer.otherwise and len(answer.otherwise.hops) == 1  # just now
    if answer.otherwise and not shown and not answer.relaxed:
        out.print()
        nearer = "A shorter path" if answer.paths else "A path"
        _line(out, f"{nearer}, if {_wider(answer.barred)}:", style="bold")
        _print_path(out, graph, answer.otherwise, evidence, "")
    for line in reservations(answer.question):
        out.print()
        _line(out, line, style="dim")
    since = answer.question.new_since
    if answer.paths and since and not answer.fresh:
        out.print()
        _line(
            out,
            f"Nothing on {'this path' if len(answer.paths) == 1 else 'these paths'} is new since "
            f"{since}: all of it was {'reported by then' if since.generation is None else 'known then'}.",
        )
    for place, line in enumerate(expansion_lines(graph, answer)):
        if not place:
            out.print()
        _line(out, line, style="dim" if not place else "")


def print_connection(graph: KnowledgeGraph, found: Connection) -> None:
    """A connecting network, link by link."""
    out = console()
    evidence = graph.evidence(sorted({fact.event for hop in found.hops for fact in hop.facts}))
    _line(out, ", ".join(map(graph.label, found.persons)), style="bold")
    if found.between:
        _line(out, f"Through {', '.join(map(graph.label, found.between))}.")
    if len(found.groups) > 1:
        groups = "; ".join(", ".join(map(graph.label, group)) for group in found.groups)
        _line(out, f"Not all are connected. Connected with each other: {groups}.")
        for line in removed_lines(graph, found):
            _line(out, line, style="dim")
        if found.without == ("together",):
            _line(out, "They are connected, if nothing of that were asked for.")
        elif found.without:
            ways = " or ".join(f"the {said(name)}" for name in found.without)
            _line(out, f"They are connected, if only this were left out: {ways}.")
    for hop in found.hops:
        _print_hop(out, graph, hop, evidence)


def _print_left_out(out: Console, graph: Telling, answer: PathAnswer, evidence: Sentences, *, status: str) -> None:
    """Contacts of the two themselves that the question keeps out, by what does so."""
    by: dict[tuple[str, ...], list[Fact]] = {}
    for fact in answer.left_out:
        by.setdefault(kept_out_by(answer, fact), []).append(fact)
    for names, facts in by.items():
        plainly = [_BARS[name].format(status=status) for name in names if name in _BARS]
        others = [said(name) for name in names if name not in _BARS]
        bars = [
            *([f"not {' or '.join(plainly)}"] if plainly else []),
            *([f"kept out by {listed(others)}"] if others else []),
        ]
        out.print()
        _line(out, f"Between the two themselves, but {' and '.join(bars)}:", style="bold")
        for fact in facts:
            _print_fact(out, graph, fact, evidence)


def _wider(names: Sequence[str]) -> str:
    """What would have to be otherwise for a path to count."""
    wider = [_WIDER[name] for name in names if name in _WIDER]
    others = [f"the {said(name)}" for name in names if name not in _WIDER]
    return ", and ".join([*wider, *([f"{listed(others)} did not matter"] if others else [])])


def _print_blocked(out: Console, graph: Telling, answer: PathAnswer, evidence: Sentences) -> None:
    """What the question kept out, and, where there is no path, the nearest question that has one."""
    kept = removed_lines(graph, answer)
    if kept and (not answer.paths or len(answer.removed) > 1):
        out.print()
        for line in kept:
            _line(out, line, style="dim")
    if not answer.relaxed:
        return
    nearest = answer.relaxed[0]
    ways = ", ".join(f"{_eased(one)} ({counted(len(one.path.hops), 'step')})" for one in answer.relaxed)
    out.print()
    _line(out, f"There is a path, if only this were left out: {ways}.")
    if len(nearest.path.hops) > 1 or not answer.left_out:  # else it is named below
        out.print()
        _line(out, f"A path, if {_wider([nearest.left_out])}:", style="bold")
        _print_path(out, graph, nearest.path, evidence, "")


def _eased(one: Relaxation) -> str:
    return f"the {said(one.left_out)}"


def _print_path(
    out: Console,
    graph: Telling,
    path: Path,
    evidence: Sentences,
    head: str,
    *,
    marks: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """One chain of persons; facts that are new, or asked for, are marked."""
    steps = counted(len(path.hops), "step")
    _line(out, f"{head}{' - '.join(map(graph.label, path.persons))} ({steps})", style="bold")
    for hop in path.hops:
        _print_hop(out, graph, hop, evidence, marks=marks)


def _marks(answer: PathAnswer, path: Path) -> dict[str, list[str]]:
    """Of each event of a path what it is marked with."""
    demands = answer.question.demands()
    return {
        fact.event: [
            *(["New"] if fact.event in answer.fresh else []),
            *(["Asked for"] if any(demand.is_met_by(fact) for demand in demands) else []),
        ]
        for hop in path.hops
        for fact in hop.facts
    }


def _print_hop(
    out: Console, graph: Telling, hop: Hop, evidence: Sentences, *, marks: Mapping[str, Sequence[str]] | None = None
) -> None:
    """Two next to each other, and what they share."""
    out.print()
    _line(out, f"{graph.label(hop.one)} - {graph.label(hop.other)}", style="cyan")
    for fact in hop.facts:
        _print_fact(out, graph, fact, evidence, marks=(marks or {}).get(fact.event, ()))


def _print_fact(out: Console, graph: Telling, fact: Fact, evidence: Sentences, *, marks: Sequence[str] = ()) -> None:
    """One event, or one office, and its sentences."""
    if not fact.status:
        _line(out, " · ".join((*marks, fact.label)), indent=INDENT)
        print_evidence(out, counted_sentences(fact, evidence))
        return
    status = graph.terms.label(fact.status)
    parts = [
        *marks,
        graph.terms.label(fact.type).capitalize(),
        status,
        " or ".join(fact.dates) or "no date",
        ", ".join(fact.places) or "no place",
    ]
    if len(fact.persons) > 2:
        parts.append("with " + ", ".join(graph.label(person) for person in fact.persons))
    _line(out, " · ".join(parts), indent=INDENT)
    print_evidence(out, counted_sentences(fact, evidence), status=status)


def print_evidence(out: Console, items: Sequence[Evidence], *, status: str = "", claims: bool = False) -> None:
    """Sentences, each once, with where they stand, and what they say where that is not ``status``.

    Args:
        out: where to.
        items: the sentences.
        status: of the event.
        claims: tell the names of claims, too, as `kg judge` takes them.
    """
    shown: set[tuple[str, int, int]] = set()
    for item in items:
        place = (item.article, item.start, item.end)
        if place in shown:
            continue
        shown.add(place)
        _line(out, f"“{item.quote}”", indent=2 * INDENT, style="italic")
        origin = [item.outlet, item.published, f"{item.file} characters {item.start}-{item.end}"]
        if item.status and status and item.status != status:
            origin.append(f"says {item.status}")
        if claims:
            origin.append(f"claim {short_name(item.claim)}")
        _line(out, ", ".join(filter(None, origin)), indent=3 * INDENT, style="dim")


def print_view(graph: KnowledgeGraph, view: EventView | EntityView | ArticleView) -> None:
    """One thing with its facts and sentences."""
    out = console()
    if isinstance(view, EventView):
        _print_event(out, view)
    elif isinstance(view, EntityView):
        _print_entity(out, view)
    else:
        _print_article(out, view)
    out.print()
    _line(out, view.iri, style="dim")
    _line(out, f"generation {graph.generation}", style="dim")


def _print_event(out: Console, view: EventView) -> None:
    """An event."""
    _line(out, view.label, style="bold")
    sources = counted(view.sources, "independent source")
    _line(out, " · ".join((view.type, view.status, " or ".join(view.dates) or "no date", sources)))
    for role in view.roles:
        _line(out, f"{role.label}: {', '.join(link.label for link in role.fillers)}")
    for line in view.inferred:
        _line(out, line, style="dim")
    if view.disagrees_on:
        _line(out, f"Reports disagree on {' and '.join(view.disagrees_on)}.", style="yellow")
    _head(out, "What the articles say")
    for item in view.evidence:
        voice = f"according to {item.attribution}" if item.attribution else ""
        _line(out, " · ".join(filter(None, (item.status, item.date, voice))), indent=INDENT)
        print_evidence(out, [item], claims=True)
    if view.why:
        _head(out, "Why these claims are one event")
        for reason in view.why:
            _line(out, reason, indent=INDENT)
    if view.why_not:
        _head(out, "Why near events are others")
        for reason in view.why_not:
            _line(out, reason, indent=INDENT)
    _print_judgements(out, view.judgements)


def _print_entity(out: Console, view: EntityView) -> None:
    """A person, organization, country or place."""
    _line(out, view.label, style="bold")
    belongs = ", ".join(link.label for link in view.belongs)
    _line(out, " · ".join(filter(None, (view.kind, belongs))), style="dim")
    if view.aliases:
        _line(out, f"Also: {', '.join(view.aliases)}")
    if view.elsewhere:
        _line(out, f"Elsewhere: {' '.join(view.elsewhere)}")
    if view.positions:
        _head(out, "Positions")
    for position in view.positions:
        of = f", {position.organization.label}" if position.organization else ""
        _line(out, f"{'former ' if position.former else ''}{position.title}{of}", indent=INDENT)
        print_evidence(out, position.evidence, claims=True)
    if view.events:
        _head(out, "Events")
        _print_events(out, view.events)
    if view.counterparts:
        _head(out, "In contact with")
        _line(out, ", ".join(f"{link.label} ({count})" for link, count in view.counterparts), indent=INDENT)
    if view.mentions:
        _head(out, "Named in")
        for link, count in view.mentions:
            _line(out, f"{link.label} ({counted(count, 'time')})", indent=INDENT)
    if view.referents:
        _head(out, "What its articles call it")
        for referent, name, file in view.referents:
            _line(out, f"{name}, {file}: {referent}", indent=INDENT)
    _print_judgements(out, view.judgements)


def _print_judgements(out: Console, judgements: Sequence[JudgementLine]) -> None:
    """Decisions of analysts."""
    if judgements:
        _head(out, "What analysts decided")
    for item in judgements:
        signed = ", ".join(filter(None, (item.by, item.date)))
        _line(out, f"{item.decision}: {signed}{f': {item.why}' if item.why else ''} ({item.id})", indent=INDENT)


def _print_article(out: Console, view: ArticleView) -> None:
    """An article."""
    _line(out, view.headline or view.file, style="bold")
    facts = (view.outlet, view.published, view.file if view.headline else "", view.author, view.url)
    _line(out, " · ".join(filter(None, facts)))
    if view.published_how:
        _line(out, f"Date of publication known from: {view.published_how}", style="dim")
    if view.persons:
        _line(out, f"Persons: {', '.join(link.label for link in view.persons)}")
    for line, evidence in view.events:
        out.print()
        _line(out, f"{line.event.label} · {line.status}", indent=INDENT)
        print_evidence(out, evidence, status=line.status)


def _print_events(out: Console, lines: Sequence[EventLine]) -> None:
    """Events as a table."""
    rows = [
        (" or ".join(line.dates) or "no date", line.status, line.event.label, line.role, str(line.sources))
        for line in lines
    ]
    print_table(out, ("Date", "Status", "Event", "As", "Sources"), rows, indent=INDENT)


def _head(out: Console, words: str) -> None:
    """A heading."""
    out.print()
    _line(out, words, style="cyan")


def _line(out: Console, words: str, *, indent: int = 0, style: str = "") -> None:
    """A paragraph, wrapped and indented."""
    out.print(Padding(Text(plain(words), style), (0, 0, 0, indent), expand=False))
