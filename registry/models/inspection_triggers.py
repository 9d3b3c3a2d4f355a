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
