"""Addresses of the register's own pages."""

from django.urls import path

from registry.views import findings, titles

urlpatterns = [
    path("findings/", findings.finding_list, name="finding-list"),
    path("findings/export.csv", findings.export, name="finding-export"),
    path("titles/units/", titles.unit_list_page, name="title-unit-list"),
    path("titles/units.xlsx", titles.unit_list_workbook, name="title-unit-workbook"),
    path("titles/units/<str:code>/", titles.unit, name="title-unit"),
    path("titles/units/<str:code>/extracts/", titles.new_extract, name="title-extract-new"),
    path("titles/units/<str:code>/certificates/<int:pk>/scan/", titles.scan, name="title-scan"),
    path("titles/parcels/<str:code>/", titles.parcel, name="title-parcel"),
    path("titles/buildings/<str:code>/", titles.building, name="title-building"),
    path("titles/extracts/<uuid:uid>/", titles.extract, name="title-extract"),
    path("titles/extracts/<uuid:uid>/paper.pdf", titles.extract_paper, name="title-extract-paper"),
]
