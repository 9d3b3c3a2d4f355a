"""Every write made through a page carries who made it into the history."""

from collections.abc import Callable

import pghistory
from django.http import HttpRequest, HttpResponse

SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}


class TracedWrites:
    """Put the account and the address into the history context of requests that may write."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SAFE:
            return self.get_response(request)
        with pghistory.context(user=request.user.pk, path=request.path):
            return self.get_response(request)
