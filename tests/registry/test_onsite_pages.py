"""The phone by its addresses: what it is told, what it may send, photos without their place."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import uuid
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from registry.models import Observation, ObservationPhoto
from registry.services.inspections import close_plan
from registry.views.kept_files import kept_files, text_of
from tests.registry import builders as make
from tests.registry.inspected import World
from tests.registry.sent import UID, picture, post, send_photo, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    made = World()
    today = timezone.localdate()
    made.plan = made.send(first_day=today, last_day=today)
    made.visit = made.plan.visits.get()
    return made


# --- the phone --------------------------------------------------------------------


def test_the_phone_is_told_names_and_figures_and_nothing_else_of_people(client: Client, world):
    client.force_login(world.one)

    answer = client.get(reverse("onsite-rooms"))

    ((room,),) = [plan["rooms"] for plan in answer.json()["plans"]]
    assert (room["number"], room["area"], room["limit"]) == ("101", "20", "9")
    assert (room["occupants"], room["root"], room["linear"]) == (["甲一"], "0.04", "0.002")
    assert world.clerk.code not in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_the_page_itself_holds_nothing_of_the_register(client: Client, world):
    client.force_login(world.one)

    page = client.get(reverse("onsite")).content.decode()

    assert "甲一" not in page
    assert world.one.username not in page


def test_a_phone_lists_only_plans_of_its_own_account_that_are_open_today(client: Client, world):
    def listed(account: Any) -> int:
        client.force_login(account)
        return len(client.get(reverse("onsite-rooms")).json()["plans"])

    yesterday = timezone.localdate() - dt.timedelta(days=1)
    world.send(first_day=yesterday, last_day=yesterday)
    assert listed(world.one) == listed(world.other) == 1
    assert listed(make.account(world.county, "inspector")) == 0
    close_plan(plan=world.plan, by=world.one, on=timezone.localdate())
    assert listed(world.one) == 0


@pytest.mark.parametrize("rooms", [1, 9])
def test_the_phone_asks_as_many_questions_however_many_rooms(
    client: Client, world, rooms, django_assert_num_queries
):
    more = [
        make.room(world.drawn, make.box(n * 5, 0, n * 5 + 4, 5), f"2{n:02d}").pk
        for n in range(1, rooms)
    ]
    today = timezone.localdate()
    close_plan(plan=world.plan, by=world.one, on=today)
    world.send(first_day=today, last_day=today, rooms=[world.office.pk, *more])
    client.force_login(world.one)
    client.get(reverse("onsite-rooms"))

    # session, account with division, plans, visits, five for what is expected, own observations
    with django_assert_num_queries(10):
        answer = client.get(reverse("onsite-rooms")).json()
    assert [len(plan["rooms"]) for plan in answer["plans"]] == [rooms]


def test_a_record_is_kept_and_the_second_delivery_is_answered_alike(client: Client, world):
    client.force_login(world.one)

    first, again = post(client, told(world)), post(client, told(world))

    assert [first.status_code, again.status_code] == [201, 200]
    assert first.json() == again.json() == {"state": "kept", "uid": UID, "verdict": "over"}
    assert Observation.objects.count() == 1


@pytest.mark.parametrize(
    "what",
    [
        {"uid": "x"},
        {"visit": "1"},
        {"visit": True},
        {"visit": 0},
        {"answer": "perhaps"},
        {"answer": ["confirmed"]},
        {"a": "4.0001"},
        {"a": "NaN"},
        {"a": "1e2"},
        {"b": ""},
        {"b": 5},
        {"note": "x" * 501},
        {"person": "x" * 101},
        {"note": "\u0000"},
        {"seen_at": "noon"},
        {"seen_at": "2026-07-01T12:00:00"},
        {"answer": "no_access"},
    ],
)
def test_a_record_that_cannot_be_so_is_refused_with_its_reason(client: Client, world, what):
    client.force_login(world.one)

    answer = post(client, told(world, **what))

    assert answer.status_code == 422
    assert answer.json()["state"] == "refused"
    assert answer.json()["reason"]
    assert not Observation.objects.exists()


@pytest.mark.parametrize("body", ["", "[]", "null", "{", '{"uid": 1}', "x" * 20_000, "[" * 16_000])
def test_what_is_no_record_is_refused(client: Client, world, body):
    client.force_login(world.one)

    assert post(client, body).status_code == 422


def test_a_record_of_a_room_one_was_not_sent_to_is_refused(client: Client, world):
    client.force_login(make.account(world.county, "inspector"))

    assert post(client, told(world)).json()["code"] == "not_on_your_plan"


def test_a_form_of_another_site_is_refused(world):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.one)

    assert post(strict, told(world)).status_code == 403


def test_the_worker_keeps_the_files_the_page_is_made_of(client: Client, world):
    answer = client.get(reverse("onsite-worker"))

    head = answer.content.decode().splitlines()[0]
    kept = json.loads(head.removeprefix("const KEPT = ").removesuffix(";"))
    client.force_login(world.one)
    page = client.get(reverse("onsite")).content.decode()
    assert answer["Service-Worker-Allowed"] == "/"
    assert answer["Content-Type"].startswith("text/javascript")
    assert kept["page"] == "/onsite/"
    linked = re.findall(r'(?:src|href)="(/static/[^"]+\.(?:js|css|svg))"', page)
    assert set(linked) <= set(kept["files"])


def test_every_module_that_the_page_imports_is_kept():
    # By another way than the page takes: any name of a module between quotes.
    folder = settings.BASE_DIR / "maps" / "static"
    modules = [name for name in kept_files() if name.endswith(".js")]

    for name in modules:
        for other in re.findall(r"""from\s+['"](\.[^'"]+\.js)['"]""", text_of(name)):
            wanted = (folder / name).parent / other
            assert wanted.resolve().relative_to(folder).as_posix() in modules
    assert {"maps/onsite/verdict.js", "maps/view/dom.js", "maps/words.js"} < set(modules)


# --- photos -----------------------------------------------------------------------


def exif() -> Image.Exif:
    """Return what a phone writes: a place, a camera and that the picture lies on its side."""
    made = Image.Exif()
    made[0x0112] = 6
    made[0x010F] = "Camera"
    made.get_ifd(0x8825)[1] = "N"
    return made


@pytest.mark.parametrize(("kind", "suffix"), [("JPEG", ".jpg"), ("PNG", ".png")])
def test_a_photo_is_kept_without_its_place(client: Client, world, kind, suffix):
    client.force_login(world.one)
    post(client, told(world))

    answer = send_photo(client, picture(kind, exif=exif()))

    assert answer.status_code == 201
    kept = ObservationPhoto.objects.get()
    with kept.file.open("rb") as file:
        content = file.read()
    assert str(kept.file.name).endswith(suffix)
    assert (kept.size_bytes, kept.region_code) == (len(content), "990121")
    assert b"Camera" not in content
    read = Image.open(io.BytesIO(content))
    assert read.size == (40, 30)
    assert dict(read.getexif()) == ({0x0112: 6} if kind == "JPEG" else {})


def test_a_photo_sent_twice_is_kept_once(client: Client, world):
    client.force_login(world.one)
    post(client, told(world))

    send_photo(client, picture())
    send_photo(client, picture(), uid=str(uuid.UUID(int=10)))

    assert ObservationPhoto.objects.count() == 1


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a", b"<svg/>", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", picture()[:-40]],
)
def test_what_is_no_picture_is_refused(client: Client, world, content):
    client.force_login(world.one)
    post(client, told(world))

    answer = send_photo(client, content)

    assert answer.status_code == 422
    assert not ObservationPhoto.objects.exists()


def test_a_photo_of_somebody_elses_record_is_refused(client: Client, world):
    client.force_login(world.one)
    post(client, told(world))
    client.force_login(world.other)

    assert send_photo(client, picture()).json()["code"] == "not_there"
    assert not ObservationPhoto.objects.exists()


def test_a_photo_is_shown_inside_the_scope_alone(client: Client, world):
    client.force_login(world.one)
    post(client, told(world))
    send_photo(client, picture())
    address = reverse("inspection-photo", args=[ObservationPhoto.objects.get().uid])

    shown = client.get(address)
    client.force_login(make.account(make.region("990122"), "inspector"))

    assert (shown["Content-Type"], shown["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert client.get(address).status_code == 404
