"""Events among persons and firms of no public office: an athlete's team talk, an author interviewed by a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction.gazetteer import lookup
from kg.extraction.private_travellers import is_private_traveller
from kg.extraction.tense import marks
from kg.extraction.wordlists import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extraction.drafts import Draft
    from kg.extraction.fillings import Filling
    from kg.extraction.scene import Scene

_CALLINGS: Final = word_set(
    "boxer footballer player striker midfielder goalkeeper defender winger sprinter swimmer cyclist golfer wrestler "
    "skater skier gymnast jockey batsman bowler cricketer quarterback pitcher athlete driver actor actress singer "
    "musician rapper guitarist drummer pianist violinist composer painter sculptor novelist poet playwright filmmaker "
    "photographer designer developer programmer blogger comedian dancer model chef climber surfer"
)
_DESCRIBING: Final = frozenset(("nmod:desc", "appos", "compound"))
_OUTLETS: Final = ("news", "times", "post", "herald", "tribune", "gazette", "radio", "television", "tv", "magazine")
_TELLING: Final = frozenset(("tell", "inform"))
_BY_WIRE: Final = frozenset(("by", "over", "via"))
_ENOUGH: Final = 2


def is_of_private_persons(draft: Draft, scene: Scene) -> bool:
    """Whether an event of persons who come together has none of public life in it.

    Somebody is told to be a boxer, a singer, a freed hostage, and everybody else of those whom the event cannot do
    without is such a one too, or a firm the gazetteer does not know. A journal or a station puts questions: with it
    nobody meets.

    Args:
        draft: of the event, with all its fillings.
        scene: of the article.
    """
    kind = draft.event_type
    roles = {role.iri for role in kind.roles if role.agent and role.contact and role.iri not in kind.one_of}
    parties = [
        filling for filling in draft.fillings if filling.role in roles and (filling.entities or filling.described)
    ]
    asking = [filling for filling in parties if _is_outlet(filling, scene)]
    if asking and len(parties) - len(asking) < _ENOUGH:
        return True
    if _is_told_to_a_paper(draft, parties, scene):
        return True
    private = [filling for filling in parties if _is_private(filling, scene)]
    return bool(private) and all(one in private or _is_unknown_firm(one, scene) for one in parties)


def _is_told_to_a_paper(draft: Draft, parties: Sequence[Filling], scene: Scene) -> bool:
    """For "X told the Y by telephone": a name that is told something and is no party is a paper's or an agency's."""
    graph, trigger = scene.graphs[draft.match.sentence], draft.match.token
    verb = graph.heads[trigger]
    if len(parties) != 1 or verb < 0 or graph.tokens[verb].lemma.lower() not in _TELLING:
        return False
    if not _BY_WIRE.intersection(marks(graph, trigger)):
        return False
    told = [child for child in graph.children(verb) if graph.deprels[child] in ("obj", "iobj")]
    return any(graph.tokens[one].upos == "PROPN" and one != parties[0].token for one in told)


def _is_private(filling: Filling, scene: Scene) -> bool:
    at, graph = filling.token, scene.graphs[filling.sentence]
    if filling.kind != "person" or at < 0 or any(claim.holder in filling.entities for claim in scene.positions):
        return False
    if is_private_traveller(filling, graph):
        return True
    around = [child for child in graph.children(at) if graph.deprels[child] in _DESCRIBING]
    if graph.deprels[at] == "appos" and graph.heads[at] >= 0:
        around.append(graph.heads[at])
    return any(graph.tokens[one].lemma.lower() in _CALLINGS for one in around)


def _is_unknown_firm(filling: Filling, scene: Scene) -> bool:
    if filling.kind != "organization" or len(filling.entities) != 1:
        return False
    return lookup(scene.entities[filling.entities[0]].name) is None


def _is_outlet(filling: Filling, scene: Scene) -> bool:
    if filling.kind != "organization" or len(filling.entities) != 1:
        return False
    name = scene.entities[filling.entities[0]].name
    entry = lookup(name)
    if entry is not None:
        return entry.kind == "media"
    return name.lower().endswith(_OUTLETS)
