"""Named normalizations: what syntax leaves unsaid is said, so that frames stay short.

Each takes :class:`~kg.extraction.edges.Edges` and adds to them. After Schuster and Manning (2016), "Enhanced English
Universal Dependencies: An Improved Representation for Natural Language Understanding Tasks", with the additions that
news needs. ``NORMALIZATIONS`` lists them in order.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kg.extraction.adjuncts import (
    asides,
    deictic_adverbs,
    firsts,
    guests,
    held_occasions,
    hyphen_participles,
    invitations,
    located_occasions,
    manners,
    nested_compounds,
    owners_by_number,
    particles,
    passengers,
    predicates,
    times_spent,
)
from kg.extraction.clause_repairs import TIMES
from kg.extraction.contrasts import contrasts, is_ruled_out
from kg.extraction.edges import Edges
from kg.extraction.graph import Edge
from kg.extraction.instruments import deeds_of_instruments
from kg.extraction.needs import needs
from kg.extraction.predications import (
    addressed_words,
    bare_gerunds,
    company,
    company_of_objects,
    company_phrases,
    located_subjects,
    object_locatives,
    phrases_of_contents,
    recipients_as_subjects,
    replies,
    said_to,
    sides_of_topics,
)
from kg.extraction.wordlists import (
    ADJUNCT_PREPOSITIONS,
    ANSWERING,
    COMPLEX_PREPOSITIONS,
    JUDGING,
    PLAN_NOUNS,
    RELATIVE_PRONOUNS,
    SUBJECT_CONTROL,
    TRANSPARENT,
    TRANSPARENT_HEADS,
    TRANSPARENT_PREPOSITIONS,
)

Normalization = Callable[[Edges], None]

_NOT_SHARED: Final = frozenset(
    ("conj", "appos", "case", "cc", "punct", "det", "flat", "desc", "mark", "aux", "cop", "fixed")
)
_OPAQUE: Final = ("acl:relcl", "ccomp", "advcl")
_HANDED_ON: Final = frozenset(("p", "poss", "amod", "compound", "subj", "nummod", "desc"))
# "called on X to act": X is to act
_CALLED_UPON: Final = {"call": ("on", "upon"), "appeal": ("to",), "prevail": ("on", "upon")}
_KEEPING_FROM: Final = frozenset("prevent bar ban stop keep discourage dissuade prohibit block deter".split())
_PAIR: Final = 3  # tokens of "A-B"
_HYPHENS: Final = ("-", "–", "‑")
_CLAUSAL: Final = ("VERB", "AUX")


@needs(("acl:relcl",))
def relative_pronouns(edges: Edges) -> None:
    """For "X, who met Y": X is the subject of met; "the town where": met in the town; else the missing argument."""
    tree = edges.tree
    for clause in tree.having("acl"):
        if tree.deprels[clause] != "acl:relcl":
            continue
        antecedent = tree.heads[clause]
        found = False
        waiting = list(tree.children(clause))
        while waiting:
            index = waiting.pop()
            relative = tree.tokens[index].feat("PronType") == "Rel" or tree.tokens[index].upos in (
                "PRON",
                "ADV",
                "SCONJ",
            )
            if tree.lower[index] in RELATIVE_PRONOUNS and relative and not tree.is_a(index, "mark", "det"):
                found = True
                for edge in edges.into(index):
                    if tree.lower[index] == "when":
                        continue
                    edges.discard(edge)
                    if tree.lower[index] == "where":
                        edges.add(Edge(edge.head, "p", "in", antecedent))
                    elif edge.label == "p" and not edge.preposition and not edges.has(edge.head, "obj"):
                        edges.add(
                            Edge(edge.head, "obj", "", antecedent)
                        )  # "the trip which he made to", read as an oblique
                    else:
                        edges.add(Edge(edge.head, edge.label, edge.preposition, antecedent))
            elif tree.deprels[index] not in _OPAQUE:
                waiting += tree.children(index)
        when = tree.is_time(antecedent) or tree.tokens[antecedent].lemma.lower() in TIMES  # nobody met the time
        if not found and tree.tokens[clause].upos in _CLAUSAL and not (when and edges.has(clause, "subj")):
            for label in ("subj", "obj"):
                if not edges.has(clause, label):
                    edges.add(Edge(clause, label, "", antecedent))
                    break


@needs(COMPLEX_PREPOSITIONS)
def complex_prepositions(edges: Edges) -> None:
    """For "met at the invitation of X" -> met [at_invitation_of] X, beside what is there."""
    tree = edges.tree
    for noun in range(len(tree)):
        if tree.tokens[noun].lemma in COMPLEX_PREPOSITIONS:
            holders = [edge.dependent for edge in edges.out(noun) if edge.preposition == "of" or edge.label == "poss"]
            for edge in edges.into(noun):
                if edge.label == "p" and edge.preposition:
                    for holder in holders:
                        edges.add(Edge(edge.head, "p", f"{edge.preposition}_{tree.tokens[noun].lemma}_of", holder))


@needs(("cop",), ("case",))
def predicate_phrases(edges: Edges) -> None:
    """For "the meeting was in Geneva": the place is a phrase of the meeting."""
    tree = edges.tree
    for index in range(len(tree)):
        preposition = tree.case(index)
        if preposition and tree.children(index, "cop"):
            for subject in edges.dependents(index, "subj"):
                if tree.tokens[subject].upos == "NOUN":
                    edges.add(Edge(subject, "p", preposition, index))


@needs(_HYPHENS)
def hyphen_pairs(edges: Edges) -> None:
    """For "the Vogt-Otieno summit", "Peru-Chile talks": both sides of the hyphen stand to the noun as the one does."""
    tree = edges.tree
    for dash in range(1, len(tree) - 1):
        left, right = dash - 1, dash + 1
        if tree.lower[dash] not in _HYPHENS or not (_is_capital(edges, left) and _is_capital(edges, right)):
            continue
        if any(name.start <= left and right < name.end and name.end - name.start > _PAIR for name in tree.names):
            continue
        for one, other in ((left, right), (right, left)):
            if tree.heads[one] == other:
                for edge in edges.into(other):
                    if edge.label in ("compound", "amod", "poss", "p", "desc") and edge.head > right:
                        edges.add(
                            Edge(edge.head, edge.label if edge.label != "desc" else "compound", edge.preposition, one)
                        )


def _is_capital(edges: Edges, index: int) -> bool:
    token = edges.tree.tokens[index]
    return token.form[0].isupper() and token.upos in ("PROPN", "ADJ", "NOUN")


@needs(("conj",))
def conjunct_sharing(edges: Edges) -> None:
    """Conjuncts stand in the relations of the first one: "A and B met", "talks with A and B", "U.S. and EU envoys"."""
    tree = edges.tree
    for index in tree.having("conj"):
        head = tree.heads[index]
        if head < 0 or is_ruled_out(tree, index):
            continue
        clausal = tree.tokens[index].upos in _CLAUSAL
        own = tree.case(index)
        for edge in edges.into(head):
            if edge.label in _NOT_SHARED or edge.head == index or (clausal and edge.label in ("subj", "obj", "p")):
                continue
            edges.add(Edge(edge.head, edge.label, (own or edge.preposition) if edge.label == "p" else "", index))
        nouns = tree.tokens[index].upos == tree.tokens[head].upos == "NOUN" and index > head
        if nouns and not edges.has(index, "poss") and not tree.children(index, "det"):
            for holder in edges.dependents(head, "poss"):
                edges.add(Edge(index, "poss", "", holder))


@needs(("conj",), ("between", "with"))
def shared_complements(edges: Edges) -> None:
    """For "meetings and discussions between A and B": the last conjunct's phrase belongs to all."""
    tree = edges.tree
    for index in tree.having("conj"):
        head = tree.heads[index]
        if head >= 0 and tree.tokens[index].upos == tree.tokens[head].upos == "NOUN":
            if any(edge.preposition in ("between", "with") for edge in edges.out(head)):
                continue
            for edge in edges.out(index):
                if edge.label == "p" and edge.preposition in ("between", "with") and edge.dependent > index:
                    edges.add(Edge(head, "p", edge.preposition, edge.dependent))


def subject_control(edges: Edges) -> None:
    """Subjects pass to conjoined verbs, infinitives, participles and gerunds."""
    tree = edges.tree
    depth = {
        token.index: sum(1 for _ in tree.ancestors(token.index))
        for token in tree.tokens
        if (token.upos in _CLAUSAL or tree.deprels[token.index] == "acl") and tree.heads[token.index] >= 0
    }
    for index in sorted(depth, key=lambda item: (depth[item], item)):
        if tree.deprels[index] == "acl" and tree.is_past_participle(index) and not tree.children(index, "aux"):
            if not edges.has(index, "obj"):
                edges.add(Edge(index, "obj", "", tree.heads[index]))
            continue
        if tree.tokens[index].upos not in _CLAUSAL:
            continue
        turned = tree.is_passive(index) and edges.passives
        bears = turned or _is_bare_participle(edges, index)
        if not edges.has(index, "obj" if bears else "subj"):
            label = "obj" if turned else "subj"
            for subject in _controller(edges, index):
                target = subject[1] or label
                if not (target == "obj" and edges.has(index, "obj")):
                    edges.add(Edge(index, target, "", subject[0]))


def _controller(edges: Edges, index: int) -> list[tuple[int, str]]:
    """Understood subjects of a verb, and the label they take where it is not the ordinary one."""
    tree = edges.tree
    head = tree.heads[index]
    found: list[int] = []
    label, links, lemma = "", _links(edges, index), tree.tokens[head].lemma
    judged = lemma in JUDGING and bool({"of", "for"}.intersection(links))  # "thanked them for visiting"
    if tree.is_a(index, "conj"):
        found = _bearers(edges, head)
    elif tree.is_a(index, "xcomp"):
        found = _control_of_complement(edges, head)
    elif tree.is_a(index, "acl"):
        return _control_of_modifier(edges, index, head)
    elif tree.is_a(index, "obl"):
        found = edges.dependents(head, "obj") if judged else []
    elif tree.is_a(index, "advcl", "parataxis"):
        if tree.is_a(index, "parataxis") and tree.tokens[index].feat("VerbForm") == "Fin":
            return []
        kept = lemma in _KEEPING_FROM and "from" in links
        found = (edges.dependents(head, "obj") if kept or judged else []) or _bearers(edges, head)
        if _is_bare_participle(edges, index):
            label = "obj"
    return [(item, label) for item in found if item != index]


def _is_bare_participle(edges: Edges, index: int) -> bool:
    """For "accompanied by X, ...": a clause whose subject bears what the participle tells."""
    tree = edges.tree
    if not edges.passives or not tree.is_a(index, "advcl", "parataxis") or not tree.is_past_participle(index):
        return False
    return not tree.marks(index) and not tree.children(index, "aux")


def _bearers(edges: Edges, head: int) -> list[int]:
    """The grammatical subject of a verb: who bears what a passive tells, else who acts."""
    if edges.passives and edges.tree.is_passive(head):
        return edges.dependents(head, "obj")
    return edges.dependents(head, "subj")


def _links(edges: Edges, index: int) -> tuple[str, ...]:
    """Words that link a clause to what governs it, read as subordinators or as prepositions."""
    return (*edges.tree.marks(index), edges.tree.case(index))


def _control_of_complement(edges: Edges, head: int) -> list[int]:
    tree = edges.tree
    if tree.is_passive(head) and edges.passives:
        return edges.dependents(head, "obj")
    subjects = edges.dependents(head, "subj")
    called = [
        edge.dependent for edge in edges.out(head) if edge.preposition in _CALLED_UPON.get(tree.tokens[head].lemma, ())
    ]
    if called:
        return called
    if tree.tokens[head].lemma in SUBJECT_CONTROL and subjects:
        return subjects
    return edges.dependents(head, "iobj") or edges.dependents(head, "obj") or subjects


def _control_of_modifier(edges: Edges, index: int, head: int) -> list[tuple[int, str]]:
    """Subject of a clause that modifies a noun: the noun itself, or whoever holds the plan."""
    tree = edges.tree
    planned = tree.tokens[head].lemma in PLAN_NOUNS and bool(tree.marks(index))
    if not tree.is_infinitive(index) and not planned:
        return [(head, "")]
    holders = edges.dependents(head, "poss") or (
        [item for item in edges.dependents(head, "compound") if tree.tokens[item].upos == "PROPN"] if planned else []
    )
    above = tree.heads[head]
    makers = [edge.dependent for edge in edges.out(head) if edge.preposition in ("by", "from")] if planned else []
    if makers and not holders:
        # "A rejected an offer from B to meet": B would, and A is asked to
        asked = above >= 0 and tree.tokens[above].lemma in ANSWERING
        holders = [*(edges.dependents(above, "subj") if asked else ()), *makers]
    if not holders and above >= 0 and not tree.is_a(head, "nsubj"):
        holders = edges.dependents(above, "subj")
    if not holders:
        holders = [edge.dependent for edge in edges.out(head) if edge.preposition in ("by", "of", "for")]
    if not holders and not planned:
        holders = [head]
    return [(item, "") for item in holders if item not in (head, index)] or ([] if planned else [(head, "")])


@needs(("xcomp", "acl", "advcl"))
def late_phrases(edges: Edges) -> None:
    """For "agreed to meet with X": a phrase hung on the governor but after the infinitive is the infinitive's too."""
    tree = edges.tree
    for index in tree.having("xcomp", "acl", "advcl"):
        head = tree.heads[index]
        if (
            not tree.is_a(index, "xcomp", "acl", "advcl")
            or tree.tokens[index].upos != "VERB"
            or head < 0
            or head > index
        ):
            continue
        if tree.deprels[index] == "acl:relcl":
            continue
        for edge in edges.out(head):
            if edge.label == "p" and edge.dependent > index and edge.preposition in ADJUNCT_PREPOSITIONS:
                edges.add(Edge(index, "p", edge.preposition, edge.dependent))


def transparent_nouns(edges: Edges) -> dict[int, int]:
    """For "a round of talks": what holds of the round holds of the talks. Returns inner -> outer."""
    tree = edges.tree
    inner_to_outer: dict[int, int] = {}
    for index in tree.having("nmod", "compound"):
        outer = tree.heads[index]
        if outer < 0 or tree.tokens[outer].upos not in ("NOUN", "ADJ", "NUM", "DET", "PRON"):
            continue
        lemma = tree.tokens[outer].lemma.lower()
        packaged = (
            tree.is_a(index, "nmod")
            and tree.deprels[index] != "nmod:poss"
            and outer < index
            and lemma in TRANSPARENT
            and tree.case(index) in TRANSPARENT_PREPOSITIONS
            and (tree.case(index) != "in" or lemma == "part")
        )
        compounded = (
            tree.is_a(index, "compound")
            and tree.tokens[index].upos == "NOUN"
            and lemma in TRANSPARENT_HEADS
            and index < outer
        )
        if packaged or compounded:
            inner_to_outer[index] = outer
    for inner, outer in inner_to_outer.items():
        if tree.tokens[outer].lemma.lower() in PLAN_NOUNS:
            # "an offer from X for talks", "X's call for a summit": who makes the plan would take part
            for edge in edges.out(outer):
                if edge.label == "poss" or edge.preposition in ("from", "by"):
                    edges.add(Edge(inner, "subj", "", edge.dependent))
    for inner in sorted(inner_to_outer, key=lambda item: (sum(1 for _ in tree.ancestors(item)), item)):
        outer = inner_to_outer[inner]
        for edge in edges.out(outer):
            whose = edge.label == "poss" or edge.preposition in ("from", "by")
            if whose and tree.tokens[outer].lemma.lower() in PLAN_NOUNS:
                continue
            if edge.label in _HANDED_ON and edge.dependent != inner:
                edges.add(Edge(inner, edge.label, edge.preposition, edge.dependent))
        for edge in edges.into(outer):
            if edge.label in ("obj", "subj", "p") and edge.head != inner:
                edges.add(Edge(edge.head, edge.label, edge.preposition, inner))
    return inner_to_outer


NORMALIZATIONS: Final[tuple[tuple[str, Normalization], ...]] = (
    ("relative-pronouns", relative_pronouns),
    ("predicate-phrases", predicate_phrases),
    ("hyphen-pairs", hyphen_pairs),
    ("hyphen-participles", hyphen_participles),
    ("nested-compounds", nested_compounds),
    ("object-locatives", object_locatives),
    ("deictic-adverbs", deictic_adverbs),
    ("held-occasions", held_occasions),
    ("conjunct-sharing", conjunct_sharing),
    ("shared-complements", shared_complements),
    ("recipients-as-subjects", recipients_as_subjects),
    ("company-phrases", company_phrases),
    ("predicates", predicates),
    ("subject-control", subject_control),
    ("firsts", firsts),
    ("deeds-of-instruments", deeds_of_instruments),
    ("company", company),
    ("late-phrases", late_phrases),
    ("bare-gerunds", bare_gerunds),
    ("complex-prepositions", complex_prepositions),
    ("located-subjects", located_subjects),
    ("phrases-of-contents", phrases_of_contents),
    ("replies", replies),
    ("addressed-words", addressed_words),
    ("times-spent", times_spent),
    ("passengers", passengers),
    ("manners", manners),
    ("owners-by-number", owners_by_number),
    ("particles", particles),
    ("asides", asides),
    ("guests", guests),
    ("invitations", invitations),
    ("sides-of-topics", sides_of_topics),
    ("said-to", said_to),
    ("company-of-objects", company_of_objects),
    ("located-occasions", located_occasions),
    ("contrasts", contrasts),
)
