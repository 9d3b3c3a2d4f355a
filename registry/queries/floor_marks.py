"""Marks of floors: whether anything changed that a floor is drawn from, without reading any of it.

The database itself marks a floor when a row changes that the floor is drawn from, whoever changes it
(migration 0130). Marks only come, so that the sum of those one sees never is the same again.
"""

from __future__ import annotations

EVERY_FLOOR = 0  # the mark of what all floors are judged by: a rule pack came or went

# The sum of one floor's marks.
MARKS = """
    (SELECT coalesce(sum(marked.mark), 0) FROM registry_floormark AS marked
      WHERE marked.floor_id = {floor})
"""
MARKS_OF_ALL = MARKS.format(floor=EVERY_FLOOR)


def marks_of(floor: str) -> str:
    """Return the expression that tells one state of a floor from every other."""
    return MARKS.format(floor=floor)
