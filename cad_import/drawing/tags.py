"""The commonest entities straight from a DXF's tags; the rest is left as a smaller DXF for ezdxf.

Layouts   where the entities of one kind, one space and one order of tags start
Scanned   every space, and the bytes that remain

A plan is nine parts in ten lines, arcs, polylines, texts and doors that are blocks. ezdxf makes
a document of them that can be edited, which a reader does not need: taking them here makes reading
several times as fast. What is unusual in any way (another plane, paper space, a tag that is no number,
data of an application) is left in the remains, so that ezdxf's word holds there; a file that is unusual
as a whole is not scanned.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from .alike import READERS, Alike
from .tagged import InsertTags, Space, Tagged

Codes = npt.NDArray[np.int32]
Layouts = dict[tuple[bytes, bytes | None, bytes], list[int]]

COMMENT = 999
LARGEST_CODE = 9999  # of any tag; a larger one is no code
EXTERNAL = 4 | 8 | 16 | 32  # flags of a block whose content is in another file
ALWAYS_WHOLE = (b"*PAPER_SPACE", b"*MODEL_SPACE", b"$PAPER_SPACE", b"$MODEL_SPACE")


@dataclass(frozen=True, slots=True)
class Scanned:
    """A file's common entities by block (None is modelspace) and the DXF that remains."""

    spaces: Mapping[bytes | None, Space]
    remains: bytes


class Unusual(Exception):
    """The file is not laid out as DXF files are; it is ezdxf's to read whole."""


def scanned(data: bytes) -> Scanned:
    """Return a text DXF's common entities and its remains; raise Unusual for any other file."""
    lines = data.replace(b"\r\n", b"\n").split(b"\n")
    values = lines[1::2]
    codes = _codes(lines[0 : len(lines) - 1 : 2])
    starts = np.flatnonzero(codes == 0).tolist()
    if not starts or values[starts[-1]] != b"EOF" or set(codes[: starts[0]]) - {COMMENT}:
        raise Unusual
    spaces: dict[bytes | None, Space] = {}
    layouts = _layouts(codes, values, [*starts, len(codes)], spaces)
    taken = _filled(layouts, values, spaces)
    kept = [(a, b) for a, b in pairwise([*starts, len(codes)]) if a not in taken]
    remains = b"\n".join(b"\n".join(lines[2 * start : 2 * end]) for start, end in _joined(kept))
    return Scanned(spaces, remains + b"\n")


def _codes(lines: list[bytes]) -> Codes:
    try:
        known = {line: int(line) for line in set(lines)}
        codes = np.fromiter(map(known.__getitem__, lines), dtype=np.int64, count=len(lines))
    except (ValueError, OverflowError) as fault:
        raise Unusual from fault
    if len(codes) and np.abs(codes).max() > LARGEST_CODE:
        raise Unusual
    return codes.astype(np.int32)


def _joined(ranges: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield ranges with those that touch made one."""
    first, last = ranges[0]
    for start, end in ranges[1:]:
        if start != last:
            yield first, last
            first = start
        last = end
    yield first, last


def _layouts(
    codes: Codes, values: list[bytes], starts: list[int], spaces: dict[bytes | None, Space]
) -> Layouts:
    """Return the entities that may be taken by their layout, and enter the spaces they stand in."""
    found: Layouts = defaultdict(list)
    section, space, is_open = b"", None, False
    raw, size = codes.tobytes(), codes.itemsize
    for start, end in pairwise(starts):
        kind = values[start]
        if is_open and kind in READERS:
            found[kind, space, raw[size * start : size * end]].append(start)
        elif kind == b"SECTION":
            section = values[start + 1].strip()
            space, is_open = None, section == b"ENTITIES"
            if is_open:
                spaces.setdefault(None, Space())
        elif kind == b"BLOCK" and section == b"BLOCKS":
            tags = dict(zip(codes[start:end].tolist(), values[start:end], strict=True))
            space, is_open = _opened(tags, spaces)
        elif kind in (b"ENDBLK", b"ENDSEC"):
            is_open = False
    return found


def _opened(
    tags: Mapping[int, bytes], spaces: dict[bytes | None, Space]
) -> tuple[bytes | None, bool]:
    """Return the name of a block that begins, and whether its entities may be taken."""
    name = tags.get(2)
    if name is None or name.upper().startswith(ALWAYS_WHOLE) or name in spaces:
        return None, False
    spaces[name] = Space(external=_is_external(tags.get(70, b"0")))
    return name, True


def _is_external(flags: bytes) -> bool:
    try:
        return bool(int(flags) & EXTERNAL)
    except ValueError:
        return True


def _filled(
    layouts: Layouts, values: list[bytes], spaces: Mapping[bytes | None, Space]
) -> set[int]:
    """Fill the spaces in the order of the file, and return which entities they took."""
    found: dict[tuple[bytes, bytes | None], list[tuple[int, Tagged]]] = defaultdict(list)
    for (kind, space, layout), starts in layouts.items():
        codes = tuple(np.frombuffer(layout, dtype=np.int32).tolist())
        read = _read(kind, Alike(codes, starts, values))
        found[kind, space].extend(each for each in read if _is_whole(each[1], spaces))
    taken: set[int] = set()
    for (kind, space), each in found.items():
        each.sort(key=lambda pair: pair[0])
        spaces[space].add(kind.decode("ascii"), [tagged for _start, tagged in each])
        taken.update(start for start, _tagged in each)
    return taken


def _read(kind: bytes, them: Alike) -> Iterable[tuple[int, Tagged]]:
    """Return the entities of a layout that can be taken, with where they start."""
    try:
        return zip(them.starts, READERS[kind](them), strict=True)
    except ValueError:
        if len(them.starts) == 1:
            return ()
    singly = (Alike(them.codes, [start], them.values) for start in them.starts)
    return [pair for one in singly for pair in _read(kind, one)]


def _is_whole(tagged: Tagged, spaces: Mapping[bytes | None, Space]) -> bool:
    """Return whether all that an entity needs was scanned: of a reference, its block."""
    if not isinstance(tagged, InsertTags):
        return True
    block = spaces.get(tagged.name)
    return block is not None and not block.external
