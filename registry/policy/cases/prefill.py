"""What a new form already says: taken from the register, so that nobody types it off a paper."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from registry.policy.cases.book import Page
from registry.policy.cases.rights import RIGHT_NATURES, RIGHT_TYPES
from registry.policy.cases.terms import Kind

ON_PAPER = frozenset({Kind.TRANSFER, Kind.CHANGE, Kind.CANCELLATION, Kind.CORRECTION, Kind.OTHER})


def prefilled(kind: Kind, page: Page, applicants: Sequence[str]) -> dict[str, Any]:
    """Return the fields of a new form that the register can fill in.

    >>> prefilled(Kind.CANCELLATION, Page(certificates=("示字1号",)), ["A"])
    {'certificate_no': '示字1号'}
    """
    if kind == Kind.FIRST:
        return _first(page, applicants)
    said: dict[str, Any] = {}
    if kind in ON_PAPER and page.certificates:
        said["certificate_no"] = page.certificates[0]
    if kind in {Kind.TRANSFER, Kind.OTHER} and page.right_type in RIGHT_TYPES:
        said["right_type"] = page.right_type
    if kind == Kind.TRANSFER:
        held = {holder.code for holder in page.holders}
        said |= _holders([code for code in applicants if code not in held])
    return said


def _first(page: Page, applicants: Sequence[str]) -> dict[str, Any]:
    """Return what a parcel says of a unit to come, held by whoever applies."""
    said: dict[str, Any] = {
        "address": page.address,
        "use_purpose": page.use_purpose,
        "right_nature": page.right_nature if page.right_nature in RIGHT_NATURES else "",
        "land_area_m2": str(page.land_area_m2 or ""),
        "ground": "first",
    }
    return {name: value for name, value in said.items() if value} | _holders(applicants)


def _holders(codes: Sequence[str]) -> dict[str, Any]:
    """Return holders with the same share each, nothing for nobody.

    >>> _holders(["A", "B"])["holders"][0]
    {'organisation': 'A', 'share': '1/2'}
    """
    if not codes:
        return {}
    share = str(Fraction(1, len(codes)))
    return {"holders": [{"organisation": code, "share": share} for code in codes]}
