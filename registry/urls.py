"""Addresses of the register's own pages."""

from django.urls import path

from registry.views import findings, inspections, onsite

urlpatterns = [
    path("findings/", findings.finding_list, name="finding-list"),
    path("findings/export.csv", findings.export, name="finding-export"),
    path("inspections/", inspections.inspection_list, name="inspection-list"),
    path("inspections/new/", inspections.inspection_new, name="inspection-new"),
    path("inspections/labels.pdf", inspections.labels, name="inspection-labels"),
    path("inspections/<int:pk>/", inspections.inspection, name="inspection"),
    path("inspections/<int:pk>/close/", inspections.inspection_close, name="inspection-close"),
    path("inspections/photos/<uuid:uid>/", inspections.inspection_photo, name="inspection-photo"),
    path("onsite/", onsite.page, name="onsite"),
    path("onsite/rooms.json", onsite.rooms, name="onsite-rooms"),
    path("onsite/observations/", onsite.observe, name="onsite-observe"),
    path("onsite/photos/", onsite.take_photo, name="onsite-photo"),
    path("onsite/manifest.webmanifest", onsite.manifest, name="onsite-manifest"),
    path("onsite/worker.js", onsite.worker, name="onsite-worker"),
    path("r/<uuid:uid>/", onsite.door, name="door"),
]
