"""Short forms that stand in parentheses behind the name of an organization: "the African Union (AU)"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.extraction.marking import Marked

_SHORT_FORM: Final = 3  # tokens of "(AU)"


def short_form_end(marked: Marked, index: int) -> int:
    """Token behind an organization's short form in parentheses: "the African Union (AU)"; 0 where there is none."""
    if marked.lower[index] != "(" or marked.lower[index + 2 : index + 3] != (")",):
        return 0
    form = marked.tokens[index + 1].form
    return index + 3 if form.isupper() or sum(char.isupper() for char in form) > 1 else 0


def short_forms(marked: Marked, edge: int) -> range:
    """The tokens of a short form in parentheses that ends where a title does, else none."""
    begin = edge - _SHORT_FORM
    return range(begin, edge) if begin > 0 and short_form_end(marked, begin) == edge else range(0)
