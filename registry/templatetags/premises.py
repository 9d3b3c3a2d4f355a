"""The words and tones of lettings, disposal plans and their acts."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext_lazy as _

from registry.queries.premises import PremisesFilter
from registry.reports.words import standing_name

register = template.Library()

TONES = {"running": "good", "soon": "warn", "overdue": "bad", "unapproved": "bad"}
STATES = {
    "running": _("Running"),
    "overdue": _("Overdue"),
    "unapproved": _("Not approved"),
    "soon": _("Due within 60 days"),
    "ended": _("Ended"),
    "all": _("All"),
}
ACTS = {
    "give-back": _("Given back"),
    "carry-out": _("Carried out"),
    "withdraw": _("Withdraw the plan"),
    "correct": _("Correct or extend"),
    "take-back": _("Entered by mistake"),
    "reopen": _("Open again"),
}


@register.filter
def standing_words(standing: str) -> str:
    """Return how something stands, in words."""
    return standing_name(standing)


@register.filter
def standing_tone(standing: str) -> str:
    """Return the tone of a tag for how something stands."""
    return TONES.get(standing, "")


@register.filter
def shown_words(state: str) -> str:
    """Return what a filter of the desk is called."""
    return str(STATES[state])


@register.filter
def act_words(act: str) -> str:
    """Return what an act is called on its button."""
    return str(ACTS[act])


@register.filter
def with_state(asked: PremisesFilter, state: str) -> str:
    """Return the address of the list in another state, from its first page."""
    rest = asked.as_query(without=("state", "page"))
    return "&".join(part for part in (rest, f"state={state}") if part)
