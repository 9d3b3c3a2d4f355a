"""Addresses of the map and of what it asks for."""

from django.urls import path

from maps import acting, export_views, finding, panels, views

urlpatterns = [
    path("", views.map_page, name="map"),
    path("regions/<str:code>.json", views.region, name="map-region"),
    path("courtyards/<str:code>.json", views.courtyard, name="map-courtyard"),
    path("buildings/<str:code>.json", views.building, name="map-building"),
    path("buildings/<str:code>/stack.json", views.stack, name="map-stack"),
    path("floors/<int:pk>.json", views.floor, name="map-floor"),
    path("floors/<int:pk>/export.<str:kind>", export_views.export, name="map-export"),
    path("tiles/<int:z>/<int:x>/<int:y>.mvt", views.tile, name="map-tile"),
    path("floors/<int:pk>/changes.json", views.changes, name="map-changes"),
    path("floors/<int:pk>/fits.json", acting.fits, name="map-fits"),
    path("idle.json", views.idle, name="map-idle"),
    path("idle.xlsx", export_views.idle_book, name="map-idle-book"),
    path("people.json", acting.people, name="map-people"),
    path("organisations.json", acting.organisations, name="map-organisations"),
    path("search.json", finding.search, name="map-search"),
    path("acts/", acting.act, name="map-acts"),
    path("acts/<int:pk>/undo/", acting.undo, name="map-undo"),
    path("rooms/<uuid:uid>/", panels.overview, name="map-room"),
    path("rooms/<uuid:uid>/edit/", acting.edit, name="map-room-edit"),
    path("rooms/<uuid:uid>/people/", panels.people, name="map-room-people"),
    path("rooms/<uuid:uid>/area/", panels.area, name="map-room-area"),
    path("rooms/<uuid:uid>/title/", panels.title, name="map-room-title"),
    path("rooms/<uuid:uid>/past/", panels.past, name="map-room-past"),
    path("rooms/<uuid:uid>/findings/", panels.findings, name="map-room-findings"),
    path("rooms/<uuid:uid>/documents/", panels.documents, name="map-room-documents"),
]
