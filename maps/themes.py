"""What the map may be coloured by, for papers and files: the same tables as in themes.js.

theme   states in the order of the legend, each with a look, and which state a room has
look    two tokens of vars.css and a pattern, for print and for eyes that do not tell colours apart
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from maps import desk_words
from maps.templatetags.rooms import state_name

Room = Mapping[str, Any]  # the properties of a room as the floor's address gives them

THEMES = ("standard", "occupancy", "idle", "organisation", "use", "title", "person")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a state is drawn: the token that fills it, the one that lines it, a pattern over it."""

    colour: str
    line: str
    pattern: str = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One way to colour a floor."""

    name: str
    looks: Mapping[str, Look]
    state_of: Callable[[Room], str]

    @property
    def title(self) -> str:
        """Return what the theme is called."""
        return desk_words.themes()[f"theme_{self.name}"]

    def label(self, state: str) -> str:
        """Return what a state is called; an organisation by its own name."""
        if state == "circulation" or self.name == "standard":
            return state_name(state)
        return desk_words.themes().get(f"{self.name}_{state or 'none'}", state)


def _look(colour: str, pattern: str = "plain", line: str = "") -> Look:
    return Look(colour=colour, line=line or f"{colour}-line", pattern=pattern)


PASSAGES = _look("circulation")
NOTHING = _look("unassessed")
FREE = _look("quiet", "dots", "unassessed-line")

STANDARD = {
    "over": _look("over"),
    "measuring_error": _look("error", "hatch"),
    "within": _look("within"),
    "idle": _look("idle", "dots"),
    "unassessed": NOTHING,
    "circulation": PASSAGES,
}
OCCUPANCY = {
    "seated": _look("tone-1"),
    "empty": _look("tone-5", "hatch"),
    "idle": _look("idle", "dots"),
    "common": NOTHING,
    "circulation": PASSAGES,
}
IDLE = {
    "idle_24": _look("age-4", "cross"),
    "idle_12": _look("age-3", "hatch"),
    "idle_6": _look("age-2", "rows"),
    "idle_0": _look("age-1", "dots"),
    "in_use": _look("quiet"),
    "circulation": PASSAGES,
}
USE = {
    "office": _look("tone-1"),
    "service": _look("tone-2", "hatch"),
    "equipment": _look("tone-3", "cross"),
    "auxiliary": _look("tone-4", "dots"),
    "technical": _look("tone-6", "rows"),
    "unknown": _look("unassessed", "back"),
    "circulation": PASSAGES,
}
TITLE = {
    "restricted": _look("tone-5", "cross"),
    "in_case": _look("tone-6", "rows"),
    "unclear": _look("tone-8", "back"),
    "unregistered": _look("unassessed", "rings"),
    "filed": _look("tone-3", "dots"),
    "old_paper": _look("tone-4", "columns"),
    "to_transfer": _look("tone-2", "hatch"),
    "unified": _look("tone-1"),
    "circulation": PASSAGES,
}
PERSON = {
    "m2_24": _look("ramp-5", "cross"),
    "m2_18": _look("ramp-4", "back"),
    "m2_12": _look("ramp-3", "hatch"),
    "m2_9": _look("ramp-2", "rows"),
    "m2_0": _look("ramp-1"),
    "nobody": FREE,
    "circulation": PASSAGES,
}

# Months from which a room has been idle for so long; the first that is reached names it.
IDLE_FROM = (24, 12, 6, 0)
# m² for each person above which a room is of a class: the limits of 表3 lie at 9, 12, 18 and 24.
PERSON_FROM = (24, 18, 12, 9, 0)


def _is_passage(room: Room) -> bool:
    return bool(room["state"] == "circulation")


def _known(looks: Mapping[str, Look], key: str, other: str) -> Callable[[Room], str]:
    """Return the rule that a room's state is what a property says, when the table has it."""

    def state_of(room: Room) -> str:
        if _is_passage(room):
            return "circulation"
        return room[key] if room[key] in looks else other

    return state_of


def occupancy_of(room: Room) -> str:
    """Return what a room is as to who is in it."""
    if _is_passage(room):
        return "circulation"
    if room["occupants"] > 0:
        return "seated"
    if room["idle_months"] is not None:
        return "idle"
    is_held = room["organisation"] is not None and room["use"] == "office"
    return "empty" if is_held else "common"


def idle_of(room: Room) -> str:
    """Return for how long a room has been idle, as a class."""
    if _is_passage(room):
        return "circulation"
    months = room["idle_months"]
    if room["occupants"] > 0 or months is None:
        return "in_use"
    return f"idle_{next(n for n in IDLE_FROM if months >= n)}"


def person_of(room: Room) -> str:
    """Return how much room each person has, as a class; a class ends where a limit is reached."""
    if _is_passage(room):
        return "circulation"
    each = per_person(room)
    return "nobody" if each is None else f"m2_{next(n for n in PERSON_FROM if each > n)}"


def per_person(room: Room) -> float | None:
    """Return the m² each person in a room has, or None when nobody sits there."""
    return room["area_m2"] / room["occupants"] if room["occupants"] > 0 else None


def _theme(name: str, looks: Mapping[str, Look], state_of: Callable[[Room], str]) -> Theme:
    return Theme(name=name, looks=looks, state_of=state_of)


FIXED = {
    theme.name: theme
    for theme in (
        _theme("standard", STANDARD, _known(STANDARD, "state", "unassessed")),
        _theme("occupancy", OCCUPANCY, occupancy_of),
        _theme("idle", IDLE, idle_of),
        _theme("use", USE, _known(USE, "use", "unknown")),
        _theme("title", TITLE, _known(TITLE, "title", "unregistered")),
        _theme("person", PERSON, person_of),
    )
}


def theme_of(name: str, rooms: Iterable[Room]) -> Theme:
    """Return a theme for some rooms."""
    return _by_organisation(rooms) if name == "organisation" else FIXED[name]


# --- organisations ----------------------------------------------------------------

TONES = 8
MARKS = ("plain", "hatch", "dots", "back", "rows", "cross", "columns", "rings")


def _by_organisation(rooms: Iterable[Room]) -> Theme:
    names = sorted({r["organisation"] for r in rooms if r["organisation"] and not _is_passage(r)})
    looks = {name: _nth_look(place) for name, place in places_of(names).items()}
    return Theme(
        name="organisation",
        looks={**looks, "": FREE, "circulation": PASSAGES},
        state_of=lambda room: "circulation" if _is_passage(room) else room["organisation"] or "",
    )


def _nth_look(n: int) -> Look:
    """Return the look of the nth of many: eight tones with eight patterns, no pair twice."""
    return _look(f"tone-{n % TONES + 1}", MARKS[(n + n // TONES) % TONES])


def number_of(name: str) -> int:
    """Return a number a name always has, so that an organisation keeps its colour."""
    number = 7
    for letter in name:
        number = (number * 31 + ord(letter)) % 9973
    return number


def places_of(names: Iterable[str], among: int = TONES * TONES) -> dict[str, int]:
    """Return a place among so many for each name: its own when free, else the next free one."""
    taken: dict[str, int] = {}
    for name in sorted(names):
        place = number_of(name) % among
        while len(taken) < among and place in taken.values():
            place = (place + 1) % among
        taken[name] = place
    return taken
