"""The command ``kg path``."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import fact_filters, pass_settings
from kg.cli.read import TEXT_FORM, filled
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.analysis.paths import Mode
    from kg.service import KnowledgeGraph
    from kg.service.frontier import FrontierGraph

_HUBS = click.option(
    "--max-contacts", "hubs", default=None, type=click.IntRange(1), help="Nobody in between may have more."
)
_VIA = click.option(
    "--via", type=click.Choice(["org"]), help="Also through organizations and states that persons share."
)


@click.command(
    short_help="Who connects A to B, with sentences.",
    epilog="""\b
Examples:
  kg path "Anna Petit" "Joseph Otieno" --k 3
  kg path "Anna Petit" "Joseph Otieno" --through "Rosa Quispe" --not-type visit
  kg path "Anna Petit" "Joseph Otieno" --through-place Nairobi --any-of-type meeting --any-of-type letter
  kg path "Anna Petit" "Joseph Otieno" --order forward --gap 90 --min-sources 2
  kg path "Anna Petit" "Joseph Otieno" --via org --known-by 2024-03-31
  kg path "Anna Petit" "Joseph Otieno" --new-since generation:12
  kg path "Anna Petit" "Joseph Otieno" --endpoint https://sparql.example.org/sparql""",
)
@click.argument("source", metavar="A")
@click.argument("target", metavar="B")
@click.option("--from", "more_sources", multiple=True, metavar="NAME", help="Or from this person.")
@click.option("--to", "more_targets", multiple=True, metavar="NAME", help="Or to this person.")
@click.option(
    "--status", default="occurred", show_default=True, help="Statuses that carry a path, with commas, or any."
)
@click.option("--k", "count", default=None, type=click.IntRange(1, 1000), help="How many paths (default 1).")
@click.option("--shortest", is_flag=True, help="All paths of the least length.")
@click.option("--simple", is_flag=True, help="Every path up to --longest, the shortest first.")
@click.option("--longest", default=8, show_default=True, type=click.IntRange(1, 8), help="Steps at most.")
@fact_filters
@click.option("--avoid", multiple=True, metavar="NAME", help="Not through this person.")
@click.option("--through", multiple=True, metavar="NAME", help="Through this person.")
@click.option("--any-of", multiple=True, metavar="NAME", help="Through one of these persons.")
@click.option(
    "--through-place",
    "through_places",
    multiple=True,
    metavar="PLACE",
    help="With an event there, or with this organization or state.",
)
@click.option(
    "--any-of-place", "any_of_places", multiple=True, metavar="PLACE", help="With an event at one of these places."
)
@click.option("--through-type", "through_types", multiple=True, metavar="TYPE", help="With an event of this type.")
@click.option(
    "--any-of-type", "any_of_types", multiple=True, metavar="TYPE", help="With an event of one of these types."
)
@click.option("--order", type=click.Choice(["forward", "backward"]), help="Contacts follow one another in time.")
@click.option("--gap", default=None, type=click.IntRange(0), metavar="DAYS", help="Between two contacts, with --order.")
@_HUBS
@_VIA
@click.option(
    "--new-since",
    default=None,
    metavar="WHEN",
    help="Mark what was first reported after this day, or rests on no article that the store held at a generation"
    " (generation:12).",
)
@click.option(
    "--engine",
    type=click.Choice(["auto", "network", "frontier"]),
    default="auto",
    show_default=True,
    help="Search the whole network, or read from both ends what is needed; auto: by the size of the store.",
)
@click.option("--endpoint", metavar="URL", help="Ask this SPARQL endpoint instead of a store (KG_ENDPOINT_TOKEN).")
@click.option("--nodes", type=click.IntRange(1), help="Persons and events frontiers may read (default 50000).")
@click.option("--seconds", type=click.IntRange(1, 86_400), help="Time for reading frontiers (default 60).")
@TEXT_FORM
@pass_settings
def path(
    settings: Settings,
    /,
    source: str,
    target: str,
    form: str,
    *,
    more_sources: tuple[str, ...],
    more_targets: tuple[str, ...],
    shortest: bool,
    simple: bool,
    via: str | None,
    count: int | None,
    engine: str,
    endpoint: str | None,
    nodes: int | None,
    seconds: int | None,
    **wishes: Any,
) -> None:
    """Who connects A to B, with the sentence for every hop.

    Only events reported as having occurred carry a path unless --status says otherwise; what is planned, stalled or
    denied between the two is named below the answer. Where there is no path, it is told what kept it out, and what
    could be left out of the question. Exit code 1 when there is no path.
    """
    from kg.cli.render import print_path_answer
    from kg.cli.tables import print_json
    from kg.service.forms import path_form
    from kg.service.wishes import places_told

    for name, argument in ((source, "A"), (target, "B")):
        filled(name, argument)
    if shortest and simple:
        raise click.UsageError("Give --shortest or --simple, not both.")
    mode: Mode = "shortest" if shortest else "simple" if simple else "best"
    if wishes["new_since"] is not None:
        filled(wishes["new_since"], "--new-since")
    for name in ("order", "new_since"):
        wishes[name] = wishes[name] or ""
    if count:
        wishes["count"] = count
    graph = _asked(settings, engine=engine, endpoint=endpoint, nodes=nodes, seconds=seconds)
    answer = graph.path(
        [source, *more_sources],
        [target, *more_targets],
        mode=mode,
        ties=via is not None,
        **wishes,
    )
    if form == "json":
        print_json(path_form(graph, answer))
    else:
        window = bool(wishes["since"] or wishes["until"])
        notes = [
            words.format(places)
            for words, names in (
                ("Events in {} count.", wishes["concerning"]),
                ("A path needs an event in each of {}.", wishes["through_places"]),
                ("A path needs an event in one of {}.", wishes["any_of_places"]),
            )
            if (places := places_told(graph, names))
        ]
        print_path_answer(graph, answer, status=wishes["status"], window=window, notes=notes)
    if not answer.paths:
        sys.exit(1)


def _asked(
    settings: Settings, *, engine: str, endpoint: str | None, nodes: int | None, seconds: int | None
) -> KnowledgeGraph | FrontierGraph:
    """Where paths are asked for: a store, read whole or in part, or an endpoint."""
    from kg.service import open_graph

    most = sys.maxsize if engine == "network" else settings.network_contacts
    if endpoint is None:
        graph = open_graph(settings.store, ontology=settings.ontology, most=most)
        if engine == "network" or (engine == "auto" and not graph.is_vast):
            if nodes is not None or seconds is not None:
                raise click.UsageError(
                    "--nodes and --seconds limit frontiers, and the whole network is searched here:"
                    " add --engine frontier, or leave them out."
                )
            return graph
    elif engine == "network":
        raise click.UsageError("An endpoint is not read whole: leave out --engine network.")
    from kg.analysis.frontier import NODES, Limits
    from kg.service.frontier import FrontierGraph

    nodes, seconds = nodes or NODES, seconds or _SECONDS
    if endpoint is None:
        return FrontierGraph(graph.reader, Limits(nodes, seconds=seconds))
    from kg.store.endpoint import Endpoint

    token = os.environ.get("KG_ENDPOINT_TOKEN", "")
    reader = Endpoint(endpoint, token=token, seconds=seconds, prefer=settings.base)
    return FrontierGraph(reader, Limits(nodes, seconds=_READING * seconds))


_SECONDS = 60  # of a frontier, where no number is given
_READING = 0.75  # of the time at an endpoint; the rest is for what the answer tells


@click.command(
    short_help="What connects several persons, with sentences.",
    epilog='Example:  kg connect "Anna Petit" "Joseph Otieno" "Rosa Quispe"',
)
@click.argument("names", nargs=-1, required=True, metavar="NAME NAME...")
@click.option("--status", default="occurred", show_default=True, help="Statuses that connect, with commas, or any.")
@click.option("--avoid", multiple=True, metavar="NAME", help="Not through this person.")
@_HUBS
@_VIA
@fact_filters
@TEXT_FORM
@pass_settings
def connect(settings: Settings, /, names: tuple[str, ...], form: str, via: str | None, **wishes: Any) -> None:
    """A small network that holds all the persons named: who else it needs, and every link with its sentences.

    Of each two the shortest path is looked at, and of those as few are kept as connect them all. A network has no
    beginning and no end, so that nothing in it comes first: --order is of `kg path`, and so is what one path must pass.
    Exit code 1 when not all are connected.
    """
    from kg.cli.render import print_connection
    from kg.cli.tables import print_json
    from kg.service import open_graph
    from kg.service.forms import connection_form

    for name in names:
        filled(name, "NAME")
    graph = open_graph(settings.store, ontology=settings.ontology)
    found = graph.connect(names, ties=via is not None, **wishes)
    if form == "json":
        print_json(connection_form(graph, found))
    else:
        print_connection(graph, found)
    if len(found.groups) > 1:
        sys.exit(1)
