"""The words and pictures of findings: verbs, states, ways out, plans and verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from registry.policy.findings import shown
from registry.queries.finding_list import FindingFilter
from registry.queries.finding_pages import FindingPage
from registry.queries.floor_plans import DrawnFloor
from registry.reports.small_plan import small_plan
from registry.reports.tokens import on_paper, on_screen
from registry.reports.verdict_bar import verdict_bar
from registry.reports.words import certainty_name, level_name, premises_name, verdict_name
from registry.services.inspected_findings import SEEN

register = template.Library()

DO = {  # on a button
    "dismiss": gettext_lazy("False alarm"),
    "rectify": gettext_lazy("Order to put right"),
    "defer": gettext_lazy("Defer and file"),
    "confirm": gettext_lazy("Confirm as resolved"),
    "reopen": gettext_lazy("Take the decision back"),
    "keep": gettext_lazy("Let the decision stand"),
    "ask_recheck": gettext_lazy("Have it looked at again"),
    "batch": gettext_lazy("Put into a batch"),
}
DONE = {  # in a history
    "detect": gettext_lazy("Detected by an assessment"),
    "close": gettext_lazy("Closed: the cause is gone"),
    "recheck": gettext_lazy("To be looked at again: the facts changed"),
    "dismiss": gettext_lazy("Called a false alarm"),
    "rectify": gettext_lazy("Ordered to be put right"),
    "defer": gettext_lazy("Deferred and filed"),
    "confirm": gettext_lazy("Confirmed as resolved"),
    "reopen": gettext_lazy("Decision taken back"),
    "keep": gettext_lazy("Decision stands"),
    "ask_recheck": gettext_lazy("To be looked at again"),
    "inspect": gettext_lazy("Seen on site"),
}
STATES = {
    "detected": gettext_lazy("Detected"),
    "false_alarm": gettext_lazy("False alarm"),
    "rectify": gettext_lazy("To be put right"),
    "deferred": gettext_lazy("Deferred and filed"),
    "resolved": gettext_lazy("Resolved"),
}
TONES = {"detected": "bad", "rectify": "warn", "deferred": "info", "resolved": "good"}
METHODS = {
    "swap": gettext_lazy("Swap for a smaller room"),
    "share": gettext_lazy("Share the room"),
    "rebuild": gettext_lazy("Rebuild"),
}
LINES = {
    "measured": gettext_lazy("Measured"),
    "limit": gettext_lazy("Limit"),
    "excess": gettext_lazy("Excess"),
    "error": gettext_lazy("May err by"),
}
SPACES = {
    "room": pgettext_lazy("a space", "Room"),
    "rest_room": pgettext_lazy("a space", "Rest room"),
    "toilet": pgettext_lazy("a space", "Toilet"),
}


@register.filter
def do_words(verb: str) -> str:
    """Return what a button that does something says."""
    return str(DO.get(verb, verb))


@register.filter
def done_words(verb: str) -> str:
    """Return what was done, as a history says it."""
    return str(DONE.get(verb, verb))


@register.filter
def state_words(state: str) -> str:
    """Return where a finding stands, in words."""
    return str(STATES.get(state, state))


@register.filter
def state_tone(state: str) -> str:
    """Return the tone of the tag a state is shown in."""
    return TONES.get(state, "")


@register.filter
def method_words(method: str) -> str:
    """Return how an office is put right, in words."""
    return str(METHODS.get(method, method))


@register.filter
def line_words(what: str) -> str:
    """Return what a line of the arithmetic is about."""
    return str(LINES.get(what, what))


@register.filter
def space_words(space: str) -> str:
    """Return what a space is, in words."""
    return str(SPACES.get(space, space))


@register.filter
def certainty_words(certainty: str) -> str:
    """Return how sure a figure is, in words."""
    return certainty_name(certainty)


register.filter("premises_words", premises_name)
register.filter("level_words", level_name)
register.filter("verdict_words", verdict_name)


@register.filter
def because_words(because: str) -> str:
    """Return why a decision is looked at again; what an assessment or an inspector says is a code."""
    known = {"facts": _("the facts it was made on have changed")}
    return _(SEEN[because]) if because in SEEN else known.get(because, because)


@register.filter
def figure(value: Any, unit: str) -> str:
    """Return a figure of a finding as it is written: areas with two decimals, counts plain."""
    return shown(value, unit)


@register.simple_tag
def plan_of(floor: DrawnFloor, paper: bool = False) -> SafeString:
    """Return a small plan of a floor's rooms in question."""
    label = _("Plan of %(place)s") % {"place": floor.place}
    return small_plan(floor, on_paper if paper else on_screen, label=label)


@register.simple_tag
def bar_of(page: FindingPage, paper: bool = False) -> SafeString:
    """Return the bar of a finding's verdict."""
    row = page.row
    if row.measured is None or row.limit is None:
        return SafeString()
    label = _("%(measured)s of %(limit)s m²") % {
        "measured": shown(row.measured),
        "limit": shown(row.limit),
    }
    colour = on_paper if paper else on_screen
    return verdict_bar(row.measured, row.limit, page.error, colour, label=label)


@register.filter
def days(text: str) -> list[int]:
    """Return the numbers of days a template offers."""
    return [int(each) for each in text.split()]


@register.filter
def query_without(asked: FindingFilter, name: str) -> str:
    """Return a filter as an address without one thing it asks for, and without its page."""
    return asked.as_query(without=(name, "page"))


@register.filter
def and_more(query: str) -> str:
    """Return a query to which something can be added."""
    return f"{query}&" if query else ""


@register.filter
def side_by_side(rows: Sequence[Any], columns: int) -> list[Sequence[Any]]:
    """Return rows as so many columns that are read one after the other."""
    high = -(-len(rows) // columns) or 1
    return [rows[at : at + high] for at in range(0, len(rows), high)]
