"""Triggers of inspections: each row takes its division from the room it is about."""

import pgtrigger


def takes_region_of_room() -> pgtrigger.Trigger:
    """Return the trigger that gives a planned visit the division code of its room."""
    return _takes_region("registry_room AS source WHERE source.id = NEW.room_id")


def takes_region_of_visit() -> pgtrigger.Trigger:
    """Return the trigger that gives an observation the division code of its visit."""
    return _takes_region("registry_plannedvisit AS source WHERE source.id = NEW.visit_id")


def takes_region_of_observation() -> pgtrigger.Trigger:
    """Return the trigger that gives a photo the division code of its observation."""
    return _takes_region("registry_observation AS source WHERE source.id = NEW.observation_id")


def measurement_touches_its_room() -> pgtrigger.Trigger:
    """Return the trigger that notes the room an inspector took two lengths of."""
    return pgtrigger.Trigger(
        name="edits_say_what_they_touch",
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        condition=pgtrigger.Q(new__length_a_m__isnull=False),
        func="""
            INSERT INTO registry_touched (kind, key)
            SELECT 'room', visit.room_id
              FROM registry_plannedvisit AS visit WHERE visit.id = NEW.visit_id;
            RETURN NULL;
        """,
    )


def _takes_region(source: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="region_code_follows",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func=f"""
            SELECT source.region_code INTO NEW.region_code
              FROM {source};
            RETURN NEW;
        """,
    )
