"""Addresses of the register's own pages."""

from django.urls import path

from registry.views import findings

urlpatterns = [
    path("findings/", findings.finding_list, name="finding-list"),
    path("findings/export.csv", findings.export, name="finding-export"),
]
