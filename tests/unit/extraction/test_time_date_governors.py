"""Dates that stand beside what they do not date."""

import pytest
from time_builder import plain, tree, word

from kg.extraction.dates import find_dates
from kg.extraction.event_dates import event_date
from kg.extraction.filing import about_next_day, day_of_writing

WEDNESDAY = "1995-03-08"
PAST = "Tense=Past,VerbForm=Fin"


def dated(text, form, *, published=WEDNESDAY, **options):
    graph = tree(text)
    found = event_date(graph, word(graph, form), find_dates(graph, published=published), **options)
    return None if found is None else found.edtf


def test_a_date_before_the_verb_that_a_relative_clause_interrupts_is_of_that_verb():
    text = (
        f"Vogt|PROPN|nsubj|12 ,|PUNCT|punct|4 who|PRON|nsubj|4 hopes|VERB|acl:relcl|1|hope|Tense=Pres,VerbForm=Fin "
        "to|PART|mark|6 tour|VERB|xcomp|4|tour|VerbForm=Inf the|DET|det|8 isles|NOUN|obj|6 ,|PUNCT|punct|4 "
        f"on|ADP|case|11 Monday|PROPN|obl|4 met|VERB|root|0|meet|{PAST} Lind|PROPN|obj|12"
    )
    assert dated(text, "met") == "1995-03-06"
    assert dated(text, "tour") is None


def test_a_participle_that_places_an_occasion_takes_the_date_behind_its_place():
    text = (
        "They|PRON|nsubj|3 will|AUX|aux|3 attend|VERB|root|0|attend|VerbForm=Inf the|DET|det|5 talks|NOUN|obj|3|talk "
        "to|PART|mark|8 be|AUX|aux:pass|8 held|VERB|acl|5|hold|VerbForm=Part in|ADP|case|10 Lima|PROPN|obl|8 "
        "from|ADP|case|13 March|PROPN|nmod:unmarked|13 17|NUM|obl|3 to|ADP|case|15 19|NUM|nmod|13 "
        "on|ADP|case|18 a|DET|det|18 trip|NOUN|obl|3 from|ADP|case|21 March|PROPN|nmod:unmarked|21 15|NUM|obl|3 "
        "to|ADP|case|23 26|NUM|nmod|21"
    )
    assert dated(text, "talks", light_verb=2) == "1995-03-17/1995-03-19"


LEFT = (
    "Vogt|PROPN|nsubj|2 {verb}|VERB|root|0|{lemma}|" + PAST + " home|ADV|advmod|2 on|ADP|case|5 Monday|PROPN|obl|2 "
    "to|PART|mark|7 join|VERB|advcl|2|join|VerbForm=Inf the|DET|det|9 talks|NOUN|obj|7|talk"
)


@pytest.mark.parametrize(("verb", "lemma", "date"), [("left", "leave", None), ("came", "come", "1995-03-06")])
def test_who_leaves_to_join_talks_joins_them_later(verb, lemma, date):
    assert dated(LEFT.format(verb=verb, lemma=lemma), "talks", light_verb=6) == date


def test_what_was_done_where_somebody_comes_from_was_before():
    text = (
        f"Vogt|PROPN|nsubj|2 rested|VERB|root|0|rest|{PAST} today|NOUN|obl|2 {{mark}}|ADP|case|5 Lima|PROPN|obl|2 "
        f"where|ADV|advmod|8 she|PRON|nsubj|8 met|VERB|acl:relcl|5|meet|{PAST} Lind|PROPN|obj|8"
    )
    assert dated(text.format(mark="in"), "met") == WEDNESDAY
    assert dated(text.format(mark="from"), "met") is None


def test_the_narrower_of_two_dates_that_agree_counts():
    text = (
        f"They|PRON|nsubj|2 met|VERB|root|0|meet|{PAST} this|DET|det|4 week|NOUN|obl|2 ,|PUNCT|punct|8 "
        "on|ADP|case|8 March|PROPN|nmod|8 7|NUM|obl|2"
    )
    assert dated(text, "met") == "1995-03-07"


def test_a_date_behind_an_article_dates_its_own_occasion_alone():
    text = (
        f"She|PRON|nsubj|2 toured|VERB|root|0|tour|{PAST} Peru|PROPN|obj|2 and|CCONJ|cc|5 "
        f"attended|VERB|conj|2|attend|{PAST} the|DET|det|9 March|PROPN|nmod|8 6|NUM|obl|5 summit|NOUN|obj|5"
    )
    assert dated(text, "toured") is None
    assert dated(text, "attended") == "1995-03-06"


def test_what_is_to_come_is_not_of_the_day_on_which_something_was_done():
    text = (
        f"Vogt|PROPN|nsubj|2 voiced|VERB|root|0|voice|{PAST} optimism|NOUN|obj|2 Monday|PROPN|obl|2 "
        "talks|NOUN|nsubj|6|talk follow|VERB|ccomp|2|follow|VerbForm=Fin"
    )
    assert dated(text, "talks") == "1995-03-06"
    assert dated(text, "talks", leaning="future") is None


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("from Dec. 5-9 to see", "1994-12-05/1994-12-09"),
        ("the Good Friday accord", ()),
        ("an overnight stop", ()),
        ("overnight it rained", "1995-03-07/1995-03-08"),
    ],
)
def test_ranges_are_whole_and_feasts_and_stops_are_no_dates(text, edtf):
    assert [one.past for one in find_dates(plain(text), published=WEDNESDAY)] == ([edtf] if edtf else [])


def test_a_day_at_hand_is_not_that_of_last_year():
    (one,) = find_dates(plain("on March 10"), published=WEDNESDAY)
    assert (one.past, one.future) == (None, "1995-03-10")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Thursday|PROPN|obl|2", "1995-03-09"),
        ("on|ADP|case|4 Thursday|PROPN|obl|2", WEDNESDAY),
        ("Tuesday|PROPN|obl|2", WEDNESDAY),
        ("last|ADJ|amod|4 Thursday|PROPN|obl|2", WEDNESDAY),
    ],
)
def test_a_lead_that_tells_of_the_next_day_was_written_then(words, day):
    graph = tree(f"Vogt|PROPN|nsubj|2 left|VERB|root|0|leave|{PAST} {words}")
    assert day_of_writing((graph,), WEDNESDAY) == day
    assert day_of_writing((graph,), "1995-03") == "1995-03"
    assert day_of_writing((graph,), WEDNESDAY, headlines=frozenset({graph.sentence.block})) == WEDNESDAY


def test_the_day_after_publication_is_about_then():
    graph = tree(f"Vogt|PROPN|nsubj|2 left|VERB|root|0|leave|{PAST} Thursday|PROPN|obl|2")
    rows = (find_dates(graph, published="1995-03-09"),)
    assert about_next_day(rows, "1995-03-09", "1995-03-09") == rows
    (((one,),)) = about_next_day(rows, WEDNESDAY, "1995-03-09")
    assert (one.edtf, one.past) == ("1995-03-09~", "1995-03-09~")


def test_the_day_on_which_one_is_confident_is_not_that_of_what_is_to_come():
    text = (
        "Vogt|PROPN|nsubj|3 was|AUX|cop|3|be {word}|ADJ|root|0 Monday|PROPN|obl|3 that|SCONJ|mark|7 "
        "talks|NOUN|nsubj|7|talk follow|VERB|ccomp|3|follow|VerbForm=Fin"
    )
    assert dated(text.format(word="confident"), "talks", leaning="future") is None


@pytest.mark.parametrize(("preposition", "date"), [("about", None), ("beside", "1995-03-06")])
def test_a_topic_is_not_of_the_day_on_which_it_is_spoken_of(preposition, date):
    text = (
        f"Vogt|PROPN|nsubj|2 mused|VERB|root|0|muse|{PAST} Monday|PROPN|obl|2 {preposition}|ADP|case|6 "
        "his|PRON|nmod:poss|6 trip|NOUN|obl|2"
    )
    assert dated(text, "trip") == date
