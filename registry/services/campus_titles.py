"""The titles of the demo campus: who held what since when, told as acts of the register.

Everything goes through the register's own verbs: a transfer, shares, a split, a mortgage and a
seizure, certificates of four kinds, a parcel that was split. Names and codes are made up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import count
from typing import Any

from registry.certificate_numbers import kind_of
from registry.entries import (
    CertificateTerms,
    Corner,
    Entry,
    Ground,
    Holder,
    RestrictionTerms,
    RightTerms,
    UnitPart,
)
from registry.models import BAUnit, Certificate, Organisation, RoomVersion
from registry.services import register
from registry.services.specimens import specimen

SRID = 4549  # CGCS2000, 3° zone about 120° E
MANAGING_OFFICE = "C01"
UNIFIED_ON = dt.date(2019, 5, 20)  # the made-up day of the titles' unification


@dataclass(slots=True)
class Book:
    """Who writes the demo's entries: cases numbered in order, parties by their codes."""

    campus: Any
    parties: Mapping[str, Organisation]
    numbers: count[int]

    def entry(self, on: dt.date, reason: str, document_no: str = "") -> Entry:
        number = f"示登〔{on.year}〕{next(self.numbers):05d}号"
        return Entry(case_number=number, on=on, reason=reason, document_no=document_no)

    def holder(self, code: str, share: Fraction = Fraction(1)) -> Holder:
        party = self.parties[code]
        return Holder(
            name=party.name, organisation=party.pk, identity_no=party.uscc or "", share=share
        )

    def unit(self, building: Any) -> BAUnit:
        return BAUnit.objects.select_related("parcel", "building").get(code=building.unit_code)

    def certify(
        self, unit: BAUnit, number: str, holder: str, on: dt.date, **said: Any
    ) -> Certificate:
        terms = CertificateTerms(
            kind=kind_of(number), number=number, holder=self.parties[holder].pk, **said
        )
        return register.issue_certificate(
            entry=self.entry(on, "缮证发证"),
            unit=unit,
            terms=terms,
            scan=specimen("SPECIMEN - made up for a demo", unit.code, on.isoformat()),
        )


def enter_titles(campus: Any, parties: Mapping[str, Organisation]) -> None:
    """Register the demo's titles from their first day to today."""
    book = Book(campus=campus, parties=parties, numbers=count(1))
    first, second, third, fourth = campus.buildings
    _unified(book, first)
    _shared(book, second)
    _old(book, third)
    _split(book, fourth)
    _land(book)
    _guest_house(book)


def terms(*holders: Holder, kind: str = "4", area: Decimal | None = None) -> RightTerms:
    """Return the usual terms of an office title."""
    purpose = "机关团体用地/办公" if kind == "4" else "机关团体用地"
    return RightTerms(kind=kind, holders=holders, purpose=purpose, building_area_m2=area)


def _printed(building: Any) -> Decimal:
    """Return the area a certificate of the demo prints."""
    return Decimal(str(round(building.gross_area_m2 + building.certificate_error_m2, 2)))


def _unified(book: Book, building: Any) -> None:
    """Tell of a building held by a bureau until the titles were unified in the managing office."""
    unit, opened = book.unit(building), dt.date(2008, 9, 1)
    area = unit.building_area_m2
    right = register.open_right(
        entry=book.entry(opened, "首次登记：新建房屋"),
        unit=unit,
        terms=terms(book.holder("C02"), area=area),
    )
    printed = _printed(building)
    issued = {"issued_by": "示例市房产管理局", "printed_area_m2": printed}
    house = book.certify(unit, "示房权证市字第000101号", "C02", opened, **issued)
    book.certify(unit, "示国用(2008)第00101号", "C02", opened, issued_by="示例市国土资源局")
    register.transfer_right(
        entry=book.entry(UNIFIED_ON, "转移登记：党政机关办公用房权属统一登记", "示府函〔2019〕5号"),
        right=right,
        terms=terms(book.holder(MANAGING_OFFICE), area=area),
    )
    issued = {"issued_by": "示例市自然资源局", "printed_area_m2": printed, "replaces": house.pk}
    book.certify(unit, building.certificate_no, MANAGING_OFFICE, UNIFIED_ON, **issued)


def _shared(book: Book, building: Any) -> None:
    """Tell of a building that three bodies held in shares until one gave its third away."""
    unit, opened = book.unit(building), dt.date(2012, 12, 3)
    thirds = [book.holder(code, Fraction(1, 3)) for code in ("C06", "C07", "C08")]
    right = register.open_right(
        entry=book.entry(opened, "首次登记：新建房屋"),
        unit=unit,
        terms=terms(*thirds, area=unit.building_area_m2),
    )
    register.transfer_right(
        entry=book.entry(UNIFIED_ON, "转移登记：权属统一登记", "示府函〔2019〕5号"),
        right=right,
        terms=terms(
            book.holder(MANAGING_OFFICE, Fraction(2, 3)),
            book.holder("C08", Fraction(1, 3)),
            area=unit.building_area_m2,
        ),
    )
    book.certify(
        unit,
        building.certificate_no,
        MANAGING_OFFICE,
        UNIFIED_ON,
        issued_by="示例市自然资源局",
        printed_area_m2=_printed(building),
    )


def _old(book: Book, building: Any) -> None:
    """Tell of a building with an old house certificate, and of a slip that was corrected."""
    unit, opened = book.unit(building), dt.date(1997, 4, 15)
    slip = register.open_right(
        entry=book.entry(opened, "首次登记"),
        unit=unit,
        terms=terms(book.holder("D03"), area=unit.building_area_m2),
    )
    register.correct_right(
        entry=book.entry(UNIFIED_ON, "更正登记：权利人录入错误"),
        right=slip,
        terms=terms(book.holder(MANAGING_OFFICE), area=unit.building_area_m2),
    )
    book.certify(
        unit,
        building.certificate_no,
        MANAGING_OFFICE,
        opened,
        issued_by="乙区房产管理局",
        printed_area_m2=_printed(building),
    )
    register.restrict(
        entry=book.entry(dt.date(book.campus.today.year, 1, 12), "异议登记"),
        unit=unit,
        terms=RestrictionTerms(
            kind="objection",
            party="乙区教育局",
            organisation=book.parties["D02"].pk,
            document_no="示异〔2026〕1号",
            note="对二层权属有异议，已向法院起诉",
        ),
    )


def _split(book: Book, building: Any) -> None:
    """Tell of a building split into a service hall and the offices above it."""
    unit, opened = book.unit(building), dt.date(2002, 2, 1)
    day = dt.date(book.campus.today.year - 1, 3, 1)
    register.open_right(
        entry=book.entry(opened, "首次登记"),
        unit=unit,
        terms=terms(book.holder(MANAGING_OFFICE), area=unit.building_area_m2),
    )
    whole = book.certify(
        unit,
        building.certificate_no,
        MANAGING_OFFICE,
        dt.date(2021, 3, 1),
        printed_area_m2=_printed(building),
        issued_by="甲县自然资源局",
    )
    hall, offices = register.split_unit(
        entry=book.entry(day, "变更登记：分割", "示机管〔2025〕8号"),
        unit=unit,
        parts=_hall_and_offices(unit, building, day),
    )
    for number, part in ((5, hall), (6, offices)):
        book.certify(
            part,
            f"示({day.year})甲县不动产权第000000{number}号",
            MANAGING_OFFICE,
            day,
            issued_by="甲县自然资源局",
            replaces=whole.pk,
        )


def _hall_and_offices(unit: BAUnit, building: Any, day: dt.date) -> Sequence[UnitPart]:
    """Return the ground floor and what is above it, with their building areas."""
    rooms: dict[bool, list[int]] = {True: [], False: []}
    drawn = RoomVersion.objects.on(day).filter(floor__building=unit.building)
    for room, ordinal in drawn.values_list("room_id", "floor__ordinal"):
        rooms[ordinal == 1].append(room)
    ground = Decimal(str(round(building.floors[0].outline.area, 2)))
    whole = unit.building_area_m2
    assert whole is not None
    return (
        UnitPart(rooms=tuple(rooms[True]), name="便民服务大厅", building_area_m2=ground,
                 purpose="办公服务"),
        UnitPart(rooms=tuple(rooms[False]), name="二、三层办公", building_area_m2=whole - ground,
                 purpose="办公"),
    )  # fmt: skip


def rectangle(west: int, south: int, width: int, depth: int, **said: Any) -> Ground:
    """Return a rectangle of ground beside the campus."""
    ring = ((0, 0), (width, 0), (width, depth), (0, depth))
    return Ground(
        corners=tuple(
            Corner(
                name=f"J{n}",
                easting_m=Decimal(500_200 + west + x),
                northing_m=Decimal(3_310_100 + south + y),
                length_m=Decimal(width if n % 2 else depth),
            )
            for n, (x, y) in enumerate(ring, start=1)
        ),
        srid=SRID,
        area_m2=Decimal(width * depth),
        **{"land_use": "机关团体用地", "address": "甲县示例路 8 号", **said},
    )


def _land(book: Book) -> None:
    """Tell of allocated land that was split in two."""
    opened, day = dt.date(2016, 7, 11), dt.date(book.campus.today.year - 2, 10, 9)
    parcel = register.enter_parcel(
        code="990121002003GB00007",
        ground=rectangle(0, 0, 120, 80),
        right_nature="allocated",
        entry=book.entry(opened, "地籍调查"),
    )
    land = register.enter_unit(entry=book.entry(opened, "单元设定"), parcel=parcel)
    register.open_right(
        entry=book.entry(opened, "首次登记：划拨", "示国土划〔2016〕7号"),
        unit=land,
        terms=terms(book.holder("X02"), kind="3"),
    )
    book.certify(land, "示(2016)甲县不动产权第0000012号", "X02", opened, issued_by="甲县自然资源局")
    register.split_parcel(
        entry=book.entry(day, "变更登记：宗地分割", "示自然资〔2024〕31号"),
        parcel=parcel,
        pieces=[rectangle(0, 0, 70, 80), rectangle(70, 0, 50, 80)],
    )


def _guest_house(book: Book) -> None:
    """Tell of land of two companies that is mortgaged and seized."""
    opened, year = dt.date(2015, 5, 6), book.campus.today.year
    parcel = register.enter_parcel(
        code="990121002003GB00021",
        ground=rectangle(160, 0, 60, 60, land_use="商服用地", address="甲县示例路 12 号"),
        right_nature="granted",
        entry=book.entry(opened, "地籍调查"),
    )
    land = register.enter_unit(entry=book.entry(opened, "单元设定"), parcel=parcel)
    halves = [
        Holder(name=name, identity_no="", share=Fraction(1, 2))
        for name in ("示例发展有限公司", "示例投资有限公司")
    ]
    register.open_right(
        entry=book.entry(opened, "首次登记：出让"),
        unit=land,
        terms=RightTerms(
            kind="3", holders=tuple(halves), purpose="商服用地", term="2015-05-06 起 40 年"
        ),
    )
    register.restrict(
        entry=book.entry(dt.date(year - 3, 8, 1), "抵押权首次登记"),
        unit=land,
        terms=RestrictionTerms(
            kind="mortgage",
            party="示例银行甲县支行",
            document_no=f"示银抵字〔{year - 3}〕第88号",
            amount_yuan=Decimal(12_000_000),
        ),
    )
    register.restrict(
        entry=book.entry(dt.date(year, 2, 10), "查封登记"),
        unit=land,
        terms=RestrictionTerms(
            kind="seizure",
            party="示例市中级人民法院",
            document_no=f"（{year}）示01执23号",
            until=dt.date(year + 3, 2, 10),
        ),
    )
