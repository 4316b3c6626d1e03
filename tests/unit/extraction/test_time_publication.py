"""When an article was published, by its own words."""

import pytest
from time_builder import article

from kg.extraction.publication import infer_publication

PROSE = "The two ministers met in Tunis on March 3, 1995. They will meet again on June 9, 1995."


def test_a_line_that_is_a_date_tells_the_day():
    assert infer_publication(article(f"World\nPosted: 8 March 1995 10:15 GMT\n{PROSE}", prose=[PROSE])) == "1995-03-08"


@pytest.mark.parametrize(
    "line", ["Born on 8 March 1995 in a village near Tunis", "1 March 1995", "Updated March 8 1995 - March 9 1995 trip"]
)
def test_another_line_or_an_earlier_day_tells_nothing(line):
    assert infer_publication(article(f"World\n{line}\n{PROSE}", prose=[PROSE])) == "1995-03-03/.."


def test_two_different_stamps_tell_nothing():
    text = f"8 March 1995\n9 March 1995\n{PROSE}"
    assert infer_publication(article(text, prose=[PROSE])) == "1995-03-03/.."


def test_the_latest_day_told_as_past_is_not_after_publication():
    assert infer_publication(article(PROSE, prose=[PROSE])) == "1995-03-03/.."


def test_a_copyright_year_closes_the_window():
    assert infer_publication(article(f"{PROSE}\n© 1995 The Gazette", prose=[PROSE])) == "1995-03-03/1995-12-31"
    assert infer_publication(article(f"{PROSE}\n© 2001 The Gazette", prose=[PROSE])) == "1995-03-03/.."


def test_a_text_without_full_dates_tells_nothing():
    text = "They met on Tuesday and on June 9."
    assert infer_publication(article(text, prose=[text])) is None
