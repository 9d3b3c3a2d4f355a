"""What is written on a floor: numbers, names and areas, in the room or led into it."""

from __future__ import annotations

from collections.abc import Iterator

from ezdxf.document import Drawing as Document
from ezdxf.layouts import BaseLayout

from .plans import Floor
from .styles import LAYERS, Style

LED_M = 4.0  # a room whose label is this near to the face may have it outside
SQUARE_INCH_M2 = 0.0254**2
Point = tuple[float, float]


class Lettering:
    """Writes into a space in metres; a style says how."""

    def __init__(self, document: Document, space: BaseLayout, style: Style) -> None:
        self.document = document
        self.space = space
        self.style = style
        self.layers = LAYERS[style.layers]

    def text(self, words: str, at: Point, height: float, layer: str) -> None:
        """Write words with their middle about a point."""
        attributes = {"layer": self.layers[layer], "insert": (at[0] - height, at[1])}
        self.space.add_text(words, height=height, dxfattribs=attributes)

    def labels(self, floor: Floor) -> None:
        """Write what is said of each room."""
        for number, name, area, (x, y) in _said(floor, self.style):
            pieces = [("number", number, y + 0.5), ("name", name, y), ("area", area, y - 0.5)]
            if self.style.two_lines and len(name) == 3:
                pieces[1:2] = [("name", name[:2], y), ("name", name[2:], y - 0.4)]
                pieces[-1] = ("area", area, y - 0.9)
            pieces = [piece for piece in pieces if piece[1]]
            match self.style.labels:
                case "mtext":
                    words = "\\P".join(piece[1] for piece in pieces)
                    attributes = {"insert": (x - 0.5, y + 0.6), "layer": self.layers["name"]}
                    self.space.add_mtext(words, dxfattribs=attributes).dxf.char_height = 0.3
                case "attrib":
                    self._attributes((x, y), pieces)
                case "block":
                    block = self.document.blocks.new_anonymous_block()
                    for layer, words, up in pieces:
                        attributes = {"layer": self.layers[layer], "insert": (-0.3, up - y)}
                        block.add_text(words, height=0.3, dxfattribs=attributes)
                    self.space.add_blockref(block.name, (x, y))
                case "leader" if self._is_outside(floor, x, y):
                    self._led(floor, (x, y), pieces)
                case _:
                    for layer, words, up in pieces:
                        self.text(words, (x, up), 0.3, layer)
                    if self.style.area == "raised":
                        wide = 0.3 * len(pieces[-1][1]) * 0.9
                        self.text("2", (x - 0.15 + wide, pieces[-1][2] + 0.15), 0.15, "area")

    def _is_outside(self, floor: Floor, _x: float, y: float) -> bool:
        """Return whether a room lies at the southern or northern face."""
        _west, south, _east, north = floor.footprint.bounds
        return min(y - south, north - y) < LED_M

    def _led(self, floor: Floor, at: Point, pieces: list[tuple[str, str, float]]) -> None:
        """Write a label beyond the wall and lead an arrow from it into the room."""
        _west, south, _east, north = floor.footprint.bounds
        up = north + 2.5 if north - at[1] < at[1] - south else south - 2.5
        self.space.add_leader([at, (at[0], up)], dxfattribs={"layer": self.layers["name"]})
        for n, (layer, words, _up) in enumerate(pieces):
            self.text(words, (at[0] + 0.4, up - 0.5 * n), 0.3, layer)

    def _attributes(self, at: Point, pieces: list[tuple[str, str, float]]) -> None:
        if "ROOMTAG" not in self.document.blocks:
            self.document.blocks.new("ROOMTAG").add_lwpolyline(
                [(-0.5, -0.2), (0.5, -0.2), (0.5, 0.2), (-0.5, 0.2)], close=True
            )
        tag = self.space.add_blockref("ROOMTAG", at, dxfattribs={"layer": self.layers["name"]})
        for name, words, up in pieces:
            tag.add_attrib(name.upper(), words, (at[0] - 0.3, up), {"height": 0.3})


def _said(floor: Floor, style: Style) -> Iterator[tuple[str, str, str, Point]]:
    """Yield what is written of each space and where: number, name and area."""
    for space in floor.spaces:
        if space.labels:
            yield from ((number, name, "", (x, y)) for number, name, x, y in space.labels)
            continue
        at = space.polygon.representative_point().coords[0]
        yield space.number, space.name, _area(space.polygon.area, style), at


def _area(area: float, style: Style) -> str:
    match style.area:
        case "raised":
            return f"{area:.2f}m"
        case "comma":
            return f"{area:.2f} m²".replace(".", ",")
        case "feet":
            feet, inches = divmod(area / SQUARE_INCH_M2, 144)
            return f"{feet:.0f} ft² {inches:.0f} in²"
    return f"{area:.2f}㎡"
