"""manage.py quota: every step with its clause, and bad input told plainly."""

from __future__ import annotations

import json
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

STANDARD = Path(__file__).parents[2] / "fixtures" / "standards" / "cn-2674-2014.json"
VECTORS = json.loads(STANDARD.read_text(encoding="utf-8"))["test_vectors"]
LOWEST = {"CENTRAL": "C6", "PROVINCE": "P7", "CITY": "M5", "COUNTY": "X5"}

pytestmark = pytest.mark.django_db


def told(*words: str) -> str:
    out = StringIO()
    call_command("quota", *words, stdout=out)
    return out.getvalue()


def quota(level: str, establishment: str, *more: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(
        told("--level", level, "--establishment", establishment, "--json", *more)
    )
    return answer


def step(answer: dict[str, Any], symbol: str) -> dict[str, Any]:
    return next(each for each in answer["steps"] if each["symbol"] == symbol)


@pytest.mark.parametrize(("storeys", "total"), [((), "3291.20"), (("--high-rise",), "3534.63")])
def test_a_bureau_of_a_hundred_gets_what_was_worked_out_by_hand(storeys, total):
    answer = quota("CITY", "M3=1,M4=3,M5=96", *storeys)

    assert answer["x"] == 100
    assert [answer[name] for name in ("A", "B", "equipment", "basic", "auxiliary", "S")] == [
        "942.00",
        "800.00",
        "156.78",
        "1898.78",
        "370.00",
        total,
    ]
    assert all(each["clause"] and each["document_no"] for each in answer["steps"])


@pytest.mark.parametrize("vector", VECTORS["service"], ids=lambda v: f"{v['level']}-{v['x']}")
def test_service_rooms_hold_exactly(vector):
    level = vector["level"]

    answer = quota(level, f"{LOWEST[level]}={vector['x']}")

    assert Decimal(step(answer, "B")["value"]) == Decimal(vector["area_m2"])


@pytest.mark.parametrize("vector", VECTORS["canteen"], ids=lambda v: str(v["x"]))
def test_the_canteen_holds_exactly(vector):
    answer = quota("CITY", f"M5={vector['x']}")

    assert Decimal(step(answer, "canteen")["value"]) == Decimal(vector["m2"])


@pytest.mark.parametrize("vector", VECTORS["car_park"], ids=lambda v: str(v["spaces"]))
def test_the_car_park_holds_exactly(vector):
    answer = quota("CITY", "M5=10", "--cars", str(vector["spaces"]))

    assert Decimal(step(answer, "car_park")["value"]) == Decimal(vector["m2"])


def test_the_table_names_each_clause_and_what_is_not_settled():
    table = told("--level", "COUNTY", "--establishment", "X5=100")

    assert "发改投资〔2014〕2674号 表4 [cn-2674-2014, observed, confirm before production]" in table


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ("M3", "“M3” is not written as RANK=NUMBER"),
        ("M3=x", "needs a whole number"),
        ("M3=-1", "needs a whole number"),
        ("M3=1,M3=2", "names a rank for the second time"),
        ("X5=1", "gives a limit of rank X5 for CITY"),
    ],
)
def test_bad_input_is_refused_in_words(words, complaint):
    with pytest.raises(CommandError, match=complaint):
        quota("CITY", words)


def test_before_any_standard_there_is_no_quota():
    with pytest.raises(CommandError, match="No rule pack in force on 1990-01-01"):
        quota("CITY", "M5=1", "--on", "1990-01-01")
