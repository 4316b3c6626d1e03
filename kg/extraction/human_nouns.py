"""Which common nouns stand for people: an open class, told by word lists, endings and number.

"Angry farmers", "families of the missing sailors", "its lenders": whoever acts without a name. Endings are trusted
of plurals and of few singulars, less the words of a stop list; the lists hold what no ending tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction.wordlists import ROLE_NOUNS, word_set

if TYPE_CHECKING:
    from kg.model import Token


_HUMAN: Final = word_set(
    "people person man woman child boy girl youth student pupil graduate parent mother father wife husband widow "
    "brother sister son daughter grandson granddaughter uncle cousin nephew family relative kin friend ally neighbour "
    "neighbor comrade "
    "colleague counterpart partner rival opponent enemy foe guest host expert specialist scholar academic doctor nurse "
    "patient judge lawyer attorney advocate solicitor prosecutor notary police policeman cop guard guerrilla insurgent "
    "rebel militant extremist hardliner moderate dissident exile refugee migrant immigrant resident citizen civilian "
    "national subject peasant miner docker civil servant clerk official executive boss tycoon magnate businessman "
    "businesswoman entrepreneur donor creditor investor debtor lender client shareholder stakeholder chief chieftain "
    "elder sheikh imam cleric priest bishop archbishop cardinal rabbi mullah monk nun pilgrim saint pope patriarch "
    "king queen prince princess emperor monarch heir dictator strongman warlord captain colonel major lieutenant "
    "sergeant admiral brigadier marshal general commander commandant officer soldier veteran cadet recruit conscript "
    "captor captive hostage prisoner detainee inmate suspect victim survivor witness celebrity star athlete coach "
    "champion artist poet author novelist journalist correspondent editor anchor reporter critic intellectual activist "
    "campaigner protester protestor demonstrator striker picket dean rector professor teacher lecturer scientist "
    "engineer architect economist analyst observer inspector monitor peacekeeper mediator intermediary go-between "
    "envoy emissary diplomat ambassador consul attache nuncio delegate representative member deputy mp mep congressman "
    "congresswoman senator lawmaker legislator parliamentarian councillor councilor mayor governor premier minister "
    "president chancellor chairman chairwoman chair speaker whip secretary undersecretary aide adviser advisor "
    "spokesman spokeswoman spokesperson negotiator planner leader ruler head official bureaucrat technocrat "
    "politician statesman candidate contender nominee incumbent successor predecessor founder organiser organizer "
    "owner landlord tenant farmer fisherman herder trader merchant dealer vendor shopkeeper smuggler "
    "trafficker fugitive criminal gangster mobster spy agent operative defector traitor human villager townspeople "
    "tribesman clansman local native settler stranger foreigner expatriate orphan bereaved crew staff personnel "
    "figure dignitary notable"
)
"""Nouns for one person or, in the plural, for several."""

COLLECTIVE: Final = word_set(
    "government administration regime authority ministry cabinet parliament congress senate assembly legislature "
    "presidency court tribunal commission committee council board panel bureau secretariat directorate agency "
    "department army military navy force junta militia guerrilla police mission embassy consulate delegation "
    "delegations team "
    "group party faction bloc coalition alliance opposition movement union federation confederation association "
    "organization organisation ngo charity church clergy diocese company firm bank corporation consortium community "
    "tribe clan family majority minority side leadership elite caucus jury crew staff workforce "
    "management airline employer carmaker automaker shipyard "
    "troika quartet quintet contingent society syndicate chamber industry lobby diaspora"
)
"""Nouns for several persons who act as one body."""

_PLURAL_ENDINGS: Final = tuple("ers ors ists ians eers ees men women ants ents ives ates smiths folk kin".split())
_SINGULAR_ENDINGS: Final = ("ist", "eer", "woman", "person", "monger", "crat", "ologist", "grapher")
_NO_PEOPLE: Final = word_set(
    "abdomen accent accident achievement acumen adder additive adjective adjustment advertisement affair "
    "aggregate agreement ailment allotment altar alternative amendment announcement answer answerphone antecedent "
    "apartment apogee appointment archive argument armament arrangement arrive assessment assignment attachment "
    "banner barrier basement beer blacklist blocker blunder boiler bomber border boulder breaker browser bunker "
    "burger calculator calendar caliphate carbonate career carrier casement cellar cent center centre certificate "
    "chair chapter character charger checklist chocolate climate closer cluster coefficient coffee collective "
    "color colour commitment complement compliment component concealment consignment constant container "
    "contaminant content continent cooler copper corner corrective corridor counter covenant cover cracker crate "
    "create crescent cruiser current cylinder danger date debate decree deer degree denominator deployment "
    "derivative detector determinant deterrent development dinner directive disaster disbursement disorder dive "
    "doctorate document dollar drive duplicate elective element elephant elevator emirate employment enactment "
    "encampment encounter encroachment endorsement enforcement engagement engineering entanglement entitlement "
    "environment error establishment estate estimate event experiment explosive extent factor fate favor favour "
    "fee festive fever fiber fibre filter finger fist five flavor flavour flower fodder folder fragment "
    "fragrant freighter frontier gate gender generator give glacier gradient grammar grant guarantee hair "
    "hamburger hammer harassment harbor harbour hate headquarter heater helicopter hive honor honour horror "
    "hostel humor imperative implant implement improvement incentive incident indicator indictment infringement "
    "ingredient initiative installment instalment instrument intent investment involvement jubilee judgement "
    "judgment kilometer kilometre knee knife labour ladder laughter launcher laxative layer letter levee lever "
    "life list liter litre live liver locker locomotive loudspeaker lumber mandate maneuver mannequin manoeuvre "
    "marker marquee matter measure measurement meter metre mirror missive mist moment monument motive motor "
    "murder napkin narrative negative newspaper nitrate number objective offensive offer olive omen opener order "
    "ornament pair palate paper parameter patent pavement payment pedigree pendant percent perspective phosphate "
    "pigment pillar placement plant plate plunder pollutant positive poster powder power prayer precedent "
    "predicament prerogative preservative pressure primate primer printer processor pronouncement protectorate "
    "pumpkin punishment quarter quarterdeck quotient radar rate reactor refinement refrigerator regimen register "
    "reinforcement remainder reminder remnant rent repair replacement requirement resentment restaurant "
    "retirement river rotor rubber rudder rumor rumour sacrament sector sedative segment seminar sensor sentiment "
    "serpent server settlement sewer shelter shipment shoulder shower silver skin slate slaughter solder specimen "
    "spree stair state statement steamer steer stellar sticker stopper strive sugar sulfate sulphate sultanate "
    "summer supper supplement talent tanker tee template tender tent terror testament theater theatre thunder "
    "tier timber toffee torrent tournament tower tractor trailer transformer transistor transplant treasure "
    "treatment tree trigger tumor twist ultimate update variant vector veneer vertebrate warrant water weather "
    "whisper winter wonder wrapper wrist zipper"
)
"""Words with such an ending that stand for no people."""

OFFICIALS: Final = ROLE_NOUNS & word_set(
    "envoy minister president premier chancellor ambassador representative secretary negotiator leader official "
    "diplomat chief director adviser advisor king prince emir sultan head delegate commissioner mediator general "
    "commander governor mayor senator deputy emissary delegation lawmaker legislator parliamentarian ruler monarch "
    "counterpart chairman"
) | word_set("elder mp expert cleric bishop cardinal technocrat politician")
"""People who, told of in the plural and alone, meet one another: "senior diplomats met in the capital"."""

_BODIES_IN_PLURAL: Final = word_set("powers nations countries neighbours neighbors states republics")
"""States, so called when there are several: "six major powers met"."""

PUBLIC: Final = (
    OFFICIALS
    | ROLE_NOUNS
    | word_set(
        "government administration regime authority ministry cabinet parliament opposition rebel guerrilla insurgent "
        "separatist junta army military militia faction union federation mediator militant party president king queen "
        "pope court commission council committee delegation embassy police bloc alliance coalition movement "
        "confederation legislature assembly senate congress tribunal mission expert inspector monitor observer "
        "rapporteur investigator peacekeeper unionist activist dissident"
    )
)
"""People and bodies of public life: two of whom nobody is named meet in the news only if one of them is such."""

GROUPED: Final = word_set(
    "side party country nation state government camp rival neighbour neighbor ally superpower power faction group team "
    "delegation republic capital bloc enemy foe"
)
"""What the parties of one event are together called: "the two sides", "both governments"."""

KIN: Final = word_set(
    "mother father parent wife husband widow brother sister son daughter uncle aunt cousin nephew niece family "
    "relative grandfather grandmother spouse fiance fiancee girlfriend boyfriend friend"
)
PRONOUNS: Final = word_set("he she they him her them his")
"""Personal pronouns; whom they mean the text may leave open."""

_PEOPLE: Final = _HUMAN | COLLECTIVE | ROLE_NOUNS


def is_human_noun(lemma: str, form: str) -> bool:
    """Whether a common noun stands for people, told by word and ending alone.

    Args:
        lemma: lower case.
        form: as written; its ending tells the plural.

    Examples:
        >>> is_human_noun("docker", "dockers"), is_human_noun("letter", "letters"), is_human_noun("cabinet", "cabinet")
        (True, False, True)
    """
    written = form.lower()
    last = (lemma.rpartition("-")[2] or lemma).lower()
    if last == written and last.endswith("s"):
        last = last.removesuffix("s")  # read as a name, a plural keeps its ending: "MPs"
    if written in _BODIES_IN_PLURAL:
        return True
    if {lemma, last} & _NO_PEOPLE:
        return False
    if not _PEOPLE.isdisjoint((lemma, last, written)):
        return True
    if written.endswith(_PLURAL_ENDINGS) and written != lemma and len(last) > _SHORTEST:
        return last not in _NO_PEOPLE
    return last.endswith(_SINGULAR_ENDINGS) and len(last) > _SHORTEST


def role_word(token: Token) -> str:
    """The lemma of a word for people, lower case; a plural read as a name has kept its ending: "Representatives of"."""
    lemma = token.lemma.lower()
    single = lemma.removesuffix("s")
    return single if token.upos == "PROPN" and single in ROLE_NOUNS else lemma


def is_public(token: Token) -> bool:
    """Whether a noun stands for people or a body of public life."""
    return not {token.lemma.lower(), token.form.lower()}.isdisjoint(PUBLIC)


_SHORTEST: Final = 4  # letters; a shorter word's ending tells nothing
