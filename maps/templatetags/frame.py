"""What every page's frame needs: pictures kept with the code, and what an account may do."""

from __future__ import annotations

from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from registry.roles import Permission

register = template.Library()

ICONS = settings.BASE_DIR / "maps" / "vendor" / "bootstrap-icons"
OPENING = '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">'


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
