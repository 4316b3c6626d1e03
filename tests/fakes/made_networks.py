"""Networks made by hand, without a store: events of persons, or NetworkX graphs whose every edge is an event."""

import networkx as nx

from kg.analysis.network import Fact, Network

OCCURRED, PLANNED, DENIED = "s:occurred", "s:planned", "s:denied"
TALK, LETTER = "t:Talk", "t:Letter"


def fact(name, *persons, status=OCCURRED, kind=TALK, day="", until="", sources=1, places=()):
    """An event; ``day`` is its only day unless ``until`` is given."""
    dates = (day,) if day and not until else (f"{day}/{until}",) if day else ()
    return Fact(name, kind, f"Event {name}", status, dates, day, until or day, tuple(places), tuple(persons), sources)


def network(*facts, names=None, alone=()):
    """The network that a store of these events would project to."""
    graph = nx.Graph()
    for one in sorted(facts, key=lambda each: each.event):
        persons = sorted(set(one.persons))
        graph.add_nodes_from(persons)
        for index, person in enumerate(persons):
            for other in persons[index + 1 :]:
                known = graph.edges[person, other]["facts"] if graph.has_edge(person, other) else ()
                graph.add_edge(person, other, facts=(*known, one.event))
    graph.add_nodes_from(alone)
    called = {node: f"Name of {node}" for node in sorted(graph)}
    return Network(graph, {one.event: one for one in facts}, {**called, **(names or {})})


def of_graph(graph):
    """Each edge of a graph as an event of two persons, as often as its ``weight`` says."""
    return network(
        *(
            fact(f"e{number:04}-{turn}", person(one), person(other))
            for number, (one, other, data) in enumerate(sorted(graph.edges(data=True), key=lambda edge: edge[:2]))
            for turn in range(int(data.get("weight", 1)))
        )
    )


def person(number):
    """What ``of_graph`` calls a node."""
    return f"p{number:03}"


def column(table, name):
    """The cells of a column."""
    return [record[name] for record in table.records()]


def by_person(table, name, key="id"):
    """Person -> cell of a column."""
    return {record[key]: record[name] for record in table.records()}
