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
    governing_adverbs,
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
from kg.extraction.control import subject_control
from kg.extraction.edges import Edges
from kg.extraction.graph import Edge
from kg.extraction.instruments import deeds_of_instruments
from kg.extraction.journeys import awaited_persons, named_stops, places_of_visited, told_for_somebody
from kg.extraction.needs import needs
from kg.extraction.predications import (
    addressed_words,
    bare_gerunds,
    company,
    company_of_objects,
    company_phrases,
    located_subjects,
    named_behind_deed,
    object_locatives,
    occasions_at_homes,
    phrases_of_contents,
    recipients_as_subjects,
    related_things,
    replies,
    said_to,
    sides_of_topics,
    things_from_somebody,
)
from kg.extraction.wordlists import (
    ADJUNCT_PREPOSITIONS,
    COMPLEX_PREPOSITIONS,
    HYPHENS,
    LENGTHS,
    PLAN_NOUNS,
    RELATIVE_PRONOUNS,
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
_PAIR: Final = 3  # tokens of "A-B"
_CLAUSAL: Final = ("VERB", "AUX")
_LINKED_BY_TO: Final = frozenset("respect regard".split())  # "with respect to X"


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
            link = "to" if tree.tokens[noun].lemma in _LINKED_BY_TO else "of"
            holders = [edge.dependent for edge in edges.out(noun) if edge.preposition == link or edge.label == "poss"]
            for edge in edges.into(noun):
                if edge.label == "p" and edge.preposition:
                    for holder in holders:
                        edges.add(Edge(edge.head, "p", f"{edge.preposition}_{tree.tokens[noun].lemma}_{link}", holder))


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


@needs(HYPHENS)
def hyphen_pairs(edges: Edges) -> None:
    """For "the Vogt-Otieno summit", "Peru-Chile talks": both sides of the hyphen stand to the noun as the one does."""
    tree = edges.tree
    for dash in range(1, len(tree) - 1):
        left, right = dash - 1, dash + 1
        if tree.lower[dash] not in HYPHENS or not (_is_capital(edges, left) and _is_capital(edges, right)):
            continue
        if any(name.start <= left and right < name.end and name.end - name.start > _PAIR for name in tree.names):
            continue
        # "Peru-Chile-Norway talks": of three, the first may hang on the last
        last = right + 2 if tree.lower[right + 1 : right + 2] in (("-",), ("–",)) and right + 2 < len(tree) else right
        for one, other in ((left, right), (right, left), (left, last))[: 3 if last > right else 2]:
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
        # "on which it is expected to impose": what starts the clause is the infinitive's too
        fronted = {tree.case(child) for child in tree.children(head) if tree.lower[child] in ("which", "whom")}
        for edge in edges.out(head):
            late = edge.dependent > index or (edge.preposition in fronted and tree.is_a(index, "xcomp"))
            if edge.label == "p" and late and edge.preposition in ADJUNCT_PREPOSITIONS:
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
            and (
                (
                    lemma in TRANSPARENT
                    and tree.case(index) in TRANSPARENT_PREPOSITIONS
                    and (tree.case(index) != "in" or lemma == "part")
                )
                or (lemma in LENGTHS and tree.case(index) == "of")  # "months of talks"
            )
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
    ("told-for-somebody", told_for_somebody),
    ("firsts", firsts),
    ("deeds-of-instruments", deeds_of_instruments),
    ("company", company),
    ("late-phrases", late_phrases),
    ("bare-gerunds", bare_gerunds),
    ("complex-prepositions", complex_prepositions),
    ("located-subjects", located_subjects),
    ("phrases-of-contents", phrases_of_contents),
    ("things-from-somebody", things_from_somebody),
    ("replies", replies),
    ("named-behind-deed", named_behind_deed),
    ("addressed-words", addressed_words),
    ("times-spent", times_spent),
    ("passengers", passengers),
    ("manners", manners),
    ("owners-by-number", owners_by_number),
    ("particles", particles),
    ("governing-adverbs", governing_adverbs),
    ("asides", asides),
    ("guests", guests),
    ("invitations", invitations),
    ("sides-of-topics", sides_of_topics),
    ("occasions-at-homes", occasions_at_homes),
    ("said-to", said_to),
    ("related-things", related_things),
    ("company-of-objects", company_of_objects),
    ("located-occasions", located_occasions),
    ("places-of-visited", places_of_visited),
    ("named-stops", named_stops),
    ("awaited-persons", awaited_persons),
    ("contrasts", contrasts),
)
