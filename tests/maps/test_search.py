"""The search box of every page: findings and cases beside what stands on the map."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from registry.models import Finding
from tests.cases import builders as desk
from tests.registry import builders as make

from .conftest import DAY, Campus

ON = {"on": DAY.isoformat()}
pytestmark = pytest.mark.django_db


def found(client: Client, text: str) -> list[dict[str, Any]]:
    hits: list[dict[str, Any]] = client.get(reverse("map-search"), ON | {"q": text}).json()["hits"]
    return hits


def test_a_finding_is_found_by_its_room_and_leads_to_its_page(client: Client, campus: Campus):
    client.force_login(campus.manager())

    room, finding = found(client, "101")

    assert (room["kind"], room["page"]) == ("room", None)
    over = Finding.objects.get(rule="R-OFF-1", room=campus.rooms["101"])
    assert (finding["kind"], finding["page"]) == ("finding", reverse("finding", args=[over.pk]))
    assert "R-OFF-1" in finding["label"]
    assert [hit["kind"] for hit in found(client, "r-off-1")] == ["finding"]


def test_what_is_put_right_is_no_longer_found(client: Client, campus: Campus):
    client.force_login(campus.manager())
    over = Finding.objects.get(rule="R-OFF-1", room=campus.rooms["101"])
    Finding.objects.filter(pk=over.pk).update(state="rectify", method="swap", deadline=DAY)
    Finding.objects.filter(pk=over.pk).update(state="resolved", resolved_on=DAY)

    assert [hit["kind"] for hit in found(client, "101")] == ["room"]


def test_a_case_is_found_by_its_number_and_its_unit_by_whoever_may_see_cases(client: Client):
    at = desk.desk()
    case = desk.accepted(at)
    client.force_login(at.officer)

    for text in (case.number[-5:], at.unit.code):
        case_hit = next(hit for hit in found(client, text) if hit["kind"] == "case")
        assert (case_hit["label"], case_hit["page"]) == (
            case.number,
            reverse("case", args=[case.pk]),
        )
    with translation.override("zh-hans"):
        assert "转移登记" in found(client, case.number)[0]["detail"]
    client.force_login(make.account(at.office.region, role="inspector"))
    assert "case" not in {hit["kind"] for hit in found(client, case.number)}


def test_nothing_of_another_county_is_found(client: Client, campus: Campus):
    client.force_login(campus.outsider())

    for text in ("101", "R-OFF-1", "示例局"):
        assert found(client, text) == []


@pytest.mark.parametrize(
    "page", ["finding-list", "organisation-list", "standard-list", "case-list"]
)
def test_every_page_has_the_box(client: Client, campus: Campus, page: str):
    client.force_login(campus.manager())

    said = client.get(reverse(page)).content.decode()

    assert 'role="search"' in said
    assert reverse("map-search") in said


def test_nobody_signed_in_is_offered_a_search(client: Client):
    assert 'id="search"' not in client.get(reverse("login")).content.decode()
