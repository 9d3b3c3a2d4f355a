"""The same facts give the same bytes, in whatever order they come."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from registry.policy import Facts, RoomFact, SeatFact, assess
from registry.policy.sentences import SENTENCES
from registry.terms import Departure, Space

from .campus import DAY, PACKS, facts_of, room, seat

ROOMS = [f"r{n}" for n in range(6)]
RANKS = ["M1", "M3", "M4", "M5", "M9", "T1"]

rooms = st.builds(
    room,
    st.sampled_from(ROOMS),
    st.decimals(min_value=1, max_value=60, places=2).map(str),
    idle_since=st.none() | st.just(dt.date(2024, 1, 1)),
    confidence=st.none() | st.decimals(min_value=0, max_value=1, places=1),
    space=st.sampled_from(Space),
    counts_with=st.none() | st.sampled_from(ROOMS),
)
seats = st.builds(
    seat,
    st.sampled_from(["p1", "p2", "p3"]),
    st.sampled_from(RANKS),
    st.sampled_from(ROOMS),
    is_main_post=st.booleans(),
    is_principal=st.booleans(),
    second_office_approved=st.booleans(),
    left_on=st.just(dt.date(2025, 1, 1)),
    left_by=st.none() | st.sampled_from(Departure),
    organisation=st.sampled_from(["a", "b"]),
)


def different(seat: SeatFact) -> tuple[Any, ...]:
    """Return what tells two seats apart."""
    return seat.person, seat.room, seat.is_main_post, seat.rank, seat.organisation


@settings(deadline=None)
@given(
    st.lists(rooms, unique_by=lambda room: room.uid),
    st.lists(seats, unique_by=different, max_size=8),
    st.randoms(use_true_random=False),
)
def test_the_order_of_the_facts_does_not_show(
    some_rooms: list[RoomFact], some_seats: list[SeatFact], random: Any
) -> None:
    first = assess(facts_of(*some_rooms, *some_seats), PACKS, DAY)

    random.shuffle(some_rooms)
    random.shuffle(some_seats)
    packs = random.sample(PACKS, len(PACKS))
    second = assess(facts_of(*some_rooms, *some_seats), packs, DAY)

    assert first.as_json() == second.as_json()
    assert len(first.room_verdicts) == len(some_rooms)
    for finding in first.findings:
        assert finding.sentence("en")
        assert finding.sentence("zh")


def test_a_key_names_one_finding() -> None:
    gone = {"left_on": dt.date(2025, 1, 1), "left_by": Departure.RETIRED}
    everywhere = [seat("p1", "M5", at, **gone) for at in ROOMS]

    found = assess(facts_of(*(room(uid, "30") for uid in ROOMS), *everywhere), PACKS, DAY)

    keys = [finding.key for finding in found.findings]
    assert len(keys) == len(set(keys)) == 6 + 1 + 6
    assert keys == sorted(keys)


def test_equal_areas_read_alike_however_they_are_written() -> None:
    written = [assess(facts_of(room(area=a), seat()), PACKS, DAY) for a in ("20", "20.000000")]

    assert written[0].as_json() == written[1].as_json()


def test_an_assessment_is_plain_data() -> None:
    found = json.loads(assess(facts_of(room(area="20"), seat()), PACKS, DAY).as_json())

    assert found["findings"][0]["excess"] == "11"
    assert found["room_verdicts"][0]["verdict"] == "over"


def test_every_sentence_is_told_in_both_languages() -> None:
    assert all(set(told) == {"en", "zh"} for told in SENTENCES.values())


def test_nothing_known_is_nothing_found() -> None:
    nothing = assess(Facts(), PACKS, DAY)

    assert (nothing.findings, nothing.room_verdicts, nothing.gaps) == ((), (), ())


def test_twenty_thousand_rooms_are_each_judged_once() -> None:
    # 9.00 to 9.99 m² in turn against 9: 200 rooms of each size, one of a hundred sizes within.
    many = [room(f"r{n}", str(Decimal(900 + n % 100) / 100)) for n in range(20_000)]
    people = [seat(f"p{n}", at=f"r{n}") for n in range(20_000)]

    found = assess(facts_of(*many, *people), PACKS, DAY)

    assert len(found.room_verdicts) == 20_000
    assert sum(verdict.excess == 0 for verdict in found.room_verdicts) >= 200
