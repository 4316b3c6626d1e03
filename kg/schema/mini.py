"""The mini-language of ``fr:realizedBy``, ``fr:when`` and ``fr:cue``: strings to values. Pure functions, strict.

    realization := ["else:"] ( operator | step ["~" kind] ["@" scope] )
    step        := edge | "[" preposition {"|" preposition} "]"
    scope       := "light" | "self" [":" ["!"] lemmas] | "own:" lemmas | governor
    governor    := lemmas | "[" preposition {"|" preposition} "]" [":" lemmas]
    condition   := ("+"|"!"|"?") step ["=" words] [":" kind]  |  ["+"|"!"] "#" Feature "=" Value  |  ("+"|"!") "?" key
                 | ("+"|"!") "@" governor
    cue         := [UPOS ":"] lemma [":" ( relation | "[" preposition {"|" preposition} "]" )]

Edges, kinds and operators are the closed lists of ontology/frame.ttl; the parser gets them as a :class:`Lexicon`. The
relation of a cue is one of Universal Dependencies, without subtype, an edge label of the enhanced graph, or ``neg``:
the cue stands under a negation.

    >>> lexicon = Lexicon(edges=("subj", "obj"), kinds=("country",), operators=("quote",))
    >>> parse_realization("else:[on|against]~country@light", lexicon).path
    Step(label='p', prepositions=('on', 'against'))
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.errors import SchemaError
from kg.schema.model import Condition, Governor, Realization, Step

UPOS: Final = (
    *("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM"),
    *("PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"),
)
RELATIONS: Final = (
    *("acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp", "clf", "compound", "conj", "cop"),
    *("csubj", "dep", "det", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark"),
    *("neg", "nmod", "nsubj", "nummod", "obj", "obl", "orphan", "parataxis", "poss", "punct", "relcl", "reparandum"),
    *("root", "subj", "vocative", "xcomp"),
)
_WORD: Final = re.compile(r"[a-z0-9'’][a-z0-9_'’.-]*")
_KEY: Final = re.compile(r"[a-z][A-Za-z]*")
_FEATURE: Final = re.compile(r"([A-Z][A-Za-z]*)=([A-Z][A-Za-z0-9]*)")
_RESERVED: Final = ("light", "self", "own")


class MiniLanguageError(SchemaError):
    """A string of the mini-language is wrong.

    Args:
        text: the string. position: index of the character at fault, from 0.
        expected: what should stand there. mend: what to write instead.
    """

    def __init__(self, text: str, position: int, expected: str, *, mend: str = "") -> None:
        found = repr(text[position]) if position < len(text) else "the end"
        super().__init__(f'"{text}", character {position + 1}: expected {expected}, found {found}', mend=mend)
        self.text = text
        self.position = position


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The closed lists of frame.ttl: edge labels, kinds, operators and options, sorted."""

    edges: tuple[str, ...]
    kinds: tuple[str, ...]
    operators: tuple[str, ...]
    options: tuple[str, ...] = ()


class _Scanner:
    """A place in a string, and how to go on from it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def take(self, literal: str) -> bool:
        """Step over a literal if it stands here."""
        if self.text.startswith(literal, self.at):
            self.at += len(literal)
            return True
        return False

    def match(self, pattern: re.Pattern[str], expected: str) -> re.Match[str]:
        """Step over what a pattern matches here.

        Raises:
            MiniLanguageError: when it does not match.
        """
        found = pattern.match(self.text, self.at)
        if found is None:
            raise self.error(expected)
        self.at = found.end()
        return found

    def words(self, expected: str) -> tuple[str, ...]:
        """One or more words divided by ``|``."""
        found = [self.match(_WORD, expected).group()]
        while self.take("|"):
            found.append(self.match(_WORD, expected).group())
        return tuple(found)

    def listed(self, known: tuple[str, ...], what: str) -> str:
        """A word of a closed list."""
        start = self.at
        word = self.match(_WORD, what).group()
        if word not in known:
            raise self.error(what, at=start, mend=f"Known: {', '.join(known)}.")
        return word

    def end(self, expected: str) -> None:
        """Nothing may follow."""
        if self.at < len(self.text):
            raise self.error(expected)

    def error(self, expected: str, *, at: int | None = None, mend: str = "") -> MiniLanguageError:
        """An error here, or at another place."""
        return MiniLanguageError(self.text, self.at if at is None else at, expected, mend=mend)


def _step(scanner: _Scanner, lexicon: Lexicon) -> Step:
    """An edge label, or prepositions in square brackets."""
    if scanner.take("["):
        return Step("p", _prepositions(scanner))
    return Step(scanner.listed(lexicon.edges, "an edge label or '['"))


def _prepositions(scanner: _Scanner) -> tuple[str, ...]:
    """What stands in square brackets, the first of which has been taken."""
    prepositions = scanner.words("a preposition in lower case, its words joined by _")
    if not scanner.take("]"):
        raise scanner.error("'|' or ']'")
    return prepositions


def parse_realization(text: str, lexicon: Lexicon) -> Realization:
    """How a role is filled, from its string.

    A scope ``self:!a|b`` keeps the exclamation mark on its first lemma (``("!a", "b")``); the loader, which knows the
    type's triggers, turns it into the verbs that remain.

    Raises:
        MiniLanguageError: when the string is not of the language.
    """
    scanner = _Scanner(text)
    fallback = scanner.take("else:")
    rest = text[scanner.at :]
    if rest in lexicon.operators:
        return Realization(rest, None, "own", fallback=fallback)
    operator, _, kind = rest.partition("~")
    if operator in lexicon.operators:
        scanner.at += len(operator) + 1
        kind = scanner.listed(lexicon.kinds, "a kind")
        scanner.end("nothing more after the kind of an operator")
        return Realization(operator, None, "own", kind=kind, fallback=fallback)
    if not rest.startswith("[") and (word := _WORD.match(rest)) and word.group() not in lexicon.edges:
        known = f"Edges: {', '.join(lexicon.edges)}. Operators: {', '.join(lexicon.operators)}."
        raise scanner.error("an edge label, '[' or an operator", mend=known)
    path = _step(scanner, lexicon)
    kind = scanner.listed(lexicon.kinds, "a kind") if scanner.take("~") else ""
    scope, governor = _scope(scanner) if scanner.take("@") else ("own", Governor())
    if ">" in text[scanner.at :]:
        raise scanner.error("the end", mend="A path has one step; let the enhanced graph bring the filler nearer.")
    if scanner.text[scanner.at :].startswith("~"):
        raise scanner.error("the end", mend="The kind stands before the scope: edge~kind@scope.")
    scanner.end("'~', '@' or the end")
    return Realization(
        "path",
        path,
        scope,
        scope_lemmas=governor.lemmas,
        kind=kind,
        fallback=fallback,
        scope_prepositions=governor.prepositions,
    )


def _scope(scanner: _Scanner) -> tuple[str, Governor]:
    """A scope's name, with the lemmas and prepositions that narrow it."""
    start = scanner.at
    if scanner.take("["):
        return "governor", _governor_by(scanner)
    lemmas = scanner.words("light, self, '[' or the lemma of a governing verb")
    if lemmas == ("light",):
        return "light", Governor()
    if lemmas == ("self",) and not scanner.take(":"):
        return "self", Governor()
    if lemmas == ("self",):
        mark = "!" if scanner.take("!") else ""
        first, *others = scanner.words("a lemma of the trigger")
        return "self", Governor((mark + first, *others))
    if lemmas == ("own",) and scanner.take(":"):
        return "own", Governor(scanner.words("a lemma of the trigger"))
    _refuse_reserved(scanner, lemmas, start)
    return "governor", Governor(lemmas)


def _governor_by(scanner: _Scanner) -> Governor:
    """Prepositions by which a trigger hangs on a verb, the opening bracket taken, and the verb's lemmas."""
    prepositions = _prepositions(scanner)
    return Governor(scanner.words("the lemma of a governing verb") if scanner.take(":") else (), prepositions)


def _refuse_reserved(scanner: _Scanner, lemmas: tuple[str, ...], start: int) -> None:
    reserved = next((lemma for lemma in lemmas if lemma in _RESERVED), "")
    if reserved:
        raise scanner.error("lemmas of verbs", at=start, mend=f"{reserved!r} stands alone after @, never in a list.")


def parse_condition(text: str, lexicon: Lexicon) -> Condition:
    """What must hold around a trigger, from its string; ``role`` holds the key as written, not yet an IRI.

    Raises:
        MiniLanguageError: when the string is not of the language.
    """
    scanner = _Scanner(text)
    sign = next((mark for mark in "+!?" if scanner.take(mark)), "")
    if scanner.take("#"):
        if sign == "?":
            raise scanner.error("'+' or '!' before a feature", at=0)
        name, value = scanner.match(_FEATURE, "a feature such as Number=Plur").groups()
        scanner.end("the end after the feature")
        return Condition(sign or "+", None, feature=f"{name}={value}")
    if not sign:
        raise scanner.error("'+', '!', '?' or '#'", mend="For example +[with]:agent, !compound=news, #Number=Plur.")
    if sign != "?" and scanner.take("@"):
        start = scanner.at
        governor = (
            _governor_by(scanner)
            if scanner.take("[")
            else Governor(scanner.words("'[' or the lemma of a governing verb"))
        )
        _refuse_reserved(scanner, governor.lemmas, start)
        scanner.end("'|' or the end")
        return Condition(sign, None, governor=governor)
    if sign != "?" and scanner.take("?"):
        key = scanner.match(_KEY, "the key of a role").group()
        scanner.end("the end after the role's key")
        return Condition(sign, None, role=key)
    path = _step(scanner, lexicon)
    words = scanner.words("a word in lower case") if scanner.take("=") else ()
    kind = scanner.listed(lexicon.kinds, "a kind") if scanner.take(":") else ""
    scanner.end("'=', ':' or the end")
    if sign == "?" and not words and not kind:
        raise scanner.error("'=' or ':'", mend="'?' asks what the filler must be if there is one: ?obj:agent.")
    return Condition(sign, path, words=words, kind=kind)


def parse_cue(text: str) -> tuple[str, str, str]:
    """Part of speech, lemma and relation of a cue; what is unsaid is empty.

    Raises:
        MiniLanguageError: when the string is not of the language.
    """
    scanner = _Scanner(text)
    head, colon, _ = text.partition(":")
    upos = head if colon and head.isupper() else ""
    if upos:
        if upos not in UPOS:
            raise scanner.error("a universal part of speech", mend=f"Known: {', '.join(UPOS)}.")
        scanner.at = len(upos) + 1
    lemma = scanner.match(_WORD, "a lemma in lower case").group()
    relation = ""
    if scanner.take(":"):
        start = scanner.at
        if scanner.take("["):
            _prepositions(scanner)
        else:
            scanner.listed(RELATIONS, "a universal relation, an edge label, neg or '['")
        relation = text[start : scanner.at]
    scanner.end("':' or the end")
    return upos, lemma, relation


def render_step(step: Step) -> str:
    """A step as written."""
    return f"[{'|'.join(step.prepositions)}]" if step.prepositions else step.label


def render_realization(realization: Realization) -> str:
    """A realization as written; the inverse of :func:`parse_realization`."""
    text = render_step(realization.path) if realization.path else realization.operator
    if realization.kind:
        text += f"~{realization.kind}"
    lemmas = "|".join(realization.scope_lemmas)
    if realization.scope == "governor":
        text += _render_governor(Governor(realization.scope_lemmas, realization.scope_prepositions))
    elif realization.scope == "own" and lemmas:
        text += f"@own:{lemmas}"
    elif realization.scope != "own":
        text += f"@{realization.scope}" + (f":{lemmas}" if lemmas else "")
    return f"else:{text}" if realization.fallback else text


def _render_governor(governor: Governor) -> str:
    lemmas = "|".join(governor.lemmas)
    if not governor.prepositions:
        return f"@{lemmas}"
    return f"@[{'|'.join(governor.prepositions)}]" + (f":{lemmas}" if lemmas else "")


def render_condition(condition: Condition) -> str:
    """A condition as written; the inverse of :func:`parse_condition`."""
    if condition.feature:
        return f"{condition.sign if condition.sign != '+' else ''}#{condition.feature}"
    if condition.governor is not None:
        return condition.sign + _render_governor(condition.governor)
    if condition.path is None:
        return f"{condition.sign}?{condition.role}"
    words = f"={'|'.join(condition.words)}" if condition.words else ""
    kind = f":{condition.kind}" if condition.kind else ""
    return f"{condition.sign}{render_step(condition.path)}{words}{kind}"
