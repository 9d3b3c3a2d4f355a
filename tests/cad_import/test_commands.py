"""read_drawing and import_drawing as somebody at a terminal meets them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import ezdxf
import pytest
from django.core.management import CommandError, call_command

from fixtures.campus.buildings import fourth
from fixtures.campus.draw import draw
from registry.models import Building, Floor, PlanVersion, RoomVerdict, RoomVersion
from tests.drawing.addons import put_in, thing
from tests.registry import builders as make

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def drawing(tmp_path: Path) -> Path:
    building = fourth()
    path = tmp_path / "三层.dxf"
    draw(building, building.floors[1], building.styles[1], path)
    return path


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py where no database can be reached."""
    nowhere = {**os.environ, "DATABASE_URL": "postgresql:///none?host=/nonexistent"}
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=nowhere,
        capture_output=True,
        text=True,
        check=False,
    )


def test_read_drawing_prints_one_json_object_and_nothing_else(drawing: Path):
    done = run("read_drawing", str(drawing), "--json")

    said = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert list(said)[:5] == ["file", "sha256", "unit", "storeys", "notes"]
    assert set(said["unit"]) >= {"name", "metres", "certain", "evidence"}
    assert set(said["storeys"][0]["rooms"][0]) >= {
        "number",
        "name",
        "use",
        "area_m2",
        "printed_area_m2",
        "polygon",
        "holes",
        "from",
        "confidence",
    }
    assert set(said["timing_s"]) == {"read", "rooms"}
    assert len(said["storeys"][0]["rooms"]) == 26


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"AC1032" + b"\0" * 99, None])
def test_read_drawing_ends_with_2_and_one_line_when_it_cannot_read(
    tmp_path: Path, content: bytes | None
):
    path = tmp_path / "plan.dxf"
    if content is not None:
        path.write_bytes(content)

    done = run("read_drawing", str(path), "--json")

    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_read_drawing_names_the_profiles_there_are(drawing: Path):
    done = run("read_drawing", str(drawing), "--profile", "nobody", "--json")

    assert done.returncode == 2
    assert "tarch" in done.stderr


# --- into the register ------------------------------------------------------------------


@pytest.fixture
def building(db) -> Building:
    return make.building(make.region())


def import_it(drawing: Path, building: Building, floor: int = 1, *more: str) -> str:
    out = StringIO()
    call_command(
        "import_drawing",
        str(drawing),
        "--building",
        building.code,
        "--floor",
        str(floor),
        *more,
        stdout=out,
    )
    return out.getvalue()


def test_a_drawing_becomes_the_rooms_of_a_floor(drawing: Path, building: Building):
    make.floor(building)

    said = import_it(drawing, building)

    versions = RoomVersion.objects.all()
    assert "26 rooms" in said
    assert versions.count() == 26
    assert versions.get(number="4208").name == "会议室"
    assert float(versions.get(number="4208").area_m2) == pytest.approx(29.16, abs=0.001)
    assert all(version.footprint is not None for version in versions)
    assert RoomVerdict.objects.count() == 26


def test_the_same_file_again_changes_nothing(drawing: Path, building: Building):
    make.floor(building)
    import_it(drawing, building)
    before = set(RoomVersion.objects.values_list("pk", "room__uid"))

    said = import_it(drawing, building)

    assert "nothing was changed" in said
    assert set(RoomVersion.objects.values_list("pk", "room__uid")) == before


def test_another_file_does_not_replace_a_plan(drawing: Path, building: Building):
    make.plan(make.floor(building))

    with pytest.raises(CommandError) as refusal:
        import_it(drawing, building)

    assert refusal.value.returncode == 1
    assert (PlanVersion.objects.count(), RoomVersion.objects.count()) == (1, 0)


def test_a_floor_that_is_not_there_is_said(drawing: Path, building: Building):
    with pytest.raises(CommandError, match="There is no floor 7"):
        import_it(drawing, building, 7)

    assert Floor.objects.count() == 0


@pytest.fixture
def half_a_drawing(drawing: Path, tmp_path: Path) -> Path:
    """Return the drawing with a wall of an add-on that nothing shows."""
    path = tmp_path / "half.dxf"
    path.write_bytes(drawing.read_bytes())
    return put_in(path, thing("TCH_WALL", layer="WALL", handle="FFF01", where=(1000, 1000)))


def test_half_a_floor_is_not_entered_in_silence(half_a_drawing: Path, building: Building):
    make.floor(building)

    with pytest.raises(CommandError, match="TCH_WALL") as refusal:
        import_it(half_a_drawing, building)

    assert refusal.value.returncode == 1
    assert RoomVersion.objects.count() == 0


def test_half_a_floor_is_entered_when_a_person_says_so(half_a_drawing: Path, building: Building):
    make.floor(building)

    said = import_it(half_a_drawing, building, 1, "--incomplete")

    assert "proxy_without_graphics" in said
    assert RoomVersion.objects.count() == 26


def test_a_drawing_too_large_for_its_memory_is_not_called_damaged(tmp_path: Path, monkeypatch):
    # In a fresh process: one that has worked before has room left over.
    document = ezdxf.new("R2010")
    for n in range(40_000):
        document.modelspace().add_line((n, 0), (n, 1))
    document.saveas(tmp_path / "plan.dxf")
    monkeypatch.setenv("FANGTU_DRAWING_MEMORY_BYTES", "20000000")

    done = run("read_drawing", str(tmp_path / "plan.dxf"))

    assert (done.returncode, done.stdout) == (2, "")
    assert "plan.dxf needs more than 20 MB to be read" in done.stderr
