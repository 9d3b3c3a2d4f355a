"""Rooms let, lent and disposed of, and rooms on certificates: what the rules find of them, and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from registry import errors
from registry.models import (
    Allocation,
    DisposalPlan,
    Finding,
    Letting,
    UsePaper,
    UsePaperRoom,
)
from registry.models.periods import from_day
from registry.queries.places import NotInSight
from registry.queries.premises_history import history_of
from registry.scope import Scope
from registry.services import premises as services
from registry.services.reassessment import assess_edits, assess_whole
from registry.services.use_papers import name_rooms
from registry.terms import DisposalWay, LettingKind, PlanOutcome

from . import builders as make
from .test_findings_kept_up import TODAY

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
LAWFUL: dict[str, Any] = {
    "kind": LettingKind.LET,
    "taken_by": "示例商行",
    "document_no": "示例租批〔2025〕1号",
    "approved_on": dt.date(2025, 1, 1),
    "start": dt.date(2025, 2, 1),
    "due_back": dt.date(2027, 2, 1),
    "reason": "",
}
PLANNED: dict[str, Any] = {
    "way": DisposalWay.REASSIGN,
    "document_no": "示例处置〔2026〕1号",
    "approved_on": dt.date(2026, 6, 1),
    "due_on": dt.date(2026, 12, 31),
    "reason": "",
}


@pytest.fixture
def manager(offices):
    return make.account(offices.bureaus[0].region, "property_manager")


@pytest.fixture
def idle(offices):
    """Return a room that nobody has had since 2020: R-IDLE-1 finds it."""
    return offices.rooms[1]


@pytest.fixture
def told(manager):
    return {"by": manager, "today": TODAY}


def found(rule: str, room: Any = None) -> list[str]:
    """Return the templates of the open findings of a rule, of a room or of all."""
    rows = Finding.objects.filter(rule=rule, state="detected")
    rows = rows.filter(room=room) if room else rows
    return sorted(row.evidence["template"] for row in rows)


def as_of(day: dt.date) -> None:
    assess_whole(Scope.EVERYTHING, day=day)


# --- R-RENT-1 ---------------------------------------------------------------------


def test_an_approved_letting_within_its_days_is_not_found(idle, told):
    services.enter_letting(room=idle.uid, **LAWFUL, **told)

    assert found("R-RENT-1") == []


def test_a_letting_without_approval_is_found_at_once(idle, told):
    services.enter_letting(
        room=idle.uid, **LAWFUL | {"document_no": "", "approved_on": None}, **told
    )

    (one,) = Finding.objects.filter(rule="R-RENT-1")
    assert one.evidence["template"] == "R-RENT-1-UNAPPROVED"
    assert one.evidence["taken_by"] == "示例商行"
    assert (one.room, one.organisation, one.region_code) == (idle, None, "990121")


# It is due back on 1 July 2026, the day of the assessment.
@pytest.mark.parametrize(
    ("due_back", "templates"),
    [
        (TODAY + DAY, []),
        (TODAY, []),
        (TODAY - DAY, ["R-RENT-1-OVERDUE"]),
        (None, []),
    ],
)
def test_a_room_is_overdue_the_day_after_it_is_due_back(idle, told, due_back, templates):
    services.enter_letting(room=idle.uid, **LAWFUL | {"due_back": due_back}, **told)

    assert found("R-RENT-1") == templates


def test_days_late_are_counted(idle, told):
    services.enter_letting(room=idle.uid, **LAWFUL | {"due_back": dt.date(2026, 6, 1)}, **told)

    one = Finding.objects.get(rule="R-RENT-1")
    assert one.excess == 30
    assert (one.evidence["unit"], one.evidence["until"]) == ("days", "2026-06-01")


def test_an_approval_counts_from_its_own_day(idle, told):
    letting = services.enter_letting(room=idle.uid, **LAWFUL, **told)
    Letting.objects.filter(pk=letting.pk).update(approved_on=TODAY + DAY)
    assess_edits(day=TODAY)
    assert found("R-RENT-1") == ["R-RENT-1-UNAPPROVED"]

    as_of(TODAY + DAY)

    assert found("R-RENT-1") == []


def test_a_letting_is_found_from_its_first_day_on(idle, told):
    start = {"document_no": "", "approved_on": None, "start": TODAY + DAY}
    services.enter_letting(room=idle.uid, **LAWFUL | start, **told)
    assert found("R-RENT-1") == []

    as_of(TODAY + DAY)

    assert found("R-RENT-1") == ["R-RENT-1-UNAPPROVED"]


def test_giving_the_room_back_ends_the_finding_at_once_and_opening_again_brings_it_back(idle, told):
    letting = services.enter_letting(room=idle.uid, **LAWFUL | {"due_back": TODAY - DAY}, **told)
    assert found("R-RENT-1") == ["R-RENT-1-OVERDUE"]

    services.give_back(letting=letting, on=TODAY, document_no="示例收1号", reason="", **told)
    assert found("R-RENT-1") == []

    services.reopen_letting(letting=letting, reason="录错", **told)
    assert found("R-RENT-1") == ["R-RENT-1-OVERDUE"]


def test_a_room_in_use_that_is_lent_is_found_with_its_organisation(offices, told):
    services.enter_letting(
        room=offices.rooms[0].uid,
        **LAWFUL | {"kind": LettingKind.LENT, "document_no": "", "approved_on": None},
        **told,
    )

    assert Finding.objects.get(rule="R-RENT-1").organisation == offices.bureaus[1]


def test_what_was_entered_by_mistake_never_was(idle, told):
    letting = services.enter_letting(room=idle.uid, **LAWFUL | {"due_back": TODAY - DAY}, **told)

    services.take_back_letting(letting=letting, reason="录入错误", **told)

    assert found("R-RENT-1") == []
    assert found("R-IDLE-1", idle) == ["R-IDLE-1"]
    again = services.enter_letting(room=idle.uid, **LAWFUL, **told)  # nothing stands in the way
    assert Letting.objects.filter(room=idle).count() == 2
    with pytest.raises(IntegrityError, match="a_room_is_let_once_at_a_time"), transaction.atomic():
        services.reopen_letting(letting=letting, reason="又改", **told)
    assert again.pk != letting.pk


# --- R-IDLE-1 ---------------------------------------------------------------------


def test_a_plan_ends_the_finding_of_an_idle_room_and_its_withdrawal_brings_it_back(idle, told):
    assert found("R-IDLE-1", idle) == ["R-IDLE-1"]

    plan = services.enter_plan(room=idle.uid, **PLANNED, **told)
    assert found("R-IDLE-1", idle) == []

    services.end_plan(plan=plan, outcome=PlanOutcome.WITHDRAWN, on=TODAY, reason="", **told)
    assert found("R-IDLE-1", idle) == ["R-IDLE-1"]
    last = Finding.objects.filter(rule="R-IDLE-1", room=idle).latest("pk")
    assert last.occurrence == 2


# The assessment is of 1 July 2026.
@pytest.mark.parametrize(
    ("values", "is_found"),
    [
        ({"due_on": TODAY + DAY}, False),
        ({"due_on": TODAY}, False),
        ({"due_on": TODAY - DAY}, True),
        ({"approved_on": TODAY}, False),
    ],
)
def test_a_plan_counts_up_to_the_day_it_is_to_be_done_by(idle, told, values, is_found):
    services.enter_plan(room=idle.uid, **PLANNED | values, **told)

    assert bool(found("R-IDLE-1", idle)) is is_found


def test_a_plan_counts_from_its_approval(idle, told):
    services.enter_plan(room=idle.uid, **PLANNED | {"approved_on": TODAY}, **told)

    as_of(TODAY - DAY)

    assert found("R-IDLE-1", idle) == ["R-IDLE-1"]


def test_a_plan_counts_no_more_from_the_day_it_ended(idle, told):
    plan = services.enter_plan(room=idle.uid, **PLANNED, **told)
    services.end_plan(plan=plan, outcome=PlanOutcome.CARRIED_OUT, on=TODAY, reason="", **told)

    as_of(TODAY - DAY)
    assert found("R-IDLE-1", idle) == []

    as_of(TODAY)
    assert found("R-IDLE-1", idle) == ["R-IDLE-1"]


def test_a_plan_put_off_counts_again(idle, told):
    plan = services.enter_plan(room=idle.uid, **PLANNED | {"due_on": TODAY - DAY}, **told)
    assert found("R-IDLE-1", idle) == ["R-IDLE-1"]

    services.correct_plan(plan=plan, **PLANNED | {"due_on": TODAY, "reason": "延期"}, **told)

    assert found("R-IDLE-1", idle) == []


def test_a_room_lawfully_let_is_not_idle_without_a_plan(idle, told):
    letting = services.enter_letting(room=idle.uid, **LAWFUL, **told)
    assert found("R-IDLE-1", idle) == []

    services.give_back(letting=letting, on=TODAY, document_no="", reason="", **told)

    # It has been free since today alone, and six months are allowed.
    assert found("R-IDLE-1", idle) == []
    as_of(dt.date(2027, 1, 1))
    assert found("R-IDLE-1", idle) == []
    as_of(dt.date(2027, 1, 2))
    assert found("R-IDLE-1", idle) == ["R-IDLE-1"]


def test_a_letting_without_approval_excuses_no_idle_room(idle, told):
    services.enter_letting(
        room=idle.uid, **LAWFUL | {"document_no": "", "approved_on": None}, **told
    )

    assert found("R-IDLE-1", idle) == ["R-IDLE-1"]


# --- R-USE-1 ----------------------------------------------------------------------


@pytest.fixture
def certificate(offices):
    """Return the certificate of the bureau that uses room 100."""
    return UsePaper.objects.get(organisation=offices.bureaus[1], kind="certificate")


def hand_on(offices, day: dt.date = TODAY) -> None:
    """Give room 100 to the other bureau from a day on, as a clerk should not."""
    room = offices.rooms[0]
    Allocation.objects.filter(room=room).update(period=from_day(make.SINCE, day))
    Allocation.objects.create(room=room, organisation=offices.bureaus[0], period=from_day(day))
    assess_edits(day=TODAY)


def test_a_room_with_the_organisation_of_its_certificate_is_not_found(offices, certificate, told):
    name_rooms(paper=certificate, rooms=[offices.rooms[0].uid], reason="", **told)

    assert found("R-USE-1") == []


def test_a_room_handed_on_is_found(offices, certificate, told):
    name_rooms(paper=certificate, rooms=[offices.rooms[0].uid], reason="", **told)

    hand_on(offices)

    (one,) = Finding.objects.filter(rule="R-USE-1", state="detected")
    assert one.evidence["template"] == "R-USE-1-HANDED-ON"
    assert one.evidence["approved"] == offices.bureaus[1].name
    assert (one.organisation, one.room) == (offices.bureaus[0], offices.rooms[0])


def test_a_room_no_certificate_names_is_not_found(offices):
    hand_on(offices)

    assert found("R-USE-1") == []


@pytest.mark.parametrize(("last", "is_found"), [(TODAY, True), (TODAY - DAY, False)])
def test_a_certificate_names_its_rooms_as_long_as_it_is_in_force(
    offices, certificate, told, last, is_found
):
    name_rooms(paper=certificate, rooms=[offices.rooms[0].uid], reason="", **told)
    hand_on(offices)
    certificate.period = from_day(make.SINCE, last + DAY)
    certificate.save()

    assess_edits(day=TODAY)

    assert bool(found("R-USE-1")) is is_found


def test_a_room_taken_off_the_certificate_is_found_no_more(offices, certificate, told):
    name_rooms(paper=certificate, rooms=[offices.rooms[0].uid], reason="", **told)
    hand_on(offices)

    name_rooms(paper=certificate, rooms=[], reason="调剂批复", **told)

    assert found("R-USE-1") == []
    with connection.cursor() as cursor:  # what was on it stays to be seen
        cursor.execute("SELECT pgh_label FROM registry_usepaperroomevent ORDER BY pgh_id")
        assert [label for (label,) in cursor.fetchall()] == ["insert", "delete"]


def test_a_paper_that_passes_to_another_organisation_is_assessed_at_once(
    offices, certificate, told
):
    name_rooms(paper=certificate, rooms=[offices.rooms[0].uid], reason="", **told)

    UsePaper.objects.filter(pk=certificate.pk).update(
        organisation=offices.bureaus[0], number="示例证9号"
    )
    assess_edits(day=TODAY)

    assert found("R-USE-1") == ["R-USE-1-HANDED-ON"]


def test_only_rooms_an_organisation_has_used_stand_on_its_certificate(offices, certificate, told):
    with pytest.raises(errors.NotItsRoom):
        name_rooms(paper=certificate, rooms=[offices.rooms[3].uid], reason="", **told)


def test_an_agreement_names_no_rooms(offices, told):
    agreement = UsePaper.objects.get(organisation=offices.bureaus[1], kind="agreement")

    with pytest.raises(IntegrityError, match="only a certificate names rooms"):
        name_rooms(paper=agreement, rooms=[offices.rooms[0].uid], reason="", **told)


# --- the same, whole and in parts -------------------------------------------------


def test_everything_at_once_is_kept_as_it_is_found_from_scratch(offices, certificate, told):
    name_rooms(paper=certificate, rooms=[offices.rooms[0].uid], reason="", **told)
    hand_on(offices)
    services.enter_letting(room=offices.rooms[2].uid, **LAWFUL | {"due_back": TODAY - DAY}, **told)
    services.enter_plan(room=offices.rooms[3].uid, **PLANNED, **told)
    kept = set(Finding.objects.filter(state="detected").values_list("key", flat=True))

    assess_whole(Scope.of_region("990121"), day=TODAY)

    assert set(Finding.objects.filter(state="detected").values_list("key", flat=True)) == kept
    assert {key.split("/")[0] for key in kept} >= {"R-USE-1", "R-RENT-1", "R-IDLE-1"}


# --- what the database refuses ----------------------------------------------------


def letting_row(room: Any, **values: Any) -> None:
    lawful = {"kind": "let", "taken_by": "示例商行", "period": from_day(TODAY)}
    Letting.objects.create(room=room, **lawful | values)


def plan_row(room: Any, **values: Any) -> None:
    lawful = {"way": "let", "document_no": "1", "approved_on": TODAY, "due_on": TODAY}
    DisposalPlan.objects.create(room=room, **lawful | values)


@pytest.mark.parametrize(
    ("write", "values", "constraint"),
    [
        (letting_row, {"kind": "sold"}, "a_letting_says_how_and_to_whom"),
        (letting_row, {"taken_by": ""}, "a_letting_says_how_and_to_whom"),
        (letting_row, {"document_no": "1"}, "an_approval_has_number_and_day"),
        (letting_row, {"approved_on": TODAY}, "an_approval_has_number_and_day"),
        (letting_row, {"period": from_day(TODAY, TODAY)}, "letting_period_is_not_empty"),
        (letting_row, {"given_back_on": TODAY - DAY}, "a_room_is_given_back_after_it_was_taken"),
        (plan_row, {"way": "gift"}, "a_plan_names_one_of_six_ways_and_its_approval"),
        (plan_row, {"document_no": ""}, "a_plan_names_one_of_six_ways_and_its_approval"),
        (plan_row, {"due_on": TODAY - DAY}, "a_plan_is_due_after_its_approval"),
        (plan_row, {"ended_on": TODAY}, "a_plan_ends_with_an_outcome"),
        (plan_row, {"outcome": "withdrawn"}, "a_plan_ends_with_an_outcome"),
        (
            plan_row,
            {"ended_on": TODAY - DAY, "outcome": "withdrawn"},
            "a_plan_ends_with_an_outcome",
        ),
    ],
)
def test_the_database_refuses_what_cannot_be_so(
    idle, write: Callable[..., None], values, constraint
):
    write(idle)
    Letting.objects.all().delete()
    DisposalPlan.objects.all().delete()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        write(idle, **values)


def test_a_room_is_let_again_from_the_day_it_was_given_back(idle):
    letting_row(idle, given_back_on=TODAY + DAY)
    with pytest.raises(IntegrityError, match="a_room_is_let_once"), transaction.atomic():
        letting_row(idle, period=from_day(TODAY))

    letting_row(idle, period=from_day(TODAY + DAY))

    assert Letting.objects.filter(room=idle).count() == 2


def test_a_room_kept_past_its_day_is_not_let_to_another(idle):
    letting_row(idle, period=from_day(TODAY, TODAY + DAY))

    with pytest.raises(IntegrityError, match="a_room_is_let_once"), transaction.atomic():
        letting_row(idle, period=from_day(TODAY + 30 * DAY))


def test_a_room_has_one_open_plan(idle):
    plan_row(idle)
    with pytest.raises(IntegrityError, match="a_room_has_one_open_plan"), transaction.atomic():
        plan_row(idle, approved_on=TODAY + DAY, due_on=TODAY + DAY)

    DisposalPlan.objects.update(ended_on=TODAY + DAY, outcome="withdrawn")
    plan_row(idle, approved_on=TODAY + DAY, due_on=TODAY + DAY)

    assert DisposalPlan.objects.filter(room=idle).count() == 2


def test_a_room_stands_on_one_certificate_at_a_time(offices, certificate):
    room, other = offices.rooms[0], offices.bureaus[0]
    UsePaperRoom.objects.create(paper=certificate, room=room)
    second = UsePaper.objects.get(organisation=other, kind="certificate")

    with pytest.raises(IntegrityError, match="a_room_stands_on_one"), transaction.atomic():
        UsePaperRoom.objects.create(paper=second, room=room)

    UsePaper.objects.filter(pk=certificate.pk).update(period=from_day(make.SINCE, TODAY))
    UsePaper.objects.filter(pk=second.pk).update(period=from_day(TODAY))
    UsePaperRoom.objects.create(paper=second, room=room)
    with pytest.raises(IntegrityError, match="a_room_stands_on_one"), transaction.atomic():
        UsePaper.objects.filter(pk=certificate.pk).update(period=from_day(make.SINCE))
    with pytest.raises(IntegrityError, match="only a certificate names"), transaction.atomic():
        UsePaper.objects.filter(pk=certificate.pk).update(kind="agreement", number="2")


# --- who may, and what is kept ----------------------------------------------------


def test_only_who_allocates_rooms_enters_and_ends(idle, inspector, told):
    plan = services.enter_plan(room=idle.uid, **PLANNED, **told)
    letting = services.enter_letting(room=idle.uid, **LAWFUL, **told)

    for act in (
        lambda by: services.enter_letting(room=idle.uid, **LAWFUL, by=by),
        lambda by: services.enter_plan(room=idle.uid, **PLANNED, by=by),
        lambda by: services.give_back(letting=letting, on=TODAY, document_no="", reason="", by=by),
        lambda by: services.take_back_letting(letting=letting, reason="x", by=by),
        lambda by: services.end_plan(
            plan=plan, outcome=PlanOutcome.WITHDRAWN, on=TODAY, reason="", by=by
        ),
    ):
        with pytest.raises(errors.NotPermitted):
            act(inspector)


def test_another_county_enters_and_ends_nothing(idle, told):
    plan = services.enter_plan(room=idle.uid, **PLANNED, **told)
    stranger = make.account(make.region("990122"), "property_manager")

    with pytest.raises(NotInSight):
        services.enter_letting(room=idle.uid, **LAWFUL, by=stranger)
    with pytest.raises(errors.OutsideScope):
        services.reopen_plan(plan=plan, reason="x", by=stranger)


def test_what_has_ended_is_not_ended_again(idle, told):
    letting = services.enter_letting(room=idle.uid, **LAWFUL, **told)
    plan = services.enter_plan(room=idle.uid, **PLANNED, **told)
    with pytest.raises(errors.StillRunning):
        services.reopen_plan(plan=plan, reason="x", **told)
    with pytest.raises(errors.EndsBeforeItBegins):
        services.give_back(
            letting=letting, on=dt.date(2025, 1, 31), document_no="", reason="", **told
        )
    services.give_back(letting=letting, on=TODAY, document_no="", reason="", **told)
    services.end_plan(plan=plan, outcome=PlanOutcome.MISTAKEN, on=TODAY, reason="x", **told)

    with pytest.raises(errors.EndedAlready):
        services.give_back(letting=letting, on=TODAY, document_no="", reason="", **told)
    with pytest.raises(errors.EndedAlready):
        services.end_plan(plan=plan, outcome=PlanOutcome.WITHDRAWN, on=TODAY, reason="", **told)


def test_history_tells_who_changed_what_and_why(idle, told, manager):
    letting = services.enter_letting(room=idle.uid, **LAWFUL | {"reason": "会议纪要"}, **told)

    services.correct_letting(
        letting=letting, **LAWFUL | {"taken_by": "示例书店", "reason": "名称有误"}, **told
    )

    corrected, entered = history_of(letting)
    assert (entered.what, entered.reason, entered.by) == ("insert", "会议纪要", manager.username)
    assert (corrected.what, corrected.reason) == ("update", "名称有误")
    (change,) = corrected.changes
    assert (change.was, change.now) == ("示例商行", "示例书店")
