"""Every write made through a page carries who made it into the history; every page has its policy."""

from collections.abc import Callable

import pghistory
from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

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


class PagePolicy(CSPMiddleware):
    """Give each answer the policy of pages, unless it came with a stricter one of its own."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Put a policy together only where one is wanted: that takes as long as a statement."""
        if HEADER in response:
            return response
        return super().process_response(request, response)
