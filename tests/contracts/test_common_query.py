"""``queries/common.rq`` says twice which events count: for who is common, and for what is told of them."""

from pathlib import Path

QUERY = Path(__file__).parents[2] / "queries" / "common.rq"


def test_what_counts_for_who_is_common_counts_for_what_is_told():
    text = QUERY.read_text(encoding="utf-8").split("SELECT ?person WHERE {", 1)[1]
    inner, outer = text.split("} GROUP BY", 1)
    counted = [line.strip() for line in inner.splitlines()[1:] if line.strip()]
    told = [line.strip() for line in outer.splitlines()[1:]]
    assert len(counted) > 15
    assert told[: len(counted)] == counted
