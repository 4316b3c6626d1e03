"""Who in the text says so."""

from time_builder import scene, tree, word

from kg.extraction.attribution import attribution, find_source
from kg.extraction.scene import Referring

REPORT = (
    "They|PRON|nsubj|2 met|VERB|ccomp|7|meet ,|PUNCT|punct|7 two|NUM|nummod|6 senior|ADJ|amod|6 officials|NOUN|nsubj|7 "
    "said|VERB|root|0|say Tuesday|PROPN|obl|7"
)


def test_the_subject_of_the_verb_of_saying_says_so():
    graph = tree(REPORT)
    said = attribution(scene(graph), 0, word(graph, "met"))
    assert said.text == "two senior officials"
    assert (said.span.start, said.span.end) == (11, 31)
    assert said.entity == ""


def test_the_entity_is_given_where_one_is_named():
    graph = tree(REPORT)
    span = graph.tokens[5].span
    named = Referring(0, 3, 6, 5, span, ("person/jane-doe",), "person", "description")
    group = Referring(0, 3, 6, 5, span, ("country/france",), "country", "demonym", group=True)
    assert attribution(scene(graph, [named]), 0, 1).entity == "person/jane-doe"
    assert attribution(scene(graph, [group]), 0, 1).entity == ""


def test_the_articles_own_voice_has_no_source():
    graph = tree("They|PRON|nsubj|2 met|VERB|root|0|meet")
    assert attribution(scene(graph), 0, 1) is None


def test_what_the_speaker_does_is_not_what_he_says():
    graph = tree("Officials|NOUN|nsubj|2 said|VERB|root|0|say after|ADP|case|5 the|DET|det|5 talks|NOUN|obl|2|talk")
    assert find_source(graph, 4) is None


def test_according_to_names_a_source():
    graph = tree(
        "They|PRON|nsubj|2 met|VERB|root|0|meet according|VERB|case|6 to|ADP|fixed|3 state|NOUN|compound|6 "
        "media|NOUN|obl|2"
    )
    assert attribution(scene(graph), 0, 1).text == "state media"


def test_a_parenthesis_of_saying_names_a_source():
    graph = tree(
        "They|PRON|nsubj|2 met|VERB|root|0|meet ,|PUNCT|punct|6 the|DET|det|5 minister|NOUN|nsubj|6 "
        "said|VERB|parataxis|2|say"
    )
    assert attribution(scene(graph), 0, 1).text == "the minister"


def test_a_trigger_that_is_the_saying_is_not_its_own_report():
    graph = tree(REPORT)
    assert find_source(graph, word(graph, "said")) is None
