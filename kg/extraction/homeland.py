"""The state an article is datelined in: whose the bare "Prime Minister" is where several are spoken of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction.gazetteer import city_country, lookup
from kg.reading import find_dateline

if TYPE_CHECKING:
    from kg.model import Article

_PLACES: Final = frozenset({"state", "capital", "region", "site", "seat"})


def home_state(article: Article) -> str:
    """The reference of the state that holds the dateline's town; empty where there is none or it is not known."""
    for block in article.blocks:
        start = article.text.rfind("\n", 0, block.span.start) + 1
        if start == block.span.start:
            continue
        found = find_dateline(article.text[start : block.span.end], first=True)
        if found is None or not found.place:
            continue
        written = found.place.partition(",")[0].strip()
        name = " ".join(word.capitalize() if word.isupper() else word for word in written.split())
        known = lookup(name)
        if known is not None:
            return known.state if known.kind in _PLACES else ""
        return city_country(name)
    return ""
