"""Triggers of findings: where one may go, and that what was done to it stays written."""

import pgtrigger

from registry.policy.moves import MOVES


def finding_moves_as_its_states_allow() -> pgtrigger.Trigger:
    """Return the trigger that lets a finding begin as detected and move along `MOVES` alone."""
    allowed = ", ".join(
        sorted(f"('{here}', '{there}')" for here, ends in MOVES.items() for there in ends)
    )
    return pgtrigger.Trigger(
        name="a_finding_moves_as_its_states_allow",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=f"""
            IF TG_OP = 'INSERT' AND NEW.state = 'detected' THEN
                RETURN NEW;
            END IF;
            IF TG_OP = 'UPDATE' AND NEW.key = OLD.key
               AND NEW.former_id IS NOT DISTINCT FROM OLD.former_id
               AND (NEW.state = OLD.state AND OLD.state <> 'resolved'
                    OR (OLD.state, NEW.state) IN ({allowed})) THEN
                RETURN NEW;
            END IF;
            RAISE EXCEPTION 'a finding does not go to %', NEW.state
                  USING ERRCODE = 'check_violation',
                        CONSTRAINT = 'a_finding_moves_as_its_states_allow';
        """,
    )


def never_rewritten(name: str) -> pgtrigger.Protect:
    """Return the trigger that refuses to change or take away a row once written."""
    return pgtrigger.Protect(name=name, operation=pgtrigger.Update | pgtrigger.Delete)
