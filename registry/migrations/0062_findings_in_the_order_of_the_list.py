from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0090_cases"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(
                models.F("rule"),
                models.OrderBy(models.F("excess"), descending=True, nulls_last=True),
                models.F("key"),
                condition=models.Q(("state", "resolved"), _negated=True),
                name="finding_open_by_rule",
            ),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(
                models.OrderBy(models.F("excess"), descending=True, nulls_last=True),
                models.F("key"),
                condition=models.Q(("state", "resolved"), _negated=True),
                name="finding_open_by_excess",
            ),
        ),
    ]
