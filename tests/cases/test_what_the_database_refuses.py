"""What no code can do to a case: each test goes round the services and tries it in the database."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import product

import pgtrigger
import pytest
from django.db import IntegrityError, connection, transaction

from registry.models import (
    Case,
    CaseDocument,
    CaseEntry,
    CaseNotice,
    CaseStep,
    DocumentVersion,
    DraftSave,
    TitleOffice,
    User,
)
from registry.policy.cases.actors import ROLE_OF
from registry.policy.cases.fees import FeeKind
from registry.policy.cases.terms import Actor, Event, Kind, State
from registry.policy.cases.transitions import TRANSITIONS
from registry.services import case_moves as moves
from registry.services import case_papers as papers
from tests.cases import builders as office
from tests.cases.builders import DAY, Desk
from tests.policy.cases.test_transitions import expected
from tests.registry import builders as make

pytestmark = pytest.mark.django_db
ENDS = {event: move.there for move in TRANSITIONS for event in [move.event]}


@pytest.fixture
def desk() -> Desk:
    return office.desk()


def refused_by(error: pytest.ExceptionInfo[BaseException]) -> str:
    """Return the name of the rule the database refused by."""
    cause: object = error.value.__cause__
    return cause.diag.constraint_name or str(cause)  # type: ignore[attr-defined]


def put(case: Case, state: State, kind: Kind) -> None:
    """Put a case anywhere, with its guards asleep: only to ask what leads on from there."""
    with pgtrigger.ignore("registry.Case:a_case_follows_its_steps"):
        Case.objects.filter(pk=case.pk).update(state=state.value, kind=kind.value)


def step(case: Case, here: State, event: Event, actor: Actor, there: State, by: User | None):
    return CaseStep.objects.create(
        case=case,
        event=event.value,
        actor=actor.value,
        from_state=here.value,
        to_state=there.value,
        by=by,
        on=DAY,
    )


@pytest.mark.parametrize("kind", [Kind.TRANSFER, Kind.SEIZURE])
def test_every_state_event_and_actor_is_allowed_or_refused_as_by_the_table(desk: Desk, kind: Kind):
    people = {
        Actor.APPLICANT: desk.applicant,
        Actor.OFFICER: desk.officer,
        Actor.REVIEWER: desk.reviewer,
        Actor.APPROVER: desk.approver,
        Actor.CLOCK: None,
    }
    case = office.transfer(desk)
    Case.objects.filter(pk=case.pk).update(number="T-1", box="1", shelf="A")
    wrong = []
    for here, event, actor in product(State, Event, Actor):
        lawful = expected(here, event, actor, kind)
        there = State(lawful) if lawful else ENDS[event]
        if (outcome := _tried(case, kind, here, event, actor, there, people[actor])) != lawful:
            wrong.append((here.value, event.value, actor.value, outcome))

    assert wrong == []


def _tried(
    case: Case, kind: Kind, here: State, event: Event, actor: Actor, there: State, by: User | None
) -> str | None:
    """Return where a case went with a step, None when the database refused it."""
    try:
        with transaction.atomic():
            put(case, here, kind)
            step(case, here, event, actor, there, by)
            state = Case.objects.values_list("state", flat=True).get(pk=case.pk)
            raise Undone(state)
    except Undone as reached:
        return reached.state
    except IntegrityError:
        return None


class Undone(Exception):
    """Takes a trial back."""

    def __init__(self, state: str) -> None:
        self.state = state
        super().__init__(state)


@pytest.mark.parametrize("actor", [Actor.OFFICER, Actor.REVIEWER, Actor.APPROVER])
def test_a_step_is_made_in_ones_own_role(desk: Desk, actor: Actor):
    case = office.transfer(desk)
    lawful = {
        Actor.OFFICER: (State.SUBMITTED, Event.ACCEPT, State.ACCEPTED),
        Actor.REVIEWER: (State.ACCEPTED, Event.FIRST_REVIEW, State.FIRST_REVIEW),
        Actor.APPROVER: (State.SECOND_REVIEW, Event.APPROVE, State.APPROVED),
    }
    Case.objects.filter(pk=case.pk).update(number="T-1")
    here, event, there = lawful[actor]
    put(case, here, Kind.TRANSFER)
    for role in set(ROLE_OF.values()) - {ROLE_OF[actor]}:
        with pytest.raises(IntegrityError) as error, transaction.atomic():
            step(case, here, event, actor, there, make.account(desk.office.region, role.value))
        assert refused_by(error) == "a_step_is_made_in_ones_own_role"


def test_a_closed_account_makes_no_step(desk: Desk):
    case = moves.submit(case=office.transfer(desk), by=desk.applicant, on=DAY)
    User.objects.filter(pk=desk.officer.pk).update(is_active=False)

    with pytest.raises(IntegrityError) as error, transaction.atomic():
        step(case, State.SUBMITTED, Event.ACCEPT, Actor.OFFICER, State.ACCEPTED, desk.officer)

    assert refused_by(error) == "a_step_is_made_in_ones_own_role"


def test_a_state_is_not_written_past_the_steps(desk: Desk):
    case = moves.submit(case=office.transfer(desk), by=desk.applicant, on=DAY)

    with pytest.raises(IntegrityError) as error, transaction.atomic():
        Case.objects.filter(pk=case.pk).update(state="registered")

    assert refused_by(error) == "a_case_moves_by_its_steps"


def test_an_old_step_does_not_move_a_case_again(desk: Desk):
    case = moves.submit(case=office.transfer(desk), by=desk.applicant, on=DAY)
    first = case.last_step
    case = moves.withdraw(case=case, by=desk.applicant, on=DAY)

    with pytest.raises(IntegrityError) as error, transaction.atomic():
        Case.objects.filter(pk=case.pk).update(state="submitted", last_step=first)

    assert refused_by(error) == "a_case_moves_by_its_steps"


def test_whoever_reviewed_cannot_approve_or_register_even_with_the_approvers_role(desk: Desk):
    case = office.in_second_review(desk)
    User.objects.filter(pk=desk.reviewer.pk).update(role="registration_approver")

    with pytest.raises(IntegrityError) as error, transaction.atomic():
        step(
            *(case, State.SECOND_REVIEW, Event.APPROVE, Actor.APPROVER, State.APPROVED),
            desk.reviewer,
        )

    assert refused_by(error) == "who_prepares_does_not_decide"


def test_a_later_case_is_not_registered_before_an_earlier_one_on_its_unit(desk: Desk):
    office.accepted(desk)
    later = office.approved(desk)

    with pytest.raises(IntegrityError) as error, transaction.atomic():
        step(later, State.APPROVED, Event.REGISTER, Actor.APPROVER, State.REGISTERED, desk.approver)

    assert refused_by(error) == "first_received_is_first_registered"


def test_nobody_takes_an_earlier_turn(desk: Desk):
    case = moves.submit(case=office.transfer(desk), by=desk.applicant, on=DAY)

    with pytest.raises(IntegrityError) as error, transaction.atomic():
        Case.objects.filter(pk=case.pk).update(received_seq=1)

    assert refused_by(error) == "a_case_is_received_once"


@pytest.mark.django_db(transaction=True)
def test_a_case_is_not_registered_without_its_entry(desk: Desk):
    case = office.approved(desk)

    with pytest.raises(IntegrityError) as error, transaction.atomic():
        step(case, State.APPROVED, Event.REGISTER, Actor.APPROVER, State.REGISTERED, desk.approver)

    assert refused_by(error) == "registration_writes_the_book"
    case.refresh_from_db()
    assert case.state == "approved"


def test_a_case_begins_as_a_draft(desk: Desk):
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        Case.objects.create(
            kind="200",
            state="approved",
            office=desk.office,
            region_code="990100",
            opened_by=desk.applicant,
            number="X",
        )

    assert refused_by(error) == "a_case_begins_as_a_draft"


def test_a_received_case_keeps_its_unit_and_kind(desk: Desk):
    case = moves.submit(case=office.transfer(desk), by=desk.applicant, on=DAY)
    other = office.bare_unit(desk.office.region)

    for change in ({"unit": other}, {"kind": "400"}):
        with pytest.raises(IntegrityError) as error, transaction.atomic():
            Case.objects.filter(pk=case.pk).update(**change)
        assert refused_by(error) == "a_received_case_keeps_its_subject"


def test_the_form_of_an_accepted_case_stays(desk: Desk):
    case = office.accepted(desk)

    with pytest.raises(IntegrityError) as error, transaction.atomic():
        Case.objects.filter(pk=case.pk).update(payload={}, version=case.version + 1)

    assert refused_by(error) == "an_accepted_form_stays_as_it_is"


def test_a_form_is_not_written_over_what_was_not_read(desk: Desk):
    case = office.transfer(desk)

    with pytest.raises(IntegrityError) as error, transaction.atomic():
        Case.objects.filter(pk=case.pk).update(payload={"cause": "sale"}, version=case.version)

    assert refused_by(error) == "a_form_is_saved_on_what_was_read"


def test_what_is_written_once_is_neither_changed_nor_taken_away(desk: Desk):
    entry = office.registered(desk)
    rows = {
        "registry_casestep": ("note = 'x'", CaseStep),
        "registry_caseentry": ("sha256 = 'x'", CaseEntry),
        "registry_casenotice": ("reason = 'x'", CaseNotice),
        "registry_documentversion": ("name = 'x'", DocumentVersion),
        "registry_draftsave": ("payload = '{}'", DraftSave),
    }
    for table, (change, model) in rows.items():
        assert model._default_manager.exists(), table
        for statement in (f"UPDATE {table} SET {change}", f"DELETE FROM {table}"):
            with (
                pytest.raises(Exception, match=r"Cannot (update|delete)"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement)
    assert CaseEntry.objects.get().sha256 == entry.sha256


def test_a_case_is_never_taken_away(desk: Desk):
    case = office.transfer(desk)

    with pytest.raises(Exception, match="Cannot delete"), transaction.atomic():
        Case.objects.filter(pk=case.pk).delete()


def test_an_archived_case_stands_on_a_shelf(desk: Desk):
    case = office.registered(desk).case
    case = moves.print_certificate(case=case, by=desk.officer, on=DAY)
    case = moves.issue(case=case, by=desk.officer, on=DAY, note="甲一")

    with pytest.raises(IntegrityError) as error, transaction.atomic():
        step(case, State.ISSUED, Event.ARCHIVE, Actor.OFFICER, State.ARCHIVED, desk.officer)

    assert refused_by(error) == "an_archived_case_has_its_place"


@pytest.mark.parametrize(("days", "is_refused"), [(30, False), (31, True), (0, True)])
def test_a_promise_is_within_the_law(desk: Desk, days: int, is_refused: bool):
    change = TitleOffice.objects.filter(pk=desk.office.pk)

    if is_refused:
        with pytest.raises(IntegrityError) as error, transaction.atomic():
            change.update(promised_days=days)
        assert refused_by(error) == "a_promise_is_within_the_law"
    else:
        assert change.update(promised_days=days) == 1


def test_a_public_notice_is_not_shortened(desk: Desk):
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        TitleOffice.objects.filter(pk=desk.office.pk).update(notice_days=14)

    assert refused_by(error) == "a_public_notice_lasts_fifteen_working_days"


def test_a_refusal_without_reasons_is_no_refusal(desk: Desk):
    case = office.accepted(desk)

    with pytest.raises(IntegrityError) as error, transaction.atomic():
        CaseNotice.objects.create(
            case=case,
            step=case.steps.earliest("pk"),
            kind="refused",
            number="X",
            on=DAY,
            by=desk.officer,
        )

    assert refused_by(error) == "a_refusal_gives_its_reasons"


def test_a_document_is_of_a_known_type_and_named_by_its_hash(desk: Desk):
    case = office.transfer(desk)
    document = CaseDocument.objects.create(case=case, slot="identity", title="a")
    told = {"document": document, "number": 1, "name": "a", "size": 1, "by": desk.applicant}

    for wrong, name in (
        ({"content_type": "text/html", "sha256": "0" * 64}, "a_document_is_of_a_known_type"),
        ({"content_type": "image/png", "sha256": "no"}, "a_document_is_named_by_its_hash"),
    ):
        with pytest.raises(IntegrityError) as error, transaction.atomic():
            DocumentVersion.objects.create(**{**told, **wrong})
        assert refused_by(error) == name


def test_a_tax_below_zero_is_refused(desk: Desk):
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        papers.set_fee(
            case=office.transfer(desk), kind=FeeKind.DEED_TAX, amount=Decimal(-1), by=desk.officer
        )

    assert refused_by(error) == "a_fee_is_zero_or_more"


def test_every_write_on_a_case_is_in_the_history(desk: Desk):
    entry = office.registered(desk)

    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT event.state, context.metadata ->> 'reason'
                 FROM registry_caseevent AS event
                 JOIN pghistory_context AS context ON context.id = event.pgh_context_id
                WHERE event.pgh_obj_id = %s AND event.state = 'registered'
                ORDER BY event.pgh_id LIMIT 1""",
            [entry.case_id],
        )
        assert cursor.fetchone() == ("registered", "register")
        cursor.execute("SELECT count(*) FROM registry_certificateevent WHERE number <> ''")
        assert cursor.fetchone()[0] >= 3  # entered, ended, and the new one
    assert dt.date(2026, 7, 1) == entry.on
