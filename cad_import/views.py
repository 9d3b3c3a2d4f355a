"""Pages of drawings: list, upload, review, accept."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cad_import import progress
from cad_import.entry import (
    NoRooms,
    NotWhole,
    SeveralStoreys,
    storey_for,
    storeys_with_rooms,
)
from cad_import.forms import ENCODINGS, UNITS, UploadForm
from cad_import.models import DrawingImport, ImportState
from cad_import.preview import preview_of
from registry.faults import explained
from registry.roles import Permission
from registry.services.plans import FloorAlreadyDrawn
from registry.views.access import SignedIn, needs

SEVERITY = {"error": 0, "warning": 1, "info": 2}


def _seen(request: SignedIn, pk: int) -> DrawingImport:
    inside = DrawingImport.objects.within(request.user.scope)
    return inside.select_related("floor__building", "uploaded_by").get(pk=pk)


@needs(Permission.IMPORT_DRAWING)
def import_list(request: SignedIn) -> HttpResponse:
    """List the drawings of the account's buildings, newest first."""
    inside = DrawingImport.objects.within(request.user.scope)
    imports = inside.select_related("floor__building", "uploaded_by")[:200]
    return render(request, "cad_import/import_list.html", {"imports": imports})


@needs(Permission.IMPORT_DRAWING)
def upload(request: SignedIn) -> HttpResponse:
    """Take a drawing and queue its reading."""
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        scope=request.user.scope,
        initial={"floor": request.GET.get("floor"), "start": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        kept = progress.keep_upload(
            upload=given["file"],
            floor=given["floor"],
            unit=given["unit"],
            start=given["start"],
            encoding=given["encoding"],
            by=request.user,
        )
        return redirect("drawing", pk=kept.pk)
    return render(request, "cad_import/upload.html", {"form": form})


@needs(Permission.IMPORT_DRAWING)
def detail(request: SignedIn, pk: int) -> HttpResponse:
    """Show how far a drawing has come and what was read in it."""
    drawing = _seen(request, pk)
    if request.GET.get("fragment"):
        return render(request, "cad_import/includes/progress.html", {"drawing": drawing})
    context: dict[str, Any] = {
        "drawing": drawing,
        "error": _in_language(drawing),
        "encodings": ENCODINGS,
    }
    if drawing.reading:
        context |= _as_read(drawing, request.GET.get("storey"))
    return render(request, "cad_import/import_detail.html", context)


def _as_read(drawing: DrawingImport, asked: str | None) -> dict[str, Any]:
    """Return what the review shows: one storey of the reading, all its notes, and the choices."""
    reading = drawing.reading or {}
    storeys = storeys_with_rooms(reading)
    try:
        chosen = storey_for(reading, level=drawing.floor.ordinal, nth=_number(asked))
    except (NoRooms, SeveralStoreys):
        chosen = storeys[0] if storeys else {"rooms": []}
    notes = notes_of(reading)
    preview = preview_of(chosen, notes)
    shown = {marker[0] for marker in preview.markers} if preview else set()
    is_named = asked is not None or drawing.floor.ordinal in chosen.get("levels", ())
    return {
        "reading": reading,
        "evidence": reading["unit"].get("evidence_zh" if _is_chinese() else "evidence", ())
        or reading["unit"]["evidence"],
        "notes": [note | {"is_shown": n in shown} for n, note in enumerate(notes, 1)],
        "preview": preview,
        "storey": chosen,
        "storeys": storeys,
        "chosen": next((n for n, storey in enumerate(storeys) if storey is chosen), 0),
        "is_storey_told": len(storeys) < 2 or is_named,
        "is_whole": reading.get("whole", True),
    }


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdecimal() and len(text) < 4 else None


def _is_chinese() -> bool:
    return (get_language() or "").startswith("zh")


def _in_language(drawing: DrawingImport) -> str:
    return drawing.error_zh if _is_chinese() and drawing.error_zh else drawing.error


def notes_of(reading: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the notes, gravest first, each with its sentence in the reader's language."""
    chinese = _is_chinese()
    ordered = sorted(reading["notes"], key=lambda note: SEVERITY[note["severity"]])
    return [
        note | {"text": note.get("text_zh") or note["text"] if chinese else note["text"]}
        for note in ordered
    ]


@needs(Permission.IMPORT_DRAWING)
@require_POST
def accept(request: SignedIn, pk: int) -> HttpResponse:
    """Enter the rooms into the register, or say why that cannot be and keep everything."""
    drawing = _seen(request, pk)
    if drawing.state != ImportState.READ:
        messages.info(request, _("This drawing has been decided on already; nothing was changed."))
        return redirect("drawing", pk=pk)
    try:
        progress.accept(
            drawing,
            day=timezone.localdate(),
            storey=_number(request.POST.get("storey")),
            incomplete="incomplete" in request.POST,
        )
    except (FloorAlreadyDrawn, NoRooms, NotWhole, SeveralStoreys, IntegrityError) as refusal:
        messages.error(request, refusal_sentence(refusal))
        return redirect("drawing", pk=pk)
    messages.success(request, _("The rooms are in the register now."))
    return redirect("drawing", pk=pk)


def refusal_sentence(refusal: Exception) -> str:
    """Return why a reading did not enter the register, in the reader's language."""
    match refusal:
        case IntegrityError():
            return explained(refusal)
        case FloorAlreadyDrawn():
            return str(refusal.message)
        case SeveralStoreys():
            return _(
                "The drawing holds several storeys (%(titles)s). Choose the one that is this floor; "
                "nothing was changed."
            ) % {"titles": ", ".join(refusal.titles)}
        case NotWhole():
            return _(
                "A part of the plan is missing and nothing was changed. %(what)s If the floor is to "
                "be entered without it, say so."
            ) % {"what": _first_of(refusal)}
        case _:
            return _(
                "No room was found in the drawing, so there is nothing to enter. The notes say why."
            )


def _first_of(refusal: NotWhole) -> str:
    key = "text_zh" if _is_chinese() else "text"
    return refusal.notes[0][key] if refusal.notes else str(refusal)


@needs(Permission.IMPORT_DRAWING)
@require_POST
def discard(request: SignedIn, pk: int) -> HttpResponse:
    """Set a drawing aside."""
    progress.discard(_seen(request, pk))
    messages.success(request, _("The drawing was set aside. The register is unchanged."))
    return redirect("drawing-list")


@needs(Permission.IMPORT_DRAWING)
@require_POST
def read_again(request: SignedIn, pk: int) -> HttpResponse:
    """Read a kept drawing once more, in another unit if one is given."""
    unit, encoding = request.POST.get("unit", "auto"), request.POST.get("encoding", "")
    progress.read_again(
        _seen(request, pk),
        unit=unit if unit in dict(UNITS) else "auto",
        encoding=encoding if encoding in dict(ENCODINGS) else "",
    )
    return redirect("drawing", pk=pk)
