"""The words the map's scripts say, in the reader's language, with `_one` and `_other` by number."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from maps import desk_words
from maps.templatetags.rooms import STATES

register = template.Library()


def counted() -> dict[str, tuple[str, str]]:
    """Return the phrases with a number, as singular and plural."""
    return {
        "n_rooms": (ngettext("{n} room", "{n} rooms", 1), ngettext("{n} room", "{n} rooms", 2)),
        "n_floors": (
            ngettext("{n} floor", "{n} floors", 1),
            ngettext("{n} floor", "{n} floors", 2),
        ),
        "n_over": (_("{n} over"), _("{n} over")),
        "n_idle": (_("{n} idle"), _("{n} idle")),
        "idle_months": (
            ngettext("Idle for {n} month", "Idle for {n} months", 1),
            ngettext("Idle for {n} month", "Idle for {n} months", 2),
        ),
    }


def plain() -> dict[str, str]:
    """Return the words without a number."""
    return {
        "app": _("Fangtu"),
        "rooms": _("Rooms"),
        "area": _("Net area"),
        "over": _("Over standard"),
        "idle": _("Idle"),
        "limit": _("Limit"),
        "excess": _("Excess"),
        "legend": _("Legend"),
        "divisions": _("Divisions"),
        "courtyards": _("Courtyards"),
        "buildings": _("Buildings"),
        "floors": _("Floors"),
        "other_buildings": _("Other buildings in this courtyard"),
        "no_premises": _("no premises"),
        "no_plan": _("no drawing"),
        "no_number": _("no number"),
        "table_of_rooms": _("Rooms of this floor"),
        "column_number": pgettext("of a room", "Number"),
        "column_name": pgettext("of a room", "Name"),
        "column_organisation": _("Organisation"),
        "column_area_m2": _("Area m²"),
        "column_limit_m2": _("Limit m²"),
        "column_excess_m2": _("Excess m²"),
        "column_state": pgettext("of a room", "State"),
        "zoom_in": _("Zoom in"),
        "zoom_out": _("Zoom out"),
        "retry": _("Try again"),
        "log_in": _("Log in"),
        "to_start": _("To the map"),
        "import_drawing": _("Import a drawing"),
    }


def states() -> dict[str, str]:
    """Return the names of the states of a room, and of what is neither over, idle nor open."""
    named = {f"standard_{state}": str(name) for state, name in STATES.items()}
    return named | {
        "state_circulation": str(STATES["circulation"]),
        # Shorter than elsewhere: the legend is narrow.
        "standard_measuring_error": _("Measuring error"),
        "rest": _("Other rooms"),
    }


def sentences() -> dict[str, str]:
    """Return what the map says when there is nothing to draw."""
    return {
        "no_drawing": _("No drawing has been imported for this floor yet."),
        "no_drawing_ask": _(
            "No drawing has been imported for this floor yet. A property manager of this division "
            "can import one."
        ),
        "no_drawing_then": _("No drawing of this floor is valid on this day."),
        "no_floors": _("This building has no floors in the register yet."),
        "no_places": _("Nothing is registered here on this day."),
        "no_division": _("Your account has no division yet"),
        "no_division_text": _(
            "It therefore sees nothing. Ask the system administrator to give it one."
        ),
        "no_rows": _("No room matches"),
        "no_rows_text": _("Click the pressed rows of the legend again to see all rooms."),
        "trouble_offline": _("The server could not be reached"),
        "trouble_offline_text": _(
            "Check the network cable or ask IT support, then try again. Nothing was changed."
        ),
        "trouble_signed-out": _("Your session has ended"),
        "trouble_signed-out_text": _("Log in again; you will come back to this very view."),
        "trouble_forbidden": _("Not part of your role"),
        "trouble_forbidden_text": _(
            "Your role does not include this. "
            "Ask the system administrator if you need it for your work."
        ),
        "trouble_not-found": _("Nothing is here for your account"),
        "trouble_not-found_text": _(
            "It may not exist on this day, or belong to a division your account does not see."
        ),
        "trouble_broken": _("This could not be loaded"),
        "trouble_broken_text": _(
            "Something in the system went wrong; it is not your doing. "
            "Nothing was changed. Try again in a minute."
        ),
    }


@register.simple_tag
def search_words() -> dict[str, str]:
    """Return the words the search box of the other pages needs."""
    return desk_words.searching() | {
        name: word
        for name, word in {**plain(), **sentences(), **_numbered()}.items()
        if name.startswith(("trouble_", "n_rooms_here"))
    }


@register.simple_tag
def map_words() -> dict[str, str]:
    """Return every word the map's scripts need."""
    desk = desk_words.themes() | desk_words.acts() | desk_words.looking() | desk_words.searching()
    return plain() | states() | sentences() | _numbered() | desk


def _numbered() -> dict[str, str]:
    """Return the phrases with a number, one for each form."""
    return {
        f"{name}_{form}": phrase
        for name, forms in (counted() | desk_words.counted()).items()
        for form, phrase in zip(("one", "other"), forms, strict=True)
    }
