"""The verdict on every room, kept beside it: what the map and the totals read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db import connection

from registry.models import RoomVerdict
from registry.policy.findings import RoomVerdict as Said
from registry.queries.facts import KnownRoom
from registry.queries.set_based import KEEP_VERDICTS
from registry.scope import Scope

CIRCULATION = "circulation"


def keep_verdicts(rooms: Sequence[KnownRoom], said: Iterable[Said], *, day: dt.date) -> None:
    """Enter what is said of rooms that have no verdict yet."""
    verdicts = {verdict.room: verdict for verdict in said}
    RoomVerdict.objects.bulk_create(
        (_verdict(room, verdicts.get(room.fact.uid), day) for room in rooms), batch_size=5000
    )


def keep_plain_verdicts(values: dict[str, Any]) -> None:
    """Enter the verdicts of every plain room of a scope in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(KEEP_VERDICTS, values)


def forget_verdicts(*, scope: Scope | None = None, rooms: Collection[int] = ()) -> None:
    """Take away the verdicts of a scope, or of some rooms."""
    rows = RoomVerdict.objects
    (rows.within(scope) if scope else rows.filter(pk__in=rooms)).delete()


def count_verdicts_anew() -> None:
    """Tell the planner how many verdicts there are after a whole scope was rewritten."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE registry_roomverdict")


def _verdict(room: KnownRoom, verdict: Said | None, day: dt.date) -> RoomVerdict:
    return RoomVerdict(
        room_id=room.pk,
        floor_id=room.floor_id,
        building_id=room.building_id,
        region_code=room.fact.region_code,
        verdict=verdict.verdict.value if verdict else CIRCULATION,
        area_m2=room.fact.area,
        limit_m2=verdict.limit if verdict else None,
        excess_m2=verdict.excess if verdict else None,
        assessed_on=day,
    )
