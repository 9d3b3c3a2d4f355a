"""Profiles that people save, and how one is proposed again for the next drawing of an institute.

Fingerprint  the layer names of a drawing, bound xrefs stripped: an institute keeps its names
Saved        a profile with the fingerprint of the drawing it was made for; plain JSON
Likeness     how many layer names two drawings share: why a profile is proposed
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .named import Profile, as_pattern, profile_from
from .names import bare_name
from .proposing import Roles
from .roles import Role

ALIKE = 0.5  # of the layer names of both drawings together are in both: the same institute's
COMMON = frozenset({"0", "DEFPOINTS"})  # every drawing has them


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A profile as it is kept; `key` is what its keeper knows it by."""

    profile: Profile
    fingerprint: tuple[str, ...]
    key: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Return plain values that `saved_from_json` reads back."""
        layers: dict[str, list[str]] = {}
        for pattern, role in self.profile.layers:
            layers.setdefault(str(role), []).append(pattern)
        return {
            "name": self.profile.name,
            "title": self.profile.title,
            "unit": self.profile.unit,
            "encoding": self.profile.encoding,
            "area_rule": self.profile.area_rule,
            "layers": layers,
            "by_hand": sorted(self.profile.by_hand),
            "fingerprint": list(self.fingerprint),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How many layer names are the same, of those in a drawing and those of a profile."""

    same: int
    here: int
    there: int

    @property
    def share(self) -> float:
        """Return which share of all the names together both have."""
        both = self.here + self.there - self.same
        return self.same / both if both else 0.0


def saved_from_json(content: Mapping[str, Any]) -> Saved:
    """Return a saved profile from plain values; raise ValueError, KeyError or TypeError if none."""
    return Saved(
        profile=profile_from(str(content["name"]), content),
        fingerprint=tuple(str(name) for name in content["fingerprint"]),
    )


def saved_for(
    roles: Roles, *, name: str, title: str, corrected: Mapping[str, Role] | None = None
) -> Saved:
    """Return the profile that states the roles of a drawing's layers as a person left them."""
    by_hand = dict(corrected or {})
    stated = {layer: found.role for layer, found in roles.by_layer.items()} | by_hand
    layers = {as_pattern(layer): role for layer, role in stated.items() if role is not Role.UNKNOWN}
    profile = Profile(
        name=name,
        title=title,
        layers=tuple(sorted(layers.items())),
        by_hand=frozenset(as_pattern(layer) for layer in by_hand),
    )
    return Saved(profile=profile, fingerprint=fingerprint_of(stated))


def fingerprint_of(layers: Iterable[str]) -> tuple[str, ...]:
    """Return the layer names of a drawing in an order of their own, each once.

    >>> fingerprint_of(["xref$0$wall", "WALL", "0", "门窗"])
    ('WALL', '门窗')
    """
    return tuple(sorted({bare_name(layer).upper() for layer in layers} - COMMON))


def likeness(one: Sequence[str], other: Sequence[str]) -> Likeness:
    """Return how many names two fingerprints share.

    >>> likeness(("A", "B", "C"), ("B", "C", "D")).share
    0.5
    """
    here, there = set(one), set(other)
    return Likeness(same=len(here & there), here=len(here), there=len(there))


def proposed_again(layers: Iterable[str], saved: Sequence[Saved]) -> Saved | None:
    """Return the saved profile whose drawing had the most layers in common, None if too few."""
    names = fingerprint_of(layers)
    ranked = sorted(
        saved, key=lambda each: (-likeness(names, each.fingerprint).share, each.profile.name)
    )
    is_alike = bool(ranked) and likeness(names, ranked[0].fingerprint).share >= ALIKE
    return ranked[0] if is_alike else None
