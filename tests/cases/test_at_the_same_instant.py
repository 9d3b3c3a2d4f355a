"""Two people at once, and a process or a connection killed in the middle: all or nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, OperationalError, connection, transaction

from registry.errors import RegisterError
from registry.models import Case, CaseEntry, CaseStep, NumberSeries, Right
from registry.policy.cases.merging import Merge
from registry.queries.register import holders_on
from registry.services import case_moves as moves
from registry.services import cases
from registry.services.registration import register
from tests.cases import builders as office
from tests.cases.builders import DAY, NOON, Desk
from tests.conftest import database_url

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def desk() -> Desk:
    return office.desk()


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Return what each act gives or raises when all begin at the same instant, each connected anew."""
    gate = threading.Barrier(len(acts))
    outcomes: list[object] = [None] * len(acts)

    def run(n: int, act: Callable[[], object]) -> None:
        gate.wait()
        try:
            outcomes[n] = act()
        except (RegisterError, IntegrityError) as refusal:
            outcomes[n] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n, act)) for n, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return outcomes


def is_refusal(outcome: object) -> bool:
    return isinstance(outcome, Exception)


def test_two_approvers_at_once_make_one_registration(desk: Desk):
    case = office.in_second_review(desk)

    def decide(by):
        def act() -> object:
            moves.approve(case=case, by=by, on=DAY)
            return register(case=case, by=by, at=NOON)

        return act

    outcomes = at_once(decide(desk.approver), decide(desk.second_approver))

    assert sum(not is_refusal(each) for each in outcomes) == 1
    assert CaseEntry.objects.count() == 1
    assert CaseStep.objects.filter(event="register").count() == 1
    assert len(office.papers_out(desk.unit, DAY)) == 1
    assert holders_on(desk.unit, DAY)[0].organisation == desk.taker.pk


def test_two_steps_at_once_past_the_services_move_a_case_once(desk: Desk):
    case = office.in_second_review(desk)

    def insert(by):
        def act() -> object:
            with transaction.atomic():
                made = CaseStep.objects.create(
                    case=case,
                    event="approve",
                    actor="approver",
                    from_state="second_review",
                    to_state="approved",
                    by=by,
                    on=DAY,
                )
                time.sleep(0.2)  # the other has begun by now and waits for this one's end
                return made

        return act

    outcomes = at_once(insert(desk.approver), insert(desk.second_approver))

    assert sum(is_refusal(each) for each in outcomes) == 1
    assert CaseStep.objects.filter(case=case, event="approve").count() == 1


def test_two_cases_on_one_unit_at_once_are_entered_one_after_the_other(desk: Desk):
    first = office.approved(desk)
    second = office.approved(desk)

    outcomes = at_once(
        lambda: register(case=first, by=desk.approver, at=NOON),
        lambda: register(case=second, by=desk.second_approver, at=NOON),
    )

    # The second comes before its turn, or after its certificate has ended: it is refused.
    assert [is_refusal(each) for each in outcomes] == [False, True]
    assert CaseEntry.objects.get().case == first
    assert len(office.papers_out(desk.unit, DAY)) == 1
    assert holders_on(desk.unit, DAY)[0].organisation == desk.taker.pk


def test_numbers_given_at_once_have_no_gap_and_none_comes_twice(desk: Desk):
    drafts = [office.transfer(desk) for _ in range(6)]

    at_once(
        *(lambda case=case: moves.submit(case=case, by=desk.applicant, on=DAY) for case in drafts)
    )

    numbers = sorted(Case.objects.values_list("number", flat=True))
    assert numbers == [f"990100-2026-200-{n:06}" for n in range(1, 7)]


def test_two_people_saving_at_once_lose_nothing(desk: Desk):
    case = office.transfer(desk)

    outcomes = at_once(
        lambda: cases.save_draft(
            case=case, payload={"contact": "甲"}, base_version=0, by=desk.applicant
        ),
        lambda: cases.save_draft(
            case=case, payload={"remark": "乙"}, base_version=0, by=desk.officer
        ),
    )

    (conflict,) = (each for each in outcomes if isinstance(each, Merge))
    case.refresh_from_db()
    assert case.version == 1
    assert {field.name for field in conflict.fields} == {"contact", "remark"}
    assert conflict.clashes == ()
    typed = [save.payload for save in case.saves.all()]
    assert {"甲", "甲一"} >= {each["contact"] for each in typed} >= {"甲"}
    assert "乙" in {each.get("remark") for each in typed}


def test_a_refused_registration_gives_its_numbers_back(desk: Desk):
    case = office.approved(desk)
    given = list(NumberSeries.objects.order_by("pk").values_list("series", "last"))

    with pytest.raises(OperationalError):
        _register_and_fail(case, desk)

    assert list(NumberSeries.objects.order_by("pk").values_list("series", "last")) == given


@transaction.atomic
def _register_and_fail(case: Case, desk: Desk) -> None:
    register(case=case, by=desk.approver, at=NOON)
    raise OperationalError("the lights went out")


# --- killed in the middle -----------------------------------------------------------

# A worker that stops in the middle of the entry: everything is written and nothing is committed.
WORKER = """
import os, sys, time
import django
django.setup()
from django.db import connection, transaction
from django.utils.dateparse import parse_datetime
from registry.models import Case, User
from registry.services.registration import register
with transaction.atomic():
    register(case=Case.objects.get(pk=int(sys.argv[1])), by=User.objects.get(pk=int(sys.argv[2])),
             at=parse_datetime(sys.argv[3]))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        print(cursor.fetchone()[0], flush=True)
    time.sleep(60)
"""


def start_worker(case: Case, by: int) -> tuple[subprocess.Popen[str], int]:
    """Return a worker that holds an uncommitted entry, and the process that serves it."""
    environment = {
        **os.environ,
        "DATABASE_URL": database_url(str(settings.DATABASES["default"]["NAME"])),
    }
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(case.pk), str(by), NOON.isoformat()],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert worker.stdout is not None
    return worker, int(worker.stdout.readline())


def is_as_before(desk: Desk, case: Case) -> bool:
    case.refresh_from_db()
    return (
        case.state == "approved"
        and not CaseEntry.objects.exists()
        and not CaseStep.objects.filter(event="register").exists()
        and office.papers_out(desk.unit, DAY) == [office.OLD_NUMBER]
        and Right.objects.filter(unit=desk.unit).count() == 1
    )


def ended(worker: subprocess.Popen[str]) -> None:
    """Take a worker's end, whatever happened."""
    worker.kill()
    worker.wait(timeout=30)
    if worker.stdout:
        worker.stdout.close()


def wait_until_gone(backend: int) -> None:
    """Return when the database has let go of a connection."""
    for _ in range(100):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE pid = %s", [backend])
            if cursor.fetchone()[0] == 0:
                return
        time.sleep(0.1)
    pytest.fail("the connection is still there")


def test_a_worker_killed_in_the_middle_of_an_entry_leaves_nothing(desk: Desk):
    case = office.approved(desk)
    worker, backend = start_worker(case, desk.approver.pk)
    try:
        assert is_as_before(desk, case)

        worker.send_signal(signal.SIGKILL)
        worker.wait(timeout=30)
        wait_until_gone(backend)
    finally:
        ended(worker)

    assert is_as_before(desk, case)
    assert register(case=case, by=desk.approver, at=NOON).case_id == case.pk


def test_a_connection_ended_in_the_middle_of_an_entry_leaves_nothing(desk: Desk):
    case = office.approved(desk)
    worker, backend = start_worker(case, desk.approver.pk)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [backend])
        wait_until_gone(backend)
    finally:
        ended(worker)

    assert is_as_before(desk, case)
    assert register(case=case, by=desk.approver, at=NOON).certificate_no.endswith("0000001号")
