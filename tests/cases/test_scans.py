"""Pictures of scans: drawn here, kept by hash, given to who may see the case and to nobody else."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from pypdf import PdfWriter

from registry.models import Case, DocumentVersion
from registry.reports import scan_pictures
from tests.cases import builders as office
from tests.cases.builders import Desk
from tests.registry import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return office.desk()


@pytest.fixture(autouse=True)
def kept(settings, tmp_path: Path) -> Path:
    settings.PREVIEW_ROOT = tmp_path / "previews"
    return tmp_path / "previews"


def pdf(*sizes: tuple[int, int]) -> bytes:
    writer = PdfWriter()
    for width, height in sizes:
        writer.add_blank_page(width, height)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def tiff(pages: int) -> bytes:
    made = BytesIO()
    frames = [Image.new("1", (300, 400), 1) for _ in range(pages)]
    frames[0].save(made, "TIFF", save_all=True, append_images=frames[1:], compression="group4")
    return made.getvalue()


def jpeg() -> bytes:
    made = BytesIO()
    Image.new("CMYK", (800, 400)).save(made, "JPEG")
    return made.getvalue()


def filed(client: Client, desk: Desk, content: bytes) -> tuple[Case, DocumentVersion]:
    case = office.transfer(desk)
    client.force_login(desk.applicant)
    sent = {"slot": "identity", "file": SimpleUploadedFile("扫描件.pdf", content)}
    client.post(reverse("case-document-new", args=[case.pk]), sent)
    return case, case.documents.get().versions.get()


def picture(client: Client, case: Case, version: DocumentVersion, page: int = 1, more: str = ""):
    return client.get(reverse("case-picture", args=[case.pk, version.pk, page]) + more)


@pytest.mark.parametrize(
    ("content", "pages", "size"),
    [
        (pdf((595, 842), (842, 595)), 2, (1131, 1600)),
        (tiff(3), 3, (300, 400)),
        (jpeg(), 1, (800, 400)),
    ],
)
def test_the_first_page_of_a_scan_is_drawn_as_a_png(client, desk, content, pages, size):
    case, version = filed(client, desk, content)

    answer = picture(client, case, version)

    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    drawn = Image.open(BytesIO(answer.content))
    assert (drawn.format, drawn.size) == ("PNG", size)
    page = client.get(reverse("case-scan", args=[case.pk, version.pk])).content.decode()
    assert f"/ {pages}" in page or f"of {pages}" in page or f"共 {pages}" in page


def test_a_page_is_turned_and_the_last_is_the_end(client: Client, desk: Desk):
    case, version = filed(client, desk, pdf((595, 842), (842, 595)))
    address = reverse("case-scan", args=[case.pk, version.pk])

    first = client.get(address).content.decode()
    last = client.get(f"{address}?page=9").content.decode()

    assert 'rel="next" href="?page=2"' in first
    assert 'rel="prev"' not in first
    assert 'rel="prev" href="?page=1"' in last
    assert 'rel="next"' not in last
    assert Image.open(BytesIO(picture(client, case, version, 2).content)).size == (1600, 1131)


def test_a_picture_is_drawn_once_and_kept_by_the_hash_of_its_file(client, desk, kept: Path):
    case, version = filed(client, desk, pdf((595, 842)))

    small = picture(client, case, version, more="?thumb")

    (path,) = kept.rglob("*.png")
    assert path.name == f"{version.sha256}-1-224.png"
    assert Image.open(BytesIO(small.content)).height == 224
    path.write_bytes(b"kept")
    assert picture(client, case, version, more="?thumb").content == b"kept"


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7 broken", b"\xff\xd8\xff broken", b"II*\x00broken", office.PDF]
)
def test_a_broken_scan_is_said_to_be_broken(client: Client, desk: Desk, content: bytes, kept: Path):
    case, version = filed(client, desk, content)

    answer = picture(client, case, version)
    page = client.get(reverse("case-scan", args=[case.pk, version.pk])).content.decode()

    assert (answer.status_code, answer["Content-Type"]) == (404, "text/plain; charset=utf-8")
    assert "损坏" in page or "is broken" in page
    assert "<img" not in page
    assert list(kept.rglob("*.*")) == []


def test_a_server_without_poppler_says_so(client: Client, desk: Desk, monkeypatch):
    case, version = filed(client, desk, pdf((595, 842)))
    monkeypatch.setenv("PATH", "/nonexistent")

    page = client.get(reverse("case-scan", args=[case.pk, version.pk])).content.decode()

    assert "poppler-utils" in page
    assert reverse("case-file", args=[case.pk, version.pk]) in page


def test_a_picture_too_large_to_be_drawn_is_refused(client: Client, desk: Desk, monkeypatch):
    monkeypatch.setattr(scan_pictures, "MOST_PIXELS", 300 * 400 - 1)
    case, version = filed(client, desk, tiff(1))

    assert picture(client, case, version).status_code == 404


def test_a_pdf_of_a_million_points_is_drawn_small(client: Client, desk: Desk):
    case, version = filed(client, desk, pdf((14400, 14400)))

    assert Image.open(BytesIO(picture(client, case, version).content)).size == (1600, 1600)


def test_pictures_are_seen_where_the_case_is_seen(client: Client, desk: Desk):
    case, version = filed(client, desk, pdf((595, 842)))
    addresses = [
        reverse("case-picture", args=[case.pk, version.pk, 1]),
        reverse("case-scan", args=[case.pk, version.pk]),
    ]
    client.force_login(make.account(make.region("990200", level="CITY"), "registration_officer"))

    assert [client.get(address).status_code for address in addresses] == [404, 404]
    client.logout()
    assert [client.get(address).status_code for address in addresses] == [302, 302]


def test_a_file_of_another_case_is_not_given_under_this_one(client: Client, desk: Desk):
    _, version = filed(client, desk, pdf((595, 842)))
    other = office.transfer(desk)

    assert picture(client, other, version).status_code == 404


def test_an_ofd_is_known_by_its_content_and_offered_for_download(client: Client, desk: Desk):
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("OFD.xml", "<ofd:OFD/>")
    case, version = filed(client, desk, packed.getvalue())

    page = client.get(reverse("case-scan", args=[case.pk, version.pk])).content.decode()

    assert version.content_type == "application/ofd"
    assert reverse("case-file", args=[case.pk, version.pk]) + "?download=1" in page
    assert "<img" not in page.split("<main")[1]
    assert 'class="card empty"' in page
