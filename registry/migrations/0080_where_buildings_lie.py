from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

LAYER = """
-- The layer of the ground a parcel is for; parcels of different layers may lie over each other.
CREATE FUNCTION fangtu_layer(code text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE substr(code, 14, 1) WHEN 'A' THEN 'ownership' WHEN 'S' THEN 'above'
                WHEN 'X' THEN 'below' ELSE 'surface' END
$$;
"""

LIES = """
-- Refuse a building whose drawn floors reach outside its living parcels by more than some m².
-- Nothing is said while a floor is not drawn, a parcel has no boundary, or an exception holds.
CREATE FUNCTION fangtu_lies_in_its_parcels(of_building bigint, tolerance_m2 numeric)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    ground geometry;
    outline geometry;
    outside_m2 numeric;
BEGIN
    SELECT CASE WHEN bool_and(parcel.boundary IS NOT NULL) THEN ST_Union(parcel.boundary) END
      INTO ground
      FROM registry_building_parcels AS lies
      JOIN registry_parcel AS parcel ON parcel.id = lies.parcel_id AND upper_inf(parcel.period)
     WHERE lies.building_id = of_building;
    SELECT ST_Union(plan.footprint) INTO outline
      FROM registry_floor AS floor
      JOIN registry_planversion AS plan ON plan.floor_id = floor.id AND upper_inf(plan.period)
     WHERE floor.building_id = of_building AND plan.footprint IS NOT NULL;
    IF ground IS NULL OR outline IS NULL THEN
        RETURN;
    END IF;
    outside_m2 := ST_Area(ST_Difference(outline, ground)::geography);
    IF outside_m2 > tolerance_m2
       AND NOT EXISTS (SELECT 1 FROM registry_spatialexception AS allowed
                        WHERE allowed.kind = 'outside' AND allowed.building_id = of_building
                          AND upper_inf(allowed.period)) THEN
        RAISE EXCEPTION 'building % reaches % m2 outside its parcels', of_building,
              round(outside_m2, 2)
              USING ERRCODE = 'check_violation', CONSTRAINT = 'buildings_lie_in_their_parcels';
    END IF;
END
$$;
"""


class Migration(migrations.Migration):
    """What the triggers of the ground ask, and the index that finds a part of a name."""

    dependencies = [("registry", "0070_inspections")]
    operations = [
        TrigramExtension(),
        migrations.RunSQL(LAYER, "DROP FUNCTION fangtu_layer(text)"),
        migrations.RunSQL(LIES, "DROP FUNCTION fangtu_lies_in_its_parcels(bigint, numeric)"),
    ]
