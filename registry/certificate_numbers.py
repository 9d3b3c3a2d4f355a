"""Numbers of every kind of certificate in use, in full or half width.

不动产权证、不动产证明   浙（2020）余杭区不动产权第0130664号      since 2015
房屋所有权证             示房权证区字第000003号                  older, still valid
土地使用证               示国用（2005）第00123号, 示集用（…）     older, still valid
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from registry.codes import CertificateNumber
from registry.errors import MalformedCertificateNumber

HOUSE = re.compile(
    r"(?P<place>[一-鿿]*?)房权证(?P<series>[一-鿿A-Z]*?)字?第?(?P<number>[0-9A-Z-]+)号?"
)
LAND = re.compile(
    r"(?P<place>[一-鿿]*?)(?P<series>[国集])用\((?P<year>[0-9]{4})\)字?第?(?P<number>[0-9A-Z-]+)号?"
)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class OldNumber:
    """The number of a house ownership or land use certificate from before 2015."""

    kind: str  # house or land
    place: str
    series: str  # what stands before 字, or 国 and 集
    year: int | None
    number: str

    def __str__(self) -> str:
        if self.kind == "land":
            return f"{self.place}{self.series}用（{self.year}）第{self.number}号"
        return f"{self.place}房权证{self.series}字第{self.number}号"


def certificate_number(text: str) -> CertificateNumber | OldNumber:
    """Return the number of any kind of certificate, whatever width it is written in.

    >>> str(certificate_number("示国用(2005)第 00123 号"))
    '示国用（2005）第00123号'
    >>> str(certificate_number("示房权证区字第０００００３号"))
    '示房权证区字第000003号'
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    if found := HOUSE.fullmatch(plain):
        part = found.groupdict()
        return OldNumber(
            kind="house",
            place=part["place"],
            series=part["series"],
            year=None,
            number=part["number"],
        )
    if found := LAND.fullmatch(plain):
        part = found.groupdict()
        return OldNumber(
            kind="land",
            place=part["place"],
            series=part["series"],
            year=int(part["year"]),
            number=part["number"],
        )
    return CertificateNumber.parse(text)


def kind_of(text: str) -> str:
    """Return the kind of certificate that a number belongs to.

    >>> kind_of("示(2019)示例市不动产证明第0000001号")
    'proof'
    """
    try:
        number = certificate_number(text)
    except MalformedCertificateNumber:
        return "none"
    if isinstance(number, OldNumber):
        return number.kind
    return "proof" if number.kind == "不动产证明" else "real_estate"
