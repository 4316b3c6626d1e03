"""Terms of many megabytes are refused, wherever they are written; long texts that hold many terms are not."""

import pyoxigraph as ox
import pytest

from kg.errors import DataError
from kg.serving.long_terms import MOST_CHARACTERS, check_terms, check_text

LONG = "x" * (MOST_CHARACTERS + 1)
A, P = ox.NamedNode("urn:a"), ox.NamedNode("urn:p")


@pytest.mark.parametrize(
    "quad",
    [
        ox.Quad(A, P, ox.Literal(LONG)),
        ox.Quad(A, P, ox.NamedNode(f"urn:{LONG}")),
        ox.Quad(ox.NamedNode(f"urn:{LONG}"), P, A),
        ox.Quad(A, ox.NamedNode(f"urn:{LONG}"), A),
        ox.Quad(A, P, ox.Triple(A, P, ox.Triple(A, P, ox.Literal(LONG)))),
        ox.Quad(A, P, ox.Literal("1", datatype=ox.NamedNode(f"urn:{LONG}"))),
        ox.Quad(A, P, A, ox.NamedNode(f"urn:{LONG}")),
    ],
    ids=["literal", "object", "subject", "predicate", "triple terms", "datatype", "graph"],
)
def test_a_term_that_is_too_long_is_refused_wherever_it_stands(quad):
    passed = []
    with pytest.raises(DataError, match="a term has more than 1,000,000 characters"):
        passed.extend(check_terms([ox.Quad(A, P, A), quad]))


def test_terms_as_long_as_they_may_be_pass():
    quads = [ox.Quad(A, P, ox.Literal(LONG[1:])), ox.Quad(ox.BlankNode(), P, A)]
    assert list(check_terms(quads)) == quads


@pytest.mark.parametrize("quote", ['"', "'", '"""', "'''"])
def test_a_long_literal_in_an_update_is_refused(quote):
    with pytest.raises(DataError, match="a term has more"):
        check_text(f"INSERT DATA {{ <urn:a> <urn:p> {quote}{LONG}{quote} }}")


def test_a_long_iri_in_an_update_is_refused():
    with pytest.raises(DataError, match="a term has more"):
        check_text(f"INSERT DATA {{ <urn:a> <urn:p> <urn:{LONG}> }}")


def test_a_long_update_of_short_terms_passes():
    row = """<urn:a> <urn:p> 'it isn''t', "<\\"#>", 1, '''a'b''' . # it's "so\n"""
    check_text(f"INSERT DATA {{ {row * 30_000} }}")


def test_a_quote_in_a_comment_opens_nothing():
    check_text(f"INSERT DATA {{ # it's\n {'<urn:a> <urn:p> 1 . ' * 60_000} # isn't\n }}")


@pytest.mark.parametrize("escape", ["\\u0416", "\\U0001F30D", "\\n"])
def test_an_escaped_character_counts_as_one(escape):
    check_text(f'INSERT DATA {{ <urn:a> <urn:p> "{escape * (MOST_CHARACTERS // 2)}" }}')
    with pytest.raises(DataError, match="a term has more"):
        check_text(f'INSERT DATA {{ <urn:a> <urn:p> "{escape * (MOST_CHARACTERS + 1)}" }}')


def test_an_escaped_hash_in_a_name_hides_nothing():
    with pytest.raises(DataError, match="a term has more"):
        check_text(f"PREFIX ex: <urn:> INSERT DATA {{ ex:a\\#b <urn:p> '{LONG}' }}")


def test_a_literal_of_a_long_datatype_in_an_update_is_refused():
    with pytest.raises(DataError, match="a term has more"):
        check_text(f"INSERT DATA {{ <urn:a> <urn:p> '1'^^<urn:{LONG}> }}")
