"""An establishment as people write it: ranks with their approved headcounts 编制."""

from __future__ import annotations

from registry.errors import BadEstablishment

LARGEST_HEADCOUNT = 1_000_000  # no organisation has more; a longer number is a slip of the finger


def establishment_from(text: str) -> dict[str, int]:
    """Return the headcount of each rank in a text such as M3=1,M4=3,M5=96.

    >>> establishment_from("M3=1, M4=3,M5=96")
    {'M3': 1, 'M4': 3, 'M5': 96}
    """
    found: dict[str, int] = {}
    for part in text.split(","):
        rank, count = _rank_and_count(part.strip())
        if rank in found:
            raise BadEstablishment(part=part.strip(), problem="names a rank for the second time")
        found[rank] = count
    return found


def _rank_and_count(part: str) -> tuple[str, int]:
    """Return one rank with its headcount."""
    rank, equals, count = (word.strip() for word in part.partition("="))
    if not rank or not equals:
        raise BadEstablishment(part=part, problem="is not written as RANK=NUMBER")
    if not (count.isascii() and count.isdigit()) or int(count) > LARGEST_HEADCOUNT:
        raise BadEstablishment(part=part, problem="needs a whole number from 0 to 1000000")
    return rank.upper(), int(count)
