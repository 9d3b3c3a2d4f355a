"""Which layer means what."""

from __future__ import annotations

from pathlib import Path

import pytest

from cad_import.drawing import DrawingError
from cad_import.profiles import Role, named_roles, profile_named, role_from_name, roles_in
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
