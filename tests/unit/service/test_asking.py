"""Questions: answers with sentences, what is not understood, hostile ones, and event types added later."""

from dataclasses import replace

import pytest
from reported_world import HOSTILE, LAYLA

from kg.catalogue import load_catalogue
from kg.errors import AmbiguousNameError, KgError, QueryFileError, UnknownNameError, UsageError
from kg.rdf.iris import Iris
from kg.rdf.ontology import ontology_quads
from kg.resources import data_folder
from kg.service.asking import Understander, answer_question, examples, parse_shapes
from kg.service.asking.shapes import Literal
from kg.service.asking.times import windows
from kg.service.asking.vocabulary import Vocabulary
from kg.service.asking.words import NOISE, split
from kg.service.lookup import Named, NameIndex
from kg.store import Change
from kg.store.memory import MemoryStore
from kg.store.terms import read_terms


def test_an_answer_tells_each_fact_with_its_sentences(graph):
    answer = graph.ask("When did Petit meet Otieno?")
    assert answer.understood.command == "kg query meetings person='Anna Petit' with='Joseph Otieno'"
    assert answer.summary == "1 event: 2024-03-04."
    (fact,) = answer.facts
    assert fact.values["place"] == ("Nairobi",)
    assert {item.status for item in fact.evidence} == {"occurred", "denied"}


def test_a_question_and_the_command_it_became_find_the_same_rows(graph):
    answer = graph.ask("whom did Otieno meet in March 2024")
    assert len(answer.rows) == len(
        graph.query("meetings", {name: [v] for name, v in answer.understood.values.items()}).rows
    )


@pytest.mark.parametrize(
    ("question", "date"), [("last", "2024-03-11"), ("most recent", "2024-03-11"), ("first", "2024-03-04")]
)
def test_the_last_or_first_event_alone_is_told(graph, question, date):
    answer = graph.ask(f"what was the {question} meeting of Otieno?")
    assert [fact.values["date"] for fact in answer.facts] == [(date,)]


def test_how_often_is_answered_with_a_number(graph):
    assert graph.ask("How often did Otieno meet somebody?").summary == "2 events."


def test_where_is_answered_with_places(graph):
    assert graph.ask("Where did Otieno meet Quispe?").summary == "1 event: Lima."


def test_a_place_holds_what_lies_within_it(graph):
    assert graph.ask("what happened in Kenya in March 2024?").rows == graph.ask("what happened in Nairobi?").rows
    assert graph.ask("who visited France?").found


def test_a_path_is_answered_as_kg_path_does(graph):
    answer = graph.ask("who connects Quispe to Petit")
    assert answer.path == graph.path("Rosa Quispe", "Anna Petit")
    assert answer.found


def test_nothing_found_is_said(graph):
    answer = graph.ask("Did Otieno visit Peru?")
    assert (answer.found, answer.summary) == (False, "Nothing is reported of that.")


def test_an_ambiguous_name_is_answered_with_the_choices(graph):
    with pytest.raises(AmbiguousNameError) as told:
        graph.ask("who wrote to Diallo?")
    assert told.value.choices == ("Aïssatou Diallo", "Moussa Diallo")


def test_an_unknown_name_is_answered_with_the_nearest(graph):
    with pytest.raises(UnknownNameError) as told:
        graph.ask("Who met Josef Otyeno?")
    assert told.value.nearest == ("Joseph Otieno",)


def test_what_cannot_be_asked_is_answered_with_questions_that_can(graph):
    with pytest.raises(UsageError, match="You can ask, for example") as told:
        graph.ask("What is the weather in Paris?")
    assert told.value.exit_code == 2
    assert "Who met Rosa Quispe?" in told.value.mend


def test_every_example_is_understood(graph):
    for example in examples(graph):
        assert graph.understander.understand(example).command


HOSTILE_QUESTIONS = [
    "",
    "?",
    "x" * 500,
    "who met " * 60,
    "Otieno " * 70,
    "who met '; DROP TABLE person; --",
    'who met "} } SELECT ?x WHERE { ?x ?y ?z } #',
    "who met <https://example.org/x> . ?s ?p ?o",
    "who met \x00 \x1b[31m Otieno\n\n?",
    f"من التقى {LAYLA}؟",
    f"who met {LAYLA}?",
    "who met 😀?",
    f"who sanctioned {HOSTILE}?",
    "who met Otieno in 99999 since 2024-13-45 until 0000",
    "who met Otieno on 31 February 2024",
    "who met Otieno before 0001-01-01 after 9999-12-31",
    "who met \ud800",
    "((((((((((",
    "{person} <Meeting> {{}}",
    "who met since since since until until 2024",
    "%s %d {0} $x ?who",
]


@pytest.mark.parametrize("question", HOSTILE_QUESTIONS, ids=range(len(HOSTILE_QUESTIONS)))
def test_a_hostile_question_is_answered_or_refused_on_purpose(graph, question):
    try:
        answer = graph.ask(question)
    except KgError as error:
        assert str(error)  # noqa: PT017 - any of them will do
    else:
        assert answer.understood.command


def test_a_question_that_is_too_long_is_refused(graph):
    with pytest.raises(UsageError, match="may have 500 characters, this has 10,000"):
        graph.ask("a" * 10_000)


def test_a_name_with_markup_is_found_and_quoted_for_the_shell(graph):
    command = graph.ask(f"who sanctioned {HOSTILE}?").understood.command
    assert command == f"kg query sanctions target='{HOSTILE}'"


def test_homonyms_are_named_by_iri_in_the_command():
    things = [Named("x:1", "Person", "Ali Hassan", ("Abu Karim",)), Named("x:2", "Person", "Ali Hassan")]
    reader = MemoryStore().reader()
    vocabulary = Vocabulary(reader, read_terms(reader), things)
    understander = Understander(load_catalogue(), vocabulary, NameIndex(things), tuple)
    assert understander.understand("who is Abu Karim").command == "kg query positions person=x:1"
    with pytest.raises(AmbiguousNameError):
        understander.understand("who is Ali Hassan")


TYPE = """@prefix dip: <https://w3id.org/demarche/ontology#> . @prefix fr: <https://w3id.org/demarche/frame#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
dip:PrisonerSwap a owl:Class, sh:NodeShape ; rdfs:subClassOf dip:Event ; rdfs:label "prisoner swap"@en ;
  fr:trigger [ fr:lemma "barter" ; fr:upos "VERB" ] ;
  sh:property [ sh:path dip:participant ; fr:key "participants" ; dip:contact true ] .
"""


@pytest.mark.parametrize(
    ("question", "command"),
    [
        ("who bartered with Lam?", "kg query involving one='Anna Lam' type=PrisonerSwap"),
        ("prisoner swaps between Lam and Roe in 2024",
         "kg query involving one='Anna Lam' other='Bo Roe' type=PrisonerSwap since=2024-01-01 until=2024-12-31"),
        ("when was the last prisoner swap of Lam", "kg query involving one='Anna Lam' type=PrisonerSwap"),
        ("which prisoner swaps were cancelled?", "kg query events type=PrisonerSwap status=cancelled"),
        ("is a prisoner swap planned", "kg query unfulfilled type=PrisonerSwap"),
    ],
)  # fmt: skip
def test_an_event_type_added_to_the_ontology_can_be_asked_for(tmp_path, question, command):
    (tmp_path / "prisoner-swap.ttl").write_text(TYPE, "utf-8")
    folder = data_folder("ontology")
    store = MemoryStore()
    quads = ontology_quads([*folder.glob("*.ttl"), *folder.glob("events/*.ttl"), *tmp_path.iterdir()], store.base)
    with store.write_lock(command="test"):
        store.commit(Change({Iris(store.base).ontology_graph: list(quads)}))
    reader = store.reader()
    things = [Named("x:1", "Person", "Anna Lam"), Named("x:2", "Person", "Bo Roe")]
    vocabulary = Vocabulary(reader, read_terms(reader), things)
    assert Understander(load_catalogue(), vocabulary, NameIndex(things), tuple).understand(question).command == command


def test_every_pattern_is_well_formed_and_holds_no_word_that_is_passed_over():
    shapes = parse_shapes(load_catalogue().values())
    asked = {shape.query for shape in shapes}
    assert asked == {*load_catalogue(), "path"}
    for shape in shapes:
        for element in shape.elements:
            assert not isinstance(element, Literal) or not element.words & NOISE, shape


@pytest.mark.parametrize("pattern", ["who (met {person}", "who) met", "{nobody}", "a <b", "who {person} }"])
def test_a_pattern_that_is_wrong_is_told_with_its_query(pattern):
    with pytest.raises(QueryFileError, match="meetings"):
        parse_shapes([replace(load_catalogue()["meetings"], asked=(pattern,))])


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("in 2024", "2024-01-01", "2024-12-31"),
        ("in February 2024", "2024-02-01", "2024-02-29"),
        ("on the 4th of March 2024", "2024-03-04", "2024-03-04"),
        ("on March 4, 2024", "2024-03-04", "2024-03-04"),
        ("on 4 Mar 2024", "2024-03-04", "2024-03-04"),
        ("2024-03", "2024-03-01", "2024-03-31"),
        ("since March 2024", "2024-03-01", ""),
        ("after March 2024", "2024-04-01", ""),
        ("until March 2024", "", "2024-03-31"),
        ("before 1 March 2024", "", "2024-02-29"),
        ("between May 2023 and 4 March 2024", "2023-05-01", "2024-03-04"),
        ("from 2023 to 2024", "2023-01-01", "2024-12-31"),
        ("in 07/2016", "2016-07-01", "2016-07-31"),
        ("2022-08-07 to 2022-12-31", "2022-08-07", "2022-12-31"),
        ("2002-2008", "2002-01-01", "2008-12-31"),
        ("during the 1990s", "1990-01-01", "1999-12-31"),
        ("in the nineties", "1990-01-01", "1999-12-31"),
        ("the mid-1980s", "1984-01-01", "1986-12-31"),
        ("in the first half of 1996", "1996-01-01", "1996-06-30"),
        ("Q3 2012", "2012-07-01", "2012-09-30"),
        ("third quarter of 2012", "2012-07-01", "2012-09-30"),
        ("in spring 2008", "2008-03-01", "2008-05-31"),
        ("in the winter of 1962/63", "1962-12-01", "1963-02-28"),
        ("in late 2020", "2020-09-01", "2020-12-31"),
        ("at the beginning of May 2011", "2011-05-01", "2011-05-10"),
        ("5-9 May 2014", "2014-05-05", "2014-05-09"),
        ("from 5 to 9 May 2014", "2014-05-05", "2014-05-09"),
        ("May 5-9, 2014", "2014-05-05", "2014-05-09"),
        ("between March and June 2008", "2008-03-01", "2008-06-30"),
        ("from 1 March to 3 April 2012", "2012-03-01", "2012-04-03"),
        ("in 2007 and 2008", "2007-01-01", "2008-12-31"),
        ("from 2010 onwards", "2010-01-01", ""),
        ("up to 2010", "", "2010-12-31"),
        ("prior to 3 March 2010", "", "2010-03-02"),
        ("since the 1980s", "1980-01-01", ""),
        ("on 26.10.1962", "1962-10-26", "1962-10-26"),
        ("on Monday, 5 May 2014", "2014-05-05", "2014-05-05"),
        ("01/02/2022-31/03/2022", "2022-02-01", "2022-03-31"),
        ("between 02/13/2022 and 04/05/2022", "2022-02-13", "2022-04-05"),
        ("from 03/04/2022 to 31/05/2022", "2022-04-03", "2022-05-31"),
    ],
)
def test_a_time_becomes_days(text, since, until):
    atoms = split(text)
    first = next(iter(windows(atoms, 0)))
    assert (first.end, first.since, first.until) == (len(atoms), since, until)


@pytest.mark.parametrize(
    "text",
    [
        "in March",
        "on 31 February 2024",
        "yesterday",
        "in 24",
        "on 4 March",
        "2024-13",
        "on 04/05/2012",
        "01/02/2022-03/04/2022",
        "in the third half of 2012",
    ],
)
def test_what_is_no_whole_date_is_none(text):
    atoms = split(text)
    assert all(window.end < len(atoms) for place in (0, 1) for window in windows(atoms, min(place, len(atoms) - 1)))


def test_what_has_another_status_than_was_asked_for_is_told(graph):
    planned = graph.ask("Will Petit meet Quispe?")
    assert planned.found
    answer = graph.ask("Did Petit meet Quispe?")
    assert not answer.found
    assert answer.summary == f"Not with the status occurred; planned: {planned.facts[0].label}."


def test_what_happened_is_told_where_something_to_come_is_asked_for(graph):
    assert graph.ask("Will Petit meet Otieno?").summary.startswith("Not with the status planned or ")


class Altered:
    """A graph whose sanctions are others."""

    def __init__(self, graph, sanctions):
        self._graph, self._sanctions = graph, sanctions

    def __getattr__(self, name):
        return getattr(self._graph, name)

    def query(self, name, values):
        """Rows of the same events, one for each pair of an action and a status."""
        found = self._graph.query(name, values)
        (event, imposer, target, _, date, status), *_ = found.rows
        ours = str(status).strip("<>").removesuffix("occurred")
        node = type(event)
        return replace(
            found,
            rows=[
                (node(f"x:{number}"), imposer, target, node(ours + action), date, node(ours + key))
                for number, (action, key) in enumerate(self._sanctions)
            ],
        )


@pytest.mark.parametrize(
    ("sanctions", "summary"),
    [
        ([("imposed", "occurred")], "1 event (imposed)."),
        ([("imposed", "threatened")], "1 event (imposed; threatened)."),
        (
            [("imposed", "occurred"), ("imposed", "planned"), ("lifted", "occurred")],
            "3 events (2 imposed, 1 lifted; 2 occurred, 1 planned).",
        ),
    ],
)
def test_sanctions_are_counted_by_what_was_done_and_by_status(graph, sanctions, summary):
    answer = answer_question(Altered(graph, sanctions), "Sanctions by Norway")
    assert answer.summary == summary
