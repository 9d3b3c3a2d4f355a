"""What can be odd about the rooms of a plan, in both languages."""

from __future__ import annotations

from cad_import.drawing.notes import NoteKind, kinds

NUMBER_TWICE = NoteKind(
    code="room_number_twice",
    severity="warning",
    en="Room number {number} is written in {count} rooms. Give each room a number of its own.",
    zh="房间号 {number} 出现在 {count} 个房间中。请为每个房间编唯一的号。",
)
NO_NUMBER = NoteKind(
    code="room_without_number",
    severity="warning",
    en="A room of {area:.2f} m² ({name}) has no number.",
    zh="有一个 {area:.2f} 平方米的房间({name})没有房间号。",
)
SEVERAL_NUMBERS = NoteKind(
    code="several_numbers_in_room",
    severity="warning",
    en="One closed space holds the numbers {numbers}; the first was taken. A partition may be missing.",
    zh="同一封闭空间内写有多个房间号 {numbers},取第一个。可能缺少隔墙。",
)
SEVERAL_NAMES = NoteKind(
    code="several_names_in_room",
    severity="info",
    en="One open space bears the names {names}; it was kept as one space.",
    zh="同一开敞空间内写有多个名称:{names},按一个空间处理。",
)
LABEL_OUTSIDE = NoteKind(
    code="label_outside_rooms",
    severity="warning",
    en="The label “{text}” stands in no room that was found; its room may not be closed.",
    zh="标注“{text}”不在任何已识别的房间内,其房间可能未闭合。",
)
AREA_DIFFERS = NoteKind(
    code="printed_area_disagrees",
    severity="warning",
    en="Room {number}: {printed:.2f} m² is printed and {drawn:.2f} m² is drawn ({difference:+.2f}).",
    zh="房间 {number}:标注面积 {printed:.2f} 平方米,图形面积 {drawn:.2f} 平方米(相差 {difference:+.2f})。",
)
RING_MENDED = NoteKind(
    code="outline_mended",
    severity="warning",
    en="A room outline crosses itself; it was mended in the only way there is, which changes its "
    "area by {difference:+.3f} m².",
    zh="有一条房间轮廓自相交,已按唯一可行方式修正,面积变化 {difference:+.3f} 平方米。",
)
RING_BROKEN = NoteKind(
    code="outline_quarantined",
    severity="error",
    en="A room outline crosses itself and can be mended in several ways; it was left out. Redraw it.",
    zh="有一条房间轮廓自相交且有多种修正方式,未采用。请重新绘制。",
)
RING_TWICE = NoteKind(
    code="outline_drawn_twice",
    severity="info",
    en="A room outline is drawn twice; one was kept.",
    zh="有一条房间轮廓重复绘制,只保留一条。",
)
RING_AROUND = NoteKind(
    code="outline_around_rooms",
    severity="info",
    en="A closed outline of {area:.1f} m² contains {count} rooms; it is not a room itself.",
    zh="有一条 {area:.1f} 平方米的闭合轮廓包含 {count} 个房间,本身不作为房间。",
)
ROOM_IN_ROOM = NoteKind(
    code="outline_inside_room",
    severity="info",
    en="A room of {area:.2f} m² lies inside another; its area was taken out of the outer one.",
    zh="有一个 {area:.2f} 平方米的房间位于另一房间内,外侧房间已扣除其面积。",
)
ROOMS_OVERLAP = NoteKind(
    code="rooms_overlap",
    severity="error",
    en="Two outlines ({first} and {second}) overlap by {area:.2f} m². Correct one of them.",
    zh="两条轮廓({first} 与 {second})重叠 {area:.2f} 平方米。请修正其一。",
)
GAP_CLOSED = NoteKind(
    code="opening_without_door",
    severity="info",
    en="An opening of {width} mm with neither door nor window was closed.",
    zh="一处 {width} 毫米、无门窗的洞口已闭合。",
)
NO_WALLS = NoteKind(
    code="no_rooms_found",
    severity="warning",
    en="No layer of room outlines or walls was found, so no room was read. State a profile if the "
    "layers have other names.",
    zh="未找到房间轮廓或墙体图层,未读出房间。如图层命名不同,请指定图层方案。",
)
NO_FACES = NoteKind(
    code="walls_enclose_nothing",
    severity="warning",
    en="The walls enclose no room; they may not be closed.",
    zh="墙线未围合出任何房间,可能未闭合。",
)
FACE_LEFT = NoteKind(
    code="space_not_a_room",
    severity="info",
    en="A space of {area:.2f} m² is too small or too narrow for a room and was left out.",
    zh="有一个 {area:.2f} 平方米的空间过小或过窄,未作为房间。",
)

KINDS = kinds(
    NUMBER_TWICE,
    NO_NUMBER,
    SEVERAL_NUMBERS,
    SEVERAL_NAMES,
    LABEL_OUTSIDE,
    AREA_DIFFERS,
    RING_MENDED,
    RING_BROKEN,
    RING_TWICE,
    RING_AROUND,
    ROOM_IN_ROOM,
    ROOMS_OVERLAP,
    GAP_CLOSED,
    NO_WALLS,
    NO_FACES,
    FACE_LEFT,
)
