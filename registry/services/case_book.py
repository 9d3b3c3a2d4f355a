"""What a registered case orders the register to write: one verb of 登簿 for each kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from registry.entries import CertificateTerms, Entry, Holder, RestrictionTerms, RightTerms
from registry.models import (
    HELD_BY,
    BAUnit,
    Case,
    Certificate,
    Organisation,
    Restriction,
    Right,
    User,
)
from registry.policy.cases.applications import Application
from registry.policy.cases.book import REPAPERED, Page
from registry.policy.cases.causes import EXTENDS, LIFTS, PLACES, cause_words
from registry.policy.cases.terms import KINDS, Kind
from registry.policy.cases.transitions import CERTIFIED_KINDS
from registry.queries.case_book import papers_of
from registry.services import register
from registry.services.restrictions import with_consents

ONE_DAY = dt.timedelta(days=1)
BY_COURT = "judgment"
LONGEST_NOTE, LONGEST_CERTIFICATE_NOTE = 500, 300  # what the columns hold


def entry_of(case: Case, application: Application, by: User, on: dt.date) -> Entry:
    """Return the order to write that a case gives."""
    kind = Kind(case.kind)
    is_courts = application.cause == BY_COURT
    return Entry(
        case_number=case.number,
        on=on,
        reason=f"{KINDS[kind].zh}：{cause_words(kind, case.cause).zh}",
        document_no=application.document_no,
        by=by.pk,
        court_order=application.document_no if is_courts else "",
    )


def write_right(*, entry: Entry, unit: BAUnit, asked: Application, after: Page) -> None:
    """Open, pass on, change, correct or close the right a unit is held by."""
    if asked.has_consent:  # in writing, among the papers of the case
        entry = with_consents(entry, [unit])
    right = held_right(unit, entry.on)
    if asked.kind == Kind.CANCELLATION:
        if right is not None:
            register.close_right(entry=entry, right=right)
        return
    terms = terms_of(after)
    match asked.kind:
        case Kind.FIRST | Kind.TRANSFER if right is None:  # only papers told of it until now
            register.open_right(entry=entry, unit=unit, terms=terms)
        case Kind.TRANSFER if right is not None:
            register.transfer_right(entry=entry, right=right, terms=terms)
        case Kind.CHANGE if right is not None:
            register.change_right(entry=entry, right=right, terms=terms)
        case Kind.CORRECTION if right is not None:
            register.correct_right(entry=entry, right=right, terms=terms)


def held_right(unit: BAUnit, on: dt.date) -> Right | None:
    """Return the right a unit is held by on a day, as it is known now."""
    rights = Right.objects.known(None).on(on).filter(unit=unit, kind__in=HELD_BY)
    return rights.select_related("unit").first()


def terms_of(page: Page) -> RightTerms:
    """Return the terms of the right that a page states."""
    codes = [holder.code for holder in page.holders]
    known = {each.code: each for each in Organisation.objects.filter(code__in=codes)}
    return RightTerms(
        kind=page.right_type,
        holders=tuple(
            Holder(
                name=holder.name,
                organisation=known[holder.code].pk if holder.code in known else None,
                identity_no=(known[holder.code].uscc or "") if holder.code in known else "",
                share=holder.share,
            )
            for holder in page.holders
        ),
        purpose=page.use_purpose,
        term=page.term,
        building_area_m2=page.building_area_m2,
    )


def write_restrictions(
    *, entry: Entry, unit: BAUnit, asked: Application, case: Case, party: str
) -> None:
    """Put a restriction on a unit, extend one, or take those of a kind off."""
    live = Restriction.objects.known(None).on(entry.on).filter(unit=unit)
    key = (asked.kind, asked.cause)
    by = asked.document_issuer or party
    if lifted := LIFTS.get(key):
        for each in _of_party(live.filter(kind=lifted), by):
            register.lift_restriction(entry=entry, restriction=each)
        _close_ranks(entry, live.filter(kind=lifted))
    elif extended := EXTENDS.get(key):
        for each in live.filter(kind=extended, party=by).select_related("unit"):
            _extend(entry, each, asked)
    elif placed := PLACES.get(key):
        terms = RestrictionTerms(
            kind=placed,
            party=by,
            document_no=asked.document_no or case.number,
            until=_end_of(asked),
            amount_yuan=asked.price_yuan,
            rank=live.filter(kind=placed).count() + 1,  # 轮候 and 顺位: after those before it
            note=asked.reason[:500],
        )
        register.restrict(entry=entry, unit=unit, terms=terms)


def _end_of(asked: Application) -> dt.date | None:
    """Return the day from which a restriction holds no more."""
    return asked.period_until + ONE_DAY if asked.period_until else None


def _extend(entry: Entry, known: Restriction, asked: Application) -> None:
    """Let a seizure hold longer 续封, by its new order; the order before it stays named."""
    order = asked.document_no or known.document_no
    register.amend_restriction(
        entry=entry,
        restriction=known,
        until=_end_of(asked),
        document_no=order,
        note=f"{entry.on} 续封，原文号 {known.document_no}。{known.note}"[:LONGEST_NOTE],
    )


def _close_ranks(entry: Entry, waiting: QuerySet[Restriction]) -> None:
    """Let those that waited move up 轮候: after the first is lifted the second comes first."""
    for rank, each in enumerate(waiting.select_related("unit").order_by("rank", "pk"), start=1):
        if each.rank != rank:
            register.amend_restriction(entry=entry, restriction=each, rank=rank)


def _of_party(there: QuerySet[Restriction], by: str) -> list[Restriction]:
    """Return the restrictions that a party's order is about, as `lifted_from` says it of a page."""
    rows = list(there.select_related("unit"))
    own = [each for each in rows if each.party == by]
    return own or (rows if len(rows) == 1 else [])


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A certificate or proof that has been issued: for one holder, or without one for all."""

    number: str
    unit: BAUnit
    page: Page
    holder: Organisation | None = None


def write_papers(
    *,
    entry: Entry,
    unit: BAUnit,
    case: Case,
    after: Page,
    numbers: Sequence[str],
    former: Sequence[Certificate],
) -> list[Paper]:
    """Issue the papers of a case; new certificates take the place of every one before them.

    `former` are the certificates taken in: those of the unit, or of the units it came from.
    """
    kind = Kind(case.kind)
    is_repapered = kind == Kind.OTHER and case.cause in REPAPERED
    if kind in CERTIFIED_KINDS or is_repapered:
        return _new_certificates(entry, unit, case, after, numbers, former)
    if kind == Kind.CANCELLATION:
        _end_all(entry, unit)
    elif numbers:
        _proof(entry, unit, case, numbers[0])
    return [Paper(number=number, unit=unit, page=after) for number in numbers]


def _new_certificates(
    entry: Entry,
    unit: BAUnit,
    case: Case,
    after: Page,
    numbers: Sequence[str],
    former: Sequence[Certificate],
) -> list[Paper]:
    """Issue one certificate for all holders, or one for each of them."""
    _end_all(entry, unit)
    old = [_as_ended(paper) for paper in former]
    holders = _known_holders(after)
    if len(numbers) > 1:
        named = list(zip(numbers, (holders.get(each.code) for each in after.holders), strict=True))
    else:
        named = [(number, None) for number in numbers]
    first = next(iter(holders.values()), None)
    for number, holder in named:
        if (on_paper := holder or (first if len(numbers) == 1 else None)) is None:
            continue
        register.issue_certificate(
            entry=entry,
            unit=unit,
            terms=_certificate(number, on_paper, after, case, _succeeded(old, holder)),
        )
    return [Paper(number=number, unit=unit, page=after, holder=holder) for number, holder in named]


def _as_ended(paper: Certificate) -> Certificate:
    """Return a certificate as it stands on record now that it has ended.

    One that was issued and taken in on one day holds on no day; what was written of it stays.
    """
    known = Certificate.objects.known(None).filter(unit=paper.unit_id, number=paper.number)
    return known.exclude(number="").order_by("-pk").first() or paper


def _succeeded(old: Sequence[Certificate], holder: Organisation | None) -> list[Certificate]:
    """Return the certificates that a new one takes the place of: its holder's own, else all."""
    own = [paper for paper in old if holder is not None and paper.holder_id == holder.pk]
    return own or list(old)


def _certificate(
    number: str, holder: Organisation, page: Page, case: Case, old: Sequence[Certificate]
) -> CertificateTerms:
    others = "、".join(paper.number for paper in old[1:] if paper.number)
    return CertificateTerms(
        kind="real_estate",
        number=number,
        holder=holder.pk,
        printed_area_m2=page.building_area_m2,
        issued_by=case.office.name,
        replaces=old[0].pk if old else None,
        note=f"并收回 {others}"[:LONGEST_CERTIFICATE_NOTE] if others else "",
    )


def _known_holders(page: Page) -> dict[str, Organisation]:
    """Return the holders that are organisations of the register, the largest share first."""
    codes = {holder.code for holder in page.holders}
    known = {each.code: each for each in Organisation.objects.filter(code__in=codes)}
    held = sorted(page.holders, key=lambda holder: -holder.share)
    return {holder.code: known[holder.code] for holder in held if holder.code in known}


def _end_all(entry: Entry, unit: BAUnit) -> None:
    for paper in papers_of(unit, entry.on):
        register.cancel_certificate(entry=entry, certificate=paper)


def _proof(entry: Entry, unit: BAUnit, case: Case, number: str) -> None:
    """Issue a proof of registration to whoever applied."""
    applicant = case.applicants.first()
    if applicant is None:
        return
    terms = CertificateTerms(
        kind="proof", number=number, holder=applicant.pk, issued_by=case.office.name
    )
    register.issue_certificate(entry=entry, unit=unit, terms=terms)
