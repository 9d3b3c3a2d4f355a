"""Triggers of the register of titles: shares, closing, lineage and the ground.

Deferred ones look at the end of the transaction, so that an act may pass through halves of itself.
"""

import pgtrigger

from registry.policy.cases.land import BUILDING_OUTSIDE_M2 as FOOTPRINT_OUTSIDE_M2
from registry.policy.cases.land import GROUND_TOLERANCE_M2

# Two surveys of one boundary point may differ by 5 cm: on 40 m of common line that is 1 m² each way.
PARCEL_OVERLAP_M2 = str(GROUND_TOLERANCE_M2)
# Outlines are placed by control points good to 10 cm: 50 m of wall may lean over by 5 m².
BUILDING_OUTSIDE_M2 = str(FOOTPRINT_OUTSIDE_M2)
LINEAGE_LOCK, PARCEL_LOCK = 60_210, 60_211  # advisory locks: any numbers nothing else uses


def entries_are_only_closed(*derived: str) -> pgtrigger.Trigger:
    """Return the trigger that lets an entry's record period be closed once, and nothing else.

    Derived columns are left out: they are not worked out yet when the trigger looks.
    """
    free = ",".join(("recorded", "closed_by_id", *derived))
    return pgtrigger.Trigger(
        name="an_entry_is_only_closed",
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func=f"""
            IF TG_OP = 'UPDATE' AND upper_inf(OLD.recorded) AND NOT upper_inf(NEW.recorded)
               AND lower(NEW.recorded) = lower(OLD.recorded)
               AND to_jsonb(NEW) - '{{{free}}}'::text[] = to_jsonb(OLD) - '{{{free}}}'::text[] THEN
                RETURN NEW;
            END IF;
            RAISE EXCEPTION 'an entry of the register is closed, never changed or taken away'
                  USING ERRCODE = 'check_violation', CONSTRAINT = 'an_entry_is_only_closed';
        """,
    )


def written_once() -> pgtrigger.Trigger:
    """Return the trigger that refuses to change or take away what is written once."""
    return pgtrigger.Trigger(
        name="what_is_registered_stays",
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func="""
            RAISE EXCEPTION 'what the register has written stays as it is'
                  USING ERRCODE = 'check_violation', CONSTRAINT = 'what_is_registered_stays';
        """,
    )


def registered_ground_is_not_edited(
    columns: str, rights: str, described: str = ""
) -> pgtrigger.Trigger:
    """Return the trigger that leaves a unit or parcel with rights on it as it is, but for its end.

    `columns` may still change; `rights` is the condition that finds a right on the row. The
    columns `described` change with an entry of the same transaction that describes the unit anew.
    """
    anew = (
        f"""
            IF TG_OP = 'UPDATE'
               AND to_jsonb(NEW) - '{{{described}}}'::text[] = to_jsonb(OLD) - '{{{described}}}'::text[]
               AND EXISTS (SELECT 1 FROM registry_registerentry AS entry
                             JOIN registry_registerentry_units AS about
                               ON about.registerentry_id = entry.id
                            WHERE about.baunit_id = OLD.id AND entry.act = 'describe_unit'
                              AND entry.recorded_at >= now()) THEN
                RETURN NEW;
            END IF;"""
        if described
        else ""
    )
    return pgtrigger.Trigger(
        name="registered_ground_is_not_edited",
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func=f"""
            IF NOT EXISTS (SELECT 1 FROM registry_right AS held
                             JOIN registry_baunit AS unit ON unit.id = held.unit_id
                            WHERE {rights} = OLD.id) THEN
                RETURN coalesce(NEW, OLD);
            END IF;{anew}
            IF TG_OP = 'UPDATE'
               AND to_jsonb(NEW) - '{{{columns}}}'::text[] = to_jsonb(OLD) - '{{{columns}}}'::text[]
               AND (NEW.period = OLD.period
                    OR upper_inf(OLD.period)
                       AND (isempty(NEW.period)  -- it came and went on one day
                            OR lower(NEW.period) IS NOT DISTINCT FROM lower(OLD.period))) THEN
                RETURN NEW;
            END IF;
            RAISE EXCEPTION 'rights are registered on it'
                  USING ERRCODE = 'check_violation',
                        CONSTRAINT = 'registered_ground_is_not_edited';
        """,
    )


def shares_sum_to_one(right: str) -> pgtrigger.Trigger:
    """Return the trigger that adds up the shares of a right exactly, at the end of the transaction.

    It also holds holders to their right: the same unit, the same period, the same record.
    """
    return pgtrigger.Trigger(
        name="shares_of_a_right_sum_to_one",
        level=pgtrigger.Row,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("recorded"),
        timing=pgtrigger.Deferred,
        declare=[
            ("holder", "RECORD"),
            ("owned", "numeric := 0"),
            ("whole", "numeric := 1"),
            ("common", "numeric"),
        ],
        func=f"""
            FOR holder IN
                SELECT part.numerator, part.denominator,
                       part.unit_id = held.unit_id AND part.period = held.period
                       AND part.recorded = held.recorded AS follows
                  FROM registry_right AS held
                  JOIN registry_rightholder AS part ON part.right_id = held.id
                 WHERE held.id = {right}
            LOOP
                IF NOT holder.follows THEN
                    RAISE EXCEPTION 'a holder stands beside its right'
                          USING ERRCODE = 'check_violation',
                                CONSTRAINT = 'a_holder_follows_its_right';
                END IF;
                -- owned / whole + numerator / denominator, in lowest terms
                owned := owned * holder.denominator + holder.numerator * whole;
                whole := whole * holder.denominator;
                common := gcd(owned, whole);
                owned := div(owned, common);
                whole := div(whole, common);
            END LOOP;
            IF owned <> whole THEN
                RAISE EXCEPTION 'the shares sum to %/%', owned, whole
                      USING ERRCODE = 'check_violation',
                            CONSTRAINT = 'shares_of_a_right_sum_to_one';
            END IF;
            RETURN NULL;
        """,
    )


def lineage_has_no_loop(table: str) -> pgtrigger.Trigger:
    """Return the trigger that refuses a descent which leads back to where it began.

    The lock makes two transactions that would close a loop together wait for each other.
    """
    return pgtrigger.Trigger(
        name="lineage_has_no_loop",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func=f"""
            PERFORM pg_advisory_xact_lock({LINEAGE_LOCK});
            IF EXISTS (
                WITH RECURSIVE below (id) AS (
                    SELECT NEW.child_id
                    UNION
                    SELECT step.child_id FROM below JOIN {table} AS step ON step.parent_id = below.id
                )
                SELECT 1 FROM below WHERE below.id = NEW.parent_id
            ) THEN
                RAISE EXCEPTION 'the line of descent would run in a circle'
                      USING ERRCODE = 'check_violation', CONSTRAINT = 'lineage_has_no_loop';
            END IF;
            RETURN NEW;
        """,
    )


def parcel_lies_in_its_division() -> pgtrigger.Trigger:
    """Return the trigger that finds a parcel's county by the first six digits of its code.

    The table has divisions as they were: the one of the parcel's first day, else the newest.
    """
    return pgtrigger.Trigger(
        name="parcel_lies_in_its_division",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("code", "region_id", "region_code"),
        func="""
            SELECT division.id, division.code INTO NEW.region_id, NEW.region_code
              FROM registry_region AS division
             WHERE division.code = left(NEW.code, 6)
             ORDER BY division.period @> lower(NEW.period) DESC NULLS LAST,
                      lower(division.period) DESC
             LIMIT 1;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'no division has the code %', left(NEW.code, 6)
                      USING ERRCODE = 'foreign_key_violation',
                            CONSTRAINT = 'a_parcel_lies_in_a_known_division';
            END IF;
            RETURN NEW;
        """,
    )


def entry_finds_its_case() -> pgtrigger.Trigger:
    """Return the trigger that ties an entry to the case whose number it names.

    Entries taken over from the books before the register name cases that are not in it.
    """
    return pgtrigger.Trigger(
        name="entry_finds_its_case",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func="""
            NEW.case_id := (SELECT id FROM registry_case AS mine WHERE mine.number = NEW.case_number);
            RETURN NEW;
        """,
    )


def unit_stands_on_its_parcel() -> pgtrigger.Trigger:
    """Return the trigger that holds a unit's code to its parcel and gives it its division."""
    return pgtrigger.Trigger(
        name="unit_stands_on_its_parcel",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("code", "parcel_id", "building_id"),
        declare=[("parcel", "RECORD")],
        func="""
            SELECT ground.code, ground.region_code INTO parcel
              FROM registry_parcel AS ground WHERE ground.id = NEW.parcel_id;
            IF left(NEW.code, 19) <> parcel.code THEN
                RAISE EXCEPTION 'unit % is not of parcel %', NEW.code, parcel.code
                      USING ERRCODE = 'check_violation',
                            CONSTRAINT = 'a_unit_code_begins_with_its_parcels';
            END IF;
            NEW.region_code := coalesce(
                (SELECT building.region_code FROM registry_building AS building
                  WHERE building.id = NEW.building_id), parcel.region_code);
            RETURN NEW;
        """,
    )


def house_rooms_are_of_its_building() -> pgtrigger.Trigger:
    """Return the trigger that refuses a room of another building in a house 户."""
    return pgtrigger.Trigger(
        name="house_rooms_are_of_its_building",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("house_id", "room_id"),
        func="""
            IF NOT EXISTS (SELECT 1 FROM registry_room AS room
                             JOIN registry_floor AS floor ON floor.id = room.floor_id
                             JOIN registry_house AS house ON house.building_id = floor.building_id
                            WHERE room.id = NEW.room_id AND house.id = NEW.house_id) THEN
                RAISE EXCEPTION 'the room is in another building'
                      USING ERRCODE = 'check_violation',
                            CONSTRAINT = 'a_house_has_rooms_of_its_building';
            END IF;
            RETURN NEW;
        """,
    )


def parcels_do_not_overlap() -> pgtrigger.Trigger:
    """Return the trigger that refuses two parcels of one layer on one ground, without an exception.

    Layers: land ownership (A), above ground (S), below (X), and the surface (all others).
    """
    return pgtrigger.Trigger(
        name="parcels_do_not_overlap",
        level=pgtrigger.Row,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("boundary", "period", "code"),
        timing=pgtrigger.Deferred,
        declare=[("clash", "RECORD")],
        func=f"""
            PERFORM pg_advisory_xact_lock({PARCEL_LOCK});
            -- One living parcel that shares ground with this one by more than a survey may err.
            SELECT mine.code, other.code AS other_code,
                   ST_Area(ST_Intersection(mine.boundary, other.boundary)::geography) AS overlap_m2
              INTO clash
              FROM registry_parcel AS mine
              JOIN registry_parcel AS other
                ON other.id <> mine.id AND ST_Intersects(other.boundary, mine.boundary)
               AND other.period && mine.period
               AND fangtu_layer(other.code) = fangtu_layer(mine.code)
             WHERE mine.id = NEW.id
               AND ST_Area(ST_Intersection(mine.boundary, other.boundary)::geography)
                   > {PARCEL_OVERLAP_M2}
               AND NOT EXISTS (SELECT 1 FROM registry_spatialexception AS allowed
                                WHERE allowed.kind = 'overlap'
                                  AND allowed.period && (other.period * mine.period)
                                  AND (allowed.parcel_id, allowed.other_parcel_id)
                                      IN ((mine.id, other.id), (other.id, mine.id)))
             LIMIT 1;
            IF FOUND THEN
                RAISE EXCEPTION 'parcels % and % overlap by % m2', clash.code, clash.other_code,
                      round(clash.overlap_m2::numeric, 2)
                      USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'parcels_do_not_overlap';
            END IF;
            RETURN NULL;
        """,
    )


def buildings_lie_in_their_parcels(buildings: str, *of: str) -> pgtrigger.Trigger:
    """Return the trigger that looks, at the end, whether some buildings lie in their parcels.

    `buildings` is a query of their keys; `of` are the columns whose change may move them.
    """
    change = pgtrigger.UpdateOf(*of) if of else pgtrigger.Update
    return pgtrigger.Trigger(
        name="buildings_lie_in_their_parcels",
        level=pgtrigger.Row,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | change | pgtrigger.Delete,
        timing=pgtrigger.Deferred,
        func=f"""
            PERFORM fangtu_lies_in_its_parcels(moved.id, {BUILDING_OUTSIDE_M2})
               FROM ({buildings}) AS moved (id);
            RETURN NULL;
        """,
    )
