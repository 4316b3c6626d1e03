"""``manifest.jsonl`` line by line."""

from __future__ import annotations

import pytest

from kg.model import Metadata
from kg.reading.manifest import parse_manifest


def test_a_line_gives_metadata():
    line = '{"file": "a.txt", "outlet": "Example  Times", "url": "https://example.org/a", "published": "2018-10~"}'
    manifest = parse_manifest(line, shown="manifest.jsonl")
    assert manifest.errors == ()
    assert manifest.entries == {
        "a.txt": Metadata(
            outlet="Example Times",
            url="https://example.org/a",
            published="2018-10~",
            published_how="manifest",
        )
    }


def test_how_a_date_is_known_goes_with_the_date_alone():
    manifest = parse_manifest('{"file": "a", "published_how": "guessed"}', shown="m")
    assert manifest.entries["a"].published_how == ""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("not json", "m:1: not JSON"),
        ('["a.txt"]', "m:1: not a JSON object"),
        ('{"outlet": "x"}', 'm:1: no "file"'),
        ('{"file": "/etc/passwd"}', "m:1: '/etc/passwd' does not lie in this folder"),
        ('{"file": "../a.txt"}', "m:1: '../a.txt' does not lie in this folder"),
        ('{"file": "a", "publised": "2018"}', "m:1: unknown key 'publised'. Did you mean 'published'?"),
        ('{"file": "a", "published": "2018-13-01"}', "m:1: 'published' '2018-13-01' is not an EDTF date"),
        ('{"file": "a", "published": 2018}', "m:1: 'published' is not a text"),
        ('{"file": "a", "url": "example.org/a b"}', "m:1: 'url' 'example.org/a b' is not a web address"),
        ("[" * 100_000, "m:1: not JSON"),
        ('{"file": "a", "published": ' + "9" * 5000 + "}", "m:1: not JSON"),
    ],
)
def test_a_wrong_line_is_told_with_its_place_and_mend(line, said):
    manifest = parse_manifest(line, shown="m")
    ((_, error),) = manifest.errors
    assert str(error).startswith(said)
    assert error.mend


def test_a_wrong_field_leaves_the_others():
    manifest = parse_manifest('{"file": "a", "published": "soon", "author": "Jane Doe"}', shown="m")
    assert manifest.entries["a"] == Metadata(author="Jane Doe")


def test_a_file_named_twice_keeps_its_first_line():
    manifest = parse_manifest('{"file": "a", "outlet": "X"}\n\n{"file": "./a", "outlet": "Y"}', shown="m")
    assert manifest.entries["a"].outlet == "X"
    assert [error.message for _, error in manifest.errors] == ["m:3: 'a' stands already in line 1"]
