"""What Azure Maps Creator's drawing conversion reported, and which of our notes says the same.

The names are those of its published list of conversion errors and warnings.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Theirs:
    """One of their codes: what it means, and our codes for it, or why there can be none."""

    code: str
    means: str
    ours: tuple[str, ...] = ()
    instead: str = ""


CREATOR = (
    Theirs(
        code="geometryWarning",
        means="an entity that crosses itself, or is open where a ring is wanted",
        ours=(
            "outline_not_closed",
            "outlines_not_closed",
            "outline_mended",
            "outline_quarantined",
            "entities_damaged",
        ),
    ),
    Theirs(
        code="unexpectedGeometryInLayer",
        means="an entity of the wrong type for its layer",
        ours=(
            "outline_gives_no_ring",
            "entities_skipped",
            "outline_around_rooms",
            "outline_inside_room",
        ),
    ),
    Theirs(
        code="unsupportedFeatureRepresentation",
        means="an entity type that is not read",
        ours=(
            "entities_skipped",
            "region_not_read",
            "proxy_without_graphics",
            "proxy_marks_missing",
            "picture_in_drawing",
            "plan_is_a_picture",
        ),
    ),
    Theirs(
        code="automaticRepairPerformed",
        means="geometry that was repaired without asking",
        ours=("drawing_repaired", "outline_mended", "text_mended", "opening_without_door"),
    ),
    Theirs(
        code="redundantAttribution",
        means="the same name given twice",
        ours=("room_number_twice", "outline_drawn_twice"),
    ),
    Theirs(
        code="manifestWarning",
        means="properties of a room that the drawing does not name",
        ours=("room_without_number", "label_outside_rooms", "profile_layers_missing"),
    ),
    Theirs(
        code="wallOutsideLevel",
        means="a wall outside the outline of the floor",
        instead="no outline is stated apart from the walls and rooms: it is made from them",
    ),
    Theirs(
        code="unitOutsideLevel",
        means="a room outside the outline of the floor",
        instead="as above; what the rooms leave over stands in `residue`, by name",
    ),
    Theirs(
        code="partiallyOverlappingUnit", means="two rooms that overlap", ours=("rooms_overlap",)
    ),
    Theirs(
        code="doorOutsideLevel",
        means="a door outside the outline of the floor",
        instead="as above; a door that stands in no wall closes nothing and changes no room",
    ),
    Theirs(
        code="zoneWarning",
        means="an outlined zone without a label",
        ours=("room_without_number", "closed_space_not_a_room"),
    ),
    Theirs(
        code="labelWarning",
        means="a label in no room, or one that several rooms could have",
        ours=("label_outside_rooms", "several_numbers_in_room", "several_names_in_room"),
    ),
    Theirs(
        code="invalidArchiveFormat",
        means="the package is no ZIP",
        ours=("NotADrawing",),
    ),
    Theirs(
        code="invalidUserData",
        means="the uploaded data cannot be read",
        ours=("NoSuchFile", "DrawingTooLarge"),
    ),
    Theirs(
        code="dwgError",
        means="a DWG that cannot be opened or is not there",
        ours=("DwgNotConverted", "UnreadableDrawing", "NotADrawing", "NoSuchFile"),
    ),
    Theirs(
        code="invalidJsonFormat",
        means="the manifest is no JSON",
        ours=("UnknownProfile",),
    ),
    Theirs(
        code="missingRequiredField",
        means="the manifest lacks a field",
        ours=("unit_not_certain", "walls_guessed", "outlines_guessed"),
    ),
    Theirs(
        code="missingManifest",
        means="there is no manifest",
        instead="none is needed: unit, layers and labels are concluded from the drawing",
    ),
    Theirs(
        code="conflict",
        means="two levels with the same ordinal",
        instead="a floor takes one drawing at a time; the database refuses a second",
    ),
    Theirs(
        code="invalidGeoreferencing",
        means="the manifest puts the building nowhere",
        instead="a drawing says nothing of the map; the building's control points do",
    ),
)
