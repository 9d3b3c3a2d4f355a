"""Visits to rooms and what phones send of them."""

from .base import RegisterError, gettext_noop


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
