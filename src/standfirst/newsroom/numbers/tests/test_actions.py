"""Counts become sums by day, in the edition's own calendar, and nobody's name."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.apps import apps
from django.utils import timezone

from standfirst.newsroom.numbers.actions import Shown, forget_old_numbers, record_registration, record_shown
from standfirst.newsroom.numbers.models import StoryDay
from standfirst.newsroom.numbers.queries import Span, Sums, by_day, by_edition_and_class, total_of

pytestmark = pytest.mark.django_db
#: Still the eleventh in New York, already the twelfth in London.
NIGHT = datetime(2023, 9, 11, 23, 30, tzinfo=UTC)
DAY = date(2023, 9, 12)


def shown(story, **said):
    usual = {"edition": "uk", "visitor_class": "anonymous", "extent": "lead", "at": NIGHT, "times": 1}
    return Shown(story.number, **{**usual, **said})


def test_reads_and_walls_met_are_added_up(story, uk):
    record_shown([shown(story, times=3), shown(story, visitor_class="registered", extent="whole", times=2)])
    record_shown([shown(story, times=4)])
    assert total_of(Span(DAY, DAY, uk)) == Sums(reads=2, walls=7)
    assert [line[1:] for line in by_edition_and_class(story, Span(DAY, DAY))] == [
        ("anonymous", Sums(walls=7)),
        ("registered", Sums(reads=2)),
    ]


def test_a_day_is_the_editions_own(story, us):
    record_shown([shown(story), shown(story, edition="us")])
    assert {row.edition.slug: row.day.day for row in StoryDay.objects.all()} == {"uk": 12, "us": 11}


def test_an_article_that_shows_nothing_is_a_wall_met(story, uk):
    record_shown([shown(story, extent="nothing")])
    assert total_of(Span(DAY, DAY)) == Sums(walls=1)


def test_what_is_none_of_ours_is_left_out_and_keeps_out_nothing_else(story, uk):
    nobody = Shown(999_999, "uk", "anonymous", "lead", NIGHT, 1)
    odd = [shown(story, edition="xx"), shown(story, visitor_class="emperor"), shown(story, extent="half")]
    record_shown([nobody, *odd, shown(story)])
    assert total_of(Span(DAY, DAY)) == Sums(walls=1)


def test_a_day_without_readers_is_a_day_with_nothing(story, uk):
    record_shown([shown(story)])
    span = Span(DAY - timedelta(days=1), DAY)
    assert by_day(story, span) == {span.first: Sums(), DAY: Sums(walls=1)}


def test_registrations_for_each_wall_met_are_the_conversion(story, uk):
    record_shown([shown(story, at=timezone.now(), times=20)])
    record_registration(article=story.number, edition=uk)
    today = timezone.now().astimezone(uk.zone).date()
    assert total_of(Span(today, today)).conversion == pytest.approx(0.05)
    assert Sums().conversion is None


def test_sums_older_than_two_years_are_forgotten(story, uk):
    record_shown([shown(story, at=timezone.now() - timedelta(days=800)), shown(story, at=timezone.now())])
    assert forget_old_numbers() is False
    assert StoryDay.objects.count() == 1


def test_no_table_of_numbers_holds_anything_of_a_person():
    """Sums by story, edition, day and class: no reader, no address, no cookie, and no instant of a single visit."""
    columns = {
        model.__name__: sorted(field.column for field in model._meta.fields)
        for model in apps.get_app_config("numbers").get_models()
    }
    assert columns == {
        "StoryDay": [
            "article_id", "day", "edition_id", "id", "reads", "registrations", "visitor_class", "walls",
        ]
    }  # fmt: skip
