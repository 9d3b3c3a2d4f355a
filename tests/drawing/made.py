"""Drawings made for a test, and what is asked of a reading."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ezdxf
from ezdxf.document import Drawing as Document

from cad_import.drawing import Drawing, Note, Stroke, Text, read


def new(version: str = "R2010") -> Document:
    return ezdxf.new(version)


def saved(document: Document, folder: Path, name: str = "plan.dxf") -> Path:
    path = folder / name
    document.saveas(path)
    return path


def read_back(document: Document, folder: Path, *, unit: str = "m", **given: Any) -> Drawing:
    """Return what the reader makes of a document that was saved first."""
    return read(saved(document, folder), unit=unit, **given)


def with_bytes(path: Path, was: bytes, now: bytes) -> Path:
    """Put bytes of another encoding into a saved drawing."""
    content = path.read_bytes()
    assert was in content
    path.write_bytes(content.replace(was, now))
    return path


def strokes(drawing: Drawing) -> tuple[Stroke, ...]:
    return tuple(stroke for storey in drawing.storeys for stroke in storey.strokes)


def texts(drawing: Drawing) -> tuple[Text, ...]:
    return tuple(text for storey in drawing.storeys for text in storey.texts)


def words(drawing: Drawing) -> list[str]:
    return [text.text for text in texts(drawing)]


def notes(drawing: Drawing, code: str) -> list[Note]:
    return [note for note in drawing.notes if note.code == code]


def the_note(drawing: Drawing, code: str) -> Note:
    (found,) = notes(drawing, code)
    return found
