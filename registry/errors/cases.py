"""Moves and papers that a title case refuses."""

from collections.abc import Sequence
from typing import Any

from .base import RegisterError, gettext_noop


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


class ScanNotShown(RegisterError):
    """A scan of which no picture can be made; it can be downloaded all the same."""

    code = "scan_not_shown"
    message = gettext_noop("No picture can be made of this file. Download it to see it.")


class NoPdfReader(ScanNotShown):
    """A PDF on a machine without the programs that draw its pages."""

    code = "no_pdf_reader"
    message = gettext_noop(
        "The server cannot draw PDF pages: poppler-utils is not installed. Download the file to "
        "see it."
    )


class ScanUnreadable(ScanNotShown):
    """A scan that says what it is at its beginning and is broken further on."""

    code = "scan_unreadable"
    message = gettext_noop(
        "This file is broken, locked or too large to be drawn. Download it to look, and ask for a "
        "better scan."
    )
