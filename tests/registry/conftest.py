"""A county with one office over its limit, and a browser that reads English."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from registry.models import Finding, User
from registry.services.allocations import allocate_room, seat_person

from . import builders as make
from .test_findings_kept_up import TODAY, World


@pytest.fixture
def offices(db: None) -> World:
    """Return a clerk in 20 m² of room 100, where 9 are allowed; room 101 belongs to nobody."""
    world = World()
    room, bureau, clerk = world.rooms[0], world.bureaus[1], world.people[1]
    allocate_room(room=room, organisation=bureau, start=make.SINCE, reason="test", today=TODAY)
    seat_person(room=room, person=clerk, start=make.SINCE, reason="test", today=TODAY)
    return world


@pytest.fixture
def over(offices: World) -> Finding:
    return Finding.objects.get(rule="R-OFF-1")


@pytest.fixture
def inspector(offices: World) -> User:
    return make.account(offices.bureaus[0].region, "inspector")


@pytest.fixture
def at_desk(client: Client, inspector: User) -> Client:
    """Return a browser in which the county's inspector is signed in."""
    client.force_login(inspector)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client
