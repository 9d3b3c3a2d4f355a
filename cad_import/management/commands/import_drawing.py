"""manage.py import_drawing FILE --building CODE --floor N."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError
from django.utils import timezone

from cad_import.apart import read_apart
from cad_import.drawing import DrawingError
from cad_import.entry import NoRooms, NotWhole, SeveralStoreys, drawn_floor, refuse_half
from cad_import.limits import limits_in_force
from cad_import.views import refusal_sentence
from registry.queries import places
from registry.services.plans import FloorAlreadyDrawn, register_plan

REFUSALS = (FloorAlreadyDrawn, NoRooms, NotWhole, SeveralStoreys, IntegrityError)


class Command(BaseCommand):
    """Read a drawing and enter its rooms as the plan of a floor."""

    help = "Read a drawing and enter its rooms as the plan of a floor."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--building", required=True, metavar="CODE")
        parser.add_argument("--floor", required=True, type=int, metavar="N")
        parser.add_argument(
            "--unit", default="auto", choices=("auto", *["mm", "cm", "m", "inch", "foot"])
        )
        parser.add_argument("--profile", default=None, metavar="NAME")
        parser.add_argument(
            "--incomplete",
            action="store_true",
            help="enter the floor although a part of its plan is known to be missing",
        )
        parser.add_argument("--from", dest="start", type=dt.date.fromisoformat, metavar="DATE")
        parser.add_argument("--reason", default="", help="why, for the history")

    def handle(self, *args: Any, **options: Any) -> None:
        floor = _floor(options["building"], options["floor"])
        day = timezone.localdate()
        try:
            reading = read_apart(
                options["file"],
                unit=options["unit"],
                profile=options["profile"],
                limits=limits_in_force(),
            )
            if not options["incomplete"]:
                refuse_half(reading)
            drawn = drawn_floor(reading, source_name=options["file"].name, level=options["floor"])
            version, entered = register_plan(
                floor=floor,
                drawn=drawn,
                start=options["start"] or day,
                reason=options["reason"] or f"import of {drawn.source_name}",
                today=day,
            )
        except DrawingError as error:
            raise CommandError(str(error), returncode=2) from error
        except REFUSALS as refusal:
            raise CommandError(refusal_sentence(refusal), returncode=1) from refusal
        if not entered:
            self.stdout.write(f"{version} is the floor's plan already; nothing was changed.")
            return
        self._summary(floor, reading)

    def _summary(self, floor: Any, reading: dict[str, Any]) -> None:
        rooms = [room for storey in reading["storeys"] for room in storey["rooms"]]
        area = sum(room["area_m2"] for room in rooms)
        self.stdout.write(
            f"{floor}: {len(rooms)} rooms, {area:.2f} m², unit {reading['unit']['name']}"
        )
        for note in reading["notes"]:
            self.stdout.write(f"  {note['severity']:7} {note['code']}: {note['text']}")


def _floor(building: str, ordinal: int) -> Any:
    try:
        return places.floor_of(building, ordinal)
    except ObjectDoesNotExist as missing:
        raise CommandError(
            f"There is no floor {ordinal} in a building {building}; register it first.",
            returncode=2,
        ) from missing
