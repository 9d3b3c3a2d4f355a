"""Profiles of design institutes as they are kept: saved, renamed, retired, taken from a file.

Every saving is a version with its number, author and day; none is ever changed or lost.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from cad_import.forms import ENCODINGS, UNITS
from cad_import.models import DrawingImport, DrawingProfile, DrawingProfileVersion
from cad_import.models.profiles import NAME_LENGTH
from cad_import.profiles import Profile, Role, Saved, as_pattern, saved_from_json
from cad_import.review import layers_of
from cad_import.rooms.measuring import RULES

if TYPE_CHECKING:
    from registry.models import User
    from registry.scope import Scope

MOST_LAYERS = 5_000  # of a profile; drawings with bound references have some hundreds
LONGEST_LAYER = 255  # letters, as DXF allows


class NoProfile(Exception):
    """A file is no profile, or one that cannot be kept."""


def current_versions(profiles: QuerySet[DrawingProfile]) -> QuerySet[DrawingProfileVersion]:
    """Return the newest version of each profile."""
    newest = DrawingProfileVersion.objects.filter(profile__in=profiles)
    return newest.order_by("profile_id", "-number").distinct("profile_id")


def candidates_for(kept: DrawingImport) -> list[DrawingProfileVersion]:
    """Return the profiles that a drawing of this place may be read by."""
    meant = DrawingProfile.objects.for_place(kept.region_code)
    return list(current_versions(meant))


def saved_of(version: DrawingProfileVersion) -> Saved:
    """Return a version as the reader takes it."""
    content = {
        "name": version.name,
        "title": version.name,
        "layers": version.roles,
        "by_hand": version.by_hand,
        "fingerprint": version.fingerprint,
        "unit": version.unit,
        "encoding": version.encoding,
        "area_rule": version.area_rule,
    }
    return replace(saved_from_json(content), key=version.pk)


def profile_of_reading(kept: DrawingImport, *, name: str) -> Saved:
    """Return the profile that states everything a drawing was read by."""
    reading = kept.reading or {}
    used = reading.get("profile") or {}
    roles = {layer: Role(found["role"]) for layer, found in layers_of(reading).items()}
    stated = {as_pattern(layer): role for layer, role in roles.items() if role is not Role.UNKNOWN}
    firm = {as_pattern(layer) for layer in kept.roles} | set(_firm_in(kept))
    profile = Profile(
        name=name,
        title=name,
        layers=tuple(sorted(stated.items())),
        by_hand=frozenset(firm & stated.keys()),
        unit=kept.unit if kept.unit != "auto" else used.get("unit", "auto"),
        encoding=kept.encoding or used.get("encoding", ""),
        area_rule=_rule_of(kept),
    )
    return Saved(profile=profile, fingerprint=tuple(reading.get("fingerprint", ())))


def _firm_in(kept: DrawingImport) -> Sequence[str]:
    """Return what was corrected by hand in the profile that a drawing was read by."""
    key = ((kept.reading or {}).get("profile") or {}).get("key")
    version = DrawingProfileVersion.objects.filter(pk=key).first() if key else None
    return version.by_hand if version else ()


def _rule_of(kept: DrawingImport) -> str:
    storeys = (kept.reading or {}).get("storeys", ())
    return next((each["area_rule"].get("code", "") for each in storeys), kept.area_rule)


@transaction.atomic
def save_profile(
    saved: Saved, *, scope: Scope, by: User, made_from: str = ""
) -> DrawingProfileVersion:
    """Keep a profile under its name: a new one, or one version more of the one in force."""
    profile, _is_new = DrawingProfile.objects.get_or_create(
        scope_prefix=scope.prefix or "", name=saved.profile.name, retired_at=None
    )
    return _add_version(profile, saved, by=by, made_from=made_from)


def _add_version(
    profile: DrawingProfile, saved: Saved, *, by: User, made_from: str
) -> DrawingProfileVersion:
    content = saved.as_json()
    last = profile.versions.aggregate(last=Max("number"))["last"] or 0
    return DrawingProfileVersion.objects.create(
        profile=profile,
        number=last + 1,
        name=profile.name,
        fingerprint=content["fingerprint"],
        roles=content["layers"],
        by_hand=content["by_hand"],
        area_rule=content["area_rule"],
        unit=content["unit"],
        encoding=content["encoding"],
        made_from=made_from[:255],
        made_by=by,
    )


@transaction.atomic
def rename(profile: DrawingProfile, *, name: str, by: User) -> DrawingProfileVersion:
    """Give a profile another name; what it was called stays with its earlier versions."""
    profile = DrawingProfile.objects.select_for_update().get(pk=profile.pk)
    before = profile.versions.order_by("-number")[0]
    profile.name = name
    profile.save(update_fields=["name"])
    return _add_version(profile, saved_of(before), by=by, made_from=before.made_from)


def retire(profile: DrawingProfile, *, by: User) -> None:
    """Propose a profile no more; drawings that were read by it keep what they say."""
    DrawingProfile.objects.filter(pk=profile.pk, retired_at=None).update(
        retired_at=timezone.now(), retired_by=by
    )


@transaction.atomic
def restore(profile: DrawingProfile) -> None:
    """Propose a retired profile again."""
    DrawingProfile.objects.filter(pk=profile.pk).update(retired_at=None, retired_by=None)


def profile_in_file(content: bytes) -> Saved:
    """Return the profile that a JSON file holds; raise NoProfile when it holds none."""
    try:
        values = json.loads(content.decode("utf-8-sig"))
        values = {"fingerprint": [], **values, "name": str(values.get("title") or values["name"])}
        saved = saved_from_json(values)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NoProfile from error
    if not _can_be_kept(saved):
        raise NoProfile
    return replace(saved, profile=replace(saved.profile, name=saved.profile.name.strip()))


def _can_be_kept(saved: Saved) -> bool:
    profile = saved.profile
    names = [profile.name, *(pattern for pattern, _role in profile.layers), *saved.fingerprint]
    return (
        0 < len(profile.name.strip()) <= NAME_LENGTH
        and 0 < len(profile.layers) <= MOST_LAYERS
        and len(saved.fingerprint) <= MOST_LAYERS
        and all(len(name) <= 2 * LONGEST_LAYER and _is_plain(name) for name in names)
        and profile.unit in dict(UNITS)
        and profile.encoding in dict(ENCODINGS)
        and profile.area_rule in {"", *RULES}
    )


def _is_plain(text: str) -> bool:
    """Return whether a database can hold a text: no half letters and no NUL."""
    return "\0" not in text and not any(0xD800 <= ord(char) <= 0xDFFF for char in text)
