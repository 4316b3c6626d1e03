"""Short names of states and bodies that articles need not have used: "USA", "EU", from the gazetteer's own tables."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from kg.names import fold
from kg.resources import gazetteer_rows

_COLUMNS: Final = {"states.tsv": (1, 2), "organizations.tsv": (2, 3)}  # the name, and other names with semicolons


@lru_cache(maxsize=1)
def usual_names() -> Mapping[str, tuple[str, ...]]:
    """The folded name of a state or body -> what else it is called, as the table writes it; perhaps nothing."""
    found: dict[str, tuple[str, ...]] = {}
    for table, (name, others) in _COLUMNS.items():
        for row in gazetteer_rows(table):
            key = fold(row[name])
            found[key] = (*found.get(key, ()), *filter(None, row[others].split(";")))
    return found
