"""Conditions of writes."""

import pytest

from kg.errors import PreconditionError
from kg.serving.conditions import Conditions, stamp, state_name, tag_of

NOW = "7-1a2b"
OURS = tag_of(NOW, "abc-gz")
STALE = tag_of("6-1a2b", "abc")


@pytest.mark.parametrize(
    ("match", "none_match", "exists", "holds"),
    [
        ((), (), True, True), ((), (), False, True), (("*",), (), True, True), (("*",), (), False, False),
        ((), ("*",), True, False), ((), ("*",), False, True), ((OURS,), (), True, True), ((STALE,), (), True, False),
        ((STALE, OURS), (), True, True), ((OURS,), (), False, False), ((), (OURS,), True, False),
        ((), (STALE,), True, True), ((OURS,), ("*",), True, False), (("",), (), True, False), ((), ("",), True, True),
    ],
)  # fmt: skip
def test_conditions_hold_for_the_present_state_of_a_graph_that_is_there(match, none_match, exists, holds):
    conditions = Conditions.of({"match": list(match), "none_match": list(none_match)})
    if holds:
        conditions.check(exists=exists, name=NOW)
    else:
        with pytest.raises(PreconditionError):
            conditions.check(exists=exists, name=NOW)


def test_no_tag_holds_in_a_state_that_has_no_name_yet():
    for tag in (OURS, "", ".abc"):
        with pytest.raises(PreconditionError):
            Conditions((tag,)).check(exists=True, name="")


def test_every_state_of_the_pointer_has_a_name_of_its_own(tmp_path):
    (tmp_path / "current").write_text("1")
    first = stamp(tmp_path)
    (tmp_path / "next").write_text("1")
    (tmp_path / "next").replace(tmp_path / "current")
    assert stamp(tmp_path) != first
    assert state_name(1, first) != state_name(2, first)
