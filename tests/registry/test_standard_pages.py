"""Pages of the rule packs: what holds, what is not settled, changes by two people, what-if."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from registry.models import PackChange, RulePack

from . import builders as make
from .test_findings_kept_up import TODAY

ON = {"on": TODAY.isoformat()}
LOCAL: dict[str, Any] = {
    "code": "demo-county-990121",
    "document_no": "示例县办〔2026〕1号",
    "title": "示例县科级以下办公室面积规定",
    "issuer": "示例县",
    "level": "COUNTY",
    "region_prefix": "990121",
    "in_force": {"since": "2026-01-01", "until": None, "certainty": "verified"},
    "limits": [
        {
            "level": "COUNTY",
            "rank": "X5",
            "name": "科级以下",
            "net_area_m2": "21",
            "leader": False,
            "clause": "第一条",
            "certainty": "verified",
        }
    ],
    "parameters": {},
}


def propose(client: Client, content: Any, code: str = "", reason: str = "依据"):
    address = reverse("standard-propose", args=[code]) if code else reverse("standard-new")
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    return client.post(address, {"content": text, "reason": reason})


def decide(client: Client, change: PackChange, act: str):
    return client.post(reverse("standard-decide", args=[change.pk, act]), follow=True)


@pytest.fixture
def colleague(offices) -> Client:
    other = Client()
    other.force_login(make.account(offices.bureaus[0].region))
    other.cookies["django_language"] = "en"
    return other


def test_the_list_says_what_holds_and_what_is_not_settled(at_desk):
    texts = at_desk.get(reverse("standard-list"), ON).context["texts"]

    forces = {text.pack.code: str(text.force) for text in texts}
    assert forces["cn-2674-2014"] == "in_force"
    assert forces["cn-2250-1999"] == "out_of_force"
    assert {text.pack.code: text.unsettled for text in texts}["cn-2674-2014"] == 9


def test_the_old_table_was_in_force_in_its_day(at_desk):
    texts = at_desk.get(reverse("standard-list"), {"on": "2013-06-30"}).context["texts"]

    forces = {text.pack.code: str(text.force) for text in texts}
    assert forces["cn-2250-1999"] == "in_force"
    assert forces["cn-2674-2014"] == "not_yet"


def test_a_pack_shows_every_figure_with_clause_source_and_certainty(at_desk):
    page = at_desk.get(reverse("standard", args=["cn-2674-2014"]), ON).content.decode()

    for words in ("54.00", "表3", "(500 − x) / 50", "Confirm before use", "creditsailing.com"):
        assert words in page


def test_the_1999_table_is_shown_as_out_of_force(at_desk):
    page = at_desk.get(reverse("standard", args=["cn-2250-1999"]), ON).content.decode()

    assert "This text is out of force on this day." in page


def test_a_text_is_proposed_by_one_and_approved_by_another(at_desk, colleague):
    propose(at_desk, LOCAL)
    change = PackChange.objects.get()

    own = decide(at_desk, change, "approve").content.decode()
    assert "proposed by one person and approved by another" in own
    assert not RulePack.objects.filter(code=LOCAL["code"]).exists()

    decide(colleague, change, "approve")
    assert RulePack.objects.get(code=LOCAL["code"]).content["limits"][0]["net_area_m2"] == "21"
    change.refresh_from_db()
    assert change.state == "approved"


def test_a_proposal_may_be_rejected(at_desk, colleague):
    propose(at_desk, LOCAL)

    decide(colleague, PackChange.objects.get(), "reject")

    assert PackChange.objects.get().state == "rejected"
    assert not RulePack.objects.filter(code=LOCAL["code"]).exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"code": "x",', "line 1"),
        ("[]", "must be an object"),
        ('{"code": 1}', "must be an object"),
        ({**LOCAL, "level": "VILLAGE"}, "must be one of CENTRAL"),
        (
            {**LOCAL, "limits": [{**LOCAL["limits"][0], "net_area_m2": "-1"}]},
            "must not be negative",
        ),
        ({**LOCAL, "in_force": {"since": "2026-13-01", "certainty": "verified"}}, "such as 2014"),
        ('{"code": "x", "title": NaN}', "not JSON"),
        ("[" * 100_000, "not JSON"),
        ('{"code": "x\\u0000"}', "cannot be stored"),
    ],
)
def test_what_is_wrong_in_a_text_is_said_in_words_and_the_text_is_kept(at_desk, content, said):
    answer = propose(at_desk, content)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert PackChange.objects.count() == 0


def test_a_township_limit_above_the_cap_is_refused(at_desk):
    limit = {**LOCAL["limits"][0], "level": "TOWNSHIP", "rank": "T1", "net_area_m2": "24.01"}

    answer = propose(at_desk, {**LOCAL, "limits": [limit]})

    assert answer.status_code == 422
    assert "allows at most 24" in answer.content.decode()


def test_the_nations_text_is_not_changed_from_below(client, offices):
    township = make.region("990121101", parent=offices.bureaus[0].region)
    client.force_login(make.account(township))
    client.cookies["django_language"] = "en"
    content = RulePack.objects.get(code="cn-70-2017").content

    answer = propose(client, {**content, "title": "x"}, code="cn-70-2017")

    assert answer.status_code == 422
    assert "outside your division" in answer.content.decode()
    assert PackChange.objects.count() == 0


def test_what_it_would_change_is_counted_and_listed_before_it_is_in_force(at_desk, over):
    propose(at_desk, LOCAL)
    address = reverse("standard-change", args=[PackChange.objects.get().pk])

    answer = at_desk.get(address, {**ON, "region": "990121"})

    # the clerk's 20 m² are over 9 and within the 21 that the draft allows
    assert [f.rule for f in answer.context["found"].disappear] == ["R-OFF-1"]
    assert answer.context["found"].appear == ()
    page = answer.content.decode()
    assert "Findings that vanish" in page
    assert "limits[COUNTY X5].net_area_m2" in page


def test_a_what_if_stays_in_the_accounts_division_and_names_nobody_to_who_may_not_see(
    at_desk, client, offices
):
    propose(at_desk, LOCAL)
    address = reverse("standard-change", args=[PackChange.objects.get().pk])

    assert at_desk.get(address, {**ON, "region": "990122"}).status_code == 404
    assert at_desk.get(address, {**ON, "region": "99"}).status_code == 404
    client.force_login(make.account(offices.bureaus[0].region, "registration_officer"))
    assert client.get(address, {**ON, "region": "990121"}).status_code == 403


def test_another_county_sees_neither_the_local_text_nor_the_change(at_desk, colleague, client):
    propose(at_desk, LOCAL)
    change = PackChange.objects.get()
    decide(colleague, change, "approve")
    other = Client()
    other.force_login(make.account(make.region("990122")))

    assert other.get(reverse("standard", args=[LOCAL["code"]])).status_code == 404
    assert other.get(reverse("standard-change", args=[change.pk])).status_code == 404
    texts = other.get(reverse("standard-list"), ON).context["texts"]
    assert LOCAL["code"] not in {text.pack.code for text in texts}


@pytest.mark.parametrize("role", ["registration_officer", "auditor", "system_administrator"])
def test_who_may_not_change_standards_proposes_and_decides_nothing(at_desk, offices, role):
    propose(at_desk, LOCAL)
    other = Client()
    other.force_login(make.account(offices.bureaus[0].region, role))

    assert propose(other, LOCAL).status_code == 403
    assert decide(other, PackChange.objects.get(), "approve").status_code == 403
