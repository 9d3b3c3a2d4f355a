"""Two texts of a rule pack side by side: what one says that the other does not.

place   where a figure stands in the text: limits[CITY M3].net_area_m2
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

NAMES = ("level", "rank")  # what an entry of a list is known again by


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One place that differs; None where a text does not have it."""

    place: str
    was: str | None
    now: str | None


def changes_between(old: Mapping[str, object], new: Mapping[str, object]) -> tuple[Changed, ...]:
    """Return every place at which two texts differ, in the order of the new one.

    >>> changes_between({"title": "a", "n": 1}, {"title": "b", "n": 1})
    (Changed(place='title', was='a', now='b'),)
    """
    before, after = dict(leaves(old)), dict(leaves(new))
    places = [*after, *(place for place in before if place not in after)]
    return tuple(
        Changed(place=place, was=before.get(place), now=after.get(place))
        for place in places
        if before.get(place) != after.get(place)
    )


def leaves(value: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield each plain value of a text with the place it stands at."""
    match value:
        case Mapping():
            for name, inner in value.items():
                yield from leaves(inner, f"{place}.{name}" if place else str(name))
        case list() | tuple():
            for at, inner in enumerate(value):
                yield from leaves(inner, f"{place}[{_known_by(inner, at)}]")
        case _:
            yield place, "–" if value is None else str(value)


def _known_by(entry: object, at: int) -> str:
    """Return what an entry of a list is known again by: its level and rank, or its number."""
    if not isinstance(entry, Mapping) or "level" not in entry:
        return str(at + 1)
    return " ".join(str(entry[name]) for name in NAMES if name in entry)
