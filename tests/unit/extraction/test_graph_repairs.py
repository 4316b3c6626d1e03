"""Each repair on a hand-built tree: wrong as the parser gave it, right after the repair, untouched without it."""

import pytest
from graph_building import WORDS, edges, parse
from test_graph_clauses import CASES as CLAUSES
from test_graph_far_arguments import REPAIRED as FAR
from test_graph_guests import REPAIRED as GUESTS
from test_graph_homographs import CASES as HOMOGRAPHS
from test_graph_journeys import REPAIRED as ROUTES
from test_graph_misjoined import REPAIRED as MISJOINED
from test_graph_series import REPAIRED as SERIES
from test_graph_settings import REPAIRED as SETTINGS

from kg.extraction.enhance import STEPS, enhance
from kg.extraction.repairs import REPAIRS

CASES = {
    **HOMOGRAPHS,
    **FAR,
    **GUESTS,
    **MISJOINED,
    **ROUTES,
    **SERIES,
    **SETTINGS,
    "office-cut-by-hyphen": (
        parse(
            "Lind PROPN 2 nsubj",
            "told VERB 0 root tell",
            "the DET 4 det",
            "Secretary PROPN 2 obj",
            "- PUNCT 6 compound",
            "General PROPN 4 nmod",
            "in ADP 8 case",
            "Lima PROPN 4 nmod",
        ),
        {"told -obj-> Secretary", "Secretary -[in]-> Lima"},
        {"told -obj-> General", "General -[in]-> Lima", "General -compound-> Secretary", "General -det-> the"},
    ),
    "subject-read-as-object": (
        parse(
            "Peru PROPN 4 obj",
            "this DET 3 det",
            "week NOUN 4 obl",
            "imposed VERB 0 root impose",
            "a DET 6 det",
            "fine NOUN 4 obj",
        ),
        {"imposed -obj-> Peru"},
        {"imposed -subj-> Peru", "imposed -obj-> fine"},
    ),
    "object-after-phrase": (
        parse(
            "Peru PROPN 2 nsubj",
            "imposed VERB 0 root impose",
            "on ADP 4 case",
            "Chile PROPN 2 obl",
            ", PUNCT 7 punct",
            "a DET 7 det",
            "ban NOUN 2 obl",
        ),
        {"imposed -[]-> ban"},
        {"imposed -obj-> ban"},
    ),
    "object-read-as-clause": (
        parse(
            "Lind PROPN 2 nsubj",
            "handed VERB 0 root hand",
            "Persson PROPN 2 iobj",
            "a DET 5 det",
            "note NOUN 6 nsubj",
            "addressed VERB 2 ccomp address VerbForm=Fin|Tense=Past",
            "to ADP 8 case",
            "Berg PROPN 6 obl",
        ),
        {"handed -ccomp-> addressed", "addressed -subj-> note"},
        {"handed -obj-> note", "note -acl-> addressed", "addressed -[to]-> Berg"},
    ),
    "agent-of-participle": (
        parse(
            "a DET 2 det",
            "letter NOUN 0 root",
            "conveyed VERB 2 acl convey VerbForm=Part|Tense=Past",
            "to ADP 5 case",
            "Lima PROPN 3 obl",
            "by ADP 7 case",
            "Lind PROPN 2 nmod",
        ),
        {"letter -[by]-> Lind"},
        {"conveyed -subj-> Lind", "conveyed -obj-> letter"},
    ),
    "name-after-envoy": (
        parse(
            "an DET 2 det",
            "envoy NOUN 0 root",
            "of ADP 4 case",
            "Lind PROPN 2 nmod",
            ", PUNCT 6 punct",
            "Berg PROPN 4 conj",
            names=((3, 4, "PERSON"), (5, 6, "PERSON")),
        ),
        {"envoy -[of]-> Berg"},
        {"envoy -[of]-> Lind", "envoy -appos-> Berg"},
    ),
    "participle-after-noun": (
        parse(
            "Chile PROPN 2 nsubj",
            "remains VERB 0 root remain",
            "under ADP 5 case",
            "an DET 5 det",
            "embargo NOUN 2 obl",
            "imposed VERB 2 advcl impose VerbForm=Part|Tense=Past",
            "by ADP 8 case",
            "Peru PROPN 6 obl:agent",
        ),
        {"remains -advcl-> imposed"},
        {"embargo -acl-> imposed", "imposed -obj-> embargo", "imposed -subj-> Peru"},
    ),
    "phrase-after-date": (
        parse(
            "a DET 2 det",
            "letter NOUN 0 root",
            "dated VERB 2 acl date VerbForm=Part|Tense=Past",
            "4 NUM 3 obj",
            "May PROPN 4 nmod",
            "from ADP 7 case",
            "Lind PROPN 4 nmod",
            "to ADP 9 case",
            "Persson PROPN 4 nmod",
        ),
        {"4 -[from]-> Lind", "4 -[to]-> Persson"},
        {"letter -[from]-> Lind", "letter -[to]-> Persson"},
    ),
    "phrase-of-addressee": (
        parse(
            "a DET 2 det",
            "message NOUN 0 root",
            "from ADP 5 case",
            "the DET 5 det",
            "president NOUN 2 nmod",
            "to ADP 7 case",
            "Persson PROPN 5 nmod",
        ),
        {"president -[to]-> Persson"},
        {"message -[to]-> Persson", "message -[from]-> president"},
    ),
    "utterance-on-thing": (
        parse(
            "Lind PROPN 2 nsubj",
            "condemned VERB 0 root condemn",
            "the DET 4 det",
            "raid NOUN 2 obj",
            "in ADP 7 case",
            "a DET 7 det",
            "letter NOUN 4 nmod",
        ),
        {"raid -[in]-> letter"},
        {"condemned -[in]-> letter"},
    ),
    "whom-read-apart": (
        parse(
            "Lind PROPN 2 nsubj",
            "saw VERB 0 root see",
            "Persson PROPN 2 obj",
            ", PUNCT 8 punct",
            "to ADP 6 case",
            "whom PRON 8 obl",
            "he PRON 8 nsubj",
            "gave VERB 2 advcl give",
            "letters NOUN 8 obj letter",
        ),
        {"saw -advcl-> gave"},
        {"Persson -relcl-> gave", "gave -[to]-> Persson"},
    ),
    "object-taken-by-report": (
        parse(
            "Peru PROPN 3 nsubj",
            "will AUX 3 aux",
            "freeze VERB 9 ccomp",
            "the DET 5 det",
            "assets NOUN 9 nsubj asset",
            ", PUNCT 8 punct",
            "Minister PROPN 8 nmod:desc",
            "Vogt PROPN 5 appos",
            "announced VERB 0 root announce",
        ),
        {"announced -subj-> assets"},
        {"freeze -obj-> assets", "announced -subj-> Vogt"},
    ),
    "recipient-before-participle": (
        parse(
            "Peru PROPN 2 nsubj",
            "sent VERB 0 root send",
            "a DET 4 det",
            "note NOUN 2 obj",
            "to ADP 7 mark",
            "Chile PROPN 7 nsubj",
            "protesting VERB 2 advcl protest VerbForm=Ger",
        ),
        {"protesting -subj-> Chile"},
        {"note -[to]-> Chile"},
    ),
    "phrase-cut-short": (
        parse(
            "Peru PROPN 2 nsubj",
            "called VERB 0 root call",
            "for ADP 4 case",
            "tougher ADV 2 obl",
            "sanctions NOUN 2 obj sanction",
        ),
        {"called -obj-> sanctions"},
        {"called -[for]-> sanctions"},
    ),
    "noun-of-trigger-read-as-adverb": (
        parse(
            "Peru PROPN 2 nsubj",
            "extended VERB 0 root extend",
            "the DET 4 det",
            "weapons NOUN 2 obj weapon",
            "embargo ADV 4 advmod",
            "against ADP 7 case",
            "Chile PROPN 4 nmod",
        ),
        {"extended -obj-> weapons"},
        {"extended -obj-> embargo", "embargo -compound-> weapons", "embargo -[against]-> Chile"},
    ),
    "verb-read-as-adjective": (
        parse(
            "Peru PROPN 2 nsubj",
            "lifted VERB 4 amod lift",
            "economic ADJ 4 amod",
            "sanctions NOUN 0 root sanction",
        ),
        {"sanctions -amod-> lifted"},
        {"lifted -obj-> sanctions", "lifted -subj-> Peru"},
    ),
    "name-is-one-phrase": (
        parse(
            "Aung PROPN 6 nsubj",
            "San PROPN 1 flat",
            "- PUNCT 5 punct",
            "in ADP 5 case",
            "hwa PROPN 6 obl",
            "left VERB 0 root leave",
            names=[(0, 5, "PERSON")],
        ),
        {"left -[in]-> hwa"},
        {"Aung -flat-> hwa"},
    ),
    "phrase-read-as-clause": (
        parse(
            "Diallo PROPN 2 nsubj",
            "flew VERB 0 root fly",
            "to PART 4 mark",
            "Geneva PROPN 2 xcomp",
        ),
        {"flew -xcomp-> Geneva"},
        {"flew -[to]-> Geneva"},
    ),
    "gerund-of-plan": (
        parse(
            "Peru PROPN 2 nsubj",
            "dropped VERB 0 root drop",
            "plans NOUN 2 obj plan",
            "for SCONJ 5 mark",
            "holding VERB 2 advcl hold VerbForm=Ger",
            "talks NOUN 5 obj talk",
        ),
        {"dropped -advcl-> holding"},
        {"plans -acl-> holding", "holding -subj-> Peru"},
    ),
    "acting-title": (
        parse(
            "Vogt PROPN 2 nsubj",
            "met VERB 0 root meet",
            "acting VERB 2 advcl act",
            "secretary NOUN 5 nmod:desc",
            "Strand PROPN 3 obj",
        ),
        {"acting -obj-> Strand"},
        {"met -obj-> Strand", "Strand -amod-> acting"},
    ),
    "preposition-on-title": (
        parse(
            "Vogt PROPN 2 nsubj",
            "spoke VERB 0 root speak",
            "with ADP 4 case",
            "President PROPN 5 nmod:desc",
            "Otieno PROPN 2 obl",
        ),
        {"spoke -[]-> Otieno"},
        {"spoke -[with]-> Otieno"},
    ),
    "phrase-on-place-or-date": (
        parse(
            "Vogt PROPN 2 nsubj",
            "visited VERB 0 root visit",
            "Rabat PROPN 2 obj",
            "for ADP 5 case",
            "talks NOUN 3 nmod talk",
            names=[(2, 3, "LOC")],
        ),
        {"Rabat -[for]-> talks"},
        {"visited -[for]-> talks"},
    ),
    "person-beside-event": (
        parse(
            "Vogt PROPN 2 nsubj",
            "held VERB 0 root hold",
            "talks NOUN 2 obj talk",
            "with ADP 5 case",
            "Otieno PROPN 3 nmod",
            "and CCONJ 7 cc",
            "Sanou PROPN 3 conj",
            names=[(4, 5, "PERSON"), (6, 7, "PERSON")],
        ),
        {"held -obj-> Sanou"},
        {"talks -[with]-> Sanou"},
    ),
    "phrase-on-person": (
        parse(
            "Vogt PROPN 2 nsubj",
            "met VERB 0 root meet",
            "Otieno PROPN 2 obj",
            "in ADP 5 case",
            "Lima PROPN 3 nmod",
            names=[(2, 3, "PERSON"), (4, 5, "LOC")],
        ),
        {"Otieno -[in]-> Lima"},
        {"met -[in]-> Lima"},
    ),
    "apposition-of-role": (
        parse(
            "Vogt PROPN 2 nsubj",
            "met VERB 0 root meet",
            "her PRON 4 nmod:poss",
            "counterpart NOUN 2 obj",
            ", PUNCT 6 punct",
            "Otieno PROPN 4 conj",
        ),
        {"met -obj-> Otieno"},
        {"counterpart -appos-> Otieno"},
    ),
    "stray-conjunct": (
        parse(
            "Vogt PROPN 2 nsubj",
            "met VERB 0 root meet",
            "with ADP 4 case",
            "Otieno PROPN 2 obl",
            "at ADP 7 case",
            "the DET 7 det",
            "palace NOUN 2 obl",
            "and CCONJ 9 cc",
            "Sanou PROPN 7 nmod",
        ),
        {"palace -[]-> Sanou"},
        {"met -[with]-> Sanou"},
    ),
    "family-name-read-as-preposition": (
        parse("To ADP 2 case", "Lan PROPN 3 nsubj", "left VERB 0 root leave", names=[]),
        {"Lan -case-> To"},
        {"left -subj-> Lan", "Lan -compound-> To"},
    ),
    "subject-cut-in-two": (
        parse(
            "Inga PROPN 0 root",
            "Vogt PROPN 4 nsubj",
            "is AUX 4 cop be",
            "due ADJ 1 parataxis",
            "in ADP 6 case",
            "Lima PROPN 4 obl",
            names=[(0, 2, "PERSON"), (5, 6, "LOC")],
        ),
        {"Inga -parataxis-> due"},
        {"due -subj-> Inga", "Inga -flat-> Vogt"},
    ),
    "due-to-do": (
        parse(
            "Vogt PROPN 2 nsubj",
            "spoke VERB 0 root speak",
            "and CCONJ 5 cc",
            "is AUX 5 cop be",
            "due ADJ 7 case",
            "to PART 5 fixed",
            "travel VERB 2 advcl travel",
        ),
        {"travel -case-> due"},
        {"due -xcomp-> travel", "spoke -conj-> due", "travel -mark-> to", "travel -subj-> Vogt"},
    ),
    "relative-read-as-participle": (
        parse(
            "Vogt PROPN 0 root",
            "whose PRON 3 nmod:poss whose PronType=Rel",
            "trip NOUN 5 nsubj:pass",
            "is AUX 5 aux:pass be",
            "hosted VERB 1 acl host VerbForm=Part|Tense=Past|Voice=Pass",
            "by ADP 7 case",
            "Otieno PROPN 5 obl:agent",
        ),
        {"Vogt -acl-> hosted"},
        {"Vogt -relcl-> hosted", "trip -poss-> Vogt"},
    ),
    "place-beside-date": (
        parse(
            "visits NOUN 0 root visit",
            "to ADP 3 case",
            "Lima PROPN 1 nmod",
            "on ADP 5 case",
            "Monday PROPN 1 nmod",
            "and CCONJ 7 cc",
            "Quito PROPN 5 conj",
            names=[(2, 3, "LOC"), (6, 7, "LOC")],
        ),
        {"Monday -conj-> Quito"},
        {"visits -[to]-> Quito"},
    ),
    "conjunction-on-subject": (
        parse(
            "spoke VERB 0 root speak",
            "before ADP 3 case",
            "Vogt PROPN 6 nsubj",
            "is AUX 6 cop be",
            "to PART 6 mark",
            "travel VERB 1 advcl travel",
        ),
        {"Vogt -case-> before"},
        {"travel -mark-> before", "travel -subj-> Vogt"},
    ),
    "place-in-a-list": (
        parse(
            "travelled VERB 0 root travel",
            "to ADP 3 case",
            "Lima PROPN 1 obl",
            ", PUNCT 5 punct",
            "Quito PROPN 3 appos",
            "and CCONJ 7 cc",
            "Bonn PROPN 3 conj",
            names=[(2, 3, "LOC"), (4, 5, "LOC"), (6, 7, "LOC")],
        ),
        {"Lima -appos-> Quito"},
        {"travelled -[to]-> Quito"},
    ),
    "participle-on-date": (
        parse(
            "Vogt PROPN 2 nsubj",
            "arrived VERB 0 root arrive",
            "on ADP 4 case",
            "Sunday PROPN 2 obl",
            ", PUNCT 6 punct",
            "accompanied VERB 4 acl accompany VerbForm=Part|Tense=Past",
            "by ADP 8 case",
            "Otieno PROPN 6 obl:agent",
        ),
        {"Sunday -acl-> accompanied"},
        {"arrived -subj-> Otieno", "accompanied -obj-> Vogt"},
    ),
    "guest-read-as-object": (
        parse(
            "Otieno PROPN 2 nsubj",
            "asked VERB 0 root ask",
            "visiting VERB 2 xcomp visit VerbForm=Part",
            "envoy NOUN 3 obj",
            "Vogt PROPN 3 obj",
        ),
        {"visiting -obj-> envoy"},
        {"asked -obj-> envoy", "envoy -appos-> Vogt", "visiting -subj-> envoy"},
    ),
    "words-after-a-list": (
        parse(
            "letters NOUN 0 root letter",
            "between ADP 3 case",
            "Vogt PROPN 1 nmod",
            "and CCONJ 5 cc",
            "Otieno PROPN 3 conj",
            ", PUNCT 7 punct",
            "something PRON 3 conj",
            "Chad PROPN 3 conj",
        ),
        {"letters -[between]-> something", "letters -[between]-> Chad"},
        {"Otieno -dep-> something", "Otieno -dep-> Chad"},
    ),
    "between-pair": (
        parse(
            "talks NOUN 0 root talk",
            "between ADP 3 case",
            "Chad PROPN 1 nmod",
            "and CCONJ 5 cc",
            "Libya PROPN 1 dep",
        ),
        {"talks -dep-> Libya"},
        {"talks -[between]-> Libya"},
    ),
    "who-means-a-person": (
        parse(
            "talks NOUN 0 root talk",
            "with ADP 3 case",
            "Otieno PROPN 1 nmod",
            ", PUNCT 6 punct",
            "who PRON 6 nsubj who PronType=Rel",
            "resigned VERB 1 acl:relcl resign",
            names=[(2, 3, "PERSON")],
        ),
        {"resigned -subj-> talks"},
        {"resigned -subj-> Otieno"},
    ),
    "compound-cut-from-phrase": (
        parse(
            "Lind PROPN 2 nsubj",
            "paid VERB 0 root pay",
            "a DET 5 det",
            "courtesy NOUN 5 compound",
            "call VERB 2 obj",
            "today NOUN 5 obj",
            "on ADP 8 case",
            "Vogt PROPN 2 obl",
        ),
        {"paid -[on]-> Vogt"},
        {"paid -obj-> call", "call -[on]-> Vogt", "call -compound-> courtesy"},
    ),
    "infinitive-after-idiom": (
        parse(
            "They PRON 2 nsubj",
            "agreed VERB 0 root agree",
            "in ADP 4 case",
            "principle NOUN 2 obl",
            "to PART 6 mark",
            "meet VERB 4 acl meet VerbForm=Inf",
        ),
        {"principle -acl-> meet"},
        {"agreed -xcomp-> meet", "meet -subj-> They"},
    ),
    "where-means-a-place": (
        parse(
            "She PRON 2 nsubj",
            "went VERB 0 root go",
            "to ADP 4 case",
            "Lima PROPN 2 obl",
            ", PUNCT 8 punct",
            "where ADV 8 advmod where",
            "she PRON 8 nsubj",
            "met VERB 2 advcl meet",
            "Otieno PROPN 8 obj",
            names=[(3, 4, "LOC")],
        ),
        {"went -advcl-> met"},
        {"met -[in]-> Lima"},
    ),
    "preposition-on-subject": (
        parse(
            "During ADP 2 case",
            "talks NOUN 4 nsubj talk",
            "she PRON 4 nsubj",
            "resigned VERB 0 root resign VerbForm=Fin",
        ),
        {"resigned -subj-> talks"},
        {"resigned -[during]-> talks"},
    ),
    "inverted-speaker": (
        parse("No INTJ 3 discourse", "” PUNCT 1 punct", "added VERB 0 root add", "Vogt PROPN 3 obj"),
        {"added -obj-> Vogt"},
        {"added -subj-> Vogt"},
    ),
    "fronted-subject": (
        parse(
            "At ADP 3 case",
            "the DET 3 det",
            "forum NOUN 7 obl",
            ", PUNCT 5 punct",
            "Vogt PROPN 3 appos",
            "will AUX 7 aux",
            "meet VERB 0 root meet VerbForm=Inf",
            "Otieno PROPN 7 obj",
        ),
        {"forum -appos-> Vogt"},
        {"meet -subj-> Vogt"},
    ),
    "which-means-an-occasion": (
        parse(
            "talks NOUN 0 root talk",
            "in ADP 3 case",
            "Lima PROPN 1 nmod",
            ", PUNCT 6 punct",
            "which PRON 6 nsubj which PronType=Rel",
            "ended VERB 3 acl:relcl end",
            "on ADP 8 case",
            "Friday PROPN 6 obl",
            names=[(2, 3, "LOC")],
        ),
        {"Lima -relcl-> ended"},
        {"talks -relcl-> ended", "ended -subj-> talks"},
    ),
    "participle-of-noun-before": (
        parse(
            "Chad PROPN 2 nsubj",
            "hopes VERB 0 root hope",
            "for ADP 4 case",
            "talks NOUN 2 obl talk",
            "expected VERB 2 acl expect VerbForm=Part|Tense=Past",
            "soon ADV 5 advmod",
        ),
        {"hopes -acl-> expected"},
        {"talks -acl-> expected"},
    ),
    "emphatic-reflexive": (
        parse("Vogt PROPN 3 nsubj", "himself PRON 3 obj", "flew VERB 0 root fly", "to ADP 5 case", "Lima PROPN 3 obl"),
        {"flew -obj-> himself"},
        {"flew -advmod-> himself"},
    ),
    "who-clause-read-as-another": (
        parse(
            "Vogt PROPN 2 nsubj",
            "told VERB 0 root tell",
            "Otieno PROPN 2 iobj",
            ", PUNCT 6 punct",
            "who PRON 6 nsubj who PronType=Rel",
            "visited VERB 2 ccomp visit",
            "Lima PROPN 6 obj",
        ),
        {"told -ccomp-> visited"},
        {"Otieno -relcl-> visited", "visited -subj-> Otieno"},
    ),
    "second-verb-of-who-clause": (
        parse(
            "Vogt PROPN 10 nsubj",
            ", PUNCT 4 punct",
            "who PRON 4 nsubj who PronType=Rel",
            "came VERB 1 acl:relcl come",
            "and CCONJ 6 cc",
            "dined VERB 1 conj dine",
            "with ADP 8 case",
            "Sanou PROPN 6 obl",
            ", PUNCT 1 punct",
            "left VERB 0 root leave",
        ),
        {"Vogt -conj-> dined"},
        {"came -conj-> dined", "dined -subj-> Vogt"},
    ),
    "mark-before-noun": (
        parse("Vogt PROPN 2 nsubj", "replied VERB 0 root reply", "in SCONJ 4 mark", "writing NOUN 2 obl"),
        {"replied -[]-> writing"},
        {"replied -[in]-> writing"},
    ),
    "preposition-on-modifier": (
        parse(
            "Vogt PROPN 2 nsubj",
            "held VERB 0 root hold",
            "talks NOUN 2 obj talk",
            "with SCONJ 5 mark",
            "acting VERB 7 amod act",
            "minister NOUN 7 nmod:desc",
            "Strand PROPN 2 obj",
            names=[(6, 7, "PERSON")],
        ),
        {"held -obj-> Strand"},
        {"talks -[with]-> Strand"},
    ),
    "subject-beside-subject": (
        parse(
            "chief NOUN 5 nsubj",
            ", PUNCT 3 punct",
            "Strand PROPN 5 nsubj",
            ", PUNCT 3 punct",
            "flew VERB 0 root fly",
        ),
        {"flew -subj-> Strand"},
        {"chief -appos-> Strand"},
    ),
    "noun-read-as-adverb": (
        parse(
            "Oman PROPN 2 nsubj",
            "slapped VERB 0 root slap",
            "an DET 4 det a",
            "embargo ADV 2 advmod",
            "on ADP 6 case",
            "Chad PROPN 2 obl",
        ),
        {"slapped -advmod-> embargo"},
        {"slapped -obj-> embargo"},
    ),
    "object-before-object": (
        parse(
            "Vogt PROPN 2 nsubj",
            "handed VERB 0 root hand",
            "Otieno PROPN 2 obj",
            "a DET 5 det",
            "letter NOUN 2 obj",
            names=[(2, 3, "PERSON")],
        ),
        {"handed -obj-> Otieno"},
        {"handed -iobj-> Otieno"},
    ),
    "phrase-of-deprived": (
        parse(
            "Oman PROPN 2 nsubj",
            "stripped VERB 0 root strip",
            "Chad PROPN 2 obj",
            "of ADP 5 case",
            "privileges NOUN 3 nmod privilege",
        ),
        {"Chad -[of]-> privileges"},
        {"stripped -[of]-> privileges"},
    ),
    "aside-after-object": (
        parse(
            "Vogt PROPN 2 nsubj",
            "visits VERB 0 root visit",
            "Chad PROPN 2 iobj",
            ", PUNCT 6 punct",
            "the DET 6 det",
            "first ADJ 2 obj",
            names=[(2, 3, "LOC")],
        ),
        {"visits -iobj-> Chad", "visits -obj-> first"},
        {"visits -obj-> Chad"},
    ),
    "preposition-inside-title": (
        parse(
            "talks NOUN 0 root talk",
            "between ADP 5 case",
            "Minister PROPN 6 nmod:desc",
            "of ADP 5 case",
            "Health PROPN 3 nmod",
            "Vogt PROPN 1 nmod",
            "and CCONJ 8 cc",
            "delegates NOUN 5 conj",
        ),
        {"talks -[]-> Vogt"},
        {"talks -[between]-> Vogt", "talks -[between]-> delegates"},
    ),
    "particle-before-reason": (
        parse(
            "trip NOUN 3 nsubj",
            "was AUX 3 aux be",
            "called VERB 0 root call",
            "off ADP 5 mark",
            "owing VERB 3 advcl owe",
            "to ADP 7 case",
            "rain NOUN 5 obl",
        ),
        {"owing -mark-> off"},
        {"called -compound-> off"},
    ),
    "particle-read-as-preposition": (
        parse(
            "Vogt PROPN 2 nsubj",
            "called VERB 0 root call",
            "off ADP 5 case",
            "a DET 5 det",
            "meeting NOUN 2 obl",
        ),
        {"called -[off]-> meeting"},
        {"called -obj-> meeting"},
    ),
    "of-phrase-on-verb": (
        parse(
            "attend VERB 0 root attend",
            "talks NOUN 1 obj talk",
            "next ADJ 4 amod",
            "week NOUN 1 obl",
            "of ADP 6 case",
            "factions NOUN 1 obl",
        ),
        {"attend -[of]-> factions"},
        {"talks -[of]-> factions"},
    ),
    "agent-of-active": (
        parse(
            "Vogt PROPN 2 nsubj",
            "talked VERB 0 root talk",
            "by ADP 4 case",
            "phone NOUN 2 obl:agent",
        ),
        {"talked -subj-> phone"},
        {"talked -[by]-> phone"},
    ),
    "whose-starts-a-clause": (
        parse(
            "talked VERB 0 root talk",
            "with ADP 3 case",
            "Vogt PROPN 1 obl",
            "whose PRON 5 nmod:poss",
            "proposal NOUN 3 conj",
        ),
        {"talked -[with]-> proposal"},
        {"Vogt -dep-> proposal"},
    ),
    "list-read-as-apposition": (
        parse(
            "presidents NOUN 0 root president",
            "of ADP 3 case",
            "Brazil PROPN 1 nmod",
            ", PUNCT 5 punct",
            "Chile PROPN 1 appos",
            "and CCONJ 7 cc",
            "Peru PROPN 5 conj",
        ),
        {"presidents -appos-> Chile"},
        {"presidents -[of]-> Chile", "presidents -[of]-> Peru"},
    ),
    "infinitive-of-plan": (
        parse(
            "Peru PROPN 2 nsubj",
            "rejected VERB 0 root reject",
            "offer NOUN 2 obj offer",
            "by ADP 5 case",
            "Chile PROPN 3 nmod",
            "to PART 7 mark",
            "mediate VERB 2 xcomp mediate VerbForm=Inf",
        ),
        {"rejected -xcomp-> mediate"},
        {"mediate -subj-> Chile", "mediate -subj-> Peru"},
    ),
    "object-after-date": (
        parse(
            "Vogt PROPN 2 nsubj",
            "received VERB 0 root receive",
            "on ADP 4 case",
            "Monday PROPN 2 obl",
            "the DET 6 det",
            "envoy NOUN 4 appos",
        ),
        {"Monday -appos-> envoy"},
        {"received -obj-> envoy"},
    ),
    "purpose-of-plan": (
        parse(
            "Peru PROPN 2 nsubj",
            "rejected VERB 0 root reject",
            "offer NOUN 2 obj offer",
            "from ADP 5 case",
            "Chile PROPN 3 nmod",
            "for ADP 7 case",
            "talks NOUN 2 obl talk",
        ),
        {"rejected -[for]-> talks"},
        {"offer -[for]-> talks", "talks -subj-> Chile"},
    ),
    "pair-cut-by-clause": (
        parse(
            "Ties NOUN 2 nsubj",
            "cooled VERB 0 root cool",
            "after ADP 4 case",
            "talks NOUN 2 obl talk",
            "between ADP 6 case",
            "Vogt PROPN 4 nmod",
            "and CCONJ 9 cc",
            "Otieno PROPN 9 nsubj",
            "broke VERB 2 conj break",
        ),
        {"broke -subj-> Otieno"},
        {"talks -[between]-> Otieno"},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_repair_mends_the_tree_it_is_for(name):
    sentence, wrong, right = CASES[name]
    without = edges(enhance(sentence, WORDS, without=frozenset((name,))))
    repaired = edges(enhance(sentence, WORDS))
    assert wrong <= without
    assert not right <= without
    assert right <= repaired
    assert not wrong & repaired


def test_every_repair_has_its_tree():
    assert {*CASES, *CLAUSES} == {name for name, _ in REPAIRS}


def test_a_step_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="no such step: typo"):
        enhance(CASES["between-pair"][0], without=frozenset(("typo",)))


def test_repairs_leave_a_right_tree_alone():
    sentence = parse(
        "Vogt PROPN 2 nsubj",
        "met VERB 0 root meet",
        "Otieno PROPN 2 obj",
        "and CCONJ 5 cc",
        "Sanou PROPN 3 conj",
        "in ADP 7 case",
        "Lima PROPN 2 obl",
    )
    graph = enhance(sentence)
    assert graph.heads == tuple(token.head for token in sentence.tokens)
    assert graph.deprels == tuple(token.deprel for token in sentence.tokens)


def test_a_state_after_a_city_is_no_place_in_a_list():
    sentence = parse(
        "visited VERB 0 root visit",
        "Lima PROPN 1 obj",
        ", PUNCT 4 punct",
        "Peru PROPN 2 appos",
        "and CCONJ 6 cc",
        "Bonn PROPN 2 conj",
        names=[(1, 2, "LOC"), (3, 4, "LOC"), (5, 6, "LOC")],
    )
    assert "Lima -appos-> Peru" in edges(enhance(sentence))


def test_no_step_makes_a_cycle():
    for sentence, _, _ in CASES.values():
        for step in (None, *STEPS):
            graph = enhance(sentence, WORDS, without=frozenset((step,)) if step else frozenset())
            for index in range(len(graph.tokens)):
                assert len(list(graph.ancestors(index))) < len(graph.tokens)


def test_a_fronted_subject_is_taken_with_all_it_is_coordinated_with():
    graph = enhance(
        parse(
            "As SCONJ 2 mark",
            "known VERB 12 advcl know VerbForm=Part",
            ", PUNCT 4 punct",
            "Vogt PROPN 2 vocative",
            "and CCONJ 7 cc",
            "the DET 7 det",
            "premier NOUN 4 conj",
            ", PUNCT 9 punct",
            "Otieno PROPN 7 appos",
            ", PUNCT 2 punct",
            "will AUX 12 aux will VerbForm=Fin",
            "meet VERB 0 root meet VerbForm=Inf",
        )
    )
    assert {"meet -subj-> Vogt", "meet -subj-> premier"} <= edges(graph)


def test_names_set_off_before_are_to_meet_are_its_subjects():
    graph = enhance(
        parse(
            "If SCONJ 2 mark",
            "approved VERB 11 advcl approve VerbForm=Part",
            "by ADP 4 case",
            "cabinet NOUN 2 obl:agent",
            ", PUNCT 6 punct",
            "Vogt PROPN 4 conj",
            "and CCONJ 8 cc",
            "Otieno PROPN 4 conj",
            "are AUX 11 cop be VerbForm=Fin",
            "to PART 11 mark",
            "meet VERB 0 root meet VerbForm=Inf",
        )
    )
    assert {"meet -subj-> Vogt", "meet -subj-> Otieno"} <= edges(graph)
    assert "meet -subj-> cabinet" not in edges(graph)


def test_a_name_that_heads_the_sentence_without_a_verb_of_its_own_is_the_subject():
    sentence = parse(
        "Kari PROPN 0 root",
        "Vogt PROPN 1 flat",
        "conveyed VERB 5 amod convey",
        "written ADJ 5 amod",
        "message NOUN 1 appos",
        names=[(0, 2, "PERSON")],
    )
    assert {"conveyed -subj-> Kari", "conveyed -obj-> message"} <= edges(enhance(sentence))


def test_a_person_glued_to_the_place_before_is_the_subject_of_a_whether_clause():
    graph = enhance(
        parse(
            "doubt NOUN 0 root",
            "whether SCONJ 8 mark",
            "during ADP 4 case",
            "talks NOUN 8 obl talk",
            "in ADP 6 case",
            "Peru PROPN 4 nmod",
            "Vogt PROPN 6 flat",
            "meets VERB 1 acl meet VerbForm=Fin",
            "Otieno PROPN 8 obj",
        )
    )
    assert "meets -subj-> Vogt" in edges(graph)


def test_who_is_visiting_bears_no_title():
    graph = enhance(
        parse(
            "aides NOUN 2 nsubj aide",
            "said VERB 0 root say",
            "Vogt PROPN 5 nsubj",
            "is AUX 5 aux be",
            "visiting VERB 2 ccomp visit",
            "Lima PROPN 5 obj",
        )
    )
    assert {"said -ccomp-> visiting", "visiting -obj-> Lima"} <= edges(graph)


def test_an_office_is_no_part_of_a_preposition():
    """For "wrote to Secretary-General Lind" with "to ... General" read as one preposition."""
    sentence = parse(
        "wrote VERB 0 root write",
        "to ADP 6 case",
        "Secretary PROPN 5 compound",
        "- PUNCT 5 punct",
        "General PROPN 2 fixed",
        "Lind PROPN 1 obl",
    )
    assert "wrote -[to]-> Lind" in edges(enhance(sentence))
