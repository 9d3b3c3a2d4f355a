"""Triggers that keep the rooms of a certificate with it."""

import pgtrigger


def named_as_long_as_the_paper() -> pgtrigger.Trigger:
    """Return the trigger that gives a named room the period of its certificate.

    The paper is locked against change until the room is written, so that the two cannot part.
    """
    return pgtrigger.Trigger(
        name="named_as_long_as_the_paper",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        declare=[("paper", "RECORD")],
        func="""
            SELECT kind, period INTO paper FROM registry_usepaper WHERE id = NEW.paper_id FOR SHARE;
            IF paper.kind IS DISTINCT FROM 'certificate' THEN
                RAISE EXCEPTION 'only a certificate names rooms'
                      USING ERRCODE = 'check_violation',
                            CONSTRAINT = 'only_a_certificate_names_rooms';
            END IF;
            NEW.period := paper.period;
            RETURN NEW;
        """,
    )


def a_papers_rooms_follow_it() -> pgtrigger.Trigger:
    """Return the trigger that writes the rooms of a certificate anew when it changes."""
    return pgtrigger.Trigger(
        name="a_papers_rooms_follow_it",
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf("period", "kind", "organisation_id"),
        func="""
            UPDATE registry_usepaperroom SET period = NEW.period WHERE paper_id = NEW.id;
            RETURN NULL;
        """,
    )
