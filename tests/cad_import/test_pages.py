"""A drawing by the page: kept, read, looked at, accepted or not."""

from __future__ import annotations

from pathlib import Path

import ezdxf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cad_import.forms import is_drawing
from cad_import.models import DrawingImport
from cad_import.preview import preview_of
from cad_import.progress import read_upload
from cad_import.views import notes_of
from fixtures.campus.buildings import fourth
from fixtures.campus.draw import draw
from registry.models import Floor, RoomVersion
from tests.registry import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def floor() -> Floor:
    return make.floor(make.building(make.region()))


@pytest.fixture
def manager(client: Client, floor: Floor) -> Client:
    client.force_login(make.account(floor.building.region))
    return client


@pytest.fixture
def content(tmp_path: Path) -> bytes:
    building = fourth()
    draw(building, building.floors[1], building.styles[1], tmp_path / "a.dxf")
    return (tmp_path / "a.dxf").read_bytes()


def send(client: Client, floor: Floor, content: bytes, name: str = "二层.dxf"):
    upload = SimpleUploadedFile(name, content)
    return client.post(
        reverse("drawing-new"),
        {"file": upload, "floor": floor.pk, "unit": "auto", "start": "2024-01-01"},
    )


def read(client: Client, floor: Floor, content: bytes) -> DrawingImport:
    send(client, floor, content)
    kept = DrawingImport.objects.get()
    read_upload(kept.pk)
    kept.refresh_from_db()
    return kept


def test_nothing_is_in_the_register_before_somebody_accepts(manager, floor, content):
    kept = read(manager, floor, content)

    page = manager.get(reverse("drawing", args=[kept.pk]))

    assert (kept.state, kept.room_count) == ("read", 26)
    assert RoomVersion.objects.count() == 0
    assert "4208" in page.content.decode()


def test_the_page_that_follows_a_reading_is_loaded_anew_once_it_is_over(manager, floor, content):
    send(manager, floor, content)
    kept = DrawingImport.objects.get()
    address = reverse("drawing", args=[kept.pk])

    waiting = manager.get(address, {"fragment": 1})
    read_upload(kept.pk)
    done = manager.get(address, {"fragment": 1})

    assert "HX-Refresh" not in waiting.headers
    assert done.headers["HX-Refresh"] == "true"


def test_accepting_enters_the_rooms_once(manager, floor, content):
    kept = read(manager, floor, content)

    for _twice in range(2):
        manager.post(reverse("drawing-accept", args=[kept.pk]))

    kept.refresh_from_db()
    assert kept.state == "accepted"
    assert RoomVersion.objects.filter(plan_version=kept.plan_version).count() == 26
    assert RoomVersion.objects.count() == 26


def test_discarding_keeps_the_file_and_enters_nothing(manager, floor, content):
    kept = read(manager, floor, content)

    manager.post(reverse("drawing-discard", args=[kept.pk]))

    kept.refresh_from_db()
    assert kept.state == "discarded"
    assert Path(kept.file.path).is_file()
    assert RoomVersion.objects.count() == 0


def test_a_refused_entry_says_why_and_keeps_the_upload(manager, floor, content):
    kept = read(manager, floor, content)
    make.plan(floor)

    page = manager.post(reverse("drawing-accept", args=[kept.pk]), follow=True)

    kept.refresh_from_db()
    assert kept.state == "read"
    assert "该层已有另一图纸的平面图" in page.content.decode()
    assert RoomVersion.objects.count() == 0


def test_what_is_no_drawing_is_refused_by_its_content_with_the_form_kept(manager, floor):
    page = send(manager, floor, b"%PDF-1.7 not a plan")

    assert page.status_code == 200
    assert "不是 DXF 或 DWG" in page.content.decode()
    assert DrawingImport.objects.count() == 0


def test_a_damaged_drawing_fails_with_a_sentence_and_can_be_read_again(manager, floor):
    kept = read(manager, floor, b"AC1032" + b"\0" * 500)

    page = manager.get(reverse("drawing", args=[kept.pk]))

    assert kept.state == "failed"
    assert "未能完整转换" in page.content.decode()
    assert str(kept.file.name).rsplit("/", 1)[-1] not in page.content.decode()


def test_room_names_from_a_drawing_reach_the_page_as_text(manager, floor, content):
    hostile = content.replace("会议室".encode("gbk"), "会议室<b>x</b>".encode("gbk"))
    kept = read(manager, floor, hostile)

    page = manager.get(reverse("drawing", args=[kept.pk])).content.decode()

    assert "<b>x</b>" not in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page


def test_another_county_neither_sees_nor_decides(client, floor, content, manager):
    kept = read(manager, floor, content)
    client.force_login(make.account(make.region("990122")))

    for name in ("drawing", "drawing-accept", "drawing-discard", "drawing-again"):
        address = reverse(name, args=[kept.pk])
        assert client.get(address).status_code in {404, 405}
        assert client.post(address).status_code in {404, 405}
    kept.refresh_from_db()
    assert kept.state == "read"


def test_an_inspector_may_not_import(client, floor):
    client.force_login(make.account(floor.building.region, role="inspector"))

    assert client.get(reverse("drawing-new")).status_code == 403


@pytest.mark.parametrize(
    ("head", "is_one"),
    [
        (b"  0\nSECTION\n", True),
        (b"999\nmade by\n  0\nSECTION", True),
        (b"AutoCAD Binary DXF\r\n\x1a\x00", True),
        (b"AC1032\x00", True),
        (b"PK\x03\x04", False),
        (b"SECTION", False),
        (b"", False),
    ],
)
def test_files_are_typed_by_content(head: bytes, is_one: bool):
    assert is_drawing(head) is is_one


def test_a_marker_bears_the_number_of_its_note_in_the_list():
    storey = {"rooms": [{"number": "101", "name": "", "use": "office", "area_m2": 24.0,
                         "printed_area_m2": None, "polygon": [[0, 0], [4, 0], [4, 6], [0, 6]],
                         "holes": [], "from": "outline", "confidence": 0.9}]}  # fmt: skip
    said = {"handle": None, "text": "", "text_zh": ""}
    reading = {"notes": [{**said, "code": "a", "severity": "info", "at": [1, 1]},
                         {**said, "code": "b", "severity": "error", "at": [3, 5]},
                         {**said, "code": "c", "severity": "error", "at": [90, 5]}]}  # fmt: skip

    notes = notes_of(reading)
    preview = preview_of(storey, notes)

    assert [note["code"] for note in notes] == ["b", "c", "a"]
    assert preview is not None
    assert list(preview.markers) == [(1, 3, 1, "error"), (3, 1, 5, "info")]


# --- several storeys, half floors, other encodings ------------------------------------


@pytest.fixture
def two_storeys(tmp_path: Path) -> bytes:
    document = ezdxf.new("R2010")
    model = document.modelspace()
    for n, words in enumerate(("一层平面图", "二层平面图")):
        for room in range(8):
            west = n * 60000 + room * 4240
            corners = [(west, 0), (west + 4000, 0), (west + 4000, 6000), (west, 6000)]
            model.add_lwpolyline(corners, close=True, dxfattribs={"layer": "房间轮廓"})
            number = str(100 * (n + 1) + room + 1)
            model.add_text(
                number, height=350, dxfattribs={"layer": "房号", "insert": (west + 1500, 2500)}
            )
        model.add_text(words, height=600, dxfattribs={"insert": (n * 60000 + 9000, -3000)})
    document.saveas(tmp_path / "two.dxf")
    return (tmp_path / "two.dxf").read_bytes()


def test_of_several_storeys_the_one_whose_title_names_the_floor_is_proposed(
    manager, floor, two_storeys
):
    kept = read(manager, floor, two_storeys)

    page = manager.get(reverse("drawing", args=[kept.pk])).content.decode()

    assert floor.ordinal == 1
    assert "一层平面图" in page
    assert "二层平面图" in page
    assert ">101<" in page
    assert ">201<" not in page


def test_the_chosen_storey_and_no_other_enters_the_register(manager, floor, two_storeys):
    kept = read(manager, floor, two_storeys)

    manager.post(reverse("drawing-accept", args=[kept.pk]), {"storey": "1"})

    numbers = set(RoomVersion.objects.values_list("number", flat=True))
    assert numbers == {"201", "202", "203", "204", "205", "206", "207", "208"}


def test_without_a_choice_a_floor_that_no_title_names_gets_nothing(manager, floor, two_storeys):
    floor.ordinal = 5
    floor.save()
    kept = read(manager, floor, two_storeys)

    page = manager.post(reverse("drawing-accept", args=[kept.pk]), {"storey": ""}, follow=True)

    assert RoomVersion.objects.count() == 0
    assert "一层平面图, 二层平面图" in page.content.decode()


@pytest.mark.parametrize("storey", ["7", "-1", "x", "99999999999"])
def test_a_storey_there_is_not_falls_back_to_the_floors_own(manager, floor, two_storeys, storey):
    kept = read(manager, floor, two_storeys)

    manager.post(reverse("drawing-accept", args=[kept.pk]), {"storey": storey})

    assert RoomVersion.objects.filter(number__startswith="1").count() == 8


@pytest.fixture
def half(content: bytes) -> bytes:
    """Return a floor whose walls are partly objects of an add-on that carry no picture."""
    wall = b"  0\nTCH_WALL\n  5\nFFF1\n330\n1F\n100\nAcDbEntity\n  8\nWALL\n100\nTCHWALL\n 10\n0.0\n 20\n0.0\n"
    text = content.replace(b"\r\n", b"\n")
    head, mark, tail = text.partition(b"  2\nENTITIES\n")
    return head + mark + wall + tail


def test_half_a_floor_enters_only_when_a_person_says_so(manager, floor, half):
    kept = read(manager, floor, half)

    refused = manager.post(reverse("drawing-accept", args=[kept.pk]), follow=True)
    before = RoomVersion.objects.count()
    manager.post(reverse("drawing-accept", args=[kept.pk]), {"incomplete": "on"})

    assert "图纸内容不完整" in refused.content.decode()
    assert (before, RoomVersion.objects.count()) == (0, 26)


def test_names_in_another_encoding_are_read_when_it_is_stated(manager, floor, tmp_path):
    document = ezdxf.new("R2000")
    model = document.modelspace()
    model.add_lwpolyline(
        [(0, 0), (4000, 0), (4000, 6000), (0, 6000)], close=True, dxfattribs={"layer": "ROOM"}
    )
    model.add_text("Кабинет", height=300, dxfattribs={"insert": (1000, 3000)})
    document.encoding = "cp1251"
    document.saveas(tmp_path / "ru.dxf", encoding="cp1251")
    data = (tmp_path / "ru.dxf").read_bytes().replace(b"ANSI_1251", b"ANSI_1252")
    kept = read(manager, floor, data)

    manager.post(reverse("drawing-again", args=[kept.pk]), {"unit": "mm", "encoding": "cp1251"})
    read_upload(kept.pk)

    kept.refresh_from_db()
    assert (kept.unit, kept.encoding) == ("mm", "cp1251")
    assert kept.reading is not None
    assert [room["name"] for s in kept.reading["storeys"] for room in s["rooms"]] == ["Кабинет"]
