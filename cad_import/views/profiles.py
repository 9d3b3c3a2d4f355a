"""Pages of the profiles of design institutes: list, layers and versions, rename, retire, files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cad_import import institutes
from cad_import.forms import AREA_RULES, ENCODINGS, UNITS, NameForm, ProfileFileForm
from cad_import.models import DrawingImport, DrawingProfile, DrawingProfileVersion
from registry.faults import explained
from registry.roles import Permission
from registry.views.access import SignedIn, needs


@needs(Permission.IMPORT_DRAWING)
def profile_list(request: SignedIn) -> HttpResponse:
    """List the profiles an account may see: its own division's, those below and those above."""
    scope = request.user.scope
    seen = DrawingProfile.objects.readable_in(scope)
    versions = institutes.current_versions(seen).select_related("profile", "made_by")
    rows = [_row(version, scope.prefix or "") for version in versions]
    rows.sort(key=lambda row: (row["version"].name, row["version"].pk))
    context = {
        "in_force": [row for row in rows if row["version"].profile.retired_at is None],
        "retired": [row for row in rows if row["version"].profile.retired_at is not None],
        "form": ProfileFileForm(),
    }
    return render(request, "cad_import/profile_list.html", context)


def _row(version: DrawingProfileVersion, prefix: str) -> dict[str, Any]:
    return {
        "version": version,
        "layers": sum(len(patterns) for patterns in version.roles.values()),
        "is_ours": version.profile.scope_prefix.startswith(prefix),
        "unit": dict(UNITS).get(version.unit, version.unit),
        "encoding": dict(ENCODINGS).get(version.encoding, version.encoding),
        "area_rule": dict(AREA_RULES).get(version.area_rule, ""),
    }


@needs(Permission.IMPORT_DRAWING)
def profile_page(request: SignedIn, pk: int) -> HttpResponse:
    """Show the layers of a profile as one of its versions states them, and all versions."""
    scope = request.user.scope
    profile = DrawingProfile.objects.readable_in(scope).get(pk=pk)
    versions = list(profile.versions.select_related("made_by", "profile"))
    asked = request.GET.get("v")
    shown = next((each for each in versions if str(each.number) == asked), versions[0])
    return render(
        request,
        "cad_import/profile_page.html",
        {
            "profile": profile,
            "versions": versions,
            "shown": shown,
            "row": _row(shown, scope.prefix or ""),
            "by_hand": set(shown.by_hand),
            "form": NameForm(initial={"name": profile.name}),
        },
    )


@needs(Permission.IMPORT_DRAWING)
@require_POST
def save(request: SignedIn, pk: int) -> HttpResponse:
    """Save what a drawing was read by as the profile of a design institute."""
    drawing = DrawingImport.objects.within(request.user.scope).get(pk=pk)
    form = NameForm(request.POST)
    if not drawing.reading or not form.is_valid():
        messages.error(request, _("Give the design institute a name of at most 60 letters."))
        return redirect("drawing", pk=pk)
    saved = institutes.profile_of_reading(drawing, name=form.cleaned_data["name"])
    return _kept(request, saved, made_from=drawing.name) or redirect("drawing", pk=pk)


def _kept(request: SignedIn, saved: institutes.Saved, *, made_from: str) -> HttpResponse | None:
    """Keep a profile and say so, and return its page; None when the database refused it."""
    try:
        version = institutes.save_profile(
            saved, scope=request.user.scope, by=request.user, made_from=made_from
        )
    except IntegrityError as refusal:
        messages.error(request, explained(refusal))
        return None
    messages.success(
        request,
        _(
            "Saved as “%(name)s”, version %(number)s. It is proposed for the next drawing whose "
            "layers are alike."
        )
        % {"name": version.name, "number": version.number},
    )
    return redirect("drawing-profile", pk=version.profile_id)


@needs(Permission.IMPORT_DRAWING)
@require_POST
def take_file(request: SignedIn) -> HttpResponse:
    """Keep a profile that was exported elsewhere."""
    form = ProfileFileForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Choose a profile that was exported as a JSON file."))
        return redirect("drawing-profiles")
    upload = form.cleaned_data["file"]
    try:
        saved = institutes.profile_in_file(upload.read())
    except institutes.NoProfile:
        messages.error(
            request,
            _(
                "This file is not a profile: it must be JSON with a name and the layers of known "
                "roles, as “Export” writes it. Nothing was changed."
            ),
        )
        return redirect("drawing-profiles")
    return _kept(request, saved, made_from=upload.name or "") or redirect("drawing-profiles")


def _ours(request: SignedIn, pk: int) -> DrawingProfile:
    return DrawingProfile.objects.within(request.user.scope).get(pk=pk)


@needs(Permission.IMPORT_DRAWING)
@require_POST
def rename(request: SignedIn, pk: int) -> HttpResponse:
    """Give a profile another name."""
    profile, form = _ours(request, pk), NameForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give the design institute a name of at most 60 letters."))
    elif form.cleaned_data["name"] != profile.name:
        try:
            institutes.rename(profile, name=form.cleaned_data["name"], by=request.user)
            messages.success(request, _("Renamed; earlier versions keep the earlier name."))
        except IntegrityError as refusal:
            messages.error(request, explained(refusal))
    return redirect("drawing-profile", pk=pk)


@needs(Permission.IMPORT_DRAWING)
@require_POST
def retire(request: SignedIn, pk: int) -> HttpResponse:
    """Propose a profile no more."""
    institutes.retire(_ours(request, pk), by=request.user)
    messages.success(
        request, _("It is proposed no more. Drawings that were read by it are unchanged.")
    )
    return redirect("drawing-profile", pk=pk)


@needs(Permission.IMPORT_DRAWING)
@require_POST
def restore(request: SignedIn, pk: int) -> HttpResponse:
    """Propose a retired profile again."""
    profile = _ours(request, pk)
    try:
        with transaction.atomic():
            institutes.restore(profile)
        messages.success(request, _("It is proposed again for drawings whose layers are alike."))
    except IntegrityError as refusal:
        messages.error(request, explained(refusal))
    return redirect("drawing-profile", pk=pk)


@needs(Permission.IMPORT_DRAWING)
def export(request: SignedIn, pk: int) -> HttpResponse:
    """Return a version of a profile as the JSON file that `read_drawing --profile` takes."""
    profile = DrawingProfile.objects.readable_in(request.user.scope).get(pk=pk)
    versions = profile.versions.all()
    asked = request.GET.get("v", "")
    if asked.isdecimal() and len(asked) < 6:
        versions = versions.filter(number=int(asked))
    version = versions.latest("number")
    content = institutes.saved_of(version).as_json()
    answer = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})
    name = f"{version.name}.v{version.number}.json"
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer
