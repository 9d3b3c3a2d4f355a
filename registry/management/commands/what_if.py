"""manage.py what_if: what a rule pack would change in a region before it is in force."""

from __future__ import annotations

import datetime as dt
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from registry.assessments import what_if
from registry.errors import RegisterError
from registry.measures import rounded
from registry.policy.changes import Difference, Totals
from registry.queries import standards
from registry.scope import Scope


class Command(BaseCommand):
    """Run a draft over a region and print what it would change."""

    help = "Show what a rule pack (a file, or the number of a draft) would change in a region."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("pack", metavar="FILE|DRAFT")
        parser.add_argument("--region", default="", metavar="CODE")
        parser.add_argument("--on", type=dt.date.fromisoformat, metavar="DATE")
        parser.add_argument("--language", default="zh", choices=("zh", "en"))
        parser.add_argument("--json", action="store_true", help="plain data instead of lines")

    def handle(self, *args: Any, **options: Any) -> None:
        scope = Scope.of_region(options["region"]) if options["region"] else Scope.EVERYTHING
        day = options["on"] or timezone.localdate()
        try:
            found = what_if(_content(options["pack"]), scope, day=day)
        except RegisterError as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(
            json.dumps(found.as_json(), ensure_ascii=False, indent=2)
            if options["json"]
            else "\n".join(_lines(found, options["language"]))
        )


def _content(pack: str) -> dict[str, Any]:
    """Return a pack's data from its file, or from the draft with that number."""
    if pack.isdigit():
        content = standards.draft_content(int(pack))
        if content is None:
            raise CommandError(f"There is no draft {pack}.")
        return content
    try:
        content = json.loads(Path(pack).read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise CommandError(f"{pack} is no rule pack: {problem}") from problem
    if not isinstance(content, dict) or not isinstance(content.get("code"), str):
        raise CommandError(f"{pack} is no rule pack: it has no code.")
    return content


def _lines(found: Difference, language: str) -> list[str]:
    """Return a difference as lines: what appears, goes, changes, then both totals."""
    return [
        *(f"+ {each.sentence(language)}" for each in found.appear),
        *(f"- {each.sentence(language)}" for each in found.disappear),
        *(f"~ {each.after.sentence(language)}" for each in found.change),
        _total("before", found.before),
        _total("after", found.after),
        f"{len(found.appear)} appear, {len(found.disappear)} disappear, {len(found.change)} change",
    ]


def _total(when: str, totals: Totals) -> str:
    rules = ", ".join(f"{rule} {count}" for rule, count in totals.findings.items())
    return (
        f"{when}: {totals.over_rooms} rooms over by {rounded(totals.excess):,} m², "
        f"{totals.not_assessed} not assessed; {rules}"
    )
