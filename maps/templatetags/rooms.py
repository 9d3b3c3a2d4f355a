"""What is said of a room in the reader's language: state, use, why it cannot be judged, units."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from registry.policy.cases.terms import KINDS, Kind
from registry.queries.title_words import word

register = template.Library()

STATES = {
    "over": _("Over standard"),
    "measuring_error": _("Within measuring error"),
    "within": _("Within standard"),
    "idle": _("Idle"),
    "unassessed": _("Not assessed"),
    "circulation": _("Passages"),
}
FILLS = {
    "over": ("var(--over)", "var(--over-line)"),
    "measuring_error": ("url(#hatching)", "var(--error-line)"),
    "within": ("var(--within)", "var(--within-line)"),
    "idle": ("url(#dots)", "var(--idle-line)"),
    "unassessed": ("var(--unassessed)", "var(--unassessed-line)"),
    "circulation": ("var(--circulation)", "var(--circulation-line)"),
}
USES = {
    "office": _("Office"),
    "service": _("Service room"),
    "equipment": _("Equipment room"),
    "auxiliary": _("Auxiliary room"),
    "technical": _("Technical room"),
    "circulation": _("Passage or stairs"),
    "unknown": _("Not known yet"),
}
REASONS = {
    "no_limit": _(
        "The standard leaves the limit of this rank to a local decision, and none is loaded."
    ),
    "unknown_rank": _("No standard in force knows the rank of who sits here."),
    "no_occupant": _("The room is allocated, but nobody is seated in it."),
    "not_an_office": _("The limits are for offices; this room is used for something else."),
}
TITLES = {
    "restricted": _("Restricted"),
    "in_case": _("In a registration case"),
    "unclear": _("Title unclear"),
    "unregistered": _("Not registered"),
    "filed": _("On file only, no certificate"),
    "old_paper": _("Old certificate only"),
    "to_transfer": _("Registered, to be transferred"),
    "unified": _("Unified: in the managing office's name"),
}
TITLE_TAGS = {"unified": "good", "restricted": "bad", "unclear": "bad", "unregistered": "bad"}
CERTIFICATES = {
    "real_estate": _("Real estate certificate"),
    "house": _("House ownership certificate"),
    "land": _("Land use certificate"),
    "none": _("No certificate"),
}
EVENTS = {
    "drawn": _("Drawn"),
    "redrawn": _("Drawn anew"),
    "edited": _("Corrected"),
    "edit_undone": _("Correction undone"),
    "removed": _("No longer there"),
    "allocated": _("Allocated to"),
    "released": _("Given back by"),
    "seated": _("Moved in"),
    "vacated": _("Moved out"),
}
WORDS = {"number": _("Number"), "name": _("Name"), "use": _("Use"), "note": _("Note")}
PAPERS = {
    "drawing": _("Drawing"),
    "allocation": _("Allocation"),
    "second_office": _("Approval of a second office"),
    "approval": _("Approval of an excess"),
    "certificate": _("Certificate"),
}
UNITS = {"m2": "m²", "offices": _("offices"), "days": _("days"), "months": _("months")}


@register.filter
def state_name(state: str) -> str:
    """Return what the standard says of a room, in words."""
    return str(STATES.get(state, STATES["unassessed"]))


@register.filter
def use_name(use: str) -> str:
    """Return what a room counts as, in words."""
    return str(USES.get(use, USES["unknown"]))


@register.filter
def reason_sentence(reason: str) -> str:
    """Return why nothing can be said of a room, as a sentence."""
    return str(REASONS.get(reason, reason))


@register.filter
def title_name(state: str) -> str:
    """Return how the title of a building stands, in words."""
    return str(TITLES.get(state, TITLES["unregistered"]))


@register.filter
def title_tag(state: str) -> str:
    """Return which kind of tag says how a title stands."""
    return TITLE_TAGS.get(state, "warn")


@register.filter
def title_word(code: str, table: str) -> str:
    """Return the word of a code of the register of titles."""
    return word(table, code)


@register.filter
def case_kind(code: str) -> str:
    """Return a kind of registration in words."""
    return KINDS[Kind(code)].in_language(get_language() or "")


@register.filter
def certificate_name(kind: str) -> str:
    """Return a kind of certificate in words."""
    return str(CERTIFICATES.get(kind, kind))


@register.filter
def event_name(what: str) -> str:
    """Return what happened to a room, in words."""
    return str(EVENTS.get(what, what))


@register.filter
def word_name(name: str) -> str:
    """Return what may be edited of a room, in words."""
    return str(WORDS[name])


@register.filter
def word_value(value: str, name: str) -> str:
    """Return the value of one of those as it is read: a use in words, nothing as a dash."""
    return use_name(value) if name == "use" else value or "–"


@register.filter
def paper_name(kind: str) -> str:
    """Return a kind of document in words."""
    return str(PAPERS.get(kind, kind))


@register.filter
def unit_of_measure(unit: str) -> str:
    """Return the unit of a finding's figures as it is written."""
    return str(UNITS.get(unit, unit))


@register.simple_tag
def swatch(state: str) -> SafeString:
    """Return a state's colour and pattern as a small box; the word for it stands beside."""
    fill, line = FILLS.get(state, FILLS["unassessed"])
    return format_html(
        '<svg class="swatch" viewBox="0 0 18 13" aria-hidden="true">'
        '<rect x="0.5" y="0.5" width="17" height="12" rx="1.5" fill="{}" stroke="{}"/></svg>',
        fill,
        line,
    )
