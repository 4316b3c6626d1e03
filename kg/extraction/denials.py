"""Where a sentence denies an event from afar: by a participant, an answer, disbelief in a report, a clause further on.

Grammar; the words come from the ontology's cues. Negation may sit on any argument of a predicate (Morante and Blanco
2012, *SEM shared task): "no minister met them" says of the meeting what "the ministers did not meet them" says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction.predicates import has_new_date, is_passive, negation_of, particle_of
from kg.extraction.relations import base
from kg.extraction.status_cues import Cue
from kg.extraction.status_words import APPROACHES, COMPARED, DEICTIC, GROUNDS, HEARSAY, NOBODY, OCCASIONS, TELLINGS
from kg.extraction.tense import marks, verb_tense
from kg.extraction.wordlists import DEFINITE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extraction.graph import Graph
    from kg.extraction.status_cues import CueTable
    from kg.schema.model import Status

_DENYING: Final = frozenset({"no", "neither"})
_QUANTIFYING: Final = frozenset({"det", "cc", "advmod", "nummod"})
_TELLERS: Final = frozenset({"by", "from", "of", "in"})
_INSTEAD: Final = frozenset({("instead", "of"), ("rather", "than"), ("short", "of")})
_MOST_DETERMINING: Final = 4  # words between "instead of" and the event
_FAR: Final = ("far", "from")
_PARTNERS: Final = frozenset({"with", "to"})
_POINTING: Final = frozenset({"it", "this", "that", "these", "those", "they"})
_NAMING: Final = frozenset({"amod", "compound", "nmod", "flat", "acl", "acl:relcl", "nummod"})
_SO: Final = frozenset({"so", "that", "it"})
_FAILING: Final = {
    "come": frozenset(("nothing", "naught", "nought", "unstuck")),
    "fall": frozenset(("through", "apart", "flat")),
    "go": frozenset(("nowhere",)),
    "fail": frozenset(("materialise", "materialize")),
}
_ABOUT: Final = frozenset(("in", "for", "of", "to"))
_DECLINING: Final = frozenset(("decline", "refuse", "fail", "unable", "unwilling", "reluctant"))
_NONE: Final = frozenset(("no", "little"))
_GOING: Final = frozenset(("go", "press", "push", "forge"))
_AHEAD: Final = frozenset(("ahead", "forward", "through"))


def cue_of(graph: Graph, table: CueTable, node: int, relation: str, *, explicit: bool = False) -> Status | None:
    """The status a token gives, with the particle of a phrasal verb; with a new date, what that makes of it."""
    particle = particle_of(graph, node)
    token = graph.tokens[node]
    anew = token.upos in {"VERB", "ADJ"} and has_new_date(graph, node)
    moved = table.find(token, "[until]", explicit=True, particle=particle) if anew else None
    return moved or table.find(token, relation, explicit=explicit, particle=particle)


def introducing_cue(graph: Graph, table: CueTable, node: int) -> Status | None:
    """The status a preposition gives to what it introduces ("without", "before")."""
    for child in graph.children(node):
        if graph.deprels[child] in {"case", "mark"}:
            status = cue_of(graph, table, child, "case")
            if status is not None:
                return status
    head = graph.heads[node]
    approached = head >= 0 and graph.tokens[head].lemma.lower() in APPROACHES and bool(marks(graph, head))
    return table.word("ADP", "ahead_of") if approached or "ahead" in marks(graph, node) else None


def coming_period(graph: Graph, owner: int) -> int | None:
    """The word that puts an event's time into the days to come: "next week's summit", "tomorrow's vote"."""
    if graph.deprels[owner] != "nmod:poss":
        return None
    word = graph.tokens[owner].form.lower()
    if word == "tomorrow":
        return owner
    if word not in DEICTIC or not owner or graph.tokens[owner - 1].form.lower() != "next":
        return None
    return None if owner > 1 and graph.tokens[owner - 2].form.lower() == "the" else owner - 1


def denied_argument(graph: Graph, predicate: int, relations: Sequence[str]) -> int | None:
    """The word that denies a predicate from one of its arguments: "neither envoy met them", "met nobody".

    A later conjunct without a subject has that of the first. A circumstance counts only where it is somebody ("spoke to
    neither"): "met with no agenda" denies no meeting.
    """
    arguments = [child for child in graph.children(predicate) if base(graph.deprels[child]) in relations]
    own = any(base(graph.deprels[child]) in {"nsubj", "csubj"} for child in graph.children(predicate))
    if not own and graph.deprels[predicate] == "conj" and "nsubj" in relations:
        shared = denied_argument(graph, graph.heads[predicate], ("nsubj",))
        if shared is not None:
            return shared
    for argument in arguments:
        oblique = base(graph.deprels[argument]) == "obl"
        if oblique and not _PARTNERS.intersection(marks(graph, argument)):
            continue
        found = _denying(graph, argument, persons_only=oblique)
        if found is not None:
            return found
    return None


def _denying(graph: Graph, argument: int, *, persons_only: bool) -> int | None:
    tokens = graph.tokens
    if tokens[argument].form.lower() in NOBODY:
        return argument
    for child in graph.children(argument):
        form, relation = tokens[child].form.lower(), graph.deprels[child]
        if relation == "nmod" and any(tokens[inner].form.lower() == "neither" for inner in graph.children(child)):
            return next(inner for inner in graph.children(child) if tokens[inner].form.lower() == "neither")
        if form not in _DENYING or base(relation) not in _QUANTIFYING:
            continue
        if form == "no" and (
            tokens[child + 1].form.lower() in COMPARED
            or (persons_only and tokens[argument].upos != "PRON" and tokens[argument].form.lower() != "one")
        ):
            continue
        return child
    return None


def elided_answer(graph: Graph, asked: int) -> int | None:
    """The "not" or "no" with which the one who was asked answers: "asked if he had met them, he said he had not"."""
    said = graph.heads[asked]
    if said < 0 or base(graph.deprels[asked]) != "advcl":
        return None
    for child in graph.children(said):
        token, relation = graph.tokens[child], base(graph.deprels[child])
        if child <= asked:
            continue
        if token.form.lower() == "no" and relation in {"discourse", "obj", "ccomp", "intj"}:
            return child
        if relation == "ccomp" and (token.upos == "AUX" or _does_so(graph, child) or _stops_short(graph, child)):
            return negation_of(graph, child)
    return None


def _stops_short(graph: Graph, verb: int) -> bool:
    """Whether an auxiliary read as a verb has nothing behind it but its negation: "he said he had not"."""
    rest = {base(graph.deprels[child]) for child in graph.children(verb)}
    return graph.tokens[verb].lemma.lower() in {"have", "be", "do", "will"} and rest <= {
        "nsubj",
        "advmod",
        "punct",
        "mark",
    }


def _does_so(graph: Graph, verb: int) -> bool:
    if graph.tokens[verb].lemma.lower() != "do":
        return False
    rest = [child for child in graph.children(verb) if base(graph.deprels[child]) in {"obj", "advmod"}]
    return any(graph.tokens[child].form.lower() in _SO for child in rest)


def telling_noun(graph: Graph, clause: int, noun: int) -> int | None:
    """The noun whose telling a clause is: "rumours that they had met", not "claims that he made"; None for none.

    A parser may hang the clause on who tells it: "a claim by a deputy that they had met".
    """
    words = {graph.tokens[child].form.lower(): graph.deprels[child] for child in graph.children(clause)}
    if "that" not in words or words["that"].startswith("nsubj"):
        return None
    if graph.tokens[noun].lemma.lower() in TELLINGS:
        return noun
    above = graph.heads[noun]
    by = base(graph.deprels[noun]) == "nmod" and _TELLERS.intersection(marks(graph, noun))
    return above if above >= 0 and by and graph.tokens[above].lemma.lower() in TELLINGS else None


def instead_of(graph: Graph, word: int) -> int | None:
    """The phrase right before an event's word or its determiners that puts something else in its place, or None."""
    tokens = graph.tokens
    at = word - 1
    while at >= 1 and word - at <= _MOST_DETERMINING and tokens[at].upos in {"DET", "ADJ", "ADV", "PRON", "NUM"}:
        if (tokens[at - 1].form.lower(), tokens[at].form.lower()) in _INSTEAD:
            break
        at -= 1
    if at < 1:
        return None
    pair = (tokens[at - 1].form.lower(), tokens[at].form.lower())
    far = pair == _FAR and at == word - 1 and tokens[word].upos == "VERB"  # "far from the talks" is a place
    return at if pair in _INSTEAD or far else None


def told_of(graph: Graph, noun: int) -> Iterator[int]:
    """The words that may say that a report is false: its adjectives, its predicate, what that calls it."""
    for child in graph.children(noun):
        if graph.deprels[child] == "amod":
            yield child
    head, relation = graph.heads[noun], graph.deprels[noun]
    if head < 0 or base(relation) not in {"nsubj", "obj", "obl", "nmod"}:
        return
    passive = relation == "nsubj:pass" or is_passive(graph, head)
    acted = relation == "nsubj" and graph.tokens[head].upos == "VERB" and not passive
    if not acted and "by" not in marks(graph, noun):
        yield head
    for above in (head, *graph.children(noun)):  # a parser may hang "as a fabrication" on what is told
        for child in graph.children(above):
            relation = base(graph.deprels[child])
            if relation in {"xcomp", "obl"} and child != noun:
                yield child
            elif (
                relation == "ccomp"
                and child > noun
                and any(graph.deprels[one] == "cop" for one in graph.children(child))
            ):
                yield child  # "said reports of a meeting last month were false", its subject hung on "said"


def disbelief(graph: Graph, table: CueTable, word: int) -> Status | None:
    """The status a word of disbelief gives to what is told; negated, the other way round ("not true", "not false")."""
    told = cue_of(graph, table, word, "[that]", explicit=True)
    tellers = [child for child in graph.children(word) if base(graph.deprels[child]) == "nsubj"]
    if any(graph.tokens[child].lemma.lower() in HEARSAY for child in tellers):
        return table.weakest("PS+")  # "rumour has it that they met"
    few = any(graph.tokens[child].form.lower() == "few" for child in tellers)
    nobody = few or any(
        graph.deprels[child] == "nsubj" and _denying(graph, child, persons_only=False) is not None
        for child in graph.children(word)
    )
    negated = (
        nobody
        or negation_of(graph, word) is not None
        or _is_declined(graph, word)
        or any(
            graph.deprels[child] == "det" and graph.tokens[child].form.lower() == "no" for child in graph.children(word)
        )
    )
    if negated:
        return table.weakest("PS+") if told is not None else cue_of(graph, table, word, "neg", explicit=True)
    return told


def _is_declined(graph: Graph, telling: int) -> bool:
    """For "declined to confirm", "was unable to verify": it is as little told as by who does not confirm it."""
    above = graph.heads[telling]
    return above >= 0 and graph.deprels[telling] == "xcomp" and graph.tokens[above].lemma.lower() in _DECLINING


def judged(graph: Graph, table: CueTable, telling: int) -> Status | None:
    """The status of what it is false to say: "it is untrue to claim that they met"."""
    above = graph.heads[telling]
    if above < 0 or base(graph.deprels[telling]) not in {"csubj", "xcomp", "ccomp", "acl", "advcl"}:
        return None
    return disbelief(graph, table, above) if graph.tokens[above].upos in {"ADJ", "NOUN"} else None


def idiom_of_failure(graph: Graph, verb: int) -> int | None:
    """The word by which a verb says that its subject did not come about: "came to nothing", "fell through"."""
    wanted = _FAILING.get(graph.tokens[verb].lemma.lower(), frozenset())
    for child in graph.children(verb) if wanted else ():
        token = graph.tokens[child]
        if child > verb and {token.form.lower(), token.lemma.lower()} & wanted:
            return child
    return None


def fate_after(graph: Graph, table: CueTable, trigger: int) -> Cue | None:
    """What a clause further on makes of what was to be: "they were to speak, but the call was postponed".

    Its subject must be a pronoun or a bare definite noun that takes up what was told before.
    """
    for above in (trigger, *graph.ancestors(trigger)):
        for clause in graph.children(above):
            if clause <= trigger or base(graph.deprels[clause]) not in {"conj", "parataxis"}:
                continue
            status = _fate(graph, table, trigger, clause)
            if status is not None:
                return Cue(status, clause)
    return None


def kept_after(graph: Graph, table: CueTable, trigger: int) -> Cue | None:
    """What a clause further on says to have been held after all: "hinted at calling it off but went ahead with it"."""
    for above in (trigger, *graph.ancestors(trigger)):
        for clause in graph.children(above):
            joined = clause > trigger and base(graph.deprels[clause]) in {"conj", "parataxis"}
            if joined and _is_gone_ahead(graph, table, trigger, clause):
                return Cue(table.happened, clause)
    return None


def _is_gone_ahead(graph: Graph, table: CueTable, trigger: int, clause: int) -> bool:
    children = graph.children(clause)
    ahead = any(graph.tokens[child].form.lower() in _AHEAD for child in children)
    lemma = graph.tokens[clause].lemma.lower()
    participle = graph.tokens[clause].feat("Tense") == "Past" and verb_tense(graph, clause) == "participle"
    if (verb_tense(graph, clause) != "past" and not participle) or negation_of(graph, clause) is not None:
        return False
    if not (ahead and lemma in _GOING) and lemma != "proceed":
        return False
    own = [
        child
        for child in children
        if graph.deprels[child] == "nsubj" or any(graph.tokens[one].form == "with" for one in graph.children(child))
    ]
    return any(_takes_up(graph, table, trigger, child, dated=True) for child in own)


def _fate(graph: Graph, table: CueTable, trigger: int, clause: int) -> Status | None:
    subjects = [child for child in graph.children(clause) if base(graph.deprels[child]) == "nsubj"]
    if (
        not any(_takes_up(graph, table, trigger, subject) for subject in subjects)
        or negation_of(graph, clause) is not None
    ):
        return None
    passive = is_passive(graph, clause)
    status = cue_of(graph, table, clause, "obj" if passive else "nsubj", explicit=not passive)
    held_up = table.find(graph.tokens[clause], "obj") if status is not None and status.happened else status
    return held_up if held_up is not None and held_up.rank > table.weakest("PS+").rank else None


def _takes_up(graph: Graph, table: CueTable, trigger: int, subject: int, *, dated: bool = False) -> bool:
    if graph.tokens[subject].form.lower() in _POINTING:
        return True
    lemma = graph.tokens[subject].lemma.lower()
    if lemma not in OCCASIONS and not table.alike(graph.tokens[trigger].lemma.lower(), lemma):
        return False
    children = graph.children(subject)
    definite = any(
        graph.deprels[child] in {"det", "nmod:poss"} and graph.tokens[child].form.lower() in DEFINITE
        for child in children
    )
    naming = (child for child in children if graph.deprels[child] in _NAMING)
    return definite and all(dated and marks(graph, child) in {("in",), ("on",)} for child in naming)


def groundless(graph: Graph, node: int, head: int) -> int | None:
    """The "no" of "no use for a meeting", also where the parser hangs the meeting on the verb; None where none is."""
    if not _ABOUT.intersection(marks(graph, node)):
        return None
    things = [head, *(child for child in graph.children(head) if base(graph.deprels[child]) in {"obj", "nsubj"})]
    for thing in things:
        if thing < node and graph.tokens[thing].lemma.lower() in GROUNDS:
            for child in graph.children(thing):
                if graph.tokens[child].form.lower() in _NONE:
                    return child
    return None
