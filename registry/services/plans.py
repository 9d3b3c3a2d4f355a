"""Plans: the rooms of a floor as a drawing shows them, entered as one act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pghistory
from django.contrib.gis.geos import GEOSGeometry, MultiPolygon, Polygon
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from shapely.geometry.base import BaseGeometry

from registry.models import Floor, PlanVersion, Room, RoomVersion
from registry.models.buildings import PLAN_SRID
from registry.models.periods import from_day
from registry.services.reassessment import assess_edits
from registry.terms import RoomUse


class FloorAlreadyDrawn(Exception):
    """The floor has another plan already; a redraw needs a review, which protects its rooms."""

    message = _(
        "This floor already has a plan from another drawing. Replacing it needs a redraw review; "
        "nothing was changed."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnRoom:
    """One room as it enters the register; the polygon is in metres in the building's frame."""

    number: str
    name: str
    use: RoomUse
    polygon: BaseGeometry
    printed_area_m2: Decimal | None
    confidence: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnFloor:
    """One floor as a drawing shows it."""

    source_name: str
    sha256: str
    unit: str
    outline: BaseGeometry | None
    rooms: Sequence[DrawnRoom]


@transaction.atomic
def register_plan(
    *,
    floor: Floor,
    drawn: DrawnFloor,
    start: dt.date,
    reason: str,
    today: dt.date | None = None,
    assess_now: bool = True,
) -> tuple[PlanVersion, bool]:
    """Enter a floor's first plan; return it and whether anything was entered.

    The same file again changes nothing; another file is refused with FloorAlreadyDrawn. Whoever
    enters many floors with their people may leave the assessment to the end.
    """
    Floor.objects.select_for_update().get(pk=floor.pk)
    current = PlanVersion.objects.filter(floor=floor).order_by("-period").first()
    if current is not None:
        if current.sha256 == drawn.sha256:
            return current, False
        raise FloorAlreadyDrawn
    with pghistory.context(reason=reason):
        entered = _entered(floor, drawn, start)
    if assess_now:
        assess_edits(day=today)
    return entered, True


def _entered(floor: Floor, drawn: DrawnFloor, start: dt.date) -> PlanVersion:
    version = PlanVersion.objects.create(
        floor=floor,
        period=from_day(start),
        source_name=drawn.source_name,
        sha256=drawn.sha256,
        unit=drawn.unit,
        outline=_outline(drawn.outline),
    )
    rooms = Room.objects.bulk_create(Room(floor=floor) for _room in drawn.rooms)
    RoomVersion.objects.bulk_create(
        _version(room, plan, version, start) for room, plan in zip(rooms, drawn.rooms, strict=True)
    )
    return version


def _version(room: Room, drawn: DrawnRoom, version: PlanVersion, start: dt.date) -> RoomVersion:
    return RoomVersion(
        room=room,
        plan_version=version,
        floor_id=version.floor_id,
        period=from_day(start),
        number=drawn.number,
        name=drawn.name,
        use=drawn.use.value,
        plan=_geometry(drawn.polygon),
        printed_area_m2=drawn.printed_area_m2,
        reading_confidence=drawn.confidence,
    )


def _geometry(shape: BaseGeometry) -> Any:
    return GEOSGeometry(memoryview(shape.wkb), srid=PLAN_SRID)


def _outline(shape: BaseGeometry | None) -> MultiPolygon | None:
    if shape is None or shape.is_empty:
        return None
    geometry = _geometry(shape)
    if isinstance(geometry, Polygon):
        return MultiPolygon(geometry, srid=PLAN_SRID)
    return geometry if isinstance(geometry, MultiPolygon) else None
