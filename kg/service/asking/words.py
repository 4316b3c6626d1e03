"""A question as words, and the forms English words take: a closed list, since nothing here parses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.names import tokens

_WORD: Final = re.compile(r"[^\W_]+(?:[-’'‘.&][^\W_]+)*\.?", re.UNICODE)
_POSSESSIVE: Final = re.compile(r"(?:['’‘]s?|['’‘](?:re|ll|d|ve))$", re.IGNORECASE)
_NOT: Final = re.compile(r"(?<=[^\W\d_])n['’‘]t$|(?<=^can)not$", re.IGNORECASE)
_NEGATED: Final = frozenset(
    """didnt doesnt dont hasnt havent hadnt isnt arent wasnt werent wont wouldnt couldnt shouldnt cant mustnt
    neednt""".split()
)
_OWN: Final = re.compile(r"['’‘]s?$", re.IGNORECASE)

# What a question holds and no answer hangs on.
NOISE: Final = frozenset(
    """a an the all ever please can could you would tell me us show list find give name and with did does do done has
    have had having was were is are be been being am there it that this of so then also already really just hold
    holding holds any some currently now they them i we held time once both together""".split()
)

# What may stand before a question.
_POLITE: Final = frozenset("please pls plz pray can could you would tell me us show list find give kindly".split())

_IRREGULAR: Final = {
    form: base
    for base, forms in {
        "meet": "met", "write": "wrote written", "send": "sent", "speak": "spoke spoken", "say": "said", "tell": "told",
        "go": "went gone goes", "hold": "held", "fly": "flew flown flies", "see": "saw seen", "leave": "left",
        "come": "came", "give": "gave given", "take": "took taken", "get": "got gotten", "bring": "brought",
        "ring": "rang rung", "seek": "sought", "think": "thought", "know": "knew known", "make": "made",
        "stand": "stood", "lie": "lay lain lies", "withdraw": "withdrew withdrawn", "freeze": "froze frozen",
        "sit": "sat", "drive": "drove driven", "shake": "shook shaken", "lay": "laid", "pay": "paid",
        "strike": "struck", "forbid": "forbade forbidden", "break": "broke broken", "spend": "spent", "lead": "led",
        "sell": "sold", "buy": "bought", "person": "people persons", "begin": "began begun",
        "fight": "fought", "find": "found", "choose": "chose chosen", "win": "won", "swear": "swore sworn",
        "sign": "signed signs", "have": "has had", "do": "did does done", "shoot": "shot", "steal": "stole stolen",
        "ally": "allies", "intermediary": "intermediaries", "foresee": "foresaw foreseen",
        "country": "countries", "city": "cities",
    }.items()
    for form in forms.split()
}  # fmt: skip

_UNCHANGED: Final = frozenset("hit put set cut".split())  # participles like their verbs

# Words that ask for a person as "who" does.
_ANYBODY: Final = frozenset(
    """person persons people anyone anybody everyone everybody someone somebody whom official country state government
    diplomat leader""".split()
)
_ANYTHING: Final = frozenset("anything something everything".split())


@dataclass(frozen=True, slots=True)
class Atom:
    """A folded word of a question.

    Attributes:
        word: folded. start, end: of the word as written, in the question, half-open; parts of one word share them.
        capitals: it is written in capitals alone. capital: it begins with one. own: "'s" stands behind it.
    """

    word: str
    start: int
    end: int
    capitals: bool = False
    capital: bool = False
    own: bool = False


def split(question: str) -> tuple[Atom, ...]:
    """The words of a question in order: possessives and politeness are taken off, hyphens part, "n't" is "not".

    >>> [atom.word for atom in split("Who’s Anna Petit-Lam's envoy?")]
    ['who', 'anna', 'petit', 'lam', 'envoy']
    """
    atoms: list[Atom] = []
    for found in _WORD.finditer(question):
        negated = _NOT.search(found[0]) or found[0].lower() in _NEGATED
        whole = _POSSESSIVE.sub("", _NOT.sub("", found[0]))
        parts, own = tokens(whole), bool(_OWN.search(found[0]))
        atoms += [
            Atom(part, found.start(), found.start() + len(whole), whole.isupper(), whole[:1].isupper(), own and last)
            for place, part in enumerate(parts, 1)
            for last in [place == len(parts)]
        ]
        if negated:
            atoms.append(Atom("not", found.start(), found.end(), whole.isupper()))
    shouted = all(atom.capitals for atom in atoms)
    begin = next((place for place, atom in enumerate(atoms) if not _is_polite(atom, place, shouted=shouted)), 0)
    return tuple(atoms[begin:])


def _is_polite(atom: Atom, place: int, *, shouted: bool) -> bool:
    """Whether a word at the beginning goes: "US" does not, nor does "us" without "tell" before it."""
    return atom.word in _POLITE and (atom.word not in ("me", "us") or (place > 0 and (shouted or not atom.capitals)))


@lru_cache(maxsize=4096)
def lemmas(word: str) -> frozenset[str]:
    """What a word may be a form of, itself among them.

    >>> sorted(lemmas("visited"))
    ['visit', 'visite', 'visited']
    """
    found = {word, _IRREGULAR.get(word, word)}
    for ending in ("s", "es", "ed", "ing", "d"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)]
            found.add(stem)
            if ending == "ing":
                found.add(stem + "e")
            if ending in ("ed", "ing") and len(stem) > 3 and stem[-1] == stem[-2]:
                found.add(stem[:-1])
    for ending in ("ies", "ied"):
        if word.endswith(ending) and len(word) > 4:
            found.add(word[: -len(ending)] + "y")
    if found & _ANYBODY:
        found.add("who")
    if word in _ANYTHING:
        found.add("what")
    return frozenset(found)


def is_participle(word: str) -> bool:
    """Whether a word has the form of a passive: "sanctioned", "written"."""
    return word.endswith("ed") or word in _IRREGULAR or word in _UNCHANGED
