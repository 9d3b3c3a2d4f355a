"""Named profiles: what the layers of one design institute mean, as short files in `known/`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from cad_import.drawing.errors import DrawingError

from .names import bare_name
from .roles import Proposal, Role, Told

KNOWN = Path(__file__).parent / "known"
AUTO = "auto"  # the unit is found out from the drawing
QUOTED = re.compile(r"\[([*?[])\]")  # a pattern's way to mean the letter itself


class UnknownProfile(DrawingError):
    """No profile of that name, or a file that is none."""

    en = "There is no profile {name} ({why}). Known profiles: {known}."
    zh_form = "没有名为 {name} 的图层方案({why})。可用方案:{known}。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The layers of one design institute: patterns with `*` and `?`, the first that fits wins.

    It may state as well the unit, the encoding of the texts and by which rule areas are taken.
    """

    name: str
    title: str
    layers: tuple[tuple[str, Role], ...]
    by_hand: frozenset[str] = frozenset()  # patterns that a person stated one by one
    here: tuple[tuple[str, Role], ...] = ()  # corrections for the one drawing at hand
    unit: str = AUTO
    encoding: str = ""
    area_rule: str = ""
    is_standard: bool = False  # the vocabulary of a published standard: no drawing has all of it

    def role_of(self, layer: str) -> Proposal | None:
        """Return the stated role of a layer, or None when the profile is silent about it."""
        name = bare_name(layer).upper()
        for pattern, role in self.here:
            if fnmatchcase(name, pattern):
                return _corrected(role)
        for pattern, role in self.layers:
            if fnmatchcase(name, pattern):
                return self._stated(pattern, role)
        return None

    def _stated(self, pattern: str, role: Role) -> Proposal:
        return Proposal(
            role=role,
            confidence=1.0,
            because=f"the profile {self.name!r}",
            because_zh=f"图层方案“{self.title}”",
            told_by=Told.PROFILE,
            is_firm=pattern in self.by_hand,
        )

    def corrected(self, roles: Mapping[str, Role]) -> Profile:
        """Return the profile with the layers of one drawing corrected by a person."""
        here = tuple((as_pattern(layer), role) for layer, role in sorted(roles.items()))
        return replace(self, here=here)

    def missing_from(self, layers: Iterable[str]) -> list[str]:
        """Return the layers that the profile names, pattern letters apart, and a drawing has not.

        >>> Profile(name="", title="", layers=(("QT", Role.WALL), ("A*", Role.DOOR))).missing_from("")
        ['QT']
        """
        present = {bare_name(layer).upper() for layer in layers}
        named = {_as_name(pattern) for pattern, _role in self.layers if is_exact(pattern)}
        return sorted(named - present)


def _corrected(role: Role) -> Proposal:
    return Proposal(
        role=role,
        confidence=1.0,
        because="corrected by hand",
        because_zh="人工指定",
        told_by=Told.PERSON,
        is_firm=True,
    )


def as_pattern(layer: str) -> str:
    """Return a pattern that fits one layer alone: `*`, `?` and brackets stand for themselves.

    >>> as_pattern("xref$0$a[1]*")
    'A[[]1][*]'
    """
    return re.sub(r"[*?[]", r"[\g<0>]", bare_name(layer).upper())


def is_exact(pattern: str) -> bool:
    """Return whether a pattern fits one name alone."""
    return not re.search(r"[*?[]", QUOTED.sub("", pattern))


def _as_name(pattern: str) -> str:
    return QUOTED.sub(r"\1", pattern)


NOTHING_STATED = Profile(name="", title="", layers=())


def known_profiles() -> list[str]:
    """Return the names that `--profile` understands."""
    return sorted(path.stem for path in KNOWN.glob("*.json"))


def profile_named(name: str) -> Profile:
    """Return a known profile by name, or one read from the path of a JSON file."""
    is_standard = name in known_profiles()
    path = KNOWN / f"{name}.json" if is_standard else Path(name)
    try:
        read = profile_from(path.stem, json.loads(path.read_text(encoding="utf-8")))
        return replace(read, is_standard=is_standard)
    except OSError as error:
        raise _unknown(name, error.strerror or "it cannot be opened") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _unknown(name, "its file is not a profile") from error


def _unknown(name: str, why: str) -> UnknownProfile:
    return UnknownProfile(name, why=why, known=", ".join(known_profiles()))


def profile_from(name: str, content: Mapping[str, Any]) -> Profile:
    """Return a profile from plain values: roles and their patterns."""
    layers = tuple(
        (str(pattern).upper(), Role(role))
        for role, patterns in content["layers"].items()
        for pattern in patterns
    )
    return Profile(
        name=name,
        title=str(content.get("title", name)),
        layers=layers,
        by_hand=frozenset(str(pattern).upper() for pattern in content.get("by_hand", ())),
        unit=str(content.get("unit", AUTO)),
        encoding=str(content.get("encoding", "")),
        area_rule=str(content.get("area_rule", "")),
    )
