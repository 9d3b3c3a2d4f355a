"""税费: the registration fee and the four taxes, with the mark of an exemption and its document.

The notice that exempts the unification of office titles is known to exist, its number is not: the
reference stays free text, and no number is ever filled in.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from registry.policy.cases.terms import Words


class FeeKind(StrEnum):
    """What may be due."""

    REGISTRATION = "registration"
    DEED_TAX = "deed_tax"
    LAND_VALUE_TAX = "land_value_tax"
    VALUE_ADDED_TAX = "value_added_tax"
    STAMP_TAX = "stamp_tax"


FEES: dict[FeeKind, Words] = {
    FeeKind.REGISTRATION: Words("不动产登记费", "Registration fee"),
    FeeKind.DEED_TAX: Words("契税", "Deed tax"),
    FeeKind.LAND_VALUE_TAX: Words("土地增值税", "Land value increment tax"),
    FeeKind.VALUE_ADDED_TAX: Words("增值税", "Value added tax"),
    FeeKind.STAMP_TAX: Words("印花税", "Stamp tax"),
}
TAXES = frozenset(FeeKind) - {FeeKind.REGISTRATION}


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeLine:
    """One tax or fee of a case: paid, or exempt under a document."""

    kind: FeeKind
    amount: Decimal  # yuan
    is_exempt: bool = False
    document: str = ""  # 减免税凭证 or 完税凭证
    is_paid: bool = False

    @property
    def due(self) -> Decimal:
        """Return what is to be paid: nothing when exempt."""
        return Decimal(0) if self.is_exempt else self.amount

    @property
    def is_settled(self) -> bool:
        """Return whether nothing is open: paid, nil, or exempt with its document named."""
        return bool(self.document) if self.is_exempt else self.is_paid or self.amount == 0


def total_due(lines: tuple[FeeLine, ...]) -> Decimal:
    """Return what is to be paid in all.

    >>> total_due((FeeLine(kind=FeeKind.DEED_TAX, amount=Decimal(900), is_exempt=True),))
    Decimal('0')
    """
    return sum((line.due for line in lines), Decimal(0))
