"""Who stands above the clause or the noun that tells an event takes part in it, or not."""

from graph_building import parse
from test_frames_fillers import event_type, fillers, match, role, trigger

from kg.extraction.enhance import enhance
from kg.extraction.passes import drop_nested

PARLEY = event_type(
    role("party", "subj", "[with]", "else:subj@announce", "else:subject", minimum=2),
    triggers=(trigger("talk", "NOUN", "#Number=Plur"), trigger("meet", "VERB")),
    not_light=("announce", "call"),
)


def test_who_announces_that_somebody_will_meet_does_not_meet():
    sentence = parse(
        "Vogt PROPN 2 nsubj",
        "announced VERB 0 root announce",
        "Lind PROPN 5 nsubj",
        "will AUX 5 aux",
        "meet VERB 2 ccomp meet",
    )
    (found,) = match(PARLEY, sentence, "0 0 1 person/vogt name", "0 2 3 person/lind name")
    assert fillers(found, "party") == ["person/lind"]


def test_who_announces_talks_with_somebody_holds_them():
    sentence = parse(
        "Vogt PROPN 2 nsubj",
        "announced VERB 0 root announce",
        "new ADJ 4 amod",
        "talks NOUN 2 obj talk Number=Plur",
        "with ADP 6 case",
        "Lind PROPN 4 nmod",
    )
    (found,) = match(PARLEY, sentence, "0 0 1 person/vogt name", "0 5 6 person/lind name")
    assert set(fillers(found, "party")) == {"person/lind", "person/vogt"}


def test_those_who_make_a_joint_statement_after_talks_held_them():
    """For "In a joint paper issued after talks, Vogt and Lind called"; of another paper nobody knows."""
    rows = [
        "In ADP 3 case",
        "joint ADJ 3 amod",
        "paper NOUN 10 obl",
        "issued VERB 3 acl issue VerbForm=Part|Tense=Past",
        "after ADP 6 case",
        "talks NOUN 4 obl talk Number=Plur",
        "Vogt PROPN 10 nsubj",
        "and CCONJ 9 cc",
        "Lind PROPN 7 conj",
        "called VERB 0 root call",
    ]
    names = ("0 6 7 person/vogt name", "0 8 9 person/lind name")
    (found,) = match(PARLEY, parse(*rows), *names)
    assert fillers(found, "party") == ["person/vogt", "person/lind"]
    (other,) = match(PARLEY, parse(*[row.replace("joint", "green") for row in rows]), *names)
    assert fillers(other, "party") == []


def briefed(*owner):
    """Vogt briefed Lind on (somebody's) talks with Sanou."""
    sentence = parse(
        "Vogt PROPN 2 nsubj",
        "briefed VERB 0 root brief",
        "Lind PROPN 2 obj",
        "on ADP 6 case",
        "her PRON 6 nmod:poss",
        "talks NOUN 2 obl talk Number=Plur",
        "with ADP 8 case",
        "Sanou PROPN 6 nmod",
    )
    kind = event_type(
        role("party", "subj@self", "obj@self", "[with]", "poss", minimum=2),
        triggers=(trigger("talk", "NOUN", "#Number=Plur"), trigger("brief", "VERB")),
    )
    names = ("0 0 1 person/vogt name", "0 2 3 person/lind name", "0 7 8 person/sanou name")
    return drop_nested(match(kind, sentence, *names, *owner), enhance(sentence))


def test_who_is_briefed_on_talks_with_another_did_not_hold_them():
    first, second = briefed("0 4 5 person/vogt possessive")
    assert fillers(first, "party") == ["person/vogt", "person/lind"]
    assert set(fillers(second, "party")) == {"person/sanou", "person/vogt"}
