"""Posts, seats, findings and rule packs: what the database refuses of them."""

import datetime as dt

import pytest

from registry.models import (
    Establishment,
    Finding,
    PackChange,
    Person,
    PlanVersion,
    Post,
    Region,
    RulePack,
    Seat,
)
from registry.models.periods import from_day
from tests.registry import builders as make
from tests.registry.test_what_the_database_refuses import refused_by

pytestmark = pytest.mark.django_db
DAY = dt.date(2024, 5, 1)


@pytest.fixture
def county() -> Region:
    return make.region()


@pytest.fixture
def plan(county: Region) -> PlanVersion:
    return make.plan(make.floor(make.building(county)))


def test_a_rank_has_one_establishment_on_a_day(county):
    of = make.organisation(county)
    Establishment.objects.create(organisation=of, rank="X3", headcount=2, period=from_day(DAY))

    def write():
        Establishment.objects.create(organisation=of, rank="X3", headcount=3, period=from_day(DAY))

    assert refused_by(write) == "one_establishment_per_rank_on_a_day"


def test_a_person_has_one_main_post_and_may_have_concurrent_ones(county):
    of = make.organisation(county)
    person = make.person(county, of)

    Post.objects.create(
        person=person, organisation=of, rank="X4", is_main=False, period=from_day(DAY)
    )

    def write():
        Post.objects.create(person=person, organisation=of, rank="X4", period=from_day(DAY))

    assert refused_by(write) == "one_main_post_per_person_on_a_day"


def test_who_left_has_a_day_and_a_reason(county):
    person = make.person(county)

    def write():
        Person.objects.filter(pk=person.pk).update(left_on=DAY)

    assert refused_by(write) == "who_left_has_a_day_and_a_reason"


def test_a_person_has_one_seat_in_a_room_on_a_day_and_a_room_many_people(county, plan):
    room = make.room(plan, make.box(0, 0, 4, 5))
    one, two = make.person(county), make.person(county)
    Seat.objects.create(room=room, person=one, period=from_day(DAY))
    Seat.objects.create(room=room, person=two, period=from_day(DAY))

    def write():
        Seat.objects.create(room=room, person=one, period=from_day(DAY))

    assert refused_by(write) == "a_person_has_one_seat_in_a_room_on_a_day"


def test_a_finding_is_open_once_and_a_resolved_one_has_its_day():
    values = {"key": "R-OFF-1:x", "rule": "R-OFF-1", "region_code": "990121", "detected_on": DAY}
    Finding.objects.create(**values)

    assert refused_by(lambda: Finding.objects.create(**values)) == "a_finding_is_open_once"
    assert (
        refused_by(lambda: Finding.objects.update(state="resolved"))
        == "a_resolved_finding_has_its_day"
    )


PACK = {"code": "CN", "title": "标准", "document_no": "1", "content": {}, "sha256": "0" * 64}


def test_a_rule_pack_has_one_text_on_a_day(county):
    RulePack.objects.create(period=from_day(DAY), **PACK)
    change = PackChange.objects.create(code="CN", content={}, sha256="0" * 64, drafted_on=DAY)
    one, other = make.account(county), make.account(county)
    for decided in (
        {"state": "proposed", "proposed_by": one, "proposed_on": DAY},
        {"state": "approved", "decided_by": other, "decided_on": DAY},
    ):
        PackChange.objects.filter(pk=change.pk).update(**decided)

    assert (
        refused_by(lambda: RulePack.objects.create(period=from_day(DAY), change=change, **PACK))
        == "a_rule_pack_has_one_text_on_a_day"
    )


def test_a_second_text_of_a_rule_pack_needs_two_people():
    RulePack.objects.create(period=from_day(DAY), **PACK)

    assert (
        refused_by(lambda: RulePack.objects.create(period=from_day(dt.date(2000, 1, 1)), **PACK))
        == "a_rule_pack_changes_by_two_people"
    )


def test_an_account_has_a_known_role(county):
    assert refused_by(lambda: make.account(county, role="king")) == "an_account_has_a_known_role"
