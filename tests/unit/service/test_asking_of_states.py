"""What states, bodies and persons are called in questions, what else there is, and conditions that no query keeps."""

import pytest
from test_asking_loosely import became

from kg.catalogue import load_catalogue
from kg.errors import AmbiguousNameError, UnknownNameError, UsageError
from kg.rdf.iris import Iris
from kg.rdf.ontology import ontology_quads
from kg.resources import data_folder
from kg.service.asking import Understander
from kg.service.asking.vocabulary import Vocabulary
from kg.service.lookup import Named, NameIndex
from kg.store import Change
from kg.store.memory import MemoryStore
from kg.store.terms import read_terms

THINGS = [
    Named("x:us", "Country", "United States"),
    Named("x:eu", "Organization", "European Union"),
    Named("x:pba", "Organization", "Port Border Agency"),
    Named("x:un", "Organization", "United Nations", ("UN",)),
    Named("x:syl", "Country", "Sylvania", ("Sandholm", "Sylvanian")),
    Named("x:okafor", "Organization", "Okafor"),
    Named("x:1", "Person", "Bruno Okafor"),
    Named("x:2", "Person", "Emil Novak"),
    Named("x:3", "Person", "Ada Lindqvist"),
    Named("x:novak", "Place", "Novak"),
    Named("x:sandholm", "Place", "Sandholm"),
]


@pytest.fixture(scope="module")
def reader():
    folder = data_folder("ontology")
    store = MemoryStore()
    quads = ontology_quads([*folder.glob("*.ttl"), *folder.glob("events/*.ttl")], store.base)
    with store.write_lock(command="test"):
        store.commit(Change({Iris(store.base).ontology_graph: list(quads)}))
    return store.reader()


def understands(reader, things):
    return Understander(load_catalogue(), Vocabulary(reader, read_terms(reader), things), NameIndex(things), tuple)


@pytest.fixture(scope="module")
def understander(reader):
    return understands(reader, THINGS)


@pytest.mark.parametrize(
    ("question", "imposer"),
    [
        ("Sanctions by the US", "United States"),
        ("sanctions by the USA", "United States"),
        ("sanctions by usa", "United States"),
        ("Sanctions by the U.S.", "United States"),
        ("Sanctions by the U.S.A.", "United States"),
        ("Sanctions by the United States of America", "United States"),
        ("Which sanctions did the EU impose?", "European Union"),
        ("sanctions by the E.U.", "European Union"),
        ("Sanctions by the PBA", "Port Border Agency"),
    ],
)
def test_a_state_or_body_is_known_by_its_usual_names(understander, question, imposer):
    found = understander.understand(question)
    assert (found.query, dict(found.values), found.remarks) == ("sanctions", {"imposer": imposer}, "")


@pytest.mark.parametrize("question", ["Tell us about Lindqvist", "Which sanctions do we know of? Tell us"])
def test_us_in_small_letters_is_no_state(understander, question):
    assert "x:us" not in understander.understand(question).things.values()


def test_a_usual_name_of_one_that_is_another_s_name_in_the_store_is_the_other_s(reader):
    things = [*THINGS, Named("x:eu2", "Organization", "EU")]
    found = understands(reader, things).understand("sanctions by the EU")
    assert dict(found.things) == {"imposer": "x:eu2"}


def test_a_state_that_the_store_does_not_have_is_not_dropped(reader):
    with pytest.raises(UnknownNameError, match="'US'"):
        understands(reader, THINGS[1:]).understand("Sanctions by the US")


def test_a_person_comes_before_a_body_of_the_same_name(understander):
    assert became(understander, "Letters from Okafor to Lindqvist") == sorted(
        ["letters", "sender=Bruno Okafor", "recipient=Ada Lindqvist"]
    )


def test_of_several_persons_and_a_body_of_one_name_the_choices_are_told(reader):
    with pytest.raises(AmbiguousNameError) as told:
        understands(reader, [*THINGS, Named("x:4", "Person", "Ike Okafor")]).understand("Letters from Okafor")
    assert told.value.choices == ("Bruno Okafor", "Ike Okafor", "Okafor")


@pytest.mark.parametrize(
    "question",
    [
        "Who met Okafor together with Novak?",
        "Who met Okafor along with Novak?",
        "Who met Okafor excluding Novak?",
        "Who met Okafor and who wrote to Novak?",
        "Did Okafor meet Novak and did Lindqvist write to him?",
        "Who wrote to Okafor about Sylvania?",
        "Who met Okafor about Sylvania?",
        "Who met Okafor through Novak?",
        "Who met Okafor via Novak?",
        "Who met Okafor on behalf of Sylvania?",
        "Who met Okafor in the presence of Novak?",
        "Who met Okafor without Novak?",
        "Who met Okafor but not Novak?",
        "Who introduced Okafor to Novak?",
        "Which persons bridge the network?",
        "Who hosted the summit of the United Nations?",
        "Who hosted the summit of UN foreign ministers?",
        "Who expelled the ambassador of Sylvania?",
        "Who runs the port of Sylvania?",
        "Who wrote to the UN Secretary-General?",
    ],
)
def test_a_condition_that_no_query_keeps_refuses_the_question(understander, question):
    with pytest.raises(UsageError):
        understander.understand(question)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("When did both Okafor and Novak meet?", ["meetings", "person=Bruno Okafor", "with=Emil Novak"]),
        ("Who could introduce Okafor to Novak?", ["path", "Bruno Okafor", "Emil Novak"]),
        ("Who is the envoy of Sylvania?", ["holders", "organization=Sylvania", "title=envoy"]),
        ("Who hosted Okafor?", ["visits", "visitor=Bruno Okafor"]),
    ],
)
def test_what_a_query_keeps_is_answered_still(understander, question, words):
    assert became(understander, question) == sorted(words)


@pytest.mark.parametrize("question", ["Sandholm", "Tell me about Sandholm", "Profile of Sandholm", "sandholm"])
def test_a_city_is_itself_and_not_its_state(understander, question):
    assert became(understander, question) == ["at=Sandholm", "events"]


def test_a_city_stands_for_its_state_where_a_city_could_do_nothing(understander):
    assert dict(understander.understand("sanctions by Sandholm").values) == {"imposer": "Sylvania"}


def test_what_is_planned_for_a_city_is_planned_there(understander):
    found = understander.understand("what's on the agenda for Sandholm in October 2026?")
    assert (found.query, found.values["at"], "participant" in found.values) == ("unfulfilled", "Sandholm", False)
    assert understander.understand("agenda for Sylvania").values == {"participant": "Sylvania"}


@pytest.mark.parametrize(
    ("question", "undirected"),
    [
        ("Who called Okafor?", True),
        ("Calls by Okafor", True),
        ("Did Novak call Okafor?", True),
        ("phone calls between Novak and Okafor", False),
        ("Did Novak and Okafor speak by phone?", False),
        ("Was Novak on the line with Okafor?", False),
        ("Who met Okafor?", False),
        ("Who wrote to Okafor?", False),
    ],
)
def test_it_is_told_where_direction_is_not_kept(understander, question, undirected):
    found = understander.understand(question)
    assert found.undirected is undirected
    assert found.remarks == ("direction is not kept: events of either side" if undirected else "")


def test_the_body_of_an_envoy_who_is_named_is_no_party(understander):
    found = understander.understand("Who met the UN envoy Lindqvist?")
    assert (dict(found.values), found.unused) == ({"person": "Ada Lindqvist"}, ("UN",))
