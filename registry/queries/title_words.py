"""The words of the register of titles by their codes, in the reader's language."""

from __future__ import annotations

from registry.models import (
    Act,
    CertificateKind,
    Descent,
    RestrictionKind,
    RightKind,
    RightNature,
    Sharing,
)

CHOICES = {
    "act": Act,
    "certificate": CertificateKind,
    "descent": Descent,
    "restriction": RestrictionKind,
    "right": RightKind,
    "nature": RightNature,
    "sharing": Sharing,
}


def word(table: str, code: str) -> str:
    """Return the word of a code, or the code itself when its table does not know it."""
    choices = CHOICES[table]
    return str(choices(code).label) if code in choices.values else code


def choices(table: str) -> list[tuple[str, str]]:
    """Return the codes of a table with their words, for a list to choose from."""
    return [(code, str(label)) for code, label in CHOICES[table].choices]
