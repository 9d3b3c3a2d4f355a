"""DWG: what goes in is counted, what comes out is counted, and a loss is a refusal that says why."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import replace
from pathlib import Path

import ezdxf
import pytest

from cad_import.drawing import read
from cad_import.drawing.dwg import converters as known
from cad_import.drawing.dwg.contents import Uncountable, contents_of, name_of
from cad_import.drawing.dwg.converters import Loss, _contents, _with
from cad_import.drawing.dwg.counting import loss_between
from cad_import.drawing.errors import DwgNotConverted
from cad_import.drawing.limits import LIMITS
from cad_import.pipeline import read_rooms

NOTHING: dict[str, int] = {}
ENGLISH = re.compile(r"\b(?:it|what|the|cannot|ended)\b")


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Return a way to put a converter of our own making on the machine; the shell runs it."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")

    def put(name: str, script: str) -> None:
        path = folder / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    return put


@pytest.fixture
def basement(drawings: Path) -> Path:
    return drawings / "contoso1_Basement.dwg"


def why(path: Path, **limits: int) -> str:
    with pytest.raises(DwgNotConverted) as refused:
        read(path, limits=replace(LIMITS, **limits))
    assert "请在 CAD 中另存为 DXF" in refused.value.zh
    assert not ENGLISH.search(refused.value.zh), refused.value.zh
    return str(refused.value)


# --- what a real file holds ---------------------------------------------------------


def test_the_index_of_a_real_dwg_counts_what_its_dxf_holds(drawings: Path):
    found = contents_of(str(drawings / "contoso2_Ground.dwg"))

    assert (found.model["LINE"], found.model["ARC"], found.model["LWPOLYLINE"]) == (
        18311,
        6488,
        408,
    )
    assert (found.blocks["LINE"], found.blocks["ARC"], found.blocks["LWPOLYLINE"]) == (986, 142, 52)


def test_a_dwg_whose_index_cannot_be_read_is_not_counted(drawings: Path):
    with pytest.raises(Uncountable):
        contents_of(str(drawings / "contoso2_Level_2.dwg"))


def test_a_dwg_gives_the_same_rooms_as_its_dxf(basement: Path):
    from_dwg, from_dxf = read_rooms(basement), read_rooms(basement.with_suffix(".dxf"))

    def rooms(reading):
        return sorted(
            (room.number, round(room.area_m2, 6), room.polygon[0])
            for storey in reading.storeys
            for room in storey.rooms
        )

    assert len(rooms(from_dwg)) == 63
    assert rooms(from_dwg) == rooms(from_dxf)
    assert from_dwg.drawing.unit.name == "mm"
    assert {"dwg_converted", "dwg_parts_left"} <= {note.code for note in from_dwg.notes}


@pytest.mark.parametrize("name", ["contoso2_Level_2", "contoso2_Ground"])
def test_a_dwg_that_cannot_be_carried_whole_is_refused(drawings: Path, name: str):
    assert "ezdwg: " in why(drawings / f"{name}.dwg")


@pytest.mark.parametrize("version", [b"AC1032", b"AC1027", b"AC1015", b"AC1009", b"AC1.50"])
def test_a_head_without_a_body_is_refused(tmp_path: Path, version: bytes):
    path = tmp_path / "plan.dwg"
    path.write_bytes(version + bytes(range(256)) * 20)

    assert "could not be converted whole" in why(path)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_dwg_that_was_cut_short_is_refused(tmp_path: Path, basement: Path, share: float):
    data = basement.read_bytes()
    path = tmp_path / "plan.dwg"
    path.write_bytes(data[: int(len(data) * share)])

    assert "could not be converted whole" in why(path)


# --- converters that are installed --------------------------------------------------


def test_an_installed_converter_comes_first_and_is_counted(basement: Path, tool):
    tool("dwg2dxf", f'cp "{basement.with_suffix(".dxf")}" "$3"')

    drawing = read(basement)

    (said,) = [note for note in drawing.notes if note.code == "dwg_converted"]
    assert "LibreDWG" in said.text
    assert len(drawing.storeys[0].texts) == 64


def lesser(basement: Path, folder: Path) -> Path:
    """Return the drawing without one of its texts, as a careless converter would write it."""
    document = ezdxf.readfile(basement.with_suffix(".dxf"))
    model = document.modelspace()
    model.delete_entity(model.query("TEXT")[0])
    document.saveas(folder / "lesser.dxf")
    return folder / "lesser.dxf"


def test_a_converter_that_loses_one_text_in_silence_is_not_believed(
    basement: Path, tool, tmp_path: Path
):
    tool("dwg2dxf", f'cp "{lesser(basement, tmp_path)}" "$3"')

    drawing = read(basement)

    (said,) = [note for note in drawing.notes if note.code == "dwg_converted"]
    assert "ezdwg" in said.text
    assert len(drawing.storeys[0].texts) == 64


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("exit 0", "LibreDWG: it wrote nothing"),
        ("exit 3", "LibreDWG: it ended with status 3"),
        ("echo 'ERROR: bit stream' >&2", "LibreDWG: it reported ERROR: bit stream"),
        ("kill -SEGV $$", "LibreDWG: it ended with status -11"),
        ("sleep 60", "LibreDWG: it took longer than 2 s"),
        ("while :; do :; done", "LibreDWG: it "),
        ("head -c 60000000 /dev/zero > $3", "bytes of DXF for each byte of DWG"),
        ('echo "not a drawing" > $3', "LibreDWG: what it wrote cannot be read"),
    ],
)
def test_a_converter_that_fails_is_named_with_what_it_did(
    basement: Path, tool, tmp_path: Path, script: str, words: str
):
    tool("dwg2dxf", script)
    path = tmp_path / "plan.dwg"
    path.write_bytes(basement.read_bytes())

    reasons = _reasons(path, dwg_seconds=2)

    assert any(words in reason for reason in reasons), reasons


def _reasons(path: Path, **limits: int) -> list[str]:
    """Return what each converter was refused for, the built-in one being out of the way."""
    bounds = replace(LIMITS, **limits)
    contents = _contents(path, LIMITS)
    reasons = []
    for converter in known():
        if converter.name == "ezdwg":
            continue
        folder = path.parent / converter.name
        folder.mkdir()
        try:
            _with(converter, path, folder, contents, bounds)
        except Exception as refusal:
            kind = refusal if isinstance(refusal, Loss) else "what it wrote cannot be read"
            reasons.append(f"{converter.name}: {kind}")
    return reasons


def test_oda_is_believed_where_nothing_can_be_counted_and_that_is_said(
    drawings: Path, tool, basement: Path
):
    tool("ODAFileConverter", f'cp "{basement.with_suffix(".dxf")}" "$2/drawing.dxf"')

    drawing = read(drawings / "contoso2_Level_2.dwg")

    assert {"dwg_converted", "dwg_not_counted"} <= {note.code for note in drawing.notes}


def test_libredwg_is_not_believed_where_nothing_can_be_counted(
    drawings: Path, tool, basement: Path
):
    tool("dwg2dxf", f'cp "{basement.with_suffix(".dxf")}" "$3"')

    assert "LibreDWG: what it loses cannot be told" in why(drawings / "contoso2_Level_2.dwg")


# --- counting -------------------------------------------------------------------------


def test_names_of_the_index_are_those_of_dxf():
    kinds = ("DIM_ALIGNED", "POLYLINE_2D", "MINSERT", "TEXT")

    assert [name_of(kind) for kind in kinds] == ["DIMENSION", "POLYLINE", "INSERT", "TEXT"]


@pytest.mark.parametrize(
    ("model", "blocks", "loss"),
    [
        ({"LINE": 2}, {"ARC": 1}, None),
        ({"LINE": 3}, {"ARC": 1}, "modelspace has 3 LINE, 2 came out"),
        ({"LINE": 1}, {"ARC": 1}, "modelspace has 1 LINE, 2 came out"),
        ({"LINE": 2}, {"ARC": 2}, "blocks have 2 ARC, 1 came out"),
        ({"LINE": 2, "TEXT": 1}, {"ARC": 1}, "modelspace has 1 TEXT, 0 came out"),
    ],
)
def test_more_or_fewer_is_a_loss(model: dict[str, int], blocks: dict[str, int], loss: str | None):
    document = ezdxf.new("R2018")
    for n in range(2):
        document.modelspace().add_line((0, n), (1, n))
    document.blocks.new("DOOR").add_arc((0, 0), 1, 0, 90)

    assert loss_between(document, model, blocks, NOTHING) == loss


def test_block_contents_that_leak_into_modelspace_are_a_loss():
    document = ezdxf.new("R2018")
    document.modelspace().add_line((0, 0), (1, 0))
    document.modelspace().add_arc((0, 0), 1, 0, 90)

    assert loss_between(document, {"LINE": 1}, {"ARC": 1}, NOTHING) is not None
