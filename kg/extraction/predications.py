"""Named normalizations of what is said of somebody without a full verb: where they are, with whom, in reply to whom.

Each takes :class:`~kg.extraction.edges.Edges` and adds to them; ``kg.extraction.normalizations`` lists them in order.
"""

from __future__ import annotations

from typing import Final

from kg.extraction.edges import Edges
from kg.extraction.graph import Edge
from kg.extraction.needs import needs
from kg.extraction.party_words import PARTIES
from kg.extraction.tree import Tree
from kg.extraction.wordlists import COMPANY_VERBS, ENVOYS, LOCATIVE, OCCASION_NOUNS, ROLE_NOUNS, SENDING

_BESIDE: Final = frozenset("together along jointly".split())
_REPLIES: Final = frozenset("reply answer response respond".split())
_FROM: Final = ("from", "by", "of")
_GETTING: Final = frozenset("receive get".split())
_ADDRESSING: Final = frozenset(
    "invite ask urge tell inform thank congratulate warn assure request remind notify wish call".split()
)
_BEFORE_PLACE: Final = frozenset("last back recently now already still here there currently".split())
_DUE: Final = "due"
# What two sides have between them: who mediates in it, or talks about it, does so between them.
_COMMON: Final = frozenset(
    "dispute conflict war standoff stand-off row crisis feud quarrel rift tension difference pact treaty accord deal "
    "agreement border relation tie relationship cooperation trade ceasefire truce peace hostility fighting deadlock "
    "impasse gap divide gulf distance rivalry".split()
)
_SETTLING: Final = frozenset("mediate arbitrate bridge narrow reconcile".split())
_ENDING: Final = frozenset(
    "end avert prevent resolve settle ease defuse stop halt avoid solve reduce overcome break heal mend conclude "
    "finalise finalize reach reopen restore normalise normalize improve secure cement implement save salvage revive "
    "preserve".split()
)
_AIMED: Final = frozenset("aim design intend mean seek".split())
_ABOUT: Final = frozenset("in on over about for to".split())
# What somebody says to somebody: "expressed condolences to X".
_SAID: Final = frozenset(
    "condolence congratulation greeting sympathy thank gratitude appreciation support concern regret apology wish "
    "assurance warning view position readiness solidarity respect felicitation".split()
)
_MEANS: Final = frozenset("by over via on".split())
_WIRES: Final = frozenset("phone telephone hotline video telegraph radio".split())
_GERUND_PREPOSITIONS: Final = frozenset("after before since by upon on following without for of".split())
_TAKING: Final = frozenset("take receive get accept return await answer field".split())
_TOPICS: Final = ("on", "about", "regarding", "concerning")
_NOMINAL: Final = ("NOUN", "PROPN", "PRON")
_HOMES: Final = frozenset(
    "residence home house palace ranch villa estate mansion farm office retreat apartment flat".split()
)
_RELATING: Final = frozenset("related relating pertaining".split())


@needs(("cop",))
def located_subjects(edges: Edges) -> None:
    """For "X is in Geneva for talks": the copula bears the subject and phrases of its predicate, as a verb would."""
    tree = edges.tree
    for copula in tree.having("cop"):
        predicate = tree.heads[copula]
        if predicate < 0:
            continue
        if tree.lower[predicate] in _BEFORE_PLACE and not tree.case(predicate):
            # "was last in Lima": the word between tells when, the phrase where
            for edge in edges.out(predicate):
                if edge.label in ("subj", "p"):
                    edges.add(Edge(copula, edge.label, edge.preposition, edge.dependent))
            continue
        if not tree.case(predicate):
            continue
        words = tree.case(predicate).split("_")
        # "is due in Geneva" with "due" read as a part of the preposition
        bearer = next((child for child in tree.children(predicate, "case") if tree.lower[child] == _DUE), copula)
        preposition = "_".join(word for word in words if word != _DUE)
        for subject in edges.dependents(predicate, "subj"):
            edges.add(Edge(bearer, "subj", "", subject))
        edges.add(Edge(bearer, "p", preposition, predicate))
        for edge in edges.out(predicate):
            where = edge.preposition in LOCATIVE  # "in prison in Lima" tells where the prison is
            if edge.label == "p" and edge.preposition and not where and edge.dependent > predicate:
                edges.add(Edge(bearer, "p", edge.preposition, edge.dependent))


@needs((*_BESIDE, "alongside"))
def company_phrases(edges: Edges) -> None:
    """For "A, together with B, flew": who stands beside somebody does what he does."""
    tree = edges.tree
    for index in tree.having("nmod", "obl", "advcl"):
        preposition = tree.case(index)
        alongside = preposition == "alongside"
        if not (alongside or preposition.endswith("with")) or tree.heads[index] < 0:
            continue
        marks = [child for child in tree.children(index, "case") if tree.lower[child] == "with"]
        beside = alongside or any(tree.lower[mark - 1] in _BESIDE for mark in marks if mark > 0)
        if not beside and preposition.partition("_")[0] not in _BESIDE:
            continue
        head = tree.heads[index]
        if tree.tokens[head].upos in _NOMINAL:
            for edge in edges.into(head):
                if edge.label in ("subj", "obj"):
                    edges.add(Edge(edge.head, edge.label, "", index))
        elif edges.has(head, "subj"):
            edges.discard(Edge(head, "p", preposition, index))
            edges.add(Edge(head, "subj", "", index))


@needs(COMPANY_VERBS, ("acl", "advcl"))
def company(edges: Edges) -> None:
    """For "A, accompanied by B, met C": who accompanies takes part in what the accompanied does."""
    tree = edges.tree
    for index in range(len(tree)):
        if (
            tree.tokens[index].lemma in COMPANY_VERBS
            and tree.is_a(index, "acl", "advcl")
            and tree.is_past_participle(index)
        ):
            for one in edges.dependents(index, "obj"):
                for edge in edges.into(one):
                    if edge.label == "subj" and edge.head != index:
                        for other in edges.dependents(index, "subj"):
                            if tree.case(other) == "by":
                                edges.add(Edge(edge.head, "subj", "", other))


@needs(_REPLIES)
def replies(edges: Edges) -> None:
    """For "replied to a letter from X", "a message he received from X": who answers somebody's words answers him."""
    tree = edges.tree
    for index in range(len(tree)):
        if tree.tokens[index].lemma.lower() not in _REPLIES:
            continue
        near = (index, *(edge.dependent for edge in edges.out(index) if edge.preposition == "in"))
        answered = [
            edge.dependent
            for origin in near
            for edge in edges.out(origin)
            if edge.label == "obj" or (edge.label == "p" and edge.preposition == "to")
        ]
        for words in answered:
            clauses = [
                child
                for child in tree.children(words, "acl")
                if tree.tokens[child].lemma in _GETTING and tree.deprels[child] == "acl:relcl"
            ]
            for edge in [*edges.out(words), *(edge for clause in clauses for edge in edges.out(clause))]:
                if (edge.label == "poss" and edge.head == words) or (
                    edge.label == "p" and edge.preposition in (_FROM if edge.head == words else ("from",))
                ):
                    edges.add(Edge(index, "p", "to", edge.dependent))


@needs(_ADDRESSING, ("acl",))
def addressed_words(edges: Edges) -> None:
    """For "a letter inviting X", "a message in which he thanked X": words that do something to somebody go to him."""
    tree = edges.tree
    for clause in tree.having("acl"):
        noun = tree.heads[clause]
        if noun < 0 or tree.tokens[clause].lemma not in _ADDRESSING:
            continue
        if tree.tokens[noun].upos != "NOUN" or tree.is_past_participle(clause) or tree.is_infinitive(clause):
            continue
        if any(edge.label == "p" and edge.preposition == "to" for edge in edges.out(noun)):
            continue
        for label in ("iobj", "obj"):
            for one in edges.dependents(clause, label):
                if one != noun and tree.tokens[one].upos == "PROPN":
                    edges.add(Edge(noun, "p", "to", one))


@needs(("aux:pass",), ("obj",), ("nsubj",))
def recipients_as_subjects(edges: Edges) -> None:
    """For "X was handed a letter": the subject of a passive that keeps its object is who gets it."""
    tree = edges.tree
    for verb in range(len(tree)):
        if tree.is_passive(verb) and tree.children(verb, "obj"):
            for subject in tree.children(verb, "nsubj"):
                edges.add(Edge(verb, "iobj", "", subject))


@needs(("of",), ("nmod",))
def phrases_of_contents(edges: Edges) -> None:
    """For "a message of sympathy to X" with "to X" hung on what the message says: it goes with the message too."""
    tree = edges.tree
    for inner in tree.having("nmod"):
        outer = tree.heads[inner]
        if outer < 0 or tree.case(inner) != "of":
            continue
        if tree.tokens[inner].upos == tree.tokens[outer].upos == "NOUN":
            for edge in edges.out(inner):
                if edge.label == "p" and edge.preposition in ("to", "from") and edge.dependent > inner:
                    edges.add(Edge(outer, "p", edge.preposition, edge.dependent))


@needs(_TAKING, ("from",), ("obj",))
def things_from_somebody(edges: Edges) -> None:
    """For "took a call from X", "got a note on the subject from X" with "from X" hung elsewhere: it is from X too."""
    tree = edges.tree
    for source in tree.having("obl", "nmod"):
        verb = tree.heads[source]
        while verb >= 0 and tree.is_a(verb, "nmod") and tree.case(verb) in _TOPICS and verb < source:
            verb = tree.heads[tree.heads[verb]]
        if verb < 0 or tree.case(source) != "from" or tree.tokens[verb].lemma not in _TAKING:
            continue
        for thing in edges.dependents(verb, "obj"):
            if verb < thing < source:
                edges.add(Edge(thing, "p", "from", source))


def _is_sent(tree: Tree, noun: int) -> bool:
    """Whether a place behind "to" is where somebody goes, not where he is posted: "sent an envoy to Y"."""
    lemma, head = tree.tokens[noun].lemma.lower(), tree.heads[noun]
    sent = head >= 0 and tree.tokens[head].lemma.lower() in SENDING
    return lemma in PARTIES or (sent and (lemma in ROLE_NOUNS or lemma in ENVOYS))


@needs(("LOC",), ("nmod",), ("in", "at", "near", "to"))
def object_locatives(edges: Edges) -> None:
    """For "visit troops at X", "led a team to Y": a place hung on the object is also where the verb's doing is."""
    tree = edges.tree
    for index in sorted(tree.places):
        noun = tree.heads[index]
        if noun < 0 or not tree.is_a(index, "nmod") or tree.case(index) not in ("in", "at", "near", "to"):
            continue
        if tree.case(index) == "to" and not _is_sent(tree, noun):
            continue
        if (
            tree.is_a(noun, "obj", "iobj")
            and tree.tokens[tree.heads[noun]].upos == "VERB"
            and tree.tokens[noun].upos == "NOUN"
        ):
            edges.add(Edge(tree.heads[noun], "p", tree.case(index), index))


@needs(_COMMON, ("between", "with", "their"))
def sides_of_topics(edges: Edges) -> None:
    """For "mediate (in) the dispute between A and B", "talks on a pact between A and B": it is done between A and B.

    So it is in "talks (aimed) at averting a war between A and B", "talks to end the dispute between A and B".
    """
    for topic in range(len(edges.tree)):
        if edges.tree.tokens[topic].lemma.lower() not in _COMMON:
            continue
        sides = [edge.dependent for edge in edges.out(topic) if edge.preposition == "between"] or _owners(edges, topic)
        above = [
            edge.head
            for edge in edges.into(topic)
            if (edge.label == "p" and edge.preposition in _ABOUT)
            or (edge.label == "obj" and edges.tree.tokens[edge.head].lemma.lower() in _SETTLING)
        ] + _aiming_at(edges, topic)
        for head in above:
            if not any(edge.preposition in ("between", "with") for edge in edges.out(head)):
                for side in sides:
                    edges.add(Edge(head, "p", "between", side))


def _owners(edges: Edges, topic: int) -> list[int]:
    """The sides of "A's dispute with B", "their dispute"."""
    out = edges.out(topic)
    owners = [edge.dependent for edge in out if edge.label == "poss"]
    others = [edge.dependent for edge in out if edge.preposition == "with"]
    if owners and (others or any(edges.tree.lower[owner] == "their" for owner in owners)):
        return [*owners, *others]
    return []


def _aiming_at(edges: Edges, topic: int) -> list[int]:
    """The occasions that are to settle a matter: "talks to end it", "aimed at ending it", "on ending it"."""
    tree = edges.tree
    settling = tree.heads[topic]
    if settling < 0 or not tree.is_a(topic, "obj") or tree.tokens[settling].lemma.lower() not in _ENDING:
        return []
    above = tree.heads[settling]
    if above >= 0 and tree.is_a(above, "acl") and tree.tokens[above].lemma.lower() in _AIMED:
        above = tree.heads[above]
    elif not tree.is_a(settling, "acl", "nmod"):
        return []
    return [above] if 0 <= above < topic and tree.tokens[above].lemma.lower() in OCCASION_NOUNS else []


@needs(_SAID, ("obj",))
def said_to(edges: Edges) -> None:
    """For "expressed condolences to X": whoever the words go to is who is spoken to."""
    tree = edges.tree
    for words in tree.having("obj"):
        if tree.tokens[words].lemma.lower() not in _SAID:
            continue
        for edge in edges.out(words):
            if edge.label == "p" and edge.preposition == "to":
                edges.add(Edge(tree.heads[words], "p", "to", edge.dependent))


@needs(_HOMES, ("at", "in"))
def occasions_at_homes(edges: Edges) -> None:
    """For "the talks at X's residence", "talks began at X's ranch": they take place at the home of X."""
    tree = edges.tree
    for home in range(len(tree)):
        if tree.tokens[home].lemma.lower() not in _HOMES or tree.case(home) not in ("at", "in"):
            continue
        for owner in edges.dependents(home, "poss"):
            for edge in edges.into(home):
                held = [edge.head, *edges.dependents(edge.head, "subj"), *edges.dependents(edge.head, "obj")]
                for occasion in held if edge.label == "p" else ():
                    if tree.tokens[occasion].lemma.lower() in OCCASION_NOUNS:
                        edges.add(Edge(occasion, "p", "at_home_of", owner))


@needs(_RELATING)
def related_things(edges: Edges) -> None:
    """For "the emergency related to X": it is one regarding X."""
    tree = edges.tree
    for word in range(1, len(tree)):
        thing = tree.heads[word]
        if tree.lower[word] not in _RELATING or not 0 <= thing < word or tree.tokens[thing].upos != "NOUN":
            continue
        for edge in edges.out(word):
            if edge.label == "p" and edge.preposition == "to":
                edges.add(Edge(thing, "p", "regarding", edge.dependent))


@needs(("obj",))
def company_of_objects(edges: Edges) -> None:
    """For "had breakfast with X", "exchanged views by phone" with the phrase hung on the verb: it is the noun's too."""
    tree = edges.tree
    for noun in tree.having("obj"):
        verb = tree.heads[noun]
        if tree.tokens[noun].upos != "NOUN" or verb < 0 or verb > noun:
            continue
        if any(edge.preposition in ("with", "between") for edge in edges.out(noun)):
            continue
        for edge in edges.out(verb):
            if edge.label != "p" or edge.dependent < noun:
                continue
            by_wire = edge.preposition in _MEANS and tree.tokens[edge.dependent].lemma.lower() in _WIRES
            if by_wire or edge.preposition in ("with", "between"):
                edges.add(Edge(noun, "p", edge.preposition, edge.dependent))


@needs(_GERUND_PREPOSITIONS, ("obl", "advcl"), ("NOUN",))
def bare_gerunds(edges: Edges) -> None:
    """For "after meeting with X" read as a noun: without a determiner it is the doing of the clause's subject."""
    tree = edges.tree
    for index in tree.having("obl", "advcl", start=1):
        head = tree.heads[index]
        if tree.tokens[index].upos != "NOUN" or not tree.lower[index].endswith("ing") or head < 0:
            continue
        introducer = tree.case(index) or "_".join(tree.marks(index))
        if introducer not in _GERUND_PREPOSITIONS:
            continue
        if tree.children(index, "det", "amod", "nmod:poss", "compound", "nummod") or edges.has(index, "poss"):
            continue
        if any(edge.label == "p" and edge.preposition in ("with", "to") for edge in edges.out(index)):
            for subject in edges.dependents(head, "subj"):
                edges.add(Edge(index, "subj", "", subject))


@needs(("cop",), ("PROPN",))
def named_behind_deed(edges: Edges) -> None:
    """For "Also attending the talks were A and B", "present at the talks was A": those named behind do it."""
    tree = edges.tree
    for copula in tree.having("cop"):
        named = tree.heads[copula]
        if tree.tokens[named].upos != "PROPN" or copula > named:
            continue
        for subject in tree.children(named, "csubj", "nsubj"):
            doing = [subject, *tree.children(subject, "acl")]
            deeds = [at for at in doing if tree.lower[at].endswith("ing") and tree.tokens[at].upos == "VERB"]
            if subject < copula and deeds and not tree.in_name(subject):
                edges.add(Edge(deeds[0], "subj", "", named))
            elif tree.lower[subject] == "present" and subject < copula:
                for place in tree.children(subject, "obl", "nmod"):
                    edges.add(Edge(place, "p", "with", named))
