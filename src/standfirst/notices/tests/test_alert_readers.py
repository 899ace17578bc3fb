"""Breaking news in the inbox and by e-mail: for readers who ticked it, once, and at once."""

import pytest
from django.db import connection
from django.utils import timezone

from standfirst.newsroom.stories.models import Topic
from standfirst.notices import deliver, fan_out
from standfirst.notices.alerts.actions import send_alert, stop_alert
from standfirst.notices.alerts.hearers import ticked_by
from standfirst.notices.alerts.queries import past_alerts, reach_of, result_of
from standfirst.notices.models import Dispatch, Followed, InboxItem, Told
from standfirst.notices.queries import inbox
from standfirst.notices.testing import make_subscription, queued_letters

pytestmark = pytest.mark.django_db


def in_inboxes():
    return sorted(InboxItem.objects.values_list("reader__name", flat=True))


def copies():
    return sorted(Dispatch.objects.values_list("channel", "hearer"))


def test_who_ticked_it_has_it_in_the_inbox_and_in_one_letter_beside_the_devices_push(
    tick, send, uk, ben, service, story
):
    make_subscription(edition=uk, reader=ben, endpoint=service.endpoint("ben"))
    make_subscription(edition=uk, reader=ben, endpoint=service.endpoint("off"), alerts=False)
    tick(ben)
    assert send().state == "sent"
    (line,), _older = inbox(ben.pk, edition=uk)
    assert (line.words.title, line.words.address) == ("Breaking news: The bridge is open", story.address)
    (letter,) = queued_letters()
    assert letter["Subject"] == "Breaking news: The bridge is open"
    assert story.address in letter.get_body(preferencelist=("plain",)).get_content()
    assert [posted.path for posted in service.taken] == ["/push/ben"]


def test_who_ticked_nothing_gets_nothing_and_who_ticked_one_gets_one(tick, send, ben, dan):
    tick(ben, by=())
    tick(dan, by=["inbox"])
    send()
    assert (in_inboxes(), queued_letters()) == (["Dan Frost"], [])


def test_it_is_told_in_the_edition_in_which_a_reader_is_written_to(tick, send, us, ben, dan):
    ben.edition = us
    ben.save()
    tick(ben, dan, by=["inbox"])
    send(editions=[us])
    assert in_inboxes() == ["Ben Okoro"]  # Dan, who has chosen none, is written to in the paper's first
    send("The ferry sails")
    assert in_inboxes() == ["Ben Okoro", "Dan Frost"]


def test_with_a_topic_those_hear_it_who_follow_it(tick, send, story, ben, dan):
    bridges = Topic.objects.create(name="Bridges", slug="bridges")
    story.topics.add(bridges)
    story.save()
    Followed.objects.create(reader=ben, topic=bridges)
    tick(ben, dan, by=["inbox"])
    send(topics=[bridges])
    assert in_inboxes() == ["Ben Okoro"]


def test_who_is_shut_out_or_about_to_leave_is_not_told(tick, send, ben, dan):
    tick(ben, dan)
    ben.is_active, dan.leaves_at = False, timezone.now()
    ben.save()
    dan.save()
    send()
    assert not Dispatch.objects.exists()


# Step by step.


def test_a_step_in_which_the_devices_end_goes_on_with_readers(
    two_by_two, tick, write, ada, told_by_all, uk, ben, cleo, dan, service
):
    for number in range(3):
        make_subscription(edition=uk, endpoint=service.endpoint(number))
    tick(ben, cleo, dan, by=["inbox"])
    send_alert(alert=write(), by=ada)
    steps = []
    while fan_out.fan_out():
        steps.append(Dispatch.objects.count())
    assert steps == [2, 4, 6, 6]


def test_a_step_that_is_done_again_writes_nobody_twice(
    two_by_two, tick, send, told_by_all, uk, ben, dan, service
):
    make_subscription(edition=uk, endpoint=service.endpoint("one"))
    tick(ben, dan)
    send()
    before = copies()
    Told.objects.update(place=0, fanned_out_at=None)
    told_by_all()
    assert copies() == before
    assert (len(queued_letters()), in_inboxes(), len(service.taken)) == (2, ["Ben Okoro", "Dan Frost"], 1)


def test_a_stop_before_all_are_told_holds_and_the_inbox_passes_over_it(
    two_by_two, tick, write, ada, told_by_all, uk, ben, cleo, dan
):
    tick(ben, cleo, dan)
    alert = write()
    send_alert(alert=alert, by=ada)
    fan_out.fan_out()
    deliver.deliver()
    assert len(in_inboxes()) == len(queued_letters()) == 2
    stop_alert(alert=alert, by=ada)
    told_by_all()
    assert len(in_inboxes()) == len(queued_letters()) == 2
    assert inbox(ben.pk, edition=uk)[0] == []


def test_readers_are_found_by_an_index(uk):
    if connection.vendor == "sqlite":
        asked = ticked_by(uk).filter(reader__gt=0).order_by("reader").values_list("reader").distinct()
        assert "wanted_by" in asked.explain()


def test_devices_cost_no_question_more_for_readers_who_may_come_after_them(
    uk, write, django_assert_num_queries
):
    from standfirst.notices.stories import AlertNotice

    for _device in range(2):
        make_subscription(edition=uk)
    notice = AlertNotice(write(), uk)
    with django_assert_num_queries(2):  # its topics, and the devices
        notice.some_hearers(0, 2)


# In the inbox.


def test_the_inbox_leads_only_where_the_edition_has_the_story(tick, send, story, uk, us, ben):
    tick(ben)
    send()
    story.editions.set([uk])
    story.save()
    assert [len(inbox(ben.pk, edition=edition)[0]) for edition in (uk, us)] == [1, 0]


def test_a_correction_stands_with_what_it_corrects(tick, send, uk, ben):
    tick(ben)
    send("Not so", corrects=send())
    (line,), _older = inbox(ben.pk, edition=uk)
    assert line.words.title == "Correction: Not so"
    assert [one.words.title for one in line.earlier] == ["Breaking news: The bridge is open"]


def test_a_correction_goes_to_exactly_those_who_got_it_by_whatever_way(
    two_by_two, tick, send, uk, ben, cleo, dan, service
):
    tick(ben)
    tick(dan, by=["mail"])
    first = send()
    tick(cleo)
    make_subscription(edition=uk, endpoint=service.endpoint("new"))
    correction = send("Not so", corrects=first)
    assert correction.state == "sent"
    assert in_inboxes() == ["Ben Okoro"] * 2
    assert sorted(letter["To"] for letter in queued_letters()) == sorted([ben.email, dan.email] * 2)
    assert service.taken == []


# What the newsroom sees.


def test_devices_inboxes_and_letters_are_counted_apart(
    client, tick, write, told_by_all, uk, ada, ben, dan, devices
):
    tick(ben)
    tick(dan, by=["inbox"])
    alert = write()
    (reach,) = reach_of(alert)
    assert (reach.devices, reach.inboxes, reach.letters) == (1, 2, 1)
    client.force_login(ada)
    assert "Inboxes" in client.get(f"/newsroom/alerts/{alert.pk}/").content.decode()
    send_alert(alert=alert, by=ada)
    told_by_all()
    for counted in (result_of(alert), past_alerts().get()):
        assert (counted.devices, counted.inboxes, counted.letters) == (1, 2, 1)
    assert (result_of(alert).total, result_of(alert).unsubscribed) == (4, 0)
    assert reach_of(write("Not so", corrects=past_alerts().get())) == [reach]
