import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import registry.models.periods
import registry.models.premises


class Migration(migrations.Migration):
    """Rooms let or lent out, and plans for idle ones."""

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("registry", "0131_totals_of_courtyards"),
    ]

    operations = [
        migrations.CreateModel(
            name="DisposalPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("reassign", "Reassign to another organisation"),
                            ("convert", "Convert to another use"),
                            ("exchange", "Exchange"),
                            ("let", "Let out"),
                            ("auction", "Auction"),
                            ("demolish", "Demolish"),
                        ],
                        max_length=10,
                        verbose_name="way",
                    ),
                ),
                ("document_no", models.CharField(max_length=100, verbose_name="approval")),
                ("approved_on", models.DateField(verbose_name="approved on")),
                ("due_on", models.DateField(verbose_name="to be done by")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended on")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("carried_out", "Carried out"),
                            ("withdrawn", "Withdrawn"),
                            ("mistaken", "Entered by mistake"),
                        ],
                        default="",
                        max_length=12,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "end_document_no",
                    models.CharField(
                        blank=True, default="", max_length=100, verbose_name="document number"
                    ),
                ),
            ],
            options={
                "verbose_name": "disposal plan",
                "ordering": ("-approved_on", "pk"),
            },
        ),
        migrations.CreateModel(
            name="DisposalPlanEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("reassign", "Reassign to another organisation"),
                            ("convert", "Convert to another use"),
                            ("exchange", "Exchange"),
                            ("let", "Let out"),
                            ("auction", "Auction"),
                            ("demolish", "Demolish"),
                        ],
                        max_length=10,
                        verbose_name="way",
                    ),
                ),
                ("document_no", models.CharField(max_length=100, verbose_name="approval")),
                ("approved_on", models.DateField(verbose_name="approved on")),
                ("due_on", models.DateField(verbose_name="to be done by")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended on")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("carried_out", "Carried out"),
                            ("withdrawn", "Withdrawn"),
                            ("mistaken", "Entered by mistake"),
                        ],
                        default="",
                        max_length=12,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "end_document_no",
                    models.CharField(
                        blank=True, default="", max_length=100, verbose_name="document number"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Letting",
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
                        choices=[("let", "Let"), ("lent", "Lent")],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("taken_by", models.CharField(max_length=200, verbose_name="taken by")),
                (
                    "document_no",
                    models.CharField(
                        blank=True, default="", max_length=100, verbose_name="approval"
                    ),
                ),
                (
                    "approved_on",
                    models.DateField(blank=True, null=True, verbose_name="approved on"),
                ),
                (
                    "period",
                    django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="period"),
                ),
                (
                    "given_back_on",
                    models.DateField(blank=True, null=True, verbose_name="given back on"),
                ),
                (
                    "end_document_no",
                    models.CharField(
                        blank=True, default="", max_length=100, verbose_name="document number"
                    ),
                ),
                (
                    "is_mistaken",
                    models.BooleanField(default=False, verbose_name="entered by mistake"),
                ),
            ],
            options={
                "verbose_name": "letting",
                "ordering": ("-period", "pk"),
            },
        ),
        migrations.CreateModel(
            name="LettingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("let", "Let"), ("lent", "Lent")],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("taken_by", models.CharField(max_length=200, verbose_name="taken by")),
                (
                    "document_no",
                    models.CharField(
                        blank=True, default="", max_length=100, verbose_name="approval"
                    ),
                ),
                (
                    "approved_on",
                    models.DateField(blank=True, null=True, verbose_name="approved on"),
                ),
                (
                    "period",
                    django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="period"),
                ),
                (
                    "given_back_on",
                    models.DateField(blank=True, null=True, verbose_name="given back on"),
                ),
                (
                    "end_document_no",
                    models.CharField(
                        blank=True, default="", max_length=100, verbose_name="document number"
                    ),
                ),
                (
                    "is_mistaken",
                    models.BooleanField(default=False, verbose_name="entered by mistake"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="disposalplan",
            name="room",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="disposal_plans",
                to="registry.room",
            ),
        ),
        migrations.AddField(
            model_name="disposalplanevent",
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
            model_name="disposalplanevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="registry.disposalplan",
            ),
        ),
        migrations.AddField(
            model_name="disposalplanevent",
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
            model_name="letting",
            name="room",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lettings",
                to="registry.room",
            ),
        ),
        migrations.AddField(
            model_name="lettingevent",
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
            model_name="lettingevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="registry.letting",
            ),
        ),
        migrations.AddField(
            model_name="lettingevent",
            name="room",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="registry.room",
            ),
        ),
        migrations.AddConstraint(
            model_name="disposalplan",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("outcome", "mistaken"), _negated=True),
                expressions=[
                    ("room", "="),
                    (
                        registry.models.premises.DaysFrom(
                            models.F("approved_on"), models.F("ended_on")
                        ),
                        "&&",
                    ),
                ],
                name="a_room_has_one_open_plan",
                violation_error_message="This room has a disposal plan in that time already. End that one first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disposalplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("way__in", ["reassign", "convert", "exchange", "let", "auction", "demolish"]),
                    models.Q(("document_no", ""), _negated=True),
                ),
                name="a_plan_names_one_of_six_ways_and_its_approval",
                violation_error_message="Choose one of the six ways and give the approval.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disposalplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gte", models.F("approved_on"))),
                name="a_plan_is_due_after_its_approval",
                violation_error_message="A plan is due on the day of its approval or later.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disposalplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_on__isnull", True), ("outcome", "")),
                    models.Q(
                        ("ended_on__gte", models.F("approved_on")),
                        ("ended_on__isnull", False),
                        ("outcome__in", ["carried_out", "withdrawn", "mistaken"]),
                    ),
                    _connector="OR",
                ),
                name="a_plan_ends_with_an_outcome",
                violation_error_message="A plan ends on the day of its approval or later, with an outcome.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disposalplan",
            trigger=pgtrigger.compiler.Trigger(
                name="edits_say_what_they_touch",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP <> 'INSERT' THEN\n                INSERT INTO registry_touched (kind, key)\n                SELECT kind, key FROM (VALUES ('room', OLD.room_id::bigint)) AS old (kind, key)\n                 WHERE key IS NOT NULL;\n            END IF;\n            IF TG_OP <> 'DELETE' THEN\n                INSERT INTO registry_touched (kind, key)\n                SELECT kind, key FROM (VALUES ('room', NEW.room_id::bigint)) AS new (kind, key)\n                 WHERE key IS NOT NULL;\n            END IF;\n            RETURN NULL;\n        ",
                    hash="fca1ed66665f3f1fbdf8ca65e0ac1fbd1ff6f6f3",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_edits_say_what_they_touch_ed066",
                    table="registry_disposalplan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disposalplan",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_disposalplanevent" ("approved_on", "document_no", "due_on", "end_document_no", "ended_on", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_id", "way") VALUES (NEW."approved_on", NEW."document_no", NEW."due_on", NEW."end_document_no", NEW."ended_on", NEW."id", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."room_id", NEW."way"); RETURN NULL;',
                    hash="e2dd973fc56d0b4679d821957264eb180232e33a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bfbe0",
                    table="registry_disposalplan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disposalplan",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "registry_disposalplanevent" ("approved_on", "document_no", "due_on", "end_document_no", "ended_on", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_id", "way") VALUES (NEW."approved_on", NEW."document_no", NEW."due_on", NEW."end_document_no", NEW."ended_on", NEW."id", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."room_id", NEW."way"); RETURN NULL;',
                    hash="40d4fbc12a663190127287233dc51fff54af7d8b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_dd4ad",
                    table="registry_disposalplan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disposalplan",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_disposalplanevent" ("approved_on", "document_no", "due_on", "end_document_no", "ended_on", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_id", "way") VALUES (OLD."approved_on", OLD."document_no", OLD."due_on", OLD."end_document_no", OLD."ended_on", OLD."id", OLD."outcome", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."room_id", OLD."way"); RETURN NULL;',
                    hash="b60a1fc35673207a3c80d983442542a844dfcc6f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_929c8",
                    table="registry_disposalplan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disposalplanevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="758c0171c8b0aca388e3f0f115645b46b935b83e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_342f0",
                    table="registry_disposalplanevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="letting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("period__isempty", False), ("period__startswith__isnull", False)
                ),
                name="letting_period_is_not_empty",
                violation_error_message="The period has no day in it: the end must be after the start.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letting",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("is_mistaken", False)),
                expressions=[
                    ("room", "="),
                    (
                        registry.models.premises.DaysFrom(
                            registry.models.premises.FirstDay(models.F("period")),
                            models.F("given_back_on"),
                        ),
                        "&&",
                    ),
                ],
                name="a_room_is_let_once_at_a_time",
                violation_error_message="This room is let or lent in that time already. Enter that it was given back first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["let", "lent"]), models.Q(("taken_by", ""), _negated=True)
                ),
                name="a_letting_says_how_and_to_whom",
                violation_error_message="Say whether the room is let or lent, and to whom.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_on__isnull", True), ("document_no", "")),
                    models.Q(
                        models.Q(("document_no", ""), _negated=True), ("approved_on__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="an_approval_has_number_and_day",
                violation_error_message="An approval has its number and its day, or neither.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("given_back_on__isnull", True),
                    ("given_back_on__gte", registry.models.premises.FirstDay(models.F("period"))),
                    _connector="OR",
                ),
                name="a_room_is_given_back_after_it_was_taken",
                violation_error_message="It cannot be given back before it was taken.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="letting",
            trigger=pgtrigger.compiler.Trigger(
                name="edits_say_what_they_touch",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP <> 'INSERT' THEN\n                INSERT INTO registry_touched (kind, key)\n                SELECT kind, key FROM (VALUES ('room', OLD.room_id::bigint)) AS old (kind, key)\n                 WHERE key IS NOT NULL;\n            END IF;\n            IF TG_OP <> 'DELETE' THEN\n                INSERT INTO registry_touched (kind, key)\n                SELECT kind, key FROM (VALUES ('room', NEW.room_id::bigint)) AS new (kind, key)\n                 WHERE key IS NOT NULL;\n            END IF;\n            RETURN NULL;\n        ",
                    hash="b42d76b6a5feb48fa2b57b7f23d08a26b148d815",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_edits_say_what_they_touch_0d509",
                    table="registry_letting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="letting",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_lettingevent" ("approved_on", "document_no", "end_document_no", "given_back_on", "id", "is_mistaken", "kind", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_id", "taken_by") VALUES (NEW."approved_on", NEW."document_no", NEW."end_document_no", NEW."given_back_on", NEW."id", NEW."is_mistaken", NEW."kind", NEW."period", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."room_id", NEW."taken_by"); RETURN NULL;',
                    hash="61fba576c7a54fada74e8dee3c2cb96ce6d630f7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6b520",
                    table="registry_letting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="letting",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "registry_lettingevent" ("approved_on", "document_no", "end_document_no", "given_back_on", "id", "is_mistaken", "kind", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_id", "taken_by") VALUES (NEW."approved_on", NEW."document_no", NEW."end_document_no", NEW."given_back_on", NEW."id", NEW."is_mistaken", NEW."kind", NEW."period", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."room_id", NEW."taken_by"); RETURN NULL;',
                    hash="e6da25ad44c6ac06ec6dfba5d75b83dcba2006aa",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c3484",
                    table="registry_letting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="letting",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_lettingevent" ("approved_on", "document_no", "end_document_no", "given_back_on", "id", "is_mistaken", "kind", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_id", "taken_by") VALUES (OLD."approved_on", OLD."document_no", OLD."end_document_no", OLD."given_back_on", OLD."id", OLD."is_mistaken", OLD."kind", OLD."period", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."room_id", OLD."taken_by"); RETURN NULL;',
                    hash="bb306408b48c868878cdc83be40ff7ee1a03e1f2",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_75c90",
                    table="registry_letting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lettingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0f5c3193bb3f1b9a63b99d44cced2560fbb87dd3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_00663",
                    table="registry_lettingevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
