"""What the database refused, in words a clerk can act on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import IntegrityError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# Constraints that live in triggers, by the name they are raised under.
RAISED = {
    "rooms_on_a_floor_do_not_overlap": _(
        "Two rooms on this floor overlap by more than 0.01 m². Correct the line in the drawing and "
        "import it again; nothing was changed."
    ),
    "an_entry_is_only_closed": _(
        "What is registered is never changed or taken away. Begin a correction case instead."
    ),
    "what_is_registered_stays": _(
        "What is registered is never changed or taken away. Begin a correction case instead."
    ),
    "registered_ground_is_not_edited": _(
        "Rights are registered on this unit or parcel: it changes only by a case."
    ),
    "the_register_is_never_emptied": _("The register is never emptied; nothing was changed."),
    "shares_of_a_right_sum_to_one": _(
        "The shares of a right must sum to exactly 1. Correct the shares; nothing was changed."
    ),
    "a_holder_follows_its_right": _(
        "A holder stands for the same unit and period as the right. Nothing was changed."
    ),
    "lineage_has_no_loop": _(
        "This descent would lead back to where it began. Check which unit came from which."
    ),
    "a_unit_code_begins_with_its_parcels": _(
        "The first 19 characters of a unit's code are the code of its parcel. Compare both."
    ),
    "a_parcel_lies_in_a_known_division": _(
        "The first six digits of a parcel code are its county, and this county is not in the "
        "division table. Compare the code, or enter the division first."
    ),
    "a_unit_is_on_a_parcel_of_its_building": _(
        "The building does not stand on this parcel. Enter on which parcels it stands first."
    ),
    "a_units_further_buildings_stand_on_its_parcel": _(
        "A unit of several buildings has the building number 9999, and each of them stands on its "
        "parcel. Compare the code and the buildings."
    ),
    "a_units_houses_are_in_its_buildings": _("The house is in another building than the unit."),
    "a_house_has_rooms_of_its_building": _("A house has rooms of its own building only."),
    "parcels_do_not_overlap": _(
        "This parcel overlaps another by more than 1.0 m². Compare the boundary points; if it must "
        "be so, enter an exception with its reason first."
    ),
    "buildings_lie_in_their_parcels": _(
        "A building reaches outside its parcels by more than 5.0 m². Check its place and its "
        "parcels; if it must be so, enter an exception with its reason first."
    ),
    "only_a_certificate_names_rooms": _(
        "Only a certificate names rooms. Choose one, or enter the certificate first."
    ),
    "a_rule_pack_changes_by_two_people": _(
        "A rule pack changes only by a change that one person proposed and another approved."
    ),
    "a_proposed_text_stays_as_it_is": _(
        "A proposed text stays as it is: reject it and propose another one."
    ),
    "a_finding_moves_as_its_states_allow": _(
        "This finding cannot go there from where it stands. Open it and look at its history."
    ),
    "a_case_moves_from_where_it_stands": _(
        "Somebody moved this case meanwhile. Load its page again; nothing was changed."
    ),
    "a_case_moves_as_its_states_allow": _(
        "This case cannot go there from where it stands; nothing was changed."
    ),
    "a_step_is_made_in_ones_own_role": _("Your role does not make this move."),
    "who_prepares_does_not_decide": _(
        "Whoever accepted or reviewed a case does not approve or register it."
    ),
    "a_unit_ends_with_no_case_open_on_it": _(
        "A case is open on another unit that would end with this entry. Finish that case first."
    ),
    "first_received_is_first_registered": _(
        "An earlier case on this unit is still open: cases are registered in the order of receipt."
    ),
    "registration_writes_the_book": _("A case is registered only with its entry."),
    "a_case_begins_as_a_draft": _("A case begins as a draft."),
    "a_case_moves_by_its_steps": _("A case moves by its steps alone; nothing was changed."),
    "a_case_is_received_once": _("A case is received once; its turn stays."),
    "a_received_case_keeps_its_subject": _(
        "A received case keeps its kind and its unit. Withdraw it and apply anew."
    ),
    "an_accepted_form_stays_as_it_is": _("The form of an accepted case is closed."),
    "a_form_is_saved_on_what_was_read": _(
        "Somebody saved this form meanwhile. Your text is kept; merge the two."
    ),
    "a_room_version_is_on_its_rooms_floor": _(
        "A room cannot move to another floor. End this room and draw a new one there."
    ),
}


@cache
def messages() -> dict[str, str | _StrPromise]:
    """Return the message of every named constraint."""
    return dict(_declared()) | RAISED


def _declared() -> Iterator[tuple[str, str | _StrPromise]]:
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.violation_error_message:
                yield constraint.name, constraint.violation_error_message


def explained(error: IntegrityError) -> str:
    """Return why the database refused a write, in the reader's language."""
    diagnosis = getattr(error.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None)
    if name in messages():
        return str(messages()[name])
    return gettext("The register refused this entry; nothing was changed.")
