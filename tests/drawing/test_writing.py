"""Text in every code page comes out as a person sees it, or is said to be garbled."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cad_import.drawing import DrawingError, read
from cad_import.drawing.codepages import text_encoding
from cad_import.drawing.paragraphs import said_in_paragraphs
from cad_import.drawing.writing import decoded, said
from cad_import.pipeline import read_rooms
from cad_import.report import as_json

from .made import new, notes, read_back, saved, texts, the_note, with_bytes, words

PLACE = "PLACEHOLDER"


def with_text(content: bytes, folder: Path, *, version: str = "R2004", page: str = "") -> Path:
    """Return a drawing whose one text holds the bytes, under the code page of the header."""
    document = new(version)
    document.modelspace().add_text(PLACE, height=0.3, dxfattribs={"insert": (3, 4)})
    path = saved(document, folder)
    if page:
        with_bytes(path, b"ANSI_1252", page.encode())
    return with_bytes(path, PLACE.encode(), content)


# --- bytes ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "encoding", "version", "page"),
    [
        ("副局长办公室", "gbk", "R2004", "ANSI_936"),
        ("副局长办公室", "gbk", "R2004", "ANSI_1252"),
        ("副局长办公室", "gbk", "R2018", ""),
        ("副局长办公室", "gbk", "R12", "dos936"),
        ("㐂镕办公室档案室", "gb18030", "R2000", "ANSI_936"),
        ("档案室会议室", "utf-8", "R2004", "ANSI_936"),
        ("档案室会议室", "utf-8", "R2000", "ANSI_1252"),
        ("事務室と会議室", "shift_jis", "R2000", ""),
        ("事務室と会議室", "shift_jis", "R2000", "ANSI_932"),
        ("副局長辦公室", "big5", "R2000", "ANSI_950"),
        ("副局長辦公室檔案室", "big5", "R2000", "ANSI_936"),
        ("БУХГАЛТЕРИЯ кабинет", "cp1251", "R2000", "ANSI_1251"),
        ("회의실 사무실", "cp949", "R2000", "ANSI_949"),
        ("Café Übergröße", "cp1252", "R2000", "ANSI_1252"),
    ],
)
def test_a_text_is_read_in_the_encoding_it_is_in(
    tmp_path: Path, content: str, encoding: str, version: str, page: str
):
    path = with_text(content.encode(encoding), tmp_path, version=version, page=page)

    assert words(read(path, unit="m")) == [content]


def test_the_other_encoding_is_said(tmp_path: Path):
    path = with_text("档案室会议室".encode(), tmp_path, page="ANSI_936")

    note = the_note(read(path, unit="m"), "encoding_not_as_declared")

    assert "ANSI_936" in note.text
    assert "UTF-8" in note.text_zh


def test_a_stated_encoding_wins_over_header_and_guess(tmp_path: Path):
    # Korean bytes that read as common Chinese too: only a person can know.
    path = with_text("회의실 사무실".encode("cp949"), tmp_path, page="ANSI_936")

    assert words(read(path, unit="m", encoding="ANSI_949")) == ["회의실 사무실"]


def test_a_stated_encoding_holds_in_a_damaged_file_too(tmp_path: Path):
    path = with_text("회의실 사무실".encode("cp949"), tmp_path, page="ANSI_936")
    content = path.read_bytes().replace(b"SECTION\r\n", b"SECTION\n").replace(b"\r\n", b"\n")
    path.write_bytes(content.replace(b"  2\nHEADER", b"  9\n$JUNK\n  2\nHEADER", 1))

    assert words(read(path, unit="m", encoding="cp949")) == ["회의실 사무실"]


def test_an_encoding_there_is_not_is_refused_with_what_to_do(tmp_path: Path):
    path = with_text(b"hall", tmp_path)

    with pytest.raises(DrawingError, match="State one such as GB18030"):
        read(path, unit="m", encoding="klingon")


def test_an_mtext_cut_within_a_letter_is_joined(tmp_path: Path):
    document = new("R2004")
    document.encoding = "gbk"
    long = "一层平面办公室" * 40  # past 250 bytes it is written in chunks
    document.modelspace().add_mtext("x" + long)
    path = saved(document, tmp_path)

    assert words(read(path, unit="m")) == ["x" + long]


def test_lone_surrogates_never_leave_the_reader(tmp_path: Path):
    path = with_text(b"hall \xff\xfe\x81 room", tmp_path, version="R2018")

    drawing = read(path, unit="m")

    (word,) = words(drawing)
    assert word.encode("utf-8")  # a lone surrogate would refuse
    assert notes(drawing, "text_garbled")
    json.dumps(as_json(read_rooms(path, unit="m")), ensure_ascii=False).encode("utf-8")


def test_two_latin_letters_are_no_japanese():
    assert text_encoding(b"  0\nTEXT\n  1\n\xe9t\xe9\n") == (None, None)


# --- codes in a TEXT ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("drawn", "seen"),
    [
        (r"\U+5411\U+5357", "向南"),
        (r"\M+5B0EC\M+5B9AB\M+5CAD2", "办公室"),
        (r"\M+18E96", "事"),
        (r"\M+2C160", "總"),
        ("%%uHALL%%u", "HALL"),
        ("90%%d", "90°"),
        ("%%C20", "Ø20"),
        ("%%p0.000", "±0.000"),
        ("20m%%178", "20m²"),
        ("100%%%", "100%"),
        ("%%1308@200", "Φ8@200"),
        ("NO.^I12", "NO. 12"),
        ("28,4^ m2^", "28,4 m²"),
    ],
)
def test_a_code_in_a_text_becomes_what_is_seen(tmp_path: Path, drawn: str, seen: str):
    document = new("R2018")
    document.modelspace().add_text(drawn, height=0.3)

    assert words(read_back(document, tmp_path)) == [seen]


def test_two_codes_of_one_letter_beyond_the_basic_plane_are_that_letter():
    assert decoded(r"\U+D842\U+DFB7") == "𠮷"


def test_half_of_such_a_letter_is_marked_as_lost():
    assert decoded(r"A\U+D842") == "A\ufffd"


# --- MTEXT --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("drawn", "seen"),
    [
        (r"{\fSimSun|b0|i0|c134|p2;会议室}\P101", "会议室\n101"),
        (r"34.88m\S2^ ;", "34.88m²"),
        (r"34.88m{\H0.7x;\S2^;}", "34.88m²"),
        (r"34.88m{\H0.7x;\A2;2}", "34.88m²"),
        (r"34.88\H0.7x;m\H0.7x;2\H2x; net", "34.88m² net"),
        (r"\H300;20m\H150;3", "20m³"),
        (r"\S28,4^ m2^;", "28,4 m²"),
        (r"12'-6\S1/2;\"", r"12'-6 1/2\""),
        (r"\S1#4;", "1/4"),
        (r"\S+0.1^-0.1;", "+0.1/-0.1"),
        (r"\S ^ ;m", "m"),
        (r"room\~A\Xsecond", "room A\nsecond"),
        (r"a^Ib", "a b"),
        (r"\pi-2,l2;\A1;{\C1;\L卫生间\l}", "卫生间"),
        (r"C:\\PLAN \{1\}", r"C:\PLAN {1}"),
        (r"\U+529E\U+516C", "办公"),
        (r"90%%d 20m%%178", "90° 20m²"),
        (r"{\T1.2;{\W0.8;男厕}}", "男厕"),
        (r"broken \S2^", "broken 2"),
        (r"\farial 12", r"\farial 12"),
    ],
)
def test_formatting_in_an_mtext_becomes_what_is_seen(drawn: str, seen: str):
    assert said_in_paragraphs(drawn, height=300) == seen


def test_a_small_text_is_no_power_of_anything_but_a_metre():
    assert said_in_paragraphs(r"H{\H0.5x;2}O") == "H2O"


def test_a_text_of_plain_words_is_left_alone():
    assert said("100 % cotton, 50%") == "100 % cotton, 50%"


@pytest.mark.parametrize(
    ("where", "height", "seen"),
    [
        ((1.12, 0.15), 0.18, ["35.00m²"]),  # small, at the end
        ((1.12, 0.25), 0.3, ["35.00m²"]),  # as large, but raised
        ((0.85, 0.15), 0.18, ["35.00m²"]),  # a narrow font ends sooner
        ((1.12, 0.0), 0.3, ["35.00m", "2"]),  # beside it on the line: a number of its own
        ((5.0, 0.15), 0.18, ["35.00m", "2"]),  # far away
        ((0.0, 0.8), 0.18, ["35.00m", "2"]),  # above its beginning
    ],
)
@pytest.mark.parametrize("turn", [0, 90])
def test_a_raised_two_of_its_own_is_the_power_of_the_metre_before_it(
    tmp_path: Path, where: tuple[float, float], height: float, seen: list[str], turn: int
):
    document = new()
    space = document.modelspace()
    x, y = where if turn == 0 else (-where[1], where[0])
    space.add_text("35.00m", height=0.3, rotation=turn).set_placement((0, 0))
    space.add_text("2", height=height, rotation=turn).set_placement((x, y))

    assert words(read_back(document, tmp_path)) == seen


# --- what was decoded wrongly before it was saved -------------------------------------


def test_gbk_read_as_latin_is_put_right_and_said_at_its_place(tmp_path: Path):
    document = new("R2018")
    document.layers.add("Ç½Ìå")  # 墙体
    document.modelspace().add_line((0, 0), (1, 0), dxfattribs={"layer": "Ç½Ìå"})
    document.modelspace().add_text("ÎÄ×Ö", height=0.3, dxfattribs={"insert": (3, 4)})
    document.modelspace().add_text("ÄÐ", height=0.3)

    drawing = read_back(document, tmp_path)

    assert words(drawing) == ["文字", "男"]
    assert drawing.storeys[0].strokes[0].layer == "墙体"
    note = the_note(drawing, "text_mended")
    assert note.handle == texts(drawing)[0].handle
    assert note.at == pytest.approx((3.36, 4.15), abs=0.5)
    assert "文字" in note.text_zh


@pytest.mark.parametrize("words_meant", ["作业", "档案室办公室"])
def test_utf_8_read_as_gbk_is_put_right(tmp_path: Path, words_meant: str):
    document = new("R2018")
    document.modelspace().add_text(words_meant.encode().decode("gb18030"), height=0.3)

    assert words(read_back(document, tmp_path)) == [words_meant]


def test_utf_8_read_as_latin_is_put_right(tmp_path: Path):
    document = new("R2018")
    document.modelspace().add_text("会议室".encode().decode("latin-1"), height=0.3)

    assert words(read_back(document, tmp_path)) == ["会议室"]


@pytest.mark.parametrize(
    "garbled",
    ["锟斤拷锟斤拷", "浼氳瀹\ufffd", "会议室".encode()[:8].decode("gb18030") + "?", "会议???"],
)
def test_a_text_that_cannot_be_put_right_is_said_with_its_place(tmp_path: Path, garbled: str):
    document = new("R2018")
    document.modelspace().add_text(garbled, height=0.3, dxfattribs={"insert": (3, 4)})

    drawing = read_back(document, tmp_path)

    note = the_note(drawing, "text_garbled")
    assert note.at is not None
    assert note.handle == texts(drawing)[0].handle
    assert garbled[:3] in note.text_zh


@pytest.mark.parametrize(
    "sound", ["喆鑫贸易有限公司", "café crème", "Größe", "曌", "ПЛАН ЭТАЖА", "Ø 20 ±5°", "㎡"]
)
def test_a_sound_text_is_neither_changed_nor_reported(tmp_path: Path, sound: str):
    document = new("R2018")
    document.modelspace().add_text(sound, height=0.3)

    drawing = read_back(document, tmp_path)

    assert words(drawing) == [sound]
    assert not notes(drawing, "text_garbled") + notes(drawing, "text_mended")


def test_the_middle_of_a_text_is_that_of_its_broken_lines(tmp_path: Path):
    #  会议室会议室 in a column of three letters is two lines, hung by its top left corner
    document = new()
    document.modelspace().add_mtext(
        "会议室会议室", dxfattribs={"insert": (0, 0), "char_height": 1, "width": 3}
    )

    (text,) = texts(read_back(document, tmp_path))

    assert text.at == pytest.approx((1.5, -1.33))
