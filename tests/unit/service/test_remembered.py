"""What a graph that is never read whole remembers."""

from threading import Thread

from kg.service.frontier import FrontierGraph
from kg.service.remembered import Remembered


def test_what_was_longest_unused_is_forgotten():
    known = Remembered(2)
    known.learn({"a": 1, "b": 2})
    assert known.get("a") == 1
    known.learn({"c": 3})
    assert (known.get("a"), known.get("b"), known.get("c"), len(known)) == (1, None, 3, 2)
    assert known.missing(["c", "b", "a", "d"]) == ["b", "d"]


def test_nought_and_no_words_are_known_too():
    known = Remembered(2)
    known.learn({"a": 0, "b": ""})
    assert known.missing("ab") == []


def test_threads_keep_the_bound():
    known = Remembered(10)

    def learn(begin):
        for number in range(begin, begin + 500):
            known.learn({str(number): number})
            known.get(str(number - 1))

    threads = [Thread(target=learn, args=(begin,)) for begin in (0, 400, 800)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(known) == 10


def test_a_graph_that_forgets_tells_the_same(graph, monkeypatch):
    monkeypatch.setattr("kg.service.frontier.REMEMBERED", 2)
    small = FrontierGraph(graph.reader)
    answer = small.path("Petit", "Quispe", count=5, status="any")
    persons = {person for path in answer.paths for person in path.persons}
    assert len(persons) > 2
    assert {person: small.label(person) for person in persons} == {person: graph.label(person) for person in persons}
    assert {person: small.contacts(person) for person in persons} == {
        person: graph.contacts(person) for person in persons
    }
    assert max(len(small._labels), len(small._contacts)) <= 2
