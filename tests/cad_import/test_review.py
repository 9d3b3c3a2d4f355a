"""The review of a drawing: roles corrected, gaps taken back, the balance and doubtful rooms."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cad_import.models import DrawingImport
from cad_import.progress import read_upload
from registry.models import Floor
from tests.cad_import.plans import offices_on_a_corridor
from tests.cad_import.test_pages import send
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
def kept(manager: Client, floor: Floor, tmp_path: Path) -> DrawingImport:
    send(manager, floor, offices_on_a_corridor(tmp_path / "plan.dxf"))
    return reread(DrawingImport.objects.get())


def reread(kept: DrawingImport) -> DrawingImport:
    read_upload(kept.pk)
    kept.refresh_from_db()
    return kept


def again(client: Client, kept: DrawingImport, **stated: str) -> DrawingImport:
    client.post(reverse("drawing-again", args=[kept.pk]), stated)
    return reread(kept)


def page_of(client: Client, kept: DrawingImport, query: str = "") -> str:
    return client.get(reverse("drawing", args=[kept.pk]) + query).content.decode()


def storey(kept: DrawingImport) -> dict[str, Any]:
    assert kept.reading is not None
    first: dict[str, Any] = kept.reading["storeys"][0]
    return first


def roles(kept: DrawingImport) -> dict[str, tuple[str, str]]:
    return {each["layer"]: (each["role"], each["told_by"]) for each in storey(kept)["layers"]}


# --- layer roles ----------------------------------------------------------------------------


def test_each_layer_is_shown_with_its_role_confidence_and_evidence(manager, kept):
    page = page_of(manager, kept)

    assert 'name="role:QT"' in page
    assert "100% 的线以墙厚成对平行" in page
    assert roles(kept)["QT"] == ("wall", "drawn")
    assert roles(kept)["JJ"] == ("unknown", "nothing")


def test_corrected_roles_are_read_again_and_nothing_else_is_lost(manager, kept):
    again(manager, kept, unit="mm", encoding="gb18030", area_rule="columns_left_out")

    again(manager, kept, **{"role:QT": "wall", "role:MC": "door", "role:JJ": "other"})

    assert kept.roles == {"QT": "wall", "MC": "door", "JJ": "other"}
    assert roles(kept)["QT"] == ("wall", "person")
    assert roles(kept)["JJ"] == ("other", "person")
    assert (kept.unit, kept.encoding, kept.area_rule) == ("mm", "gb18030", "columns_left_out")
    assert storey(kept)["area_rule"]["code"] == "columns_left_out"


def test_a_correction_goes_when_the_proposal_is_chosen_again(manager, kept):
    again(manager, kept, **{"role:QT": "furniture", "role:MC": "door"})

    again(manager, kept, **{"role:QT": ""})

    assert kept.roles == {"MC": "door"}
    assert roles(kept)["QT"] == ("wall", "drawn")


@pytest.mark.parametrize(
    "sent",
    [
        {"role:QT": "throne"},
        {"role:NOBODY": "wall"},
        {"unit": "furlong", "encoding": "x", "area_rule": "y", "profile": "99999999999999"},
        {"profile": "chosen"},
        {"unit": "", "encoding": "", "area_rule": "", "profile": ""},
    ],
)
def test_what_no_form_offers_changes_nothing(manager, kept, sent):
    again(manager, kept, **sent)

    assert (kept.roles, kept.unit, kept.encoding, kept.area_rule) == ({}, "auto", "", "")
    assert (kept.profile_choice, kept.profile_id, kept.state) == ("alike", None, "read")


def test_while_it_is_being_read_nothing_is_stated_anew(manager, kept):
    manager.post(reverse("drawing-again", args=[kept.pk]), {"role:QT": "wall"})

    page = manager.post(
        reverse("drawing-again", args=[kept.pk]), {"role:QT": "other"}, follow=True
    ).content.decode()

    kept.refresh_from_db()
    assert (kept.state, kept.roles) == ("waiting", {"QT": "wall"})
    assert "未作更改" in page
    assert "下方是上一次读取的结果" in page


def test_a_decided_drawing_is_not_read_again(manager, kept):
    manager.post(reverse("drawing-discard", args=[kept.pk]))

    manager.post(reverse("drawing-again", args=[kept.pk]), {"role:QT": "other"})

    kept.refresh_from_db()
    assert (kept.state, kept.roles) == ("discarded", {})
    assert 'name="role:QT"' not in page_of(manager, kept)


def test_layer_names_reach_the_page_as_text(manager, kept):
    assert kept.reading is not None
    kept.reading["storeys"][0]["layers"][0]["layer"] = '"><b>x</b>'
    kept.save(update_fields=["reading"])

    page = page_of(manager, kept)

    assert "<b>x</b>" not in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page


# --- gaps -----------------------------------------------------------------------------------


def gap_of(client: Client, kept: DrawingImport, room: str) -> str:
    gaps = client.get(reverse("drawing", args=[kept.pk])).context["gaps"].closed
    key: str = next(gap.key for gap in gaps if room in gap.beside)
    return key


def test_a_gap_is_listed_with_kind_width_and_place(manager, kept):
    page = page_of(manager, kept)

    assert "305 | 走廊" in page
    assert "1000 mm" in page
    assert 'data-shows="closed-1"' in page
    assert 'id="closed-1"' in page


def test_a_gap_taken_back_joins_the_rooms_is_remembered_and_closed_again(manager, kept):
    key = gap_of(manager, kept, "301")

    manager.post(reverse("drawing-undo", args=[kept.pk]), {"gap": key})
    reread(kept)
    undone, joined = kept.undone, [room["name"] for room in storey(kept)["rooms"]]
    page = page_of(manager, kept)
    manager.post(reverse("drawing-redo", args=[kept.pk]), {"gap": key})
    reread(kept)

    assert [gap["width_mm"] for gap in undone] == [1000]
    assert len(joined) == 6
    assert "走廊 / 办公室" in joined
    assert "已撤销封闭，保持敞开" in page
    assert kept.undone == []
    assert len(storey(kept)["rooms"]) == 7


def test_gaps_taken_back_outlive_other_readings(manager, kept):
    manager.post(
        reverse("drawing-undo", args=[kept.pk]),
        {"gap": [gap_of(manager, kept, "301"), gap_of(manager, kept, "302")]},
    )
    reread(kept)

    again(manager, kept, **{"role:QT": "wall"})

    assert len(kept.undone) == 2
    assert len(storey(kept)["rooms"]) == 5


def test_a_gap_there_is_not_is_not_taken_back(manager, kept):
    manager.post(reverse("drawing-undo", args=[kept.pk]), {"gap": "1,2,3,4"})

    kept.refresh_from_db()
    assert (kept.state, kept.undone) == ("read", [])


# --- balance and rooms ----------------------------------------------------------------------


def test_the_balance_is_printed_in_m2_and_percent(manager, kept):
    page = page_of(manager, kept)

    # outline 23.0 by 8.0 m; six offices of 19.44 and a corridor of 22.6 by 2.0 m
    for said in ("184.00", "161.84", "88.0 %", "22.16", "12.0 %", "100.0 %"):
        assert f">{said}<" in page, said


def test_doubtful_rooms_are_shown_alone_with_who_is_likely_wrong(manager, kept):
    every, doubtful = page_of(manager, kept), page_of(manager, kept, "?rooms=doubtful")

    assert every.count("data-points=") == 7
    assert doubtful.count("data-points=") == 2  # 303 by its area, the corridor by guessed walls
    assert "很可能是图形修改后未更新标注" in doubtful
    assert "−1.50" in doubtful
    assert "由墙体围合" in doubtful


def test_the_area_rule_is_named_and_what_is_not_settled_is_called_a_setting(manager, kept):
    page = page_of(manager, kept)

    assert "独立柱计入，核心筒和管井不计" in page
    assert "2026-01-01" in page
    assert "可选设置" in page


def test_the_page_speaks_english(manager, kept):
    manager.cookies["django_language"] = "en"

    page = page_of(manager, kept)

    assert "run in pairs at a wall" in page
    assert "The plan was probably changed after the figure was written." in page
    assert "Neither says whether a column that stands free counts" in page


def test_the_review_asks_few_questions_however_much_it_shows(
    manager, kept, django_assert_num_queries
):
    address = reverse("drawing", args=[kept.pk])

    with django_assert_num_queries(4):  # session, account with division, drawing, profiles
        manager.get(address)


def test_a_reading_of_an_earlier_release_is_still_shown(manager, kept):
    assert kept.reading is not None
    first = storey(kept)
    for key in ("residue", "left_open", "layers"):
        del first[key]
    first["area_rule"] = {"name": "x", "name_zh": "x", "since": "2026-01-01"}
    for room in first["rooms"]:
        del room["likely_wrong"], room["likely_wrong_zh"]
    del kept.reading["profile"], kept.reading["fingerprint"]
    kept.save(update_fields=["reading"])

    assert ">301<" in page_of(manager, kept)
