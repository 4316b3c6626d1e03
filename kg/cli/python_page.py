"""The reference page of Python: methods, wishes with what the commands call them, and NetworkX in and out."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from kg.analysis.answers import PathAnswer
from kg.analysis.connecting import Connection
from kg.analysis.result import Result
from kg.service import KnowledgeGraph
from kg.service.border import FACTS, OTHERS, PATHS, Wish

_VALUES: Final = {
    "text": "text", "statuses": "text or list", "day": "YYYY-MM-DD or `datetime.date`",
    "point": "YYYY-MM-DD, `datetime.date` or `generation:12`",
    "names": "name or list of names",
    "number": "whole number", "decimal": "number", "flag": "True or False",
}  # fmt: skip


def python_page() -> str:
    """Methods and wishes, from the program itself."""
    return "".join(_parts())


def _parts() -> Iterator[str]:
    yield _INTRODUCTION
    for kind, title in (
        (KnowledgeGraph, "KnowledgeGraph"), (PathAnswer, "PathAnswer, of path"), (Connection, "Connection, of connect"),
        (Result, "Result, of the measures"),
    ):  # fmt: skip
        yield f"\n## {title}\n\n| | |\n|---|---|\n"
        for name, member in inspect.getmembers(kind):
            words = (inspect.getdoc(member) or "").partition("\n\n")[0].replace("\n", " ").replace("``", "`")
            if name.startswith("_") or not words:
                continue
            if inspect.isfunction(member) or inspect.ismethod(member):
                yield f"| `{name}{_taken(member)}` | {words} |\n"
            elif isinstance(member, property) or hasattr(member, "attrname"):
                yield f"| `{name}` | {words} |\n"
    yield _WISHES
    yield from _table("Which events count (everywhere)", FACTS)
    yield from _table("Paths", PATHS)
    yield from _table("Single methods", OTHERS)
    yield _NETWORKX


def _taken(member: Callable[..., object]) -> str:
    """What a method takes, by name."""
    told: list[str] = []
    for name, one in inspect.signature(member).parameters.items():
        if name in ("self", "cls"):
            continue
        if one.kind is one.KEYWORD_ONLY and "*" not in told:
            told.append("*")
        if one.kind is one.VAR_KEYWORD:
            told.append("…wishes")
        else:
            told.append(name if one.default is one.empty else f"{name}={one.default!r}")
    return f"({', '.join(told)})"


def _table(title: str, wishes: Mapping[str, Wish]) -> Iterator[str]:
    yield f"\n### {title}\n\n| in Python | value | command | |\n|---|---|---|---|\n"
    for name, wish in wishes.items():
        value = " ".join(f"`{word}`" for word in wish.choices if word) or _VALUES[wish.kind]
        yield f"| `{name}` | {value} | `{wish.option}` | {wish.says} |\n"


_INTRODUCTION: Final = """# Python

```python
import kg

graph = kg.open("kg-store")
answer = graph.path("Anna Petit", "Joseph Otieno", mode="simple", longest=3)
print(answer.form()["paths"])  # as kg path --format json
graph.rank("betweenness").to_frame()  # a pandas DataFrame
```

A graph reads one generation; `refresh()` moves on to the newest. Whatever is wrong with a call is a
`kg.errors.UsageError` that tells the mend
(`UnknownNameError`, `AmbiguousNameError` and `EmptyNetworkError` are kinds of it); nothing given is passed over in
silence.
"""

_WISHES: Final = """
## Wishes

What may be given by name beside what a method asks for. `path` takes the first two tables, `connect`, `export` and
the measures the first.
A statement without a status counts what has occurred; exports and `timeline` count every status unless `status` says
otherwise.
"""

_NETWORKX: Final = """
## NetworkX types in and out

Out: the whole network as an `nx.Graph`, persons as IRIs, the events of each edge beside it; or the part that a filter
lets pass, as a file
that NetworkX reads.

```python
import io
import networkx as nx

whole = graph.network.graph
one, other, data = next(iter(whole.edges(data=True)))
print(graph.label(one), graph.label(other), [graph.network.facts[event].label for event in data["facts"]])

pieces = graph.export("graphml", status="occurred", sources=2)
filtered = nx.read_graphml(io.BytesIO(b"".join(pieces)), force_multigraph=True)
```

With the weights that the measures use (1/(n-1) for an event of n persons), persons as numbers into `ties.persons`:

```python
from kg.analysis.weights import TieFilter, weigh

ties = weigh(graph.network, TieFilter())
weighted = ties.graph
```

In: every edge of a graph of your own becomes an event of two persons, and paths and measures work on it. Edges may
have the attributes `label`,
`earliest` and `latest` (ISO days), nodes a `name`.

```python
import networkx as nx
from kg.analysis.network import of_networkx
from kg.analysis.paths import PathQuestion, find_paths
from kg.analysis.rank import rank
from kg.analysis.weights import TieFilter

network = of_networkx(nx.florentine_families_graph())
print(find_paths(network, ["Medici"], ["Strozzi"], PathQuestion(count=3)).paths[0].persons)
print(rank(network, TieFilter(), by="betweenness").to_svg())
```
"""
