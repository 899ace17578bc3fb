"""What a device wants to hear, how it is mended, and what ends it."""

import json

import pytest
from django.test import Client

from standfirst.newsroom.stories.models import Topic
from standfirst.notices.models import RemovedDevice, Subscription
from standfirst.notices.push.encryption import b64
from standfirst.notices.push.subscriptions import sweep_removed
from standfirst.notices.queries import alert_hearers, topics_offered
from standfirst.notices.testing import Browser, make_subscription
from standfirst.readers.actions import end_sign_ins
from standfirst.readers.testing import sign_in

pytestmark = pytest.mark.django_db
ENDPOINT = "https://updates.push.services.mozilla.com/wpush/v2/ben"


@pytest.fixture
def browser():
    return Browser()


@pytest.fixture
def bridges(db):
    return Topic.objects.create(name="Bridges", slug="bridges")


def said(browser, endpoint=ENDPOINT, **more):
    return {"endpoint": endpoint, "keys": {"p256dh": b64(browser.public), "auth": b64(browser.auth)}, **more}


def subscribe(client, browser, endpoint=ENDPOINT, **more):
    body = json.dumps(said(browser, endpoint, **more))
    return client.post("/_/push/subscribe", body, content_type="application/json").json()


def test_a_strangers_device_chooses_topics_and_keeps_them_until_it_chooses_others(
    client, uk, browser, bridges
):
    subscribe(client, browser, topics=["bridges", "nothing-of-the-sort"])
    assert subscribe(client, browser, alerts=False)["topics"] == ["bridges"]
    assert subscribe(client, browser, topics=[])["topics"] == []


def test_an_alert_about_a_topic_is_for_those_who_chose_it_each_once(
    uk, us, bridges, django_assert_num_queries
):
    ferries = Topic.objects.create(name="Ferries", slug="ferries")
    both, neither, abroad = (make_subscription(edition=edition) for edition in (uk, uk, us))
    both.topics.set([bridges, ferries])
    abroad.topics.set([bridges])
    with django_assert_num_queries(1):
        assert list(alert_hearers(uk, [bridges.pk, ferries.pk])) == [both]
    assert set(alert_hearers(uk)) == {both, neither}


def test_an_alert_about_a_topic_reaches_a_device_that_wants_no_others(
    told, service, uk, story, ada, bridges, monkeypatch
):
    from standfirst.notices.actions import tell
    from standfirst.notices.notice import Hearer
    from standfirst.notices.testing import WhisperNotice

    device = make_subscription(edition=uk, alerts=False, endpoint=f"http://{service.host}/push/topic")
    device.topics.set([bridges])
    monkeypatch.setattr(WhisperNotice, "hearers", lambda self: iter([Hearer(subscription=device.pk)]))
    tell(WhisperNotice([], "about a bridge"))
    told()
    assert [posted.path for posted in service.taken] == ["/push/topic"]


def test_topics_of_late_are_offered_and_what_the_device_chose_before(story, uk, bridges):
    Topic.objects.create(name="Unwritten", slug="unwritten")
    old = Topic.objects.create(name="Airships", slug="airships")
    story.topics.add(bridges)
    story.save_revision().publish()
    device = make_subscription(edition=uk)
    device.topics.set([old])
    assert [topic.name for topic in topics_offered()] == ["Bridges"]
    assert [topic.name for topic in topics_offered(device)] == ["Airships", "Bridges"]


def test_a_browser_that_only_looks_learns_that_it_is_not_known_and_is_not_kept(client, uk, browser):
    answer = subscribe(client, browser, looks=True)
    assert (answer["known"], answer["removed"]) == (False, False)
    assert not Subscription.objects.exists()


def test_looking_binds_a_known_device_to_whoever_is_signed_in_now(client, uk, ben, browser):
    subscribe(client, browser)
    client.force_login(ben)
    assert subscribe(client, browser, looks=True)["alerts"]
    assert Subscription.objects.get().reader == ben
    assert client.get("/_/me").json()["inbox"]["bound"]


def test_a_device_that_its_push_service_forgot_is_called_unbound(client, uk, ben, browser):
    client.force_login(ben)
    subscribe(client, browser)
    Subscription.objects.all().delete()  # what 404 and 410 lead to
    assert not client.get("/_/me").json()["inbox"]["bound"]


def test_a_rotated_subscription_leaves_no_second_row(client, uk, browser):
    subscribe(client, browser, alerts=False)
    fresh = Browser()
    subscribe(client, fresh, ENDPOINT + "2")
    subscribe(client, fresh, ENDPOINT + "2", old=said(browser))
    assert [row.endpoint for row in Subscription.objects.all()] == [ENDPOINT + "2"]


def test_a_device_removed_from_elsewhere_does_not_come_back_by_itself(client, uk, ben, browser):
    client.force_login(ben)
    subscribe(client, browser)
    client.post(f"/notices/devices/{Subscription.objects.get().pk}/remove")
    assert subscribe(client, browser, looks=True)["removed"]
    assert subscribe(client, Browser(), ENDPOINT + "2", old=said(browser))["removed"]
    assert not Subscription.objects.exists()
    assert ENDPOINT not in str(RemovedDevice.objects.values())


def test_by_hand_it_is_turned_on_again(client, uk, ben, browser):
    client.force_login(ben)
    subscribe(client, browser)
    client.post(f"/notices/devices/{Subscription.objects.get().pk}/remove")
    assert subscribe(client, browser)["alerts"]
    assert subscribe(client, browser, looks=True)["alerts"]


def test_removed_devices_are_forgotten_in_the_end(db):
    from datetime import timedelta

    from django.utils import timezone

    RemovedDevice.objects.create(endpoint="a" * 64, at=timezone.now() - timedelta(days=401))
    kept = RemovedDevice.objects.create(endpoint="b" * 64)
    sweep_removed()
    assert list(RemovedDevice.objects.all()) == [kept]


@pytest.mark.parametrize(("field", "left"), [("stays", 1), ("goes", 0), ("", 1), ("nonsense", 1)])
def test_signing_out_keeps_alerts_as_a_strangers_or_ends_the_device_as_asked(
    client, uk, ben, browser, field, left
):
    client.force_login(ben)
    subscribe(client, browser)
    assert "Notifications on this device" in client.get("/account/logout/").content.decode()
    client.post("/account/logout/", {"device": field})
    assert [row.reader for row in Subscription.objects.all()] == [None] * left


def test_whoever_has_no_device_here_is_not_asked_about_one(client, uk, ben):
    make_subscription(edition=uk, reader=ben)
    client.force_login(ben)
    assert "Notifications on this device" not in client.get("/account/logout/").content.decode()


def test_signing_out_here_leaves_the_devices_elsewhere_alone(client, uk, ben, browser):
    elsewhere = make_subscription(edition=uk, reader=ben)
    client.force_login(ben)
    subscribe(client, browser)
    client.post("/account/logout/", {"device": "goes"})
    assert list(Subscription.objects.filter(reader=ben)) == [elsewhere]


def test_a_session_ended_from_elsewhere_unbinds_the_device_it_bound(uk, ben, browser):
    lost, other = Client(), Browser()
    sign_in(lost, ben)
    lost.get("/_/me")
    subscribe(lost, browser)
    make_subscription(edition=uk, reader=ben, browser=other)
    end_sign_ins(reader=ben, tag=ben.sign_ins.get().tag)
    assert [row.reader for row in Subscription.objects.order_by("pk")] == [None, ben]


def test_the_devices_are_named_with_what_reached_them_last(client, uk, ben, browser):
    client.force_login(ben)
    make_subscription(edition=uk, reader=ben, device="Chrome · Android")
    client.post(
        "/_/push/subscribe", json.dumps(said(browser)), content_type="application/json",
        headers={"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"},
    )  # fmt: skip
    page = client.get("/notices/preferences").content.decode()
    assert "Chrome · Android" in page
    assert page.count("this browser</strong>") == 1


def test_nobody_removes_anothers_device(client, uk, ben, dan):
    theirs = make_subscription(edition=uk, reader=dan)
    client.force_login(ben)
    assert client.post(f"/notices/devices/{theirs.pk}/remove").status_code == 303
    assert Subscription.objects.get() == theirs
    assert not RemovedDevice.objects.exists()


def test_so_many_questions_a_minute_and_no_more(client, uk, browser, settings):
    settings.PUSH_LIMITS = {"subscription": "1/m/ip"}
    subscribe(client, browser)
    answer = client.post("/_/push/unsubscribe", json.dumps(said(browser)), content_type="application/json")
    assert answer.status_code == 429
