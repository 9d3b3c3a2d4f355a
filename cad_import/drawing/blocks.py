"""What a block is called and where it comes from: dynamic blocks, external references, clippings.

A changed dynamic block is drawn as an anonymous block (*U12) that holds its current state; the name
people know it by is that of its definition. A bound reference names its blocks and layers
drawing$0$NAME.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ezdxf.document import Drawing as Document
from ezdxf.dynblkhelper import get_dynamic_block_record_handle, is_dynamic_block_definition
from ezdxf.layouts import BlockLayout

from .writing import decoded

BOUND = re.compile(r"^(.+?)\$\d+\$")


class BlockNames:
    """The names of a document's blocks as people know them, and which are states of a dynamic one."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._known: dict[str, str] = {}
        self._states: dict[str, bool] = {}

    def known(self, name: str) -> str:
        """Return a block's name, for a state of a dynamic block the name of its definition."""
        if name not in self._known:
            self._known[name] = decoded(self._defined(name) or name)
        return self._known[name]

    def _defined(self, name: str) -> str | None:
        block = self._document.blocks.get(name)
        if block is None or not name.startswith("*"):
            return None
        handle = get_dynamic_block_record_handle(block.block_record)
        record = self._document.entitydb.get(handle) if handle else None
        return None if record is None else str(record.dxf.name)

    def is_state(self, name: str) -> bool:
        """Return whether a block is a dynamic block or a state of one: what it hides is not shown."""
        if name not in self._states:
            block = self._document.blocks.get(name)
            self._states[name] = block is not None and (
                name.startswith("*") or is_dynamic_block_definition(block.block_record)
            )
        return self._states[name]


def has_no_content(block: BlockLayout) -> bool:
    """Return whether a block stands for another drawing whose content is not in this file."""
    entity: Any = block.block
    is_reference = entity is not None and (entity.is_xref or entity.is_xref_overlay)
    return bool(is_reference and not len(block))


def path_of(document: Document, name: str) -> str:
    """Return the path under which an external reference looks for its drawing."""
    block = document.blocks.get(name)
    entity: Any = None if block is None else block.block
    return decoded(str(entity.dxf.get("xref_path", ""))) if entity is not None else ""


def bound_drawings(names: Iterable[str]) -> list[str]:
    """Return the drawings that layers were bound from.

    >>> bound_drawings(["plan$0$WALL", "plan$0$DOOR", "WALL"])
    ['plan']
    """
    return sorted({found[1] for name in names if (found := BOUND.match(name))})


def is_clipped(insert: Any) -> bool:
    """Return whether only a part of a block reference is shown (XCLIP)."""
    if not insert.has_extension_dict:
        return False
    filters = insert.get_extension_dict().dictionary.get("ACAD_FILTER")
    return bool(filters is not None and filters.get("SPATIAL") is not None)
