"""Bodies that nobody knew, told by their capitals alone."""

from graph_building import parse, scene

from kg.extraction.enhance import enhance
from kg.extraction.readings import Readings
from kg.extraction.unnamed_parties import is_described_body


def body(*rows, at):
    return is_described_body(Readings(scene(enhance(parse(*rows))), 0), at)


def test_an_unknown_word_in_capitals_is_a_body():
    rows = (
        "curbs NOUN 0 root curb",
        "on ADP 3 case",
        "PETROMAR NOUN 1 nmod",
        "were AUX 1 aux",
        "eased VERB 1 acl ease",
    )
    assert body(*rows, at=2)


def test_a_word_of_a_headline_in_capitals_is_none():
    rows = ("CURBS NOUN 0 root curb", "ON ADP 3 case", "SHIPS NOUN 1 nmod ship", "EASED VERB 1 acl ease")
    assert not body(*rows, at=3)


def test_two_letters_are_too_few():
    assert not body("curbs NOUN 0 root curb", "on ADP 3 case", "TV NOUN 1 nmod", "eased VERB 1 acl ease", at=2)
