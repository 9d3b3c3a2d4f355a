"""Profiles that people save, and how one is proposed again for the next drawing of an institute.

Fingerprint  the layer names of a drawing, bound xrefs stripped: an institute keeps its names
Saved        a profile with the fingerprint of the drawing it was made for; plain JSON
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .named import Profile, profile_from
from .names import bare_name
from .proposing import Roles
from .roles import Role

ALIKE = 0.5  # of the layer names of both drawings together are in both: the same institute's
COMMON = frozenset({"0", "DEFPOINTS"})  # every drawing has them


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A profile as it is kept."""

    profile: Profile
    fingerprint: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return plain values that `saved_from_json` reads back."""
        layers: dict[str, list[str]] = {}
        for pattern, role in self.profile.layers:
            layers.setdefault(str(role), []).append(pattern)
        return {
            "name": self.profile.name,
            "title": self.profile.title,
            "layers": layers,
            "fingerprint": list(self.fingerprint),
        }


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
    stated = {layer: found.role for layer, found in roles.by_layer.items()} | dict(corrected or {})
    layers = {
        _as_pattern(layer): role for layer, role in stated.items() if role is not Role.UNKNOWN
    }
    profile = Profile(name=name, title=title, layers=tuple(sorted(layers.items())))
    return Saved(profile=profile, fingerprint=fingerprint_of(stated))


def _as_pattern(layer: str) -> str:
    """Return a pattern that fits one layer alone: brackets would be read as a choice of letters."""
    return bare_name(layer).upper().replace("[", "[[]")


def fingerprint_of(layers: Iterable[str]) -> tuple[str, ...]:
    """Return the layer names of a drawing in an order of their own, each once.

    >>> fingerprint_of(["xref$0$wall", "WALL", "0", "门窗"])
    ('WALL', '门窗')
    """
    return tuple(sorted({bare_name(layer).upper() for layer in layers} - COMMON))


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """Return which share of the names of two fingerprints both have.

    >>> likeness(("A", "B", "C"), ("B", "C", "D"))
    0.5
    """
    both = set(one) | set(other)
    return len(set(one) & set(other)) / len(both) if both else 0.0


def proposed_again(layers: Iterable[str], saved: Sequence[Saved]) -> Saved | None:
    """Return the saved profile whose drawing had the most layers in common, None if too few."""
    names = fingerprint_of(layers)
    ranked = sorted(saved, key=lambda each: (-likeness(names, each.fingerprint), each.profile.name))
    return ranked[0] if ranked and likeness(names, ranked[0].fingerprint) >= ALIKE else None
