"""What the register refuses, one class per cause, in words that say what to do next.

code     a stable name of the cause, for pages, logs and the API
message  an English template with %(named)s fields; a view translates it and fills in `fields`

    raise UnknownRegion(value="9901")        # in the register
    _(error.message) % error.fields          # in a view
"""

from collections.abc import Sequence
from typing import Any, ClassVar


def gettext_noop(text: str) -> str:
    """Return the text as it is: the name lets `makemessages` find it without Django."""
    return text


class RegisterError(Exception):
    """Anything the register refuses.

    >>> error = RegisterError()
    >>> error.code, str(error)
    ('refused', 'The register refused this. Look at the fields marked and try again.')
    """

    code: ClassVar[str] = "refused"
    message: ClassVar[str] = gettext_noop(
        "The register refused this. Look at the fields marked and try again."
    )

    def __init__(self, **fields: str) -> None:
        self.fields: dict[str, str] = fields
        super().__init__(self.message % fields)


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


class NotAnArea(RegisterError):
    """Something that is no area: not a number, not finite or below zero."""

    code = "not_an_area"
    message = gettext_noop("%(value)s is not an area. Give square metres, zero or more.")


class UnusableStandard(RegisterError):
    """A standard that cannot be used as it stands."""

    code = "standard"
    message = gettext_noop("The standard cannot be used. Check its file.")


class BadRulePack(UnusableStandard):
    """A rule pack whose data does not say what a rule pack must say."""

    code = "rule_pack_bad"
    message = gettext_noop("Rule pack %(pack)s: %(where)s %(problem)s. Correct the file.")


class LimitAboveCap(UnusableStandard):
    """A local decision that grants more than the pack above it allows."""

    code = "limit_above_cap"
    message = gettext_noop(
        "Rule pack %(pack)s grants %(rank)s %(limit)s m², but %(above)s allows at most %(cap)s m² "
        "(%(clause)s). Lower the limit or attach the approval as its own pack."
    )


class NoFormula(UnusableStandard):
    """A quota that no pack in force can work out."""

    code = "no_formula"
    message = gettext_noop(
        "No rule pack in force on %(day)s gives %(what)s for %(level)s in %(region)s. "
        "Load the local decision and try again."
    )


class BadEstablishment(RegisterError):
    """An establishment that is not written as ranks with headcounts."""

    code = "establishment_bad"
    message = gettext_noop("“%(part)s” %(problem)s. Write the establishment like M3=1,M4=3,M5=96.")


class NotPermitted(RegisterError):
    """An act that the account's role does not include."""

    code = "not_permitted"
    message = gettext_noop("Your role may not do this (%(permission)s). Ask somebody whose does.")


class OutsideScope(RegisterError):
    """An act on something outside the account's division."""

    code = "outside_scope"
    message = gettext_noop("This lies outside your division; nothing was changed.")


class MoveRefused(RegisterError):
    """A finding asked to go where its state does not lead."""

    code = "move_refused"
    message = gettext_noop(
        "A finding that stands at “%(here)s” cannot go to “%(there)s”. Open it and look at its "
        "history."
    )


class StillThere(RegisterError):
    """A finding said to be resolved while the register still shows its cause."""

    code = "still_there"
    message = gettext_noop(
        "The register still shows the cause of this finding. Enter what changed (seat, allocation "
        "or plan) first; nothing was closed."
    )


class SameHands(RegisterError):
    """A change of a rule pack approved by whoever proposed it."""

    code = "same_hands"
    message = gettext_noop("A rule pack is proposed by one person and approved by another.")


class CaseMoveRefused(RegisterError):
    """A case asked to do what its stage, its kind or the account's job does not allow."""

    code = "case_move_refused"
    message = gettext_noop(
        "From where this case stands you cannot do this (%(event)s). Load its page again: somebody "
        "may have moved it meanwhile."
    )


class StoppedByRules(RegisterError):
    """A case that may not move before something is put right; `results` are what the rules say."""

    code = "stopped_by_rules"
    message = gettext_noop("%(count)s rules stop this. They are listed on the page of the case.")

    def __init__(self, results: Sequence[Any]) -> None:
        self.results = tuple(results)
        super().__init__(count=str(len(self.results)))


class SameHandsOnCase(RegisterError):
    """A case approved or registered by whoever accepted or reviewed it."""

    code = "same_hands_on_case"
    message = gettext_noop(
        "You accepted or reviewed this case: another person approves and registers it."
    )


class FormClosed(RegisterError):
    """A form typed into after the case was accepted."""

    code = "form_closed"
    message = gettext_noop(
        "This case has been accepted; its form is closed. Ask for a correction to open it again."
    )


class NotADocument(RegisterError):
    """A file that is none of the kinds a case file takes."""

    code = "not_a_document"
    message = gettext_noop(
        "“%(name)s” is not a PDF, JPEG, PNG, TIFF or OFD file, whatever its name says. Scan or "
        "export it again."
    )


class DocumentTooLarge(RegisterError):
    """A file larger than a scan may be."""

    code = "document_too_large"
    message = gettext_noop("“%(name)s” is larger than %(limit)s MB. Scan it with less resolution.")


class NoTitleOffice(RegisterError):
    """A division for which no registry is set up."""

    code = "no_title_office"
    message = gettext_noop("No registry is set up for %(region)s. Ask a system administrator.")


class ReasonMissing(RegisterError):
    """A refusal without its reasons."""

    code = "reason_missing"
    message = gettext_noop("State the reasons: the applicant gets them in writing.")


class NothingMissing(RegisterError):
    """A notice of correction that would ask for nothing."""

    code = "nothing_missing"
    message = gettext_noop("Nothing is missing. Name what is to be corrected, or accept the case.")
