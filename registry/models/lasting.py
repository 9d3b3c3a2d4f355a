"""Triggers that keep what the register has written: tables are not emptied, parts not exchanged."""

import pgtrigger

# Only the tests empty tables between two cases: in a database of theirs, and where they say so.
IS_A_TESTS_OWN = (
    r"current_database() LIKE 'test\_%' AND current_setting('fangtu.may_empty', true) = 'on'"
)
HAS_RIGHTS = """
    EXISTS (SELECT 1 FROM registry_right AS held JOIN registry_baunit AS unit ON unit.id = held.unit_id
             WHERE {which})
"""


def never_emptied() -> pgtrigger.Trigger:
    """Return the trigger that refuses TRUNCATE, which no trigger on rows would see."""
    return pgtrigger.Trigger(
        name="the_register_is_never_emptied",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func=f"""
            IF {IS_A_TESTS_OWN} THEN
                RETURN NULL;
            END IF;
            RAISE EXCEPTION 'a table of the register is never emptied'
                  USING ERRCODE = 'check_violation', CONSTRAINT = 'the_register_is_never_emptied';
        """,
    )


def parts_stay_with_rights(which: str, *, free: str = "") -> pgtrigger.Trigger:
    """Return the trigger that leaves the parts of a unit or parcel with rights on it as they are.

    `which` finds the unit from a row called `part`; `free` are the columns that may still change.
    """
    held = HAS_RIGHTS.format(which=which)
    return pgtrigger.Trigger(
        name="parts_stay_with_rights",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=f"""
            IF TG_OP = 'UPDATE'
               AND to_jsonb(NEW) - '{{{free}}}'::text[] = to_jsonb(OLD) - '{{{free}}}'::text[] THEN
                RETURN NEW;
            END IF;
            IF TG_OP <> 'INSERT' AND {held.replace("part.", "OLD.")}
               OR TG_OP <> 'DELETE' AND {held.replace("part.", "NEW.")} THEN
                RAISE EXCEPTION 'rights are registered on it'
                      USING ERRCODE = 'check_violation',
                            CONSTRAINT = 'registered_ground_is_not_edited';
            END IF;
            RETURN coalesce(NEW, OLD);
        """,
    )
