"""Areas, standards, findings and who may act on them."""

from .base import RegisterError, gettext_noop


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
