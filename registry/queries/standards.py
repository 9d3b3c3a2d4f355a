"""The rule packs the register holds, parsed once for each state of the table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from registry.models import PackChange
from registry.models import RulePack as StoredPack
from registry.policy import RulePack, pack_from, packs_from
from registry.policy.standards import Basis, by_precedence
from registry.policy.texts import Changed, changes_between
from registry.queries.places import NotInSight
from registry.queries.prepared import Prepared
from registry.scope import Scope


def rule_packs() -> tuple[RulePack, ...]:
    """Return every rule pack, in force or not; policy decides by day and division."""
    return _parsed(tuple(DIGESTS.rows({})))


DIGESTS = Prepared(types={}, sql="SELECT id, sha256 FROM registry_rulepack ORDER BY id")


def packs_by_digest(digests: Iterable[tuple[int, str]]) -> tuple[RulePack, ...]:
    """Return the rule packs whose keys and hashes a statement of one's own has read."""
    return _parsed(tuple((pk, sha256) for pk, sha256 in digests))


def packs_on(day: dt.date) -> list[RulePack]:
    """Return the rule packs in force on a day anywhere, the deciding ones first."""
    return by_precedence(pack for pack in rule_packs() if pack.in_force.contains(day))


@lru_cache(maxsize=8)
def _parsed(digests: tuple[tuple[int, str], ...]) -> tuple[RulePack, ...]:
    stored = StoredPack.objects.filter(pk__in=[pk for pk, _digest in digests])
    return packs_from(stored.values_list("content", flat=True))


def titles() -> dict[str, str]:
    """Return the title of each pack by its code."""
    return dict(StoredPack.objects.values_list("code", "title"))


def draft_content(pk: int) -> dict[str, Any] | None:
    """Return the text of a change of a rule pack, whatever its state, or None."""
    return PackChange.objects.filter(pk=pk).values_list("content", flat=True).first()


# --- what pages show --------------------------------------------------------------


class Force(StrEnum):
    """Whether a text holds on a day."""

    IN_FORCE = "in_force"
    OUT_OF_FORCE = "out_of_force"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text of a rule pack, with what its sources are called."""

    stored: StoredPack
    pack: RulePack
    force: Force
    unsettled: int  # figures that have to be confirmed
    figures: int
    sources: Mapping[str, str]
    since_certainty: str
    since_note: str


def texts(scope: Scope, *, day: dt.date, region: str = "") -> list[Text]:
    """Return every text that holds in or around a scope, those in force on the day first."""
    rows = [row for row in StoredPack.objects.all() if reaches(row.region_prefix, scope)]
    rows = [row for row in rows if not region or region.startswith(row.region_prefix)]
    order = {row.code: at for at, row in enumerate(by_precedence(_packs_of(rows)))}
    found = [_text(row, day) for row in rows]
    return sorted(found, key=lambda t: (list(Force).index(t.force), order[t.pack.code]))


def _packs_of(rows: Sequence[StoredPack]) -> list[RulePack]:
    return [pack_from(row.content) for row in rows]


def reaches(prefix: str, scope: Scope) -> bool:
    """Return whether a text for some divisions concerns a scope."""
    if scope.prefix is None:
        return False
    return prefix.startswith(scope.prefix) or scope.prefix.startswith(prefix)


def text_of(code: str, *, scope: Scope, day: dt.date) -> Text:
    """Return the text of a pack on a day, or the nearest one when none is in force then."""
    rows = [r for r in StoredPack.objects.filter(code=code) if reaches(r.region_prefix, scope)]
    if not rows:
        raise NotInSight(code)
    found = sorted((_text(row, day) for row in rows), key=lambda t: list(Force).index(t.force))
    return found[0]


def _text(row: StoredPack, day: dt.date) -> Text:
    pack = pack_from(row.content)
    bases = bases_of(pack)
    in_force: Mapping[str, Any] = row.content.get("in_force", {})
    return Text(
        stored=row,
        pack=pack,
        force=_force(pack, day),
        unsettled=sum(is_unsettled(basis) for basis in bases),
        figures=len(bases),
        sources=row.content.get("sources", {}),
        since_certainty=in_force.get("certainty", "unverified"),
        since_note=in_force.get("note", ""),
    )


def _force(pack: RulePack, day: dt.date) -> Force:
    if pack.in_force.contains(day):
        return Force.IN_FORCE
    return Force.NOT_YET if day < pack.in_force.since else Force.OUT_OF_FORCE


def bases_of(pack: RulePack) -> list[Basis]:
    """Return where every figure of a pack stands."""
    parts = (pack.limits, pack.caps, pack.service, pack.tiers, pack.parameters)
    return [entry.basis for part in parts for entry in part.values()]


def is_unsettled(basis: Basis) -> bool:
    """Return whether a figure has to be confirmed before it is acted on."""
    return basis.confirm_before_production or basis.certainty != "verified"


# --- changes on their way ---------------------------------------------------------


def changes_waiting(scope: Scope, *, most: int = 100) -> list[PackChange]:
    """Return the changes that concern a scope, those to be decided first, then the newest."""
    rows = PackChange.objects.select_related("proposed_by", "decided_by").defer("content")
    prefixes = dict(
        PackChange.objects.values_list("pk", "content__region_prefix").order_by("-pk")[:most]
    )
    seen = [row for row in rows.filter(pk__in=prefixes) if reaches(prefixes[row.pk] or "", scope)]
    waiting = {"proposed": 0, "draft": 1}
    return sorted(seen, key=lambda row: (waiting.get(row.state, 2), -row.pk))


def change_seen(pk: int, *, scope: Scope) -> PackChange:
    """Return a change of a pack that concerns a scope."""
    row = PackChange.objects.select_related("proposed_by", "decided_by").get(pk=pk)
    if not reaches(str(row.content.get("region_prefix", "")), scope):
        raise NotInSight(str(pk))
    return row


def changed_places(change: PackChange) -> tuple[Changed, ...]:
    """Return what a change says otherwise than the text before it; everything when it is new."""
    before = StoredPack.objects.filter(code=change.code).exclude(change=change)
    last = before.order_by("-period").values_list("content", flat=True).first()
    return changes_between(last or {}, change.content)


def latest_content(code: str) -> Mapping[str, Any] | None:
    """Return the newest text of a pack as plain data, or None when there is none."""
    rows = StoredPack.objects.filter(code=code).order_by("-period")
    return rows.values_list("content", flat=True).first()
