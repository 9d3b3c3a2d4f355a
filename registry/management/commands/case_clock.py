"""manage.py case_clock: what the passing of a day does to cases; run it every morning."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from registry.services.case_offices import deem_unanswered, set_clocks


class Command(BaseCommand):
    """Accept what nobody answered and work the due days out anew."""

    help = "Count unanswered applications as accepted and work out the due days of live cases."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=dt.date.fromisoformat, metavar="DATE")

    def handle(self, *args: Any, **options: Any) -> None:
        on = options["on"] or timezone.localdate()
        deemed = deem_unanswered(on)
        self.stdout.write(
            f"deemed accepted: {len(deemed)}; due days worked out anew: {set_clocks(on)}"
        )
