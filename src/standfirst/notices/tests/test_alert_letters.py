"""Letters about breaking news: at once, for no longer than a reader wants them, and in nobody's way."""

from datetime import timedelta

import pytest
from django.utils import timezone

from standfirst.notices import deliver
from standfirst.notices.models import InboxItem, Preference, QueuedMail, Wishes
from standfirst.notices.testing import make_subscription, queued_letters
from standfirst.notices.wishes.actions import set_preferences

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("urgency", ["high", "normal"])
def test_no_letter_about_it_waits_for_a_digest(tick, send, ben, urgency):
    Wishes.objects.create(reader=ben, mail="weekly", time_zone="UTC")
    tick(ben)
    assert send(urgency=urgency).state == "sent"
    assert len(queued_letters()) == 1


def test_what_is_urgent_does_not_wait_for_what_else_a_reader_may_be_told(tick, send, ben):
    tick(ben)
    send()
    send("The ferry sails")
    assert len(queued_letters()) == 2


@pytest.mark.parametrize(("urgency", "number"), [("high", 1), ("normal", 0)])
def test_in_quiet_hours_only_what_is_urgent_is_written(tick, send, ben, urgency, number):
    now = timezone.now()
    Wishes.objects.create(
        reader=ben,
        time_zone="UTC",
        quiet_from=now.replace(hour=(now.hour - 1) % 24).time(),
        quiet_to=now.replace(hour=(now.hour + 1) % 24).time(),
    )
    tick(ben)
    send(urgency=urgency)
    set_preferences(reader=ben.pk, wanted={("alert", "mail"): True})  # said again, it waits all the same
    deliver.deliver()
    assert len(queued_letters()) == number


@pytest.mark.parametrize(
    ("said", "inboxes"),
    [({"mail": "never"}, 1), ({"paused_until": timezone.now() + timedelta(days=7)}, 1), ({"off": True}, 0)],
)
def test_never_by_mail_a_pause_and_everything_off_hold(tick, send, ben, said, inboxes):
    tick(ben)
    Wishes.objects.create(reader=ben, **said)
    send()
    assert (InboxItem.objects.count(), queued_letters()) == (inboxes, [])


def test_letters_that_very_many_get_stand_in_nobodys_way(two_by_two, tick, send, uk, ben, dan):
    make_subscription(edition=uk)
    tick(ben, dan, by=["mail"])
    send()
    assert sorted(QueuedMail.objects.values_list("is_bulk", flat=True)) == [False, True]


def test_the_link_of_its_letter_stops_its_letters_and_nothing_else(client, tick, send, ben):
    tick(ben)
    set_preferences(reader=ben.pk, wanted={("reply", "mail"): True})
    send()
    link = queued_letters()[0]["List-Unsubscribe"].strip("<>")
    answer = client.post(link[link.index("/_/") :], {"List-Unsubscribe": "One-Click"})
    assert "Breaking news" in answer.content.decode()
    said = {(row.kind, row.channel): row.wanted for row in Preference.objects.filter(reader=ben)}
    assert said == {("alert", "inbox"): True, ("alert", "mail"): False, ("reply", "mail"): True}
