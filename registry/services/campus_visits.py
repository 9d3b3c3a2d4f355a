"""A small inspection of the fictional campus, so that the phone's page has rooms to show."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from registry.models import InspectionPlan, RoomVersion, User
from registry.services.inspections import plan_inspection

NAME = "示例：1号楼二层巡检"
FLOOR = ("SF-01", 2)
ROOMS = 8
DAYS = 7


@transaction.atomic
def plan_demo_inspection(*, inspector: str, second: str, today: dt.date | None = None) -> bool:
    """Send two accounts to rooms of one floor for a week, unless such a plan is under way."""
    day = today or timezone.localdate()
    if InspectionPlan.objects.on(day).filter(name=NAME, closed_on__isnull=True).exists():
        return False
    building, ordinal = FLOOR
    offices = RoomVersion.objects.on(day).filter(
        floor__building__code=building, floor__ordinal=ordinal, use="office"
    )
    rooms = list(offices.order_by("number").values_list("room", flat=True)[:ROOMS])
    if not rooms:
        return False
    by = User.objects.get(username=second)
    plan_inspection(
        name=NAME,
        first_day=day,
        last_day=day + dt.timedelta(days=DAYS - 1),
        inspector=User.objects.get(username=inspector),
        second_inspector=by,
        rooms=rooms,
        reason="演示：季度巡检",
        by=by,
    )
    return True
