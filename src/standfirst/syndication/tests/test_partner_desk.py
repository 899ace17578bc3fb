"""Partners in the newsroom: administrators alone, freshly proved; the key is shown once."""

import re
import time

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from standfirst.newsroom.stories.testing import CANARY
from standfirst.syndication import partners
from standfirst.syndication.models import Partner
from standfirst.syndication.partners import Agreement, make_partner

pytestmark = pytest.mark.django_db
SAME = {"HTTP_SEC_FETCH_SITE": "same-origin"}
KEY = re.compile(r"sfp_[0-9a-f]{10}_[A-Za-z0-9_-]{43}")


@pytest.fixture
def desk(client, ada):
    """Ada, who has just given all her proofs."""
    client.force_login(ada)
    return client


@pytest.fixture
def wire(uk):
    return make_partner(agreement=Agreement([uk], ["atom"]), name="Northern Wire")[0]


def form(uk, **more):
    said = {"name": "South", "editions": [uk.pk], "formats": ["atom", "article"], "gets": "whole"}
    return {**said, "per_minute": 30, "per_day": 100, **more}


def test_an_administrator_makes_a_partner_and_sees_the_key_once(desk, story, uk, client):
    answer = desk.post("/newsroom/partners/add/", form(uk), **SAME)
    key = KEY.search(answer.content.decode())[0]
    assert "no-store" in answer["Cache-Control"]
    assert CANARY in client.get(f"/partners/{key}/feed.atom").content.decode()
    partner = Partner.objects.get(name="South")
    assert not KEY.search(desk.get(f"/newsroom/partners/{partner.pk}/").content.decode())
    assert ModelLogEntry.objects.get(action=partners.MADE).data["formats"] == ["article", "atom"]


def test_what_is_wrong_is_said_at_the_field_and_nothing_is_lost(desk, uk):
    answer = desk.post("/newsroom/partners/add/", form(uk, per_day=0), **SAME)
    text = answer.content.decode()
    assert ("South" in text, "greater than or equal to 1" in text) == (True, True)
    assert not Partner.objects.exists()


def test_the_agreement_can_be_changed(desk, wire, uk):
    answer = desk.post(f"/newsroom/partners/{wire.pk}/", form(uk, name="Wire", gets="lead"), **SAME)
    assert answer.status_code == 302
    wire.refresh_from_db()
    assert (wire.name, wire.gets, wire.formats) == ("Wire", "lead", ["article", "atom"])


def test_a_new_key_and_the_end_of_one_are_a_button_each(desk, wire):
    answer = desk.post(f"/newsroom/partners/{wire.pk}/key/", **SAME)
    assert KEY.search(answer.content.decode())
    desk.post(f"/newsroom/partners/{wire.pk}/revoke/", **SAME)
    wire.refresh_from_db()
    assert wire.is_revoked
    assert "revoked" in desk.get("/newsroom/partners/").content.decode()


def test_an_editor_sees_no_partners(client, cleo, wire):
    client.force_login(cleo)
    for address in ("", "add/", f"{wire.pk}/"):
        assert client.get(f"/newsroom/partners/{address}").status_code in {302, 403}
    assert client.post(f"/newsroom/partners/{wire.pk}/revoke/", **SAME).status_code in {302, 403}
    wire.refresh_from_db()
    assert not wire.is_revoked


def test_without_fresh_proof_even_an_administrator_is_asked_first(client, ada, wire):
    client.force_login(ada)
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] = time.time() - 3600
    session.save()
    assert client.get("/newsroom/partners/add/").status_code == 302
    client.post(f"/newsroom/partners/{wire.pk}/revoke/", **SAME)
    wire.refresh_from_db()
    assert not wire.is_revoked


def test_a_form_of_another_site_does_nothing(ada, wire):
    desk = Client(enforce_csrf_checks=True)
    desk.force_login(ada)
    desk.post(f"/newsroom/partners/{wire.pk}/revoke/", HTTP_SEC_FETCH_SITE="cross-site")
    wire.refresh_from_db()
    assert not wire.is_revoked
