"""The settings, and that the page about them tells all of them."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings as SettingsWrapper

from cad_import.drawing.limits import LIMITS, Limits
from cad_import.limits import limits_in_force

ROOT = Path(__file__).resolve().parent.parent.parent
TOLD = dict(
    re.findall(r"^\| `(\w+)` \| ([^|]+) \|", (ROOT / "docs/settings.md").read_text("utf-8"), re.M)
)
READ = re.compile(r"\"((?:FANGTU_|DATABASE_)[A-Z_]*[A-Z])\"")


def test_every_name_that_settings_read_is_told():
    names = {
        name
        for source in ("config/settings.py", "config/environment.py", "config/basemap.py")
        for name in READ.findall((ROOT / source).read_text("utf-8"))
    }

    assert names == {name for name in TOLD if not name.startswith("FANGTU_DRAWING_")}


def test_every_limit_is_told_with_its_default():
    told = {
        name.removeprefix("FANGTU_DRAWING_").lower(): int(default.replace(",", ""))
        for name, default in TOLD.items()
        if name.startswith("FANGTU_DRAWING_")
    }

    assert told == {field.name: getattr(LIMITS, field.name) for field in fields(Limits)}


def test_a_limit_can_be_set(settings: SettingsWrapper):
    settings.FANGTU_DRAWING_LIMITS = {"seconds": 20}

    assert limits_in_force().seconds == 20
    assert limits_in_force().max_bytes == LIMITS.max_bytes


def test_a_limit_there_is_not_is_a_mistake_that_is_named(settings: SettingsWrapper):
    settings.FANGTU_DRAWING_LIMITS = {"minutes": 20}

    with pytest.raises(ImproperlyConfigured, match="FANGTU_DRAWING_MINUTES"):
        limits_in_force()
