"""Operators, scopes, kinds and fallbacks of realizations, over hand-built sentences and types."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from graph_building import parse, scene

from kg.extraction.enhance import enhance
from kg.extraction.fillings import count
from kg.extraction.frames import Matcher
from kg.extraction.graph import Edge
from kg.extraction.noun_phrases import joins
from kg.extraction.quotations import find_quotations
from kg.extraction.readings import Readings
from kg.schema.mini import Lexicon, parse_condition, parse_realization
from kg.schema.model import Concept, EventType, Role, Schema, Trigger

AGENT = ("person", "organization", "country")
LEXICON = Lexicon(
    edges=("subj", "obj", "iobj", "poss", "compound", "amod"),
    kinds=("person", "country", "agent"),
    operators=("cue", "quote", "nearest", "principal", "subject"),
)


def role(key, *realizations, kinds=AGENT, minimum=0, maximum=0, **more):
    return Role(
        iri=f"x:{key}",
        key=key,
        label=key,
        kinds=kinds,
        scheme=more.get("scheme", ""),
        literal=more.get("literal", False),
        agent=kinds == AGENT,
        contact=True,
        minimum=minimum,
        maximum=maximum,
        realizations=tuple(parse_realization(text, LEXICON) for text in realizations),
        described=more.get("described", False),
    )


def event_type(*roles, triggers, light=("*",), not_light=(), **more):
    return EventType(
        iri="x:Parley",
        key="Parley",
        slug="parley",
        label="parley",
        definition="",
        cameo="040",
        triggers=triggers,
        light=light,
        not_light=not_light,
        roles=roles,
        options=more.get("options", ()),
        distribute=more.get("distribute", ()),
        examples=(),
        counter_examples=(),
        source="",
        one_of=(),
    )


def trigger(lemma, upos, *conditions):
    return Trigger((lemma,), upos, tuple(parse_condition(text, LEXICON) for text in conditions))


def match(kind, sentence, *referring, concepts=()):
    told = scene(enhance(sentence), referring=referring)
    schema = Schema((kind,), concepts, (), "", ())
    return Matcher(schema).match(told, 0, Readings(told, 0), find_quotations(told.article))


def fillers(found, key):
    return [entity for filling in found.role(f"x:{key}") for entity in filling.entities]


HELD = parse(
    "Vogt PROPN 2 nsubj",
    "held VERB 0 root hold",
    "talks NOUN 2 obj talk Number=Plur",
    "with ADP 5 case",
    "Otieno PROPN 3 nmod",
    "in ADP 7 case",
    "Lima PROPN 2 obl",
)
NAMES = ("0 0 1 person/vogt name", "0 4 5 person/otieno name", "0 6 7 country/peru capital place/lima")
PARLEY = event_type(
    role("party", "subj", "obj@self", "[with]", "subj@light", minimum=2),
    role("site", "[in]", "[in]@light", kinds=("place", "country")),
    triggers=(trigger("talk", "NOUN", "#Number=Plur"), trigger("meet", "VERB")),
)


def test_a_light_verb_lends_the_noun_its_subject_and_place():
    (found,) = match(PARLEY, HELD, *NAMES)
    assert fillers(found, "party") == ["person/otieno", "person/vogt"]
    assert fillers(found, "site") == ["place/lima"]
    assert found.is_complete()


def test_a_verb_that_is_not_light_lends_nothing():
    kind = event_type(*PARLEY.roles, triggers=PARLEY.triggers, not_light=("hold",))
    (found,) = match(kind, HELD, *NAMES)
    assert fillers(found, "party") == ["person/otieno"]
    assert found.unmet() == ("x:party",)


def test_a_closed_list_of_light_verbs_admits_only_its_own():
    kind = event_type(*PARLEY.roles, triggers=PARLEY.triggers, light=("have",))
    (found,) = match(kind, HELD, *NAMES)
    assert fillers(found, "party") == ["person/otieno"]


def test_a_capital_is_its_state_as_agent_and_itself_as_place():
    sentence = parse(
        "Lima PROPN 2 nsubj", "met VERB 0 root meet", "Quito PROPN 2 obj", "in ADP 5 case", "Lima PROPN 2 obl"
    )
    (found,) = match(
        PARLEY,
        sentence,
        "0 0 1 country/peru capital place/lima",
        "0 2 3 country/ecuador capital place/quito",
        "0 4 5 country/peru capital place/lima",
    )
    assert fillers(found, "party") == ["country/peru", "country/ecuador"]
    assert fillers(found, "site") == ["place/lima"]


def test_a_demonym_is_never_a_place():
    sentence = parse("talks NOUN 0 root talk Number=Plur", "in ADP 3 case", "Peruvian PROPN 1 nmod")
    (found,) = match(PARLEY, sentence, "0 2 3 country/peru demonym")
    assert fillers(found, "site") == []


def test_a_condition_that_fails_keeps_the_trigger_silent():
    sentence = parse("Vogt PROPN 2 nsubj", "gave VERB 0 root give", "talk NOUN 2 obj talk Number=Sing")
    assert match(PARLEY, sentence, "0 0 1 person/vogt name") == ()


def test_unnamed_envoys_act_for_their_state():
    sentence = parse(
        "Peruvian ADJ 2 amod",
        "envoys NOUN 3 nsubj envoy Number=Plur",
        "met VERB 0 root meet",
        "Otieno PROPN 3 obj",
    )
    (found,) = match(PARLEY, sentence, "0 0 1 country/peru demonym", "0 3 4 person/otieno name")
    assert fillers(found, "party") == ["country/peru", "person/otieno"]


def test_an_apposition_names_the_counterpart():
    sentence = parse(
        "Vogt PROPN 2 nsubj",
        "met VERB 0 root meet",
        "her PRON 4 nmod:poss",
        "counterpart NOUN 2 obj",
        ", PUNCT 6 punct",
        "Otieno PROPN 4 appos",
    )
    (found,) = match(PARLEY, sentence, "0 0 1 person/vogt name", "0 5 6 person/otieno name")
    assert fillers(found, "party") == ["person/vogt", "person/otieno"]


def test_a_fallback_is_tried_only_while_the_minimum_is_unmet():
    roles = (role("party", "[with]", "else:subj@light", minimum=2),)
    (open_one,) = match(event_type(*roles, triggers=PARLEY.triggers), HELD, *NAMES)
    assert fillers(open_one, "party") == ["person/otieno", "person/vogt"]
    full = (role("party", "[with]", "else:subj@light", minimum=1),)
    (met,) = match(event_type(*full, triggers=PARLEY.triggers), HELD, *NAMES)
    assert fillers(met, "party") == ["person/otieno"]


def test_a_kind_filter_passes_others_over():
    roles = (role("party", "subj~country@light", "[with]~person", minimum=1),)
    (found,) = match(event_type(*roles, triggers=PARLEY.triggers), HELD, *NAMES)
    assert fillers(found, "party") == ["person/otieno"]


def test_a_governing_verb_of_a_list_fills_a_role():
    roles = (role("giver", "subj@hold|stage"), role("taker", "subj@receive"))
    (found,) = match(event_type(*roles, triggers=PARLEY.triggers), HELD, *NAMES)
    assert fillers(found, "giver") == ["person/vogt"]
    assert fillers(found, "taker") == []


def test_the_nearest_name_is_a_last_resort():
    roles = (role("party", "else:nearest", minimum=1),)
    (found,) = match(event_type(*roles, triggers=PARLEY.triggers), HELD, *NAMES)
    assert fillers(found, "party") == ["person/vogt"]
    assert found.fillings[0].implied


def test_a_description_is_kept_where_the_role_takes_descriptions():
    sentence = parse(
        "Peru PROPN 2 nsubj",
        "banned VERB 0 root ban",
        "two NUM 5 nummod",
        "shipping NOUN 5 compound",
        "firms NOUN 2 obj firm",
    )
    kind = event_type(role("target", "obj@self", described=True), triggers=(trigger("ban", "VERB"),))
    (found,) = match(kind, sentence, "0 0 1 country/peru name")
    (filling,) = found.fillings
    assert filling.described
    assert len(filling.span) == len("two shipping firms")


def test_a_concept_is_found_by_its_cue_at_the_trigger():
    sentence = parse("a DET 3 det", "secret ADJ 3 amod", "talks NOUN 0 root talk Number=Plur")
    kind = event_type(role("manner", "cue", kinds=(), scheme="x:manners"), triggers=PARLEY.triggers)
    manners = (
        Concept("x:open", "open", "x:manners", ("open",)),
        Concept("x:secret", "secret", "x:manners", ("secret",)),
    )
    (found,) = match(kind, sentence, concepts=manners)
    assert [filling.value for filling in found.fillings] == ["x:secret"]


def test_a_quotation_is_taken_without_its_marks():
    sentence = parse("“No” X 2 obj", "said VERB 0 root say", "Vogt PROPN 2 nsubj")
    kind = event_type(
        role("speaker", "subj"), role("words", "quote", kinds=(), literal=True), triggers=(trigger("say", "VERB"),)
    )
    (found,) = match(kind, sentence, "0 2 3 person/vogt name")
    assert [filling.value for filling in found.role("x:words")] == ["No"]


def test_several_entities_in_one_mention_count_each():
    sentence = parse("They PRON 2 nsubj", "met VERB 0 root meet")
    (found,) = match(PARLEY, sentence, "0 0 1 person/vogt,person/otieno pronoun")
    assert count(found.fillings) == 2
    assert found.is_complete()


def test_fallbacks_come_after_what_all_roles_find_outright():
    exchange = event_type(
        role("sender", "[from]", "else:subj@hand", minimum=1),
        role("carrier", "subj@hand"),
        triggers=(trigger("letter", "NOUN"),),
    )
    told = parse("Vogt PROPN 2 nsubj", "handed VERB 0 root hand", "a DET 4 det", "letter NOUN 2 obj")
    found = match(exchange, told, "0 0 1 person/vogt name")[0]
    assert (fillers(found, "carrier"), fillers(found, "sender")) == (["person/vogt"], [])


def test_who_hands_over_the_letter_told_before_need_not_have_written_it():
    exchange = event_type(role("sender", "else:subj@hand", minimum=1), triggers=(trigger("letter", "NOUN"),))
    the, a = (
        parse("Vogt PROPN 2 nsubj", "handed VERB 0 root hand", f"{word} DET 4 det", "letter NOUN 2 obj")
        for word in ("the", "a")
    )
    assert fillers(match(exchange, the, "0 0 1 person/vogt name")[0], "sender") == []
    assert fillers(match(exchange, a, "0 0 1 person/vogt name")[0], "sender") == ["person/vogt"]


def test_a_phrase_hung_on_the_object_still_hangs_on_its_verb():
    listing = event_type(
        role("target", "obj@[from]:remove", minimum=1), triggers=(trigger("list", "NOUN", "+@[from]:remove"),)
    )
    told = parse(
        "Peru PROPN 2 nsubj", "removed VERB 0 root remove", "Otieno PROPN 2 obj", "from ADP 5 case", "list NOUN 3 nmod"
    )
    assert fillers(match(listing, told, "0 2 3 person/otieno name")[0], "target") == ["person/otieno"]


def test_goods_are_aimed_at_whose_they_are():
    ban = event_type(role("target", "obj@self", minimum=1), triggers=(trigger("ban", "VERB"),))
    told = parse(
        "Peru PROPN 2 nsubj",
        "banned VERB 0 root ban",
        "imports NOUN 2 obj import",
        "of ADP 6 case",
        "Chilean ADJ 6 amod",
        "fruit NOUN 3 nmod",
    )
    found = match(ban, told, "0 0 1 country/peru name", "0 4 5 country/chile demonym")[0]
    assert fillers(found, "target") == ["country/chile"]


def test_a_number_of_persons_is_a_description_and_so_are_those_around_somebody():
    ban = event_type(role("target", "obj@self", minimum=1, described=True), triggers=(trigger("ban", "VERB"),))
    some = parse(
        "Peru PROPN 2 nsubj",
        "banned VERB 0 root ban",
        "two NUM 2 obj",
        "of ADP 6 case",
        "its PRON 6 nmod:poss",
        "commanders NOUN 3 nmod commander",
    )
    family = parse("Peru PROPN 2 nsubj", "banned VERB 0 root ban", "his PRON 4 nmod:poss", "family NOUN 2 obj")
    for told in (some, family):
        assert [filling.described for filling in match(ban, told)[0].role("x:target")] == [True]


def test_an_unnamed_office_counts_only_where_the_type_is_anchored():
    kinds = {
        options: event_type(
            role("sender", "subj@self", minimum=1),
            role("recipient", "[to]", minimum=1, described=True),
            triggers=(trigger("write", "VERB"),),
            options=options,
        )
        for options in ((), ("anchored",))
    }
    told = parse(
        "Vogt PROPN 2 nsubj", "wrote VERB 0 root write", "to ADP 5 case", "the DET 5 det", "minister NOUN 2 obl"
    )
    found = {options: match(kind, told, "0 0 1 person/vogt name")[0] for options, kind in kinds.items()}
    assert not found[()].is_complete()
    assert found[("anchored",)].is_complete()


def test_goods_are_nobodys_but_their_nations_and_some_of_its_firms_are_somebody():
    ban = event_type(
        role("imposer", "poss"), role("target", "[on]", minimum=1, described=True),
        triggers=(trigger("curb", "NOUN"),), options=("anchored",),
    )  # fmt: skip
    for noun, kept in (("shipyard", [True]), ("oil", [False])):
        told = parse(
            "Peru PROPN 2 nmod:poss", "curbs NOUN 0 root curb", "on ADP 5 case", "Chilean ADJ 5 amod",
            f"{noun} NOUN 2 nmod",
        )  # fmt: skip
        found = match(ban, told, "0 0 1 country/peru name", "0 3 4 country/chile demonym")[0].role("x:target")
        assert [filling.described for filling in found] == kept


def test_who_takes_in_what_is_for_another_is_not_the_one_it_is_for():
    """For "gave Persson a letter to Berg": it is for Berg."""
    kind = event_type(role("recipient", "[to]", "iobj@light"), triggers=(trigger("letter", "NOUN"),))
    for_berg = parse(
        "Lind PROPN 2 nsubj",
        "gave VERB 0 root give",
        "Persson PROPN 2 iobj",
        "a DET 5 det",
        "letter NOUN 2 obj",
        "to ADP 7 case",
        "Berg PROPN 5 nmod",
    )
    names = ("0 0 1 person/lind name", "0 2 3 person/persson name", "0 6 7 person/berg name")
    (found,) = match(kind, for_berg, *names)
    assert fillers(found, "recipient") == ["person/berg"]
    plain = parse(
        "Lind PROPN 2 nsubj",
        "gave VERB 0 root give",
        "Persson PROPN 2 iobj",
        "a DET 5 det",
        "letter NOUN 2 obj",
    )
    (found,) = match(kind, plain, *names[:2])
    assert fillers(found, "recipient") == ["person/persson"]


def test_a_pronoun_in_reported_speech_is_who_speaks():
    """For "Peru said it had sent a letter"."""
    kind = event_type(role("sender", "subj@light"), triggers=(trigger("letter", "NOUN"),))
    sentence = parse(
        "Peru PROPN 2 nsubj",
        "said VERB 0 root say",
        "it PRON 5 nsubj",
        "had AUX 5 aux",
        "sent VERB 2 ccomp send",
        "a DET 7 det",
        "letter NOUN 5 obj",
    )
    (found,) = match(kind, sentence, "0 0 1 country/pe name")
    assert fillers(found, "sender") == ["country/pe"]


def test_a_noun_read_as_a_verb_is_a_noun_where_it_has_an_article_or_a_compound():
    """For "visa bans were lifted" with the bans read as a verb."""
    kind = event_type(role("target", "[on]"), triggers=(trigger("ban", "NOUN"),))
    sentence = parse(
        "visa NOUN 2 compound",
        "bans VERB 6 nsubj:pass ban",
        "on ADP 4 case",
        "Chile PROPN 2 nmod",
        "were AUX 6 aux:pass",
        "lifted VERB 0 root lift",
    )
    (found,) = match(kind, sentence, "0 3 4 country/cl name")
    assert fillers(found, "target") == ["country/cl"]


def test_an_envoy_brings_what_his_principal_sends():
    """For "Berg, an envoy of Lind, brought a letter": Lind sent it; of one who is no envoy nobody knows."""
    kind = event_type(
        role("sender", "else:principal", minimum=1),
        role("carrier", "subj@bring"),
        triggers=(trigger("letter", "NOUN"),),
    )
    for noun, expected in (("envoy", ["person/lind"]), ("friend", [])):
        sentence = parse(
            "Berg PROPN 7 nsubj",
            ", PUNCT 4 punct",
            "an DET 4 det",
            f"{noun} NOUN 1 appos",
            "of ADP 6 case",
            "Lind PROPN 4 nmod",
            "brought VERB 0 root bring",
            "a DET 9 det",
            "letter NOUN 7 obj",
        )
        (found,) = match(kind, sentence, "0 0 1 person/berg name", "0 5 6 person/lind name")
        assert fillers(found, "sender") == expected


def test_an_administration_is_the_state_of_him_it_is_named_after():
    """For "the Lind administration", where the article says of which state Lind is president."""
    sentence = parse(
        "the DET 3 det",
        "Lind PROPN 3 compound",
        "administration NOUN 4 nsubj",
        "met VERB 0 root meet",
    )
    rows = ("0 1 2 person/lind name",)
    for positions, expected in (((), []), (("country/pe",), ["country/pe"]), (("country/pe", "country/cl"), [])):
        told = scene(
            enhance(sentence),
            referring=rows,
            positions=[SimpleNamespace(holder="person/lind", organization=one) for one in positions],
        )
        found = Readings(told, 0).read(2, frozenset(("person", "country")))
        assert [key for reading in found for key in reading.entities if key.startswith("country")] == expected


def test_who_is_joined_to_the_one_found_fills_the_role_too():
    graph = enhance(
        parse(
            "Vogt PROPN 4 nsubj",
            "and CCONJ 3 cc",
            "Otieno PROPN 1 conj",
            "returned VERB 0 root return",
            "Berg PROPN 4 obj",
        )
    )
    assert joins(graph, 2, [0])
    assert not joins(graph, 4, [0])
    assert not joins(graph, 2, [])


def test_where_nobody_is_named_the_nation_of_those_described_is():
    ban = event_type(
        role("target", "[on]", minimum=1, described=True), triggers=(trigger("ban", "NOUN"),), options=("anchored",)
    )
    told = parse("ban NOUN 0 root", "on ADP 4 case", "Chilean ADJ 4 amod", "tourists NOUN 1 nmod tourist")
    assert fillers(match(ban, told, "0 2 3 country/chile demonym")[0], "target") == ["country/chile"]


def test_descriptions_that_hold_each_other_end():
    """A hyphenated "top-level trade talks" makes each of "level" and "trade" a part of the other."""
    rows = ("top ADJ 2 amod", "level NOUN 4 compound", "trade NOUN 4 compound", "talks NOUN 0 root talk")
    graph = enhance(parse(*rows))
    both = (Edge(1, "compound", "", 2), Edge(2, "compound", "", 1))
    told = scene(replace(graph, edges=(*graph.edges, *both)))
    assert Readings(told, 0).read(2, frozenset(("person", "country", "organization"))) == ()


@pytest.mark.parametrize(("word", "read"), [("anti-Houthi", []), ("Houthi", ["organization/houthi"])])
def test_a_coalition_against_somebody_does_not_act_for_him(word, read):
    graph = enhance(parse(f"{word} ADJ 2 amod", "coalition NOUN 3 nsubj", "met VERB 0 root meet"))
    told = scene(graph, referring=["0 0 1 organization/houthi name"])
    found = Readings(told, 0).read(1, frozenset(("person", "country", "organization")))
    assert [key for reading in found for key in reading.entities] == read


@pytest.mark.parametrize(("how", "read"), [("name", False), ("pronoun", True)])
def test_who_signs_a_text_takes_no_part_by_that(how, read):
    told = scene(enhance(parse("Lind PROPN 2 nsubj", "met VERB 0 root meet")), referring=[f"0 0 1 person/lind {how}"])
    signed = {key: replace(entity, peripheral=True) for key, entity in told.entities.items()}
    found = Readings(replace(told, entities=signed), 0).read(0, frozenset(("person",)))
    assert bool(found) is read
