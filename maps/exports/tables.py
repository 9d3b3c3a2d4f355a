"""The rooms that are shown as a workbook, as CSV, and as GeoJSON."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from io import StringIO
from typing import Any

import orjson
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from maps.shown import Shown
from maps.templatetags.rooms import state_name, use_name
from maps.themes import per_person
from registry.measures import rounded
from registry.reports.finding_sheets import BOM, harmless
from registry.reports.workbooks import Column, Kind, Sheet, workbook_of

# CGCS2000 as the register holds it, and WGS 84, which GeoJSON is in when nothing is said. They
# differ by centimetres; both are written longitude first, as GeoJSON wants it.
SYSTEMS = {"4490": "urn:ogc:def:crs:EPSG::4490", "4326": "urn:ogc:def:crs:EPSG::4326"}


def workbook(shown: Shown) -> bytes:
    """Return the rooms as a workbook."""
    sheet = Sheet(
        title=_("Rooms"), about=about(shown), columns=_columns(shown), rows=list(_rows(shown))
    )
    return workbook_of([sheet], day=shown.day)


def idle_workbook(rooms: Sequence[Mapping[str, Any]], *, day: dt.date) -> bytes:
    """Return idle rooms of a wider place as a workbook, in the order they are given."""
    columns = [
        Column(title=_("Building"), width=14),
        Column(title=_("Floor"), width=9),
        Column(title=pgettext("of a room", "Number"), width=10),
        Column(title=_("Use"), width=12),
        Column(title=_("Area m²"), kind=Kind.AREA, width=11),
        Column(title=_("Idle since"), kind=Kind.DAY, width=12),
        Column(title=_("Months idle"), kind=Kind.COUNT, width=10),
    ]
    rows = [
        (
            *(room["building"], room["floor"], room["number"] or room["name"]),
            *(use_name(room["use"]), _area(room["area_m2"])),
            *(_day(room["idle_since"]), room["idle_months"]),
        )
        for room in rooms
    ]
    sheet = Sheet(title=_("Rooms"), about=day.isoformat(), columns=columns, rows=rows)
    return workbook_of([sheet], day=day)


def about(shown: Shown) -> str:
    """Return which floor on which day this is, and whether all of it."""
    place = shown.place
    parts = [f"{place.building} {place.building_code}", place.name, shown.day.isoformat()]
    if shown.theme.name != "standard":
        parts.append(shown.theme.title)
    if shown.picked or shown.states:
        parts.append(_("a selection"))
    return " · ".join(parts)


def _columns(shown: Shown) -> list[Column]:
    by_theme = shown.theme.name not in ("standard", "organisation", "use")
    themed = [Column(title=shown.theme.title, width=22)] if by_theme else []
    return [
        Column(title=_("Building"), width=14),
        Column(title=_("Floor"), width=9),
        Column(title=pgettext("of a room", "Number"), width=10),
        Column(title=pgettext("of a room", "Name"), width=18),
        Column(title=_("Use"), width=12),
        Column(title=_("Organisation"), width=26),
        Column(title=_("Area m²"), kind=Kind.AREA, width=11),
        Column(title=_("Limit m²"), kind=Kind.AREA, width=11),
        Column(title=_("Excess m²"), kind=Kind.AREA, width=11),
        Column(title=pgettext("of a room", "State"), width=14),
        *themed,
        Column(title=_("People"), kind=Kind.COUNT, width=8),
        Column(title=_("m² per person"), kind=Kind.AREA, width=12),
        Column(title=_("Idle since"), kind=Kind.DAY, width=12),
        Column(title=_("Months idle"), kind=Kind.COUNT, width=10),
    ]


def _rows(shown: Shown) -> Iterator[Sequence[Any]]:
    themed = shown.theme.name not in ("standard", "organisation", "use")
    for room in shown.rooms:
        of_theme = (shown.theme.label(shown.theme.state_of(room)),) if themed else ()
        yield (
            *(shown.place.building, shown.place.name, room["number"], room["name"]),
            *(use_name(room["use"]), room["organisation"]),
            *(_area(room[key]) for key in ("area_m2", "limit_m2", "excess_m2")),
            *(state_name(room["state"]), *of_theme, room["occupants"]),
            *(_area(per_person(room)), _day(room["idle_since"]), room["idle_months"]),
        )


def _area(area: float | None) -> Decimal | None:
    return None if area is None else rounded(Decimal(str(area)))


def _day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)


def comma_separated(shown: Shown) -> bytes:
    """Return the rooms as CSV that a spreadsheet opens in Chinese and takes for no formula."""
    file = StringIO()
    sheet = csv.writer(file)
    sheet.writerow([column.title for column in _columns(shown)])
    for row in _rows(shown):
        sheet.writerow([harmless(cell) for cell in row])
    return (BOM + file.getvalue()).encode()


def geojson(shown: Shown, *, system: str) -> bytes:
    """Return the rooms as GeoJSON that says its coordinate system."""
    return orjson.dumps(
        {
            "type": "FeatureCollection",
            "name": about(shown),
            "crs": {"type": "name", "properties": {"name": SYSTEMS[system]}},
            "day": shown.day.isoformat(),
            "features": [_feature(shown, each) for each in shown.features if _is_in(shown, each)],
        }
    )


def _is_in(shown: Shown, feature: Mapping[str, Any]) -> bool:
    return feature["properties"]["uid"] in shown.looked_at


def _feature(shown: Shown, feature: Mapping[str, Any]) -> dict[str, Any]:
    room = feature["properties"]
    of_theme = {shown.theme.name: shown.theme.state_of(room)}
    return {
        "type": "Feature",
        "id": room["uid"],
        "geometry": feature["geometry"],
        "properties": {
            **room,
            "building": shown.place.building,
            "building_code": shown.place.building_code,
            "floor": shown.place.name,
            **(of_theme if shown.theme.name not in room else {}),
        },
    }
