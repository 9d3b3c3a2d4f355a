"""manage.py assess: what the standards in force say of the whole register."""

from __future__ import annotations

import datetime as dt
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from registry.assessments import assess_scope
from registry.scope import Scope


class Command(BaseCommand):
    """Assess the register and keep verdicts and findings."""

    help = "Assess the register and keep verdicts and findings."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=dt.date.fromisoformat, metavar="DATE")
        parser.add_argument("--region", default="", metavar="CODE")

    def handle(self, *args: Any, **options: Any) -> None:
        scope = Scope.of_region(options["region"]) if options["region"] else Scope.EVERYTHING
        started = time.perf_counter()
        said = assess_scope(scope, day=options["on"] or timezone.localdate())
        self.stdout.write(
            f"{len(said.room_verdicts)} rooms assessed, {len(said.findings)} findings, "
            f"{time.perf_counter() - started:.2f} s"
        )
