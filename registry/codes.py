"""The codes of the register: each is parsed into a frozen value or refused with a reason.

RegionCode         行政区划代码       GB/T 2260: 6 digits, 9 for a township, 12 for a village
ParcelCode         宗地代码           19 characters, the first part of a unit's code
UnitCode           不动产单元代码     GB/T 37346-2019, 28 characters
CreditCode         统一社会信用代码   GB 32100-2015, 18 characters with a check character
CertificateNumber  不动产权证号       浙（2020）余杭区不动产权第0130664号
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from registry.errors import (
    CountyWithoutCity,
    LettersDisagree,
    MalformedCertificateNumber,
    MalformedCreditCode,
    MalformedParcelCode,
    MalformedRegionCode,
    MalformedUnitCode,
    NothingBuiltHasANumber,
    ParcelNumberZero,
    UnknownLetter,
    WrongCheckCharacter,
)

# --- division codes ---------------------------------------------------------------------------

REGION = re.compile(r"[1-9][0-9]{5}(?:[0-9]{3}(?:[0-9]{3})?)?", re.ASCII)
REGION_STEPS = (2, 4, 6, 9, 12)  # how many digits name a province, city, county, township, village


@dataclass(frozen=True, slots=True, order=True)
class RegionCode:
    """A division of the country; `text` is the code as it was written."""

    text: str

    @classmethod
    def parse(cls, text: str) -> RegionCode:
        """Return the code in a text, or say why it is none.

        >>> RegionCode.parse(" 990121 ")
        RegionCode(text='990121')
        """
        code = text.strip()
        if not REGION.fullmatch(code):
            raise MalformedRegionCode(value=text)
        parts = [code[start:end] for start, end in pairwise((0, *REGION_STEPS))]
        named = [bool(part.strip("0")) for part in parts if part]
        if named != sorted(named, reverse=True):
            raise CountyWithoutCity(value=text)
        return cls(code)

    @property
    def prefix(self) -> str:
        """Return the digits that every division inside this one begins with.

        >>> [RegionCode.parse(code).prefix for code in ("990000", "990100", "990121", "990121101")]
        ['99', '9901', '990121', '990121101']
        """
        steps = (n for n in REGION_STEPS if n < len(self.text) and not self.text[n:].strip("0"))
        return self.text[: next(steps, len(self.text))]

    @property
    def parents(self) -> tuple[RegionCode, ...]:
        """Return the divisions around this one, nearest first.

        >>> [parent.text for parent in RegionCode.parse("990121101").parents]
        ['990121', '990100', '990000']
        """
        shorter = [n for n in REGION_STEPS if n < len(self.prefix)]
        return tuple(RegionCode(self.text[:n].ljust(6, "0")) for n in reversed(shorter))

    def is_within(self, other: RegionCode) -> bool:
        """Return whether this division is the other one or lies inside it.

        >>> RegionCode.parse("990121").is_within(RegionCode.parse("990100"))
        True
        """
        return self.text.startswith(other.prefix)

    def __str__(self) -> str:
        return self.text


# --- parcels and units ------------------------------------------------------------------------

# Letters as data. Quoted in public copies of GB/T 37346-2019; the 2019 text itself may add to them.
OWNERSHIP = {"G": "国家土地所有权", "J": "集体土地所有权", "Z": "土地所有权未确定或有争议"}
PARCEL_KINDS = {
    "A": "集体土地所有权宗地",
    "B": "建设用地使用权宗地（地表）",
    "S": "建设用地使用权宗地（地上）",
    "X": "建设用地使用权宗地（地下）",
    "C": "宅基地使用权宗地",
    "D": "土地承包经营权宗地（耕地）",
    "E": "土地承包经营权宗地（林地）",
    "F": "土地承包经营权宗地（草地）",
    "H": "海域使用权宗海",
    "G": "无居民海岛使用权海岛",
    "W": "使用权未确定或有争议的宗地",
    "Y": "其他使用权宗地",
}
ONLY_WITH = {"A": "J"}  # a parcel kind that stands with one ownership alone
SEA_KINDS = frozenset("GH")
FIXTURES = {
    "F": "房屋等建筑物、构筑物",
    "L": "森林或林木",
    "Q": "其他类型的定着物",
    "W": "无定着物",
}
NOTHING_BUILT, NO_NUMBER = "W", "00000000"

# What each character of a unit code is: d a digit, a letter stands for itself as a layer's list.
PARCEL_SHAPE = "d" * 12 + "ok" + "d" * 5
UNIT_SHAPE = PARCEL_SHAPE + "f" + "d" * 8
LETTERS = {"o": OWNERSHIP, "k": PARCEL_KINDS, "f": FIXTURES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One part of a code, with what it says."""

    name: str
    value: str
    meaning: str = ""


def _misfit(code: str, shape: str) -> int | None:
    """Return the position of the first character that cannot stand there, counted from 1."""
    for at, (char, want) in enumerate(zip(code, shape, strict=False), start=1):
        fits = char in "0123456789" if want == "d" else "A" <= char <= "Z"
        if not fits:
            return at
    return None if len(code) == len(shape) else min(len(code), len(shape)) + 1


def first_misfit(code: str) -> int | None:
    """Return the position of the first character that no unit code has there; None while all fit.

    >>> first_misfit("990121001001GB"), first_misfit("99012A"), first_misfit("990121001001GK")
    (None, 6, 14)
    """
    for at, (char, want) in enumerate(zip(code, UNIT_SHAPE, strict=False), start=1):
        known = "0123456789" if want == "d" else LETTERS[want]
        if char not in known:
            return at
    return None if len(code) <= len(UNIT_SHAPE) else len(UNIT_SHAPE) + 1


def _check_letters(code: str, shape: str) -> None:
    """Refuse a letter that its list does not have."""
    for at, (char, want) in enumerate(zip(code, shape, strict=True), start=1):
        if want != "d" and char not in LETTERS[want]:
            choices = " ".join(LETTERS[want])
            raise UnknownLetter(value=code, letter=char, position=str(at), choices=choices)


@dataclass(frozen=True, slots=True, order=True)
class ParcelCode:
    """A parcel: county, cadastral district and sub-district, kind and number."""

    text: str

    @classmethod
    def parse(cls, text: str) -> ParcelCode:
        """Return the parcel code in a text, or say why it is none.

        >>> ParcelCode.parse("320282999999GB99999").kind
        'B'
        """
        code = plain(text)
        if misfit := _misfit(code, PARCEL_SHAPE):
            raise MalformedParcelCode(value=text, position=str(misfit))
        _check_letters(code, PARCEL_SHAPE)
        parcel = cls(code)
        parcel._check_parts()
        return parcel

    def _check_parts(self) -> None:
        """Refuse letters that contradict each other and a parcel without a number."""
        wanted = ONLY_WITH.get(self.kind, self.ownership)
        if wanted != self.ownership:
            raise LettersDisagree(
                value=self.text, letter=self.kind, other=self.ownership, choices=wanted
            )
        if not self.number.strip("0"):
            raise ParcelNumberZero(value=self.text)

    @property
    def region_code(self) -> str:
        """Return the county's division code, the first six digits."""
        return self.text[:6]

    @property
    def ownership(self) -> str:
        """Return the first letter: who owns the land."""
        return self.text[12]

    @property
    def kind(self) -> str:
        """Return the second letter: which right the parcel is for."""
        return self.text[13]

    @property
    def number(self) -> str:
        """Return the parcel's number in its sub-district."""
        return self.text[14:19]

    @property
    def layers(self) -> tuple[Layer, ...]:
        """Return the parts of the code in order, explained."""
        kind = f"{OWNERSHIP[self.ownership]}，{PARCEL_KINDS[self.kind]}"
        return (
            Layer(name="县级行政区划", value=self.region_code),
            Layer(name="地籍区", value=self.text[6:9]),
            Layer(name="地籍子区", value=self.text[9:12]),
            Layer(name="宗地特征码", value=self.text[12:14], meaning=kind),
            Layer(name="宗地顺序号", value=self.number),
        )

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True, order=True)
class UnitCode:
    """A real estate unit: a parcel and what stands on it."""

    text: str

    @classmethod
    def parse(cls, text: str) -> UnitCode:
        """Return the unit code in a text, or say why it is none.

        >>> UnitCode.parse("320282 999999 GB99999 F00232555").house
        '2555'
        """
        code = plain(text)
        if misfit := _misfit(code, UNIT_SHAPE):
            raise MalformedUnitCode(value=text, position=str(misfit))
        ParcelCode.parse(code[:19])
        _check_letters(code, UNIT_SHAPE)
        if code[19] == NOTHING_BUILT and code[20:] != NO_NUMBER:
            raise NothingBuiltHasANumber(value=text, digits=code[20:])
        return cls(code)

    @property
    def parcel(self) -> ParcelCode:
        """Return the parcel the unit stands on."""
        return ParcelCode(self.text[:19])

    @property
    def fixture(self) -> str:
        """Return the letter of what stands there."""
        return self.text[19]

    @property
    def building(self) -> str:
        """Return the number of the building 幢号, the first four digits after F."""
        return self.text[20:24]

    @property
    def house(self) -> str:
        """Return the number of the unit in its building 户号, the last four digits."""
        return self.text[24:28]

    @property
    def is_virtual(self) -> bool:
        """Return whether the cadastral districts are zeros, which on land marks a virtual unit."""
        return not self.text[6:12].strip("0") and self.parcel.kind not in SEA_KINDS

    @property
    def layers(self) -> tuple[Layer, ...]:
        """Return the parts of the code in order, explained.

        >>> [layer.value for layer in UnitCode.parse("320282999999GB99999F00232555").layers]
        ['320282', '999', '999', 'GB', '99999', 'F', '00232555']
        """
        what = f"幢号 {self.building}，户号 {self.house}" if self.fixture == "F" else ""
        return (
            *self.parcel.layers,
            Layer(name="定着物特征码", value=self.fixture, meaning=FIXTURES[self.fixture]),
            Layer(name="定着物单元编号", value=self.text[20:], meaning=what),
        )

    def __str__(self) -> str:
        return self.text


# --- unified social credit codes --------------------------------------------------------------

CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015: no I, O, S, V, Z
CREDIT = re.compile(rf"[{CREDIT_ALPHABET}]{{2}}[0-9]{{6}}[{CREDIT_ALPHABET}]{{10}}", re.ASCII)
CREDIT_WEIGHTS = tuple(3**i % len(CREDIT_ALPHABET) for i in range(17))


def check_character(body: str) -> str:
    """Return the 18th character that the first 17 of a credit code call for.

    >>> check_character("91350100M000100Y4")
    '3'
    """
    total = sum(CREDIT_ALPHABET.index(c) * w for c, w in zip(body, CREDIT_WEIGHTS, strict=True))
    return CREDIT_ALPHABET[-total % len(CREDIT_ALPHABET)]


@dataclass(frozen=True, slots=True, order=True)
class CreditCode:
    """The unified social credit code of an organisation."""

    text: str

    @classmethod
    def parse(cls, text: str) -> CreditCode:
        """Return the credit code in a text, or say what is wrong with it.

        >>> CreditCode.parse("91350100m000100y43")
        CreditCode(text='91350100M000100Y43')
        """
        code = plain(text)
        if not CREDIT.fullmatch(code):
            raise MalformedCreditCode(value=text)
        expected = check_character(code[:17])
        if code[17] != expected:
            raise WrongCheckCharacter(value=text, letter=code[17], expected=expected)
        return cls(code)

    def __str__(self) -> str:
        return self.text


# --- certificate numbers ----------------------------------------------------------------------

CERTIFICATE = re.compile(
    r"(?P<province>[一-鿿])\((?P<year>[0-9]{4})\)(?P<place>[一-鿿]+?)"
    r"(?P<kind>不动产权|不动产证明)第(?P<number>[0-9]+)号"
)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class CertificateNumber:
    """The number printed on a real estate certificate or proof of registration."""

    province: str  # 省简称
    year: int
    place: str
    kind: str  # 不动产权 or 不动产证明
    number: str  # seven digits as a rule; leading zeros belong to it

    @classmethod
    def parse(cls, text: str) -> CertificateNumber:
        """Return the number in a text, whatever width its brackets and digits have.

        >>> str(CertificateNumber.parse("浙(2020)余杭区不动产权第 0130664 号"))
        '浙（2020）余杭区不动产权第0130664号'
        """
        found = CERTIFICATE.fullmatch(plain(text))
        if not found:
            raise MalformedCertificateNumber(value=text)
        part = found.groupdict()
        return cls(
            province=part["province"],
            year=int(part["year"]),
            place=part["place"],
            kind=part["kind"],
            number=part["number"],
        )

    def __str__(self) -> str:
        return f"{self.province}（{self.year:04}）{self.place}{self.kind}第{self.number}号"


def plain(text: str) -> str:
    """Return a text in half-width capitals without spaces, as codes are compared."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()
