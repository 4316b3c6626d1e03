"""Words that are noun and verb alike, and clauses that lost their verb: wrong as parsed, right after the repair."""

from graph_building import WORDS, edges, parse

from kg.extraction.enhance import enhance

CASES = {
    "gerund-between-nouns": (
        parse(
            "Chad PROPN 2 nsubj",
            "opposed VERB 0 root oppose",
            "a DET 7 det",
            "clause NOUN 7 compound",
            "imposing ADJ 7 amod",
            "travel NOUN 7 compound",
            "bans NOUN 2 obj ban",
            "on ADP 9 case",
            "ministers NOUN 7 nmod minister",
        ),
        {"opposed -obj-> bans", "bans -compound-> clause"},
        {"opposed -obj-> clause", "clause -acl-> imposing", "imposing -obj-> bans", "bans -compound-> travel"},
    ),
    "gerund-read-as-adjective": (
        parse(
            "Vogt PROPN 2 nsubj",
            "looks VERB 0 root look VerbForm=Fin|Tense=Pres",
            "forward ADV 2 advmod",
            "to ADP 5 mark",
            "hosting ADJ 2 advcl",
            "Otieno PROPN 5 obj",
            names=[(0, 1, "PERSON"), (5, 6, "PERSON")],
        ),
        set(),
        {"hosting -subj-> Vogt"},
    ),
    "place-behind-clause": (
        parse(
            "Vogt PROPN 2 nsubj",
            "visited VERB 0 root visit",
            "Chad PROPN 2 obj",
            "where ADV 6 advmod",
            "fighting NOUN 6 nsubj",
            "broke VERB 3 acl:relcl break VerbForm=Fin|Tense=Past",
            "out ADP 6 compound:prt",
            "and CCONJ 9 cc",
            "Peru PROPN 6 obl",
            names=[(2, 3, "LOC"), (8, 9, "LOC")],
        ),
        set(),
        {"visited -obj-> Peru"},
    ),
    "owner-beside-event": (
        parse(
            "GNU PROPN 6 nsubj",
            "and CCONJ 4 cc",
            "Kenyan ADJ 4 amod",
            "freezes NOUN 1 conj freeze Number=Plur",
            "would AUX 6 aux",
            "hurt VERB 0 root hurt",
            names=[(0, 1, "ORG")],
        ),
        {"hurt -subj-> GNU"},
        {"hurt -subj-> freezes", "freezes -compound-> GNU", "freezes -compound-> Kenyan"},
    ),
    "bordering-place": (
        parse(
            "She PRON 2 nsubj",
            "began VERB 0 root begin",
            "a DET 4 det",
            "tour NOUN 2 obj",
            "in SCONJ 6 mark",
            "neighbouring VERB 4 acl neighbour VerbForm=Ger",
            "Chad PROPN 6 obj",
            names=[(6, 7, "LOC")],
        ),
        {"tour -acl-> neighbouring"},
        {"tour -[in]-> Chad", "Chad -amod-> neighbouring"},
    ),
    "participle-read-as-clause": (
        parse(
            "Chad PROPN 2 nsubj",
            "announced VERB 0 root announce",
            "coordinated VERB 2 ccomp coordinate VerbForm=Part|Tense=Past",
            "bans NOUN 3 obj ban",
            "on ADP 6 case",
            "Peru PROPN 4 nmod",
        ),
        {"announced -ccomp-> coordinated", "coordinated -obj-> bans"},
        {"announced -obj-> bans", "bans -amod-> coordinated"},
    ),
    "particle-read-as-verb": (
        parse(
            "Lind PROPN 2 nsubj",
            "wrote VERB 0 root write",
            "to PART 4 mark",
            "von VERB 2 xcomp",
            "der PROPN 4 obj",
            "Haal PROPN 4 obj",
            "in ADP 8 case",
            "May PROPN 4 obl",
        ),
        {"wrote -xcomp-> von", "von -obj-> Haal"},
        {"wrote -[to]-> Haal", "Haal -flat-> von", "Haal -flat-> der", "wrote -[in]-> May"},
    ),
    "compound-read-as-clause": (
        parse(
            "Chad PROPN 2 nsubj",
            "imposed VERB 0 root impose",
            "visa NOUN 4 compound",
            "bans NOUN 2 obj ban",
            "and CCONJ 6 cc",
            "asset NOUN 4 conj",
            "freezes VERB 2 xcomp freeze",
            "on ADP 9 case",
            "ministers NOUN 7 obl minister",
        ),
        {"imposed -xcomp-> freezes", "imposed -obj-> asset"},
        {"imposed -obj-> freezes", "freezes -compound-> asset", "freezes -[on]-> ministers"},
    ),
    "modifier-read-as-clause": (
        parse(
            "Chad PROPN 2 nsubj",
            "slapped VERB 0 root slap",
            "export NOUN 2 xcomp",
            "curbs NOUN 3 obj curb",
            "on ADP 6 case",
            "timber NOUN 4 nmod",
        ),
        {"slapped -xcomp-> export"},
        {"slapped -obj-> curbs", "curbs -compound-> export"},
    ),
    "infinitive-read-as-modifier": (
        parse(
            "Chad PROPN 2 nsubj",
            "threatened VERB 0 root threaten",
            "to PART 6 case",
            "halt VERB 5 compound",
            "grain NOUN 6 compound",
            "sales NOUN 2 obl sale",
        ),
        {"threatened -[to]-> sales"},
        {"threatened -xcomp-> halt", "halt -obj-> sales", "halt -subj-> Chad"},
    ),
    "object-read-as-subject": (
        parse(
            "Chad PROPN 2 nsubj",
            "agreed VERB 0 root agree",
            "to PART 4 mark",
            "ease VERB 2 xcomp ease VerbForm=Inf",
            "curbs NOUN 8 nsubj curb",
            "on ADP 7 case",
            "Peru PROPN 5 nmod",
            "imposed VERB 2 advcl impose VerbForm=Fin|Tense=Past",
        ),
        {"imposed -subj-> curbs"},
        {"ease -obj-> curbs", "curbs -acl-> imposed", "imposed -obj-> curbs"},
    ),
    "object-read-as-second-subject": (
        parse(
            "note NOUN 5 nsubj:pass",
            "inviting VERB 1 acl invite VerbForm=Ger",
            "Vogt PROPN 5 nsubj:pass",
            "was AUX 5 aux:pass be",
            "sent VERB 0 root send VerbForm=Part|Tense=Past",
            names=((2, 3, "PERSON"),),
        ),
        {"sent -obj-> Vogt"},
        {"inviting -obj-> Vogt", "sent -obj-> note"},
    ),
    "phrase-on-manner": (
        parse(
            "Vogt PROPN 2 nsubj",
            "replied VERB 0 root reply",
            "in SCONJ 4 mark",
            "writing VERB 2 obl write VerbForm=Ger",
            "to ADP 6 case",
            "Otieno PROPN 4 obl",
        ),
        {"writing -[to]-> Otieno"},
        {"replied -[to]-> Otieno", "replied -[in]-> writing"},
    ),
    "sentence-read-as-phrase": (
        parse(
            "A DET 2 det",
            "paper NOUN 0 root",
            "apologized VERB 2 acl apologize VerbForm=Part|Tense=Past",
            "to ADP 5 case",
            "Vogt PROPN 3 obl",
            ". PUNCT 2 punct",
        ),
        {"apologized -obj-> paper"},
        {"apologized -subj-> paper", "apologized -[to]-> Vogt"},
    ),
    "agent-on-person": (
        parse(
            "fine NOUN 0 root",
            "slapped VERB 1 acl slap VerbForm=Part|Tense=Past",
            "on ADP 4 case",
            "ministers NOUN 2 obl minister",
            "by ADP 6 case",
            "Chad PROPN 4 nmod",
        ),
        {"ministers -[by]-> Chad"},
        {"slapped -subj-> Chad", "slapped -obj-> fine"},
    ),
    "activity-read-as-clause": (
        parse(
            "Chad PROPN 2 nsubj",
            "froze VERB 0 root freeze",
            "lending VERB 2 xcomp lend",
            "to ADP 5 case",
            "farmers NOUN 3 obl farmer",
        ),
        {"froze -xcomp-> lending"},
        {"froze -obj-> lending", "lending -[to]-> farmers"},
    ),
    "verb-read-as-noun": (
        parse(
            "Chad PROPN 4 compound",
            "cut NOUN 3 compound",
            "grain NOUN 4 compound",
            "sales NOUN 0 root sale",
            "to ADP 6 case",
            "Peru PROPN 4 nmod",
            names=((0, 1, "LOC"), (5, 6, "LOC")),
        ),
        {"grain -compound-> cut"},
        {"cut -subj-> Chad", "cut -obj-> sales", "sales -[to]-> Peru"},
    ),
    "second-participle-of-noun": (
        parse(
            "note NOUN 0 root",
            "signed VERB 1 acl sign VerbForm=Part|Tense=Past",
            "by ADP 4 case",
            "clerks NOUN 2 obl:agent clerk",
            "and CCONJ 6 cc",
            "addressed VERB 2 conj address VerbForm=Fin|Tense=Past",
            "to ADP 8 case",
            "Vogt PROPN 6 obl",
        ),
        {"addressed -subj-> clerks"},
        {"addressed -obj-> note", "addressed -[to]-> Vogt"},
    ),
    "auxiliary-read-as-verb": (
        parse(
            "Vogt PROPN 2 nsubj",
            "had VERB 0 root have",
            "by ADP 4 case",
            "noon NOUN 6 nsubj:pass",
            "been AUX 6 aux:pass be",
            "sent VERB 2 conj send VerbForm=Part|Tense=Past",
            "parcels NOUN 6 obj parcel",
        ),
        {"had -subj-> Vogt"},
        {"sent -iobj-> Vogt", "sent -obj-> parcels"},
    ),
    "subject-of-auxiliary": (
        parse("Chad PROPN 2 nsubj", "has AUX 3 aux have", "sold VERB 0 root sell", "cattle NOUN 3 obj"),
        {"has -subj-> Chad"},
        {"sold -subj-> Chad"},
    ),
    "phrase-starts-a-clause": (
        parse(
            "Vogt PROPN 2 nsubj",
            "left VERB 0 root leave",
            "Chad PROPN 2 obj",
            ", PUNCT 8 punct",
            "on ADP 6 case",
            "which PRON 8 obl which PronType=Rel",
            "Peru PROPN 8 nsubj",
            "levied VERB 2 advcl levy",
            "fines NOUN 8 obj fine",
        ),
        {"left -advcl-> levied"},
        {"Chad -relcl-> levied", "levied -[on]-> Chad"},
    ),
}


def test_what_starts_a_relative_clause_is_its_infinitives_too():
    sentence = parse(
        "Chad PROPN 0 root",
        ", PUNCT 6 punct",
        "on ADP 4 case",
        "which PRON 6 obl which PronType=Rel",
        "Peru PROPN 6 nsubj",
        "means VERB 1 acl:relcl mean",
        "to PART 8 mark",
        "levy VERB 6 xcomp levy VerbForm=Inf",
        "fines NOUN 8 obj fine",
    )
    assert {"levy -[on]-> Chad", "levy -subj-> Peru"} <= edges(enhance(sentence))


def test_a_measure_announced_is_what_is_announced():
    sentence = parse(
        "Chad PROPN 2 nsubj",
        "announced VERB 0 root announce",
        "asset NOUN 4 compound",
        "freezes VERB 2 ccomp freeze",
        "on ADP 6 case",
        "ministers NOUN 4 obl minister",
    )
    assert {"announced -obj-> freezes", "freezes -[on]-> ministers"} <= edges(enhance(sentence, WORDS))


def test_visiting_officials_are_the_second_of_two_who_act():
    sentence = parse(
        "Vogt PROPN 5 nsubj",
        "and CCONJ 3 cc",
        "visiting VERB 1 conj visit",
        "diplomats NOUN 3 obj diplomat",
        "agreed VERB 0 root agree",
    )
    assert {"agreed -subj-> diplomats", "diplomats -amod-> visiting"} <= edges(enhance(sentence, WORDS))
