"""Every rule of the register's tables, each broken on purpose with plain writes."""

import datetime as dt

import pytest
from django.contrib.gis.geos import Polygon
from django.db import IntegrityError, connection, transaction
from django.utils import translation
from psycopg2.extras import DateRange

from registry.faults import explained, messages
from registry.models import (
    Allocation,
    BAUnit,
    Certificate,
    Establishment,
    Floor,
    Parcel,
    PlanVersion,
    Post,
    Region,
    RoomVersion,
    RulePack,
    Seat,
)
from registry.models.periods import from_day
from tests.registry import builders as make

pytestmark = pytest.mark.django_db
DAY = dt.date(2024, 5, 1)
EMPTY = from_day(DAY, DAY)


@pytest.fixture
def county() -> Region:
    return make.region()


@pytest.fixture
def plan(county: Region) -> PlanVersion:
    return make.plan(make.floor(make.building(county)))


def refused_by(write) -> str:
    """Return the name of the constraint that refused a write made at once and checked at once."""
    with pytest.raises(IntegrityError) as refusal:
        _at_once(write)
    return getattr(refusal.value.__cause__, "diag").constraint_name  # noqa: B009 - untyped


def _at_once(write) -> None:
    """Write, and let the deferred rules look at once."""
    with transaction.atomic():
        write()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_room_belongs_to_one_organisation_on_a_day(county, plan):
    room = make.room(plan, make.box(0, 0, 4, 5))
    first, second = make.organisation(county), make.organisation(county)
    Allocation.objects.create(room=room, organisation=first, period=from_day(DAY))

    def write():
        Allocation.objects.create(
            room=room, organisation=second, period=from_day(DAY + dt.timedelta(30))
        )

    assert refused_by(write) == "one_organisation_per_room_on_a_day"


def test_a_room_may_pass_to_another_organisation_on_the_day_the_first_ends(county, plan):
    room = make.room(plan, make.box(0, 0, 4, 5))
    Allocation.objects.create(
        room=room,
        organisation=make.organisation(county),
        period=from_day(DAY, DAY + dt.timedelta(30)),
    )

    Allocation.objects.create(
        room=room,
        organisation=make.organisation(county),
        period=from_day(DAY + dt.timedelta(30)),
    )

    assert [Allocation.objects.on(DAY + dt.timedelta(n)).count() for n in (-1, 0, 29, 30)] == [
        0,
        1,
        1,
        1,
    ]


def test_two_rooms_do_not_overlap_by_more_than_a_sliver(plan):
    #  +-----+
    #  | 101 |
    #  |   +-+---+
    #  +---+-+102|
    #      +-----+
    make.room(plan, make.box(0, 0, 4, 4), "101")

    def write():
        make.room(plan, make.box(3, -3, 7, 1), "102")

    assert refused_by(write) == "rooms_on_a_floor_do_not_overlap"


@pytest.mark.parametrize(
    ("reach", "is_refused"), [(0.0009, False), (0.0010, False), (0.0011, True)]
)
def test_the_sliver_is_a_hundredth_of_a_square_metre(plan, reach, is_refused):
    make.room(plan, make.box(0, 0, 10, 10), "101")

    def write():
        make.room(plan, make.box(10 - reach, 0, 15, 10), "102")

    if is_refused:
        assert refused_by(write) == "rooms_on_a_floor_do_not_overlap"
    else:
        write()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_redraw_may_pass_through_an_overlap_inside_one_transaction(plan):
    one = make.room(plan, make.box(0, 0, 4, 4), "101")
    two = make.room(plan, make.box(4, 0, 8, 4), "102")

    with transaction.atomic():
        RoomVersion.objects.filter(room=one).update(plan=make.box(0, 0, 5, 4))
        RoomVersion.objects.filter(room=two).update(plan=make.box(5, 0, 8, 4))

    areas = RoomVersion.objects.order_by("number").values_list("area_m2", flat=True)
    assert [float(area) for area in areas] == [20.0, 12.0]


def test_the_area_is_a_column_of_the_plan_polygon(plan):
    #  A ring with a yard: 10 × 10 less 2 × 3.
    yard = ((4, 4), (6, 4), (6, 7), (4, 7), (4, 4))
    make.room(plan, Polygon(((0, 0), (10, 0), (10, 10), (0, 10), (0, 0)), yard))

    version = RoomVersion.objects.get()

    assert version.area_m2 == 94
    with (
        pytest.raises(Exception, match="generated column"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE registry_roomversion SET area_m2 = 1")


def test_an_outline_that_crosses_itself_is_no_room(plan):
    bow_tie = Polygon(((0, 0), (4, 4), (4, 0), (0, 5), (0, 0)))

    assert refused_by(lambda: make.room(plan, bow_tie)) == "a_room_outline_is_valid"


def test_a_room_has_an_area_above_zero(plan):
    flat = Polygon(((0, 0), (4, 0), (4, 0), (0, 0)))

    assert refused_by(lambda: make.room(plan, flat)) in {
        "a_room_has_an_area",
        "a_room_outline_is_valid",
    }


def test_a_use_outside_the_list_is_refused(plan):
    def write():
        make.room(plan, make.box(0, 0, 4, 5), use="palace")

    assert refused_by(write) == "a_room_use_is_known"


def test_a_version_stands_on_its_rooms_floor(plan):
    room = make.room(plan, make.box(0, 0, 4, 5))
    other = make.plan(make.floor(plan.floor.building, 2))

    def write():
        RoomVersion.objects.create(
            room=room,
            plan_version=other,
            floor=other.floor,
            period=from_day(dt.date(2010, 1, 1), dt.date(2011, 1, 1)),
            plan=make.box(0, 0, 1, 1),
        )

    assert refused_by(write) == "a_room_version_is_on_its_rooms_floor"


def test_a_room_is_one_thing_on_a_day(plan):
    room = make.room(plan, make.box(0, 0, 4, 5))

    def write():
        RoomVersion.objects.create(
            room=room,
            plan_version=plan,
            floor=plan.floor,
            period=from_day(DAY),
            plan=make.box(50, 0, 51, 1),
        )

    assert refused_by(write) == "a_room_is_one_thing_on_a_day"


def test_a_floor_has_one_plan_on_a_day(plan):
    assert refused_by(lambda: make.plan(plan.floor, start=DAY)) == "a_floor_has_one_plan_on_a_day"


def test_there_is_no_floor_zero_and_no_floor_twice(plan):
    building = plan.floor.building

    assert refused_by(lambda: make.floor(building, 0)) == "there_is_no_floor_zero"
    assert (
        refused_by(lambda: make.floor(building, 1)) == "a_floor_ordinal_stands_once_in_a_building"
    )
    assert Floor.objects.count() == 1


@pytest.mark.parametrize("code", ["99012", "0990121", "990121A", "9901211", "99012100000", ""])
def test_a_malformed_region_code_is_refused(code):
    assert refused_by(lambda: make.region(code)) == "region_code_is_well_formed"


@pytest.mark.parametrize("code", ["990121", "990121101", "990121101000"])
def test_region_codes_have_six_nine_or_twelve_digits(code):
    assert make.region(code).code == code


def test_a_region_code_has_one_meaning_on_a_day(county):
    assert refused_by(lambda: make.region(county.code)) == "a_region_code_has_one_meaning_on_a_day"


@pytest.mark.parametrize(
    "code",
    [
        "990121001001GB00001F0001000",  # 27
        "990121001001GB00001K00010001",  # no such thing on land
    ],
)
def test_a_malformed_unit_code_is_refused(county, code):
    parcel = _parcel()

    def write():
        BAUnit.objects.create(code=code, parcel=parcel, building=make.building(county))

    assert refused_by(write) == "unit_code_is_well_formed"


def test_a_house_unit_names_its_building(county):
    parcel = _parcel()

    def write():
        BAUnit.objects.create(code="990121001001GB00001F00010001", parcel=parcel)

    assert refused_by(write) == "a_house_unit_names_its_building"


def test_a_land_only_unit_needs_no_building(county):
    assert BAUnit.objects.create(code="990121001001GB00001W00000000", parcel=_parcel()).pk


def _parcel(code: str = "990121001001GB00001", area: int = 100) -> Parcel:
    return Parcel.objects.create(
        code=code, region_code="990121", right_nature="allocated", area_m2=area
    )


def test_a_parcel_code_and_area_are_checked(county):
    assert refused_by(lambda: _parcel("990121001001GB0001")) == "parcel_code_is_well_formed"
    assert refused_by(lambda: _parcel(area=0)) == "parcel_area_is_positive"


def test_a_holder_has_one_certificate_of_a_kind_on_a_day(county):
    unit = BAUnit.objects.create(code="990121001001GB00001W00000000", parcel=_parcel())
    holder = make.organisation(county)
    Certificate.objects.create(unit=unit, kind="land", holder=holder, period=from_day(DAY))

    def write():
        Certificate.objects.create(unit=unit, kind="land", holder=holder, period=from_day(DAY))

    assert refused_by(write) == "a_holder_has_one_certificate_of_a_kind_on_a_day"


def test_a_credit_code_is_well_formed_and_belongs_to_one_organisation(county):
    first, second = make.organisation(county), make.organisation(county)
    first.uscc = "11990121MB0000001X"
    first.save()

    def twice():
        second.uscc = first.uscc
        second.save()

    def short():
        second.uscc = "11990121MB000000"
        second.save()

    assert refused_by(twice) == "a_credit_code_belongs_to_one_organisation"
    assert refused_by(short) == "organisation_credit_code_is_well_formed"


def test_a_building_is_placed_in_a_cgcs2000_zone(county):
    assert (
        refused_by(lambda: make.building(county, placement_srid=3857))
        == "building_is_placed_in_a_cgcs2000_zone"
    )


@pytest.mark.parametrize(
    "model",
    [
        Allocation,
        Seat,
        Post,
        Establishment,
        PlanVersion,
        RoomVersion,
        Certificate,
        RulePack,
        Region,
    ],
)
def test_every_period_has_a_day_in_it(model):
    named = [c.name for c in model._meta.constraints if c.name.endswith("period_is_not_empty")]

    assert len(named) == 1


def test_an_empty_or_unbegun_period_is_refused(county, plan):
    room, person = make.room(plan, make.box(0, 0, 4, 5)), make.person(county)

    def empty():
        Seat.objects.create(room=room, person=person, period=EMPTY)

    def unbegun():
        Seat.objects.create(room=room, person=person, period=DateRange(None, DAY))

    assert refused_by(empty) == "seat_period_is_not_empty"
    assert refused_by(unbegun) == "seat_period_is_not_empty"


def test_every_constraint_has_a_sentence_of_its_own_for_the_clerk():
    from django.apps import apps

    ours = [
        constraint
        for label in ("registry", "cad_import")
        for model in apps.get_app_config(label).get_models()
        for constraint in model._meta.constraints
    ]

    with translation.override("en"):
        unsaid = [c.name for c in ours if "is violated" in str(c.violation_error_message)]

    assert ours
    assert unsaid == []


def test_a_refusal_is_explained_in_the_clerks_words(county, plan):
    make.room(plan, make.box(0, 0, 4, 4), "101")

    with pytest.raises(IntegrityError) as refusal:
        _at_once(lambda: make.room(plan, make.box(3, 0, 7, 4), "102"))

    assert explained(refusal.value) == str(messages()["rooms_on_a_floor_do_not_overlap"])
