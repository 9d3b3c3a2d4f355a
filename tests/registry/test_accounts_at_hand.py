"""Who asks: the account of a session, whatever became of it since."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from registry.models import Region, User
from registry.queries.accounts import Accounts
from registry.scope import Scope
from tests.registry import builders as make

pytestmark = pytest.mark.django_db


def test_an_account_is_read_as_the_model_reads_it():
    made = make.account(make.region("990121"), role="auditor")
    User.objects.filter(pk=made.pk).update(first_name="甲", is_staff=True)

    found = Accounts().get_user(made.pk)

    kept = User.objects.get(pk=made.pk)
    fields = [field.attname for field in User._meta.concrete_fields]
    assert [getattr(found, name) for name in fields] == [getattr(kept, name) for name in fields]
    assert found == kept
    assert (found.scope, found.region) == (Scope("990121"), kept.region)
    division = [field.attname for field in Region._meta.concrete_fields]
    assert [getattr(found.region, name) for name in division] == [
        getattr(kept.region, name) for name in division
    ]


def test_an_account_without_a_division_sees_nothing():
    assert Accounts().get_user(make.account(None).pk).scope == Scope.NOTHING


def test_an_account_that_was_closed_or_is_not_there_is_nobody():
    made = make.account(make.region("990121"))
    User.objects.filter(pk=made.pk).update(is_active=False)

    assert Accounts().get_user(made.pk) is None
    assert Accounts().get_user(made.pk + 1) is None


def test_logging_out_ends_a_session_at_once(client: Client):
    client.force_login(make.account(make.region("990121")))
    other = Client()
    other.cookies.load(client.cookies.output(header="", sep=";"))
    assert other.get(reverse("map")).status_code == 200

    client.logout()

    assert other.get(reverse("map")).status_code == 302


def test_a_changed_password_ends_the_other_sessions(client: Client):
    made = make.account(make.region("990121"))
    client.force_login(made)

    made.set_password("another-4-5-6")
    made.save()

    assert client.get(reverse("map")).status_code == 302


def test_a_session_that_has_run_out_is_nobodys(client: Client):
    client.force_login(make.account(make.region("990121")))
    ended = timezone.now() - dt.timedelta(seconds=1)
    Session.objects.update(expire_date=ended)

    assert client.get(reverse("map")).status_code == 302


def test_a_session_that_was_forged_is_nobodys(client: Client):
    client.force_login(make.account(make.region("990121")))
    Session.objects.update(session_data="e30:1aaaaa:forged")

    assert client.get(reverse("map")).status_code == 302


def test_a_closed_account_is_shown_the_door_at_once(client: Client):
    made = make.account(make.region("990121"))
    client.force_login(made)
    assert client.get(reverse("map")).status_code == 200

    User.objects.filter(pk=made.pk).update(is_active=False)

    assert client.get(reverse("map")).status_code == 302


def test_another_division_counts_from_the_next_request_on(client: Client):
    home, elsewhere = make.region("990121"), make.region("990122")
    made = make.account(home)
    floor = make.floor(make.building(home))
    address = reverse("map-floor", args=[floor.pk])
    client.force_login(made)
    assert client.get(address).status_code == 200

    User.objects.filter(pk=made.pk).update(region=elsewhere)

    assert client.get(address).status_code == 404


def test_another_role_counts_from_the_next_request_on(client: Client):
    made = make.account(make.region("990121"), role="property_manager")
    client.force_login(made)
    assert client.get(reverse("drawing-new")).status_code == 200

    User.objects.filter(pk=made.pk).update(role="auditor")

    assert client.get(reverse("drawing-new")).status_code == 403
