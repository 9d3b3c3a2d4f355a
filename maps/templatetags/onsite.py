"""How inspections are said: verdicts, disagreements and why, and every word of the phone's page."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

register = template.Library()

VERDICTS = {
    "over": gettext_lazy("Over standard"),
    "within_error": gettext_lazy("Within measuring error"),
    "within": gettext_lazy("Within standard"),
    "not_assessed": gettext_lazy("Not judged"),
}
VERDICT_TAGS = {"over": "bad", "within_error": "warn", "within": "good"}
UNJUDGED = {
    "not_measured": gettext_lazy("Not measured."),
    "no_limit": gettext_lazy("No limit is held against this room."),
    "not_a_rectangle": gettext_lazy(
        "The room is no rectangle on the plan: two lengths cannot judge it."
    ),
}
SOURCES = {
    "survey_class": gettext_lazy("surveying class"),
    "laser": gettext_lazy("laser, both lengths 5 mm off"),
}
LIKENESS = {
    "agrees": gettext_lazy("agrees with the plan"),
    "differs": gettext_lazy("differs from the plan"),
    "slip": gettext_lazy("far from the plan: a length may be mistyped"),
    "not_comparable": gettext_lazy("not compared: no rectangle"),
}
MATTERS = {
    "answer": gettext_lazy("who was found"),
    "verdict": gettext_lazy("the verdict"),
    "area": gettext_lazy("the area, beyond what two measurements may differ"),
}


@register.filter
def verdict_name(verdict: str) -> str:
    """Return a verdict in words."""
    return str(VERDICTS.get(verdict, VERDICTS["not_assessed"]))


@register.filter
def verdict_tag(verdict: str) -> str:
    """Return the look of a verdict."""
    return VERDICT_TAGS.get(verdict, "")


@register.filter
def unjudged_sentence(reason: str) -> str:
    """Return why two lengths led to no verdict."""
    return str(UNJUDGED.get(reason, ""))


@register.filter
def error_source(source: str) -> str:
    """Return what a stated error comes from."""
    return str(SOURCES.get(source, ""))


@register.filter
def likeness_name(likeness: str) -> str:
    """Return how a measured rectangle compares with the plan."""
    return str(LIKENESS.get(likeness, ""))


@register.filter
def matter_name(matter: str) -> str:
    """Return what two inspectors do not agree in."""
    return str(MATTERS[matter])


@register.filter
def last_day(period: Any) -> dt.date | None:
    """Return the last day of a half-open period."""
    return period.upper - dt.timedelta(days=1) if period.upper else None


@register.filter
def metres(length: Decimal | None) -> str:
    """Return a length to the millimetre.

    >>> metres(Decimal("4.5"))
    '4.500'
    """
    return "–" if length is None else f"{length:.3f}"


# --- the phone --------------------------------------------------------------------


def plain() -> dict[str, str]:
    """Return what the phone's page says."""
    return {
        "none": _("No room to visit today"),
        "none_text": _(
            "An inspection plan with your name makes rooms appear here. Plans are made on the desk "
            "under Inspections."
        ),
        "offline_none": _("The rooms are not on this phone yet"),
        "offline_none_text": _("Open this page once with a signal; after that it works without."),
        "not_in_list": _("This door is on no plan of yours today"),
        "not_in_list_text": _(
            "The room you scanned is not among the rooms below. With a signal the code opens it on "
            "the map."
        ),
        "filter": _("Room number or name"),
        "no_match": _("No room matches."),
        "online": _("Online"),
        "offline": _("No signal: everything is kept on this phone"),
        "signed_out": _("Log in again to send what is kept here"),
        "fetched": _("Rooms as of {when}"),
        "state_open": _("To visit"),
        "state_draft": pgettext("of a visit", "Begun"),
        "state_waiting": _("Waiting to be sent"),
        "state_sent": _("Sent"),
        "state_refused": _("Refused"),
        "state_seen": pgettext("of a room", "Visited"),
    }


def card() -> dict[str, str]:
    """Return what a room's card says."""
    return {
        "area_on_plan": _("On the plan"),
        "limit": _("Limit"),
        "beside": _("Behind the same door"),
        "expected": _("Expected here"),
        "nobody_expected": _("nobody"),
        "counts_with": _("Counts with room {number}; measure it there."),
        "who": _("Who is here?"),
        "answer_confirmed": _("As registered"),
        "answer_confirmed_empty": _("Nobody, as registered"),
        "answer_other": _("Somebody else"),
        "answer_empty": _("Nobody uses it"),
        "answer_no_access": _("Door locked"),
        "person": _("Who, as they say it"),
        "measure": _("Two lengths by laser"),
        "length_a": _("Length (m)"),
        "length_b": _("Width (m)"),
        "length_bad": _("Metres with at most three decimals, from 0.1 to 100."),
        "length_mm": _("Is this millimetres? Type {metres}."),
        "excess": _("Excess"),
        "error": _("May be wrong by"),
        "by_survey_class": _("surveying class {name}"),
        "by_laser": _("laser, both lengths 5 mm off"),
        "photos": _("Photos"),
        "take_photo": _("Take a photo"),
        "remove_photo": _("Remove photo"),
        "photo_bad": _("This picture cannot be read. Take it again."),
        "note": _("Note"),
        "save": _("Save visit"),
        "answer_missing": _("Say first who is here."),
        "length_missing": _("Give both lengths or none."),
        "saved_waiting": _("Saved on this phone; it is sent when there is a signal."),
        "correct": _("Correct and send anew"),
        "discard": _("Delete this record"),
        "discard_sure": _("Delete it? What you typed is lost."),
        "records": _("Your records of this room"),
    }


def sending() -> dict[str, str]:
    """Return what is said about records on their way."""
    return {
        "n_waiting_one": ngettext("{n} record waits", "{n} records wait", 1),
        "n_waiting_other": ngettext("{n} record waits", "{n} records wait", 2),
        "n_refused_one": ngettext("{n} record was refused", "{n} records were refused", 1),
        "n_refused_other": ngettext("{n} record was refused", "{n} records were refused", 2),
        "n_others_one": ngettext(
            "{n} record of another account waits on this phone until that account signs in.",
            "{n} records of another account wait on this phone until that account signs in.",
            1,
        ),
        "n_others_other": ngettext(
            "{n} record of another account waits on this phone until that account signs in.",
            "{n} records of another account wait on this phone until that account signs in.",
            2,
        ),
        "leave_title": _("Log out with records not sent?"),
        "leave_text": _(
            "Logging out removes the rooms and names from this phone. Records that were not sent "
            "would be lost with them."
        ),
        "leave_anyway": _("Delete them and log out"),
        "stay": _("Stay"),
        "no_storage": _(
            "This browser keeps nothing (private window?): what you type is lost when the page "
            "closes."
        ),
    }


def judgements() -> dict[str, str]:
    """Return verdicts and comparisons by the names that the phone's own rule gives them."""
    return (
        {f"verdict_{name}": str(words) for name, words in VERDICTS.items()}
        | {f"unjudged_{name}": str(words) for name, words in UNJUDGED.items()}
        | {f"likeness_{name}": str(words) for name, words in LIKENESS.items()}
    )


@register.simple_tag
def onsite_words() -> dict[str, str]:
    """Return every word the phone's page needs."""
    return plain() | card() | sending() | judgements()
