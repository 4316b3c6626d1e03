"""Named repairs of words that stand right beside what they belong to and that the parser hangs further off.

Each takes the :class:`~kg.extraction.tree.Tree` of a sentence and changes it; ``kg.extraction.repairs`` lists them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction.human_nouns import is_human_noun
from kg.extraction.journey_words import JOURNEYS
from kg.extraction.needs import needs
from kg.extraction.wordlists import ENVOYS, ROLE_NOUNS

if TYPE_CHECKING:
    from kg.extraction.tree import Tree

_NOUNS: Final = ("NOUN", "PROPN")
_DASHES: Final = frozenset("-–‑")
_OFFICE_TAILS: Final = frozenset("general elect designate".split())
_PERSONAL: Final = frozenset(("whom",))
_TURNED: Final = ("advcl", "ccomp", "parataxis", "dep", "conj")
# What somebody says or writes: "said in a letter", never "a tanker in a letter".
_UTTERANCES: Final = frozenset("letter message note telegram cable statement communique email memo".split())
_BEARERS: Final = frozenset(
    "letter message note telegram cable missive reply response invitation appeal report statement".split()
)
_OF_LETTERS: Final = frozenset("addressed signed dated written".split())
# What leads somewhere by itself: "returned from a trip to X".
_WAYS: Final = JOURNEYS | {"flight", "transfer", "road", "way"}
# Offices that are held towards somebody: "the ambassador to X", "an adviser to Y".
_POSTED: Final = frozenset(
    "ambassador envoy adviser advisor aide representative delegate counsel counsellor deputy assistant "
    "secretary successor heir predecessor attache candidate commissioner".split()
)


@needs(_OFFICE_TAILS, _DASHES)
def office_cut_by_hyphen(tree: Tree) -> None:
    """For "the Secretary-General, X" with the office in three pieces: its last word heads it."""
    for dash in range(1, len(tree) - 1):
        office, tail = dash - 1, dash + 1
        pieces = (office, dash, tail)
        name = tree.heads[tail]
        if tree.lower[dash] in _DASHES and tree.lower[tail] in _OFFICE_TAILS and _is_cut_from_name(tree, office, tail):
            tree.move(name, head=tree.heads[office], deprel=tree.deprels[office])
            for child in tree.children(office):
                tree.move(child, head=name, deprel=tree.deprels[child])
            tree.move(office, head=name, deprel="nmod:desc")
            tree.move(dash, head=name, deprel="nmod:desc")
            continue
        if tree.lower[dash] not in _DASHES or tree.lower[tail] not in _OFFICE_TAILS:
            continue
        if tree.deprels[tail] == "fixed" and tree.heads[name] > tail and name not in pieces:
            # "to Secretary-General X", with "to ... General" read as one preposition
            for one in pieces:
                tree.move(one, head=tree.heads[name], deprel="nmod:desc")
            continue
        if tree.tokens[office].lemma.lower() not in ROLE_NOUNS or any(
            tree.is_a(one, "nmod:desc") and tree.heads[one] not in pieces for one in pieces
        ):
            continue
        outside = [one for one in pieces if tree.heads[one] not in pieces]
        if outside != [tail]:
            for one in (office, dash):
                tree.raise_over(tail, one)
            if tree.heads[tail] not in pieces and outside and outside[0] != tail and tree.heads[outside[0]] != tail:
                tree.move(tail, head=tree.heads[outside[0]], deprel=tree.deprels[outside[0]])
        for one in (office, dash):
            for child in tree.children(one):
                if child not in pieces:
                    tree.move(child, head=tail, deprel=tree.deprels[child])
        tree.move(office, head=tail, deprel="compound")
        tree.move(dash, head=tail, deprel="compound")


def _is_cut_from_name(tree: Tree, office: int, tail: int) -> bool:
    """Whether the office hangs elsewhere than its last word, which is the title of a name."""
    name, above = tree.heads[tail], tree.heads[office]
    if tree.deprels[tail] != "nmod:desc" or name <= tail or above < 0 or tree.under(above, name):
        return False
    return tree.tokens[office].lemma.lower() in ROLE_NOUNS and not tree.under(name, office)


@needs(("obj",))
def subject_read_as_object(tree: Tree) -> None:
    """For "the council this morning imposed a fine" with two objects: the one before the verb is who did it."""
    for verb in tree.heads_of("obj"):
        if tree.tokens[verb].upos != "VERB":
            continue
        objects = tree.children(verb, "obj")
        if len(objects) < 2 or tree.children(verb, "nsubj"):
            continue
        first = objects[0]
        if first < verb < objects[1] and tree.in_name(first) and not tree.is_passive(verb):
            tree.deprels[first] = "nsubj"


@needs(("advcl",), ("by",))
def participle_after_noun(tree: Tree) -> None:
    """For "is under an embargo imposed by X" with the participle hung on "is": it tells of the noun before it."""
    for clause in tree.having("advcl", start=1):
        noun = clause - 1
        if tree.deprels[clause] != "advcl" or tree.tokens[clause].upos != "VERB" or tree.tokens[noun].upos == "PROPN":
            continue
        if not tree.is_past_participle(clause) or tree.children(clause, "nsubj", "aux", "mark", "advmod"):
            continue
        agents = [one for one in tree.children(clause, "obl") if tree.case(one) == "by"]
        if agents and tree.heads[noun] == tree.heads[clause] and tree.is_a(noun, "obj", "obl", "nmod"):
            tree.move(clause, head=noun, deprel="acl")


@needs(("acl",), ("NOUN",))
def participle_of_noun_before(tree: Tree) -> None:
    """For "hopes for progress at talks expected soon" with the participle hung on "hopes": it tells of the talks.

    Only a noun takes such a clause; the one right before it does.
    """
    for clause in tree.having("acl", start=1):
        noun, head = clause - 1, tree.heads[clause]
        if tree.deprels[clause] != "acl" or not 0 <= head < noun or tree.tokens[head].upos not in ("VERB", "AUX"):
            continue
        if tree.tokens[noun].upos != "NOUN" or not tree.is_past_participle(clause):
            continue
        if not tree.children(clause, "nsubj", "aux", "mark"):
            tree.move(clause, head=noun, deprel="acl")


@needs(_PERSONAL)
def whom_read_apart(tree: Tree) -> None:
    """For "called on X, to whom he gave Y" with a clause of its own: it is told of the name before it."""
    for index in range(2, len(tree)):
        clause = tree.heads[index]
        if tree.lower[index] not in _PERSONAL or clause < index or not tree.is_a(clause, *_TURNED):
            continue
        before = index - 1
        while before >= 0 and (tree.deprels[before] == "case" or tree.lower[before] == ","):
            before -= 1
        while before >= 0 and tree.is_a(before, "flat", "appos", "punct") and tree.heads[before] >= 0:
            before = tree.heads[before]
        if before >= 0 and tree.tokens[before].upos in _NOUNS and not tree.under(before, clause):
            tree.move(clause, head=before, deprel="acl:relcl")


@needs(("a", "an"), ("obl", "appos"), ("det",), (",",))
def object_after_phrase(tree: Tree) -> None:
    """For "imposed on X, as from May, a ban" with the ban read as a bare adverbial: it is the object."""
    for thing in tree.having("obl", "appos"):
        verb = tree.heads[thing]
        if verb < 0 or tree.case(thing) or tree.is_time(thing):
            continue
        articles = [one for one in tree.children(thing, "det") if tree.lower[one] in ("a", "an")]
        if not articles or tree.tokens[thing].upos != "NOUN":
            continue
        if tree.is_a(thing, "appos"):
            holder, verb = verb, tree.heads[verb]
            if verb < 0 or not tree.is_a(holder, "obl", "nsubj") or not tree.in_name(holder):
                continue
            if tree.tokens[thing].lemma.lower() not in _BEARERS:
                continue
        before = tree.lower[articles[0] - 1] if articles[0] else ""
        filled = [one for one in tree.children(verb, "obj", "ccomp", "cop") if tree.lower[one] != "that"]
        told = not filled and not tree.is_passive(verb)
        if before == "," and verb < thing and tree.tokens[verb].upos == "VERB" and told:
            tree.move(thing, head=verb, deprel="obj")


@needs(_OF_LETTERS, ("ccomp",))
def object_read_as_clause(tree: Tree) -> None:
    """For "handed X a letter addressed to Y" with the letter doing the addressing: it is what is handed."""
    for clause in range(len(tree)):
        verb = tree.heads[clause]
        if tree.deprels[clause] != "ccomp" or tree.lower[clause] not in _OF_LETTERS or not 0 <= verb < clause:
            continue
        if tree.children(clause, "aux", "mark", "obj") or tree.children(verb, "obj"):
            continue
        for thing in tree.children(clause, "nsubj"):
            if verb < thing and tree.tokens[thing].lemma.lower() in _BEARERS and tree.children(thing, "det"):
                tree.raise_over(thing, clause)
                tree.deprels[thing] = "obj"
                tree.deprels[clause] = "acl"
                break


@needs(ENVOYS, ("PERSON",), ("conj", "appos"))
def name_after_envoy(tree: Tree) -> None:
    """For "an envoy of X, Y, who came" with Y joined to X: Y is who the envoy is."""
    for index in tree.having("conj", "appos"):
        sender = tree.heads[index]
        if not 0 <= sender < index or sender not in tree.persons:
            continue
        noun = tree.heads[sender]
        if index not in tree.persons or tree.case(sender) not in ("of", "from") or noun < 0:
            continue
        if tree.tokens[noun].lemma.lower() not in ENVOYS or tree.children(index, "cc") or tree.children(noun, "appos"):
            continue
        if tree.lower[sender:index].count(",") == 1 and not tree.children(sender, "cc"):
            tree.move(index, head=noun, deprel="appos")


@needs(("by",), ("acl",), ("nmod", "obl"))
def agent_of_participle(tree: Tree) -> None:
    """For "came in a letter conveyed on Monday by X" with "by X" hung higher: X conveyed it."""
    for index in tree.having("nmod", "obl"):
        top = tree.heads[index]
        if tree.case(index) != "by" or top < 0 or tree.is_time(index):
            continue
        for clause in range(index - 1, top, -1):
            if tree.deprels[clause] != "acl" or not tree.is_past_participle(clause) or not tree.under(clause, top):
                continue
            if not any(tree.case(one) == "by" for one in tree.children(clause)):
                tree.move(index, head=clause, deprel="obl:agent")
            break


@needs(("by",), ("acl",), ("nmod",))
def agent_on_person(tree: Tree) -> None:
    """For "a fine slapped on X's son by Y was lifted" with "by Y" hung on the son: nobody is by somebody."""
    for index in tree.having("nmod"):
        person = tree.heads[index]
        if tree.case(index) != "by" or not 0 <= person < index or not tree.in_name(index):
            continue
        clause = tree.heads[person]
        human = person in tree.persons or is_human_noun(tree.tokens[person].lemma.lower(), tree.tokens[person].form)
        if not human or clause < 0 or tree.deprels[clause] != "acl" or not tree.is_past_participle(clause):
            continue
        if not any(tree.case(one) == "by" for one in tree.children(clause)):
            tree.move(index, head=clause, deprel="obl:agent")


@needs(("from",), ("to",), ("nmod",))
def phrase_of_addressee(tree: Tree) -> None:
    """For "a message from the president to X" with "to X" hung on the president: the message goes to X."""
    for index in tree.having("nmod"):
        sender = tree.heads[index]
        if tree.case(index) != "to" or not 0 <= sender < index:
            continue
        thing = tree.heads[sender]
        if tree.case(sender) != "from" or thing < 0 or tree.tokens[thing].upos not in (*_NOUNS, "VERB"):
            continue
        if tree.tokens[sender].lemma.lower() not in _POSTED | _WAYS:
            tree.move(index, head=thing, deprel="nmod" if tree.tokens[thing].upos in _NOUNS else "obl")


@needs(("dated",), ("acl",))
def phrase_after_date(tree: Tree) -> None:
    """For "a letter dated 4 May from X to Y" with the phrases hung on the date: they belong to the letter."""
    for clause in range(1, len(tree)):
        thing = tree.heads[clause]
        if tree.lower[clause] != "dated" or not 0 <= thing < clause or not tree.is_a(clause, "acl"):
            continue
        for index in range(clause + 1, len(tree)):
            inside = tree.case(index) in ("from", "to") and tree.under(index, clause)
            if inside and not tree.is_time(index) and tree.tokens[index].upos in _NOUNS:
                tree.move(index, head=thing, deprel="nmod")


@needs(_UTTERANCES, ("nmod",), ("in",))
def utterance_on_thing(tree: Tree) -> None:
    """For "condemned the raid on the ship in a letter to X" with the letter hung on the ship: it goes with the verb."""
    for index in tree.having("nmod"):
        noun = tree.heads[index]
        if tree.case(index) != "in" or not 0 <= noun < index:
            continue
        if tree.tokens[index].lemma.lower() not in _UTTERANCES or tree.tokens[noun].lemma.lower() in _BEARERS:
            continue
        verb = noun
        while verb >= 0 and tree.tokens[verb].upos not in ("VERB", "AUX"):
            verb = tree.heads[verb]
        if 0 <= verb < noun:
            tree.move(index, head=verb, deprel="obl")


@needs(("conj",), ("by",), ("acl",))
def list_after_agent(tree: Tree) -> None:
    """For "X, backed by A, B and C, did" with B and C read as more of X: they do it with A."""
    for index in tree.having("conj"):
        head, at = tree.heads[index], index - 1
        while at > head and tree.heads[at] == index and tree.lower[at] != ",":
            at -= 1
        if not 0 <= head < at or tree.lower[at] != ",":
            continue
        agent = at - 1
        while agent > head and tree.case(agent) != "by" and head < tree.heads[agent]:
            agent = tree.heads[agent]
        if agent <= head or tree.case(agent) != "by" or not (tree.in_name(agent) and tree.in_name(index)):
            continue
        told = [one for one in tree.children(head, "acl") if head < one < agent]
        if told:
            tree.move(index, head=agent, deprel="conj")
