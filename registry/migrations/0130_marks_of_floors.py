"""What a floor is drawn from marks the floor when it changes: bulk writes and raw SQL included."""

from django.db import migrations, models

EVERY_FLOOR = 0
MOST_MARKS = 32  # of one floor, before they are put together into one of the same sum

SEQUENCE = "CREATE SEQUENCE fangtu_mark"
MARK = f"""
CREATE FUNCTION fangtu_mark_floors(floors bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO registry_floormark (floor_id, mark)
    SELECT marked.id, nextval('fangtu_mark')
      FROM (SELECT DISTINCT unnest(floors) AS id) AS marked
     WHERE marked.id IS NOT NULL;
    -- Whoever else is at the same marks is left to them: nobody waits.
    WITH many AS (
        SELECT floor_id FROM registry_floormark WHERE floor_id = ANY(floors)
         GROUP BY floor_id HAVING count(*) > {MOST_MARKS}
    ), free AS (
        SELECT id FROM registry_floormark WHERE floor_id IN (SELECT floor_id FROM many)
           FOR UPDATE SKIP LOCKED
    ), gone AS (
        DELETE FROM registry_floormark WHERE id IN (SELECT id FROM free) RETURNING floor_id, mark
    )
    INSERT INTO registry_floormark (floor_id, mark)
    SELECT floor_id, sum(mark) FROM gone GROUP BY floor_id;
END $$
"""

# The floors that show a room: its own, and those of the rooms it counts with or that count with it.
BY_ROOMS = """
    WITH rooms AS MATERIALIZED (
        SELECT id FROM ({rooms}) AS touched (id) WHERE id IS NOT NULL
    ), suites AS (
        SELECT id FROM rooms
         UNION
        SELECT behind.room_id FROM rooms
          JOIN registry_roomversion AS behind ON behind.counts_with_id = rooms.id
         UNION
        SELECT version.counts_with_id FROM rooms
          JOIN registry_roomversion AS version ON version.room_id = rooms.id
    )
    SELECT room.floor_id FROM suites JOIN registry_room AS room ON room.id = suites.id
"""
SEATS_OF = "SELECT seat.room_id FROM {people} JOIN registry_seat AS seat ON seat.person_id = {key}"
# The floors of every building that some units lie in.
BY_UNITS = """
    SELECT floor.id FROM ({units}) AS touched (id)
      JOIN (SELECT id, building_id FROM registry_baunit
             UNION ALL
            SELECT baunit_id, building_id FROM registry_baunit_also_buildings
           ) AS lies (id, building_id) ON lies.id = touched.id
      JOIN registry_floor AS floor ON floor.building_id = lies.building_id
"""
BY_BUILDINGS = """
    SELECT floor.id FROM ({buildings}) AS touched (id)
      JOIN registry_floor AS floor ON floor.building_id = touched.id
"""
OF_HOLDER = BY_UNITS.format(
    units="""
    SELECT certificate.unit_id FROM changed
      JOIN registry_certificate AS certificate ON certificate.holder_id = changed.id
     UNION
    SELECT held.unit_id FROM changed
      JOIN registry_rightholder AS share ON share.organisation_id = changed.id
      JOIN registry_right AS held ON held.id = share.right_id"""
)
OF_ORGANISATION = f"""
    SELECT allocation.room_id FROM changed
      JOIN registry_allocation AS allocation ON allocation.organisation_id = changed.id
     UNION
    {
    SEATS_OF.format(
        people="changed JOIN registry_post AS post ON post.organisation_id = changed.id",
        key="post.person_id",
    )
}
"""
OF_CASE = "FROM changed JOIN registry_case AS kept ON kept.id = changed.case_id"
# Which floors the changed rows of a table are drawn on.
FLOORS_OF = {
    "floor": "SELECT id FROM changed",
    "building": """
        SELECT floor.id FROM changed
          JOIN registry_floor AS floor ON floor.building_id = changed.id""",
    "planversion": "SELECT floor_id FROM changed",
    "room": "SELECT floor_id FROM changed UNION "
    f"({BY_ROOMS.format(rooms='SELECT id FROM changed')})",
    "roomversion": "SELECT floor_id FROM changed UNION "
    + "({})".format(
        BY_ROOMS.format(rooms="SELECT unnest(ARRAY[room_id, counts_with_id]) FROM changed")
    ),
    "roomverdict": "SELECT floor_id FROM changed",
    "allocation": BY_ROOMS.format(rooms="SELECT room_id FROM changed"),
    "seat": BY_ROOMS.format(rooms="SELECT room_id FROM changed"),
    "person": BY_ROOMS.format(rooms=SEATS_OF.format(people="changed", key="changed.id")),
    "post": BY_ROOMS.format(rooms=SEATS_OF.format(people="changed", key="changed.person_id")),
    "organisation": f"({BY_ROOMS.format(rooms=OF_ORGANISATION)}) UNION ({OF_HOLDER})",
    "baunit": BY_UNITS.format(units="SELECT id FROM changed")
    + f"UNION {BY_BUILDINGS.format(buildings='SELECT building_id FROM changed')}",
    "baunit_also_buildings": BY_BUILDINGS.format(buildings="SELECT building_id FROM changed"),
    "baunit_houses": BY_UNITS.format(units="SELECT baunit_id FROM changed"),
    "house": BY_BUILDINGS.format(buildings="SELECT building_id FROM changed"),
    "houseroom": BY_ROOMS.format(rooms="SELECT room_id FROM changed"),
    "certificate": BY_UNITS.format(units="SELECT unit_id FROM changed"),
    "right": BY_UNITS.format(units="SELECT unit_id FROM changed"),
    "rightholder": BY_UNITS.format(
        units="SELECT held.unit_id FROM changed "
        "JOIN registry_right AS held ON held.id = changed.right_id"
    ),
    "restriction": BY_UNITS.format(units="SELECT unit_id FROM changed"),
    "case": BY_UNITS.format(units="SELECT unit_id FROM changed")
    + f"UNION {BY_BUILDINGS.format(buildings='SELECT building_id FROM changed')}",
    "casestep": BY_UNITS.format(units=f"SELECT kept.unit_id {OF_CASE}")
    + f"UNION {BY_BUILDINGS.format(buildings=f'SELECT kept.building_id {OF_CASE}')}",
    "rulepack": f"SELECT {EVERY_FLOOR}::bigint WHERE EXISTS (SELECT FROM changed)",
}
# A row that changes may be drawn elsewhere than before: both are asked.
EVENTS = {
    "insert": ("REFERENCING NEW TABLE AS changed", "changed"),
    "delete": ("REFERENCING OLD TABLE AS changed", "changed"),
    "update": (
        "REFERENCING OLD TABLE AS before NEW TABLE AS after",
        "(TABLE before UNION ALL TABLE after) AS changed",
    ),
}


def triggers(table: str) -> list[migrations.RunSQL]:
    """Return the triggers of a table: one for each event, as transition tables want it."""
    return [_trigger(table, event, *EVENTS[event]) for event in EVENTS]


def _trigger(table: str, event: str, told: str, changed: str) -> migrations.RunSQL:
    name = f"fangtu_{table}_{event}_marks_floors"
    floors = FLOORS_OF[table].replace("FROM changed", f"FROM {changed}")
    return migrations.RunSQL(
        f"""
        CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM fangtu_mark_floors(ARRAY({floors}));
            RETURN NULL;
        END $$;
        CREATE TRIGGER {name} AFTER {event.upper()} ON registry_{table}
        {told} FOR EACH STATEMENT EXECUTE FUNCTION {name}()
        """,
        f"DROP TRIGGER {name} ON registry_{table}; DROP FUNCTION {name}()",
    )


class Migration(migrations.Migration):
    """Whatever a floor is drawn from marks the floor when it changes."""

    dependencies = [("registry", "0112_settings_of_a_registry")]

    operations = [
        migrations.CreateModel(
            name="FloorMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("floor_id", models.BigIntegerField()),
                ("mark", models.BigIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["floor_id"], include=["mark"], name="floor_marks")]
            },
        ),
        migrations.RunSQL(SEQUENCE, "DROP SEQUENCE fangtu_mark"),
        migrations.RunSQL(MARK, "DROP FUNCTION fangtu_mark_floors"),
        *(trigger for table in FLOORS_OF for trigger in triggers(table)),
    ]
