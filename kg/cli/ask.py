"""Commands that take plain words: ask and search."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from kg.cli.options import pass_settings
from kg.cli.read import TEXT_FORM
from kg.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.search import Names, Part, Sentences
    from kg.service import KnowledgeGraph
    from kg.service.asking import Answer


@click.command(
    short_help="A question in plain words.",
    epilog="""\b
Examples:
  kg ask who connects Petit to Otieno
  kg ask "When did Anna Petit last meet Joseph Otieno?"
  kg ask "Letters from Petit to Otieno since 2023" --format json""",
)
@click.argument("question", nargs=-1, required=True)
@TEXT_FORM
@pass_settings
def ask(settings: Settings, question: tuple[str, ...], form: str) -> None:
    """Answer a QUESTION in plain English, with the sentences.

    The first line is the command that the question became; it gives the same facts. The next tells words of the
    question that nothing was done with, and slips of the keyboard that were mended. A question that is not understood
    is answered with what can be asked (exit code 2). Exit code 1 when nothing is found.
    """
    from kg.cli.tables import print_json
    from kg.service import open_graph
    from kg.service.forms import answer_form

    graph = open_graph(settings.store, ontology=settings.ontology, most=settings.network_contacts)
    answer = graph.ask(" ".join(question))
    if form == "json":
        print_json(answer_form(graph, answer))
    else:
        _print_answer(graph, answer)
    if not answer.found:
        sys.exit(1)


def _print_answer(graph: KnowledgeGraph, answer: Answer) -> None:
    """What the question became, then what was found with its sentences."""
    from kg.cli.render import print_evidence, print_path_answer
    from kg.cli.tables import INDENT, console, print_line, print_table

    out = console()
    out.print(answer.understood.command, style="dim", soft_wrap=True, markup=False)  # whole, to be copied
    if answer.understood.remarks:
        print_line(out, (answer.understood.remarks, "yellow"))
    out.print()
    if answer.path is not None:
        days = {"since", "until"} & set(answer.understood.values)
        print_path_answer(graph, answer.path, status="occurred", window=bool(days))
        return
    if answer.summary:
        print_line(out, (answer.summary, "bold"))
    for fact in answer.facts:
        out.print()
        print_line(out, (fact.label, "cyan"))
        told = ((" or " if name == "date" else ", ").join(fact.values.get(name, ())) for name in _TOLD)
        print_line(out, (" · ".join(filter(None, told)), ""), indent=INDENT)
        print_evidence(out, fact.evidence, status=next(iter(fact.values.get("status", ())), ""))
    if answer.rows and not answer.facts:
        print_table(out, [column.label for column in answer.columns], answer.rows)


_TOLD = ("type", "status", "date", "place", "action")  # of an event, beside its label and its sentences


@click.command(
    short_help="Full-text search of sentences or names.",
    epilog="""\b
Examples:
  kg search peace talks --since 2024-01-01
  kg search '"cease-fire" negoti* -football' --type Meeting --status planned
  kg search anna --in names --kind person""",
)
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--in", "among", type=click.Choice(["sentences", "names"]), default="sentences", show_default=True,
    help="Where to look.",
)  # fmt: skip
@click.option("--kind", "kinds", multiple=True, help="Only names of this kind: person, place, event … (repeatable).")
@click.option("--since", default="", metavar="DAY", help="Only articles not published before this day (YYYY-MM-DD).")
@click.option("--until", default="", metavar="DAY", help="Only articles not published after this day.")
@click.option("--outlet", "outlets", multiple=True, help="Only articles of this outlet (repeatable).")
@click.option("--type", "types", multiple=True, help="Only sentences that tell of this type of event (repeatable).")
@click.option("--status", default="any", show_default=True, help="Only sentences that say this of it, with commas.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 10_000), help="How many.")
@TEXT_FORM
@pass_settings
def search(
    settings: Settings,
    words: tuple[str, ...],
    among: str,
    kinds: tuple[str, ...],
    since: str,
    until: str,
    outlets: tuple[str, ...],
    types: tuple[str, ...],
    status: str,
    limit: int,
    form: str,
) -> None:
    """Sentences or names that hold all the WORDS, the most to the point first.

    Case and accents do not matter. "A phrase" stands in quotation marks, negoti* finds words that begin so, -peace
    leaves out (behind -- where it comes first). Exit code 1 when nothing is found.
    """
    from kg.cli.tables import print_json
    from kg.errors import UsageError
    from kg.service import open_graph
    from kg.service.forms import names_form, sentences_form

    wrong = kinds if among == "sentences" else (since, until, *outlets, *types, *([] if status == "any" else [status]))
    if any(wrong):
        told = "--kind is for --in names" if among == "sentences" else "only --kind filters --in names"
        raise UsageError(told, mend="Leave it out, or look in the other.")
    graph = open_graph(settings.store, ontology=settings.ontology)
    typed = " ".join(f'"{word}"' if " " in word and '"' not in word and len(words) > 1 else word for word in words)
    if among == "names":
        names = graph.search_names(typed, kinds=kinds, limit=limit)
        if form == "json":
            print_json(names_form(graph, names))
        else:
            _print_names(graph, names)
        found = names.total
    else:
        sentences = graph.search(
            typed, since=since, until=until, outlets=outlets, types=types, status=status, limit=limit
        )
        if form == "json":
            print_json(sentences_form(graph, sentences))
        else:
            _print_sentences(graph, sentences)
        found = sentences.total
    if not found:
        sys.exit(1)


def _print_sentences(graph: KnowledgeGraph, found: Sentences) -> None:
    """Each sentence with where it stands and what it tells of."""
    from kg.cli.tables import INDENT, console, print_line

    out = console()
    for hit in found.hits:
        print_line(out, *_marked(hit.parts))
        origin = (hit.outlet, hit.published, f"{hit.file} characters {hit.start}-{hit.end}")
        print_line(out, (", ".join(filter(None, origin)), "dim"), indent=INDENT)
        print_line(out, ("; ".join(map(graph.label, hit.subjects)), "dim"), indent=INDENT)
        out.print()
    _print_count(len(found.hits), found.total, "sentence", found.kept_out)


def _print_names(graph: KnowledgeGraph, found: Names) -> None:
    """Each name with what it is of."""
    from kg.cli.tables import INDENT, console, print_line
    from kg.vocabulary import DIP

    out = console()
    for hit in found.hits:
        print_line(out, *_marked(hit.parts))
        print_line(out, (f"{graph.terms.label(DIP + hit.kind)}, {hit.iri}", "dim"), indent=INDENT)
    _print_count(len(found.hits), found.total, "name", found.kept_out)


def _marked(parts: Sequence[Part]) -> list[tuple[str, str]]:
    """What was found stands out."""
    return [(part.text, "bold" if part.found else "") for part in parts]


def _print_count(shown: int, total: int, unit: str, kept_out: int) -> None:
    """How many there are, and of how many these are some; where there is none, why."""
    from kg.cli.options import counted
    from kg.cli.tables import console, print_line

    some = f", the first {shown} are shown: ask for more with --limit" if shown < total else ""
    none = "No sentence behind a fact holds these words; the articles' other sentences are not searched."
    if kept_out:
        what = "the filters let none of them pass" if unit == "sentence" else "none of them is of this kind"
        none = f"{counted(kept_out, unit)} with these words; {what}."
    elif unit == "name":
        none = "No name holds these words."
    print_line(console(), (f"{counted(total, unit)}{some}." if total else none, "bold"))
