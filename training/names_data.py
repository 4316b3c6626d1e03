"""Gold documents for the name model, with name substitution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training.conllu import NamedSentence
from training.lists import draw_person, load_organizations, load_places, load_states

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

LONGEST_GROUP = 4
"""Sentences of one document joined at most."""

SHARES = {"PERSON": 0.5, "LOC": 0.35, "ORG": 0.35}
"""Share of the names of a kind that are replaced in the second copy of a document."""

LISTED_SHARE = {"PERSON": 0.7, "LOC": 0.4, "ORG": 0.3}
"""Of the replaced names, the share drawn from our lists; the rest comes from the corpora themselves.

Made-up names for persons alone would teach that an unknown name is a person.
"""

DOUBT = "?"
"""Label of a stretch that may or may not be a name: the name model learns nothing from it."""

Pools = dict[str, list[str]]


def pool_names(groups: Sequence[Sequence[NamedSentence]]) -> Pools:
    """All different names of the corpora by label, in order of spelling."""
    names: dict[str, set[str]] = {label: set() for label in SHARES}
    for sentence in (sentence for group in groups for sentence in group):
        for start, end, label in sentence.names:
            if label == DOUBT:
                continue
            names[label].add(sentence.text[start:end])
    return {label: sorted(entries) for label, entries in names.items()}


def substitute_names(sentence: NamedSentence, pools: Pools, *, rng: random.Random) -> NamedSentence:
    """The sentence with other names in place of some of its own."""
    text = ""
    names: list[tuple[int, int, str]] = []
    position = 0
    for start, end, label in sentence.names:
        surface = sentence.text[start:end]
        if label != DOUBT and rng.random() < SHARES[label]:
            surface = _draw(surface, label, pools, rng=rng)
        text += sentence.text[position:start]
        names.append((len(text), len(text) + len(surface), label))
        text += surface
        position = end
    return NamedSentence(text=text + sentence.text[position:], names=tuple(names))


def _draw(surface: str, label: str, pools: Pools, *, rng: random.Random) -> str:
    if rng.random() >= LISTED_SHARE[label]:
        return rng.choice(pools[label])
    if label == "PERSON":
        full, short = draw_person(rng)
        return full if " " in surface else short
    if label == "LOC":
        state = rng.choice(load_states())
        return rng.choice((state.capital, state.name.removeprefix("the "), rng.choice(load_places("cities"))))
    section = rng.choice(("bodies", "agencies", "companies", "groups", "media"))
    return rng.choice(load_organizations(section)).removeprefix("the ")


def join_named(group: Sequence[NamedSentence]) -> NamedSentence:
    """Several sentences as one, a space between them."""
    text = ""
    names: list[tuple[int, int, str]] = []
    for sentence in group:
        text += " " if text else ""
        names += [(start + len(text), end + len(text), label) for start, end, label in sentence.names]
        text += sentence.text
    return NamedSentence(text=text, names=tuple(names))


def to_named_doc(sentence: NamedSentence, nlp: Language) -> Doc:
    """A gold document tokenized by our tokenizer; a name that cuts a token grows to it, doubt leaves its words open."""
    doc = nlp.make_doc(sentence.text)
    taken: set[int] = set()
    spans = []
    for start, end, label in sentence.names:
        span = doc.char_span(start, end, label=label, alignment_mode="expand")
        if span is not None and not taken.intersection(range(span.start, span.end)):
            taken.update(range(span.start, span.end))
            spans.append(span)
    doubts = [span for span in spans if span.label_ == DOUBT]
    doc.set_ents([span for span in spans if span.label_ != DOUBT], missing=doubts)
    return doc


def to_named_docs(
    groups: Sequence[Sequence[NamedSentence]], nlp: Language, *, rng: random.Random, curly_share: float = 0.4
) -> list[Doc]:
    """Documents of 1 to `LONGEST_GROUP` neighbouring sentences, each as it is and once with other names."""
    pools = pool_names(groups)
    docs = []
    for sentences in groups:
        position = 0
        while position < len(sentences):
            size = rng.randint(1, LONGEST_GROUP)
            group = sentences[position : position + size]
            position += size
            docs.append(to_named_doc(_curl(join_named(group), rng, curly_share), nlp))
            if any(sentence.names for sentence in group):
                changed = [substitute_names(sentence, pools, rng=rng) for sentence in group]
                docs.append(to_named_doc(_curl(join_named(changed), rng, curly_share), nlp))
    return docs


def _curl(sentence: NamedSentence, rng: random.Random, share: float) -> NamedSentence:
    if rng.random() >= share:
        return sentence
    letters = list(sentence.text.replace("'", "’"))
    opening = True
    for place, letter in enumerate(letters):
        if letter == '"':
            letters[place] = "“" if opening else "”"
            opening = not opening
    return NamedSentence(text="".join(letters), names=sentence.names)
