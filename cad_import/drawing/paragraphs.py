r"""What an MTEXT shows: its codes read, stacked and raised parts put into the line.

A stack is two parts over one another (\S1/2;); a raised part is a smaller one (\H0.7x;2). A raised
2 or 3 after a metre is its power: 34.88m\S2^ ; says 34.88m².
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .writing import SUPERSCRIPT, decoded, sign_of, with_powers

CODE = re.compile(
    r"""\\S(?P<stack>(?:\\.|[^;\\])*);?
    | \\(?P<break>[PNX])
    | \\(?P<blank>~)
    | \\H(?P<height>[\d.]+)(?P<times>x?);?
    | \\[ACFQTWacfpqt](?P<style>[^;\\{}]*);
    | \\(?P<stroke>[LlOoKk])
    | \\(?P<escaped>[\\{}])
    | (?P<open>\{) | (?P<shut>\})
    | (?P<sign>%%(?:\d{3}|[cdpuokCDPUOK%]))
    | \^(?P<caret>.)""",
    re.VERBOSE,
)
SIGN = re.compile(r"%%(\d{3}|.)")
STACKED = re.compile(r"(?<!\\)[\^/#]")
SMALL = 0.85  # of the letters before it: a raised part is drawn at half to seven tenths
METRE_AT_END = re.compile(r"(?:^|[^A-Za-z]|[cdk])[mM]$")
AREA_IN_STACK = re.compile(r"^m([23])\^?$", re.IGNORECASE)


@dataclass(slots=True)
class _Line:
    """What has been read so far, and how high the letters are now."""

    text: str = ""
    height: float = 1.0
    shown: float = 1.0  # height of the last letters
    kept: list[float] = field(default_factory=list)  # heights outside the braces

    def add(self, letters: str) -> None:
        if not letters:
            return
        is_small = self.height < SMALL * self.shown
        power = SUPERSCRIPT.get(letters.strip()) if is_small else None
        if power and METRE_AT_END.search(self.text[-2:]):
            self.text += power
            return
        self.text += letters
        if letters.strip():
            self.shown = self.height


def said_in_paragraphs(text: str, *, height: float = 1.0) -> str:
    r"""Return what an MTEXT shows, its lines parted by newlines.

    >>> said_in_paragraphs(r"{\fSimSun|b0;会议室}\P34.88m\S2^ ;")
    '会议室\n34.88m²'
    """
    text = decoded(text)
    if not CODE.search(text):
        return text.strip()
    line = _Line(height=height, shown=height)
    at = 0
    for code in CODE.finditer(text):
        line.add(text[at : code.start()])
        _apply(line, code)
        at = code.end()
    line.add(text[at:])
    return "\n".join(each.strip() for each in with_powers(line.text).split("\n")).strip()


def _apply(line: _Line, code: re.Match[str]) -> None:
    match code.lastgroup:
        case "stack":
            line.text += _stacked(code["stack"], line.text)
        case "break":
            line.text += "\n"
        case "height" | "times":
            value = float(code["height"].strip(".") or 1)
            line.height = line.height * value if code["times"] else value
        case "open":
            line.kept.append(line.height)
        case "shut":
            line.height = line.kept.pop() if line.kept else line.height
        case "sign":
            line.text += _sign(code["sign"])
        case other:
            line.add(_plain(other, code))


def _plain(kind: str | None, code: re.Match[str]) -> str:
    match kind:
        case "blank":
            return " "
        case "escaped":
            return str(code["escaped"])
        case "caret":
            return {"I": " ", "J": "\n", "M": "", " ": "^"}.get(code["caret"], code[0])
        case _:
            return ""


def _sign(code: str) -> str:
    found = SIGN.match(code)
    return sign_of(found) if found else code


def _stacked(inside: str, before: str) -> str:
    """Return a stack in one line: a power, a fraction, or whichever part there is."""
    upper, lower = _parts(inside)
    if not lower:
        return SUPERSCRIPT.get(upper, upper) if METRE_AT_END.search(before[-2:]) else upper
    if not upper:
        return lower
    power = AREA_IN_STACK.match(lower)
    if power:
        return f"{upper} m{SUPERSCRIPT[power.group(1)]}"
    space = " " if before[-1:].isdigit() else ""
    return f"{space}{upper}/{lower}"


def _parts(inside: str) -> tuple[str, str]:
    parted = STACKED.split(inside, maxsplit=1)
    upper, lower = (parted[0], parted[1]) if len(parted) == 2 else (parted[0], "")
    return _bare(upper), _bare(lower)


def _bare(part: str) -> str:
    return re.sub(r"\\([;/#^\\{}])", r"\1", part).strip()
