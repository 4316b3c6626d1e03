"""Pronouns: he and she to one person, they to coordinated persons or states; to nobody where several are possible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kg.extraction.encounters import encounter, hosts_countrymen, in_relative_clause, topics
from kg.extraction.graph import Graph
from kg.extraction.marking import title_words
from kg.extraction.memory import SUBJECTS, Memory, conjuncts, quoted
from kg.extraction.relations import base
from kg.extraction.scene import Referring
from kg.extraction.speakers import speaker
from kg.extraction.tense import marks
from kg.extraction.wordlists import REPORTING

_SINGULAR: Final = dict.fromkeys("he him his himself".split(), "male") | dict.fromkeys(
    "she her hers herself".split(), "female"
)
_PLURAL: Final = frozenset({"they", "them", "their", "themselves"})
_TIMES: Final = frozenset({"after", "before", "as", "when", "while"})
_OBJECTS_OF: Final = frozenset({"obj", "iobj"})
_OBJECTS: Final = frozenset({"obj", "iobj", "obl"})
_COMPANY: Final = frozenset({"with", "alongside"})
_WHILE: Final = frozenset({"when", "as", "while", "after", "before", "since", "where"})


def singular_pronouns(memory: Memory, index: int) -> Iterator[Referring]:
    """He and she."""
    graph = memory.graphs[index]
    if _SINGULAR.keys().isdisjoint(graph.lower):
        return
    inside = quoted(memory, index)
    found: list[Referring] = []
    for token in graph.tokens:
        gender = _SINGULAR.get(token.form.lower())
        if gender is None or token.upos not in {"PRON", "DET"} or inside[token.index]:
            continue
        key = _antecedent(memory, index, token.index, gender, found)
        if key is not None:
            possessive = token.deprel.startswith("nmod:poss") or token.form.lower() == "his"
            row = Referring(
                index, token.index, token.index + 1, token.index, token.span, (key,), "person",
                "possessive" if possessive else "pronoun",
            )  # fmt: skip
            found.append(row)
            yield row


def _antecedent(memory: Memory, index: int, token: int, gender: str, earlier: Sequence[Referring]) -> str | None:
    """The person a singular pronoun means, or None."""

    def agrees(key: str) -> bool:
        return memory.gender.get(key, gender) == gender

    graph = memory.graphs[index]
    own = _own_verbs(graph, token) if base(graph.deprels[token]) in _OBJECTS else frozenset()
    possessive = graph.deprels[token].startswith("nmod:poss")
    barred = _described(memory, index, token) if possessive or graph.tokens[token].form.lower() == "his" else set()
    barred.add(speaker(memory, index))  # who says "I" speaks of others as he and she
    barred |= _partners(memory, index, token) | hosts_countrymen(memory, index, token)
    for verb in graph.ancestors(token):
        for child in graph.children(verb):
            if graph.deprels[child] not in SUBJECTS or child == token or (child > token and verb == graph.heads[token]):
                continue
            if child > token and not _fronted(graph, token, verb, child):
                continue
            row = memory.at(index, child) or next((row for row in earlier if row.head == child), None)
            if verb in own and graph.tokens[child].form.lower() == "who" and graph.deprels[verb] == "acl:relcl":
                row = memory.at(index, graph.heads[verb])  # "X, who had her to lunch"
            if verb in own:  # "X greeted him", "X wanted to greet him": not X
                barred.update(row.entities if row is not None else ())
                continue
            if row is not None and row.entities[0] in barred and len(row.entities) == 1:
                continue
            if (
                verb != graph.heads[token]
                and child < token
                and any(graph.deprels[one] == "conj" for one in graph.children(child))
            ):
                continue  # "X said that A and B had agreed and that he would go"
            if row is not None and row.kind == "person" and len(row.entities) == 1 and agrees(row.entities[0]):
                rivals = _rivals(memory, index, child, token, row.entities[0], gender) if possessive else []
                rivals = [key for key in rivals if key not in barred]
                if not possessive and verb != graph.heads[token] and topics(memory, index, child, gender, barred):
                    return None
                sure = [key for key in (row.entities[0], *rivals) if memory.gender.get(key) == gender]
                if not rivals:
                    return (_known_woman(memory, index, token, barred) if gender == "female" else "") or row.entities[0]
                return sure[0] if gender == "female" and len(sure) == 1 else None
            if _human(memory, index, child, row):
                return _only_woman(memory, index, token) if gender == "female" else None
    before = [key for key in memory.persons(index, token) if agrees(key) and key not in barred]
    before += [
        row.entities[0]
        for row in earlier
        if row.end <= token and row.entities[0] not in (*before, *barred) and agrees(row.entities[0])
    ]
    before = list(dict.fromkeys(before))  # "his" twice before "he" is one person
    if before and not possessive and _goes_on_with(memory, index, token, gender):
        return _from_before(memory, index, gender, barred)
    if before:
        sure = [key for key in before if memory.gender.get(key) == gender]
        return before[0] if len(before) == 1 else sure[0] if len(sure) == 1 and len(before) - len(sure) == 0 else None
    subjects = (at for at in range(token) if graph.deprels[at] in SUBJECTS)
    if any(_human(memory, index, at, memory.at(index, at)) for at in subjects):
        return None
    return _from_before(memory, index, gender, barred) or _only_person(memory, index, gender, barred)


def _only_person(memory: Memory, index: int, gender: str, barred: set[str]) -> str | None:
    """For "The monk smiled. He is to meet X" where the article has named one person so far: he is the monk."""
    if not index:
        return None
    graph = memory.graphs[index - 1]
    tops = {child for root in graph.children(-1) for child in graph.children(root) if graph.deprels[child] in SUBJECTS}
    if not any(graph.lower[child] == "the" for top in tops for child in graph.children(top)):
        return None
    named = (key for at in range(index) for key in memory.persons(at))
    key = next(named, "")
    alone = all(other == key for other in named)
    return key if key and alone and key not in barred and memory.gender.get(key, gender) == gender else None


def _own_verbs(graph: Graph, token: int) -> frozenset[int]:
    """The verb a pronoun is an object of, and those from which it has its subject: "offered to receive him"."""
    verb = graph.heads[token]
    found = {verb}
    while verb >= 0 and graph.heads[verb] >= 0 and base(graph.deprels[verb]) in {"xcomp", "conj"}:
        above = graph.heads[verb]
        whose = any(graph.deprels[child] in SUBJECTS for child in graph.children(verb))
        passive = any(graph.deprels[child] == "aux:pass" for child in graph.children(verb))
        if whose or passive or graph.tokens[above].upos not in {"VERB", "AUX", "ADJ"}:
            break
        if graph.deprels[verb] == "xcomp" and any(graph.deprels[one] in _OBJECTS_OF for one in graph.children(above)):
            break  # "asked Y to receive him"
        found.add(above)
        verb = above
    return frozenset(found)


def _partners(memory: Memory, index: int, token: int) -> set[str]:
    """With whom the subject does what stands before its verb: in "after talks with X, he said" he is not X."""
    graph = memory.graphs[index]
    found: set[str] = set()
    openings: list[int] = []
    if graph.deprels[token] in SUBJECTS:
        openings += [one for one in graph.children(graph.heads[token]) if base(graph.deprels[one]) in {"obl", "advcl"}]
    for above in graph.ancestors(token):  # "the talks with X will be his first"
        openings += [one for one in graph.children(above) if base(graph.deprels[one]) == "nsubj"]
    for opening in openings:
        if opening >= token:
            continue
        parts = graph.children(opening)
        if any(graph.deprels[part] in SUBJECTS or graph.deprels[part] == "nmod:poss" for part in parts):
            continue  # "after X left, he", "after X's talks with Y, he"
        for part in parts:
            with_ = any(graph.lower[one] in _COMPANY for one in graph.children(part) if graph.deprels[one] == "case")
            if with_ or graph.deprels[part] == "obj":
                rows = (memory.at(index, at) for at in (part, *conjuncts(graph, part)))
                found.update(row.entities[0] for row in rows if row is not None and row.kind == "person")
    return found


def _goes_on_with(memory: Memory, index: int, token: int, gender: str) -> bool:
    """Whether "his" opens a sentence before anybody is named there: "In his first trip since X fell, he went to Y"."""
    starts = [row.start for row in memory.rows[index] if row.kind == "person" and row.end <= token]
    opening = memory.graphs[index].tokens[: min(starts, default=0)]
    return any(one.deprel == "nmod:poss" and _SINGULAR.get(one.form.lower()) == gender for one in opening)


def _known_woman(memory: Memory, index: int, token: int, barred: set[str]) -> str:
    """The only one named before "she" whose name is a woman's; empty where there is none or several."""
    found = [key for key in memory.persons(index, token) if memory.gender.get(key) == "female" and key not in barred]
    return found[0] if len(found) == 1 else ""


def _only_woman(memory: Memory, index: int, token: int) -> str | None:
    """The only woman named before "she", where the subject is somebody whose sex is not told."""
    found = [key for key in memory.persons(index, token) if memory.gender.get(key) == "female"]
    return found[0] if len(found) == 1 else None


def _described(memory: Memory, index: int, token: int) -> set[str]:
    """The person whom the phrase that a possessive opens describes: "his counterpart, X", "her aide X"."""
    letters = memory.names[index].marked.letters
    return {
        row.entities[0]
        for row in memory.rows[index]
        if row.kind == "person"
        and row.how in {"name", "surname"}
        and row.end == token - 1
        and letters[row.end] == ","
    } | {
        row.entities[0]
        for row in memory.rows[index]
        if row.kind == "person" and row.how in {"name", "surname"} and token < row.start
        and set(letters[token + 1 : row.start]) <= set("GHMKRE,.-") and set(letters[token + 1 : row.start]) & set("HKE")
    }  # fmt: skip


def _fronted(graph: Graph, token: int, verb: int, subject: int) -> bool:
    """Whether a pronoun stands in a clause put before its governor's subject: "Asked if he agreed, X said"."""
    at = token
    while graph.heads[at] not in (verb, -1):
        at = graph.heads[at]
    said = graph.deprels[verb] == "ccomp" and graph.heads[verb] > verb  # "During his talks, X will act, Y said"
    return base(graph.deprels[at]) in {"advcl", "obl"} and at < subject and (graph.heads[verb] == -1 or said)


def _rivals(memory: Memory, index: int, subject: int, token: int, key: str, gender: str) -> list[str]:
    """Other persons who stand between a subject and a possessive: "X accompanies Y for his talks"."""
    found = {
        row.entities[0]: None
        for row in memory.rows[index]
        if row.kind == "person"
        and row.how in {"name", "surname"}
        and subject < row.start
        and row.end <= token
        and row.entities[0] != key
        and memory.gender.get(row.entities[0], gender) == gender
    }
    return list(found)


def _from_before(memory: Memory, index: int, gender: str, barred: set[str]) -> str | None:
    """The person of the sentence before: its subject, else the only one."""
    for at in range(index - 1, max(-1, index - 3), -1):
        if at in memory.blocked or not memory.near(index, at):
            return None
        persons = [key for key in memory.persons(at) if memory.gender.get(key, gender) == gender and key not in barred]
        subject = _subject(memory, at)
        if subject is not None and subject not in barred and memory.gender.get(subject, gender) == gender:
            return subject
        if len(persons) == 1:
            return persons[0]
        if persons:
            return None
    return None


def _subject(memory: Memory, index: int) -> str | None:
    """The single person who is the subject of a sentence's main verb."""
    graph = memory.graphs[index]
    for root in graph.children(-1):
        for child in graph.children(root):
            if graph.deprels[child] in SUBJECTS:
                row = memory.at(index, child)
                conjoined = any(graph.deprels[at] == "conj" for at in graph.children(child))
                if row is not None and row.kind == "person" and len(row.entities) == 1 and not conjoined:
                    return row.entities[0]
                if row is None or row.kind != "person":
                    return _subject_of_saying(memory, index, root) or _subject_of_time(memory, index, root)
    return None


def _subject_of_time(memory: Memory, index: int, root: int) -> str | None:
    """The person who acts in the clause that sets the time: "The decision came after X met Y"."""
    graph = memory.graphs[index]
    for clause in graph.children(root):
        if graph.deprels[clause] != "advcl" or not _TIMES.intersection(marks(graph, clause)):
            continue
        for child in graph.children(clause):
            row = memory.at(index, child) if graph.deprels[child] in SUBJECTS else None
            conjoined = any(graph.deprels[at] == "conj" for at in graph.children(child))
            if row is not None and row.kind == "person" and len(row.entities) == 1 and not conjoined:
                return row.entities[0]
    return None


def _subject_of_saying(memory: Memory, index: int, root: int) -> str | None:
    """The person of whom a body says something: "The Ministry announces that X will visit"."""
    graph = memory.graphs[index]
    if graph.tokens[root].lemma.lower() not in REPORTING:
        return None
    for clause in graph.children(root):
        if graph.deprels[clause] != "ccomp":
            continue
        for child in graph.children(clause):
            if graph.deprels[child] in SUBJECTS:
                row = memory.at(index, child)
                conjoined = any(graph.deprels[at] == "conj" for at in graph.children(child))
                single = row is not None and row.kind == "person" and len(row.entities) == 1 and not conjoined
                return row.entities[0] if row is not None and single else None
    return None


def _human(memory: Memory, index: int, token: int, row: Referring | None) -> bool:
    """Whether a token is somebody unnamed ("the official"), or a pronoun nobody could resolve."""
    word = memory.names[index].marked.lower[token]
    if memory.graphs[index].tokens[token].feat("Number") == "Plur":
        return False
    if row is not None and row.kind == "person":
        return False
    return word in title_words()["human"] or word in _SINGULAR or memory.names[index].marked.letters[token] in "HEK"


def unnamed_subject(memory: Memory, index: int) -> bool:
    """Whether the main subject of a sentence is somebody unnamed."""
    graph = memory.graphs[index]
    for root in graph.children(-1):
        for child in graph.children(root):
            if graph.deprels[child] in SUBJECTS:
                return _human(memory, index, child, memory.at(index, child))
    return False


def plural_pronouns(memory: Memory, index: int) -> Iterator[Referring]:
    """They: to the persons or states coordinated as subject, else to the only two of the sentence before."""
    graph = memory.graphs[index]
    if _PLURAL.isdisjoint(graph.lower):
        return
    inside = quoted(memory, index)
    for token in graph.tokens:
        if token.form.lower() not in _PLURAL or inside[token.index]:
            continue
        group = (
            _coordinated(memory, index, token.index)
            or _both(memory, index, token.index)
            or _behind(memory, index, token.index)
            or (
                encounter(memory, index - 1) or _coordinated(memory, index - 1, 10**6, main=True)
                if index and memory.near(index, index - 1) and not _plural_noun_before(graph, token.index)
                else ()
            )
        )
        if group:
            how = "possessive" if token.form.lower() == "their" else "pronoun"
            kind = group[0].split("/")[0]
            yield Referring(index, token.index, token.index + 1, token.index, token.span, group, kind, how)


def _both(memory: Memory, index: int, token: int) -> tuple[str, ...]:
    """For "X gave Y a note when they met": the two whom the governing clause names as subject and object."""
    graph = memory.graphs[index]
    verb = graph.heads[token]
    if graph.deprels[token] not in SUBJECTS or verb < 0 or base(graph.deprels[verb]) != "advcl":
        return ()
    links = {graph.lower[child] for child in graph.children(verb) if graph.deprels[child] in {"mark", "advmod"}}
    if links.isdisjoint(_WHILE) or _plural_noun_before(graph, token):
        return ()
    parts = [
        child
        for child in graph.children(graph.heads[verb])
        if child < token and (graph.deprels[child] in SUBJECTS or base(graph.deprels[child]) in _OBJECTS)
    ]
    rows = [row for row in (memory.at(index, part) for part in parts) if row is not None and row.kind == "person"]
    single = [row for row in rows if len(row.entities) == 1 and not row.group]
    keys = tuple(dict.fromkeys(row.entities[0] for row in single))
    return keys if len(keys) == 2 and len(single) == len(rows) else ()


def _titles_a_line(graph: Graph, token: int) -> bool:
    """Whether a name heads a line without a verb: "X and Y Before Their Talks"."""
    return graph.heads[token] == -1 and graph.tokens[token].upos == "PROPN" and not graph.tokens[-1].form.endswith(".")


def _behind(memory: Memory, index: int, token: int) -> tuple[str, ...]:
    """Those told of behind what opens a sentence: "In a statement after their talks, X and Y called for calm"."""
    graph = memory.graphs[index]
    for verb in graph.ancestors(token):
        if graph.heads[verb] == -1:
            subjects = [child for child in graph.children(verb) if graph.deprels[child] in SUBJECTS]
            if len(subjects) == 1 and token < subjects[0] and _fronted(graph, token, verb, subjects[0]):
                return _coordinated(memory, index, 10**6)
    return ()


def _plural_noun_before(graph: Graph, token: int) -> bool:
    """Whether a plural subject stands before a token: "they" may mean it."""
    return any(
        other.feat("Number") == "Plur" and graph.deprels[other.index] in SUBJECTS and other.upos != "PRON"
        for other in graph.tokens[:token]
    )


def _coordinated(memory: Memory, index: int, before: int, *, main: bool = False) -> tuple[str, ...]:
    """Persons, or states, coordinated as the subject of a sentence's verb, or met by its single subject."""
    graph = memory.graphs[index]
    for token in graph.tokens:
        subject = graph.deprels[token.index] in SUBJECTS or _titles_a_line(graph, token.index)
        if not subject or token.index >= before or (main and in_relative_clause(graph, token.index)):
            continue
        heads = [token.index, *conjuncts(graph, token.index)]
        rows = [
            row
            for row in (memory.at(index, at) for at in heads)
            if row is not None and not (row.group and row.kind != "country")
        ]
        keys = tuple(dict.fromkeys(key for row in rows for key in row.entities))
        if (
            len(rows) == len(heads)
            and len(keys) > 1
            and len({row.kind for row in rows}) == 1
            and rows[0].kind in {"person", "country"}
        ):
            return keys
    return ()
