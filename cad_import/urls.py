"""Addresses of drawings on their way to the register."""

from django.urls import path

from cad_import import views

urlpatterns = [
    path("", views.import_list, name="drawing-list"),
    path("new/", views.upload, name="drawing-new"),
    path("<int:pk>/", views.detail, name="drawing"),
    path("<int:pk>/accept/", views.accept, name="drawing-accept"),
    path("<int:pk>/discard/", views.discard, name="drawing-discard"),
    path("<int:pk>/again/", views.read_again, name="drawing-again"),
]
