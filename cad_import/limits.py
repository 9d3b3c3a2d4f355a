"""The limits of this site: the reader's own, where the settings do not say otherwise."""

from __future__ import annotations

from dataclasses import fields, replace

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from cad_import.drawing.limits import LIMITS, Limits


def limits_in_force() -> Limits:
    """Return the limits with what FANGTU_DRAWING_… in the environment changes."""
    stated: dict[str, int] = settings.FANGTU_DRAWING_LIMITS
    known = {field.name for field in fields(Limits)}
    if unknown := sorted(set(stated) - known):
        names = ", ".join(f"FANGTU_DRAWING_{name.upper()}" for name in unknown)
        raise ImproperlyConfigured(f"{names}: no such limit; docs/settings.md lists them.")
    return replace(LIMITS, **stated)
