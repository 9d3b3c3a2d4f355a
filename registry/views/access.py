"""Who may open a page: stated at the top of each view in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from registry.roles import Permission

if TYPE_CHECKING:
    from registry.models import User

    class SignedIn(HttpRequest):
        """A request whose account is known: what `needs` lets through."""

        user: User
else:
    SignedIn = HttpRequest

View = Callable[..., HttpResponseBase]


def needs(permission: Permission) -> Callable[[View], View]:
    """Return a decorator for views that need a signed-in account with a permission.

    What is not there and what is not for this account give the same answer: 404.
    """

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.may(permission):  # type: ignore[union-attr]
                raise PermissionDenied
            try:
                return view(request, *args, **kwargs)
            except ObjectDoesNotExist as missing:
                raise Http404 from missing

        return guarded

    return decorate


def asked_day(request: HttpRequest, *, name: str = "on") -> dt.date:
    """Return the day a page is asked for with `on`, today when it is not; this is where today is."""
    text = request.GET.get(name)
    if not text:
        return timezone.localdate()
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Http404(_("The day must be written as YYYY-MM-DD.")) from None
