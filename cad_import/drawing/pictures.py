"""Pictures in a drawing: scans and sheets laid under it, which say nothing to a reader of lines."""

from __future__ import annotations

from pathlib import PureWindowsPath
from typing import TYPE_CHECKING, Any

from .raw import Frame
from .writing import decoded

if TYPE_CHECKING:
    from .collecting import Collector

PICTURES = (
    "IMAGE",
    "OLE2FRAME",
    "OLEFRAME",
    "PDFUNDERLAY",
    "DWFUNDERLAY",
    "DGNUNDERLAY",
    "UNDERLAY",
)


def read_picture(collector: Collector, entity: Any, frame: Frame, layer: str) -> None:
    """Count a picture by the name of its file, with its place."""
    del layer  # a picture says nothing, whatever layer it is on
    collector.tally(collector.raw.pictures, name_of(entity), entity, frame)


def name_of(entity: Any) -> str:
    """Return the file a picture is kept in, or its type when the drawing holds it itself."""
    try:
        is_image = entity.dxftype() == "IMAGE"
        source = entity.image_def if is_image else entity.get_underlay_def()
        path = decoded(str(source.dxf.filename))
    except Exception:  # no definition, or a damaged one
        return str(entity.dxftype())
    return PureWindowsPath(path).name or str(entity.dxftype())
