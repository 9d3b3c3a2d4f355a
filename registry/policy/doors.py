"""以门为界: which spaces are reached only through somebody's office.

door     门   joins two spaces
common   公共 a corridor, stair or hall: everybody may walk there
gate          the space every way from the commons to another space goes through
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Mapping

OUTSIDE = ""  # where every common is reached from


def counts_with(
    doors: Iterable[tuple[str, str]], commons: Collection[str], occupied: Collection[str]
) -> dict[str, str]:
    """Return, for each space nobody sits in, the nearest occupied room one must cross to reach it.

    >>> doors = [("hall", "office"), ("office", "rest room"), ("rest room", "toilet")]
    >>> counts_with(doors, commons={"hall"}, occupied={"office"})
    {'rest room': 'office', 'toilet': 'office'}
    """
    ways = _ways(doors, commons)
    gates = gates_of(ways)
    hosts = {space: _host(space, gates, occupied) for space in sorted(gates)}
    return {
        space: host
        for space, host in hosts.items()
        if host and space not in occupied and space not in commons
    }


def gates_of(ways: Mapping[str, Collection[str]]) -> dict[str, str]:
    """Return the last gate before each space that can be reached from outside."""
    order = _reached(ways)
    rank = {space: at for at, space in enumerate(order)}
    gates = {OUTSIDE: OUTSIDE}
    changed = True
    while changed:  # each round carries what is known one door further; floors need two or three
        changed = False
        for space in order[1:]:
            gate = _meeting([n for n in ways[space] if n in gates], gates, rank)
            changed |= gates.get(space) != gate
            gates[space] = gate
    return {space: gate for space, gate in gates.items() if space != OUTSIDE}


def _ways(doors: Iterable[tuple[str, str]], commons: Collection[str]) -> dict[str, list[str]]:
    """Return where each space's doors lead; the commons lead outside."""
    ways: defaultdict[str, list[str]] = defaultdict(list)
    for one, other in (*doors, *((OUTSIDE, common) for common in sorted(commons))):
        ways[one].append(other)
        ways[other].append(one)
    return dict(ways)


def _reached(ways: Mapping[str, Collection[str]]) -> list[str]:
    """Return the spaces that can be reached from outside, nearest first."""
    seen = {OUTSIDE}
    queue = deque([OUTSIDE])
    order = []
    while queue:
        at = queue.popleft()
        order.append(at)
        for beyond in sorted(set(ways.get(at, ())) - seen):
            seen.add(beyond)
            queue.append(beyond)
    return order


def _meeting(spaces: list[str], gates: Mapping[str, str], rank: Mapping[str, int]) -> str:
    """Return the last space that every way to the given ones has in common."""
    meeting = spaces[0]
    for space in spaces[1:]:
        other = space
        while meeting != other:
            if rank[meeting] > rank[other]:
                meeting = gates[meeting]
            else:
                other = gates[other]
    return meeting


def _host(space: str, gates: Mapping[str, str], occupied: Collection[str]) -> str:
    """Return the nearest occupied gate on the way to a space, or OUTSIDE."""
    at = gates[space]
    while at != OUTSIDE and at not in occupied:
        at = gates[at]
    return at
