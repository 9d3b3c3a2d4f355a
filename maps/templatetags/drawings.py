"""How what was read in a drawing is said on its review page."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.translation import gettext as _

from registry.templatetags.measures import square_metres

register = template.Library()

# Printed areas carry one or two decimals and are often rounded up; less than this is no difference.
PRINTED_DIFFERS_M2 = 0.1

UNITS = {
    "mm": lambda: _("Millimetre"),
    "cm": lambda: _("Centimetre"),
    "m": lambda: _("Metre"),
    "inch": lambda: _("Inch"),
    "foot": lambda: _("Foot"),
}
SEVERITIES = {
    "error": lambda: _("Error"),
    "warning": lambda: _("Warning"),
    "info": lambda: _("Remark"),
}
TAGS = {"error": "bad", "warning": "warn", "info": "info"}
STATE_TAGS = {
    "read": "warn",
    "failed": "bad",
    "accepted": "good",
    "discarded": "",
    "reading": "info",
}


@register.filter
def unit_name(unit: str) -> str:
    """Return a drawing unit in words."""
    return UNITS[unit]() if unit in UNITS else unit


@register.simple_tag
def drawing_units() -> list[tuple[str, str]]:
    """Return the units a drawing can be read in, as codes with words."""
    return [(code, word()) for code, word in UNITS.items()]


@register.filter
def severity_name(severity: str) -> str:
    """Return how grave a note is, in words."""
    return SEVERITIES[severity]()


@register.filter
def severity_tag(severity: str) -> str:
    """Return the look of a note's severity."""
    return TAGS[severity]


@register.filter
def state_tag(state: str) -> str:
    """Return the look of how far a drawing has come."""
    return STATE_TAGS.get(state, "info")


@register.filter
def read_area(area: float | None) -> str:
    """Return an area of a reading as the register will round it, or a dash when there is none.

    >>> read_area(18.245), read_area(None)
    ('18.25', '–')
    """
    return square_metres(None if area is None else Decimal(str(area)))


@register.filter
def percent(share: float) -> str:
    """Return a share of one as a whole percentage.

    >>> percent(0.954)
    '95 %'
    """
    return f"{round(share * 100)} %"


@register.filter
def differs_from(measured: float, printed: float | None) -> bool:
    """Return whether a measured area is another than the printed one.

    >>> differs_from(18.24, 18.2), differs_from(18.24, 19.0), differs_from(18.24, None)
    (False, True, False)
    """
    return printed is not None and abs(measured - printed) > PRINTED_DIFFERS_M2
