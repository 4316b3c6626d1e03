"""Steps say what they need: the runner skips the others, and skipping changes nothing."""

import pytest
from graph_building import parse
from test_graph_appositions import CASES as APPOSED
from test_graph_clauses import CASES as CLAUSES
from test_graph_far_arguments import REPAIRED as FAR
from test_graph_homographs import CASES as HOMOGRAPHS
from test_graph_journeys import JOURNEYS
from test_graph_journeys import REPAIRED as TRAVELS
from test_graph_normalizations import CASES as NORMALIZED
from test_graph_repairs import CASES as REPAIRED

from kg.extraction import enhance as module
from kg.extraction.edges import Edges
from kg.extraction.needs import Plan, needs
from kg.extraction.normalizations import NORMALIZATIONS
from kg.extraction.repairs import REPAIRS
from kg.extraction.tree import Tree

SENTENCES = {
    f"{number}-{name}": case[0]
    for number, cases in enumerate((CLAUSES, NORMALIZED, REPAIRED, APPOSED, FAR, HOMOGRAPHS, TRAVELS, JOURNEYS))
    for name, case in cases.items()
}


@needs(("due",), ("VERB", "AUX"))
def due(found: list[str]) -> None:
    found.append("due")


@needs(("obl",))
def oblique(found: list[str]) -> None:
    found.append("oblique")


def always(found: list[str]) -> None:
    found.append("always")


PLAN = Plan((("due", due), ("oblique", oblique), ("always", always)))


@pytest.mark.parametrize(
    ("traits", "run"),
    [
        (set(), ["always"]),
        ({"due"}, ["always"]),
        ({"due", "AUX"}, ["due", "always"]),
        ({"obl", "VERB"}, ["oblique", "always"]),
        ({"obl", "VERB", "due"}, ["due", "oblique", "always"]),
    ],
)
def test_a_step_runs_where_one_of_each_group_is_there(traits, run):
    found = []
    PLAN.run(found, traits, without=frozenset())
    assert found == run


def test_a_step_left_out_does_not_run():
    found = []
    PLAN.run(found, {"obl"}, without=frozenset({"oblique"}))
    assert found == ["always"]


def test_what_a_step_adds_counts_for_the_steps_behind_it():
    traits = {"due", "AUX"}
    plan = Plan((("due", due), ("add", lambda _: traits.add("obl")), ("oblique", oblique)))
    found = []
    plan.run(found, traits, without=frozenset())
    assert found == ["due", "oblique"]


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES)
def test_steps_that_are_skipped_would_have_changed_nothing(sentence):
    tree = Tree(sentence)
    for _, repair in REPAIRS:
        repair(tree)
    edges = Edges(tree, passives=True)
    for _, normalization in NORMALIZATIONS:
        normalization(edges)
    skipping = module.enhance(sentence)
    assert skipping.deprels == tuple(tree.deprels)
    assert skipping.heads == tuple(tree.heads)
    assert set(edges.sorted()) <= set(skipping.edges)


def test_a_tree_knows_its_traits_and_learns_those_it_is_given():
    tree = Tree(parse("They PRON 2 nsubj", "left VERB 0 root leave", "Lima PROPN 2 obj"))
    assert {"they", "left", "leave", "VERB", "nsubj", "obj"} <= tree.traits
    tree.deprels[2] = "nmod:poss"
    assert {"nmod:poss", "nmod", "obj"} <= tree.traits
    assert tree.bases[2] == "nmod"


def test_a_case_is_read_anew_after_a_move():
    tree = Tree(parse("left VERB 0 root leave", "for ADP 3 case", "Lima PROPN 1 obl", "talks NOUN 1 obl"))
    assert (tree.case(2), tree.case(3)) == ("for", "")
    tree.move(1, head=2, deprel="case")
    assert tree.case(2) == "for"
    tree.move(1, head=0, deprel="dep")
    assert tree.case(2) == ""


def test_tokens_are_given_as_they_are_when_their_turn_comes():
    tree = Tree(parse("left VERB 0 root leave", "Ann PROPN 1 obj", "Lima PROPN 1 obj", "May PROPN 1 obl"))
    seen = []
    for index in tree.having("obj", start=1):
        seen.append(index)
        tree.deprels[2] = "obl"
        tree.deprels[3] = "obj"
    assert seen == [1, 3]
    assert tree.heads_of("obj") == [0]
