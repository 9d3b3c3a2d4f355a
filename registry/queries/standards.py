"""The rule packs the register holds, parsed once for each state of the table."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from registry.models import PackChange
from registry.models import RulePack as StoredPack
from registry.policy import RulePack, packs_from


def rule_packs() -> tuple[RulePack, ...]:
    """Return every rule pack, in force or not; policy decides by day and division."""
    digests = tuple(StoredPack.objects.order_by("pk").values_list("pk", "sha256"))
    return _parsed(digests)


def packs_by_digest(digests: Iterable[tuple[int, str]]) -> tuple[RulePack, ...]:
    """Return the rule packs whose keys and hashes a statement of one's own has read."""
    return _parsed(tuple((pk, sha256) for pk, sha256 in digests))


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
