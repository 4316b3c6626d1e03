"""Lemmas by look-up and checked rules.

A table made from the training treebanks (`lemmas.tsv` in the model folder) holds the forms whose lemma the rules miss;
a word list (`lexicon.tsv`) checks what the rules propose. Conventions are those of Universal Dependencies for English.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

TABLE_FILE = "lemmas.tsv"
LEXICON_FILE = "lexicon.tsv"

VERBAL = frozenset({"VERB", "AUX"})
PROPER = frozenset({"NNP", "NNPS"})
COMPARABLE = frozenset({"ADJ", "ADV"})
VOWELS = "aeiou"
SHORTEST_STEM = 2

INFLECTIONS = (
    (VERBAL, ("VerbForm=Ger",), "ing"),
    (VERBAL, ("Tense=Pres", "VerbForm=Part"), "ing"),
    (VERBAL, ("Tense=Past",), "past"),
    (VERBAL, ("Number=Sing", "Person=3"), "s"),
    (frozenset({"NOUN", "PROPN"}), ("Number=Plur",), "plural"),
    (frozenset({"PRON"}), ("Poss=Yes",), "possessive"),
    (COMPARABLE, ("Degree=Cmp",), "comparative"),
    (COMPARABLE, ("Degree=Sup",), "superlative"),
)
"""Classes, the features they must show, and the kind of inflection; the first that fits holds."""

OPEN_FORMS = (
    ("NOUN", ""),
    ("NOUN", "Number=Plur"),
    ("VERB", "Tense=Past|VerbForm=Fin"),
    ("VERB", "VerbForm=Ger"),
    ("VERB", "Number=Sing|Person=3|Tense=Pres"),
    ("VERB", ""),
    ("ADJ", ""),
    ("AUX", "Tense=Past"),
    ("AUX", "Number=Sing|Person=3"),
    ("AUX", ""),
)
"""Classes and features under which a form can have a lemma of its own, the likeliest first."""

SILENT_E = re.compile(
    r"(?:[^aeiou]i[sz]|[aeo]u?[sz]|at|[aiou]c|nc|rc|[vuz]|[aeiou]dg|[dlr]g|[aeu]ng|[^aeiouwr]l|[^aeiou][aiu]r|rs)$"
)
"""Stems before -ed and -ing that have most likely lost an e: "organiz", "mediat", "announc", "declar"."""

SIBILANT = re.compile(r"(?:ss|x|zz|ch|sh)$")
"""Stems that take -es, not -s."""


@dataclass(frozen=True, slots=True)
class Lemmatizer:
    """Form and tags in, lemma out.

    Args:
        table: lemma by (UPOS, kind of inflection, lower-case form); see `inflection`.
        lexicon: known lemmas by UPOS, lower case.
    """

    table: Mapping[tuple[str, str, str], str]
    lexicon: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def lemma(self, form: str, *, upos: str, xpos: str, feats: str) -> str:
        """The lemma of a word.

        >>> Lemmatizer(table={}).lemma("announced", upos="VERB", xpos="VBD", feats="Tense=Past|VerbForm=Fin")
        'announce'
        """
        kind = inflection(upos, feats)
        known = self.table.get((upos, kind, form.lower()))
        if known is None and upos == "VERB" and not form.isalpha():
            known = self.table.get(("AUX", kind, form.lower()))
        if known is not None and not (xpos in PROPER and known == known.lower()):
            return known
        return self.rule(form, upos=upos, xpos=xpos, kind=kind)

    def rule(self, form: str, *, upos: str, xpos: str, kind: str) -> str:
        """The lemma the rules give, without the table."""
        lower = form.lower()
        if upos == "PROPN" or xpos in PROPER:
            return self._plural(form) if kind == "plural" else form
        if upos in VERBAL:
            return self._verb(lower, kind)
        if upos == "NOUN":
            base = form if sum(letter.isupper() for letter in form) > 1 else lower
            return self._plural(base) if kind == "plural" else base
        if upos in COMPARABLE:
            if kind in {"comparative", "superlative"}:
                return self._compared(lower, kind)
            return form if upos == "ADJ" and self._is_demonym(form) else lower
        return form if upos in {"X", "SYM", "NUM", "PUNCT"} else lower

    def lemmas(self, form: str) -> frozenset[str]:
        """All lemmas a form can have as a word of an open class, lower case, itself among them.

        >>> sorted(Lemmatizer(table={}).lemmas("talks"))
        ['talk', 'talks']
        """
        found = {self.lemma(form, upos=upos, xpos="", feats=feats).lower() for upos, feats in OPEN_FORMS}
        return frozenset((*found, form.lower()))

    def likely_class(self, form: str) -> str:
        """``VERB``, ``NOUN``, ``ADJ`` or ``ADV`` by the word lists; empty where they do not know the word.

        An inflected verb that is no noun is a verb ("announced"); of what can be both, a noun.
        """
        lower = form.lower()
        for upos, feats in OPEN_FORMS:
            if upos in self.lexicon and self.lemma(lower, upos=upos, xpos="", feats=feats) in self.lexicon[upos]:
                return upos
        return "ADV" if lower.endswith("ly") else ""

    def _is_demonym(self, form: str) -> bool:
        adjectives = self.lexicon.get("ADJ")
        if any(letter.isupper() for letter in form[1:]):
            return True
        return form[:1].isupper() and adjectives is not None and form.lower() not in adjectives

    def _verb(self, form: str, kind: str) -> str:
        verbs = self.lexicon.get("VERB", frozenset())
        if kind == "s":
            return self._third_person(form, verbs)
        for suffix, wanted in (("ing", "ing"), ("ed", "past")):
            if form.endswith(suffix) and len(form) > len(suffix) + 1 and kind in {wanted, "base"}:
                candidates = list(_stems(form, suffix))
                known = [candidate for candidate in candidates if candidate in verbs]
                if kind == "base" and (form in verbs or not known):
                    return form
                return known[0] if known else _likely_stem(form[: -len(suffix)], form, suffix)
        return form

    def _third_person(self, form: str, verbs: frozenset[str]) -> str:
        if form.endswith("ies") and len(form) > len("dies"):
            return form[:-3] + "y"
        sibilant = SIBILANT.search(form[:-2]) is not None or form.endswith("oes")
        if form.endswith("es") and (form[:-2] in verbs or (sibilant and form[:-1] not in verbs)):
            return form[:-2]
        return form[:-1] if form.endswith("s") and not form.endswith("ss") and len(form) > SHORTEST_STEM else form

    def _plural(self, form: str) -> str:
        nouns = self.lexicon.get("NOUN", frozenset())
        if form.endswith("ies") and len(form) > len("pies"):
            return form[:-1] if form[:-1] in nouns and form[:-3] + "y" not in nouns else form[:-3] + "y"
        if form.endswith("es") and form[:-1] not in nouns and (form[:-2] in nouns or SIBILANT.search(form[:-2])):
            return form[:-2]
        if form.endswith("s") and not form.endswith(("ss", "us", "is")):
            return form[:-1]
        return form

    def _compared(self, form: str, kind: str) -> str:
        suffix = "er" if kind == "comparative" else "est"
        if not form.endswith(suffix):
            return form
        stem = form[: -len(suffix)]
        known = self.lexicon.get("ADJ", frozenset())
        undoubled = stem[:-1] if stem[-2:-1] == stem[-1:] else stem
        for candidate in (stem, stem + "e", undoubled, stem[:-1] + "y" if stem.endswith("i") else stem):
            if candidate in known:
                return candidate
        return stem[:-1] + "y" if stem.endswith("i") else stem


@lru_cache(maxsize=4096)
def inflection(upos: str, feats: str) -> str:
    """Kind of inflection: `ing`, `past`, `s`, `plural`, `possessive`, `comparative`, `superlative` or `base`.

    Args:
        upos: universal part of speech.
        feats: as CoNLL-U writes them, `Name=Value|…`.
    """
    for classes, marks, kind in INFLECTIONS:
        if upos in classes and all(mark in feats for mark in marks):
            return kind
    return "base"


def _stems(form: str, suffix: str) -> Iterator[str]:
    """Candidate lemmas of a form in -ed or -ing, the likeliest first."""
    stem = form[: -len(suffix)]
    if suffix == "ed" and stem.endswith("i"):
        yield stem[:-1] + "y"
    if suffix == "ing" and stem.endswith("y"):
        yield stem
        yield stem[:-1] + "ie"
    yield stem + "e"
    yield stem
    if len(stem) > SHORTEST_STEM and stem[-1] == stem[-2]:
        yield stem[:-1]
    if stem.endswith("ck"):
        yield stem[:-1]


def _likely_stem(stem: str, form: str, suffix: str) -> str:
    if len(stem) < SHORTEST_STEM or not any(letter in VOWELS + "y" for letter in stem):
        return form
    if suffix == "ed" and stem.endswith("i"):
        return stem[:-1] + "y"
    if stem[-1] == stem[-2] and stem[-1] not in "lsfz" + VOWELS:
        return stem[:-1]
    return stem + "e" if SILENT_E.search(stem) and stem[-1] != stem[-2] else stem


def load_lemmatizer(folder: Path) -> Lemmatizer:
    """The lemmatizer of a model folder."""
    table = {(upos, kind, form): lemma for upos, kind, form, lemma in _rows(folder / TABLE_FILE)}
    lexicon = {upos: frozenset(words) for upos, *words in _rows(folder / LEXICON_FILE)}
    return Lemmatizer(table=table, lexicon=lexicon)


def _rows(path: Path) -> Iterable[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line]
