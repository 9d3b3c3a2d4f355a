"""The law as data: rule packs, and which of them decides a question on a day.

RulePack 标准    limits and formulas of one document, the divisions and days it is in force for
Limit 限值       the 使用面积 one person of a rank may have; None where a local decision is needed
Parameter 参数   a figure the checks need: a period in months, a tolerance, a surveying class
Cap 上限         what a local decision may not pass

The most specific division decides, then the newest pack, then the pack's code.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar, cast

from registry.measures import SurveyClass
from registry.policy.periods import Period
from registry.terms import Certainty, Level

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Where a figure stands and how sure it is."""

    pack: str
    document_no: str
    clause: str
    certainty: Certainty
    source: tuple[str, ...] = ()
    confirm_before_production: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How much 使用面积 one person of a rank may have."""

    level: Level
    rank: str
    name: str
    net_area: Decimal | None  # m²; None: this pack leaves it to another
    is_leader: bool
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap:
    """The most a local decision may grant at a level."""

    level: Level
    net_area: Decimal
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One figure or word that a check needs."""

    name: str
    value: str
    basis: Basis

    @property
    def number(self) -> Decimal:
        """Return the value as a number."""
        return Decimal(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRate:
    """服务用房 per head: flat, then falling along (`constant` − x) / `divisor`, then flat again."""

    level: Level
    flat_to: int
    first: Decimal
    constant: Decimal
    divisor: Decimal
    flat_from: int
    last: Decimal
    basis: Basis

    def at(self, headcount: int) -> Decimal:
        """Return the m² per head of an establishment.

        The formula of a city runs 8, 7.99 … 6.01, 6 from 200 to 400 heads.
        """
        if headcount <= self.flat_to:
            return self.first
        if headcount >= self.flat_from:
            return self.last
        return (self.constant - headcount) / self.divisor


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """A rate for the first so many and another for those beyond (食堂, 汽车库)."""

    name: str
    first: int
    rate: Decimal
    rate_beyond: Decimal
    basis: Basis

    def at(self, count: int) -> Decimal:
        """Return the m² of a count."""
        beyond = max(0, count - self.first)
        return self.rate * (count - beyond) + self.rate_beyond * beyond


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePack:
    """One document's figures, and where and when they hold."""

    code: str
    document_no: str
    title: str
    issuer: str
    level: Level  # of who issued it
    region_prefix: str  # "" for the whole country
    in_force: Period
    limits: Mapping[tuple[str, str], Limit] = field(default_factory=dict)
    caps: Mapping[str, Cap] = field(default_factory=dict)
    service: Mapping[str, ServiceRate] = field(default_factory=dict)
    tiers: Mapping[str, Tier] = field(default_factory=dict)
    surveying: Mapping[str, SurveyClass] = field(default_factory=dict)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def tolerance_m2(self) -> Decimal | None:
        """Return the overrun the pack lets pass, or None when it does not speak of one."""
        tolerance = self.parameters.get("tolerance_m2")
        return tolerance.number if tolerance else None

    def applies(self, region_code: str, day: dt.date) -> bool:
        """Return whether the pack holds in a division on a day."""
        return region_code.startswith(self.region_prefix) and self.in_force.contains(day)


def by_precedence(packs: Iterable[RulePack]) -> list[RulePack]:
    """Return packs with the one that decides first: longest prefix, then newest, then by code."""
    return sorted(
        packs, key=lambda p: (-len(p.region_prefix), -p.in_force.since.toordinal(), p.code)
    )


@dataclass(frozen=True, slots=True)
class Standards:
    """The packs in force on a day, asked often: answers are kept."""

    packs: tuple[RulePack, ...]
    day: dt.date
    _kept: dict[tuple[str, ...], object] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def on(cls, day: dt.date, packs: Iterable[RulePack]) -> Standards:
        """Return the packs that are in force on a day, the deciding ones first."""
        return cls(tuple(by_precedence(p for p in packs if p.in_force.contains(day))), day)

    def limit(self, level: str, rank: str, region_code: str) -> Limit | None:
        """Return the limit that decides for a rank, or None when no pack knows the rank."""
        asked = ("limit", level, rank, region_code)
        return self._first(asked, region_code, lambda pack: pack.limits.get((level, rank)))

    def parameter(self, name: str, region_code: str) -> Parameter | None:
        """Return the parameter that decides in a division."""
        asked = ("parameter", name, region_code)
        return self._first(asked, region_code, lambda pack: pack.parameters.get(name))

    def service_rate(self, level: str, region_code: str) -> ServiceRate | None:
        """Return the formula of 服务用房 that decides for a level."""
        asked = ("service", level, region_code)
        return self._first(asked, region_code, lambda pack: pack.service.get(level))

    def tier(self, name: str, region_code: str) -> Tier | None:
        """Return the formula that decides for an auxiliary room."""
        return self._first(("tier", name, region_code), region_code, lambda p: p.tiers.get(name))

    def survey_class(self, name: str, region_code: str) -> SurveyClass | None:
        """Return the accuracy class of a name."""
        asked = ("surveying", name, region_code)
        return self._first(asked, region_code, lambda pack: pack.surveying.get(name))

    def _first(
        self, asked: tuple[str, ...], region_code: str, answer: Callable[[RulePack], T | None]
    ) -> T | None:
        """Return what the first pack of a division answers, remembered for the next time."""
        if asked not in self._kept:
            answers = (answer(p) for p in self.packs if region_code.startswith(p.region_prefix))
            self._kept[asked] = next((a for a in answers if a is not None), None)
        return cast("T | None", self._kept[asked])


def limit_for(
    packs: Iterable[RulePack], *, level: str, rank: str, region_code: str, day: dt.date
) -> Limit | None:
    """Return the limit of a rank in a division on a day; its basis names the pack that decided."""
    return Standards.on(day, packs).limit(level, rank, region_code)
