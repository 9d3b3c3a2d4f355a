"""What a DWG holds, from its own object index: the count that no converter can lower.

Contents   entities by DXF type in modelspace, and in all block definitions together

The index lists every object with its type, and every entity says whether it stands in modelspace, in
paper space or in a block. The package ezdwg reads both; nothing of its conversion is used here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ezdwg import raw

IN_BLOCK, IN_PAPER, IN_MODEL = 0, 1, 2  # entity modes (Open Design Specification, §20.4.1)
SAME = {
    "MINSERT": "INSERT",
    "POLYLINE_2D": "POLYLINE",
    "POLYLINE_3D": "POLYLINE",
    "POLYLINE_PFACE": "POLYLINE",
    "POLYLINE_MESH": "POLYLINE",
}  # kinds of the index that a DXF gives one name
BRACKETS = {"BLOCK", "ENDBLK", "SEQEND"}  # they hold entities together and draw nothing
PART = re.compile(r"^(?:VERTEX|ATTRIB$)")  # counted with what it is a part of


class Uncountable(Exception):
    """The index cannot be read whole, so nothing can be said of what a conversion loses."""


@dataclass(frozen=True, slots=True)
class Contents:
    """How many entities of each DXF type stand in modelspace and in blocks."""

    model: Mapping[str, int]
    blocks: Mapping[str, int]


def contents_of(path: str) -> Contents:
    """Return what a DWG holds; raise Uncountable when its index is not whole."""
    kinds = kinds_of(path)
    modes = {handle: mode for handle, mode, _order in raw.decode_entity_placements(path)}
    missing = [handle for handle in kinds if handle not in modes]
    if missing:
        raise Uncountable(f"{len(missing)} entities tell no place")
    model: Counter[str] = Counter()
    blocks: Counter[str] = Counter()
    for handle, kind in kinds.items():
        if kind not in BRACKETS and not PART.match(kind):
            if modes[handle] == IN_MODEL:
                model[kind] += 1
            elif modes[handle] == IN_BLOCK:
                blocks[kind] += 1
    return Contents(model, blocks)


def kinds_of(path: str) -> dict[int, str]:
    """Return the DXF type of each entity by its handle; raise Uncountable when some are not told."""
    listed = raw.list_object_map_entries(path)
    headers = raw.list_object_headers_with_type(path) if listed else []
    if not headers:
        raise Uncountable("its object index is empty or cannot be read")
    if len(headers) != len(listed):
        raise Uncountable(f"only {len(headers)} of {len(listed)} objects can be read")
    found = {header[0]: name_of(header[4]) for header in headers if header[5] == "E"}
    begun = sum(kind == "BLOCK" for kind in found.values())
    if not begun or begun != sum(kind == "ENDBLK" for kind in found.values()):
        raise Uncountable("its blocks are not whole")
    return found


def name_of(kind: str) -> str:
    """Return the DXF type of a kind in the index.

    >>> name_of("DIM_LINEAR"), name_of("MINSERT"), name_of("LINE")
    ('DIMENSION', 'INSERT', 'LINE')
    """
    return "DIMENSION" if kind.startswith("DIM") else SAME.get(kind, kind)
