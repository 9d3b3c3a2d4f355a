"""Compartments of toilets 卫生间隔间: what thin partitions part off a toilet is part of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import Polygon

Floats = npt.NDArray[np.float64]

LARGEST_CUBICLE_M2 = 4.0  # an accessible cubicle of 2 by 2 m
PARTITION_M = 0.12  # boards, or a thin wall of blocks
TOILETS = re.compile(
    r"卫生间|厕所|洗手|盥洗|男卫|女卫|^男$|^女$|淋浴|浴室|\b(?:toilets?|toil|rest\s?rooms?|wc|wash\s?rooms?"
    r"|lavator\w+|bath\s?rooms?|showers?|men'?s?|women'?s?)\b",
    re.IGNORECASE,
)


def is_toilet(name: str) -> bool:
    """Return whether a room of this name has compartments.

    >>> is_toilet("男卫生间"), is_toilet("Restroom"), is_toilet("会议室")
    (True, True, False)
    """
    return bool(TOILETS.search(name))


def cubicles_of(
    polygons: Sequence[Polygon],
    ways: Sequence[Floats],
    *,
    toilets: Sequence[int],
    unlabelled: Sequence[int],
) -> dict[int, int]:
    """Return which spaces are cubicles, and of which toilet.

    `ways` are the openings of each space; all of a cubicle's lead to the toilet.
    """
    small = [i for i in unlabelled if polygons[i].area <= LARGEST_CUBICLE_M2 and len(ways[i])]
    if not small or not toilets:
        return {}
    shapes = np.array([polygons[j] for j in toilets], dtype=object)
    found = {}
    for i in small:
        middles = shapely.points((ways[i][:, :2] + ways[i][:, 2:]) / 2)
        near = shapely.dwithin(shapes[:, None], middles[None], PARTITION_M).all(axis=1)
        if near.sum() == 1:
            found[i] = toilets[int(np.flatnonzero(near)[0])]
    return found


def whole_toilets(polygons: Sequence[Polygon], cubicles: Mapping[int, int]) -> dict[int, Polygon]:
    """Return the toilets with their cubicles and the partitions between."""
    parts: dict[int, list[Polygon]] = defaultdict(list)
    for cubicle, toilet in cubicles.items():
        parts[toilet].append(polygons[cubicle])
    whole = {}
    for toilet, inside in parts.items():
        grown = shapely.buffer([polygons[toilet], *inside], PARTITION_M / 2, join_style="mitre")
        shrunk = shapely.buffer(shapely.union_all(grown), -PARTITION_M / 2, join_style="mitre")
        if shrunk.geom_type == "Polygon":
            whole[toilet] = shrunk
    return whole
