import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import registry.models.certificates
import registry.models.periods


class Migration(migrations.Migration):
    """Rights, holders, restrictions, certificates, houses and lineage, with their constraints."""

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("registry", "0081_buildings_on_parcels"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="baunit",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="baunit",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="baunit",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="certificate",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="certificate",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="certificate",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="parcel",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="parcel",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="parcel",
            name="delete_delete",
        ),
        migrations.CreateModel(
            name="BoundaryPoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ordinal", models.PositiveSmallIntegerField(verbose_name="ordinal")),
                ("name", models.CharField(max_length=12, verbose_name="point")),
                (
                    "northing_m",
                    models.DecimalField(decimal_places=3, max_digits=12, verbose_name="X (m)"),
                ),
                (
                    "easting_m",
                    models.DecimalField(decimal_places=3, max_digits=12, verbose_name="Y (m)"),
                ),
                (
                    "length_m",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                        verbose_name="length to the next point (m)",
                    ),
                ),
            ],
            options={
                "verbose_name": "boundary point",
                "ordering": ("parcel", "ordinal"),
            },
        ),
        migrations.CreateModel(
            name="BoundaryPointEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("ordinal", models.PositiveSmallIntegerField(verbose_name="ordinal")),
                ("name", models.CharField(max_length=12, verbose_name="point")),
                (
                    "northing_m",
                    models.DecimalField(decimal_places=3, max_digits=12, verbose_name="X (m)"),
                ),
                (
                    "easting_m",
                    models.DecimalField(decimal_places=3, max_digits=12, verbose_name="Y (m)"),
                ),
                (
                    "length_m",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                        verbose_name="length to the next point (m)",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="House",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=4, verbose_name="house number")),
                ("name", models.CharField(blank=True, max_length=60, verbose_name="name")),
                (
                    "building_area_m2",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="building area (m²)",
                    ),
                ),
                (
                    "shared_area_m2",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="apportioned area (m²)",
                    ),
                ),
            ],
            options={
                "verbose_name": "house",
                "ordering": ("building", "number"),
            },
        ),
        migrations.CreateModel(
            name="HouseEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("number", models.CharField(max_length=4, verbose_name="house number")),
                ("name", models.CharField(blank=True, max_length=60, verbose_name="name")),
                (
                    "building_area_m2",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="building area (m²)",
                    ),
                ),
                (
                    "shared_area_m2",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="apportioned area (m²)",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HouseRoom",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "period",
                    django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="period"),
                ),
            ],
            options={
                "ordering": ("house", "room"),
            },
        ),
        migrations.CreateModel(
            name="HouseRoomEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "period",
                    django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="period"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Lineage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "event",
                    models.CharField(
                        choices=[
                            ("split", "Split"),
                            ("merge", "Merged"),
                            ("partial_transfer", "Part transferred"),
                            ("parcel_split", "Parcel split"),
                            ("parcel_merge", "Parcels merged"),
                        ],
                        max_length=20,
                        verbose_name="event",
                    ),
                ),
                ("on", models.DateField(verbose_name="day")),
                ("recorded_at", models.DateTimeField(db_default=registry.models.periods.Moment())),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="ParcelLineage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("event", models.CharField(max_length=20, verbose_name="event")),
                ("on", models.DateField(verbose_name="day")),
                ("recorded_at", models.DateTimeField(db_default=registry.models.periods.Moment())),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="RegisterEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("enter_unit", "Unit entered"),
                            ("open_right", "Right registered"),
                            ("close_right", "Right cancelled"),
                            ("change_right", "Right changed"),
                            ("transfer_right", "Right transferred"),
                            ("correct_right", "Right corrected"),
                            ("restrict", "Restriction registered"),
                            ("lift_restriction", "Restriction lifted"),
                            ("issue_certificate", "Certificate issued"),
                            ("cancel_certificate", "Certificate cancelled"),
                            ("split_unit", "Unit split"),
                            ("merge_units", "Units merged"),
                            ("transfer_part", "Part of a unit transferred"),
                            ("split_parcel", "Parcel split"),
                            ("merge_parcels", "Parcels merged"),
                        ],
                        max_length=20,
                        verbose_name="act",
                    ),
                ),
                ("case_number", models.CharField(max_length=40, verbose_name="case number")),
                ("on", models.DateField(verbose_name="takes effect on")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                (
                    "document_no",
                    models.CharField(blank=True, max_length=120, verbose_name="document number"),
                ),
                ("region_code", models.CharField(max_length=12)),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=registry.models.periods.Moment(), verbose_name="recorded"
                    ),
                ),
            ],
            options={
                "verbose_name": "entry of the register",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="RegisterExtract",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("day", models.DateField(verbose_name="as of")),
                ("known_at", models.DateTimeField(verbose_name="as known at")),
                ("content", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("language", models.CharField(default="zh-hans", max_length=10)),
                ("address", models.CharField(max_length=300)),
                ("made_at", models.DateTimeField(db_default=registry.models.periods.Moment())),
            ],
            options={
                "verbose_name": "extract from the register",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="Restriction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("seizure", "Seizure"),
                            ("objection", "Objection"),
                            ("advance_notice", "Priority notice"),
                            ("mortgage", "Mortgage"),
                        ],
                        max_length=14,
                        verbose_name="kind",
                    ),
                ),
                ("party", models.CharField(max_length=200, verbose_name="in favour of")),
                ("document_no", models.CharField(max_length=120, verbose_name="document number")),
                (
                    "amount_yuan",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=16,
                        null=True,
                        verbose_name="secured amount (yuan)",
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField(default=1, verbose_name="rank")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="note")),
                (
                    "period",
                    django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="period"),
                ),
                (
                    "recorded",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(
                        db_default=registry.models.periods.FromNow(),
                        editable=False,
                        verbose_name="recorded",
                    ),
                ),
            ],
            options={
                "verbose_name": "restriction",
                "ordering": ("unit", "kind", "rank"),
            },
        ),
        migrations.CreateModel(
            name="RestrictionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("seizure", "Seizure"),
                            ("objection", "Objection"),
                            ("advance_notice", "Priority notice"),
                            ("mortgage", "Mortgage"),
                        ],
                        max_length=14,
                        verbose_name="kind",
                    ),
                ),
                ("party", models.CharField(max_length=200, verbose_name="in favour of")),
                ("document_no", models.CharField(max_length=120, verbose_name="document number")),
                (
                    "amount_yuan",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=16,
                        null=True,
                        verbose_name="secured amount (yuan)",
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField(default=1, verbose_name="rank")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="note")),
                (
                    "period",
                    django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="period"),
                ),
                (
                    "recorded",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(
                        db_default=registry.models.periods.FromNow(),
                        editable=False,
                        verbose_name="recorded",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Right",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("1", "Collective land ownership"),
                            ("2", "State land ownership"),
                            ("3", "Right to use state-owned building land"),
                            (
                                "4",
                                "Right to use state-owned building land, and ownership of the house on it",
                            ),
                            ("5", "Right to use a homestead"),
                            ("6", "Right to use a homestead, and ownership of the house on it"),
                            ("7", "Right to use collective building land"),
                            (
                                "8",
                                "Right to use collective building land, and ownership of the house on it",
                            ),
                            ("9", "Right to contracted management of land"),
                            (
                                "10",
                                "Right to contracted management of land, and ownership of trees",
                            ),
                            ("11", "Right to use forest land"),
                            ("12", "Right to use forest land and its trees"),
                            ("13", "Right to use grassland"),
                            ("14", "Right to farm fish in waters and on tidal flats"),
                            ("15", "Right to use a sea area"),
                            ("16", "Right to use a sea area, and ownership of structures in it"),
                            ("17", "Right to use an uninhabited island"),
                            (
                                "18",
                                "Right to use an uninhabited island, and ownership of structures on it",
                            ),
                            ("19", "Easement"),
                            ("20", "Right to draw water"),
                            ("21", "Prospecting right"),
                            ("22", "Mining right"),
                            ("23", "Mortgage"),
                            ("99", "Other right"),
                        ],
                        max_length=2,
                        verbose_name="kind of right",
                    ),
                ),
                (
                    "sharing",
                    models.CharField(
                        choices=[
                            ("sole", "Held alone"),
                            ("shares", "Held in shares"),
                            ("joint", "Held jointly"),
                        ],
                        default="sole",
                        max_length=6,
                        verbose_name="sharing",
                    ),
                ),
                ("purpose", models.CharField(blank=True, max_length=60, verbose_name="use")),
                ("term", models.CharField(blank=True, max_length=120, verbose_name="term of use")),
                (
                    "building_area_m2",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="building area (m²)",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="note")),
                (
                    "period",
                    django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="period"),
                ),
                (
                    "recorded",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(
                        db_default=registry.models.periods.FromNow(),
                        editable=False,
                        verbose_name="recorded",
                    ),
                ),
            ],
            options={
                "verbose_name": "right",
                "ordering": ("unit", "kind", "period"),
            },
        ),
        migrations.CreateModel(
            name="RightEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("1", "Collective land ownership"),
                            ("2", "State land ownership"),
                            ("3", "Right to use state-owned building land"),
                            (
                                "4",
                                "Right to use state-owned building land, and ownership of the house on it",
                            ),
                            ("5", "Right to use a homestead"),
                            ("6", "Right to use a homestead, and ownership of the house on it"),
                            ("7", "Right to use collective building land"),
                            (
                                "8",
                                "Right to use collective building land, and ownership of the house on it",
                            ),
                            ("9", "Right to contracted management of land"),
                            (
                                "10",
                                "Right to contracted management of land, and ownership of trees",
                            ),
                            ("11", "Right to use forest land"),
                            ("12", "Right to use forest land and its trees"),
                            ("13", "Right to use grassland"),
                            ("14", "Right to farm fish in waters and on tidal flats"),
                            ("15", "Right to use a sea area"),
                            ("16", "Right to use a sea area, and ownership of structures in it"),
                            ("17", "Right to use an uninhabited island"),
                            (
                                "18",
                                "Right to use an uninhabited island, and ownership of structures on it",
                            ),
                            ("19", "Easement"),
                            ("20", "Right to draw water"),
                            ("21", "Prospecting right"),
                            ("22", "Mining right"),
                            ("23", "Mortgage"),
                            ("99", "Other right"),
                        ],
                        max_length=2,
                        verbose_name="kind of right",
                    ),
                ),
                (
                    "sharing",
                    models.CharField(
                        choices=[
                            ("sole", "Held alone"),
                            ("shares", "Held in shares"),
                            ("joint", "Held jointly"),
                        ],
                        default="sole",
                        max_length=6,
                        verbose_name="sharing",
                    ),
                ),
                ("purpose", models.CharField(blank=True, max_length=60, verbose_name="use")),
                ("term", models.CharField(blank=True, max_length=120, verbose_name="term of use")),
                (
                    "building_area_m2",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="building area (m²)",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="note")),
                (
                    "period",
                    django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="period"),
                ),
                (
                    "recorded",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(
                        db_default=registry.models.periods.FromNow(),
                        editable=False,
                        verbose_name="recorded",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RightHolder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="holder")),
                (
                    "identity_no",
                    models.CharField(blank=True, max_length=40, verbose_name="identity number"),
                ),
                ("numerator", models.PositiveBigIntegerField(default=1, verbose_name="share")),
                (
                    "denominator",
                    models.PositiveBigIntegerField(default=1, verbose_name="denominator"),
                ),
                (
                    "period",
                    django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="period"),
                ),
                (
                    "recorded",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(
                        db_default=registry.models.periods.FromNow(),
                        editable=False,
                        verbose_name="recorded",
                    ),
                ),
            ],
            options={
                "verbose_name": "right holder",
                "ordering": ("right", "pk"),
            },
        ),
        migrations.CreateModel(
            name="RightHolderEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=200, verbose_name="holder")),
                (
                    "identity_no",
                    models.CharField(blank=True, max_length=40, verbose_name="identity number"),
                ),
                ("numerator", models.PositiveBigIntegerField(default=1, verbose_name="share")),
                (
                    "denominator",
                    models.PositiveBigIntegerField(default=1, verbose_name="denominator"),
                ),
                (
                    "period",
                    django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="period"),
                ),
                (
                    "recorded",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(
                        db_default=registry.models.periods.FromNow(),
                        editable=False,
                        verbose_name="recorded",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SpatialException",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("overlap", "Two parcels overlap"),
                            ("outside", "A building reaches outside its parcels"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                (
                    "document_no",
                    models.CharField(blank=True, max_length=120, verbose_name="document number"),
                ),
                (
                    "period",
                    django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="period"),
                ),
            ],
            options={
                "verbose_name": "exception on the ground",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="SpatialExceptionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("overlap", "Two parcels overlap"),
                            ("outside", "A building reaches outside its parcels"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                (
                    "document_no",
                    models.CharField(blank=True, max_length=120, verbose_name="document number"),
                ),
                (
                    "period",
                    django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="period"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.RemoveConstraint(
            model_name="certificate",
            name="a_unit_has_one_certificate_of_a_kind_on_a_day",
        ),
        migrations.AddField(
            model_name="baunit",
            name="address",
            field=models.CharField(blank=True, max_length=300, verbose_name="address"),
        ),
        migrations.AddField(
            model_name="baunit",
            name="also_buildings",
            field=models.ManyToManyField(
                blank=True, related_name="also_units", to="registry.building"
            ),
        ),
        migrations.AddField(
            model_name="baunit",
            name="building_area_m2",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                max_digits=14,
                null=True,
                verbose_name="building area (m²)",
            ),
        ),
        migrations.AddField(
            model_name="baunit",
            name="closed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="baunit",
            name="period",
            field=django.contrib.postgres.fields.ranges.DateRangeField(
                db_default=registry.models.periods.AnyDay(), verbose_name="exists"
            ),
        ),
        migrations.AddField(
            model_name="baunit",
            name="purpose",
            field=models.CharField(blank=True, max_length=60, verbose_name="use"),
        ),
        migrations.AddField(
            model_name="baunit",
            name="recorded_at",
            field=models.DateTimeField(db_default=registry.models.periods.Moment(), editable=False),
        ),
        migrations.AddField(
            model_name="baunit",
            name="region_code",
            field=models.CharField(default="", editable=False, max_length=12),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="baunitevent",
            name="address",
            field=models.CharField(blank=True, max_length=300, verbose_name="address"),
        ),
        migrations.AddField(
            model_name="baunitevent",
            name="building_area_m2",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                max_digits=14,
                null=True,
                verbose_name="building area (m²)",
            ),
        ),
        migrations.AddField(
            model_name="baunitevent",
            name="closed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="baunitevent",
            name="period",
            field=django.contrib.postgres.fields.ranges.DateRangeField(
                db_default=registry.models.periods.AnyDay(), verbose_name="exists"
            ),
        ),
        migrations.AddField(
            model_name="baunitevent",
            name="purpose",
            field=models.CharField(blank=True, max_length=60, verbose_name="use"),
        ),
        migrations.AddField(
            model_name="baunitevent",
            name="recorded_at",
            field=models.DateTimeField(db_default=registry.models.periods.Moment(), editable=False),
        ),
        migrations.AddField(
            model_name="baunitevent",
            name="region_code",
            field=models.CharField(default="", editable=False, max_length=12),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="certificate",
            name="issued_by",
            field=models.CharField(blank=True, max_length=120, verbose_name="issued by"),
        ),
        migrations.AddField(
            model_name="certificate",
            name="note",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="why there is none, or a note"
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="replaces",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="registry.certificate",
            ),
        ),
        migrations.AddField(
            model_name="certificateevent",
            name="replaces",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="registry.certificate",
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="recorded",
            field=django.contrib.postgres.fields.ranges.DateTimeRangeField(
                db_default=registry.models.periods.FromNow(),
                editable=False,
                verbose_name="recorded",
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="scan",
            field=models.FileField(blank=True, upload_to="certificates/%Y/", verbose_name="scan"),
        ),
        migrations.AddField(
            model_name="certificate",
            name="scan_sha256",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="certificateevent",
            name="issued_by",
            field=models.CharField(blank=True, max_length=120, verbose_name="issued by"),
        ),
        migrations.AddField(
            model_name="certificateevent",
            name="note",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="why there is none, or a note"
            ),
        ),
        migrations.AddField(
            model_name="certificateevent",
            name="recorded",
            field=django.contrib.postgres.fields.ranges.DateTimeRangeField(
                db_default=registry.models.periods.FromNow(),
                editable=False,
                verbose_name="recorded",
            ),
        ),
        migrations.AddField(
            model_name="certificateevent",
            name="scan",
            field=models.FileField(blank=True, upload_to="certificates/%Y/", verbose_name="scan"),
        ),
        migrations.AddField(
            model_name="certificateevent",
            name="scan_sha256",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="parcel",
            name="period",
            field=django.contrib.postgres.fields.ranges.DateRangeField(
                db_default=registry.models.periods.AnyDay(), verbose_name="exists"
            ),
        ),
        migrations.AddField(
            model_name="parcel",
            name="survey_srid",
            field=models.PositiveIntegerField(
                blank=True, null=True, verbose_name="coordinate system"
            ),
        ),
        migrations.AddField(
            model_name="parcelevent",
            name="period",
            field=django.contrib.postgres.fields.ranges.DateRangeField(
                db_default=registry.models.periods.AnyDay(), verbose_name="exists"
            ),
        ),
        migrations.AddField(
            model_name="parcelevent",
            name="survey_srid",
            field=models.PositiveIntegerField(
                blank=True, null=True, verbose_name="coordinate system"
            ),
        ),
        migrations.AlterField(
            model_name="baunit",
            name="code",
            field=models.CharField(max_length=28, verbose_name="real estate unit code"),
        ),
        migrations.AlterField(
            model_name="certificate",
            name="kind",
            field=models.CharField(
                choices=[
                    ("real_estate", "Real estate certificate"),
                    ("proof", "Proof of registration"),
                    ("house", "House ownership certificate"),
                    ("land", "Land use certificate"),
                    ("none", "No certificate"),
                ],
                max_length=12,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="certificateevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("real_estate", "Real estate certificate"),
                    ("proof", "Proof of registration"),
                    ("house", "House ownership certificate"),
                    ("land", "Land use certificate"),
                    ("none", "No certificate"),
                ],
                max_length=12,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="parcel",
            name="code",
            field=models.CharField(max_length=19, verbose_name="parcel code"),
        ),
        migrations.AddField(
            model_name="certificate",
            name="number_plain",
            field=models.GeneratedField(
                db_persist=True,
                expression=registry.models.certificates.PlainNumber(models.F("number")),
                output_field=models.CharField(max_length=100),
            ),
        ),
        migrations.AddIndex(
            model_name="parcel",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("code", name="varchar_pattern_ops"),
                name="parcel_code_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="parcel",
            constraint=models.UniqueConstraint(
                condition=models.Q(("period__upper_inf", True)),
                fields=("code",),
                name="a_parcel_code_stands_once_among_the_living",
                violation_error_message="A parcel with this code is in the register already.",
            ),
        ),
        migrations.AddField(
            model_name="boundarypoint",
            name="parcel",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="points",
                to="registry.parcel",
            ),
        ),
        migrations.AddField(
            model_name="boundarypointevent",
            name="parcel",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="registry.parcel",
            ),
        ),
        migrations.AddField(
            model_name="boundarypointevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="boundarypointevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="registry.boundarypoint",
            ),
        ),
        migrations.AddField(
            model_name="house",
            name="building",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="houses",
                to="registry.building",
            ),
        ),
        migrations.AddField(
            model_name="baunit",
            name="houses",
            field=models.ManyToManyField(blank=True, related_name="units", to="registry.house"),
        ),
        migrations.AddIndex(
            model_name="baunit",
            index=models.Index(fields=["code"], name="unit_by_code"),
        ),
        migrations.AddIndex(
            model_name="baunit",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("code", name="varchar_pattern_ops"),
                name="unit_code_begins",
            ),
        ),
        migrations.AddIndex(
            model_name="baunit",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("region_code", name="varchar_pattern_ops"),
                name="unit_scope",
            ),
        ),
        migrations.AddConstraint(
            model_name="baunit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("period__upper_inf", True)),
                fields=("code",),
                name="a_unit_code_stands_once_among_the_living",
                violation_error_message="A unit with this code is in the register already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="baunit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("code__regex", "^.{19}W"), _negated=True),
                    ("code__endswith", "W00000000"),
                    _connector="OR",
                ),
                name="a_unit_of_bare_land_has_no_number",
                violation_error_message="A unit of kind W, with nothing built, ends in zeros.",
            ),
        ),
        migrations.AddField(
            model_name="houseevent",
            name="building",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="registry.building",
            ),
        ),
        migrations.AddField(
            model_name="houseevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="houseevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="registry.house",
            ),
        ),
        migrations.AddField(
            model_name="houseroom",
            name="house",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rooms",
                to="registry.house",
            ),
        ),
        migrations.AddField(
            model_name="houseroom",
            name="room",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="houses",
                to="registry.room",
            ),
        ),
        migrations.AddField(
            model_name="houseroomevent",
            name="house",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="registry.house",
            ),
        ),
        migrations.AddField(
            model_name="houseroomevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="houseroomevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="registry.houseroom",
            ),
        ),
        migrations.AddField(
            model_name="houseroomevent",
            name="room",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="registry.room",
            ),
        ),
        migrations.AddField(
            model_name="lineage",
            name="child",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ancestors",
                to="registry.baunit",
            ),
        ),
        migrations.AddField(
            model_name="lineage",
            name="parent",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="descendants",
                to="registry.baunit",
            ),
        ),
        migrations.AddField(
            model_name="parcellineage",
            name="child",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ancestors",
                to="registry.parcel",
            ),
        ),
        migrations.AddField(
            model_name="parcellineage",
            name="parent",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="descendants",
                to="registry.parcel",
            ),
        ),
        migrations.AddField(
            model_name="registerentry",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="registerentry",
            name="units",
            field=models.ManyToManyField(related_name="entries", to="registry.baunit"),
        ),
        migrations.AddField(
            model_name="parcellineage",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parcels",
                to="registry.registerentry",
            ),
        ),
        migrations.AddField(
            model_name="lineage",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lineage",
                to="registry.registerentry",
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="closed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="closed_certificates",
                to="registry.registerentry",
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="entry",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="certificates",
                to="registry.registerentry",
            ),
        ),
        migrations.AddField(
            model_name="certificateevent",
            name="closed_by",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="registry.registerentry",
            ),
        ),
        migrations.AddField(
            model_name="certificateevent",
            name="entry",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="registry.registerentry",
            ),
        ),
        migrations.AddIndex(
            model_name="certificate",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("number_plain", name="varchar_pattern_ops"),
                name="certificate_by_number",
            ),
        ),
        migrations.AddIndex(
            model_name="certificate",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("number_plain", name="gin_trgm_ops"),
                name="certificate_number_part",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("recorded__isempty", False), ("recorded__startswith__isnull", False)
                ),
                name="certificate_record_has_begun",
                violation_error_message="A record begins when it is written and ends later.",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(
                    ("recorded__upper_inf", True), models.Q(("kind", "proof"), _negated=True)
                ),
                expressions=[("unit", "="), ("kind", "="), ("holder", "="), ("period", "&&")],
                name="a_holder_has_one_certificate_of_a_kind_on_a_day",
                violation_error_message="This holder already has a certificate of this kind for this unit in that period.",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("scan", ""), ("scan_sha256", "")),
                    models.Q(
                        models.Q(("scan", ""), _negated=True),
                        ("scan_sha256__regex", "^[0-9a-f]{64}$"),
                    ),
                    _connector="OR",
                ),
                name="a_scan_is_named_by_its_hash",
                violation_error_message="A scan needs its SHA-256.",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("replaces__isnull", True),
                    models.Q(("replaces", models.F("pk")), _negated=True),
                    _connector="OR",
                ),
                name="a_certificate_does_not_replace_itself",
                violation_error_message="A certificate replaces another one or none.",
            ),
        ),
        migrations.AddField(
            model_name="registerextract",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="registerextract",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="extracts",
                to="registry.baunit",
            ),
        ),
        migrations.AddField(
            model_name="restriction",
            name="closed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="closed_restrictions",
                to="registry.registerentry",
            ),
        ),
        migrations.AddField(
            model_name="restriction",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="restrictions",
                to="registry.registerentry",
            ),
        ),
        migrations.AddField(
            model_name="restriction",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="restrictions",
                to="registry.organisation",
            ),
        ),
        migrations.AddField(
            model_name="restriction",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="restrictions",
                to="registry.baunit",
            ),
        ),
        migrations.AddField(
            model_name="restrictionevent",
            name="closed_by",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="registry.registerentry",
            ),
        ),
        migrations.AddField(
            model_name="restrictionevent",
            name="entry",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="registry.registerentry",
            ),
        ),
        migrations.AddField(
            model_name="restrictionevent",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="registry.organisation",
            ),
        ),
        migrations.AddField(
            model_name="restrictionevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="restrictionevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="registry.restriction",
            ),
        ),
        migrations.AddField(
            model_name="restrictionevent",
            name="unit",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="registry.baunit",
            ),
        ),
        migrations.AddField(
            model_name="right",
            name="closed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="closed_rights",
                to="registry.registerentry",
            ),
        ),
        migrations.AddField(
            model_name="right",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rights",
                to="registry.registerentry",
            ),
        ),
        migrations.AddField(
            model_name="right",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rights",
                to="registry.baunit",
            ),
        ),
        migrations.AddField(
            model_name="rightevent",
            name="closed_by",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="registry.registerentry",
            ),
        ),
        migrations.AddField(
            model_name="rightevent",
            name="entry",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="registry.registerentry",
            ),
        ),
        migrations.AddField(
            model_name="rightevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="rightevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="registry.right",
            ),
        ),
        migrations.AddField(
            model_name="rightevent",
            name="unit",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="registry.baunit",
            ),
        ),
        migrations.AddField(
            model_name="rightholder",
            name="closed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="closed_holders",
                to="registry.registerentry",
            ),
        ),
        migrations.AddField(
            model_name="rightholder",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="holders",
                to="registry.registerentry",
            ),
        ),
        migrations.AddField(
            model_name="rightholder",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="titles",
                to="registry.organisation",
            ),
        ),
        migrations.AddField(
            model_name="rightholder",
            name="right",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="holders",
                to="registry.right",
            ),
        ),
        migrations.AddField(
            model_name="rightholder",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="holders",
                to="registry.baunit",
            ),
        ),
        migrations.AddField(
            model_name="rightholderevent",
            name="closed_by",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="registry.registerentry",
            ),
        ),
        migrations.AddField(
            model_name="rightholderevent",
            name="entry",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="registry.registerentry",
            ),
        ),
        migrations.AddField(
            model_name="rightholderevent",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="registry.organisation",
            ),
        ),
        migrations.AddField(
            model_name="rightholderevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="rightholderevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="registry.rightholder",
            ),
        ),
        migrations.AddField(
            model_name="rightholderevent",
            name="right",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="registry.right",
            ),
        ),
        migrations.AddField(
            model_name="rightholderevent",
            name="unit",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="registry.baunit",
            ),
        ),
        migrations.AddField(
            model_name="spatialexception",
            name="building",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="exceptions",
                to="registry.building",
            ),
        ),
        migrations.AddField(
            model_name="spatialexception",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="spatialexception",
            name="other_parcel",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="other_exceptions",
                to="registry.parcel",
            ),
        ),
        migrations.AddField(
            model_name="spatialexception",
            name="parcel",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="exceptions",
                to="registry.parcel",
            ),
        ),
        migrations.AddField(
            model_name="spatialexceptionevent",
            name="building",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="registry.building",
            ),
        ),
        migrations.AddField(
            model_name="spatialexceptionevent",
            name="by",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="spatialexceptionevent",
            name="other_parcel",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="registry.parcel",
            ),
        ),
        migrations.AddField(
            model_name="spatialexceptionevent",
            name="parcel",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="registry.parcel",
            ),
        ),
        migrations.AddField(
            model_name="spatialexceptionevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="spatialexceptionevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="registry.spatialexception",
            ),
        ),
        migrations.AddConstraint(
            model_name="boundarypoint",
            constraint=models.UniqueConstraint(
                fields=("parcel", "ordinal"),
                name="a_boundary_point_has_its_place",
                violation_error_message="This parcel already has a point at this place.",
            ),
        ),
        migrations.AddConstraint(
            model_name="boundarypoint",
            constraint=models.UniqueConstraint(
                fields=("parcel", "name"),
                name="a_boundary_point_has_its_name",
                violation_error_message="This parcel already has a point of this name.",
            ),
        ),
        migrations.AddConstraint(
            model_name="house",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__regex", "^[0-9]{4}$")),
                name="a_house_number_has_four_digits",
                violation_error_message="A house number has four digits.",
            ),
        ),
        migrations.AddConstraint(
            model_name="house",
            constraint=models.UniqueConstraint(
                fields=("building", "number"),
                name="a_house_number_stands_once_in_a_building",
                violation_error_message="This building already has a house with this number.",
            ),
        ),
        migrations.AddConstraint(
            model_name="houseroom",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("period__isempty", False), ("period__startswith__isnull", False)
                ),
                name="house_room_period_is_not_empty",
                violation_error_message="The period has no day in it: the end must be after the start.",
            ),
        ),
        migrations.AddConstraint(
            model_name="houseroom",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("room", "="), ("period", "&&")],
                name="a_room_is_in_one_house_on_a_day",
                violation_error_message="This room is part of another house in that period.",
            ),
        ),
        migrations.AddIndex(
            model_name="registerentry",
            index=models.Index(fields=["case_number"], name="entries_of_a_case"),
        ),
        migrations.AddIndex(
            model_name="registerentry",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass("region_code", name="varchar_pattern_ops"),
                name="entry_scope",
            ),
        ),
        migrations.AddConstraint(
            model_name="registerentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("case_number", ""), _negated=True),
                name="an_entry_names_its_case",
                violation_error_message="An entry is made by a case: give its number.",
            ),
        ),
        migrations.AddConstraint(
            model_name="parcellineage",
            constraint=models.UniqueConstraint(
                fields=("parent", "child"),
                name="a_parcels_descent_is_written_once",
                violation_error_message="This descent is in the register already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="parcellineage",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent", models.F("child")), _negated=True),
                name="no_parcel_descends_from_itself",
                violation_error_message="A parcel does not come from itself.",
            ),
        ),
        migrations.AddConstraint(
            model_name="lineage",
            constraint=models.UniqueConstraint(
                fields=("parent", "child"),
                name="a_descent_is_written_once",
                violation_error_message="This descent is in the register already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="lineage",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent", models.F("child")), _negated=True),
                name="nothing_descends_from_itself",
                violation_error_message="A unit does not come from itself.",
            ),
        ),
        migrations.AddConstraint(
            model_name="registerextract",
            constraint=models.CheckConstraint(
                condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                name="an_extract_is_named_by_its_hash",
                violation_error_message="An extract needs the SHA-256 of what it says.",
            ),
        ),
        migrations.AddConstraint(
            model_name="restriction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("period__isempty", False), ("period__startswith__isnull", False)
                ),
                name="restriction_period_is_not_empty",
                violation_error_message="The period has no day in it: the end must be after the start.",
            ),
        ),
        migrations.AddConstraint(
            model_name="restriction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("recorded__isempty", False), ("recorded__startswith__isnull", False)
                ),
                name="restriction_record_has_begun",
                violation_error_message="A record begins when it is written and ends later.",
            ),
        ),
        migrations.AddConstraint(
            model_name="restriction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_by__isnull", True), ("recorded__upper_inf", True)),
                    models.Q(("closed_by__isnull", False), ("recorded__upper_inf", False)),
                    _connector="OR",
                ),
                name="a_closed_restriction_names_its_entry",
                violation_error_message="A closed record names the entry that closed it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="restriction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["seizure", "objection", "advance_notice", "mortgage"])
                ),
                name="a_restriction_kind_is_known",
                violation_error_message="Choose seizure, objection, priority notice or mortgage.",
            ),
        ),
        migrations.AddConstraint(
            model_name="restriction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("document_no", ""), _negated=True),
                    models.Q(("party", ""), _negated=True),
                ),
                name="a_restriction_names_its_document",
                violation_error_message="A restriction names its document and whom it serves.",
            ),
        ),
        migrations.AddConstraint(
            model_name="restriction",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("recorded__upper_inf", True)),
                expressions=[("uid", "="), ("period", "&&")],
                name="a_restriction_is_one_thing_on_a_day",
                violation_error_message="This restriction is registered otherwise in that period.",
            ),
        ),
        migrations.AddConstraint(
            model_name="right",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("period__isempty", False), ("period__startswith__isnull", False)
                ),
                name="right_period_is_not_empty",
                violation_error_message="The period has no day in it: the end must be after the start.",
            ),
        ),
        migrations.AddConstraint(
            model_name="right",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("recorded__isempty", False), ("recorded__startswith__isnull", False)
                ),
                name="right_record_has_begun",
                violation_error_message="A record begins when it is written and ends later.",
            ),
        ),
        migrations.AddConstraint(
            model_name="right",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_by__isnull", True), ("recorded__upper_inf", True)),
                    models.Q(("closed_by__isnull", False), ("recorded__upper_inf", False)),
                    _connector="OR",
                ),
                name="a_closed_right_names_its_entry",
                violation_error_message="A closed record names the entry that closed it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="right",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "1",
                            "2",
                            "3",
                            "4",
                            "5",
                            "6",
                            "7",
                            "8",
                            "9",
                            "10",
                            "11",
                            "12",
                            "13",
                            "14",
                            "15",
                            "16",
                            "17",
                            "18",
                            "19",
                            "20",
                            "21",
                            "22",
                            "23",
                            "99",
                        ],
                    )
                ),
                name="a_right_kind_is_known",
                violation_error_message="Choose one of the listed kinds of right.",
            ),
        ),
        migrations.AddConstraint(
            model_name="right",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        (
                            "1",
                            "2",
                            "3",
                            "4",
                            "5",
                            "6",
                            "7",
                            "8",
                            "9",
                            "10",
                            "11",
                            "12",
                            "13",
                            "14",
                            "15",
                            "16",
                            "17",
                            "18",
                        ),
                    ),
                    ("recorded__upper_inf", True),
                ),
                expressions=[("unit", "="), ("period", "&&")],
                name="a_unit_is_held_by_one_right_on_a_day",
                violation_error_message="This unit is held by another right in that period. Transfer or cancel it first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="right",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("recorded__upper_inf", True)),
                expressions=[("uid", "="), ("period", "&&")],
                name="a_right_is_one_thing_on_a_day",
                violation_error_message="This right is registered otherwise in that period.",
            ),
        ),
        migrations.AddIndex(
            model_name="rightholder",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("name", name="gin_trgm_ops"),
                name="holder_by_name",
            ),
        ),
        migrations.AddIndex(
            model_name="rightholder",
            index=models.Index(
                condition=models.Q(("recorded__upper_inf", True)),
                fields=["unit"],
                include=("right",),
                name="holders_known_now",
            ),
        ),
        migrations.AddConstraint(
            model_name="rightholder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("period__isempty", False), ("period__startswith__isnull", False)
                ),
                name="right_holder_period_is_not_empty",
                violation_error_message="The period has no day in it: the end must be after the start.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rightholder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("recorded__isempty", False), ("recorded__startswith__isnull", False)
                ),
                name="right_holder_record_has_begun",
                violation_error_message="A record begins when it is written and ends later.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rightholder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_by__isnull", True), ("recorded__upper_inf", True)),
                    models.Q(("closed_by__isnull", False), ("recorded__upper_inf", False)),
                    _connector="OR",
                ),
                name="a_closed_holder_names_its_entry",
                violation_error_message="A closed record names the entry that closed it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rightholder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("denominator__gte", models.F("numerator")), ("numerator__gt", 0)
                ),
                name="a_share_is_a_part_of_one",
                violation_error_message="A share is above zero and at most the whole.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rightholder",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True),
                name="a_holder_has_a_name",
                violation_error_message="A holder has a name.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rightholder",
            constraint=models.UniqueConstraint(
                fields=("right", "organisation"),
                name="an_organisation_has_one_share_of_a_right",
                violation_error_message="This organisation already has a share of this right.",
            ),
        ),
        migrations.AddConstraint(
            model_name="spatialexception",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("period__isempty", False), ("period__startswith__isnull", False)
                ),
                name="exception_period_is_not_empty",
                violation_error_message="The period has no day in it: the end must be after the start.",
            ),
        ),
        migrations.AddConstraint(
            model_name="spatialexception",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason__regex", "\\S")),
                name="an_exception_has_a_reason",
                violation_error_message="Say why the register should accept this.",
            ),
        ),
        migrations.AddConstraint(
            model_name="spatialexception",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("building__isnull", True),
                        ("kind", "overlap"),
                        ("other_parcel__isnull", False),
                    ),
                    models.Q(
                        ("building__isnull", False),
                        ("kind", "outside"),
                        ("other_parcel__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="an_exception_names_what_it_excuses",
                violation_error_message="Name the other parcel, or the building.",
            ),
        ),
    ]
