"""Profiles of design institutes: saved from a review, proposed again, renamed, retired, in files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from cad_import import institutes
from cad_import.models import DrawingImport, DrawingProfile, DrawingProfileVersion
from registry.models import Floor, Region
from registry.scope import Scope
from tests.cad_import.plans import offices_on_a_corridor
from tests.cad_import.test_pages import send
from tests.cad_import.test_review import again, page_of, reread, roles
from tests.registry import builders as make

pytestmark = pytest.mark.django_db
NAME = "示例设计院"


@pytest.fixture
def city() -> Region:
    return make.region("990100", level="CITY")


@pytest.fixture
def floor(city: Region) -> Floor:
    return make.floor(make.building(make.region("990121", parent=city)))


@pytest.fixture
def manager(client: Client, floor: Floor) -> Client:
    client.force_login(make.account(floor.building.region))
    return client


def upload(client: Client, floor: Floor, tmp_path: Path, *, west: int = 0) -> DrawingImport:
    send(client, floor, offices_on_a_corridor(tmp_path / f"{west}.dxf", west=west))
    return reread(DrawingImport.objects.latest("pk"))


@pytest.fixture
def first(manager: Client, floor: Floor, tmp_path: Path) -> DrawingImport:
    kept = upload(manager, floor, tmp_path)
    return again(
        manager, kept, **{"role:QT": "wall", "role:MC": "door", "area_rule": "columns_left_out"}
    )


def save(client: Client, kept: DrawingImport, name: str = NAME) -> DrawingProfileVersion:
    client.post(reverse("drawing-profile-save", args=[kept.pk]), {"name": name})
    return DrawingProfileVersion.objects.latest("pk")


def test_a_profile_keeps_roles_fingerprint_rule_author_and_day(manager, first):
    version = save(manager, first)

    assert (version.name, version.number, version.profile.scope_prefix) == (NAME, 1, "990121")
    assert version.roles == {"door": ["MC"], "wall": ["QT"]}
    assert version.by_hand == ["MC", "QT"]
    assert version.fingerprint == ["CC", "FJH", "JJ", "MC", "QT"]
    assert (version.area_rule, version.unit, version.encoding) == ("columns_left_out", "auto", "")
    assert version.made_by is not None
    assert version.made_from == "二层.dxf"


def test_the_next_drawing_of_the_institute_is_read_by_it_and_the_page_says_why(
    manager, first, floor, tmp_path
):
    save(manager, first)

    second = upload(manager, floor, tmp_path, west=5000)

    page = page_of(manager, second)
    assert second.reading is not None
    assert second.reading["profile"]["title"] == NAME
    assert f"按方案“{NAME}”读取：图层相似，自动推荐" in page
    assert "本图 5 个图层名中有 5 个与方案相同；方案共有 5 个。" in page
    assert roles(second)["QT"] == ("wall", "profile")
    assert second.reading["storeys"][0]["area_rule"]["code"] == "columns_left_out"


def test_one_click_goes_back_to_the_automatic_proposal(manager, first, floor, tmp_path):
    save(manager, first)
    second = upload(manager, floor, tmp_path, west=5000)

    again(manager, second, profile="none")
    alone = roles(second)["QT"]
    again(manager, second, profile="alike")

    assert alone == ("wall", "drawn")
    assert roles(second)["QT"] == ("wall", "profile")


def test_a_profile_can_be_chosen_by_hand(manager, first, floor, tmp_path):
    other = save(manager, first)
    second = upload(manager, floor, tmp_path, west=5000)

    again(manager, second, profile=str(other.pk))

    assert second.profile == other
    assert second.reading is not None
    assert second.reading["profile"]["how"] == "chosen"


def test_saving_again_adds_a_version_and_overwrites_none(manager, first):
    save(manager, first)
    again(manager, first, **{"role:JJ": "furniture"})

    second = save(manager, first)

    assert DrawingProfile.objects.count() == 1
    assert second.number == 2
    assert "furniture" in second.roles
    earlier = DrawingProfileVersion.objects.get(number=1)
    assert "furniture" not in earlier.roles


def test_the_database_keeps_a_saved_version_as_it_is(manager, first):
    version = save(manager, first)

    for change in (
        lambda: DrawingProfileVersion.objects.filter(pk=version.pk).update(name="x"),
        lambda: DrawingProfileVersion.objects.filter(pk=version.pk).delete(),
    ):
        with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
            change()


def test_two_profiles_in_force_do_not_share_a_name(manager, first):
    save(manager, first)
    other = save(manager, first, "示例二院")

    page = manager.post(
        reverse("drawing-profile-rename", args=[other.profile_id]), {"name": NAME}, follow=True
    ).content.decode()

    other.profile.refresh_from_db()
    assert other.profile.name == "示例二院"
    assert "已有同名的图层方案" in page


def test_renaming_is_a_version_of_its_own(manager, first):
    version = save(manager, first)

    manager.post(reverse("drawing-profile-rename", args=[version.profile_id]), {"name": "新名"})

    names = list(DrawingProfileVersion.objects.order_by("number").values_list("name", flat=True))
    assert names == [NAME, "新名"]


def test_a_retired_profile_is_proposed_no_more_until_it_is_restored(
    manager, first, floor, tmp_path
):
    version = save(manager, first)
    address = [version.profile_id]

    manager.post(reverse("drawing-profile-retire", args=address))
    second = upload(manager, floor, tmp_path, west=5000)
    without = second.reading
    manager.post(reverse("drawing-profile-restore", args=address))
    again(manager, second)

    assert without is not None
    assert without["profile"] is None
    assert second.reading is not None
    assert second.reading["profile"]["title"] == NAME


def test_a_profile_exported_and_imported_is_the_same(manager, first):
    version = save(manager, first)
    answer = manager.get(reverse("drawing-profile-export", args=[version.profile_id]))
    content = json.loads(answer.content) | {"title": "另一院"}

    upload = SimpleUploadedFile("p.json", json.dumps(content).encode())
    manager.post(reverse("drawing-profile-file"), {"file": upload})

    assert "attachment" in answer["Content-Disposition"]
    taken = DrawingProfileVersion.objects.latest("pk")
    assert (taken.name, taken.roles, taken.by_hand) == ("另一院", version.roles, version.by_hand)
    assert (taken.fingerprint, taken.area_rule) == (version.fingerprint, "columns_left_out")


GOOD = {"name": "n", "layers": {"wall": ["QT"]}, "fingerprint": []}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'{"name": "n", "layers": {}}',
        json.dumps({**GOOD, "layers": {"throne": ["QT"]}}).encode(),
        json.dumps({**GOOD, "name": " "}).encode(),
        json.dumps({**GOOD, "name": "x" * 61}).encode(),
        json.dumps({**GOOD, "layers": {"wall": ["\0"]}}).encode(),
        json.dumps({**GOOD, "layers": {"wall": ["\ud800"]}}).encode(),
        json.dumps({**GOOD, "layers": {"wall": ["x" * 600]}}).encode(),
        json.dumps({**GOOD, "unit": "furlong"}).encode(),
        json.dumps({**GOOD, "area_rule": "mine"}).encode(),
        json.dumps({**GOOD, "by_hand": 3}).encode(),
        b'{"layers": ' * 5000,
    ],
)
def test_a_file_that_is_no_profile_is_refused(manager, content: bytes):
    upload = SimpleUploadedFile("p.json", content)

    page = manager.post(reverse("drawing-profile-file"), {"file": upload}, follow=True)

    assert page.status_code == 200
    assert DrawingProfile.objects.count() == 0


def test_a_file_without_a_fingerprint_is_taken(manager):
    upload = SimpleUploadedFile("p.json", b'{"name": "n", "layers": {"wall": ["QT"]}}')

    manager.post(reverse("drawing-profile-file"), {"file": upload})

    assert DrawingProfileVersion.objects.get().roles == {"wall": ["QT"]}


# --- who may see and change what ------------------------------------------------------------


def addresses(profile: int) -> list[str]:
    names = ("", "-export", "-rename", "-retire", "-restore")
    return [reverse(f"drawing-profile{name}", args=[profile]) for name in names]


def test_another_county_gets_404_by_every_address(manager, client, first, city):
    version = save(manager, first)
    client.force_login(make.account(make.region("990122", parent=city)))

    for address in addresses(version.profile_id):
        assert client.get(address).status_code in {404, 405}, address
        assert client.post(address, {"name": "x"}).status_code in {404, 405} or "export" in address
    assert client.post(reverse("drawing-profile-save", args=[first.pk])).status_code == 404
    assert NAME not in client.get(reverse("drawing-profiles")).content.decode()


def test_what_the_city_saved_is_proposed_in_the_county_and_changed_only_by_the_city(
    manager, client, first, city, floor, tmp_path
):
    saved = institutes.profile_of_reading(first, name=NAME)
    version = institutes.save_profile(saved, scope=city.scope, by=make.account(city))

    second = upload(manager, floor, tmp_path, west=5000)
    shown = manager.get(reverse("drawing-profile", args=[version.profile_id]))
    retired = manager.post(reverse("drawing-profile-retire", args=[version.profile_id]))

    assert version.profile.scope_prefix == "9901"
    assert second.reading is not None
    assert second.reading["profile"]["key"] == version.pk
    assert shown.status_code == 200
    assert "停用" not in shown.content.decode()
    assert retired.status_code == 404


def test_a_countys_profile_is_not_proposed_elsewhere(manager, first, city):
    save(manager, first)

    assert DrawingProfile.objects.for_place("990122").count() == 0
    assert DrawingProfile.objects.for_place("990121101").count() == 1
    assert DrawingProfile.objects.readable_in(Scope.NOTHING).count() == 0


def test_an_inspector_sees_no_profiles(client, floor):
    client.force_login(make.account(floor.building.region, role="inspector"))

    assert client.get(reverse("drawing-profiles")).status_code == 403


def test_the_list_asks_as_much_for_many_profiles_as_for_one(
    manager, first, django_assert_num_queries
):
    for n in range(5):
        save(manager, first, f"示例{n}院")

    with django_assert_num_queries(3):  # session, account with division, versions
        page = manager.get(reverse("drawing-profiles")).content.decode()
    assert all(f"示例{n}院" in page for n in range(5))


def test_a_profile_page_asks_few_questions(manager, first, django_assert_num_queries):
    version = save(manager, first)
    manager.get(reverse("drawing-profile", args=[version.profile_id]))

    with django_assert_num_queries(4):  # session, account with division, profile, versions
        manager.get(reverse("drawing-profile", args=[version.profile_id]))
