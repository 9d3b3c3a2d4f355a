"""Photos lose what a camera writes beside them and nothing of the picture."""

from __future__ import annotations

import contextlib
import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from registry.errors import NotAPhoto
from registry.photos import photo_of


def jpeg(*, orientation: int | None = None, **saved: object) -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Camera"
    if orientation is not None:
        exif[0x0112] = orientation
    made = io.BytesIO()
    picture = Image.effect_noise((60, 40), 80).convert("RGB")
    picture.save(made, "JPEG", exif=exif, comment=b"said", **saved)
    return made.getvalue()


def pixels(content: bytes) -> bytes:
    return Image.open(io.BytesIO(content)).tobytes()


@pytest.mark.parametrize("saved", [{}, {"progressive": True}, {"quality": 30}])
def test_the_picture_itself_is_copied(saved):
    content = jpeg(**saved)

    kept = photo_of(content)

    assert kept.content_type == "image/jpeg"
    assert pixels(kept.content) == pixels(content)
    assert b"Camera" not in kept.content
    assert b"said" not in kept.content


@pytest.mark.parametrize("orientation", range(1, 9))
def test_which_way_up_a_picture_stands_is_kept(orientation):
    kept = photo_of(jpeg(orientation=orientation))

    said = Image.open(io.BytesIO(kept.content)).getexif()
    assert said.get(0x0112, 1) == orientation
    assert set(said) <= {0x0112}


def test_what_is_kept_is_kept_again_alike():
    once = photo_of(jpeg(orientation=6)).content

    assert photo_of(once).content == once


def test_what_stands_behind_a_picture_is_left_out():
    content = jpeg()

    assert photo_of(content + b"<script>").content == photo_of(content).content


def test_a_png_loses_its_words():
    words = PngImagePlugin.PngInfo()
    words.add_text("Place", "示例")
    words.add_itxt("XML:com.adobe.xmp", "<x/>")
    made = io.BytesIO()
    Image.effect_noise((60, 40), 80).save(made, "PNG", pnginfo=words)

    kept = photo_of(made.getvalue())

    assert kept.content_type == "image/png"
    assert pixels(kept.content) == pixels(made.getvalue())
    assert b"Place" not in kept.content
    assert b"xmp" not in kept.content


def test_a_png_with_a_damaged_chunk_is_refused():
    kind, data = b"IHDR", bytes(13)
    chunk = struct.pack(">I", 13) + kind + data + struct.pack(">I", zlib.crc32(kind + data) ^ 1)

    with pytest.raises(NotAPhoto):
        photo_of(b"\x89PNG\r\n\x1a\n" + chunk)


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"%PDF-1.7", b"<html>", b"\xff\xd8\xff\xe0"])
def test_what_is_no_photo_is_refused(content):
    with pytest.raises(NotAPhoto):
        photo_of(content)


@given(cut=st.integers(3, 900), wrong=st.binary(min_size=1, max_size=8))
def test_a_damaged_photo_is_refused_or_kept_and_never_an_accident(cut, wrong):
    content = jpeg()
    damaged = content[:cut] + wrong + content[cut + len(wrong) :]

    for broken in (content[:cut], damaged):
        with contextlib.suppress(NotAPhoto):
            assert photo_of(broken).content.startswith(b"\xff\xd8")
