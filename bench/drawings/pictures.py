"""Pictures of plans with the rooms that were read, to be looked at one by one.

python -m bench.drawings.pictures OUT [FILE …]    without files: every real drawing
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from cad_import.drawing import DrawingError, read
from cad_import.drawing.entities import Point, Storey
from cad_import.rooms import RoomsOfStorey, rooms_of

from .real import DRAWINGS

WIDE, MARGIN_M = 1600, 2.0
SURE, DOUBTED = 0.9, 0.5  # from here on a room is drawn in green, in amber; else in red
HUES = {"sure": "#1a7f5a", "likely": "#c98a00", "doubted": "#c2372e"}


def main() -> int:
    """Write one SVG for each storey."""
    parser = ArgumentParser(prog="python -m bench.drawings.pictures", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("files", type=Path, nargs="*")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for path in options.files or sorted(DRAWINGS.rglob("*.d[xw][fg]")):
        try:
            drawing = read(path)
        except DrawingError as refusal:
            print(f"{path.name}: refused: {refusal}")
            continue
        for n, storey in enumerate(drawing.storeys):
            found = rooms_of(storey)
            name = f"{path.stem}{path.suffix.replace('.', '_')}-{n + 1}.svg"
            (options.out / name).write_text("\n".join(picture(storey, found)), "utf-8")
            print(f"{name}: {len(found.rooms)} rooms, {len(found.closures)} gaps closed")
    return 0


def picture(storey: Storey, found: RoomsOfStorey) -> Iterator[str]:
    """Yield the lines of an SVG: the drawing in grey, rooms by confidence, closures in blue."""
    box = _box(storey, found)
    scale = WIDE / max(box[2] - box[0], 1e-6)
    tall = scale * (box[3] - box[1])

    def way(points: Sequence[Point], *, closed: bool = False) -> str:
        at = (f"{(x - box[0]) * scale:.1f},{(box[3] - y) * scale:.1f}" for x, y in points)
        return "M" + "L".join(at) + ("Z" if closed else "")

    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {tall:.0f}" width="{WIDE}">'
    yield f'<rect width="{WIDE}" height="{tall:.0f}" fill="#fff"/>'
    lines = " ".join(way(stroke.points) for stroke in storey.strokes)
    for room in found.rooms:
        ring = way(room.polygon, closed=True) + "".join(way(r, closed=True) for r in room.holes)
        hue = HUES[_trust(room.confidence)]
        yield f'<path d="{ring}" fill="{hue}" fill-opacity=".28" stroke="{hue}" fill-rule="evenodd"/>'
    yield f'<path d="{lines}" fill="none" stroke="#555" stroke-width=".5"/>'
    for closure in found.closures:
        yield f'<path d="{way([closure.start, closure.end])}" stroke="#06c" stroke-width="1.5"/>'
    for room in found.rooms:
        xs, ys = zip(*room.polygon, strict=True)
        x, y = (sum(xs) / len(xs) - box[0]) * scale, (box[3] - sum(ys) / len(ys)) * scale
        words = escape(f"{room.number or '–'} {room.name or ''} {room.area_m2:.1f}")
        yield f'<text x="{x:.0f}" y="{y:.0f}" font-size="9" text-anchor="middle">{words}</text>'
    yield "</svg>"


def _trust(confidence: float) -> str:
    return "sure" if confidence >= SURE else "likely" if confidence >= DOUBTED else "doubted"


def _box(storey: Storey, found: RoomsOfStorey) -> tuple[float, float, float, float]:
    """Return west, south, east, north of the rooms, or of all that is drawn when there are none."""
    points = [point for room in found.rooms for point in room.polygon]
    points = points or [point for stroke in storey.strokes for point in stroke.points]
    xs, ys = zip(*(points or [(0.0, 0.0)]), strict=True)
    return min(xs) - MARGIN_M, min(ys) - MARGIN_M, max(xs) + MARGIN_M, max(ys) + MARGIN_M


if __name__ == "__main__":
    raise SystemExit(main())
