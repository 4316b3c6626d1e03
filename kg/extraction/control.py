"""Who does what a verb without a subject of its own tells: the subject, object or holder of what governs it.

A named normalization, listed by :mod:`kg.extraction.normalizations`.
"""

from __future__ import annotations

from typing import Final

from kg.extraction.edges import Edges
from kg.extraction.graph import Edge
from kg.extraction.wordlists import ANSWERING, JUDGING, OCCASION_NOUNS, PLAN_NOUNS, SUBJECT_CONTROL

# "called on X to act": X is to act
_CALLED_UPON: Final = {"call": ("on", "upon"), "appeal": ("to",), "prevail": ("on", "upon")}
_KEEPING_FROM: Final = frozenset("prevent bar ban stop keep discourage dissuade prohibit block deter".split())
# "asked X to act": X is to act, where "asked to act" is to act oneself
_ASKING: Final = frozenset("ask want need request".split())
_NEXT: Final = frozenset("then afterwards later".split())
_CLAUSAL: Final = ("VERB", "AUX")
# Verbs that tell what one has done, or leaves undone, oneself: "denied meeting X".
_OWN_DEEDS: Final = frozenset("deny admit recall remember report regret avoid delay postpone finish".split())
_MUTUAL: Final = frozenset(
    "meet talk hold negotiate resume begin open start have enter join discuss renew restart reopen continue engage "
    "conduct convene confer consult mediate".split()
)
"""What both sides of an offer would do."""
_INVITATIONS: Final = frozenset(("invitation",))
_TAKING: Final = ANSWERING | frozenset("have hold consider weigh welcome await honour honor take ignore".split())


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
    judged = lemma in JUDGING and (
        bool({"of", "for"}.intersection(links))  # "thanked them for visiting", "for their help in visiting"
        or ("in" in links and any(edge.preposition == "for" for edge in edges.out(head)))
    )
    if tree.is_a(index, "conj") or (tree.is_a(index, "ccomp") and _is_gerund_of(edges, index, lemma)):
        found = _bearers(edges, head)
        if _is_bare_participle(edges, index):
            label = "obj"
    elif tree.is_a(index, "xcomp"):
        found = _control_of_complement(edges, head)
    elif tree.is_a(index, "acl"):
        return _control_of_modifier(edges, index, head)
    elif tree.is_a(index, "obl"):
        found = edges.dependents(head, "obj") if judged else []
    elif tree.is_a(index, "advcl", "parataxis"):
        finite = tree.is_a(index, "parataxis") and tree.tokens[index].feat("VerbForm") == "Fin"
        if finite and not any(tree.lower[child] in _NEXT for child in tree.children(index, "advmod")):
            return []  # but "X embraced Y, then went upstairs": X went
        kept = lemma in _KEEPING_FROM and "from" in links
        found = (edges.dependents(head, "obj") if kept or judged else []) or _bearers(edges, head)
        if _is_bare_participle(edges, index):
            label = "obj"
    return [(item, label) for item in found if item != index]


def _is_gerund_of(edges: Edges, index: int, lemma: str) -> bool:
    """For "denied having met X", "recalled meeting X": who says it of himself did it."""
    tree = edges.tree
    if tree.tokens[index].feat("VerbForm") == "Fin" or tree.children(index, "nsubj", "csubj"):
        return False
    helpers = [tree.lower[child] for child in tree.children(index, "aux")]
    return helpers == ["having"] or (not helpers and lemma in _OWN_DEEDS and tree.lower[index].endswith("ing"))


def _is_bare_participle(edges: Edges, index: int) -> bool:
    """For "accompanied by X, ...", "is held by Y and attended by X": its subject bears what the participle tells."""
    tree = edges.tree
    if not edges.passives or not tree.is_past_participle(index):
        return False
    shared = tree.is_a(index, "conj") and tree.is_passive(tree.heads[index]) and not tree.children(index, "nsubj")
    if not (shared or tree.is_a(index, "advcl", "parataxis")):
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
    asked = edges.dependents(head, "iobj") or edges.dependents(head, "obj")
    if subjects and asked and all(tree.tokens[one].lemma.lower() in OCCASION_NOUNS for one in asked):
        return subjects  # "paid a visit to deliver a note": who pays it delivers
    if tree.tokens[head].lemma in SUBJECT_CONTROL and subjects and not (asked and tree.tokens[head].lemma in _ASKING):
        return subjects
    return asked or subjects


def _makers(edges: Edges, plan: int) -> list[int]:
    """Whose plan it is, said by a phrase or an adjective: "an offer from B", "a Peruvian offer"."""
    tree = edges.tree
    phrases = [edge.dependent for edge in edges.out(plan) if edge.preposition in ("by", "from")]
    before = [
        item
        for item in (*edges.dependents(plan, "compound"), *edges.dependents(plan, "amod"))
        if item < plan and tree.tokens[item].form[0].isupper() and tree.tokens[item].upos in ("PROPN", "ADJ")
    ]
    return phrases or before


def _invited(edges: Edges, invitation: int, deed: int) -> list[int]:
    """Whom an invitation is for: "an invitation to X", else who answers it: "X accepted an invitation from Y"."""
    above = edges.tree.heads[invitation]
    for origin in (invitation, above) if above >= 0 else (invitation,):
        addressed = [edge.dependent for edge in edges.out(origin) if edge.preposition in ("to", "for")]
        guests = [item for item in addressed if item < deed]
        guests += edges.dependents(origin, "iobj")
        if guests:
            return guests
    answered = above >= 0 and edges.tree.tokens[above].lemma in _TAKING and not edges.tree.is_a(invitation, "nsubj")
    return edges.dependents(above, "subj") if answered else []


def _control_of_modifier(edges: Edges, index: int, head: int) -> list[tuple[int, str]]:
    """Subject of a clause that modifies a noun: the noun itself, or whoever holds the plan."""
    tree = edges.tree
    planned = tree.tokens[head].lemma in PLAN_NOUNS and bool(tree.marks(index))
    if not tree.is_infinitive(index) and not planned:
        return [(head, "")]
    if tree.tokens[head].lemma in _INVITATIONS:
        return [(item, "") for item in _invited(edges, head, index) if item != index]
    # "X's visit will be a chance to meet Y": X is to meet
    said_of = tree.children(head, "nsubj") if tree.children(head, "cop") else []
    holders = edges.dependents(head, "poss") or [one for noun in said_of for one in edges.dependents(noun, "poss")]
    above = tree.heads[head]
    makers = _makers(edges, head) if planned else []
    if makers and not holders:
        # "A rejected an offer from B to meet": B would, and A is asked to; a host or a guest is B alone
        asked = above >= 0 and tree.tokens[above].lemma in ANSWERING and tree.tokens[index].lemma in _MUTUAL
        holders = [*(edges.dependents(above, "subj") if asked else ()), *makers]
    if not holders and above >= 0 and not tree.is_a(head, "nsubj"):
        holders = edges.dependents(above, "subj")
    if not holders:
        holders = [edge.dependent for edge in edges.out(head) if edge.preposition in ("by", "of", "for")]
    if not holders and not planned:
        holders = [head]
    return [(item, "") for item in holders if item not in (head, index)] or ([] if planned else [(head, "")])
