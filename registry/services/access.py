"""Whether an account may do something somewhere: asked by every service that somebody calls."""

from __future__ import annotations

from registry.errors import NotPermitted, OutsideScope
from registry.models import User
from registry.roles import Permission


def must_be_allowed(by: User, permission: Permission, *, region_code: str) -> None:
    """Refuse an account whose role or division does not reach that far."""
    if not by.may(permission):
        raise NotPermitted(permission=permission.value)
    if not by.scope.covers(region_code):
        raise OutsideScope
