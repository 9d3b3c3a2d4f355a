"""Inspections on the desk by their addresses: who sees what, and at what cost."""

from __future__ import annotations

import datetime as dt
import io
import subprocess
import uuid

import pytest
import segno
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from pypdf import PdfReader

from registry.assessments import assess_scope
from registry.models import Finding, InspectionPlan, RoomVersion
from registry.scope import Scope
from tests.registry import builders as make
from tests.registry.inspected import DAY, World
from tests.registry.sent import post, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    made = World()
    today = timezone.localdate()
    made.plan = made.send(first_day=today, last_day=today)
    made.visit = made.plan.visits.get()
    return made


# --- who sees what ----------------------------------------------------------------


def desk(world: World) -> list[str]:
    return [
        reverse("inspection", args=[world.plan.pk]),
        reverse("door", args=[world.office.uid]),
        f"{reverse('inspection-labels')}?plan={world.plan.pk}",
        f"{reverse('inspection-labels')}?floor={world.office.floor_id}",
    ]


def test_its_own_county_opens_every_page(client: Client, world):
    client.force_login(world.one)

    assert [client.get(address).status_code for address in desk(world)] == [200, 302, 200, 200]
    for name in ("inspection-list", "inspection-new", "onsite", "onsite-rooms"):
        assert client.get(reverse(name)).status_code == 200


def test_another_county_gets_404_by_every_address(client: Client, world):
    client.force_login(make.account(make.region("990122"), "inspector"))

    assert {client.get(address).status_code for address in desk(world)} == {404}
    assert client.post(reverse("inspection-close", args=[world.plan.pk])).status_code == 404
    assert world.plan.name not in client.get(reverse("inspection-list")).content.decode()


def test_roles_that_see_no_people_see_no_inspections(client: Client, world):
    client.force_login(make.account(world.county, "registration_officer"))

    for name in ("inspection-list", "inspection-new", "onsite", "onsite-rooms"):
        assert client.get(reverse(name)).status_code == 403
    assert client.get(reverse("door", args=[world.office.uid])).status_code == 302


def test_an_auditor_reads_and_does_not_inspect(client: Client, world):
    client.force_login(make.account(world.county, "auditor"))

    assert client.get(reverse("inspection", args=[world.plan.pk])).status_code == 200
    for address in (reverse("onsite"), reverse("inspection-new"), desk(world)[2]):
        assert client.get(address).status_code == 403
    assert post(client, told(world)).status_code == 403


def test_nobody_gets_anything_without_logging_in_but_the_empty_shell_of_the_app(client, world):
    addresses = [*desk(world), reverse("onsite"), reverse("onsite-rooms")]

    assert {client.get(address).status_code for address in addresses} == {302}
    assert post(client, told(world)).status_code == 302
    for name in ("onsite-worker", "onsite-manifest"):
        shell = client.get(reverse(name))
        assert shell.status_code == 200
        assert "101" not in shell.content.decode()


# --- the desk ---------------------------------------------------------------------


def test_the_desk_shows_what_both_inspectors_saw_and_that_they_disagree(client: Client, world):
    client.force_login(world.one)
    post(client, told(world, note="<b>x</b>"))
    client.force_login(world.other)
    post(client, told(world, uid=str(uuid.UUID(int=8)), answer="empty", a="3.000", b="3.000"))

    page = client.get(reverse("inspection", args=[world.plan.pk])).content.decode()

    assert "20.00" in page
    assert "3.000 × 3.000" in page
    assert page.count("tag warn") >= 3  # who, verdict, area
    assert "&lt;b&gt;x&lt;/b&gt;" in page
    assert "<b>x</b>" not in page


def test_a_room_measured_over_leads_to_its_finding(client: Client, world):
    client.force_login(world.one)
    post(client, told(world))
    found = Finding.objects.get(rule="R-OFF-1")
    address = reverse("inspection", args=[world.plan.pk])

    page = client.get(address, headers={"accept-language": "en"}).content.decode()

    assert f'href="{reverse("finding", args=[found.pk])}"' in page
    assert "no finding says so" not in page


def test_a_room_measured_over_before_it_was_drawn_anew_is_pointed_out(client: Client, world):
    client.force_login(world.one)
    post(client, told(world))
    RoomVersion.objects.filter(room=world.office).update(plan=make.box(0, 0, 3, 3))
    assess_scope(Scope.EVERYTHING, day=DAY)
    address = reverse("inspection", args=[world.plan.pk])

    page = client.get(address, headers={"accept-language": "en"}).content.decode()

    assert "no finding says so" in page


@pytest.mark.parametrize("rooms", [1, 9])
def test_the_desk_asks_as_many_questions_however_much_was_seen(
    client: Client, world, rooms, django_assert_num_queries
):
    more = [
        make.room(world.drawn, make.box(n * 5, 0, n * 5 + 4, 5), f"2{n:02d}").pk
        for n in range(1, rooms)
    ]
    today = timezone.localdate()
    plan = world.send(first_day=today, last_day=today, rooms=[world.office.pk, *more])
    client.force_login(world.one)
    for n, visit in enumerate(plan.visits.all()):
        post(client, told(world, uid=str(uuid.UUID(int=100 + n)), visit=visit.pk))
    address = reverse("inspection", args=[plan.pk])
    client.get(address)

    # session, account with division, plan, visits, five for what is expected, observations, photos,
    # findings
    with django_assert_num_queries(12):
        client.get(address)


@pytest.mark.parametrize("plans", [1, 6])
def test_the_list_asks_as_many_questions_however_many_plans(
    client: Client, world, plans, django_assert_num_queries
):
    for n in range(1, plans):
        world.send(name=f"示例巡检{n}")
    client.force_login(world.one)
    client.get(reverse("inspection-list"))

    # session, account with division, plans, floors for labels
    with django_assert_num_queries(4):
        client.get(reverse("inspection-list"))


def test_a_plan_is_made_from_the_rooms_of_a_floor(client: Client, world):
    client.force_login(world.one)
    address = f"{reverse('inspection-new')}?floor={world.office.floor_id}"
    form = {
        "name": "示例抽查",
        "first_day": "2026-07-01",
        "last_day": "2026-07-03",
        "inspector": world.one.pk,
        "second_inspector": world.other.pk,
        "reason": "抽查",
        "rooms": [world.office.pk],
    }

    assert "101" in client.get(address).content.decode()
    answer = client.post(address, form)

    made = InspectionPlan.objects.get(name="示例抽查")
    assert answer["Location"] == reverse("inspection", args=[made.pk])
    assert (made.period.upper, made.region_code) == (dt.date(2026, 7, 4), "990121")
    assert made.made_by == world.one


@pytest.mark.parametrize(
    "change",
    [
        {"last_day": "2026-06-30"},
        {"last_day": "2026-12-31"},
        {"name": ""},
        {"reason": ""},
        {"rooms": []},
        {"rooms": [0]},
        {"second_inspector": "same"},
        {"inspector": 0},
    ],
)
def test_a_plan_that_cannot_be_so_says_why_and_is_not_made(client: Client, world, change):
    client.force_login(world.one)
    before = InspectionPlan.objects.count()
    form = {
        "name": "示例抽查",
        "first_day": "2026-07-01",
        "last_day": "2026-07-03",
        "inspector": world.one.pk,
        "second_inspector": "",
        "reason": "抽查",
        "rooms": [world.office.pk],
    } | change
    if change == {"second_inspector": "same"}:
        form["second_inspector"] = world.one.pk

    answer = client.post(f"{reverse('inspection-new')}?floor={world.office.floor_id}", form)

    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode() or "message error" in answer.content.decode()
    assert InspectionPlan.objects.count() == before


def test_a_door_leads_to_its_card_on_a_round_and_to_the_map_otherwise(client: Client, world):
    uid, floor = world.office.uid, world.office.floor_id
    address = reverse("door", args=[uid])

    client.force_login(world.one)
    assert client.get(address)["Location"] == f"/onsite/?room={uid}"
    client.force_login(make.account(world.county, "registration_officer"))
    assert client.get(address)["Location"] == f"/map/?floor={floor}&room={uid}"
    assert client.get(reverse("door", args=[uuid.uuid4()])).status_code == 404


# --- labels -----------------------------------------------------------------------


def test_labels_name_every_room_21_on_a_sheet(client: Client, world):
    for n in range(1, 25):
        make.room(world.drawn, make.box(n * 5, 0, n * 5 + 4, 5), f"2{n:02d}", name="会议室")
    client.force_login(world.one)

    answer = client.get(f"{reverse('inspection-labels')}?floor={world.office.floor_id}")

    sheets = PdfReader(io.BytesIO(answer.content)).pages
    assert answer["Content-Type"] == "application/pdf"
    assert [round(float(side) / 72 * 25.4) for side in sheets[0].mediabox[2:]] == [210, 297]
    assert len(sheets) == 2
    first, second = [sheet.extract_text() for sheet in sheets]
    assert all(number in first for number in ("101", "201", "220", "1号楼"))
    assert "221" not in first
    assert all(number in second for number in ("221", "224"))


def test_the_printed_code_opens_the_room(client: Client, world, tmp_path):
    client.force_login(world.one)
    answer = client.get(f"{reverse('inspection-labels')}?floor={world.office.floor_id}")
    (tmp_path / "a.pdf").write_bytes(answer.content)

    subprocess.run(
        ["pdftoppm", "-r", "600", "-gray", "-f", "1", "-l", "1", "a.pdf", "a"],
        cwd=tmp_path,
        check=True,
    )

    page = Image.open(next(tmp_path.glob("a*.pgm"))).point(lambda grey: 255 * (grey < 128))
    wanted = segno.make(f"http://testserver/r/{world.office.uid}/", error="m", micro=False)
    # 33 mm wide with its quiet zone, 2.5 mm inside a label at (7.2, 15.1) mm.
    module_mm = 33 / (len(wanted.matrix) + 8)
    middles = [(n + 4.5) * module_mm for n in range(len(wanted.matrix))]
    read = [[bool(page.getpixel(pixel(9.7 + x, 17.6 + y))) for x in middles] for y in middles]
    assert read == [[bool(dark) for dark in row] for row in wanted.matrix]


def pixel(x_mm: float, y_mm: float) -> tuple[int, int]:
    return round(x_mm / 25.4 * 600), round(y_mm / 25.4 * 600)


@pytest.mark.parametrize("query", ["", "?floor=x", "?floor=1&plan=1", "?floor=99999999999999"])
def test_labels_of_nothing_in_particular_are_not_found(client: Client, world, query):
    client.force_login(world.one)

    assert client.get(f"{reverse('inspection-labels')}{query}").status_code == 404
