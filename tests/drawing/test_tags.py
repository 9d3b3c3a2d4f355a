"""Common entities from their tags: what is taken, what is left, and that both ways read the same."""

from __future__ import annotations

import io
from pathlib import Path

import ezdxf
import pytest
from ezdxf.document import Drawing as Document

from cad_import.drawing.collecting import Collector
from cad_import.drawing.limits import LIMITS
from cad_import.drawing.loading import load
from cad_import.drawing.raw import Raw
from cad_import.drawing.tagged import Space
from cad_import.drawing.tags import Unusual, scanned

UPSIDE_DOWN = {"extrusion": (0, 0, -1)}
NUMBERED_TO = 9  # decimals at which two ways of the same arithmetic agree


def dxf(document: Document) -> bytes:
    text = io.StringIO()
    document.write(text)
    return text.getvalue().encode("utf-8")


def collected(path: Path, *, whole: bool) -> Raw:
    loaded = load(path, path.read_bytes(), whole=whole)
    return Collector(loaded, limits=LIMITS, name=path.name).collected()


def rounded(value: object) -> object:
    match value:
        case float():
            return round(float(value), NUMBERED_TO) + 0.0
        case list() | tuple():
            return tuple(rounded(each) for each in value)
    return value


def flattened(value: object) -> object:
    return value(0.01) if callable(value) else value


def said_by(raw: Raw) -> dict[str, object]:
    """Return what was collected, in no order and without handles: ezdxf makes up missing ones."""
    names = ("strokes", "texts", "hatches", "dimensions", "inserts")
    return {
        **{
            name: sorted(
                repr(
                    [
                        rounded(flattened(getattr(each, part)))
                        for part in each.__dataclass_fields__
                        if part not in {"handle", "insert"}
                    ]
                )
                for each in getattr(raw, name)
            )
            for name in names
        },
        "in": raw.entities_in,
        "frozen": raw.frozen,
        "skipped": raw.skipped,
        "expanded": raw.expanded,
    }


def small_plan(version: str) -> Document:
    """Return a plan with every common entity, plain and unusual, in blocks and out of them."""
    document = ezdxf.new(version)
    document.layers.add("冻结").freeze()
    for space in (document.modelspace(), document.blocks.new("DOOR")):
        space.add_line((0, 0), (900, 0), dxfattribs={"layer": "墙"})
        space.add_arc((10, 20), 900, 350, 80)
        space.add_arc((10, 20), 300, 0, 90, dxfattribs=UPSIDE_DOWN)
        space.add_circle((5, 5), 40, dxfattribs={"layer": "冻结"})
        space.add_text("B-101", height=300, rotation=30).set_placement(
            (7, 8), align=ezdxf.enums.TextEntityAlignment.MIDDLE_RIGHT
        )
        space.add_text("%%u走道%%u", height=250, dxfattribs={"width": 0.8})
        space.add_text("镜像", height=250, dxfattribs=UPSIDE_DOWN)
        space.add_point((3, 3))
        space.add_line((0, 0), (1, 1), dxfattribs={"invisible": 1} if version != "R12" else {})
        if version != "R12":
            space.add_lwpolyline(
                [(0, 0, 0), (5, 0, 0.5), (5, 5, 0)], format="xyb", close=True
            ).dxf.elevation = 3
            space.add_lwpolyline([(0, 0), (5, 0)], dxfattribs=UPSIDE_DOWN)
            space.add_mtext("多行\\P文字", dxfattribs={"char_height": 200})
    model = document.modelspace()
    model.add_blockref("DOOR", (1000, 0), dxfattribs={"xscale": -1, "rotation": 90})
    model.add_blockref("door", (5000, 0), dxfattribs={"xscale": 2, "yscale": 3, "layer": "门"})
    document.layout("Layout1").add_line((0, 0), (1, 1))
    return document


@pytest.mark.parametrize("version", ["R12", "R2000", "R2007", "R2018"])
def test_a_plan_reads_the_same_by_its_tags_and_through_ezdxf(tmp_path: Path, version: str):
    path = tmp_path / "plan.dxf"
    small_plan(version).saveas(path)

    by_tags, whole = collected(path, whole=False), collected(path, whole=True)

    assert load(path, path.read_bytes()).spaces
    assert said_by(by_tags) == said_by(whole)
    assert by_tags.entities_in["LINE"] == 2


@pytest.mark.parametrize(
    "name",
    [
        "barcelona_plan",
        "bishop_house",
        "ccwi_roompolygons",
        "ceco_architecture",
        "contoso1_Basement",
        "contoso2_Ground",
        "house_site_cc0",
        "nested_insert_layers",
        "survey_projected_ru",
        "malformed/duplicate_handles",
        "malformed/empty_handles",
        "malformed/recover01",
    ],
)
def test_real_drawings_read_the_same_both_ways(drawings: Path, name: str):
    path = drawings / f"{name}.dxf"

    assert said_by(collected(path, whole=False)) == said_by(collected(path, whole=True))


def test_what_is_taken_is_not_left_for_ezdxf():
    document = ezdxf.new("R2010")
    document.modelspace().add_line((0, 0), (1, 0), dxfattribs={"layer": "WALL"})
    document.modelspace().add_ellipse((0, 0), (1, 0), 0.5)

    found = scanned(dxf(document))

    assert [line.end for line in found.spaces[None].lines] == [(1.0, 0.0, 0.0)]
    assert found.spaces[None].lines[0].layer == b"WALL"
    left = ezdxf.read(io.StringIO(found.remains.decode()))
    assert [entity.dxftype() for entity in left.modelspace()] == ["ELLIPSE"]


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        (b"AcDbLine\n 10\n0.0", b"AcDbLine\n 10\nnan"),
        (b"AcDbLine\n 10\n0.0", b"AcDbLine\n 10\n1e300"),
        (b"AcDbLine\n 10\n0.0", b"AcDbLine\n 10\nwest"),
        (b"AcDbEntity\n  8\n0\n100\nAcDbLine", b"AcDbEntity\n 67\n1\n  8\n0\n100\nAcDbLine"),
        (b"AcDbEntity\n  8\n0\n100\nAcDbLine", b"AcDbEntity\n 60\n1\n  8\n0\n100\nAcDbLine"),
        (b"  8\n0\n100\nAcDbLine", b"  8\n0\n102\n{X\n 10\n5\n102\n}\n100\nAcDbLine"),
    ],
)
def test_a_line_that_is_odd_in_any_way_is_left_for_ezdxf(was: bytes, becomes: bytes):
    document = ezdxf.new("R2010")
    document.modelspace().add_line((0, 0), (1, 0))
    data = dxf(document).replace(b"\r\n", b"\n")
    assert was in data

    found = scanned(data.replace(was, becomes))

    assert found.spaces[None].lines == []
    assert b"AcDbLine" in found.remains


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"0\nSECTION\n",
        b"0\nSECTION\n2\nENTITIES\n0\nENDSEC\n",
        b"zero\nSECTION\n0\nEOF\n",
        b"5\nA\n0\nSECTION\n2\nENTITIES\n0\nENDSEC\n0\nEOF\n",
    ],
)
def test_a_file_laid_out_otherwise_is_left_whole(data: bytes):
    with pytest.raises(Unusual):
        scanned(data)


def test_a_block_named_twice_is_read_by_ezdxf_the_second_time():
    block = b"0\nBLOCK\n2\nA\n0\nLINE\n10\n0\n20\n0\n11\n1\n21\n0\n0\nENDBLK\n"
    data = b"0\nSECTION\n2\nBLOCKS\n" + block + block + b"0\nENDSEC\n0\nEOF\n"

    found = scanned(data)

    assert found.spaces == {b"A": found.spaces[b"A"]}
    assert isinstance(found.spaces[b"A"], Space)
    assert len(found.spaces[b"A"].lines) == 1
    assert found.remains.count(b"LINE") == 1


def furnished(path: Path) -> None:
    """Save a plan whose blocks are nested, turned, moved off their base, missing or repeated."""
    document = ezdxf.new("R2010")
    leaf = document.blocks.new("LEAF", base_point=(10, 20))
    leaf.add_line((0, 0), (900, 0))
    leaf.add_arc((0, 0), 900, 0, 90)
    door = document.blocks.new("DOOR")
    door.add_blockref("LEAF", (5, 5), dxfattribs={"rotation": 30, "yscale": -1})
    door.add_attdef("NO", (0, 0), "")
    model = document.modelspace()
    model.add_blockref("DOOR", (1000, 0), dxfattribs={"layer": "门", "xscale": -1, "rotation": 90})
    model.add_blockref("LEAF", (0, 700), dxfattribs={"rotation": 200, "zscale": 2})
    model.add_blockref("LEAF", (0, 0), dxfattribs={"extrusion": (0, 0, -1)})
    model.add_blockref("LEAF", (0, 0), dxfattribs={"row_count": 2, "row_spacing": 50})
    model.add_blockref("GONE", (3, 4))
    model.add_blockref("DOOR", (0, 9)).add_attrib("NO", "M1", (0, 9))
    document.saveas(path)


def test_references_read_the_same_by_their_tags_and_through_ezdxf(tmp_path: Path):
    path = tmp_path / "doors.dxf"
    furnished(path)

    by_tags, whole = collected(path, whole=False), collected(path, whole=True)

    assert said_by(by_tags) == said_by(whole)
    assert by_tags.missing_blocks == whole.missing_blocks == {"GONE": 1}
    assert len(by_tags.inserts) == 6


def test_what_only_ezdxf_understands_of_references_is_left_to_it(tmp_path: Path):
    path = tmp_path / "doors.dxf"
    furnished(path)

    found = scanned(path.read_bytes())

    assert [insert.name for insert in found.spaces[None].inserts] == [b"DOOR", b"LEAF"]
    assert [insert.name for insert in found.spaces[b"DOOR"].inserts] == [b"LEAF"]
