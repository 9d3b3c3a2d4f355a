"""A floor to scale on paper, as SVG in millimetres: what the map shows, with all a drawing must say.

The same SVG goes into a PDF and, in the browser, into a picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maps.exports.layout import COLUMN, Extent, Sheet
from maps.exports.patterns import fill_of, pattern
from maps.exports.svg import element, ems, joined, mm, path_of, text
from maps.shown import Shown
from maps.themes import Look
from registry.measures import rounded
from registry.queries.floor_plans import PlacedRoom, Ring, WholeFloor
from registry.reports.tokens import on_paper

INK, SOFT, FAINT, LINE = (on_paper(n) for n in ("ink", "ink-soft", "ink-faint", "line-strong"))
WALL, THIN, FRAME = 0.25, 0.13, 0.5  # widths of lines in mm
LARGEST, SMALLEST = 2.6, 1.3  # mm: below that no number is legible on paper
BARS = (1, 2, 5, 10, 20, 50, 100, 200)  # m
BAR_MM = 42.0  # the longest scale bar
ROW = 5.0  # of the legend


@dataclass(frozen=True, slots=True, kw_only=True)
class LegendRow:
    """One state of the theme with how much of the floor it is."""

    state: str
    label: str
    look: Look
    rooms: int
    area_m2: Decimal


def legend_of(shown: Shown) -> list[LegendRow]:
    """Return what is looked at by state, in the order of the theme."""
    found: dict[str, list[Decimal]] = {state: [] for state in shown.theme.looks}
    for room in shown.every:
        if room["uid"] in shown.looked_at:
            found[shown.theme.state_of(room)].append(Decimal(str(room["area_m2"])))
    return [
        LegendRow(
            state=state,
            label=shown.theme.label(state),
            look=shown.theme.looks[state],
            rooms=len(areas),
            area_m2=sum(areas, Decimal(0)),
        )
        for state, areas in found.items()
        if areas
    ]


def extent_of(plan: WholeFloor) -> Extent:
    """Return what a floor covers; a floor without a drawing covers one metre."""
    rings = [*plan.outline, *(ring for room in plan.rooms for ring in room.rings)]
    xs = [x for ring in rings for x, _y in ring] or [0.0, 1.0]
    ys = [y for ring in rings for _x, y in ring] or [0.0, 1.0]
    return Extent(west=min(xs), south=min(ys), east=max(xs), north=max(ys))


def drawn(shown: Shown, plan: WholeFloor, sheet: Sheet, *, watermark: str) -> SafeString:
    """Return one sheet."""
    left, top, width, height = sheet.window
    legend = legend_of(shown)
    window = {"x": mm(left), "y": mm(top), "width": mm(width), "height": mm(height)}
    clip = f"window-{sheet.number}"
    return element(
        "svg",
        element(
            "defs",
            element("clipPath", element("rect", **window), id=clip),
            *(pattern(look, sheet.number) for look in {row.look for row in legend}),
        ),
        element("rect", width=mm(sheet.width), height=mm(sheet.height), fill="#ffffff"),
        element("g", *_plan(shown, plan, sheet), clip_path=f"url(#{clip})"),
        element("g", *_watermarks(sheet, watermark), clip_path=f"url(#{clip})"),
        element("rect", **window, fill="none", stroke=INK, stroke_width=FRAME),
        *_column(shown, plan, sheet, legend),
        xmlns="http://www.w3.org/2000/svg",
        width=f"{mm(sheet.width)}mm",
        height=f"{mm(sheet.height)}mm",
        viewBox=f"0 0 {mm(sheet.width)} {mm(sheet.height)}",
    )


# --- the plan ---------------------------------------------------------------------


def _plan(shown: Shown, plan: WholeFloor, sheet: Sheet) -> Iterator[SafeString]:
    """Yield outline, rooms and their numbers."""
    rooms = {room["uid"]: room for room in shown.every}
    if plan.outline:
        ground = path_of(_on_paper(plan.outline, sheet))
        yield element("path", d=ground, fill="none", stroke=INK, stroke_width=2.2 * WALL)
    known = [each for each in plan.rooms if each.uid in rooms]
    for each in sorted(known, key=lambda one: rooms[one.uid]["state"] != "circulation"):
        yield _room(each, shown, rooms[each.uid], sheet)
    for each in known:
        yield from _number(each, shown, rooms[each.uid], sheet)


def _on_paper(rings: Iterable[Ring], sheet: Sheet) -> list[list[tuple[float, float]]]:
    return [[sheet.at(point) for point in ring] for ring in rings]


def _room(each: PlacedRoom, shown: Shown, room: Mapping[str, object], sheet: Sheet) -> SafeString:
    look = shown.theme.looks[shown.theme.state_of(room)]
    is_meant = each.uid in shown.looked_at
    is_thin = room["state"] == "circulation" or not is_meant
    return element(
        "path",
        d=path_of(_on_paper(each.rings, sheet)),
        fill=fill_of(look, sheet.number) if is_meant else "#ffffff",
        fill_rule="evenodd",
        stroke=on_paper(look.line) if is_meant else LINE,
        stroke_width=THIN if is_thin else WALL,
    )


def _number(
    each: PlacedRoom, shown: Shown, room: Mapping[str, object], sheet: Sheet
) -> Iterator[SafeString]:
    """Yield a room's number and area in the middle of it, as large as they fit."""
    is_passage = room["state"] == "circulation"
    is_meant = each.uid in shown.looked_at
    area = "" if is_passage else f"{Decimal(str(room['area_m2'])):.2f}"
    words = [line for line in (str(room["number"] or room["name"]), area) if line]
    lines, size = _fitting(words, 2 * each.radius_m * sheet.mm_per_m)
    x, y = sheet.at(each.middle)
    first = y - (len(lines) - 1) * 0.62 * size + 0.36 * size
    is_plain = shown.theme.looks[shown.theme.state_of(room)].pattern == "plain"
    halo = {"stroke": "#ffffff", "stroke_width": mm(0.3 * size), "stroke_linejoin": "round"}
    around: list[dict[str, Any]] = [{}] if is_plain or not is_meant else [halo, {}]
    for n, line in enumerate(lines):
        weight = "700" if n == 0 and not is_passage else "400"
        ink, at = INK if is_meant else FAINT, first + n * 1.24 * size
        for more in around:
            look = {"text_anchor": "middle", "font_weight": weight, **more}
            yield text(x, at, line, size=size, ink=ink, **look)


def _fitting(lines: list[str], across: float) -> tuple[list[str], float]:
    """Return as many lines as can be read in a circle of a width, and the size of their letters."""
    for kept in range(len(lines), 0, -1):
        widest = max(map(ems, lines[:kept]))
        size = min(LARGEST, 0.86 * across / widest, 0.7 * across / (1.25 * kept))
        if size >= SMALLEST:
            return lines[:kept], size
    return [], 0.0


def _watermarks(sheet: Sheet, words: str) -> Iterator[SafeString]:
    """Yield the words across the window, pale enough to read the plan through them."""
    left, top, width, height = sheet.window
    size = 7.0
    step = max(ems(words) * size + 24, 70.0)
    rows = int(height / 48) + 2
    for row in range(rows):
        for column in range(int(width / step) + 2):
            x = left + (column + (row % 2) * 0.5) * step - step / 4
            y = top + row * 48 + 20
            turn = f"rotate(-24 {mm(x)} {mm(y)})"
            yield text(*(x, y, words), size=size, ink=INK, fill_opacity="0.055", transform=turn)


# --- what stands beside it --------------------------------------------------------


def _column(
    shown: Shown, plan: WholeFloor, sheet: Sheet, legend: Sequence[LegendRow]
) -> Iterator[SafeString]:
    """Yield title, north, scale, legend and source, from top to bottom."""
    left = sheet.width - sheet.window[1] - COLUMN
    frame = {"x": mm(left), "y": mm(sheet.window[1]), "width": mm(COLUMN)}
    yield element(
        "rect", **frame, height=mm(sheet.window[3]), fill="none", stroke=INK, stroke_width=FRAME
    )
    at, y = left + 4, sheet.window[1]
    yield from _title(shown, sheet, at, y)
    yield from _rule(left, y + 35)
    yield from _north(plan.rotation_deg, left + COLUMN - 13, y + 48)
    yield from _scale(sheet, at, y + 46)
    yield from _rule(left, y + 60)
    last = sheet.height - sheet.window[1] - 27
    yield from _legend(shown, legend, sheet, at, y + 67, last)
    yield from _rule(left, last + 1)
    yield from _source(shown, plan, at, last + 6)


def _rule(left: float, y: float) -> Iterator[SafeString]:
    yield element("path", d=f"M{mm(left)} {mm(y)}h{mm(COLUMN)}", stroke=INK, stroke_width=WALL)


def _title(shown: Shown, sheet: Sheet, x: float, y: float) -> Iterator[SafeString]:
    """Yield which floor this is, on which day, coloured by what, at which scale."""
    place = f"{shown.place.building} · {shown.place.name}"
    yield _fitted(x, y + 8.5, place, size=4.4, font_weight="700")
    facts = [
        (_("As of"), shown.day.isoformat()),
        (_("Coloured by"), shown.theme.title),
        (_("Scale"), f"1:{sheet.scale}"),
        (_("Sheet"), f"{sheet.number} / {sheet.count}"),
    ]
    for n, (name, value) in enumerate(facts):
        yield text(x, y + 15 + n * 5, name, size=2.5, ink=SOFT)
        yield _fitted(x + 21, y + 15 + n * 5, value, size=2.9, width=COLUMN - 28)


def _fitted(
    x: float, y: float, words: str, *, size: float, width: float = COLUMN - 8, **more: object
) -> SafeString:
    """Return words no wider than the column: smaller where they would be."""
    fits = min(size, width / max(ems(words), 1))
    return text(x, y, words, size=fits, ink=INK, **more)


def _north(rotation_deg: float, x: float, y: float) -> Iterator[SafeString]:
    """Yield the arrow to grid north: the plan is turned on the map, so the arrow is turned here."""
    turn = f"rotate({mm(rotation_deg)} {mm(x)} {mm(y)})"
    half = f"M{mm(x)} {mm(y - 8)}L{mm(x)} {mm(y + 5)}L{mm(x - 3.4)} {mm(y + 7)}Z"
    other = f"M{mm(x)} {mm(y - 8)}L{mm(x)} {mm(y + 5)}L{mm(x + 3.4)} {mm(y + 7)}Z"
    yield element(
        "g",
        element("path", d=half, fill=INK, stroke=INK, stroke_width=THIN),
        element("path", d=other, fill="#ffffff", stroke=INK, stroke_width=THIN),
        text(x, y - 9, _("N"), size=3, ink=INK, text_anchor="middle", font_weight="700"),
        transform=turn,
    )


def _scale(sheet: Sheet, x: float, y: float) -> Iterator[SafeString]:
    """Yield a bar of four parts that measures the paper, whatever a copier does to it."""
    metres = max((m for m in BARS if m * sheet.mm_per_m <= BAR_MM - 14), default=BARS[0])
    part = metres * sheet.mm_per_m / 4
    for n in range(4):
        fill = INK if n % 2 == 0 else "#ffffff"
        place = {"x": mm(x + n * part), "y": mm(y), "width": mm(part), "height": "1.6"}
        yield element("rect", **place, fill=fill, stroke=INK, stroke_width=THIN)
    for n, words in ((0, "0"), (2, f"{metres / 2:g}"), (4, f"{metres} m")):
        yield text(x + n * part, y - 1.2, words, size=2.4, ink=INK, text_anchor="middle")
    yield text(x, y + 6.6, f"1:{sheet.scale}", size=3.4, ink=INK, font_weight="700")


def _legend(
    shown: Shown, legend: Sequence[LegendRow], sheet: Sheet, x: float, y: float, last: float
) -> Iterator[SafeString]:
    """Yield what the colours and patterns mean, with how many rooms and m² there are of each."""
    yield text(x, y, _("Legend"), size=3, ink=INK, font_weight="700")
    most = max(1, int((last - y - 8) / ROW) - 1)
    for n, row in enumerate(legend[:most]):
        yield from _legend_row(row, sheet, x, y + 3 + n * ROW)
    rest = legend[most:]
    below = y + 3 + min(len(legend), most) * ROW + 3
    if rest:
        rooms = sum(row.rooms for row in rest)
        words = ngettext("and {n} more with {rooms} rooms", "and {n} more with {rooms} rooms", 2)
        yield text(x, below, words.format(n=len(rest), rooms=rooms), size=2.4, ink=SOFT)
    elif shown.picked or shown.states:
        yield text(x, below, _("Only what was picked is coloured."), size=2.4, ink=SOFT)


def _legend_row(row: LegendRow, sheet: Sheet, x: float, y: float) -> Iterator[SafeString]:
    swatch = {"x": mm(x), "y": mm(y), "width": "6.4", "height": "3.6"}
    line = {"stroke": on_paper(row.look.line), "stroke_width": THIN}
    yield element("rect", **swatch, fill=fill_of(row.look, sheet.number), **line)
    yield _fitted(x + 8, y + 2.9, row.label, size=2.7, width=23)
    counted = f"{row.rooms} · {rounded(row.area_m2):,} m²"
    yield text(x + COLUMN - 8, y + 2.9, counted, size=2.5, ink=INK, text_anchor="end")


def _source(shown: Shown, plan: WholeFloor, x: float, y: float) -> Iterator[SafeString]:
    """Yield where the drawing comes from and what its areas are."""
    since = plan.since.isoformat() if plan.since else ""
    lines = [
        (_("Drawing"), " ".join(part for part in (plan.drawing, since) if part) or _("none")),
        (_("Areas"), _("net area between walls, m²")),
        (_("North"), _("grid north, CGCS2000 3° zone")),
        (_("Building"), shown.place.building_code),
    ]
    for n, (name, value) in enumerate(lines):
        yield text(x, y + n * 5, name, size=2.3, ink=SOFT)
        yield _fitted(x + 13, y + n * 5, value, size=2.5, width=COLUMN - 19)


def sheets_as_svg(
    shown: Shown, plan: WholeFloor, sheets: Iterable[Sheet], *, watermark: str
) -> SafeString:
    """Return every sheet, one after the other."""
    return joined(drawn(shown, plan, sheet, watermark=watermark) for sheet in sheets)
