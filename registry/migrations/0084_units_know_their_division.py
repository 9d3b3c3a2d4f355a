from django.db import migrations

FILL = """
    UPDATE registry_baunit AS unit
       SET region_code = coalesce(building.region_code, parcel.region_code)
      FROM registry_parcel AS parcel, registry_baunit AS same
      LEFT JOIN registry_building AS building ON building.id = same.building_id
     WHERE parcel.id = unit.parcel_id AND same.id = unit.id;
"""


class Migration(migrations.Migration):
    """Units entered before they had a division of their own get it from where they stand."""

    dependencies = [("registry", "0083_register_triggers")]
    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
