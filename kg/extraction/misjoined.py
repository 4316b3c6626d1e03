"""Named repairs of clauses, conjuncts and names that the parser joined to a farther word than the one they belong to.

They run with those of :mod:`kg.extraction.repairs`, which lists them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction.needs import needs
from kg.extraction.party_words import PARTIES

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.extraction.tree import Tree
    from kg.model import Token

_MODALS: Final = frozenset("can could may might must shall should will would".split())
_SETTING: Final = frozenset("after before while upon since without".split())
_NOUNS: Final = ("NOUN", "PROPN")
_PERSONAL: Final = frozenset("meet visit see receive host greet welcome brief".split())
_KINDS: Final = frozenset(
    "company firm group bank giant agency conglomerate major operator maker movement faction".split()
)
_LEADING: Final = frozenset(("lead", "head"))
_BESIDE: Final = ("case", "det", "nmod", "amod", "nummod", "punct")


@needs(("conj",), _MODALS | {"to"})
def past_joined_to_infinitive(tree: Tree) -> None:
    """For "noted that Peru can never buy arms and briefed Y" with "briefed" hung on "buy": who noted it briefed Y.

    What follows "can" or "to" is a bare infinitive; a past tense goes on from the nearest past tense before it.
    """
    for index in tree.having("conj"):
        verb = tree.heads[index]
        token = tree.tokens[index]
        if not 0 <= verb < index or not _is_past(token) or token.form.lower() == token.lemma.lower():
            continue
        if tree.children(index, "nsubj", "aux", "cop", "expl", "mark") or tree.is_passive(verb):
            continue
        helped = any(tree.lower[child] in _MODALS for child in tree.children(verb, "aux"))
        if not (helped or "to" in tree.marks(verb)) or tree.lower[verb] != tree.tokens[verb].lemma.lower():
            continue
        for above in tree.ancestors(verb):
            if _is_past(tree.tokens[above]) and tree.children(above, "nsubj"):
                tree.move(index, head=above, deprel="conj")
                break


def _is_past(token: Token) -> bool:
    """Whether a verb stands in the past tense, and is no participle."""
    finite = token.feat("Tense") == "Past" and token.feat("VerbForm") == "Fin"
    return token.upos == "VERB" and (token.xpos == "VBD" or finite)


@needs(("ccomp",), _SETTING)
def setting_read_as_content(tree: Tree) -> None:
    """For "X said, after meeting Y" with the meeting read as what X said: it sets the time of saying."""
    for clause in tree.having("ccomp"):
        opening = _SETTING.intersection(tree.marks(clause))
        if opening and tree.lower[clause].endswith("ing") and not tree.children(clause, "nsubj", "aux", "cop"):
            tree.deprels[clause] = "advcl"


@needs(("by",), ("acl",), ("mark",))
def means_read_as_description(tree: Tree) -> None:
    """For "marked the victory over X by dining with Y" with the dining hung on X: it is how the victory was marked."""
    for clause in tree.having("acl"):
        noun = tree.heads[clause]
        if noun < 0 or "by" not in tree.marks(clause) or not tree.lower[clause].endswith("ing"):
            continue
        verb = tree.heads[noun]
        while verb >= 0 and tree.tokens[verb].upos in _NOUNS and tree.is_a(verb, "obj", "obl", "nmod"):
            verb = tree.heads[verb]
        if verb >= 0 and tree.tokens[verb].upos == "VERB" and tree.is_a(noun, "obj", "obl", "nmod"):
            tree.move(clause, head=verb, deprel="advcl")


@needs(("whom",), ("acl:relcl",), ("PERSON",))
def whom_of_nearest_person(tree: Tree) -> None:
    """For "an aide of X, with whom Y met" with the clause hung on the aide: Y met the one named right before."""
    for word in range(3, len(tree)):
        if tree.lower[word] != "whom":
            continue
        before = min((word, *tree.children(word, "case"))) - 1
        before -= tree.lower[before] == ","
        clause = next((node for node in tree.ancestors(word) if tree.deprels[node] == "acl:relcl"), -1)
        if clause < 0 or before < 0 or tree.tokens[before].upos != "PROPN":
            continue
        name = before
        while tree.is_a(name, "flat") and 0 <= tree.heads[name] < name:
            name = tree.heads[name]
        noun = tree.heads[clause]
        apart = name in tree.persons and name != noun and noun not in tree.persons and tree.under(name, noun)
        if apart and tree.is_a(name, "nmod"):
            tree.move(clause, head=name, deprel="acl:relcl")


@needs(("obj",), ("appos",), _PERSONAL)
def body_before_its_people(tree: Tree) -> None:
    """For "met Andean Union (AU) diplomats" with the union and the diplomats as two objects: they are the union's."""
    for verb in tree.heads_of("obj"):
        objects = tree.children(verb, "obj")
        if len(objects) != 2 or tree.tokens[verb].lemma.lower() not in _PERSONAL:
            continue
        body, people = objects
        if not verb < body or body in tree.persons or tree.tokens[body].upos != "PROPN" or tree.children(people, "det"):
            continue
        between = range(body + 1, people)
        short = [child for child in tree.children(body, "appos") if child in between]
        if tree.tokens[people].upos == "NOUN" and short and all(tree.under(at, body) for at in between):
            tree.move(body, head=people, deprel="compound")


@needs(_KINDS, ("appos",))
def name_after_kind(tree: Tree) -> None:
    """For "in the capital for talks with the oil group X" with X as another name of the capital: the group is X."""
    for name in tree.having("appos", start=1):
        first = min((name, *tree.children(name, "compound", "flat", "det", "amod")))
        kind, above = first - 1, tree.heads[name]
        if kind < 0 or kind == above or tree.tokens[name].upos != "PROPN" or tree.tokens[kind].upos != "NOUN":
            continue
        if tree.tokens[kind].lemma.lower() in _KINDS and tree.under(kind, above) and not tree.children(kind, "appos"):
            tree.move(name, head=kind, deprel="appos")


@needs(("xcomp", "obj", "ccomp"), ("case",), ("nmod:poss", "det"))
def participle_before_its_noun(tree: Tree) -> None:
    """For "after X's planned two-day visit" with "planned" read as what the clause tells: the visit is planned."""
    for noun in tree.having("xcomp", "obj", "ccomp"):
        word = tree.heads[noun]
        if not 0 <= word < noun or tree.tokens[noun].upos != "NOUN" or tree.tokens[word].upos != "VERB":
            continue
        owners = [child for child in tree.children(word) if tree.deprels[child] in ("nmod:poss", "det")]
        if not owners or not tree.case(word) or max(owners) > word or tree.lower[word].endswith("ing"):
            continue
        if tree.children(word, "nsubj", "aux", "cop", "mark") or tree.children(noun, "case", "mark", "det"):
            continue
        relation = tree.bases[word]
        if not all(tree.under(at, noun) for at in range(word + 1, noun)) or not tree.raise_over(noun, word):
            continue
        tree.deprels[word] = "amod"
        tree.deprels[noun] = "obl" if relation in ("advcl", "xcomp") else "nmod" if relation == "acl" else relation
        for child in tree.children(word):
            if (tree.is_a(child, *_BESIDE) and child < word) or child > noun:
                tree.move(child, head=noun, deprel=tree.deprels[child])


@needs(_LEADING, ("acl", "advcl"), ("by",), PARTIES)
def leader_of_delegation(tree: Tree) -> None:
    """For "a delegation flew to Lima, headed by X" with the heading told of Lima or the flight: X heads it."""
    for clause in tree.having("acl", "advcl", start=1):
        above = tree.heads[clause]
        if above < 0 or tree.tokens[clause].lemma.lower() not in _LEADING or tree.lower[clause - 1] != ",":
            continue
        if tree.children(clause, "nsubj", "aux", "mark") or not any(
            tree.case(child) == "by" for child in tree.children(clause, "obl")
        ):
            continue
        stray = above in tree.places or tree.is_time(above) or tree.tokens[above].upos == "VERB"
        groups = [
            at for at in range(clause) if tree.tokens[at].lemma.lower() in PARTIES and tree.tokens[at].upos == "NOUN"
        ]
        if stray and groups:
            tree.move(clause, head=groups[-1], deprel="acl")


@needs(("fixed",), ("case",), ("PERSON",))
def owner_read_as_preposition(tree: Tree) -> None:
    """For "following X's visit" with X read as a part of the preposition: the visit is X's."""
    for name in tree.having("fixed", start=1):
        preposition = tree.heads[name]
        noun = tree.heads[preposition] if preposition >= 0 else -1
        if name in tree.persons and noun > name and tree.is_a(preposition, "case"):
            tree.move(name, head=noun, deprel="nmod:poss")


MISJOINED: Final[tuple[tuple[str, Callable[[Tree], None]], ...]] = (
    ("past-joined-to-infinitive", past_joined_to_infinitive),
    ("setting-read-as-content", setting_read_as_content),
    ("means-read-as-description", means_read_as_description),
    ("whom-of-nearest-person", whom_of_nearest_person),
    ("body-before-its-people", body_before_its_people),
    ("name-after-kind", name_after_kind),
    ("participle-before-its-noun", participle_before_its_noun),
    ("leader-of-delegation", leader_of_delegation),
    ("owner-read-as-preposition", owner_read_as_preposition),
)
"""In the order in which they run."""
