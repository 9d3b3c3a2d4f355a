"""The words that seating, looking through time and searching add to the map, in the reader's language."""

from __future__ import annotations

from django.utils.translation import ngettext, pgettext


def counted() -> dict[str, tuple[str, str]]:
    """Return the phrases with a number, as singular and plural."""
    return {
        "n_people": (
            ngettext("{n} person", "{n} people", 1),
            ngettext("{n} person", "{n} people", 2),
        ),
        "n_seated": (
            ngettext("{n} seated", "{n} seated", 1),
            ngettext("{n} seated", "{n} seated", 2),
        ),
        "n_months": (
            ngettext("{n} month", "{n} months", 1),
            ngettext("{n} month", "{n} months", 2),
        ),
        "n_refused": (
            ngettext("{n} room is not allowed", "{n} rooms are not allowed", 1),
            ngettext("{n} room is not allowed", "{n} rooms are not allowed", 2),
        ),
        "n_rooms_here": (
            ngettext("{n} room on its main floor", "{n} rooms on its main floor", 1),
            ngettext("{n} room on its main floor", "{n} rooms on its main floor", 2),
        ),
        "allocated": (
            ngettext("{n} room allocated.", "{n} rooms allocated.", 1),
            ngettext("{n} room allocated.", "{n} rooms allocated.", 2),
        ),
        "released": (
            ngettext("{n} room released.", "{n} rooms released.", 1),
            ngettext("{n} room released.", "{n} rooms released.", 2),
        ),
        "allocate_title": (
            ngettext("Allocate {n} room, {area} m²", "Allocate {n} rooms, {area} m²", 1),
            ngettext("Allocate {n} room, {area} m²", "Allocate {n} rooms, {area} m²", 2),
        ),
        "release_title": (
            ngettext("Release {n} room", "Release {n} rooms", 1),
            ngettext("Release {n} room", "Release {n} rooms", 2),
        ),
    }


def themes() -> dict[str, str]:
    """Return the names of the themes and of their states."""
    return _names() | _of_space() | _of_titles() | _of_people() | _of_changes()


def _names() -> dict[str, str]:
    """Return the names of the themes."""
    return {
        "organisation_none": pgettext("map", "Allocated to nobody"),
        "theme_standard": pgettext("map", "Standard"),
        "theme_occupancy": pgettext("map", "Occupancy"),
        "theme_idle": pgettext("map", "Idle, by age"),
        "theme_organisation": pgettext("map", "Organisation"),
        "theme_use": pgettext("map", "Use"),
        "theme_title": pgettext("map", "Title"),
        "theme_person": pgettext("map", "Space per person"),
        "theme_fit": pgettext("map", "Where the person may sit"),
        "theme_changes": pgettext("map", "Changes"),
    }


def _of_space() -> dict[str, str]:
    """Return how rooms are occupied, for how long they are idle, and what they are for."""
    return {
        "occupancy_seated": pgettext("map", "Occupied"),
        "occupancy_empty": pgettext("map", "Allocated, nobody in it"),
        "occupancy_idle": pgettext("map", "Idle"),
        "occupancy_common": pgettext("map", "Common and other rooms"),
        "idle_idle_24": pgettext("map", "24 months and more"),
        "idle_idle_12": pgettext("map", "12 to 24 months"),
        "idle_idle_6": pgettext("map", "6 to 12 months"),
        "idle_idle_0": pgettext("map", "Below 6 months"),
        "idle_in_use": pgettext("map", "In use"),
        "use_office": pgettext("map", "Office"),
        "use_service": pgettext("map", "Service room"),
        "use_equipment": pgettext("map", "Equipment room"),
        "use_auxiliary": pgettext("map", "Auxiliary room"),
        "use_technical": pgettext("map", "Technical room"),
        "use_unknown": pgettext("map", "Not known yet"),
        "use_circulation": pgettext("map", "Passage or stairs"),
    }


def _of_titles() -> dict[str, str]:
    """Return how far the titles are."""
    return {
        "title_restricted": pgettext("map", "Restricted"),
        "title_in_case": pgettext("map", "In a registration case"),
        "title_unclear": pgettext("map", "Title unclear"),
        "title_unregistered": pgettext("map", "Not registered"),
        "title_filed": pgettext("map", "On file only, no certificate"),
        "title_old_paper": pgettext("map", "Old certificate only"),
        "title_to_transfer": pgettext("map", "Registered, to be transferred"),
        "title_unified": pgettext("map", "Unified"),
    }


def _of_people() -> dict[str, str]:
    """Return how much room a person has, and where one may sit."""
    return {
        "person_m2_24": pgettext("map", "Above 24 m²"),
        "person_m2_18": pgettext("map", "18 to 24 m²"),
        "person_m2_12": pgettext("map", "12 to 18 m²"),
        "person_m2_9": pgettext("map", "9 to 12 m²"),
        "person_m2_0": pgettext("map", "Up to 9 m²"),
        "person_nobody": pgettext("map", "Nobody seated"),
        "fit_within": pgettext("map", "Within limit"),
        "fit_error": pgettext("map", "Within measuring error"),
        "fit_over": pgettext("map", "Over the limit"),
        "fit_unknown": pgettext("map", "No limit known"),
        "fit_refused": pgettext("map", "Not allowed"),
    }


def _of_changes() -> dict[str, str]:
    """Return what can have changed between two days."""
    return {
        "changes_added": pgettext("map", "Added"),
        "changes_removed": pgettext("map", "Removed"),
        "changes_area": pgettext("map", "Other area"),
        "changes_organisation": pgettext("map", "Other organisation"),
        "changes_occupants": pgettext("map", "Other occupants"),
        "changes_use": pgettext("map", "Other use"),
        "changes_number": pgettext("map", "Other number or name"),
        "changes_same": pgettext("map", "Unchanged"),
    }


def acts() -> dict[str, str]:
    """Return what is said around allocating and seating."""
    return {
        "nobody": pgettext("map", "nobody"),
        "picked": pgettext("map", "Picked rooms"),
        "pick_all": pgettext("map", "Pick all rows"),
        "pick_room": pgettext("map", "Pick room {room}"),
        "clear": pgettext("map", "Clear"),
        "close": pgettext("map", "Close"),
        "cancel": pgettext("map", "Cancel"),
        "undo": pgettext("map", "Undo"),
        "undone": pgettext("map", "Undone; the undoing is recorded."),
        "allocate": pgettext("map", "Allocate"),
        "allocate_to": pgettext("map", "Allocate to…"),
        "release": pgettext("map", "Release"),
        "seat": pgettext("map", "Seat"),
        "seat_title": pgettext("map", "Seat {person} in {room}"),
        "seat_leaves": pgettext("map", "Leaves {places} on that day."),
        "seated": pgettext("map", "{person} is seated in {room}."),
        "vacate": pgettext("map", "Vacate"),
        "vacate_title": pgettext("map", "{person} moves out"),
        "vacated": pgettext("map", "{person} moved out."),
        "edited": pgettext("map", "The room is corrected."),
        "act_day": pgettext("map", "From"),
        "act_reason": pgettext("map", "Reason"),
        "act_reason_hint": pgettext("map", "It stays with the record."),
        "act_approval": pgettext("map", "Number of the approval"),
        "act_approval_hint": pgettext(
            "map", "Only an approval on file allows more than the limit."
        ),
        "act_organisation": pgettext("map", "Organisation"),
        "act_organisation_hint": pgettext("map", "Type part of the name and choose."),
        "act_document": pgettext("map", "Document number (if any)"),
        "people": pgettext("map", "People"),
        "people_hint": pgettext("map", "Name, staff number, organisation"),
        "people_search": pgettext("map", "Search people"),
        "nobody_found": pgettext("map", "Nobody matches. Try fewer letters."),
        "no_seat": pgettext("map", "No seat"),
        "where_may_sit": pgettext("map", "Where {person} may sit"),
        "how_to_seat": pgettext(
            "map", "Drag the name on to a room, tap a room, or choose one here. Esc lets go."
        ),
        "let_go": pgettext("map", "Let go"),
        "open_a_floor_first": pgettext(
            "map", "Open a floor first; people are seated in its rooms."
        ),
    }


def looking() -> dict[str, str]:
    """Return what is said around time, tabs, columns and searching."""
    return {
        "all_floors": pgettext("map", "All floors"),
        "m2_each": pgettext("map", "m² per person"),
        "each": pgettext("map", "{area} each"),
        "play": pgettext("map", "Play"),
        "pause": pgettext("map", "Pause"),
        "today": pgettext("map", "Today"),
        "sums_on": pgettext(
            "map", "The place is too large to be added up for this day; the sums are of {day}."
        ),
        "time_slider": pgettext("map", "Day within the last two years"),
        "compare_with": pgettext("map", "Compare with"),
        "compare_end": pgettext("map", "End comparison"),
        "year_ago": pgettext("map", "A year before"),
        "tab_overview": pgettext("map", "Overview"),
        "tab_people": pgettext("map", "People"),
        "tab_area": pgettext("map", "Area"),
        "tab_title": pgettext("map", "Title"),
        "tab_past": pgettext("map", "History"),
        "tab_findings": pgettext("map", "Findings"),
        "tab_documents": pgettext("map", "Files"),
        "column_occupants": pgettext("map", "Seated"),
        "column_building": pgettext("map", "Building"),
        "column_floor": pgettext("map", "Floor"),
        "column_idle_since": pgettext("map", "Idle since"),
        "column_idle_months": pgettext("map", "Months"),
        "column_was": pgettext("map", "Before"),
        "column_now": pgettext("map", "After"),
    }


def searching() -> dict[str, str]:
    """Return what the search box says on every page."""
    return {
        "kind_room": pgettext("map", "Room"),
        "kind_person": pgettext("map", "Person"),
        "kind_organisation": pgettext("map", "Organisation"),
        "kind_building": pgettext("map", "Building"),
        "kind_certificate": pgettext("map", "Certificate"),
        "kind_unit": pgettext("map", "Unit"),
        "nothing_found": pgettext("map", "Nothing found in your division."),
        "kind_finding": pgettext("map", "Finding"),
        "kind_case": pgettext("map", "Title case"),
    }
