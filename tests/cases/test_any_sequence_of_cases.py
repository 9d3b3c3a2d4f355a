"""Whatever legal cases follow one another, the register stays in order and remembers each of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import count
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from registry.models import BAUnit, Case, CaseEntry, IssuedPaper, Lineage
from registry.models.periods import from_day
from registry.policy.cases.terms import Kind
from registry.queries.case_book import page_of
from registry.queries.case_facts import facts_of
from registry.queries.case_units import rooms_to_split
from registry.queries.register import holders_on
from registry.services import case_moves as moves
from registry.services import case_papers as papers
from registry.services import cases
from registry.services.registration import register
from tests.cases import builders as office
from tests.cases.builders import DAY
from tests.registry import builders as make

Shares = Mapping[str, Fraction]
CALLER = {"contact": "甲一", "phone": "0990-1234567"}
ROOMS = 6
pick = st.integers(0, 999)
_scan = count(1)


class Registry(RuleBasedStateMachine):
    """A building of six rooms and three bodies, and who should hold what."""

    @initialize()
    def begin(self) -> None:
        self.before = transaction.savepoint()
        self.day = DAY
        self.desk = office.desk()
        self.bodies = [
            self.desk.holder,
            self.desk.taker,
            make.organisation(self.desk.office.region),
        ]
        building = self.desk.unit.building
        assert building is not None
        plan = make.plan(make.floor(building), start=make.SINCE)
        for n in range(ROOMS):
            outline = make.box(n * 10, 0, n * 10 + 10, 10)
            make.room(plan, outline, f"10{n + 1}", period=from_day(make.SINCE))
        self.held: dict[int, Shares] = {self.desk.unit.pk: {self.desk.holder.code: Fraction(1)}}
        self.known: list[tuple[dt.datetime, dt.date, dict[int, Shares]]] = []

    # --- what may happen ----------------------------------------------------------------

    def chosen(self, n: int, *, is_held: bool = True) -> BAUnit | None:
        keys = [key for key, shares in sorted(self.held.items()) if bool(shares) == is_held]
        living = BAUnit.objects.filter(pk__in=keys, period__upper_inf=True).order_by("pk")
        return living[n % len(keys)] if living and n % len(keys) < len(living) else None

    @rule(n=pick, to=pick, is_half=st.booleans(), each=st.booleans())
    def a_right_or_half_of_it_passes_on(self, n: int, to: int, is_half: bool, each: bool) -> None:
        unit = self.chosen(n)
        if unit is None:
            return
        taker = self.bodies[to % 3]
        share = Fraction(1, 2) if is_half else Fraction(1)
        self.enter(
            Kind.TRANSFER,
            unit,
            cause="allotment",
            right_type="4",
            holders=[{"organisation": taker.code, "share": str(share)}],
            transferred_share=str(share),
            certificates="each" if each else "joint",
        )
        after = {code: part * (1 - share) for code, part in self.held[unit.pk].items()}
        after[taker.code] = after.get(taker.code, Fraction(0)) + share
        self.held[unit.pk] = {code: part for code, part in after.items() if part}

    @rule(n=pick, at=pick, to=pick, is_passed=st.booleans())
    def a_unit_is_split_and_a_part_may_pass_on(
        self, n: int, at: int, to: int, is_passed: bool
    ) -> None:
        unit = self.chosen(n)
        rooms = [room.uid for room in rooms_to_split(unit, self.day)] if unit else []
        if unit is None or len(rooms) < 2:
            return
        cut = 1 + at % (len(rooms) - 1)
        parts = [
            {"rooms": rooms[:cut], "building_area_m2": "", "is_passed": is_passed},
            {"rooms": rooms[cut:], "building_area_m2": "", "is_passed": False},
        ]
        self.share_out(unit, parts)
        taker = self.bodies[to % 3]
        asked = {"right_type": "4", "holders": [{"organisation": taker.code, "share": "1"}]}
        kind = Kind.TRANSFER if is_passed else Kind.CHANGE
        self.enter(kind, unit, cause="split", parts=parts, **(asked if is_passed else {}))
        was = self.held[unit.pk]
        for heir in BAUnit.objects.filter(ancestors__parent=unit):
            inside = {room.uid for room in rooms_to_split(heir, self.day)}
            has_passed = is_passed and inside == set(rooms[:cut])
            self.held[heir.pk] = {taker.code: Fraction(1)} if has_passed else was
        self.held[unit.pk] = {}

    def share_out(self, unit: BAUnit, parts: Sequence[dict[str, Any]]) -> None:
        whole = unit.building_area_m2 or page_of(unit, self.day).building_area_m2
        if whole is not None:
            first = round(whole / 2, 2)
            for part, area in zip(parts, (first, whole - first), strict=True):
                part["building_area_m2"] = str(area)

    @rule(n=pick)
    def a_unit_merges_with_one_that_is_held_alike(self, n: int) -> None:
        unit = self.chosen(n)
        if unit is None:
            return
        alike = [key for key, shares in self.held.items() if shares == self.held[unit.pk] != {}]
        others = BAUnit.objects.filter(pk__in=alike, period__upper_inf=True).exclude(pk=unit.pk)
        other = others.order_by("pk").first()
        if other is None:
            return
        self.enter(Kind.CHANGE, unit, cause="merge", merged=[other.code])
        (merged,) = BAUnit.objects.filter(ancestors__parent=unit)
        self.held[merged.pk] = self.held[unit.pk]
        self.held[unit.pk] = self.held[other.pk] = {}

    @rule(n=pick)
    def a_right_is_given_up(self, n: int) -> None:
        unit = self.chosen(n)
        if unit is None:
            return
        self.enter(Kind.CANCELLATION, unit, cause="given_up", ground="lost_or_given_up")
        self.held[unit.pk] = {}

    @rule(n=pick, to=pick)
    @precondition(lambda self: any(not shares for shares in self.held.values()))
    def what_nobody_holds_is_registered_for_the_first_time(self, n: int, to: int) -> None:
        unit = self.chosen(n, is_held=False)
        if unit is None:
            return
        taker = self.bodies[to % 3]
        self.enter(
            Kind.FIRST,
            unit,
            cause="existing",
            ground="first",
            right_type="4",
            right_nature="granted",
            use_purpose="办公",
            address="示例路 1 号",
            building_area_m2=str(unit.building_area_m2 or "1000.00"),
            holders=[{"organisation": taker.code, "share": "1"}],
        )
        self.held[unit.pk] = {taker.code: Fraction(1)}

    def enter(self, kind: Kind, unit: BAUnit, **typed: Any) -> CaseEntry:
        """Take a case from its draft to the register, through everybody's hands."""
        desk = self.desk
        on_paper = page_of(unit, self.day).certificates
        decision = {"document_no": "示政发〔2026〕1号", "document_on": "2026-05-01"}
        decision |= {"document_issuer": "示例市人民政府", "ground": "judgment_or_decision"}
        paper = {"certificate_no": on_paper[0]} if on_paper and kind != Kind.FIRST else {}
        case = cases.open_draft(
            kind=kind,
            by=desk.applicant,
            unit=unit,
            applicants=[
                body for body in self.bodies if kind != Kind.FIRST or self.takes(body, typed)
            ],
            payload={**CALLER, **decision, **paper, **typed},
        )
        self.file(case)
        case = moves.submit(case=case, by=desk.applicant, on=self.day)
        case = office.taxed(desk, moves.accept(case=case, by=desk.officer, on=self.day))
        case = moves.first_review(case=case, by=desk.reviewer, on=self.day)
        if kind == Kind.FIRST:
            case = self.announced(case)
        case = moves.second_review(case=case, by=desk.reviewer, on=self.day)
        case = moves.approve(case=case, by=desk.approver, on=self.day)
        noon = timezone.make_aware(dt.datetime.combine(self.day, dt.time(12)))
        return register(case=case, by=desk.approver, at=noon)

    def takes(self, body: Any, typed: Mapping[str, Any]) -> bool:
        return any(body.code == row["organisation"] for row in typed["holders"])

    def file(self, case: Case) -> None:
        missing = {*facts_of(case, day=self.day).missing, "government_approval"}
        for slot in sorted(missing):
            content = office.PDF + str(next(_scan)).encode()
            papers.add_document(
                case=case, slot=slot, name=slot, content=content, by=self.desk.applicant
            )

    def announced(self, case: Case) -> Case:
        desk = self.desk
        case = moves.site_visit(case=case, by=desk.reviewer, on=self.day)
        case = moves.visited(case=case, by=desk.reviewer, on=self.day, note="一致")
        case = moves.announce(case=case, by=desk.reviewer, on=self.day, place="门户", text="公告")
        self.day = case.announcements.get().until + dt.timedelta(days=1)
        return moves.notice_over(case=case, by=desk.reviewer, on=self.day)

    # --- what stays true ----------------------------------------------------------------

    @invariant()
    def shares_make_one_or_nobody_holds(self) -> None:
        for key, shares in getattr(self, "held", {}).items():
            said = holders_on(BAUnit(pk=key), self.day)
            by_code = {body.pk: body.code for body in self.bodies}
            found = {by_code[each.organisation or 0]: each.share for each in said}
            assert found == dict(shares)
            assert sum(found.values()) in {0, 1}

    @invariant()
    def descent_leads_back_to_nothing(self) -> None:
        steps = set(Lineage.objects.values_list("parent", "child"))
        while ends := {child for _, child in steps} - {parent for parent, _ in steps}:
            steps = {(parent, child) for parent, child in steps if child not in ends}
        assert steps == set()

    @invariant()
    def every_paper_that_is_out_was_given_out_once(self) -> None:
        numbers = list(IssuedPaper.objects.values_list("number", flat=True))
        assert len(numbers) == len(set(numbers))

    @rule()
    def the_moment_is_remembered(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            (now,) = cursor.fetchone()
        self.known.append((now, self.day, dict(self.held)))

    def teardown(self) -> None:
        """Ask the register what it said at every moment that was remembered."""
        for moment, day, held in getattr(self, "known", ()):
            by_code = {body.pk: body.code for body in self.bodies}
            for key, shares in held.items():
                said = holders_on(BAUnit(pk=key), day, moment)
                found = {by_code[each.organisation or 0]: each.share for each in said}
                assert found == dict(shares), (moment, key)
        if hasattr(self, "before"):  # the next example begins with an empty register
            transaction.savepoint_rollback(self.before)


@pytest.mark.django_db
def test_any_sequence_of_legal_cases_leaves_a_register_in_order():
    run_state_machine_as_test(
        Registry,
        settings=settings(
            max_examples=8,
            stateful_step_count=10,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
            phases=(Phase.generate,),
        ),
    )
