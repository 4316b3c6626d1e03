"""All operations of the API, in the order in which they are documented.

Routes, the OpenAPI description, the page ``/api``, the reference and the tests are made from this table. A catalogue
query and a form of export are operations each, made from their own tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from kg.catalogue import Query, load_catalogue
from kg.export import FORMATS, ChartForm, StoreForm
from kg.service import KnowledgeGraph
from kg.service.exports import BARE
from kg.web.api import answers, wishes
from kg.web.api.bounds import MOST_EXPORTED, MOST_FACTS
from kg.web.api.exports import media_of
from kg.web.api.openapi import describe
from kg.web.api.operation import RESULT, ROWS, TEXT, Asked, Operation, as_json
from kg.web.parameters import Parameter

_BOUND: Final = f"Over a network of more than {MOST_FACTS:,} events it is refused (413): the command has no such bound."
_SIZE: Final = f"Of a network of more than {MOST_EXPORTED:,} events it is refused (413): the command has no such bound."
_NAMES: Final = "Of a name that several bear the choices are told (300), of an unknown one the nearest (404)."

_ID: Final = Parameter("id", "What its IRI has behind `id/`.", required=True, example="person/anna-petit")
_DIGEST: Final = Parameter("digest", "Of the article, or what it begins with.", required=True)


def _description(_asked: Asked) -> bytes:
    return as_json(describe(all_operations()))


def _measure(
    name: str, compute: answers.Measure, title: str, parameters: tuple[Parameter, ...], *, says: str = ""
) -> Operation:
    """The operation of a measure of the network, called as its command is."""
    return Operation(
        name, f"/{name}", title, answers.measure(name, compute), parameters, says=f"{says} {_BOUND}".strip(),
        forms=RESULT, schema="Result", command=f"kg {name}", gated=True,
    )  # fmt: skip


FIXED: Final = (
    Operation(
        "openapi", "/openapi.json", "This API as OpenAPI 3.1", _description, schema="OpenApi",
    ),
    Operation(
        "paths", "/paths", "Who connects persons", answers.paths, wishes.PATHS, schema="Paths", command="kg path",
        gated=True, says="The sentence for every hop; where there is no path, what kept it out. Every path"
        f" (`mode=simple`) of at most {wishes.LONGEST_SIMPLE} steps. {_NAMES}",
    ),
    Operation(
        "connect", "/connect", "What connects several persons", answers.connect, wishes.CONNECT, schema="Connection",
        command="kg connect", gated=True, says=f"A small network that holds all of them. {_NAMES}",
    ),
    Operation(
        "ask", "/ask", "A question in plain words", answers.question, wishes.QUESTION, schema="Answer",
        command="kg ask", says="Tells the command that the question became, and the facts with their sentences. What is"
        f" not understood is answered with what can be asked (400). {_NAMES}",
    ),
    Operation(
        "search", "/search", "Full-text search of sentences or names", answers.search, wishes.SEARCH, schema="Found",
        command="kg search", says="`kind` filters names alone, the other filters sentences alone.",
    ),
    Operation(
        "entities", "/entities", "A person, place, organization, event or article by name or IRI", answers.entity,
        wishes.ENTITY, schema="View", command="kg show", says=f"One of `name` and `iri` is needed. {_NAMES}",
    ),
    Operation(
        "entity", "/entities/{id}", "A person, place, organization, event or article", answers.thing, (wishes.WHY,),
        place=_ID, schema="View", command="kg show",
    ),
    Operation("articles", "/articles", "The articles", answers.articles, forms=ROWS, schema="Articles",
        command="kg articles",
    ),
    Operation(
        "article", "/articles/{digest}", "An article and what its sentences say", answers.article, place=_DIGEST,
        schema="ArticleView", command="kg show",
    ),
    Operation(
        "article-text", "/articles/{digest}/text", "An article's whole text", answers.article_text, place=_DIGEST,
        forms=TEXT, trusted=True, says="For this machine, and for who has a token. Offsets of evidence count its code"
        " points.",
    ),
    _measure("rank", KnowledgeGraph.rank, "Persons by a measure of the network", wishes.RANK),
    _measure("communities", KnowledgeGraph.communities, "Groups of persons close to each other", wishes.COMMUNITIES),
    _measure("bridges", KnowledgeGraph.bridges, "On whom the connection of others hangs", wishes.BRIDGES),
    _measure("compare", KnowledgeGraph.compare, "What changed between two times", wishes.COMPARE),
    _measure("ego", KnowledgeGraph.ego, "The surroundings of a person", wishes.EGO, says=_NAMES),
    _measure("timeline", KnowledgeGraph.timeline, "What two persons share, in order", wishes.TIMELINE, says=_NAMES),
    Operation("queries", "/queries", "The catalogue queries", answers.queries, schema="Queries"),
    Operation("exports", "/exports", "The forms of exports", answers.exports, schema="Exports"),
)  # fmt: skip


@cache
def query_operations() -> Mapping[str, Operation]:
    """The operations of the catalogue queries, by name."""
    return {query.name: _query(query) for query in load_catalogue().values()}


def _query(query: Query) -> Operation:
    parameters = tuple(
        Parameter(
            one.name,
            f"{one.label}: {_SENT[one.kind]}." + ("" if one.required else f" Default: `{one.default}`."),
            required=one.required,
            several=True,
        )
        for one in query.parameters
    )
    return Operation(
        f"query-{query.name}", f"/queries/{query.name}", query.title, answers.query(query.name), parameters,
        says=query.answers, forms=ROWS, schema=f"rows:{','.join(column.name for column in query.columns)}",
        command=f"kg query {query.name}",
    )  # fmt: skip


_SENT: Final = {
    "entity": "a name, or an IRI",
    "status": "a key, several with commas, or `any`",
    "type": "a key or name of an event type",
    "date": "a day",
    "integer": "a whole number",
    "text": "a text",
}
"""How a value of a catalogue query's parameter is sent, by its kind."""


@cache
def export_operations() -> Mapping[str, Operation]:
    """The operations of the forms of exports, by name."""
    return {name: _export(name) for name in FORMATS}


def _export(name: str) -> Operation:
    form = FORMATS[name]
    wanted = wishes.PICTURE if isinstance(form, ChartForm) else wishes.EXPORT[: -1 if name in BARE else None]
    parameters = () if isinstance(form, StoreForm) else wanted
    return Operation(
        f"export-{name}", f"/exports/{name}", f"An export for {form.opens}", parameters=parameters,
        says=f"Holds {form.scope}. {'' if isinstance(form, StoreForm) else _SIZE}".strip(),
        forms={name: media_of(name)}, command=f"kg export {name}", gated=True,
    )  # fmt: skip


def all_operations() -> Iterator[Operation]:
    """Every operation there is."""
    yield from FIXED
    yield from query_operations().values()
    yield from export_operations().values()
