"""The list of findings and its export."""

from __future__ import annotations

import csv

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from registry.queries import findings
from registry.roles import Permission
from registry.views.access import SignedIn, needs

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@needs(Permission.VIEW_REGISTER)
def finding_list(request: SignedIn) -> HttpResponse:
    """List what is open in the account's division, worst first, by rule when asked."""
    listed = findings.open_findings(
        request.user.scope,
        rule=request.GET.get("rule", ""),
        with_people=request.user.may(Permission.VIEW_PEOPLE),
    )
    return render(request, "registry/finding_list.html", {"listed": listed})


@needs(Permission.VIEW_REGISTER)
def export(request: SignedIn) -> HttpResponse:
    """Give the same list as a CSV file that a spreadsheet opens in Chinese."""
    listed = findings.open_findings(
        request.user.scope,
        rule=request.GET.get("rule", ""),
        with_people=request.user.may(Permission.VIEW_PEOPLE),
    )
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="findings.csv"'
    response.write("\ufeff")
    sheet = csv.writer(response)
    sheet.writerow(
        [
            *(_("Rule"), _("Finding"), _("Organisation"), _("Building"), _("Floor"), _("Room")),
            *(_("Measured (m²)"), _("Limit (m²)"), _("Excess (m²)"), _("Document"), _("Clause")),
            _("Detected on"),
        ]
    )
    for row in listed.findings:
        cells = [row.rule, row.sentence, row.organisation, row.building, row.floor]
        cells += [row.room_number, row.measured, row.limit, row.excess]
        sheet.writerow(
            [harmless(cell) for cell in [*cells, row.document_no, row.clause, row.detected_on]]
        )
    return response


def harmless(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula; room names come from drawings."""
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return f"'{cell}"
    return "" if cell is None else cell
