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


class NotAPaper(RegisterError):
    """A file shown with a step that is neither a PDF nor a photo, by its content."""

    code = "not_a_paper"
    message = gettext_noop(
        "“%(name)s” is no PDF, JPEG or PNG of at most %(most)s MB, whatever its name says. Scan or "
        "export it as one of these."
    )


class NoOrganisation(RegisterError):
    """A finding that belongs to no organisation and so to no batch."""

    code = "no_organisation"
    message = gettext_noop("No organisation answers for this finding; decide on it by itself.")


class AlreadyInABatch(RegisterError):
    """A finding asked into a second batch."""

    code = "already_in_a_batch"
    message = gettext_noop("This finding is in the batch due on %(deadline)s already.")


class SameHands(RegisterError):
    """A change of a rule pack approved by whoever proposed it."""

    code = "same_hands"
    message = gettext_noop("A rule pack is proposed by one person and approved by another.")


class NotALength(RegisterError):
    """Something that no laser meter shows as the length of a room."""

    code = "not_a_length"
    message = gettext_noop(
        "“%(value)s” is not a length. Give metres with at most three decimals, from 0.1 to 100."
    )


class SameIdOtherContent(RegisterError):
    """A record under an id that stands for another one already."""

    code = "same_id_other_content"
    message = gettext_noop(
        "Record %(uid)s is in the register with other content. The earlier one stays; record this "
        "visit anew."
    )


class NotAPhoto(RegisterError):
    """An upload that is no picture a page can show."""

    code = "not_a_photo"
    message = gettext_noop("This is not a JPEG or PNG image, or it is damaged. Take it again.")


class TooLarge(RegisterError):
    """An upload larger than what is taken."""

    code = "too_large"
    message = gettext_noop(
        "This photo is larger than %(most)s MB. Take it with a lower resolution."
    )


class NotOnYourPlan(RegisterError):
    """A record of a room that no open plan sends this inspector to."""

    code = "not_on_your_plan"
    message = gettext_noop(
        "No open inspection plan sends you to this room. Ask whoever made the plan."
    )


class NothingToVisit(RegisterError):
    """An inspection plan without a room in it."""

    code = "nothing_to_visit"
    message = gettext_noop("Choose at least one room of your division.")


class NotAnInspector(RegisterError):
    """Somebody sent to rooms whose role or division does not reach there."""

    code = "not_an_inspector"
    message = gettext_noop(
        "%(name)s may not inspect there. Choose an inspector whose division has the rooms."
    )


class UnreadableRecord(RegisterError):
    """A record that is not written as a phone writes it."""

    code = "unreadable_record"
    message = gettext_noop("The record cannot be read (%(part)s). Update the page and try again.")


class TitleError(RegisterError):
    """Anything the register of titles refuses to write."""

    code = "title"


class SharesDoNotSum(TitleError):
    """Shares that are more or less than the whole."""

    code = "shares_do_not_sum"
    message = gettext_noop(
        "The shares sum to %(sum)s; they must sum to exactly 1. Correct the shares."
    )


class NoHolder(TitleError):
    """A right for nobody, or for the same party twice."""

    code = "holders_unclear"
    message = gettext_noop("Name each holder once, and at least one.")


class UnitRetired(TitleError):
    """An act on a unit that is no longer there."""

    code = "unit_retired"
    message = gettext_noop(
        "Unit %(unit)s no longer exists. Act on the unit that came from it; its page names it."
    )


class AlreadyHeld(TitleError):
    """A second right to hold a unit."""

    code = "already_held"
    message = gettext_noop("Unit %(unit)s is held already. Transfer or cancel the present right.")


class NoLiveRight(TitleError):
    """An act that needs a right that is registered now."""

    code = "no_live_right"
    message = gettext_noop(
        "Unit %(unit)s has no registered right. Begin with a first registration."
    )


class EntryIsClosed(TitleError):
    """An act on an entry that the register no longer holds."""

    code = "entry_is_closed"
    message = gettext_noop(
        "Somebody has changed or ended this entry since. Open the unit again and look at it."
    )


class DayTooEarly(TitleError):
    """An act that would take effect before what it changes began."""

    code = "day_too_early"
    message = gettext_noop("This cannot take effect before %(begins)s, when the entry began.")


class UnitIsSeized(TitleError):
    """A disposal of a unit that a court holds."""

    code = "unit_is_seized"
    message = gettext_noop(
        "Unit %(unit)s is under seizure (%(document)s). Wait for its end, or name the court's order."
    )


class TooFewParts(TitleError):
    """A split into less than two parts, or a merge of less than two things."""

    code = "too_few_parts"
    message = gettext_noop("A split or merge needs at least two parts.")


class HoldersDiffer(TitleError):
    """A merge of units that are not held alike."""

    code = "holders_differ"
    message = gettext_noop(
        "Units merge only when the same holders hold them in the same shares. Transfer first."
    )


class PartsDoNotFit(TitleError):
    """Parts that are not exactly what is there."""

    code = "parts_do_not_fit"
    message = gettext_noop("The parts must be exactly what is there: check %(what)s.")


class RestrictionInTheWay(TitleError):
    """A split or merge of what carries a restriction that cannot simply be carried over."""

    code = "restriction_in_the_way"
    message = gettext_noop(
        "Unit %(unit)s carries a restriction (%(document)s). Lift it or settle it first."
    )


class UnitCodeFault(TitleError):
    """A unit code that contradicts the register."""

    code = "unit_code_fault"
    message = gettext_noop("Unit code %(unit)s does not fit: %(faults)s.")


class NumbersUsedUp(TitleError):
    """A parcel or building with no number left."""

    code = "numbers_used_up"
    message = gettext_noop("No number is left under %(prefix)s.")


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


# --- who gets which room ----------------------------------------------------------


class NoReason(RegisterError):
    """An act on a room without a reason."""

    code = "no_reason"
    message = gettext_noop("State a reason; it stays with the record.")


class RoomNotThere(RegisterError):
    """A room that does not exist on the day."""

    code = "room_not_there"
    message = gettext_noop("There is no such room on %(day)s. Choose another day.")


class RoomTaken(RegisterError):
    """A room that another organisation has on the day or later."""

    code = "room_taken"
    message = gettext_noop(
        "Room %(room)s is allocated to %(holder)s (from %(since)s). Release it first."
    )


class NothingToRelease(RegisterError):
    """A room that nobody has on the day."""

    code = "nothing_to_release"
    message = gettext_noop("Room %(room)s is allocated to nobody on %(day)s.")


class StillSeated(RegisterError):
    """A room that people still sit in."""

    code = "still_seated"
    message = gettext_noop(
        "People still sit in room %(room)s on or after %(day)s (%(count)s). Move them first."
    )


class PassageCannotBeAllocated(RegisterError):
    """A corridor or a stair given to an organisation."""

    code = "passage"
    message = gettext_noop("%(room)s is a passage; passages are allocated to nobody.")


class SeatBarred(RegisterError):
    """A seat in a room that is not for the person; the subclasses say why."""

    code = "seat_barred"
    message = gettext_noop("%(person)s may not sit in room %(room)s.")


class NotAnOffice(SeatBarred):
    """A room that is used for something else."""

    code = "not_an_office"
    message = gettext_noop("Room %(room)s is no office.")


class BehindADoor(SeatBarred):
    """A space that counts with the office it is reached through."""

    code = "behind_a_door"
    message = gettext_noop(
        "Room %(room)s is reached only through room %(named)s and counts with it."
    )


class AllocatedToNobody(SeatBarred):
    """A room no organisation has."""

    code = "allocated_to_nobody"
    message = gettext_noop(
        "Room %(room)s is allocated to no organisation. Allocate it to %(organisation)s first."
    )


class WithAnotherOrganisation(SeatBarred):
    """A room of another organisation than the person's."""

    code = "another_organisation"
    message = gettext_noop("Room %(room)s belongs to %(named)s, not to %(organisation)s.")


class SitsHereAlready(SeatBarred):
    """A room the person sits in already."""

    code = "sits_here"
    message = gettext_noop("%(person)s sits in room %(room)s already.")


class HasLeft(SeatBarred):
    """Somebody who no longer works here."""

    code = "has_left"
    message = gettext_noop("%(person)s left on %(named)s.")


class NoPost(SeatBarred):
    """Somebody without a post on the day."""

    code = "no_post"
    message = gettext_noop("%(person)s holds no post on %(day)s.")


class WouldBeOver(RegisterError):
    """A seat that would put a room over the limit without an approval."""

    code = "would_be_over"
    message = gettext_noop(
        "Room %(room)s would be over by %(excess)s m²: %(area)s m² against %(limit)s m² "
        "(%(document)s %(clause)s). Choose a smaller room, or state the number of the approval."
    )


class MovesLater(RegisterError):
    """A person whose next move is entered already."""

    code = "moves_later"
    message = gettext_noop(
        "%(person)s has another seat from %(since)s on. Choose a later day, or undo that first."
    )


class NotSeated(RegisterError):
    """A person who does not sit in the room on the day."""

    code = "not_seated"
    message = gettext_noop("%(person)s does not sit in room %(room)s on %(day)s.")


class BeganThatDay(RegisterError):
    """Something ended before it began."""

    code = "began_that_day"
    message = gettext_noop(
        "What is to end began on %(since)s. Choose a later day, or undo what was entered then."
    )


class ChangedSince(RegisterError):
    """An act that cannot be undone because something was done on top of it."""

    code = "changed_since"
    message = gettext_noop(
        "Something was changed after this, so it cannot be undone. Enter the opposite instead."
    )


class UndoneAlready(RegisterError):
    """An act undone twice."""

    code = "undone_already"
    message = gettext_noop("This was undone already.")
