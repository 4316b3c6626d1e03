"""A table of digests in bytes is what a dictionary of them would be."""

import mmap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.store.digests import NUMBER, WIDTH, DigestTable

KEYS = [bytes([first, *[0] * 30, last]).hex() for first in (0, 1, 255) for last in (0, 1, 255)]
tables = st.dictionaries(st.sampled_from(KEYS), st.integers(0, 2**32 - 1))


@given(tables, tables, st.sets(st.sampled_from(KEYS)))
def test_changed_it_is_the_dictionary_changed(held, given_now, removed):
    table = DigestTable.of(held)
    changed = table.changed(given_now, removed)
    expected = {digest: number for digest, number in held.items() if digest not in removed} | given_now
    assert (dict(table), dict(changed), len(changed)) == (held, expected, len(expected))
    assert list(changed) == sorted(expected)
    assert changed.to_bytes() == DigestTable.of(expected).to_bytes()
    assert {key: changed.get(key) for key in KEYS} == {key: expected.get(key) for key in KEYS}


@pytest.mark.parametrize("count", [1, 63, 64, 65, 128, 1000])
def test_each_of_many_is_found_and_none_beside_them(count):
    odd, even = ({f"{2 * number + one:064x}": number for number in range(count)} for one in (1, 0))
    table = DigestTable.of(odd)
    assert {digest: table[digest] for digest in odd} == odd == dict(table)
    assert [digest for digest in [*even, "f" * 64] if digest in table] == []
    assert table.changed(even, odd) == even


@given(tables)
def test_it_is_read_where_it_lies(held):
    data = DigestTable.of(held).to_bytes()
    assert len(data) == len(held) * (WIDTH + NUMBER)
    with mmap.mmap(-1, len(data) + 8) as mapped:
        mapped[5 : 5 + len(data)] = data
        table = DigestTable(mapped, len(held), start=5)
        assert (table, table.to_bytes()) == (held, data)


@pytest.mark.parametrize(
    "word", ["", "0", "late", KEYS[-1].upper(), KEYS[0] + "00", f" {KEYS[0]}", KEYS[0][:-2], "é" * 64]
)
def test_what_is_no_digest_is_not_in_it_and_cannot_be_put_in(word):
    table = DigestTable.of(dict.fromkeys(KEYS, 1))
    assert word not in table
    assert table.changed({}, [word]) == table
    with pytest.raises(ValueError, match="64 small hexadecimal digits"):
        DigestTable.of({word: 1})
