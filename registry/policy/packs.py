"""Rule packs read from plain data (`fixtures/standards/*.json`, or the register's own copy).

A figure that is missing, of the wrong kind or above what the law lets a local decision grant is
refused here, so that no check has to doubt its pack.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import partial

from registry.errors import LimitAboveCap
from registry.measures import SurveyClass
from registry.policy.periods import Period
from registry.policy.reading import Node
from registry.policy.standards import (
    Basis,
    Cap,
    Limit,
    Parameter,
    RulePack,
    ServiceRate,
    Tier,
    by_precedence,
)
from registry.terms import Certainty, Level

NOTHING_ABOVE: tuple[RulePack, ...] = ()


def pack_from(data: Mapping[str, object], above: Iterable[RulePack] = NOTHING_ABOVE) -> RulePack:
    """Return the rule pack in plain data; `above` are the packs whose caps it must keep."""
    node = Node(data, str(data.get("code", "?")))
    pack = RulePack(
        code=node.text("code"),
        document_no=node.text("document_no"),
        title=node.text("title"),
        issuer=node.text("issuer", ""),
        level=node.choice("level", Level),
        region_prefix=_prefix(node),
        in_force=_period(node.part("in_force")),
        limits=_limits(node),
        caps={(cap := _cap(part, node)).level: cap for part in node.parts("caps")},
        service={(rate := _rate(part, node)).level: rate for part in node.parts("service_rooms")},
        tiers={name: _tier(name, p, node) for name, p in node.named_parts("auxiliary").items()},
        surveying={n: _survey_class(n, p) for n, p in node.named_parts("surveying").items()},
        parameters={n: _parameter(n, p, node) for n, p in node.named_parts("parameters").items()},
        notes=node.texts("notes"),
    )
    for other in above:
        _keep_caps(pack, other)
    return pack


def packs_from(many: Iterable[Mapping[str, object]]) -> tuple[RulePack, ...]:
    """Return the rule packs in plain data, the local ones held to the caps of those above them."""
    packs = [pack_from(data) for data in many]
    for pack in packs:
        for other in packs:
            _keep_caps(pack, other)
    return tuple(by_precedence(packs))


def _keep_caps(pack: RulePack, above: RulePack) -> None:
    """Refuse a pack that grants more than a pack around it and in force with it allows."""
    if not pack.region_prefix.startswith(above.region_prefix) or not _meet(pack, above):
        return
    for limit in pack.limits.values():
        cap = above.caps.get(limit.level)
        if cap and limit.net_area is not None and limit.net_area > cap.net_area:
            raise LimitAboveCap(
                pack=pack.code,
                rank=limit.name,
                limit=str(limit.net_area),
                above=above.document_no,
                cap=str(cap.net_area),
                clause=cap.basis.clause,
            )


def _meet(one: RulePack, other: RulePack) -> bool:
    """Return whether two packs are in force on a common day."""
    first, second = sorted((one.in_force, other.in_force), key=lambda period: period.since)
    return first.contains(second.since)


def _prefix(node: Node) -> str:
    """Return the digits that the division codes of a pack begin with; none for the nation."""
    prefix = node.text("region_prefix", "")
    if prefix and not (prefix.isascii() and prefix.isdigit()):
        node.refuse("region_prefix", "must be digits of a division code, or empty for the nation")
    return prefix


def _period(node: Node) -> Period:
    """Return the half-open period a pack is in force."""
    period = Period(since=node.day("since"), until=node.optional_day("until"))
    if period.until is not None and period.until <= period.since:
        node.refuse("until", "must be after the first day")
    return period


def _basis(node: Node, pack: Node) -> Basis:
    """Return where a figure stands; document and clause may be said once for the pack."""
    return Basis(
        pack=pack.text("code"),
        document_no=node.text("document_no", pack.text("document_no")),
        clause=node.text("clause"),
        certainty=node.choice("certainty", Certainty),
        source=node.texts("source"),
        confirm_before_production=node.flag("confirm_before_production"),
        note=node.text("note", ""),
    )


def _limits(pack: Node) -> dict[tuple[str, str], Limit]:
    """Return the limits of a pack by level and rank, each stated once."""
    limits: dict[tuple[str, str], Limit] = {}
    for node in pack.parts("limits"):
        limit = Limit(
            level=node.choice("level", Level),
            rank=node.text("rank"),
            name=node.text("name"),
            net_area=node.optional_measure("net_area_m2"),
            is_leader=node.flag("leader"),
            basis=_basis(node, pack),
        )
        if (limit.level, limit.rank) in limits:
            node.refuse("rank", f"“{limit.rank}” stands twice")
        limits[limit.level, limit.rank] = limit
    return limits


def _cap(node: Node, pack: Node) -> Cap:
    """Return the most a local decision may grant at a level."""
    return Cap(
        level=node.choice("level", Level),
        net_area=node.measure("net_area_m2"),
        basis=_basis(node, pack),
    )


def _rate(node: Node, pack: Node) -> ServiceRate:
    """Return the formula of 服务用房 for a level; it must not jump where its parts meet."""
    rate = ServiceRate(
        level=node.choice("level", Level),
        flat_to=_count(node, "flat_to"),
        first=node.measure("first_m2"),
        constant=node.number("constant"),
        divisor=_divisor(node),
        flat_from=_count(node, "flat_from"),
        last=node.measure("last_m2"),
        basis=_basis(node, pack),
    )
    line = partial(_on_line, rate)
    if line(rate.flat_to) != rate.first or line(rate.flat_from) != rate.last:
        node.refuse("flat_to", "and flat_from must be where the formula meets the flat rates")
    return rate


def _on_line(rate: ServiceRate, headcount: int) -> Decimal:
    """Return the falling part of a formula at a headcount."""
    return (rate.constant - headcount) / rate.divisor


def _divisor(node: Node) -> Decimal:
    """Return what the falling part of a formula is divided by."""
    divisor = node.number("divisor")
    return divisor if divisor > 0 else node.refuse("divisor", "must be above zero")


def _count(node: Node, key: str) -> int:
    """Return a whole number of heads or spaces."""
    number = node.measure(key)
    return int(number) if number == int(number) else node.refuse(key, "must be a whole number")


def _tier(name: str, node: Node, pack: Node) -> Tier:
    """Return the formula of an auxiliary room."""
    return Tier(
        name=name,
        first=_count(node, "first"),
        rate=node.measure("rate_m2"),
        rate_beyond=node.measure("rate_beyond_m2"),
        basis=_basis(node, pack),
    )


def _survey_class(name: str, node: Node) -> SurveyClass:
    """Return an accuracy class of area surveying."""
    return SurveyClass(
        name=name,
        root=node.measure("root"),
        linear=node.measure("linear"),
        certainty=node.choice("certainty", Certainty),
    )


def _parameter(name: str, node: Node, pack: Node) -> Parameter:
    """Return a parameter; one whose name ends in a unit must be a number."""
    value = node.text("value")
    if name.endswith(("_m2", "_months", "_ratio")):
        value = str(node.measure("value"))
    return Parameter(name=name, value=value, basis=_basis(node, pack))
