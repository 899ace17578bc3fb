"""An alert is approved, goes out at its time in each edition, is stopped, and is corrected."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageLogEntry

from standfirst.notices import fan_out
from standfirst.notices.alerts import running
from standfirst.notices.alerts.actions import (
    Plan,
    change_alert,
    discard_alert,
    send_alert,
    stop_alert,
)
from standfirst.notices.alerts.checks import CannotAlert, LookAgain, spoilers
from standfirst.notices.alerts.running import run_alerts
from standfirst.notices.models import Alert, AlertRound, Told

pytestmark = pytest.mark.django_db


def pushed(service):
    return [posted.path for posted in service.taken]


def last_act():
    entry = PageLogEntry.objects.filter(action__startswith="notices.").order_by("-pk").first()
    return entry.action.removeprefix("notices."), entry.user and entry.user.name, entry.data.get("why", "")


def at(monkeypatch, instant):
    monkeypatch.setattr("django.utils.timezone.now", lambda: instant)


# Approval.


def test_where_two_are_asked_for_whoever_wrote_it_may_not_approve_it(write, uk, ada, cleo):
    uk.alerts_by_two = True
    uk.save()
    alert = write()
    with pytest.raises(CannotAlert, match="somebody else"):
        send_alert(alert=alert, by=ada)
    assert send_alert(alert=alert, by=cleo)
    alert.refresh_from_db()
    assert (alert.state, alert.by, alert.approved_by) == ("sending", ada, cleo)


def test_who_changes_the_words_is_their_writer(write, uk, ada, cleo):
    uk.alerts_by_two = True
    uk.save()
    alert = change_alert(alert=write(), text="It is open again", plan=Plan([uk]), by=cleo, seen=1)
    with pytest.raises(CannotAlert, match="somebody else"):
        send_alert(alert=alert, by=cleo)
    assert send_alert(alert=alert, by=ada)


def test_nobody_approves_other_words_than_those_before_their_eyes(write, uk, ada, cleo):
    alert = write()
    change_alert(alert=alert, text="Quite other words", plan=Plan([uk]), by=ada, seen=1)
    with pytest.raises(LookAgain):
        send_alert(alert=alert, by=cleo, seen=1)
    assert Alert.objects.get().state == "draft"


def test_of_two_editors_who_change_it_at_once_the_second_looks_again(write, uk, ada, cleo):
    alert = write()
    change_alert(alert=alert, text="The first to save", plan=Plan([uk]), by=ada, seen=1)
    with pytest.raises(LookAgain):
        change_alert(alert=alert, text="The second to save", plan=Plan([uk]), by=cleo, seen=1)
    assert Alert.objects.get().text == "The first to save"


def test_an_approval_is_gone_when_the_words_change(write, uk, ada):
    tomorrow = timezone.localdate() + timedelta(days=2)
    alert = write(day=tomorrow, clock=time(7))
    send_alert(alert=alert, by=ada)
    change_alert(alert=alert, text="Other words", plan=Plan([uk]), by=ada, seen=1)
    alert.refresh_from_db()
    assert (alert.state, alert.approved_by, AlertRound.objects.count()) == ("draft", None, 0)


def test_every_act_is_on_record(write, uk, ada, cleo):
    alert = write()
    assert last_act() == ("write_alert", "Ada Lund", "")
    change_alert(alert=alert, text="Other words", plan=Plan([uk]), by=cleo, seen=1)
    assert last_act() == ("change_alert", "Cleo Marsh", "")
    send_alert(alert=alert, by=ada)
    assert last_act() == ("send_alert", "Ada Lund", "")
    stop_alert(alert=alert, by=cleo, why="It is not true")
    assert last_act() == ("stop_alert", "Cleo Marsh", "It is not true")
    discard_alert(alert=write("A draft"), by=ada)
    assert last_act()[0] == "discard_alert"


# What may not be told.


def test_a_story_that_an_edition_does_not_have_is_not_told_there(write, story, us):
    story.editions.set([us])
    story.save()
    with pytest.raises(CannotAlert, match="not in the edition UK"):
        write()


def test_an_embargoed_story_is_not_told(write, story):
    story.unpublish()
    story.go_live_at = timezone.now() + timedelta(hours=2)
    story.save_revision().publish()
    with pytest.raises(CannotAlert, match="not published"):
        write()


def test_words_from_below_the_cut_are_pointed_out(story, uk, us):
    assert spoilers(story, "The xanthocanary sings", [uk, us]) == {uk: ["xanthocanary"]}
    assert spoilers(story, story.headline, [uk, us]) == {}


@pytest.mark.parametrize("text", ["", "\u202e\u200b", "x" * 181, "x" * 100_000])
def test_no_words_and_too_many_are_refused(write, text):
    with pytest.raises(CannotAlert):
        write(text)
    assert not Alert.objects.exists()


def test_the_same_words_in_other_dress_are_the_same_alert(write):
    assert write().pk == write("THE BRIDGE\u200b is  open!").pk
    assert Alert.objects.count() == 1


# At its time.


def test_seven_in_each_edition_is_an_instant_in_each(write, uk, us, ada, devices, told, service):
    day = timezone.localdate() + timedelta(days=1)
    alert = write(editions=[uk, us], day=day, clock=time(7))
    send_alert(alert=alert, by=ada)
    rounds = {one.edition.slug: one.due_at for one in alert.rounds.select_related("edition")}
    assert rounds == {
        edition.slug: datetime.combine(day, time(7), tzinfo=edition.zone) for edition in (uk, us)
    }
    reached = [alert_after(told, service, alert)]
    for edition in (uk, us):
        alert.rounds.filter(edition=edition).update(due_at=timezone.now())
        reached.append(alert_after(told, service, alert))
    assert reached == [
        ("approved", []),
        ("sending", ["/push/uk"]),
        ("sent", ["/push/uk", "/push/us"]),
    ]


def alert_after(told, service, alert):
    """The state, and whom it has reached, after the worker has done what there is to do."""
    run_alerts()
    told()
    run_alerts()
    alert.refresh_from_db()
    return alert.state, pushed(service)


def test_a_time_that_went_by_is_refused(write):
    with pytest.raises(CannotAlert, match="has gone by"):
        write(day=timezone.localdate() - timedelta(days=1), clock=time(7))


def test_an_approval_that_comes_too_late_is_refused(write, ada, monkeypatch):
    day = timezone.localdate() + timedelta(days=1)
    alert = write(day=day, clock=time(7))
    at(monkeypatch, datetime.combine(day, time(9), tzinfo=UTC))
    with pytest.raises(CannotAlert, match="has gone by"):
        send_alert(alert=alert, by=ada)


def test_when_the_worker_was_away_for_half_a_day_old_news_is_not_told(write, ada, monkeypatch):
    day = timezone.localdate() + timedelta(days=1)
    send_alert(alert=write(day=day, clock=time(7)), by=ada)
    at(monkeypatch, datetime.combine(day, time(14), tzinfo=UTC))
    run_alerts()
    assert Alert.objects.get().state == "stopped"
    assert last_act()[:2] == ("alert_stopped_itself", None)


def test_a_worker_that_asks_twice_tells_once(write, ada, devices, monkeypatch):
    day = timezone.localdate() + timedelta(days=1)
    send_alert(alert=write(day=day, clock=time(7)), by=ada)
    at(monkeypatch, datetime.combine(day, time(7, 0, 1), tzinfo=UTC))
    seen = AlertRound.objects.filter(started_at=None).select_related("alert__article", "edition")
    stale = list(seen)
    run_alerts()
    for one in stale:  # another worker, which had read the row before
        running._start(one, timezone.now())
    assert Told.objects.count() == 1


def test_a_story_taken_down_before_its_time_stops_the_alert(write, story, ada):
    send_alert(alert=write(day=timezone.localdate() + timedelta(days=1), clock=time(7)), by=ada)
    story.unpublish()
    assert Alert.objects.get().state == "stopped"
    assert last_act() == ("alert_stopped_itself", None, "The story was taken down.")


def test_a_story_hidden_from_an_edition_on_the_way_is_told_there_to_nobody_more(
    write, story, us, ada, devices, told, service
):
    send_alert(alert=write(), by=ada)
    story.editions.set([us])
    story.save()
    told()
    assert pushed(service) == []


# Stopping.


def test_a_stop_holds_for_every_copy_that_no_worker_has(write, ada, cleo, devices, told, service):
    alert = write()
    send_alert(alert=alert, by=ada)
    fan_out.fan_out()
    assert stop_alert(alert=alert, by=cleo, why="Not so")
    assert not stop_alert(alert=alert, by=cleo)
    told()
    run_alerts()
    alert.refresh_from_db()
    assert (pushed(service), alert.state, alert.stopped_by, alert.why_stopped) == (
        [],
        "stopped",
        cleo,
        "Not so",
    )


def test_what_was_stopped_is_not_sent_by_asking_again(write, ada, devices, told, service):
    alert = write()
    send_alert(alert=alert, by=ada)
    stop_alert(alert=alert, by=ada)
    assert not send_alert(alert=alert, by=ada)
    told()
    assert pushed(service) == []
