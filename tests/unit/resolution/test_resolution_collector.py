"""Resolution leaves the garbage collector as it found it, and looks surnames up by what they have in common."""

import gc

import pytest
from newsroom import SCHEMA, article, meeting

from kg import names
from kg.resolution import resolve
from kg.schema import load_schema


@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_is_left_as_it_was(enabled):
    (gc.enable if enabled else gc.disable)()
    try:
        resolve((), load_schema())
        assert gc.isenabled() is enabled
    finally:
        gc.enable()


@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_is_left_as_it_was_when_resolution_fails(enabled):
    strange = article("strange", None, meeting("Anna Petit", "Ole Dahl", status="unheard-of"))
    (gc.enable if enabled else gc.disable)()
    try:
        with pytest.raises(KeyError):
            resolve([strange], SCHEMA)
        assert gc.isenabled() is enabled
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Berg", "Ursel van der Berg"),
        ("van der Berg", "Ursel van der Berg"),
        ("Kim", "Kim Min-su"),
        ("Yousef", "Ahmad Yusuf"),
    ],
)
def test_a_surname_has_a_key_in_common_with_whom_it_may_mean(short, full):
    assert names.is_surname_of(short, full)
    assert names.surname_keys(short) & names.full_keys(full)
    assert not names.surname_keys("Montalvo") & names.full_keys(full)
