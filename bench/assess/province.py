"""A made-up province 99: floors of rooms, bureaus and the people who sit in them, written in bulk.

The tables are those of the register. Triggers and exclusion constraints rest while a million rows
are written, as they would in any bulk load; what they derive is derived set by set.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

ROOMS_ON_A_FLOOR = 40
FLOORS = 5
ROOMS_OF_A_BUREAU = 100
SINCE = "2020-01-01"

# One city of eight counties for so many buildings; every division has an office of its own.
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
BUILDINGS = """
    INSERT INTO registry_building (code, name, courtyard_id, region_id, region_code, structure,
           storeys_above, storeys_below, placement_srid, origin_easting_m, origin_northing_m,
           rotation_deg)
    SELECT 'B' || n, n || '号楼', yard.id, yard.region_id, yard.region_code, '', %(floors)s, 0,
           4549, 500000 + (n %% 100) * 200, 3300000 + (n / 100) * 200, 0
      FROM generate_series(1, %(buildings)s) AS n
      JOIN (SELECT *, row_number() OVER (ORDER BY code) - 1 AS at,
                   count(*) OVER () AS yards FROM registry_courtyard) AS yard
        ON yard.at = n %% yard.yards
"""
FLOOR_ROWS = """
    INSERT INTO registry_floor (building_id, ordinal, name)
    SELECT building.id, ordinal, ordinal || '层'
      FROM registry_building AS building, generate_series(1, %(floors)s) AS ordinal
     ORDER BY building.id, ordinal
"""
PLANS = """
    INSERT INTO registry_planversion (floor_id, period, source_name, sha256, unit, recorded_at)
    SELECT id, daterange(%(since)s::date, NULL), 'made.dxf', repeat('0', 64), 'mm', now()
      FROM registry_floor ORDER BY id
"""
ROOM_ROWS = """
    INSERT INTO registry_room (uid, floor_id, region_code)
    SELECT gen_random_uuid(), floor.id, building.region_code
      FROM registry_floor AS floor
      JOIN registry_building AS building ON building.id = floor.building_id,
           generate_series(1, %(per_floor)s) AS n
     ORDER BY floor.id, n
"""
# Three metres wide and as deep as its people need: 8.7 to 9 m² for one, twice that for two, in one
# of twenty offices anything up to 39 m². One room in five is no office.
VERSIONS = """
    INSERT INTO registry_roomversion (room_id, plan_version_id, floor_id, region_code, period,
           number, name, use, plan, footprint, space, reading_confidence)
    SELECT room.id, plan.id, room.floor_id, room.region_code, plan.period,
           floor.ordinal || lpad(room.at::text, 2, '0'), '',
           CASE WHEN room.at %% 5 < 4 THEN 'office' WHEN room.at %% 2 = 0 THEN 'service'
                ELSE 'circulation' END,
           drawn.plan, fangtu_placed(drawn.plan, building.placement_srid,
               building.origin_easting_m, building.origin_northing_m, building.rotation_deg),
           'room', CASE WHEN room.id %% 10 = 0 THEN 0.8 ELSE 0.95 END
      FROM (SELECT *, row_number() OVER (PARTITION BY floor_id ORDER BY id) AS at
              FROM registry_room) AS room
      JOIN registry_floor AS floor ON floor.id = room.floor_id
      JOIN registry_building AS building ON building.id = floor.building_id
      JOIN registry_planversion AS plan ON plan.floor_id = floor.id
      CROSS JOIN LATERAL (
           SELECT ST_MakeEnvelope(room.at * 4, 0, room.at * 4 + 3,
                  CASE WHEN room.id %% 20 = 1 THEN 6 + room.id %% 8
                       WHEN room.id %% 4 = 0 THEN 5.8 + (room.id %% 9) / 45.0
                       ELSE 2.9 + (room.id %% 9) / 90.0 END) AS plan) AS drawn
     ORDER BY room.id
"""
ORGANISATIONS = """
    INSERT INTO registry_organisation (code, name, region_id, region_code, level, standard_level,
           kind, parent_id)
    SELECT 'O' || n, '示例局' || n, region.id, region.code, 'COUNTY', 'COUNTY', 'government', NULL
      FROM generate_series(0, %(bureaus)s - 1) AS n
      JOIN (SELECT *, row_number() OVER (ORDER BY code) - 1 AS at,
                   count(*) OVER () AS counties
              FROM registry_region WHERE level = 'COUNTY') AS region
        ON region.at = n %% region.counties
     ORDER BY n
"""
ESTABLISHMENT = """
    INSERT INTO registry_establishment (organisation_id, rank, headcount, document_no, period)
    SELECT organisation.id, rank, heads, '', daterange(%(since)s::date, NULL)
      FROM registry_organisation AS organisation,
           (VALUES ('X2', 1), ('X3', 4), ('X4', 10), ('X5', 110)) AS posts (rank, heads)
"""
USE_PAPERS = """
    INSERT INTO registry_usepaper (organisation_id, kind, number, period)
    SELECT organisation.id, paper.kind, '示例' || organisation.id, daterange(%(since)s::date, NULL)
      FROM registry_organisation AS organisation,
           (VALUES ('agreement'), ('certificate')) AS paper (kind)
"""
DUTIES = """
    INSERT INTO registry_yearlyduty (organisation_id, kind, "on", document_no)
    SELECT organisation.id, duty.kind, '2026-01-15', ''
      FROM registry_organisation AS organisation, (VALUES ('published'), ('filed')) AS duty (kind)
"""
# Each bureau has a run of a hundred rooms; one room in fifty is nobody's.
ALLOCATIONS = """
    INSERT INTO registry_allocation (room_id, organisation_id, period, document_no, approved_use)
    SELECT room.id, organisation.id, daterange(%(since)s::date, NULL), '', ''
      FROM (SELECT id, row_number() OVER (ORDER BY id) - 1 AS at FROM registry_room) AS room
      JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS at
              FROM registry_organisation) AS organisation
        ON organisation.at = room.at / %(per_bureau)s
     WHERE room.id %% 50 <> 7
     ORDER BY room.id
"""
# Of every bureau the certificate names each second room; every thousandth room of all stands on the
# certificate of the bureau before it, so that it is found as handed on.
NAMED_ROOMS = """
    INSERT INTO registry_usepaperroom (room_id, paper_id, period)
    SELECT allocation.room_id, paper.id, paper.period
      FROM registry_allocation AS allocation
      JOIN registry_usepaper AS paper
        ON paper.kind = 'certificate' AND paper.organisation_id
           = allocation.organisation_id - CASE WHEN allocation.room_id %% 1000 = 0 THEN 1 ELSE 0 END
     WHERE allocation.room_id %% 2 = 0
     ORDER BY allocation.room_id
"""
# Nobody's rooms: each tenth has a plan, half of them overdue; each twentieth is let, a third of
# them without approval and a third past the day it is due back.
PLANS_OF_DISPOSAL = """
    INSERT INTO registry_disposalplan (room_id, way, document_no, approved_on, due_on, outcome,
           end_document_no)
    SELECT room.id, 'reassign', '示例处置' || room.id, '2026-01-01',
           CASE WHEN room.id %% 1000 = 7 THEN '2026-03-01' ELSE '2027-01-01' END::date, '', ''
      FROM registry_room AS room WHERE room.id %% 500 = 7
"""
LETTINGS = """
    INSERT INTO registry_letting (room_id, kind, taken_by, document_no, approved_on, period,
           end_document_no, is_mistaken)
    SELECT room.id, 'let', '示例商行',
           CASE WHEN room.id %% 3 = 0 THEN '' ELSE '示例租批' || room.id END,
           CASE WHEN room.id %% 3 = 0 THEN NULL ELSE '2025-12-01' END::date,
           daterange('2026-01-01', CASE WHEN room.id %% 3 = 1 THEN '2026-04-01' END::date), '', false
      FROM registry_room AS room WHERE room.id %% 1000 = 57
"""
# One person for each office but every fiftieth, two in every fourth.
PEOPLE = """
    INSERT INTO registry_person (code, name, region_code, left_by)
    SELECT 'P' || version.room_id || '-' || n, '甲' || version.room_id %% 97,
           version.region_code, ''
      FROM registry_roomversion AS version,
           generate_series(1, CASE WHEN version.room_id %% 4 = 0 THEN 2 ELSE 1 END) AS n
     WHERE version.use = 'office' AND version.room_id %% 50 <> 7
     ORDER BY version.room_id, n
"""
SEATED = """
    CREATE UNLOGGED TABLE seated AS
    SELECT person.id AS person_id, split_part(substr(person.code, 2), '-', 1)::bigint AS room_id
      FROM registry_person AS person
"""
POSTS = """
    INSERT INTO registry_post (person_id, organisation_id, rank, title, is_main, is_principal,
           period)
    SELECT seated.person_id, allocation.organisation_id,
           CASE WHEN seated.person_id %% 100 = 0 THEN 'X2' WHEN seated.person_id %% 25 = 0 THEN 'X3'
                WHEN seated.person_id %% 10 = 0 THEN 'X4' ELSE 'X5' END,
           '', true, false, daterange(%(since)s::date, NULL)
      FROM seated JOIN registry_allocation AS allocation ON allocation.room_id = seated.room_id
     ORDER BY seated.person_id
"""
SEATS = """
    INSERT INTO registry_seat (room_id, person_id, period, second_office_no)
    SELECT room_id, person_id, daterange(%(since)s::date, NULL), '' FROM seated ORDER BY person_id
"""
# A hundredth of a per cent each: retired and still there, and a second room.
EXCEPTIONS = """
    UPDATE registry_person SET left_on = '2026-01-01', left_by = 'retired'
     WHERE id %% 10000 = 1;
    INSERT INTO registry_seat (room_id, person_id, period, second_office_no)
    SELECT room_id + 1, person_id, daterange(%(since)s::date, NULL), '' FROM seated
     WHERE person_id %% 10000 = 2
"""
STEPS = (
    REGIONS,
    YARDS,
    BUILDINGS,
    FLOOR_ROWS,
    PLANS,
    ROOM_ROWS,
    VERSIONS,
    ORGANISATIONS,
    ESTABLISHMENT,
    USE_PAPERS,
    DUTIES,
    ALLOCATIONS,
    NAMED_ROOMS,
    PLANS_OF_DISPOSAL,
    LETTINGS,
    PEOPLE,
    SEATED,
    POSTS,
    SEATS,
    EXCEPTIONS,
)
EXCLUSIONS = """
    SELECT format('ALTER TABLE %I DROP CONSTRAINT %I', conrelid::regclass, conname)
      FROM pg_constraint
     WHERE contype = 'x' AND conrelid::regclass::text IN
           ('registry_roomversion', 'registry_seat', 'registry_post', 'registry_allocation')
"""
TABLES = "room roomversion seat post person allocation organisation establishment floor building"


def fill(rooms: int) -> None:
    """Fill an empty register with so many rooms and their people."""
    values: dict[str, Any] = {
        "since": SINCE,
        "floors": FLOORS,
        "per_floor": ROOMS_ON_A_FLOOR,
        "per_bureau": ROOMS_OF_A_BUREAU,
        "buildings": rooms // (ROOMS_ON_A_FLOOR * FLOORS),
        "bureaus": rooms // ROOMS_OF_A_BUREAU,
    }
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica; SET work_mem = '256MB'")
        cursor.execute(EXCLUSIONS)
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)
        for step in STEPS:
            cursor.execute(step, values)
        cursor.execute("DROP TABLE seated; SET session_replication_role = DEFAULT; RESET work_mem")
        for table in TABLES.split():
            cursor.execute(f"VACUUM (ANALYZE) registry_{table}")
