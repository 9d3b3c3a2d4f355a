"""What codes are called on papers and in workbooks, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PREMISES = {
    "office": _("Offices"),
    "service": _("Service rooms"),
    "equipment": _("Equipment rooms"),
    "basic": _("Basic premises together"),
    "auxiliary": _("Auxiliary rooms (building area)"),
}
USES = {
    "office": _("Office"),
    "service": _("Service room"),
    "equipment": _("Equipment room"),
    "auxiliary": _("Auxiliary room"),
    "technical": _("Technical premises"),
    "circulation": _("Circulation"),
    "unknown": _("Use not stated"),
}
VERDICTS = {
    "over": _("Over standard"),
    "within_error": _("Within measuring error"),
    "within": _("Within standard"),
    "idle": _("Idle"),
    "not_assessed": _("Not assessed"),
    "circulation": _("Circulation"),
}
CERTAINTIES = {
    "verified": _("quoted from the document"),
    "derived": _("derived from a quoted figure"),
    "observed": _("seen in use, not in the document"),
    "unverified": _("not checked against the document"),
}
LEVELS = {
    "CENTRAL": _("Central"),
    "PROVINCE": _("Provincial"),
    "CITY": _("City"),
    "COUNTY": _("County"),
    "TOWNSHIP": _("Township"),
}
STANDINGS = {  # of a letting or a disposal plan
    "running": _("Running"),
    "unapproved": _("Not approved"),
    "overdue": _("Overdue"),
    "soon": _("Due soon"),
    "not_yet": _("Not begun yet"),
    "ended": _("Ended"),
    "mistaken": _("Entered by mistake"),
}


def premises_name(what: str) -> str:
    """Return what a kind of premises is called."""
    return str(PREMISES.get(what, what))


def use_name(use: str) -> str:
    """Return what a use is called."""
    return str(USES.get(use, use))


def verdict_name(verdict: str | None) -> str:
    """Return what a verdict is called; nothing where there is none."""
    return str(VERDICTS.get(verdict or "", verdict or ""))


def certainty_name(certainty: str) -> str:
    """Return how sure a figure is."""
    return str(CERTAINTIES.get(certainty, certainty))


def level_name(level: str) -> str:
    """Return what a level is called."""
    return str(LEVELS.get(level, level))


def standing_name(standing: str) -> str:
    """Return how a letting or a disposal plan stands."""
    return str(STANDINGS.get(standing, standing))
