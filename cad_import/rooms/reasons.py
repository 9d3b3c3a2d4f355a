"""Why a room is as sure as it is, in both languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, in English and Chinese."""

    en: str
    zh: str


CLOSED_OUTLINE = Reason("closed outline", "闭合轮廓线")
BY_WALLS = Reason("enclosed by walls", "由墙体围合")
CUT_OUT = Reason("a room inside it was taken out", "已扣除其内部的房间")
MENDED_SEVERALLY = Reason(
    "outline crosses itself and can be mended in several ways", "轮廓自相交,有多种修复方式"
)
BY_DRAFTING = Reason("lines that nearly meet were joined", "接合了几乎相接的线")
BY_DOOR = Reason("door openings closed along the wall faces", "门洞沿墙面封闭")
BY_WINDOW = Reason("windows closed along the wall faces", "窗洞沿墙面封闭")
BY_FACING = Reason("an opening without door or window was closed", "封闭了无门窗的洞口")
BY_CORNER = Reason(
    "an opening beside a crossing wall, without door or window, was closed",
    "封闭了横墙旁无门窗的洞口",
)
BY_WIDE = Reason(
    "a wide opening was closed because it parts two labelled rooms",
    "封闭了分隔两个有标注房间的宽洞口",
)
WITH_CUBICLES = Reason("its compartments are part of it", "包含其隔间")
UNLABELLED = Reason("no label stands in it", "其中没有标注")
FIGURE_IS_OLD = Reason(
    "The plan was probably changed after the figure was written.", "很可能是图形修改后未更新标注。"
)
CLOSED_WRONGLY = Reason(
    "The room may be closed in the wrong place.", "房间边界的封闭位置可能有误。"
)
FIGURE_OF_ANOTHER = Reason(
    "The figure may belong to another room or unit.", "该标注可能属于其他房间或使用其他单位。"
)
AREA_AGREES = Reason("its printed area agrees", "与标注面积一致")


def mended_by(change_m2: float) -> Reason:
    """Return that an outline was mended, and what that changed."""
    return Reason(f"outline mended, {change_m2:+.3f} m²", f"轮廓已修复,{change_m2:+.3f} m²")


def overlaps_by(shared_m2: float) -> Reason:
    """Return that an outline overlaps another."""
    return Reason(
        f"overlaps another outline by {shared_m2:.2f} m²", f"与另一轮廓重叠 {shared_m2:.2f} m²"
    )


def holds_numbers(count: int) -> Reason:
    """Return that one space holds several numbers."""
    return Reason(f"it holds {count} numbers", f"其中有 {count} 个编号")


def area_differs(printed_less_drawn_m2: float) -> Reason:
    """Return that the printed area is another than the drawn one."""
    return Reason(
        f"its printed area differs by {printed_less_drawn_m2:+.2f} m²",
        f"标注面积相差 {printed_less_drawn_m2:+.2f} m²",
    )


def corridor_by(rooms: int) -> Reason:
    """Return that a space is a corridor by its shape and its doors."""
    return Reason(
        f"long, with doors to {rooms} rooms: a corridor", f"狭长且通向 {rooms} 个房间,视为走廊"
    )


def stair_by(treads: int) -> Reason:
    """Return that a space is a stair by what is drawn in it."""
    return Reason(
        f"{treads} treads are drawn in it: a stair", f"其中绘有 {treads} 条踏步线,视为楼梯间"
    )
