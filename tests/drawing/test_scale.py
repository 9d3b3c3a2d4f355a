"""The unit is concluded from what is drawn and printed; $INSUNITS alone is never believed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from ezdxf.document import Drawing as Document

from cad_import.drawing import Drawing
from cad_import.pipeline import read_rooms
from cad_import.report import as_json

from .made import new, notes, read_back, saved

UNITS = {"mm": 1000.0, "cm": 100.0, "m": 1.0, "inch": 1 / 0.0254, "foot": 1 / 0.3048}
HEADERS = {"inch": 1, "foot": 2, "mm": 4, "cm": 5, "m": 6}


def little_plan(per_metre: float) -> Document:
    """Return four offices of 3.6 × 6 m in a row, with walls of 0.24, doors of 0.9 and labels.

    +----+----+----+----+
    |101 |102 |103 |104 |
    +-/--+-/--+-/--+-/--+
    """
    document = new()
    space = document.modelspace()

    def line(*ends: tuple[float, float], layer: str) -> None:
        start, end = ((x * per_metre, y * per_metre) for x, y in ends)
        space.add_line(start, end, dxfattribs={"layer": layer})

    for n in range(4):
        x = 3.84 * n
        for y in (0.0, -0.24, 6.0, 6.24):
            line((x, y), (x + 1, y), layer="WALL")
            line((x + 1.9, y), (x + 3.6, y), layer="WALL")
        line((x, 0), (x, 6), layer="WALL")
        line((x - 0.24, 0), (x - 0.24, 6), layer="WALL")
        line((x + 1, 0), (x + 1, 0.9), layer="DOOR")
        space.add_arc(
            ((x + 1) * per_metre, 0), 0.9 * per_metre, 0, 90, dxfattribs={"layer": "DOOR"}
        )
        space.add_text(f"{101 + n}", height=0.3 * per_metre).set_placement(
            ((x + 1.5) * per_metre, 3 * per_metre)
        )
    return document


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("header", [0, *HEADERS.values()])
def test_a_little_plan_tells_its_unit_whatever_the_header_says(
    tmp_path: Path, unit: str, header: int
):
    document = little_plan(UNITS[unit])
    document.header["$INSUNITS"] = header

    drawing = read_back(document, tmp_path, unit="auto")

    assert drawing.unit.name == unit
    assert drawing.unit.certain
    is_other = header not in (0, HEADERS[unit])
    assert bool(notes(drawing, "unit_not_as_declared")) == is_other


@pytest.mark.parametrize("header", HEADERS.values())
def test_a_header_alone_is_never_believed(tmp_path: Path, header: int):
    document = new()
    document.header["$INSUNITS"] = header
    document.modelspace().add_line((0, 0), (5, 0))

    drawing = read_back(document, tmp_path, unit="auto")

    assert not drawing.unit.certain
    assert notes(drawing, "unit_not_certain")


def test_the_evidence_is_said_in_both_languages_in_one_order(tmp_path: Path):
    path = saved(little_plan(1000), tmp_path)

    unit = as_json(read_rooms(path))["unit"]

    assert len(unit["evidence"]) == len(unit["evidence_zh"]) >= 4
    swings = next(n for n, said in enumerate(unit["evidence"]) if "door swings" in said)
    assert unit["evidence_zh"][swings] == "4 处门扇开启弧的半径中位数为 900:按毫米为 0.90 米"


def test_a_stated_unit_says_so_in_both_languages(tmp_path: Path):
    unit = read_back(new(), tmp_path, unit="cm").unit

    assert (unit.evidence, unit.evidence_zh) == (("set by the caller",), ("由使用者指定",))


# --- each witness alone -------------------------------------------------------------------


def said(drawing: Drawing, words: str) -> str:
    return next((each for each in drawing.unit.evidence if words in each), "nothing")


def printed_dimensions(document: Document, per_metre: float) -> None:
    """Dimensions whose text was typed over: 3600 on 3.6 m."""
    for n in range(4):
        document.modelspace().add_linear_dim(
            (0, n), (0, n), ((3 + n) * per_metre, n), text=f"{3000 + 1000 * n}"
        ).render()


def numbers_on_lines(document: Document, per_metre: float) -> None:
    """Dimensions that were exploded: a line with its length written over its middle."""
    space = document.modelspace()
    for n in range(4):
        y, long = 2.0 * n * per_metre, (3 + n) * per_metre
        space.add_line((0, y), (long, y))
        space.add_text(f"{3000 + 1000 * n}", height=0.25 * per_metre).set_placement(
            (long / 2 - 0.3 * per_metre, y + 0.1 * per_metre)
        )


def numbered_doors(document: Document, per_metre: float) -> None:
    """Door blocks named by their size, as wide as their name says."""
    for width in (9, 12, 15):
        block = document.blocks.new(f"M{width:02}21")
        block.add_lwpolyline(
            [(0, 0), (width / 10 * per_metre, 0), (width / 10 * per_metre, 0.05 * per_metre)]
        )
        document.modelspace().add_blockref(
            f"M{width:02}21", (width * per_metre, 0), dxfattribs={"rotation": 30}
        )


def named_doors(document: Document, per_metre: float) -> None:
    """Door blocks without a number: a leaf of 0.9 with its swing."""
    block = document.blocks.new("单扇门")
    block.add_line((0, 0), (0, 0.9 * per_metre))
    block.add_line((0, 0), (0.9 * per_metre, 0))
    for n in range(3):
        document.modelspace().add_blockref("单扇门", (n * 4 * per_metre, 0))


def printed_areas(document: Document, per_metre: float) -> None:
    """Rings of 3.6 × 6 m that print 21.60 m² with a raised 2."""
    for n in range(3):
        x, wide, deep = 4 * n * per_metre, 3.6 * per_metre, 6 * per_metre
        space = document.modelspace()
        space.add_lwpolyline([(x, 0), (x + wide, 0), (x + wide, deep), (x, deep)], close=True)
        space.add_mtext(
            r"21.60m\S2^ ;",
            dxfattribs={"insert": (x + wide / 2, deep / 2), "char_height": 0.3 * per_metre},
        )


@pytest.mark.parametrize("unit", ["mm", "cm", "m", "inch"])
@pytest.mark.parametrize(
    ("put", "words"),
    [
        (printed_dimensions, "4 of 4 dimension texts fit their length"),
        (numbers_on_lines, "4 of 4 numbers on lines"),
        (numbered_doors, "100% of 3 door blocks are as wide as their number says"),
        (named_doors, "3 door blocks are"),
        (printed_areas, "100% of 3 printed areas agree"),
    ],
)
def test_each_kind_of_evidence_tells_the_unit_alone(
    tmp_path: Path, unit: str, put: Callable[[Document, float], None], words: str
):
    document = new()
    document.header["$INSUNITS"] = 0
    put(document, UNITS[unit])

    drawing = read_back(document, tmp_path, unit="auto")

    assert said(drawing, words) != "nothing", drawing.unit.evidence
    assert f"if {unit}" in said(drawing, words)
    assert drawing.unit.name == unit


def test_dimensions_that_print_themselves_count_with_their_factor(tmp_path: Path):
    # drawn in metres, printed times a thousand
    document = new()
    for n in range(5):
        document.modelspace().add_linear_dim(
            (0, n), (0, n), (3.6 + n, n), override={"dimlfac": 1000}
        ).render()

    assert read_back(document, tmp_path, unit="auto").unit.name == "m"
