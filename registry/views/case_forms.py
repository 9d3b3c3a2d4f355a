"""What was typed into the form of a case, as the services take it."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import QueryDict

from registry.policy.cases.fields import FieldType, fields_for
from registry.policy.cases.land import MOST_PIECES
from registry.policy.cases.parts import MOST_PARTS
from registry.policy.cases.terms import Kind
from registry.queries.cases import ORDERS, Wanted

MOST_HOLDERS = 50
PIECE_TEXTS = ("points", "address", "land_use")
PART_TEXTS = ("name", "building_area_m2", "shared_area_m2", "purpose")
MOST_YUAN = Decimal("1e12")


def payload_from(sent: QueryDict, kind: Kind) -> dict[str, Any]:
    """Return the fields of a form as they were typed; nothing is judged yet."""
    typed: dict[str, Any] = {}
    cause = sent.get("cause", "").strip()
    for field in fields_for(kind):
        if not field.is_for(cause):
            continue
        if field.type is FieldType.HOLDINGS:
            typed[field.name] = _holdings(sent, field.name)
        elif field.type is FieldType.PARTS:
            if f"{field.name}.shown" in sent:
                typed[field.name] = _parts(sent, field.name)
        elif field.type is FieldType.PIECES:
            if f"{field.name}.shown" in sent:
                typed[field.name] = _pieces(sent, field.name)
        elif field.type in {FieldType.UNITS, FieldType.PARCELS}:
            typed[field.name] = sent.getlist(field.name)[:MOST_PARTS]
        elif field.type is FieldType.YES_NO:
            typed[field.name] = sent.get(field.name, "") == "on"
        else:
            typed[field.name] = sent.get(field.name, "").strip()
    return typed


def _holdings(sent: QueryDict, name: str) -> list[dict[str, str]]:
    codes = sent.getlist(f"{name}.organisation")[:MOST_HOLDERS]
    shares = sent.getlist(f"{name}.share")[:MOST_HOLDERS]
    return [
        {"organisation": code.strip(), "share": share.strip()}
        for code, share in zip(codes, shares, strict=False)
        if code.strip()
    ]


def _parts(sent: QueryDict, name: str) -> list[dict[str, Any]]:
    """Return the parts of a split: a row a part, with the rooms that were sent to it."""
    said = {key: sent.getlist(f"{name}.{key}")[:MOST_PARTS] for key in PART_TEXTS}
    rooms: dict[str, list[str]] = {}
    for key, number in sent.items():
        if key.startswith(f"{name}.room."):
            rooms.setdefault(str(number), []).append(key.removeprefix(f"{name}.room."))
    passed = sent.get(f"{name}.is_passed", "")
    rows = [
        {
            **{key: value.strip() for key, value in zip(PART_TEXTS, values, strict=True)},
            "rooms": rooms.get(str(number), []),
            "is_passed": passed == str(number),
        }
        for number, values in enumerate(zip(*said.values(), strict=False), start=1)
    ]
    return _without_blank_end(rows)


def _pieces(sent: QueryDict, name: str) -> list[dict[str, Any]]:
    """Return the pieces of a parcel: a row a piece, with the buildings said to stand on it."""
    said = {key: sent.getlist(f"{name}.{key}")[: MOST_PIECES + 1] for key in PIECE_TEXTS}
    buildings: dict[str, list[str]] = {}
    for key, number in sent.items():
        if key.startswith(f"{name}.building.") and number:
            buildings.setdefault(str(number), []).append(key.removeprefix(f"{name}.building."))
    rows = [
        {
            **{key: value.strip() for key, value in zip(PIECE_TEXTS, values, strict=True)},
            "buildings": buildings.get(str(number), []),
        }
        for number, values in enumerate(zip(*said.values(), strict=False), start=1)
    ]
    return _without_blank_end(rows)


def _without_blank_end(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows without those at the end that nothing was typed into."""
    while rows and not any(value for value in rows[-1].values() if value is not True):
        rows.pop()
    return rows


def wanted_from(asked: QueryDict) -> Wanted:
    """Return what a list is asked for in an address; what is unknown is not asked."""
    page = asked.get("page", "1")
    return Wanted(
        text=asked.get("q", "").strip()[:60],
        kind=asked.get("kind", "")[:3],
        state=asked.get("stage", "")[:20],
        due=asked.get("due", "")[:10],
        mine=asked.get("mine") == "1",
        order=asked.get("order", "-new") if asked.get("order") in ORDERS else "-new",
        page=max(1, int(page)) if page.isdecimal() and len(page) < 6 else 1,
    )


def amount_from(text: str) -> Decimal | None:
    """Return an amount of yuan, None when it is none."""
    try:
        amount = Decimal(text.replace(",", "").strip() or "0")
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and 0 <= amount < MOST_YUAN else None
