"""Correcting a room in place: its words, who may, what is refused, how it is undone and told."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from registry.models import Finding, RoomAct, RoomVersion
from tests.registry import builders as make

from .conftest import Campus

START = dt.date(2026, 6, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client: Client, campus: Campus) -> Client:
    client.force_login(campus.manager())
    return client


def undo(client: Client, number: int) -> Any:
    return client.post(
        reverse("map-undo", args=[number]), json.dumps({}), content_type="application/json"
    )


def panel(client: Client, campus: Campus, number: str, tab: str = "", day: dt.date = START) -> str:
    address = reverse(f"map-room{tab}", args=[campus.uid(number)])
    return str(client.get(f"{address}?on={day.isoformat()}").content.decode())


def seen(client: Client, campus: Campus, number: str, day: dt.date = START) -> str:
    page = panel(client, campus, number, day=day)
    return page.split('name="seen" value="')[1].split('"')[0]


def edit(client: Client, campus: Campus, room: str, **asked: Any) -> Any:
    words = {"number": room, "name": "", "use": "office", "note": ""}
    how = {"start": START.isoformat(), "reason": "门牌更换"}
    if "seen" not in asked:
        asked["seen"] = seen(client, campus, room)
    return client.post(
        reverse("map-room-edit", args=[campus.uid(room)]),
        json.dumps(words | how | asked),
        content_type="application/json",
    )


def versions(campus: Campus, number: str) -> list[tuple[str, dt.date, dt.date | None]]:
    rows = RoomVersion.objects.filter(room=campus.rooms[number]).order_by("period")
    return [(row.number, row.period.lower, row.period.upper) for row in rows]


# --- lawful -------------------------------------------------------------------------


def test_a_room_has_another_number_from_that_day_on_and_not_before(manager, campus):
    answer = edit(manager, campus, "102", number="102A", note="朝南，新门牌")

    assert answer.status_code == 200
    assert versions(campus, "102") == [("102", make.SINCE, START), ("102A", START, None)]
    version = RoomVersion.objects.get(number="102A")
    assert version.note == "朝南，新门牌"
    assert version.area_m2 == 9
    assert version.footprint is not None


def test_a_second_edit_of_the_same_day_writes_over_the_first(manager, campus):
    edit(manager, campus, "102", number="102A")

    edit(manager, campus, "102", number="102B")

    assert versions(campus, "102") == [("102", make.SINCE, START), ("102B", START, None)]


def test_another_use_is_assessed_before_the_answer(manager, campus):
    assert Finding.objects.filter(rule="R-OFF-1", room=campus.rooms["101"]).exists()

    edit(manager, campus, "101", use="technical", approval_no="示机管〔2026〕2号")

    finding = Finding.objects.get(rule="R-OFF-1", room=campus.rooms["101"])
    assert finding.resolved_on is not None
    assert RoomAct.objects.get().approval_no == "示机管〔2026〕2号"


def test_blanks_are_tidied_and_a_note_keeps_its_lines(manager, campus):
    edit(manager, campus, "102", number=" 102  A ", note="一行 \n 二行")

    version = RoomVersion.objects.get(room=campus.rooms["102"], period__startswith=START)
    assert (version.number, version.note) == ("102 A", "一行\n二行")


# --- refused ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"number": "103"}, "number_taken"),
        ({"number": "", "name": " "}, "neither_number_nor_name"),
        ({"number": "1" * 61}, "too_long"),
        ({"note": "字" * 301}, "too_long"),
        ({"use": "palace"}, "not_a_use"),
        ({"use": "circulation"}, "somebody_has_it"),
        ({}, "nothing_to_edit"),
        ({"name": "接待室", "reason": " "}, "no_reason"),
        ({"name": "接待室", "start": "2019-12-31"}, "room_not_there"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(manager, campus, asked, code):
    answer = edit(manager, campus, "102", **asked)

    assert (answer.status_code, answer.json()["code"]) == (409, code)
    assert answer.json()["refusal"]
    assert versions(campus, "102") == [("102", make.SINCE, None)]
    assert not RoomAct.objects.exists()


def test_nobody_writes_over_what_another_one_has_just_written(manager, campus):
    first = seen(manager, campus, "102")
    edit(manager, campus, "102", name="会客室")

    late = edit(manager, campus, "102", seen=first, name="档案室")

    assert (late.status_code, late.json()["code"]) == (409, "edited_meanwhile")
    assert "会客室" in late.json()["refusal"]
    again = edit(manager, campus, "102", seen=late.json()["fields"]["seen"], name="档案室")
    assert again.status_code == 200


def test_only_who_may_edit_is_shown_the_form_and_heard(client, campus):
    client.force_login(make.account(campus.county, role="inspector"))

    answer = edit(client, campus, "102", seen="", name="会客室")

    assert answer.status_code == 403
    assert 'name="seen"' not in panel(client, campus, "102")


def test_a_room_of_another_county_is_not_there(client, campus):
    client.force_login(campus.outsider())

    assert edit(client, campus, "102", seen="", name="会客室").status_code == 404


# --- told and undone ----------------------------------------------------------------


def test_the_history_says_what_was_what_is_and_why(manager, campus):
    edit(manager, campus, "102", number="102A", use="technical")

    told = panel(manager, campus, "102", "-past")

    for said in ("2026-06-01", "门牌更换", "<del>102</del>", "<ins>102A</ins>"):
        assert said in told
    assert told.count("a.dxf") == 1  # drawn once, however often it is edited


def test_undoing_puts_the_words_back_and_is_told_too(manager, campus):
    done = edit(manager, campus, "102", number="102A").json()["act"]

    answer = undo(manager, done)

    assert answer.status_code == 200
    assert versions(campus, "102") == [("102", make.SINCE, None)]
    told = panel(manager, campus, "102", "-past")
    assert "<del>102A</del>" in told


def test_undoing_an_edit_of_the_same_day_gives_the_words_before_it(manager, campus):
    edit(manager, campus, "102", number="102A")
    second = edit(manager, campus, "102", number="102B").json()["act"]

    undo(manager, second)

    assert versions(campus, "102") == [("102", make.SINCE, START), ("102A", START, None)]


def test_an_edit_that_was_edited_again_is_not_undone(manager, campus):
    first = edit(manager, campus, "102", number="102A").json()["act"]
    edit(manager, campus, "102", number="102B")

    answer = undo(manager, first)

    assert answer.json()["code"] == "changed_since"
    assert versions(campus, "102")[-1][0] == "102B"


def test_map_and_table_say_the_new_words_at_once(manager, campus):
    address = reverse("map-floor", args=[campus.plan.floor_id]) + f"?on={START.isoformat()}"
    stamp = manager.get(address)["ETag"]

    edit(manager, campus, "102", number="102A", name="会客室")

    answer = manager.get(address, headers={"If-None-Match": stamp})
    rooms = {each["properties"]["number"]: each["properties"] for each in answer.json()["features"]}
    assert rooms["102A"]["name"] == "会客室"
    assert "102" not in rooms
