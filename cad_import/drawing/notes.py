"""Oddities found in a drawing: coded, placed and explained, never exceptions.

NoteKind    what a code means: severity, and a sentence in English and Chinese that says what it
            means and how to mend it; `{name}` stands for a value of the case
Note        one oddity in one drawing
KINDS       every kind the reader knows, by code; the rooms package adds its own with `kinds`
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["info", "warning", "error"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteKind:
    """What a code means, in both languages, and how to mend it."""

    code: str
    severity: Severity
    en: str
    zh: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One oddity, at a place in metres when it has one and on an entity when it has one."""

    code: str
    severity: Severity
    text: str
    text_zh: str
    at: tuple[float, float] | None = None
    handle: str | None = None


def kinds(*members: NoteKind) -> dict[str, NoteKind]:
    """Return the kinds by code; a code stands once."""
    table = {kind.code: kind for kind in members}
    if len(table) != len(members):
        raise ValueError("a note code is listed twice")
    return table


def note(
    kind: NoteKind,
    *,
    at: tuple[float, float] | None = None,
    handle: str | None = None,
    **values: object,
) -> Note:
    """Return a note of a kind with the case's values put into both sentences."""
    return Note(
        code=kind.code,
        severity=kind.severity,
        text=kind.en.format(**values),
        text_zh=kind.zh.format(**values),
        at=at,
        handle=handle,
    )


REPAIRED = NoteKind(
    code="drawing_repaired",
    severity="warning",
    en="The file is damaged and was repaired while reading: {fixes} faults ({first}). Compare the "
    "plan with the original; AUDIT in CAD mends the file itself.",
    zh="文件有损坏,读取时已修复 {fixes} 处({first})。请与原图核对;可在 CAD 中用 AUDIT 修复。",
)
LAYERS_OFF = NoteKind(
    code="layers_off_read",
    severity="info",
    en="{count} layers are switched off and were read all the same ({names}).",
    zh="有 {count} 个图层处于关闭状态,仍已读取({names})。",
)
LAYER_FROZEN = NoteKind(
    code="layer_frozen_skipped",
    severity="warning",
    en="Layer {layer} is frozen: {count} entities on it were skipped. Thaw it if they are wanted.",
    zh="图层 {layer} 已冻结,跳过其上 {count} 个图元。如需读取请先解冻。",
)
SKIPPED = NoteKind(
    code="entities_skipped",
    severity="info",
    en="{count} entities of type {dxftype} carry no plan geometry and were skipped.",
    zh="{count} 个 {dxftype} 类型图元不含平面几何,已跳过。",
)
PROXY = NoteKind(
    code="proxy_without_graphics",
    severity="error",
    en="{count} objects of an add-on ({kinds}) carry no drawable geometry and are missing. Export "
    "the drawing from that add-on as plain DXF (TArch: export as T3).",
    zh="{count} 个第三方对象({kinds})不带可读图形,已缺失。请在原软件中导出为普通 DXF"
    "(天正:图形导出为 T3)。",
)
BLOCK_MISSING = NoteKind(
    code="block_missing",
    severity="warning",
    en="Block {name} is referenced {count} times and is not in the file. Bind or insert it.",
    zh="块 {name} 被引用 {count} 次,但文件中没有该块。请绑定或插入该块。",
)
XREF = NoteKind(
    code="xref_not_bound",
    severity="warning",
    en="The external reference {name} is not part of the file. Bind it in CAD and export again.",
    zh="外部参照 {name} 未包含在文件中。请在 CAD 中绑定后重新导出。",
)
BLOCK_TOO_DEEP = NoteKind(
    code="block_too_deep",
    severity="warning",
    en="Block {name} is nested deeper than {limit} levels or contains itself; what lies deeper was "
    "left out.",
    zh="块 {name} 嵌套超过 {limit} 层或自我引用,更深的内容未读取。",
)
TEXT_GARBLED = NoteKind(
    code="text_garbled",
    severity="warning",
    en="{count} texts could not be decoded whole (first: {first}). State the encoding or save the "
    "drawing as R2007 or later.",
    zh="{count} 处文字无法完整解码(首个:{first})。请指定编码,或另存为 R2007 以上版本。",
)
ENCODING_OTHER = NoteKind(
    code="encoding_not_as_declared",
    severity="info",
    en="The file declares {declared} but its texts are {found}; they were read as {found}.",
    zh="文件声明编码为 {declared},文字实际为 {found},已按 {found} 读取。",
)
UNIT_UNSURE = NoteKind(
    code="unit_not_certain",
    severity="warning",
    en="The drawing unit is not certain; {unit} was taken. State it with --unit or on the page.",
    zh="图纸单位不能确定,暂按 {unit} 读取。请用 --unit 或在页面上指定。",
)
UNIT_NOT_AS_DECLARED = NoteKind(
    code="unit_not_as_declared",
    severity="info",
    en="The header says the unit is {declared}; the drawing itself shows {found}.",
    zh="文件头声明单位为 {declared},图中内容表明为 {found}。",
)
NOTHING_DRAWN = NoteKind(
    code="nothing_drawn",
    severity="error",
    en="The modelspace holds nothing that can be read. Check that the plan is in modelspace.",
    zh="模型空间中没有可读取的内容。请确认平面图位于模型空间。",
)
CONVERTED = NoteKind(
    code="dwg_converted",
    severity="info",
    en="The DWG was converted with {tool}, which gave {count} entities. Compare the plan with "
    "the original.",
    zh="DWG 已用 {tool} 转换,得到 {count} 个图元。请与原图核对。",
)
VIEW_NOT_A_PLAN = NoteKind(
    code="view_not_a_plan",
    severity="info",
    en="“{title}” ({what}) is no floor plan: its {count} parts were left out. If it is one, give it "
    "a title such as “Second floor plan”.",
    zh="“{title}”({what_zh})不是楼层平面图,其 {count} 个图元未参与房间识别。如是平面图,"
    "请在图下注明如“二层平面图”。",
)
PLAN_TWICE = NoteKind(
    code="plan_drawn_twice",
    severity="warning",
    en="“{title}” shows the same plan as “{of}” again; only one of them was taken. Compare them if "
    "they differ.",
    zh="“{title}”与“{of}”为同一平面的重复绘制,仅采用其一。如两者不同请核对。",
)
STOREYS_SAME_TITLE = NoteKind(
    code="storey_title_twice",
    severity="warning",
    en="{count} different plans are titled “{title}”. Give each its own title.",
    zh="有 {count} 个不同的平面图都题为“{title}”。请分别命名。",
)
STOREY_DOUBTED = NoteKind(
    code="storey_without_title",
    severity="warning",
    en="A plan stands here without a title; it was taken as a storey of its own. Write the storey "
    "under it.",
    zh="此处平面图没有图名,已作为单独楼层读取。请在图下注明楼层。",
)
STRAYS = NoteKind(
    code="stray_entities",
    severity="info",
    en="{count} entities lie far from the drawing and were left out. Erase them in CAD.",
    zh="有 {count} 个图元远离图面,未予读取。请在 CAD 中删除。",
)

KINDS = kinds(
    REPAIRED,
    LAYERS_OFF,
    LAYER_FROZEN,
    SKIPPED,
    PROXY,
    BLOCK_MISSING,
    XREF,
    BLOCK_TOO_DEEP,
    TEXT_GARBLED,
    ENCODING_OTHER,
    UNIT_UNSURE,
    UNIT_NOT_AS_DECLARED,
    NOTHING_DRAWN,
    CONVERTED,
    VIEW_NOT_A_PLAN,
    PLAN_TWICE,
    STOREYS_SAME_TITLE,
    STOREY_DOUBTED,
    STRAYS,
)
