import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    """A unit that came and went on one day may end: its period has no day in it."""

    dependencies = [
        ("registry", "0085_units_found_by_address"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="baunit",
            name="registered_ground_is_not_edited",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="parcel",
            name="registered_ground_is_not_edited",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="baunit",
            trigger=pgtrigger.compiler.Trigger(
                name="registered_ground_is_not_edited",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF NOT EXISTS (SELECT 1 FROM registry_right AS held\n                             JOIN registry_baunit AS unit ON unit.id = held.unit_id\n                            WHERE unit.id = OLD.id) THEN\n                RETURN coalesce(NEW, OLD);\n            END IF;\n            IF TG_OP = 'UPDATE'\n               AND to_jsonb(NEW) - '{period,closed_at}'::text[] = to_jsonb(OLD) - '{period,closed_at}'::text[]\n               AND (NEW.period = OLD.period\n                    OR upper_inf(OLD.period)\n                       AND (isempty(NEW.period)  -- it came and went on one day\n                            OR lower(NEW.period) IS NOT DISTINCT FROM lower(OLD.period))) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'rights are registered on it'\n                  USING ERRCODE = 'check_violation',\n                        CONSTRAINT = 'registered_ground_is_not_edited';\n        ",
                    hash="ea69b4e0d3333a8e68b1c7275df957cc01b35ee6",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_registered_ground_is_not_edited_27006",
                    table="registry_baunit",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="parcel",
            trigger=pgtrigger.compiler.Trigger(
                name="registered_ground_is_not_edited",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF NOT EXISTS (SELECT 1 FROM registry_right AS held\n                             JOIN registry_baunit AS unit ON unit.id = held.unit_id\n                            WHERE unit.parcel_id = OLD.id) THEN\n                RETURN coalesce(NEW, OLD);\n            END IF;\n            IF TG_OP = 'UPDATE'\n               AND to_jsonb(NEW) - '{period}'::text[] = to_jsonb(OLD) - '{period}'::text[]\n               AND (NEW.period = OLD.period\n                    OR upper_inf(OLD.period)\n                       AND (isempty(NEW.period)  -- it came and went on one day\n                            OR lower(NEW.period) IS NOT DISTINCT FROM lower(OLD.period))) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'rights are registered on it'\n                  USING ERRCODE = 'check_violation',\n                        CONSTRAINT = 'registered_ground_is_not_edited';\n        ",
                    hash="5df7a08f2670dee7eb7438646406e7868fb34fd4",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_registered_ground_is_not_edited_0248c",
                    table="registry_parcel",
                    when="BEFORE",
                ),
            ),
        ),
    ]
