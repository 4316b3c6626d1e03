"""Which date expression dates an event."""

from graph_building import parse
from time_builder import graph_of, tree, word

from kg.extraction.dates import find_dates
from kg.extraction.enhance import enhance
from kg.extraction.event_dates import dates_report, event_date

WEDNESDAY = "1995-03-08"
MET = "met|VERB|{rel}|{head}|meet|Tense=Past,VerbForm=Fin"


def dated(text, form, *, published=WEDNESDAY, **options):
    graph = tree(text) if isinstance(text, str) else text
    found = event_date(graph, word(graph, form), find_dates(graph, published=published), **options)
    return None if found is None else found.edtf


def test_a_verb_is_dated_by_its_own_phrase_and_not_by_the_report():
    text = (
        "They|PRON|nsubj|2 met|VERB|ccomp|7|meet|Tense=Past,VerbForm=Fin on|ADP|case|4 Monday|PROPN|obl|2 "
        ",|PUNCT|punct|7 "
        "officials|NOUN|nsubj|7 said|VERB|root|0|say|Tense=Past,VerbForm=Fin Tuesday|PROPN|obl|7"
    )
    assert dated(text, "met") == "1995-03-06"
    assert dated(text, "said") == "1995-03-07"


def test_a_weekday_that_dates_the_report_does_not_date_the_event():
    text = (
        "Officials|NOUN|nsubj|2 said|VERB|root|0|say|Tense=Past,VerbForm=Fin Tuesday|PROPN|obl|2 that|SCONJ|mark|6 "
        "they|PRON|nsubj|6 met|VERB|ccomp|2|meet|Tense=Past,VerbForm=Fin"
    )
    assert dated(text, "met") is None
    graph = tree(text)
    assert dates_report(graph, find_dates(graph, published=WEDNESDAY)[0])


def test_a_noun_is_dated_by_its_light_verb():
    text = (
        "They|PRON|nsubj|2 held|VERB|root|0|hold|Tense=Past,VerbForm=Fin long|ADJ|amod|4 "
        "talks|NOUN|obj|2|talk on|ADP|case|6 "
        "Monday|PROPN|obl|2"
    )
    assert dated(text, "talks") == "1995-03-06"
    assert dated(text, "talks", light_verb=1) == "1995-03-06"


def test_the_object_of_a_verb_of_speaking_is_not_dated_by_it():
    text = (
        "On|ADP|case|2 Monday|PROPN|obl|4 they|PRON|nsubj|4 discussed|VERB|root|0|discuss|Tense=Past,VerbForm=Fin "
        "the|DET|det|6 visit|NOUN|obj|4"
    )
    assert dated(text, "visit") is None


def test_a_date_right_behind_a_noun_and_its_place_is_the_nouns_wherever_the_parser_hung_it():
    text = (
        "They|PRON|nsubj|2 discussed|VERB|root|0|discuss|Tense=Past,VerbForm=Fin the|DET|det|4 visit|NOUN|obj|2 "
        "to|ADP|case|6 Lima|PROPN|nmod|4 on|ADP|case|9 May|PROPN|compound|9 3,|NUM|obl|2 1988|NUM|nmod|9"
    )
    assert dated(text, "visit") == "1988-05-03"


def test_a_subject_is_dated_by_the_verb_that_tells_that_it_happened():
    text = (
        "The|DET|det|2 talks|NOUN|nsubj|3|talk ended|VERB|root|0|end|Tense=Past,VerbForm=Fin on|ADP|case|5 "
        "Monday|PROPN|obl|3"
    )
    assert dated(text, "talks") == "1995-03-06"
    other = text.replace("ended|VERB|root|0|end", "angered|VERB|root|0|anger")
    assert dated(other, "talks") is None


def test_a_participle_under_a_noun_dates_it():
    text = (
        "the|DET|det|2 talks|NOUN|root|0|talk scheduled|VERB|acl|2|schedule|Tense=Past,VerbForm=Part for|ADP|case|5 "
        "Friday|PROPN|obl|3"
    )
    assert dated(text, "talks", leaning="future") == "1995-03-10"


def test_a_later_clause_with_the_same_subject_shares_the_date():
    text = (
        "She|PRON|nsubj|4 last|ADJ|amod|3 week|NOUN|obl|4 visited|VERB|root|0|visit|Tense=Past,VerbForm=Fin "
        "Rome|PROPN|obj|4 "
        "and|CCONJ|cc|7 met|VERB|conj|4|meet|Tense=Past,VerbForm=Fin him|PRON|obj|7"
    )
    assert dated(text, "met") == "1995-02-27/1995-03-05"
    assert dated(text.replace("him|PRON|obj|7", "him|PRON|obj|7 then|ADV|advmod|7"), "met") is None
    assert dated(text.replace("and|CCONJ|cc|7", "he|PRON|nsubj|7"), "met") is None


def test_a_purpose_shares_the_date_of_the_journey():
    text = (
        "She|PRON|nsubj|2 flew|VERB|root|0|fly|Tense=Past,VerbForm=Fin on|ADP|case|4 Monday|PROPN|obl|2 to|PART|mark|6 "
        "meet|VERB|advcl|2|meet|VerbForm=Inf him|PRON|obj|6"
    )
    assert dated(text, "meet") == "1995-03-06"


def test_the_day_of_an_agreement_is_not_the_day_agreed_upon():
    text = (
        "They|PRON|nsubj|2 agreed|VERB|root|0|agree|Tense=Past,VerbForm=Fin on|ADP|case|4 Monday|PROPN|obl|2 "
        "to|PART|mark|6 "
        "meet|VERB|xcomp|2|meet|VerbForm=Inf"
    )
    assert dated(text, "meet") is None
    assert dated(text + " on|ADP|case|8 Friday|PROPN|obl|2", "meet", leaning="future") == "1995-03-03"
    assert dated(text + " on|ADP|case|8 Friday|PROPN|obl|6", "meet") == "1995-03-10"


def test_a_clause_of_place_is_dated_by_what_it_is_about():
    text = (
        "his|PRON|nmod|2 visit|NOUN|root|0 on|ADP|case|4 Monday|PROPN|nmod|2 where|ADV|advmod|7 he|PRON|nsubj|7 "
        "met|VERB|acl:relcl|2|meet|Tense=Past,VerbForm=Fin her|PRON|obj|7"
    )
    assert dated(text, "met") == "1995-03-06"


def test_a_date_behind_since_their_summit_is_the_summits():
    text = (
        "They|PRON|nsubj|2 met|VERB|root|0|meet|Tense=Past,VerbForm=Fin since|ADP|case|5 their|PRON|nmod|5 "
        "summit|NOUN|obl|2 "
        "in|ADP|case|7 June|PROPN|obl|2 1992|NUM|nmod|7"
    )
    assert dated(text, "met") is None
    assert dated(text, "summit") == "1992-06"


def test_an_undatable_expression_of_the_event_keeps_others_away():
    text = (
        "They|PRON|nsubj|2 met|VERB|root|0|meet|Tense=Past,VerbForm=Fin on|ADP|case|4 1988-06-12|NUM|obl|2 "
        "and|CCONJ|cc|6 "
        "spoke|VERB|conj|2|speak|Tense=Past,VerbForm=Fin on|ADP|case|8 Tuesday|PROPN|obl|6"
    )
    assert dated(text, "spoke", published=None) is None


def test_a_length_makes_a_day_an_interval():
    text = (
        "a|DET|det|3 two-day|ADJ|amod|3 visit|NOUN|root|0 on|ADP|case|6 July|PROPN|nmod|6 5,|NUM|nmod|3 1988|NUM|nmod|6"
    )
    assert dated(text, "visit") == "1988-07-05/1988-07-06"


def test_a_length_counts_back_from_the_day_an_event_ended():
    text = (
        "a|DET|det|3 three-day|ADJ|amod|3 visit|NOUN|nsubj|4 ended|VERB|root|0|end|Tense=Past,VerbForm=Fin "
        "on|ADP|case|6 "
        "Monday|PROPN|obl|4"
    )
    assert dated(text, "visit") == "1995-03-04/1995-03-06"


def test_a_counting_noun_lends_its_date():
    text = (
        "a|DET|det|2 round|NOUN|root|0 of|ADP|case|4 talks|NOUN|nmod|2|talk ,|PUNCT|punct|2 long|ADJ|amod|7 "
        "due|ADJ|amod|2 on|ADP|case|9 Monday|PROPN|nmod|2"
    )
    graph = tree(text)
    counted = graph_of(graph.tokens, transparent={3: 1})
    assert dated(counted, "talks") == "1995-03-06"


def test_what_is_planned_reads_a_nouns_date_as_to_come():
    text = (
        "They|PRON|nsubj|2 announced|VERB|root|0|announce|Tense=Past,VerbForm=Fin a|DET|det|4 "
        "summit|NOUN|obj|2 on|ADP|case|7 "
        "June|PROPN|compound|7 14|NUM|nmod|4"
    )
    assert dated(text, "summit") == "1994-06-14"
    assert dated(text, "summit", leaning="future") == "1995-06-14"


def test_a_date_that_the_parser_hung_on_a_name_is_found_by_nearness():
    text = (
        "Lind|PROPN|nsubj|2 phoned|VERB|root|0|phone|Tense=Past,VerbForm=Fin Rao|PROPN|obj|2 ,|PUNCT|punct|6 "
        "late|ADJ|amod|6 Monday|PROPN|conj|1"
    )
    assert dated(text, "phoned") == "1995-03-06"


def test_nearness_does_not_cross_another_verb_a_relative_or_what_follows():
    apart = (
        "Lind|PROPN|nsubj|2 phoned|VERB|root|0|phone|Tense=Past,VerbForm=Fin Rao|PROPN|obj|2 who|PRON|nsubj|5 "
        "won|VERB|acl:relcl|3|win|Tense=Past,VerbForm=Fin on|ADP|case|7 Monday|PROPN|obl|5"
    )
    assert dated(apart, "phoned") is None


def test_two_days_of_talks_that_ended_on_a_day_began_the_day_before():
    text = (
        "They|PRON|nsubj|2 ended|VERB|root|0|end|Tense=Past,VerbForm=Fin two|NUM|nummod|4 days|NOUN|obj|2|day "
        "of|ADP|case|6 talks|NOUN|obl|2|talk on|ADP|case|8 Monday|PROPN|obl|2"
    )
    assert dated(text, "talks") == "1995-03-05/1995-03-06"


def test_who_comes_home_from_a_visit_ends_it():
    text = (
        "She|PRON|nsubj|2 returned|VERB|root|0|return|Tense=Past,VerbForm=Fin on|ADP|case|4 Monday|PROPN|obl|2 "
        "from|ADP|case|8 a|DET|det|8 three-day|ADJ|amod|8 visit|NOUN|obl|2"
    )
    assert dated(text, "visit") == "1995-03-04/1995-03-06"


def test_the_first_since_a_year_is_not_dated_by_it():
    text = (
        "It|PRON|nsubj|5 was|AUX|cop|5 her|PRON|nmod:poss|5 first|ADJ|amod|5 visit|NOUN|root|0 "
        "since|ADP|case|7 1989|NUM|nmod|5"
    )
    assert dated(text, "visit") is None


def test_what_somebody_is_doing_meanwhile_has_the_date_of_the_main_clause():
    text = (
        "Lind|PROPN|nsubj|4 on|ADP|case|3 Monday|PROPN|obl|4 received|VERB|root|0|receive|Tense=Past,VerbForm=Fin "
        "Rao|PROPN|obj|4 ,|PUNCT|punct|9 who|PRON|nsubj|9 is|AUX|aux|9|be "
        "visiting|VERB|acl:relcl|5|visit|VerbForm=Ger Lima|PROPN|obj|9"
    )
    assert dated(text, "visiting") == "1995-03-06"


def test_the_visit_that_somebody_paid_is_dated_by_the_paying():
    text = (
        "the|DET|det|2 visit|NOUN|obj|7 that|PRON|obj|5 Rao|PROPN|nsubj|5 "
        "paid|VERB|acl:relcl|2|pay|Tense=Past,VerbForm=Fin Monday|PROPN|obl|5 "
        "pleased|VERB|root|0|please|Tense=Past,VerbForm=Fin them|PRON|obj|7"
    )
    assert dated(text, "visit") == "1995-03-06"


def test_a_weekday_of_what_a_verb_of_saying_speaks_of_is_not_the_sayings():
    text = (
        "They|PRON|nsubj|2 recalled|VERB|root|0|recall|Tense=Past,VerbForm=Fin the|DET|det|4 visit|NOUN|obj|2 "
        "that|PRON|obj|7 she|PRON|nsubj|7 paid|VERB|acl:relcl|4|pay|Tense=Past,VerbForm=Fin Monday|PROPN|obl|7"
    )
    assert dated(text, "visit") == "1995-03-06"
    within = (
        "They|PRON|nsubj|2 welcomed|VERB|root|0|welcome|Tense=Past,VerbForm=Fin it|PRON|obj|2 in|ADP|case|6 "
        "a|DET|det|6 call|NOUN|obl|2 on|ADP|case|8 Monday|PROPN|obl|2"
    )
    assert dated(within, "call") == "1995-03-06"


def test_a_when_clause_is_of_the_day_it_follows():
    text = (
        "They|PRON|nsubj|3 never|ADV|advmod|3 spoke|VERB|root|0|speak|Tense=Past,VerbForm=Fin since|ADP|case|5 "
        "January|PROPN|obl|3 ,|PUNCT|punct|9 when|ADV|advmod|9 they|PRON|nsubj|9 "
        "dined|VERB|advcl|3|dine|Tense=Past,VerbForm=Fin"
    )
    assert dated(text, "dined") == "1995-01"


def test_the_fifth_since_a_month_is_not_dated_by_it():
    text = (
        "It|PRON|nsubj|4 was|AUX|cop|4|be|Tense=Past,VerbForm=Fin fifth|ADJ|amod|4|fifth|NumType=Ord "
        "meeting|NOUN|root|0 since|ADP|case|6 January|PROPN|nmod|4"
    )
    assert dated(text, "meeting") is None


def test_who_meets_at_a_summit_meets_when_that_takes_place():
    text = (
        "They|PRON|nsubj|2 met|VERB|root|0|meet|Tense=Past,VerbForm=Fin at|ADP|case|5 the|DET|det|5 "
        "summit|NOUN|obl|2 which|PRON|nsubj|7 took|VERB|acl:relcl|5|take|Tense=Past,VerbForm=Fin place|NOUN|obj|7 "
        "on|ADP|case|10 Monday|PROPN|obl|7"
    )
    assert dated(text, "met") == "1995-03-06"
    assert dated(text.replace("summit|NOUN|obl|2", "hotel|NOUN|obl|2"), "met") is None


def test_the_day_of_an_occasion_is_not_what_is_done_to_it():
    text = (
        "They|PRON|nsubj|2 came|VERB|root|0|come|Tense=Past,VerbForm=Fin and|CCONJ|cc|4 put|VERB|conj|2|put|"
        "Tense=Past,VerbForm=Fin talks|NOUN|obj|4|talk on|ADP|case|7 Monday|PROPN|nmod|5 back|ADV|advmod|4"
    )
    assert dated(text, "talks") == "1995-03-06"
    assert dated(text, "came") is None


def test_what_is_said_within_an_event_is_said_on_its_day():
    text = (
        "On|ADP|case|2 Monday|PROPN|obl|4 they|PRON|nsubj|4 discussed|VERB|root|0|discuss|Tense=Past,VerbForm=Fin "
        "it|PRON|obj|4 {0}|ADP|case|8 a|DET|det|8 call|NOUN|obl|4"
    )
    assert dated(text.format("in"), "call") == "1995-03-06"
    assert dated(text.format("before"), "call") is None


def test_who_became_the_first_to_be_received_was_so_that_day():
    text = (
        "She|PRON|nsubj|3 yesterday|NOUN|obl|3 became|VERB|root|0|become|Tense=Past,VerbForm=Fin the|DET|det|6 "
        "first|ADJ|amod|6 guest|NOUN|xcomp|3 to|PART|mark|9 be|AUX|aux:pass|9 "
        "received|VERB|acl|6|receive|VerbForm=Part,Tense=Past"
    )
    assert dated(text, "received") == "1995-03-07"


def test_who_is_welcomed_on_a_day_makes_his_visit_on_it():
    text = (
        "On|ADP|case|2 Monday|PROPN|obl|4 they|PRON|nsubj|4 welcomed|VERB|root|0|welcome|Tense=Past,VerbForm=Fin "
        "{0}|obj|4 who|PRON|nsubj|8 was|AUX|aux|8 making|VERB|acl:relcl|5|make|VerbForm=Ger "
        "a|DET|det|10 visit|NOUN|obj|8"
    )
    assert dated(text.format("Vogt|PROPN"), "visit") == "1995-03-06"
    assert dated(text.format("plans|NOUN"), "visit") is None


def test_a_visiting_guest_who_was_told_something_on_a_day_was_there_on_it():
    graph = enhance(
        parse(
            "Vogt PROPN 4 nsubj",
            "on ADP 3 case",
            "Monday PROPN 4 obl",
            "told VERB 0 root tell Tense=Past|VerbForm=Fin",
            "visiting VERB 6 amod visit",
            "Otieno PROPN 4 iobj",
        )
    )
    assert dated(graph, "visiting") == "1995-03-06"


def test_a_guest_in_the_way_of_what_he_was_told_is_whom_it_was_told():
    graph = enhance(
        parse(
            "Vogt PROPN 2 nsubj",
            "told VERB 0 root tell Tense=Past|VerbForm=Fin",
            "visiting VERB 7 csubj visit",
            "Otieno PROPN 3 obj",
            "that SCONJ 7 mark",
            "trade NOUN 7 nsubj",
            "grows VERB 2 ccomp grow",
            names=[(3, 4, "PERSON")],
        )
    )
    assert dict(zip(graph.lower, graph.heads, strict=True))["otieno"] == 1
    assert ("as_told_by", 0) in {(edge.preposition, edge.dependent) for edge in graph.out(2)}


def test_what_had_been_intended_was_to_come_about_by_now():
    text = (
        "She|PRON|nsubj|3 {helper}|AUX|aux|3 planned|VERB|root|0|plan|Tense=Past,VerbForm=Part to|PART|mark|5 "
        "visit|VERB|xcomp|3|visit|VerbForm=Inf on|ADP|case|7 Monday|PROPN|obl|5"
    )
    assert dated(text.format(helper="had"), "visit", leaning="future") == "1995-03-06"
    assert dated(text.format(helper="has"), "visit", leaning="future") == "1995-03-13"


def test_a_year_told_by_the_way_of_the_subject_dates_nothing_else():
    text = (
        "Vogt|PROPN|nsubj|5 born|VERB|acl|1|bear|Tense=Past,VerbForm=Part in|ADP|case|4 1950|NUM|obl|2 "
        "wrote|VERB|root|0|write|Tense=Past,VerbForm=Fin"
    )
    assert dated(text, "wrote") is None
    assert dated(text, "born") == "1950"
