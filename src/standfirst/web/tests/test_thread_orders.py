"""A thread in every order, with what the paper lifts out of it, and with who speaks for the paper."""

import re

import pytest
from django.contrib.auth.models import Group

from standfirst.delivery.models import BusMessage
from standfirst.delivery.responses import KEYS_HEADER
from standfirst.forum.actions import delete_own, recommend
from standfirst.forum.curation import feature, pin
from standfirst.forum.moderation.actions import reject
from standfirst.forum.testing import make_comment, make_comments
from standfirst.newsroom.desk.roles import Role, make_roles
from standfirst.newsroom.stories.models import Author, Byline
from standfirst.readers.actions import follow
from standfirst.readers.relating import mute
from standfirst.readers.testing import make_reader

from .test_threads import shown

pytestmark = pytest.mark.django_db
SORTS = ("newest", "oldest", "recommended")


@pytest.fixture
def address(story):
    return f"{story.address}/comments"


@pytest.fixture
def ninety(story, ben):
    """So many that every order has two pages; recommended in three heaps."""
    return make_comments(story, ben, 90, recommended=lambda n: n % 3)


def following_page(page):
    """Where a page says that the next one begins."""
    found = re.search(r'rel="next" href="([^"]+)"', page.content.decode())
    return found and found[1].replace("&amp;", "&")


@pytest.mark.parametrize(
    ("sort", "by"),
    [
        ("newest", lambda comment: -comment.pk),
        ("oldest", lambda comment: comment.pk),
        ("recommended", lambda comment: (-comment.recommended, -comment.pk)),
    ],
)
def test_every_order_shows_all_once_page_by_page(client, address, ninety, sort, by):
    together, place = [], f"{address}?sort={sort}"
    while place:
        page = client.get(place)
        together += shown(page)
        place = following_page(page)
    assert together == [comment.pk for comment in sorted(ninety, key=by)]


@pytest.mark.parametrize("sort", SORTS)
def test_a_permalink_opens_the_right_page_in_every_order(client, address, ninety, sort):
    for comment in (ninety[0], ninety[44], ninety[-1]):
        target = client.get(f"{address}/{comment.pk}?sort={sort}")["Location"]
        page, _, anchor = target.partition("#")
        assert (comment.pk in shown(client.get(page)), anchor) == (True, f"comment-{comment.pk}")
        assert ("sort=" in page) is (sort != "newest")


@pytest.mark.parametrize(
    "query", ["sort=best", "sort=", "sort=recommended&after=7", "after=1.7", "sort=oldest&after=x"]
)
def test_odd_orders_and_places_are_not_found(client, address, query):
    assert client.get(f"{address}?{query}").status_code == 404


def test_orders_are_plain_links_and_the_one_shown_says_so(client, address, ninety):
    page = client.get(f"{address}?sort=oldest").content.decode()
    assert f'<a href="{address}?sort=oldest" aria-current="page">Oldest</a>' in page
    assert f'<a href="{address}?sort=recommended">Most recommended</a>' in page


def test_a_page_ends_with_the_conversation_in_which_it_is_full(client, story, address, ben):
    for top in make_comments(story, ben, 12):
        make_comments(story, ben, 6, parent=top)
    first = shown(client.get(address))
    assert len(first) == 56  # eight conversations of seven: the fiftieth comment stands in the eighth
    assert len(shown(client.get(following_page(client.get(address))))) == 28


def test_recommending_moves_a_comment_up(client, story, address, ben, cleo):
    first, second = make_comment(story, ben), make_comment(story, ben)
    recommend(comment=first, reader=cleo)
    assert shown(client.get(f"{address}?sort=recommended")) == [first.pk, second.pk]


@pytest.mark.parametrize("sort", SORTS)
def test_what_is_pinned_stands_first_once_in_every_order(client, address, ninety, cleo, sort):
    pin(comment=ninety[40], by=cleo)
    first = client.get(f"{address}?sort={sort}")
    rest = shown(client.get(following_page(first)))
    assert shown(first)[0] == ninety[40].pk
    assert (shown(first) + rest).count(ninety[40].pk) == 1
    assert first.content.decode().count(">Pinned<") == 1
    assert client.get(f"{address}/{ninety[40].pk}?sort={sort}")["Location"].partition("after")[1] == ""


def test_a_pinned_comment_that_was_deleted_is_a_tombstone_in_its_place(client, story, address, ben, cleo):
    first, second = make_comment(story, ben), make_comment(story, ben)
    make_comment(story, cleo, parent=first)
    pin(comment=first, by=cleo)
    delete_own(comment=first, author=ben)
    assert shown(client.get(address))[:2] == [second.pk, first.pk]
    assert "Pinned" not in client.get(address).content.decode()


def test_the_papers_picks_are_an_order_and_a_badge(client, story, address, ben, cleo):
    first, second = make_comment(story, ben), make_comment(story, ben)
    reply = make_comment(story, cleo, parent=first)
    assert "picks" not in client.get(address).content.decode()
    for comment in (second, reply):
        feature(comment=comment, by=cleo)
    page = client.get(f"{address}?sort=picks")
    assert shown(page) == [reply.pk, second.pk]
    assert page.content.decode().count("The Harbour Post’s pick<") == 2
    assert "in reply to Ben Okoro" in page.content.decode()
    assert client.get(f"{address}/{reply.pk}?sort=picks")["Location"].startswith(f"{address}?sort=picks")


def test_a_pick_that_was_removed_is_none(client, story, address, ben, cleo):
    first, second = make_comment(story, ben), make_comment(story, ben)
    for comment in (first, second):
        feature(comment=comment, by=cleo)
    reject(comment=second, by=cleo, reason="Off the point")
    assert shown(client.get(f"{address}?sort=picks")) == [first.pk]


def badges(page):
    return re.findall(r'<span class="badge badge-(\w+)">', page.content.decode())


def test_author_moderator_and_staff_are_marked_by_what_their_accounts_are(
    client, story, address, ada, cleo, ben
):
    make_roles()
    cleo.groups.add(Group.objects.get(name=Role.MODERATOR))
    olga = make_reader("Olga Bell", is_staff=True)
    Byline.objects.create(
        article=story, author=Author.objects.create(name="O. Bell", slug="o-bell", account=olga)
    )
    for author in (ben, ada, cleo, olga):
        make_comment(story, author)
    assert badges(client.get(address)) == ["author", "moderator", "staff"]


def test_a_name_gives_no_badge(client, story, address, ben):
    ben.name = "Ben Okoro, staff"
    ben.save()
    make_comment(story, ben)
    assert badges(client.get(address)) == []


def test_an_author_of_another_story_is_staff_here_and_no_author(client, story, address, ada):
    Author.objects.create(name="Ada Lund", slug="ada-lund", account=ada)
    make_comment(story, ada)
    assert badges(client.get(address)) == ["staff"]


def test_who_leaves_the_staff_loses_the_badge_at_once(client, story, address, ada):
    make_comment(story, ada)
    BusMessage.objects.all().delete()
    ada.is_staff = False
    ada.save()
    assert f"reader/{ada.pk}" in client.get(address)[KEYS_HEADER].split()
    assert [f"reader/{ada.pk}"] in [line.payload for line in BusMessage.objects.all()]
    assert badges(client.get(address)) == []


def test_whose_account_becomes_an_authors_is_shown_as_one_at_once(client, story, address, ada):
    author = Author.objects.create(name="Ada Lund", slug="ada-lund")
    Byline.objects.create(article=story, author=author)
    make_comment(story, ada)
    BusMessage.objects.all().delete()
    author.account = ada
    author.save()
    assert [f"reader/{ada.pk}"] in [line.payload for line in BusMessage.objects.all()]
    assert badges(client.get(address)) == ["author"]


def test_who_becomes_a_moderator_is_shown_as_one_at_once(story, cleo):
    make_roles()
    BusMessage.objects.all().delete()
    Group.objects.get(name=Role.MODERATOR).user_set.add(cleo)
    assert [f"reader/{cleo.pk}"] in [line.payload for line in BusMessage.objects.all()]


def test_a_stranger_is_asked_who_they_are_before_an_order_of_their_own(client, story):
    answer = client.get(f"/following/threads/{story.number}")
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/account/join/")


def test_whom_i_follow_say_under_a_story(client, story, ben, cleo, dan):
    mine = make_comment(story, cleo)
    make_comment(story, dan, parent=mine)
    reply = make_comment(story, cleo, parent=make_comment(story, dan))
    follow(follower=ben, followed=cleo)
    client.force_login(ben)
    page = client.get(f"/following/threads/{story.number}")
    assert shown(page) == [reply.pk, mine.pk]
    assert "no-store" in page["Cache-Control"]
    assert 'aria-current="page">Following' in page.content.decode()


def test_whom_i_muted_i_do_not_hear_there(client, story, ben, cleo):
    make_comment(story, cleo)
    follow(follower=ben, followed=cleo)
    mute(reader=ben, other=cleo)
    client.force_login(ben)
    assert shown(client.get(f"/following/threads/{story.number}")) == []


def test_the_order_of_a_story_that_is_gone_or_never_was(client, story, ben):
    client.force_login(ben)
    assert client.get("/following/threads/999999").status_code == 404
    story.unpublish()
    assert client.get(f"/following/threads/{story.number}").status_code == 302
