"""manage.py read_drawing FILE [--unit …] [--encoding NAME] [--profile NAME|FILE.json] [--json]."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import orjson
from django.core.management.base import BaseCommand, CommandError

from cad_import.apart import read_apart
from cad_import.drawing import DrawingError
from cad_import.limits import limits_in_force
from cad_import.report import as_lines
from cad_import.rooms.measuring import RULES
from cad_import.stated import Stated

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
            "--profile",
            default=None,
            metavar="NAME|FILE.json",
            help="which layer means what: a known profile, or one exported from the review page",
        )
        parser.add_argument(
            "--area-rule", default="", choices=sorted(RULES), help="what counts as area"
        )
        parser.add_argument(
            "--encoding", default=None, metavar="NAME", help="of the texts, such as gb18030"
        )
        parser.add_argument("--json", action="store_true", help="one JSON object and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        names = ("unit", "encoding", "profile")
        stated = Stated(area_rule=options["area_rule"])
        report = _report(options["file"], stated, **{name: options[name] for name in names})
        if options["json"]:
            self.stdout.write(orjson.dumps(report).decode())
        else:
            self.stdout.write("\n".join(as_lines(report)))


def _report(path: Path, stated: Stated, **manner: str | None) -> dict[str, Any]:
    """Return the report, or end with one line and status 2 where there is none."""
    try:
        return read_apart(path, **manner, limits=limits_in_force(), stated=stated)  # type: ignore[arg-type]
    except DrawingError as error:
        raise CommandError(" ".join(str(error).split()), returncode=2) from error
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise CommandError(f"{path} cannot be read: {why}.", returncode=2) from error
