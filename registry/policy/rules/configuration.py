"""Checks on requests for premises (R-CONF-1): each way to get rooms comes after the ones before it."""

from __future__ import annotations

from registry.policy.facts import RequestFact
from registry.policy.findings import Finding
from registry.policy.reading import Json
from registry.policy.standards import Parameter, Standards


def asked_too_early(request: RequestFact, standards: Standards) -> Finding | None:
    """Return a request whose earlier ways, 调剂 before 置换 before 租用 before 建设, did not fail."""
    order = standards.parameter("configuration_order", request.region_code)
    if not order or request.way not in order.value.split():
        return None
    ways = order.value.split()
    untried = [w for w in ways[: ways.index(request.way)] if w not in request.failed_ways]
    return _too_early(request, order, untried) if untried else None


def _too_early(request: RequestFact, order: Parameter, untried: list[str]) -> Finding:
    """Return the finding on a request."""
    shown: dict[str, Json] = {
        "organisation_name": request.organisation_name or request.organisation,
        "way": request.way,
        "untried": ", ".join(untried),
        "request": request.number,
    }
    return Finding(
        rule="R-CONF-1",
        subject_kind="request",
        subject=request.number,
        region_code=request.region_code,
        template="R-CONF-1",
        organisation=request.organisation,
        basis=order.basis,
        evidence=shown,
    )
