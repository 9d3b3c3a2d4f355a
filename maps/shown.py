"""What the map shows of a floor, as it is asked for: day, theme, what the legend and a hand have picked.

The address is that of the page: ?on=2026-07-01&theme=use&show=office~service&pick=0a1b2c3d.4e5f6071
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import orjson

from maps.themes import THEMES, Theme, theme_of
from registry.queries import floor_drawing
from registry.queries.floor_drawing import StampedFloor
from registry.queries.places import NotInSight

SHORT = 8  # letters of a uid: enough to tell the rooms of one floor apart
PICKED = re.compile(rf"[0-9a-f]{{{SHORT}}}")


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A floor with its rooms, and which of them are looked at."""

    place: StampedFloor
    theme: Theme
    features: Sequence[Mapping[str, Any]]
    states: frozenset[str]  # of the legend; none means all
    picked: frozenset[str]  # beginnings of uids; none means all

    @property
    def day(self) -> dt.date:
        """Return the day the floor is shown on."""
        return self.place.day

    @cached_property
    def rooms(self) -> list[Mapping[str, Any]]:
        """Return the rooms that are looked at; a passage is a row only when it is asked for."""
        return [room for room in self._looked_at if self._is_row(room)]

    @cached_property
    def looked_at(self) -> frozenset[str]:
        """Return the uids of all that is looked at, passages among them."""
        return frozenset(room["uid"] for room in self._looked_at)

    @property
    def _looked_at(self) -> list[Mapping[str, Any]]:
        return [room for room in self.every if self._is_meant(room)]

    @cached_property
    def every(self) -> list[Mapping[str, Any]]:
        """Return every room of the floor."""
        return [feature["properties"] for feature in self.features]

    def _is_meant(self, room: Mapping[str, Any]) -> bool:
        if self.picked and room["uid"][:SHORT] not in self.picked:
            return False
        return not self.states or self.theme.state_of(room) in self.states

    def _is_row(self, room: Mapping[str, Any]) -> bool:
        return room["state"] != "circulation" or bool(self.picked) or "circulation" in self.states


def shown_floor(place: StampedFloor, asked: Mapping[str, str]) -> Shown:
    """Return what an address asks to be shown of a floor."""
    name = asked.get("theme", THEMES[0])
    if name not in THEMES:
        raise NotInSight(name)
    features = orjson.loads(floor_drawing.drawn(place).features)
    return Shown(
        place=place,
        theme=theme_of(name, [feature["properties"] for feature in features]),
        features=features,
        states=frozenset(asked["show"].split("~")) if "show" in asked else frozenset(),
        picked=frozenset(PICKED.findall(asked.get("pick", ""))),
    )
