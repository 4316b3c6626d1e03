"""What date expressions mean."""

import pytest
from time_builder import plain, tree

from kg.extraction.dates import article_dates, find_dates, sentence_text

WEDNESDAY = "1995-03-08"


def read(text, published=WEDNESDAY, **options):
    return [one.edtf for one in find_dates(plain(text), published=published, **options) if not one.days]


def both(text, published=WEDNESDAY):
    (one,) = find_dates(plain(text), published=published)
    return one.past, one.future


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("on June 12, 1987", "1987-06-12"),
        ("on Tuesday, June 12, 1984, in", "1984-06-12"),
        ("on 12 June 1987", "1987-06-12"),
        ("the 3rd of May 1987", "1987-05-03"),
        ("in March 1987", "1987-03"),
        ("early March 1987", "1987-03"),
        ("from March to May 1987", "1987-03/1987-05"),
        ("on 1987-06-12 at", "1987-06-12"),
        ("on 25/12/1991 the", "1991-12-25"),
        ("in 1994 the", "1994"),
        ("the 1994 accord", "1994"),
        ("the 1980-88 war", "1980/1988"),
        ("between 1980 and 1988", "1980/1988"),
        ("in the 1980s", "1980/1989"),
        ("May 30-31, 1988", "1988-05-30/1988-05-31"),
        ("from 3 to 5 May 1988", "1988-05-03/1988-05-05"),
        ("June 30 to July 2, 1988", "1988-06-30/1988-07-02"),
        ("the summer of 1985", "1985-22"),
        ("the first half of 1985", "1985-01/1985-06"),
        ("since 1980", "1980/.."),
        ("until May 3, 1988", "../1988-05-03"),
        ("after Jan. 1, 1990", "1990-01-01/.."),
    ],
)
def test_a_full_date_needs_no_publication_date(text, edtf):
    assert read(text, published=None) == [edtf]
    assert read(text) == [edtf]


@pytest.mark.parametrize(
    "text", ["on Monday", "last week", "on June 12", "in May", "two weeks ago", "this year", "yesterday", "recently"]
)
def test_a_relative_date_is_not_read_while_publication_is_unknown(text):
    assert read(text, published=None) == [None]
    assert read(text, published="1995-01-01/..") == [None]


@pytest.mark.parametrize(
    ("text", "past", "future"),
    [
        ("on Monday", "1995-03-06", "1995-03-13"),
        ("on Wednesday", "1995-03-08", "1995-03-08"),
        ("on Friday evening", "1995-03-03", "1995-03-10"),
        ("last Wednesday", "1995-03-01", "1995-03-01"),
        ("last Thursday and Friday", "1995-03-02/1995-03-03", "1995-03-02/1995-03-03"),
        ("on Friday and Saturday", "1995-03-03/1995-03-04", "1995-03-10/1995-03-11"),
        ("next Tuesday", "1995-03-14", "1995-03-14"),
        ("Tuesday last week", "1995-02-28", "1995-02-28"),
        ("today", "1995-03-08", "1995-03-08"),
        ("yesterday", "1995-03-07", "1995-03-07"),
        ("tomorrow", "1995-03-09", "1995-03-09"),
        ("overnight", "1995-03-07/1995-03-08", "1995-03-07/1995-03-08"),
        ("last week", "1995-02-27/1995-03-05", "1995-02-27/1995-03-05"),
        ("later this week", "1995-03-06/1995-03-12", "1995-03-06/1995-03-12"),
        ("next week", "1995-03-13/1995-03-19", "1995-03-13/1995-03-19"),
        ("this weekend", "1995-03-04/1995-03-05", "1995-03-11/1995-03-12"),
        ("last weekend", "1995-03-04/1995-03-05", "1995-03-04/1995-03-05"),
        ("earlier this month", "1995-03", "1995-03"),
        ("last month", "1995-02", "1995-02"),
        ("last year", "1994", "1994"),
        ("by the end of the year", "../1995", "../1995"),
        ("in May", "1994-05", "1995-05"),
        ("the beginning of April", "1994-04", "1995-04"),
        ("mid-September", "1994-09", "1995-09"),
        ("June of last year", "1994-06", "1994-06"),
        ("the second week of November", "1994-11-08/1994-11-14", "1995-11-08/1995-11-14"),
        ("on Oct. 7", "1994-10-07", "1995-10-07"),
        ("on Feb. 29", "1992-02-29", "1996-02-29"),
        ("two weeks ago", "1995-02-22~", "1995-02-22~"),
        ("two days ago", "1995-03-06", "1995-03-06"),
        ("in ten days", None, "1995-03-18~"),
        ("exactly a year ago today", "1994-03-08", "1994-03-08"),
        ("ten years ago on Wednesday", "1985-03-08", "1985-03-08"),
        ("ten years ago on Monday", "1985-03-06/1985-03-13", "1985-03-06/1985-03-13"),
        ("a week ago Monday", "1995-02-27", "1995-02-27"),
        ("Fifty years ago this month", "1945-03", "1945-03"),
        ("five years ago this week", "1990-03-06/1990-03-12", "1990-03-06/1990-03-12"),
        ("two weeks from Thursday", None, "1995-03-23"),
        ("a week from today", None, "1995-03-15"),
        ("three weeks from now", None, "1995-03-29~"),
        ("on Monday week", None, "1995-03-20"),
        ("on the eve of Monday's talks", "1995-03-05", "1995-03-12"),
        ("a day after Friday's talks", "1995-03-04", "1995-03-11"),
        ("the eve of Christmas", "1994-12-24", "1995-12-24"),
        ("within two months", None, "1995-03-08/1995-05-08"),
        ("recently", "1995-03~", None),
        ("last winter", "1994-24", "1994-24"),
        ("in the spring", "1995-21", "1995-21"),
        ("since Sunday", "1995-03-05/..", "1995-03-12/.."),
        ("until Friday", "../1995-03-03", "../1995-03-10"),
    ],
)
def test_a_relative_date_counts_from_publication(text, past, future):
    assert both(text) == (past, future)


def test_a_period_of_publication_is_good_for_what_all_its_days_agree_on():
    assert read("on June 12", published="1995-07") == ["1995-06-12"]
    assert both("last month", published="1995-07-01/1995-07-03") == ("1995-06", "1995-06")
    assert both("on Monday", published="1995-03-08/1995-03-10") == ("1995-03-06", "1995-03-13")
    assert both("on Monday", published="1995")[0] is None


def test_a_day_later_counts_from_the_day_the_article_named_before():
    graphs = (plain("They met on May 3, 1988"), plain("and signed two days later"), plain("The same day he left"))
    assert [one.edtf for found in article_dates(graphs) for one in found] == ["1988-05-03", "1988-05-05", "1988-05-05"]
    graphs = (plain("They met on May 3, 1988"), plain("The day after, he left"))
    assert [one.edtf for found in article_dates(graphs) for one in found] == ["1988-05-03", "1988-05-04"]


@pytest.mark.parametrize(
    "text",
    [
        "Mr May said",
        "they March on",
        "in May Smith",
        "3 percent",
        "10:30",
        "the 2000 refugees",
        "Resolution 1973",
        "18 years",
    ],
)
def test_what_only_looks_like_a_date_is_left(text):
    assert read(text) == []


def test_the_first_visit_in_so_many_years_is_not_to_come():
    assert read("the first visit in two years") == [None]


def test_a_duration_is_no_date():
    (duration,) = find_dates(plain("a three-day visit"), published=WEDNESDAY)
    assert (duration.days, duration.edtf) == (3, None)


def test_an_expression_knows_its_characters_and_tokens():
    (one,) = find_dates(plain("They met on June 12, 1987 there"))
    assert (one.start, one.end) == (3, 6)
    assert (one.span.start, one.span.end) == (12, 25)


def test_the_tense_of_the_clause_tells_past_from_future():
    past = tree("They|PRON|nsubj|2 met|VERB|root|0|meet|Tense=Past,VerbForm=Fin on|ADP|case|4 Friday|PROPN|obl|2")
    future = tree(
        "They|PRON|nsubj|3 will|AUX|aux|3 meet|VERB|root|0|meet|VerbForm=Inf on|ADP|case|5 Friday|PROPN|obl|3"
    )
    assert find_dates(past, published=WEDNESDAY)[0].edtf == "1995-03-03"
    assert find_dates(future, published=WEDNESDAY)[0].edtf == "1995-03-10"


def test_in_a_headline_the_present_is_past():
    graph = tree("Envoys|NOUN|nsubj|2 meet|VERB|root|0|meet|Tense=Pres,VerbForm=Fin Friday|PROPN|obl|2")
    assert find_dates(graph, published=WEDNESDAY)[0].edtf == "1995-03-10"
    assert find_dates(graph, published=WEDNESDAY, headline=True)[0].edtf == "1995-03-03"


def test_the_text_of_a_sentence_keeps_its_offsets():
    assert sentence_text(plain("They met in May").sentence) == "They met in May"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("in the second half of May 1988", "1988-05-16/1988-05-31"),
        ("the first half of May 1988", "1988-05-01/1988-05-15"),
        ("Two days ago", "1995-03-06"),
        ("in the first days of May 1988", "1988-05"),
    ],
)
def test_parts_of_months_and_numbers_that_open_a_sentence(text, edtf):
    assert read(text) == [edtf]


def test_the_same_evening_is_that_of_the_day_named_before_and_the_same_month_that_of_the_month():
    assert read("the same evening", previous="1995-03-01") == ["1995-03-01"]
    assert read("the following morning", previous="1995-03-01") == ["1995-03-02"]
    assert read("the same month", previous="1994-11") == ["1994-11"]
    assert read("the next day", previous="1994-11") == [None]


def test_earlier_in_the_day_is_the_day_of_publication_where_no_day_was_named():
    assert read("Earlier in the day") == [WEDNESDAY]


def test_the_same_day_is_not_that_of_an_aside():
    told = tree(
        "He|PRON|nsubj|2 met|VERB|root|0|meet|Tense=Past,VerbForm=Fin Vogt|PROPN|obj|2 on|ADP|case|5"
        " 1995-03-06|NUM|obl|2 elected|VERB|acl|3|elect|Tense=Past,VerbForm=Part on|ADP|case|8 1995-02-14|NUM|obl|6"
    )
    graphs = [told, plain("They spoke the same day")]
    assert [one.edtf for one in article_dates(graphs)[1]] == ["1995-03-06"]
