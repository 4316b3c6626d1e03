"""What repairs learn from the triggers of a schema."""

from kg.extraction.trigger_words import NO_TRIGGERS, trigger_words
from kg.schema.mini import Lexicon, parse_condition
from kg.schema.model import EventType, Schema, Trigger

LEXICON = Lexicon(edges=("obj", "compound", "amod", "subj"), kinds=("party", "country"), operators=())


def trigger(lemma, upos, *conditions):
    return Trigger((lemma,), upos, tuple(parse_condition(text, LEXICON) for text in conditions))


def words(*triggers):
    kind = EventType(
        "x:Feud", "Feud", "feud", "feud", "", "163", triggers, (), (), (), (), (), (), (), ""
    )  # fmt: skip
    return trigger_words(Schema((kind,), (), (), "", ()))


def test_a_noun_is_known_by_what_stands_before_it():
    found = words(trigger("gag", "NOUN", "+compound=press"), trigger("gag", "NOUN", "+amod=strict"))
    assert found.is_modified("gag", "press")
    assert found.is_modified("gag", "strict")
    assert not found.is_modified("gag", "loose")
    assert found.nouns == {"gag"}


def test_a_phrase_goes_with_the_modifier_of_its_own_trigger():
    found = words(trigger("bow", "NOUN", "+compound=court", "+[to]:party"), trigger("bow", "NOUN", "+compound=ship"))
    assert found.phrases == {("bow", "court"): {"to"}}


def test_a_verb_is_known_by_its_object():
    found = words(trigger("dam", "VERB", "+obj=river", "+subj:country"))
    assert found.is_object("dam", "river")
    assert not found.is_object("dam", "sea")
    assert not found.nouns


def test_what_must_not_stand_there_tells_nothing():
    found = words(trigger("gag", "NOUN", "!compound=party"), trigger("dam", "VERB", "!obj=sea"))
    assert not found.is_modified("gag", "party")
    assert not found.is_object("dam", "sea")


def test_without_a_schema_no_word_is_known():
    assert not NO_TRIGGERS.is_object("dam", "river")
    assert not NO_TRIGGERS.is_modified("gag", "press")
