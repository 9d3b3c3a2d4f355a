"""What was typed into one field, read as the value it should be or refused in words."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from registry.policy.cases.terms import Words


class NotReadable(ValueError):
    """A text that is no value of its field; says why."""

    def __init__(self, zh: str, en: str) -> None:
        self.words = Words(zh, en)
        super().__init__(en)


def as_text(typed: Any) -> str:
    """Return what was typed without blanks around it, nothing when nothing was."""
    if typed is None:
        return ""
    if not isinstance(typed, str):
        raise NotReadable("应当是文字", "should be text")
    return typed.strip()


def as_number(text: str) -> Decimal:
    """Return an amount of at most two decimals, not below zero."""
    try:
        value = Decimal(text.replace(",", "").replace("，", ""))
    except InvalidOperation:
        raise NotReadable("不是数字", "is not a number") from None
    if not value.is_finite() or value < 0 or value >= Decimal("1e12"):
        raise NotReadable("应当是不小于零的数", "should be zero or more")
    if value != round(value, 2):
        raise NotReadable("最多两位小数", "has at most two decimals")
    return value


def as_day(text: str) -> dt.date:
    """Return a day written as 2026-07-01."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise NotReadable("日期写作 2026-07-01", "write the day as 2026-07-01") from None


def as_share(text: str) -> Fraction:
    """Return a share above 0 and up to 1, written as 1/2, 0.5 or 50%.

    >>> [str(as_share(text)) for text in ("1/2", "0.25", "50%")]
    ['1/2', '1/4', '1/2']
    """
    plain = text.replace(" ", "").replace("％", "%")
    try:
        share = Fraction(plain[:-1]) / 100 if plain.endswith("%") else Fraction(plain)
    except (ValueError, ZeroDivisionError):
        raise NotReadable(
            "份额写作 1/2、0.5 或 50%", "write the share as 1/2, 0.5 or 50%"
        ) from None
    if not 0 < share <= 1 or share.denominator > 1_000_000:
        raise NotReadable("份额大于 0，不超过 1", "a share is above 0 and at most 1")
    return share
