"""Triggers of cases: a step is the move, and no other way leads from one state to another."""

from collections.abc import Iterable
from enum import Enum

import pgtrigger

from registry.policy.cases.actors import ROLE_OF
from registry.policy.cases.land import LAND_CAUSES, PARCEL_MERGE
from registry.policy.cases.parts import MERGE
from registry.policy.cases.terms import Actor, Kind
from registry.policy.cases.transitions import (
    DECIDES,
    EDITABLE,
    LIVE,
    PREPARES,
    QUEUE_JUMPERS,
    TRANSITIONS,
)


def _listed(values: Iterable[Enum]) -> str:
    return ", ".join(f"'{value}'" for value in sorted(str(each.value) for each in values))


def _moves() -> str:
    """Return the transition table as rows of SQL: from, event, actor, to, kinds."""
    return ",\n                ".join(
        f"('{move.here}', '{move.event}', '{move.actor}', '{move.there}', "
        f"ARRAY[{_listed(move.kinds)}])"
        for move in TRANSITIONS
    )


def _roles() -> str:
    return ", ".join(f"('{role}', '{actor}')" for actor, role in ROLE_OF.items())


def _refused(text: str, name: str) -> str:
    return f"""RAISE EXCEPTION '{text}'
                      USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';"""


def _asked_by(role: str) -> str:
    return f"""
            SELECT role INTO job FROM registry_user WHERE id = NEW.by_id AND is_active;
            IF NEW.actor = '{Actor.CLOCK}' AND NEW.by_id IS NOT NULL
               OR NEW.actor <> '{Actor.CLOCK}' AND NOT EXISTS (
                  SELECT 1 FROM (VALUES {_roles()}) AS known (role, actor)
                   WHERE known.role = job AND known.actor = NEW.actor) THEN
                {_refused(role, "a_step_is_made_in_ones_own_role")}
            END IF;"""


def _is_known(no_move: str) -> str:
    return f"""
            IF NOT EXISTS (
                SELECT 1 FROM (VALUES
                {_moves()}
                ) AS move (here, event, actor, there, kinds)
                 WHERE move.here = NEW.from_state AND move.event = NEW.event
                   AND move.actor = NEW.actor AND move.there = NEW.to_state
                   AND target.kind = ANY(move.kinds)
            ) THEN
                {_refused(no_move, "a_case_moves_as_its_states_allow")}
            END IF;"""


def _four_eyes(same_person: str) -> str:
    return f"""
            IF NEW.event IN ({_listed(DECIDES)}) AND EXISTS (
                SELECT 1 FROM registry_casestep AS before
                 WHERE before.case_id = NEW.case_id AND before.by_id = NEW.by_id
                   AND before.event IN ({_listed(PREPARES)})) THEN
                {_refused(same_person, "who_prepares_does_not_decide")}
            END IF;"""


def _in_turn(earlier: str) -> str:
    return f"""
            IF NEW.event = 'register' AND target.kind NOT IN ({_listed(QUEUE_JUMPERS)})
               AND EXISTS (
                SELECT 1 FROM registry_case AS earlier
                 WHERE earlier.id <> target.id AND earlier.received_seq < target.received_seq
                   AND earlier.state IN ({_listed(LIVE)})
                   AND (earlier.unit_id = target.unit_id
                        OR target.unit_id IS NULL AND earlier.unit_id IS NULL
                           AND earlier.building_id = target.building_id
                        OR target.unit_id IS NULL AND earlier.unit_id IS NULL
                           AND target.building_id IS NULL AND earlier.building_id IS NULL
                           AND earlier.parcel_id = target.parcel_id)) THEN
                {_refused(earlier, "first_received_is_first_registered")}
            END IF;"""


def _alone_on_what_it_ends(others: str) -> str:
    """Return what refuses an entry while a case is open on another unit that would end with it."""
    land = ", ".join(f"'{cause}'" for cause in sorted(LAND_CAUSES))
    return f"""
            IF NEW.event = 'register' AND target.kind = '{Kind.CHANGE}' AND EXISTS (
                SELECT 1 FROM registry_case AS other
                  JOIN registry_baunit AS unit ON unit.id = other.unit_id
                  JOIN registry_parcel AS parcel ON parcel.id = unit.parcel_id
                 WHERE other.id <> target.id AND other.unit_id <> target.unit_id
                   AND other.state IN ({_listed(LIVE)})
                   AND (target.cause = '{MERGE}'
                        AND target.payload -> 'merged' @> to_jsonb(unit.code)
                        OR target.cause IN ({land}) AND unit.parcel_id = target.parcel_id
                        OR target.cause = '{PARCEL_MERGE}'
                           AND target.payload -> 'merged_parcels' @> to_jsonb(parcel.code))) THEN
                {_refused(others, "a_unit_ends_with_no_case_open_on_it")}
            END IF;"""


def step_is_a_lawful_move() -> pgtrigger.Trigger:
    """Return the trigger that lets a step in only when the table of moves has it.

    It holds the case until the end of the transaction: of two people who act at the same instant
    the second finds the case moved.
    """
    checks = (
        _is_known("no such move from there"),
        _asked_by("another role makes this move"),
        _four_eyes("whoever prepared does not decide"),
        _in_turn("an earlier case is open"),
        _alone_on_what_it_ends("a case is open on a unit that would end"),
    )
    return pgtrigger.Trigger(
        name="a_step_is_a_lawful_move",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        declare=[("target", "RECORD"), ("job", "TEXT")],
        func=f"""
            SELECT * INTO target FROM registry_case WHERE id = NEW.case_id FOR UPDATE;
            IF target.state <> NEW.from_state THEN
                {_refused("the case stands elsewhere by now", "a_case_moves_from_where_it_stands")}
            END IF;{"".join(checks)}
            RETURN NEW;
        """,
    )


def step_moves_its_case() -> pgtrigger.Trigger:
    """Return the trigger that puts a case where its new step leads; receipt gives it its turn."""
    return pgtrigger.Trigger(
        name="a_step_moves_its_case",
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        func="""
            UPDATE registry_case
               SET state = NEW.to_state, last_step_id = NEW.id,
                   received_seq = CASE WHEN NEW.event = 'submit' THEN NEW.id
                                       ELSE received_seq END
             WHERE id = NEW.case_id;
            RETURN NULL;
        """,
    )


def registration_writes_the_book() -> pgtrigger.Trigger:
    """Return the trigger that refuses, at the end, a registered case without its entry."""
    return pgtrigger.Trigger(
        name="registration_writes_the_book",
        level=pgtrigger.Row,
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        timing=pgtrigger.Deferred,
        condition=pgtrigger.Q(new__event="register"),
        func=f"""
            IF NOT EXISTS (SELECT 1 FROM registry_caseentry AS entry
                            WHERE entry.case_id = NEW.case_id) THEN
                {_refused("nothing was entered", "registration_writes_the_book")}
            END IF;
            RETURN NULL;
        """,
    )


def case_follows_its_steps() -> pgtrigger.Trigger:
    """Return the trigger that guards a case: its state by its last step, its form by its version."""
    return pgtrigger.Trigger(
        name="a_case_follows_its_steps",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=f"""
            IF TG_OP = 'INSERT' THEN
                IF NEW.state <> 'draft' OR NEW.last_step_id IS NOT NULL
                   OR NEW.received_seq IS NOT NULL THEN
                    {_refused("a case begins as a draft", "a_case_begins_as_a_draft")}
                END IF;
                RETURN NEW;
            END IF;
            IF (NEW.state <> OLD.state OR NEW.last_step_id IS DISTINCT FROM OLD.last_step_id)
               AND NOT EXISTS (
                SELECT 1 FROM registry_casestep AS step
                 WHERE step.id = NEW.last_step_id AND step.case_id = NEW.id
                   AND step.id > coalesce(OLD.last_step_id, 0)
                   AND step.from_state = OLD.state AND step.to_state = NEW.state) THEN
                {_refused("a case moves by its steps", "a_case_moves_by_its_steps")}
            END IF;
            IF NEW.received_seq IS DISTINCT FROM OLD.received_seq
               AND (OLD.received_seq IS NOT NULL OR NEW.received_seq <> NEW.last_step_id) THEN
                {_refused("receipt is written once", "a_case_is_received_once")}
            END IF;
            -- A first registration has no unit before it enters one.
            IF OLD.state <> 'draft' AND ((NEW.kind, NEW.building_id, NEW.parcel_id)
               IS DISTINCT FROM (OLD.kind, OLD.building_id, OLD.parcel_id)
               OR NEW.unit_id IS DISTINCT FROM OLD.unit_id
                  AND NOT (OLD.unit_id IS NULL AND OLD.state = 'registered')) THEN
                {_refused("what a case is about stays", "a_received_case_keeps_its_subject")}
            END IF;
            IF NEW.payload <> OLD.payload THEN
                IF OLD.state NOT IN ({_listed(EDITABLE)}) THEN
                    {_refused("the form is closed", "an_accepted_form_stays_as_it_is")}
                END IF;
                IF NEW.version <> OLD.version + 1 THEN
                    {_refused("somebody saved meanwhile", "a_form_is_saved_on_what_was_read")}
                END IF;
            END IF;
            RETURN NEW;
        """,
    )


def cases_are_kept() -> pgtrigger.Protect:
    """Return the trigger that refuses to take a case away: what is given up is withdrawn."""
    return pgtrigger.Protect(name="cases_are_kept", operation=pgtrigger.Delete)
