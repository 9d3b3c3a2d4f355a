"""Small drawings of every version with a little of everything, and real ones where they are kept."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import ezdxf
from ezdxf.document import Drawing as Document
from ezdxf.layouts import BaseLayout

DRAWINGS = Path(
    os.environ.get("FANGTU_DRAWINGS", Path(__file__).resolve().parents[3] / "shared" / "drawings")
)
VERSIONS = ("R12", "R2000", "R2004", "R2007", "R2013", "R2018")
BINARY = ("R2000", "R2018")
LARGEST = 120_000  # bytes of a real drawing used as a seed; larger ones are slow and teach no more
LARGEST_DWG = 500_000


@dataclass(frozen=True, slots=True)
class Seed:
    """The bytes of one sound drawing."""

    name: str
    data: bytes


def seeds() -> tuple[Seed, ...]:
    """Return every seed: the made ones always, the real ones where they are kept."""
    return (*_made(), *_real())


def _made() -> Iterator[Seed]:
    with tempfile.TemporaryDirectory() as folder:
        for version in VERSIONS:
            yield Seed(f"{version}.dxf", _saved(version, Path(folder) / "a.dxf", "asc"))
        for version in BINARY:
            yield Seed(f"{version}-binary.dxf", _saved(version, Path(folder) / "b.dxf", "bin"))
        text = _saved("R2000", Path(folder) / "c.dxf", "asc")
        yield Seed("R2000-gbk.dxf", text.decode("utf-8", "replace").encode("gb18030", "replace"))


def _saved(version: str, path: Path, fmt: str) -> bytes:
    _plan(version).saveas(path, fmt=fmt)
    return path.read_bytes()


def _real() -> Iterator[Seed]:
    if not DRAWINGS.is_dir():
        return
    for path in sorted((*DRAWINGS.glob("*.dxf"), *DRAWINGS.glob("malformed/*.dxf"))):
        if path.stat().st_size <= LARGEST:
            yield Seed(path.name, path.read_bytes())
    for path in sorted(DRAWINGS.glob("*.dwg")):
        if path.stat().st_size <= LARGEST_DWG:
            yield Seed(path.name, path.read_bytes())


def _plan(version: str) -> Document:
    document = ezdxf.new(version)
    document.layers.add("WALL")
    model = document.modelspace()
    _rooms(model)
    _door(document)
    for n in range(3):
        model.add_blockref("DOOR", (500 + n * 4000, 0), dxfattribs={"xscale": -1 if n else 1})
    model.add_blockref(
        "DOOR",
        (0, 9000),
        dxfattribs={"row_count": 2, "column_count": 2, "row_spacing": 900, "column_spacing": 900},
    )
    model.add_circle((100, 100), 50)
    model.add_text("一层平面图 1:100", height=500, dxfattribs={"insert": (2000, -2000)})
    if version != "R12":
        _newer(document, model)
    return document


def _rooms(model: BaseLayout) -> None:
    for n in range(3):
        west = n * 4000
        corners = [(west, 0), (west + 3760, 0), (west + 3760, 6000), (west, 6000), (west, 0)]
        for start, end in pairwise(corners):
            model.add_line(start, end, dxfattribs={"layer": "WALL"})
        model.add_text(str(101 + n), height=300, dxfattribs={"insert": (west + 1000, 3000)})
        model.add_text("办公室%%d", height=250, dxfattribs={"insert": (west + 1000, 2500)})


def _door(document: Document) -> None:
    handle = document.blocks.new("HANDLE")
    handle.add_line((0, 0), (0, 50))
    door = document.blocks.new("DOOR")
    door.add_arc((0, 0), 900, 0, 90)
    door.add_line((0, 0), (0, 900))
    door.add_blockref("HANDLE", (50, 800))
    door.add_attdef("TAG", (100, 100), "M0921", height=100)


def _newer(document: Document, model: BaseLayout) -> None:
    model.add_lwpolyline(
        [(0, 7000, 0), (4000, 7000, 0.5), (4000, 9000, 0)], format="xyb", close=True
    )
    model.add_mtext(r"{\H0.7x;会议室}\P34.88m\S2^ ;", dxfattribs={"insert": (300, 8000)})
    model.add_spline([(0, 0), (500, 800), (900, 100), (1500, 700)])
    model.add_ellipse((2000, 2000), (500, 0), 0.4)
    hatch = model.add_hatch()
    hatch.paths.add_polyline_path([(0, 0), (240, 0), (240, 240), (0, 240)], is_closed=True)
    edges = hatch.paths.add_edge_path()
    edges.add_line((500, 500), (900, 500))
    edges.add_arc((700, 500), 200, 0, 180)
    model.add_linear_dim((0, -600), (0, 0), (3760, 0)).render()
    model.add_mline([(0, 0), (4000, 0), (4000, 3000)])
    model.add_leader([(0, 0), (300, 300), (600, 300)])
    layout = document.paperspace("Layout1")
    layout.add_viewport((100, 100), (200, 200), (2000, 3000), 9000)
    layout.add_text("一层平面图", height=5, dxfattribs={"insert": (80, 10)})
