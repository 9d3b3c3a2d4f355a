"""Acts that the register of titles refuses."""

from .base import RegisterError, gettext_noop


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


class ConsentMissing(TitleError):
    """An act on what serves somebody who has not agreed."""

    code = "consent_missing"
    message = gettext_noop(
        "This needs the written consent of whom a mortgage or priority notice serves: %(missing)s. "
        "File each consent and name it."
    )


class LandSplitsWithItsParcel(TitleError):
    """A split of a unit on which nothing is built."""

    code = "land_splits_with_its_parcel"
    message = gettext_noop(
        "Nothing is built on unit %(unit)s. Split its parcel; the unit follows by itself."
    )


class UnitLiesAcross(TitleError):
    """A split of a parcel that would cut through a unit of several buildings."""

    code = "unit_lies_across"
    message = gettext_noop(
        "Unit %(unit)s covers buildings on several of the new parcels. Split the unit first, or "
        "keep its buildings on one parcel."
    )


class UnitCodeFault(TitleError):
    """A unit code that contradicts the register."""

    code = "unit_code_fault"
    message = gettext_noop("Unit code %(unit)s does not fit: %(faults)s.")


class ExceptionStillNeeded(TitleError):
    """An exception without which the ground would contradict the register."""

    code = "exception_still_needed"
    message = gettext_noop(
        "The parcels still overlap by %(area)s m²: correct their boundaries first."
    )


class ExceptionHasEnded(TitleError):
    """An exception that holds no more, or has not held for a day."""

    code = "exception_has_ended"
    message = gettext_noop("This exception has ended, or began today: it ends tomorrow or later.")


class NumbersUsedUp(TitleError):
    """A parcel or building with no number left."""

    code = "numbers_used_up"
    message = gettext_noop("No number is left under %(prefix)s.")
