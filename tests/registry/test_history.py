"""Every version of every row is kept by triggers, whoever writes and however."""

import datetime as dt

import pghistory
import pytest
from django.apps import apps
from django.db import connection

from registry.models import Allocation
from registry.models.periods import from_day
from registry.services.allocations import allocate_room, release_room
from tests.registry import builders as make

pytestmark = pytest.mark.django_db
DAY = dt.date(2024, 5, 1)


@pytest.fixture
def allocation() -> Allocation:
    county = make.region()
    room = make.room(make.plan(make.floor(make.building(county))), make.box(0, 0, 4, 5))
    return allocate_room(
        room=room, organisation=make.organisation(county), start=DAY, reason="opening of the house"
    )


def events() -> list[tuple[str, str | None]]:
    """Return each kept version of the allocations: what happened and why."""
    kept = apps.get_model("registry", "AllocationEvent").objects.order_by("pgh_id")
    return [
        (event.pgh_label, event.pgh_context.metadata.get("reason") if event.pgh_context else None)
        for event in kept
    ]


def test_a_service_leaves_its_reason(allocation):
    release_room(allocation=allocation, day=DAY + dt.timedelta(90), reason="moved out")

    assert events() == [("insert", "opening of the house"), ("update", "moved out")]


def test_raw_sql_and_bulk_updates_leave_their_trace_too(allocation):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE registry_allocation SET document_no = '1'")
    Allocation.objects.update(document_no="2")
    Allocation.objects.all().delete()

    assert [what for what, _why in events()] == ["insert", "update", "update", "delete"]


def test_the_account_is_written_beside_the_change(allocation):
    user = make.account(None)

    with pghistory.context(user=user.pk):
        Allocation.objects.update(period=from_day(DAY, DAY + dt.timedelta(1)))

    last = apps.get_model("registry", "AllocationEvent").objects.latest("pgh_id")
    assert last.pgh_context.metadata["user"] == user.pk


def test_history_cannot_be_rewritten(allocation):
    kept = apps.get_model("registry", "AllocationEvent").objects

    with pytest.raises(Exception, match=r"Cannot (update|delete)"):
        kept.update(document_no="forged")


# What is worked out anew, what is written once and never changed, what is only a reminder.
WITHOUT_HISTORY = {
    *("BuildingTotals", "CourtyardTotals", "RegionTotals", "FloorMark"),
    *("RoomVerdict", "FindingStep", "Touched", "Observation", "ObservationPhoto", "SavedView"),
    *("CaseStep", "CaseEntry", "CaseNotice", "DocumentVersion", "DraftSave", "NumberSeries"),
    "CertificateScan",
    *("RoomAct", "IssuedPaper"),
    *("RegisterEntry", "RegisterExtract", "Lineage", "ParcelLineage", "BuildingOnParcel"),
}


def test_every_table_of_the_register_is_kept_but_for_derived_ones():
    models = apps.get_app_config("registry").get_models()
    ours = {
        m.__name__
        for m in models
        if not m.__name__.endswith("Event") and m.__name__ not in WITHOUT_HISTORY
    }
    kept = {
        m.__name__.removesuffix("Event")
        for m in apps.get_app_config("registry").get_models()
        if m.__name__.endswith("Event")
    }

    assert ours == kept
    assert not WITHOUT_HISTORY & kept
