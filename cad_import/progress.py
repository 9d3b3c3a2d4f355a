"""The way of an upload: kept, read in the background, then accepted or discarded by a person."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django_q.tasks import async_task

from cad_import import institutes
from cad_import.apart import read_apart
from cad_import.drawing import DrawingError
from cad_import.entry import drawn_floor, refuse_half
from cad_import.gaps import as_undone, gaps_closed
from cad_import.limits import limits_in_force
from cad_import.models import DrawingImport, ImportState, ProfileChoice
from cad_import.profiles import Role
from cad_import.stated import Stated
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
            stated=stated_for(kept),
        )
    except DrawingError as error:
        return {
            "state": ImportState.FAILED,
            "error": str(error).replace(Path(kept.file.path).name, kept.name),
            "error_zh": getattr(error, "zh", "").replace(Path(kept.file.path).name, kept.name),
        }
    return {"state": ImportState.READ, "reading": reading | {"file": kept.name}}


def stated_for(kept: DrawingImport) -> Stated:
    """Return what people state about a drawing: its profile, and their corrections over it."""
    chosen, candidates = None, []
    match kept.profile_choice:
        case ProfileChoice.CHOSEN if kept.profile is not None:
            chosen = institutes.saved_of(kept.profile)
        case ProfileChoice.ALIKE:
            candidates = [institutes.saved_of(each) for each in institutes.candidates_for(kept)]
    return Stated(
        profile=chosen,
        candidates=candidates,
        roles={layer: Role(role) for layer, role in kept.roles.items()},
        undone=[((x, y), (u, v)) for gap in kept.undone for x, y, u, v in gap["segments"]],
        area_rule=kept.area_rule,
    )


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


def read_again(kept: DrawingImport, **stated: Any) -> bool:
    """Queue another reading of a kept file with what was stated anew, all else as it was.

    Return whether it was queued: not while it is being read, and not once it is decided on.
    """
    undecided = DrawingImport.objects.filter(pk=kept.pk, state__in=("read", "failed"))
    is_queued = bool(undecided.update(**stated, state=ImportState.WAITING, error="", error_zh=""))
    if is_queued:
        async_task("cad_import.progress.read_upload", kept.pk)
    return is_queued


def undo(kept: DrawingImport, keys: Collection[str]) -> bool:
    """Leave gaps open that were closed, and read the rooms again; return whether that is queued."""
    metres = (kept.reading or {}).get("unit", {}).get("metres", 1.0)
    closures = [
        closure
        for storey in (kept.reading or {}).get("storeys", ())
        for closure in storey["closures"]
    ]
    wanted = [gap for gap in gaps_closed(closures) if gap.key in keys]
    known = {gap["key"] for gap in kept.undone}
    more = [as_undone(gap, metres=metres) for gap in wanted if gap.key not in known]
    return bool(more) and read_again(kept, undone=[*kept.undone, *more])


def redo(kept: DrawingImport, keys: Collection[str]) -> bool:
    """Close gaps again that were taken back, and read the rooms again."""
    left = [gap for gap in kept.undone if gap["key"] not in keys]
    return len(left) < len(kept.undone) and read_again(kept, undone=left)
