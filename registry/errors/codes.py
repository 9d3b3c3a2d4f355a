"""Codes and numbers that are not written as their standard says."""

from .base import RegisterError, gettext_noop


class CodeError(RegisterError):
    """A code that is not written as its standard wants it; `value` is what was typed."""

    code = "code"
    message = gettext_noop("“%(value)s” is not a well-formed code. Compare it with the document.")


class MalformedRegionCode(CodeError):
    """A division code of the wrong length, or with something that is no digit."""

    code = "region_code_malformed"
    message = gettext_noop(
        "“%(value)s” is not a division code: write 6, 9 or 12 digits, the first not 0."
    )


class CountyWithoutCity(CodeError):
    """A division code that names a part below a level it leaves empty."""

    code = "region_code_has_a_gap"
    message = gettext_noop(
        "“%(value)s” names a part of a division that it leaves as zeros. Check the middle digits."
    )


class MalformedUnitCode(CodeError):
    """A real estate unit code of the wrong length or with the wrong kind of character."""

    code = "unit_code_malformed"
    message = gettext_noop(
        "“%(value)s” is not a real estate unit code: it has 28 characters, the parcel code (19), "
        "one letter and 8 digits. Character %(position)s is the first that does not fit."
    )


class MalformedParcelCode(CodeError):
    """A parcel code of the wrong length or with the wrong kind of character."""

    code = "parcel_code_malformed"
    message = gettext_noop(
        "“%(value)s” is not a parcel code: it has 19 characters, 12 digits, two letters and 5 "
        "digits. Character %(position)s is the first that does not fit."
    )


class UnknownLetter(CodeError):
    """A letter that the code's list of kinds does not have."""

    code = "code_letter_unknown"
    message = gettext_noop(
        "“%(value)s” has “%(letter)s” at character %(position)s; choose one of %(choices)s."
    )


class LettersDisagree(CodeError):
    """Two letters of a parcel code that never stand together."""

    code = "code_letters_disagree"
    message = gettext_noop(
        "“%(value)s” joins %(letter)s with %(other)s; %(letter)s stands only with %(choices)s."
    )


class ParcelNumberZero(CodeError):
    """A parcel that has no number in its sequence."""

    code = "parcel_number_zero"
    message = gettext_noop(
        "“%(value)s” has the parcel number 00000; parcels are numbered 00001 to 99999."
    )


class NothingBuiltHasANumber(CodeError):
    """A unit without anything built on it that still numbers a building."""

    code = "unit_without_building_is_numbered"
    message = gettext_noop(
        "“%(value)s” says W (nothing built) and must end in 00000000, not %(digits)s."
    )


class MalformedCreditCode(CodeError):
    """A unified social credit code of the wrong length or with a letter it never uses."""

    code = "credit_code_malformed"
    message = gettext_noop(
        "“%(value)s” is not a unified social credit code: it has 18 characters, digits and capital "
        "letters other than I, O, S, V and Z."
    )


class WrongCheckCharacter(CodeError):
    """A unified social credit code whose last character does not follow from the others."""

    code = "credit_code_check_character"
    message = gettext_noop(
        "“%(value)s” ends in %(letter)s but should end in %(expected)s: a character was mistyped. "
        "Compare it with the certificate."
    )


class MalformedCertificateNumber(CodeError):
    """A certificate number that does not follow the printed pattern."""

    code = "certificate_number_malformed"
    message = gettext_noop(
        "“%(value)s” is not a certificate number: "
        "write it like 浙（2020）余杭区不动产权第0130664号."
    )
