"""Addresses of the map and of what it asks for."""

from django.urls import path

from maps import export_views, views

urlpatterns = [
    path("", views.map_page, name="map"),
    path("regions/<str:code>.json", views.region, name="map-region"),
    path("courtyards/<str:code>.json", views.courtyard, name="map-courtyard"),
    path("buildings/<str:code>.json", views.building, name="map-building"),
    path("floors/<int:pk>.json", views.floor, name="map-floor"),
    path("floors/<int:pk>/export.<str:kind>", export_views.export, name="map-export"),
    path("tiles/<int:z>/<int:x>/<int:y>.mvt", views.tile, name="map-tile"),
    path("rooms/<uuid:uid>/", views.room, name="map-room"),
]
