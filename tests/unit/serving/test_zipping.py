"""Answers in gzip."""

import gzip
import random

import pytest

from kg.serving.zipping import zip_pieces, zipped

RANDOM = random.Random(1)  # noqa: S311
LINES = b"".join(b"line %d,%d\r\n" % (number, RANDOM.randrange(10**6)) for number in range(40_000))


@pytest.mark.parametrize("size", [1_000, 65_536, 131_073, len(LINES)])
@pytest.mark.parametrize("body", [LINES, RANDOM.randbytes(300_000)], ids=["lines", "noise"])
def test_the_bytes_are_the_same_however_an_answer_comes(body, size):
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    assert b"".join(zip_pieces(pieces)) == zipped(body)
    assert gzip.decompress(zipped(body)) == body


def test_pieces_go_before_the_last_has_come():
    pieces = iter([LINES[:400_000], LINES[400_000:]])
    assert next(zip_pieces(pieces))
    assert next(pieces)


def test_nothing_is_gzip_too():
    assert gzip.decompress(zipped(b"")) == b""
