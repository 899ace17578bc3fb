"""Newsletters in the newsroom."""

from datetime import time

import pytest

from standfirst.newsroom.stories.testing import CANARY
from standfirst.notices.models import Issue, Newsletter
from standfirst.notices.newsletters.testing import make_newsletter

pytestmark = pytest.mark.django_db
HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def desk(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def briefing(uk, story):
    return make_newsletter(uk, hour=time(0))


def test_the_next_issue_is_shown_as_strangers_and_as_readers_get_it(desk, briefing):
    shown = desk.get(f"/newsroom/newsletters/{briefing.pk}/").content.decode()
    strangers, _label, readers = shown.partition("For registered readers")
    assert "Bridge reopens" in strangers
    assert CANARY not in strangers
    assert CANARY in readers
    assert "Morning briefing" in desk.get("/newsroom/newsletters/").content.decode()


def test_looking_at_it_writes_nothing(desk, briefing):
    desk.get(f"/newsroom/newsletters/{briefing.pk}/")
    assert not Issue.objects.exists()


def test_words_are_kept_the_issue_left_out_and_taken_back(desk, briefing):
    page = f"/newsroom/newsletters/{briefing.pk}/"
    desk.post(page, {"words": "Good morning."}, headers=HERE)
    assert "Good morning." in desk.get(page).content.decode()
    desk.post(f"{page}leave-out/", headers=HERE)
    assert Issue.objects.get().state == Issue.State.SKIPPED
    desk.post(f"{page}leave-out/", {"back": "yes"}, headers=HERE)
    assert Issue.objects.get().state == Issue.State.PLANNED


def test_sending_now_asks_first_and_happens_once(desk, briefing):
    page = f"/newsroom/newsletters/{briefing.pk}/send/"
    assert "cannot be taken back" in desk.get(page).content.decode()
    assert not Issue.objects.exists()
    desk.post(page, headers=HERE)
    assert Issue.objects.get().state == Issue.State.SENDING
    assert "has gone out already" in desk.post(page, headers=HERE, follow=True).content.decode()


def test_who_may_not_send_newsletters_gets_nowhere(client, briefing, cleo):
    client.force_login(cleo)
    for page in ("", f"{briefing.pk}/", f"{briefing.pk}/send/"):
        answer = client.post(f"/newsroom/newsletters/{page}", {"words": "x"}, headers=HERE)
        assert answer.status_code in {302, 403, 405}
    assert not Issue.objects.exists()


def test_a_plan_is_a_form_with_weekdays(desk, uk):
    form = {
        "name": "Weekend", "edition": uk.pk, "slug": "weekend", "about": "", "hour": "09:30", "weekdays": ["5", "6"],
        "stories": "5", "is_open": "on",
    }  # fmt: skip
    address = "/newsroom/snippets/notices/newsletter/add/"
    assert "Saturday" in desk.get(address).content.decode()
    desk.post(address, form, headers=HERE)
    assert Newsletter.objects.get().weekdays == [5, 6]
    del form["weekdays"]
    assert "required" in desk.post(address, {**form, "slug": "never"}, headers=HERE).content.decode()
