"""Parts of speech without a network, for sentences of which only the names matter.

A closed word is what it is; of the open ones the word lists of the lemmatizer tell; a capital makes a proper noun.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.language.lemmas import Lemmatizer

CLOSED: Final = {
    word: upos
    for upos, words in {
        "DET": "the a an this that these those some any every each no another all both either neither",
        "PRON": "i me my mine you your he him his she her hers it its we us our they them their themselves himself"
        " herself itself who whom whose which what there someone somebody everyone nobody nothing something",
        "ADP": "of in on at by for with from to into about against between among amid during over under through"
        " toward towards upon within without across behind beyond near off per via despite until as than like",
        "AUX": "is are was were be been being am has have had do does did will would can could may might must shall"
        " should 's 're 've 'll 'd ’s ’re ’ve ’ll ’d",
        "CCONJ": "and or but nor yet",
        "SCONJ": "if because although though while whereas since unless whether when after before once",
        "PART": "not n't n’t",
        "ADV": "also now then here still already soon later earlier again ever never very more most today yesterday"
        " tomorrow however meanwhile",
    }.items()
    for word in words.split()
}
"""Words of closed classes, and adverbs that open sentences."""


def guess_class(form: str, *, opens: bool, lemmatizer: Lemmatizer) -> str:
    """The UPOS a word most likely has.

    Args:
        form: the word.
        opens: it is the first of its sentence, so that a capital says little.
        lemmatizer: whose word lists tell.
    """
    lower = form.lower()
    if lower in CLOSED:
        return CLOSED[lower]
    if form[:1].isdigit():
        return "NUM"
    if not any(char.isalpha() for char in form):
        return "PUNCT"
    possible = lemmatizer.likely_class(lower)
    if form[:1].isupper() and not (opens and possible):
        return "PROPN"
    return possible or "NOUN"
