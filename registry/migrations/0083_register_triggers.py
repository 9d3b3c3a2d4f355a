import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    """What the register of titles forbids, and the history of its tables."""

    dependencies = [("registry", "0082_register_of_titles")]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="baunit",
            trigger=pgtrigger.compiler.Trigger(
                name="unit_stands_on_its_parcel",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE parcel RECORD;",
                    func="\n            SELECT ground.code, ground.region_code INTO parcel\n              FROM registry_parcel AS ground WHERE ground.id = NEW.parcel_id;\n            IF left(NEW.code, 19) <> parcel.code THEN\n                RAISE EXCEPTION 'unit % is not of parcel %', NEW.code, parcel.code\n                      USING ERRCODE = 'check_violation',\n                            CONSTRAINT = 'a_unit_code_begins_with_its_parcels';\n            END IF;\n            NEW.region_code := coalesce(\n                (SELECT building.region_code FROM registry_building AS building\n                  WHERE building.id = NEW.building_id), parcel.region_code);\n            RETURN NEW;\n        ",
                    hash="004ec6a082ea8a7474213744afdc3f6209821fb0",
                    operation='INSERT OR UPDATE OF "code", "parcel_id", "building_id"',
                    pgid="pgtrigger_unit_stands_on_its_parcel_83b87",
                    table="registry_baunit",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="baunit",
            trigger=pgtrigger.compiler.Trigger(
                name="registered_ground_is_not_edited",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF NOT EXISTS (SELECT 1 FROM registry_right AS held\n                             JOIN registry_baunit AS unit ON unit.id = held.unit_id\n                            WHERE unit.id = OLD.id) THEN\n                RETURN coalesce(NEW, OLD);\n            END IF;\n            IF TG_OP = 'UPDATE'\n               AND to_jsonb(NEW) - '{period,closed_at}'::text[] = to_jsonb(OLD) - '{period,closed_at}'::text[]\n               AND (NEW.period = OLD.period\n                    OR upper_inf(OLD.period) AND lower(NEW.period)\n                       IS NOT DISTINCT FROM lower(OLD.period)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'rights are registered on it'\n                  USING ERRCODE = 'check_violation',\n                        CONSTRAINT = 'registered_ground_is_not_edited';\n        ",
                    hash="c7b3fb067add689379e945282914c489c55e0a93",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_registered_ground_is_not_edited_27006",
                    table="registry_baunit",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="baunit",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_baunitevent" ("address", "building_area_m2", "building_id", "closed_at", "code", "id", "parcel_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "recorded_at", "region_code") VALUES (NEW."address", NEW."building_area_m2", NEW."building_id", NEW."closed_at", NEW."code", NEW."id", NEW."parcel_id", NEW."period", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."purpose", NEW."recorded_at", NEW."region_code"); RETURN NULL;',
                    hash="6b13a358fe19d2a568fcee30e67c24262c3d1cf4",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_680c0",
                    table="registry_baunit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="baunit",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "registry_baunitevent" ("address", "building_area_m2", "building_id", "closed_at", "code", "id", "parcel_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "recorded_at", "region_code") VALUES (NEW."address", NEW."building_area_m2", NEW."building_id", NEW."closed_at", NEW."code", NEW."id", NEW."parcel_id", NEW."period", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."purpose", NEW."recorded_at", NEW."region_code"); RETURN NULL;',
                    hash="93e17d1520c6bb6493e1da2d6d0c42f466ec0350",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_dd0ed",
                    table="registry_baunit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="baunit",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_baunitevent" ("address", "building_area_m2", "building_id", "closed_at", "code", "id", "parcel_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "recorded_at", "region_code") VALUES (OLD."address", OLD."building_area_m2", OLD."building_id", OLD."closed_at", OLD."code", OLD."id", OLD."parcel_id", OLD."period", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."purpose", OLD."recorded_at", OLD."region_code"); RETURN NULL;',
                    hash="cd3f72e66a55212bd59ca8339fa078ec64f5acd0",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3b308",
                    table="registry_baunit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="buildingonparcel",
            trigger=pgtrigger.compiler.Trigger(
                name="buildings_lie_in_their_parcels",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="\n            PERFORM fangtu_lies_in_its_parcels(moved.id, 5.0)\n               FROM (SELECT coalesce(NEW.building_id, OLD.building_id) AS id) AS moved (id);\n            RETURN NULL;\n        ",
                    hash="ac52a4c2ce106ba15bc5408cf74f50f8818fee2d",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_buildings_lie_in_their_parcels_72378",
                    table="registry_building_parcels",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="an_entry_is_only_closed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'UPDATE' AND upper_inf(OLD.recorded) AND NOT upper_inf(NEW.recorded)\n               AND lower(NEW.recorded) = lower(OLD.recorded)\n               AND to_jsonb(NEW) - '{recorded,closed_by_id,number_plain}'::text[] = to_jsonb(OLD) - '{recorded,closed_by_id,number_plain}'::text[] THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'an entry of the register is closed, never changed or taken away'\n                  USING ERRCODE = 'check_violation', CONSTRAINT = 'an_entry_is_only_closed';\n        ",
                    hash="1d6f49b7eeeb2150fce4aa2a678e076b85f2e818",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_an_entry_is_only_closed_f91c0",
                    table="registry_certificate",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_certificateevent" ("closed_by_id", "entry_id", "holder_id", "id", "issued_by", "kind", "note", "number", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "printed_area_m2", "recorded", "replaces_id", "scan", "scan_sha256", "unit_id") VALUES (NEW."closed_by_id", NEW."entry_id", NEW."holder_id", NEW."id", NEW."issued_by", NEW."kind", NEW."note", NEW."number", NEW."period", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."printed_area_m2", NEW."recorded", NEW."replaces_id", NEW."scan", NEW."scan_sha256", NEW."unit_id"); RETURN NULL;',
                    hash="135a3b12535ae9edcb5bc27fd9fe895e6883eae5",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_233b5",
                    table="registry_certificate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."closed_by_id" IS DISTINCT FROM (NEW."closed_by_id") OR OLD."entry_id" IS DISTINCT FROM (NEW."entry_id") OR OLD."holder_id" IS DISTINCT FROM (NEW."holder_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."issued_by" IS DISTINCT FROM (NEW."issued_by") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."period" IS DISTINCT FROM (NEW."period") OR OLD."printed_area_m2" IS DISTINCT FROM (NEW."printed_area_m2") OR OLD."recorded" IS DISTINCT FROM (NEW."recorded") OR OLD."replaces_id" IS DISTINCT FROM (NEW."replaces_id") OR OLD."scan" IS DISTINCT FROM (NEW."scan") OR OLD."scan_sha256" IS DISTINCT FROM (NEW."scan_sha256") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id"))',
                    func='INSERT INTO "registry_certificateevent" ("closed_by_id", "entry_id", "holder_id", "id", "issued_by", "kind", "note", "number", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "printed_area_m2", "recorded", "replaces_id", "scan", "scan_sha256", "unit_id") VALUES (NEW."closed_by_id", NEW."entry_id", NEW."holder_id", NEW."id", NEW."issued_by", NEW."kind", NEW."note", NEW."number", NEW."period", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."printed_area_m2", NEW."recorded", NEW."replaces_id", NEW."scan", NEW."scan_sha256", NEW."unit_id"); RETURN NULL;',
                    hash="1b4a425da3257fba55b1edba6651e3960294f065",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9bb13",
                    table="registry_certificate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_certificateevent" ("closed_by_id", "entry_id", "holder_id", "id", "issued_by", "kind", "note", "number", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "printed_area_m2", "recorded", "replaces_id", "scan", "scan_sha256", "unit_id") VALUES (OLD."closed_by_id", OLD."entry_id", OLD."holder_id", OLD."id", OLD."issued_by", OLD."kind", OLD."note", OLD."number", OLD."period", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."printed_area_m2", OLD."recorded", OLD."replaces_id", OLD."scan", OLD."scan_sha256", OLD."unit_id"); RETURN NULL;',
                    hash="2702b58f1d4efdc8d7ea70127273da892036a88e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e13cf",
                    table="registry_certificate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="parcel",
            trigger=pgtrigger.compiler.Trigger(
                name="registered_ground_is_not_edited",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF NOT EXISTS (SELECT 1 FROM registry_right AS held\n                             JOIN registry_baunit AS unit ON unit.id = held.unit_id\n                            WHERE unit.parcel_id = OLD.id) THEN\n                RETURN coalesce(NEW, OLD);\n            END IF;\n            IF TG_OP = 'UPDATE'\n               AND to_jsonb(NEW) - '{period}'::text[] = to_jsonb(OLD) - '{period}'::text[]\n               AND (NEW.period = OLD.period\n                    OR upper_inf(OLD.period) AND lower(NEW.period)\n                       IS NOT DISTINCT FROM lower(OLD.period)) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'rights are registered on it'\n                  USING ERRCODE = 'check_violation',\n                        CONSTRAINT = 'registered_ground_is_not_edited';\n        ",
                    hash="65bcbb24c1a104ef5e6236f0a6bc2d13e1636c5d",
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
                name="parcels_do_not_overlap",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    declare="DECLARE clash RECORD;",
                    func="\n            PERFORM pg_advisory_xact_lock(60211);\n            -- One living parcel that shares ground with this one by more than a survey may err.\n            SELECT mine.code, other.code AS other_code,\n                   ST_Area(ST_Intersection(mine.boundary, other.boundary)::geography) AS overlap_m2\n              INTO clash\n              FROM registry_parcel AS mine\n              JOIN registry_parcel AS other\n                ON other.id <> mine.id AND ST_Intersects(other.boundary, mine.boundary)\n               AND other.period && mine.period\n               AND fangtu_layer(other.code) = fangtu_layer(mine.code)\n             WHERE mine.id = NEW.id\n               AND ST_Area(ST_Intersection(mine.boundary, other.boundary)::geography)\n                   > 1.0\n               AND NOT EXISTS (SELECT 1 FROM registry_spatialexception AS allowed\n                                WHERE allowed.kind = 'overlap'\n                                  AND allowed.period && (other.period * mine.period)\n                                  AND (allowed.parcel_id, allowed.other_parcel_id)\n                                      IN ((mine.id, other.id), (other.id, mine.id)))\n             LIMIT 1;\n            IF FOUND THEN\n                RAISE EXCEPTION 'parcels % and % overlap by % m2', clash.code, clash.other_code,\n                      round(clash.overlap_m2::numeric, 2)\n                      USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'parcels_do_not_overlap';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="9c297a0bc5068172462c124d818c82551181be84",
                    operation='INSERT OR UPDATE OF "boundary", "period", "code"',
                    pgid="pgtrigger_parcels_do_not_overlap_328be",
                    table="registry_parcel",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="parcel",
            trigger=pgtrigger.compiler.Trigger(
                name="buildings_lie_in_their_parcels",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="\n            PERFORM fangtu_lies_in_its_parcels(moved.id, 5.0)\n               FROM (SELECT lies.building_id FROM registry_building_parcels AS lies WHERE lies.parcel_id = coalesce(NEW.id, OLD.id)) AS moved (id);\n            RETURN NULL;\n        ",
                    hash="7aeff32ee285da7e2c22fd46ae840e95b76ce502",
                    operation='INSERT OR UPDATE OF "boundary", "period" OR DELETE',
                    pgid="pgtrigger_buildings_lie_in_their_parcels_831a8",
                    table="registry_parcel",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="parcel",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_parcelevent" ("address", "area_m2", "boundary", "code", "id", "land_use", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_code", "right_nature", "survey_srid") VALUES (NEW."address", NEW."area_m2", NEW."boundary", NEW."code", NEW."id", NEW."land_use", NEW."period", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."region_code", NEW."right_nature", NEW."survey_srid"); RETURN NULL;',
                    hash="cbd6ddc9bc291ce33e8d629e9ffdb94490f41cc0",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1cb58",
                    table="registry_parcel",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="parcel",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "registry_parcelevent" ("address", "area_m2", "boundary", "code", "id", "land_use", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_code", "right_nature", "survey_srid") VALUES (NEW."address", NEW."area_m2", NEW."boundary", NEW."code", NEW."id", NEW."land_use", NEW."period", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."region_code", NEW."right_nature", NEW."survey_srid"); RETURN NULL;',
                    hash="6b164868c3a6a616ee1389691779dcb406a7b7f5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ebb26",
                    table="registry_parcel",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="parcel",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_parcelevent" ("address", "area_m2", "boundary", "code", "id", "land_use", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_code", "right_nature", "survey_srid") VALUES (OLD."address", OLD."area_m2", OLD."boundary", OLD."code", OLD."id", OLD."land_use", OLD."period", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."region_code", OLD."right_nature", OLD."survey_srid"); RETURN NULL;',
                    hash="9477d75080872e0f0c989823e0b278c29da5ab58",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6efaa",
                    table="registry_parcel",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="planversion",
            trigger=pgtrigger.compiler.Trigger(
                name="buildings_lie_in_their_parcels",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="\n            PERFORM fangtu_lies_in_its_parcels(moved.id, 5.0)\n               FROM (SELECT floor.building_id FROM registry_floor AS floor WHERE floor.id = coalesce(NEW.floor_id, OLD.floor_id)) AS moved (id);\n            RETURN NULL;\n        ",
                    hash="e2182f13dd3122a2dec392dd80a487e0f84334e9",
                    operation='INSERT OR UPDATE OF "footprint", "period" OR DELETE',
                    pgid="pgtrigger_buildings_lie_in_their_parcels_fdc2b",
                    table="registry_planversion",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="boundarypoint",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_boundarypointevent" ("easting_m", "id", "length_m", "name", "northing_m", "ordinal", "parcel_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."easting_m", NEW."id", NEW."length_m", NEW."name", NEW."northing_m", NEW."ordinal", NEW."parcel_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="d200e20d3d1dbc5ca5421d25b774c2c58d586b84",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e9d15",
                    table="registry_boundarypoint",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="boundarypoint",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "registry_boundarypointevent" ("easting_m", "id", "length_m", "name", "northing_m", "ordinal", "parcel_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."easting_m", NEW."id", NEW."length_m", NEW."name", NEW."northing_m", NEW."ordinal", NEW."parcel_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="786c6410f9d2250aaa683649fec400a5c18b985a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5e2a6",
                    table="registry_boundarypoint",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="boundarypoint",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_boundarypointevent" ("easting_m", "id", "length_m", "name", "northing_m", "ordinal", "parcel_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."easting_m", OLD."id", OLD."length_m", OLD."name", OLD."northing_m", OLD."ordinal", OLD."parcel_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="53108c7b74ba4f165b8bb1bf066d7e20af869465",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1d723",
                    table="registry_boundarypoint",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="boundarypointevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ac626c4bf87398f43d5627dace0c4b1429c35c3f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_a8c9b",
                    table="registry_boundarypointevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="house",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_houseevent" ("building_area_m2", "building_id", "id", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shared_area_m2") VALUES (NEW."building_area_m2", NEW."building_id", NEW."id", NEW."name", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."shared_area_m2"); RETURN NULL;',
                    hash="4170123ffe29565eb6a0150c97abc990c0280287",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f580f",
                    table="registry_house",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="house",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "registry_houseevent" ("building_area_m2", "building_id", "id", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shared_area_m2") VALUES (NEW."building_area_m2", NEW."building_id", NEW."id", NEW."name", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."shared_area_m2"); RETURN NULL;',
                    hash="2881888c7f8d8ffe64e2c128b4191b7c666182c9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e1746",
                    table="registry_house",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="house",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_houseevent" ("building_area_m2", "building_id", "id", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shared_area_m2") VALUES (OLD."building_area_m2", OLD."building_id", OLD."id", OLD."name", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."shared_area_m2"); RETURN NULL;',
                    hash="6787bcd6413de3712fd47e258eb6aa51a5f394f5",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3b72b",
                    table="registry_house",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="houseevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="cea438fa9e22024910182adbe93b1f2126d6ea3c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0ee24",
                    table="registry_houseevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="houseroom",
            trigger=pgtrigger.compiler.Trigger(
                name="house_rooms_are_of_its_building",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF NOT EXISTS (SELECT 1 FROM registry_room AS room\n                             JOIN registry_floor AS floor ON floor.id = room.floor_id\n                             JOIN registry_house AS house ON house.building_id = floor.building_id\n                            WHERE room.id = NEW.room_id AND house.id = NEW.house_id) THEN\n                RAISE EXCEPTION 'the room is in another building'\n                      USING ERRCODE = 'check_violation',\n                            CONSTRAINT = 'a_house_has_rooms_of_its_building';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="9361b06645b53562ba0fcfa9529dd0d9a8104a4f",
                    operation='INSERT OR UPDATE OF "house_id", "room_id"',
                    pgid="pgtrigger_house_rooms_are_of_its_building_73104",
                    table="registry_houseroom",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="houseroom",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_houseroomevent" ("house_id", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_id") VALUES (NEW."house_id", NEW."id", NEW."period", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."room_id"); RETURN NULL;',
                    hash="8f3a73e05eeb250a0b33be8c9a3697b14d94bfd7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_618c9",
                    table="registry_houseroom",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="houseroom",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "registry_houseroomevent" ("house_id", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_id") VALUES (NEW."house_id", NEW."id", NEW."period", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."room_id"); RETURN NULL;',
                    hash="571c8a62eba18722a4970dfce42e0822615643bd",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_50bb6",
                    table="registry_houseroom",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="houseroom",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_houseroomevent" ("house_id", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_id") VALUES (OLD."house_id", OLD."id", OLD."period", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."room_id"); RETURN NULL;',
                    hash="bbda7612c3ff968018a8b861cbf1cc0a7cc99fb3",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_855b0",
                    table="registry_houseroom",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="houseroomevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e27a4d4ce70252399467c261ab6dafec551e6d40",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_eae7c",
                    table="registry_houseroomevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="registerentry",
            trigger=pgtrigger.compiler.Trigger(
                name="what_is_registered_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            RAISE EXCEPTION 'what the register has written stays as it is'\n                  USING ERRCODE = 'check_violation', CONSTRAINT = 'what_is_registered_stays';\n        ",
                    hash="9952875393c18fcc6f53fc0e74367b88dd628f0a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_what_is_registered_stays_97030",
                    table="registry_registerentry",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="parcellineage",
            trigger=pgtrigger.compiler.Trigger(
                name="lineage_has_no_loop",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            PERFORM pg_advisory_xact_lock(60210);\n            IF EXISTS (\n                WITH RECURSIVE below (id) AS (\n                    SELECT NEW.child_id\n                    UNION\n                    SELECT step.child_id FROM below JOIN registry_parcellineage AS step ON step.parent_id = below.id\n                )\n                SELECT 1 FROM below WHERE below.id = NEW.parent_id\n            ) THEN\n                RAISE EXCEPTION 'the line of descent would run in a circle'\n                      USING ERRCODE = 'check_violation', CONSTRAINT = 'lineage_has_no_loop';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="aca1887889794849862d57b217a54ea073eaff8f",
                    operation="INSERT",
                    pgid="pgtrigger_lineage_has_no_loop_3936c",
                    table="registry_parcellineage",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="parcellineage",
            trigger=pgtrigger.compiler.Trigger(
                name="what_is_registered_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            RAISE EXCEPTION 'what the register has written stays as it is'\n                  USING ERRCODE = 'check_violation', CONSTRAINT = 'what_is_registered_stays';\n        ",
                    hash="68255a3c377c20141987499ca5af711b57cf07c1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_what_is_registered_stays_b06b0",
                    table="registry_parcellineage",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lineage",
            trigger=pgtrigger.compiler.Trigger(
                name="lineage_has_no_loop",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            PERFORM pg_advisory_xact_lock(60210);\n            IF EXISTS (\n                WITH RECURSIVE below (id) AS (\n                    SELECT NEW.child_id\n                    UNION\n                    SELECT step.child_id FROM below JOIN registry_lineage AS step ON step.parent_id = below.id\n                )\n                SELECT 1 FROM below WHERE below.id = NEW.parent_id\n            ) THEN\n                RAISE EXCEPTION 'the line of descent would run in a circle'\n                      USING ERRCODE = 'check_violation', CONSTRAINT = 'lineage_has_no_loop';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="2272a054e4a747a6f1ba8cf7527f3531406588dd",
                    operation="INSERT",
                    pgid="pgtrigger_lineage_has_no_loop_1772d",
                    table="registry_lineage",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lineage",
            trigger=pgtrigger.compiler.Trigger(
                name="what_is_registered_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            RAISE EXCEPTION 'what the register has written stays as it is'\n                  USING ERRCODE = 'check_violation', CONSTRAINT = 'what_is_registered_stays';\n        ",
                    hash="aa65bc12ed56ad356cb2b80577257f3d99c52ff8",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_what_is_registered_stays_8a7c1",
                    table="registry_lineage",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="registerextract",
            trigger=pgtrigger.compiler.Trigger(
                name="what_is_registered_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            RAISE EXCEPTION 'what the register has written stays as it is'\n                  USING ERRCODE = 'check_violation', CONSTRAINT = 'what_is_registered_stays';\n        ",
                    hash="264108bee28ecd7170219a646b9c0e832f8d5708",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_what_is_registered_stays_671f6",
                    table="registry_registerextract",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="restriction",
            trigger=pgtrigger.compiler.Trigger(
                name="an_entry_is_only_closed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'UPDATE' AND upper_inf(OLD.recorded) AND NOT upper_inf(NEW.recorded)\n               AND lower(NEW.recorded) = lower(OLD.recorded)\n               AND to_jsonb(NEW) - '{recorded,closed_by_id}'::text[] = to_jsonb(OLD) - '{recorded,closed_by_id}'::text[] THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'an entry of the register is closed, never changed or taken away'\n                  USING ERRCODE = 'check_violation', CONSTRAINT = 'an_entry_is_only_closed';\n        ",
                    hash="28d39bc379296defe4c3d2dc25559c1a113a7626",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_an_entry_is_only_closed_4d7b7",
                    table="registry_restriction",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="restriction",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_restrictionevent" ("amount_yuan", "closed_by_id", "document_no", "entry_id", "id", "kind", "note", "organisation_id", "party", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank", "recorded", "uid", "unit_id") VALUES (NEW."amount_yuan", NEW."closed_by_id", NEW."document_no", NEW."entry_id", NEW."id", NEW."kind", NEW."note", NEW."organisation_id", NEW."party", NEW."period", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rank", NEW."recorded", NEW."uid", NEW."unit_id"); RETURN NULL;',
                    hash="6ab177f6904400665fe8a606db0be0dd9dedf036",
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
                    func='INSERT INTO "registry_restrictionevent" ("amount_yuan", "closed_by_id", "document_no", "entry_id", "id", "kind", "note", "organisation_id", "party", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank", "recorded", "uid", "unit_id") VALUES (NEW."amount_yuan", NEW."closed_by_id", NEW."document_no", NEW."entry_id", NEW."id", NEW."kind", NEW."note", NEW."organisation_id", NEW."party", NEW."period", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rank", NEW."recorded", NEW."uid", NEW."unit_id"); RETURN NULL;',
                    hash="1d0f5ef8bd4518939afaaedf23a2c8a680773961",
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
                    func='INSERT INTO "registry_restrictionevent" ("amount_yuan", "closed_by_id", "document_no", "entry_id", "id", "kind", "note", "organisation_id", "party", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank", "recorded", "uid", "unit_id") VALUES (OLD."amount_yuan", OLD."closed_by_id", OLD."document_no", OLD."entry_id", OLD."id", OLD."kind", OLD."note", OLD."organisation_id", OLD."party", OLD."period", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rank", OLD."recorded", OLD."uid", OLD."unit_id"); RETURN NULL;',
                    hash="7e0c4f6ac993e683d3016b25f958f5d180743d8a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9a944",
                    table="registry_restriction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="restrictionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c59107bf51e86bdbf7c721776b9aae49dec6551d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_62bb9",
                    table="registry_restrictionevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="right",
            trigger=pgtrigger.compiler.Trigger(
                name="an_entry_is_only_closed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'UPDATE' AND upper_inf(OLD.recorded) AND NOT upper_inf(NEW.recorded)\n               AND lower(NEW.recorded) = lower(OLD.recorded)\n               AND to_jsonb(NEW) - '{recorded,closed_by_id}'::text[] = to_jsonb(OLD) - '{recorded,closed_by_id}'::text[] THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'an entry of the register is closed, never changed or taken away'\n                  USING ERRCODE = 'check_violation', CONSTRAINT = 'an_entry_is_only_closed';\n        ",
                    hash="009f4d2ac40b7d3b82744303b04740010cd9b936",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_an_entry_is_only_closed_1c519",
                    table="registry_right",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="right",
            trigger=pgtrigger.compiler.Trigger(
                name="shares_of_a_right_sum_to_one",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    declare="DECLARE holder RECORD; owned numeric := 0; whole numeric := 1; common numeric;",
                    func="\n            FOR holder IN\n                SELECT part.numerator, part.denominator,\n                       part.unit_id = held.unit_id AND part.period = held.period\n                       AND part.recorded = held.recorded AS follows\n                  FROM registry_right AS held\n                  JOIN registry_rightholder AS part ON part.right_id = held.id\n                 WHERE held.id = NEW.id\n            LOOP\n                IF NOT holder.follows THEN\n                    RAISE EXCEPTION 'a holder stands beside its right'\n                          USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'a_holder_follows_its_right';\n                END IF;\n                -- owned / whole + numerator / denominator, in lowest terms\n                owned := owned * holder.denominator + holder.numerator * whole;\n                whole := whole * holder.denominator;\n                common := gcd(owned, whole);\n                owned := div(owned, common);\n                whole := div(whole, common);\n            END LOOP;\n            IF owned <> whole THEN\n                RAISE EXCEPTION 'the shares sum to %/%', owned, whole\n                      USING ERRCODE = 'check_violation',\n                            CONSTRAINT = 'shares_of_a_right_sum_to_one';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="3ba113e1a0baa59065a3d14be72fd9c053085705",
                    operation='INSERT OR UPDATE OF "recorded"',
                    pgid="pgtrigger_shares_of_a_right_sum_to_one_1d9cb",
                    table="registry_right",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="right",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_rightevent" ("building_area_m2", "closed_by_id", "entry_id", "id", "kind", "note", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "recorded", "sharing", "term", "uid", "unit_id") VALUES (NEW."building_area_m2", NEW."closed_by_id", NEW."entry_id", NEW."id", NEW."kind", NEW."note", NEW."period", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."purpose", NEW."recorded", NEW."sharing", NEW."term", NEW."uid", NEW."unit_id"); RETURN NULL;',
                    hash="16151948b520c0ad91bedf914b8908ba9e55d7a9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cdb3a",
                    table="registry_right",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="right",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "registry_rightevent" ("building_area_m2", "closed_by_id", "entry_id", "id", "kind", "note", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "recorded", "sharing", "term", "uid", "unit_id") VALUES (NEW."building_area_m2", NEW."closed_by_id", NEW."entry_id", NEW."id", NEW."kind", NEW."note", NEW."period", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."purpose", NEW."recorded", NEW."sharing", NEW."term", NEW."uid", NEW."unit_id"); RETURN NULL;',
                    hash="2a0c1c455ab5ef79348a359efede4e4de95308bc",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_afaa2",
                    table="registry_right",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="right",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_rightevent" ("building_area_m2", "closed_by_id", "entry_id", "id", "kind", "note", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "recorded", "sharing", "term", "uid", "unit_id") VALUES (OLD."building_area_m2", OLD."closed_by_id", OLD."entry_id", OLD."id", OLD."kind", OLD."note", OLD."period", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."purpose", OLD."recorded", OLD."sharing", OLD."term", OLD."uid", OLD."unit_id"); RETURN NULL;',
                    hash="c563a08a5ca0e2e4a12f6a139a89a4056e0b89b8",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bcb50",
                    table="registry_right",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rightevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9308d262063fe658b0a0f974652959f5f293f8e0",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_09ff4",
                    table="registry_rightevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rightholder",
            trigger=pgtrigger.compiler.Trigger(
                name="an_entry_is_only_closed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'UPDATE' AND upper_inf(OLD.recorded) AND NOT upper_inf(NEW.recorded)\n               AND lower(NEW.recorded) = lower(OLD.recorded)\n               AND to_jsonb(NEW) - '{recorded,closed_by_id}'::text[] = to_jsonb(OLD) - '{recorded,closed_by_id}'::text[] THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'an entry of the register is closed, never changed or taken away'\n                  USING ERRCODE = 'check_violation', CONSTRAINT = 'an_entry_is_only_closed';\n        ",
                    hash="d7d4289e7ca876b2f7a3b55a82c2b47908f5b366",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_an_entry_is_only_closed_fbae1",
                    table="registry_rightholder",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rightholder",
            trigger=pgtrigger.compiler.Trigger(
                name="shares_of_a_right_sum_to_one",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    declare="DECLARE holder RECORD; owned numeric := 0; whole numeric := 1; common numeric;",
                    func="\n            FOR holder IN\n                SELECT part.numerator, part.denominator,\n                       part.unit_id = held.unit_id AND part.period = held.period\n                       AND part.recorded = held.recorded AS follows\n                  FROM registry_right AS held\n                  JOIN registry_rightholder AS part ON part.right_id = held.id\n                 WHERE held.id = NEW.right_id\n            LOOP\n                IF NOT holder.follows THEN\n                    RAISE EXCEPTION 'a holder stands beside its right'\n                          USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'a_holder_follows_its_right';\n                END IF;\n                -- owned / whole + numerator / denominator, in lowest terms\n                owned := owned * holder.denominator + holder.numerator * whole;\n                whole := whole * holder.denominator;\n                common := gcd(owned, whole);\n                owned := div(owned, common);\n                whole := div(whole, common);\n            END LOOP;\n            IF owned <> whole THEN\n                RAISE EXCEPTION 'the shares sum to %/%', owned, whole\n                      USING ERRCODE = 'check_violation',\n                            CONSTRAINT = 'shares_of_a_right_sum_to_one';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="42ff0e4a9757ab2b6db256e68c0eec09b82c7e6b",
                    operation='INSERT OR UPDATE OF "recorded"',
                    pgid="pgtrigger_shares_of_a_right_sum_to_one_3c486",
                    table="registry_rightholder",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rightholder",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_rightholderevent" ("closed_by_id", "denominator", "entry_id", "id", "identity_no", "name", "numerator", "organisation_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded", "right_id", "unit_id") VALUES (NEW."closed_by_id", NEW."denominator", NEW."entry_id", NEW."id", NEW."identity_no", NEW."name", NEW."numerator", NEW."organisation_id", NEW."period", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded", NEW."right_id", NEW."unit_id"); RETURN NULL;',
                    hash="adbce49a4d068eaabb828a7c9dd92ccf76e8406d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fac29",
                    table="registry_rightholder",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rightholder",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "registry_rightholderevent" ("closed_by_id", "denominator", "entry_id", "id", "identity_no", "name", "numerator", "organisation_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded", "right_id", "unit_id") VALUES (NEW."closed_by_id", NEW."denominator", NEW."entry_id", NEW."id", NEW."identity_no", NEW."name", NEW."numerator", NEW."organisation_id", NEW."period", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded", NEW."right_id", NEW."unit_id"); RETURN NULL;',
                    hash="a3161cc6757c521c3e893f3b3a8a434a3a67bb60",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2bc8b",
                    table="registry_rightholder",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rightholder",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_rightholderevent" ("closed_by_id", "denominator", "entry_id", "id", "identity_no", "name", "numerator", "organisation_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded", "right_id", "unit_id") VALUES (OLD."closed_by_id", OLD."denominator", OLD."entry_id", OLD."id", OLD."identity_no", OLD."name", OLD."numerator", OLD."organisation_id", OLD."period", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded", OLD."right_id", OLD."unit_id"); RETURN NULL;',
                    hash="35e60885fe380f37091f54c43746d5d8e73d52d6",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7a7aa",
                    table="registry_rightholder",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rightholderevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d5788328219aa340a95a0b7f4f3df5f9b6a70f85",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_34b03",
                    table="registry_rightholderevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="spatialexception",
            trigger=pgtrigger.compiler.Trigger(
                name="buildings_lie_in_their_parcels",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="\n            PERFORM fangtu_lies_in_its_parcels(moved.id, 5.0)\n               FROM (SELECT coalesce(NEW.building_id, OLD.building_id) AS id) AS moved (id);\n            RETURN NULL;\n        ",
                    hash="139ca35f4886046ac96658a32996243e5388017d",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_buildings_lie_in_their_parcels_893e9",
                    table="registry_spatialexception",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="spatialexception",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_spatialexceptionevent" ("building_id", "by_id", "document_no", "id", "kind", "other_parcel_id", "parcel_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."building_id", NEW."by_id", NEW."document_no", NEW."id", NEW."kind", NEW."other_parcel_id", NEW."parcel_id", NEW."period", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason"); RETURN NULL;',
                    hash="de793cbbb9177e1cc1caee9e3ac6377e39999c01",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_36849",
                    table="registry_spatialexception",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="spatialexception",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "registry_spatialexceptionevent" ("building_id", "by_id", "document_no", "id", "kind", "other_parcel_id", "parcel_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."building_id", NEW."by_id", NEW."document_no", NEW."id", NEW."kind", NEW."other_parcel_id", NEW."parcel_id", NEW."period", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason"); RETURN NULL;',
                    hash="1bd50de9ad917e6b1c9f1104470ca71b605490b6",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d3f51",
                    table="registry_spatialexception",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="spatialexception",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_spatialexceptionevent" ("building_id", "by_id", "document_no", "id", "kind", "other_parcel_id", "parcel_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (OLD."building_id", OLD."by_id", OLD."document_no", OLD."id", OLD."kind", OLD."other_parcel_id", OLD."parcel_id", OLD."period", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason"); RETURN NULL;',
                    hash="be36c850f894a377a5c2aa88d5a3c651cc821aca",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_38585",
                    table="registry_spatialexception",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="spatialexceptionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b5131275c9460c4d577be09b02c5ed596282541f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_1e0e2",
                    table="registry_spatialexceptionevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
