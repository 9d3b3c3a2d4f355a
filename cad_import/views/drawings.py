"""Pages of drawings: list, upload, review, accept."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cad_import import institutes, progress
from cad_import.entry import (
    NoRooms,
    NotWhole,
    SeveralStoreys,
    storey_for,
    storeys_with_rooms,
)
from cad_import.forms import AREA_RULES, ENCODINGS, ROLE_FIELD, UNITS, AgainForm, UploadForm
from cad_import.models import DrawingImport, DrawingProfileVersion, ImportState, ProfileChoice
from cad_import.preview import preview_of
from cad_import.profiles import Role
from cad_import.review import gaps_read, layer_rows, layers_of, part_rows
from registry.faults import explained
from registry.roles import Permission
from registry.services.plans import FloorAlreadyDrawn
from registry.views.access import SignedIn, needs

SEVERITY = {"error": 0, "warning": 1, "info": 2}


def _seen(request: SignedIn, pk: int) -> DrawingImport:
    inside = DrawingImport.objects.within(request.user.scope)
    related = ("floor__building", "uploaded_by", "profile")
    return inside.select_related(*related).get(pk=pk)


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
        return _how_far(request, drawing)
    context: dict[str, Any] = {
        "drawing": drawing,
        "error": _in_language(drawing),
        "encodings": ENCODINGS,
        "units": UNITS,
    }
    if drawing.reading:
        context |= _as_read(drawing, request.GET) | _as_stated(drawing)
    return render(request, "cad_import/import_detail.html", context)


def _how_far(request: SignedIn, drawing: DrawingImport) -> HttpResponse:
    """Show the steps of a reading; once it is over, have the page that asks loaded anew."""
    response = render(request, "cad_import/includes/progress.html", {"drawing": drawing})
    if not drawing.is_being_read:
        response["HX-Refresh"] = "true"
    return response


def _as_read(drawing: DrawingImport, query: QueryDict) -> dict[str, Any]:
    """Return what the review shows: one storey of the reading, all its notes, and the choices."""
    reading = drawing.reading or {}
    storeys, asked = storeys_with_rooms(reading), query.get("storey")
    try:
        chosen = storey_for(reading, level=drawing.floor.ordinal, nth=_number(asked))
    except (NoRooms, SeveralStoreys):
        chosen = storeys[0] if storeys else {"rooms": []}
    notes = notes_of(reading)
    gaps = gaps_read(
        chosen,
        drawing.undone,
        metres=reading["unit"]["metres"],
        every=query.get("gaps") == "all",
    )
    preview = preview_of(chosen, notes, gaps, chinese=_is_chinese())
    shown = {marker[0] for marker in preview.markers} if preview else set()
    is_named = asked is not None or drawing.floor.ordinal in chosen.get("levels", ())
    return {
        "reading": reading,
        "evidence": reading["unit"].get("evidence_zh" if _is_chinese() else "evidence", ())
        or reading["unit"]["evidence"],
        "notes": [note | {"is_shown": n in shown} for n, note in enumerate(notes, 1)],
        "preview": preview,
        "gaps": gaps,
        "balance": part_rows(chosen),
        "only_doubtful": query.get("rooms") == "doubtful",
        "doubtful": sum(room.is_doubtful for room in preview.rooms) if preview else 0,
        "storey": chosen,
        "storeys": storeys,
        "chosen": next((n for n, storey in enumerate(storeys) if storey is chosen), 0),
        "is_storey_told": len(storeys) < 2 or is_named,
        "is_whole": reading.get("whole", True),
    }


def _as_stated(drawing: DrawingImport) -> dict[str, Any]:
    """Return what people state about a drawing, and what they may state instead."""
    reading = drawing.reading or {}
    known = institutes.candidates_for(drawing)
    if drawing.profile and drawing.profile not in known:
        known.append(drawing.profile)
    used = reading.get("profile")
    version = next((each for each in known if used and each.pk == used["key"]), None)
    return {
        "layers": layer_rows(reading, drawing.roles, chinese=_is_chinese()),
        "role_field": ROLE_FIELD,
        "roles": [role.value for role in Role if role is not Role.UNKNOWN],
        "profiles": known,
        "used": used,
        "used_version": version,
        "area_rules": AREA_RULES,
        "rule": _rule_in_language(reading),
    }


def _rule_in_language(reading: dict[str, Any]) -> dict[str, str]:
    """Return by which rule areas were taken, since when, on what ground, and what is a setting."""
    rule: dict[str, str] = next((each["area_rule"] for each in reading["storeys"]), {})
    tail = "_zh" if _is_chinese() else ""
    said = {key: rule.get(key + tail, "") for key in ("name", "source", "unsettled")}
    return said | {"since": rule.get("since", ""), "code": rule.get("code", "")}


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
    """Read a kept drawing once more with what a person stated anew; all else stays as it was."""
    drawing = _seen(request, pk)
    form = AgainForm(request.POST)
    stated: dict[str, Any] = form.stated()
    choice = stated.pop("profile", "")
    layers = layers_of(drawing.reading or {})
    stated["roles"] = form.corrections(layers, drawing.roles)
    _tell(request, progress.read_again(drawing, **stated, **_choice(drawing, choice)))
    return redirect("drawing", pk=pk)


def _choice(drawing: DrawingImport, choice: str) -> dict[str, Any]:
    """Return which profile is chosen: none, by likeness, or a version meant for this place."""
    if choice in (ProfileChoice.ALIKE, ProfileChoice.NONE):
        return {"profile_choice": choice, "profile": None}
    number = int(choice) if choice.isdecimal() and len(choice) < 10 else 0
    meant: list[DrawingProfileVersion] = institutes.candidates_for(drawing) if number else []
    chosen = next((each for each in meant if each.pk == number), None)
    return {"profile_choice": ProfileChoice.CHOSEN, "profile": chosen} if chosen else {}


def _tell(request: SignedIn, is_queued: bool) -> None:
    if not is_queued:
        messages.info(
            request,
            _("Nothing was changed: the drawing is being read just now or has been decided on."),
        )


@needs(Permission.IMPORT_DRAWING)
@require_POST
def undo(request: SignedIn, pk: int) -> HttpResponse:
    """Leave closed gaps open and read the rooms again."""
    _tell(request, progress.undo(_seen(request, pk), request.POST.getlist("gap")))
    return redirect("drawing", pk=pk)


@needs(Permission.IMPORT_DRAWING)
@require_POST
def redo(request: SignedIn, pk: int) -> HttpResponse:
    """Close gaps again that were taken back, and read the rooms again."""
    _tell(request, progress.redo(_seen(request, pk), request.POST.getlist("gap")))
    return redirect("drawing", pk=pk)
