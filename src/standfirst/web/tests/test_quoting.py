"""Quotes of a walled story on pages that are stored: nobody's copy is another's."""

import pytest
from django.core.cache import cache

from standfirst.delivery.responses import VARIES_HEADER
from standfirst.forum.models import Comment
from standfirst.forum.passages import Reference
from standfirst.forum.quotes import keep_quote, newsroom_view, quotable
from standfirst.forum.testing import make_comment
from standfirst.newsroom.stories.cut import Paragraph
from standfirst.newsroom.stories.testing import make_story
from standfirst.readers.models import Follow
from standfirst.web.canary import guises
from standfirst.web.visits import pass_keys

pytestmark = pytest.mark.django_db

WORDS = "nobody said why"
GONE_BY = "A passage for registered readers"


@pytest.fixture(autouse=True)
def _nothing_was_counted(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture
def story(world):
    return make_story(
        section=world,
        blocks=[*map(Paragraph, ["One.", "Two.", "Three.", f"And {WORDS}."])],
        wall="registered:3",
    )


@pytest.fixture
def quoting(story, ben):
    comment = make_comment(story, ben, "I know why.")
    keep_quote(comment=comment, quote=quotable(Reference(3, 4, 19), newsroom_view(comment)))
    return comment


@pytest.fixture
def registered():
    """The header of somebody whose pass proves a registered reader."""
    return guises.reader(next(iter(pass_keys().values()))).headers


def shared_pages(story, quoting, ben):
    thread = f"{story.address}/comments"
    below = [f"{thread}/{quoting.pk}/{page}" for page in ("replies", "reply", "report")]
    return [thread, *below, ben.address]


def test_every_shared_page_shows_the_words_to_readers_alone_and_says_what_it_varies_by(
    client, story, quoting, ben, registered
):
    for page in shared_pages(story, quoting, ben):
        for headers, seen, unseen in ((registered, WORDS, GONE_BY), ({}, GONE_BY, WORDS)):
            answer = client.get(page, headers=headers)
            said = answer.content.decode()
            assert (seen in said, unseen in said) == (True, False), (page, headers)
            assert {"home", "visitor"} <= set(answer[VARIES_HEADER].split()), page


def test_without_a_quote_the_thread_is_one_copy_for_all(client, story, ben):
    make_comment(story, ben, "No quote.")
    assert client.get(f"{story.address}/comments")[VARIES_HEADER] == "edition"


def test_a_quote_of_an_open_story_is_one_copy_for_all(client, world, ben):
    story = make_story(section=world, wall="open")
    comment = make_comment(story, ben, "As it says.")
    keep_quote(comment=comment, quote=quotable(Reference(0, 0, 9), newsroom_view(comment)))
    answer = client.get(f"{story.address}/comments")
    assert ("Paragraph" in answer.content.decode(), answer[VARIES_HEADER]) == (True, "edition")


def test_ones_own_pages_obey_the_same_rule(client, quoting, ben, cleo, registered):
    Follow.objects.create(follower=cleo, followed=ben)
    for reader, page in ((ben, "/account/comments/"), (cleo, "/following")):
        client.force_login(reader)
        session = client.cookies["session"].value
        both = {"Cookie": f"{registered['Cookie']}; session={session}"}
        assert WORDS in client.get(page, headers=both).content.decode(), page
        client.cookies.pop("pass", None)  # handed out anew to who is signed in
        said = client.get(page).content.decode()
        assert (GONE_BY in said, WORDS in said) == (True, False), page


def test_a_form_takes_a_quote_and_keeps_the_reference_alone(client, story, quoting, ben, registered):
    client.force_login(ben)
    headers = {"Cookie": f"{registered['Cookie']}; session={client.cookies['session'].value}"}
    answer = client.post(f"{story.address}/comments", {"text": "See.", "quote": "3.4-19"}, headers=headers)
    made = Comment.objects.latest("pk")
    assert (answer.status_code, made.quote["start"], made.text) == (303, 4, "See.")
    again = client.post(f"{story.address}/comments", {"text": "See.", "quote": "3.4-19"}, headers=headers)
    other = client.post(f"{story.address}/comments", {"text": "See.", "quote": "0.0-3"}, headers=headers)
    assert (answer["Location"] == again["Location"], answer["Location"] == other["Location"]) == (True, False)


@pytest.mark.parametrize("quote", ["3.4-19", "9.0-9", "nonsense", "3.4-99999"])
def test_what_one_may_not_read_one_cannot_quote_and_nothing_typed_is_lost(client, story, quoting, ben, quote):
    client.force_login(ben)  # without the pass
    answer = client.post(f"{story.address}/comments", {"text": "What does it say?", "quote": quote})
    said = answer.content.decode()
    assert (answer.status_code, "What does it say?" in said, "cannot be quoted" in said) == (422, True, True)
    assert (WORDS in said, Comment.objects.count()) == (False, 1)


def test_a_strangers_quote_waits_with_the_words_for_the_account(client, story, cleo, registered):
    client.post(f"{story.address}/comments", {"text": "Why, then?", "quote": "0.0-3"})
    client.force_login(cleo)
    said = client.get("/account/draft/").content.decode()
    assert ('name="quote" value="0.0-3"' in said, "Why, then?" in said, "One" in said) == (True, True, True)


def test_a_page_offers_a_form_with_a_quote_in_it(client, story, ben):
    address = f"/account/draft/?story={story.pk}&quote=0.0-3"
    assert "next=%2Faccount%2Fdraft%2F%3Fstory" in client.get(address)["Location"]
    client.force_login(ben)
    said = client.get(address).content.decode()
    assert ('name="quote" value="0.0-3"' in said, f'action="{story.address}/comments"' in said) == (
        True,
        True,
    )


@pytest.mark.parametrize("asked", ["story=x", "story=999999", "story=", "story=1&quote=%00"])
def test_a_form_for_nothing_leads_to_ones_own_comments(client, uk, ben, asked):
    client.force_login(ben)
    assert client.get(f"/account/draft/?{asked}")["Location"] == "/account/comments/"


def test_a_moderator_sees_the_passage(client, quoting, ada):
    client.force_login(ada)
    assert WORDS in client.get(f"/newsroom/comments/{quoting.pk}/look/").content.decode()
