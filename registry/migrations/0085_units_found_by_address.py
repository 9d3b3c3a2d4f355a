import django.contrib.postgres.indexes
from django.db import migrations


class Migration(migrations.Migration):
    """The index that finds units by any part of their address."""

    dependencies = [("registry", "0101_initials_of_chinese_names")]
    operations = [
        migrations.AddIndex(
            model_name="baunit",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("address", name="gin_trgm_ops"),
                name="unit_by_address",
            ),
        )
    ]
