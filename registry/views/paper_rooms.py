"""The rooms of a use certificate, chosen on a page of their own."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from registry.errors import RegisterError
from registry.queries.certificate_rooms import certificate, certificate_rooms
from registry.roles import Permission
from registry.services.use_papers import name_rooms
from registry.views.access import SignedIn, needs
from registry.views.finding_pages import in_words

MOST_REASON = 500


@needs(Permission.ALLOCATE_ROOM)
def choose(request: SignedIn, pk: int, paper: int) -> HttpResponse:
    """Tick the rooms a certificate names, or say why not and keep what was ticked."""
    scope, today = request.user.scope, timezone.localdate()
    row = certificate(pk, paper, scope=scope)
    ticked, refused = _uids(request.POST.getlist("rooms")), ""
    reason = request.POST.get("reason", "").replace("\0", "").strip()[:MOST_REASON]
    if request.method == "POST":
        try:
            with transaction.atomic():
                name_rooms(paper=row, rooms=ticked, reason=reason, by=request.user)
        except (RegisterError, IntegrityError) as error:
            refused = in_words(error)
        else:
            messages.success(request, _("Entered."))
            return redirect("organisation", pk=pk)
    page = certificate_rooms(row, scope=scope, day=today)
    chosen = {str(uid) for uid in ticked} if refused else page.chosen
    context = {"page": page, "chosen": chosen, "refused": refused, "reason": reason}
    status = 422 if refused else 200
    return render(request, "registry/paper_rooms.html", context, status=status)


def _uids(texts: Sequence[str]) -> list[uuid.UUID]:
    """Return the rooms that were ticked; what is no identity was not on the page."""
    found = []
    for text in texts:
        try:
            found.append(uuid.UUID(text))
        except ValueError:
            continue
    return found
