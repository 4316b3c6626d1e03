"""The name corpora: UNER, Re-DocRED, CrossNER, Wikigold and the named mentions of GUM as sentences with names.

Labels are PERSON, ORG and LOC everywhere; what a corpus calls otherwise is mapped or left out.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, TypedDict

from training.conllu import NamedSentence, Tree, read_iob2, to_named
from training.lists import load_keyed, load_states
from training.treebanks import load_gum_train

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

CROSSNER_LABELS = {
    "person": "PERSON", "politician": "PERSON", "writer": "PERSON", "researcher": "PERSON", "scientist": "PERSON",
    "musicalartist": "PERSON", "organisation": "ORG", "politicalparty": "ORG", "university": "ORG", "band": "ORG",
    "country": "LOC", "location": "LOC",
}  # fmt: skip
SHORT_LABELS = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}
GUM_LABELS = {"person": "PERSON", "organization": "ORG", "place": "LOC"}

REDOCRED_HELD_OUT = 60
"""Documents at the end of Re-DocRED's test file that are never trained on."""

NO_SPACE_BEFORE = frozenset({",", ".", ";", ":", "!", "?", ")", "]", "%", "'s", "’s", "n't", "'ll", "'re", "'ve", "'d"})
NO_SPACE_AFTER = frozenset({"(", "[", "$", "£", "€"})


def join_tokens(forms: Sequence[str]) -> str:
    """Running text from tokens, with the spaces English print has: a lone hyphen glues, quotes alternate."""
    text = ""
    glue = True
    quoted = False
    for form in forms:
        if form == '"':
            text += form if glue or quoted else " " + form
            glue = quoted = not quoted
            continue
        text += form if glue or form in NO_SPACE_BEFORE or form == "-" else " " + form
        glue = form in NO_SPACE_AFTER or form == "-"
    return text


def to_sentence(tokens: Sequence[str], tags: Sequence[str]) -> NamedSentence:
    """A sentence from tokens and B-/I-/O tags."""
    forms = list(tokens)
    return to_named(forms, list(tags), join_tokens(forms))


def load_crossner(path: Path) -> Iterator[NamedSentence]:
    """One CrossNER file: `form TAB tag` lines, sentences parted by empty lines."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if "\t" in line]
        if rows:
            yield to_sentence([row[0] for row in rows], [_map_tag(row[1], CROSSNER_LABELS) for row in rows])


def load_wikigold(path: Path) -> Iterator[NamedSentence]:
    """Wikigold: `form tag` lines with I- tags only."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.rsplit(" ", 1) for line in block.splitlines() if " " in line and "DOCSTART" not in line]
        if rows:
            yield to_sentence([row[0] for row in rows], [_map_tag(row[1], SHORT_LABELS) for row in rows])


def _map_tag(tag: str, labels: dict[str, str]) -> str:
    prefix, _, label = tag.partition("-")
    return f"{prefix}-{labels[label]}" if label in labels else "O"


def load_uner(path: Path) -> list[NamedSentence]:
    """One UNER file with our labels."""
    return [
        NamedSentence(
            text=sentence.text,
            names=tuple((start, end, SHORT_LABELS[label]) for start, end, label in sentence.names),
        )
        for _, sentence in read_iob2(path.read_text(encoding="utf-8").splitlines())
    ]


class RedMention(TypedDict):
    """A mention of Re-DocRED: token offsets in its sentence."""

    pos: list[int]
    sent_id: int
    type: str


class RedDocument(TypedDict):
    """A document of Re-DocRED: tokenized sentences, and for each entity its mentions."""

    sents: list[list[str]]
    vertexSet: list[list[RedMention]]


def load_redocred(path: Path) -> list[list[NamedSentence]]:
    """Re-DocRED, one list of sentences a document; demonyms, which it tags as places, are left out."""
    documents: list[RedDocument] = json.loads(path.read_text(encoding="utf-8"))
    demonyms = {state.adjective for state in load_states()}
    return [_red_sentences(document, demonyms) for document in documents]


def _red_sentences(document: RedDocument, demonyms: set[str]) -> list[NamedSentence]:
    tags = [["O"] * len(sentence) for sentence in document["sents"]]
    for mention in (mention for entity in document["vertexSet"] for mention in entity):
        label = SHORT_LABELS.get(mention["type"])
        first, last = mention["pos"]
        row = tags[mention["sent_id"]]
        surface = " ".join(document["sents"][mention["sent_id"]][first:last])
        if label is None or is_demonym(surface, label, demonyms) or any(tag != "O" for tag in row[first:last]):
            continue
        row[first:last] = [f"B-{label}", *[f"I-{label}"] * (last - first - 1)]
    return [to_sentence(sentence, row) for sentence, row in zip(document["sents"], tags, strict=True) if sentence]


def is_demonym(surface: str, label: str, demonyms: set[str]) -> bool:
    """Whether what a corpus calls a place is the adjective of one."""
    if label != "LOC":
        return False
    return surface in demonyms or re.fullmatch(r"[A-Z]\w+(ian|ese|ish|ans|ians|ic)s?", surface) is not None


def load_gum_names(corpora: Path) -> list[NamedSentence]:
    """Named mentions of GUM's open genres: the head of a mention with its flat and compound parts."""
    countries = {state.name.removeprefix("the ") for state in load_states()}
    return [_gum_names(tree, countries) for tree in load_gum_train(corpora)]


OFFICES = frozenset({
    "Emperor", "Professor", "Justice", "Madam", "Miss", "Lord", "Lady", "Earl", "Protector", "Speaker", "Fellow", "Ms",
    "Mr", "Mrs", "Sir", "Reverend", "Father", "Duke", "GEN.", "Command", "Mayor", "Bishop", "Captain", "Officer",
})  # fmt: skip
"""Words for offices in the treebank that `titles.txt` lacks."""

INSTITUTION = re.compile(r"\b(University|College|Institute|Ministry|Party|Association|Society|Museum of|Bank)\b")
MENTION = re.compile(r"\((?P<open>\d+)-(?P<kind>[a-z]+)-[^()]*?-cf[\d*]+-(?P<minspan>[\d,]+)-[^()|]*")


def _gum_names(tree: Tree, countries: set[str]) -> NamedSentence:
    words = tree.words
    found: list[tuple[int, int, str]] = []
    for index, word in enumerate(words):
        for match in MENTION.finditer(word.misc):
            label = GUM_LABELS.get(match["kind"])
            head = index + int(match["minspan"].split(",")[0]) - 1
            if label is None or head >= len(words):
                continue
            while words[head].deprel in {"flat", "compound", "nmod:desc"} and words[head].head >= index:
                head = words[head].head
            if words[head].upos == "PROPN":
                name = _name_span(tree, head, label, countries)
                if not (label == "PERSON" and _is_title(tree, name, head)):
                    found.append(name)
    taken: list[tuple[int, int, str]] = []
    for start, end, label in sorted(set(found), key=lambda name: (name[0] - name[1], name)):
        if all(end <= other[0] or start >= other[1] for other in taken):
            taken.append((start, end, label))
    return NamedSentence(text=tree.text, names=tuple(sorted(taken)))


def _is_title(tree: Tree, name: tuple[int, int, str], head: int) -> bool:
    """Whether a person is only called by an office ("the President") or as one of a people ("Americans")."""
    surface = tree.text[name[0] : name[1]]
    titles = {part for entries in load_keyed("titles.txt").values() for title in entries for part in title.split()}
    first = surface.split()[0]
    office = first in titles | OFFICES and (" " not in surface or " of " in surface)
    return office or tree.words[head].xpos == "NNPS"


def _name_span(tree: Tree, head: int, label: str, countries: set[str]) -> tuple[int, int, str]:
    words = tree.words
    members = {head}
    for index in range(head + 1, len(words)):
        if words[index].head in members and words[index].deprel == "flat":
            members.add(index)
    for index in range(head - 1, -1, -1):
        inside = words[index].head in members and words[index].deprel in {"compound", "amod", "flat"}
        if not (inside and words[index].xpos in {"NNP", "NNPS", "HYPH"}):
            break
        members.add(index)
    start, end = words[min(members)].start, words[_complement_end(tree, max(members), head)].end
    surface = tree.text[start:end]
    if surface in countries:
        return start, end, "LOC"
    return start, end, "ORG" if INSTITUTION.search(surface) else label


def _complement_end(tree: Tree, last: int, head: int) -> int:
    """The last word of a following "of" phrase of proper nouns ("University of Oslo"), or `last` itself."""
    rest = tree.words[last + 1 :]
    if len(rest) <= 1 or rest[0].form != "of":
        return last
    end = 2 if rest[1].form == "the" else 1
    while end < len(rest) and rest[end].xpos in {"NNP", "NNPS"}:
        end += 1
    governed = any(word.head == head and word.deprel == "nmod" for word in rest[:end])
    return last + end if governed and rest[end - 1].xpos.startswith("NNP") else last


def load_redocred_train(corpora: Path) -> list[list[NamedSentence]]:
    """The documents of Re-DocRED that are trained on."""
    rest = load_redocred(corpora / "ReDocRED/data/test_revised.json")[:-REDOCRED_HELD_OUT]
    return load_redocred(corpora / "ReDocRED/data/dev_revised.json") + rest


def load_wikigold_train(corpora: Path) -> list[NamedSentence]:
    """All of Wikigold."""
    return list(load_wikigold(corpora / "wikigold/data/wikigold/CONLL-format/data/wikigold.conll.txt"))


def load_training_names(corpora: Path) -> list[list[NamedSentence]]:
    """Everything names are trained on, as lists of neighbouring sentences."""
    groups = load_redocred_train(corpora)
    for path in sorted((corpora / "CrossNER/ner_data").glob("*/*.txt")):
        if path.parts[-2:] != ("politics", "test.txt"):
            groups.append(list(load_crossner(path)))
    groups.append(load_wikigold_train(corpora))
    groups.append(load_uner(corpora / "UNER/en_ewt-ud-dev.iob2"))
    groups.append(load_gum_names(corpora))
    return groups
