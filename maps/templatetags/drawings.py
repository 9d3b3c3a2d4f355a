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
ROLES = {
    "room_outline": lambda: _("Room outline"),
    "gross_outline": lambda: _("Outline around many rooms"),
    "wall": lambda: _("Wall"),
    "window": lambda: _("Window or glazing"),
    "door": lambda: _("Door"),
    "opening": lambda: _("Doors and windows"),
    "column": lambda: _("Column"),
    "room_text": lambda: _("Room texts"),
    "room_number": lambda: _("Room number"),
    "room_name": lambda: _("Room name"),
    "room_area": lambda: _("Room area"),
    "tag": lambda: _("Tags of doors and things"),
    "furniture": lambda: _("Furniture"),
    "stair": lambda: _("Stair"),
    "axis": lambda: _("Axes"),
    "dimension": lambda: _("Dimensions"),
    "frame": lambda: _("Frame and title block"),
    "hatch": lambda: _("Hatching"),
    "other": lambda: _("Ignore"),
    "unknown": lambda: _("Not known"),
}
TOLD_BY = {
    "person": lambda: _("by hand"),
    "profile": lambda: _("from the profile"),
    "name": lambda: _("from its name"),
    "drawn": lambda: _("from what is drawn"),
}
GAPS = {
    "door": lambda: _("Door"),
    "window": lambda: _("Window"),
    "drafting": lambda: _("Lines that nearly meet"),
    "facing": lambda: _("Opening without door or window"),
    "corner": lambda: _("Opening beside a crossing wall"),
    "wide": lambda: _("Wide opening between two labelled rooms"),
    "open": lambda: _("Wider than an opening, without door or window"),
}
PARTS = {
    "rooms": lambda: _("Rooms"),
    "walls": lambda: _("Walls, columns, windows and doorways"),
    "small_space": lambda: _(
        "Closed spaces under 3 m² with neither label nor door (shafts, niches)"
    ),
    "unnamed_space": lambda: _("Closed spaces with neither label nor door"),
    "without_outline": lambda: _("Places wider than a wall in no room outline"),
    "outline": lambda: _("Floor outline"),
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
def role_name(role: str) -> str:
    """Return what a layer is for, in words."""
    return ROLES[role]() if role in ROLES else role


@register.filter
def told_name(told_by: str) -> str:
    """Return what told the role of a layer, in words."""
    return TOLD_BY[told_by]() if told_by in TOLD_BY else "–"


@register.filter
def gap_name(kind: str) -> str:
    """Return what told that a gap is an opening, in words."""
    return GAPS[kind]() if kind in GAPS else kind


@register.filter
def part_name(kind: str) -> str:
    """Return what a part of a floor's area is, in words."""
    return PARTS[kind]() if kind in PARTS else kind


@register.filter
def of_scope(prefix: str) -> str:
    """Return a beginning of division codes as it is read: 9901 stands for 9901….

    >>> of_scope("9901")
    '9901…'
    """
    return f"{prefix}…" if prefix else str(_("everywhere"))


@register.filter
def signed_area(area: float | None) -> str:
    """Return a difference of areas with its sign.

    >>> signed_area(-0.305), signed_area(None)
    ('−0.31', '–')
    """
    if area is None:
        return "–"
    size = read_area(abs(area))
    return size if size == "0.00" else f"{'+' if area > 0 else '−'}{size}"


@register.filter
def fine_percent(share: float) -> str:
    """Return a share of one as a percentage with one decimal.

    >>> fine_percent(0.0547)
    '5.5 %'
    """
    return f"{share * 100:.1f} %"


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
