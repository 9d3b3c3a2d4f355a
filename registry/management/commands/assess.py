"""manage.py assess: what the standards in force say of the whole register."""

from __future__ import annotations

import datetime as dt
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from registry.assessments import assess_edits, assess_scope
from registry.queries.findings import assessed_rooms
from registry.scope import Scope

LOOK_EVERY_S = 0.4  # an edit and its assessment together stay within a second


class Command(BaseCommand):
    """Assess the register and keep verdicts and findings."""

    help = "Assess the register and keep verdicts and findings."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=dt.date.fromisoformat, metavar="DATE")
        parser.add_argument("--region", default="", metavar="CODE")
        parser.add_argument("--follow", action="store_true", help="assess edits as they come")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["follow"]:
            self._follow()
        else:
            self._assess(options)

    def _follow(self) -> None:
        """Assess what edits from outside the pages touched, each within a second, until stopped."""
        while True:
            if said := assess_edits(everything=True):
                self.stdout.write(f"{len(said.room_verdicts)} rooms assessed anew")
            time.sleep(LOOK_EVERY_S)

    def _assess(self, options: dict[str, Any]) -> None:
        scope = Scope.of_region(options["region"]) if options["region"] else Scope.EVERYTHING
        started = time.perf_counter()
        said = assess_scope(scope, day=options["on"] or timezone.localdate())
        self.stdout.write(
            f"{assessed_rooms(scope)} rooms assessed, {len(said.findings)} findings, "
            f"{time.perf_counter() - started:.2f} s"
        )
