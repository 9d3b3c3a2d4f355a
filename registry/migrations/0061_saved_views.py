import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0060_papers_by_hash"),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("page", models.CharField(default="findings", max_length=20)),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("query", models.CharField(blank=True, max_length=500)),
                (
                    "shared_with",
                    models.CharField(
                        blank=True, default="", max_length=12, verbose_name="shared with"
                    ),
                ),
                ("is_default", models.BooleanField(default=False, verbose_name="opens first")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_views",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "saved view",
                "ordering": ("name", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "page", "name"),
                        name="a_saved_view_has_a_name_of_its_own",
                        violation_error_message="You already have a view of this name.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_default", True)),
                        fields=("owner", "page"),
                        name="one_saved_view_opens_first",
                        violation_error_message="Another view opens first already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="a_saved_view_is_named",
                        violation_error_message="Give the view a name.",
                    ),
                ],
            },
        ),
    ]
