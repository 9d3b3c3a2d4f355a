from django.db import migrations

PLACED = """
-- A plan geometry in metres, turned about its origin and moved to a place, in CGCS2000 (EPSG:4490).
CREATE FUNCTION fangtu_placed(
    plan geometry, srid integer, easting_m double precision, northing_m double precision,
    rotation_deg double precision
) RETURNS geometry LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ST_Transform(
               ST_SetSRID(
                   ST_Translate(ST_Rotate(plan, radians(rotation_deg)), easting_m, northing_m),
                   srid),
               4490)
$$;
"""


class Migration(migrations.Migration):
    """The function that derives what is drawn on the map from what was measured in the plan."""

    dependencies = [("registry", "0001_extensions")]
    operations = [
        migrations.RunSQL(
            PLACED,
            "DROP FUNCTION fangtu_placed"
            "(geometry, integer, double precision, double precision, double precision)",
        )
    ]
