import pytest
from newsroom import SCHEMA

from kg.resolution.status import settle
from kg.vocabulary import DIP


def said(key, article, published):
    return next(status for status in SCHEMA.statuses if status.key == key), article, published


@pytest.mark.parametrize(
    ("stated", "status", "contradicted"),
    [
        ([("planned", "a", "2024-01-01"), ("occurred", "b", "2024-02-01")], "occurred", False),
        ([("cancelled", "a", "2024-01-01"), ("occurred", "b", "2024-02-01")], "occurred", False),
        ([("occurred", "a", "2024-01-01"), ("denied", "b", "2024-02-01")], "occurred", True),
        ([("planned", "a", "2024-01-01"), ("cancelled", "b", "2024-02-01")], "cancelled", False),
        ([("cancelled", "a", "2024-01-01"), ("planned", "b", "2024-02-01")], "planned", False),
        ([("cancelled", "a", "2024-01-01"), ("planned", "b", "2024-01-01")], "cancelled", True),
        ([("possible", "a", None), ("planned", "b", "2024-01-01")], "planned", False),
    ],
)
def test_occurrence_settles_then_the_latest_article_then_the_rank(stated, status, contradicted):
    assert settle([said(*one) for one in stated]) == (DIP + status, contradicted)
