"""Extracts 登记簿摘录: what the register says of a unit, filed word for word under its hash."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any

from django.db import connection, transaction

from registry.models import BAUnit, RegisterExtract, User
from registry.queries import register
from registry.queries.descriptions import as_described
from registry.queries.register import AsOf
from registry.queries.unit_pages import buildings_of


@transaction.atomic
def file_extract(
    *,
    unit: BAUnit,
    day: dt.date,
    by: User,
    language: str,
    site: str,
    known_at: dt.datetime | None = None,
) -> RegisterExtract:
    """File what the register says of a unit on a day, as it is known now or was at a moment.

    The unit is held while it is read: no act that commits later can have an earlier moment.
    """
    moment = known_at or _held_at(unit)
    content = content_of(unit, AsOf(day=day, known_at=moment))
    made = RegisterExtract(
        unit=unit,
        day=day,
        known_at=moment,
        content=content,
        sha256=fingerprint(content),
        language=language,
        by=by,
    )
    made.address = f"{site.rstrip('/')}/titles/extracts/{made.uid}/"
    made.save()
    return made


def _held_at(unit: BAUnit) -> dt.datetime:
    """Return the moment from which on nobody can write on a unit until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM registry_baunit WHERE id = %s FOR SHARE", [unit.pk])
        cursor.execute("SELECT clock_timestamp()")
        (moment,) = cursor.fetchone()
    assert isinstance(moment, dt.datetime)
    return moment


def fingerprint(content: Any) -> str:
    """Return the SHA-256 of a content in its one way of being written."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def still_says(extract: RegisterExtract) -> bool:
    """Return whether the register, asked for the same day and moment, says the same word for word."""
    asked = AsOf(day=extract.day, known_at=extract.known_at)
    said = content_of(extract.unit, asked)
    return fingerprint(_named_as(extract.content, said)) == extract.sha256


def _named_as(filed: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    """Return what is said with the names that were filed for buildings and certified bodies.

    Both may be renamed since; neither name is an entry of the register.
    """
    papers = said["certificates"]
    if len(papers) == len(filed["certificates"]):
        pairs = zip(papers, filed["certificates"], strict=True)
        papers = [{**paper, "holder": was["holder"]} for paper, was in pairs]
    return {**said, "building": filed["building"], "certificates": papers}


def content_of(unit: BAUnit, asked: AsOf) -> dict[str, Any]:
    """Return what the register says of a unit in plain values; codes, not words of a language."""
    assert asked.known_at is not None
    unit = as_described(unit, asked.known_at)
    papers = [
        paper
        for paper in register.certificates_of(unit, asked.known_at)
        if paper.since <= asked.day and (paper.until is None or asked.day < paper.until)
    ]
    return {
        "unit": unit.code,
        "day": asked.day.isoformat(),
        "known_at": asked.known_at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        "parcel": _parcel(unit),
        "building": "、".join(each.name for each in buildings_of(unit)),
        "address": unit.address or unit.parcel.address,
        "purpose": unit.purpose,
        "building_area_m2": _text(unit.building_area_m2),
        "rights": [_right(right) for right in register.rights_on(unit, asked)],
        "restrictions": [_restriction(each) for each in register.restrictions_on(unit, asked)],
        "certificates": [
            {
                "kind": paper.kind,
                "number": paper.number,
                "holder": paper.holder,
                "printed_area_m2": _text(paper.printed_area_m2),
                "since": paper.since.isoformat(),
            }
            for paper in papers
        ],
    }


def _parcel(unit: BAUnit) -> dict[str, str]:
    parcel = unit.parcel
    return {
        "code": parcel.code,
        "area_m2": _text(parcel.area_m2),
        "land_use": parcel.land_use,
        "right_nature": parcel.right_nature,
    }


def _right(right: register.RightLine) -> dict[str, Any]:
    return {
        "kind": right.kind,
        "sharing": right.sharing_code,
        "purpose": right.purpose,
        "term": right.term,
        "building_area_m2": _text(right.building_area_m2),
        "note": right.note,
        "since": right.since.isoformat(),
        "until": _day(right.until),
        "case": right.case_number,
        "holders": [
            {"name": each.name, "identity_no": each.identity_no, "share": str(each.share)}
            for each in right.holders
        ],
    }


def _restriction(each: register.RestrictionLine) -> dict[str, Any]:
    return {
        "kind": each.kind,
        "party": each.party,
        "document_no": each.document_no,
        "amount_yuan": _text(each.amount_yuan),
        "rank": each.rank,
        "note": each.note,
        "since": each.since.isoformat(),
        "until": _day(each.until),
        "case": each.case_number,
        **({"came_from": each.came_from} if each.came_from else {}),
    }


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
