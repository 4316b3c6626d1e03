"""The status cues of the ontology, made ready for look-up by token."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.model import Token
    from kg.schema.model import Schema, Status

_AS_ADJECTIVE: Final = frozenset({"VERB", "ADJ"})
_AUXILIARY_FORMS: Final = {
    "'ll": "will",
    "’ll": "will",
    "wo": "will",
    "sha": "shall",
    "ca": "can",
    "'d": "would",
    "’d": "would",
}


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that was met: its status, its token, and whether it modifies the event's own words ("a planned visit")."""

    status: Status
    token: int
    modifies: bool = False


class CueTable:
    """Cues of a schema's statuses by part of speech and lemma.

    Args:
        schema: where the statuses come from.

    Attributes:
        happened: the status of what took place.
        denied: the status that "not" gives.
    """

    def __init__(self, schema: Schema) -> None:
        self._cues: dict[tuple[str, str], list[tuple[str, Status]]] = {}
        for status in schema.statuses:
            for upos, lemma, relation in status.cues:
                self._cues.setdefault((upos, lemma), []).append((relation, status))
        ranked = sorted(schema.statuses, key=lambda status: status.rank)
        self.happened: Status = next(status for status in ranked if status.happened)
        self._ranked = ranked
        self._kinds = [
            frozenset(lemma for trigger in kind.triggers for lemma in trigger.lemmas) for kind in schema.types
        ]
        self.denied: Status = self.word("PART", "not") or self.weakest("CT-")

    def alike(self, lemma: str, other: str) -> bool:
        """Whether two words evoke events of one type, so that one may take up the other."""
        return any(lemma in kind and other in kind for kind in self._kinds)

    def weakest(self, polarity: str) -> Status:
        """The status of lowest rank with a FactBank value (``PR+``); of what happened if there is none."""
        return next((status for status in self._ranked if status.polarity == polarity), self.happened)

    def word(self, upos: str, lemma: str) -> Status | None:
        """The status of a word that is no single token ("ahead_of"), whatever the relation."""
        found = [status for _, status in self._cues.get((upos, lemma), ())]
        return max(found, key=lambda status: status.rank) if found else None

    def find(self, token: Token, relation: str, *, explicit: bool = False, particle: str = "") -> Status | None:
        """The status a token gives to what hangs on it (or what it hangs on) by a relation.

        A cue that names the relation goes before one that names none; of several the highest rank wins.

        Args:
            token: the word.
            relation: ``xcomp``, ``obj``, ``[for]`` and the like.
            explicit: only a cue that names the relation counts.
            particle: of a verb ("off"); the verb is then looked up with it first ("call_off").
        """
        named: list[Status] = []
        general: list[Status] = []
        keys = _keys(token)
        if token.upos == "NOUN" and relation == "obj":
            keys = (*keys, ("VERB", token.lemma.lower()))  # what has an object is a verb ("X backs sanctions")
        if particle:
            keys = ((token.upos, f"{token.lemma.lower()}_{particle}"), *keys)
        for key in keys:
            for wanted, status in self._cues.get(key, ()):
                if wanted == relation and wanted:
                    named.append(status)
                elif not wanted:
                    general.append(status)
            if named or (general and not explicit):
                break
        chosen = named or ([] if explicit else general)
        return max(chosen, key=lambda status: status.rank) if chosen else None


def _keys(token: Token) -> tuple[tuple[str, str], ...]:
    """Under what a token may be listed: a participle before a noun as an adjective too; any part of speech last."""
    form, lemma, upos = token.form.lower(), token.lemma.lower(), token.upos
    lemma = _AUXILIARY_FORMS.get(form, lemma) if upos == "AUX" else lemma
    keys = [(upos, form), (upos, lemma)]
    if upos in _AS_ADJECTIVE:
        keys += [("ADJ", form), ("VERB", lemma)]
    if upos == "AUX":
        keys.append(("AUX", form))
    return (*keys, ("", lemma))
