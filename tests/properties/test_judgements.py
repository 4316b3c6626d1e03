"""Knowledge is a function of the set of articles and the set of judgements; no order of giving and taking shows."""

import random
import sys
from pathlib import Path

import reported_world
from hypothesis import example, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "unit" / "resolution"))
from newsroom import SCHEMA, article, meeting, visit

from kg.errors import UsageError
from kg.judgement import Decision, Judgement, Sides, claim_names, pair, referent_name, refuse_conflicts
from kg.pipeline import build, judge, remove, undo
from kg.resolution import Memory, resolve
from kg.settings import Settings
from kg.store import MemoryStore
from kg.vocabulary import DIP
from kg.watchlist import EMPTY, Listed, Watchlist

SETTINGS = Settings()
FILES = sorted(reported_world.WORLD)
COURIER, DIARY, DENIAL = (reported_world.WORLD[name] for name in reported_world.WORLD)
STAGED = {"stages": reported_world.STAGES}


def referents(one, kind="person"):
    return [referent_name(one.article.digest, entity.key) for entity in one.entities if entity.kind == kind]


def claims(one):
    return [name for reference, name in claim_names(one).items() if reference.kind == "event"]


JUDGEMENTS = [
    Judgement(decision, *pair(decision, left, right), by="Ann", date=f"2024-04-{index + 10}", **values)
    for index, (decision, left, right, values) in enumerate(
        [
            (Decision.SAME, referents(COURIER)[:1], referents(DIARY)[1:2], {}),
            (Decision.DIFFERENT, referents(COURIER)[:1], referents(DENIAL)[:1], {}),
            (Decision.SAME, claims(COURIER)[:1], claims(DIARY)[4:5], {}),
            (Decision.SPLIT, claims(DENIAL), claims(COURIER)[:1], {}),
            (Decision.REJECT, claims(DIARY)[:2], [], {}),
            (Decision.STATUS, claims(COURIER)[1:], [], {"status": DIP + "planned"}),
            (
                Decision.ROLE,
                claims(COURIER)[:1],
                [],
                {"taken": DIP + "participant", "given": DIP + "host", "filler": referents(COURIER)[0]},
            ),
        ]
    )
]


def rebuilt(files, judgements):
    store = MemoryStore()
    if files:
        build([Path(name.replace("/", "_")) for name in sorted(files)], SETTINGS, store=store, **STAGED)
        if judgements:
            judge(judgements, SETTINGS, store=store, **STAGED)
    return store.reader().canonical()


def test_random_sequences_of_adding_removing_judging_and_undoing_equal_a_rebuild_of_what_remains():
    for seed in range(5):
        dice = random.Random(seed)  # noqa: S311
        store = MemoryStore()
        held, decided = {FILES[0]}, {}
        build([Path(FILES[0].replace("/", "_"))], SETTINGS, store=store, **STAGED)
        for _ in range(dice.randint(4, 8)):
            name, judgement = dice.choice(FILES), dice.choice(JUDGEMENTS)
            if dice.random() < 0.5:
                if name not in held:
                    build([Path(name.replace("/", "_"))], SETTINGS, store=store, **STAGED)
                    held.add(name)
                elif len(held) > 1:
                    remove([name], SETTINGS, store=store, **STAGED)
                    held.remove(name)
            elif judgement.id in decided:
                undo([judgement.id], SETTINGS, store=store, **STAGED)
                del decided[judgement.id]
            else:
                judge([judgement], SETTINGS, store=store, **STAGED)
                decided[judgement.id] = judgement
        assert store.reader().canonical() == rebuilt(held, list(decided.values())), seed


PAPERS = [
    article("one", "2024-03-05", meeting("Anna Petit", "Joseph Otieno", date="2024-03-04"), visit("Petit")),
    article("two", "2024-03-06", meeting("Anna Petit", "Joseph Otieno"), meeting("Rut Berg", "Ole Dahl")),
    article("three", "2024-03-07", meeting("Anna Petit", "Ole Dahl", date="2024-03-05"), visit("Rut Berg")),
    article("four", None, meeting("Joseph Otieno", "Anna Petit", "Rut Berg")),
]
PERSONS = [name for one in PAPERS for name in referents(one)]
EVENTS = [name for one in PAPERS for name in claims(one) if "-" in name]
MEETINGS = [
    name
    for one in PAPERS
    for reference, name in claim_names(one).items()
    if reference.kind == "event" and one.claims[reference.ordinal].event_type == DIP + "Meeting"
]


@st.composite
def decisions(draw):
    decision = draw(st.sampled_from(Decision))
    if decision in (Decision.SAME, Decision.DIFFERENT, Decision.SPLIT):
        known = MEETINGS if decision is Decision.SPLIT else draw(st.sampled_from([PERSONS, MEETINGS]))
        chosen = draw(st.lists(st.sampled_from(known), min_size=2, max_size=4, unique=True))
        at = draw(st.integers(1, len(chosen) - 1))
        return Judgement(decision, *pair(decision, chosen[:at], chosen[at:]))
    chosen = tuple(sorted(draw(st.sets(st.sampled_from(EVENTS), min_size=1, max_size=2))))
    if decision is Decision.STATUS:
        return Judgement(decision, chosen, status=DIP + draw(st.sampled_from(["planned", "denied"])))
    if decision is Decision.ROLE:
        return Judgement(decision, chosen, given=DIP + "host", filler=draw(st.sampled_from(PERSONS)))
    return Judgement(decision, chosen)


def without_conflicts(wanted):
    held = []
    for judgement in wanted:
        try:
            refuse_conflicts(held, [judgement])
        except UsageError:
            continue
        held.append(judgement)
    return held


def between(decision, one, other):
    return Judgement(decision, *pair(decision, [one], [other]))


def named(paper, key):
    return referent_name(PAPERS[paper].article.digest, f"person/{key}")


CROSSED = [  # both natural groups hold one that is kept apart from one of the other
    between(Decision.SAME, named(3, "joseph-otieno"), named(1, "anna-petit")),
    between(Decision.DIFFERENT, named(0, "anna-petit"), named(0, "joseph-otieno")),
]


@settings(max_examples=150, deadline=None)
@example(CROSSED, random.Random(1), 4)  # noqa: S311
@given(st.lists(decisions(), max_size=5).map(without_conflicts), st.randoms(use_true_random=False), st.integers(1, 4))
def test_any_order_of_articles_and_judgements_gives_one_knowledge_that_keeps_to_them(judgements, dice, count):
    papers = PAPERS[:count]
    knowledge = resolve(papers, SCHEMA, judgements)
    shuffled, again = dice.sample(papers, len(papers)), dice.sample(judgements, len(judgements))
    assert resolve(shuffled, SCHEMA, again + again) == knowledge
    sides = Sides(judgements)
    names = {reference: name for one in papers for reference, name in claim_names(one).items()}
    bodies = [[names[claim] for claim in event.claims] for event in knowledge.events]
    bodies += [[referent_name(ref.article, ref.key) for ref in entity.sources] for entity in knowledge.entities]
    for body in bodies:
        assert not any(sides.parts([one], [other]) for one in body for other in body)
    assert len({name for body in bodies for name in body}) == sum(map(len, bodies))
    rejected = {name for one in judgements if one.decision is Decision.REJECT for name in one.claims}
    assert rejected.isdisjoint(name for body in bodies for name in body)
    entities = [set(body) for body in bodies[len(knowledge.events) :]]
    for one in judgements:
        if one.decision is Decision.SAME and one.claims[0] in PERSONS:
            there = {name for name in one.about if any(name in body for body in entities)}
            assert sum(not body.isdisjoint(there) for body in entities) <= 1


LIST = Watchlist([Listed("1", "person", "Anna Petit", ("Rut Berg",)), Listed("2", "person", "Ole Dahl")])
calls = st.tuples(
    st.integers(1, 4), st.lists(decisions(), max_size=4).map(without_conflicts), st.sampled_from([EMPTY, LIST])
)


@settings(max_examples=60, deadline=None)
@given(st.lists(calls, min_size=2, max_size=4))
def test_a_memory_of_other_judgements_and_another_list_changes_no_result(steps):
    memory = Memory()
    for count, judgements, watchlist in steps:
        fresh = resolve(PAPERS[:count], SCHEMA, judgements, watchlist)
        assert resolve(PAPERS[:count], SCHEMA, judgements, watchlist, memory=memory) == fresh
