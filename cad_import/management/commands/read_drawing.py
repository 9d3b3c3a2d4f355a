"""manage.py read_drawing FILE [--unit …] [--profile NAME] [--json]."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cad_import.drawing import DrawingError
from cad_import.pipeline import Reading, read_rooms
from cad_import.report import as_json, as_lines

UNITS = ("auto", "mm", "cm", "m", "inch", "foot")


class Command(BaseCommand):
    """Read a drawing and say what rooms are in it; the register is not touched."""

    help = "Read a drawing and say what rooms are in it; needs no database."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--unit", default="auto", choices=UNITS)
        parser.add_argument(
            "--profile", default=None, metavar="NAME", help="which layer means what"
        )
        parser.add_argument("--json", action="store_true", help="one JSON object and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        reading = _reading(options["file"], options["unit"], options["profile"])
        if options["json"]:
            self.stdout.write(json.dumps(as_json(reading), ensure_ascii=False, allow_nan=False))
        else:
            self.stdout.write("\n".join(as_lines(reading)))


def _reading(path: Path, unit: str, profile: str | None) -> Reading:
    """Return the reading, or end with one line and status 2 where there is none."""
    try:
        return read_rooms(path, unit=unit, profile=profile)
    except DrawingError as error:
        raise CommandError(" ".join(str(error).split()), returncode=2) from error
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise CommandError(f"{path} cannot be read: {why}.", returncode=2) from error
