"""What a sentence says of an event's reality, with the packaged cues."""

from dataclasses import replace
from datetime import date

import pytest
from graph_building import scene
from time_builder import tree, word

from kg.extraction.frames import Match
from kg.extraction.status import StatusReader
from kg.extraction.telling import Teller
from kg.model import BlockKind
from kg.schema.load import load_schema

SCHEMA = load_schema()
READER = StatusReader(SCHEMA)
PAST = "Tense=Past,VerbForm=Fin"
PRESENT = "Tense=Pres,VerbForm=Fin"
TODAY = date(1995, 3, 8)


def status(text, form, **options):
    graph = tree(text)
    return SCHEMA.status(READER.read(graph, word(graph, form), **options).iri).key


def modal(form):
    return f"They|PRON|nsubj|3 {form}|AUX|aux|3 meet|VERB|root|0|meet|VerbForm=Inf"


def complement(verb, lemma):
    """They VERB to meet."""
    return f"They|PRON|nsubj|2 {verb}|VERB|root|0|{lemma}|{PAST} to|PART|mark|4 meet|VERB|xcomp|2|meet|VerbForm=Inf"


def objected(verb, lemma):
    """They VERB a meeting."""
    return f"They|PRON|nsubj|2 {verb}|VERB|root|0|{lemma}|{PAST} a|DET|det|4 meeting|NOUN|obj|2"


def passive(participle, lemma):
    """The meeting was PARTICIPLE."""
    subject = "The|DET|det|2 meeting|NOUN|nsubj:pass|4 was|AUX|aux:pass|4|be"
    return f"{subject} {participle}|VERB|root|0|{lemma}|Tense=Past,VerbForm=Part"


@pytest.mark.parametrize(("form", "key"), [("will", "planned"), ("may", "possible"), ("could", "possible")])
def test_a_modal_gives_its_status(form, key):
    assert status(modal(form), "meet") == key


@pytest.mark.parametrize(
    ("verb", "lemma", "key"),
    [
        ("agreed", "agree", "planned"),
        ("refused", "refuse", "refused"),
        ("declined", "decline", "refused"),
        ("failed", "fail", "denied"),
        ("threatened", "threaten", "threatened"),
        ("hoped", "hope", "possible"),
        ("offered", "offer", "possible"),
        ("managed", "manage", "occurred"),
    ],
)
def test_a_verb_gives_its_complement_a_status(verb, lemma, key):
    assert status(complement(verb, lemma), "meet") == key


@pytest.mark.parametrize(
    ("verb", "lemma", "key"),
    [
        ("held", "hold", "occurred"),
        ("attended", "attend", "occurred"),
        ("cancelled", "cancel", "cancelled"),
        ("proposed", "propose", "possible"),
        ("planned", "plan", "planned"),
        ("postponed", "postpone", "stalled"),
        ("rejected", "reject", "refused"),
    ],
)
def test_a_verb_gives_its_object_a_status(verb, lemma, key):
    assert status(objected(verb, lemma), "meeting") == key


@pytest.mark.parametrize(
    ("verb", "lemma", "key"),
    [("cancelled", "cancel", "cancelled"), ("held", "hold", "occurred"), ("suspended", "suspend", "stalled")],
)
def test_a_passive_gives_its_subject_a_status(verb, lemma, key):
    assert status(passive(verb, lemma), "meeting") == key


def test_a_phrasal_verb_is_known_by_its_particle():
    assert status(passive("called", "call") + " off|ADP|compound:prt|4", "meeting") == "cancelled"


def test_what_is_denied_did_not_happen():
    text = (
        f"He|PRON|nsubj|2 denied|VERB|root|0|deny|{PAST} that|SCONJ|mark|5 they|PRON|nsubj|5 "
        f"met|VERB|ccomp|2|meet|{PAST}"
    )
    assert status(text, "met") == "denied"


def test_a_negation_denies():
    text = "They|PRON|nsubj|4 did|AUX|aux|4|do not|PART|advmod|4 meet|VERB|root|0|meet|VerbForm=Inf"
    assert status(text, "meet") == "denied"


def test_not_only_denies_nothing():
    text = f"They|PRON|nsubj|4 not|PART|advmod|4 only|ADV|advmod|4 met|VERB|root|0|meet|{PAST}"
    assert status(text, "met") == "occurred"


def test_not_moved_forward_is_stalled():
    text = (
        "The|DET|det|2 talks|NOUN|nsubj|5|talk have|AUX|aux|5|have not|PART|advmod|5 moved|VERB|root|0|move|"
        "Tense=Past,VerbForm=Part forward|ADV|advmod|5"
    )
    assert status(text, "talks") == "stalled"


def test_no_plans_to_meet_denies():
    text = (
        f"They|PRON|nsubj|2 have|VERB|root|0|have|{PRESENT} no|DET|det|4 plans|NOUN|obj|2|plan to|PART|mark|6 "
        "meet|VERB|acl|4|meet|VerbForm=Inf"
    )
    assert status(text, "meet") == "denied"
    assert status(text.replace("no|DET|det|4", "some|DET|det|4"), "meet") == "planned"


def test_reported_would_is_a_plan_and_free_would_a_possibility():
    said = (
        f"He|PRON|nsubj|2 said|VERB|root|0|say|{PAST} he|PRON|nsubj|5 would|AUX|aux|5 "
        f"meet|VERB|ccomp|2|meet|VerbForm=Inf"
    )
    assert status(said, "meet") == "planned"
    assert status(modal("would"), "meet") == "possible"


def test_the_report_does_not_lend_its_tense():
    said = f"He|PRON|nsubj|2 said|VERB|root|0|say|{PAST} they|PRON|nsubj|4 met|VERB|ccomp|2|meet|{PAST}"
    assert status(said, "met") == "occurred"


def test_after_something_it_is_over():
    text = f"After|SCONJ|mark|2 meeting|VERB|advcl|4|meet|VerbForm=Ger she|PRON|nsubj|4 left|VERB|root|0|leave|{PAST}"
    assert status(text, "meeting") == "occurred"


def test_ahead_of_something_it_is_to_come_unless_its_date_is_past():
    text = (
        f"She|PRON|nsubj|2 spoke|VERB|root|0|speak|{PAST} ahead|ADV|case|6 of|ADP|fixed|3 the|DET|det|6 "
        f"visit|NOUN|obl|2"
    )
    assert status(text, "visit") == "planned"
    assert status(text, "visit", event_date="1995-03-01", today=TODAY) == "occurred"


def test_a_picture_s_caption_tells_what_happened_on_the_day():
    asked = []

    class Reader(StatusReader):
        def read(self, *args, headline=False, **options):
            asked.append(headline)
            return super().read(*args, headline=headline, **options)

    graph = tree(f"Lind|PROPN|nsubj|2 meets|VERB|root|0|meet|{PRESENT} Vogt|PROPN|obj|2|Vogt")
    for kind in (BlockKind.PARAGRAPH, BlockKind.CAPTION):
        told = scene(graph)
        told = replace(told, article=replace(told.article, blocks=(replace(told.article.blocks[0], kind=kind),)))
        event = SCHEMA.types[0]
        Teller(SCHEMA, told, Reader(SCHEMA)).tell(Match(event, event.triggers[0], 0, 1, (), ()))
    assert asked == [False, True]
    assert (
        status(
            f"Lind|PROPN|nsubj|2 meets|VERB|root|0|meet|{PRESENT} Vogt|PROPN|obj|2|Vogt",
            "meets",
            event_date="1995-03-08",
            today=TODAY,
            headline=True,
        )
        == "occurred"
    )


def test_an_infinitive_headline_is_a_plan():
    text = "Envoys|NOUN|nsubj|3 to|PART|mark|3 meet|VERB|root|0|meet|VerbForm=Inf"
    assert status(text, "meet", headline=True) == "planned"


def test_the_present_is_a_plan_when_its_date_is_to_come():
    text = f"They|PRON|nsubj|2 meet|VERB|root|0|meet|{PRESENT}"
    assert status(text, "meet") == "occurred"
    assert status(text, "meet", event_date="1995-03-10", today=TODAY) == "planned"
    assert status(text, "meet", event_date="1995-03-06/1995-03-12", today=TODAY) == "planned"
    assert status(text, "meet", event_date="1995-03-06/1995-03-12", today=TODAY, headline=True) == "occurred"


def test_when_they_meet_under_a_future_is_a_plan():
    text = (
        "He|PRON|nsubj|3 will|AUX|aux|3 ask|VERB|root|0|ask|VerbForm=Inf when|ADV|advmod|6 they|PRON|nsubj|6 "
        f"meet|VERB|advcl|3|meet|{PRESENT}"
    )
    assert status(text, "meet") == "planned"


def test_if_is_a_possibility():
    text = (
        f"If|SCONJ|mark|3 they|PRON|nsubj|3 meet|VERB|advcl|5|meet|{PRESENT} we|PRON|nsubj|5 "
        f"win|VERB|root|0|win|{PRESENT}"
    )
    assert status(text, "meet") == "possible"


def test_a_question_is_a_possibility():
    text = "Will|AUX|aux|3 they|PRON|nsubj|3 meet|VERB|root|0|meet|VerbForm=Inf ?|PUNCT|punct|3"
    assert status(text, "meet") == "possible"


def test_a_cancelled_planned_visit_is_cancelled():
    text = objected("cancelled", "cancel").replace("a|DET|det|4", "planned|ADJ|amod|4")
    assert status(text, "meeting") == "cancelled"


def test_a_long_delayed_meeting_that_was_held_took_place():
    text = objected("held", "hold").replace("a|DET|det|4", "delayed|ADJ|amod|4")
    assert status(text, "meeting") == "occurred"


def test_who_threatens_to_cancel_leaves_it_possible():
    text = complement("threatened", "threaten").replace("meet|VERB|xcomp|2|meet", "cancel|VERB|xcomp|2|cancel")
    assert status(text + " a|DET|det|6 meeting|NOUN|obj|4", "meeting") == "possible"


def test_a_possibility_of_talks_is_a_possibility():
    text = "the|DET|det|2 possibility|NOUN|root|0 of|ADP|case|4 talks|NOUN|nmod|2|talk"
    assert status(text, "talks") == "possible"


def test_within_an_event_refusals_are_of_other_things():
    text = (
        "At|ADP|case|3 the|DET|det|3 meeting|NOUN|obl|5 they|PRON|nsubj|5 refused|VERB|root|0|refuse|"
        f"{PAST} to|PART|mark|7 sign|VERB|xcomp|5|sign|VerbForm=Inf"
    )
    assert status(text, "meeting") == "occurred"


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("will|AUX|aux|3 discuss|VERB|root|0|discuss|VerbForm=Inf", "planned"),
        ("may|AUX|aux|3 discuss|VERB|root|0|discuss|VerbForm=Inf", "possible"),
    ],
)
def test_what_is_only_to_be_said_has_no_occasion_yet(verb, expected):
    text = f"She|PRON|nsubj|3 {verb} trade|NOUN|obj|3 at|ADP|case|6 talks|NOUN|obl|3|talk"
    assert status(text, "talks") == expected


def test_what_is_planned_or_refused_to_be_said_at_it():
    text = (
        "She|PRON|nsubj|2 VERB to|PART|mark|4 discuss|VERB|xcomp|2|discuss|VerbForm=Inf "
        "trade|NOUN|obj|4 during|ADP|case|7 talks|NOUN|obl|4|talk"
    )
    assert status(text.replace("VERB to", f"planned|VERB|root|0|plan|{PAST} to"), "talks") == "planned"
    assert status(text.replace("VERB to", f"refused|VERB|root|0|refuse|{PAST} to"), "talks") == "occurred"


def test_hopes_that_rise_for_talks_are_hopes():
    text = f"Hopes|NOUN|nsubj|2|hope rose|VERB|root|0|rise|{PAST} for|ADP|case|4 talks|NOUN|obl|2|talk"
    assert status(text, "talks") == "possible"
    assert status(text.replace("Hopes|NOUN|nsubj|2|hope", "Lind|PROPN|nsubj|2"), "talks") == "occurred"


def test_what_somebody_looks_forward_to_doing_at_talks_leaves_them_to_come():
    text = (
        f"She|PRON|nsubj|2 looks|VERB|root|0|look|{PRESENT} forward|ADV|compound:prt|2 to|SCONJ|mark|5 "
        "raising|VERB|advcl|2|raise|VerbForm=Ger trade|NOUN|obj|5 at|ADP|case|8 talks|NOUN|obl|5|talk"
    )
    assert status(text, "talks") == "planned"


def test_on_a_visit_somebody_proposes_other_things():
    text = (
        "On|ADP|case|3 a|DET|det|3 visit|NOUN|obl|5 she|PRON|nsubj|5 "
        f"proposed|VERB|root|0|propose|{PAST} peace|NOUN|obj|5"
    )
    assert status(text, "visit") == "occurred"
    behind = (
        f"She|PRON|nsubj|2 proposed|VERB|root|0|propose|{PAST} peace|NOUN|obj|2 "
        "while|SCONJ|mark|5 visiting|VERB|advcl|2|visit|VerbForm=Ger"
    )
    assert status(behind, "visiting") == "occurred"


def test_a_purpose_is_as_real_as_the_journey():
    text = (
        f"She|PRON|nsubj|2 flew|VERB|root|0|fly|{PAST} to|ADP|case|4 Lima|PROPN|obl|2 for|ADP|case|6 "
        f"talks|NOUN|obl|2|talk"
    )
    assert status(text, "talks") == "occurred"
    will = text.replace(f"flew|VERB|root|0|fly|{PAST}", "fly|VERB|root|0|fly|VerbForm=Inf") + " will|AUX|aux|2"
    assert status(will, "talks") == "planned"


def test_what_is_enforced_is_there():
    text = "We|PRON|nsubj|3 will|AUX|aux|3 enforce|VERB|root|0|enforce|VerbForm=Inf sanctions|NOUN|obj|3|sanction"
    assert status(text, "sanctions") == "occurred"


def test_a_measure_is_taken_by_announcing_it():
    text = objected("announced", "announce")
    assert status(text, "meeting") == "planned"
    assert status(text, "meeting", declared=True) == "occurred"


def test_the_words_that_decided_are_told():
    graph = tree(complement("refused", "refuse"))
    reading = READER.read(graph, word(graph, "meet"))
    assert [(cue.start, cue.end) for cue in reading.cues] == [(5, 12)]
    plain_past = tree(objected("held", "hold"))
    assert READER.read(plain_past, word(plain_past, "meeting")).cues == ()


def test_the_verb_that_says_what_is_done_tells_nothing_of_its_reality():
    told = objected("suspended", "suspend")
    assert status(told, "meeting") == "stalled"
    assert status(told, "meeting", declared=True, doing=frozenset((1,))) == "occurred"


def test_to_demand_a_measure_is_not_to_take_it():
    assert status(objected("demanded", "demand"), "meeting", declared=True) == "possible"


def test_a_verb_that_carries_the_event_by_a_preposition_lends_its_clause():
    text = (
        f"They|PRON|nsubj|2 vowed|VERB|root|0|vow|{PAST} to|PART|mark|4 hit|VERB|xcomp|2|hit|VerbForm=Inf "
        "Peru|PROPN|obj|4 with|ADP|case|7 sanctions|NOUN|obl|4|sanction"
    )
    assert status(text, "sanctions", declared=True, light_verb=3) == "planned"


def test_what_somebody_threatens_another_with_is_threatened():
    text = (
        f"They|PRON|nsubj|2 noted|VERB|root|0|note|{PAST} the|DET|det|4 sanctions|NOUN|obj|2|sanction "
        f"with|ADP|case|6 which|PRON|obl|8 Peru|PROPN|nsubj|8 threatens|VERB|acl:relcl|4|threaten|{PRESENT} "
        "Chile|PROPN|obj|8"
    )
    assert status(text, "sanctions", declared=True, light_verb=7) == "threatened"


def test_who_would_welcome_a_measure_has_not_seen_it():
    text = "Peru|PROPN|nsubj|3 would|AUX|aux|3 welcome|VERB|root|0|welcome|VerbForm=Inf sanctions|NOUN|obj|3|sanction"
    assert status(text, "sanctions", declared=True) == "possible"


def test_the_present_on_a_day_nobody_can_place_is_a_plan():
    text = f"They|PRON|nsubj|2 meet|VERB|root|0|meet|{PRESENT} Monday|PROPN|obl|2"
    assert status(text, "meet") == "occurred"
    assert status(text, "meet", undated=True) == "planned"
    assert status(text, "meet", undated=True, headline=True) == "occurred"
    past = f"They|PRON|nsubj|2 met|VERB|root|0|meet|{PAST} Monday|PROPN|obl|2"
    assert status(past, "met", undated=True) == "occurred"


def test_what_is_told_in_the_present_without_a_day_lies_ahead():
    text = "They|PRON|nsubj|2 meet|VERB|root|0|meet|Tense=Pres,VerbForm=Fin"
    assert status(text, "meet", today=date(1995, 3, 8)) == "planned"
    assert status(text, "meet", today=date(1995, 3, 8), headline=True) == "occurred"
    doing = (
        "They|PRON|nsubj|3 are|AUX|aux|3|be|Tense=Pres,VerbForm=Fin meeting|VERB|root|0|meet|Tense=Pres,VerbForm=Part"
    )
    assert status(doing, "meeting", today=date(1995, 3, 8)) == "occurred"


def test_all_that_is_in_place_for_somebody_to_do_lies_ahead():
    text = "All|PRON|nsubj|4 is|AUX|cop|4|be in|ADP|case|4 place|NOUN|root|0 to|PART|mark|6"
    assert status(f"{text} meet|VERB|acl|4|meet|VerbForm=Inf", "meet") == "planned"


@pytest.mark.parametrize(("noun", "key"), [("knowledge", "denied"), ("memoir", "occurred")])
def test_who_denies_all_knowledge_of_it_denies_it(noun, key):
    text = f"They|PRON|nsubj|2 denied|VERB|root|0|deny|{PAST} {noun}|NOUN|obj|2 of|ADP|case|5 talks|NOUN|nmod|3|talk"
    assert status(text, "talks") == key


def test_what_is_called_off_on_its_margins_does_not_call_it_off():
    text = (
        "A|DET|det|2 session|NOUN|nsubj:pass|8 on|ADP|case|4 margins|NOUN|nmod|2|margin of|ADP|case|6 "
        "talks|NOUN|nmod|4|talk was|AUX|aux:pass|8|be cancelled|VERB|root|0|cancel|Tense=Past,VerbForm=Part"
    )
    assert status(text, "talks") == "occurred"
    assert status(text, "session") == "cancelled"


@pytest.mark.parametrize(("verb", "lemma", "key"), [("heading", "head", "planned"), ("meeting", "meet", "occurred")])
def test_who_is_on_the_way_has_not_been_there(verb, lemma, key):
    text = f"They|PRON|nsubj|3 are|AUX|aux|3|be|{PRESENT} {verb}|VERB|root|0|{lemma}|Tense=Pres,VerbForm=Part"
    assert status(text, verb) == key


def test_a_way_told_in_the_present_without_a_day_is_not_yet_made():
    going = (
        "They|PRON|nsubj|3 are|AUX|aux|3|be|Tense=Pres,VerbForm=Fin "
        "returning|VERB|root|0|return|Tense=Pres,VerbForm=Part to|ADP|case|5 Lima|PROPN|obl|3"
    )
    assert status(going, "returning") == "planned"
    assert status(going, "returning", headline=True) == "occurred"


@pytest.mark.parametrize("on", [4, 2])
def test_what_there_is_no_use_for_is_denied(on):
    """The parser hangs the meeting on the use, or on the verb."""
    relation = "nmod" if on == 4 else "obl"
    text = (
        f"They|PRON|nsubj|2 found|VERB|root|0|find|{PAST} no|DET|det|4 use|NOUN|obj|2 for|ADP|case|7 a|DET|det|7 "
        f"meeting|NOUN|{relation}|{on}"
    )
    assert status(text, "meeting") == "denied"
    assert status(text.replace("no|DET", "the|DET"), "meeting") == "occurred"


def test_what_somebody_denies_knowledge_of_is_denied():
    text = (
        f"They|PRON|nsubj|2 denied|VERB|root|0|deny|{PAST} knowledge|NOUN|obj|2 of|ADP|case|6 a|DET|det|6 "
        "meeting|NOUN|nmod|3"
    )
    assert status(text, "meeting") == "denied"


def test_who_says_that_all_is_ready_for_it_tells_of_what_is_to_come():
    text = f"to|PART|mark|2 meet|VERB|ccomp|4|meet|VerbForm=Inf aides|NOUN|nsubj|4 said|VERB|root|0|say|{PAST}"
    assert status(text, "meet") == "planned"


@pytest.mark.parametrize(("article", "key"), [("a", "possible"), ("the", "occurred")])
def test_what_would_be_said_of_any_is_not_said_of_one(article, key):
    text = (
        f"They|PRON|nsubj|3 would|AUX|aux|3 set|VERB|root|0|set|VerbForm=Inf terms|NOUN|obj|3|term on|ADP|case|7 "
        f"{article}|DET|det|7 meeting|NOUN|nmod|4"
    )
    assert status(text, "meeting") == key


def test_what_a_participle_tells_was_done_before_it_is_to_be_undone():
    text = (
        "They|PRON|nsubj|3 will|AUX|aux|3 lift|VERB|root|0|lift|VerbForm=Inf curbs|NOUN|obj|3|curb "
        "imposed|VERB|acl|4|impose|Tense=Past,VerbForm=Part"
    )
    doing = frozenset((2, 4))
    assert status(text, "curbs", light_verb=4, declared=True, doing=doing) == "occurred"
    assert status(text, "curbs", light_verb=2, declared=True, doing=doing) == "planned"


@pytest.mark.parametrize(
    ("verb", "day", "key", "date"),
    [
        ("thanked", "10", "planned", "1995-03-10"),
        ("thanked", "5", "occurred", "1995-03-05"),
        ("left", "10", "occurred", None),
    ],
)
def test_what_somebody_is_thanked_for_may_be_to_come(verb, day, key, date):
    lemma = {"thanked": "thank", "left": "leave"}[verb]
    graph = tree(
        f"Vogt|PROPN|nsubj|2 {verb}|VERB|root|0|{lemma}|{PAST} Lind|PROPN|obj|2"
        f" for|SCONJ|mark|5 hosting|VERB|advcl|2|host|VerbForm=Ger talks|NOUN|obj|5|talk"
        f" on|ADP|case|9 March|PROPN|nmod:unmarked|9 {day}|NUM|obl|5"
    )
    told = scene(graph)
    metadata = replace(told.article.metadata, published=TODAY.isoformat())
    told = replace(told, article=replace(told.article, metadata=metadata))
    event = SCHEMA.types[0]
    (draft,) = Teller(SCHEMA, told, StatusReader(SCHEMA)).tell(Match(event, event.triggers[0], 0, 5, (), ()))
    assert (draft.status.key, draft.date) == (key, date)


@pytest.mark.parametrize(
    ("verb", "lemma", "date"),
    [("cancelled", "cancel", "1995-02-25"), ("postponed", "postpone", "1995-02-25"), ("planned", "plan", "1996-02-25")],
)
def test_what_was_called_off_was_to_be_on_the_nearer_day(verb, lemma, date):
    text = (
        f"Lind|PROPN|nsubj|2 {verb}|VERB|root|0|{lemma}|{PAST} talks|NOUN|obj|2|talk with|ADP|case|5 "
        f"Vogt|PROPN|nmod|3 on|ADP|case|7 February|PROPN|nmod|3 25|NUM|nummod|7"
    )
    graph = tree(text)
    event = next(kind for kind in SCHEMA.types if any("talk" in trigger.lemmas for trigger in kind.triggers))
    told = scene(graph)
    metadata = replace(told.article.metadata, published=TODAY.isoformat())
    told = replace(told, article=replace(told.article, metadata=metadata))
    (draft,) = Teller(SCHEMA, told, READER).tell(Match(event, event.triggers[0], 0, 2, (), ()))
    assert draft.date == date


def test_who_spoke_before_leaving_on_a_day_left_on_the_day_gone_by():
    graph = tree(
        f"Lind|PROPN|nsubj|2 spoke|VERB|root|0|speak|{PAST} before|SCONJ|mark|4 "
        "leaving|VERB|advcl|2|leave|VerbForm=Ger for|ADP|case|6 Lima|PROPN|obl|4 "
        "on|ADP|case|8 February|PROPN|obl|4 25|NUM|nummod|8"
    )
    event = next(kind for kind in SCHEMA.types if any("leave" in trigger.lemmas for trigger in kind.triggers))
    told = scene(graph)
    metadata = replace(told.article.metadata, published=TODAY.isoformat())
    told = replace(told, article=replace(told.article, metadata=metadata))
    (draft,) = Teller(SCHEMA, told, READER).tell(Match(event, event.triggers[0], 0, 3, (), ()))
    assert (draft.status.key, draft.date) == ("planned", "1995-02-25")
