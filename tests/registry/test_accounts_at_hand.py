"""Who asks: the account of a session, whatever became of it since."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from registry.models import User
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
