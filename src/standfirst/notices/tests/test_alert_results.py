"""What became of an alert, and a correction in front of exactly those who got it."""

import pytest
from django.utils import timezone

from standfirst.editions.models import Edition
from standfirst.notices import deliver
from standfirst.notices.alerts.actions import send_alert, stop_alert
from standfirst.notices.alerts.checks import CannotAlert
from standfirst.notices.alerts.queries import reach_of, result_of
from standfirst.notices.alerts.running import run_alerts
from standfirst.notices.models import Alert, Dispatch, Subscription
from standfirst.notices.testing import make_subscription

pytestmark = pytest.mark.django_db


def pushed(service):
    return [posted.path for posted in service.taken]


@pytest.fixture
def got(write, ada, devices, told):
    """An alert that both browsers got."""
    alert = write(editions=Edition.objects.all())
    send_alert(alert=alert, by=ada)
    told()
    run_alerts()
    return Alert.objects.get()


def test_a_correction_goes_to_exactly_those_who_got_it_and_takes_its_place(
    got, write, uk, ada, devices, told, service
):
    make_subscription(edition=uk, endpoint=f"http://{service.host}/push/new")
    Subscription.objects.get(endpoint__endswith="/us").delete()
    correction = write("The bridge opens tomorrow", corrects=got)
    assert [(one.edition.slug, one.devices) for one in reach_of(correction)] == [("uk", 1), ("us", 0)]
    send_alert(alert=correction, by=ada)
    told()
    assert pushed(service)[2:] == ["/push/uk"]
    to_uk = [sent for sent in service.taken if sent.path == "/push/uk"]
    first, last = (devices["uk"].read(sent.body) for sent in to_uk)
    assert last["title"] == "Correction: The Harbour Post"
    assert last["tag"] == first["tag"]
    assert to_uk[1].headers["Topic"] == to_uk[0].headers["Topic"]


def test_a_correction_of_a_correction_still_takes_the_firsts_place(got, write, ada, devices, told, service):
    once = write("The bridge opens tomorrow", corrects=got)
    send_alert(alert=once, by=ada)
    told()
    run_alerts()
    once.refresh_from_db()
    send_alert(alert=write("The bridge opens on Friday", corrects=once), by=ada)
    told()
    tags = {devices["uk"].read(sent.body)["tag"] for sent in service.taken if sent.path == "/push/uk"}
    assert (len(service.taken), tags) == (6, {f"alert/{got.pk}"})


def test_after_a_stop_those_who_had_it_are_told_better(write, ada, devices, told, service):
    alert = write()
    send_alert(alert=alert, by=ada)
    told()
    stop_alert(alert=alert, by=ada)
    alert.refresh_from_db()
    send_alert(alert=write("Not true after all", corrects=alert), by=ada)
    told()
    assert pushed(service) == ["/push/uk", "/push/uk"]


def test_a_correction_waits_for_copies_that_a_worker_still_has(got, write, ada):
    Dispatch.objects.filter(hearer=Dispatch.objects.first().hearer).update(state="claimed")
    correction = write("The bridge opens tomorrow", corrects=got)
    send_alert(alert=correction, by=ada)
    correction.refresh_from_db()
    assert correction.state == "approved"
    Dispatch.objects.filter(state="claimed").update(state="sent")
    run_alerts()
    correction.refresh_from_db()
    assert correction.state == "sending"


def test_what_is_on_its_way_or_reached_nobody_is_not_corrected(write, ada):
    alert = write()
    send_alert(alert=alert, by=ada)
    alert.refresh_from_db()
    with pytest.raises(CannotAlert, match="on its way"):
        write("Other", corrects=alert)
    stop_alert(alert=alert, by=ada)
    alert.refresh_from_db()
    with pytest.raises(CannotAlert, match="on record"):
        write("Other", corrects=alert)


# Whom it reaches, and what became of it.


def test_the_estimate_is_by_edition_and_asks_an_index(write, uk, us, devices, django_assert_num_queries):
    from django.db import connection

    make_subscription(edition=uk, alerts=False)
    alert = write(editions=[uk, us])
    assert [(one.edition.slug, one.devices) for one in reach_of(alert)] == [("uk", 1), ("us", 1)]
    if connection.vendor == "sqlite":
        asked = Subscription.objects.filter(alerts=True, edition=uk).order_by("id")
        assert "alert_hearers" in asked.explain()


def test_the_result_says_what_became_of_every_copy(write, uk, ada, devices, told, service):
    for number in range(3):
        make_subscription(edition=uk, endpoint=f"http://{service.host}/push/{number}")
    service.by_path = {"/push/0": 410, "/push/1": 400}
    alert = write()
    send_alert(alert=alert, by=ada)
    told()
    Subscription.objects.filter(endpoint__endswith="/2").delete()
    Dispatch.objects.filter(subscription__endpoint__endswith="/uk").update(shown_at=timezone.now())
    result = result_of(alert)
    assert (result.shown, result.opened) == (1, 0)
    assert (result.sent, result.waiting, result.unsubscribed, result.total) == (2, 0, 1, 4)
    assert dict(result.failed) == {"gone: the service answered 410": 1, "the service answered 400": 1}


def test_urgency_is_the_editors(write, ada, devices, told, service):
    send_alert(alert=write(urgency="normal"), by=ada)
    told()
    assert service.taken[0].headers["Urgency"] == "normal"


def test_an_alert_that_nobody_hears_is_over_at_once(write, ada, told):
    send_alert(alert=write(), by=ada)
    told()
    run_alerts()
    assert Alert.objects.get().state == "sent"
    assert not deliver.deliver()


def test_with_topics_those_hear_it_who_chose_one_and_whose_reader_follows_one(
    write, story, uk, ben, ada, devices, told, service
):
    from standfirst.newsroom.stories.models import Topic
    from standfirst.notices.models import Followed

    bridges = Topic.objects.create(name="Bridges", slug="bridges")
    story.topics.add(bridges)
    story.save()
    chose = make_subscription(edition=uk, alerts=False, endpoint=f"http://{service.host}/push/chose")
    chose.topics.add(bridges)
    make_subscription(edition=uk, reader=ben, endpoint=f"http://{service.host}/push/follows")
    Followed.objects.create(reader=ben, topic=bridges)
    alert = write(topics=[bridges])
    assert [one.devices for one in reach_of(alert)] == [2]
    send_alert(alert=alert, by=ada)
    told()
    assert sorted(pushed(service)) == ["/push/chose", "/push/follows"]
