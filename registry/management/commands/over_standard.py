"""manage.py over_standard: the over-standard table and the idle total, for a terminal."""

from __future__ import annotations

import unicodedata
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation
from django.utils.translation import gettext as _

from registry.measures import rounded
from registry.queries import findings
from registry.scope import Scope

RIGHT = {4, 5, 6}


class Command(BaseCommand):
    """Print the rooms over standard and how much is idle."""

    help = "Print the rooms over standard and how much is idle."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--region", default="", metavar="CODE")
        parser.add_argument("--language", default="zh-hans", choices=("zh-hans", "en"))

    def handle(self, *args: Any, **options: Any) -> None:
        scope = Scope.of_region(options["region"]) if options["region"] else Scope.EVERYTHING
        with translation.override(options["language"]):
            over = findings.open_findings(scope, rule="R-OFF-1")
            self.stdout.write(table(_head(), [_row(each) for each in over.findings]))
            rooms, area = findings.idle_total(scope)
            self.stdout.write(
                _("%(count)d rooms over standard.") % {"count": len(over.findings)}
                + " "
                + _("Idle: %(rooms)d rooms, %(area)s m².")
                % {"rooms": rooms, "area": f"{rounded(area):,}"}
            )
            for _rule, label, number in over.counts:
                self.stdout.write(f"  {label}: {number}")


def _head() -> list[str]:
    place = (_("Building"), _("Floor"), _("Room"), _("Organisation"))
    return [*place, _("Measured (m²)"), _("Limit (m²)"), _("Excess (m²)"), _("Clause")]


def _row(found: findings.ListedFinding) -> list[str]:
    place = [found.building, found.floor, found.room_number, found.organisation]
    return [
        *place,
        found.measured,
        found.limit,
        found.excess,
        f"{found.document_no} {found.clause}",
    ]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows as aligned columns; a Chinese letter is two columns wide."""
    widths = [max(map(width, column)) for column in zip(head, *rows, strict=True)]
    lines = [
        "  ".join(_cell(text, n, widths[n]) for n, text in enumerate(row)) for row in (head, *rows)
    ]
    return "\n".join([lines[0], "  ".join("─" * each for each in widths), *lines[1:]])


def _cell(text: str, column: int, wide: int) -> str:
    gap = " " * (wide - width(text))
    return gap + text if column in RIGHT else text + gap


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes.

    >>> width("3层")
    3
    """
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
