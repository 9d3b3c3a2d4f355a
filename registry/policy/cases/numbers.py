"""编号: how cases, notices and certificates are numbered, one series a year for each office."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from registry.codes import CertificateNumber

CERTIFICATE_DIGITS = 7  # 不动产权第0130664号
CASE_DIGITS = 6
ARCHIVE_DIGITS = 4


class Series(StrEnum):
    """What is counted."""

    CASE = "case"  # 受理编号
    NOTICE = "notice"  # 告知书编号
    CERTIFICATE = "certificate"  # 不动产权证书号
    PROOF = "proof"  # 不动产登记证明号
    ENTRY = "entry"  # 登簿编号


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The registry that numbers: its division, and the two names that stand in its numbers."""

    region_code: str
    province: str  # 省简称, one character
    place: str  # 市、县、区全称


def case_number(office: Office, year: int, kind: str, number: int) -> str:
    """Return the number under which a case is received: division, year, kind, order.

    >>> case_number(Office(region_code="990100", province="示", place="示例市"), 2026, "200", 17)
    '990100-2026-200-000017'
    """
    return f"{office.region_code}-{year}-{kind}-{number:0{CASE_DIGITS}}"


def notice_number(office: Office, year: int, number: int) -> str:
    """Return the number of a written notice.

    >>> notice_number(Office(region_code="990100", province="示", place="示例市"), 2026, 3)
    '示例市不动产告〔2026〕3号'
    """
    return f"{office.place}不动产告〔{year}〕{number}号"


def certificate_number(office: Office, year: int, number: int, *, is_proof: bool = False) -> str:
    """Return the number printed on a certificate, or on a proof of registration.

    >>> certificate_number(Office(region_code="990100", province="示", place="示例市"), 2026, 8)
    '示（2026）示例市不动产权第0000008号'
    """
    return str(
        CertificateNumber(
            province=office.province,
            year=year,
            place=office.place,
            kind="不动产证明" if is_proof else "不动产权",
            number=f"{number:0{CERTIFICATE_DIGITS}}",
        )
    )


def archive_place(box: str, shelf: str) -> str:
    """Return where a paper file stands, as it is written on its back.

    >>> archive_place("2026-12", "A-03")
    'A-03 / 2026-12'
    """
    return f"{shelf} / {box}"


def as_of_day(pattern: str, day: dt.date) -> str:
    """Return the name of an archive box or shelf for a day: {year} and {month} are filled in.

    >>> as_of_day("{year}-{month}", dt.date(2026, 7, 1))
    '2026-07'
    """
    return pattern.replace("{year}", str(day.year)).replace("{month}", f"{day.month:02}")
