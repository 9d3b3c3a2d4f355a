"""Oddities found in a drawing: coded, placed and explained, never exceptions.

NoteKind    what a code means: severity, and a sentence in English and Chinese that says what it
            means and how to mend it; `{name}` stands for a value of the case
Note        one oddity in one drawing
KINDS       every kind the reader knows, by code; the rooms package adds its own with `kinds`
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

HALF_LETTER = re.compile("[\ud800-\udfff]")  # a lone surrogate, which no database takes
Severity = Literal["info", "warning", "error"]  # an error: something of the plan is missing


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
    /,
    *,
    at: tuple[float, float] | None = None,
    handle: str | None = None,
    **values: object,
) -> Note:
    """Return a note of a kind with the case's values put into both sentences, whole letters only."""
    values = {
        name: whole_letters(value) if isinstance(value, str) else value
        for name, value in values.items()
    }
    return Note(
        code=kind.code,
        severity=kind.severity,
        text=kind.en.format(**values),
        text_zh=kind.zh.format(**values),
        at=at,
        handle=None if handle is None else whole_letters(handle),
    )


def whole_letters(text: str) -> str:
    """Return a text whose lone surrogates are marked as lost."""
    return HALF_LETTER.sub("\ufffd", text)


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
    en="{count} layers are switched off and were read all the same ({names}). Freeze those that are "
    "not wanted.",
    zh="有 {count} 个图层处于关闭状态,仍已读取({names})。不需要的图层请冻结。",
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
    en="{count} entities of type {dxftype} carry no plan geometry and were skipped. Draw what is "
    "wanted of them with lines or polylines.",
    zh="{count} 个 {dxftype} 类型图元不含平面几何,已跳过。如需其内容请改用直线或多段线绘制。",
)
DAMAGED = NoteKind(
    code="entities_damaged",
    severity="error",
    en="{count} entities of type {dxftype} are damaged and are missing. Run AUDIT in CAD, redraw "
    "them and compare the plan with the original.",
    zh="{count} 个 {dxftype} 类型图元已损坏,未能读取。请在 CAD 中执行 AUDIT 并重绘,与原图核对。",
)
HIDDEN = NoteKind(
    code="entities_hidden",
    severity="info",
    en="{count} entities of type {dxftype} are hidden in the drawing and were skipped. Show them "
    "with UNISOLATEOBJECTS if they are wanted.",
    zh="{count} 个 {dxftype} 类型图元在图中被隐藏,已跳过。如需读取请取消对象隐藏。",
)
PROXY = NoteKind(
    code="proxy_without_graphics",
    severity="error",
    en="Missing: {what}. {count} {kind} objects of an add-on{application} carry no picture that can "
    "be read, so this floor is not whole. Export the drawing from that add-on as plain DXF (TArch: "
    "export as T3) and import that file.",
    zh="缺失{what_zh}:{count} 个第三方对象 {kind}{application_zh}不带可读图形,本层不完整。请在原软件中导出为普通"
    " DXF(天正:用“图形导出”存为 T3 格式)后重新导入。",
)
PROXY_MARKS = NoteKind(
    code="proxy_marks_missing",
    severity="warning",
    en="{count} {kind} objects of an add-on{application} ({what}) carry no picture that can be read "
    "and were left out; no room depends on them. Export as plain DXF (TArch: T3) to see them.",
    zh="{count} 个第三方对象 {kind}{application_zh}({what_zh})不带可读图形,已略去,不影响房间识别。"
    "如需显示请导出为普通 DXF(天正:T3 格式)。",
)
PROXY_PART = NoteKind(
    code="proxy_graphics_incomplete",
    severity="error",
    en="The pictures of {count} {kind} objects ({what}) of an add-on{application} break off and were "
    "read in part. Export the drawing as plain DXF (TArch: export as T3) and import that file.",
    zh="{count} 个第三方对象 {kind}({what_zh}){application_zh}的代理图形不完整,仅读取了一部分。请导出为普通 DXF"
    "(天正:用“图形导出”存为 T3 格式)后重新导入。",
)
PROXY_SHOWN = NoteKind(
    code="proxy_graphics_used",
    severity="warning",
    en="{count} {kind} objects ({what}) of an add-on{application} were read from the pictures they "
    "carry. Compare the plan with the original; exported as plain DXF (TArch: T3) it is exact.",
    zh="{count} 个第三方对象 {kind}({what_zh}){application_zh}按其代理图形读取。请与原图核对;"
    "导出为普通 DXF(天正:T3 格式)可获得准确图形。",
)
BLOCK_MISSING = NoteKind(
    code="block_missing",
    severity="error",
    en="Block {name} is referenced {count} times and is not in the file, so what it shows is "
    "missing. Bind or insert it and export again.",
    zh="块 {name} 被引用 {count} 次,但文件中没有该块,其内容缺失。请绑定或插入该块后重新导出。",
)
BLOCK_CLIPPED = NoteKind(
    code="block_clipped",
    severity="warning",
    en="{count} references of block {name} are clipped (XCLIP); all of the block was read, also "
    "what the clipping hides. Trim the block if that is not wanted.",
    zh="块 {name} 有 {count} 处参照被裁剪(XCLIP),已读取整个块,包括被裁去的部分。如不需要请修剪该块。",
)
XREF = NoteKind(
    code="xref_not_bound",
    severity="error",
    en="The external reference {name} ({path}) is not part of the file, so what it shows is "
    "missing. Bind it in CAD (XREF, Bind) and export again.",
    zh="外部参照 {name}({path})未包含在文件中,其内容缺失。请在 CAD 中绑定(XREF → 绑定)后重新导出。",
)
XREF_UNUSED = NoteKind(
    code="xref_not_shown",
    severity="info",
    en="The external reference {name} ({path}) is listed and shown nowhere; nothing is missing.",
    zh="外部参照 {name}({path})已列出但未在图中使用,不缺内容。",
)
XREF_BOUND = NoteKind(
    code="xref_bound",
    severity="info",
    en="Layers and blocks bound from {names} were read under their own names.",
    zh="已按各自名称读取由 {names} 绑定而来的图层和块。",
)
BLOCK_TOO_DEEP = NoteKind(
    code="block_too_deep",
    severity="error",
    en="Block {name} is nested deeper than {limit} levels or contains itself; what lies deeper was "
    "left out. Explode the outer blocks and export again.",
    zh="块 {name} 嵌套超过 {limit} 层或自我引用,更深的内容未读取。请分解外层块后重新导出。",
)
PICTURE = NoteKind(
    code="picture_in_drawing",
    severity="warning",
    en="{count} pictures ({name}) stand in the drawing; what they show is not drawn and was not "
    "read. Trace what is wanted of them with lines.",
    zh="图中有 {count} 张图片({name}),图片内容不是线条,未读取。如需其内容请描图。",
)
PICTURE_ONLY = NoteKind(
    code="plan_is_a_picture",
    severity="error",
    en="The plan is a picture ({name}) with hardly anything drawn, so no room can be read from it. "
    "Trace it or get the drawing it was scanned from.",
    zh="该图是一张图片({name}),几乎没有线条,无法识别房间。请描图,或取得扫描前的原图。",
)
REGION = NoteKind(
    code="region_not_read",
    severity="warning",
    en="{count} entities of type {dxftype} are solids that could not be read. Explode them into "
    "lines or draw their outline as a polyline.",
    zh="{count} 个 {dxftype} 实体无法读取。请分解为线条,或用多段线绘制其轮廓。",
)
TEXT_GARBLED = NoteKind(
    code="text_garbled",
    severity="warning",
    en="{count} texts could not be decoded whole (first: {first}). State the encoding or save the "
    "drawing as R2007 or later.",
    zh="{count} 处文字无法完整解码(首个:{first})。请指定编码,或另存为 R2007 以上版本。",
)
TEXT_MENDED = NoteKind(
    code="text_mended",
    severity="warning",
    en="{count} texts and names had been decoded wrongly before they were saved ({way}); they were "
    "put right: {was} says {now}. Compare them with the original.",
    zh="{count} 处文字或名称在保存前已被误解码({way}),现已还原:{was} 应为 {now}。请与原图核对。",
)
ENCODING_OTHER = NoteKind(
    code="encoding_not_as_declared",
    severity="info",
    en="The file declares {declared} but its texts are {found}; they were read as {found}. State "
    "the encoding if they look wrong.",
    zh="文件声明编码为 {declared},文字实际为 {found},已按 {found} 读取。如文字有误请指定编码。",
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
    en="The header says the unit is {declared}; the drawing itself shows {found}, which was taken. "
    "UNITS in CAD sets the header right.",
    zh="文件头声明单位为 {declared},图中内容表明为 {found},已按后者读取。可在 CAD 中用 UNITS 更正。",
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
PAPER_READ = NoteKind(
    code="plan_in_paper_space",
    severity="warning",
    en="Modelspace is empty; the plan was read from the layout “{name}”. Check the unit: a layout "
    "may be drawn to scale.",
    zh="模型空间为空,已从布局“{name}”读取平面图。布局可能按比例绘制,请核对单位。",
)
PAPER_NOT_READ = NoteKind(
    code="layout_not_read",
    severity="error",
    en="The layout “{name}” holds a drawing of its own that was not read. Save it as a file of its "
    "own and import that.",
    zh="布局“{name}”另有图形,未读取。请另存为单独的图纸后导入。",
)
DWG_LEFT = NoteKind(
    code="dwg_parts_left",
    severity="info",
    en="The converter left out {kinds}: they draw no wall, door or label of a room.",
    zh="转换时未带出 {kinds}:它们不构成墙、门或房间标注。",
)
DWG_NOT_COUNTED = NoteKind(
    code="dwg_not_counted",
    severity="warning",
    en="What the DWG holds could not be counted, so only {tool} vouches that nothing is missing. "
    "Compare the plan with the original.",
    zh="无法清点该 DWG 的图元数,完整性仅由 {tool} 保证。请与原图核对。",
)
NO_PLAN = NoteKind(
    code="no_plan_on_the_sheet",
    severity="warning",
    en="The drawing shows elevations, sections, details or tables and no floor plan.",
    zh="图中只有立面、剖面、详图或表格,没有楼层平面图。",
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
    DAMAGED,
    HIDDEN,
    PROXY,
    PROXY_MARKS,
    PROXY_PART,
    PROXY_SHOWN,
    BLOCK_MISSING,
    BLOCK_CLIPPED,
    XREF,
    XREF_UNUSED,
    XREF_BOUND,
    BLOCK_TOO_DEEP,
    PICTURE,
    PICTURE_ONLY,
    REGION,
    TEXT_GARBLED,
    TEXT_MENDED,
    ENCODING_OTHER,
    UNIT_UNSURE,
    UNIT_NOT_AS_DECLARED,
    NOTHING_DRAWN,
    CONVERTED,
    VIEW_NOT_A_PLAN,
    PLAN_TWICE,
    STOREYS_SAME_TITLE,
    STOREY_DOUBTED,
    PAPER_READ,
    PAPER_NOT_READ,
    DWG_LEFT,
    DWG_NOT_COUNTED,
    NO_PLAN,
    STRAYS,
)
