"""What makes a line prose: words, function words, a sentence's end. Everything here is about one line of text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


def word_set(words: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(words.split())


# The closed classes of English: what prose cannot do without, and lists, menus and tables can.
FUNCTION_WORDS: Final = word_set(
    """a about above after against all also although am among an and another any are as at be because been before
    being between both but by can could did do does down during each either even ever every for from had has have he
    her here him himself his how i if in into is it its itself just many may me might more most much must my neither
    no nor not of off on once one only or other our out over own same several shall she should since so some still
    such than that the their them themselves then there these they this those through thus till to too under until up
    upon us was we were what when where whether which while who whom whose why will with within without would yet you
    your"""
)
# Headlines drop auxiliaries and tell in the present tense; these words make a line without a full stop a sentence.
_NARRATIVE: Final = word_set("said was were had did told added would been")
# Words that no other language in Latin letters uses as often.
_ENGLISH: Final = word_set(
    """the of to and with that from by for said which his their was were at it its will would has have had been who is
    are this these those what how they he she we you if not but an don't"""
)
# Closed classes of other languages in Latin letters, without what is an English word or a part of names ("de", "die").
_FOREIGN: Final = word_set(
    """le les des une et est dans pour que qui sur avec au aux sont ont été par ce cette il elle ses leur y en el los
    las con por para se su sus una un como fue ha más lo der das und ist mit dem ein eine einen zu im auf für nicht sich
    wurde hat auch als nach bei zum zur gli che è nel nella della dei delle alla sono os um uma em com não ao pelo het
    een niet voor zijn op aan te och att som är av på ett og til på"""
)
_OPEN_ENDS: Final = word_set("a an and as at by for from in into of on or over that the to with")

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’.\-][^\W\d_]+)*")
_TERMINAL: Final = re.compile(r"(?:[?!…]|\.\.\.|(?P<stop>\.))[\"'”’»)\]}*]*$")
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:[^\W\d_]\.)+|\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Gov|Gen|Sen|Rep|Inc|Corp|Co|Ltd|vs|No)\.)"
    r"[\"'”’)\]]*$"
)
# "… ended at 10 a.m." is a sentence when it is long enough to be no time stamp; "talks with the U.S." is none of a
# headline, which has no article.
_ABBREVIATED_END: Final = re.compile(r"\b(?:[ap]\.m\.|the (?:[A-Z]\.){2,})$")
_MIN_ABBREVIATED_WORDS: Final = 7
_LATIN_LAST: Final = "\u024f"

_MIN_SENTENCE_WORDS: Final = 2
_MIN_OPEN_WORDS: Final = 14
_MIN_NARRATIVE_WORDS: Final = 6
_MIN_FUNCTION_SHARE: Final = 0.2
_MIN_LETTER_SHARE: Final = 0.6
_ENGLISH_SAMPLE: Final = 25
_MIN_ENGLISH_SHARE: Final = 0.08
_MIN_DISTINCTIVE_SHARE: Final = 0.05
_SAMPLE: Final = 4000


@dataclass(frozen=True, slots=True)
class Measure:
    """What can be counted of a line (of its first 4,000 characters).

    Attributes:
        words: number of words with letters.
        function_words: how many of them are of the closed classes of English.
        letters: share of letters and spaces among the characters.
        ends: it ends as sentences do; an abbreviation's point ends none.
        narrative: holds a word that headlines and links drop ("said", "was" …).
        titled: nearly every word of an open class begins with a capital.
    """

    words: int
    function_words: int
    letters: float
    ends: bool
    narrative: bool
    titled: bool

    @property
    def function_share(self) -> float:
        """Function words among words."""
        return self.function_words / self.words if self.words else 0.0


def measure(line: str) -> Measure:
    """Count a line.

    >>> measure("The two ministers met in Geneva.").ends
    True
    """
    sample = line[:_SAMPLE]
    words = _WORD.findall(sample)
    folded = [word.lower() for word in words]
    function_words = sum(word in FUNCTION_WORDS for word in folded)
    content = [word for word, fold in zip(words, folded, strict=True) if fold not in FUNCTION_WORDS]
    ends = ends_sentence(line) or (len(words) >= _MIN_ABBREVIATED_WORDS and bool(_ABBREVIATED_END.search(line[-40:])))
    letters = sum(character.isalpha() or character == " " for character in sample)
    return Measure(
        words=len(words),
        function_words=function_words,
        letters=letters / len(sample) if sample else 0.0,
        ends=ends,
        narrative=not _NARRATIVE.isdisjoint(words if _has_case(sample) else folded),
        titled=sum(word[0].isupper() for word in content) >= 0.8 * len(content),
    )


def ends_sentence(line: str) -> bool:
    """Whether the line ends with a sentence's end (``.``, ``?``, ``!``, ``…``, closing marks after it)."""
    tail = line[-40:].rstrip()
    match = _TERMINAL.search(tail)
    if not match:
        return False
    return not (match["stop"] and _ABBREVIATION.search(tail))


def is_open_ended(line: str) -> bool:
    """Whether the line breaks off after a word that needs another ("talks with the")."""
    words = _WORD.findall(line[-40:])
    return bool(words) and words[-1].lower() in _OPEN_ENDS and line[-1].isalpha()


def is_prose(counted: Measure) -> bool:
    """Whether a line reads as a sentence or more: with its final point, or without but told as sentences are."""
    if counted.letters < _MIN_LETTER_SHARE or not is_english(counted):
        return False
    if counted.ends:
        return counted.words >= _MIN_SENTENCE_WORDS
    return is_open_prose(counted)


def is_open_prose(counted: Measure) -> bool:
    """Whether a line without a final point is told as sentences are, not as headlines and links are."""
    if counted.words >= _MIN_OPEN_WORDS and counted.function_share >= _MIN_FUNCTION_SHARE:
        return True
    return counted.words >= _MIN_NARRATIVE_WORDS and counted.narrative and not counted.titled


def is_english(counted: Measure) -> bool:
    """Whether a line may be English: long lines must hold function words of it, short ones are given the benefit."""
    return counted.words < _ENGLISH_SAMPLE or counted.function_share >= _MIN_ENGLISH_SHARE


def is_words(counted: Measure) -> bool:
    """Whether a line holds words at all: the least that the only text of a file must have."""
    return counted.words >= _MIN_SENTENCE_WORDS and counted.letters >= _MIN_LETTER_SHARE and is_english(counted)


def is_english_text(text: str) -> bool:
    """Whether a text of some length holds the words that every English text is full of.

    Names do not count against it: a wire of names, titles and days holds few other words, and these may be "in" and
    "on". It is English unless another language's closed classes outnumber those of English.
    """
    sample = text[: _SAMPLE * 4]
    forms = _WORD.findall(sample)
    words = [form.lower() for form in forms]
    distinctive = sum(word in _ENGLISH for word in words)
    if len(words) < _ENGLISH_SAMPLE or distinctive >= _MIN_DISTINCTIVE_SHARE * len(words):
        return True
    plain: int = sum(form[0].islower() for form in forms)
    if sum(word in _FOREIGN for word in words) >= sum(word in FUNCTION_WORDS for word in words):
        return False
    return 0 < plain < _ENGLISH_SAMPLE or distinctive >= _MIN_DISTINCTIVE_SHARE * max(plain, 1)


def is_foreign(text: str) -> bool:
    """Whether most letters of the text are of no Latin alphabet."""
    letters = [character for character in text[: _SAMPLE * 4] if character.isalpha()]
    return sum(character > _LATIN_LAST for character in letters) > len(letters) / 2


def _has_case(sample: str) -> bool:
    """Whether the line uses both cases; "HAS" in an upper-case line is the word "has"."""
    return any(character.islower() for character in sample)
