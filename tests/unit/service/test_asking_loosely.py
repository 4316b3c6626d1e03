"""The second reading, of questions that no pattern takes whole: names, times and cues; what is left is told.

The first 165 lines of ``phrasings/loose.tsv`` were written before the reading: 127 came out on its first run, some
expectations were then changed to an answer as good. Names are invented; the store holds the ontology alone.
"""

import shlex
from pathlib import Path

import pytest

from kg.catalogue import load_catalogue
from kg.errors import AmbiguousNameError, UnknownNameError, UsageError
from kg.rdf.iris import Iris
from kg.rdf.ontology import ontology_quads
from kg.resources import data_folder
from kg.service.asking import Understander
from kg.service.asking.roles import ANYWHERE
from kg.service.asking.spelling import Spelling
from kg.service.asking.vocabulary import Vocabulary
from kg.service.asking.words import split
from kg.service.lookup import Named, NameIndex
from kg.store import Change
from kg.store.memory import MemoryStore
from kg.store.terms import read_terms

TABLE = [
    tuple(line.split("\t"))
    for line in (Path(__file__).with_name("phrasings") / "loose.tsv").read_text("utf-8").splitlines()
]
NAMES = {
    "Person": ["Ada Lindqvist", "Bruno Okafor", "Chen Rui", "Dalia el-Masri", "Emil Novak", "Farah Haddad"],
    "Organization": ["Northern Pact", "League of Ports"],
    "Country": ["Freedonia", "Sylvania", "Ruritania"],
    "Place": ["Port Azur", "Grenville", "Sandholm"],
}
THINGS = [Named(f"x:{name}", kind, name) for kind, names in NAMES.items() for name in names]
COMING = "planned,expected,possible,stalled,threatened"


@pytest.fixture(scope="module")
def understander():
    folder = data_folder("ontology")
    store = MemoryStore()
    quads = ontology_quads([*folder.glob("*.ttl"), *folder.glob("events/*.ttl")], store.base)
    with store.write_lock(command="test"):
        store.commit(Change({Iris(store.base).ontology_graph: list(quads)}))
    reader = store.reader()
    vocabulary = Vocabulary(reader, read_terms(reader), THINGS)
    return Understander(load_catalogue(), vocabulary, NameIndex(THINGS), tuple)


def became(understander, question):
    """The command, or the kind of error."""
    try:
        found = understander.understand(question)
    except (UnknownNameError, AmbiguousNameError) as error:
        return ["!", type(error).__name__]
    except UsageError:
        return ["!", "outside"]
    words = shlex.split(found.command)[2 if found.query != "path" else 1 :]
    return sorted([*words, *(["|", found.pick] if found.pick else [])])


@pytest.mark.parametrize(("question", "expected"), TABLE, ids=[question for question, _ in TABLE])
def test_a_question_in_other_words_becomes_the_command_that_answers_it(understander, question, expected):
    words = shlex.split(expected.replace("COMING", COMING))
    assert became(understander, question) == (words if words[0] == "!" else sorted(words))


def test_what_nothing_was_done_with_is_told_as_it_was_typed(understander):
    found = understander.understand("Which Foreign guests did Lindqvist secretly meet in spring 2008?")
    assert found.unused == ("Foreign", "guests", "secretly")
    assert found.remarks == "not used: Foreign, guests, secretly"


def test_a_slip_that_was_mended_is_told(understander):
    found = understander.understand("who met teh premier Bruno Okafor")
    assert found.read_as == (("teh", "the"),)
    assert found.remarks == "teh read as the"


def test_a_question_that_a_pattern_takes_whole_has_no_remarks(understander):
    assert not understander.understand("who met Okafor in 2012?").remarks


@pytest.mark.parametrize(
    "question",
    [
        "Has Okafor secretly met Novak and Haddad?",  # meetings take two
        "Which foreign guests did Okafor meet in 2007 and 2010?",  # no window
        "Which foreign guests did Okafor meet on 04/05/2012?",
        "Which foreign guests did Okafor meet in May?",
        "Which statements by Okafor in Sandholm mention fish?",  # statements have no place
        "Who secretly met Okafor or Novak?",
        "Who secretly met neither Okafor nor Novak?",
        "Which foreign guests met Okafor after Novak?",
        "The secretary of the Northern Pact secretly met whom?",
        "did okafor hold talks with quuxly",
        "Did Okafor's wife secretly meet Novak?",  # not he
        "What did Freedonia's ambassador say about Sylvania?",
        "Any trips by Freedonia's Bruno Okafor to Sandholm?",
        "Did Novak call Okafor a liar?",  # no telephone
        "Did Okafor resign after meeting Novak?",
        "Will Okafor's meeting with Novak be postponed?",
        "Who accompanied Okafor to Sandholm?",  # he is no host
        "Did Okafor send Novak to Sylvania?",
        "Who didn't meet Okafor?",
        "Who didn’t meet Okafor?",
        "who didnt meet Okafor",
        "Which letters hasn't Okafor sent?",
        "Who cannot have met Okafor?",
        "Which foreign guests did Okafor meet outside Sandholm?",
        "Who met Okafor far from Sandholm?",
        "Whom has Okafor visited but Novak?",
        "Who declined to meet Okafor?",
        "Who rarely met Okafor?",
        "Who evaded sanctions on Sylvania?",
        "Sanctions violated by Sylvania",
        "Did Okafor phone or write to Novak?",
        "Did Okafor meet sanction letter",
        "meeting visit letter " * 15 + "Okafor",
        "whom did Okafor meet " + "a " * 60 + "before 1950",
    ],
)
def test_what_a_query_cannot_take_is_not_dropped(understander, question):
    with pytest.raises(UsageError):
        understander.understand(question)


def test_a_name_nobody_bears_is_told_with_the_nearest_though_the_rest_is_read_loosely(understander):
    with pytest.raises(UnknownNameError) as told:
        understander.understand("Which foreign guests did Bruno Okaffor secretly meet?")
    assert told.value.nearest == ("Bruno Okafor",)


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("sanctions imposed on Sylvania by Freedonia", {"imposer": "Freedonia", "target": "Sylvania"}),
        ("Was Sylvania ever punished by Freedonia?", {"imposer": "Freedonia", "target": "Sylvania"}),
        ("Has Sylvania ever punished Freedonia?", {"imposer": "Sylvania", "target": "Freedonia"}),
        ("Freedonia's embargo against Sylvania", {"imposer": "Freedonia", "target": "Sylvania"}),
        ("Sylvania: embargo", {"one": "Sylvania"}),
    ],
)
def test_who_does_it_and_whom_it_is_done_to_follow_from_voice_and_prepositions(understander, question, values):
    found = understander.understand(question)
    assert (found.query, dict(found.values)) == ("sanctions", values)


@pytest.mark.parametrize(
    "question", ["the Okafor-Novak meeting in Sandholm", "Do we have anything on an Okafor-Novak meeting?"]
)
def test_names_that_a_hyphen_joins_are_two(understander, question):
    found = understander.understand(question)
    assert list(found.things.values())[:2] == ["x:Bruno Okafor", "x:Emil Novak"]


def test_a_state_in_capitals_is_not_us():
    things = [Named("x:us", "Country", "US"), Named("x:iran", "Country", "Iran")]
    reader = MemoryStore().reader()
    words = split("US sanctions on Iran"), split("tell us who met"), split("show US sanctions")
    assert [[atom.word for atom in atoms][:1] for atoms in words] == [["us"], ["who"], ["us"]]
    names = Vocabulary(reader, read_terms(reader), things).names(words[0], 0)
    assert names == [(1, frozenset({"Country"}))]


@pytest.mark.parametrize(
    ("word", "meant"),
    [("teh", "the"), ("form", "from"), ("metings", "meetings"), ("sanctoned", "sanctioned"), ("letterz", "letters"),
     ("cat", ""), ("met", ""), ("zzzzzz", ""), ("2o24", "")],
)  # fmt: skip
def test_one_slip_in_a_word_is_mended_and_no_more(word, meant):
    spelling = Spelling("the from meetings met sanctioned letters".split())
    assert spelling.meant(word) == meant


def test_a_word_that_may_be_a_slip_of_two_is_left():
    assert not Spelling(["other", "otter"]).meant("oter")


def test_every_type_that_a_header_lists_words_for_is_in_the_ontology():
    labels = {path.stem.replace("-", "") for path in data_folder("ontology").glob("events/*.ttl")}
    heard = {key.lower() for query in load_catalogue().values() for key, _ in query.heard}
    assert heard <= labels | {"it"}


def test_places_that_parameters_are_heard_in_are_known():
    known = ANYWHERE | {"in", "about", "on"}
    for query in load_catalogue().values():
        for parameter in query.parameters:
            assert set(parameter.heard) <= known, (query.name, parameter.name)
