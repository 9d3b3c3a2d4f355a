"""What an establishment entitles an organisation to, step by step.

    S = [A + B + (A + B) × 9 %] / K + C

x           编制定员        approved headcount, never the people present
A           办公室          Σ headcount × limit of the rank, 使用面积
B           服务用房        x × rate(x)
equipment   设备用房        a share of the approved A + B
basic       基本办公用房    A + B + equipment
auxiliary   附属用房 C      建筑面积: the canteen, and the car park where spaces are given
S           总建筑面积      basic / K + C
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from registry.errors import NoFormula
from registry.policy.findings import exact
from registry.policy.reading import Json
from registry.policy.standards import Basis, Limit, Parameter, ServiceRate, Standards, Tier

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of the working: a symbol, its value, how it came about and the clause."""

    symbol: str
    name: str
    value: Decimal
    unit: str  # persons, m2 使用面积, m2 建筑面积, or 1
    working: str
    basis: Basis

    def as_json(self) -> dict[str, Json]:
        """Return the step as plain data."""
        return {
            "symbol": self.symbol,
            "name": self.name,
            "value": exact(self.value),
            "unit": self.unit,
            "working": self.working,
            "document_no": self.basis.document_no,
            "clause": self.basis.clause,
            "pack": self.basis.pack,
            "certainty": self.basis.certainty.value,
            "confirm_before_production": self.basis.confirm_before_production,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """The approved areas of an organisation, with every step of the working."""

    steps: tuple[Step, ...]

    def step(self, symbol: str) -> Step:
        """Return one step by its symbol."""
        return next(step for step in self.steps if step.symbol == symbol)

    def value(self, symbol: str) -> Decimal:
        """Return the value of one step, unrounded."""
        return self.step(symbol).value


@dataclass(frozen=True, slots=True, kw_only=True)
class Premises:
    """What is asked: an establishment by rank, where it is and what it is housed in."""

    level: str
    region_code: str
    establishment: Mapping[str, int]
    is_high_rise: bool = False
    car_spaces: int = 0

    @property
    def headcount(self) -> int:
        """Return the approved headcount over all ranks."""
        return sum(self.establishment.values())


def quota_of(premises: Premises, standards: Standards) -> Quota:
    """Return what an establishment entitles to, or say which formula no pack in force gives."""
    office = office_area(premises, standards)
    heads = _heads(premises, standards)
    service = service_area(premises, standards)
    equipment = equipment_area(office.value + service.value, premises, standards)
    basic = _basic((office, service, equipment))
    auxiliary = auxiliary_area(premises, standards)
    total = building_area(basic, auxiliary[-1], premises, standards)
    return Quota(steps=(heads, office, service, equipment, basic, *auxiliary, *total))


def _heads(premises: Premises, standards: Standards) -> Step:
    """Return the headcount everything rests on."""
    counts = " + ".join(str(n) for _, n in sorted(premises.establishment.items()))
    return Step(
        symbol="x",
        name="编制定员",
        value=Decimal(premises.headcount),
        unit="persons",
        working=counts or "0",
        basis=_parameter("headcount_basis", premises, standards).basis,
    )


def office_area(premises: Premises, standards: Standards) -> Step:
    """Return A, the offices of all ranks."""
    rows = [
        (count, _limit(rank, premises, standards))
        for rank, count in sorted(premises.establishment.items())
    ]
    basis = rows[0][1].basis if rows else _parameter("headcount_basis", premises, standards).basis
    return Step(
        symbol="A",
        name="办公室使用面积",
        value=sum((count * _granted(limit) for count, limit in rows), NOTHING),
        unit="m2 使用面积",
        working=" + ".join(f"{count} × {exact(limit.net_area)}" for count, limit in rows) or "0",
        basis=basis,
    )


def _limit(rank: str, premises: Premises, standards: Standards) -> Limit:
    """Return the limit of a rank, or say that none is in force."""
    limit = standards.limit(premises.level, rank, premises.region_code)
    if limit is None or limit.net_area is None:
        raise _missing(f"a limit of rank {rank}", premises, standards)
    return limit


def _granted(limit: Limit) -> Decimal:
    """Return the area of a limit that is known to have one."""
    return limit.net_area or NOTHING


def service_area(premises: Premises, standards: Standards) -> Step:
    """Return B, the service rooms by headcount."""
    rate = _rate(premises, standards)
    per_head = rate.at(premises.headcount)
    return Step(
        symbol="B",
        name="服务用房使用面积",
        value=per_head * premises.headcount,
        unit="m2 使用面积",
        working=f"{premises.headcount} × {exact(per_head)}",
        basis=rate.basis,
    )


def _rate(premises: Premises, standards: Standards) -> ServiceRate:
    """Return the formula of service rooms, or say that none is in force."""
    rate = standards.service_rate(premises.level, premises.region_code)
    if rate is None:
        raise _missing("a formula of 服务用房", premises, standards)
    return rate


def equipment_area(approved: Decimal, premises: Premises, standards: Standards) -> Step:
    """Return the equipment rooms: a share of the approved, never of the used, A + B."""
    ratio = _parameter("equipment_ratio", premises, standards)
    return Step(
        symbol="equipment",
        name="设备用房使用面积",
        value=approved * ratio.number,
        unit="m2 使用面积",
        working=f"{exact(approved)} × {exact(ratio.number)}",
        basis=ratio.basis,
    )


def _basic(parts: tuple[Step, Step, Step]) -> Step:
    """Return the basic premises: offices, service and equipment rooms together."""
    return Step(
        symbol="basic",
        name="基本办公用房使用面积",
        value=sum((part.value for part in parts), NOTHING),
        unit="m2 使用面积",
        working=" + ".join(str(exact(part.value)) for part in parts),
        basis=parts[0].basis,
    )


def auxiliary_area(premises: Premises, standards: Standards) -> tuple[Step, ...]:
    """Return the canteen, the car park where spaces are given, and C, their sum."""
    asked = {"canteen": premises.headcount, "car_park": premises.car_spaces}
    steps = [
        _auxiliary(_tier(name, premises, standards), count)
        for name, count in asked.items()
        if count or name == "canteen"
    ]
    total = Step(
        symbol="C",
        name="附属用房建筑面积",
        value=sum((step.value for step in steps), NOTHING),
        unit="m2 建筑面积",
        working=" + ".join(str(exact(step.value)) for step in steps),
        basis=steps[0].basis,
    )
    return (*steps, total)


def _tier(name: str, premises: Premises, standards: Standards) -> Tier:
    """Return the formula of an auxiliary room, or say that none is in force."""
    tier = standards.tier(name, premises.region_code)
    if tier is None:
        raise _missing(f"a formula of {name}", premises, standards)
    return tier


def _auxiliary(tier: Tier, count: int) -> Step:
    """Return one auxiliary room."""
    within = min(count, tier.first)
    working = f"{within} × {exact(tier.rate)}"
    if count > within:
        working += f" + {count - within} × {exact(tier.rate_beyond)}"
    return Step(
        symbol=tier.name,
        name=tier.basis.clause,
        value=tier.at(count),
        unit="m2 建筑面积",
        working=working,
        basis=tier.basis,
    )


def building_area(
    basic: Step, auxiliary: Step, premises: Premises, standards: Standards
) -> tuple[Step, Step]:
    """Return K and S, the whole building area."""
    storeys = "high_rise" if premises.is_high_rise else "multi_storey"
    ratio = _parameter(f"usable_{storeys}_ratio", premises, standards)
    formula = _parameter("total_formula", premises, standards)
    share = Step(
        symbol="K",
        name="基本办公用房建筑总使用面积系数",
        value=ratio.number,
        unit="1",
        working="高层" if premises.is_high_rise else "多层",
        basis=ratio.basis,
    )
    total = Step(
        symbol="S",
        name="总建筑面积",
        value=basic.value / ratio.number + auxiliary.value,
        unit="m2 建筑面积",
        working=f"{exact(basic.value)} / {exact(ratio.number)} + {exact(auxiliary.value)}",
        basis=formula.basis,
    )
    return share, total


def _parameter(name: str, premises: Premises, standards: Standards) -> Parameter:
    """Return a parameter, or say that none is in force."""
    parameter = standards.parameter(name, premises.region_code)
    if parameter is None:
        raise _missing(name, premises, standards)
    return parameter


def _missing(what: str, premises: Premises, standards: Standards) -> NoFormula:
    """Return the complaint that no pack in force answers."""
    return NoFormula(
        what=what,
        level=premises.level,
        region=premises.region_code,
        day=standards.day.isoformat(),
    )
