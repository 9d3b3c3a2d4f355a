"""Why the register refuses something, at the root."""

from typing import ClassVar


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
