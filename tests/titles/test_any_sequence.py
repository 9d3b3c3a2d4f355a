"""Any sequence of legal acts, on the real database beside a model that fits on a page.

The model keeps, for every moment something was written, what every unit's past looked like then.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

import pytest
from django.apps import apps
from django.db import connection, transaction
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

from registry.entries import Consent, Entry, Holder, RightTerms
from registry.errors import ConsentMissing, HoldersDiffer, RestrictionInTheWay, UnitIsSeized
from registry.models import HELD_BY, BAUnit, Lineage, Restriction, Right, RightHolder
from registry.queries.register import holders_on
from registry.services import register
from registry.services.units import rooms_in
from tests.titles import builders as titles

Shares = tuple[tuple[str, Fraction], ...]
Past = tuple[tuple[dt.date, dt.date | None, Shares], ...]  # from, until, who

NAMES = "甲乙丙丁"
KINDS = ("mortgage", "advance_notice", "objection", "seizure")
CONSENT = (Consent(party="示例银行", document_no="同意函"),)
weights = st.lists(st.integers(1, 9), min_size=1, max_size=4)
picks = st.integers(0, 10_000)
waits = st.integers(0, 400)


def shared(parts: Sequence[int]) -> Shares:
    """Return so many holders with shares in proportion."""
    return tuple((NAMES[n], Fraction(part, sum(parts))) for n, part in enumerate(parts))


def on(past: Past, day: dt.date) -> Shares:
    """Return who held on a day."""
    fitting = (who for since, until, who in past if since <= day and (until is None or day < until))
    return next(fitting, ())


def terms(shares: Shares) -> RightTerms:
    holders = tuple(Holder(name=name, share=share) for name, share in shares)
    return RightTerms(kind="4", holders=holders)


@dataclass(slots=True)
class Unit:
    """What the model knows of a unit."""

    rooms: frozenset[int]
    past: Past = ()
    is_alive: bool = True
    limits: frozenset[tuple[str, str]] = frozenset()  # kind and document of each restriction

    @property
    def held(self) -> Shares:
        return self.past[-1][2] if self.past and self.past[-1][1] is None else ()

    def ended(self, day: dt.date) -> Past:
        since, until, who = self.past[-1]
        assert until is None
        return self.past[:-1] if since == day else (*self.past[:-1], (since, day, who))


class Register(RuleBasedStateMachine):
    """Acts drawn at random; what they should do is said again in a few lines beside each."""

    def __init__(self) -> None:
        super().__init__()
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.units: dict[int, Unit] = {}
        self.known: list[tuple[dt.datetime, dict[int, Past]]] = []
        self.day = titles.SINCE
        self.serial = 0

    @initialize(cut=picks, kind=st.sampled_from(KINDS), is_parted=st.booleans())
    def begin(self, cut: int, kind: str, is_parted: bool) -> None:
        self.town = titles.town()
        unit = register.enter_unit(
            entry=self.entry(), parcel=self.town.parcel, building=self.town.building
        )
        self.units[unit.pk] = Unit(rooms=frozenset(room.pk for room in self.town.rooms))
        self.first(pick=0, parts=[1], wait=0)
        if is_parted:  # what is rare by chance is where half of the sequences begin
            self.parted(pick=0, cut=cut, wait=1, parts=[1], moves=False)
            self.restricted(pick=cut, kind=kind)

    def teardown(self) -> None:
        if self.units:
            self.replayed_from_history()
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)

    # --- what the rules need --------------------------------------------------------------

    def entry(self, wait: int = 0) -> Entry:
        self.day += dt.timedelta(wait)
        self.serial += 1
        return Entry(case_number=f"99-{self.serial}", on=self.day)

    def among(self, pick: int, *, held: bool | None = None) -> int | None:
        fitting = [
            key
            for key, unit in self.units.items()
            if unit.is_alive and (held is None or bool(unit.held) is held)
        ]
        return fitting[pick % len(fitting)] if fitting else None

    def right(self, key: int) -> Right:
        return Right.objects.known(None).on(self.day).get(unit=key, kind__in=HELD_BY)

    def wrote(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
            cursor.execute("SELECT clock_timestamp()")
            (now,) = cursor.fetchone()
        self.known.append((now, {key: unit.past for key, unit in self.units.items()}))

    def live_seizures(self, key: int) -> bool:
        return self.carries(key, "seizure")

    def carries(self, key: int, *kinds: str) -> bool:
        return any(kind in kinds for kind, _ in self.units[key].limits)

    # --- acts -----------------------------------------------------------------------------

    @precondition(lambda self: self.among(0, held=False) is not None)
    @rule(pick=picks, parts=weights, wait=waits)
    def first(self, pick: int, parts: list[int], wait: int) -> None:
        if (key := self.among(pick, held=False)) is None:
            return
        entry = self.entry(wait)
        who = shared(parts)
        register.open_right(entry=entry, unit=BAUnit.objects.get(pk=key), terms=terms(who))
        self.units[key].past += ((self.day, None, who),)
        self.wrote()

    @precondition(lambda self: self.among(0, held=True) is not None)
    @rule(pick=picks, parts=weights, wait=waits, how=st.sampled_from(["transfer", "change"]))
    def passed_on(self, pick: int, parts: list[int], wait: int, how: str) -> None:
        if (key := self.among(pick, held=True)) is None:
            return
        entry = self.entry(wait)
        who = shared(parts)
        act = register.transfer_right if how == "transfer" else register.change_right
        if self.live_seizures(key):
            with pytest.raises(UnitIsSeized):
                act(entry=entry, right=self.right(key), terms=terms(who))
            return
        act(entry=entry, right=self.right(key), terms=terms(who))
        unit = self.units[key]
        unit.past = (*unit.ended(self.day), (self.day, None, who))
        self.wrote()

    @precondition(lambda self: self.among(0, held=True) is not None)
    @rule(pick=picks, parts=weights, wait=waits)
    def corrected(self, pick: int, parts: list[int], wait: int) -> None:
        if (key := self.among(pick, held=True)) is None:
            return
        entry = self.entry(wait)
        who = shared(parts)
        register.correct_right(entry=entry, right=self.right(key), terms=terms(who))
        unit = self.units[key]
        unit.past = (*unit.past[:-1], (unit.past[-1][0], None, who))
        self.wrote()

    @precondition(lambda self: self.among(0, held=True) is not None)
    @rule(pick=picks, wait=waits)
    def cancelled(self, pick: int, wait: int) -> None:
        key = self.among(pick, held=True)
        if key is None or self.live_seizures(key):
            return
        entry = self.entry(wait)
        register.close_right(entry=entry, right=self.right(key))
        self.units[key].past = self.units[key].ended(self.day)
        self.wrote()

    @precondition(lambda self: self.among(0, held=True) is not None)
    @rule(pick=picks, kind=st.sampled_from(KINDS))
    def restricted(self, pick: int, kind: str) -> None:
        key = self.among(pick, held=True)
        if key is None or (kind in ("mortgage", "advance_notice") and self.live_seizures(key)):
            return
        entry = self.entry()
        said = replace(titles.restriction(kind), document_no=entry.case_number)
        register.restrict(entry=entry, unit=BAUnit.objects.get(pk=key), terms=said)
        self.units[key].limits |= {(kind, entry.case_number)}
        self.wrote()

    @precondition(lambda self: any(unit.limits for unit in self.units.values()))
    @rule(pick=picks, which=picks)
    def lifted(self, pick: int, which: int) -> None:
        limited = [key for key, unit in self.units.items() if unit.limits]
        key = limited[pick % len(limited)]
        unit = self.units[key]
        kind, number = sorted(unit.limits)[which % len(unit.limits)]
        live = Restriction.objects.known(None).filter(unit=key, period__upper_inf=True)
        register.lift_restriction(entry=self.entry(), restriction=live.get(document_no=number))
        unit.limits -= {(kind, number)}
        self.wrote()

    @precondition(lambda self: self.among(0, held=True) is not None)
    @rule(pick=picks, cut=picks, wait=waits, parts=weights, moves=st.booleans())
    def parted(self, pick: int, cut: int, wait: int, parts: list[int], moves: bool) -> None:
        key = self.among(pick, held=True)
        if key is None or len(self.units[key].rooms) < 2 or self.live_seizures(key):
            return
        entry, unit = self.entry(wait), self.units[key]
        rooms = sorted(unit.rooms)
        at = 1 + cut % (len(rooms) - 1)
        pieces = [titles.UnitPart(rooms=tuple(r)) for r in (rooms[:at], rooms[at:])]
        row, who = BAUnit.objects.get(pk=key), shared(parts)
        if moves and self.carries(key, "advance_notice"):
            with pytest.raises(ConsentMissing):
                register.transfer_part(
                    entry=entry, unit=row, kept=pieces[0], moved=pieces[1], terms=terms(who)
                )
            entry = replace(entry, consents=CONSENT)
        if moves:
            made = list(
                register.transfer_part(
                    entry=entry, unit=row, kept=pieces[0], moved=pieces[1], terms=terms(who)
                )
            )
        else:
            made = register.split_unit(entry=entry, unit=row, parts=pieces)
        holders = [unit.held, who if moves else unit.held]
        for new, piece, held in zip(made, pieces, holders, strict=True):
            self.units[new.pk] = Unit(
                rooms=frozenset(piece.rooms),
                past=((self.day, None, held),),
                limits=unit.limits,
            )
        unit.past, unit.is_alive, unit.limits = unit.ended(self.day), False, frozenset()
        self.wrote()

    @precondition(lambda self: sum(unit.is_alive for unit in self.units.values()) > 1)
    @rule(pick=picks, wait=waits, any_two=st.booleans())
    def merged(self, pick: int, wait: int, any_two: bool) -> None:
        alive = [key for key, unit in self.units.items() if unit.is_alive]
        pairs = list(combinations(alive, 2))
        alike = [each for each in pairs if len({self.units[key].held for key in each}) == 1]
        among = pairs if any_two or not alike else alike  # strangers would be most pairs
        keys = among[pick % len(among)]
        both = [self.units[key] for key in keys]
        entry, rows = self.entry(wait), [BAUnit.objects.get(pk=key) for key in keys]
        if any(self.live_seizures(key) for key in keys):
            with pytest.raises(RestrictionInTheWay):
                register.merge_units(entry=replace(entry, consents=CONSENT), units=rows)
            return
        if any(self.carries(key, "mortgage", "advance_notice") for key in keys):
            with pytest.raises(ConsentMissing):
                register.merge_units(entry=entry, units=rows)
            entry = replace(entry, consents=CONSENT)
        if set(both[0].held) != set(both[1].held):
            with pytest.raises(HoldersDiffer):
                register.merge_units(entry=entry, units=rows)
            return
        made = register.merge_units(entry=entry, units=rows)
        held = both[0].held
        self.units[made.pk] = Unit(
            rooms=both[0].rooms | both[1].rooms,
            past=((self.day, None, held),) if held else (),
            limits=both[0].limits | both[1].limits,
        )
        for unit in both:
            unit.past = unit.ended(self.day) if unit.held else unit.past
            unit.is_alive, unit.limits = False, frozenset()
        self.wrote()

    # --- what must hold -------------------------------------------------------------------

    @invariant()
    def every_unit_is_held_wholly_or_not_at_all(self) -> None:
        for key, unit in self.units.items():
            held = holders_on(BAUnit(pk=key), self.day)
            assert sorted((each.name, each.share) for each in held) == sorted(unit.held)
            assert sum((each.share for each in held), Fraction(0)) in (0, 1)
            assert unit.is_alive or not held

    @invariant()
    def every_room_is_in_one_living_unit(self) -> None:
        alive = [room for unit in self.units.values() if unit.is_alive for room in unit.rooms]
        assert len(alive) == len(set(alive)) == (4 if self.units else 0)
        for key, unit in self.units.items():
            there = BAUnit.objects.get(pk=key)
            assert not unit.is_alive or set(rooms_in(there, self.day)) == unit.rooms

    @invariant()
    def every_restriction_goes_where_its_unit_went(self) -> None:
        live = Restriction.objects.known(None).on(self.day)
        said = sorted(live.values_list("unit", "kind", "document_no"))
        assert said == sorted(
            (key, *limit) for key, unit in self.units.items() for limit in unit.limits
        )

    @invariant()
    def lineage_leads_nowhere_twice(self) -> None:
        steps = list(Lineage.objects.values_list("parent", "child"))
        below = dict.fromkeys(self.units, 0)
        for _ in range(len(self.units) + 1):
            changed = False
            for parent, child in steps:
                if below[child] <= below[parent]:
                    below[child], changed = below[parent] + 1, True
            if not changed:
                return
        raise AssertionError("the lines of descent run in a circle")

    @invariant()
    def the_whole_past_is_as_the_acts_made_it(self) -> None:
        if self.known:
            self.says(self.known[-1][1], None)

    @precondition(lambda self: self.known)
    @rule(pick=picks)
    def what_was_known_then_is_said_again(self, pick: int) -> None:
        moment, pasts = self.known[pick % len(self.known)]
        self.says(pasts, moment)

    def says(self, pasts: dict[int, Past], moment: dt.datetime | None) -> None:
        """Compare what the register says on both sides of every day on which anything changed."""
        turns = {day for past in pasts.values() for step in past for day in step[:2] if day}
        days = sorted({self.day, *turns, *(day - dt.timedelta(1) for day in turns)})
        rows = RightHolder.objects.known(moment)
        for key, past in pasts.items():
            said = [
                (row.period, row.name, Fraction(row.numerator, row.denominator))
                for row in rows.filter(unit=key)
            ]
            for day in days:
                found = [(name, share) for period, name, share in said if day in period]
                assert sorted(found) == sorted(on(past, day)), (key, day, moment)
            first = holders_on(BAUnit(pk=key), days[0], moment)
            assert sorted((each.name, each.share) for each in first) == sorted(on(past, days[0]))

    def replayed_from_history(self) -> None:
        """Play the kept history of the tables in its order, and compare with what they hold."""
        for model in (Right, RightHolder, Restriction, BAUnit):
            columns = ["id", *(f.attname for f in model._meta.concrete_fields if not f.primary_key)]
            events = apps.get_model("registry", f"{model.__name__}Event").objects
            state: dict[int, tuple[object, ...]] = {}
            kept = ["pgh_obj_id", *columns[1:]]
            for label, *values in events.order_by("pgh_id").values_list("pgh_label", *kept):
                if label == "delete":
                    del state[values[0]]
                else:
                    state[values[0]] = tuple(values)
            rows = {row[0]: row for row in model._default_manager.values_list(*columns)}
            assert state == rows, model


@pytest.mark.django_db
def test_any_sequence_of_legal_acts_leaves_a_register_in_order():
    run_state_machine_as_test(
        Register,
        settings=settings(
            max_examples=40,
            stateful_step_count=16,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
            phases=(Phase.generate,),  # sixteen steps can be read as they are
        ),
    )
