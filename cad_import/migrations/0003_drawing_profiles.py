import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cad_import", "0002_encoding_of_the_texts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="drawingimport",
            name="area_rule",
            field=models.CharField(blank=True, max_length=30, verbose_name="area rule"),
        ),
        migrations.AddField(
            model_name="drawingimport",
            name="profile_choice",
            field=models.CharField(
                choices=[
                    ("alike", "The saved profile whose layers are alike"),
                    ("none", "No profile: names and linework alone"),
                    ("chosen", "The profile chosen by hand"),
                ],
                default="alike",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="drawingimport",
            name="roles",
            field=models.JSONField(default=dict, verbose_name="roles of layers corrected by hand"),
        ),
        migrations.AddField(
            model_name="drawingimport",
            name="undone",
            field=models.JSONField(default=list, verbose_name="closures taken back"),
        ),
        migrations.CreateModel(
            name="DrawingProfile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(max_length=60, verbose_name="name of the design institute"),
                ),
                (
                    "scope_prefix",
                    models.CharField(
                        blank=True, max_length=12, verbose_name="division codes begin with"
                    ),
                ),
                ("retired_at", models.DateTimeField(null=True, verbose_name="retired at")),
                (
                    "retired_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "drawing profile",
                "ordering": ("name", "pk"),
            },
        ),
        migrations.CreateModel(
            name="DrawingProfileVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="version")),
                (
                    "name",
                    models.CharField(max_length=60, verbose_name="name of the design institute"),
                ),
                ("fingerprint", models.JSONField(default=list, verbose_name="layer names")),
                ("roles", models.JSONField(default=dict, verbose_name="roles of layers")),
                (
                    "by_hand",
                    models.JSONField(default=list, verbose_name="layers corrected by hand"),
                ),
                (
                    "area_rule",
                    models.CharField(blank=True, max_length=30, verbose_name="area rule"),
                ),
                (
                    "unit",
                    models.CharField(default="auto", max_length=10, verbose_name="drawing unit"),
                ),
                (
                    "encoding",
                    models.CharField(
                        blank=True, max_length=20, verbose_name="encoding of the texts"
                    ),
                ),
                (
                    "made_from",
                    models.CharField(blank=True, max_length=255, verbose_name="made from"),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="cad_import.drawingprofile",
                    ),
                ),
            ],
            options={
                "verbose_name": "version of a drawing profile",
                "ordering": ("profile_id", "-number"),
            },
        ),
        migrations.AddField(
            model_name="drawingimport",
            name="profile",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cad_import.drawingprofileversion",
            ),
        ),
        migrations.AddConstraint(
            model_name="drawingimport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("profile__isnull", True), ("profile_choice", "chosen"), _connector="XOR"
                ),
                name="a_chosen_profile_is_named",
                violation_error_message="A profile chosen by hand must be named.",
            ),
        ),
        migrations.AddConstraint(
            model_name="drawingprofile",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retired_at", None)),
                fields=("scope_prefix", "name"),
                name="one_profile_in_force_per_name",
                violation_error_message="There is a profile of this name already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="drawingprofileversion",
            constraint=models.UniqueConstraint(
                fields=("profile", "number"),
                name="a_version_of_a_profile_has_its_own_number",
                violation_error_message="Somebody saved this profile at the same moment.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="drawingprofileversion",
            trigger=pgtrigger.compiler.Trigger(
                name="a_saved_version_stays_as_it_is",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f7f09d44e63bc1dd19a16b55a9ecff7e398ffdd9",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_a_saved_version_stays_as_it_is_6a3eb",
                    table="cad_import_drawingprofileversion",
                    when="BEFORE",
                ),
            ),
        ),
    ]
