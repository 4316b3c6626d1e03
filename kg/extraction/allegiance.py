"""Who acts for whom: persons for those whose offices they hold, organizations for their state."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extraction.scene import Scene
from kg.model import EntityKind


class Allegiances:
    """For every entity of an article, the entities it acts for.

    Args:
        scene: the article.
    """

    def __init__(self, scene: Scene) -> None:
        self._states = {
            entity.reference: key
            for key, entity in scene.entities.items()
            if entity.kind is EntityKind.COUNTRY and entity.reference
        }
        self._scene = scene
        self._acts_for: dict[str, set[str]] = {key: set() for key in scene.entities}
        for key, entity in scene.entities.items():
            state = self._states.get(entity.country, "")
            if state and state != key:
                self._acts_for[key].add(state)
        for position in scene.positions:
            if position.organization and not position.former:
                bodies = {position.organization} | self._acts_for.get(position.organization, set())
                self._acts_for.setdefault(position.holder, set()).update(bodies)

    def acts_for(self, key: str) -> frozenset[str]:
        """Keys of states and organizations the entity acts for; not itself."""
        return frozenset(self._acts_for.get(key, ()))

    def states(self, key: str) -> frozenset[str]:
        """References of the states that an entity is, lies in or acts for, whether or not the text names them."""
        entities = self._scene.entities
        found = {
            reference
            for one in (key, *self._acts_for.get(key, ()))
            if one in entities
            for reference in (entities[one].country, entities[one].reference)
            if reference.startswith("iso:")
        }
        return frozenset(found)

    def same_side(self, one: str, other: str) -> bool:
        """Whether two entities are one, or one acts for the other."""
        return one == other or other in self._acts_for.get(one, ()) or one in self._acts_for.get(other, ())

    def covered(self, few: Iterable[str], many: Iterable[str]) -> bool:
        """Whether each of the few has one of its own side among the many, each another one."""
        left = list(many)
        waiting = []
        for key in few:
            if key in left:
                left.remove(key)
            else:
                waiting.append(key)
        for key in waiting:
            found = next((other for other in left if self.same_side(key, other)), None)
            if found is None:
                return False
            left.remove(found)
        return True
