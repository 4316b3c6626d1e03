import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.schema.mini import (
    Lexicon,
    MiniLanguageError,
    parse_condition,
    parse_cue,
    parse_realization,
    render_condition,
    render_realization,
)
from kg.schema.model import Condition, Governor, Realization, Step

LEXICON = Lexicon(edges=("compound", "obj", "subj"), kinds=("country", "person"), operators=("quote", "nearest"))
WORDS = st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), min_size=1, max_size=3).map(tuple)
STEPS = st.sampled_from(LEXICON.edges).map(Step) | WORDS.map(lambda words: Step("p", words))
KINDS = st.sampled_from(("", *LEXICON.kinds))
GOVERNORS = WORDS.filter(lambda words: not {"light", "self", "own"} & set(words))
SCOPES = (
    st.sampled_from((("own", ()), ("light", ()), ("self", ())))
    | WORDS.map(lambda words: ("self", words))
    | GOVERNORS.map(lambda words: ("governor", words))
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("subj", Realization("path", Step("subj"), "own")),
        ("obj@self", Realization("path", Step("obj"), "self")),
        ("[with|between]", Realization("path", Step("p", ("with", "between")), "own")),
        ("[on_behalf_of]@light", Realization("path", Step("p", ("on_behalf_of",)), "light")),
        ("subj@deliver|hand", Realization("path", Step("subj"), "governor", ("deliver", "hand"))),
        ("subj@self:write|cable", Realization("path", Step("subj"), "self", ("write", "cable"))),
        ("subj@self:!write|cable", Realization("path", Step("subj"), "self", ("!write", "cable"))),
        ("compound~country", Realization("path", Step("compound"), "own", kind="country")),
        ("obj@own:boycott|ban", Realization("path", Step("obj"), "own", ("boycott", "ban"))),
        (
            "subj@[in|by]:tell",
            Realization("path", Step("subj"), "governor", ("tell",), scope_prepositions=("in", "by")),
        ),
        ("subj@[in]", Realization("path", Step("subj"), "governor", scope_prepositions=("in",))),
        ("else:iobj@light", Realization("path", Step("iobj"), "light", fallback=True)),
        ("quote", Realization("quote", None, "own")),
        ("else:nearest~person", Realization("nearest", None, "own", kind="person", fallback=True)),
    ],
)
def test_a_realization_reads_as_its_parts(text, expected, lexicon):
    assert parse_realization(text, lexicon) == expected


@pytest.mark.parametrize(
    ("text", "position", "expected"),
    [
        ("", 0, "edge label"),
        ("sub", 0, "edge label"),
        ("subj@", 5, "governing verb"),
        ("subj@self:", 10, "trigger"),
        ("subj@light|hold", 5, "lemmas of verbs"),
        ("[with", 5, "']'"),
        ("[]", 1, "preposition"),
        ("[With]", 1, "preposition"),
        ("[with|]", 6, "preposition"),
        ("subj>obj", 4, "the end"),
        ("subj~planet", 5, "a kind"),
        ("subj@light~person", 10, "the end"),
        ("subj ", 4, "the end"),
        ("else:else:subj", 5, "edge label"),
        ("quote@light", 0, "edge label"),
    ],
)
def test_a_wrong_realization_names_the_place_and_what_should_stand_there(text, position, expected, lexicon):
    with pytest.raises(MiniLanguageError) as caught:
        parse_realization(text, lexicon)
    assert caught.value.position == position
    assert expected in caught.value.message
    assert f"character {position + 1}" in caught.value.message


def test_an_unknown_edge_is_answered_with_the_known_ones(lexicon):
    with pytest.raises(MiniLanguageError) as caught:
        parse_realization("nsubj", lexicon)
    assert "subj" in caught.value.mend
    assert "quote" in caught.value.mend


def test_a_path_of_two_steps_is_answered_with_the_way_round_it(lexicon):
    with pytest.raises(MiniLanguageError) as caught:
        parse_realization("obj>[of]", lexicon)
    assert "one step" in caught.value.mend


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+obj", Condition("+", Step("obj"))),
        ("+[with]:agent", Condition("+", Step("p", ("with",)), kind="agent")),
        ("!compound=news|press", Condition("!", Step("compound"), words=("news", "press"))),
        ("?obj:agent", Condition("?", Step("obj"), kind="agent")),
        ("+obj=letter:person", Condition("+", Step("obj"), words=("letter",), kind="person")),
        ("#Number=Plur", Condition("+", None, feature="Number=Plur")),
        ("!#Number=Plur", Condition("!", None, feature="Number=Plur")),
        ("+?host", Condition("+", None, role="host")),
        ("!?host", Condition("!", None, role="host")),
        ("+@send|carry", Condition("+", None, governor=Governor(("send", "carry")))),
        ("!@[on]:put", Condition("!", None, governor=Governor(("put",), ("on",)))),
        ("+@[on|over]", Condition("+", None, governor=Governor((), ("on", "over")))),
    ],
)
def test_a_condition_reads_as_its_parts(text, expected, lexicon):
    assert parse_condition(text, lexicon) == expected


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("obj", 0),
        ("", 0),
        ("+", 1),
        ("+nsubj", 1),
        ("+obj:thing", 5),
        ("+obj=", 5),
        ("+obj=News", 5),
        ("?obj", 4),
        ("#number=Plur", 1),
        ("#Number", 1),
        ("?#Number=Plur", 0),
        ("??host", 1),
        ("+?", 2),
        ("+@", 2),
        ("+@light", 2),
        ("+@[on", 5),
        ("+obj:person=x", 11),
    ],
)
def test_a_wrong_condition_names_the_place(text, position, lexicon):
    with pytest.raises(MiniLanguageError) as caught:
        parse_condition(text, lexicon)
    assert caught.value.position == position


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lift", ("", "lift", "")),
        ("VERB:lift", ("VERB", "lift", "")),
        ("VERB:call:[for]", ("VERB", "call", "[for]")),
        ("VERB:agree:xcomp", ("VERB", "agree", "xcomp")),
        ("VERB:resume:neg", ("VERB", "resume", "neg")),
        ("AUX:'ll", ("AUX", "'ll", "")),
        ("working-level", ("", "working-level", "")),
    ],
)
def test_a_cue_reads_as_part_of_speech_lemma_and_relation(text, expected):
    assert parse_cue(text) == expected


@pytest.mark.parametrize(
    ("text", "position"), [("VRB:lift", 0), ("VERB:", 5), ("VERB:Lift", 5), ("VERB:a:nominal", 7), ("lift up", 4)]
)
def test_a_wrong_cue_names_the_place(text, position):
    with pytest.raises(MiniLanguageError) as caught:
        parse_cue(text)
    assert caught.value.position == position


@given(STEPS, KINDS, SCOPES, st.booleans())
def test_every_realization_reads_back_as_it_was_written(step, kind, scope, fallback):
    realization = Realization("path", step, scope[0], scope[1], kind=kind, fallback=fallback)
    assert parse_realization(render_realization(realization), LEXICON) == realization


@given(st.sampled_from("+!"), STEPS, st.just(()) | WORDS, KINDS)
def test_every_condition_reads_back_as_it_was_written(sign, step, words, kind):
    condition = Condition(sign, step, words=words, kind=kind)
    assert parse_condition(render_condition(condition), LEXICON) == condition


@pytest.mark.parametrize(
    "text", ["#Number=Plur", "!#Number=Plur", "+?host", "?obj:country", "+@send", "!@[on]:put|add", "+@[on]"]
)
def test_the_other_conditions_read_back_too(text):
    assert render_condition(parse_condition(text, LEXICON)) == text


@given(st.text(alphabet="subj[]|@~:!else", max_size=12))
def test_any_string_is_read_or_refused_with_a_place_inside_it(text):
    try:
        read = parse_realization(text, LEXICON)
    except MiniLanguageError as error:
        fault = error.position
    else:
        fault = 0
        assert parse_realization(render_realization(read), LEXICON) == read
    assert 0 <= fault <= len(text)


@pytest.mark.parametrize("text", ["obj@own:ban|boycott", "subj@[in|by]", "else:obj~country@[in]:tell|ask"])
def test_the_narrower_scopes_read_back_too(text):
    assert render_realization(parse_realization(text, LEXICON)) == text
