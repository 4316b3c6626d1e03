"""Named repairs of names in a row read as other names of the first, and of what stands behind an apposition.

They run with those of :mod:`kg.extraction.repairs`, which lists them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction.gazetteer import lookup
from kg.extraction.needs import needs
from kg.extraction.wordlists import LATER

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.extraction.tree import Tree
    from kg.model import NameSpan

_STANDING: Final = ("nmod", "obl", "obj", "nsubj")
_LEAST: Final = 3
_OCCASION: Final = frozenset(("during", "after", "before"))
_LOOSE: Final = ("parataxis", "dep", "appos", "obl", "conj", "nmod", "advcl")
_OPENING: Final = ("(", "[")
_FORMS: Final = frozenset("Republic Kingdom State Federation Commonwealth Sultanate".split())
_BODIES: Final = frozenset("government delegation side authorities".split())


@needs(("LOC", "ORG"), (",",), ("and",))
def names_in_a_row(tree: Tree) -> None:
    """For "a meeting of A, the B, the C and D": states and bodies in a row to "and" do what the first does.

    Only a row of three or more says so: "of A, B" alone may tell another name or where the first lies.
    """
    for row in _rows(tree):
        heads = [_head(tree, start, end) for start, end in row]
        first = heads[0]
        if min(heads) < 0 or not tree.is_a(first, *_STANDING):
            continue
        if any(tree.is_a(head, "compound", "amod", "nmod:poss") for head in heads):
            continue  # "the WTO and the Peru-based fund": a name inside another phrase is none of the row
        rest, leads = heads[1:], tree.is_a(first, "nsubj")
        if any(tree.is_a(head, "nsubj") and not (leads and tree.heads[head] == tree.heads[first]) for head in rest):
            continue  # "In talks with A, B and C agreed ...": the row ends where another clause has its subject
        if tree.heads[first] > first and not leads:
            continue
        for head in rest:
            if tree.heads[head] != first or not tree.is_a(head, "conj"):
                tree.move(head, head=first, deprel="conj")


def _rows(tree: Tree) -> list[list[tuple[int, int]]]:
    """Rows of three or more phrases, each one name of a state or a body, the last one behind "and"."""
    found: list[list[tuple[int, int]]] = []
    row: list[tuple[int, int]] = []
    for name in tree.names:
        if tree.lower[name.start - 1] in _OPENING and name.start > 0:
            continue  # the short form of the name before it
        if name.kind == "PERSON" or not _is_party(tree, name):
            row = []
            continue
        gap = _gap(tree, row[-1][1], name.start) if row else ""
        if gap == ",":
            row.append((name.start, name.end))
        elif gap == "and":
            row.append((name.start, name.end))
            if len(row) >= _LEAST:
                found.append(row)
            row = []
        else:
            row = [(name.start, name.end)]
        last = _body_behind(tree, row[-1][1]) if len(row) > 1 else -1
        if last >= 0:
            found.append([*row, (last, last + 1)])
            row = []
    return found


def _body_behind(tree: Tree, end: int) -> int:
    """The "government" of "and the Chadian government" right behind a name; -1 where none."""
    start = end + (tree.lower[end : end + 1] == (",",))
    if tree.lower[start : start + 2] != ("and", "the") or start + 3 >= len(tree):
        return -1
    nation, body = tree.tokens[start + 2], start + 3
    return body if nation.form[0].isupper() and nation.head == body and tree.lower[body] in _BODIES else -1


def _is_party(tree: Tree, name: NameSpan) -> bool:
    """Whether a name is one of a state or of a body, never of a town: "in Lima, Peru, and Oslo" is no row."""
    if name.kind == "ORG":
        return True
    words = [token.form for token in tree.tokens[name.start : name.end]]
    known = lookup(" ".join(words))
    if known is None and _FORMS.intersection(words) and "of" in words[:-1]:
        known = lookup(" ".join(words[words.index("of") + 1 :]))  # "the Republic of Kenya"
    return known is not None and known.kind == "state"


def _gap(tree: Tree, end: int, start: int) -> str:
    """What parts two names: "," or "and", with or without an article and the short form in brackets; else empty."""
    words = list(tree.lower[end:start])
    if words and words[0] in _OPENING and ")" in words:
        words = words[words.index(")") + 1 :]
    if words and words[-1] == "the":
        words.pop()
    if words == [","]:
        return ","
    return "and" if words in (["and"], [",", "and"]) else ""


def _head(tree: Tree, start: int, end: int) -> int:
    """The token of a name that hangs on a word outside it; -1 where none or several do."""
    out = [index for index in range(start, end) if not start <= tree.heads[index] < end]
    return out[0] if len(out) == 1 and tree.heads[out[0]] >= 0 else -1


@needs(("appos",), (",",), ("to", "aux", "VERB"))
def states_of_headline(tree: Tree) -> None:
    """For "A, B to hold talks" with B read as another name of A: two states set off by a comma alone are two."""
    spans = {name.end - 1: name for name in tree.names if name.kind == "LOC"}
    for other in tree.having("appos", start=2):
        first = tree.heads[other]
        if not tree.is_a(first, "nsubj") or tree.lower[other - 1] != "," or other + 1 >= len(tree):
            continue
        name, before = spans.get(other), spans.get(other - 2)
        if (
            name is None
            or before is None
            or before.start > 0
            or not (_is_party(tree, name) and _is_party(tree, before))
        ):
            continue
        if tree.lower[other + 1] == "to" or tree.heads[first] == other + 1:
            tree.move(other, head=first, deprel="conj")


@needs(("appos",), ("nmod",), _OCCASION, (",",))
def occasion_behind_apposition(tree: Tree) -> None:
    """For "said X, a member of the board, during a meeting with Y" hung on "member": it says when X did it."""
    for phrase in tree.having("nmod"):
        office = tree.heads[phrase]
        if not tree.is_a(office, "appos") or tree.case(phrase) not in _OCCASION or tree.in_name(office):
            continue
        person = tree.heads[office]
        start = min((child for child in tree.children(phrase, "case")), default=0)
        if person not in tree.persons or not tree.is_a(person, "nsubj") or tree.lower[start - 1] != ",":
            continue
        verb = tree.heads[person]
        if tree.tokens[verb].upos == "VERB" and office < start:
            tree.move(phrase, head=verb, deprel="obl")


@needs(LATER, ("VERB",), ("PERSON", "LOC"))
def next_in_turn(tree: Tree) -> None:
    """For "phoned A, then B", "visited A and afterwards B" with B hung anywhere: the same is done with B next.

    A name behind a word of time has no clause of its own: the verb that A is the object of is told of it too. It bears
    no verb, no preposition and no copula; a common noun ("A, then president") tells what A was.
    """
    for later in range(2, len(tree) - 1):
        if tree.lower[later] not in LATER or tree.lower[later - 1] not in (",", "and", "but"):
            continue
        second = _named_behind(tree, later)
        if second < 0 or not tree.is_a(second, *_LOOSE) or tree.case(second):
            continue
        alike = tree.persons if second in tree.persons else tree.places
        first = _done_to(tree, later, alike)
        if first < 0 or tree.under(first, second) or (tree.heads[second] == first and tree.is_a(second, "conj")):
            continue
        tree.move(second, head=first, deprel="conj")


def _named_behind(tree: Tree, later: int) -> int:
    """The head of the name right behind a word of time, past its title; -1 where no name stands there."""
    for name in tree.names:
        if name.start <= later or name.kind not in ("PERSON", "LOC"):
            continue
        between = range(later + 1, name.start)
        if any(tree.tokens[at].upos not in ("PROPN", "ADJ", "NOUN", "DET") for at in between):
            return -1
        top = _head(tree, name.start, name.end)
        titled = all(tree.under(at, top) for at in between)
        predicate = tree.children(top, "nsubj", "cop", "aux", "expl")
        return top if titled and not predicate else -1
    return -1


def _done_to(tree: Tree, later: int, alike: frozenset[int]) -> int:
    """The last object before a token, if it is a name of the kind; -1 else."""
    for index in range(later - 1, -1, -1):
        if tree.is_a(index, "obj") and tree.tokens[tree.heads[index]].upos == "VERB":
            named = index in alike or any(child in alike for child in tree.children(index, "appos"))
            return index if named and tree.heads[index] < index else -1
        if tree.is_a(index, "nsubj", "ccomp", "acl"):
            return -1  # another clause has begun
    return -1


SERIES: Final[tuple[tuple[str, Callable[[Tree], None]], ...]] = (
    ("names-in-a-row", names_in_a_row),
    ("states-of-headline", states_of_headline),
    ("occasion-behind-apposition", occasion_behind_apposition),
    ("next-in-turn", next_in_turn),
)
