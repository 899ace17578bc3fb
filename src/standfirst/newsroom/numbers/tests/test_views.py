"""The report, a story's own page, and the table for a spreadsheet: who sees them and what they say."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from standfirst.newsroom.desk.roles import Role, make_roles
from standfirst.newsroom.numbers.actions import Shown, record_registration, record_shown
from standfirst.newsroom.stories.testing import make_story

pytestmark = pytest.mark.django_db
REPORT = "/newsroom/reports/stories/"


def joins(client, reader, role):
    reader.groups.add(make_roles()[role])
    client.force_login(reader)
    return client


@pytest.fixture
def editor(client, ben, uk, us):
    return joins(client, ben, Role.EDITOR)


@pytest.fixture
def read(story, world, uk, us):
    """One story read by strangers in two editions, another by readers."""
    now = timezone.now()
    other = make_story(section=world, title="=1+1 ferries")
    record_shown(
        [
            Shown(story.number, "uk", "anonymous", "lead", now, 40),
            Shown(story.number, "us", "anonymous", "whole", now, 7),
            Shown(other.number, "uk", "registered", "whole", now, 12),
        ]
    )
    record_registration(article=story.number, edition=uk)
    return story


def numbers(answer):
    return [(line.headline, line.sums.reads, line.sums.walls) for line in answer.context["stories"]]


def test_the_report_lists_stories_by_what_is_asked_for(editor, read):
    assert numbers(editor.get(REPORT)) == [("=1+1 ferries", 12, 0), ("Bridge reopens", 7, 40)]
    assert numbers(editor.get(REPORT, {"order": "walls"}))[0] == ("Bridge reopens", 7, 40)
    assert "2.5%" in editor.get(REPORT).content.decode()


def test_an_edition_can_be_looked_at_alone(editor, read):
    assert numbers(editor.get(REPORT, {"edition": "us"})) == [("Bridge reopens", 7, 0)]


def test_days_outside_are_left_out(editor, read):
    before = (timezone.now() - timedelta(days=3)).date()
    answer = editor.get(REPORT, {"last": before})
    assert numbers(answer) == []
    assert "Nothing was read in these days." in answer.content.decode()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"first": "2023-09-12", "last": "2023-09-11"}, "must not come after"),
        ({"first": "1999-01-01"}, "At most 366 days"),
        ({"first": "soon"}, "valid date"),
        ({"edition": "xx"}, "valid choice"),
    ],
)
def test_what_cannot_be_shown_is_said_and_the_usual_shown(editor, read, asked, said):
    answer = editor.get(REPORT, asked)
    assert said in answer.content.decode()
    assert len(numbers(answer)) == 2


def test_a_spreadsheet_gets_the_same_and_no_formula(editor, read):
    answer = editor.get(REPORT + "export/")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert [row["headline"] for row in rows] == ["'=1+1 ferries", "Bridge reopens"]
    assert rows[1] | {"number": "", "headline": ""} == {
        "number": "",
        "headline": "",
        "reads": "7",
        "walls met": "40",
        "registrations": "1",
        "registrations for each wall met": "0.0250",
    }
    assert answer["Content-Disposition"].startswith("attachment")


def test_nobody_takes_the_table_away_without_a_fresh_proof(editor, read, monkeypatch):
    monkeypatch.setattr("standfirst.readers.fresh.has_fresh_proof", lambda _request: False)
    answer = editor.get(REPORT + "export/")
    assert answer.status_code == 302
    assert "/account/" in answer["Location"]


def test_a_storys_page_has_bars_for_every_day_and_the_same_as_a_table(editor, read):
    page = editor.get(f"/newsroom/stories/{read.number}/numbers/").content.decode()
    assert page.count('<rect class="numbers-reads"') == 28
    assert "Strangers" in page
    assert "style=" not in page[page.index("<figure") : page.index("</figure>")]


def test_a_story_nobody_has_read_says_so(editor, story):
    page = editor.get(f"/newsroom/stories/{story.number}/numbers/").content.decode()
    assert "Nobody has read it in these days." in page


def test_a_journalist_sees_the_numbers_of_stories_and_no_report(client, dan, read):
    journalist = joins(client, dan, Role.JOURNALIST)
    assert journalist.get(f"/newsroom/stories/{read.number}/numbers/").status_code == 200
    for address in (REPORT, REPORT + "export/"):
        assert journalist.get(address).status_code == 302


def test_a_moderator_and_a_reader_see_none(client, cleo, dan, read):
    client.force_login(dan)
    assert client.get(REPORT).status_code == 302
    moderator = joins(client, cleo, Role.MODERATOR)
    assert moderator.get(f"/newsroom/stories/{read.number}/numbers/").status_code == 302


def test_a_long_list_has_pages_and_asks_no_more_for_each_story(
    editor, world, uk, django_assert_max_num_queries
):
    at = datetime.now(UTC)
    stories = [make_story(section=world, title=f"Story {n}", blocks=[]) for n in range(3)]
    record_shown([Shown(story.number, "uk", "anonymous", "whole", at, 1) for story in stories])
    editor.get(REPORT)
    with django_assert_max_num_queries(20):
        assert len(numbers(editor.get(REPORT))) == 3
    assert editor.get(REPORT, {"p": "99"}).status_code == 200
