"""How the words of a case are written on a page."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import template
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from registry.policy.cases.checking import Result
from registry.policy.cases.clocks import Clock, Pace
from registry.policy.cases.facts import Party
from registry.policy.cases.terms import (
    ACTORS,
    EVENTS,
    KINDS,
    SEVERITIES,
    STATES,
    Actor,
    Event,
    Kind,
    Severity,
    State,
    Words,
)
from registry.queries.case_certificates import spaced

register = template.Library()

PACE_TAGS = {
    Pace.NOT_STARTED: "",
    Pace.STOPPED: "info",
    Pace.IN_TIME: "good",
    Pace.SOON: "warn",
    Pace.BROKEN_PROMISE: "warn",
    Pace.LATE: "bad",
    Pace.DONE: "",
    Pace.DONE_LATE: "bad",
}
SEVERITY_TAGS = {Severity.BLOCKS: "bad", Severity.WARNS: "warn", Severity.INFORMS: "info"}


def language() -> str:
    """Return the reader's language."""
    return get_language() or "zh"


@register.filter
def said(words: Words | None) -> str:
    """Return words in the reader's language."""
    return words.in_language(language()) if words else ""


@register.filter
def kind_name(kind: str) -> str:
    """Return what a kind of registration is called."""
    return said(KINDS[Kind(kind)])


@register.filter
def state_name(state: str) -> str:
    """Return what a stage is called."""
    return said(STATES[State(state)])


@register.filter
def event_name(event: str) -> str:
    """Return what a move is called."""
    return said(EVENTS[Event(event)])


@register.filter
def actor_name(actor: str) -> str:
    """Return what somebody is called towards a case."""
    return said(ACTORS[Actor(actor)])


@register.filter
def severity_name(severity: str) -> str:
    """Return what a rule does."""
    return said(SEVERITIES[Severity(severity)])


@register.filter
def severity_tag(severity: str) -> str:
    """Return the colour of what a rule does."""
    return SEVERITY_TAGS[Severity(severity)]


@register.filter
def sentence(result: Result) -> str:
    """Return what a rule says of a case."""
    return result.sentence(language())


@register.filter
def item_text(item: dict[str, str]) -> str:
    """Return an item of a notice in the reader's language."""
    return item["zh" if language().startswith("zh") else "en"]


@register.filter
def pace_tag(clock: Clock) -> str:
    """Return the colour of a clock."""
    return PACE_TAGS[clock.pace]


@register.filter
def pace_words(clock: Clock) -> str:
    """Return a clock in words: colour never says it alone."""
    match clock.pace:
        case Pace.NOT_STARTED:
            return _("not started")
        case Pace.STOPPED:
            return _("stopped, %(used)s days used") % {"used": clock.used}
        case Pace.LATE:
            return _days_late(-(clock.left or 0))
        case Pace.BROKEN_PROMISE:
            return _("past the promise, %(left)s days to the law's") % {"left": clock.left}
        case Pace.DONE | Pace.DONE_LATE:
            return _("took %(used)s working days") % {"used": clock.used}
    return _days_left(clock.promise_left or 0)


def _days_left(days: int) -> str:
    if days == 0:
        return _("due today")
    return ngettext("%(days)s working day left", "%(days)s working days left", days) % {
        "days": days
    }


def _days_late(days: int) -> str:
    return ngettext("%(days)s working day late", "%(days)s working days late", days) % {
        "days": days
    }


@register.filter
def iso(day: dt.date | None) -> str:
    """Return a day as it is written everywhere here, or a dash."""
    return day.isoformat() if day else "–"


@register.filter
def spaced_code(code: str | None) -> str:
    """Return a unit code in the groups it is read in."""
    return spaced(code) if code else ""


@register.filter
def party_name(party: Party | None) -> str:
    """Return the name of a party, nothing when it is not known."""
    return party.name if party else ""


@register.filter
def short_hash(digest: str) -> str:
    """Return the beginning of a hash, enough to compare by eye."""
    return digest[:12]


@register.filter
def at_key(values: dict[str, Any], key: str) -> Any:
    """Return what stands under a key."""
    return values.get(key)
