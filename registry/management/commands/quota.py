"""manage.py quota: what an establishment entitles an organisation to, every step with its clause."""

from __future__ import annotations

import datetime as dt
import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError
from django.utils import timezone

from registry.errors import RegisterError
from registry.measures import rounded
from registry.policy import Premises, Quota, RulePack, Standards, packs_from, quota_of
from registry.policy.establishments import establishment_from
from registry.queries import standards
from registry.terms import Level

SHIPPED = settings.BASE_DIR / "fixtures" / "standards"
NATION = "000000"  # no division: only packs of the whole nation hold
# The names the steps of S = [A + B + (A+B)×9%]/K + C go by in the summary.
SUMMARY = {
    "x": "x",
    "A": "A",
    "B": "B",
    "equipment": "equipment",
    "basic": "basic",
    "auxiliary": "C",
    "K": "K",
    "S": "S",
}


class Command(BaseCommand):
    """Work out a quota and show every step."""

    help = "Print the quota of an establishment step by step, each with its clause."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--level", required=True, choices=[level.value for level in Level])
        parser.add_argument("--establishment", required=True, metavar="RANK=NUMBER,…")
        parser.add_argument("--high-rise", action="store_true", help="K of a high-rise building")
        parser.add_argument("--cars", type=int, default=0, metavar="N", help="car spaces")
        parser.add_argument("--region", default=NATION, metavar="CODE")
        parser.add_argument("--on", type=dt.date.fromisoformat, metavar="DATE")
        parser.add_argument("--json", action="store_true", help="plain data instead of a table")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["cars"] < 0:
            raise CommandError("--cars must be 0 or more.")
        day = options["on"] or timezone.localdate()
        try:
            premises = Premises(
                level=options["level"],
                region_code=options["region"],
                establishment=establishment_from(options["establishment"]),
                is_high_rise=options["high_rise"],
                car_spaces=options["cars"],
            )
            quota = quota_of(premises, Standards.on(day, packs_in_use()))
        except RegisterError as refused:
            raise CommandError(str(refused)) from refused
        content = as_plain(premises, quota, day)
        self.stdout.write(
            json.dumps(content, ensure_ascii=False, indent=2)
            if options["json"]
            else as_table(quota)
        )


def packs_in_use() -> tuple[RulePack, ...]:
    """Return the rule packs of the register, or those that ship while it has none."""
    try:
        known = standards.rule_packs()
    except (OperationalError, ProgrammingError):  # no database yet: a quota needs none
        known = ()
    return known or packs_from(
        json.loads(path.read_text(encoding="utf-8")) for path in sorted(SHIPPED.glob("*.json"))
    )


def as_plain(premises: Premises, quota: Quota, day: dt.date) -> dict[str, Any]:
    """Return a quota as plain data: the figures to two decimals, then every step exactly."""
    figures = {name: str(rounded(quota.value(symbol))) for name, symbol in SUMMARY.items()}
    return {
        "level": premises.level,
        "region_code": premises.region_code,
        "day": day.isoformat(),
        "establishment": dict(sorted(premises.establishment.items())),
        "is_high_rise": premises.is_high_rise,
        **figures,
        "x": premises.headcount,
        "steps": [{**step.as_json(), "shown": str(rounded(step.value))} for step in quota.steps],
    }


def as_table(quota: Quota) -> str:
    """Return a quota as lines for a terminal: symbol, value, working, clause, what is not settled."""
    lines = [
        f"{step.symbol:<10}{rounded(step.value):>14,}  {step.unit:<12}  {step.working}\n"
        f"{'':<10}{step.name}, {step.basis.document_no} {step.basis.clause} "
        f"[{step.basis.pack}, {step.basis.certainty.value}"
        + (", confirm before production]" if step.basis.confirm_before_production else "]")
        for step in quota.steps
    ]
    return "\n".join(lines)
