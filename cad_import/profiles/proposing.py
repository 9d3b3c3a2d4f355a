"""The role of every layer of a storey: stated by a profile, told by its name, or seen in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import shapely

from cad_import.drawing.entities import Stroke

from .drawn import (
    MIN_SEGMENTS,
    OVERLAP_SHARE,
    PAIRED_SHARE,
    SHORTEST_PAIRED_M,
    Points,
    RingFacts,
    Segments,
    paired_share,
    ring_facts,
    ring_polygons,
    segments_of,
    square_share,
    wall_like,
)
from .named import Profile
from .names import STATED, role_from_name
from .roles import NOTHING_KNOWN, STATED_BY, Proposal, Role, Told

LABELLED_SHARE = 0.6  # of the rings of a layer without a telling name must hold a label
HELD_SHARE = 0.5  # of all labels must stand in outlines that were only seen to be such
LABELLED_SHARE_LIKELY = 0.3  # of the rings of a layer that may be outlines by its name
CROWDED = 4.0  # labels per ring (number, name, area, one spare): more, and it is a zone
DRAWN = 0.8  # confidence in outlines that tile and hold labels
LAST_RESORT = 0.4  # confidence in walls known only by the labels they part
MOST_TRIED = 4  # layers without a telling name are tried as walls, the fullest first
SQUARE_SHARE = 0.6  # of a plan's lines run in a few directions; contours and trees in all
GUESSED = 0.5  # confidence in walls known only by their double lines

Layers = Mapping[str, Sequence[Stroke]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """The role of each layer of a storey, with its confidence and reason."""

    by_layer: Mapping[str, Proposal] = field(default_factory=dict)

    def of(self, layer: str) -> Proposal:
        """Return the proposal for a layer."""
        return self.by_layer.get(layer, NOTHING_KNOWN)

    def layers(self, role: Role) -> list[str]:
        """Return the layers of a role, by name."""
        return sorted(name for name, found in self.by_layer.items() if found.role is role)


def named_roles(layers: Iterable[str], profile: Profile | None = None) -> Roles:
    """Return what a profile and the layers' names tell."""
    return Roles(by_layer={layer: _named(layer, profile) for layer in layers})


def _named(layer: str, profile: Profile | None) -> Proposal:
    stated = profile.role_of(layer) if profile else None
    return stated or role_from_name(layer)


def roles_in(named: Roles, strokes: Sequence[Stroke], *, labels: Points) -> Roles:
    """Return the roles that names tell, corrected by what is drawn on each layer."""
    drawn = _by_layer(strokes)
    outlines = _outline_layers(named, drawn, labels)
    roles = {layer: _without_outline(found) for layer, found in named.by_layer.items()} | outlines
    if not outlines and not any(found.role is Role.WALL for found in roles.values()):
        roles |= _wall_layers(roles, drawn)
    return Roles(by_layer=roles)


def _by_layer(strokes: Sequence[Stroke]) -> dict[str, list[Stroke]]:
    layers: dict[str, list[Stroke]] = defaultdict(list)
    for stroke in strokes:
        layers[stroke.layer].append(stroke)
    return layers


def _without_outline(found: Proposal) -> Proposal:
    """Return UNKNOWN for outlines that the rings did not bear out: they may be walls yet."""
    if found.role is Role.ROOM_OUTLINE and not found.is_firm:
        return replace(
            found,
            role=Role.GROSS_OUTLINE,
            confidence=GUESSED,
            because=f"{found.because}, but its rings do not behave like rooms",
            because_zh=f"{found.because_zh}，但其闭合线不像房间",
        )
    return found


def _outline_layers(named: Roles, drawn: Layers, labels: Points) -> dict[str, Proposal]:
    """Return the outline layers, best first; a layer that overlaps a better one is left out."""
    found: dict[str, Proposal] = {}
    covered = shapely.Polygon()
    for layer, proposal in _ranked(named, drawn, labels):
        sound = shapely.make_valid(ring_polygons(drawn[layer]), method="structure")
        rings = shapely.union_all(sound)  # by structure: no lines and points are left beside areas
        shared = rings.intersection(covered).area
        if proposal.is_firm or shared <= OVERLAP_SHARE * rings.area:
            found[layer] = proposal
            covered = covered.union(rings)
    return found if _hold_the_labels(found, covered, labels) else {}


def _hold_the_labels(
    found: Mapping[str, Proposal], rings: shapely.Geometry, labels: Points
) -> bool:
    """Return whether outlines that no name tells hold most labels: else they are a part only."""
    if any(_is_told(proposal) for proposal in found.values()) or not len(labels):
        return True
    shapely.prepare(rings)
    held = shapely.intersects_xy(rings, labels[:, 0], labels[:, 1])
    return bool(held.mean() >= HELD_SHARE)


def _is_told(proposal: Proposal) -> bool:
    return proposal.told_by in STATED_BY


def _ranked(named: Roles, drawn: Layers, labels: Points) -> list[tuple[str, Proposal]]:
    candidates: list[tuple[float, int, str, Proposal]] = []
    for layer, strokes in drawn.items():
        if named.of(layer).role not in (Role.ROOM_OUTLINE, Role.UNKNOWN):
            continue
        if rings := ring_polygons(strokes):
            facts = ring_facts(rings, labels)
            if proposal := _as_outline(named.of(layer), facts, has_labels=len(labels) > 0):
                candidates.append((-facts.labelled, -facts.rings, layer, proposal))
    return [(layer, proposal) for _share, _count, layer, proposal in sorted(
        candidates, key=lambda each: (-each[3].confidence, *each[:3])
    )]  # fmt: skip


def _as_outline(named: Proposal, facts: RingFacts, *, has_labels: bool) -> Proposal | None:
    """Return the proposal that rings are room outlines, or None when they do not behave so."""
    if named.is_firm and named.role is Role.ROOM_OUTLINE:
        return named
    if facts.crowding > CROWDED:
        return None
    tiles = facts.overlap <= OVERLAP_SHARE
    if named.role is Role.ROOM_OUTLINE:
        stated = named.confidence >= STATED
        enough = facts.labelled >= LABELLED_SHARE_LIKELY or (stated and not has_labels)
        return named if enough and (stated or tiles) else None
    if tiles and facts.rings >= 2 and facts.labelled >= LABELLED_SHARE:
        return Proposal(
            role=Role.ROOM_OUTLINE,
            confidence=DRAWN,
            because=f"{facts.rings} closed rings that tile, {facts.labelled:.0%} with a label",
            because_zh=f"{facts.rings} 个互不重叠的闭合线，{facts.labelled:.0%} 含标注",
            told_by=Told.DRAWN,
        )
    return None


def _wall_layers(roles: Mapping[str, Proposal], drawn: Layers) -> dict[str, Proposal]:
    """Return the layers whose lines run in pairs at a wall's thickness, where none is named so."""
    found = {}
    for layer, strokes in drawn.items():
        if roles.get(layer, NOTHING_KNOWN).role is not Role.UNKNOWN:
            continue
        segments = _straight(wall_like(strokes))
        share = paired_share(segments) if _may_be_walls(segments) else 0.0
        if share >= PAIRED_SHARE:
            found[layer] = Proposal(
                role=Role.WALL,
                confidence=GUESSED,
                because=f"{share:.0%} of its lines run in pairs at a wall's thickness",
                because_zh=f"{share:.0%} 的线以墙厚成对平行",
                told_by=Told.DRAWN,
            )
    return found


def _straight(strokes: Sequence[Stroke]) -> Segments:
    """Return the straight lines that are long enough to be a wall's."""
    segments = segments_of([stroke for stroke in strokes if stroke.arc is None])
    length = np.hypot(segments[:, 2] - segments[:, 0], segments[:, 3] - segments[:, 1])
    return segments[length >= SHORTEST_PAIRED_M]


def lone_layers(roles: Roles, strokes: Sequence[Stroke]) -> list[tuple[str, int]]:
    """Return the layers of unknown use that have lines enough to be walls, and how many lines."""
    drawn = _by_layer([stroke for stroke in strokes if stroke.arc is None])
    found = []
    for layer in sorted(drawn):
        if roles.of(layer).role is Role.UNKNOWN:
            segments = _straight(drawn[layer])
            if _may_be_walls(segments):
                found.append((len(segments), layer))
    found.sort(reverse=True)
    return [(layer, count) for count, layer in found[:MOST_TRIED]]


def _may_be_walls(segments: Segments) -> bool:
    return len(segments) >= MIN_SEGMENTS and square_share(segments) >= SQUARE_SHARE


def roles_with(roles: Roles, role: Role, layer: str, lines: int) -> Roles:
    """Return the roles with one layer taken as a role, for want of better knowledge."""
    taken = Proposal(
        role=role,
        confidence=LAST_RESORT,
        because=f"its {lines} lines part the labels",
        because_zh=f"其 {lines} 条线分隔了各个标注",
        told_by=Told.DRAWN,
    )
    return Roles(by_layer={**roles.by_layer, layer: taken})
