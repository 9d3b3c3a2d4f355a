"""What a registered case orders the register to write: one verb of 登簿 for each kind."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from registry.entries import CertificateTerms, Entry, Holder, RestrictionTerms, RightTerms
from registry.models import HELD_BY, BAUnit, Case, Organisation, Restriction, Right, User
from registry.policy.cases.applications import Application
from registry.policy.cases.book import REPAPERED, Page
from registry.policy.cases.causes import LIFTS, PLACES, cause_words
from registry.policy.cases.terms import KINDS, Kind
from registry.policy.cases.transitions import CERTIFIED_KINDS
from registry.queries.case_book import papers_of
from registry.services import register

ONE_DAY = dt.timedelta(days=1)
BY_COURT = "judgment"


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
    """Put a restriction on a unit, or take those of a kind off."""
    live = Restriction.objects.known(None).on(entry.on).filter(unit=unit)
    if lifted := LIFTS.get((asked.kind, asked.cause)):
        for each in _lifted(live.filter(kind=lifted), asked.document_issuer or party):
            register.lift_restriction(entry=entry, restriction=each)
    elif placed := PLACES.get((asked.kind, asked.cause)):
        terms = RestrictionTerms(
            kind=placed,
            party=asked.document_issuer or party,
            document_no=asked.document_no or case.number,
            until=asked.period_until + ONE_DAY if asked.period_until else None,
            amount_yuan=asked.price_yuan,
            rank=live.filter(kind=placed).count() + 1,  # 轮候 and 顺位: after those before it
            note=asked.reason[:500],
        )
        register.restrict(entry=entry, unit=unit, terms=terms)


def _lifted(there: QuerySet[Restriction], by: str) -> list[Restriction]:
    """Return the restrictions that a party's order lifts, as `lifted_from` says it of a page."""
    rows = list(there.select_related("unit"))
    own = [each for each in rows if each.party == by]
    return own or (rows if len(rows) == 1 else [])


def write_papers(*, entry: Entry, unit: BAUnit, case: Case, after: Page, number: str) -> None:
    """Issue the paper of a case; a new certificate takes the place of every one before it."""
    kind = Kind(case.kind)
    is_repapered = kind == Kind.OTHER and case.cause in REPAPERED
    if kind in CERTIFIED_KINDS or is_repapered:
        _new_certificate(entry, unit, case, after, number)
    elif kind == Kind.CANCELLATION:
        _end_all(entry, unit)
    elif number:
        _proof(entry, unit, case, number)


def _new_certificate(entry: Entry, unit: BAUnit, case: Case, after: Page, number: str) -> None:
    """Issue one certificate for all holders; its row names the one with the largest share."""
    old = papers_of(unit, entry.on - ONE_DAY) or papers_of(unit, entry.on)
    holder = _first_holder(after)
    _end_all(entry, unit)
    if holder is None:
        return
    terms = CertificateTerms(
        kind="real_estate",
        number=number,
        holder=holder.pk,
        printed_area_m2=after.building_area_m2,
        issued_by=case.office.name,
        replaces=old[0].pk if old else None,
    )
    register.issue_certificate(entry=entry, unit=unit, terms=terms)


def _first_holder(page: Page) -> Organisation | None:
    codes = {holder.code for holder in page.holders}
    known = {each.code: each for each in Organisation.objects.filter(code__in=codes)}
    held = sorted(page.holders, key=lambda holder: -holder.share)
    return next((known[holder.code] for holder in held if holder.code in known), None)


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
