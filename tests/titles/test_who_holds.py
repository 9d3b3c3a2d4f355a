"""Who holds a building, as the rules and the map are told: by the rights, not by the papers."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from registry.entries import CertificateTerms, Holder
from registry.models import Organisation, Touched
from registry.queries.facts import Reach
from registry.queries.title_facts import titles_known
from registry.queries.title_states import title_states
from registry.services import register
from tests.registry import builders as make
from tests.titles import builders as titles
from tests.titles.builders import Town

pytestmark = pytest.mark.django_db
DAY, LATE = dt.date(2015, 1, 1), dt.date(2020, 1, 1)


@pytest.fixture
def office(town: Town) -> Organisation:
    office = make.organisation(town.county)
    office.kind = "managing_office"
    office.save()
    return office


def told(town: Town, day: dt.date) -> tuple[list[str], str]:
    """Return the holders the rules are told of, and what the map says."""
    holders = [fact.holder for fact in titles_known(day, Reach())]
    return holders, title_states([town.building.pk], day=day)[town.building.pk]


def named(party: Organisation) -> str:
    return f"{party.name} {party.code}"


def test_a_unit_nobody_holds_is_held_by_nobody(town: Town, office: Organisation):
    town.unit()

    assert told(town, DAY) == ([""], "unregistered")


def test_the_right_decides_and_not_a_paper_that_is_still_out(town: Town, office: Organisation):
    unit = town.unit()
    register.issue_certificate(
        entry=titles.entry(), unit=unit, terms=titles.certificate(town.bureaus[0])
    )
    assert told(town, DAY) == ([named(town.bureaus[0])], "to_transfer")  # only the paper told of it

    holder = Holder(name=office.name, organisation=office.pk)
    register.open_right(entry=titles.entry(DAY), unit=unit, terms=town.terms(holder))

    assert told(town, DAY) == ([named(office)], "unified")
    assert told(town, DAY - dt.timedelta(1)) == ([named(town.bureaus[0])], "to_transfer")


def test_a_share_of_somebody_else_is_not_unified(town: Town, office: Organisation):
    unit = town.unit()
    mine = Holder(name=office.name, organisation=office.pk, share=Fraction(2, 3))
    right = register.open_right(
        entry=titles.entry(), unit=unit, terms=town.terms(mine, town.holder(0, Fraction(1, 3)))
    )

    assert told(town, DAY) == ([f"{named(office)}、{named(town.bureaus[0])}"], "to_transfer")
    register.correct_right(
        entry=titles.entry(DAY),
        right=right,
        terms=town.terms(Holder(name=office.name, organisation=office.pk)),
    )
    assert told(town, DAY) == ([named(office)], "unified")


def test_a_closed_right_and_an_ended_unit_are_told_of_no_more(town: Town, office: Organisation):
    right = register.open_right(entry=titles.entry(), unit=town.unit(), terms=town.terms())
    register.close_right(entry=titles.entry(DAY), right=right)

    assert told(town, LATE) == ([""], "unregistered")
    register.open_right(entry=titles.entry(LATE), unit=right.unit, terms=town.terms())
    halves = [town.part(0, 1), town.part(2, 3)]
    register.split_unit(entry=titles.entry(LATE), unit=right.unit, parts=halves)
    assert told(town, LATE) == ([named(town.bureaus[0])] * 2, "to_transfer")


def test_an_old_house_certificate_of_the_office_is_told_apart(town: Town, office: Organisation):
    unit = town.unit()
    holder = Holder(name=office.name, organisation=office.pk)
    register.open_right(entry=titles.entry(), unit=unit, terms=town.terms(holder))
    paper = CertificateTerms(kind="house", number="示房权证字第000001号", holder=office.pk)
    register.issue_certificate(entry=titles.entry(), unit=unit, terms=paper)

    assert told(town, DAY) == ([named(office)], "old_paper")


def test_a_right_has_its_building_judged_anew(town: Town, office: Organisation):
    unit = town.unit()
    Touched.objects.all().delete()

    register.open_right(entry=titles.entry(), unit=unit, terms=town.terms())

    assert set(Touched.objects.values_list("kind", "key")) == {("building", town.building.pk)}
