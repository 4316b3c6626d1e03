from __future__ import annotations

import json
import random

import pytest

from kg.errors import DependencyError
from kg.language import Parser
from kg.language.pipeline import digest_folder, load_pipeline, model_folder
from kg.needs import Need

pytestmark = pytest.mark.model

FIRST = "OSLO, May 3 (Reuters) -- Norwegian Foreign Minister Ingrid Haugen met Kofi Mensah Monday in Accra."
SECOND = "“We’ll talk,” Haugen said.  She left the U.S. on Oct. 19, and Gen. Tae-yang wrote to her."
THIRD = "Ghana’s envoy telephoned his Norwegian counterpart, Lars Bakke, about G-20 sanctions."


def test_offsets_are_code_points_of_the_article(parser, make_article):
    article = make_article("Łódź 𝔄 hosted talks.", FIRST, SECOND)
    tokens = [token for sentence in parser.parse(article).sentences for token in sentence.tokens]
    assert all(article.text[token.span.start : token.span.end] == token.form for token in tokens)
    assert [token.span for token in tokens] == sorted(token.span for token in tokens)


def test_every_sentence_is_one_tree_inside_one_block(parser, make_article):
    article = make_article(FIRST, SECOND, THIRD)
    for sentence in parser.parse(article).sentences:
        assert article.blocks[sentence.block].span.covers(sentence.span)
        assert [token.index for token in sentence.tokens] == list(range(len(sentence.tokens)))
        roots = [token for token in sentence.tokens if token.head == -1]
        assert [token.deprel for token in roots] == ["root"]
        for start in sentence.tokens:
            seen = {start.index}
            token = start
            while token.head != -1:
                token = sentence.tokens[token.head]
                assert token.index not in seen
                seen.add(token.index)


def test_tags_lemmas_and_features_are_filled(parser, make_article):
    article = make_article("Haugen met Bakke in Oslo on Monday.")
    met = next(token for token in parser.parse(article).sentences[0].tokens if token.form == "met")
    assert (met.upos, met.xpos, met.lemma, met.deprel) == ("VERB", "VBD", "meet", "root")
    assert met.feat("Tense") == "Past"
    assert list(met.feats) == sorted(met.feats)


def test_names_are_spans_of_tokens(parser, make_article):
    (sentence,) = parser.parse(make_article("President Ingrid Haugen met Kofi Mensah in Accra.")).sentences
    names = {
        (" ".join(token.form for token in sentence.tokens[name.start : name.end]), name.kind) for name in sentence.names
    }
    assert {("Ingrid Haugen", "PERSON"), ("Kofi Mensah", "PERSON"), ("Accra", "LOC")} <= names


def test_masked_text_is_not_parsed(parser, make_article):
    article = make_article(FIRST, "Log in to comment.", THIRD, masked=(1,))
    document = parser.parse(article)
    assert {sentence.block for sentence in document.sentences} == {0, 1}
    assert not any(token.form == "Log" for sentence in document.sentences for token in sentence.tokens)


def test_paragraphs_are_parsed_apart_even_without_a_full_stop(parser, make_article):
    document = parser.parse(make_article("Talks in Oslo", "Haugen met Bakke"))
    assert [sentence.block for sentence in document.sentences] == [0, 1]


def test_line_breaks_and_odd_spaces_are_no_tokens(parser, make_article):
    article = make_article("Haugen\nmet\u00a0Bakke  in\tOslo.")
    (sentence,) = parser.parse(article).sentences
    assert [token.form for token in sentence.tokens] == ["Haugen", "met", "Bakke", "in", "Oslo", "."]


@pytest.mark.parametrize("text", ["", "   ", "\u200b", ".", "—", "𝔄"])
def test_next_to_nothing_is_parsed_without_an_error(parser, make_article, text):
    parser.parse(make_article(text))


def test_a_long_block_is_cut_and_still_covered(parser, make_article, monkeypatch):
    monkeypatch.setattr("kg.language.parse.LONGEST_BLOCK", 60)
    article = make_article(f"{SECOND} {THIRD}")
    forms = [token.form for sentence in parser.parse(article).sentences for token in sentence.tokens]
    assert "".join(forms) == "".join(article.text.split())


def test_batch_size_order_and_company_change_no_value(parser, make_article):
    rng = random.Random(5)  # noqa: S311 - reproducibility, not secrecy
    parts = [FIRST, SECOND, THIRD]
    articles = [make_article(*rng.sample(parts, rng.randint(1, 3))) for _ in range(40)]
    one = list(parser.parse_many(articles, batch_size=1))
    assert list(parser.parse_many(articles, batch_size=64)) == one
    assert list(parser.parse_many(articles[::-1], batch_size=7)) == one[::-1]
    assert [parser.parse(article) for article in articles[:5]] == one[:5]


def test_provenance_names_the_model_by_the_digest_of_its_files(parser):
    assert parser.digest() == digest_folder(model_folder())
    assert parser.describe().startswith("en_demarche ")


def test_the_string_store_holds_labels_and_no_words_of_the_corpora():
    strings = json.loads((model_folder() / "vocab/strings.json").read_text(encoding="utf-8"))
    assert not any(
        "@" in entry or any(letter.isdigit() for letter in entry.replace("Person=", "")[1:])
        for entry in strings
        if "=" not in entry
    )
    pipeline = load_pipeline()
    labels = {label for name in pipeline.nlp.pipe_names for label in getattr(pipeline.nlp.get_pipe(name), "labels", ())}
    parts = {part for label in labels for feature in label.split("|") for part in [feature, *feature.split("=")]}
    assert set(strings) <= labels | parts | {"", "ROOT", "dep"}


def test_the_model_is_small_enough_to_ship():
    assert sum(path.stat().st_size for path in model_folder().rglob("*") if path.is_file()) < 20_000_000


def test_an_unknown_model_is_an_error_that_tells_the_mend():
    with pytest.raises(DependencyError, match="KG_MODEL"):
        Parser(model="no_such_pipeline")


def test_missing_spacy_is_an_error_that_tells_the_mend(monkeypatch):
    monkeypatch.setattr("kg.language.pipeline.find_spec", lambda name: None)
    with pytest.raises(DependencyError, match=r"demarche-kg\[build\]"):
        Parser(model="anything-not-cached")


def test_the_digest_of_a_model_needs_no_loading(parser):
    from kg.language import model_digest  # noqa: PLC0415 - beside its use

    assert model_digest() == parser.digest()


def test_a_sieve_says_which_sentences_are_parsed_named_or_left_out(make_article):
    needs = {
        "Haugen": Need(tree=True, names=True),
        "Rain": None,
        "Bakke": Need(tree=False, names=True),
        "President": Need(tree=False, names=False),
    }
    sieved = Parser(sieve=lambda sentences, _: [needs[forms[0]] for forms in sentences])
    article = make_article("Haugen met Lars Bakke. Rain fell.", "Bakke met Kofi Mensah.", "President Haugen slept.")
    parsed, named, words = sieved.parse(article).sentences
    assert (parsed.parsed, named.parsed, words.parsed) == (True, False, False)
    assert "PERSON" in {name.kind for name in named.names}
    assert [token.head for token in words.tokens] == [-1] * len(words.tokens)
    assert all(article.text[token.span.start : token.span.end] == token.form for token in words.tokens)


def test_a_sieve_that_asks_for_everything_changes_nothing(parser, make_article):
    sieved = Parser(sieve=lambda sentences, _: [Need(tree=True, names=True) for _ in sentences])
    article = make_article(FIRST, SECOND, THIRD)
    assert sieved.parse(article) == parser.parse(article)
