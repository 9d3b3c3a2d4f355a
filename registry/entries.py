"""What a case orders the register of titles to write, as values that need no Django.

Entry        登簿      which case, from which day, why, by whom
Share        份额      a fraction of one, exact
Holder       权利人    a party with its share
Consent      同意      whose written word an act has
RightTerms   权利内容  the kind of a right, its holders and what is printed beside them
Held         记载      a holder as the register named it on a day
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from registry.errors import NoHolder, SharesDoNotSum

WHOLE = Fraction(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """A party's written word that an act may touch what serves it 抵押权人、预告权利人同意."""

    party: str
    document_no: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One order to write in the register: the case it comes from and the day it takes effect."""

    case_number: str
    on: dt.date
    reason: str = ""
    document_no: str = ""
    by: int | None = None  # the account that registers
    court_order: str = ""  # a court's order: with one, a seizure does not stop the act
    consents: tuple[Consent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A party with its share; an organisation of the register by its key, anybody by name."""

    name: str
    organisation: int | None = None
    identity_no: str = ""
    share: Fraction = WHOLE


@dataclass(frozen=True, slots=True, kw_only=True)
class RightTerms:
    """What a right says, whoever's unit it is on."""

    kind: str
    holders: tuple[Holder, ...]
    sharing: str = ""  # empty: alone for one holder, in shares for several
    purpose: str = ""
    term: str = ""
    building_area_m2: Decimal | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictionTerms:
    """What stands in the way of a holder, in whose favour, until when."""

    kind: str
    party: str
    document_no: str
    organisation: int | None = None
    until: dt.date | None = None
    amount_yuan: Decimal | None = None
    rank: int = 1
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateTerms:
    """What is printed on a certificate, and the one it takes the place of."""

    kind: str
    number: str
    holder: int
    printed_area_m2: Decimal | None = None
    issued_by: str = ""
    replaces: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPart:
    """One part of a split: its rooms or whole buildings, what the unit is called and measures."""

    rooms: tuple[int, ...] = ()
    buildings: tuple[int, ...] = ()  # of a unit of several: all that the unit has in them
    name: str = ""
    building_area_m2: Decimal | None = None
    shared_area_m2: Decimal | None = None
    purpose: str = ""
    address: str = ""  # empty: that of the parcel


@dataclass(frozen=True, slots=True, kw_only=True)
class Corner:
    """A boundary point as it was surveyed; `length_m` is what the survey gives to the next one."""

    name: str
    easting_m: Decimal
    northing_m: Decimal
    length_m: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A piece of land: its corners in order, in a projected system, and its registered area."""

    corners: tuple[Corner, ...]
    srid: int
    area_m2: Decimal
    address: str = ""
    land_use: str = ""
    buildings: tuple[str, ...] = field(default=())  # the codes of those that stand on it


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A holder of a unit on a day, as the register knew it at a moment."""

    kind: str
    name: str
    organisation: int | None
    share: Fraction


def checked(terms: RightTerms) -> RightTerms:
    """Return the terms when they name each holder once and share out exactly the whole.

    >>> two = (Holder(name="甲", share=Fraction(1, 3)), Holder(name="乙", share=Fraction(2, 3)))
    >>> checked(RightTerms(kind="4", holders=two)).sharing
    'shares'
    """
    parties = [(holder.organisation, holder.name) for holder in terms.holders]
    if not parties or len(set(parties)) < len(parties):
        raise NoHolder
    total = sum((holder.share for holder in terms.holders), Fraction(0))
    if total != WHOLE or any(holder.share <= 0 for holder in terms.holders):
        raise SharesDoNotSum(sum=str(total))
    return replace(terms, sharing=terms.sharing or ("sole" if len(parties) == 1 else "shares"))


def equal_shares(names: Sequence[str]) -> tuple[Holder, ...]:
    """Return holders with the same share each.

    >>> [str(holder.share) for holder in equal_shares(["甲", "乙", "丙"])]
    ['1/3', '1/3', '1/3']
    """
    return tuple(Holder(name=name, share=Fraction(1, len(names))) for name in names)


def after_passing(
    holders: Iterable[Holder], *, giver: Holder, taker: Holder, share: Fraction
) -> tuple[Holder, ...]:
    """Return the holders after one gives a part of its share to another; nobody keeps nothing.

    >>> a, b = Holder(name="甲"), Holder(name="乙")
    >>> [(h.name, str(h.share)) for h in
    ...  after_passing([a], giver=a, taker=b, share=Fraction(1, 4))]
    [('甲', '3/4'), ('乙', '1/4')]
    """
    shares = {holder: holder.share for holder in holders}
    known = next((h for h in shares if (h.organisation, h.name) == _party(taker)), taker)
    has = next((h for h in shares if (h.organisation, h.name) == _party(giver)), None)
    if has is None or not 0 < share <= has.share:
        raise SharesDoNotSum(sum=str(share))
    shares[has] -= share
    shares[known] = shares.get(known, Fraction(0)) + share
    return tuple(replace(holder, share=part) for holder, part in shares.items() if part)


def _party(holder: Holder) -> tuple[int | None, str]:
    return holder.organisation, holder.name
