"""What a phone sends, read strictly: a record is either whole or refused with the part that is not."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from registry.errors import UnreadableRecord
from registry.policy.visits import Answer, Measured, length_of
from registry.services.inspections import Told

MOST_BYTES = 16_384  # a record with the longest note in it has a quarter of that
MOST_LETTERS = {"person": 100, "note": 500, "verdict": 16}


def told_by(request: HttpRequest) -> Told:
    """Return the record a request carries."""
    if len(request.body) > MOST_BYTES:
        raise UnreadableRecord(part="size")
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError):  # brackets can be nested deeper than Python follows
        raise UnreadableRecord(part="JSON") from None
    if not isinstance(sent, dict):
        raise UnreadableRecord(part="JSON")
    return Told(
        uid=_uuid(sent),
        visit=_visit(sent),
        answer=_answer(sent),
        measured=_measured(sent),
        person=_text(sent, "person"),
        note=_text(sent, "note"),
        verdict=_text(sent, "verdict"),
        seen_at=_moment(sent, "seen_at"),
        sent_at=_moment(sent, "sent_at"),
    )


def _uuid(sent: Mapping[str, Any]) -> uuid.UUID:
    try:
        return uuid.UUID(str(sent.get("uid")))
    except ValueError:
        raise UnreadableRecord(part="uid") from None


def _visit(sent: Mapping[str, Any]) -> int:
    visit = sent.get("visit")
    if not isinstance(visit, int) or isinstance(visit, bool) or not 0 < visit < 2**63:
        raise UnreadableRecord(part="visit")
    return visit


def _answer(sent: Mapping[str, Any]) -> Answer:
    try:
        return Answer(_text(sent, "answer", most=10))
    except ValueError:
        raise UnreadableRecord(part="answer") from None


def _measured(sent: Mapping[str, Any]) -> Measured | None:
    a, b = _text(sent, "a", most=7), _text(sent, "b", most=7)
    if not a and not b:
        return None
    return Measured(length_a_m=length_of(a), length_b_m=length_of(b))


def _text(sent: Mapping[str, Any], name: str, *, most: int | None = None) -> str:
    text = sent.get(name) or ""
    if not isinstance(text, str) or "\0" in text or len(text) > (most or MOST_LETTERS[name]):
        raise UnreadableRecord(part=name)
    return text.strip()


def _moment(sent: Mapping[str, Any], name: str) -> dt.datetime:
    try:
        moment = dt.datetime.fromisoformat(_text(sent, name, most=40))
    except ValueError:
        raise UnreadableRecord(part=name) from None
    if moment.tzinfo is None:
        raise UnreadableRecord(part=name)
    return moment
