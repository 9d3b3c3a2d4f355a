"""Named profiles: what the layers of one design institute mean, as short files in `known/`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from cad_import.drawing.errors import DrawingError

from .names import bare_name
from .roles import Proposal, Role

KNOWN = Path(__file__).parent / "known"


class UnknownProfile(DrawingError):
    """No profile of that name, or a file that is none."""

    en = "There is no profile {name} ({why}). Known profiles: {known}."
    zh_form = "没有名为 {name} 的图层方案({why})。可用方案:{known}。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The layers of one design institute: patterns with `*` and `?`, the first that fits wins."""

    name: str
    title: str
    layers: tuple[tuple[str, Role], ...]

    def role_of(self, layer: str) -> Proposal | None:
        """Return the stated role of a layer, or None when the profile is silent about it."""
        name = bare_name(layer).upper()
        for pattern, role in self.layers:
            if fnmatchcase(name, pattern):
                because = f"the profile {self.name!r}"
                return Proposal(role=role, confidence=1.0, because=because)
        return None


def known_profiles() -> list[str]:
    """Return the names that `--profile` understands."""
    return sorted(path.stem for path in KNOWN.glob("*.json"))


def profile_named(name: str) -> Profile:
    """Return a known profile by name, or one read from the path of a JSON file."""
    path = KNOWN / f"{name}.json" if name in known_profiles() else Path(name)
    try:
        return profile_from(path.stem, json.loads(path.read_text(encoding="utf-8")))
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
    return Profile(name=name, title=str(content.get("title", name)), layers=layers)
