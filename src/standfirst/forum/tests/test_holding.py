"""Rules that are kept, and what they make of a thread."""

from datetime import time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import PageLogEntry

from standfirst.access.rules import ANONYMOUS, CRAWLER, Visitor, VisitorClass
from standfirst.delivery.models import BusMessage
from standfirst.forum.actions import Refused, open_thread, post_comment
from standfirst.forum.facts import Where, gather, is_open, past_of
from standfirst.forum.models import StatedPolicy, Thread
from standfirst.forum.policy.actions import close_thread, reopen_thread, set_policy
from standfirst.forum.policy.holding import holding_of, holdings_of, sight_of, varies_of
from standfirst.forum.policy.policies import Premoderation, Sight, Strangers, Visibility
from standfirst.newsroom.stories.actions import make_section
from standfirst.newsroom.stories.models import Article
from standfirst.newsroom.stories.testing import make_story

pytestmark = pytest.mark.django_db
REGISTERED = Visitor(VisitorClass.REGISTERED)


@pytest.fixture
def say(ada):
    def say(scope, **said):
        return set_policy(scope=scope, by=ada, said=said)

    return say


def test_the_nearest_that_speaks_wins(say, story, world, uk):
    say(uk, visibility="hidden", closes_after=9)
    say(world, visibility="readable")
    assert holding_of(story).in_edition(uk).visibility is Visibility.READABLE
    say(story, visibility="open")
    held = holding_of(story).in_edition(uk)
    assert (held.visibility, held.closes_after) == (Visibility.OPEN, 9)


def test_another_section_and_another_story_hear_nothing_of_it(say, story, world, uk):
    elsewhere = make_story(section=make_section(title="Sport", slug="sport"), title="Cup")
    say(world, visibility="readable")
    say(story, visibility="hidden")
    assert holding_of(elsewhere).in_edition(uk).visibility is Visibility.OPEN


def test_the_rules_of_many_stories_are_one_query(django_assert_num_queries, say, story, world, uk):
    say(story, visibility="hidden")
    stories = [story, *(make_story(section=world, title=f"Story {n}") for n in range(3))]
    holding_of(story)
    with django_assert_num_queries(1):
        found = holdings_of(stories)
    assert [found[one.pk].in_edition(uk).is_hidden for one in stories] == [True, False, False, False]


def test_a_story_that_moves_takes_its_own_rules_along_and_leaves_its_sections(say, story, world, uk, ben):
    post_comment(thread=open_thread(story), author=ben, text="Said before the move.")
    say(world, visibility="readable")
    say(story, closes_after=30)
    story.move(make_section(title="Sport", slug="sport"), pos="last-child")
    moved = Article.objects.get(pk=story.pk)
    held = holding_of(moved).in_edition(uk)
    assert (held.visibility, held.closes_after) == (Visibility.OPEN, 30)
    assert Thread.objects.get(pk=moved.pk).comments == 0  # newcomers wait; it has moved along


def _facts(thread, author):
    return gather(where=Where.under(thread), author=author, text="Words.", parent=None, past=past_of(author))


def test_who_waits_is_a_fact_by_the_strictest_edition_of_the_story(say, story, uk, us, ben):
    say(us, premoderation="all")
    thread = open_thread(story)
    facts = _facts(thread, ben)
    assert facts.premoderation is Premoderation.ALL
    story.editions.set([uk])
    story.save()
    assert _facts(thread, ben).premoderation is Premoderation.NEWCOMERS


def test_a_schedule_goes_by_the_clock_of_each_edition(say, story, uk, us, ben):
    here = timezone.now().astimezone(us.zone)
    soon = (here + timedelta(minutes=5)).time().replace(second=0, microsecond=0)
    before = (here - timedelta(minutes=5)).time().replace(second=0, microsecond=0)
    say(us, premoderation="never", sometimes="all", hours_from=before, hours_to=soon)
    thread = open_thread(story)
    assert _facts(thread, ben).premoderation is Premoderation.ALL
    say(uk, premoderation="never")
    say(us, hours_from=soon, hours_to=before)
    assert _facts(thread, ben).premoderation is Premoderation.NEVER


@pytest.mark.parametrize(
    "said", [{"visibility": "readable"}, {"visibility": "hidden"}, {"lock": "A trial begins."}]
)
def test_nobody_writes_where_the_rules_say_so(say, story, ben, said):
    say(story, **said)
    with pytest.raises(Refused):
        post_comment(thread=open_thread(story), author=ben, text="A word, please.")


def test_a_thread_closes_so_many_days_after_the_story_came(say, story):
    say(story, closes_after=2)
    thread, came = open_thread(story), Article.objects.filter(pk=story.pk)
    came.update(first_published_at=timezone.now() - timedelta(days=1))
    assert is_open(thread)
    came.update(first_published_at=timezone.now() - timedelta(days=2))
    assert not is_open(thread)


def test_closing_by_hand_needs_a_reason_and_is_on_record(story, ada):
    with pytest.raises(ValueError, match="reason"):
        close_thread(story=story, by=ada, reason="  ")
    close_thread(story=story, by=ada, reason="Too heated.")
    close_thread(story=story, by=ada, reason="Too heated.")
    assert not is_open(Thread.objects.get())
    reopen_thread(story=story, by=ada, reason="Cooler now.")
    assert is_open(Thread.objects.get())
    acts = PageLogEntry.objects.filter(page=story.pk, action__startswith="forum.").order_by("pk")
    assert [(act.action, act.data["why"], act.user_id) for act in acts] == [
        ("forum.close", "Too heated.", ada.pk),
        ("forum.open", "Cooler now.", ada.pk),
    ]


def test_what_was_said_before_and_after_is_on_record(say, story, ada):
    say(
        story,
        lock="A trial begins.",
        premoderation="never",
        sometimes="all",
        hours_from=time(22),
        hours_to=time(7),
    )
    say(story, lock="")
    acts = list(PageLogEntry.objects.filter(page=story.pk, action="forum.policy").order_by("pk"))
    assert {act.data["what"] for act in acts} == {
        "lock",
        "premoderation",
        "sometimes",
        "hours_from",
        "hours_to",
    }
    assert acts[-1].data == {"what": "lock", "before": "A trial begins.", "after": ""}
    assert acts[-1].user_id == ada.pk


def test_saying_the_same_again_is_no_act(say, story):
    say(story, visibility="readable")
    before = BusMessage.objects.count(), PageLogEntry.objects.count()
    say(story, visibility="readable")
    assert (BusMessage.objects.count(), PageLogEntry.objects.count()) == before


@pytest.mark.parametrize(
    ("whose", "names"),
    [("story", {"article/{0}", "thread/{0}"}), ("world", {"editions"}), ("uk", {"editions"})],
)
def test_pages_that_show_such_threads_are_withdrawn_everywhere(request, say, whose, names):
    scope = request.getfixturevalue(whose)
    request.getfixturevalue("story")
    say(scope, visibility="readable")
    line = BusMessage.objects.filter(kind=BusMessage.Kind.WITHDRAW).last()
    assert {name.format(scope.pk) for name in names} <= set(line.payload)


@pytest.mark.parametrize(
    "said",
    [
        {"visibility": "ajar"},
        {"sometimes": "all"},
        {"premoderation": "never", "sometimes": "all"},
        {"premoderation": "never", "weekends": True},
        {"premoderation": "never", "sometimes": "all", "hours_from": time(22)},
        {"premoderation": "never", "sometimes": "all", "hours_from": time(22), "hours_to": time(22)},
        {"closes_after": 9999},
        {"lock": "x" * 501},
    ],
)
def test_rules_that_make_no_sense_are_refused_in_words(say, story, said):
    with pytest.raises(ValidationError) as refused:
        say(story, **said)
    assert all(refused.value.messages)
    assert not StatedPolicy.objects.exists()


@pytest.mark.parametrize("strangers", list(Strangers))
def test_a_stranger_at_a_wall_sees_what_the_home_edition_says_and_a_reader_all(say, story, uk, us, strangers):
    say(uk, strangers=strangers.value)
    held = holding_of(story)
    assert sight_of(story, held, home=uk, visitor=ANONYMOUS) is Sight(strangers.value)
    assert sight_of(story, held, home=uk, visitor=REGISTERED) is Sight.ALL
    for nobody in (Visitor(None), CRAWLER):
        assert sight_of(story, held, home=uk, visitor=nobody) is Sight(strangers.value)
    assert sight_of(story, held, home=us, visitor=ANONYMOUS) is Sight.ALL  # no wall stands there


def test_who_was_given_the_story_sees_its_thread(say, story, uk):
    say(uk, strangers="nothing")
    given, other = Visitor(granted=frozenset({story.pk})), Visitor(granted=frozenset({story.pk + 1}))
    held = holding_of(story)
    assert sight_of(story, held, home=uk, visitor=given) is Sight.ALL
    assert sight_of(story, held, home=uk, visitor=other) is Sight.NOTHING


def test_what_is_hidden_is_hidden_from_readers_too(say, story, uk):
    say(story, visibility="hidden")
    assert sight_of(story, holding_of(story), home=uk, visitor=REGISTERED) is Sight.HIDDEN


def test_a_page_varies_by_no_more_than_it_differs_by(say, story, uk, us):
    assert varies_of(story, holding_of(story), uk) == set()
    say(us, visibility="readable")
    assert varies_of(story, holding_of(story), uk) == {"home"}
    say(uk, strangers="count")
    assert varies_of(story, holding_of(story), uk) == {"home", "visitor"}
    story.wall = "metered:3:5/30"
    assert len(varies_of(story, holding_of(story), uk)) == 3
    story.wall = "open"
    assert varies_of(story, holding_of(story), uk) == {"home"}
