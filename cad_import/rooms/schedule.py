"""What the room table says, held against what is written in the rooms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from cad_import.drawing.notes import Note, note

from . import notes as kinds
from .labels import Said
from .tables import Row

ROUNDING_M2 = 0.011  # two figures of one room differ by their last digit
TABLE_STEP_M2 = 0.01  # tables print two decimals
MOST_NUMBERS = 12  # named in one note


def with_row(said: Said, listed: Mapping[str, Row]) -> Said:
    """Return what a room's labels say, completed from the table where the room says nothing."""
    row = listed.get(said.number or "")
    if row is None:
        return said
    area = said.printed_area_m2
    return replace(
        said,
        name=said.name or row.name,
        printed_area_m2=row.area_m2 if area is None else area,
        resolution_m2=TABLE_STEP_M2 if area is None else said.resolution_m2,
    )


def table_notes(table: Sequence[Row], rooms: Sequence[Said]) -> list[Note]:
    """Return notes on where the table and the plan do not agree."""
    if not table:
        return []
    written = {said.number: said for said in rooms if said.number}
    listed = {row.number: row for row in table}
    missing = sorted(set(listed) - set(written))
    unlisted = sorted(set(written) - set(listed))
    found = [
        each
        for number in sorted(set(listed) & set(written))
        for each in _differences(listed[number], written[number])
    ]
    if missing:
        at = listed[missing[0]].at
        numbers = _some(missing)
        found.append(note(kinds.TABLE_ONLY, at=at, count=len(missing), numbers=numbers))
    if unlisted and len(unlisted) < len(written):
        found.append(note(kinds.TABLE_LACKS, count=len(unlisted), numbers=_some(unlisted)))
    return found


def _some(numbers: Sequence[str]) -> str:
    more = "" if len(numbers) <= MOST_NUMBERS else " …"
    return ", ".join(numbers[:MOST_NUMBERS]) + more


def _differences(row: Row, said: Said) -> list[Note]:
    """Return a note for a name or an area that table and plan tell differently."""
    pairs: list[tuple[str, str]] = []
    if row.name and said.name and _plain(row.name) != _plain(said.name):
        pairs.append((row.name, said.name))
    listed, written = row.area_m2, said.printed_area_m2
    if listed is not None and written is not None and abs(listed - written) > ROUNDING_M2:
        pairs.append((f"{listed:.2f} m²", f"{written:.2f} m²"))
    return [
        note(
            kinds.TABLE_DISAGREES, at=row.at, handle=row.handle, number=row.number,
            listed=one, written=other,
        )
        for one, other in pairs
    ]  # fmt: skip


def _plain(words: str) -> str:
    return "".join(words.split()).casefold()
