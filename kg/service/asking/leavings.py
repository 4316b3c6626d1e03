"""What the loose reading leaves over: which words may be, and which would change what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.service.asking.closed import ANYBODY, AUXILIARY, LIGHT, PLAIN, PREPOSITIONS, RECEIVING
from kg.service.asking.pieces import Kind, Piece
from kg.service.asking.vocabulary import NARROW
from kg.service.asking.words import Atom, is_participle, lemmas

_UNUSED_CUE, _UNUSED_WORD = 1.5, 0.1
_LEFT: Final = 3  # words that may be left of which nothing is known
_LEFT_CUES: Final = 1
_LEFT_IN_ALL: Final = 8
_TAKING: Final = frozenset("with to from by against between and vs versus".split())  # names stand behind them
_WHO: Final = frozenset("who whom".split())
_ADVERBS: Final = frozenset("ever also just really already still then the".split())


class Leavings:
    """Judges the leavings of one question.

    Args:
        pieces: it is cut into. atoms: its words.
        capitals_tell: whether what is small is no name.
    """

    def __init__(self, pieces: Sequence[Piece], atoms: Sequence[Atom], *, capitals_tell: bool) -> None:
        self._pieces = pieces
        self._atoms = atoms
        self._capitals_tell = capitals_tell

    def told(self, taken: set[int], *, weak: bool) -> tuple[list[tuple[int, int]], float] | None:
        """Places of words that are not used, and what that costs; None where they may not be left out.

        Args:
            taken: pieces that were used, by index.
            weak: the words for the query fit badly, so that nothing unknown may be left.
        """
        left = [
            piece
            for index, piece in enumerate(self._pieces)
            if index not in taken and piece.kind in (Kind.LEFT, Kind.PLAIN, Kind.CUE) and not self._passing(piece)
        ]
        unknown = [piece for piece in left if piece.kind is Kind.LEFT]
        if len(unknown) > _LEFT or (unknown and not self._capitals_tell) or (weak and unknown):
            return None
        if any(self._may_be_name(piece) or self._is_told_of_name(piece) or self._is_verb(piece) for piece in unknown):
            return None
        cues = [piece for piece in left if piece.kind is Kind.CUE and (piece.cue is None or piece.cue.fit > NARROW)]
        if len(cues) > _LEFT_CUES or len(left) > _LEFT_IN_ALL or self._either():
            return None
        cost = _UNUSED_CUE * len(cues) + _UNUSED_WORD * len(left)
        return [(piece.begin, piece.end) for piece in left], cost

    def _passing(self, piece: Piece) -> bool:
        """A cue that is a small word, too, and was not needed as a cue."""
        if piece.kind is not Kind.CUE:
            return False
        word = self._atoms[piece.begin].word
        if lemmas(word) & (LIGHT | RECEIVING) and piece.end == piece.begin + 1:
            return True
        return (
            bool(piece.status)
            or (piece.cue is not None and "unfulfilled" in piece.cue.queries)
            or (piece.end == piece.begin + 1 and word in PREPOSITIONS)
        )

    def _is_told_of_name(self, piece: Piece) -> bool:
        """Whether an unknown word is what somebody does or is called: "did Anna resign", "called Anna a liar"."""
        index = self._pieces.index(piece) - 1
        article = index >= 0 and self._atoms[self._pieces[index].begin].word in ("a", "an")
        while index >= 0 and (article or self._pieces[index].kind in (Kind.PASSED, Kind.SHOWN)):
            if not article and self._atoms[self._pieces[index].begin].word not in _ADVERBS:
                return False
            index, article = index - 1, False
        if index < 0 or self._pieces[index].kind is not Kind.NAME:
            return False
        name, word = self._pieces[index], self._atoms[piece.begin].word
        helped = any(atom.word in AUXILIARY for atom in self._atoms[: name.begin])
        return helped or is_participle(word) or word.endswith("s") or name.end < piece.begin

    def _is_verb(self, piece: Piece) -> bool:
        """Whether an unknown word is what is asked for: "who opposes sanctions", "sanctions violated by"."""
        word = self._atoms[piece.begin].word
        if word.endswith("ly") or (piece.begin and self._atoms[piece.begin - 1].word in ("the", "a", "an")):
            return False
        before = [atom.word for atom in self._atoms[: piece.begin] if atom.word not in _ADVERBS | AUXILIARY]
        after = self._atoms[piece.end].word if piece.end < len(self._atoms) else ""
        return (bool(before) and before[-1] in _WHO) or (is_participle(word) and after == "by")

    def _either(self) -> bool:
        """Whether it asks for one kind of event or another: "phone or write to"."""
        kinds = [piece.kind for piece in self._pieces]
        return any(
            self._atoms[piece.begin].word == "or"
            and kinds[index - 1 : index] == kinds[index + 1 : index + 2] == [Kind.CUE]
            for index, piece in enumerate(self._pieces)
            if index
        )

    def _may_be_name(self, piece: Piece) -> bool:
        """Whether an unknown word stands where a name does, and no kind of person follows it."""
        before = piece.begin - 1
        while before >= 0 and self._atoms[before].word in ("the", "a", "an"):
            before -= 1
        if before < 0 or self._atoms[before].word not in _TAKING:
            return False
        after = self._atoms[piece.end].word if piece.end < len(self._atoms) else ""
        return not (after and lemmas(after) & (ANYBODY | PLAIN))
