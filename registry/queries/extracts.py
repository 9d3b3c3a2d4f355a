"""Filed extracts, by the name on the paper."""

from __future__ import annotations

import uuid

from registry.models import BAUnit, RegisterExtract
from registry.scope import Scope


def extract_by_uid(scope: Scope, uid: uuid.UUID) -> RegisterExtract:
    """Return a filed extract of a unit inside the scope."""
    seen = BAUnit.objects.within(scope)
    found = RegisterExtract.objects.filter(unit__in=seen).select_related("unit__parcel", "by")
    return found.select_related("unit__building", "unit__parcel", "by").get(uid=uid)
