"""The numbers of moderation, and the transparency report."""

import csv
import io
import json
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from standfirst.forum.actions import open_thread, post_comment, report
from standfirst.forum.models import Comment, Decision, WatchedWord
from standfirst.forum.moderation import appeals
from standfirst.forum.moderation.actions import approve, reject
from standfirst.forum.moderation.legal import Notifier, receive
from standfirst.forum.moderation.numbers import by_day, summed, total
from standfirst.forum.moderation.transparency import as_csv
from standfirst.forum.moderation.transparency import report as transparency
from standfirst.forum.testing import make_comment
from standfirst.readers.testing import make_reader
from standfirst.web.command import main

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def a_day(story, ben, dan, cleo):
    """Two were held and decided after one and three hours, one was taken down by a rule; a report, an appeal upheld."""
    WatchedWord.objects.create(words="casino", kind="banned")
    first = post_comment(thread=open_thread(story), author=ben, text="My first words here.")
    second = post_comment(thread=open_thread(story), author=dan, text="My own first words.")
    Comment.objects.filter(pk=first.pk).update(created_at=timezone.now() - timedelta(minutes=1))
    approve(comment=first, by=cleo)
    taken = reject(comment=second, by=cleo, reason="Off the point")
    post_comment(thread=open_thread(story), author=ben, text="Off to the casino.")
    report(comment=first, reader=dan, reason="spam")
    asked = appeals.appeal(decision=taken, reader=dan, text="It was about the bridge.")
    appeals.decide_appeal(
        appeal=asked, by=make_reader("Ada Lund", is_staff=True), granted=True, answer="Indeed."
    )
    receive(category="hate", address=story.address, explanation="See there.", notifier=Notifier("Eve"))
    now = timezone.now()
    for made, hours in zip(Decision.objects.filter(automated=False).order_by("pk"), (1, 3), strict=True):
        Decision.objects.filter(pk=made.pk).update(at=now, opened_at=now - timedelta(hours=hours))


@pytest.mark.usefixtures("a_day")
def test_a_day_is_counted(today):
    [day] = by_day(today, today)
    found = (day.new, day.held, day.approved, day.rejected, day.reports, day.appeals, day.upheld)
    assert found == (3, 2, 1, 2, 1, 1, 1)
    assert day.median_minutes == 120


def test_days_without_anything_are_there_too_and_the_sum_is_theirs(uk, story, ben, today):
    make_comment(story, ben)
    days = by_day(today - timedelta(days=9), today)
    assert ([day.new for day in days], total(days).new) == ([1, *[0] * 9], 1)
    assert total(days).median_minutes is None


def test_the_numbers_take_a_handful_of_queries_however_long_the_span(
    uk, today, django_assert_max_num_queries
):
    with django_assert_max_num_queries(10):
        by_day(today - timedelta(days=300), today)


@pytest.mark.usefixtures("a_day")
def test_the_report_counts_what_the_act_asks_for(today):
    found = transparency(today, today).as_dict()
    assert found["comments"] == {"written": 3, "held": 2}
    assert (found["notices"]["received"], found["notices"]["category_hate"]) == (1, 1)
    decided = found["decisions"]
    assert (decided["restricting"], decided["automated"], decided["act_reject"], decided["ground_words"]) == (
        2, 1, 2, 1,
    )  # fmt: skip
    assert (decided["median_hours"], decided["on_the_law"]) == (2.0, 0)
    assert (found["appeals"]["received"], found["appeals"]["granted"], found["appeals"]["about_reject"]) == (
        1,
        1,
        1,
    )
    assert found["by_hand"]["average_monthly_recipients"] is None


@pytest.mark.usefixtures("a_day")
def test_the_report_names_nobody(today):
    told = as_csv(transparency(today, today)) + json.dumps(transparency(today, today).as_dict())
    for word in ("Ben", "Dan", "Cleo", "example.org", "bridge"):
        assert word not in told


def test_as_csv_each_number_has_a_line(uk, today):
    lines = list(csv.DictReader(io.StringIO(as_csv(transparency(today, today)))))
    assert {"section": "appeals", "what": "received", "number": "0"} in lines


def test_the_command_writes_it_and_says_what_is_wrong_with_a_span(uk, story, capsys):
    assert main(["transparency", "--from", "2026-01-01", "--to", "2026-06-30"]) == 0
    assert json.loads(capsys.readouterr().out)["from"] == "2026-01-01"
    assert main(["transparency", "--from", "2026-01-01", "--to", "2026-06-30", "--csv"]) == 0
    assert capsys.readouterr().out.startswith("section,what,number")
    assert main(["transparency", "--from", "2026-07-01", "--to", "2026-06-30"]) == 1
    assert "before" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["forum_numbers", "forum_transparency"])
def test_the_pages_are_for_moderators_and_editors(client, ada, dan, uk, name):
    client.force_login(dan)
    assert client.get(reverse(name)).status_code == 302
    client.force_login(ada)
    for asked in ({}, {"first": "2026-01-01", "last": "2026-02-01"}, {"first": "x"}, {"first": "1800-01-01"}):
        assert client.get(reverse(name), asked).status_code == 200


@pytest.mark.parametrize(("kind", "begins"), [("csv", b"section,what"), ("json", b"{")])
def test_the_report_is_taken_away_as_a_file(client, ada, uk, kind, begins):
    client.force_login(ada)
    answer = client.get(reverse("forum_transparency_file", args=[kind]))
    assert answer.content.startswith(begins)
    assert "attachment" in answer["Content-Disposition"]
    assert client.get(reverse("forum_transparency_file", args=["exe"])).status_code == 404


@pytest.mark.parametrize("name", ["new", "held", "rejected", "approved", "reports"])
def test_a_day_is_found_by_an_index_however_old_the_paper_is(uk, today, name):
    rows, _instant = summed(today, today)[name]
    plan = rows.explain()
    assert re.search("index", plan, re.IGNORECASE)
    assert not re.search(r"SCAN forum_(comment|report)\b", plan), plan
