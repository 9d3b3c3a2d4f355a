"""What every page's frame needs: pictures kept with the code, and what an account may do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from registry.roles import Permission

register = template.Library()

ICONS = settings.BASE_DIR / "maps" / "vendor" / "bootstrap-icons"
OPENING = '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">'


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One part of the site as the rail names it."""

    address: str
    icon: str
    label: Promise | str
    begins: str | tuple[str, ...]  # the names of its addresses begin like that
    permission: Permission = Permission.VIEW_REGISTER


@dataclass(frozen=True, slots=True, kw_only=True)
class Rail:
    """The parts an account may open: the first stand in the bar of a phone, the rest under More."""

    first: Sequence[Entry]
    rest: Sequence[Entry]
    current: Entry | None


ENTRIES = (
    Entry(address="map", icon="map", label=_("One map"), begins="map"),
    Entry(
        address="finding-list",
        icon="exclamation-triangle",
        label=_("Findings"),
        begins=("finding", "premises"),
    ),
    Entry(
        address="inspection-list",
        icon="geo-alt",
        label=_("Inspections"),
        begins="inspection",
        permission=Permission.VIEW_PEOPLE,
    ),
    Entry(
        address="organisation-list",
        icon="person-circle",
        label=pgettext_lazy("rail", "Bodies"),
        begins="organisation",
    ),
    Entry(
        address="drawing-list",
        icon="vector-pen",
        label=_("Drawings"),
        begins="drawing",
        permission=Permission.IMPORT_DRAWING,
    ),
    Entry(address="title-unit-list", icon="building", label=_("Titles"), begins="title"),
    Entry(
        address="case-list",
        icon="clipboard-check",
        label=_("Title cases"),
        begins="case",
        permission=Permission.VIEW_CASES,
    ),
    Entry(address="standard-list", icon="table", label=_("Standards"), begins="standard"),
)
ABREAST = 5  # entries that a phone of 360 pixels shows side by side without cutting a word


@register.simple_tag
def rail_of(user: Any, at: str | None) -> Rail:
    """Return the rail of an account, with where it is."""
    open_to = [entry for entry in ENTRIES if may(user, entry.permission)]
    cut = len(open_to) if len(open_to) <= ABREAST else ABREAST - 1
    current = next((entry for entry in open_to if (at or "").startswith(entry.begins)), None)
    return Rail(first=open_to[:cut], rest=open_to[cut:], current=current)


@cache
def drawn(name: str) -> SafeString:
    """Return a vendored picture as it is written into a page, to be read by nobody aloud."""
    _, _, inside = (ICONS / f"{name}.svg").read_text().partition(">")
    return mark_safe(OPENING + "".join(inside.split("\n")))


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return the picture of a name from the vendored set."""
    return drawn(name)


@register.filter
def may(user: Any, permission: str) -> bool:
    """Return whether an account's role includes a permission; nobody signed in may nothing."""
    return bool(user.is_authenticated and user.may(Permission(permission)))
