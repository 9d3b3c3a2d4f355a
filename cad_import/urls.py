"""Addresses of drawings on their way to the register, and of the profiles they are read by."""

from django.urls import path

from cad_import.views import drawings, profiles

urlpatterns = [
    path("", drawings.import_list, name="drawing-list"),
    path("new/", drawings.upload, name="drawing-new"),
    path("<int:pk>/", drawings.detail, name="drawing"),
    path("<int:pk>/accept/", drawings.accept, name="drawing-accept"),
    path("<int:pk>/discard/", drawings.discard, name="drawing-discard"),
    path("<int:pk>/again/", drawings.read_again, name="drawing-again"),
    path("<int:pk>/undo/", drawings.undo, name="drawing-undo"),
    path("<int:pk>/redo/", drawings.redo, name="drawing-redo"),
    path("<int:pk>/profile/", profiles.save, name="drawing-profile-save"),
    path("profiles/", profiles.profile_list, name="drawing-profiles"),
    path("profiles/file/", profiles.take_file, name="drawing-profile-file"),
    path("profiles/<int:pk>/", profiles.profile_page, name="drawing-profile"),
    path("profiles/<int:pk>/rename/", profiles.rename, name="drawing-profile-rename"),
    path("profiles/<int:pk>/retire/", profiles.retire, name="drawing-profile-retire"),
    path("profiles/<int:pk>/restore/", profiles.restore, name="drawing-profile-restore"),
    path("profiles/<int:pk>/export.json", profiles.export, name="drawing-profile-export"),
]
