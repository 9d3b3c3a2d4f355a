"""What an inspector on site says of a room, and what follows from two lengths.

Answer       在岗情况   who was found: the people the register seats there, somebody else, nobody
Measured     实测       two lengths in metres and the rectangle between them
Allowance    限额       what the office may measure, and what its area may be wrong by
Judgement    判定       over, within the measuring error or within, and which error decided
Likeness     比对       the measured rectangle against the plan: agrees, differs, or a slip of the key

The same rule runs on the phone (maps/static/maps/onsite/verdict.js); both are held to
tests/shared/visits.json.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from registry.errors import NotALength
from registry.measures import SurveyClass, as_square_metres
from registry.policy.offices import Office
from registry.policy.standards import Basis, Standards
from registry.policy.verdicts import counted_area, limits_of, survey_class_of, tolerance_for
from registry.terms import NotAssessed, Verdict

NOTHING = Decimal(0)
MILLIMETRE = Decimal("0.001")  # what a hand-held laser meter shows
# A hand-held laser meter errs by 2 to 3 mm; plaster and the hand that holds it add as much.
LENGTH_ERROR_M = Decimal("0.005")
SHORTEST_M = Decimal("0.1")  # a shaft; shorter is a slip of the key
LONGEST_M = Decimal(100)  # as far as a hand-held meter reaches indoors
SLIP_RATIO = 2  # twice or half the plan's area is a mistyped length, not a moved wall
RECTANGLE_RATIO = Decimal("0.98")  # of its bounding rectangle: less has a niche that counts


class Answer(StrEnum):
    """Who was found in a room."""

    CONFIRMED = "confirmed"  # whom the register seats there
    OTHER = "other"  # somebody else
    EMPTY = "empty"  # nobody uses it
    NO_ACCESS = "no_access"  # the door stayed closed: nothing is said


class NotJudged(StrEnum):
    """Why two lengths lead to no verdict."""

    NOT_MEASURED = "not_measured"
    NO_LIMIT = "no_limit"
    NOT_A_RECTANGLE = "not_a_rectangle"


class Likeness(StrEnum):
    """How a measured rectangle compares with the plan."""

    AGREES = "agrees"
    DIFFERS = "differs"
    SLIP = "slip"
    NOT_COMPARABLE = "not_comparable"


class ErrorSource(StrEnum):
    """What the stated error comes from: the larger of the two."""

    SURVEY_CLASS = "survey_class"
    LASER = "laser"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A room as two lengths, each to the millimetre."""

    length_a_m: Decimal
    length_b_m: Decimal

    @property
    def area(self) -> Decimal:
        """Return the rectangle between the two lengths, exactly.

        >>> Measured(length_a_m=Decimal("4.005"), length_b_m=Decimal("3.001")).area
        Decimal('12.019005')
        """
        return as_square_metres(self.length_a_m * self.length_b_m)

    @property
    def laser_error(self) -> Decimal:
        """Return what the rectangle gains when both lengths are read too long.

        >>> Measured(length_a_m=Decimal("3.000"), length_b_m=Decimal("3.000")).laser_error
        Decimal('0.030025')
        """
        both = self.length_a_m + self.length_b_m
        return as_square_metres(LENGTH_ERROR_M * both + LENGTH_ERROR_M * LENGTH_ERROR_M)


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What an office may measure on a day, and how sure a measurement of it is."""

    limit: Decimal | None  # m², Σ of its occupants; None: nothing is held against it
    beside: Decimal = NOTHING  # m² registered behind the same door that count with it
    tolerance: Decimal = NOTHING
    survey: SurveyClass | None = None
    basis: Basis | None = None
    reason: NotAssessed | None = None  # why there is no limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What two lengths say of an office."""

    verdict: Verdict
    counted: Decimal | None = None  # m², with what lies behind the same door
    excess: Decimal | None = None
    error: Decimal | None = None
    source: ErrorSource | None = None
    reason: NotJudged | None = None


def length_of(text: str) -> Decimal:
    """Return a length in metres as it was typed; refuse what no laser meter shows.

    >>> length_of("4.52"), length_of("3")
    (Decimal('4.520'), Decimal('3.000'))
    """
    digits = text.replace(".", "", 1)
    if not (digits.isascii() and digits.isdecimal()) or len(text) > len("100.000"):
        raise NotALength(value=text)
    length = Decimal(text)
    if length != length.quantize(MILLIMETRE) or not SHORTEST_M <= length <= LONGEST_M:
        raise NotALength(value=text)
    return length.quantize(MILLIMETRE)


def allowance_of(office: Office, standards: Standards) -> Allowance:
    """Return what an office may measure by the standards of a day."""
    area = counted_area(office, standards)
    known = Allowance(
        limit=None,
        beside=max(NOTHING, area - office.room.area),
        tolerance=tolerance_for(office.room.region_code, standards),
        survey=survey_class_of(office, standards),
    )
    if not office.is_office:
        return _unlimited(known, NotAssessed.NOT_AN_OFFICE)
    if not office.seats:
        return _unlimited(known, NotAssessed.NO_OCCUPANT)
    return _limited(known, office, standards)


def _limited(known: Allowance, office: Office, standards: Standards) -> Allowance:
    """Return the allowance of an occupied office."""
    limits = limits_of(office, standards)
    areas = [limit.net_area if limit else None for limit in limits]
    if None in limits:
        return _unlimited(known, NotAssessed.UNKNOWN_RANK)
    if None in areas:
        return _unlimited(known, NotAssessed.NO_LIMIT)
    return Allowance(
        limit=sum((area for area in areas if area is not None), NOTHING),
        beside=known.beside,
        tolerance=known.tolerance,
        survey=known.survey,
        basis=limits[0].basis if limits[0] else None,
    )


def _unlimited(known: Allowance, reason: NotAssessed) -> Allowance:
    return Allowance(
        limit=None,
        beside=known.beside,
        tolerance=known.tolerance,
        survey=known.survey,
        reason=reason,
    )


def judged(measured: Measured | None, allowance: Allowance, *, is_rectangle: bool) -> Judgement:
    """Return the three-way verdict on a measured office, with the error it allows for."""
    if measured is None:
        return Judgement(verdict=Verdict.NOT_ASSESSED, reason=NotJudged.NOT_MEASURED)
    counted = measured.area + allowance.beside
    error, source = _error(measured, counted, allowance.survey)
    if not is_rectangle or allowance.limit is None:
        reason = NotJudged.NO_LIMIT if is_rectangle else NotJudged.NOT_A_RECTANGLE
        return Judgement(
            verdict=Verdict.NOT_ASSESSED, counted=counted, error=error, source=source, reason=reason
        )
    excess = max(NOTHING, counted - allowance.limit)
    return Judgement(
        verdict=_three_way(excess - allowance.tolerance, error),
        counted=counted,
        excess=excess,
        error=error,
        source=source,
    )


def _error(
    measured: Measured, area: Decimal, survey: SurveyClass | None
) -> tuple[Decimal, ErrorSource]:
    """Return what an area may be wrong by: the larger of the surveying class and the laser."""
    of_class = as_square_metres(survey.limit(area)) if survey else NOTHING
    if of_class >= measured.laser_error:
        return of_class, ErrorSource.SURVEY_CLASS
    return measured.laser_error, ErrorSource.LASER


def _three_way(beyond: Decimal, error: Decimal) -> Verdict:
    """Return the verdict on an excess beyond the tolerance."""
    if beyond <= 0:
        return Verdict.WITHIN
    return Verdict.OVER if beyond > error else Verdict.WITHIN_ERROR


def likeness(
    measured: Measured, plan_area: Decimal, survey: SurveyClass | None, *, is_rectangle: bool
) -> Likeness:
    """Return how a measured rectangle compares with the room on the plan."""
    if not is_rectangle:
        return Likeness.NOT_COMPARABLE
    area = measured.area
    if area > SLIP_RATIO * plan_area or SLIP_RATIO * area < plan_area:
        return Likeness.SLIP
    allowed, _source = _error(measured, plan_area, survey)
    return Likeness.DIFFERS if abs(area - plan_area) > allowed else Likeness.AGREES
