"""Dates that reports leave open are told as they are reported."""

import hostile_world
from reported_world import Paper

from kg.service import open_graph
from kg.service.rows import query_rows


def test_the_first_and_the_last_meeting_are_told_as_reported(tmp_path):
    written = Paper("about.txt", "Two met", published="2024-06-13")
    for name in ("Ada Ng", "Bo Li"):
        written.person(name)
    for date, when in (("2024-04-02~", "about 2 April 2024"), ("2024-05", "in May 2024")):
        written.event(
            "Meeting", f"Ada Ng and Bo Li met {when}.", trigger="met", date=date, when=when,
            participant=["Ada Ng", "Bo Li"],
        )  # fmt: skip
    hostile_world.publish(tmp_path / "store", written.extraction())
    (row,) = query_rows(open_graph(tmp_path / "store"), "who-met", {}).records()
    assert (row["meetings"], row["first"], row["last"]) == ("2", "2024-04-02~", "2024-05")
