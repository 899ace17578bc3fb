"""The inbox, the preferences, the worker, the manifest, the quiet line."""

import json

import pytest

from standfirst.notices.actions import tell
from standfirst.notices.models import InboxItem, Subscription
from standfirst.notices.testing import WhisperNotice, make_subscription

pytestmark = pytest.mark.django_db


@pytest.fixture
def whispered(told, uk, ben):
    tell(WhisperNotice([ben.pk], "the bridge is open"))
    told()


def test_a_stranger_is_asked_to_sign_in_before_an_inbox(client, uk):
    answer = client.get("/notices")
    assert answer["Location"] == "/account/join/?next=/notices"


def test_the_inbox_shows_what_is_unread(client, whispered, ben):
    client.force_login(ben)
    page = client.get("/notices").content.decode()
    assert "Whisper in uk" in page
    assert "(unread)" in page


def test_opening_a_notice_reads_it_and_leads_to_what_it_speaks_of(client, whispered, ben):
    client.force_login(ben)
    answer = client.get(f"/notices/{InboxItem.objects.get().pk}")
    assert answer["Location"] == "/world/"
    assert "(unread)" not in client.get("/notices").content.decode()


def test_all_may_be_marked_as_read_at_once(client, whispered, ben):
    client.force_login(ben)
    assert client.post("/notices/read").status_code == 303
    assert client.get("/_/me").json()["inbox"]["unread"] == 0


def test_nobody_reads_or_marks_anothers_inbox(client, whispered, dan):
    client.force_login(dan)
    assert client.get(f"/notices/{InboxItem.objects.get().pk}").status_code == 404
    client.post("/notices/read")
    assert "Whisper" not in client.get("/notices").content.decode()
    assert InboxItem.objects.get().read_at is None


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30, "0", ""])
def test_odd_page_numbers_give_a_page(client, whispered, ben, before):
    client.force_login(ben)
    assert client.get("/notices", {"before": before}).status_code == 200


def test_me_counts_what_waits_and_names_the_stream(client, whispered, ben):
    client.force_login(ben)
    inbox = client.get("/_/me").json()["inbox"]
    assert (inbox["unread"], inbox["bound"]) == (1, False)
    assert inbox["topic"].startswith("inbox/")


def test_a_stranger_may_open_the_preferences(client, uk):
    page = client.get("/notices/preferences").content.decode()
    assert "Your browser's own switch" in page.replace("&#x27;", "'")


def test_a_stranger_saves_no_preferences(client, uk):
    assert "/account/join/" in client.post("/notices/preferences", {})["Location"]


def test_a_reader_removes_own_devices_and_nobody_elses(client, uk, ben, dan):
    mine, other = make_subscription(edition=uk, reader=ben), make_subscription(edition=uk, reader=dan)
    client.force_login(ben)
    for device in (mine, other):
        client.post(f"/notices/devices/{device.pk}/remove")
    assert list(Subscription.objects.all()) == [other]


def test_the_worker_is_served_from_the_root_for_all_to_share(client, uk):
    answer = client.get("/sw.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Standfirst-Keys"] == "furniture"
    assert "The Harbour Post" in answer.content.decode()


def test_the_manifest_names_the_paper_and_its_icons(client, de):
    client.cookies["edition"] = "de"
    said = json.loads(client.get("/manifest.webmanifest").content)
    assert (said["name"], said["lang"], said["display"]) == ("The Harbour Post", "de", "standalone")
    assert {icon["sizes"] for icon in said["icons"]} == {"192x192", "512x512"}


def test_the_quiet_line_stands_above_a_whole_story_and_never_beside_an_offer(client, story, us):
    line = "Stay up to date with notifications from The Harbour Post"
    assert line not in client.get(story.address).content.decode()
    client.cookies["edition"] = "us"
    assert line in client.get(story.address).content.decode()
