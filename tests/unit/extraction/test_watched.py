"""A watch-list's names in parsed text."""

from kg.extraction.watched import Watcher
from kg.model import Article, Document, Metadata, NameSpan, Sentence, Span, Token
from kg.watchlist import EMPTY, Listed, Watchlist

LIST = Watchlist(
    [
        Listed("1", "person", "Anna Petit", ("Anne-Marie Petit", "Dr. Ana Petit", "Nana")),
        Listed("2", "organization", "Lake Council"),
        Listed("3", "person", "Suryo"),
        Listed("4", "person", "Ko Jae-in"),
        Listed("5", "country", "Lower Lakeland"),
    ]
)


def document(words, *names):
    at, tokens = 0, []
    for index, form in enumerate(words.split()):
        tokens.append(Token(index, form, form.lower(), "X", "", (), index - 1, "dep", Span(at, at + len(form))))
        at += len(form) + 1
    sentence = Sentence(Span(0, at), 0, tuple(tokens), tuple(NameSpan(*name) for name in names))
    return Document(Article("a.txt", words, "0" * 64, Metadata(), ()), (sentence,))


def marked(words, *names):
    (sentence,) = Watcher(LIST).mark(document(words, *names)).sentences
    return [(name.start, name.end, name.kind) for name in sentence.names]


def test_a_name_that_the_model_missed_is_one():
    assert marked("Then Anna Petit met the Lake Council in Lower Lakeland") == [
        (1, 3, "PERSON"),
        (5, 7, "ORG"),
        (8, 10, "LOC"),
    ]


def test_the_lists_name_stands_against_what_the_model_saw_and_the_rest_stays():
    assert marked("Anna Petit met Rut Berg", (0, 1, "LOC"), (3, 5, "PERSON")) == [(0, 2, "PERSON"), (3, 5, "PERSON")]


def test_diacritics_hyphens_and_honorifics_make_no_difference():
    assert marked("Anne - Marie Petit spoke") == [(0, 4, "PERSON")]
    assert marked("Anne Marie Pétit spoke") == [(0, 3, "PERSON")]
    assert marked("Ko Jae - in spoke") == [(0, 4, "PERSON")]
    assert marked("Ana Petit spoke") == [(0, 2, "PERSON")]


def test_common_words_and_halves_of_words_are_no_names():
    assert marked("a lake council met") == []
    assert marked("Anna , Petit and others") == []
    assert marked("Anna Petit-Roux spoke") == []


def test_a_single_word_counts_only_as_a_canonical_name_as_written():
    assert marked("Suryo met Nana") == [(0, 1, "PERSON")]
    assert marked("SURYO met suryo") == []


def test_without_a_list_nothing_changes():
    given = document("Anna Petit spoke")
    assert Watcher(EMPTY).mark(given) is given
    assert Watcher(LIST).mark(document("Nobody spoke")) == document("Nobody spoke")
