"""File in, entities in metres and notes on everything odd out. The only package that imports ezdxf."""

from .entities import Arc, Dimension, Drawing, Hatch, Insert, Storey, Stroke, Text, Unit
from .errors import DrawingError
from .notes import Note
from .reading import read

__all__ = [
    "Arc",
    "Dimension",
    "Drawing",
    "DrawingError",
    "Hatch",
    "Insert",
    "Note",
    "Storey",
    "Stroke",
    "Text",
    "Unit",
    "read",
]
