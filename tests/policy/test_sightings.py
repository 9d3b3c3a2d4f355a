"""Sightings are brought together without a conflict: nothing is lost, nothing is replaced."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.errors import SameIdOtherContent
from registry.policy.sightings import Sighting, disagreements, merged, words
from registry.policy.visits import Answer, Measured
from registry.terms import Verdict

NOON = dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


def sighting(n: int = 1, **told: Any) -> Sighting:
    known: dict[str, Any] = {
        "uid": uuid.UUID(int=n),
        "room": "101",
        "by": "甲",
        "answer": Answer.CONFIRMED,
        "seen_at": NOON,
        "sent_at": NOON,
        "received_at": NOON,
    }
    return Sighting(**known | told)


def rectangle(a: str, b: str) -> Measured:
    return Measured(length_a_m=Decimal(a), length_b_m=Decimal(b))


def test_the_same_record_twice_is_one_and_the_first_to_arrive():
    first = sighting()
    again = sighting(sent_at=NOON + MINUTE, received_at=NOON + MINUTE)

    assert merged([again], [first]) == merged([first, again]) == (first,)


def test_another_record_under_a_used_id_is_refused():
    with pytest.raises(SameIdOtherContent):
        merged([sighting()], [sighting(answer=Answer.EMPTY)])


def test_records_stand_in_the_order_they_happened_not_arrived():
    late = sighting(1, seen_at=NOON + MINUTE)
    early = sighting(2, seen_at=NOON, sent_at=NOON + 60 * MINUTE, received_at=NOON + 60 * MINUTE)

    assert merged([late, early]) == (early, late)


def test_a_phone_whose_clock_is_an_hour_slow_is_put_right():
    hour = dt.timedelta(hours=1)
    slow = sighting(1, seen_at=NOON - hour, sent_at=NOON - hour + MINUTE, received_at=NOON + MINUTE)

    assert slow.happened_at == NOON
    assert slow.has_wrong_clock
    assert not sighting().has_wrong_clock


def test_an_inspectors_word_is_the_last_one_and_the_earlier_stays():
    earlier = sighting(1, answer=Answer.EMPTY)
    later = sighting(2, seen_at=NOON + MINUTE)

    assert words([later, earlier]) == (later,)
    assert merged([later, earlier]) == (earlier, later)


def test_two_inspectors_who_saw_the_same_agree():
    one, other = sighting(1, by="甲"), sighting(2, by="乙")

    assert disagreements([one, other]) == ()


def test_two_inspectors_who_found_different_people_disagree():
    one, other = sighting(1, by="甲"), sighting(2, by="乙", answer=Answer.EMPTY)

    (found,) = disagreements([one, other])

    assert (found.matter, {found.one.by, found.other.by}) == ("answer", {"甲", "乙"})


def test_one_inspector_does_not_disagree_with_oneself():
    assert disagreements([sighting(1), sighting(2, answer=Answer.EMPTY)]) == ()


def test_a_closed_door_contradicts_nobody():
    assert disagreements([sighting(1), sighting(2, by="乙", answer=Answer.NO_ACCESS)]) == ()


@pytest.mark.parametrize(
    ("length", "matters"), [("3.046", []), ("3.0461", ["area"]), ("3.500", ["area"])]
)
def test_areas_disagree_beyond_what_two_measurements_may_differ(length, matters):
    error = Decimal("0.138")
    one = sighting(1, measured=rectangle("3", "3"), error=error)
    other = sighting(2, by="乙", measured=rectangle("3", length), error=error)

    assert [each.matter for each in disagreements([one, other])] == matters


def test_verdicts_disagree_only_where_both_could_judge():
    over = sighting(1, measured=rectangle("3", "3"), error=Decimal(1), verdict=Verdict.OVER)
    within = sighting(
        2, by="乙", measured=rectangle("3", "3"), error=Decimal(1), verdict=Verdict.WITHIN
    )
    unjudged = sighting(3, by="丙", measured=rectangle("3", "3"), error=Decimal(1))

    assert [each.matter for each in disagreements([over, within, unjudged])] == ["verdict"]


SIGHTINGS = st.lists(
    st.builds(
        sighting,
        st.integers(1, 6),
        received_at=st.integers(0, 9).map(lambda n: NOON + n * MINUTE),
    ).map(lambda each: each),
    max_size=8,
)


@given(SIGHTINGS, SIGHTINGS, SIGHTINGS)
def test_phones_may_send_in_any_order_and_as_often_as_they_like(a, b, c):
    whole = merged(a, b, c)

    assert merged(c, b, a) == whole
    assert merged(a, merged(b, c)) == merged(merged(a, b), c) == whole
    assert merged(whole, whole) == whole
    assert {each.uid for each in whole} == {each.uid for each in (*a, *b, *c)}
