"""How deep documents nest triple terms, without parsing them."""

from contextlib import suppress

import pyoxigraph as ox
import pytest

from kg.errors import DataError
from kg.serving.answers import GRAPHS
from kg.serving.nesting import MAX_TERM_NESTING, check_nesting

HEAD = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="urn:" rdf:version="1.2">'


def turtle(depth):
    return b"<urn:s> <urn:p> " + b"<<( <urn:s> <urn:p> " * depth + b"<urn:o>" + b" )>>" * depth + b" ."


def xml(depth, kind="Triple"):
    inner = '<rdf:Description rdf:about="urn:s"><p rdf:resource="urn:o"/></rdf:Description>'
    around = f'<rdf:Description rdf:about="urn:s"><p rdf:parseType="{kind}">'
    return (HEAD + around * depth + inner + "</p></rdf:Description>" * depth + "</rdf:RDF>").encode()


def depth_of(term):
    depth = 0
    while isinstance(term, ox.Triple):
        term, depth = term.object, depth + 1
    return depth


@pytest.mark.parametrize(
    ("media", "write"), [(media, turtle) for media in GRAPHS if "+" not in media] + [("application/rdf+xml", xml)]
)
def test_terms_may_nest_so_deep_and_no_deeper(media, write):
    body = write(MAX_TERM_NESTING)
    check_nesting(body, media)
    assert depth_of(next(iter(ox.parse(body, format=GRAPHS[media]))).object) == MAX_TERM_NESTING
    for depth in (MAX_TERM_NESTING + 1, 20_000):
        with pytest.raises(DataError, match="100"):
            check_nesting(write(depth), media)


def test_an_entity_hides_no_triple_term():
    body = b'<!DOCTYPE rdf:RDF [<!ENTITY t "Triple">]>' + xml(300, "&t;")
    with pytest.raises(DataError):
        check_nesting(body, "application/rdf+xml")


@pytest.mark.parametrize(
    "hidden",
    [
        b'"' + b"<<" * 500 + b'"',
        b"'" + b"<<" * 500 + b"'",
        b'"""' + b'"<<' * 500 + b'\\""""',
        b"'''\n" + b"'<<" * 500 + b"\\''''",
        b"1 # " + b"<<" * 500 + b"\n",
        b'"\\"' + b"<<" * 500 + b'"',
    ],
)
def test_signs_within_texts_and_comments_are_none(hidden):
    body = b"<urn:s> <urn:p> " + hidden + b" ."
    check_nesting(body, "text/turtle")
    assert len(list(ox.parse(body, format=ox.RdfFormat.TURTLE))) == 1
    with pytest.raises(DataError):
        check_nesting(body + turtle(MAX_TERM_NESTING + 1), "text/turtle")


def test_many_terms_beside_one_another_are_not_deep():
    check_nesting(turtle(3) * 1000, "application/n-triples")
    check_nesting(turtle(1).replace(b"<<( ", b"<<(").replace(b" )>>", b")>>") * 1000, "application/n-triples")
    body = (HEAD + '<p rdf:about="a>b"/><!-- <p> --><p><![CDATA[<p>]]></p>' * 1000 + "</rdf:RDF>").encode()
    check_nesting(body, "application/rdf+xml")


def test_json_ld_has_no_triple_terms():
    for body in (b'{"@id": {"@id": "urn:s", "urn:p": "x"}, "urn:q": 1}', b'{"@id": "urn:s", "urn:p": {"@triple": {}}}'):
        quads = []
        with suppress(SyntaxError):
            quads = list(ox.parse(body, format=ox.RdfFormat.JSON_LD))
        assert not any(isinstance(quad.object, ox.Triple) for quad in quads)
    check_nesting(b'{"urn:p": "' + b"<<" * 500 + b'"}', "application/ld+json")
