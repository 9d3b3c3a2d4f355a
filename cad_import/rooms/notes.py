"""Oddities found while reading rooms; their codes stand beside those of the drawing reader."""

from __future__ import annotations

from cad_import.drawing.notes import NoteKind, kinds

NUMBER_TWICE = NoteKind(
    code="room_number_twice",
    severity="error",
    en="Room number {number} stands in {count} rooms ({places}). Each room needs its own number.",
    zh="房间号 {number} 出现在 {count} 个房间中({places})。每个房间应有唯一编号。",
)
NO_NUMBER = NoteKind(
    code="room_without_number",
    severity="warning",
    en="The room at {place} ({area:.2f} m², {name}) has no number.",
    zh="位于 {place} 的房间({area:.2f} m²,{name})没有编号。",
)
SEVERAL_NUMBERS = NoteKind(
    code="several_numbers_in_room",
    severity="warning",
    en="One closed space holds the numbers {numbers}; {taken} was taken. A partition may be "
    "missing.",
    zh="同一封闭空间内有多个编号 {numbers},采用 {taken}。可能缺少隔墙。",
)
SEVERAL_NAMES = NoteKind(
    code="several_names_in_room",
    severity="info",
    en="One open space bears the names {names}; it was kept as one space.",
    zh="同一开放空间有多个名称 {names},按一个空间处理。",
)
LABEL_OUTSIDE = NoteKind(
    code="label_outside_rooms",
    severity="warning",
    en="The label {label} stands in no room that was found; its room may not be closed.",
    zh="标注 {label} 不在任何已识别的房间内,其房间可能未闭合。",
)
AREA_DISAGREES = NoteKind(
    code="printed_area_disagrees",
    severity="warning",
    en="Room {room}: {printed:.2f} m² is printed and {drawn:.2f} m² is drawn "
    "({difference:+.2f} m²). {likely}",
    zh="房间 {room}:图上标注 {printed:.2f} m²,实际绘制 {drawn:.2f} m²(相差 {difference:+.2f} m²)。"
    "{likely_zh}",
)
RING_MENDED = NoteKind(
    code="outline_mended",
    severity="warning",
    en="A room outline touches or crosses itself ({why}); it was mended in the only way there is, "
    "which changes its area by {change:+.3f} m².",
    zh="房间轮廓自相接触或交叉({why}),已按唯一可行方式修复,面积变化 {change:+.3f} m²。",
)
RING_QUARANTINED = NoteKind(
    code="outline_quarantined",
    severity="error",
    en="A room outline crosses itself ({why}) and can be mended in several ways; its largest part "
    "({area:.2f} m²) is listed with little confidence. Redraw the outline.",
    zh="房间轮廓自相交({why}),有多种修复方式;其最大部分({area:.2f} m²)以低可信度列出,请重绘轮廓。",
)
OUTLINE_OPEN = NoteKind(
    code="outline_not_closed",
    severity="warning",
    en="A polyline on the outline layer {layer} is open by {gap} mm and gives no room. Close it.",
    zh="轮廓图层 {layer} 上的一条多段线未闭合(缺口 {gap} mm),不构成房间。请将其闭合。",
)
OUTLINES_OPEN = NoteKind(
    code="outlines_not_closed",
    severity="warning",
    en="{count} more polylines on outline layers are open (by up to {gap} mm) and give no rooms. "
    "Close them.",
    zh="轮廓图层上另有 {count} 条多段线未闭合(缺口最大 {gap} mm),不构成房间。请将其闭合。",
)
NO_RING = NoteKind(
    code="outline_gives_no_ring",
    severity="info",
    en="{count} entities on the outline layer {layer} enclose no room ({types}): lines, symbols or "
    "rings too small to stand in. Nothing was taken from them.",
    zh="轮廓图层 {layer} 上有 {count} 个图元未围合房间({types}):为线段、符号或过小的闭合线,均未采用。",
)
SPACE_WITHOUT_OUTLINE = NoteKind(
    code="space_without_outline",
    severity="info",
    en="{count} places ({area:.2f} m² together) within the floor are wider than a wall and lie in no "
    "room outline; the largest is marked.",
    zh="楼层范围内有 {count} 处(共 {area:.2f} m²)宽于墙体但不在任何房间轮廓内,已标出最大的一处。",
)
PROFILE_LAYERS_MISSING = NoteKind(
    code="profile_layers_missing",
    severity="info",
    en="{count} layers that the profile {profile!r} names are not in this drawing: {layers}.",
    zh="图层方案“{profile}”所列的 {count} 个图层不在本图中:{layers}。",
)
RING_TWICE = NoteKind(
    code="outline_drawn_twice",
    severity="info",
    en="A room outline of {area:.2f} m² is drawn {count} times; one was kept.",
    zh="面积 {area:.2f} m² 的房间轮廓重复绘制 {count} 次,仅保留一个。",
)
RING_AROUND = NoteKind(
    code="outline_around_rooms",
    severity="info",
    en="A closed outline of {area:.2f} m² contains {count} rooms; it is not a room itself.",
    zh="面积 {area:.2f} m² 的闭合轮廓包含 {count} 个房间,其本身不作为房间。",
)
RING_CUT = NoteKind(
    code="outline_inside_room",
    severity="info",
    en="A room of {inner:.2f} m² lies inside the outline of another; its area was taken out of it.",
    zh="面积 {inner:.2f} m² 的房间位于另一房间轮廓之内,已从外侧房间中扣除。",
)
OUTLINE_ACROSS = NoteKind(
    code="outline_across_others",
    severity="warning",
    en="An outline of {area:.2f} m² lies across others that hold every label without it; it was put aside "
    "as of an older state. Erase it, or mark which of them is right.",
    zh="一个 {area:.2f} m² 的轮廓横跨其他轮廓,没有它各标注仍各有其房,已作为旧轮廓搁置。请删除,或标明以哪个为准。",
)
OVERLAP = NoteKind(
    code="rooms_overlap",
    severity="error",
    en="The outlines of {room} and {other} overlap by {area:.2f} m². One of them is drawn wrong.",
    zh="{room} 与 {other} 的轮廓重叠 {area:.2f} m²,其中之一绘制有误。",
)
NO_ROOMS = NoteKind(
    code="no_rooms_found",
    severity="warning",
    en="No room was found: {why}.",
    zh="未识别到房间:{why_zh}。",
)
GAP_OPEN = NoteKind(
    code="gap_left_open",
    severity="warning",
    en="A gap of {width} mm between two walls was not closed: it is wider than an opening and "
    "shows no door or window.",
    zh="两段墙之间 {width} mm 的缺口未封闭:宽于一般洞口,且无门窗。",
)
OPENING_BARE = NoteKind(
    code="opening_without_door",
    severity="info",
    en="{count} gaps with neither door nor window were taken as openings and closed (widest "
    "{width} mm).",
    zh="{count} 处无门窗的缺口按洞口封闭(最宽 {width} mm)。",
)
SPACE_UNNAMED = NoteKind(
    code="closed_space_not_a_room",
    severity="info",
    en="{count} closed spaces ({area:.2f} m² together) have neither label nor door and were "
    "not taken as rooms.",
    zh="{count} 处封闭空间(共 {area:.2f} m²)既无标注也无门,未作为房间。",
)
WALLS_GUESSED = NoteKind(
    code="walls_guessed",
    severity="warning",
    en="No layer is named as walls; {layers} was taken because {because}. State a profile if it is "
    "another one.",
    zh="没有图层以墙命名;因{because_zh},采用 {layers}。如不正确请指定图层方案。",
)
OUTLINES_GUESSED = NoteKind(
    code="outlines_guessed",
    severity="info",
    en="Layer {layers} was taken as room outlines because of {because}.",
    zh="图层 {layers} 被视为房间轮廓({because_zh})。",
)
TABLE_DISAGREES = NoteKind(
    code="room_table_disagrees",
    severity="warning",
    en="Room {number}: the room table says {listed}, the plan says {written}.",
    zh="房间 {number}:房间表为 {listed},平面图标注为 {written}。",
)
TABLE_ONLY = NoteKind(
    code="room_only_in_table",
    severity="warning",
    en="{count} rooms of the room table were not found in the plan: {numbers}.",
    zh="房间表中的 {count} 个房间未在平面图中找到:{numbers}。",
)
TABLE_LACKS = NoteKind(
    code="room_not_in_table",
    severity="warning",
    en="{count} numbered rooms of the plan are not in the room table: {numbers}.",
    zh="平面图中有 {count} 个编号房间未列入房间表:{numbers}。",
)

ROOMS_NOT_FOUND = NoteKind(
    code="rooms_could_not_be_found",
    severity="error",
    en="The rooms of “{title}” could not be worked out ({why}): the drawing holds coordinates or "
    "shapes that no building has. Run AUDIT in CAD, erase what lies far away and import it again.",
    zh="无法计算“{title}”的房间({why}):图中含有不合理的坐标或图形。"
    "请在 CAD 中执行 AUDIT、删除远处的图元后重新导入。",
)
ROOM_KINDS = kinds(
    ROOMS_NOT_FOUND,
    NUMBER_TWICE,
    NO_NUMBER,
    SEVERAL_NUMBERS,
    SEVERAL_NAMES,
    LABEL_OUTSIDE,
    AREA_DISAGREES,
    RING_MENDED,
    RING_QUARANTINED,
    OUTLINE_OPEN,
    OUTLINES_OPEN,
    NO_RING,
    SPACE_WITHOUT_OUTLINE,
    PROFILE_LAYERS_MISSING,
    RING_TWICE,
    RING_AROUND,
    RING_CUT,
    OUTLINE_ACROSS,
    OVERLAP,
    NO_ROOMS,
    GAP_OPEN,
    OPENING_BARE,
    SPACE_UNNAMED,
    WALLS_GUESSED,
    OUTLINES_GUESSED,
    TABLE_DISAGREES,
    TABLE_ONLY,
    TABLE_LACKS,
)
