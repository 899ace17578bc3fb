"""The inbox, the preferences, the worker, the manifest, the quiet line."""

import json

import pytest
from django.test import Client

from standfirst.notices import queries
from standfirst.notices.actions import tell
from standfirst.notices.models import InboxItem, Subscription
from standfirst.notices.queries import inbox
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
    assert "In this browser" in page
    assert "Your devices" not in page


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


def test_a_reader_marks_those_that_are_named_and_nobody_elses(client, told, uk, ben, dan):
    for reader, text in ((ben, "one"), (ben, "two"), (dan, "three")):
        tell(WhisperNotice([reader.pk], text))
    told()
    client.force_login(ben)
    mine, other = InboxItem.objects.filter(reader=ben).first(), InboxItem.objects.get(reader=dan)
    answer = client.post(
        "/notices/read", {"number": [mine.pk, other.pk, "x", "9" * 40], "next": "/notices?before=90"}
    )
    assert answer["Location"] == "/notices?before=90"
    assert list(InboxItem.objects.exclude(read_at=None)) == [mine]


def test_nonsense_marks_nothing(client, whispered, ben):
    client.force_login(ben)
    client.post("/notices/read", {"number": "all"})
    assert InboxItem.objects.get().read_at is None


def test_another_sites_form_reads_nothing(whispered, ben):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ben)
    for said in ({}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        assert browser.post("/notices/read", headers=said).status_code == 403
    assert InboxItem.objects.get().read_at is None


def test_those_about_the_same_stand_together_and_are_marked_together(client, told, uk, ben):
    for text in ("bridge: one", "bridge: two", "ferry: three"):
        tell(WhisperNotice([ben.pk], text))
    told()
    client.force_login(ben)
    first, *others = inbox(ben.pk, edition=uk)[0]
    assert (first.words.body, [line.words.body for line in others[0].earlier]) == (
        "ferry: three",
        ["bridge: one"],
    )
    page = client.get("/notices").content.decode()
    assert page.count("data-new") == 2
    assert "1 more about this" in page
    client.post("/notices/read", {"number": others[0].all_numbers})
    assert [line.all_read for line in inbox(ben.pk, edition=uk)[0]] == [False, True]


def test_the_pages_of_an_inbox_hold_each_notice_once(told, monkeypatch, uk, ben):
    monkeypatch.setattr(queries, "INBOX_PAGE", 2)
    for text in "abcde":
        tell(WhisperNotice([ben.pk], text))
    told()
    bodies, before = [], None
    while True:
        shown, before = inbox(ben.pk, edition=uk, before=before)
        bodies += [line.words.body for line in shown]
        if before is None:
            break
    assert bodies == list("edcba")


def test_what_an_edition_hides_is_not_in_its_inbox(whispered, monkeypatch, uk, us, ben):
    monkeypatch.setattr(WhisperNotice, "is_shown_in", lambda _self, edition: edition != us)
    assert len(inbox(ben.pk, edition=uk)[0]) == 1
    assert inbox(ben.pk, edition=us)[0] == []


def test_an_empty_inbox_says_what_will_stand_there_and_the_end_of_the_list_leads_back(client, uk, ben):
    client.force_login(ben)
    assert "Nothing here yet. When somebody replies to you" in client.get("/notices").content.decode()
    assert "To the newest" in client.get("/notices?before=1").content.decode()
