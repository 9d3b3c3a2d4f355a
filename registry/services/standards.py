"""Rule packs: taken into the register as they were published, one text at a time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

import pghistory
from django.db import transaction

from registry.models import RulePack
from registry.models.periods import from_day
from registry.policy import packs_from


@transaction.atomic
def take_packs(contents: Iterable[Mapping[str, Any]], *, reason: str) -> int:
    """Enter rule packs that are new or changed; refuse the lot when one cannot be right."""
    given = list(contents)
    packs = {pack.code: pack for pack in packs_from(given)}
    entered = 0
    with pghistory.context(reason=reason):
        for content in given:
            pack, digest = packs[content["code"]], digest_of(content)
            if RulePack.objects.filter(code=pack.code, sha256=digest).exists():
                continue
            RulePack.objects.update_or_create(
                code=pack.code,
                period=from_day(pack.in_force.since, pack.in_force.until),
                defaults={
                    "title": pack.title,
                    "document_no": pack.document_no,
                    "issuer": pack.issuer,
                    "region_prefix": pack.region_prefix,
                    "content": content,
                    "sha256": digest,
                },
            )
            entered += 1
    return entered


def digest_of(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a pack's content, whatever the order of its keys."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
