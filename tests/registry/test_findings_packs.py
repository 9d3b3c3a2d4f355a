"""Rule packs change by two people; what a draft would change is shown before it is in force."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from registry.assessments import assess_edits, what_if
from registry.errors import LimitAboveCap, NotPermitted, OutsideScope, SameHands
from registry.faults import explained
from registry.models import Finding, PackChange, RulePack
from registry.policy import limit_for
from registry.queries.standards import rule_packs
from registry.scope import Scope
from registry.services.allocations import seat_person
from registry.services.standards import (
    approve_change,
    draft_change,
    propose_change,
    reject_change,
    take_packs,
)

from . import builders as make
from .test_findings_kept_up import STANDARDS, TODAY, World

LATER = dt.date(2026, 9, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def two(world: World) -> tuple[Any, Any]:
    county = world.bureaus[0].region
    return make.account(county), make.account(county, "inspector")


def shipped(code: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((STANDARDS / f"{code}.json").read_text(encoding="utf-8"))
    return content


def tolerating(square_metres: str, since: dt.date = LATER) -> dict[str, Any]:
    """Return a county's notice that lets overruns up to so much pass."""
    return {
        "code": "county-990121",
        "document_no": "示例县〔2026〕9号",
        "title": "超标认定",
        "level": "COUNTY",
        "region_prefix": "990121",
        "in_force": {"since": since.isoformat(), "until": None},
        "parameters": {
            "tolerance_m2": {"value": square_metres, "clause": "一", "certainty": "verified"}
        },
    }


def tolerance(day: dt.date) -> Decimal | None:
    pack = next((p for p in rule_packs() if p.applies("990121", day) and p.tolerance_m2), None)
    return pack.tolerance_m2 if pack else None


def test_one_proposes_another_approves_and_the_pack_holds_from_its_day(world, two):
    one, other = two
    change = draft_change(content=tolerating("1"), on=TODAY, reason="示例")
    propose_change(change=change, by=one, on=TODAY)
    with pytest.raises(SameHands):
        approve_change(change=change, by=one, on=TODAY)

    approve_change(change=change, by=other, on=TODAY)

    assert tolerance(LATER - dt.timedelta(days=1)) is None
    assert tolerance(LATER) == 1


def test_a_pack_in_force_is_applied_to_everything_by_the_next_look(two_over, two):
    one, other = two
    change = draft_change(content=tolerating("10", since=TODAY), on=TODAY, reason="示例")
    propose_change(change=change, by=one, on=TODAY)
    approve_change(change=change, by=other, on=TODAY)

    assess_edits(day=TODAY, everything=True)

    (left,) = Finding.objects.filter(rule="R-OFF-1", state="detected")
    assert left.excess == 11
    assert assess_edits(day=TODAY, everything=True) is None


def test_a_later_text_ends_the_one_before(world, two):
    one, other = two
    for value, since in (("1", LATER), ("2", dt.date(2027, 1, 1))):
        change = draft_change(content=tolerating(value, since), on=TODAY, reason="示例")
        propose_change(change=change, by=one, on=TODAY)
        approve_change(change=change, by=other, on=TODAY)

    assert tolerance(dt.date(2026, 12, 31)) == 1
    assert tolerance(dt.date(2027, 1, 1)) == 2
    assert RulePack.objects.filter(code="county-990121").count() == 2


def test_the_database_refuses_the_same_person_twice(world, two):
    one, _ = two
    change = draft_change(content=tolerating("1"), on=TODAY, reason="示例")
    propose_change(change=change, by=one, on=TODAY)

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        PackChange.objects.filter(pk=change.pk).update(
            state="approved", decided_by=one, decided_on=TODAY
        )

    assert refused.value.__cause__ is not None
    diagnosis: Any = refused.value.__cause__
    assert diagnosis.diag.constraint_name == "a_rule_pack_is_approved_by_another_person"


def test_the_database_refuses_a_pack_changed_by_nobody(world):
    for act in (
        "UPDATE registry_rulepack SET title = 'x' WHERE code = 'cn-2674-2014'",
        "DELETE FROM registry_rulepack WHERE code = 'cn-2674-2014'",
    ):
        with (
            pytest.raises(IntegrityError) as refused,
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(act)
        diagnosis: Any = refused.value.__cause__
        assert diagnosis.diag.constraint_name == "a_rule_pack_changes_by_two_people"
        assert explained(refused.value)


def test_the_database_keeps_a_proposed_text_and_a_decision(world, two):
    one, other = two
    change = draft_change(content=tolerating("1"), on=TODAY, reason="示例")
    for act in ({"state": "approved", "decided_by": other}, {"state": "rejected"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PackChange.objects.filter(pk=change.pk).update(**act)
    propose_change(change=change, by=one, on=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        PackChange.objects.filter(pk=change.pk).update(content={})
    reject_change(change=change, by=other, on=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        PackChange.objects.filter(pk=change.pk).update(state="proposed")


def test_who_may_change_a_pack_and_for_whom(world, two):
    change = draft_change(content=tolerating("1"), on=TODAY, reason="示例")
    county = world.bureaus[0].region
    town = make.region("990121101", parent=county, level="TOWNSHIP")
    nation = draft_change(
        content={**shipped("cn-thrift-2013"), "title": "x"}, on=TODAY, reason="示例"
    )

    with pytest.raises(NotPermitted):
        propose_change(change=change, by=make.account(county, "auditor"), on=TODAY)
    with pytest.raises(OutsideScope):
        propose_change(change=change, by=make.account(make.region("990122")), on=TODAY)
    with pytest.raises(OutsideScope):
        propose_change(change=nation, by=make.account(town), on=TODAY)


def test_a_text_above_the_cap_is_refused_as_a_draft(world):
    content = shipped("demo-township-99")
    content["code"], content["limits"][0]["net_area_m2"] = "other-99", "25"

    with pytest.raises(LimitAboveCap):
        draft_change(content=content, on=TODAY, reason="示例")


def test_a_shipped_pack_with_a_new_text_waits_as_a_draft(world):
    content = shipped("cn-2674-2014")
    content["limits"][0]["net_area_m2"] = "50"

    entered = [take_packs([content], reason="update", today=TODAY) for _ in range(2)]

    assert entered == [0, 0]
    assert PackChange.objects.filter(code="cn-2674-2014", state="draft").count() == 1
    limit = limit_for(rule_packs(), level="CENTRAL", rank="C1", region_code="990121", day=TODAY)
    assert limit is not None
    assert limit.net_area == 54


# --- what if ----------------------------------------------------------------------


@pytest.fixture
def two_over(world: World) -> World:
    """Seat a clerk (9 m²) and a deputy (12 m²) in 20 m² each: over by 11 and by 8."""
    for room, person in ((world.rooms[0], world.people[1]), (world.rooms[1], world.people[3])):
        seat_person(room=room, person=person, start=make.SINCE, reason="test", today=TODAY)
    return world


def test_a_draft_shows_what_would_disappear_before_it_is_in_force(two_over):
    kept = Finding.objects.filter(rule="R-OFF-1", state="detected").count()

    found = what_if(tolerating("10"), Scope.of_region("990121"), day=TODAY)

    (gone,) = found.disappear
    assert (gone.rule, gone.excess) == ("R-OFF-1", Decimal(8))
    assert (found.appear, found.change) == ((), ())
    assert (found.before.over_rooms, found.before.excess) == (2, Decimal(19))
    assert (found.after.over_rooms, found.after.excess) == (1, Decimal(11))
    assert Finding.objects.filter(rule="R-OFF-1", state="detected").count() == kept == 2


def test_a_draft_shows_what_would_change_and_appear(two_over):
    seat_person(
        room=two_over.rooms[2],
        person=two_over.people[0],
        start=make.SINCE,
        reason="test",
        today=TODAY,
    )  # a 正科级 (18 m²) in 20 m²: over by 2
    stricter = shipped("cn-2674-2014")
    for limit in stricter["limits"]:
        if limit["rank"] in {"X3", "X5"}:
            limit["net_area_m2"] = "8"

    found = what_if(stricter, Scope.EVERYTHING, day=TODAY)

    rooms = [each for each in found.change if each.after.rule == "R-OFF-1"]
    assert {(each.before.limit, each.after.limit) for each in rooms} == {
        (Decimal(9), Decimal(8)),
        (Decimal(18), Decimal(8)),
    }
    assert found.before.over_rooms == found.after.over_rooms == 3
    assert found.after.excess - found.before.excess == 1 + 10


def test_the_command_prints_both_totals(two_over, tmp_path):
    path = tmp_path / "draft.json"
    path.write_text(json.dumps(tolerating("10")), encoding="utf-8")
    draft = draft_change(content=tolerating("10"), on=TODAY, reason="示例")
    out = StringIO()

    call_command("what_if", str(path), "--region", "990121", "--on", "2026-07-01", stdout=out)
    call_command(
        "what_if", str(draft.pk), "--on", "2026-07-01", "--json", stdout=(data := StringIO())
    )

    assert "before: 2 rooms over by 19.00 m²" in out.getvalue()
    assert "0 appear, 1 disappear, 0 change" in out.getvalue()
    assert json.loads(data.getvalue())["totals"]["after"]["over_rooms"] == 1


@pytest.mark.parametrize(
    ("text", "complaint"),
    [("{", "is no rule pack"), ('{"title": "x"}', "it has no code"), ('{"code": "x"}', "must be")],
)
def test_the_command_refuses_what_is_no_pack(world, tmp_path, text, complaint):
    path = tmp_path / "draft.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(CommandError, match=complaint):
        call_command("what_if", str(path), stdout=StringIO())
