"""What every layer of a storey was taken for, and how much is drawn on it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from operator import attrgetter

from cad_import.drawing.entities import Storey
from cad_import.profiles import Proposal, Roles


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerRead:
    """One layer: what it was taken for and why, and how many paths, texts and fills it holds."""

    name: str
    taken_for: Proposal
    paths: int
    texts: int
    fills: int


def layers_read(storey: Storey, roles: Roles) -> tuple[LayerRead, ...]:
    """Return every layer of a storey by name, those of unknown use among them."""
    of_layer = attrgetter("layer")
    paths = Counter(map(of_layer, storey.strokes))
    texts = Counter(map(of_layer, storey.texts))
    fills = Counter(map(of_layer, storey.hatches))
    return tuple(
        LayerRead(
            name=name,
            taken_for=roles.of(name),
            paths=paths[name],
            texts=texts[name],
            fills=fills[name],
        )
        for name in sorted(paths.keys() | texts.keys() | fills.keys())
    )
