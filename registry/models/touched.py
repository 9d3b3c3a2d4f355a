"""Touched 待重判: what an edit changed and no assessment has looked at yet."""

import pgtrigger
from django.db import models
from django.db.models import Func
from django.utils.translation import gettext_lazy as _


class TransactionId(Func):
    """The transaction that writes a row."""

    template = "txid_current()"
    output_field = models.BigIntegerField()
    arity = 0


class TouchedKind(models.TextChoices):
    """What kind of thing an edit touched."""

    ROOM = "room", _("Room")
    PERSON = "person", _("Person")
    ORGANISATION = "organisation", _("Organisation")
    STANDING = "standing", _("Standing of an organisation")  # its level: limits of its people
    BUILDING = "building", _("Building")
    STANDARD = "standard", _("Rule pack")  # touches everything there is


class Touched(models.Model):
    """One thing an edit touched; an assessment takes the row away when it has looked."""

    kind = models.CharField(max_length=12, choices=TouchedKind.choices)
    key = models.BigIntegerField()
    transaction = models.BigIntegerField(db_default=TransactionId())

    class Meta:
        indexes = [models.Index(fields=["transaction"], name="touched_by_transaction")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


def touches(*columns: str, only: tuple[str, ...] = (), name: str = "") -> pgtrigger.Trigger:
    """Return the trigger that notes what a written row touches: pairs written `kind:column`.

    With `only`, an update of other columns touches nothing.
    """
    pairs = [column.split(":") for column in columns]
    update = pgtrigger.UpdateOf(*only) if only else pgtrigger.Update
    return pgtrigger.Trigger(
        name=name or "edits_say_what_they_touch",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | update | pgtrigger.Delete,
        func=f"""
            IF TG_OP <> 'INSERT' THEN
                INSERT INTO registry_touched (kind, key)
                SELECT kind, key FROM (VALUES {_values(pairs, "OLD")}) AS old (kind, key)
                 WHERE key IS NOT NULL;
            END IF;
            IF TG_OP <> 'DELETE' THEN
                INSERT INTO registry_touched (kind, key)
                SELECT kind, key FROM (VALUES {_values(pairs, "NEW")}) AS new (kind, key)
                 WHERE key IS NOT NULL;
            END IF;
            RETURN NULL;
        """,
    )


def _values(pairs: list[list[str]], row: str) -> str:
    """Return what a row touches, as rows of SQL."""
    return ", ".join(f"('{kind}', {row}.{column}::bigint)" for kind, column in pairs)


def plan_touches_its_building() -> pgtrigger.Trigger:
    """Return the trigger that notes the building whose surveyed area a plan changes."""
    return pgtrigger.Trigger(
        name="edits_say_what_they_touch",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("outline", "period") | pgtrigger.Delete,
        func="""
            INSERT INTO registry_touched (kind, key)
            SELECT 'building', floor.building_id
              FROM registry_floor AS floor
             WHERE floor.id = coalesce(NEW.floor_id, OLD.floor_id);
            RETURN NULL;
        """,
    )


def unit_touches_its_building(column: str) -> pgtrigger.Trigger:
    """Return the trigger that notes the building whose title a row changes."""
    return pgtrigger.Trigger(
        name="edits_say_what_they_touch",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=f"""
            INSERT INTO registry_touched (kind, key)
            SELECT 'building', unit.building_id
              FROM registry_baunit AS unit
             WHERE unit.id = coalesce(NEW.{column}, OLD.{column}) AND unit.building_id IS NOT NULL;
            RETURN NULL;
        """,
    )
