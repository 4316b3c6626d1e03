"""spaCy's English tokenizer brought to the words of Universal Dependencies.

Differences that matter to news: a hyphen parts words also beside numbers and abbreviations ("G - 20", "U.S. - led"),
but not behind a bound prefix ("pro-Beijing", "inter-Korean", "ex-minister"); a slash parts alternatives ("and / or");
a range of numbers is three words; runs of "!" and "?" are one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from spacy.util import compile_infix_regex, compile_suffix_regex

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Sequence

    from spacy.language import Language


class Tokenizer(Protocol):
    """What is changed of spaCy's tokenizer (https://spacy.io/api/tokenizer)."""

    rules: dict[str, list[dict[int | str, str]]]
    infix_finditer: Callable[[str], Iterable[re.Match[str]]]
    suffix_search: Callable[[str], re.Match[str] | None]


BOUND_PREFIXES = (
    "anti", "bi", "co", "counter", "cyber", "de", "ex", "extra", "hyper", "inter", "intra", "macro", "mega", "meta",
    "micro", "mid", "mini", "mono", "multi", "neo", "non", "para", "pre", "pro", "proto", "pseudo", "re", "semi", "sub",
    "super", "supra", "trans", "tri", "ultra", "un",
    "Anti", "Co", "Counter", "Ex", "Inter", "Mid", "Multi", "Non", "Pre", "Pro", "Re", "Semi", "Sub", "Trans", "Ultra",
)  # fmt: skip
"""Prefixes that UD English leaves attached to their word (as capitals only where no name begins so: "Un-gyong")."""

ABBREVIATIONS = (
    "al.", "Ft.", "Adm.", "Amb.", "Brig.", "Capt.", "Cmdr.", "Col.", "Cpl.", "Gen.", "Gov.", "Hon.", "Lt.",
    "Maj.", "Messrs.", "Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "Rep.", "Reps.", "Rev.", "Sen.", "Sens.", "Sgt.", "St.",
    "Jan.", "Feb.", "Mar.", "Apr.", "Jun.", "Jul.", "Aug.", "Sep.", "Sept.", "Oct.", "Nov.", "Dec.",
    "Co.", "Corp.", "Inc.", "Ltd.", "Bros.", "Jr.", "Sr.", "vs.", "U.S.", "U.N.", "U.K.", "E.U.", "U.A.E.",
)  # fmt: skip
"""Words that keep their full stop."""

LETTER = r"[^\W\d_]"
DASH_BETWEEN_LETTERS = "(?:-|–|—|--|---|——|~)(?="
"""How spaCy's own rule for dashes can be recognised among its infixes."""


def tune_tokenizer(nlp: Language) -> None:
    """Change the tokenizer of an English pipeline, in place, to split as UD English does."""
    tokenizer = cast("Tokenizer", nlp.tokenizer)
    defaults = nlp.Defaults
    bound = "".join(f"(?<!\\b{prefix})" for prefix in BOUND_PREFIXES)
    infixes = [infix for infix in _texts(defaults.infixes) if DASH_BETWEEN_LETTERS not in infix]
    infixes += [
        r"(?<=[^\W_])(?:–|—|--|---|——|~)(?=[^\W_])",
        rf"{bound}(?<=[^\W_])-(?={LETTER})",
        rf"(?<={LETTER}{LETTER})-(?=\d)",
        r"(?<=\b[A-Z])-(?=\d)",
        rf"(?<=[A-Z]\.)-(?={LETTER})",
    ]
    suffixes = [r"[!?]{2,}", *_texts(defaults.suffixes)]
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    tokenizer.suffix_search = compile_suffix_regex(suffixes).search
    tokenizer.rules = {
        **{form: case for form, case in tokenizer.rules.items() if form not in {"and/or", "e-mail"}},
        **{form: [{"ORTH": form}] for form in ABBREVIATIONS},
        **{form: [{"ORTH": form[:3]}, {"ORTH": form[3:]}] for form in ("wanna", "Wanna")},
        **{form: [{"ORTH": form}] for form in ("e-mail", "E-mail", "e-mails", "re-elected", "no-one")},
    }


def _texts(patterns: Sequence[str | re.Pattern[str]] | None) -> list[str]:
    return [pattern if isinstance(pattern, str) else pattern.pattern for pattern in patterns or ()]
