"""Each normalization on a hand-built tree, with and without it."""

import pytest
from graph_building import edges, parse
from test_graph_journeys import JOURNEYS

from kg.extraction.enhance import PASSIVES, TRANSPARENT_NOUNS, enhance
from kg.extraction.normalizations import NORMALIZATIONS

CASES = {
    **JOURNEYS,
    "things-from-somebody": (
        parse(
            "Vogt PROPN 2 nsubj",
            "took VERB 0 root take",
            "call NOUN 2 obj",
            "from ADP 5 case",
            "Otieno PROPN 2 obl",
        ),
        {"call -[from]-> Otieno"},
    ),
    "named-behind-deed": (
        parse(
            "attending VERB 5 csubj attend",
            "the DET 3 det",
            "talks NOUN 1 obj talk",
            "were AUX 5 cop be",
            "Vogt PROPN 0 root",
            "and CCONJ 7 cc",
            "Otieno PROPN 5 conj",
        ),
        {"attending -subj-> Vogt", "attending -subj-> Otieno"},
    ),
    "related-things": (
        parse(
            "emergency NOUN 0 root",
            "related ADJ 1 amod",
            "to ADP 4 case",
            "Peru PROPN 2 obl",
        ),
        {"emergency -[regarding]-> Peru"},
    ),
    "deeds-of-instruments": (
        parse(
            "Peru PROPN 2 nsubj",
            "signed VERB 0 root sign",
            "a DET 4 det",
            "decree NOUN 2 obj",
            "banning VERB 4 acl ban VerbForm=Ger",
            "imports NOUN 5 obj import",
        ),
        {"banning -subj-> Peru"},
    ),
    PASSIVES: (
        parse(
            "talks NOUN 3 nsubj:pass talk",
            "were AUX 3 aux:pass be",
            "hosted VERB 0 root host VerbForm=Part|Tense=Past|Voice=Pass",
            "by ADP 5 case",
            "Oman PROPN 3 obl",
        ),
        {"hosted -obj-> talks", "hosted -subj-> Oman"},
    ),
    "relative-pronouns": (
        parse(
            "Vogt PROPN 0 root",
            ", PUNCT 4 punct",
            "who PRON 4 nsubj who PronType=Rel",
            "met VERB 1 acl:relcl meet",
            "Otieno PROPN 4 obj",
        ),
        {"met -subj-> Vogt"},
    ),
    "predicate-phrases": (
        parse(
            "meeting NOUN 4 nsubj",
            "was AUX 4 cop be",
            "in ADP 4 case",
            "Lima PROPN 0 root",
        ),
        {"meeting -[in]-> Lima"},
    ),
    "hyphen-pairs": (
        parse("Vogt PROPN 3 compound", "- PUNCT 1 punct", "Otieno PROPN 4 compound", "talks NOUN 0 root talk"),
        {"talks -compound-> Vogt"},
    ),
    "times-spent": (
        parse("Vogt PROPN 2 nsubj", "spent VERB 0 root spend", "the DET 4 det", "night NOUN 2 obl:unmarked"),
        {"spent -obj-> night"},
    ),
    "passengers": (
        parse(
            "jet NOUN 4 nsubj",
            "carrying VERB 1 acl carry VerbForm=Part",
            "Vogt PROPN 2 obj",
            "landed VERB 0 root land",
            "in ADP 6 case",
            "Lima PROPN 4 obl",
        ),
        {"landed -subj-> Vogt"},
    ),
    "manners": (
        parse(
            "Vogt PROPN 2 nsubj",
            "flew VERB 0 root fly",
            "unannounced ADJ 2 xcomp",
            "to ADP 5 case",
            "Lima PROPN 3 obl",
        ),
        {"flew -[to]-> Lima"},
    ),
    "particles": (
        parse("travel VERB 0 root", "on ADP 4 case", "to ADP 4 case", "Lima PROPN 1 obl"),
        {"travel -[to]-> Lima"},
    ),
    "governing-adverbs": (
        parse(
            "Otieno PROPN 2 nsubj",
            "listed VERB 0 root list",
            "Vogt PROPN 2 obj",
            "pursuant ADV 2 xcomp",
            "to ADP 6 case",
            "order NOUN 4 obl",
        ),
        {"listed -[pursuant_to]-> order"},
    ),
    "asides": (
        parse(
            "Vogt PROPN 7 nsubj",
            ", PUNCT 5 punct",
            "on ADP 5 case",
            "a DET 5 det",
            "tour NOUN 1 appos",
            ", PUNCT 5 punct",
            "spoke VERB 0 root speak",
            names=[(0, 1, "PERSON")],
        ),
        {"tour -subj-> Vogt"},
    ),
    "guests": (
        parse(
            "Otieno PROPN 2 nsubj",
            "told VERB 0 root tell",
            "visiting VERB 5 amod visit VerbForm=Part",
            "Minister PROPN 5 nmod:desc",
            "Vogt PROPN 2 iobj",
            "in ADP 7 case",
            "Lima PROPN 2 obl",
        ),
        {"visiting -subj-> Vogt", "visiting -[as_guest_of]-> Otieno", "visiting -[in]-> Lima"},
    ),
    "firsts": (
        parse(
            "Vogt PROPN 4 nsubj",
            "is AUX 4 cop be",
            "first ADJ 4 amod first NumType=Ord",
            "premier NOUN 0 root",
            "to PART 6 mark",
            "go VERB 4 acl go VerbForm=Inf",
        ),
        {"go -subj-> Vogt"},
    ),
    "predicates": (
        parse(
            "Vogt PROPN 2 nsubj",
            "rested VERB 0 root rest",
            "and CCONJ 5 cc",
            "is AUX 5 cop be",
            "due ADJ 2 conj",
        ),
        {"due -subj-> Vogt"},
    ),
    "invitations": (
        parse(
            "invitation NOUN 0 root",
            "from ADP 3 case",
            "Otieno PROPN 1 nmod",
            "to PART 5 mark",
            "go VERB 1 acl go VerbForm=Inf",
        ),
        {"go -[at_invitation_of]-> Otieno"},
    ),
    "owners-by-number": (
        parse("trip NOUN 4 nsubj", "was AUX 4 cop be", "Vogt PROPN 4 nmod:poss", "first ADJ 0 root"),
        {"trip -poss-> Vogt"},
    ),
    "hyphen-participles": (
        parse("Ghana PROPN 3 compound", "- PUNCT 3 punct", "led VERB 4 amod lead", "talks NOUN 0 root talk"),
        {"talks -[by]-> Ghana"},
    ),
    "nested-compounds": (
        parse("Swiss PROPN 2 compound", "arms NOUN 3 compound arm", "embargo NOUN 0 root"),
        {"embargo -compound-> Swiss"},
    ),
    "object-locatives": (
        parse(
            "Vogt PROPN 2 nsubj",
            "met VERB 0 root meet",
            "exiles NOUN 2 obj exile",
            "in ADP 5 case",
            "Lima PROPN 3 nmod",
            names=[(4, 5, "LOC")],
        ),
        {"met -[in]-> Lima"},
    ),
    "bare-gerunds": (
        parse(
            "Vogt PROPN 2 nsubj",
            "spoke VERB 0 root speak",
            "after ADP 4 case",
            "meeting NOUN 2 obl",
            "with ADP 6 case",
            "Otieno PROPN 4 nmod",
        ),
        {"meeting -subj-> Vogt"},
    ),
    "conjunct-sharing": (
        parse(
            "Vogt PROPN 4 nsubj",
            "and CCONJ 3 cc",
            "Otieno PROPN 1 conj",
            "met VERB 0 root meet",
        ),
        {"met -subj-> Otieno"},
    ),
    "shared-complements": (
        parse(
            "meetings NOUN 0 root meeting",
            "and CCONJ 3 cc",
            "talks NOUN 1 conj talk",
            "with ADP 5 case",
            "Otieno PROPN 3 nmod",
        ),
        {"meetings -[with]-> Otieno"},
    ),
    "subject-control": (
        parse(
            "Vogt PROPN 2 nsubj",
            "agreed VERB 0 root agree",
            "to PART 4 mark",
            "meet VERB 2 xcomp meet VerbForm=Inf",
            "Otieno PROPN 4 obj",
        ),
        {"meet -subj-> Vogt"},
    ),
    "company": (
        parse(
            "Vogt PROPN 6 nsubj",
            ", PUNCT 3 punct",
            "accompanied VERB 1 acl accompany VerbForm=Part|Tense=Past",
            "by ADP 5 case",
            "Strand PROPN 3 obl",
            "met VERB 0 root meet",
            "Otieno PROPN 6 obj",
        ),
        {"met -subj-> Strand"},
    ),
    "late-phrases": (
        parse(
            "Vogt PROPN 2 nsubj",
            "agreed VERB 0 root agree",
            "to PART 4 mark",
            "meet VERB 2 xcomp meet VerbForm=Inf",
            "with ADP 6 case",
            "Otieno PROPN 2 obl",
        ),
        {"meet -[with]-> Otieno"},
    ),
    "complex-prepositions": (
        parse(
            "Vogt PROPN 2 nsubj",
            "came VERB 0 root come",
            "at ADP 5 case",
            "the DET 5 det",
            "invitation NOUN 2 obl",
            "of ADP 7 case",
            "Otieno PROPN 5 nmod",
        ),
        {"came -[at_invitation_of]-> Otieno"},
    ),
    TRANSPARENT_NOUNS: (
        parse(
            "Vogt PROPN 2 nsubj",
            "held VERB 0 root hold",
            "a DET 4 det",
            "round NOUN 2 obj",
            "of ADP 6 case",
            "talks NOUN 4 nmod talk",
            "with ADP 8 case",
            "Otieno PROPN 4 nmod",
        ),
        {"held -obj-> talks", "talks -[with]-> Otieno"},
    ),
    "recipients-as-subjects": (
        parse(
            "Vogt PROPN 3 nsubj:pass",
            "was AUX 3 aux:pass be",
            "handed VERB 0 root hand VerbForm=Part|Tense=Past|Voice=Pass",
            "letters NOUN 3 obj letter",
        ),
        {"handed -iobj-> Vogt"},
    ),
    "company-phrases": (
        parse(
            "Vogt PROPN 2 nsubj",
            "flew VERB 0 root fly",
            "together ADV 2 advmod",
            "with ADP 5 case",
            "Otieno PROPN 2 obl",
        ),
        {"flew -subj-> Otieno"},
    ),
    "located-subjects": (
        parse(
            "Vogt PROPN 4 nsubj",
            "is AUX 4 cop be",
            "in ADP 4 case",
            "Lima PROPN 0 root",
            "for ADP 6 case",
            "talks NOUN 4 obl talk",
        ),
        {"is -subj-> Vogt", "is -[in]-> Lima", "is -[for]-> talks"},
    ),
    "phrases-of-contents": (
        parse(
            "messages NOUN 0 root message",
            "of ADP 3 case",
            "sympathy NOUN 1 nmod",
            "to ADP 5 case",
            "Vogt PROPN 3 nmod",
        ),
        {"messages -[to]-> Vogt"},
    ),
    "replies": (
        parse(
            "Vogt PROPN 2 nsubj",
            "replied VERB 0 root reply",
            "to ADP 4 case",
            "letter NOUN 2 obl",
            "from ADP 6 case",
            "Otieno PROPN 4 nmod",
        ),
        {"replied -[to]-> Otieno"},
    ),
    "addressed-words": (
        parse("letter NOUN 0 root", "inviting VERB 1 acl invite VerbForm=Ger", "Otieno PROPN 2 obj"),
        {"letter -[to]-> Otieno"},
    ),
    "sides-of-topics": (
        parse(
            "mediate VERB 0 root",
            "in ADP 3 case",
            "dispute NOUN 1 obl",
            "between ADP 5 case",
            "Peru PROPN 3 nmod",
            "and CCONJ 7 cc",
            "Chile PROPN 5 conj",
        ),
        {"mediate -[between]-> Peru", "mediate -[between]-> Chile"},
    ),
    "occasions-at-homes": (
        parse(
            "Talks NOUN 2 nsubj talk",
            "began VERB 0 root begin",
            "at ADP 6 case",
            "Vogt PROPN 6 nmod:poss",
            "'s PART 4 case",
            "ranch NOUN 2 obl",
        ),
        {"Talks -[at_home_of]-> Vogt"},
    ),
    "company-of-objects": (
        parse(
            "had VERB 0 root have",
            "breakfast NOUN 1 obj",
            "with ADP 4 case",
            "Vogt PROPN 1 obl",
            "by ADP 6 case",
            "phone NOUN 1 obl",
        ),
        {"breakfast -[with]-> Vogt", "breakfast -[by]-> phone"},
    ),
    "said-to": (
        parse(
            "expressed VERB 0 root express", "condolences NOUN 1 obj condolence", "to ADP 4 case", "Vogt PROPN 2 nmod"
        ),
        {"expressed -[to]-> Vogt"},
    ),
    "held-occasions": (
        parse(
            "talks NOUN 5 nsubj talk",
            "held VERB 1 acl hold VerbForm=Part|Tense=Past|Voice=Pass",
            "in ADP 4 case",
            "Apia PROPN 2 obl",
            "ended VERB 0 root end",
        ),
        {"talks -[in]-> Apia"},
    ),
    "deictic-adverbs": (
        parse("Vogt PROPN 2 nsubj", "spoke VERB 0 root speak", "here ADV 2 advmod"),
        {"spoke -[in]-> here"},
    ),
    "located-occasions": (
        parse(
            "Vogt PROPN 2 nsubj",
            "met VERB 0 root meet",
            "Otieno PROPN 2 obj",
            "at ADP 6 case",
            "a DET 6 det",
            "conference NOUN 2 obl",
            "in ADP 8 case",
            "Apia PROPN 6 nmod",
        ),
        {"met -[in]-> Apia"},
    ),
}
# Names that take out what is not so are tested apart from those that add.
TAKING_OUT = {"contrasts"}


@pytest.mark.parametrize("name", CASES)
def test_a_normalization_says_what_syntax_left_unsaid(name):
    sentence, said = CASES[name]
    assert said <= edges(enhance(sentence))
    assert not said & edges(enhance(sentence, without=frozenset((name,))))


def test_every_normalization_has_its_tree():
    assert set(CASES) == {name for name, _ in NORMALIZATIONS} - TAKING_OUT | {PASSIVES, TRANSPARENT_NOUNS}


def test_a_relative_adverb_is_a_place():
    sentence = parse(
        "Lima PROPN 0 root",
        "where ADV 4 advmod where PronType=Rel",
        "they PRON 4 nsubj",
        "met VERB 1 acl:relcl meet",
    )
    assert "met -[in]-> Lima" in edges(enhance(sentence))


def test_the_subject_of_a_passive_control_verb_is_who_is_expected():
    sentence = parse(
        "Vogt PROPN 3 nsubj:pass",
        "is AUX 3 aux:pass be",
        "expected VERB 0 root expect VerbForm=Part|Tense=Past|Voice=Pass",
        "to PART 5 mark",
        "visit VERB 3 xcomp visit VerbForm=Inf",
        "Lima PROPN 5 obj",
    )
    assert "visit -subj-> Vogt" in edges(enhance(sentence))


def test_the_object_controls_where_somebody_is_asked():
    sentence = parse(
        "Vogt PROPN 2 nsubj",
        "urged VERB 0 root urge",
        "Otieno PROPN 2 obj",
        "to PART 5 mark",
        "visit VERB 2 xcomp visit VerbForm=Inf",
        "Lima PROPN 5 obj",
    )
    found = edges(enhance(sentence))
    assert "visit -subj-> Otieno" in found
    assert "visit -subj-> Vogt" not in found


def test_conjoined_verbs_share_a_subject_but_not_an_object():
    sentence = parse(
        "Vogt PROPN 2 nsubj",
        "visited VERB 0 root visit",
        "Lima PROPN 2 obj",
        "and CCONJ 5 cc",
        "met VERB 2 conj meet",
        "Otieno PROPN 5 obj",
    )
    found = edges(enhance(sentence))
    assert "met -subj-> Vogt" in found
    assert "met -obj-> Lima" not in found


def test_a_passive_joined_to_an_active_verb_has_its_subject_as_object():
    sentence = parse(
        "Vogt PROPN 2 nsubj",
        "arrived VERB 0 root arrive",
        "and CCONJ 5 cc",
        "was AUX 5 aux:pass be",
        "met VERB 2 conj meet VerbForm=Part|Tense=Past|Voice=Pass",
        "by ADP 7 case",
        "Otieno PROPN 5 obl:agent",
    )
    found = edges(enhance(sentence))
    assert {"met -obj-> Vogt", "met -subj-> Otieno"} <= found
    assert "met -subj-> Vogt" not in found


def test_who_is_kept_from_going_would_go():
    sentence = parse(
        "Peru PROPN 2 nsubj",
        "kept VERB 0 root keep",
        "Vogt PROPN 2 obj",
        "from SCONJ 5 mark",
        "travelling VERB 2 advcl travel",
    )
    found = edges(enhance(sentence))
    assert "travelling -subj-> Vogt" in found
    assert "travelling -subj-> Peru" not in found


def test_who_was_met_and_went_is_not_who_met_him():
    sentence = parse(
        "Vogt PROPN 3 nsubj:pass",
        "was AUX 3 aux:pass be",
        "met VERB 0 root meet VerbForm=Part|Tense=Past|Voice=Pass",
        "by ADP 5 case",
        "Otieno PROPN 3 obl:agent",
        "and CCONJ 7 cc",
        "left VERB 3 conj leave",
    )
    found = edges(enhance(sentence))
    assert "left -subj-> Vogt" in found
    assert "left -subj-> Otieno" not in found


def test_transparency_is_told_from_inner_to_outer():
    sentence, _ = CASES[TRANSPARENT_NOUNS]
    assert dict(enhance(sentence).transparent) == {5: 3}


def test_a_gerund_read_as_a_noun_after_a_conjunction_has_the_subject_too():
    graph = enhance(
        parse(
            "Vogt PROPN 2 nsubj",
            "spoke VERB 0 root speak",
            "after SCONJ 4 mark",
            "meeting NOUN 2 advcl",
            "with ADP 6 case",
            "Otieno PROPN 4 nmod",
        )
    )
    assert "meeting -subj-> Vogt" in edges(graph)


def test_who_is_called_upon_is_to_act():
    sentence = parse(
        "Peru PROPN 2 nsubj",
        "called VERB 0 root call",
        "on ADP 4 case",
        "Chile PROPN 2 obl",
        "to PART 6 mark",
        "act VERB 2 xcomp act VerbForm=Inf",
    )
    found = edges(enhance(sentence))
    assert "act -subj-> Chile" in found
    assert "act -subj-> Peru" not in found


def test_where_somebody_was_last_is_told_of_the_copula():
    graph = enhance(
        parse("Vogt PROPN 3 nsubj", "was AUX 3 cop be", "last ADJ 0 root", "in ADP 5 case", "Lima PROPN 3 obl")
    )
    assert {"was -subj-> Vogt", "was -[in]-> Lima"} <= edges(graph)


def test_a_phrase_with_by_is_no_agent_of_what_bears_a_tense():
    """For "By a letter he had assured X": the letter assures nobody."""
    graph = enhance(
        parse(
            "By ADP 3 case",
            "a DET 3 det",
            "letter NOUN 6 obl",
            "Lind PROPN 6 nsubj",
            "had AUX 6 aux have",
            "assured VERB 0 root assure VerbForm=Part|Tense=Past",
            "Persson PROPN 6 obj",
        )
    )
    assert {"assured -[By]-> letter", "assured -[by]-> letter"} & edges(graph)
    assert "assured -subj-> letter" not in edges(graph)


def test_a_past_tense_under_a_noun_is_a_participle():
    """For "a note addressed to X" with "addressed" read as the past tense."""
    graph = enhance(
        parse(
            "a DET 2 det",
            "note NOUN 0 root",
            "addressed VERB 2 acl address VerbForm=Fin|Tense=Past",
            "to ADP 5 case",
            "Chile PROPN 3 obl",
        )
    )
    assert "addressed -obj-> note" in edges(graph)


@pytest.mark.parametrize(
    ("rows", "parties"),
    [
        (("Not PART 2 advmod", "Vogt PROPN 5 nsubj", "but CCONJ 4 cc", "Adeyemi PROPN 2 conj"), {"Adeyemi"}),
        (("Vogt PROPN 5 nsubj", "rather ADV 4 cc", "than ADP 2 fixed", "Adeyemi PROPN 1 conj"), {"Vogt"}),
        (("Vogt PROPN 5 nsubj", ", PUNCT 4 punct", "not PART 4 advmod", "Adeyemi PROPN 1 conj"), {"Vogt"}),
        (("Vogt PROPN 5 nsubj", "not PART 4 advmod", "only ADV 4 advmod", "Adeyemi PROPN 1 conj"), {"Vogt", "Adeyemi"}),
    ],
)
def test_who_is_ruled_out_takes_no_part(rows, parties):
    graph = enhance(parse(*rows, "met VERB 0 root meet VerbForm=Fin|Tense=Past", "Otieno PROPN 5 obj"))
    assert {edge.rpartition(" ")[2] for edge in edges(graph) if edge.startswith("met -subj->")} == parties


def test_who_mediates_a_dispute_does_so_between_its_sides():
    rows = ("mediate VERB 0 root", "dispute NOUN 1 obj", "between ADP 4 case", "Peru PROPN 2 nmod")
    assert "mediate -[between]-> Peru" in edges(enhance(parse(*rows)))
    assert "watched -[between]-> Peru" not in edges(enhance(parse("watched VERB 0 root watch", *rows[1:])))


@pytest.mark.parametrize(("verb", "subject"), [("ask", "Otieno"), ("promise", "Vogt")])
def test_who_is_asked_to_act_is_to_act(verb, subject):
    rows = ("Vogt PROPN 2 nsubj", f"{verb} VERB 0 root {verb}", "Otieno PROPN 2 iobj", "to PART 5 mark")
    assert f"meet -subj-> {subject}" in edges(enhance(parse(*rows, "meet VERB 2 xcomp meet VerbForm=Inf")))


@pytest.mark.parametrize(("verb", "subject"), [("thank", "Adeyemi"), ("tell", "Vogt")])
def test_who_is_judged_for_a_deed_did_it(verb, subject):
    graph = enhance(
        parse(
            "Vogt PROPN 2 nsubj",
            f"{verb} VERB 0 root {verb} VerbForm=Fin|Tense=Past",
            "Adeyemi PROPN 2 obj",
            "for SCONJ 5 mark",
            "meeting VERB 2 advcl meet VerbForm=Ger",
            "Otieno PROPN 5 obj",
        )
    )
    assert f"meeting -subj-> {subject}" in edges(graph)


@pytest.mark.parametrize(
    "rows",
    [
        ("talks NOUN 0 root talk", "to PART 3 mark", "end VERB 1 acl"),
        ("talks NOUN 0 root talk", "aimed VERB 1 acl aim VerbForm=Part|Tense=Past", "ending VERB 2 advcl end"),
    ],
)
def test_talks_that_are_to_end_a_dispute_are_between_its_sides(rows):
    sentence = parse(*rows, "dispute NOUN 3 obj", "between ADP 6 case", "Peru PROPN 4 nmod")
    assert "talks -[between]-> Peru" in edges(enhance(sentence))


def test_what_is_held_by_one_is_attended_by_another():
    sentence = parse(
        "Talks NOUN 3 nsubj:pass talk", "were AUX 3 aux:pass be", "hosted VERB 0 root host VerbForm=Part|Tense=Past",
        "by ADP 5 case", "Otieno PROPN 3 obl:agent", "and CCONJ 7 cc",
        "attended VERB 3 conj attend VerbForm=Part|Tense=Past", "by ADP 9 case", "Vogt PROPN 7 obl:agent",
    )  # fmt: skip
    assert {"attended -obj-> Talks", "attended -subj-> Vogt"} <= edges(enhance(sentence))


def test_a_dispute_is_between_its_owner_and_whom_it_is_with():
    sentence = parse(
        "mediate VERB 0 root", "Peru PROPN 4 nmod:poss", "'s PART 2 case", "dispute NOUN 1 obj", "with ADP 6 case",
        "Chile PROPN 4 nmod",
    )  # fmt: skip
    assert {"mediate -[between]-> Peru", "mediate -[between]-> Chile"} <= edges(enhance(sentence))
    alone = parse("mediate VERB 0 root", "Peru PROPN 4 nmod:poss", "'s PART 2 case", "dispute NOUN 1 obj")
    assert "mediate -[between]-> Peru" not in edges(enhance(alone))
