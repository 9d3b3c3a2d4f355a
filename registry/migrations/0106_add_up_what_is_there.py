from django.db import migrations

BUILDINGS = """
INSERT INTO registry_buildingtotals (building_id, courtyard_id, region_code, lon, lat, rooms, area_m2,
       over_rooms, excess_m2, idle_rooms, idle_m2, unassessed_rooms)
SELECT building.id, building.courtyard_id, building.region_code, ST_X(spot), ST_Y(spot), rooms, area_m2,
       over_rooms, excess_m2, idle_rooms, idle_m2, unassessed_rooms
  FROM (SELECT verdict.building_id, count(*) AS rooms, sum(verdict.area_m2) AS area_m2,
               count(*) FILTER (WHERE verdict.verdict = 'over') AS over_rooms,
               coalesce(sum(verdict.excess_m2) FILTER (WHERE verdict.verdict = 'over'), 0) AS excess_m2,
               count(*) FILTER (WHERE verdict.verdict = 'idle') AS idle_rooms,
               coalesce(sum(verdict.area_m2) FILTER (WHERE verdict.verdict = 'idle'), 0) AS idle_m2,
               count(*) FILTER (WHERE verdict.verdict = 'not_assessed') AS unassessed_rooms
          FROM registry_roomverdict AS verdict
         WHERE verdict.verdict <> 'circulation'
         GROUP BY verdict.building_id) AS sums
  JOIN registry_building AS building ON building.id = sums.building_id
  CROSS JOIN LATERAL fangtu_placed(ST_Point(0, 0), building.placement_srid,
           building.origin_easting_m, building.origin_northing_m, 0) AS spot;
"""
REGIONS = """
INSERT INTO registry_regiontotals (region_code, buildings, lon, lat, rooms, area_m2, over_rooms,
       excess_m2, idle_rooms, idle_m2, unassessed_rooms)
SELECT region_code, count(*), avg(lon), avg(lat), sum(rooms), sum(area_m2), sum(over_rooms),
       sum(excess_m2), sum(idle_rooms), sum(idle_m2), sum(unassessed_rooms)
  FROM registry_buildingtotals GROUP BY region_code;
"""


class Migration(migrations.Migration):
    """Add up the verdicts that were written before there were totals."""

    dependencies = [("registry", "0105_totals_of_places")]
    operations = [
        migrations.RunSQL(BUILDINGS, migrations.RunSQL.noop),
        migrations.RunSQL(REGIONS, migrations.RunSQL.noop),
    ]
