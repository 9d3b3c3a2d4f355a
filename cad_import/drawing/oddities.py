"""What was odd in a drawing, said as notes at their places in metres."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ezdxf.document import Drawing as Document
from ezdxf.entities import Layer

from .blocks import bound_drawings, path_of
from .entities import Unit
from .limits import LIMITS
from .mending import Mended, is_garbled
from .notes import (
    BLOCK_CLIPPED,
    BLOCK_MISSING,
    BLOCK_TOO_DEEP,
    DAMAGED,
    HIDDEN,
    LAYER_FROZEN,
    LAYERS_OFF,
    NOTHING_DRAWN,
    PAPER_NOT_READ,
    PAPER_READ,
    PICTURE,
    PICTURE_ONLY,
    PROXY,
    PROXY_MARKS,
    PROXY_PART,
    PROXY_SHOWN,
    REGION,
    SKIPPED,
    TEXT_GARBLED,
    TEXT_MENDED,
    UNIT_NOT_AS_DECLARED,
    UNIT_UNSURE,
    XREF,
    XREF_BOUND,
    XREF_UNUSED,
    Note,
    NoteKind,
    note,
)
from .proxies import application_of, thing_of
from .raw import Point, Raw, Tally
from .scale import HEADER
from .writing import decoded

NAMES_SHOWN = 6  # layers named in one note; more do not help
LETTERS_SHOWN = 40
FEW_STROKES = 20  # a frame and some marks: no plan is drawn with so few lines


def layer_states(document: Document) -> dict[str, str]:
    """Return each layer as on, off or frozen; frozen says more than off."""
    return {decoded(layer.dxf.name): _state(layer) for layer in document.layers}


def _state(layer: Layer) -> str:
    if layer.is_frozen():
        return "frozen"
    return "off" if layer.is_off() else "on"


class Oddities:
    """Says what was odd in one raw reading."""

    def __init__(self, raw: Raw, document: Document, unit: Unit) -> None:
        self.raw = raw
        self.document = document
        self.unit = unit

    def notes(self, *, header: int | None, mended: Mended | None) -> Iterator[Note]:
        """Yield a note on everything odd, the same order each time."""
        if not self.raw.expanded:
            yield note(NOTHING_DRAWN)
        if self.raw.paper is not None:
            yield note(PAPER_READ, name=self.raw.paper)
        for name in self.raw.other_papers:
            yield note(PAPER_NOT_READ, name=name)
        yield from self._layers()
        yield from self._proxies()
        yield from self._blocks()
        yield from self._pictures()
        yield from self._each(DAMAGED, self.raw.damaged, "dxftype")
        yield from self._each(REGION, self.raw.regions, "dxftype")
        yield from self._each(SKIPPED, self.raw.skipped, "dxftype")
        yield from self._each(HIDDEN, self.raw.hidden, "dxftype")
        yield from self._texts(mended)
        yield from unit_notes(self.unit, header)

    def _metres(self, at: Point | None) -> Point | None:
        return None if at is None else (at[0] * self.unit.metres, at[1] * self.unit.metres)

    def _each(self, kind: NoteKind, tally: Tally, key: str) -> Iterator[Note]:
        for name in sorted(tally):
            yield self._one(kind, tally, name, **{key: name})

    def _one(self, kind: NoteKind, tally: Tally, name: str, /, **values: object) -> Note:
        at, handle = self._metres(tally.at(name)), tally.handle(name)
        return note(kind, at=at, handle=handle, count=tally[name], **values)

    def _layers(self) -> Iterator[Note]:
        used = self.raw.layers()
        states = layer_states(self.document)
        off = sorted(name for name, state in states.items() if state == "off" and name in used)
        if off:
            yield note(LAYERS_OFF, count=len(off), names=_listed(off))
        yield from self._each(LAYER_FROZEN, self.raw.frozen, "layer")
        bound = bound_drawings(used)
        if bound:
            yield note(XREF_BOUND, names=_listed(bound))

    def _proxies(self) -> Iterator[Note]:
        for tally, kind in (
            (self.raw.proxies, PROXY),
            (self.raw.proxies_part, PROXY_PART),
            (self.raw.proxies_shown, PROXY_SHOWN),
        ):
            for name in sorted(tally):
                is_mark = thing_of(name).is_mark and kind is PROXY
                yield self._proxy(PROXY_MARKS if is_mark else kind, tally, name)

    def _proxy(self, kind: NoteKind, tally: Tally, name: str) -> Note:
        thing = thing_of(name)
        application = application_of(name, self.document)
        return note(
            kind,
            at=self._metres(tally.at(name)),
            handle=tally.handle(name),
            count=tally[name],
            kind=name,
            what=thing.en,
            what_zh=thing.zh,
            application=f" ({application})" if application else "",
            application_zh=f"({application})" if application else "",
        )

    def _blocks(self) -> Iterator[Note]:
        yield from self._each(BLOCK_MISSING, self.raw.missing_blocks, "name")
        for name in sorted(self.raw.xrefs):
            is_shown = self.raw.xrefs.handle(name) is not None
            path = path_of(self.document, name) or name
            kind = XREF if is_shown else XREF_UNUSED
            yield self._one(kind, self.raw.xrefs, name, name=decoded(name), path=path)
        for name in sorted(self.raw.too_deep):
            limit = LIMITS.max_block_depth
            yield self._one(BLOCK_TOO_DEEP, self.raw.too_deep, name, name=name, limit=limit)
        yield from self._each(BLOCK_CLIPPED, self.raw.clipped, "name")

    def _pictures(self) -> Iterator[Note]:
        is_all = len(self.raw.strokes) < FEW_STROKES
        kind = PICTURE_ONLY if is_all else PICTURE
        yield from self._each(kind, self.raw.pictures, "name")

    def _texts(self, mended: Mended | None) -> Iterator[Note]:
        if mended is not None:
            yield note(
                TEXT_MENDED,
                at=self._metres(mended.at),
                handle=mended.handle,
                count=mended.count,
                way=", ".join(f"{right.upper()} → {wrong.upper()}" for wrong, right in mended.ways),
                was=mended.was[:LETTERS_SHOWN],
                now=mended.now[:LETTERS_SHOWN],
            )
        garbled = [text for text in self.raw.texts if is_garbled(text.text)]
        if garbled:
            first = garbled[0]
            yield note(
                TEXT_GARBLED,
                at=self._metres(first.at),
                handle=first.handle,
                count=len(garbled),
                first=first.text[:LETTERS_SHOWN],
            )


def _listed(names: Iterable[str]) -> str:
    every = list(names)
    more = f" … +{len(every) - NAMES_SHOWN}" if len(every) > NAMES_SHOWN else ""
    return ", ".join(every[:NAMES_SHOWN]) + more


def unit_notes(unit: Unit, header: int | None) -> Iterator[Note]:
    """Yield what is odd about the unit."""
    if not unit.certain:
        yield note(UNIT_UNSURE, unit=unit.name)
    declared = HEADER.get(header or 0)
    if unit.certain and declared and declared != unit.name:
        yield note(UNIT_NOT_AS_DECLARED, declared=declared, found=unit.name)
