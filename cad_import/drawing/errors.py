"""Why a drawing could not be read: one root, one class per cause, each says what to do next."""

from __future__ import annotations


class DrawingError(Exception):
    """A drawing that cannot be read; `str()` is the English sentence, `zh` the Chinese one."""

    en = "{name} could not be read as a drawing. Open it in CAD and save it again as DXF."
    zh_form = "无法将 {name} 作为图纸读取。请在 CAD 中打开并另存为 DXF。"

    def __init__(self, name: str, **values: object) -> None:
        super().__init__(self.en.format(name=name, **values))
        self.zh = self.zh_form.format(name=name, **values)
        self.name = name
        self.values = values

    def __reduce__(self) -> tuple[object, ...]:
        """Tell how to make it again in another process."""
        return _again, (type(self), self.name, self.values)


def _again(kind: type[DrawingError], name: str, values: dict[str, object]) -> DrawingError:
    return kind(name, **values)


class NoSuchFile(DrawingError):
    """The path names no readable file."""

    en = "{name} is not a file that can be opened. Check the path and its permissions."
    zh_form = "{name} 不是可以打开的文件。请检查路径和权限。"


class NotADrawing(DrawingError):
    """The content is neither DXF nor DWG, whatever the name says."""

    en = "{name} is not a DXF or DWG drawing. Save it from CAD as DXF and use that file."
    zh_form = "{name} 不是 DXF 或 DWG 图纸。请在 CAD 中另存为 DXF 后使用该文件。"


class UnreadableDrawing(DrawingError):
    """The structure is damaged beyond recovery."""

    en = "{name} is damaged ({why}). Run AUDIT or RECOVER in CAD and save it again as DXF."
    zh_form = "{name} 已损坏({why})。请在 CAD 中执行 AUDIT 或 RECOVER 后另存为 DXF。"


class UnknownEncoding(DrawingError):
    """The encoding that was stated is not one there is."""

    en = "{name} is not an encoding. State one such as GB18030, BIG5, SHIFT_JIS or UTF-8."
    zh_form = "没有名为 {name} 的编码。请指定 GB18030、BIG5、SHIFT_JIS 或 UTF-8 等编码。"


class DrawingTooLarge(DrawingError):
    """The drawing passes a limit of size, entities or block expansion."""

    en = "{name} has {found} {what}; the limit is {limit}. Purge it or save the plan alone."
    zh_form = "{name} 的{what_zh}为 {found},超过上限 {limit}。请清理图纸或仅保存平面图。"


class DwgNotConverted(DrawingError):
    """No converter gave the whole DWG."""

    en = "{name} is a DWG that could not be converted whole ({why}). Save it from CAD as DXF."
    zh_form = "{name} 是 DWG 文件,未能完整转换({why_zh})。请在 CAD 中另存为 DXF。"


class DrawingTakesTime(DrawingError):
    """Reading was stopped at its deadline."""

    en = "{name} could not be read within {seconds} s. Purge it or save the plan alone."
    zh_form = "{name} 在 {seconds} 秒内未能读完。请清理图纸或仅保存平面图。"


class DrawingTakesMemory(DrawingError):
    """Reading was stopped because it asked for too much memory."""

    en = "{name} needs more than {megabytes} MB to be read. Purge it or save the plan alone."
    zh_form = "读取 {name} 所需内存超过 {megabytes} MB。请清理图纸或仅保存平面图。"


class DrawingEndedReading(DrawingError):
    """The process that read it ended without a word."""

    en = (
        "Reading {name} ended unexpectedly ({how}); nothing was changed. Run AUDIT in CAD, save the "
        "drawing again as DXF and try that file."
    )
    zh_form = (
        "读取 {name} 时意外中止({how}),未作任何改动。请在 CAD 中执行 AUDIT 后另存为 DXF 再试。"
    )
