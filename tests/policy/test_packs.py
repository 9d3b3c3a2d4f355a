"""Rule packs: what is read from data, and how bad data is refused."""

from __future__ import annotations

import copy
import datetime as dt
from typing import Any

import pytest

from registry.errors import BadRulePack, LimitAboveCap
from registry.policy import Standards, pack_from, packs_from

from .campus import CITY, DAY, PACKS, STANDARDS, pack_data


def changed(code: str, *path: str | int, to: Any) -> dict[str, Any]:
    """Return the data of a pack with one place changed."""
    data = copy.deepcopy(pack_data(code))
    place: Any = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return data


@pytest.mark.parametrize("path", sorted(STANDARDS.glob("*.json")), ids=lambda path: path.stem)
def test_a_pack_is_called_like_its_file(path: Any) -> None:
    assert pack_from(pack_data(path.stem)).code == path.stem


@pytest.mark.parametrize(
    ("path", "to", "complaint"),
    [
        (("limits", 0, "net_area_m2"), 54.0, r"limits\[0\]\.net_area_m2 must be a number written"),
        (("limits", 0, "net_area_m2"), "-1", r"limits\[0\]\.net_area_m2 must not be negative"),
        (("limits", 0, "net_area_m2"), "many", r"limits\[0\]\.net_area_m2 must be a number, not"),
        (("limits", 0, "net_area_m2"), "NaN", r"limits\[0\]\.net_area_m2 must be a finite number"),
        (("limits", 0, "level"), "VILLAGE", r"limits\[0\]\.level must be one of CENTRAL"),
        (("limits", 1, "rank"), "C1", r"limits\[1\]\.rank “C1” stands twice"),
        (("limits", 0, "clause"), None, r"limits\[0\]\.clause must be a text"),
        (("limits", 0, "certainty"), "sure", r"limits\[0\]\.certainty must be one of verified"),
        (("limits", 0, "source"), "S1", r"limits\[0\]\.source must be a list of texts"),
        (("limits", 0), "C1", r"limits\[0\] must be an object"),
        (("limits",), {}, r"limits must be a list"),
        (("in_force", "since"), "2014", r"in_force\.since must be a day such as 2014-11-27"),
        (("in_force", "until"), "2014-11-27", r"in_force\.until must be after the first day"),
        (("region_prefix",), "川", r"region_prefix must be digits"),
        (("service_rooms", 2, "flat_to"), "100", r"service_rooms\[2\]\.flat_to and flat_from must"),
        (("service_rooms", 2, "flat_to"), "0.5", r"service_rooms\[2\]\.flat_to must be a whole"),
        (("service_rooms", 2, "divisor"), "0", r"service_rooms\[2\]\.divisor must be above zero"),
        (("parameters", "toilet_max_m2", "value"), "six", r"toilet_max_m2\.value must be a number"),
        (("caps", 0, "confirm_before_production"), 1, r"confirm_before_production must be true or"),
    ],
)
def test_bad_data_is_refused_by_place(path: tuple[str | int, ...], to: Any, complaint: str) -> None:
    with pytest.raises(BadRulePack, match=f"Rule pack cn-2674-2014: .*{complaint}"):
        pack_from(changed("cn-2674-2014", *path, to=to))


def test_a_missing_limit_is_not_the_same_as_none() -> None:
    data = pack_data("cn-2674-2014")
    del data["limits"][0]["net_area_m2"]

    with pytest.raises(BadRulePack, match="write null where another pack decides"):
        pack_from(data)


def test_the_county_thresholds_of_a_deployed_system_are_refused_as_a_jump() -> None:
    # It tests 200 and 400 with the slope (500 − x) / 50: at 399 heads that would be 2.02 m².
    data = changed("cn-2674-2014", "service_rooms", 3, "flat_to", to="200")
    data["service_rooms"][3]["flat_from"] = "400"

    with pytest.raises(BadRulePack, match="where the formula meets the flat rates"):
        pack_from(data)


@pytest.mark.parametrize(("area", "refused"), [("23.99", False), ("24", False), ("24.01", True)])
def test_a_township_decision_keeps_the_cap_of_the_nation(area: str, refused: bool) -> None:
    local = changed("demo-township-99", "limits", 0, "net_area_m2", to=area)
    national = pack_data("cn-2674-2014")

    if refused:
        with pytest.raises(LimitAboveCap, match=r"grants 乡级正职 24\.01 m², but .* at most 24"):
            packs_from([local, national])
        with pytest.raises(LimitAboveCap):
            pack_from(local, above=[pack_from(national)])
    else:
        assert len(packs_from([local, national])) == 2


def test_the_cap_is_the_limit_of_a_deputy_county_head() -> None:
    (national,) = packs_from([pack_data("cn-2674-2014")])

    assert national.caps["TOWNSHIP"].net_area == national.limits["COUNTY", "X2"].net_area


def test_a_newer_pack_of_the_same_division_wins() -> None:
    newer = pack_data("demo-township-99") | {"code": "newer", "in_force": {"since": "2024-01-01"}}
    newer["limits"][0]["net_area_m2"] = "20"
    packs = packs_from([newer, *(pack_data(pack.code) for pack in PACKS)])

    def decided(year: int) -> Any:
        limit = Standards.on(dt.date(year, 1, 1), packs).limit("TOWNSHIP", "T1", "990121101")
        return limit and (limit.net_area, limit.basis.pack)

    assert decided(2023) == (24, "demo-township-99")
    assert decided(2024) == (20, "newer")


def test_a_pack_that_is_silent_on_a_rank_leaves_it_to_the_nation() -> None:
    limit = Standards.on(DAY, PACKS).limit("CITY", "M3", CITY)

    assert limit is not None
    assert limit.basis.pack == "cn-2674-2014"


def test_what_is_not_settled_says_so() -> None:
    packs = {pack.code: pack for pack in PACKS}

    assert packs["cn-2674-2014"].service["COUNTY"].basis.confirm_before_production
    assert packs["cn-70-2017"].parameters["idle_months"].basis.confirm_before_production
    assert packs["cn-2250-1999"].limits["CITY", "M3"].basis.certainty == "unverified"
    assert packs["cn-2674-2014"].limits["CITY", "M3"].basis.certainty == "verified"
