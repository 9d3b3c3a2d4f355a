"""What an observation asks of the open findings of its room: to be looked at again, or confirmed.

An assessment alone opens and closes findings: from what the register says, and from the two
lengths an inspector took. What is seen on site does not change the register; it says where
somebody has to look again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.utils.translation import gettext_noop

from registry.models import Finding, Observation, User
from registry.policy.moves import State
from registry.policy.visits import Answer, Likeness
from registry.services.finding_cases import ask_recheck, note_inspection
from registry.terms import Verdict

# Why a finding is looked at again, kept as a code; pages say it in the reader's language.
SEEN: Mapping[str, str] = {
    "seen_other": gettext_noop("an inspector found somebody else there"),
    "seen_empty": gettext_noop("an inspector found the room unused"),
    "seen_within": gettext_noop("measured on site it is within the limit"),
    "seen_otherwise": gettext_noop("measured on site it is not as drawn"),
    "seen_over": gettext_noop("measured on site it is over the limit"),
    "seen_so": gettext_noop("an inspector found it as registered"),
}
CONFIRMS = frozenset({"seen_over", "seen_so"})
MOST_OF_NAME = 88  # with the id's beginning it is a document number of a hundred letters
OVER_LIMIT = "R-OFF-1"  # the rule that two lengths speak of


def tell_findings(seen: Observation, *, by: User, on: dt.date) -> list[Finding]:
    """Mark the open findings of an observed room, and return them.

    What contradicts a finding asks for it to be looked at again; what bears it out is noted. A
    false alarm is looked at again only when the lengths say that it was none.
    """
    if seen.answer == Answer.NO_ACCESS:
        return []
    unresolved = Finding.objects.filter(room_id=seen.visit.room_id).exclude(state=State.RESOLVED)
    told = [(row, _because(seen, row)) for row in unresolved.order_by("pk")]
    return [
        _told(row, because, seen, by, on)
        for row, because in told
        if row.state != State.FALSE_ALARM or because == "seen_over"
    ]


def _because(seen: Observation, row: Finding) -> str:
    """Return what an observation says of a finding: first of the people, then of the area."""
    if seen.answer == Answer.OTHER:
        return "seen_other"
    if seen.answer == Answer.EMPTY:
        return "seen_empty"
    return _because_of_area(seen, row) if row.rule == OVER_LIMIT else "seen_so"


def _because_of_area(seen: Observation, row: Finding) -> str:
    if seen.verdict == Verdict.WITHIN:
        return "seen_within"
    if row.evidence.get("record") == str(seen.uid):  # it was found by these very lengths
        return "seen_over"
    if seen.likeness in (Likeness.DIFFERS, Likeness.SLIP):
        return "seen_otherwise"
    return "seen_over" if seen.verdict == Verdict.OVER else "seen_so"


def _told(row: Finding, because: str, seen: Observation, by: User, on: dt.date) -> Finding:
    """Return a finding with what was seen written down."""
    is_borne_out = because in CONFIRMS and row.state != State.FALSE_ALARM
    write = note_inspection if is_borne_out else ask_recheck
    return write(finding=row, by=by, on=on, because=because, document_no=_source(seen))


def _source(seen: Observation) -> str:
    """Return where an observation is found: its plan, and how its id begins."""
    return f"{seen.visit.plan.name[:MOST_OF_NAME]} #{str(seen.uid)[:8]}"
