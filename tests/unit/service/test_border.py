"""What callers in Python give is taken as it is meant, or refused with the mend."""

import datetime as dt

import networkx as nx
import pytest

from kg.analysis.network import of_networkx
from kg.analysis.paths import PathAnswer, PathQuestion, find_paths
from kg.analysis.rank import rank
from kg.analysis.weights import TieFilter
from kg.errors import EmptyNetworkError, UsageError
from kg.service.forms import connection_form, path_form

ENDS = ("Anna Petit", "Joseph Otieno")


@pytest.mark.parametrize(
    ("wishes", "told", "mend"),
    [
        ({"mode": "zzz"}, "mode is 'zzz'", "best, shortest, simple"),
        ({"mode": "simpel"}, "mode is 'simpel'", "Did you mean simple?"),
        ({"order": "sideways"}, "order is 'sideways'", "forward, backward"),
        ({"ties": "zzz"}, "ties is 'zzz'", "True or False"),
        ({"longest": 20}, "longest is 20", "from 1 to 8"),
        ({"count": "3"}, "count is '3'", "whole number"),
        ({"count": True}, "count is True", "whole number"),
        ({"hubs": 2.5}, "hubs is 2.5", "whole number or None"),
        ({"avoid": 7}, "avoid is 7", "list of texts"),
        ({"types": [7]}, "types is [7]", "list of texts"),
        ({"since": 2024}, "since is 2024", "datetime.date"),
        ({"status": 7}, "status is 7", "list of texts"),
        ({"via": "org"}, "called 'via'", "Did you mean ties=True?"),
        ({"k": 3}, "called 'k'", "Did you mean count?"),
        ({"max_contacts": 3}, "called 'max_contacts'", "Did you mean hubs?"),
        ({"in_": ["Nairobi"]}, "called 'in_'", "Did you mean concerning?"),
        ({"min_sources": 2}, "called 'min_sources'", "Did you mean sources?"),
        ({"outlet": "x"}, "called 'outlet'", "Did you mean outlets?"),
        ({"simple": True}, "called 'simple'", 'Did you mean mode="simple"?'),
    ],
    ids=str,
)
def test_a_wish_that_cannot_be_is_refused_with_its_mend(graph, wishes, told, mend):
    with pytest.raises(UsageError) as refused:
        graph.path(*ENDS, **wishes)
    assert told in refused.value.message
    assert mend in refused.value.mend


@pytest.mark.parametrize(
    "call",
    [
        lambda graph: graph.rank("degree", seed="x"),
        lambda graph: graph.rank(3),
        lambda graph: graph.rank(top="ten"),
        lambda graph: graph.rank(cap="2"),
        lambda graph: graph.communities(resolution="a"),
        lambda graph: graph.compare(None, 1996),
        lambda graph: graph.ego("Anna Petit", radius="far"),
        lambda graph: graph.ego(7),
        lambda graph: graph.path(1, 2),
        lambda graph: graph.connect([1, 2]),
        lambda graph: graph.show(None),
        lambda graph: graph.ask(7),
        lambda graph: graph.search(7),
        lambda graph: graph.search("minister", limit="3"),
        lambda graph: graph.search_names("Anna", kinds=[3]),
        lambda graph: graph.export(7),
        lambda graph: graph.export("svg", top="3"),
        lambda graph: graph.query("meetings", {"person": 7}),
    ],
)
def test_a_value_of_another_type_is_a_usage_error(graph, call):
    with pytest.raises(UsageError):
        call(graph)


@pytest.mark.parametrize(
    ("one", "same"),
    [
        ({"types": "meeting"}, {"types": ["meeting"]}),
        ({"avoid": "Rosa Quispe"}, {"avoid": ["Rosa Quispe"]}),
        ({"concerning": "Nairobi"}, {"concerning": ("Nairobi",)}),
        ({"status": ["occurred", "planned"]}, {"status": "occurred,planned"}),
        ({"since": dt.date(2024, 3, 1)}, {"since": "2024-03-01"}),
        ({"known_by": dt.datetime(2024, 3, 20, 12, tzinfo=dt.UTC)}, {"known_by": "2024-03-20"}),
    ],
    ids=str,
)
def test_one_name_and_a_day_of_pythons_are_taken_as_meant(graph, one, same):
    assert graph.path(*ENDS, **one) == graph.path(*ENDS, **same)


def test_a_name_for_a_list_is_one_name_in_a_query(graph):
    assert graph.query("meetings", {"person": "Anna Petit"}) == graph.query("meetings", {"person": ["Anna Petit"]})


def test_years_as_numbers_are_windows(graph):
    with pytest.raises(EmptyNetworkError, match="1999: no event passes"):
        graph.compare(1999, dt.date(2024, 3, 4))
    with pytest.raises(UsageError, match="no window"):
        graph.compare(True, 2024)


def test_simple_and_shortest_give_all_paths_unless_told(graph):
    simple = graph.path(*ENDS, mode="simple", longest=3, status="any")
    assert len(simple.paths) > 1
    assert simple.paths == graph.path(*ENDS, mode="simple", longest=3, status="any", count=100).paths
    assert len(graph.path(*ENDS, mode="simple", longest=3, status="any", count=1).paths) == 1
    assert len(graph.path(*ENDS, status="any").paths) == 1


def test_answers_are_told_as_plain_values(graph):
    answer = graph.path(*ENDS)
    assert answer.form() == path_form(graph, answer)
    found = graph.connect(ENDS)
    assert found.form() == connection_form(graph, found)
    with pytest.raises(UsageError, match="knows no names"):
        PathAnswer((), (), PathQuestion(), ()).form()


def test_a_graph_of_somebody_elses_is_searched_and_measured():
    own = nx.MultiGraph()
    own.add_node(1, name="=Ann")
    own.add_edge(1, 2, label="Lunch", earliest="2024-03-04", latest="2024-03-05")
    own.add_edge(2, 1, label="Dinner")
    own.add_edge(2, 3, earliest="2024-03-07")
    own.add_edge(3, 3)
    network = of_networkx(own)
    path = find_paths(network, ["1"], ["3"], PathQuestion()).paths[0]
    assert path.persons == ("1", "2", "3")
    assert [[fact.label for fact in hop.facts] for hop in path.hops] == [["Lunch", "Dinner"], ["2 and 3"]]
    assert path.hops[0].facts[0].dates == ("2024-03-04/2024-03-05",)
    assert network.names["1"] == "=Ann"
    assert rank(network, TieFilter(), by="degree").table().rows[0][1] == "2"
