"""What people state about a drawing, from a file to the report, without a database."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cad_import.gaps import beside_rooms, gaps_closed
from cad_import.pipeline import read_rooms
from cad_import.profiles import Role, Saved, profile_from, saved_from_json
from cad_import.report import as_json, as_lines
from cad_import.stated import Stated, in_metres
from tests.cad_import.plans import offices_on_a_corridor
from tests.cad_import.test_commands import run

LAYERS = {"wall": ["QT"], "door": ["MC"], "room_text": ["FJH"]}
FINGERPRINT = ("CC", "FJH", "JJ", "MC", "QT")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    offices_on_a_corridor(tmp_path / "plan.dxf")
    return tmp_path / "plan.dxf"


def saved(**more: str) -> Saved:
    profile = profile_from("示例设计院", {"layers": LAYERS, **more})
    return Saved(profile=profile, fingerprint=FINGERPRINT, key=7)


def test_a_saved_profile_is_proposed_for_alike_layers_and_says_why(plan: Path):
    reading = as_json(read_rooms(plan, stated=Stated(candidates=[saved()])))

    used = reading["profile"]
    assert (used["key"], used["title"], used["how"]) == (7, "示例设计院", "proposed")
    assert used["layers_alike"] == {"same": 5, "here": 5, "there": 5}
    told = {each["layer"]: each["told_by"] for each in reading["storeys"][0]["layers"]}
    assert [told[layer] for layer in ("QT", "MC", "FJH")] == ["profile"] * 3
    assert [told[layer] for layer in ("CC", "JJ")] == ["nothing"] * 2


def test_a_profile_for_other_layers_is_not_proposed(plan: Path):
    other = Saved(profile=saved().profile, fingerprint=("A", "B", "C", "D", "E", "QT"))

    assert as_json(read_rooms(plan, stated=Stated(candidates=[other])))["profile"] is None


@pytest.mark.parametrize(
    ("asked", "of_profile", "read_in"), [("auto", "cm", "cm"), ("mm", "cm", "mm")]
)
def test_the_profiles_unit_counts_unless_the_person_states_one(
    plan: Path, asked: str, of_profile: str, read_in: str
):
    stated = Stated(candidates=[saved(unit=of_profile)])

    assert as_json(read_rooms(plan, unit=asked, stated=stated))["unit"]["name"] == read_in


def test_a_layer_that_the_profile_names_and_the_drawing_lacks_is_noted(plan: Path):
    profile = profile_from("s", {"layers": {**LAYERS, "column": ["ZH"], "axis": ["ZX*"]}})
    stated = Stated(profile=Saved(profile=profile, fingerprint=FINGERPRINT))

    notes = {note["code"]: note for note in as_json(read_rooms(plan, stated=stated))["notes"]}

    assert "not in this drawing: ZH." in notes["profile_layers_missing"]["text"]
    assert notes["profile_layers_missing"]["severity"] == "info"


def test_a_published_standard_lacks_no_layers(plan: Path):
    codes = [note["code"] for note in as_json(read_rooms(plan, profile="aia"))["notes"]]

    assert "profile_layers_missing" not in codes


def test_undone_gaps_are_kept_in_the_drawings_own_unit(plan: Path):
    doorway_of_301 = ((400.0, 5400.0), (1400.0, 5400.0))

    storey = as_json(read_rooms(plan, stated=Stated(undone=[doorway_of_301])))["storeys"][0]

    assert in_metres([doorway_of_301], 0.01) == [((4.0, 54.0), (14.0, 54.0))]
    assert len(storey["closures"]) == 10
    assert min(each["from"][0] for each in storey["closures"]) == pytest.approx(4.2)
    assert [room["number"] for room in storey["rooms"]][:2] == ["301", "302"]
    assert storey["rooms"][0]["name"] == "走廊 / 办公室"


def test_a_doorway_is_one_gap_between_two_rooms(plan: Path):
    storey = as_json(read_rooms(plan, stated=Stated(profile=saved())))["storeys"][0]

    gaps = beside_rooms(gaps_closed(storey["closures"]), storey["rooms"])

    assert len(storey["closures"]) == 12
    assert [(gap.kind, gap.width_mm) for gap in gaps] == [("facing", 1000)] + [("door", 1000)] * 5
    assert gaps[0].beside == ("305", "走廊")
    assert all(len(gap.segments) == 2 for gap in gaps)


def test_the_area_rule_is_named_with_its_day_its_ground_and_what_is_a_setting(plan: Path):
    stated = Stated(candidates=[saved(area_rule="columns_left_out")])

    rule = as_json(read_rooms(plan, stated=stated))["storeys"][0]["area_rule"]

    assert (rule["code"], rule["since"]) == ("columns_left_out", "2026-01-01")
    assert "2674" in rule["source"]
    assert "setting" in rule["unsettled"]


def test_a_room_says_who_is_likely_wrong_about_its_area(plan: Path):
    rooms = as_json(read_rooms(plan))["storeys"][0]["rooms"]

    wrong = {room["number"]: room["likely_wrong_zh"] for room in rooms if room["likely_wrong"]}
    assert wrong == {"303": "很可能是图形修改后未更新标注。"}


def test_the_table_names_the_rule(plan: Path):
    lines = list(as_lines(as_json(read_rooms(plan, stated=Stated(area_rule="columns_left_out")))))

    assert any("columns, cores and shafts do not count, since 2026-01-01" in line for line in lines)


def test_a_profile_from_a_file_needs_no_database(plan: Path, tmp_path: Path):
    path = tmp_path / "institute.json"
    path.write_text(json.dumps(saved().as_json(), ensure_ascii=False), encoding="utf-8")

    done = run("read_drawing", str(plan), "--profile", str(path), "--json")

    said = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert said["profile"]["how"] == "chosen"
    assert {each["role"] for each in said["storeys"][0]["layers"]} >= {"wall", "door", "room_text"}
    assert saved_from_json(saved().as_json()).profile.layers[0][1] in set(Role)
