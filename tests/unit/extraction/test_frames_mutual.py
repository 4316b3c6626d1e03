"""Triggers that tell a contact only where both sides are named, and who counts as a side."""

from dataclasses import replace

import pytest
from event_building import HAPPENED, SITE
from graph_building import parse, scene

from kg.extraction.allegiance import Allegiances
from kg.extraction.drafts import Draft
from kg.extraction.enhance import enhance
from kg.extraction.fillings import Filling
from kg.extraction.frames import Match, Matcher
from kg.extraction.kinds import is_of_kind
from kg.extraction.narrators import narrator, only_speaks, shuts_out, speaks_beside
from kg.extraction.passes import drop_nested
from kg.extraction.paths import governors
from kg.extraction.readings import Readings
from kg.extraction.retellings import leave_out_other_pairs, leave_out_retellings
from kg.extraction.telling import _is_process
from kg.model import Span
from kg.schema.mini import Lexicon, parse_condition, parse_realization
from kg.schema.model import EventType, Governor, Role, Schema, Trigger

LEXICON = Lexicon(edges=("subj", "obj", "poss"), kinds=("person", "party", "public"), operators=("subject",))
ROLE = Role(
    "x:party", "party", "party", ("person", "organization", "country"), "", False, True, True, 2, 0,
    tuple(
        parse_realization(text, LEXICON)
        for text in ("subj", "subj@light", "subj@facilitate", "[with]", "else:subj~public@[at]:decide")
    ), unnamed=True, told=1,
)  # fmt: skip
WEAK = Trigger(("discuss",), "VERB", (), ("mutual",))
PLAIN = Trigger(("meet",), "VERB", ())
KIND = EventType(
    "x:E", "E", "e", "e", "", "040",
    (WEAK, PLAIN, Trigger(("talk",), "NOUN", ()), Trigger(("negotiation",), "NOUN", (), ("process",))),
    ("*",), ("facilitate", "say"), (ROLE,), (), (), (), (), "",
)  # fmt: skip
JOURNEY = replace(KIND, iri="x:F", roles=(replace(ROLE, contact=False, minimum=1), SITE), one_of=("x:site",))
CHAD, PERU, TOGO = "country/chad", "country/peru", "country/togo"


def matches(sentence, *referring):
    told = scene(enhance(sentence), referring=referring)
    return Matcher(Schema((KIND,), (), (), "", ())).match(told, 0, Readings(told, 0), ()), told


def draft(*keys, trigger=PLAIN, date=None):
    fillings = tuple(Filling(ROLE.iri, (key,), Span(0, 1), 0, 0, 0, kind="country") for key in keys)
    return Draft(Match(KIND, trigger, 0, 0, fillings, ()), fillings, HAPPENED, date, None, None, (0,))


def test_one_side_alone_is_not_worth_telling():
    assert draft(CHAD).tells_one_side()
    weak = draft(CHAD, trigger=WEAK)
    assert not weak.tells_one_side()
    person = replace(weak, fillings=(replace(weak.fillings[0], kind="person"),))
    assert not person.is_enough()
    assert draft(CHAD, PERU, trigger=WEAK).is_enough()


@pytest.mark.parametrize(
    ("other", "left"),
    [
        (draft(CHAD, PERU), 0),
        (draft(CHAD, PERU, TOGO), 0),
        (draft(CHAD, TOGO), 2),
        (draft(CHAD, PERU, trigger=WEAK), 2),
        (replace(draft(CHAD, PERU), generic=True), 2),
        (replace(draft(CHAD), fillings=(replace(draft(CHAD).fillings[0], kind="person"),)), 2),
    ],
)
def test_what_is_told_in_plainer_words_is_not_told_twice(other, left):
    allegiances = Allegiances(scene(enhance(parse("x NOUN 0 root"))))
    weak, _ = leave_out_retellings([draft(CHAD, PERU, trigger=WEAK), other], allegiances)
    assert len(weak.agents()) == left


def test_a_date_of_its_own_makes_it_another_occasion():
    allegiances = Allegiances(scene(enhance(parse("x NOUN 0 root"))))
    dated = draft(CHAD, PERU, trigger=WEAK, date="1995-03-06")
    for date, left in ((None, 2), ("1994-01", 2), ("1995-03", 0)):
        weak, _ = leave_out_retellings([dated, draft(CHAD, PERU, date=date)], allegiances)
        assert len(weak.agents()) == left


def test_officials_and_public_bodies_are_public_and_reporters_are_not():
    sentence = parse(
        "diplomats NOUN 2 nsubj diplomat Number=Plur",
        "told VERB 0 root tell",
        "reporters NOUN 2 obj reporter Number=Plur",
    )
    readings = Readings(scene(enhance(sentence), referring=()), 0)
    assert is_of_kind(readings, 0, "public")
    assert not is_of_kind(readings, 2, "public")


def test_what_two_discuss_is_another_meeting_than_theirs():
    graph = enhance(
        parse("Chad PROPN 2 nsubj", "VERB VERB 0 root", "talks NOUN 2 obj talk", "with ADP 5 case", "Togo PROPN 3 nmod")
    )
    noun = Match(KIND, Trigger(("talk",), "NOUN", ()), 0, 2, draft(TOGO).fillings, ())
    for trigger, left in ((WEAK, 2), (PLAIN, 1)):
        verb = Match(KIND, trigger, 0, 1, draft(CHAD, PERU).fillings, ())
        assert len(drop_nested((verb, noun), graph)) == left


def decided(*determiner):
    at = len(determiner) + 4
    sentence = parse(
        "Ministers NOUN 2 nsubj minister Number=Plur", "decided VERB 0 root decide", f"at ADP {at} case",
        *(f"{word} DET {at} det" for word in determiner), "talks NOUN 2 obl talk Number=Plur",
    )  # fmt: skip
    (found,), _ = matches(sentence)
    return len(found.fillings)


def test_who_decides_at_a_meeting_takes_part_in_it():
    assert decided() == 1
    assert decided("the") == 0  # of which somebody was told before


def process(*rows):
    (found,), told = matches(parse(*rows), "0 0 1 country/chad name", "0 3 4 country/peru name")
    return _is_process(found, told.graphs[0])


def test_states_that_are_told_to_negotiate_do_so_on_an_occasion():
    between = ("with ADP 4 case", "Peru PROPN 2 nmod")
    assert process("Chad PROPN 2 nmod", "negotiations NOUN 0 root negotiation", *between)
    assert not process("Chad PROPN 5 nsubj", "negotiations NOUN 5 obj negotiation", *between, "broke VERB 0 root break")
    assert not process(
        "Chad PROPN 5 nsubj", "negotiations NOUN 5 obj negotiation", *between, "eased VERB 0 root facilitate"
    )
    assert process("Chad PROPN 5 nsubj", "negotiations NOUN 5 obj negotiation", *between, "hailed VERB 0 root say")


@pytest.mark.parametrize(("side", "quantified"), [("with", False), ("on", True)])
def test_any_talks_with_somebody_are_one_thing(side, quantified):
    sentence = parse(
        "Chad PROPN 2 nsubj", "ruled VERB 0 root rule", "any DET 4 det", "talks NOUN 2 obj talk",
        f"{side} ADP 6 case", "Peru PROPN 4 nmod",
    )  # fmt: skip
    (found,), _ = matches(sentence, "0 0 1 country/chad name", "0 5 6 country/peru name")
    assert found.quantified is quantified
    assert parse_condition("+subj:public", LEXICON).kind == "public"


def test_several_meetings_are_meetings():
    found = [
        matches(parse("Chad PROPN 2 nsubj", "held VERB 0 root hold", f"{word} ADJ 4 amod", "talks NOUN 2 obj talk"))[0][
            0
        ]
        for word in ("several", "more")
    ]
    assert [match.quantified for match in found] == [False, True]


def test_a_body_that_discusses_at_a_meeting_met():
    sentence = parse(
        "Council PROPN 2 nsubj", "discussed VERB 0 root discuss", "maize NOUN 2 obj", "at ADP 5 case",
        "talks NOUN 2 obl talk",
    )  # fmt: skip
    found, told = matches(sentence, "0 0 1 organization/council name")
    kept = drop_nested(found, told.graphs[0])
    assert [told.graphs[0].tokens[match.token].form for match in kept] == ["discussed", "talks"]


def narrated(speaker, *extra):
    sentence = parse(
        f"{speaker} NOUN 2 nsubj", "said VERB 0 root say", "the DET 4 det", "talks NOUN 7 nsubj talk",
        "with ADP 6 case", "Peru PROPN 4 nmod", "helped VERB 2 ccomp help", *extra,
    )  # fmt: skip
    return narrator(enhance(sentence), 3)


def test_who_speaks_of_talks_with_somebody_was_there():
    assert narrated("Vogt") == 0
    assert narrated("spokesman") == -1
    assert narrated("Vogt", "Chad PROPN 4 nmod:poss") == -1
    called = parse(
        "Vogt PROPN 2 nsubj", "called VERB 0 root call", "talks NOUN 2 obj talk", "with ADP 5 case", "Peru PROPN 3 nmod"
    )
    assert narrator(enhance(called), 2) == 0
    assert narrator(enhance(parse("talks NOUN 0 root talk", "with ADP 3 case", "Peru PROPN 1 nmod")), 0) == -1
    first = parse(
        "talks NOUN 6 nsubj talk", "with ADP 3 case", "Peru PROPN 1 nmod", "are AUX 6 cop be", "his PRON 6 nmod:poss",
        "tour NOUN 0 root",
    )  # fmt: skip
    assert narrator(enhance(first), 0) == 4


@pytest.mark.parametrize(
    ("speaker", "preposition", "beside"),
    [("Vogt", "after", True), ("Vogt", "during", True), ("Vogt", "about", False), ("spokesman", "after", False)],
)
def test_who_says_something_after_talks_with_somebody_was_there(speaker, preposition, beside):
    graph = enhance(
        parse(
            f"{preposition} ADP 2 case", "talks NOUN 6 obl talk", "with ADP 4 case", "Peru PROPN 2 nmod",
            f"{speaker} NOUN 6 nsubj", "said VERB 0 root say",
        )
    )  # fmt: skip
    assert speaks_beside(graph, 1, 5) is beside


@pytest.mark.parametrize(
    ("verb", "determiner", "extra", "expected"),
    [
        ("told", "the", (), True),
        ("told", "a", (), False),
        ("left", "the", (), False),
        ("told", "the", ("with ADP 7 case", "Peru PROPN 5 nmod"), False),
    ],
)
def test_who_speaks_after_the_meeting_makes_no_new_one(verb, determiner, extra, expected):
    lemma = {"told": "tell", "left": "leave"}[verb]
    graph = enhance(
        parse(
            "Vogt PROPN 2 nsubj", f"{verb} VERB 0 root {lemma}", "after ADP 5 case", f"{determiner} DET 5 det",
            "meeting NOUN 2 obl", *extra,
        )
    )  # fmt: skip
    assert only_speaks(graph, 4, 0) is expected


def test_what_is_kept_unchanged_at_a_summit_is_kept_there():
    sentence = parse("kept VERB 0 root keep", "unchanged ADJ 1 xcomp", "at ADP 4 case", "talks NOUN 2 obl talk")
    assert governors(enhance(sentence), 3, Governor(("keep",), ("at",))) == [0]


@pytest.mark.parametrize(("preposition", "found"), [("during", []), ("for", [0])])
def test_what_is_done_during_a_meeting_has_no_say_in_who_meets(preposition, found):
    sentence = parse(
        "bring VERB 0 root", "troops NOUN 1 obj troop", f"{preposition} ADP 4 case", "talks NOUN 1 obl talk"
    )
    assert governors(enhance(sentence), 3, Governor(("bring",), ())) == found


@pytest.mark.parametrize(("link", "apart"), [("over", True), ("for", False)])
def test_who_has_ideas_over_talks_is_not_in_them(link, apart):
    graph = enhance(
        parse(
            "Chad PROPN 2 nsubj",
            "had VERB 0 root have",
            "ideas NOUN 2 obj idea",
            f"{link} ADP 5 case",
            "talks NOUN 3 nmod talk",
        )
    )
    assert shuts_out(graph, 4, 2, frozenset()) is apart


def test_the_two_leaders_are_those_who_met_whoever_else_was_named_between():
    they = enhance(parse("They PRON 2 nsubj", "discussed VERB 0 root discuss"))
    pair = (Filling(ROLE.iri, (CHAD, TOGO), Span(0, 1), 1, 0, 1, kind="country"),)
    weak = Draft(Match(KIND, WEAK, 1, 1, pair, ()), pair, HAPPENED, None, None, None, (1,))
    allegiances = Allegiances(scene(they))

    def left(*before, last=weak):
        return len(leave_out_other_pairs([*before, last], allegiances, (they, they))[-1].agents())

    assert left(draft(CHAD, PERU)) == 0
    assert left(draft(CHAD, PERU), weak) == 0
    assert left() == 2
    assert left(draft(CHAD, PERU), draft(CHAD, TOGO)) == 2
    assert left(draft(CHAD, PERU, trigger=WEAK)) == 2
    assert left(draft(CHAD, PERU), last=replace(weak, date="2024-03-05")) == 2
    both = tuple(replace(pair[0], entities=(key,)) for key in (CHAD, TOGO))
    assert left(draft(CHAD, PERU), last=replace(weak, fillings=both)) == 2
    flew = draft(CHAD)
    gone = replace(flew, match=replace(flew.match, event_type=JOURNEY, sentence=1))
    assert left(draft(CHAD, PERU), gone) == 2
    said = replace(flew, match=replace(flew.match, event_type=replace(JOURNEY, one_of=()), sentence=1))
    assert left(draft(CHAD, PERU), said) == 0
    far = replace(weak, match=replace(weak.match, sentence=9), sentences=(9,))
    assert left(draft(CHAD, PERU), last=far) == 2
