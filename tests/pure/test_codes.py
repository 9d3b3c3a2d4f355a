"""Codes: what is read, what is refused and what the refusal says."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.codes import (
    CREDIT_ALPHABET,
    FIXTURES,
    OWNERSHIP,
    PARCEL_KINDS,
    CertificateNumber,
    CreditCode,
    ParcelCode,
    RegionCode,
    UnitCode,
    check_character,
)
from registry.errors import (
    CodeError,
    CountyWithoutCity,
    LettersDisagree,
    MalformedCertificateNumber,
    MalformedCreditCode,
    MalformedRegionCode,
    MalformedUnitCode,
    NothingBuiltHasANumber,
    ParcelNumberZero,
    UnknownLetter,
    WrongCheckCharacter,
)
from registry.scope import Scope

REAL_UNIT = "320282999999GB99999F00232555"

digits = st.integers(min_value=1, max_value=99)
region_codes = st.one_of(
    st.builds("{:02}0000".format, st.integers(10, 99)),
    st.builds("{:02}{:02}00".format, st.integers(10, 99), digits),
    st.builds("{:02}{:02}{:02}".format, st.integers(10, 99), digits, digits),
    st.builds("{:02}{:02}{:02}{:03}".format, st.integers(10, 99), digits, digits, digits),
    st.builds("{:02}{:02}{:02}{:03}000".format, st.integers(10, 99), digits, digits, digits),
)
unit_codes = st.builds(
    lambda head, ownership, kind, parcel, fixture, unit: (
        f"{head:012}{ownership}{kind}{parcel:05}{fixture}{0 if fixture == 'W' else unit:08}"
    ),
    st.integers(0, 10**12 - 1),
    st.sampled_from(sorted(OWNERSHIP)),
    st.sampled_from(sorted(set(PARCEL_KINDS) - {"A"})),
    st.integers(1, 99999),
    st.sampled_from(sorted(FIXTURES)),
    st.integers(0, 99999999),
)


@pytest.mark.parametrize(
    ("code", "prefix"),
    [
        ("990000", "99"),
        ("990100", "9901"),
        ("990121", "990121"),
        ("990121101", "990121101"),
        ("990121101000", "990121101"),
        ("990121101007", "990121101007"),
        ("990100000000", "9901"),
    ],
)
def test_the_prefix_of_a_division_is_shared_by_its_parts(code: str, prefix: str) -> None:
    assert RegionCode.parse(code).prefix == prefix


@given(region_codes)
def test_a_division_and_its_scope_agree(code: str) -> None:
    assert RegionCode.parse(code).prefix == Scope.of_region(code).prefix


@given(region_codes)
def test_a_division_lies_within_itself_and_each_parent(code: str) -> None:
    region = RegionCode.parse(code)

    assert str(region) == code
    assert region.is_within(region)
    for parent in region.parents:
        assert RegionCode.parse(parent.text) == parent
        assert region.is_within(parent)
        assert not parent.is_within(region)


def test_the_parents_of_a_village_end_at_its_province() -> None:
    village = RegionCode.parse("990121101007")

    assert [parent.text for parent in village.parents] == [
        "990121101",
        "990121",
        "990100",
        "990000",
    ]


@pytest.mark.parametrize(
    "code", ["", "99010", "0990100", "990100x", "9901001", "９９０１００", "099010"]
)
def test_a_division_code_has_6_9_or_12_digits(code: str) -> None:
    with pytest.raises(MalformedRegionCode, match="write 6, 9 or 12 digits"):
        RegionCode.parse(code)


@pytest.mark.parametrize("code", ["990021", "990100101", "990121000001"])
def test_a_division_code_leaves_no_level_out(code: str) -> None:
    with pytest.raises(CountyWithoutCity):
        RegionCode.parse(code)


def test_a_real_unit_code_reads_as_its_layers() -> None:
    layers = UnitCode.parse(REAL_UNIT).layers

    assert [(layer.name, layer.value) for layer in layers] == [
        ("县级行政区划", "320282"),
        ("地籍区", "999"),
        ("地籍子区", "999"),
        ("宗地特征码", "GB"),
        ("宗地顺序号", "99999"),
        ("定着物特征码", "F"),
        ("定着物单元编号", "00232555"),
    ]
    assert layers[3].meaning == "国家土地所有权，建设用地使用权宗地（地表）"
    assert layers[6].meaning == "幢号 0023，户号 2555"


@given(unit_codes)
def test_a_unit_code_is_put_together_again_from_its_layers(code: str) -> None:
    unit = UnitCode.parse(code)

    assert "".join(layer.value for layer in unit.layers) == code == str(unit)
    assert ParcelCode.parse(unit.parcel.text) == unit.parcel


@pytest.mark.parametrize(
    ("code", "position"),
    [(REAL_UNIT[:-1], 28), (REAL_UNIT + "0", 29), ("32028X" + REAL_UNIT[6:], 6), ("", 1)],
)
def test_a_refused_unit_code_says_where_it_goes_wrong(code: str, position: int) -> None:
    with pytest.raises(MalformedUnitCode) as refused:
        UnitCode.parse(code)

    assert refused.value.fields["position"] == str(position)


@pytest.mark.parametrize(
    ("code", "position"),
    [
        ("320282999999KB99999F00232555", "13"),
        ("320282999999GI99999F00232555", "14"),
        ("320282999999GB99999K00232555", "20"),
    ],
)
def test_a_letter_its_list_does_not_have_is_refused(code: str, position: str) -> None:
    with pytest.raises(UnknownLetter) as refused:
        UnitCode.parse(code)

    assert refused.value.fields["position"] == position


def test_collective_ownership_parcels_stand_with_collective_land_alone() -> None:
    assert ParcelCode.parse("320282999999JA99999").kind == "A"
    with pytest.raises(LettersDisagree, match="A stands only with J"):
        ParcelCode.parse("320282999999GA99999")


def test_parcels_are_numbered_from_one() -> None:
    assert ParcelCode.parse("320282999999GB00001").number == "00001"
    with pytest.raises(ParcelNumberZero):
        ParcelCode.parse("320282999999GB00000")


def test_a_unit_with_nothing_built_ends_in_zeros() -> None:
    assert UnitCode.parse("320282999999GB99999W00000000").fixture == "W"
    with pytest.raises(NothingBuiltHasANumber, match="must end in 00000000, not 00000001"):
        UnitCode.parse("320282999999GB99999W00000001")


@pytest.mark.parametrize(
    ("code", "virtual"),
    [
        ("320282000000GB99999F00010001", True),
        ("320282000000GH99999W00000000", False),  # at sea there are no cadastral districts
        ("320282000001GB99999F00010001", False),
    ],
)
def test_zero_districts_on_land_mark_a_virtual_unit(code: str, virtual: bool) -> None:
    assert UnitCode.parse(code).is_virtual is virtual


@pytest.mark.parametrize(
    "code", ["91350100M000100Y43", "91330100799655058B", "9144030071526726XG", "914403001922038216"]
)
def test_published_credit_codes_pass(code: str) -> None:
    assert str(CreditCode.parse(code)) == code


@given(st.text(alphabet=CREDIT_ALPHABET, min_size=9, max_size=9), st.integers(0, 16), st.data())
def test_one_mistyped_character_of_a_credit_code_is_noticed(
    tail: str, at: int, data: st.DataObject
) -> None:
    body = f"91990100{tail}"
    code = body + check_character(body)
    choices = "0123456789" if 2 <= at < 8 else CREDIT_ALPHABET
    other = data.draw(st.sampled_from([c for c in choices if c != code[at]]))

    assert CreditCode.parse(code).text == code
    with pytest.raises(WrongCheckCharacter):
        CreditCode.parse(code[:at] + other + code[at + 1 :])


@pytest.mark.parametrize(
    "code", ["", "91350100M000100Y4", "91350100M000100Y433", "91350100I000100Y43"]
)
def test_a_credit_code_has_18_characters_of_its_alphabet(code: str) -> None:
    with pytest.raises(MalformedCreditCode):
        CreditCode.parse(code)


@pytest.mark.parametrize(
    "text",
    [
        "浙(2020)余杭区不动产权第0130664号",
        "浙（2020）余杭区不动产权第0130664号",
        " 浙 ( ２０２０ ) 余杭区 不动产权第 ０１３０６６４ 号 ",
    ],
)
def test_a_certificate_number_reads_alike_in_any_width(text: str) -> None:
    number = CertificateNumber.parse(text)

    assert str(number) == "浙（2020）余杭区不动产权第0130664号"
    assert (number.province, number.year, number.place) == ("浙", 2020, "余杭区")
    assert (number.kind, number.number) == ("不动产权", "0130664")


@given(
    st.builds(
        CertificateNumber,
        province=st.sampled_from("京浙鄂示"),
        year=st.integers(1000, 9999),
        place=st.sampled_from(["余杭区", "宜昌市", "示例县"]),
        kind=st.sampled_from(["不动产权", "不动产证明"]),
        number=st.integers(0, 9999999).map("{:07}".format),
    )
)
def test_a_certificate_number_is_read_as_it_is_written(number: CertificateNumber) -> None:
    assert CertificateNumber.parse(str(number)) == number


@pytest.mark.parametrize("text", ["", "浙2020余杭区不动产权第1号", "浙(2020)余杭区房权证第1号"])
def test_an_old_certificate_is_no_certificate_number(text: str) -> None:
    with pytest.raises(MalformedCertificateNumber, match="write it like"):
        CertificateNumber.parse(text)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_with_a_reason(text: str) -> None:
    for kind in (RegionCode, ParcelCode, UnitCode, CreditCode, CertificateNumber):
        with contextlib.suppress(CodeError):
            kind.parse(text)
