"""What came out of a conversion against what went in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from ezdxf.document import Drawing as Document

from .contents import BRACKETS, PART

# Graphics of a dimension stand in a block that some converters leave out and some make anew.
NOT_COMPARED = {"VIEWPORT", "DIMENSION", "ACAD_TABLE", "ATTDEF"}


def loss_between(
    document: Document, model: Mapping[str, int], blocks: Mapping[str, int], left: Mapping[str, int]
) -> str | None:
    """Return what a converted document has too little or too much of, or None when it is whole."""
    found_model = Counter(entity.dxftype() for entity in document.modelspace())
    found_blocks = Counter(
        entity.dxftype()
        for block in document.blocks
        if not block.is_any_layout and not block.name.startswith("*D")
        for entity in block
    )
    return _difference("modelspace", model, found_model, left) or _shortage(
        blocks, found_blocks, left
    )


def _compared(counts: Mapping[str, int], left: Mapping[str, int]) -> dict[str, int]:
    return {
        kind: count
        for kind, count in counts.items()
        if kind not in NOT_COMPARED | BRACKETS | set(left) and not PART.match(kind)
    }


def _difference(
    where: str, wanted: Mapping[str, int], found: Mapping[str, int], left: Mapping[str, int]
) -> str | None:
    wanted, found = _compared(wanted, left), _compared(found, left)
    for kind in sorted(wanted.keys() | found.keys()):
        before, after = wanted.get(kind, 0), found.get(kind, 0)
        if before != after:
            return f"{where} has {before} {kind}, {after} came out"
    return None


def _shortage(
    wanted: Mapping[str, int], found: Mapping[str, int], left: Mapping[str, int]
) -> str | None:
    """Return what blocks lack; a converter's own arrow heads and the like may be more."""
    found = _compared(found, left)
    for kind, before in sorted(_compared(wanted, left).items()):
        if found.get(kind, 0) < before and not kind.startswith("VERTEX"):
            return f"blocks have {before} {kind}, {found.get(kind, 0)} came out"
    return None
