"""Commands that ask a finished store: path, show, query, sparql, export, articles."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from kg.cli.options import ONTOLOGY, fact_filters, pass_settings, with_ontology
from kg.errors import UsageError
from kg.settings import Settings

FORM = click.option(
    "--format", "form", type=click.Choice(["table", "csv", "tsv", "json"]), default="table", show_default=True,
    help="How rows are printed.",
)  # fmt: skip

MARKS = ("degree", "strength", "pagerank", "betweenness", "brokerage", "core", "community")

TEXT_FORM = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How it is printed.",
)


def filled(name: str, argument: str) -> None:
    """A name that is only blanks is a variable of a shell that nobody set."""
    if not name.strip():
        raise UsageError(f"{argument} is empty", mend="Give a name.")


@click.command(
    short_help="One person, place, event or article.",
    epilog='Examples:  kg show "Anna Petit"      kg show wire/12.txt --format json',
)
@click.argument("name")
@click.option(
    "--why", is_flag=True, help="Why these claims are one event, and near ones not; why these names are one person."
)
@TEXT_FORM
@ONTOLOGY
@pass_settings
def show(
    settings: Settings,
    name: str,
    why: bool,  # noqa: FBT001 - click passes by keyword
    form: str,
    ontology: tuple[str, ...],
) -> None:
    """One person, organization, place, event or article: facts, timeline, sentences.

    NAME is a name, part of one, an event's label, an article's file or headline, or an IRI.
    """
    from kg.cli.render import print_view
    from kg.cli.tables import print_json
    from kg.service import open_graph
    from kg.service.forms import view_form

    filled(name, "NAME")
    graph = open_graph(settings.store, ontology=with_ontology(settings, ontology).ontology)
    view = graph.show(name, why=why)
    if form == "json":
        print_json(view_form(view))
    else:
        print_view(graph, view)


@click.command(
    short_help="Answer a catalogue query, or list them.",
    epilog="Example:  kg query meetings person='Anna Petit' status=any since=2024-01-01",
)
@click.argument("name", required=False)
@click.argument("values", nargs=-1, metavar="[KEY=VALUE]...")
@FORM
@pass_settings
def query(settings: Settings, name: str | None, values: tuple[str, ...], form: str) -> None:
    """Answer a catalogue query; without NAME list them.

    Give a parameter several times for several values. Entities are given by name, statuses by key (or any), days as
    YYYY-MM-DD. Exit code 1 when nothing is found.
    """
    from kg.catalogue import load_catalogue
    from kg.cli.tables import print_rows
    from kg.service import open_graph
    from kg.service.rows import query_rows

    if name is None:
        listed = [
            (entry.name, entry.answers, " ".join(p.name if p.required else f"[{p.name}]" for p in entry.parameters))
            for entry in load_catalogue().values()
        ]
        print_rows(("name", "answers", "parameters"), listed, form, labels=("Query", "Answers", "Parameters"))
        return
    given: dict[str, list[str]] = {}
    for pair in values:
        key, equals, value = pair.partition("=")
        if not equals:
            raise UsageError(f"{pair!r} is not KEY=VALUE", mend="Write for example status=any.")
        given.setdefault(key, []).append(value)
    graph = open_graph(settings.store, ontology=settings.ontology)
    found = query_rows(graph, name, given)
    print_rows(found.columns, found.rows, form, labels=found.labels)
    if not found.rows:
        sys.exit(1)


@click.command(
    short_help="Ask in SPARQL.",
    epilog="""\b
Example:
  kg sparql 'SELECT ?name { ?person a dip:Person ; dip:name ?name } LIMIT 5'""",
)
@click.argument("text", metavar="QUERY")
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "tsv", "json", "xml", "turtle", "ntriples"]),
    default="table", show_default=True,
    help="table, csv, tsv, json, xml for SELECT and ASK; turtle, ntriples for CONSTRUCT and DESCRIBE.",
)  # fmt: skip
@pass_settings
def sparql(settings: Settings, text: str, form: str) -> None:
    """Ask in SPARQL; QUERY is the text, @FILE reads a file, - reads standard input.

    The prefixes dip, fr, rdf, rdfs, xsd, skos, prov, gaf and sh need no declaration.
    """
    from kg.cli.tables import print_rows
    from kg.service import open_graph
    from kg.service.media import SHORT, offered, query_form
    from kg.store.terms import plain_value
    from kg.vocabulary import PREFIXES

    if text == "-":
        text = sys.stdin.read()
    elif text.startswith("@"):
        try:
            text = Path(text[1:]).read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{text[1:]}: cannot be read ({error})") from error
    graph = open_graph(settings.store, ontology=settings.ontology)
    media_types = offered(text)
    if form == "table" and "application/n-triples" in media_types:
        form = "turtle"
    if form != "table":
        media_type = SHORT[form] if SHORT[form] in media_types else None
        if media_type is None:
            raise UsageError(
                f"this query is not answered as {form}", mend="SELECT and ASK give tables, CONSTRUCT gives RDF."
            )
        answer = graph.answer(text, media_type)
        sys.stdout.buffer.write(answer if not answer or answer.endswith(b"\n") else answer + b"\n")
        return
    if query_form(text) == "ASK":
        sys.stdout.write("true\n" if graph.reader.ask(text) else "false\n")
        return
    solutions = graph.sparql(text)
    shorten = sorted(((iri, prefix) for prefix, iri in PREFIXES.items()), reverse=True)

    def cell(value: str) -> str:
        for iri, prefix in shorten:
            if value.startswith(iri):
                return f"{prefix}:{value.removeprefix(iri)}"
        return value

    rows = [tuple(cell(plain_value(term)) for term in row) for row in solutions.rows]
    print_rows(solutions.variables, rows, "table")


@click.command(
    short_help="Write the graph for other tools.",
    epilog="""\b
Examples:
  kg export nquads -o graph.nq
  kg export gexf --status occurred --since 2024-01-01 -o network.gexf
  kg export html --since 2024-01-01 -o network.html
  kg export csv -o tables/""",
)
@click.argument("form", metavar="FORMAT")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="File, or folder for csv and neo4j; else standard output."
)
@click.option(
    "--status", default="any", show_default=True,
    help="Statuses of events, with commas, or any: planned and denied ones, too.",
)  # fmt: skip
@fact_filters
@click.option(
    "--measure", "measures", multiple=True, type=click.Choice(MARKS),
    help="A column of persons in an export of the network; several times for more.",
)  # fmt: skip
@click.option(
    "--top", type=click.IntRange(1, 2000), metavar="N", help="Persons that html, svg and png show (default: 500)."
)
@pass_settings
def export(
    settings: Settings, /, form: str, *, output: Path | None, measures: tuple[str, ...], top: int | None, **wishes: Any
) -> None:
    """Write the graph in a format of other tools.

    All that is known: turtle, nquads, trig, jsonld, events, ftm. The network of persons: gexf, graphml, cytoscape,
    cx2, jgf, pajek, dot, mermaid, html, svg, png, csv, neo4j; these alone take filters and measures. html is a page
    for a browser with the sentences behind every tie; it, svg and png show the persons with the most contacts. Without
    --status every event counts, also in measures, where kg rank counts those that occurred. Exit code 1 when a filter
    lets no event pass.
    """
    from kg.cli.tables import print_warning
    from kg.service import open_graph

    graph = open_graph(settings.store)
    if output is not None:
        graph.export_to(form, output, measures=measures, top=top, notice=print_warning, **wishes)
        return
    for piece in graph.export(form, measures=measures, top=top, notice=print_warning, **wishes):
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()


@click.command(short_help="List the articles of the store.", epilog="Example:  kg articles --format csv > articles.csv")
@FORM
@pass_settings
def articles(settings: Settings, form: str) -> None:
    """List the articles of the store; of copies of one story, which one they are copies of.

    Copies count as one independent source. The generation is that of the store which an article came with, and it
    stays when the article is read again; it is empty for one that was there before the store kept generations, or
    restored it.
    """
    from kg.cli.tables import print_rows
    from kg.service.rows import article_rows
    from kg.store import open_reader

    found = article_rows(open_reader(settings.store))
    print_rows(found.columns, found.rows, form, labels=found.labels)
