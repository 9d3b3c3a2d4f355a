"""Addresses of the register's own pages."""

from django.urls import path

from registry.views import batches, finding_pages, findings, organisations, standards

urlpatterns = [
    path("findings/", findings.finding_list, name="finding-list"),
    path("findings/export.csv", findings.export, name="finding-export"),
    path("findings/export.xlsx", findings.workbook, name="finding-workbook"),
    path("findings/at-once/", findings.at_once, name="finding-at-once"),
    path("findings/views/", findings.keep_view, name="finding-view-keep"),
    path("findings/views/<int:pk>/<slug:act>/", findings.change_view, name="finding-view-change"),
    path("findings/batches/", batches.batch_list, name="finding-batches"),
    path("findings/batches/<int:pk>/", batches.batch, name="finding-batch"),
    path("findings/<int:pk>/", finding_pages.finding, name="finding"),
    path("findings/<int:pk>/proof.pdf", finding_pages.proof_pdf, name="finding-proof"),
    path("findings/<int:pk>/<slug:verb>/", finding_pages.take, name="finding-step"),
    path("findings/<int:pk>/papers/<int:step>/", finding_pages.paper, name="finding-paper"),
    path("organisations/", organisations.organisation_list, name="organisation-list"),
    path("organisations/<int:pk>/", organisations.organisation, name="organisation"),
    path("organisations/<int:pk>/book.xlsx", organisations.workbook, name="organisation-workbook"),
    path("standards/", standards.standard_list, name="standard-list"),
    path("standards/new/", standards.propose, name="standard-new"),
    path("standards/changes/<int:pk>/", standards.change, name="standard-change"),
    path("standards/changes/<int:pk>/<slug:act>/", standards.decide, name="standard-decide"),
    path("standards/packs/<str:code>/", standards.standard, name="standard"),
    path("standards/packs/<str:code>/change/", standards.propose, name="standard-propose"),
]
