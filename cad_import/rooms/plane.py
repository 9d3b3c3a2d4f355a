"""The faces of a plane graph: what its edges enclose, holes cut out.

Side    one edge as walked one way; the face it bounds lies on its left
Round   the sides of one face in order: counter-clockwise around it, clockwise around a hole in it

What `shapely.polygonize` does, in arrays: it takes the larger part of reading a plan of many rooms.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from .graph import Graph
from .within import pairs_within

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Shapes = npt.NDArray[np.object_]


def faces_of(graph: Graph) -> Shapes:
    """Return the faces that the edges of a graph enclose; what leads nowhere is left out.

    >>> square = np.array([[0, 0, 1, 0], [1, 0, 1, 1], [1, 1, 0, 1], [0, 1, 0, 0], [1, 1, 2, 2.0]])
    >>> from .graph import graph_as_drawn
    >>> [face.area for face in faces_of(graph_as_drawn(square))]
    [1.0]
    """
    edges = _without_dead_ends(graph.edges, len(graph.nodes))
    sides, rounds = _rounds(graph.nodes, edges)
    bridges = _walked_both_ways(sides, rounds, len(edges))
    if bridges.any():
        edges = edges[~bridges]
        sides, rounds = _rounds(graph.nodes, edges)
    tail = np.concatenate([edges[:, 0], edges[:, 1]])[sides] if len(edges) else sides
    return _polygons(graph.nodes, *_untangled(tail, rounds))


def _without_dead_ends(edges: Ints, count: int) -> Ints:
    """Return edges without most of those that end loose; the rest are walked both ways."""
    for _round in range(4):
        loose = (np.bincount(edges.ravel(), minlength=count)[edges] == 1).any(axis=1)
        if not loose.any():
            break
        edges = edges[~loose]
    return edges


def _rounds(nodes: Floats, edges: Ints) -> tuple[Ints, Ints]:
    """Return the sides in the order they are walked, and the round each belongs to."""
    following = _following(nodes, edges).tolist()
    open_yet = bytearray(b"\1") * len(following)
    order: list[int] = []
    starts: list[int] = []
    for start in range(len(following)):
        side = start
        if open_yet[side]:
            starts.append(len(order))
        while open_yet[side]:
            open_yet[side] = 0
            order.append(side)
            side = following[side]
    bounds = np.array([*starts, len(order)], dtype=np.int64)
    lengths = bounds[1:] - bounds[:-1]
    return np.array(order, dtype=np.int64), np.repeat(np.arange(len(lengths)), lengths)


def _following(nodes: Floats, edges: Ints) -> Ints:
    """Return for each side the next around its face: the first to the right of going back."""
    count = len(edges)
    tail, head = np.concatenate([edges, edges[:, ::-1]]).T
    way = nodes[head] - nodes[tail]
    order = np.lexsort((np.arctan2(way[:, 1], way[:, 0]), tail))
    place = np.empty_like(order)
    place[order] = np.arange(2 * count)
    first = np.searchsorted(tail[order], tail)
    leaving = np.bincount(tail, minlength=len(nodes))[tail]
    right = order[first + (place - first - 1) % np.maximum(leaving, 1)]
    back = (np.arange(2 * count) + count) % max(2 * count, 1)
    return np.asarray(right[back], dtype=np.int64)


def _walked_both_ways(sides: Ints, rounds: Ints, count: int) -> npt.NDArray[np.bool_]:
    """Return which edges have one and the same face on both sides."""
    face = np.empty(2 * count, dtype=np.int64)
    face[sides] = rounds
    return np.asarray(face[:count] == face[count:])


def _untangled(tail: Ints, rounds: Ints) -> tuple[Ints, Ints, Ints]:
    """Return rounds that pass no node twice: nodes, the round of each, and the face of each round.

    A hole that touches its face's outside at a node is walked together with it.
    """
    key = rounds * (int(tail.max(initial=0)) + 1) + tail
    order = np.argsort(key, kind="stable")
    again = order[1:][key[order][1:] == key[order][:-1]]
    count = int(rounds.max(initial=-1)) + 1
    tangled = np.unique(rounds[again])
    face = np.arange(count)
    if not len(tangled):
        return tail, rounds, face
    plain = ~np.isin(rounds, tangled)
    loops = [(f, loop) for f in tangled.tolist() for loop in _loops(tail[rounds == f].tolist())]
    nodes = np.concatenate([tail[plain], *(np.array(loop, dtype=np.int64) for _f, loop in loops)])
    more = np.repeat(np.arange(count, count + len(loops)), [len(loop) for _f, loop in loops])
    return nodes, np.concatenate([rounds[plain], more]), np.append(face, [f for f, _loop in loops])


def _loops(path: list[int]) -> list[list[int]]:
    """Return a closed path as loops that pass no node twice.

    >>> _loops([1, 2, 3, 2, 4])
    [[2, 3], [1, 2, 4]]
    """
    found: list[list[int]] = []
    held: list[int] = []
    place: dict[int, int] = {}
    for node in path:
        if node in place:
            loop = held[place[node] :]
            for each in loop:
                del place[each]
            del held[len(held) - len(loop) :]
            found.append(loop)
        place[node] = len(held)
        held.append(node)
    return [*found, held]


def _polygons(nodes: Floats, order: Ints, rounds: Ints, face: Ints) -> Shapes:
    """Return the polygons of rounds: those that turn left, with those that turn right in them."""
    used, first, number = np.unique(rounds, return_index=True, return_inverse=True)
    if not len(used):
        return np.array([], dtype=object)
    xy, face = nodes[order], face[used]
    area = _areas(xy, first)
    shells, holes = np.flatnonzero(area > 0), np.flatnonzero(area < 0)
    rings = shapely.linearrings(xy, indices=number)
    whole = shapely.polygons(rings[shells])
    owner = _owners(xy[first[holes]], face[holes], face[shells], whole, area[shells])
    holes, owner = holes[owner >= 0], owner[owner >= 0]
    parts = np.concatenate([shells, holes])
    belongs = np.concatenate([np.arange(len(shells)), owner])
    by_shell = np.argsort(belongs, kind="stable")
    faces = shapely.polygons(rings[parts[by_shell]], indices=belongs[by_shell])
    return np.asarray(shapely.orient_polygons(faces, exterior_cw=True))  # as GEOS turns them


def _areas(xy: Floats, first: Ints) -> Floats:
    """Return the area within each round, less than nothing where it runs clockwise."""
    x, y = (xy - xy.min(axis=0)).T
    following = np.arange(1, len(xy) + 1)
    following[np.append(first[1:], len(xy)) - 1] = first
    return np.asarray(np.add.reduceat(x * y[following] - x[following] * y, first) / 2)


def _owners(spots: Floats, face: Ints, shell_face: Ints, shells: Shapes, area: Floats) -> Ints:
    """Return the shell that each hole is cut out of: of the same walk, else the least around it."""
    found = np.full(len(spots), -1, dtype=np.int64)
    hole, shell = pairs_within(shapely.points(spots), shells)
    order = np.lexsort((-area[shell], hole))
    found[hole[order]] = shell[order]
    by_face = np.full(int(max(face.max(initial=-1), shell_face.max(initial=-1))) + 1, -1)
    by_face[shell_face] = np.arange(len(shell_face))
    return np.where(by_face[face] >= 0, by_face[face], found)
