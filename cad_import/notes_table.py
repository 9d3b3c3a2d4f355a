"""docs/notes.md from the code: python -m cad_import.notes_table > docs/notes.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cad_import.creator_codes import CREATOR, Theirs
from cad_import.drawing import errors
from cad_import.drawing.errors import DrawingError
from cad_import.drawing.notes import KINDS, NoteKind
from cad_import.profiles.named import UnknownProfile
from cad_import.rooms.notes import ROOM_KINDS

VALUE = re.compile(r"\{(\w+)[^}]*\}")
HEAD = """# Notes on a drawing

What is odd about a drawing is said in notes, never hidden and never guessed over. A note has a `code`
that does not change, a `severity`, a sentence in English (`text`) and in Chinese (`text_zh`) that says
what it means and how to mend it, and, where it concerns a place or an entity, the place in metres
(`at`) and the handle of the first entity (`handle`).

| severity | means |
|---|---|
| error | something is missing or contradicts itself; a drawing read with such a note is not `whole` |
| warning | something was decided, left out or put right that a person should compare with the original |
| info | something worth knowing; nothing is lost |

This page is made from the code by `python -m cad_import.notes_table > docs/notes.md`; a test compares them.
Words in braces stand for the values of the case.

"""
REFUSALS = """
## Refusals

A file that cannot be read at all is refused with one sentence, and nothing is imported.

| class | English | 中文 |
|---|---|---|
"""
THEIRS = """
## Azure Maps Creator

The drawing conversion of Azure Maps Creator, which is no longer offered, reported the codes below. Each is answered
here by notes or refusals of our own, or cannot happen for the reason given.

| its code | what it meant | ours |
|---|---|---|
"""


def every_kind() -> list[NoteKind]:
    """Return every kind of note: first of reading a drawing, then of its rooms."""
    return [*KINDS.values(), *ROOM_KINDS.values()]


def refusals() -> list[type[DrawingError]]:
    """Return every way in which a file is refused."""
    own = [each for each in vars(errors).values() if isinstance(each, type)]
    found = [each for each in own if issubclass(each, DrawingError) and each is not DrawingError]
    return [*found, UnknownProfile]


def page() -> str:
    """Return the page."""
    return "\n".join(
        [
            HEAD + "| code | severity | English | 中文 |\n|---|---|---|---|",
            *(
                f"| `{kind.code}` | {kind.severity} | {_shown(kind.en)} | {_shown(kind.zh)} |"
                for kind in every_kind()
            ),
            REFUSALS.rstrip("\n"),
            *(
                f"| `{each.__name__}` | {_shown(each.en)} | {_shown(each.zh_form)} |"
                for each in refusals()
            ),
            THEIRS.rstrip("\n"),
            *(f"| {each.code} | {each.means} | {_answer(each)} |" for each in CREATOR),
            "",
        ]
    )


def _shown(sentence: str) -> str:
    return VALUE.sub(r"{\1}", sentence).replace("|", "\\|")


def _answer(theirs: Theirs) -> str:
    return ", ".join(f"`{code}`" for code in theirs.ours) or theirs.instead


def lines() -> Iterator[str]:
    """Yield the page line by line."""
    yield from page().splitlines()


if __name__ == "__main__":
    print("\n".join(lines()))
