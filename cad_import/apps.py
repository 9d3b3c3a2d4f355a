from django.apps import AppConfig


class CadImportConfig(AppConfig):
    name = "cad_import"
