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
from cad_import.entry import NoRooms, NotWhole, SeveralStoreys
from cad_import.forms import UploadForm
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
    context: dict[str, Any] = {"drawing": drawing, "error": _in_language(drawing)}
    if drawing.reading:
        context |= {
            "reading": drawing.reading,
            "notes": notes_of(drawing.reading),
            "preview": preview_of(drawing.reading),
        }
    return render(request, "cad_import/import_detail.html", context)


def _in_language(drawing: DrawingImport) -> str:
    chinese = (get_language() or "").startswith("zh") and drawing.error_zh
    return drawing.error_zh if chinese else drawing.error


def notes_of(reading: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the notes, gravest first, each with its sentence in the reader's language."""
    chinese = (get_language() or "").startswith("zh")
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
        progress.accept(drawing, day=timezone.localdate())
    except (FloorAlreadyDrawn, NoRooms, SeveralStoreys, IntegrityError) as refusal:
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
                "The drawing holds several storeys (%(titles)s). Save each storey as a drawing of "
                "its own and import it to its floor; nothing was changed."
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
    key = "text_zh" if (get_language() or "").startswith("zh") else "text"
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
    progress.read_again(_seen(request, pk), unit=request.POST.get("unit", "auto"))
    return redirect("drawing", pk=pk)
