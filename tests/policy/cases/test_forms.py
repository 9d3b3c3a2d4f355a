"""What was typed becomes an application; two people's texts become one."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.policy.cases.applications import Holding, read
from registry.policy.cases.book import BookHolder, Page, Writing, as_json, page_from, written
from registry.policy.cases.documents import file_type, slots_for
from registry.policy.cases.fields import fields_for
from registry.policy.cases.lawful import lawful
from registry.policy.cases.merging import merge
from registry.policy.cases.terms import Kind


def test_typed_text_becomes_typed_values():
    reading = read(
        Kind.TRANSFER,
        {
            "cause": "sale",
            "price_yuan": "12,500.50",
            "document_on": "2026-05-01",
            "transferred_share": "50%",
            "is_joint": True,
            "holders": [{"organisation": "A", "share": "1/2"}, {"organisation": " ", "share": ""}],
        },
    )

    asked = reading.application
    assert reading.problems == ()
    assert (asked.price_yuan, asked.document_on) == (Decimal("12500.50"), dt.date(2026, 5, 1))
    assert asked.transferred_share == Fraction(1, 2)
    assert asked.holders == (Holding(organisation="A", share=Fraction(1, 2)),)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("price_yuan", "1e3x"),
        ("price_yuan", "-1"),
        ("price_yuan", "1.005"),
        ("price_yuan", "NaN"),
        ("document_on", "1.5.2026"),
        ("transferred_share", "0"),
        ("transferred_share", "3/2"),
        ("transferred_share", "1/0"),
        ("cause", "theft"),
        ("address", "路" * 301),
        ("address", 7),
        ("holders", "A"),
        ("holders", [{"organisation": "A", "share": "half"}]),
        ("parts", [{"rooms": "r1"}]),
        ("parts", [{"building_area_m2": "1.005"}]),
        ("parts", [{}] * 41),
    ],
)
def test_what_cannot_be_read_is_named_and_left_out(field: str, typed: object):
    reading = read(Kind.TRANSFER, {field: typed})

    assert [problem.field for problem in reading.problems] == [field]


FIELDS = sorted({field.name for kind in Kind for field in fields_for(kind)})
ROW_KEYS = ["organisation", "share", "rooms", "name", "building_area_m2", "is_passed"]
PLAIN = st.sampled_from(
    [None, True, 7, -1, 0.5, "", "1/0", "50%", "1e999", "甲", "nan", "2026-02-30"]
)
ROW = st.dictionaries(st.sampled_from(ROW_KEYS), PLAIN | st.just([7]), max_size=3)
ROWS = st.lists(ROW | PLAIN, max_size=3)
TYPED = st.dictionaries(
    st.sampled_from(FIELDS), PLAIN | ROWS | st.text(max_size=6), min_size=1, max_size=4
)


@given(st.sampled_from(Kind), TYPED)
def test_no_payload_whatever_breaks_the_reading(kind: Kind, payload):
    reading = read(kind, payload)

    asked = {field.name for field in fields_for(kind)}
    assert {problem.field for problem in reading.problems} <= asked & set(payload)


def test_a_field_of_another_kind_is_not_read():
    assert read(Kind.SEIZURE, {"price_yuan": "1"}).application.price_yuan is None


def test_one_sided_changes_merge_and_two_sided_ones_are_asked():
    #        base  theirs  mine
    # a       1      2      1     theirs
    # b       1      1      3     mine
    # c       1      2      3     asked; mine stands until then
    found = merge({"a": 1, "b": 1, "c": 1}, {"a": 2, "b": 1, "c": 2}, {"a": 1, "b": 3, "c": 3})

    assert [field.name for field in found.clashes] == ["c"]
    assert found.values == {"a": 2, "b": 3, "c": 3}


def test_a_house_is_first_registered_with_seven_documents():
    asked = slots_for(Kind.FIRST, right="4", cause="new_build", region_code="990100")

    assert [slot.code for slot in asked if slot.is_required] == [
        *("application_form", "identity", "title_source", "planning", "completion"),
        *("survey", "tax"),
    ]


def test_bengbu_asks_for_a_construction_permit_and_others_do_not():
    def codes(region: str) -> set[str]:
        return {
            slot.code for slot in slots_for(Kind.FIRST, right="4", cause="", region_code=region)
        }

    assert "construction_permit" in codes("340302")
    assert "construction_permit" not in codes("990100")


def test_a_government_transfer_needs_its_approval_and_a_sale_may_have_one():
    def needs(cause: str) -> bool:
        asked = slots_for(Kind.TRANSFER, right="4", cause=cause, region_code="990100")
        return {slot.code: slot.is_required for slot in asked}["government_approval"]

    assert needs("unification")
    assert not needs("sale")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7", "application/pdf"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"II*\x00abc", "image/tiff"),
        (b"<!doctype html><script>", None),
        (b"PK\x03\x04 no archive", None),
        (b"<svg xmlns='http://www.w3.org/2000/svg'>", None),
        (b"", None),
    ],
)
def test_a_file_is_what_its_content_says(content: bytes, kind: str | None):
    assert file_type(content) == kind


SHARE = st.integers(1, 12).map(lambda n: Fraction(1, n))


@given(st.lists(SHARE, min_size=1, max_size=5), SHARE, st.booleans())
def test_shares_make_one_after_any_transfer_of_a_part(weights, given_away, all_apply):
    total = sum(weights)
    page = Page(
        holders=tuple(
            BookHolder(code=f"H{n}", name=f"H{n}", share=weight / total)
            for n, weight in enumerate(weights)
        )
    )
    givers = {holder.code for holder in page.holders} if all_apply else {"H0"}
    held = sum(holder.share for holder in page.holders if holder.code in givers)
    passed = given_away * held

    after = written(page, _passing(passed, frozenset(givers)))

    assert sum(holder.share for holder in after.holders) == 1
    assert {h.code: h.share for h in after.holders}["NEW"] == passed
    assert page_from(as_json(after)) == after


def _passing(share: Fraction, givers: frozenset[str]) -> Writing:
    from dataclasses import replace

    asked = replace(
        lawful(Kind.TRANSFER).application,
        transferred_share=share,
        holders=(Holding(organisation="NEW", share=share),),
    )
    return Writing(
        application=asked,
        names={"NEW": "新"},
        applicants=givers,
        applicant_name="",
        papers=("证",),
        on=dt.date(2026, 7, 1),
    )
