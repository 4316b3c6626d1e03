import pytest
from newsroom import SCHEMA, article, letter, meeting, sanction, statement, visit

from kg.resolution import resolve, why
from kg.vocabulary import DIP

STATES = [("Anna Petit", "president", "France"), ("Joseph Otieno", "president", "Kenya")]


def events(*articles):
    return resolve(articles, SCHEMA).events


def test_one_meeting_told_with_day_month_and_states_is_one_event():
    found = events(
        article(
            "a",
            "2024-03-05",
            meeting("Anna Petit", "Joseph Otieno", date="2024-03-04", place="Nairobi"),
            offices=STATES,
        ),
        article(
            "b", "2024-05-01", meeting("Anna Petit", "Joseph Otieno", date="2024-03", place="Kenya"), offices=STATES
        ),
        article("c", "2024-03-06", meeting("France", "Kenya", date="2024-03-04", place="Nairobi")),
    )
    assert [event.label for event in found] == ["Meeting of Anna Petit and Joseph Otieno, 2024-03-04"]
    assert found[0].sources == 3
    assert found[0].slug.startswith("2024-03-04-anna-petit-joseph-otieno-")


def test_a_state_that_a_person_acted_for_is_no_second_participant():
    (event,) = events(
        article("a", "2024-03-05", meeting("Anna Petit", "Joseph Otieno", date="2024-03-04"), offices=STATES),
        article("b", "2024-03-06", meeting("France", "Kenya", date="2024-03-04")),
    )
    assert {argument.entity for argument in event.arguments} == {"person/anna-petit", "person/joseph-otieno"}
    assert len(event.claims) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(
            meeting("Anna Petit", "Joseph Otieno", date="2024-03-04", place="Nairobi"),
            meeting("Anna Petit", "Joseph Otieno", date="2024-03-05", place="Nairobi"),
            id="another day",
        ),
        pytest.param(
            meeting("Anna Petit", "Joseph Otieno", date="2024-03", place="Nairobi"),
            meeting("Anna Petit", "Joseph Otieno", date="2024-03", place="Oslo"),
            id="another place",
        ),
        pytest.param(
            meeting("Anna Petit", "Joseph Otieno", date="2024-03-04", place="Oslo"),
            meeting("Anna Petit", "Maria Quispe", date="2024-03-04", place="Oslo"),
            id="another counterpart on the same day in the same place",
        ),
        pytest.param(
            meeting("Anna Petit", "Joseph Otieno", date="2024", series=1),
            meeting("Anna Petit", "Joseph Otieno", date="2024", series=2),
            id="another number of the series",
        ),
        pytest.param(
            letter("Anna Petit", "Joseph Otieno", date="2024-03-04"),
            letter("Joseph Otieno", "Anna Petit", date="2024-03-04"),
            id="the answer to a letter",
        ),
        pytest.param(
            sanction("United States", "Peru", date="2024-03-04"),
            sanction("United States", "Peru", "lifted", date="2024-03-04"),
            id="the lifting of a measure",
        ),
        pytest.param(
            meeting("Anna Petit", "Joseph Otieno"), meeting("Anna Petit", "Joseph Otieno"), id="no date and no place"
        ),
        pytest.param(
            visit("Anna Petit", place="Oslo"),
            visit("Anna Petit", place="Oslo", date="2020-01-04"),
            id="a repeated visit years ago",
        ),
        pytest.param(
            meeting("France", "Kenya", date="2024-03-04"),
            meeting("France", "Kenya", "Peru", date="2024-03-04"),
            id="states among more states",
        ),
        pytest.param(
            statement("Anna Petit", "We are ready to talk", date="2024-03-04"),
            statement("Anna Petit", "We have nothing to say", date="2024-03-04"),
            id="other words",
        ),
    ],
)
def test_events_that_differ_in_one_thing_stay_two(first, second):
    found = events(article("a", "2024-03-06", first), article("b", "2024-08-06", second))
    assert len(found) == 2


def test_a_later_report_settles_the_plan():
    (event,) = events(
        article("a", "2024-02-20", visit("Anna Petit", place="Oslo", status="planned", date="2024-03")),
        article("b", "2024-03-05", visit("Anna Petit", place="Oslo", date="2024-03-04")),
    )
    assert event.status == DIP + "occurred"
    assert [status for status, _ in event.statuses] == [DIP + "occurred", DIP + "planned"]
    assert event.disagreements == ()
    assert event.date == "2024-03-04"


def test_a_plan_published_after_the_event_is_another_event():
    found = events(
        article("a", "2024-03-05", meeting("Anna Petit", "Joseph Otieno", date="2024-03-04", place="Oslo")),
        article("b", "2024-03-20", meeting("Anna Petit", "Joseph Otieno", place="Oslo", status="planned")),
    )
    assert len(found) == 2


def test_an_undated_plan_meets_the_event_of_the_next_weeks():
    (event,) = events(
        article("a", "2024-02-20", visit("Anna Petit", place="Oslo", status="possible")),
        article("b", "2024-03-05", visit("Anna Petit", place="Oslo", date="2024-03-04")),
    )
    assert event.date == "2024-03-04"


def test_a_denial_after_the_report_is_a_disagreement():
    (event,) = events(
        article("a", "2024-03-05", meeting("Anna Petit", "Joseph Otieno", date="2024-03-04")),
        article("b", "2024-03-06", meeting("Anna Petit", "Joseph Otieno", date="2024-03-04", status="denied")),
    )
    assert event.status == DIP + "occurred"
    assert event.disagreements == ("status",)


def test_two_events_of_one_article_are_never_merged_not_even_through_a_third():
    same = meeting("Anna Petit", "Joseph Otieno", date="2024-03", place="Oslo")
    found = events(article("a", "2024-04-01", same, same), article("b", "2024-04-02", same))
    assert len(found) == 2


def test_a_vague_telling_that_fits_two_events_joins_neither():
    found = events(
        article("a", "2024-03-09", meeting("Anna Petit", "Joseph Otieno", date="2024-03-04")),
        article("b", "2024-03-20", meeting("Anna Petit", "Joseph Otieno", date="2024-03-18")),
        article("c", "2024-06-01", meeting("Anna Petit", "Joseph Otieno", date="2024-03")),
    )
    assert len(found) == 3


def test_the_same_number_of_a_series_may_be_dated_differently_and_the_disagreement_is_kept():
    (event,) = events(
        article("a", "2024-03-09", meeting("Anna Petit", "Joseph Otieno", date="2024-03-04", place="Oslo", series=1)),
        article("b", "2024-03-20", meeting("Anna Petit", "Joseph Otieno", date="2024-03-05", place="Oslo", series=1)),
    )
    assert event.date is None
    assert [date for date, _ in event.dates] == ["2024-03-04", "2024-03-05"]
    assert event.disagreements == ("date",)


def test_the_same_words_of_the_same_speaker_in_the_same_days_are_one_statement():
    found = events(
        article("a", "2024-03-05", statement("Anna Petit", "We are ready to talk")),
        article("b", "2024-03-06", statement("Anna Petit", "We are ready to talk.")),
        article("c", "2025-03-06", statement("Anna Petit", "We are ready to talk")),
    )
    assert sorted(event.sources for event in found) == [1, 2]


def test_generic_claims_make_no_event_by_themselves():
    both = meeting("Anna Petit", "Joseph Otieno", generic=True, number=0)
    assert events(article("a", "2024-03-05", both)) == ()
    (event,) = events(article("a", "2024-03-05", both, meeting("Anna Petit", "Joseph Otieno", number=0)))
    assert len(event.claims) == 2


def test_claims_that_leave_a_role_below_its_minimum_make_no_event():
    assert events(article("a", "2024-03-05", meeting("Anna Petit", date="2024-03-04"))) == ()


def test_no_role_gets_more_fillers_than_its_maximum():
    (event,) = events(
        article(
            "a",
            "2024-03-05",
            sanction("France", "Peru", number=0),
            sanction("France", "Peru", number=0),
            sanction("France", "Peru", "lifted", number=0),
        )
    )
    assert [argument.value for argument in event.arguments if argument.value] == [DIP + "imposed"]
    assert len(event.claims) == 3


def test_why_names_what_two_articles_have_in_common():
    articles = [
        article(
            "a",
            "2024-03-05",
            meeting("Anna Petit", "Joseph Otieno", date="2024-03-04", place="Nairobi"),
            offices=STATES,
        ),
        article("b", "2024-03-06", meeting("France", "Kenya", date="2024-03-04", place="Nairobi")),
    ]
    knowledge = resolve(articles, SCHEMA)
    (reason,) = why(knowledge, articles, knowledge.events[0], SCHEMA)
    assert "Anna Petit acts for France" in reason.sentences
    assert "both are dated 2024-03-04" in reason.sentences
    assert "both are in Nairobi" in reason.sentences
