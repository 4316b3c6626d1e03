"""Template sentences: a small notation for UD trees with slots, and its expansion to annotated sentences.

A template is a line of items separated by spaces. An item is `form/XPOS:deprel` (a dependant of the bracket it
stands in), `form/XPOS` or `form` without a relation (the head of its bracket), `[deprel item ...]` (a subtree),
`<SLOT>` (the items of another phrase, in place), or `<SLOT>:deprel` (short for `[deprel <SLOT>]`). `{LABEL` and `}`
enclose a name. XPOS left out, UPOS and FEATS are those the treebanks give the form under that relation most often.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from training.conllu import NamedSentence, Tree, Word
from training.lists import (
    draw_person,
    load_keyed,
    load_organizations,
    load_phrases,
    load_places,
    load_states,
    load_templates,
)

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterable, Iterator, Mapping

SLOT = re.compile(r"<([A-Z0-9]+)>(:[a-z:]+)?")
AUXILIARY = frozenset({"aux", "aux:pass", "cop"})
COMPOUND_ENDS = frozenset({"City", "Korea", "Peninsula", "Sea", "Strait", "Heights", "Town", "Bank", "Asia", "Africa"})
AGREEING = frozenset({"VBD", "VBP"})
"""Forms whose FEATS depend on their subject."""

PLURAL = frozenset({"NNS", "NNPS"})


UNSEEN = {
    "JJ": ("ADJ", "Degree=Pos"),
    "CD": ("NUM", "NumForm=Digit|NumType=Card"),
    "NN": ("NOUN", "Number=Sing"),
    "NNS": ("NOUN", "Number=Plur"),
    "VBN": ("VERB", "Tense=Past|VerbForm=Part|Voice=Pass"),
    "VBD": ("VERB", "Mood=Ind|Tense=Past|VerbForm=Fin"),
    "VB": ("VERB", "VerbForm=Inf"),
    "VBZ": ("VERB", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"),
    "VBG": ("VERB", "Tense=Pres|VerbForm=Part"),
    "VBP": ("VERB", "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin"),
    "RB": ("ADV", ""),
}
"""UPOS and FEATS of forms no treebank has."""


class Lexicon:
    """What the training treebanks say most often of a form: XPOS, UPOS and FEATS, by relation where seen."""

    def __init__(self, trees: Iterable[Tree]) -> None:
        self._counts: dict[tuple[str, str, str], Counter[tuple[str, str, str]]] = defaultdict(Counter)
        for tree in trees:
            for word in tree.words:
                form, analysis = word.form.lower(), (word.xpos, word.upos, word.feats)
                kind = "aux" if word.deprel in AUXILIARY else ""
                for deprel, xpos in {
                    (word.deprel, ""),
                    (word.deprel, word.xpos),
                    (kind, word.xpos),
                    ("", word.xpos),
                    ("", ""),
                }:
                    self._counts[form, deprel, xpos][analysis] += 1

    def find(self, form: str, deprel: str, xpos: str) -> tuple[str, str, str]:
        """(XPOS, UPOS, FEATS) of a form as `deprel`; unknown forms without XPOS are nouns."""
        kind = "aux" if deprel in AUXILIARY else ""
        keys = [(deprel, xpos), (kind, xpos), ("", xpos)] if xpos else [(deprel, ""), ("", "")]
        for key in keys:
            counts = self._counts.get((form.lower(), *key))
            if counts:
                return min(counts, key=lambda analysis: (-counts[analysis], analysis))
        if xpos in {"NNP", "NNPS"}:
            return xpos, "PROPN", "Number=Sing" if xpos == "NNP" else "Number=Plur"
        if xpos in UNSEEN:
            return xpos, *UNSEEN[xpos]
        if xpos:
            raise ValueError(f"training/lists: no treebank has {form!r} as {xpos!r}")
        return ("NNS", *UNSEEN["NNS"]) if form.endswith("s") else ("NN", *UNSEEN["NN"])


@dataclass(slots=True)
class _Node:
    form: str = ""
    xpos: str = ""
    deprel: str = "root"
    place: int = -1
    governor: _Node | None = None
    items: list[_Node] = field(default_factory=list)


def expand(line: str, *, rng: random.Random) -> str:
    """Fill every slot of a template with drawn phrases and names until none is left."""
    phrases = load_phrases()
    while match := SLOT.search(line):
        name, deprel = match[1], match[2]
        text = TERMINALS[name](rng) if name in TERMINALS else rng.choice(phrases[name])
        line = line[: match.start()] + (f"[{deprel[1:]} {text}]" if deprel else text) + line[match.end() :]
    return line


def _join(parts: list[str], *, label: str) -> str:
    return f"{{{label} {' '.join(parts)} }}" if label else " ".join(parts)


def _person(name: str) -> str:
    items: list[str] = []
    for part in name.split(" "):
        pieces = part.split("-")
        for index, piece in enumerate(pieces):
            hyphen = "-/HYPH:punct " if index else ""
            items.append(f"[flat {hyphen}{piece}/NNP]" if items else f"{piece}/NNP")
    return _join(items, label="PERSON")


def _title(title: str) -> str:
    *first, last = title.split(" ")
    capital = title[0].isupper()
    items = [f"{part}/{'NNP' if capital else 'JJ' if part in ADJECTIVES else 'NN'}:{_relation(part)}" for part in first]
    return " ".join([*items, f"{last}/{'NNP' if capital else 'NN'}"])


ADJECTIVES = frozenset({
    "Prime", "Foreign", "Deputy", "General", "High", "Special", "Chief", "Supreme", "New", "United", "Saudi", "Middle",
    "International", "National", "European", "African", "Eastern", "Central", "Western", "Latin", "Northern", "Black",
    "Public", "Federal", "Atomic", "Economic", "Human", "Presidential", "Democratic", "Republican", "Muslim", "Islamic",
    "Global", "Financial", "Arab", "Iranian", "American", "White", "Persian", "Interior", "foreign", "prime",
    "special", "chief", "national", "former", "top", "senior", "permanent", "deputy", "nuclear", "Asian",
    "Revolutionary", "Criminal",
})  # fmt: skip


def _relation(part: str) -> str:
    return "amod" if part in ADJECTIVES else "compound"


def _place(name: str, *, article: bool = True) -> str:
    words = name.split(" ")
    the = words.pop(0) if words[0] == "the" or words[0] == "The" else ""
    if words[0] == "de" or "de" in words or "es" in words:
        items = [f"{words[0]}/NNP", *(f"[flat {word}/NNP]" for word in words[1:])]
    else:
        pieces = [piece for word in words for piece in word.split("-")]
        hyphens = [bool(index) for word in words for index, _ in enumerate(word.split("-"))]
        tail = pieces[-1] in COMPOUND_ENDS or pieces[-1] in {"East", "States", "Gulf", "Kingdom", "Arabia", "York"}
        if len(pieces) == 1 or tail or pieces[0] in ADJECTIVES:
            items = [f"{piece}/NNP:{_relation(piece)}" for piece in pieces[:-1]] + [f"{pieces[-1]}/NNP"]
        else:
            items = [f"{pieces[0]}/NNP"]
            items += [
                f"[flat {'-/HYPH:punct ' if hyphen else ''}{piece}/NNP]"
                for piece, hyphen in zip(pieces[1:], hyphens[1:], strict=True)
            ]
    named = _join(items, label="LOC")
    return f"{the}:det {named}" if the and article else named


def _organization(name: str, *, article: bool = True) -> str:
    words = name.split(" ")
    the = words.pop(0) if words[0] == "the" else ""
    cut = next((index for index, word in enumerate(words) if word in {"of", "on", "for", "Without"}), len(words))
    items = _noun_phrase(words[:cut])
    if cut < len(words):
        items += [f"[nmod {words[cut]}/IN:case", *_noun_phrase(words[cut + 1 :]), "]"]
    named = _join(items, label="ORG")
    return f"{the}:det {named}" if the and article else named


def _noun_phrase(words: list[str]) -> list[str]:
    items = []
    for word in words[:-1]:
        if word.endswith("'"):
            items.append(f"[nmod:poss {word[:-1]}/NNPS '/POS:case]")
        else:
            pieces = word.split("-")
            items += [f"{piece}/NNP:{_relation(piece)}" for piece in pieces]
    return [*items, f"{words[-1]}/NNP"]


def _adjective(rng: random.Random) -> str:
    state = rng.choice([state for state in load_states() if state.adjective not in {"U.S.", "New Zealand"}])
    *first, last = state.adjective.split(" ")
    return " ".join([*(f"{part}/JJ:amod" for part in first), f"{last}/JJ"])


def _organization_slot(*sections: str, article: bool = True) -> Callable[[random.Random], str]:
    return lambda rng: _organization(rng.choice(load_organizations(rng.choice(sections))), article=article)


def _keyed(name: str, key: str, xpos: str = "") -> Callable[[random.Random], str]:
    def draw(rng: random.Random) -> str:
        item = rng.choice(load_keyed(name)[key])
        return f"{item}/{xpos}" if xpos else _title(item)

    return draw


TERMINALS: Mapping[str, Callable[[random.Random], str]] = {
    "PERSON": lambda rng: _person(draw_person(rng)[0]),
    "SURNAME": lambda rng: _person(draw_person(rng)[1]),
    "COUNTRY": lambda rng: _place(rng.choice(load_states()).name),
    "COUNTRYBARE": lambda rng: _place(rng.choice(load_states()).name, article=False),
    "CAPITAL": lambda rng: _place(rng.choice(load_states()).capital),
    "CITY": lambda rng: _place(rng.choice(load_places("cities"))),
    "UPPERCITY": lambda rng: _place(rng.choice([*load_places("cities"), "Seoul", "Tokyo", "Moscow"]).upper()),
    "REGION": lambda rng: _place(rng.choice(load_places("regions"))),
    "ADJ": _adjective,
    "ORG": _organization_slot("bodies", "agencies", "groups"),
    "ORGBARE": _organization_slot("bodies", "agencies", article=False),
    "MEDIA": _organization_slot("media"),
    "MEDIABARE": _organization_slot("media", article=False),
    "COMPANY": _organization_slot("companies"),
    "GROUP": _organization_slot("groups"),
    "STATETITLE": _keyed("titles.txt", "state"),
    "OFFICETITLE": _keyed("titles.txt", "office"),
    "BARETITLE": _keyed("titles.txt", "bare"),
    "ROLE": _keyed("titles.txt", "role"),
    "WEEKDAY": _keyed("calendar.txt", "weekdays", "NNP"),
    "MONTH": _keyed("calendar.txt", "months", "NNP"),
    "SHORTMONTH": _keyed("calendar.txt", "short_months", "NNP"),
    "DAY": lambda rng: f"{rng.randint(1, 30)}/CD",
    "YEAR": lambda rng: f"{rng.randint(1990, 2029)}/CD",
}


def to_tree(line: str, lexicon: Lexicon, *, sent_id: str) -> tuple[Tree, NamedSentence]:
    """The annotated sentence of an expanded template, and the same with its names.

    Raises:
        ValueError: when a bracket has no head or several, or a form is unknown without an XPOS.
    """
    leaves, names = _parse(line)
    text = ""
    spans: list[tuple[int, int]] = []
    for index, leaf in enumerate(leaves):
        if index and not _glued(leaves[index - 1].form, leaf.form):
            text += " "
        spans.append((len(text), len(text) + len(leaf.form)))
        text += leaf.form
    words = []
    for leaf, (start, end) in zip(leaves, spans, strict=True):
        xpos, upos, feats = lexicon.find(leaf.form, leaf.deprel, leaf.xpos)
        head = -1 if leaf.governor is None else leaf.governor.place
        words.append(Word(leaf.form, leaf.form, upos, xpos, feats, head, leaf.deprel, start, end))
    tree = Tree(sent_id=sent_id, doc_id=sent_id, text=text, words=_agree(words))
    named = NamedSentence(text, tuple((spans[first][0], spans[last][1], label) for first, last, label in names))
    return tree, named


def _agree(words: list[Word]) -> tuple[Word, ...]:
    """Give each finite verb the person and number of its subject."""
    agreed = []
    for index, word in enumerate(words):
        if word.xpos not in AGREEING:
            agreed.append(word)
            continue
        clause = word.head if word.deprel in AUXILIARY else index
        subject = next(
            (place for place, other in enumerate(words) if other.head == clause and other.deprel.startswith("nsubj")),
            -1,
        )
        plural = subject >= 0 and (
            words[subject].xpos in PLURAL or any(word.head == subject and word.deprel == "conj" for word in words)
        )
        first = subject >= 0 and words[subject].form.lower() == "we"
        number = "Plur" if plural or first else "Sing"
        tense = "Past" if word.xpos == "VBD" else "Pres"
        feats = f"Mood=Ind|Number={number}|Person={1 if first else 3}|Tense={tense}|VerbForm=Fin"
        agreed.append(replace(word, upos="AUX" if word.deprel in AUXILIARY else "VERB", feats=feats))
    return tuple(agreed)


def _glued(before: str, after: str) -> bool:
    return after in {",", ".", "'s", "'", ")", "”", "-"} or before in {"(", "“", "-"}


def _parse(line: str) -> tuple[list[_Node], list[tuple[int, int, str]]]:
    top = _Node()
    stack = [top]
    leaves: list[_Node] = []
    marks: list[tuple[int, str]] = []
    names: list[tuple[_Node, _Node, str]] = []
    for item in line.replace("]", " ] ").split():
        if item.startswith("["):
            stack.append(_Node(deprel=item[1:]))
        elif item == "]":
            node = stack.pop()
            stack[-1].items.append(node)
        elif item.startswith("{"):
            marks.append((len(leaves), item[1:]))
        elif item == "}":
            first, label = marks.pop()
            names.append((leaves[first], leaves[-1], label))
        else:
            leaf = _leaf(item)
            stack[-1].items.append(leaf)
            leaves.append(leaf)
    _attach(top, None, line)
    following = [*leaves[1:], _Node()]
    printed = [
        leaf for leaf, after in zip(leaves, following, strict=True) if leaf.form != "," or after.form not in {",", "."}
    ]
    printed[0].form = printed[0].form[0].upper() + printed[0].form[1:]
    for place, leaf in enumerate(printed):
        leaf.place = place
    return printed, [(first.place, last.place, label) for first, last, label in names]


def _leaf(token: str) -> _Node:
    match = re.fullmatch(
        r"(?P<form>.+?)(?:/(?P<xpos>[A-Z$]+|,|\.|:|``|''|-[LR]RB-))?(?::(?P<deprel>[a-z][a-z:]*))?", token
    )
    if match is None:
        raise ValueError(f"training/lists: cannot read {token!r}")
    return _Node(form=match["form"], xpos=match["xpos"] or "", deprel=match["deprel"] or "")


def _attach(node: _Node, governor: _Node | None, line: str) -> _Node:
    heads = [item for item in node.items if not item.items and not item.deprel]
    if len(heads) != 1:
        raise ValueError(f"training/lists: {len(heads)} heads under {node.deprel!r} in {line!r}")
    head = heads[0]
    head.deprel, head.governor = node.deprel, governor
    for item in node.items:
        if item.items:
            _attach(item, head, line)
        elif item is not head:
            item.governor = head
    return head


def draw_sentences(count: int, lexicon: Lexicon, *, rng: random.Random) -> Iterator[tuple[Tree, NamedSentence]]:
    """`count` different sentences from the templates, each template equally often."""
    templates = load_templates()
    for number in range(count):
        line = expand(templates[number % len(templates)], rng=rng)
        yield to_tree(line, lexicon, sent_id=f"template-{number}")
