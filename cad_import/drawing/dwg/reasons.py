"""Why a conversion is refused, in Chinese: the sentences of the converters, one pattern each."""

from __future__ import annotations

import re

PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"what it loses cannot be told", "无法清点图元,不能确认转换是否完整"),
        (r"it took longer than (\d+) s", "转换超过 {0} 秒"),
        (r"it ended with status (-?\d+)", "转换程序异常退出({0})"),
        (r"it ended without a word", "转换程序没有返回结果"),
        (r"it wrote nothing", "没有生成文件"),
        (r"it wrote (\d+) bytes of DXF for each byte of DWG", "生成的文件为原文件的 {0} 倍,过大"),
        (r"it reported (.*)", "转换程序报告错误:{0}"),
        (r"modelspace has (\d+) (\S+), (\d+) came out", "模型空间有 {0} 个 {1},转换后为 {2} 个"),
        (r"blocks have (\d+) (\S+), (\d+) came out", "块中有 {0} 个 {1},转换后为 {2} 个"),
        (r"the (\S+) (\S+) belongs to nothing", "{0} {1} 没有所属的块或参照"),
        (r"the (\S+) (\S+) has coordinates", "{0} {1} 的坐标不合理"),
        (r"it holds (.*), which cannot be carried over", "含有无法转换的图元:{0}"),
        (r"(.*) could not be decoded", "{0} 无法解码"),
        (r"two blocks are named (.*)", "有两个块同名:{0}"),
        (r"what it wrote cannot be read", "生成的文件无法读取"),
        (r"the converted drawing is empty", "转换结果为空"),
    )
)


def in_chinese(reason: str) -> str:
    """Return a reason in Chinese, or as it is when no pattern knows it.

    >>> in_chinese("modelspace has 3 LINE, 2 came out")
    '模型空间有 3 个 LINE,转换后为 2 个'
    """
    for pattern, words in PATTERNS:
        if match := pattern.search(reason):
            return words.format(*match.groups())
    return reason
