import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import registry.models.periods


class Migration(migrations.Migration):
    """The rooms a certificate of use names."""

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("registry", "0150_lettings_and_disposal_plans"),
    ]

    operations = [
        migrations.CreateModel(
            name="UsePaperRoom",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "period",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        db_default=registry.models.periods.AnyDay(), editable=False
                    ),
                ),
            ],
            options={
                "verbose_name": "room on a use certificate",
                "ordering": ("paper", "room"),
            },
        ),
        migrations.CreateModel(
            name="UsePaperRoomEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="usepaper",
            trigger=pgtrigger.compiler.Trigger(
                name="a_papers_rooms_follow_it",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            UPDATE registry_usepaperroom SET period = NEW.period WHERE paper_id = NEW.id;\n            RETURN NULL;\n        ",
                    hash="46cfe42ba30d34ff6c0c93814c379591077d1772",
                    operation='UPDATE OF "period", "kind", "organisation_id"',
                    pgid="pgtrigger_a_papers_rooms_follow_it_7aa10",
                    table="registry_usepaper",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="usepaperroom",
            name="paper",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rooms",
                to="registry.usepaper",
            ),
        ),
        migrations.AddField(
            model_name="usepaperroom",
            name="room",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="named_on",
                to="registry.room",
            ),
        ),
        migrations.AddField(
            model_name="usepaperroomevent",
            name="paper",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="registry.usepaper",
            ),
        ),
        migrations.AddField(
            model_name="usepaperroomevent",
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
            model_name="usepaperroomevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="registry.usepaperroom",
            ),
        ),
        migrations.AddField(
            model_name="usepaperroomevent",
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
            model_name="usepaperroom",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("room", "="), ("period", "&&")],
                name="a_room_stands_on_one_certificate",
                violation_error_message="A room stands on one certificate at a time: take it off the other one, or let that one end first.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="usepaperroom",
            trigger=pgtrigger.compiler.Trigger(
                name="named_as_long_as_the_paper",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE paper RECORD;",
                    func="\n            SELECT kind, period INTO paper FROM registry_usepaper WHERE id = NEW.paper_id FOR SHARE;\n            IF paper.kind IS DISTINCT FROM 'certificate' THEN\n                RAISE EXCEPTION 'only a certificate names rooms'\n                      USING ERRCODE = 'check_violation',\n                            CONSTRAINT = 'only_a_certificate_names_rooms';\n            END IF;\n            NEW.period := paper.period;\n            RETURN NEW;\n        ",
                    hash="6aa5d004d80950dac01ef3539b9428eeda93b76e",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_named_as_long_as_the_paper_f47fa",
                    table="registry_usepaperroom",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="usepaperroom",
            trigger=pgtrigger.compiler.Trigger(
                name="edits_say_what_they_touch",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP <> 'INSERT' THEN\n                INSERT INTO registry_touched (kind, key)\n                SELECT kind, key FROM (VALUES ('room', OLD.room_id::bigint)) AS old (kind, key)\n                 WHERE key IS NOT NULL;\n            END IF;\n            IF TG_OP <> 'DELETE' THEN\n                INSERT INTO registry_touched (kind, key)\n                SELECT kind, key FROM (VALUES ('room', NEW.room_id::bigint)) AS new (kind, key)\n                 WHERE key IS NOT NULL;\n            END IF;\n            RETURN NULL;\n        ",
                    hash="9d2d3057e49ce2de707d8c07fc45a71677db2231",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_edits_say_what_they_touch_b76e1",
                    table="registry_usepaperroom",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="usepaperroom",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_usepaperroomevent" ("id", "paper_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_id") VALUES (NEW."id", NEW."paper_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."room_id"); RETURN NULL;',
                    hash="dcd69cf32c8d85f640767b8a13e25c5096952cba",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1a4fd",
                    table="registry_usepaperroom",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="usepaperroom",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."paper_id" IS DISTINCT FROM (NEW."paper_id") OR OLD."room_id" IS DISTINCT FROM (NEW."room_id"))',
                    func='INSERT INTO "registry_usepaperroomevent" ("id", "paper_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_id") VALUES (NEW."id", NEW."paper_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."room_id"); RETURN NULL;',
                    hash="3d75d188cebd46e9bd7e1e6e8b9a86defb618f67",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e2a42",
                    table="registry_usepaperroom",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="usepaperroom",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_usepaperroomevent" ("id", "paper_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_id") VALUES (OLD."id", OLD."paper_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."room_id"); RETURN NULL;',
                    hash="09b4ccb4fa99939166ce2672ab95598d9966d08d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f4926",
                    table="registry_usepaperroom",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="usepaperroomevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="2d688930738bdec52ae1ab1ba57506a9cd91d955",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f7909",
                    table="registry_usepaperroomevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
