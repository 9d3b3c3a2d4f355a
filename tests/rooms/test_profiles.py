"""Which layer means what."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cad_import.drawing import DrawingError
from cad_import.profiles import (
    Profile,
    Role,
    likeness,
    named_roles,
    profile_from,
    profile_named,
    proposed_again,
    role_from_name,
    roles_in,
    saved_for,
    saved_from_json,
)
from cad_import.rooms.labels import label_points

from .builders import line


@pytest.mark.parametrize(
    ("layer", "role"),
    [
        ("WALL", "wall"),
        ("内墙", "wall"),
        ("xref-House-08$0$A-WALL", "wall"),
        ("A-WALL-PATT", "hatch"),
        ("S-STEM-WALL", "other"),
        ("Фундамент", "other"),
        ("A-GLAZ-SILL-EXST", "window"),
        ("幕墙", "window"),
        ("A-DOOR-EXST", "door"),
        ("A-DOOR-IDEN", "tag"),
        ("门窗", "opening"),
        ("门窗编号", "tag"),
        ("DOTE", "axis"),
        ("PUB_DIM", "dimension"),
        ("房间名", "room_name"),
        ("房间号", "room_number"),
        ("房间面积", "room_area"),
        ("A-IDEN-NUMR-EXST", "room_number"),
        ("A-AREA-IDEN", "room_text"),
        ("RM$", "room_outline"),
        ("GROS$", "gross_outline"),
        ("Roompolygons", "room_outline"),
        ("S-COLS", "column"),
        ("家具", "furniture"),
        ("TK", "frame"),
        ("0", "unknown"),
    ],
)
def test_a_name_tells_its_role(layer: str, role: str) -> None:
    assert role_from_name(layer).role == role


def test_double_lines_tell_a_wall_where_no_layer_is_named_so() -> None:
    walls = [line((0, y), (9, y), layer="3") for y in range(6)]
    faces = [line((0, y + 0.2), (9, y + 0.2), layer="3") for y in range(6)]

    roles = roles_in(named_roles(["3"]), [*walls, *faces], labels=label_points([]))

    assert roles.of("3").role is Role.WALL
    assert roles.of("3").confidence == 0.5


def test_a_profile_states_what_a_name_would_not_tell(tmp_path: Path) -> None:
    path = tmp_path / "institute.json"
    path.write_text('{"layers": {"wall": ["QT-*"]}}', encoding="utf-8")

    roles = named_roles(["QT-1"], profile_named(str(path)))

    assert roles.of("QT-1").role is Role.WALL


@pytest.mark.parametrize("name", ["aia", "gb", "revit", "tarch"])
def test_the_known_profiles_can_be_read(name: str) -> None:
    assert profile_named(name).layers


@pytest.mark.parametrize("name", ["nobody", ".", "/"])
def test_an_unknown_profile_is_an_error_that_names_the_known_ones(name: str) -> None:
    with pytest.raises(DrawingError, match="aia, gb, revit, tarch"):
        profile_named(name)


def test_a_file_that_is_no_profile_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "broken.json"
    path.write_text('{"layers": {"wall": 3}}', encoding="utf-8")

    with pytest.raises(DrawingError, match="not a profile"):
        profile_named(str(path))


INSTITUTE = ["QT", "MC", "FJH", "JJ", "0"]


def test_a_saved_profile_survives_json_and_states_what_a_person_corrected() -> None:
    saved = saved_for(
        named_roles(INSTITUTE), name="sample", title="示例设计院", corrected={"QT": Role.WALL}
    )

    again = saved_from_json(json.loads(json.dumps(saved.as_json())))

    assert again == saved
    assert named_roles(["x$0$qt"], again.profile).of("x$0$qt").role is Role.WALL


@pytest.mark.parametrize(
    ("layers", "found"),
    [
        (["QT", "MC", "FJH", "JJ"], True),
        (["QT", "MC", "0"], True),
        (["QT", "WALL", "DOOR"], False),
        ([], False),
    ],
)
def test_a_profile_is_proposed_again_for_a_drawing_of_the_same_institute(
    layers: list[str], found: bool
) -> None:
    saved = saved_for(named_roles(INSTITUTE), name="sample", title="示例设计院")

    assert (proposed_again(layers, [saved]) is not None) is found


def test_a_layer_with_brackets_is_stated_as_itself() -> None:
    saved = saved_for(named_roles([]), name="s", title="s", corrected={"A[1]": Role.WALL})

    assert named_roles(["A[1]", "A1"], saved.profile).layers(Role.WALL) == ["A[1]"]


# --- a profile and one drawing ----------------------------------------------------------------


def test_a_correction_for_one_drawing_stands_over_the_profile() -> None:
    profile = saved_for(named_roles([]), name="s", title="s", corrected={"QT": Role.WALL}).profile

    corrected = profile.corrected({"QT": Role.OTHER})

    assert named_roles(["QT"], corrected).of("QT").role is Role.OTHER
    assert named_roles(["QT"], profile).of("QT").role is Role.WALL


def test_how_alike_two_drawings_are_is_said_in_numbers() -> None:
    alike = likeness(("QT", "MC", "FJH"), ("QT", "MC", "JJ", "CC"))

    assert (alike.same, alike.here, alike.there) == (2, 3, 4)
    assert alike.share == pytest.approx(0.4)


def test_layers_that_a_profile_names_and_a_drawing_lacks_are_listed_without_patterns() -> None:
    layers = (("QT", Role.WALL), ("MC", Role.DOOR), ("A-*", Role.AXIS), ("A[[]1]", Role.STAIR))
    profile = Profile(name="s", title="s", layers=layers)

    assert profile.missing_from(["x$0$mc", "0"]) == ["A[1]", "QT"]


def test_a_file_may_state_unit_encoding_and_area_rule() -> None:
    profile = profile_from(
        "s",
        {"layers": {"wall": ["QT"]}, "unit": "cm", "encoding": "gb18030", "area_rule": "x"},
    )

    assert (profile.unit, profile.encoding, profile.area_rule) == ("cm", "gb18030", "x")
