"""A question cut into pieces for the loose reading: names, times, cues, what is passed over, and what is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Final

from kg.service.asking.closed import (
    ANYBODY,
    LIGHT,
    OPENINGS,
    PASSED,
    PHRASES,
    PLAIN,
    PREPOSITIONS,
    REFUSED,
    TITLES,
    UNUSED,
)
from kg.service.asking.cues import Cue, Cues
from kg.service.asking.dates import MONTHS, WEEKDAYS
from kg.service.asking.matching import Words
from kg.service.asking.times import Window
from kg.service.asking.vocabulary import NARROW
from kg.service.asking.words import NOISE, Atom, lemmas
from kg.service.lookup import PERSON

_CLOSED: Final = PASSED | NOISE | PLAIN | ANYBODY | REFUSED | frozenset(PREPOSITIONS)

_NO_OFFICES: Final = frozenset(
    """foreign defence defense interior finance special former late ex acting current first then state opposition crown
    high vice deputy prime""".split()
)  # words of titles that are none
_DAYS: Final = frozenset("since until till before after during early late mid last next this every".split())


class Kind(Enum):
    """What a piece is."""

    NAME = auto()
    STRANGE = auto()  # a name that nobody is called
    TIME = auto()
    CUE = auto()
    SHOWN = auto()  # first, last, how often; what is to come
    TITLE = auto()
    PASSED = auto()
    PLAIN = auto()  # left over, and no name
    LEFT = auto()  # left over
    REFUSED = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """Words from ``begin`` to ``end``.

    Attributes:
        kinds: of the things a name may be of. window: of a time. cue, status: of a cue; a status alone is one, too.
        shown: what it changes, and to what.
    """

    kind: Kind
    begin: int
    end: int
    kinds: frozenset[str] = frozenset()
    window: Window | None = None
    cue: Cue | None = None
    status: str = ""
    shown: tuple[str, str] = ("", "")


class Cutter:
    """Cuts one question.

    Args:
        words: of the question, looked up.
        cues: of the queries.
    """

    def __init__(self, words: Words, cues: Cues) -> None:
        self._words = words
        self._atoms = words.atoms
        self._cues = [cues.at(words.atoms, place, words.vocabulary) for place in range(len(words.atoms))]
        self.capitals_tell = _capitals_tell(words.atoms)

    def pieces(self) -> tuple[Piece, ...]:
        """All of them, in order; every word is in one."""
        found: list[Piece] = []
        place = 0
        while place < len(self._atoms):
            piece = self._piece(place)
            if piece.kind is Kind.STRANGE and found and found[-1].kind is Kind.STRANGE:
                piece = Piece(Kind.STRANGE, found.pop().begin, piece.end)
            found.append(piece)
            place = piece.end
        return tuple(_with_offices(found, self._atoms))

    def _piece(self, place: int) -> Piece:
        words = self._words
        if place == 0 and self._atoms[0].word in OPENINGS:
            return Piece(Kind.PASSED, 0, 1)
        for window in words.windows[place]:
            if not self._modifies(window, place):
                return Piece(Kind.TIME, place, window.end, window=window)
        name = self._name(place)
        if words.shouted(place) and not words.names[place]:
            return Piece(Kind.STRANGE, place, place + 1)
        cue = self._cues[place]
        phrase = _phrase(self._atoms, place, PHRASES)
        unused = _phrase(self._atoms, place, UNUSED)
        shown = max(words.beside[place], default=None)
        ends = {
            "name": name[0] if name else 0,
            "cue": cue.end if cue else 0,
            "phrase": phrase,
            "unused": unused,
            "shown": shown[0] if shown else 0,
        }
        if name and ends["name"] == max(ends.values()):
            return Piece(Kind.NAME, place, name[0], kinds=name[1])
        if shown and ends["shown"] >= max(ends["phrase"], ends["unused"], ends["cue"]):
            return Piece(Kind.SHOWN, place, shown[0], shown=(shown[1], shown[2]))
        if cue and ends["cue"] >= max(ends["phrase"], ends["unused"], place + 2):
            return self._cue(place, cue)
        if phrase and phrase >= unused:
            return Piece(Kind.PASSED, place, phrase)
        if unused:
            return Piece(Kind.PLAIN, place, unused)
        return self._word(place, cue)

    def _word(self, place: int, cue: Cue | None) -> Piece:
        """A single word."""
        atom, end = self._atoms[place], place + 1
        word, forms = atom.word, lemmas(atom.word)
        status = self._words.statuses[place]
        before = self._atoms[place - 1].word if place else ""
        if word in MONTHS and (word != "may" or before in PREPOSITIONS or before in _DAYS):
            return Piece(Kind.REFUSED, place, end)  # a month without its year
        if word in PASSED and (cue is None or cue.fit <= NARROW):
            return Piece(Kind.PASSED, place, end)
        if cue and (cue.queries or cue.fit > NARROW or not forms & (LIGHT | TITLES)):
            return self._cue(place, cue)
        if status:
            return Piece(Kind.CUE, place, end, status=status)
        if word in REFUSED or any(letter.isdecimal() for letter in word):
            return Piece(Kind.REFUSED, place, end)
        if word in TITLES and self._leads_to_name(place):
            return Piece(Kind.TITLE, place, end)
        if word in PASSED or word in NOISE or word in PREPOSITIONS or forms & LIGHT:
            return Piece(Kind.PASSED, place, end)
        if forms & (PLAIN | ANYBODY) or (word.endswith("ly") and before not in PREPOSITIONS):
            return Piece(Kind.PLAIN, place, end)
        if word in TITLES:
            return Piece(Kind.TITLE, place, end)
        if word in WEEKDAYS:
            return Piece(Kind.REFUSED, place, end)
        opens = place == 0 and end < len(self._atoms) and self._atoms[end].word in PASSED
        if atom.capital and (self.capitals_tell or place == 0) and not opens:
            return Piece(Kind.STRANGE, place, end)
        return Piece(Kind.LEFT, place, end)

    def _leads_to_name(self, place: int) -> bool:
        """Whether a title, perhaps with others, stands before a name."""
        place += 1
        while place < len(self._atoms) and self._atoms[place].word in TITLES and not self._name(place):
            place += 1
        return place < len(self._atoms) and bool(self._name(place) or self._atoms[place].capital)

    def _cue(self, place: int, cue: Cue) -> Piece:
        status = self._words.statuses[place] if cue.end == place + 1 else ""
        return Piece(Kind.CUE, place, cue.end, cue=cue, status=status)

    def _name(self, place: int) -> tuple[int, frozenset[str]] | None:
        """The longest name, unless it is one small word that means something else."""
        found = self._words.names[place]
        if not found:
            return None
        end, kinds = found[0]
        atom = self._atoms[place]
        if (
            end == place + 1
            and not self._words.shouted(place)
            and (not atom.capital or place == 0 or not self.capitals_tell)
        ):
            other = atom.word in _CLOSED or atom.word in TITLES or lemmas(atom.word) & LIGHT
            cue = self._cues[place]
            if other or (cue and cue.fit > NARROW):
                return None
            whole = self._words.vocabulary.is_whole(atom.word)
            if not atom.capital and self.capitals_tell and PERSON not in kinds and not whole:
                return None
        return end, kinds

    def _modifies(self, window: Window, place: int) -> bool:
        """Whether a year belongs to the noun behind it, as in "the 1992 consensus"."""
        if window.end >= len(self._atoms) or window.end - place > 3 or not window.since or not window.until:
            return False
        after, last = self._atoms[window.end], self._atoms[window.end - 1].word
        if window.since[:4] != window.until[:4] or last != window.since[:4] or self._words.windows[window.end]:
            return False
        if self._words.names[window.end] or self._cues[window.end] or self._words.beside[window.end]:
            return False
        first = {atom.word for atom in self._atoms[place : window.end - 1]}
        return first <= {"the", "on", "of", "about", "in", "for"} and not (
            after.word in _CLOSED or after.word in TITLES or lemmas(after.word) & LIGHT or after.word.isdecimal()
        )


def _with_offices(pieces: list[Piece], atoms: Sequence[Atom]) -> Iterator[Piece]:
    """Nothing is known of who holds an office told without a name, so a question with one is refused.

    Of "the UN envoy Anna Lam" Anna Lam is meant alone.
    """
    for index, piece in enumerate(pieces):
        if piece.kind is Kind.NAME and PERSON not in piece.kinds and not atoms[piece.end - 1].own:
            last = index
            while last + 1 < len(pieces) and _is_title(pieces[last + 1], atoms):
                last += 1
            if last > index and atoms[pieces[last].begin].word not in _NO_OFFICES:
                holder = pieces[last + 1] if last + 1 < len(pieces) else piece
                named = holder.kind is Kind.NAME and PERSON in holder.kinds
                yield replace(piece, kind=Kind.PLAIN if named else Kind.REFUSED)
                continue
        behind = [one for one in pieces[index + 1 : index + 4] if atoms[one.begin].word not in ("of", "the")]
        office = (
            piece.kind in (Kind.TITLE, Kind.PLAIN)
            and atoms[piece.end - 1].word in TITLES
            and atoms[piece.end : piece.end + 1]
            and atoms[piece.end].word == "of"
            and behind
            and behind[0].kind in (Kind.NAME, Kind.STRANGE)
        )
        yield replace(piece, kind=Kind.REFUSED) if office else piece


def _is_title(piece: Piece, atoms: Sequence[Atom]) -> bool:
    """Whether a piece is a word of a title."""
    return piece.end == piece.begin + 1 and piece.kind is not Kind.NAME and atoms[piece.begin].word in TITLES


def _capitals_tell(atoms: Sequence[Atom]) -> bool:
    """Whether the writer uses capitals, so that what is small is no name."""
    return any(atom.capital for atom in atoms[1:]) and not all(atom.capital for atom in atoms)


def _phrase(atoms: Sequence[Atom], place: int, phrases: Sequence[tuple[str, ...]]) -> int:
    """Where the longest phrase from a place on ends; 0 for none."""
    return max(
        (
            place + len(phrase)
            for phrase in phrases
            if phrase[0] == atoms[place].word
            and tuple(atom.word for atom in atoms[place : place + len(phrase)]) == phrase
        ),
        default=0,
    )
