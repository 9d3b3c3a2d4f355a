"""What becomes of rooms nobody needs."""

from .base import RegisterError, gettext_noop


class EndedAlready(RegisterError):
    """A letting or plan that has ended, or was taken back."""

    code = "ended_already"
    message = gettext_noop("This has ended already. Load the page again to see how it stands.")


class StillRunning(RegisterError):
    """Something opened again that never ended."""

    code = "still_running"
    message = gettext_noop("This has not ended; there is nothing to open again.")


class EndsBeforeItBegins(RegisterError):
    """A day of ending before the first."""

    code = "ends_before_it_begins"
    message = gettext_noop("It began on %(since)s: it cannot have ended before.")


class NotItsRoom(RegisterError):
    """A room put on the certificate of an organisation that never used it."""

    code = "not_its_room"
    message = gettext_noop(
        "Only rooms that %(organisation)s uses or has used stand on its certificate."
    )
