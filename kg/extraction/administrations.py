"""States that are spoken of by who leads them: "the X administration"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from kg.extraction.scene import Scene


def states_led(scene: Scene, holders: Collection[str]) -> tuple[str, ...]:
    """The one state in which the holders have an office, by the article; empty where there is none or several."""
    states = {
        position.organization
        for position in scene.positions
        if position.holder in holders and position.organization.startswith("country/")
    }
    return tuple(states) if len(states) == 1 else ()
