"""New stories of what a reader follows: once, together, not too often, and never a word of a story."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from standfirst.newsroom.stories.actions import make_section
from standfirst.newsroom.stories.models import Article, Author, Byline, Topic
from standfirst.newsroom.stories.testing import make_story
from standfirst.notices.models import InboxItem, NewStory, Told
from standfirst.notices.queries import inbox
from standfirst.notices.wishes import notices, stories
from standfirst.notices.wishes.following import follow

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)


@pytest.fixture
def mara(uk):
    return Author.objects.create(name="Mara Lindt", slug="mara-lindt")


@pytest.fixture
def bridges(uk):
    return Topic.objects.create(name="Bridges", slug="bridges")


@pytest.fixture
def publish(world):
    """Publish a story for the first time."""

    def publish(
        headline="The bridge reopens", *, section=world, authors=(), topics=(), editions=(), **fields
    ):
        story = make_story(
            section=section, title=headline, slug="", first_published_at=timezone.now(), **fields
        )
        for author in authors:
            Byline.objects.create(article=story, author=author)
        story.refresh_from_db()
        story.topics.set(topics)
        story.editions.set(editions)
        story.save()
        return story

    return publish


@pytest.fixture
def later(told):
    """The worker, after this long."""

    def later(**how_long):
        past = timedelta(**(how_long or {"minutes": 1}))
        for row in NewStory.objects.all():
            row.at -= past
            row.told_at = row.told_at and row.told_at - past
            row.save()
        while stories.tell_new_stories():
            pass
        told()

    return later


def heard(reader, edition):
    return [shown.words for shown in inbox(reader.pk, edition=edition)[0]]


@pytest.mark.django_db
def test_who_follows_author_section_and_topic_hears_of_a_story_once(
    publish, later, world, mara, bridges, uk, ben
):
    for subject in (world, mara, bridges):
        follow(reader=ben.pk, subject=subject)
    story = publish(authors=[mara], topics=[bridges])
    later()
    (words,) = heard(ben, uk)
    assert (words.title, words.body, words.address) == (
        "The bridge reopens",
        "World · Mara Lindt",
        story.address,
    )


@pytest.mark.django_db
def test_who_follows_something_else_hears_nothing(publish, later, mara, uk, ben, dan):
    follow(reader=ben.pk, subject=make_section(title="Sport", slug="sport"))
    publish(authors=[mara])
    later()
    assert not Told.objects.exists()
    assert NewStory.objects.get().told_at is not None


@pytest.mark.django_db
def test_several_within_an_hour_are_one_notice_with_their_headlines(publish, later, world, uk, ben):
    follow(reader=ben.pk, subject=world)
    publish("First")
    later()
    publish("Second")
    later(minutes=10)
    publish("Third")
    later(minutes=20)
    assert len(heard(ben, uk)) == 1
    later(hours=1)
    words = heard(ben, uk)[0]
    assert words.title == "2 new stories of what you follow"
    assert set(words.body.split(" · ")) == {"Second", "Third"}
    assert words.address == "/notices/stories"


@pytest.mark.django_db
def test_each_hears_of_what_each_follows(publish, later, world, mara, uk, ben, dan, cleo):
    sport = make_section(title="Sport", slug="sport")
    for reader, subjects in ((ben, [world]), (dan, [mara]), (cleo, [world, sport])):
        for subject in subjects:
            follow(reader=reader.pk, subject=subject)
    publish("Bridge", authors=[mara])
    publish("Match", section=sport)
    later()
    assert [[words.title for words in heard(reader, uk)] for reader in (ben, dan)] == [["Bridge"], ["Bridge"]]
    assert set(heard(cleo, uk)[0].body.split(" · ")) == {"Bridge", "Match"}


@pytest.mark.django_db
def test_a_story_is_told_by_edition(publish, later, world, uk, us, ben, dan):
    for reader, edition in ((ben, uk), (dan, us)):
        reader.edition = edition
        reader.save()
        follow(reader=reader.pk, subject=world)
    publish(editions=[us])
    later()
    assert (len(heard(ben, uk)), len(heard(dan, us))) == (0, 1)


@pytest.mark.django_db
def test_published_again_it_is_no_new_story(publish, later, world, uk, ben):
    follow(reader=ben.pk, subject=world)
    story = publish()
    later()
    story.unpublish()
    story.save_revision().publish()
    later(hours=3)
    assert InboxItem.objects.count() == 1


@pytest.mark.django_db
def test_an_editors_button_tells_and_a_draft_or_a_plan_does_not(world):
    story = Article(title="Bridge reopens", live=False)
    world.add_child(instance=story)
    story.save_revision()
    story.go_live_at = timezone.now() + timedelta(hours=1)
    story.save_revision().publish()
    assert not NewStory.objects.exists()
    story.go_live_at = None
    story.save_revision().publish()
    assert NewStory.objects.get().article_id == story.pk


@pytest.mark.django_db
def test_an_archive_that_is_brought_in_wakes_nobody(world):
    make_story(section=world)  # of 2023
    assert not NewStory.objects.exists()


@pytest.mark.django_db
def test_what_was_taken_down_meanwhile_is_not_told(publish, later, world, uk, ben):
    follow(reader=ben.pk, subject=world)
    publish().unpublish()
    later()
    assert not Told.objects.exists()


@pytest.mark.django_db
def test_never_a_word_from_a_story(publish, later, world, uk, ben):
    follow(reader=ben.pk, subject=world)
    story = publish()
    assert "canary" in str(story.body)
    later()
    words = heard(ben, uk)[0]
    assert "canary" not in f"{words.title} {words.body} {words.address} {words.tag}"


@pytest.mark.django_db
def test_nobody_has_more_than_so_many_a_day(publish, later, world, uk, ben):
    follow(reader=ben.pk, subject=world)
    for number in range(notices.A_DAY + 2):
        publish(f"Story {number}")
        later(hours=1)
    assert InboxItem.objects.count() == notices.A_DAY


@pytest.mark.django_db
def test_the_questions_do_not_grow_with_the_readers(
    publish, world, uk, ben, dan, cleo, django_assert_max_num_queries
):
    for reader in (ben, dan, cleo):
        follow(reader=reader.pk, subject=world)
    publish()
    NewStory.objects.update(at=timezone.now() - timedelta(minutes=5))
    with django_assert_max_num_queries(20):
        stories.tell_new_stories()
    notice = notices.NewStoryNotice.from_reference(Told.objects.get().reference)
    with django_assert_max_num_queries(8):
        assert len(list(notice.hearers())) == 3


@pytest.mark.django_db
def test_its_hearers_may_be_asked_for_step_by_step(publish, later, world, uk, ben, dan, cleo):
    for reader in (ben, dan, cleo):
        follow(reader=reader.pk, subject=world)
    story = publish()
    notice, found, place = notices.NewStoryNotice((story.pk,), (story.pk,)), [], 0
    while True:
        some, place = notice.some_hearers(place, 2)
        found += [hearer.reader for hearer in some]
        if len(some) < 2:
            break
    assert found == sorted([ben.pk, dan.pk, cleo.pk])


@pytest.mark.django_db
def test_the_page_of_their_newest_stories_lists_headlines(client, publish, world, uk, ben):
    client.force_login(ben)
    assert "You follow no author" in client.get("/notices/stories").content.decode()
    follow(reader=ben.pk, subject=world)
    story = publish()
    page = client.get("/notices/stories").content.decode()
    assert f'<a href="{story.address}">The bridge reopens</a>' in page
    assert "canary" not in page


@given(
    st.timedeltas(timedelta(0), timedelta(days=2)), st.none() | st.timedeltas(timedelta(0), timedelta(days=2))
)
def test_it_is_time_when_things_have_settled_and_an_hour_after_the_last(waited, since_last):
    last = None if since_last is None else NOW - since_last
    asked = stories.is_time(oldest=NOW - waited, last=last, now=NOW)
    assert asked == (waited >= stories.SETTLE and (since_last is None or since_last >= stories.HOUR))
