"""Named repairs of clauses whose verb the parser put in the wrong place.

They run with those of :mod:`kg.extraction.repairs`, which lists them.
"""

from __future__ import annotations

from typing import Final

from kg.extraction.needs import needs
from kg.extraction.tree import Tree
from kg.extraction.wordlists import LENGTHS, REFLEXIVES, RELATIVE_PRONOUNS, REPORTING, ROLE_NOUNS, SAYING

_BETWEEN: Final = frozenset("last first also later already never twice once often recently previously only".split())
_PASSED_OVER: Final = _BETWEEN | REFLEXIVES
TIMES: Final = frozenset("time occasion moment".split())
_TAKING_THAT: Final = REPORTING | {"deny"}
_PASSING: Final = frozenset("end begin start open close conclude last run collapse resume finish".split())
_OFFICES: Final = ROLE_NOUNS | {"member"}
_ASIDES: Final = ("obj", "nmod", "obl", "dep", "parataxis")
_PARTICIPLES: Final = ("ed", "en", "nt", "wn", "ght")


@needs(("having",), ("nsubj",), ("aux",))
def report_read_as_subject(tree: Tree) -> None:
    """For "X denies having visited Lima" with "denies" read as what has visited: X denies it."""
    for having in range(1, len(tree)):
        verb, report = tree.heads[having], having - 1
        if tree.lower[having] != "having" or tree.heads[report] != verb or not tree.is_a(report, "nsubj"):
            continue
        if tree.tokens[report].upos == "VERB" and tree.children(report, "nsubj") and tree.raise_over(report, verb):
            tree.deprels[verb] = "ccomp"


@needs(("obl", "nmod"), ("cop",), ("mark", "where"), ("nsubj",))
def clause_read_as_phrase(tree: Tree) -> None:
    """For "while Y was in Lima" hung as the phrase "in Lima": what has a subject and a copula is a clause."""
    for index in tree.having("obl", "nmod"):
        where = any(tree.lower[child] == "where" for child in tree.children(index, "advmod"))
        if tree.children(index, "cop") and tree.children(index, "nsubj") and (where or tree.children(index, "mark")):
            tree.deprels[index] = "advcl"


@needs(("xcomp", "ccomp"), ("have",))
def participle_read_as_complement(tree: Tree) -> None:
    """For "The two had last spoken in May" with "had" read as the verb: it helps the participle, which tells."""
    for index in tree.having("xcomp", "ccomp"):
        helper = tree.heads[index]
        if not 0 <= helper < index or not tree.is_past_participle(index):
            continue
        if tree.tokens[helper].lemma.lower() != "have" or tree.marks(index):
            continue
        between = range(helper + 1, index)
        if any(tree.lower[at] not in _PASSED_OVER and tree.tokens[at].upos != "ADV" for at in between):
            continue
        themselves = tree.children(helper, "obj")  # "had itself written"
        if any(tree.lower[at] not in REFLEXIVES for at in themselves) or not tree.raise_over(index, helper):
            continue
        for at in themselves:
            tree.deprels[at] = "advmod"
        tree.deprels[helper] = "aux"
        for child in tree.children(helper):
            tree.move(child, head=index, deprel=tree.deprels[child])


@needs(SAYING, ("ccomp",), ("conj",))
def clause_after_report(tree: Tree) -> None:
    """For "X will go, she said, and hopes to meet Y" with who said it as who hopes: X does."""
    for clause in tree.having("conj"):
        said = tree.heads[clause]
        if not 0 <= said < clause or tree.tokens[said].lemma.lower() not in SAYING:
            continue
        told = [child for child in tree.children(said, "ccomp") if child < said]
        if len(told) != 1 or tree.tokens[said].feat("Tense") != "Past" or tree.children(clause, "nsubj", "nsubj:pass"):
            continue
        commas = [child for child in tree.children(clause, "punct") if tree.lower[child] == ","]
        ahead = tree.children(clause, "aux") or tree.tokens[clause].feat("Tense") == "Pres"
        if commas and ahead and tree.tokens[clause].lemma.lower() not in SAYING:
            tree.move(clause, head=told[0], deprel="conj")


@needs(("that",), SAYING, ("ccomp", "advcl"))
def clause_taken_by_later_report(tree: Tree) -> None:
    """For "X denied on Monday that it had met Y, Z said" with the that-clause read as what Z said: X denied it.

    A clause that "that" opens completes the verb before it, never one that follows it.
    """
    for clause in tree.having("ccomp", "advcl"):
        said = tree.heads[clause]
        opening = [child for child in tree.children(clause, "mark") if tree.lower[child] == "that"]
        if said < clause or len(opening) != 1 or tree.tokens[said].lemma.lower() not in SAYING:
            continue
        before = [
            verb
            for verb in (*tree.children(said, "ccomp", "advcl"), tree.heads[said])
            if 0 <= verb < opening[0] and tree.tokens[verb].upos == "VERB"
        ]
        told = before[-1] if before else -1
        if told < 0 or tree.children(told, "ccomp") or not tree.children(told, "nsubj"):
            continue
        if tree.tokens[told].lemma.lower() in _TAKING_THAT:
            tree.move(clause, head=told, deprel="ccomp")


@needs(("whom",))
def whom_starts_a_clause(tree: Tree) -> None:
    """For "A, whom B last saw in Lima, agreed" with A read as who saw: B saw A, and A agreed."""
    for whom in range(2, len(tree)):
        if tree.lower[whom] != "whom" or tree.case(whom):
            continue
        noun = _head_before(tree, whom - 1)
        subject, verb = _clause_after(tree, whom)
        if noun < 0 or verb < 0 or (tree.is_a(verb, "acl") and tree.heads[verb] == noun):
            continue
        if not _free(tree, noun, verb):
            continue
        if tree.move(verb, head=noun, deprel="acl:relcl"):
            tree.move(subject, head=verb, deprel="nsubj")
            tree.move(whom, head=verb, deprel="obj")


@needs(("which",), ("case",), ("advcl", "parataxis", "conj"))
def phrase_starts_a_clause(tree: Tree) -> None:
    """For "X, on which the body is to impose a fine" read as a clause of the sentence: it tells of X."""
    for word in range(2, len(tree)):
        if tree.lower[word] != "which" or not tree.case(word):
            continue
        noun = _head_before(tree, min(tree.children(word, "case")) - 1)
        clause = tree.heads[word]
        while clause >= 0 and tree.heads[clause] > word:
            clause = tree.heads[clause]
        if noun < 0 or clause < word or not tree.is_a(clause, "advcl", "parataxis", "conj"):
            continue
        if tree.tokens[clause].upos in ("VERB", "AUX", "ADJ") and not tree.marks(clause):
            tree.move(clause, head=noun, deprel="acl:relcl")


@needs(_PASSING, ("acl:relcl",))
def which_means_an_occasion(tree: Tree) -> None:
    """For "the talks in Lima, which ended on 3 May": what ends, opens or lasts is the occasion, not the place."""
    for clause in range(2, len(tree)):
        place = tree.heads[clause]
        if tree.deprels[clause] != "acl:relcl" or tree.tokens[clause].lemma.lower() not in _PASSING:
            continue
        if place < 0 or not (place in tree.places or tree.tokens[place].upos == "PROPN"):
            continue
        if not any(tree.lower[child] in ("which", "that") for child in tree.children(clause, "nsubj")):
            continue
        noun = place - 1
        while noun >= 0 and tree.tokens[noun].upos in ("PROPN", "PUNCT", "ADP", "DET"):
            noun -= 1
        if noun >= 0 and tree.tokens[noun].upos == "NOUN":
            tree.move(clause, head=noun, deprel="acl:relcl")


@needs(TIMES, ("acl",), ("cop",))
def time_as_subject(tree: Tree) -> None:
    """For "The last time they met was in Lima on 3 May": they last met in Lima on 3 May."""
    for verb in tree.having("acl", start=2):
        noun = tree.heads[verb]
        if noun < 0 or tree.tokens[noun].lemma.lower() not in TIMES:
            continue
        told = tree.heads[noun]
        if not tree.is_a(noun, "nsubj") or told < verb or tree.marks(verb) or tree.tokens[verb].upos != "VERB":
            continue
        if not tree.children(told, "cop") or not (tree.case(told) or tree.is_time(told)):
            continue
        if not tree.raise_over(verb, told):
            continue
        tree.deprels[told] = "obl"
        for child in tree.children(told, "obl", "nmod", "punct", "nsubj", "advmod"):
            tree.move(child, head=verb, deprel="obl:unmarked" if child == noun else tree.deprels[child])
        for copula in tree.children(told, "cop"):
            tree.deprels[copula] = "dep"


def _head_before(tree: Tree, index: int) -> int:
    """The head of the noun phrase that ends at a token or the comma behind it; -1 where there is none."""
    if tree.lower[index] == ",":
        index -= 1
    if index < 0 or tree.tokens[index].upos not in ("NOUN", "PROPN"):
        return -1
    while tree.heads[index] >= 0 and tree.heads[index] < index and tree.is_a(index, "flat"):
        index = tree.heads[index]
    return index


def _clause_after(tree: Tree, whom: int) -> tuple[int, int]:
    """Who acts in a whom-clause, and its verb; -1 where words stand there that neither can hold."""
    subject = -1
    for index in range(whom + 1, len(tree)):
        token = tree.tokens[index]
        if token.upos == "VERB" and token.feat("VerbForm") != "Ger":
            return (subject, index) if subject >= 0 else (-1, -1)
        if subject < 0 and token.upos in ("PROPN", "PRON", "NOUN") and tree.lower[index + 1 : index + 2] != ("'s",):
            subject = index
        elif token.upos not in ("PROPN", "NOUN", "DET", "AUX", "ADV", "ADJ") and tree.lower[index] not in _BETWEEN:
            break
    return -1, -1


def _free(tree: Tree, noun: int, verb: int) -> bool:
    """Take a noun, and the clause that goes on after the aside, out from under the verb of a whom-clause."""
    if not tree.under(noun, verb):
        return True
    above = tree.heads[verb]
    if above < 0 or above < verb or tree.tokens[above].upos != "VERB":
        return False
    top = noun
    while tree.heads[top] != verb:
        top = tree.heads[top]
    return top < verb and tree.move(top, head=above, deprel="nsubj")


@needs(_OFFICES, _ASIDES, (",",), ("PERSON",))
def office_beside_name(tree: Tree) -> None:
    """For "calling on A, head of the bank, in Lima" with the head read as an object: it says who A is."""
    for index in tree.having(*_ASIDES, start=2):
        verb = tree.heads[index]
        if tree.case(index):
            continue
        if tree.tokens[index].lemma.lower() not in _OFFICES:
            continue
        if tree.lower[index - 1] != "," or tree.tokens[index - 2].upos != "PROPN" or verb < 0:
            continue
        name = _head_before(tree, index - 1)
        while tree.is_a(name, "compound") and name >= 0 and tree.heads[name] > name:
            name = tree.heads[name]
        if name in tree.persons and tree.heads[name] == verb and tree.tokens[verb].upos == "VERB" and name > verb:
            first = tree.children(verb, "iobj") if tree.is_a(index, "obj") else ()
            tree.move(index, head=name, deprel="appos")
            for given in first:  # "gave a lunch for A, head of the bank": the lunch was given, nobody got the head
                tree.deprels[given] = "obj"


@needs(("conj",))
def stop_without_verb(tree: Tree) -> None:
    """For "flew to A and a day later to B" with "later", or B, joined as a verb would be: he flew to B too."""
    for index in tree.having("conj"):
        verb = tree.heads[index]
        if not 0 <= verb < index or tree.tokens[verb].upos != "VERB":
            continue
        if index in tree.places and tree.case(index) and not tree.children(index, "nsubj", "aux", "cop"):
            tree.deprels[index] = "obl"
        if tree.tokens[index].upos != "ADV":
            continue
        for place in tree.children(index, "obl", "nmod"):
            if place > index and tree.case(place) and tree.in_name(place):
                tree.move(place, head=verb, deprel="obl")


@needs(("acl",), ("case",), ("nsubj",))
def day_read_as_clause(tree: Tree) -> None:
    """For "In the first days of the crisis he flew to Lima" with the days read as what is told: he flew, then.

    Likewise for "At the session the rivals sat down together" with the session read as what is told.
    """
    for day in range(len(tree)):
        if tree.heads[day] >= 0 or not tree.case(day) or tree.children(day, "cop", "nsubj"):
            continue
        for verb in range(day + 1, len(tree)):
            subjects = tree.children(verb, "nsubj")
            if not tree.is_a(verb, "acl") or tree.tokens[verb].upos != "VERB" or not subjects:
                continue
            noun = tree.heads[verb]
            if tree.lower[min(subjects)] in RELATIVE_PRONOUNS or tree.children(verb, "mark") or noun > min(subjects):
                continue
            if tree.raise_over(verb, day):
                tree.deprels[day] = "obl"
                for child in tree.children(day, "conj", "punct", "parataxis"):
                    if child > verb:
                        tree.move(child, head=verb, deprel=tree.deprels[child])
                return


@needs(("acl",), ("conj",), ("case",))
def second_participle_of_noun(tree: Tree) -> None:
    """For "a letter signed by X and addressed to Y" with "addressed" read as X's doing: both are told of the letter."""
    for index in tree.having("conj"):
        first = tree.heads[index]
        if not 0 <= first < index or not tree.is_a(first, "acl") or tree.deprels[first] == "acl:relcl":
            continue
        if not tree.is_past_participle(first) or tree.tokens[index].upos != "VERB":
            continue
        if not tree.lower[index].endswith(_PARTICIPLES) or tree.children(index, "nsubj", "obj", "aux"):
            continue
        tree.move(index, head=tree.heads[first], deprel="acl")
        tree.retag(index, "VERB", xpos="VBN")


@needs(("been",), ("conj",), ("had", "has", "have"))
def auxiliary_read_as_verb(tree: Tree) -> None:
    """For "the envoys had since been read the text" with "had" read as the verb: the participle bears the clause."""
    for index in tree.having("conj"):
        verb = tree.heads[index]
        if not 0 <= verb < index or tree.lower[verb] not in ("had", "has", "have") or tree.children(index, "cc"):
            continue
        aided = [child for child in tree.children(index, "aux") if tree.lower[child] == "been"]
        if not aided or tree.children(verb, "obj") or not tree.raise_over(index, verb):
            continue
        tree.deprels[verb] = "aux"
        for child in tree.children(index, "nsubj"):
            if verb < child < index and tree.case(child):
                tree.deprels[child] = "obl"  # "by noon"
        for child in tree.children(verb):
            relation = "nsubj:pass" if tree.is_a(child, "nsubj") else tree.deprels[child]
            tree.move(child, head=index, deprel=relation)


@needs(("aux",), ("nsubj",))
def subject_of_auxiliary(tree: Tree) -> None:
    """For "the state has unfrozen X" with the subject hung on "has": it is the participle's."""
    for index in tree.having("aux"):
        verb = tree.heads[index]
        if verb >= 0 and not tree.children(verb, "nsubj"):
            for child in tree.children(index, "nsubj"):
                tree.move(child, head=verb, deprel="nsubj:pass" if tree.is_passive(verb) else "nsubj")


@needs(("csubj",), (",",))
def gerund_read_as_subject(tree: Tree) -> None:
    """For "Citing the treaty, Peru asked" with the citing as what asked: a comma parts it from the verb."""
    for clause in tree.having("csubj"):
        verb = tree.heads[clause]
        gerund = tree.tokens[clause].xpos == "VBG" or tree.tokens[clause].feat("VerbForm") == "Ger"
        if gerund and clause < verb and "," in tree.lower[clause:verb] and not tree.children(verb, "nsubj", "expl"):
            tree.deprels[clause] = "advcl"


@needs(("obl:agent",), LENGTHS)
def span_read_as_agent(tree: Tree) -> None:
    """For "extended by one year the emergency": a span of time does nothing."""
    for index in range(len(tree)):
        if tree.deprels[index] == "obl:agent" and tree.tokens[index].lemma.lower() in LENGTHS:
            tree.deprels[index] = "obl"


@needs(("acl", "amod"), ("PERSON",), (".",))
def name_read_as_root(tree: Tree) -> None:
    """For "X, flanked by generals, assured diplomats that" with X as all that is said: X assured them."""
    root = next((index for index, head in enumerate(tree.heads) if head < 0), -1)
    if root not in tree.persons or tree.lower[-1] != "." or tree.children(root, "cop", "aux", "nsubj", "conj"):
        return
    for verb in range(root + 1, len(tree)):
        above = tree.heads[verb]
        if tree.tokens[verb].upos != "VERB" or tree.tokens[verb].feat("Tense") != "Past":
            continue
        told = tree.is_a(verb, "acl") and above == root and tree.lower[verb - 1] != ","
        told = told or (tree.is_a(verb, "amod") and above > verb and tree.heads[above] == root)
        if not told or tree.marks(verb) or tree.children(verb, "nsubj", "obl:agent", "aux"):
            continue
        _tell(tree, root, verb)
        return


def _tell(tree: Tree, subject: int, verb: int) -> None:
    """Make a verb the root, with who stood there as its subject and what follows as what it says."""
    noun = tree.heads[verb]
    if not tree.raise_over(verb, subject):
        return
    tree.deprels[subject] = "nsubj"
    if noun != subject:
        tree.move(noun, head=verb, deprel="obj")
    for child in tree.children(subject):
        if child > verb:
            relation = (
                "ccomp" if "that" in tree.marks(child) else "obl" if tree.is_a(child, "nmod") else tree.deprels[child]
            )
            tree.move(child, head=verb, deprel=relation)
