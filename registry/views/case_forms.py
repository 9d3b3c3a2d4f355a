"""What was typed into the form of a case, as the services take it."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import QueryDict

from registry.policy.cases.fields import FieldType, fields_for
from registry.policy.cases.terms import Kind
from registry.queries.cases import ORDERS, Wanted

MOST_HOLDERS = 50
MOST_YUAN = Decimal("1e12")


def payload_from(sent: QueryDict, kind: Kind) -> dict[str, Any]:
    """Return the fields of a form as they were typed; nothing is judged yet."""
    typed: dict[str, Any] = {}
    for field in fields_for(kind):
        if field.type is FieldType.HOLDINGS:
            typed[field.name] = _holdings(sent, field.name)
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
