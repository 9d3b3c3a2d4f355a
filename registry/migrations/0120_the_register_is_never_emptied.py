import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

# TRUNCATE passes by every trigger on rows, so the tables of the register refuse it by triggers of
# their own. The tests empty their database between two cases: the guard lets TRUNCATE pass only
# where both hold, a database whose name begins with test_ (as the test runner makes them) and the
# setting fangtu.may_empty on the connection (tests/conftest.py). A setting alone could be left on
# by accident; a name alone could not be tested.
TABLES_BETWEEN = """
CREATE FUNCTION fangtu_never_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_database() LIKE 'test\\_%' AND current_setting('fangtu.may_empty', true) = 'on' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'a table of the register is never emptied'
          USING ERRCODE = 'check_violation', CONSTRAINT = 'the_register_is_never_emptied';
END $$;
CREATE FUNCTION fangtu_what_is_registered_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what the register has written stays as it is'
          USING ERRCODE = 'check_violation', CONSTRAINT = 'what_is_registered_stays';
END $$;
-- OLD and NEW are rows that join a unit to its houses or further buildings.
CREATE FUNCTION fangtu_parts_stay_with_rights() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM registry_right AS held
                WHERE held.unit_id IN (OLD.baunit_id, NEW.baunit_id)) THEN
        RAISE EXCEPTION 'rights are registered on it'
              USING ERRCODE = 'check_violation', CONSTRAINT = 'registered_ground_is_not_edited';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER what_is_registered_stays BEFORE UPDATE OR DELETE ON registry_registerentry_units
   FOR EACH ROW EXECUTE FUNCTION fangtu_what_is_registered_stays();
CREATE TRIGGER parts_stay_with_rights BEFORE INSERT OR UPDATE OR DELETE ON registry_baunit_houses
   FOR EACH ROW EXECUTE FUNCTION fangtu_parts_stay_with_rights();
CREATE TRIGGER parts_stay_with_rights
BEFORE INSERT OR UPDATE OR DELETE ON registry_baunit_also_buildings
   FOR EACH ROW EXECUTE FUNCTION fangtu_parts_stay_with_rights();
DO $$
DECLARE
    emptied text;
BEGIN
    FOREACH emptied IN ARRAY ARRAY[
        'registry_registerentry_units', 'registry_baunit_houses', 'registry_baunit_also_buildings',
        'registry_case', 'registry_casestep', 'registry_caseentry', 'registry_documentversion'] LOOP
        EXECUTE format('CREATE TRIGGER the_register_is_never_emptied BEFORE TRUNCATE ON %I'
                       ' FOR EACH STATEMENT EXECUTE FUNCTION fangtu_never_emptied()', emptied);
    END LOOP;
END $$;
"""
BACK = """
DROP FUNCTION fangtu_never_emptied() CASCADE;
DROP FUNCTION fangtu_what_is_registered_stays() CASCADE;
DROP FUNCTION fangtu_parts_stay_with_rights() CASCADE;
"""


class Migration(migrations.Migration):
    """What is registered is not emptied, and its parts are not exchanged."""

    dependencies = [
        ("registry", "0111_papers_given_out_before"),
    ]

    operations = [
        migrations.RunSQL(TABLES_BETWEEN, BACK),
        pgtrigger.migrations.AddTrigger(
            model_name="baunit",
            trigger=pgtrigger.compiler.Trigger(
                name="the_register_is_never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF current_database() LIKE 'test\\_%' AND current_setting('fangtu.may_empty', true) = 'on' THEN\n                RETURN NULL;\n            END IF;\n            RAISE EXCEPTION 'a table of the register is never emptied'\n                  USING ERRCODE = 'check_violation', CONSTRAINT = 'the_register_is_never_emptied';\n        ",
                    hash="963a4bd60ebdd2bd57900ff7bfeec9b4c133db2f",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_the_register_is_never_emptied_4e16c",
                    table="registry_baunit",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="baunitevent",
            trigger=pgtrigger.compiler.Trigger(
                name="the_register_is_never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF current_database() LIKE 'test\\_%' AND current_setting('fangtu.may_empty', true) = 'on' THEN\n                RETURN NULL;\n            END IF;\n            RAISE EXCEPTION 'a table of the register is never emptied'\n                  USING ERRCODE = 'check_violation', CONSTRAINT = 'the_register_is_never_emptied';\n        ",
                    hash="8d98dd42bcd3361bf57c8ed780487f10c54f07d3",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_the_register_is_never_emptied_3de3a",
                    table="registry_baunitevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="boundarypoint",
            trigger=pgtrigger.compiler.Trigger(
                name="parts_stay_with_rights",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'UPDATE'\n               AND to_jsonb(NEW) - '{}'::text[] = to_jsonb(OLD) - '{}'::text[] THEN\n                RETURN NEW;\n            END IF;\n            IF TG_OP <> 'INSERT' AND \n    EXISTS (SELECT 1 FROM registry_right AS held JOIN registry_baunit AS unit ON unit.id = held.unit_id\n             WHERE unit.parcel_id = OLD.parcel_id)\n\n               OR TG_OP <> 'DELETE' AND \n    EXISTS (SELECT 1 FROM registry_right AS held JOIN registry_baunit AS unit ON unit.id = held.unit_id\n             WHERE unit.parcel_id = NEW.parcel_id)\n THEN\n                RAISE EXCEPTION 'rights are registered on it'\n                      USING ERRCODE = 'check_violation',\n                            CONSTRAINT = 'registered_ground_is_not_edited';\n            END IF;\n            RETURN coalesce(NEW, OLD);\n        ",
                    hash="64b4347dc8ffb7671666dde3a137f27fcbad9523",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_parts_stay_with_rights_d8e03",
                    table="registry_boundarypoint",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="boundarypoint",
            trigger=pgtrigger.compiler.Trigger(
                name="the_register_is_never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF current_database() LIKE 'test\\_%' AND current_setting('fangtu.may_empty', true) = 'on' THEN\n                RETURN NULL;\n            END IF;\n            RAISE EXCEPTION 'a table of the register is never emptied'\n                  USING ERRCODE = 'check_violation', CONSTRAINT = 'the_register_is_never_emptied';\n        ",
                    hash="418f6e1a4951f4c821b5f9093133e50adc95a1c8",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_the_register_is_never_emptied_20278",
                    table="registry_boundarypoint",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="boundarypointevent",
            trigger=pgtrigger.compiler.Trigger(
                name="the_register_is_never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF current_database() LIKE 'test\\_%' AND current_setting('fangtu.may_empty', true) = 'on' THEN\n                RETURN NULL;\n            END IF;\n            RAISE EXCEPTION 'a table of the register is never emptied'\n                  USING ERRCODE = 'check_violation', CONSTRAINT = 'the_register_is_never_emptied';\n        ",
                    hash="707ad3445a7c072fdd48a39d0367a25df61fd3bd",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_the_register_is_never_emptied_f0ac5",
                    table="registry_boundarypointevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="the_register_is_never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF current_database() LIKE 'test\\_%' AND current_setting('fangtu.may_empty', true) = 'on' THEN\n                RETURN NULL;\n            END IF;\n            RAISE EXCEPTION 'a table of the register is never emptied'\n                  USING ERRCODE = 'check_violation', CONSTRAINT = 'the_register_is_never_emptied';\n        ",
                    hash="ba84739d6f7f7acaddb15856d493b8de906dde00",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_the_register_is_never_emptied_d1ecf",
                    table="registry_certificate",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificateevent",
            trigger=pgtrigger.compiler.Trigger(
                name="the_register_is_never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF current_database() LIKE 'test\\_%' AND current_setting('fangtu.may_empty', true) = 'on' THEN\n                RETURN NULL;\n            END IF;\n            RAISE EXCEPTION 'a table of the register is never emptied'\n                  USING ERRCODE = 'check_violation', CONSTRAINT = 'the_register_is_never_emptied';\n        ",
                    hash="f6d1132202a80cce16b6bceff1a82c18f50c3137",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_the_register_is_never_emptied_5cd73",
                    table="registry_certificateevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="house",
            trigger=pgtrigger.compiler.Trigger(
                name="parts_stay_with_rights",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'UPDATE'\n               AND to_jsonb(NEW) - '{name}'::text[] = to_jsonb(OLD) - '{name}'::text[] THEN\n                RETURN NEW;\n            END IF;\n            IF TG_OP <> 'INSERT' AND \n    EXISTS (SELECT 1 FROM registry_right AS held JOIN registry_baunit AS unit ON unit.id = held.unit_id\n             WHERE unit.id IN (SELECT covers.baunit_id FROM registry_baunit_houses AS covers WHERE covers.house_id = OLD.id))\n\n               OR TG_OP <> 'DELETE' AND \n    EXISTS (SELECT 1 FROM registry_right AS held JOIN registry_baunit AS unit ON unit.id = held.unit_id\n             WHERE unit.id IN (SELECT covers.baunit_id FROM registry_baunit_houses AS covers WHERE covers.house_id = NEW.id))\n THEN\n                RAISE EXCEPTION 'rights are registered on it'\n                      USING ERRCODE = 'check_violation',\n                            CONSTRAINT = 'registered_ground_is_not_edited';\n            END IF;\n            RETURN coalesce(NEW, OLD);\n        ",
                    hash="77f4cbdd469f19066ed770970d23f54b55d8cba7",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_parts_stay_with_rights_a4b26",
                    table="registry_house",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="house",
            trigger=pgtrigger.compiler.Trigger(
                name="the_register_is_never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF current_database() LIKE 'test\\_%' AND current_setting('fangtu.may_empty', true) = 'on' THEN\n                RETURN NULL;\n            END IF;\n            RAISE EXCEPTION 'a table of the register is never emptied'\n                  USING ERRCODE = 'check_violation', CONSTRAINT = 'the_register_is_never_emptied';\n        ",
                    hash="32a5bf3333bad42041785acbc597125df7536b3e",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_the_register_is_never_emptied_7ca6d",
                    table="registry_house",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="houseevent",
            trigger=pgtrigger.compiler.Trigger(
                name="the_register_is_never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF current_database() LIKE 'test\\_%' AND current_setting('fangtu.may_empty', true) = 'on' THEN\n                RETURN NULL;\n            END IF;\n            RAISE EXCEPTION 'a table of the register is never emptied'\n                  USING ERRCODE = 'check_violation', CONSTRAINT = 'the_register_is_never_emptied';\n        ",
                    hash="da8b848062226c9e3e6d8110155aec270211b2aa",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_the_register_is_never_emptied_8c7fb",
                    table="registry_houseevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="houseroom",
            trigger=pgtrigger.compiler.Trigger(
                name="the_register_is_never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF current_database() LIKE 'test\\_%' AND current_setting('fangtu.may_empty', true) = 'on' THEN\n                RETURN NULL;\n            END IF;\n            RAISE EXCEPTION 'a table of the register is never emptied'\n                  USING ERRCODE = 'check_violation', CONSTRAINT = 'the_register_is_never_emptied';\n        ",
                    hash="0a087963c6675234c16bfb66323b754233988c97",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_the_register_is_never_emptied_0aa01",
                    table="registry_houseroom",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="houseroomevent",
            trigger=pgtrigger.compiler.Trigger(
                name="the_register_is_never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF current_database() LIKE 'test\\_%' AND current_setting('fangtu.may_empty', true) = 'on' THEN\n                RETURN NULL;\n            END IF;\n            RAISE EXCEPTION 'a table of the register is never emptied'\n                  USING ERRCODE = 'check_violation', CONSTRAINT = 'the_register_is_never_emptied';\n        ",
                    hash="f1618dbf63ad99365e7ea519e5c900849de12963",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_the_register_is_never_emptied_cc8e3",
                    table="registry_houseroomevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lineage",
            trigger=pgtrigger.compiler.Trigger(
                name="the_register_is_never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF current_database() LIKE 'test\\_%' AND current_setting('fangtu.may_empty', true) = 'on' THEN\n                RETURN NULL;\n            END IF;\n            RAISE EXCEPTION 'a table of the register is never emptied'\n                  USING ERRCODE = 'check_violation', CONSTRAINT = 'the_register_is_never_emptied';\n        ",
                    hash="b8e2bc5546ba2f968165cb9ce6de77b906759892",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_the_register_is_never_emptied_28182",
                    table="registry_lineage",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="parcel",
            trigger=pgtrigger.compiler.Trigger(
                name="the_register_is_never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF current_database() LIKE 'test\\_%' AND current_setting('fangtu.may_empty', true) = 'on' THEN\n                RETURN NULL;\n            END IF;\n            RAISE EXCEPTION 'a table of the register is never emptied'\n                  USING ERRCODE = 'check_violation', CONSTRAINT = 'the_register_is_never_emptied';\n        ",
                    hash="558516a89212163ef4c7a827079b14172f8ee7b4",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_the_register_is_never_emptied_52d7c",
                    table="registry_parcel",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="parcelevent",
            trigger=pgtrigger.compiler.Trigger(
                name="the_register_is_never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF current_database() LIKE 'test\\_%' AND current_setting('fangtu.may_empty', true) = 'on' THEN\n                RETURN NULL;\n            END IF;\n            RAISE EXCEPTION 'a table of the register is never emptied'\n                  USING ERRCODE = 'check_violation', CONSTRAINT = 'the_register_is_never_emptied';\n        ",
                    hash="eef2197b50e27fea7977c6f92b7dd89dee2c9cbe",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_the_register_is_never_emptied_3f1f6",
                    table="registry_parcelevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="parcellineage",
            trigger=pgtrigger.compiler.Trigger(
                name="the_register_is_never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF current_database() LIKE 'test\\_%' AND current_setting('fangtu.may_empty', true) = 'on' THEN\n                RETURN NULL;\n            END IF;\n            RAISE EXCEPTION 'a table of the register is never emptied'\n                  USING ERRCODE = 'check_violation', CONSTRAINT = 'the_register_is_never_emptied';\n        ",
                    hash="baf075553fd15b5446828b0c1edeacf069dacac8",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_the_register_is_never_emptied_36d0c",
                    table="registry_parcellineage",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="registerentry",
            trigger=pgtrigger.compiler.Trigger(
                name="the_register_is_never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF current_database() LIKE 'test\\_%' AND current_setting('fangtu.may_empty', true) = 'on' THEN\n                RETURN NULL;\n            END IF;\n            RAISE EXCEPTION 'a table of the register is never emptied'\n                  USING ERRCODE = 'check_violation', CONSTRAINT = 'the_register_is_never_emptied';\n        ",
                    hash="1abffbe2c908be4f7f26711362452123d8fc5bd4",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_the_register_is_never_emptied_dc7a7",
                    table="registry_registerentry",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="registerextract",
            trigger=pgtrigger.compiler.Trigger(
                name="the_register_is_never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF current_database() LIKE 'test\\_%' AND current_setting('fangtu.may_empty', true) = 'on' THEN\n                RETURN NULL;\n            END IF;\n            RAISE EXCEPTION 'a table of the register is never emptied'\n                  USING ERRCODE = 'check_violation', CONSTRAINT = 'the_register_is_never_emptied';\n        ",
                    hash="e8f782ea2bc9e777b0523b65f2254aed366ba358",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_the_register_is_never_emptied_aeba8",
                    table="registry_registerextract",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="restriction",
            trigger=pgtrigger.compiler.Trigger(
                name="the_register_is_never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF current_database() LIKE 'test\\_%' AND current_setting('fangtu.may_empty', true) = 'on' THEN\n                RETURN NULL;\n            END IF;\n            RAISE EXCEPTION 'a table of the register is never emptied'\n                  USING ERRCODE = 'check_violation', CONSTRAINT = 'the_register_is_never_emptied';\n        ",
                    hash="011ab7f64acf1579d598eade5c5b925b2aa81f68",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_the_register_is_never_emptied_06154",
                    table="registry_restriction",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="restrictionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="the_register_is_never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF current_database() LIKE 'test\\_%' AND current_setting('fangtu.may_empty', true) = 'on' THEN\n                RETURN NULL;\n            END IF;\n            RAISE EXCEPTION 'a table of the register is never emptied'\n                  USING ERRCODE = 'check_violation', CONSTRAINT = 'the_register_is_never_emptied';\n        ",
                    hash="892481df4eca65ad612edf34f58d9ed5f8555c66",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_the_register_is_never_emptied_963d9",
                    table="registry_restrictionevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="right",
            trigger=pgtrigger.compiler.Trigger(
                name="the_register_is_never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF current_database() LIKE 'test\\_%' AND current_setting('fangtu.may_empty', true) = 'on' THEN\n                RETURN NULL;\n            END IF;\n            RAISE EXCEPTION 'a table of the register is never emptied'\n                  USING ERRCODE = 'check_violation', CONSTRAINT = 'the_register_is_never_emptied';\n        ",
                    hash="4862df049d1e0ff899df28e3d3fe8e2d844fce08",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_the_register_is_never_emptied_4ae0b",
                    table="registry_right",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rightevent",
            trigger=pgtrigger.compiler.Trigger(
                name="the_register_is_never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF current_database() LIKE 'test\\_%' AND current_setting('fangtu.may_empty', true) = 'on' THEN\n                RETURN NULL;\n            END IF;\n            RAISE EXCEPTION 'a table of the register is never emptied'\n                  USING ERRCODE = 'check_violation', CONSTRAINT = 'the_register_is_never_emptied';\n        ",
                    hash="d38d45eff5561faeff08c9b54c729795a15ab335",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_the_register_is_never_emptied_49c3d",
                    table="registry_rightevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rightholder",
            trigger=pgtrigger.compiler.Trigger(
                name="the_register_is_never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF current_database() LIKE 'test\\_%' AND current_setting('fangtu.may_empty', true) = 'on' THEN\n                RETURN NULL;\n            END IF;\n            RAISE EXCEPTION 'a table of the register is never emptied'\n                  USING ERRCODE = 'check_violation', CONSTRAINT = 'the_register_is_never_emptied';\n        ",
                    hash="04e5dcba8dcbd6ca9baf6642e313e34bbb74574b",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_the_register_is_never_emptied_68a58",
                    table="registry_rightholder",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rightholderevent",
            trigger=pgtrigger.compiler.Trigger(
                name="the_register_is_never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF current_database() LIKE 'test\\_%' AND current_setting('fangtu.may_empty', true) = 'on' THEN\n                RETURN NULL;\n            END IF;\n            RAISE EXCEPTION 'a table of the register is never emptied'\n                  USING ERRCODE = 'check_violation', CONSTRAINT = 'the_register_is_never_emptied';\n        ",
                    hash="9508c01255cdfc89c70a376858463965d0166d91",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_the_register_is_never_emptied_b75de",
                    table="registry_rightholderevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="spatialexception",
            trigger=pgtrigger.compiler.Trigger(
                name="the_register_is_never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF current_database() LIKE 'test\\_%' AND current_setting('fangtu.may_empty', true) = 'on' THEN\n                RETURN NULL;\n            END IF;\n            RAISE EXCEPTION 'a table of the register is never emptied'\n                  USING ERRCODE = 'check_violation', CONSTRAINT = 'the_register_is_never_emptied';\n        ",
                    hash="b2d2642f6c47b3d6585355d0bb29a19d842f55b0",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_the_register_is_never_emptied_da250",
                    table="registry_spatialexception",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="spatialexceptionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="the_register_is_never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF current_database() LIKE 'test\\_%' AND current_setting('fangtu.may_empty', true) = 'on' THEN\n                RETURN NULL;\n            END IF;\n            RAISE EXCEPTION 'a table of the register is never emptied'\n                  USING ERRCODE = 'check_violation', CONSTRAINT = 'the_register_is_never_emptied';\n        ",
                    hash="8288ba77f15a8f0c14d675c5ce9849d0fee7ae2e",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_the_register_is_never_emptied_a5ba5",
                    table="registry_spatialexceptionevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
