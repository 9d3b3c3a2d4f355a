"""The desk of lettings and disposal plans: filters as a value, a page of rows, one row with its past.

PremisesFilter   everything the address of the desk says
ListedPremises   a letting or a plan as a row: where, what, until when, how it stands
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any, Final
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import F, Q, QuerySet

from registry.models import DisposalPlan, Letting, Room, RoomVersion
from registry.scope import Scope
from registry.terms import PlanOutcome

PAGE: Final = 50
MOST_IN_A_BOOK: Final = 20_000  # rows of a workbook, which is made whole before it is sent
SOON: Final = dt.timedelta(days=60)  # a letting is renewed or ended by papers that take weeks
LETTINGS, PLANS = "lettings", "plans"
RUNNING, OVERDUE, UNAPPROVED, DUE_SOON, ENDED, ALL = (
    *("running", "overdue", "unapproved", "soon", "ended", "all"),
)
STATES: Final[Mapping[str, Sequence[str]]] = {
    LETTINGS: (RUNNING, OVERDUE, UNAPPROVED, DUE_SOON, ENDED, ALL),
    PLANS: (RUNNING, OVERDUE, DUE_SOON, ENDED, ALL),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PremisesFilter:
    """What the desk shows; what is running, unless the address says otherwise."""

    kind: str = LETTINGS
    state: str = RUNNING
    text: str = ""
    page: int = 1

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> PremisesFilter:
        """Return the filter an address states; what it cannot mean is left out."""
        kind = PLANS if asked.get("kind") == PLANS else LETTINGS
        state, page = asked.get("state", ""), asked.get("page", "")
        return cls(
            kind=kind,
            state=state if state in STATES[kind] else RUNNING,
            text=asked.get("text", "").replace("\0", "").strip()[:60],
            page=int(page) if page.isascii() and page.isdecimal() and len(page) < 7 else 1,
        )

    def as_query(self, *, without: Sequence[str] = ()) -> str:
        """Return the filter as the query of an address, without what is as usual."""
        usual = {each.name: each.default for each in fields(self)}
        said = {each.name: getattr(self, each.name) for each in fields(self)}
        return urlencode({n: v for n, v in said.items() if v != usual[n] and n not in without})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedRoom:
    """A room with the words it is found by."""

    uid: uuid.UUID
    number: str
    name: str
    use: str
    area_m2: Decimal
    building: str
    floor: str
    floor_id: int
    region_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPremises:
    """A letting or a plan on a day."""

    row: Letting | DisposalPlan
    room: PlacedRoom | None  # None: the room is not there any more
    standing: str  # running, unapproved, overdue, soon, not_yet, ended or mistaken
    late: int  # days since it was due, 0 where it is not

    @property
    def is_letting(self) -> bool:
        """Return whether it is a letting."""
        return isinstance(self.row, Letting)

    @property
    def is_open(self) -> bool:
        """Return whether it can still be ended."""
        return self.standing not in (ENDED, "mistaken")


# --- the list ---------------------------------------------------------------------


def page_of(
    asked: PremisesFilter, *, scope: Scope, day: dt.date
) -> tuple[Page[Any], list[ListedPremises]]:
    """Return a page of the rows that are asked for."""
    shown = Paginator(found_by(asked, scope=scope, day=day), PAGE).get_page(asked.page)
    return shown, list(listed(shown, day=day))


def counts(asked: PremisesFilter, *, scope: Scope, day: dt.date) -> dict[str, int]:
    """Return how many rows each state has, whatever state is asked for."""
    rows = _base(asked, scope, day)
    return {state: rows.filter(_is(asked.kind, state, day)).count() for state in STATES[asked.kind]}


def found_by(asked: PremisesFilter, *, scope: Scope, day: dt.date) -> QuerySet[Any]:
    """Return the rows that are asked for, what is due first on top."""
    rows = _base(asked, scope, day).filter(_is(asked.kind, asked.state, day))
    due = "period__endswith" if asked.kind == LETTINGS else "due_on"
    if asked.state in (ENDED, ALL):
        return rows.order_by(F(due).desc(nulls_last=True), "-pk")
    return rows.order_by(F(due).asc(nulls_last=True), "pk")


def _base(asked: PremisesFilter, scope: Scope, day: dt.date) -> QuerySet[Any]:
    rows: QuerySet[Any] = (
        Letting.objects.within(scope)
        if asked.kind == LETTINGS
        else DisposalPlan.objects.within(scope)
    )
    for word in asked.text.split():
        rows = rows.filter(_says(asked.kind, word, day))
    return rows.select_related("room")


def _says(kind: str, word: str, day: dt.date) -> Q:
    """Return the condition that a row's room, approval or taker has a word."""
    rooms = rooms_called(word, day=day).values("room")
    said = Q(room__in=rooms) | Q(document_no__icontains=word)
    return said | Q(taken_by__icontains=word) if kind == LETTINGS else said


def rooms_called(word: str, *, day: dt.date) -> QuerySet[RoomVersion]:
    """Return the rooms whose number, name, floor or building has a word in it."""
    return RoomVersion.objects.on(day).filter(
        Q(number__icontains=word)
        | Q(name__icontains=word)
        | Q(floor__name__icontains=word)
        | Q(floor__building__name__icontains=word)
        | Q(floor__building__code__icontains=word)
    )


def _is(kind: str, state: str, day: dt.date) -> Q:
    """Return the condition of a state on a day."""
    return _letting_is(state, day) if kind == LETTINGS else _plan_is(state, day)


def _letting_is(state: str, day: dt.date) -> Q:
    out = Q(is_mistaken=False) & (Q(given_back_on__isnull=True) | Q(given_back_on__gt=day))
    match state:
        case "running":
            return out
        case "overdue":
            return out & Q(period__endswith__lt=day)
        case "unapproved":
            return out & (Q(document_no="") | Q(approved_on__gt=day))
        case "soon":
            return out & Q(period__endswith__gte=day, period__endswith__lte=day + SOON)
        case "ended":
            return ~out
    return Q()


def _plan_is(state: str, day: dt.date) -> Q:
    is_open = Q(ended_on__isnull=True) | (
        Q(ended_on__gt=day) & ~Q(outcome=PlanOutcome.MISTAKEN.value)
    )
    match state:
        case "running":
            return is_open
        case "overdue":
            return is_open & Q(due_on__lt=day)
        case "soon":
            return is_open & Q(due_on__gte=day, due_on__lte=day + SOON)
        case "ended":
            return ~is_open
    return Q()


def listed(rows: Iterable[Any], *, day: dt.date) -> Iterator[ListedPremises]:
    """Yield rows with their rooms and how they stand on a day."""
    taken = list(rows)
    rooms = placed([row.room_id for row in taken], day=day)
    for row in taken:
        due = due_of(row)
        standing = standing_of(row, day)
        yield ListedPremises(
            row=row,
            room=rooms.get(row.room_id),
            standing=standing,
            late=(day - due).days if due and due < day and standing not in _OVER else 0,
        )


_OVER: Final = (ENDED, "mistaken")


def due_of(row: Letting | DisposalPlan) -> dt.date | None:
    """Return the day a room is due back, or a plan is to be done by."""
    return row.due_back if isinstance(row, Letting) else row.due_on


def standing_of(row: Letting | DisposalPlan, day: dt.date) -> str:
    """Return how a letting or a plan stands on a day, the gravest first."""
    is_letting = isinstance(row, Letting)
    if row.is_mistaken if isinstance(row, Letting) else row.outcome == PlanOutcome.MISTAKEN:
        return "mistaken"
    ended = row.given_back_on if isinstance(row, Letting) else row.ended_on
    if ended and ended <= day:
        return ENDED
    if is_letting and (row.approved_on is None or row.approved_on > day):
        return UNAPPROVED
    due = due_of(row)
    if due and due < day:
        return OVERDUE
    if (row.period.lower if isinstance(row, Letting) else row.approved_on) > day:
        return "not_yet"
    return DUE_SOON if due and due <= day + SOON else RUNNING


def placed(rooms: Iterable[int], *, day: dt.date) -> dict[int, PlacedRoom]:
    """Return some rooms by their key, as they are on a day."""
    versions = RoomVersion.objects.on(day).filter(room__in=list(rooms))
    return {
        each.room_id: _placed(each) for each in versions.select_related("room", "floor__building")
    }


def _placed(version: RoomVersion) -> PlacedRoom:
    return PlacedRoom(
        uid=version.room.uid,
        number=version.number,
        name=version.name,
        use=version.use,
        area_m2=version.area_m2,
        building=version.floor.building.name,
        floor=version.floor.name,
        floor_id=version.floor_id,
        region_code=version.region_code,
    )


# --- one room, one row ------------------------------------------------------------

MOST_CHOICES: Final = 40  # more than that is narrowed by another word


def choices(text: str, *, scope: Scope, day: dt.date) -> list[PlacedRoom]:
    """Return the rooms that have every word of a text in their building, floor, number or name."""
    words = text.replace("\0", "").split()[:6]
    if not words or scope.prefix is None:
        return []
    found = RoomVersion.objects.on(day).within(scope).exclude(use="circulation")
    for word in words:
        found = found.filter(pk__in=rooms_called(word, day=day).values("pk"))
    rows = found.select_related("room", "floor__building")
    ordered = rows.order_by("floor__building__code", "floor__ordinal", "number", "pk")
    return [_placed(each) for each in ordered[:MOST_CHOICES]]


def room_asked(text: str, *, scope: Scope, day: dt.date) -> PlacedRoom | None:
    """Return the room an address names, if the account may see it and it is there on the day."""
    try:
        uid = uuid.UUID(text)
    except ValueError:
        return None
    room = Room.objects.within(scope).filter(uid=uid).first()
    return placed([room.pk], day=day).get(room.pk) if room else None


def letting(pk: int, *, scope: Scope) -> Letting:
    """Return a letting of a room inside the scope."""
    return Letting.objects.within(scope).select_related("room").get(pk=pk)


def plan(pk: int, *, scope: Scope) -> DisposalPlan:
    """Return a plan for a room inside the scope."""
    return DisposalPlan.objects.within(scope).select_related("room").get(pk=pk)


def of_room(uid: uuid.UUID, *, scope: Scope, day: dt.date) -> list[ListedPremises]:
    """Return what is let of a room and planned for it, as long as it is open on a day."""
    lettings = Letting.objects.within(scope).filter(_letting_is(RUNNING, day), room__uid=uid)
    plans = DisposalPlan.objects.within(scope).filter(_plan_is(RUNNING, day), room__uid=uid)
    return list(listed([*lettings, *plans], day=day))
