"""What the map shows, taken away: workbook, CSV, GeoJSON and a drawing that can be measured."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from io import BytesIO
from math import atan2, degrees, hypot
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from pypdf.generic import ContentStream

from registry.models import Allocation, Building, Floor, PlanVersion, Region, Room, Seat
from registry.models.periods import from_day
from registry.services.standards import take_packs
from tests.registry import builders as make

pytestmark = pytest.mark.django_db
DAY = "2026-07-01"
STANDARDS = Path(settings.BASE_DIR) / "fixtures" / "standards"
KINDS = ("xlsx", "csv", "geojson", "pdf", "svg")
MM = 72 / 25.4  # points of a PDF in a millimetre


@pytest.fixture
def county() -> Region:
    packs = [json.loads(path.read_text(encoding="utf-8")) for path in STANDARDS.glob("*.json")]
    take_packs(packs, reason="test")
    return make.region("990121")


@pytest.fixture
def floor(county: Region) -> Floor:
    """A hall of 10 m by 6 m over standard, an idle office, a store and a passage."""
    #  +----------+-----+---+
    #  |   101    | 102 |103|
    #  +----------+-----+---+
    #  |      passage       |
    plan = make.plan(make.floor(make.building(county)))
    PlanVersion.objects.update(source_name="示例-1层.dxf")
    hall = make.room(plan, make.box(0, 2, 10, 8), "101", name="=1+1")
    make.room(plan, make.box(10, 2, 14, 8), "102")
    make.room(plan, make.box(14, 2, 16, 8), "103", use="auxiliary")
    make.room(plan, make.box(0, 0, 16, 2), "", name="走廊", use="circulation")
    bureau = make.organisation(county)
    Allocation.objects.create(room=hall, organisation=bureau, period=from_day(make.SINCE))
    Seat.objects.create(room=hall, person=make.person(county, bureau), period=from_day(make.SINCE))
    return plan.floor


@pytest.fixture
def inside(client: Client, county: Region) -> Client:
    client.force_login(make.account(county))
    return client


def export(client: Client, floor: Floor, kind: str, **asked: str) -> Any:
    return client.get(reverse("map-export", args=[floor.pk, kind]), {"on": DAY, **asked})


def test_a_workbook_has_a_row_a_room_and_text_stays_text(inside, floor):
    book = openpyxl.load_workbook(BytesIO(export(inside, floor, "xlsx").content))

    about, _head, *rows = book.worksheets[0].iter_rows(values_only=True)
    assert DAY in about[0]
    assert [row[2] for row in rows] == ["101", "102", "103"]
    assert rows[0][3] == "=1+1"
    assert rows[0][6:9] == (60, 9, 51)
    assert book.worksheets[0]["D3"].data_type == "s"


def test_csv_opens_in_chinese_and_begins_no_formula(inside, floor):
    content = export(inside, floor, "csv").content

    assert content.startswith(b"\xef\xbb\xbf")
    lines = content.decode("utf-8-sig").splitlines()
    assert len(lines) == 4
    assert ",101,'=1+1," in lines[1]
    assert ",60.00,9.00,51.00," in lines[1]


@pytest.mark.parametrize("system", ["4490", "4326"])
def test_geojson_says_its_coordinate_system(inside, floor, system):
    found = json.loads(export(inside, floor, "geojson", crs=system).content)

    assert found["crs"]["properties"]["name"] == f"urn:ogc:def:crs:EPSG::{system}"
    assert [each["properties"]["number"] for each in found["features"]] == ["", "101", "102", "103"]
    lon, lat = found["features"][1]["geometry"]["coordinates"][0][0]
    assert (round(lon), round(lat)) == (120, 30)


def test_only_what_is_looked_at_is_taken_away(inside, floor):
    hall = Room.objects.get(versions__number="101")

    by_state = export(inside, floor, "csv", show="idle~unassessed").content.decode()
    by_hand = export(inside, floor, "csv", pick=f"{str(hall.uid)[:8]}").content.decode()
    by_theme = export(inside, floor, "csv", theme="use", show="auxiliary").content.decode()

    assert [line.split(",")[2] for line in by_state.splitlines()[1:]] == ["102", "103"]
    assert [line.split(",")[2] for line in by_hand.splitlines()[1:]] == ["101"]
    assert [line.split(",")[2] for line in by_theme.splitlines()[1:]] == ["103"]


def lines_of(page: Any) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Yield every straight line a page draws, in millimetres of the paper."""
    matrix, kept, at = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), [], (0.0, 0.0)
    start = at

    def placed(x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = matrix
        return (a * x + c * y + e) / MM, (b * x + d * y + f) / MM

    for operands, operator in ContentStream(page["/Contents"].get_object(), page.pdf).operations:
        numbers = [float(each) for each in operands if isinstance(each, int | float)]
        if operator == b"q":
            kept.append(matrix)
        elif operator == b"Q":
            matrix = kept.pop()
        elif operator == b"cm":
            a, b, c, d, e, f = numbers
            m = matrix
            matrix = (
                a * m[0] + b * m[2],
                a * m[1] + b * m[3],
                c * m[0] + d * m[2],
                c * m[1] + d * m[3],
                e * m[0] + f * m[2] + m[4],
                e * m[1] + f * m[3] + m[5],
            )
        elif operator == b"m":
            start = at = placed(*numbers)
        elif operator == b"l":
            yield at, (at := placed(*numbers))
        elif operator == b"h":
            yield at, (at := start)
        elif operator == b"re":
            x, y, wide, high = numbers
            corners = [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high), (x, y)]
            yield from itertools.pairwise(placed(*corner) for corner in corners)


def lengths(content: bytes) -> list[float]:
    """Return how long every line of the first page is, in millimetres."""
    page = PdfReader(BytesIO(content)).pages[0]
    return [hypot(bx - ax, by - ay) for (ax, ay), (bx, by) in lines_of(page)]


@pytest.mark.parametrize(
    ("scale", "paper", "wall_mm"), [("100", "a3", 100.0), ("200", "a4", 50.0), ("50", "a3", 200.0)]
)
def test_a_wall_of_ten_metres_is_as_long_as_the_scale_says(inside, floor, scale, paper, wall_mm):
    drawing = export(inside, floor, "pdf", scale=scale, paper=paper).content

    walls = [long for long in lengths(drawing) if abs(long - wall_mm) <= 0.2]
    assert len(walls) >= 2  # both long sides of the hall
    assert f"1:{scale}" in words_of(drawing)[0]


def words_of(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(content)).pages]


def test_a_drawing_says_where_when_from_what_and_for_whom(inside, floor, county):
    inside.force_login(make.account(county))
    name = inside.get(reverse("map")).context["user"].username

    (words,) = words_of(export(inside, floor, "pdf").content)

    for said in (
        "1号楼 · 1层",
        DAY,
        "1:100",
        "示例-1层.dxf",
        "101",
        "60.00",
        "102",
        f"{name} {DAY}",
    ):
        assert said in words


def test_a_plan_stands_in_a_frame_that_leaves_room_for_the_binding(inside, floor):
    page = PdfReader(BytesIO(export(inside, floor, "pdf").content)).pages[0]

    drawn = {frozenset((round(x, 1), round(y, 1)) for x, y in line) for line in lines_of(page)}

    # A4 lying, 297 mm by 210: 20 mm for the binding, 8 mm elsewhere, 60 mm for the column.
    corners = [(20.0, 8.0), (229.0, 8.0), (229.0, 202.0), (20.0, 202.0), (20.0, 8.0)]
    assert drawn.issuperset(map(frozenset, itertools.pairwise(corners)))


@pytest.mark.parametrize(("turned", "east_mm", "up_mm"), [(0, 0.0, 13.0), (30, 6.5, 11.26)])
def test_the_arrow_points_north_however_the_plan_lies(inside, floor, turned, east_mm, up_mm):
    #  The plan is turned counter-clockwise to lie on the map: on its paper north leans the other way.
    Building.objects.update(rotation_deg=turned)

    page = PdfReader(BytesIO(export(inside, floor, "pdf").content)).pages[0]

    spines = [
        (round(abs(bx - ax), 2), round(abs(by - ay), 2), (bx - ax) * (by - ay) >= -0.01)
        for (ax, ay), (bx, by) in lines_of(page)
        if abs(hypot(bx - ax, by - ay) - 13.0) < 0.01
    ]
    assert (east_mm, up_mm, True) in spines


def test_the_legend_counts_what_is_on_the_map(inside, floor):
    (words,) = words_of(export(inside, floor, "pdf").content)

    for said in ("超标\n1 · 60.00 m²", "闲置\n1 · 24.00 m²", "1 · 12.00 m²", "1 · 32.00 m²"):
        assert said in words
    rooms = inside.get(reverse("map-floor", args=[floor.pk]), {"on": DAY}).json()
    assert len(rooms["features"]) == 4


def test_the_watermark_runs_aslant_over_the_whole_plan(inside, floor):
    page = PdfReader(BytesIO(export(inside, floor, "pdf").content)).pages[0]
    name = inside.get(reverse("map")).context["user"].username
    found: list[tuple[float, float]] = []

    def look(words: str, around: list[float], own: list[float], *_: Any) -> None:
        if f"{name} {DAY}" in words:
            a, b = own[0] * around[0] + own[1] * around[2], own[0] * around[1] + own[1] * around[3]
            found.append((degrees(atan2(b, a)), own[4]))

    page.extract_text(visitor_text=look)

    assert len(found) >= 6
    assert {round(turn) for turn, _x in found} == {24}


def test_sheets_of_one_document_share_no_names(inside, floor, caplog):
    export(inside, floor, "pdf", scale="50")

    assert [each.message for each in caplog.records if each.name == "weasyprint"] == []


def test_without_a_scale_a_floor_takes_the_largest_that_fits_one_sheet(inside, floor):
    # 16 m are 160 mm at 1:100, and 199 mm lie between frame and column of A4.
    (on_a4,) = words_of(export(inside, floor, "pdf").content)
    (on_a3,) = words_of(export(inside, floor, "pdf", paper="a3").content)

    assert "1:100" in on_a4
    assert "1:50" in on_a3


def test_a_floor_larger_than_the_paper_is_spread_over_sheets(inside, floor):
    pages = words_of(export(inside, floor, "pdf", scale="50").content)

    assert len(pages) == 2
    assert ["1 / 2" in pages[0], "2 / 2" in pages[1]] == [True, True]


def test_a_stack_of_paper_is_refused_with_a_sentence(inside, floor, plan_of_a_hangar):
    answer = export(inside, plan_of_a_hangar, "pdf", scale="50")

    assert answer.status_code == 400
    assert "1:50" in answer.content.decode()


@pytest.fixture
def plan_of_a_hangar(floor: Floor) -> Floor:
    plan = make.plan(make.floor(floor.building, 2))
    make.room(plan, make.box(0, 0, 200, 120), "201", use="technical")
    return plan.floor


def test_a_floor_without_a_drawing_is_an_empty_sheet(inside, floor):
    bare = make.floor(floor.building, 3)

    (words,) = words_of(export(inside, bare, "pdf").content)

    assert "3层" in words


def test_names_from_drawings_are_words_and_no_markup(inside, floor):
    from registry.models import RoomVersion

    RoomVersion.objects.filter(number="101").update(number="<b>")

    svg = export(inside, floor, "svg").content.decode()

    assert "&lt;b&gt;" in svg
    assert "<b>" not in svg


@pytest.mark.parametrize("kind", KINDS)
def test_another_county_takes_nothing_away(client: Client, floor, kind):
    client.force_login(make.account(make.region("990122")))

    assert export(client, floor, kind).status_code == 404


@pytest.mark.parametrize("asked", [{"theme": "x"}, {"scale": "7"}, {"paper": "a0"}, {"on": "x"}])
def test_what_cannot_be_is_not_there(inside, floor, asked):
    assert export(inside, floor, "pdf", **asked).status_code == 404
    assert inside.get(f"/map/floors/{floor.pk}/export.exe").status_code == 404


def test_a_day_before_the_building_is_an_empty_table(inside, floor):
    answer = export(inside, floor, "csv", on="2019-01-01")

    assert len(answer.content.decode().splitlines()) == 1


@pytest.mark.parametrize(("kind", "queries"), [("csv", 6), ("xlsx", 6), ("geojson", 6), ("pdf", 8)])
def test_a_file_asks_as_many_questions_whatever_is_in_it(
    inside, floor, kind, queries, django_assert_num_queries
):
    export(inside, floor, kind)

    # session, account, division, the stamp of the floor, who sits there, its drawing; then the plan
    with django_assert_num_queries(queries):
        export(inside, floor, kind)


# --- idle rooms of a wider place --------------------------------------------------


def idle_rows(client: Client, **asked: str) -> list[tuple[Any, ...]]:
    answer = client.get(reverse("map-idle-book"), {"on": DAY, **asked})
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0]
    _about, _heads, *rows = sheet.iter_rows(values_only=True)
    return rows


def test_idle_rooms_of_a_division_are_a_workbook_filtered_as_by_the_legend(inside, floor):
    # 102 (24 m²) has been nobody's since 2020-01-01
    (row,) = idle_rows(inside, region="990121")

    assert (row[2], row[4], row[5].date().isoformat(), row[6]) == ("102", 24, "2020-01-01", 78)
    assert idle_rows(inside, region="990121", show="idle_24~idle_12") == [row]
    assert idle_rows(inside, region="990121", show="idle_6") == []


def test_another_county_takes_no_idle_rooms_away(client: Client, floor):
    client.force_login(make.account(make.region("990122")))

    assert idle_rows(client, region="990121") == []
