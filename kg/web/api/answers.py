"""What the operations answer: the service's answers in the forms of the commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from werkzeug.exceptions import NotFound

from kg.analysis.result import Result, exact
from kg.errors import UsageError, choose_from
from kg.export import FORMATS, FolderForm, StoreForm
from kg.service import KnowledgeGraph
from kg.service.exports import BARE
from kg.service.forms import answer_form, connection_form, names_form, path_form, sentences_form, view_form
from kg.service.lookup import LABELLED
from kg.service.rows import Rows, article_rows, delimited, query_rows, result_form, shown_tables
from kg.service.wishes import MOST_PATHS, ConnectWishes, PathWishes
from kg.web.api.bounds import check_held, check_network, check_reasons, check_rows
from kg.web.api.operation import Asked, as_json
from kg.web.api.wishes import LONGEST_SIMPLE
from kg.web.observing import trace
from kg.web.parameters import Values

_ARTICLE, _EVENT = LABELLED[1], LABELLED[0]


def rows(asked: Asked, found: Rows) -> bytes:
    """Rows in the form asked for."""
    if asked.form == "json":
        return as_json(found.records())
    return delimited(found.columns, found.rows, asked.form).encode()


def queries(asked: Asked) -> bytes:
    """The catalogue."""
    return as_json([query_form(asked.graph, name) for name in asked.graph.catalogue])


def query_form(graph: KnowledgeGraph, name: str) -> dict[str, object]:
    """A catalogue query: what it answers, takes and tells."""
    query = graph.catalogue[name]
    return {
        "name": name,
        "title": query.title,
        "answers": query.answers,
        "parameters": [
            {
                "name": one.name,
                "kind": one.kind,
                "label": one.label,
                "required": one.required,
                "default": None if one.required else one.default,
                "of": list(one.of),
            }
            for one in query.parameters
        ],
        "columns": [{"name": one.name, "kind": one.kind, "label": one.label} for one in query.columns],
        "asked": list(query.asked),
    }


def query(name: str) -> Callable[[Asked], bytes]:
    """What answers a catalogue query, in a process of its own as any query's."""

    def answer(asked: Asked) -> bytes:
        values = {parameter: given for parameter, given in asked.values.items() if given}
        trace().query = asked.graph.bound(name, values)
        found = query_rows(asked.graph, name, values)
        check_rows(len(found.rows))
        return rows(asked, found)

    return answer


def paths(asked: Asked) -> bytes:
    """Who connects persons. Raises: as ``path_call``."""
    sources, targets, wishes = path_call(asked.values)
    return as_json(path_form(asked.graph, asked.graph.path(sources, targets, **wishes)))


def path_call(values: Values) -> tuple[tuple[str, ...], tuple[str, ...], PathWishes]:
    """The ends and the wishes that parameters of paths say.

    Args:
        values: by ``kg.web.api.wishes.PATHS``.

    Raises:
        UsageError: for every path of more steps than can be.
    """
    wishes = dict(values)
    sources, targets, via = wishes.pop("from"), wishes.pop("to"), wishes.pop("via", "")
    mode = wishes["mode"]
    if mode == "simple" and wishes.setdefault("longest", LONGEST_SIMPLE) > LONGEST_SIMPLE:
        raise UsageError(
            f"every path of more than {LONGEST_SIMPLE} steps is too much to ask",
            mend=f"Send longest={LONGEST_SIMPLE}, or less.",
        )
    wishes.setdefault("count", 1 if mode == "best" else MOST_PATHS)
    return sources, targets, cast("PathWishes", {**wishes, "ties": bool(via)})


def connect(asked: Asked) -> bytes:
    """What connects several persons."""
    check_held(asked.graph, "kg connect")
    names, wishes = connect_call(asked.values)
    return as_json(connection_form(asked.graph, asked.graph.connect(names, **wishes)))


def connect_call(values: Values) -> tuple[tuple[str, ...], ConnectWishes]:
    """The persons and the wishes that parameters of connections say.

    Args:
        values: by ``kg.web.api.wishes.CONNECT``.
    """
    wishes = dict(values)
    names, via = wishes.pop("names"), wishes.pop("via", "")
    return names, cast("ConnectWishes", {**wishes, "ties": bool(via)})


def question(asked: Asked) -> bytes:
    """A question in plain words."""
    return as_json(answer_form(asked.graph, asked.graph.ask(asked.values["q"])))


def search(asked: Asked) -> bytes:
    """Sentences or names.

    Raises:
        UsageError: for a filter of the other.
    """
    wishes = dict(asked.values)
    words, among = wishes.pop("q"), wishes.pop("among")
    kinds = wishes.pop("kinds")
    if among == "names":
        limit = wishes.pop("limit")
        if wishes.pop("status") != "any" or any(wishes.values()):
            raise UsageError("only kind filters in=names", mend="Leave the others out, or send in=sentences.")
        return as_json(names_form(asked.graph, asked.graph.search_names(words, kinds=kinds, limit=limit)))
    if kinds:
        raise UsageError("kind is for in=names", mend="Leave it out, or send in=names.")
    return as_json(sentences_form(asked.graph, asked.graph.search(words, **wishes)))


def entity(asked: Asked) -> bytes:
    """One thing by name or IRI.

    Raises:
        UsageError: for both, or none.
    """
    name, iri = asked.values.get("name", ""), asked.values.get("iri", "")
    if bool(name.strip()) == bool(iri.strip()):
        raise UsageError("one of name and iri is needed", mend="Send the parameter name, or iri.")
    return _view(asked, name or iri)


def thing(asked: Asked) -> bytes:
    """One thing by the end of its IRI.

    Raises:
        NotFound: when there is none.
    """
    iri = f"{asked.graph.reader.base}id/{asked.values['id']}"
    if asked.graph.names.get(iri) is None:
        raise NotFound(f"The store knows nothing of the address id/{asked.values['id']}")
    return _view(asked, iri)


def _view(asked: Asked, name: str) -> bytes:
    why = asked.values["why"]
    if why and asked.graph.find(name).kind == _EVENT:
        check_reasons(asked.graph)
    return as_json(view_form(asked.graph.show(name, why=why)))


def articles(asked: Asked) -> bytes:
    """The articles."""
    return rows(asked, article_rows(asked.graph.reader))


def article(asked: Asked) -> bytes:
    """One article by its digest."""
    return as_json(view_form(asked.graph.show(_digest(asked), why=False)))


def article_text(asked: Asked) -> bytes:
    """An article's whole text."""
    return (asked.graph.reader.text(_digest(asked)) or "").encode()


def _digest(asked: Asked) -> str:
    """The digest of an article of the store, from its beginning.

    Raises:
        NotFound: when no article's digest begins so, or several do.
    """
    begun = asked.values["digest"]
    found = [one.digest for one in asked.graph.reader.articles() if one.digest.startswith(begun)]
    if len(found) != 1:
        raise NotFound(f"{len(found) or 'No'} article{'s' * (len(found) > 1)} of the store has a digest {begun[:64]}")
    return found[0]


Measure = Callable[..., Result]
"""A method of ``KnowledgeGraph``, called with the graph and what was told."""


def measure(name: str, compute: Measure) -> Callable[[Asked], bytes]:
    """What answers with a measure of the network.

    Args:
        name: of the command.
        compute: that measures.
    """

    def answer(asked: Asked) -> bytes:
        values = dict(asked.values)
        show, top = values.pop("show", None), values.get("top")
        if name != "rank":
            values.pop("top", None)
        check_network(asked.graph, f"kg {name}", by=values.get("by", ""))
        result = compute(asked.graph, **values)
        if asked.form == "json":
            return as_json(result_form(result, generation=asked.graph.generation, show=show, top=top))
        if asked.form == "svg":
            return result.to_svg().encode()
        table = shown_tables(result, show=show, top=top)[0][0]
        told = [tuple(map(exact, row)) for row in table.rows]
        return delimited([column.name for column in table.columns], told, asked.form).encode()

    return answer


def exports(_asked: Asked) -> bytes:
    """The forms of exports."""
    return as_json(
        [
            {
                "name": name,
                "holds": form.scope,
                "opens_in": form.opens,
                "media_type": "application/zip" if isinstance(form, FolderForm) else form.media_type,
                "filters": not isinstance(form, StoreForm),
                "measures": not isinstance(form, StoreForm) and name not in BARE,
            }
            for name, form in FORMATS.items()
        ]
    )


def missing(what: str, name: str, known: Mapping[str, object]) -> NotFound:
    """There is no such query or form."""
    return NotFound(f"There is no {what} {name[:60]!r}. {choose_from(name[:60], known)}")
