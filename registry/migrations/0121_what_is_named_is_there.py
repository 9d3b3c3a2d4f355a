import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    """Parcels name their division, entries their case, restrictions what they came from."""

    dependencies = [
        ("registry", "0120_the_register_is_never_emptied"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="parcel",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="parcel",
            name="registered_ground_is_not_edited",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="restriction",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="restriction",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="restriction",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="parcel",
            name="region",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parcels",
                to="registry.region",
            ),
        ),
        migrations.AddField(
            model_name="registerentry",
            name="case",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="acts",
                to="registry.case",
            ),
        ),
        migrations.AddField(
            model_name="restriction",
            name="came_from",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="goes_on_as",
                to="registry.restriction",
            ),
        ),
        migrations.AddField(
            model_name="restrictionevent",
            name="came_from",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="registry.restriction",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="parcel",
            trigger=pgtrigger.compiler.Trigger(
                name="parcel_lies_in_its_division",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            SELECT division.id, division.code INTO NEW.region_id, NEW.region_code\n              FROM registry_region AS division\n             WHERE division.code = left(NEW.code, 6)\n             ORDER BY division.period @> lower(NEW.period) DESC NULLS LAST,\n                      lower(division.period) DESC\n             LIMIT 1;\n            IF NOT FOUND THEN\n                RAISE EXCEPTION 'no division has the code %', left(NEW.code, 6)\n                      USING ERRCODE = 'foreign_key_violation',\n                            CONSTRAINT = 'a_parcel_lies_in_a_known_division';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="64740111bcd3ee533beb28ffec9e47216fb9fde9",
                    operation='INSERT OR UPDATE OF "code", "region_id", "region_code"',
                    pgid="pgtrigger_parcel_lies_in_its_division_a9df3",
                    table="registry_parcel",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="parcel",
            trigger=pgtrigger.compiler.Trigger(
                name="registered_ground_is_not_edited",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF NOT EXISTS (SELECT 1 FROM registry_right AS held\n                             JOIN registry_baunit AS unit ON unit.id = held.unit_id\n                            WHERE unit.parcel_id = OLD.id) THEN\n                RETURN coalesce(NEW, OLD);\n            END IF;\n            IF TG_OP = 'UPDATE'\n               AND to_jsonb(NEW) - '{period,region_id}'::text[] = to_jsonb(OLD) - '{period,region_id}'::text[]\n               AND (NEW.period = OLD.period\n                    OR upper_inf(OLD.period)\n                       AND (isempty(NEW.period)  -- it came and went on one day\n                            OR lower(NEW.period) IS NOT DISTINCT FROM lower(OLD.period))) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'rights are registered on it'\n                  USING ERRCODE = 'check_violation',\n                        CONSTRAINT = 'registered_ground_is_not_edited';\n        ",
                    hash="1a7974f77ed999c5fadfebc3cb7828f555905ebb",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_registered_ground_is_not_edited_0248c",
                    table="registry_parcel",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="parcel",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."area_m2" IS DISTINCT FROM (NEW."area_m2") OR OLD."boundary" IS DISTINCT FROM (NEW."boundary") OR OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."land_use" IS DISTINCT FROM (NEW."land_use") OR OLD."period" IS DISTINCT FROM (NEW."period") OR OLD."region_code" IS DISTINCT FROM (NEW."region_code") OR OLD."right_nature" IS DISTINCT FROM (NEW."right_nature") OR OLD."survey_srid" IS DISTINCT FROM (NEW."survey_srid"))',
                    func='INSERT INTO "registry_parcelevent" ("address", "area_m2", "boundary", "code", "id", "land_use", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_code", "right_nature", "survey_srid") VALUES (NEW."address", NEW."area_m2", NEW."boundary", NEW."code", NEW."id", NEW."land_use", NEW."period", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."region_code", NEW."right_nature", NEW."survey_srid"); RETURN NULL;',
                    hash="6b1483bee5dcc27a007f2bd3addadee278c49891",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ebb26",
                    table="registry_parcel",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="registerentry",
            trigger=pgtrigger.compiler.Trigger(
                name="entry_finds_its_case",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            NEW.case_id := (SELECT id FROM registry_case AS mine WHERE mine.number = NEW.case_number);\n            RETURN NEW;\n        ",
                    hash="ebff9a7a4ee0d41904fe647e9797f2e28a5c106e",
                    operation="INSERT",
                    pgid="pgtrigger_entry_finds_its_case_034ce",
                    table="registry_registerentry",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="restriction",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_restrictionevent" ("amount_yuan", "came_from_id", "closed_by_id", "document_no", "entry_id", "id", "kind", "note", "organisation_id", "party", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank", "recorded", "uid", "unit_id") VALUES (NEW."amount_yuan", NEW."came_from_id", NEW."closed_by_id", NEW."document_no", NEW."entry_id", NEW."id", NEW."kind", NEW."note", NEW."organisation_id", NEW."party", NEW."period", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rank", NEW."recorded", NEW."uid", NEW."unit_id"); RETURN NULL;',
                    hash="03c7d85e768c2a308ca7b6dfd6d0735b1546b113",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_55ada",
                    table="registry_restriction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="restriction",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "registry_restrictionevent" ("amount_yuan", "came_from_id", "closed_by_id", "document_no", "entry_id", "id", "kind", "note", "organisation_id", "party", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank", "recorded", "uid", "unit_id") VALUES (NEW."amount_yuan", NEW."came_from_id", NEW."closed_by_id", NEW."document_no", NEW."entry_id", NEW."id", NEW."kind", NEW."note", NEW."organisation_id", NEW."party", NEW."period", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rank", NEW."recorded", NEW."uid", NEW."unit_id"); RETURN NULL;',
                    hash="7801edfba8c28f68816c45283f07a59a3999cdcd",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9d6d2",
                    table="registry_restriction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="restriction",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_restrictionevent" ("amount_yuan", "came_from_id", "closed_by_id", "document_no", "entry_id", "id", "kind", "note", "organisation_id", "party", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank", "recorded", "uid", "unit_id") VALUES (OLD."amount_yuan", OLD."came_from_id", OLD."closed_by_id", OLD."document_no", OLD."entry_id", OLD."id", OLD."kind", OLD."note", OLD."organisation_id", OLD."party", OLD."period", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rank", OLD."recorded", OLD."uid", OLD."unit_id"); RETURN NULL;',
                    hash="953b2f5d1e75aba6c4105a9efab440273d1c8d3b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9a944",
                    table="registry_restriction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="right",
            trigger=pgtrigger.compiler.Trigger(
                name="edits_say_what_they_touch",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            INSERT INTO registry_touched (kind, key)\n            SELECT 'building', unit.building_id\n              FROM registry_baunit AS unit\n             WHERE unit.id = coalesce(NEW.unit_id, OLD.unit_id) AND unit.building_id IS NOT NULL;\n            RETURN NULL;\n        ",
                    hash="595ec26538d0eae5451a5c2b341af60c6666537b",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_edits_say_what_they_touch_9f43d",
                    table="registry_right",
                    when="AFTER",
                ),
            ),
        ),
    ]
