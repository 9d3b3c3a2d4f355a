from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("cad_import", "0003_drawing_profiles"),
    ]

    operations = []
