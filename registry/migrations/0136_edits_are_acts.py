import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0135_notes_of_rooms"),
    ]

    operations = [
        migrations.AlterField(
            model_name="roomact",
            name="verb",
            field=models.CharField(
                choices=[
                    ("allocate", "Allocated"),
                    ("release", "Released"),
                    ("seat", "Seated"),
                    ("vacate", "Vacated"),
                    ("edit", "Corrected"),
                    ("undo", "Undone"),
                ],
                max_length=10,
                verbose_name="verb",
            ),
        ),
        migrations.AddIndex(
            model_name="roomact",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("rows", name="jsonb_path_ops"),
                name="room_act_rows",
            ),
        ),
    ]
