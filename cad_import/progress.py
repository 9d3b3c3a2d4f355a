"""The way of an upload: kept, read in the background, then accepted or discarded by a person."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django_q.tasks import async_task

from cad_import.apart import read_apart
from cad_import.drawing import DrawingError
from cad_import.entry import drawn_floor, refuse_half
from cad_import.limits import limits_in_force
from cad_import.models import DrawingImport, ImportState
from registry.services.plans import register_plan

if TYPE_CHECKING:
    from registry.models import Floor, PlanVersion, User


def keep_upload(
    *,
    upload: UploadedFile,
    floor: Floor,
    unit: str,
    start: dt.date,
    by: User,
    encoding: str = "",
) -> DrawingImport:
    """Keep a file and queue its reading; nothing of it is in the register yet."""
    with transaction.atomic():
        kept = DrawingImport.objects.create(
            floor=floor,
            region_code=floor.building.region_code,
            file=upload,
            name=Path(upload.name or "drawing").name,
            sha256=_hash(upload),
            unit=unit,
            encoding=encoding,
            start=start,
            uploaded_by=by,
        )
        transaction.on_commit(lambda: async_task("cad_import.progress.read_upload", kept.pk))
    return kept


def _hash(upload: UploadedFile) -> str:
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()


def read_upload(pk: int) -> None:
    """Read a kept file; a second worker that starts the same work takes it over by a new token."""
    token = uuid.uuid4()
    waiting = DrawingImport.objects.filter(pk=pk, state__in=("waiting", "reading"))
    if not waiting.update(state=ImportState.READING, token=token):
        return
    kept = DrawingImport.objects.get(pk=pk)
    outcome = _outcome(kept)
    DrawingImport.objects.filter(pk=pk, token=token, state=ImportState.READING).update(**outcome)


def _outcome(kept: DrawingImport) -> dict[str, Any]:
    try:
        reading = read_apart(
            Path(kept.file.path),
            unit=kept.unit,
            encoding=kept.encoding or None,
            limits=limits_in_force(),
        )
    except DrawingError as error:
        return {
            "state": ImportState.FAILED,
            "error": str(error).replace(Path(kept.file.path).name, kept.name),
            "error_zh": getattr(error, "zh", "").replace(Path(kept.file.path).name, kept.name),
        }
    return {"state": ImportState.READ, "reading": reading | {"file": kept.name}}


@transaction.atomic
def accept(
    kept: DrawingImport, *, day: dt.date, storey: int | None = None, incomplete: bool = False
) -> PlanVersion:
    """Enter what was read into the register and assess the building anew.

    Of several storeys the one that is named is entered, else the one whose title names the floor. A
    floor of which a part is known to be missing is entered only when that is accepted.
    """
    kept = DrawingImport.objects.select_for_update().get(pk=kept.pk, state=ImportState.READ)
    reading = kept.reading or {}
    if not incomplete:
        refuse_half(reading)
    drawn = drawn_floor(reading, source_name=kept.name, level=kept.floor.ordinal, nth=storey)
    version, _entered = register_plan(
        floor=kept.floor,
        drawn=drawn,
        start=kept.start,
        reason=f"import of {kept.name}",
        today=day,
    )
    kept.state, kept.plan_version, kept.decided_at = ImportState.ACCEPTED, version, timezone.now()
    kept.save(update_fields=["state", "plan_version", "decided_at"])
    return version


@transaction.atomic
def discard(kept: DrawingImport) -> None:
    """Set a drawing aside; the file stays for the record."""
    DrawingImport.objects.filter(pk=kept.pk).exclude(state=ImportState.ACCEPTED).update(
        state=ImportState.DISCARDED, decided_at=timezone.now()
    )


def read_again(kept: DrawingImport, *, unit: str, encoding: str = "") -> None:
    """Queue another reading of a kept file, if nobody has decided on it yet."""
    undecided = DrawingImport.objects.filter(pk=kept.pk, state__in=("read", "failed"))
    if undecided.update(
        state=ImportState.WAITING, unit=unit, encoding=encoding, error="", error_zh=""
    ):
        async_task("cad_import.progress.read_upload", kept.pk)
