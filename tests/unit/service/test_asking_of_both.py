"""What is asked of two persons, each for himself: who met both, whom both know; and what is none of that."""

import pytest
from test_asking_phrasings import became

from kg.errors import UnknownNameError, UsageError

BOTH = ["common", "one=Anna Petit", "other=Rosa Quispe"]
COMING = "status=planned,expected,possible,stalled,threatened"


@pytest.mark.parametrize(
    "question",
    [
        "Who met Petit and Quispe?",
        "Who has met both Petit and Quispe?",
        "Who met Petit as well as Quispe?",
        "Who met Petit, Quispe?",
        "who met petit and quispe",
        "Whom did Petit and Quispe meet?",
        "Whom did both Petit and Quispe meet?",
        "Who held talks with Petit and Quispe?",
        "Which officials did both Petit and Quispe meet?",
        "Who sat down with both Petit and Quispe?",
        "Which people have met both Ambassador Petit and Ms. Quispe?",
        "anyone who met both Petit and Quispe",
    ],
)
def test_who_met_two_is_who_met_each_of_them(graph, question):
    assert became(graph, question) == sorted([*BOTH, "type=Meeting"])


@pytest.mark.parametrize(
    "question",
    [
        "Common contacts of Petit and Quispe",
        "mutual contacts of Petit and Quispe",
        "What are the common contacts between Petit and Quispe?",
        "Do Petit and Quispe have any contacts in common?",
        "Which contacts do Petit and Quispe share?",
        "common acquaintences of Petit and Quispe",
        "Who do Petit and Quispe both know?",
        "Who knows both Petit and Quispe?",
        "Who is in touch with Petit and Quispe?",
        "Who is connected to both Petit and Quispe?",
        "Who is connected with both Petit and Quispe?",
        "Who has links to both Petit and Ms. Quispe?",
        "Who knows both Mr. Petit and Ms. Quispe?",
        "Whom has Petit in common with Quispe?",
        "Whom do both Petit and Quispe have as a contact?",
    ],
)
def test_common_contacts_are_those_of_every_kind_of_event(graph, question):
    assert became(graph, question) == sorted(BOTH)


@pytest.mark.parametrize(
    ("question", "more"),
    [
        ("Who met both Petit and Quispe in Lima?", ["type=Meeting", "at=Lima"]),
        ("Who met Petit and Quispe in March 2024?", ["type=Meeting", "since=2024-03-01", "until=2024-03-31"]),
        ("Who will meet both Petit and Quispe?", ["type=Meeting", COMING]),
        ("How many people have met both Petit and Quispe?", ["type=Meeting", "|", "count"]),
        ("Who spoke by phone with both Petit and Quispe?", ["type=PhoneCall"]),
        ("Common contacts of Petit and Quispe by phone", ["type=PhoneCall"]),
        ("common contacts of Petit and Quispe in meetings", ["type=Meeting"]),
        ("Common contacts of Petit and Quispe in Lima", ["at=Lima"]),
        ("Who met both Petit and Quispe in May 2024?", ["type=Meeting", "since=2024-05-01", "until=2024-05-31"]),
    ],
)
def test_time_place_status_and_type_hold_for_both(graph, question, more):
    assert became(graph, question) == sorted([*BOTH, *more])


@pytest.mark.parametrize(
    "question",
    [
        "Who met Petit but not Quispe?",
        "Who met Petit and not Quispe?",
        "Who has never met Petit and Quispe?",
        "Who didn't meet both Petit and Quispe?",
        "Who met neither Petit nor Quispe?",
        "Whom did Petit and Quispe not meet?",
        "Who met Petit or Quispe?",
        "Who met Petit together with Quispe?",  # at one table
        "Who met Petit and Quispe together?",
        "Who met with Petit and Quispe together?",
        "Together, whom did Petit and Quispe meet?",
        "Who met Petit with Quispe?",
        "Whom did Petit with Quispe meet?",
        "Who met jointly with Petit and Quispe?",
        "Who met Petit and Quispe simultaneously?",
        "Who met Petit and Quispe separately?",
        "Who met Petit and Quispe in one room?",
        "who met both petit and quispe at once",
        "Who met Petit and Quispe at the same time?",
        "Common contacts of Petit and Quispe excluding phone calls",
        "Common contacts of Petit and Quispe who are from Norway",
        "Common contacts of Petit and Quispe who are in Kenya",
        "Norway common contacts of Petit and Quispe",
        "Who might meet both Petit and Quispe?",
        "Who met Petit and wrote to Quispe?",
        "Who met Petit and then called Quispe?",
        "Who met Petit, called Quispe?",
        "Who met Petit and met Quispe?",
        "Who knows Petit and is connected to Quispe?",
        "Who met Petit and/or Quispe?",
        "Who met Petit as did Quispe?",
        "Where did Petit and Quispe's common contacts meet?",
        "When did common contacts of Petit and Quispe meet?",
        "Who met Petit and Quispe without Otieno?",
        "Who met Petit and who met Quispe?",
        "Who wrote to both Petit and Quispe?",  # letters have two sides
        "Whom did Petit and Quispe write to?",
        "Who visited Petit and Quispe?",
        "Who last met Petit and Quispe?",
        "Who met Petit, Quispe and Otieno?",
        "Who met Petit and Norway?",
        "Which countries have met both Petit and Quispe?",
        "Who do neither Petit nor Quispe know?",
        "Common enemies of Petit and Quispe",
        "Common contacts of Petit",
    ],
)
def test_what_common_contacts_would_not_answer_is_refused(graph, question):
    assert became(graph, question) == ["!", "outside"]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Which persons connect Petit and Quispe?", ["path", "Anna Petit", "Rosa Quispe"]),
        ("Who connects both Petit and Quispe?", ["path", "Anna Petit", "Rosa Quispe"]),
        ("Who connects Petit with Quispe?", ["path", "Anna Petit", "Rosa Quispe"]),
        ("Who might introduce Petit to Quispe?", ["path", "Anna Petit", "Rosa Quispe"]),
        ("When did Petit and Quispe meet together?", ["meetings", "person=Anna Petit", "with=Rosa Quispe"]),
        ("What do Petit and Quispe have in common?", ["path", "Anna Petit", "Rosa Quispe"]),
        ("When did both Petit and Quispe meet?", ["meetings", "person=Anna Petit", "with=Rosa Quispe"]),
        ("Who attended the talks between Petit and Quispe?", ["meetings", "person=Anna Petit", "with=Rosa Quispe"]),
        ("Who are Petit and Quispe?", ["involving", "one=Anna Petit", "other=Rosa Quispe"]),
    ],
)
def test_what_two_do_with_each_other_is_no_common_contact(graph, question, words):
    assert became(graph, question) == sorted(words)


@pytest.mark.parametrize(
    "question",
    [
        "Meetings of Petit excluding Quispe",
        "Who met Petit excluding letters?",
        "Who might meet Petit?",
        "Who might have met Petit?",
        "Who may meet Petit?",
        "Who could meet Petit?",
        "Might Petit meet Quispe?",
        "Who met Petit and is in Norway?",
        "Who met Petit and visited Kenya?",
    ],
)
def test_a_condition_on_one_is_lost_no_more_than_on_two(graph, question):
    assert became(graph, question) == ["!", "outside"]


@pytest.mark.parametrize(
    "question",
    [
        "Who met both Petit and Zorbax?",
        "Who met Petit and Zorbax?",
        "Who met Zorbax and Petit?",
        "Whom did both Petit and Zorbax meet?",
        "Who is connected to both Petit and Zorbax?",
    ],
)
def test_of_two_one_of_whom_nobody_knows_it_is_told_that_nobody_is_called_so(graph, question):
    with pytest.raises(UnknownNameError, match="'Zorbax'"):
        graph.understander.understand(question)


def test_a_call_is_of_either_side_and_says_so(graph):
    found = graph.understander.understand("Who called Petit and Quispe?")
    assert (found.query, found.undirected) == ("common", True)
    assert not graph.understander.understand("Who met Petit and Quispe?").undirected


def test_one_person_by_two_names_is_told(graph):
    with pytest.raises(UsageError, match="both names are Anna Petit's"):
        graph.ask("Who met Petit and Anna Petit?")


def test_common_contacts_are_told_by_name_with_the_sentences_of_their_events(graph):
    answer = graph.ask("Who met Petit and Quispe?")
    assert answer.summary == "1 person in 2 events: Joseph Otieno."
    assert [fact.values["with"] for fact in answer.facts] == [("Anna Petit",), ("Rosa Quispe",)]
    assert all(fact.values["person"] == ("Joseph Otieno",) and fact.evidence for fact in answer.facts)


def test_where_nobody_is_common_the_paths_are_named_with_the_conditions_they_can_keep(graph):
    answer = graph.ask("Who met Petit and Otieno?")
    assert not answer.found
    way = "kg path 'Anna Petit' 'Joseph Otieno' --type=Meeting"
    assert answer.summary == f"No such common contact is reported. Paths between the two: {way}"


def test_where_nobody_is_common_it_is_told_who_is_under_fewer_conditions(graph):
    answer = graph.ask("Who met Petit and Quispe in Kenya in 1999?")
    assert answer.summary == (
        "No such common contact is reported; without at=Kenya, since=1999-01-01 and until=1999-12-31: Joseph Otieno. "
        "Paths between the two: kg path 'Anna Petit' 'Rosa Quispe' --type=Meeting --in=Kenya "
        "--since=1999-01-01 --until=1999-12-31"
    )
    answer = graph.ask("Who spoke by phone with both Petit and Quispe?")
    assert answer.summary.startswith("No such common contact is reported; without type=PhoneCall: Joseph Otieno. ")
