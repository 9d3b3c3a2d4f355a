"""Triggers that keep derived columns true and forbid what no row may say, declared beside the models."""

import pgtrigger

SLIVER_M2 = "0.01"  # two rooms may share this much: a hundredth is what the register shows


def region_code_follows_region() -> pgtrigger.Trigger:
    """Return the trigger that copies the division's code on to the row that names the division."""
    return pgtrigger.Trigger(
        name="region_code_follows_region",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("region_id"),
        func="""
            SELECT region.code INTO NEW.region_code
              FROM registry_region AS region
             WHERE region.id = NEW.region_id;
            RETURN NEW;
        """,
    )


def placement_moves_the_map() -> pgtrigger.Trigger:
    """Return the trigger that redraws a building's rooms and floors when its placement changes.

    Only map polygons move: plans are never touched, so no area can change.
    """
    return pgtrigger.Trigger(
        name="placement_moves_the_map",
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf(
            "placement_srid", "origin_easting_m", "origin_northing_m", "rotation_deg", "region_code"
        ),
        func="""
            UPDATE registry_room AS room
               SET region_code = NEW.region_code
              FROM registry_floor AS floor
             WHERE floor.building_id = NEW.id AND room.floor_id = floor.id
               AND room.region_code <> NEW.region_code;
            UPDATE registry_roomversion AS version
               SET footprint = fangtu_placed(version.plan, NEW.placement_srid,
                       NEW.origin_easting_m, NEW.origin_northing_m, NEW.rotation_deg),
                   region_code = NEW.region_code
              FROM registry_floor AS floor
             WHERE floor.building_id = NEW.id AND version.floor_id = floor.id;
            UPDATE registry_planversion AS version
               SET footprint = fangtu_placed(version.outline, NEW.placement_srid,
                       NEW.origin_easting_m, NEW.origin_northing_m, NEW.rotation_deg)
              FROM registry_floor AS floor
             WHERE floor.building_id = NEW.id AND version.floor_id = floor.id;
            RETURN NULL;
        """,
    )


def room_takes_its_region() -> pgtrigger.Trigger:
    """Return the trigger that gives a room the division code of its building."""
    return pgtrigger.Trigger(
        name="room_takes_its_region",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("floor_id"),
        func="""
            SELECT building.region_code INTO NEW.region_code
              FROM registry_floor AS floor
              JOIN registry_building AS building ON building.id = floor.building_id
             WHERE floor.id = NEW.floor_id;
            RETURN NEW;
        """,
    )


def plan_is_placed(column: str) -> pgtrigger.Trigger:
    """Return the trigger that derives a map polygon from a plan polygon and the placement."""
    region = "NEW.region_code := building.region_code;" if column == "plan" else ""
    return pgtrigger.Trigger(
        name="plan_is_placed",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf(column, "floor_id"),
        declare=[("building", "RECORD")],
        func=f"""
            SELECT placed.* INTO building
              FROM registry_floor AS floor
              JOIN registry_building AS placed ON placed.id = floor.building_id
             WHERE floor.id = NEW.floor_id;
            NEW.footprint := fangtu_placed(NEW.{column}, building.placement_srid,
                building.origin_easting_m, building.origin_northing_m, building.rotation_deg);
            {region}
            RETURN NEW;
        """,
    )


def room_version_stays_on_its_floor() -> pgtrigger.Trigger:
    """Return the trigger that refuses a version of a room drawn on another floor than the room's."""
    return pgtrigger.Trigger(
        name="version_is_on_the_rooms_floor",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("floor_id", "room_id"),
        func="""
            IF NOT EXISTS (SELECT 1 FROM registry_room AS room
                            WHERE room.id = NEW.room_id AND room.floor_id = NEW.floor_id) THEN
                RAISE EXCEPTION 'the version stands on another floor than its room'
                      USING ERRCODE = 'check_violation',
                            CONSTRAINT = 'a_room_version_is_on_its_rooms_floor';
            END IF;
            RETURN NEW;
        """,
    )


def rooms_do_not_overlap() -> pgtrigger.Trigger:
    """Return the trigger that refuses two rooms on one floor that share more than a sliver.

    It waits for the end of the transaction, so that a redraw may pass through overlaps.
    """
    return pgtrigger.Trigger(
        name="rooms_on_a_floor_do_not_overlap",
        level=pgtrigger.Row,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("plan", "period", "floor_id"),
        timing=pgtrigger.Deferred,
        declare=[("clash", "RECORD")],
        func=f"""
            -- One room that claims part of this one's space on a common day.
            SELECT mine.number AS room, other.number AS other_room,
                   round(ST_Area(ST_Intersection(mine.plan, other.plan))::numeric, 2) AS overlap_m2
              INTO clash
              FROM registry_roomversion AS mine
              JOIN registry_roomversion AS other
                ON other.floor_id = mine.floor_id AND other.id <> mine.id
               AND other.period && mine.period AND ST_Intersects(other.plan, mine.plan)
             WHERE mine.id = NEW.id
               AND ST_Area(ST_Intersection(mine.plan, other.plan)) > {SLIVER_M2}
             LIMIT 1;
            IF FOUND THEN
                RAISE EXCEPTION 'rooms % and % overlap by % m2',
                      clash.room, clash.other_room, clash.overlap_m2
                      USING ERRCODE = 'exclusion_violation',
                            CONSTRAINT = 'rooms_on_a_floor_do_not_overlap';
            END IF;
            RETURN NULL;
        """,
    )
