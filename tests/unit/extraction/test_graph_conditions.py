"""Conditions that open with their auxiliary, as a parser takes them for clauses of their own."""

import pytest
from graph_building import parse

from kg.extraction.enhance import enhance

CASES = {
    "before": (
        "Had VERB 0 root have",
        "Vogt PROPN 1 obj",
        "asked VERB 1 xcomp ask Tense=Past|VerbForm=Part",
        ", PUNCT 8 punct",
        "she PRON 8 nsubj",
        "would AUX 8 aux",
        "have AUX 8 aux",
        "met VERB 1 parataxis meet Tense=Past|VerbForm=Part",
    ),
    "behind": (
        "she PRON 4 nsubj",
        "would AUX 4 aux",
        "have AUX 4 aux",
        "met VERB 0 root meet Tense=Past|VerbForm=Part",
        "had VERB 4 conj have",
        "Vogt PROPN 5 obj",
        "asked VERB 6 acl ask Tense=Past|VerbForm=Part",
    ),
}


def head_of(graph, form):
    token = next(token.index for token in graph.tokens if token.form.lower() == form)
    head = graph.heads[token]
    return (graph.tokens[head].form if head >= 0 else "", graph.deprels[token])


@pytest.mark.parametrize("place", CASES)
def test_a_condition_without_if_hangs_on_what_would_have_been(place):
    graph = enhance(parse(*CASES[place]))
    assert head_of(graph, "met") == ("", "root")
    assert head_of(graph, "asked") == ("met", "advcl")
    assert head_of(graph, "had")[0] == "asked"
    assert head_of(graph, "vogt") == ("asked", "nsubj")


def test_what_somebody_had_is_no_condition():
    graph = enhance(
        parse(
            "Vogt PROPN 2 nsubj",
            "had VERB 0 root have",
            "guests NOUN 2 obj guest",
            "invited VERB 3 acl invite Tense=Past|VerbForm=Part",
            "she PRON 8 nsubj",
            "would AUX 8 aux",
            "have AUX 8 aux",
            "met VERB 2 parataxis meet Tense=Past|VerbForm=Part",
        )
    )
    assert head_of(graph, "had") == ("", "root")
    assert head_of(graph, "guests") == ("had", "obj")
