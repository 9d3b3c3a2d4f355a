"""Notes: stable codes, two languages, places; one page lists them all, and it is the code's own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cad_import.creator_codes import CREATOR, Theirs
from cad_import.drawing import Drawing, Note, read
from cad_import.drawing.notes import KINDS, NoteKind, kinds, note
from cad_import.notes_table import every_kind, page, refusals

from .addons import put_in, thing
from .made import new, read_back, saved

DOCS = Path(__file__).parents[2] / "docs" / "notes.md"
VALUE = re.compile(r"\{(\w+)")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
PLACELESS = {
    # of the file as a whole, of layers or of names
    "drawing_repaired",
    "layers_off_read",
    "xref_bound",
    "xref_not_shown",
    "encoding_not_as_declared",
    "unit_not_certain",
    "unit_not_as_declared",
    "nothing_drawn",
    "dwg_converted",
}


def test_the_page_lists_what_the_code_says():
    assert DOCS.read_text(encoding="utf-8") == page(), (
        "run: python -m cad_import.notes_table > docs/notes.md"
    )


def test_a_code_stands_once_over_all_packages():
    codes = [kind.code for kind in every_kind()]

    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("kind", every_kind(), ids=lambda kind: kind.code)
def test_a_kind_says_the_same_in_both_languages(kind: NoteKind):
    values = set(VALUE.findall(kind.en))
    values_zh = {name.removesuffix("_zh") for name in VALUE.findall(kind.zh)}

    assert re.fullmatch(r"[a-z_]+", kind.code)
    assert kind.severity in {"info", "warning", "error"}
    assert CHINESE.search(kind.zh)
    assert not CHINESE.search(kind.en)
    assert kind.en.strip().endswith((".", "}"))
    assert kind.zh.strip().endswith(("。", "}"))
    assert values == values_zh


@pytest.mark.parametrize("theirs", CREATOR, ids=lambda theirs: theirs.code)
def test_what_azure_maps_creator_reported_is_answered(theirs: Theirs):
    known = {kind.code for kind in every_kind()} | {each.__name__ for each in refusals()}

    assert set(theirs.ours) <= known
    assert theirs.ours or theirs.instead


def test_all_twenty_of_their_codes_are_listed():
    assert len({theirs.code for theirs in CREATOR}) == len(CREATOR) == 20


def test_a_kind_listed_twice_is_refused():
    kind = next(iter(KINDS.values()))

    with pytest.raises(ValueError, match="twice"):
        kinds(kind, kind)


def odd_drawing(folder: Path) -> Drawing:
    """Return a drawing with one of each oddity that an entity can be."""
    document = new("R2010")
    document.layers.add("FROZEN").freeze()
    space = document.modelspace()
    space.add_line((1, 1), (2, 2), dxfattribs={"layer": "FROZEN"})
    space.add_line((1, 1), (2, 2), dxfattribs={"invisible": 1})
    space.add_3dface([(1, 1), (2, 2), (3, 3)])
    space.add_blockref("GONE", (1, 1))
    space.add_text("锟斤拷").set_placement((1, 1))
    space.add_text("ÎÄ×Ö").set_placement((1, 1))
    space.add_spline(dxfattribs={"degree": 3}).control_points = [(5, 5), (6, 6)]
    loop = document.blocks.new("LOOP")
    loop.add_blockref("LOOP", (1, 1))
    space.add_blockref("LOOP", (1, 1))
    outside = document.blocks.new("OUTSIDE")
    assert outside.block is not None
    outside.block.dxf.flags = 4
    space.add_blockref("OUTSIDE", (1, 1))
    picture = document.add_image_def("scan.png", size_in_pixel=(10, 10))
    space.add_image(picture, insert=(1, 1), size_in_units=(1, 1))
    path = saved(document, folder)
    put_in(path, thing("TCH_WALL", layer="0", handle="F01", where=(1, 1)))
    put_in(path, thing("TCH_ARROW", layer="0", handle="F02", where=(1, 1)))
    return read(path, unit="m")


def test_every_note_on_an_entity_has_its_place_and_handle(tmp_path: Path):
    found = [each for each in odd_drawing(tmp_path).notes if each.code not in PLACELESS]

    assert len({each.code for each in found}) >= 11
    assert [each.code for each in found if not each.handle] == []
    nowhere = {each.code for each in found if each.at is None}
    assert nowhere <= {"entities_damaged"}  # a damaged entity may not tell where it is


def test_no_sentence_keeps_a_brace_or_a_half_letter(tmp_path: Path):
    for each in odd_drawing(tmp_path).notes:
        assert "{" not in each.text + each.text_zh
        assert (each.text + each.text_zh).encode("utf-8")


def test_places_are_in_metres(tmp_path: Path):
    document = new()
    document.modelspace().add_3dface([(1000, 2000), (2000, 2000), (3000, 3000)])

    (found,) = [
        each
        for each in read_back(document, tmp_path, unit="mm").notes
        if each.code == "entities_skipped"
    ]

    assert found.at == pytest.approx((1.0, 2.0))


def test_a_value_of_a_note_may_have_any_name():
    kind = NoteKind(code="x", severity="info", en="{kind} at {name}.", zh="{kind} {name}。")

    assert note(kind, kind="A", name="B") == Note(
        code="x", severity="info", text="A at B.", text_zh="A B。"
    )


def test_a_note_holds_no_half_letter_whatever_its_values_are():
    kind = NoteKind(code="x", severity="info", en="{name}.", zh="{name}。")

    assert note(kind, name="a\udced").text_zh == "a\ufffd。"
