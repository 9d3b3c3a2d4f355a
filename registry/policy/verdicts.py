"""The verdict on one room: over, within the measuring error, within, idle or not assessed.

excess   超标面积   area − Σ limits of the occupants; tolerated up to `tolerance_m2`
error    测量误差   the limit of the surveying class that the room's reading deserves
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from registry.measures import SurveyClass, as_square_metres
from registry.policy.facts import SeatFact
from registry.policy.findings import RoomVerdict, Share
from registry.policy.offices import Office
from registry.policy.standards import Limit, Standards
from registry.terms import NotAssessed, Verdict

NOTHING = Decimal(0)


def verdict_on(office: Office, standards: Standards) -> RoomVerdict:
    """Return what the standards say of an office or an empty room."""
    if office.seats and office.is_office:
        return _occupied(office, standards)
    idle_since = office.room.idle_since
    if not office.seats and idle_since is not None and idle_since <= standards.day:
        return _plain(office, Verdict.IDLE)
    if office.is_office:
        return _plain(office, Verdict.NOT_ASSESSED, NotAssessed.NO_OCCUPANT)
    return _plain(office, Verdict.NOT_ASSESSED, NotAssessed.NOT_AN_OFFICE)


def verdicts_with(office: Office, verdict: RoomVerdict) -> list[RoomVerdict]:
    """Return the verdict on an office and, alike, on each space that counts with it."""
    shared = [
        RoomVerdict(
            room=part.uid, verdict=verdict.verdict, area=part.area, counts_with=office.room.uid
        )
        for part in office.parts
    ]
    return [verdict, *shared]


def limits_of(office: Office, standards: Standards) -> list[Limit | None]:
    """Return the limit of each occupant, None for a rank that no pack knows."""
    return [limit_of(seat, standards) for seat in office.seats]


def limit_of(seat: SeatFact, standards: Standards) -> Limit | None:
    """Return the limit of one occupant."""
    return standards.limit(seat.level, seat.rank, seat.region_code)


def measuring_error(office: Office, standards: Standards) -> Decimal:
    """Return what the office's area may be wrong by, zero where no pack says."""
    found = survey_class_of(office, standards)
    return as_square_metres(found.limit(office.area)) if found else NOTHING


def survey_class_of(office: Office, standards: Standards) -> SurveyClass | None:
    """Return the surveying class of an office's area: coarser where the reading is doubtful."""
    region = office.room.region_code
    sure = standards.parameter("confident_reading_ratio", region)
    doubtful = sure and office.confidence is not None and office.confidence < sure.number
    name = "doubtful_room_survey_class" if doubtful else "room_survey_class"
    wanted = standards.parameter(name, region)
    return standards.survey_class(wanted.value, region) if wanted else None


def tolerance_for(region_code: str, standards: Standards) -> Decimal:
    """Return the overrun that is let pass in a division, zero where no pack says."""
    tolerance = standards.parameter("tolerance_m2", region_code)
    return tolerance.number if tolerance else NOTHING


def counted_area(office: Office, standards: Standards) -> Decimal:
    """Return the area held against the limit; a local pack may leave a shared toilet out."""
    if office.parts and office.is_shared:
        counts = standards.parameter("shared_toilet_counts", office.room.region_code)
        if counts and counts.value == "no":
            return office.area - office.toilet_area
    return office.area


def _plain(office: Office, verdict: Verdict, reason: NotAssessed | None = None) -> RoomVerdict:
    """Return a verdict that needs no arithmetic."""
    return RoomVerdict(room=office.room.uid, verdict=verdict, area=office.area, reason=reason)


def _occupied(office: Office, standards: Standards) -> RoomVerdict:
    """Return the verdict on an office somebody sits in."""
    limits = limits_of(office, standards)
    known = [limit for limit in limits if limit is not None]
    if len(known) < len(limits):
        return _plain(office, Verdict.NOT_ASSESSED, NotAssessed.UNKNOWN_RANK)
    areas = [limit.net_area for limit in known if limit.net_area is not None]
    if len(areas) < len(limits):
        return _plain(office, Verdict.NOT_ASSESSED, NotAssessed.NO_LIMIT)
    return _measured(office, known, sum(areas, NOTHING), standards)


def _measured(
    office: Office, limits: Sequence[Limit], allowed: Decimal, standards: Standards
) -> RoomVerdict:
    """Return the verdict on an office whose limit is known."""
    area = counted_area(office, standards)
    excess = max(NOTHING, area - allowed)
    beyond = excess - tolerance_for(office.room.region_code, standards) if excess else NOTHING
    error = measuring_error(office, standards) if beyond > 0 else None
    verdict = _three_way(beyond, error or NOTHING)
    return RoomVerdict(
        room=office.room.uid,
        verdict=verdict,
        area=area,
        limit=allowed,
        excess=excess,
        error=error,
        basis=limits[0].basis,
        shares=shares_of(office.seats, limits, area) if verdict is Verdict.OVER else (),
    )


def _three_way(beyond: Decimal, error: Decimal) -> Verdict:
    """Return the verdict on an excess beyond the tolerance, given what it may be wrong by."""
    if beyond <= 0:
        return Verdict.WITHIN
    return Verdict.OVER if beyond > error else Verdict.WITHIN_ERROR


def shares_of(
    seats: Sequence[SeatFact], limits: Sequence[Limit], area: Decimal
) -> tuple[Share, ...]:
    """Return each occupant's part of a room: area × limitᵢ / Σ limit."""
    weights = [limit.net_area or NOTHING for limit in limits]
    total = sum(weights, NOTHING)
    return tuple(
        _share(seat, limit, area * weight / total)
        for seat, limit, weight in zip(seats, limits, weights, strict=True)
        if weight
    )


def _share(seat: SeatFact, limit: Limit, area: Decimal) -> Share:
    """Return one occupant's part of a room."""
    own = limit.net_area or NOTHING
    return Share(
        person=seat.person,
        person_name=seat.person_name,
        rank=seat.rank,
        limit=own,
        area=as_square_metres(area),
        excess=as_square_metres(max(NOTHING, area - own)),
        basis=limit.basis,
    )
