"""Unit codes against the register, and certificate numbers of every kind in use."""

from __future__ import annotations

import pytest

from registry.certificate_numbers import OldNumber, certificate_number, kind_of
from registry.code_words import FIXTURES, NAMES, OWNERSHIP, PARCELS
from registry.codes import FIXTURES as FIXTURE_LETTERS
from registry.codes import OWNERSHIP as OWNERSHIP_LETTERS
from registry.codes import PARCEL_KINDS, UnitCode
from registry.errors import MalformedCertificateNumber
from registry.unit_codes import CodeContext, explained, faults

REAL = "320282999999GB99999F00232555"
COUNTIES = {"990121": "甲县"}


def found(code: str, **known: object) -> list[str]:
    values: dict[str, object] = {
        "divisions": COUNTIES,
        "parcel_code": code[:19],
        "has_building": code[19:20] == "F",
        **known,
    }
    return [fault.code for fault in faults(code, CodeContext(**values))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "known", "expected"),
    [
        ("990121001001GB00001F00010001", {}, []),
        ("990121001001GB00001W00000000", {}, []),
        ("990121001001GB00001F0001000", {}, ["unit_code_malformed"]),
        ("990122001001GB00001W00000000", {}, ["unknown_division"]),
        ("990121001001GB00001W00000000", {"parcel_code": "990121001001GB00002"}, ["other_parcel"]),
        ("990121001001GB00001F00010001", {"has_building": False}, ["no_building"]),
        ("990121001001GB00001W00000000", {"has_building": True}, ["bare_with_building"]),
        ("990121001001GB00001F00010001", {"has_several_buildings": True}, ["one_of_several"]),
        ("990121001001GB00001F99990001", {"has_several_buildings": True}, []),
        ("990121001001GB00001F99990001", {}, ["not_several"]),
        ("990121000000GB00001W00000000", {}, ["virtual"]),
        ("990121000000GH00001W00000000", {}, []),  # at sea the zeros are the rule
    ],
)
def test_a_code_is_held_against_the_register(code, known, expected):
    assert found(code, **known) == expected


def test_a_virtual_unit_is_worth_a_remark_and_is_no_mistake():
    code = "990121000000GB00001W00000000"
    context = CodeContext(divisions=COUNTIES, parcel_code=code[:19], has_building=False)

    [fault] = faults(code, context)

    assert not fault.blocks


def test_the_real_example_is_explained_layer_by_layer():
    layers = explained(REAL, {"320282": "示例"})

    assert [layer.value for layer in layers] == [
        *("320282", "999", "999", "GB", "99999", "F", "00232555"),
    ]
    assert layers[0].meaning == "示例"
    assert layers[-1].meaning == "幢号 0023，户号 2555"


def test_every_letter_and_layer_has_english_words():
    assert set(OWNERSHIP) == set(OWNERSHIP_LETTERS)
    assert set(PARCELS) == set(PARCEL_KINDS)
    assert set(FIXTURES) == set(FIXTURE_LETTERS)
    assert set(NAMES) == {layer.name for layer in UnitCode.parse(REAL).layers}


@pytest.mark.parametrize(
    ("text", "kind", "written"),
    [
        ("浙(2020)余杭区不动产权第0130664号", "real_estate", "浙（2020）余杭区不动产权第0130664号"),
        ("浙（２０２０）余杭区不动产权第　0130664　号", "real_estate", "浙（2020）余杭区不动产权第0130664号"),
        ("示(2019)示例市不动产证明第0000001号", "proof", "示（2019）示例市不动产证明第0000001号"),
        ("示房权证市字第000101号", "house", "示房权证市字第000101号"),
        ("示房权证区字第０００００３号", "house", "示房权证区字第000003号"),
        ("示国用(2008)第00101号", "land", "示国用（2008）第00101号"),
        ("示集用（２００８）字第 7 号", "land", "示集用（2008）第7号"),
    ],
)  # fmt: skip
def test_numbers_of_every_kind_are_read_in_any_width(text, kind, written):
    assert (kind_of(text), str(certificate_number(text))) == (kind, written)


@pytest.mark.parametrize("text", ["", "未办证", "浙2020余杭区不动产权第0130664号", "不动产权第1号"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(MalformedCertificateNumber):
        certificate_number(text)
    assert kind_of(text) == "none"


def test_an_old_number_keeps_its_parts():
    number = certificate_number("示国用(2008)第00101号")

    assert number == OldNumber(kind="land", place="示", series="国", year=2008, number="00101")
