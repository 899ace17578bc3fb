"""An editor tells what is breaking: once, on record, to those who asked for it."""

import pytest
from django.contrib.auth.models import Permission
from wagtail.models import PageLogEntry

from standfirst.newsroom.stories.testing import CANARY
from standfirst.notices.alerts.actions import Plan, send_alert, write_alert
from standfirst.notices.alerts.checks import CannotAlert
from standfirst.notices.alerts.running import run_alerts
from standfirst.notices.models import Alert, Dispatch, Told
from standfirst.notices.testing import Browser, make_subscription

pytestmark = pytest.mark.django_db


@pytest.fixture
def alert(story, uk, ada):
    return write_alert(article=story, text="The bridge is open", plan=Plan([uk]), by=ada)


@pytest.fixture
def stranger(uk, service):
    browser = Browser()
    make_subscription(edition=uk, browser=browser, endpoint=f"http://{service.host}/push/stranger")
    return browser


def test_a_strangers_browser_is_told_with_the_papers_name_and_the_storys_address(
    alert, ada, told, stranger, service
):
    send_alert(alert=alert, by=ada)
    told()
    said = stranger.read(service.taken[0].body)
    assert (said["title"], said["body"]) == ("The Harbour Post", "The bridge is open")
    assert said["address"] == alert.article.address
    assert service.taken[0].headers["Urgency"] == "high"
    assert CANARY not in str(said)


def test_an_alert_is_sent_once_however_often_it_is_asked(alert, ada, told, stranger, service):
    assert [send_alert(alert=alert, by=ada) for _time in range(3)] == [True, False, False]
    told()
    assert (Told.objects.count(), len(service.taken)) == (1, 1)


def test_only_those_who_want_alerts_of_its_editions_hear_it(alert, ada, told, stranger, us, uk, service):
    make_subscription(edition=us, endpoint=f"http://{service.host}/push/us")
    make_subscription(edition=uk, alerts=False, endpoint=f"http://{service.host}/push/off")
    send_alert(alert=alert, by=ada)
    told()
    assert [posted.path for posted in service.taken] == ["/push/stranger"]


def test_it_is_called_sent_when_every_copy_is_done(alert, ada, told, stranger):
    send_alert(alert=alert, by=ada)
    run_alerts()
    assert Alert.objects.get().state == Alert.State.SENDING
    told()
    run_alerts()
    assert Alert.objects.get().state == Alert.State.SENT


def test_the_same_words_are_not_told_twice_of_a_story(alert, ada, uk, story):
    send_alert(alert=alert, by=ada)
    with pytest.raises(CannotAlert, match="sent already"):
        write_alert(article=story, text=" The  bridge is OPEN! ", plan=Plan([uk]), by=ada)


def test_a_story_taken_down_meanwhile_is_told_to_nobody_more(alert, ada, told, stranger, story, service):
    send_alert(alert=alert, by=ada)
    story.unpublish()
    told()
    assert service.taken == []
    assert not Dispatch.objects.filter(state="sent").exists()


def test_a_story_that_is_not_live_has_no_alert(story, ada, uk):
    story.unpublish()
    story.refresh_from_db()
    with pytest.raises(CannotAlert, match="not published"):
        write_alert(article=story, text="The bridge is open", plan=Plan([uk]), by=ada)


def test_sending_is_on_record(alert, ada):
    send_alert(alert=alert, by=ada)
    entry = PageLogEntry.objects.get(action="notices.send_alert")
    assert (entry.user, entry.data["text"], entry.data["editions"]) == (ada, "The bridge is open", ["uk"])


def test_an_editor_writes_looks_and_sends(client, story, uk, us, ada, stranger):
    client.force_login(ada)
    page = client.get(f"/newsroom/alerts/write/{story.pk}/")
    assert page.context["form"]["text"].value() == story.headline
    answer = client.post(
        f"/newsroom/alerts/write/{story.pk}/",
        {"text": "Open!", "editions": [uk.pk, us.pk], "urgency": "high"},
    )
    assert not Told.objects.exists()
    look = client.get(answer["Location"]).content.decode()
    assert "About 1 device would be told now" in look
    client.post(f"{answer['Location']}send/", {"seen": 1})
    assert Alert.objects.get().state == Alert.State.SENDING
    assert client.get("/newsroom/alerts/").status_code == 200


def test_a_form_filled_wrongly_says_so_and_keeps_what_was_typed(client, story, uk, ada):
    client.force_login(ada)
    page = client.post(f"/newsroom/alerts/write/{story.pk}/", {"text": "Half typed"}).content.decode()
    assert "Half typed" in page
    assert not Alert.objects.exists()


def test_staff_without_the_permission_send_nothing(client, alert, cleo):
    cleo.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(cleo)
    client.post(f"/newsroom/alerts/{alert.pk}/send/", {"seen": 1})
    assert Alert.objects.get().state == Alert.State.DRAFT
    assert client.get("/newsroom/alerts/").status_code == 302


@pytest.mark.parametrize(
    ("codename", "roles"),
    [
        ("write_alerts", {"journalist", "editor", "administrator"}),
        ("approve_alerts", {"editor", "administrator"}),
        ("send_alerts", {"editor", "administrator"}),
    ],
)
def test_journalists_write_and_editors_approve_and_send(db, codename, roles):
    from standfirst.newsroom.desk.roles import make_roles

    groups = make_roles().items()
    assert {str(role) for role, group in groups if group.permissions.filter(codename=codename)} == roles


def test_the_button_stands_on_a_published_story_for_those_who_may(client, story, ada):
    client.force_login(ada)
    assert "Send an alert" in client.get(f"/newsroom/pages/{story.pk}/edit/").content.decode()


def test_a_draft_is_discarded_and_what_was_sent_stays(client, alert, ada):
    client.force_login(ada)
    send_alert(alert=alert, by=ada)
    client.post(f"/newsroom/alerts/{alert.pk}/discard/")
    assert Alert.objects.exists()
