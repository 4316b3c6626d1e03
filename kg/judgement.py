"""An analyst's decisions as values: what is judged is named for good, so a judgement survives every rebuild.

A claim and a referent (somebody an article speaks of) are named by what their IRIs say behind ``id/``:
``claim/<digest>/17-20-0`` and ``article/<digest>/person/anna-petit``. The names come from the article's text alone.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from urllib.parse import quote

from kg.errors import UsageError
from kg.model import ClaimRef, Extraction, Span

SAFE: Final = "/-._~"
"""Characters that stand in a name as they are."""
_ID_LENGTH: Final = 12
_CLAIM: Final = re.compile(r"claim/[0-9a-f]{64}/\d+-\d+-p?\d+", re.ASCII)
_REFERENT: Final = re.compile(
    r"article/[0-9a-f]{64}/(person|organization|country|place)/([\w.~-]|%[0-9A-F]{2})+", re.ASCII
)
_IRI: Final = re.compile(r"""[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|^`\\\ud800-\udfff]+""")
_TAKE_BACK: Final = "Keep that one, or take it back first with: kg judge undo "


class Decision(StrEnum):
    """What an analyst can decide."""

    SAME = "same"
    DIFFERENT = "different"
    REJECT = "reject"
    STATUS = "status"
    ROLE = "role"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision.

    Attributes:
        claims: names of what is judged, sorted: of claims; of referents too for same and different.
        others: the other side of same and different; for split, the claims that stay. Sorted.
        status: IRI of the status that the claims have, for status.
        taken, given: IRIs of the role that the filler loses and gets, for role; one of them may be empty.
        filler: name of a referent of the claims' article, or IRI of a concept.
        by, date, why: who decided, the day (ISO 8601) and a note; given data, not part of the id.
    """

    decision: Decision
    claims: tuple[str, ...]
    others: tuple[str, ...] = ()
    status: str = ""
    taken: str = ""
    given: str = ""
    filler: str = ""
    by: str = ""
    date: str = ""
    why: str = ""

    @property
    def id(self) -> str:
        """Names the decision: equal for equal decisions, whoever made them."""
        fields = (self.decision, *self.claims, "", *self.others, "", self.status, self.taken, self.given, self.filler)
        return hashlib.sha256("\n".join(fields).encode()).hexdigest()[:_ID_LENGTH]

    @property
    def about(self) -> tuple[str, ...]:
        """Everything it names in the articles."""
        return (*self.claims, *self.others)


def pair(decision: Decision, one: Iterable[str], other: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Both sides in canonical order: which was named first means nothing for same and different."""
    left, right = tuple(sorted(set(one))), tuple(sorted(set(other)))
    return (right, left) if decision in (Decision.SAME, Decision.DIFFERENT) and right < left else (left, right)


def claim_name(digest: str, span: Span, *, number: int, position: bool = False) -> str:
    """A claim, by the characters of its trigger or title; ``number`` tells apart those that share them."""
    return f"claim/{digest}/{span.start}-{span.end}-{'p' if position else ''}{number}"


def referent_name(digest: str, key: str) -> str:
    """An entity of one article, by its key there."""
    return f"article/{digest}/{quote(key, safe=SAFE)}"


def claim_names(extraction: Extraction) -> dict[ClaimRef, str]:
    """The name of every claim of an article. Claims that share a trigger are numbered in their order."""
    digest = extraction.article.digest
    found: dict[ClaimRef, str] = {}
    seen: Counter[tuple[Span, bool]] = Counter()
    places = [("event", index, claim.trigger.span) for index, claim in enumerate(extraction.claims)]
    places += [("position", index, claim.span) for index, claim in enumerate(extraction.positions)]
    for kind, index, span in places:
        position = kind == "position"
        number = seen[span, position]
        found[ClaimRef(digest, kind, index)] = claim_name(digest, span, number=number, position=position)
        seen[span, position] += 1
    return found


def short_name(name: str) -> str:
    """A claim or referent, by name or IRI, as people are shown it: twelve digits of the digest suffice.

    >>> short_name("https://example.org/id/claim/" + 32 * "ab" + "/17-20-0")
    'abababababab/17-20-0'
    """
    *_, name = name.rpartition("id/") if "://" in name else ("", name)
    _, digest, rest = name.split("/", 2)
    return f"{digest[:_ID_LENGTH]}/{rest}"


def known_names(extractions: Iterable[Extraction]) -> set[str]:
    """The names of all claims and referents there are."""
    return {
        name
        for extraction in extractions
        for name in (
            *claim_names(extraction).values(),
            *(referent_name(extraction.article.digest, entity.key) for entity in extraction.entities),
        )
    }


def waits(judgement: Judgement, known: set[str]) -> bool:
    """Whether a judgement has no effect for now: what it judges, or a side of it, is not there."""
    if judgement.decision in (Decision.SAME, Decision.DIFFERENT, Decision.SPLIT):
        return known.isdisjoint(judgement.claims) or known.isdisjoint(judgement.others)
    return known.isdisjoint(judgement.claims)


class Sides:
    """What judgements hold together and keep apart.

    What is the same is one class; classes are kept apart when any of their members are.

    Args:
        judgements: those of other decisions are passed over.
        listed: names of referents -> entry of the watch-list; two entries are never one, whatever a judgement says.
    """

    def __init__(self, judgements: Iterable[Judgement], listed: Mapping[str, str] | None = None) -> None:
        self._parent: dict[str, str] = {}
        self._entry: dict[str, str] = {}
        first: dict[str, str] = {}
        for name, entry in sorted((listed or {}).items()):
            self._join(first.setdefault(entry, name), name)
        self._entry = {self.of(name): entry for entry, name in first.items()}
        ordered = in_order(judgements)
        for judgement in ordered:
            tied = {Decision.SAME: judgement.about, Decision.SPLIT: judgement.claims}.get(judgement.decision, ())
            for name in tied:
                self._join(tied[0], name)
        self.apart: frozenset[frozenset[str]] = frozenset(
            frozenset((self.of(one), self.of(other)))
            for judgement in ordered
            if judgement.decision in (Decision.DIFFERENT, Decision.SPLIT)
            for one in judgement.claims
            for other in judgement.others
        )
        self._named = {side for sides in self.apart for side in sides} | set(self._entry)

    def __bool__(self) -> bool:
        return bool(self._parent or self.apart)

    def of(self, name: str) -> str:
        """The class of a claim or referent, as its smallest member."""
        while (parent := self._parent.get(name, name)) != name:
            name = parent
        return name

    def tied(self, name: str) -> bool:
        """Whether a judgement holds it together with another."""
        return name in self._parent

    def classes(self, names: Iterable[str]) -> frozenset[str]:
        """The classes of names that are kept apart from anything."""
        return frozenset({self.of(name) for name in names} & self._named)

    def limits(self, names: Iterable[str]) -> bool:
        """Whether some name is kept apart from anything."""
        return bool(self._named) and any(self.of(name) in self._named for name in names)

    def parts(self, one: Iterable[str], other: Iterable[str]) -> bool:
        """Whether some name of one and some name of the other are kept apart."""
        left = {self.of(name) for name in one} & self._named
        right = {self.of(name) for name in other} & self._named if left else set()
        return any(self._divided(a, b) for a in left for b in right)

    def _divided(self, one: str, other: str) -> bool:
        mine, yours = self._entry.get(one), self._entry.get(other)
        return frozenset((one, other)) in self.apart or (mine is not None and yours is not None and mine != yours)

    def _join(self, one: str, other: str) -> None:
        root, leaf = sorted((self.of(one), self.of(other)))
        self._parent.setdefault(root, root)
        entries = {self._entry[name] for name in (root, leaf) if name in self._entry}
        if len(entries) > 1:
            return
        self._parent[leaf] = root
        if entries:
            self._entry.pop(leaf, None)
            self._entry[root] = entries.pop()


def in_order(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Each decision once, by date and id: the order in which conflicts name the older one."""
    once: dict[str, Judgement] = {}
    for judgement in sorted(judgements, key=lambda one: (one.date, one.id, one.by, one.why)):
        once.setdefault(judgement.id, judgement)
    return list(once.values())


def refuse_incomplete(judgement: Judgement) -> None:
    """Raises UsageError when a judgement does not say who, when or what, or names what can be no claim or referent."""
    if not judgement.by.strip():
        raise UsageError("a judgement must say who decided", mend="Give --by NAME, or set KG_ANALYST.")
    if not _is_day(judgement.date):
        raise UsageError(f"{judgement.date!r} is not a day", mend="Write YYYY-MM-DD, for example 2024-03-05.")
    two_sided = judgement.decision in (Decision.SAME, Decision.DIFFERENT, Decision.SPLIT)
    if not judgement.claims or two_sided != bool(judgement.others):
        sides = "two sides" if two_sided else "one side"
        raise UsageError(f"a judgement of the kind {judgement.decision} has {sides}", mend="Name what is judged.")
    if not set(judgement.claims).isdisjoint(judgement.others):
        raise UsageError("both sides of a judgement name the same", mend="Name two things, or two sets of claims.")
    if (judgement.decision is Decision.STATUS) != bool(judgement.status):
        raise UsageError("a status goes with a judgement of status, and only there", mend="Say which status.")
    if (judgement.decision is Decision.ROLE) != bool(judgement.filler and (judgement.taken or judgement.given)):
        raise UsageError("a role goes with a judgement of a role, and only there", mend="Say whose role, and which.")
    if judgement.decision is not Decision.ROLE and (judgement.filler or judgement.taken or judgement.given):
        raise UsageError("a role goes with a judgement of a role, and only there", mend="Leave the role out.")
    _refuse_names(judgement)
    _refuse_characters(judgement)


def _is_day(day: str) -> bool:
    try:
        return date.fromisoformat(day).isoformat() == day
    except ValueError:
        return False


def _refuse_names(judgement: Judgement) -> None:
    referents = judgement.decision in (Decision.SAME, Decision.DIFFERENT)
    for name in judgement.about:
        if not (_CLAIM.fullmatch(name) or (referents and _REFERENT.fullmatch(name))):
            what = "neither a claim nor what an article names" if referents else "no claim"
            raise UsageError(f"{name!r} is {what}", mend="Write it as kg judge export does: claim/DIGEST/17-20-0.")
    filler = judgement.filler
    if filler.startswith("article/"):
        articles = {name.split("/")[1] for name in judgement.claims}
        if not _REFERENT.fullmatch(filler) or articles != {filler.split("/")[1]}:
            raise UsageError(
                f"{filler!r} is nothing that the claim's article names",
                mend="No fact without a sentence: give a role to somebody whom the claim's own article names.",
            )
    for value in (
        judgement.status,
        judgement.taken,
        judgement.given,
        *([] if filler.startswith("article/") else [filler]),
    ):
        if value and not _IRI.fullmatch(value):
            raise UsageError(f"{value!r} is no IRI", mend="Write the full IRI, or dip: and its name.")


def _refuse_characters(judgement: Judgement) -> None:
    """Raises UsageError for what no file can hold, or no line can show."""
    for key, value in (("by", judgement.by), ("why", judgement.why.replace("\n", " ").replace("\t", " "))):
        if any(unicodedata.category(character) in ("Cc", "Cs") for character in value):
            raise UsageError(f"{key} holds a control character", mend="Leave it out.")


def refuse_conflicts(
    judgements: Sequence[Judgement], new: Iterable[Judgement], places: Mapping[str, str] | None = None
) -> None:
    """Hold new judgements against those there are, and against each other.

    Args:
        judgements: those there are.
        new: the others.
        places: ids of new judgements -> where they are written (file and line).

    Raises:
        UsageError: when one contradicts another; names the older one.
    """
    held = in_order(judgements)
    known = {judgement.id for judgement in held}
    growing = _Growing()
    singly: dict[str, list[tuple[int, Judgement]]] = {}

    def hold(place: int, judgement: Judgement) -> None:
        if judgement.decision in (Decision.STATUS, Decision.ROLE, Decision.REJECT):
            for name in judgement.claims:
                singly.setdefault(name, []).append((place, judgement))

    for place, judgement in enumerate(held):
        growing.glues(judgement)
        hold(place, judgement)
    for judgement in in_order(new):
        if judgement.id in known:
            continue
        near = (one for name in judgement.claims for one in singly.get(name, ()))
        at = min((place for place, old in near if _one_against_one(judgement, old)), default=None)
        if at is None and growing.glues(judgement):
            # what glues together beside some glues beside more: the oldest that it takes is found by halving
            at = bisect_left(range(len(held)), x=True, key=lambda end: _glued([*held[: end + 1], judgement]))
        if at is not None:
            raise UsageError(_contradiction(judgement, held[at], places or {}), mend=_TAKE_BACK + held[at].id)
        hold(len(held), judgement)
        held.append(judgement)
        known.add(judgement.id)


def _contradiction(new: Judgement, old: Judgement, places: Mapping[str, str]) -> str:
    place = f"{places[new.id]}: " if new.id in places else ""
    signed = "".join(f", {value}" for value in (old.by, old.date) if value)
    return f"{place}this ({new.decision}) contradicts the judgement {old.id} ({old.decision}{signed})"


class _Growing:
    """What is held together and kept apart, one judgement after the other."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}
        self._against: dict[str, set[str]] = {}

    def glues(self, judgement: Judgement) -> bool:
        """Takes a judgement in; whether it holds together what is kept apart."""
        tied = {Decision.SAME: judgement.about, Decision.SPLIT: judgement.claims}.get(judgement.decision, ())
        if not all(self._joined(tied[0], name) for name in tied):
            return True
        if judgement.decision in (Decision.DIFFERENT, Decision.SPLIT):
            left, right = ({self._of(name) for name in side} for side in (judgement.claims, judgement.others))
            if not left.isdisjoint(right):
                return True
            for one in left:
                self._against.setdefault(one, set()).update(right)
            for other in right:
                self._against.setdefault(other, set()).update(left)
        return False

    def _of(self, name: str) -> str:
        while (parent := self._parent.get(name, name)) != name:
            self._parent[name] = self._parent.get(parent, parent)
            name = parent
        return name

    def _joined(self, one: str, other: str) -> bool:
        """Whether they are one now; what is kept apart is not joined."""
        few, many = sorted((self._of(one), self._of(other)), key=lambda name: len(self._against.get(name, ())))
        if few == many:
            return True
        if many in self._against.get(few, ()):
            return False
        self._parent[few] = many
        against = self._against.pop(few, set())
        for name in against:
            self._against[name].discard(few)
            self._against[name].add(many)
        self._against.setdefault(many, set()).update(against)
        return True


def _glued(judgements: Sequence[Judgement]) -> bool:
    """Whether what is kept apart is held together."""
    return any(len(sides) == 1 for sides in Sides(judgements).apart)


def _one_against_one(new: Judgement, old: Judgement) -> bool:
    if set(new.claims).isdisjoint(old.claims):
        return False
    decisions = {new.decision, old.decision}
    if decisions == {Decision.STATUS}:
        return new.status != old.status
    if decisions == {Decision.ROLE}:
        return new.filler == old.filler and bool({new.taken} & {old.given} - {""} or {new.given} & {old.taken} - {""})
    return Decision.REJECT in decisions and bool(decisions & {Decision.STATUS, Decision.ROLE})


def by_claim(judgements: Iterable[Judgement], decision: Decision) -> Mapping[str, list[Judgement]]:
    """Judgements of one decision, by what they judge."""
    found: dict[str, list[Judgement]] = {}
    for judgement in in_order(judgements):
        if judgement.decision is decision:
            for name in judgement.claims:
                found.setdefault(name, []).append(judgement)
    return found
