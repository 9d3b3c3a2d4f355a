from django.db import migrations

FILL = """
-- The trigger finds the division of each code; a parcel whose county nobody entered is refused.
UPDATE registry_parcel SET region_id = region_id;
-- A unit said where its building stands, and the building did not.
INSERT INTO registry_building_parcels (building_id, parcel_id)
SELECT DISTINCT unit.building_id, unit.parcel_id
  FROM registry_baunit AS unit
 WHERE unit.building_id IS NOT NULL
ON CONFLICT DO NOTHING;
"""
# Entries are written once; a column that is new to them is filled in once.
CASES = """
DO $$
DECLARE
    guard text := (SELECT tgname FROM pg_trigger WHERE tgrelid = 'registry_registerentry'::regclass
                      AND tgname LIKE 'pgtrigger_what_is_registered_stays%');
BEGIN
    EXECUTE format('ALTER TABLE registry_registerentry DISABLE TRIGGER %I', guard);
    UPDATE registry_registerentry AS entry SET case_id = mine.id
      FROM registry_case AS mine WHERE mine.number = entry.case_number;
    SET CONSTRAINTS ALL IMMEDIATE;
    EXECUTE format('ALTER TABLE registry_registerentry ENABLE TRIGGER %I', guard);
END $$;
"""


class Migration(migrations.Migration):
    """Fill in the references that rows named by a code or a number alone."""

    dependencies = [("registry", "0121_what_is_named_is_there")]
    operations = [
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunSQL(CASES, migrations.RunSQL.noop),
    ]
