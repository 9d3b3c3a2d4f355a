"""Who gets which room."""

from .base import RegisterError, gettext_noop


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


class EditedMeanwhile(RegisterError):
    """A room that somebody changed after the page was loaded."""

    code = "edited_meanwhile"
    message = gettext_noop(
        "Somebody changed this room meanwhile (%(by)s): it is %(number)s %(name)s now. What you "
        "typed is kept; saving again writes it over theirs."
    )


class NothingToEdit(RegisterError):
    """An edit that changes nothing."""

    code = "nothing_to_edit"
    message = gettext_noop("Nothing is different from what the register says already.")


class TooLong(RegisterError):
    """A word of a room that is longer than the register keeps."""

    code = "too_long"
    message = gettext_noop("This is too long: the register keeps %(most)s letters of it.")


class NotAUse(RegisterError):
    """A use that is not on the list."""

    code = "not_a_use"
    message = gettext_noop("Choose one of the listed uses.")


class NeitherNumberNorName(RegisterError):
    """A room that nothing would be called by."""

    code = "neither_number_nor_name"
    message = gettext_noop("Give the room a number or a name, or it cannot be found again.")


class NumberTaken(RegisterError):
    """A number that another room of the floor has."""

    code = "number_taken"
    message = gettext_noop(
        "Another room on this floor has number %(number)s on that day or later. Choose another one."
    )


class SomebodyHasIt(RegisterError):
    """A room that is to be a passage while somebody has it."""

    code = "somebody_has_it"
    message = gettext_noop(
        "Room %(room)s is allocated or somebody sits in it; a passage belongs to nobody. Release it "
        "first."
    )
