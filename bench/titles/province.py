"""A made-up province 99: parcels, units, and up to three transfers of each, written set by set.

Triggers and exclusion constraints rest while the rows are written, as in any bulk load. A unit
whose number leaves n in division by four has been transferred n times: each transfer leaves the
version that was known before, closed, and the one that is known since.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

UNITS_ON_A_PARCEL = 10
ROOMS_OF_A_UNIT = 2

REGIONS = """
    INSERT INTO registry_region (code, name, level, period)
    SELECT '990000', '示例省', 'PROVINCE', '[2000-01-01,)'::daterange
     UNION ALL
    SELECT '99' || lpad(city::text, 2, '0') || '00', '示例市' || city, 'CITY', '[2000-01-01,)'::daterange
      FROM generate_series(1, 10) AS city
     UNION ALL
    SELECT '99' || lpad(city::text, 2, '0') || lpad((county + 20)::text, 2, '0'),
           '示例县' || city || '-' || county, 'COUNTY', '[2000-01-01,)'::daterange
      FROM generate_series(1, 10) AS city, generate_series(1, 8) AS county
"""
YARDS = """
    INSERT INTO registry_courtyard (code, name, address, region_id, region_code)
    SELECT 'Y' || region.code, '示例院', '', region.id, region.code
      FROM registry_region AS region WHERE region.level = 'COUNTY'
"""
# One parcel and one building on it for ten units; the county is the one of its number.
PLACES = """
    CREATE UNLOGGED TABLE places AS
    SELECT n, region.id AS region_id, region.code AS county, yard.id AS yard_id,
           region.code || '001001GB' || lpad((n / 80 + 1)::text, 5, '0') AS parcel_code
      FROM generate_series(0, %(parcels)s - 1) AS n
      JOIN (SELECT *, row_number() OVER (ORDER BY code) - 1 AS at FROM registry_region
             WHERE level = 'COUNTY') AS region ON region.at = n %% 80
      JOIN registry_courtyard AS yard ON yard.region_id = region.id
"""
PARCELS = """
    INSERT INTO registry_parcel (id, code, region_id, region_code, address, land_use, right_nature, area_m2,
           survey_srid, period)
    SELECT n + 1, parcel_code, region_id, county, '示例路' || n || '号', '机关团体用地', 'allocated',
           4000, 4549, '(,)' FROM places
"""
BUILDINGS = """
    INSERT INTO registry_building (id, code, name, courtyard_id, region_id, region_code, structure,
           storeys_above, storeys_below, placement_srid, origin_easting_m, origin_northing_m,
           rotation_deg)
    SELECT n + 1, 'B' || n, n || '号楼', yard_id, region_id, county, '', 1, 0, 4549,
           500000 + (n %% 100) * 200, 3300000 + (n / 100) * 200, 0 FROM places;
    INSERT INTO registry_building_parcels (building_id, parcel_id)
    SELECT n + 1, n + 1 FROM places;
    INSERT INTO registry_floor (id, building_id, ordinal, name)
    SELECT n + 1, n + 1, 1, '一层' FROM places;
    INSERT INTO registry_planversion (id, floor_id, period, source_name, sha256, unit, recorded_at)
    SELECT n + 1, n + 1, '[2010-01-01,)', 'made.dxf', repeat('0', 64), 'mm', now() FROM places
"""
UNITS = """
    INSERT INTO registry_baunit (id, code, parcel_id, building_id, region_code, address, purpose,
           building_area_m2, period, recorded_at, closed_at)
    SELECT place.n * 10 + at, place.parcel_code || 'F0001' || lpad(at::text, 4, '0'),
           place.n + 1, place.n + 1, place.county, '', '办公', 100,
           CASE WHEN (place.n * 10 + at) %% 40 = 1 THEN '[2010-01-01,2018-01-01)'
                ELSE '[2010-01-01,)' END::daterange,
           '2010-01-01', CASE WHEN (place.n * 10 + at) %% 40 = 1 THEN '2018-01-01'::timestamptz END
      FROM places AS place, generate_series(1, %(per_parcel)s) AS at
"""
ROOMS = """
    INSERT INTO registry_house (id, building_id, number, name)
    SELECT id, building_id, right(code, 4), '' FROM registry_baunit;
    INSERT INTO registry_baunit_houses (baunit_id, house_id)
    SELECT id, id FROM registry_baunit;
    INSERT INTO registry_room (id, uid, floor_id, region_code)
    SELECT unit.id * 2 + at, gen_random_uuid(), unit.building_id, unit.region_code
      FROM registry_baunit AS unit, generate_series(1, %(rooms)s) AS at;
    INSERT INTO registry_houseroom (house_id, room_id, period)
    SELECT (id - 1) / 2, id, '[2010-01-01,)' FROM registry_room;
    INSERT INTO registry_roomversion (room_id, plan_version_id, floor_id, region_code, period,
           number, name, use, plan, space)
    SELECT id, floor_id, floor_id, region_code, '[2010-01-01,)', (id %% 1000)::text, '', 'office',
           ST_MakeEnvelope((id %% 40) * 4, 0, (id %% 40) * 4 + 3, 6), 'room' FROM registry_room
"""
ORGANISATIONS = """
    INSERT INTO registry_organisation (id, code, name, region_id, region_code, level,
           standard_level, kind)
    SELECT n, 'O' || n, '示例局' || n, region.id, region.code, 'COUNTY', 'COUNTY', 'government'
      FROM generate_series(1, %(bureaus)s) AS n
      JOIN (SELECT *, row_number() OVER (ORDER BY code) - 1 AS at FROM registry_region
             WHERE level = 'COUNTY') AS region ON region.at = n %% 80
"""
# One act a transfer: the first registration is act 0.
ENTRIES = """
    CREATE UNLOGGED TABLE acts AS
    SELECT row_number() OVER (ORDER BY unit.id, at) AS act, unit.id AS unit_id, at,
           at = unit.id %% 4 AS is_last,
           unit.region_code, make_date(2010 + at * 4, 3, 1) AS on,
           make_timestamptz(2010 + at * 4, 3, 2 + (unit.id %% 20)::int, 10, 0, 0) AS recorded,
           make_date(2014 + at * 4, 3, 1) AS next_on,
           make_timestamptz(2014 + at * 4, 3, 2 + (unit.id %% 20)::int, 10, 0, 0) AS next_recorded
      FROM registry_baunit AS unit, generate_series(0, (unit.id %% 4)::int) AS at;
    INSERT INTO registry_registerentry (id, act, case_number, "on", reason, document_no,
           region_code, recorded_at)
    SELECT act, CASE WHEN at = 0 THEN 'open_right' ELSE 'transfer_right' END,
           '示登' || act, "on", '', '', region_code, recorded FROM acts;
    INSERT INTO registry_registerentry_units (registerentry_id, baunit_id)
    SELECT act, unit_id FROM acts
"""
RIGHTS = """
    CREATE UNLOGGED TABLE versions AS
    SELECT row_number() OVER (ORDER BY unit_id, at, is_first) AS id, written.*
      FROM (
        -- what was known from each act until the next
        SELECT acts.*, true AS is_first, daterange("on", NULL) AS period,
               tstzrange(recorded, CASE WHEN NOT is_last THEN next_recorded END) AS known,
               act AS entry, CASE WHEN NOT is_last THEN act + 1 END AS closed
          FROM acts
         UNION ALL
        -- what is known since the next act of what it ended
        SELECT acts.*, false, daterange("on", next_on), tstzrange(next_recorded, NULL), act + 1, NULL
          FROM acts WHERE NOT is_last) AS written;
    INSERT INTO registry_right (id, uid, unit_id, kind, sharing, purpose, term, building_area_m2,
           note, period, recorded, entry_id, closed_by_id)
    SELECT id, md5(unit_id || '-' || at)::uuid, unit_id, '4',
           CASE WHEN unit_id %% 3 = 0 THEN 'shares' ELSE 'sole' END, '办公', '', 100, '', period,
           known, entry, closed FROM versions
"""
HOLDERS = """
    INSERT INTO registry_rightholder (right_id, unit_id, organisation_id, name, identity_no,
           numerator, denominator, period, recorded, entry_id, closed_by_id)
    SELECT version.id, version.unit_id, who.id, '示例局' || who.id, '', 1, share.of, version.period,
           version.known, version.entry, version.closed
      FROM versions AS version
     CROSS JOIN LATERAL (SELECT CASE WHEN version.unit_id %% 3 = 0 THEN 2 ELSE 1 END AS of) AS share
     CROSS JOIN LATERAL generate_series(1, share.of) AS part
     CROSS JOIN LATERAL (
           SELECT 1 + (version.unit_id + version.at * 7 + part * 13) %% %(bureaus)s AS id) AS who
"""
CERTIFICATES = """
    INSERT INTO registry_certificate (unit_id, kind, number, holder_id, printed_area_m2, issued_by,
           scan, scan_sha256, note, period, recorded, entry_id, closed_by_id)
    SELECT unit_id, 'real_estate',
           '示（' || 2010 + at * 4 || '）示例县不动产权第' || lpad(unit_id::text, 7, '0') || '号',
           1 + (unit_id + at * 7 + 13) %% %(bureaus)s, 100, '', '', '', '', period, known, entry,
           closed FROM versions
"""
RESTRICTIONS = """
    INSERT INTO registry_restriction (uid, unit_id, kind, party, document_no, rank, note, period,
           recorded, entry_id, closed_by_id)
    SELECT gen_random_uuid(), unit_id, CASE WHEN unit_id %% 50 = 0 THEN 'seizure' ELSE 'mortgage' END,
           '示例银行', '示字' || unit_id, 1, '', daterange("on", NULL), tstzrange(recorded, NULL), act,
           NULL FROM acts WHERE unit_id %% 10 = 0 AND is_last
"""
LINEAGE = """
    INSERT INTO registry_lineage (parent_id, child_id, event, "on", entry_id, recorded_at)
    SELECT unit.id, unit.id + step, 'split', '2018-01-01', act.act, '2018-01-01'
      FROM registry_baunit AS unit
      JOIN acts AS act ON act.unit_id = unit.id AND act.is_last, generate_series(1, 2) AS step
     WHERE unit.closed_at IS NOT NULL AND EXISTS (
           SELECT 1 FROM registry_baunit AS child WHERE child.id = unit.id + 2)
"""
STEPS = (
    *(REGIONS, YARDS, PLACES, PARCELS, BUILDINGS, UNITS, ROOMS, ORGANISATIONS, ENTRIES, RIGHTS),
    *(HOLDERS, CERTIFICATES, RESTRICTIONS, LINEAGE),
)
TABLES = (
    "parcel building building_parcels floor planversion baunit house baunit_houses room houseroom "
    "roomversion organisation registerentry registerentry_units right rightholder certificate "
    "restriction lineage"
)
EXCLUSIONS = """
    SELECT format('ALTER TABLE %I DROP CONSTRAINT %I', conrelid::regclass, conname)
      FROM pg_constraint
     WHERE contype = 'x' AND conrelid::regclass::text IN
           ('registry_roomversion', 'registry_houseroom', 'registry_right', 'registry_restriction',
            'registry_certificate', 'registry_planversion')
"""


def fill(units: int) -> None:
    """Fill an empty register with so many units and their history."""
    values: dict[str, Any] = {
        "parcels": units // UNITS_ON_A_PARCEL,
        "per_parcel": UNITS_ON_A_PARCEL,
        "rooms": ROOMS_OF_A_UNIT,
        "bureaus": max(100, units // 100),
    }
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica; SET work_mem = '256MB'")
        cursor.execute(EXCLUSIONS)
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)
        for step in STEPS:
            cursor.execute(step, values)
        cursor.execute("DROP TABLE places, acts, versions")
        cursor.execute("SET session_replication_role = DEFAULT; RESET work_mem")
        for table in TABLES.split():
            cursor.execute(f"VACUUM (ANALYZE) registry_{table}")
