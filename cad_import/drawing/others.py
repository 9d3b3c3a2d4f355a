"""Which function reads which of the rarer types."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ezdxf.math import Vec3

from .curved import read_curve, read_hatch, read_solid
from .paragraphs import said_in_paragraphs
from .parts import read_leader, read_multileader, read_parts, read_table
from .pictures import PICTURES, read_picture
from .placing import growth
from .polylines import read_lwpolyline, read_polyline
from .raw import Frame, RawDimension
from .regions import read_region

if TYPE_CHECKING:
    from .collecting import Collector


def read_dimension(collector: Collector, entity: Any, frame: Frame, layer: str) -> None:
    """Read a length and what is printed on it; an angle is no evidence of anything."""
    measured = entity.get_measurement()
    if not isinstance(measured, float):
        return
    spot = Vec3(entity.dxf.get("text_midpoint") or entity.dxf.defpoint)
    if frame.matrix is not None:
        spot, measured = frame.matrix.transform(spot), measured * growth(frame.matrix)
    collector.raw.dimensions.append(
        RawDimension(
            measured=measured,
            text=said_in_paragraphs(entity.dxf.get("text", "") or ""),
            at=(spot.x, spot.y),
            factor=_factor(entity),
            layer=layer,
            handle=collector.handle_of(entity, frame),
        )
    )


def _factor(entity: Any) -> float:
    try:
        factor = float(entity.override().get("dimlfac", 1.0))
    except Exception:  # a style that is not there multiplies with nothing
        return 1.0
    return factor if factor > 0 else 1.0  # below zero it holds in paper space alone


OTHERS: dict[str, Callable[[Collector, Any, Frame, str], None]] = {
    "ELLIPSE": read_curve,
    "SPLINE": read_curve,
    "HELIX": read_curve,
    "SOLID": read_solid,
    "TRACE": read_solid,
    "HATCH": read_hatch,
    "MPOLYGON": read_hatch,
    "DIMENSION": read_dimension,
    "MLINE": read_parts,
    "LWPOLYLINE": read_lwpolyline,
    "POLYLINE": read_polyline,
    "LEADER": read_leader,
    "MULTILEADER": read_multileader,
    "MLEADER": read_multileader,
    "ACAD_TABLE": read_table,
    "REGION": read_region,
    "BODY": read_region,
    "3DSOLID": read_region,
} | dict.fromkeys(PICTURES, read_picture)
