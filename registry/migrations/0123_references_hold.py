import django.db.models.deletion
from django.db import migrations, models

# A unit's building stands on the unit's parcel: both columns together refer to the row that says so.
ON_ITS_PARCEL = """
ALTER TABLE registry_baunit ADD CONSTRAINT a_unit_is_on_a_parcel_of_its_building
    FOREIGN KEY (building_id, parcel_id) REFERENCES registry_building_parcels (building_id, parcel_id)
    DEFERRABLE INITIALLY DEFERRED;
"""
OFF = "ALTER TABLE registry_baunit DROP CONSTRAINT a_unit_is_on_a_parcel_of_its_building;"

INSIDE = """
CREATE FUNCTION fangtu_further_building_is_on_the_parcel() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM registry_baunit AS unit
          JOIN registry_building_parcels AS lies
            ON lies.parcel_id = unit.parcel_id AND lies.building_id = NEW.building_id
         WHERE unit.id = NEW.baunit_id AND substr(unit.code, 21, 4) = '9999') THEN
        RAISE EXCEPTION 'a further building of a unit stands elsewhere'
              USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'a_units_further_buildings_stand_on_its_parcel';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION fangtu_house_is_in_the_unit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM registry_house AS house
          JOIN registry_baunit AS unit ON unit.id = NEW.baunit_id
         WHERE house.id = NEW.house_id
           AND (house.building_id = unit.building_id OR EXISTS (
                SELECT 1 FROM registry_baunit_also_buildings AS further
                 WHERE further.baunit_id = unit.id AND further.building_id = house.building_id)))
    THEN
        RAISE EXCEPTION 'the house is in another building'
              USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'a_units_houses_are_in_its_buildings';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER further_building_is_on_the_parcel
BEFORE INSERT OR UPDATE ON registry_baunit_also_buildings
   FOR EACH ROW EXECUTE FUNCTION fangtu_further_building_is_on_the_parcel();
CREATE TRIGGER house_is_in_the_unit BEFORE INSERT OR UPDATE ON registry_baunit_houses
   FOR EACH ROW EXECUTE FUNCTION fangtu_house_is_in_the_unit();
"""
OUTSIDE = """
DROP FUNCTION fangtu_further_building_is_on_the_parcel() CASCADE;
DROP FUNCTION fangtu_house_is_in_the_unit() CASCADE;
"""


class Migration(migrations.Migration):
    """What a unit names beside its parcel is on that parcel and inside that unit."""

    dependencies = [("registry", "0122_find_what_is_named")]
    operations = [
        migrations.AlterField(
            model_name="parcel",
            name="region",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parcels",
                to="registry.region",
            ),
        ),
        migrations.RunSQL(ON_ITS_PARCEL, OFF),
        migrations.RunSQL(INSIDE, OUTSIDE),
    ]
