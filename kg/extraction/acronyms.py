"""Words in capitals that nobody knew: names of bodies by their form alone."""

from __future__ import annotations

from typing import Final

from kg.extraction.graph import Graph

_SHORTEST: Final = 3  # letters; two are too often something else ("TV", "AM")


def is_unknown_acronym(graph: Graph, index: int) -> bool:
    """Whether a word in capitals, in a sentence that is not, stands where a name would ("sanctions on PETROMAR").

    Args:
        graph: of the sentence.
        index: the word; the caller knows that it is no name.
    """
    form = graph.tokens[index].form
    if not (form.isalpha() and form.isupper() and len(form) >= _SHORTEST):
        return False
    words = [token.form for token in graph.tokens if token.form.isalpha() and len(token.form) >= _SHORTEST]
    return sum(word.isupper() for word in words) * 2 < len(words)
