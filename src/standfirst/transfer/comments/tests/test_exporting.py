"""Threads as they leave the house."""

from __future__ import annotations

import json
import stat

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from standfirst.forum.actions import delete_own
from standfirst.forum.models import Comment
from standfirst.forum.moderation.actions import reject
from standfirst.forum.testing import make_chain, make_comment, make_comments
from standfirst.newsroom.stories.testing import make_story
from standfirst.transfer.comments.exporting import lines
from standfirst.web.command import main

pytestmark = pytest.mark.django_db


def told(kind=None, **wishes):
    read = [json.loads(line) for line in lines(**wishes)]
    return [one for one in read if kind is None or one["kind"] == kind]


def test_every_comment_leaves_once_below_its_thread_and_after_its_parent(story, world, ben):
    make_comments(story, ben, 30)
    make_chain(make_story(section=world, title="Another"), ben, 20)
    seen, thread = [], None
    for one in told()[1:]:
        thread = one["thread"] if one["kind"] == "thread" else thread
        if one["kind"] == "comment":
            assert one["thread"] == thread
            assert one["answers"] is None or one["answers"] in seen
            seen.append(one["comment"])
    assert sorted(seen) == sorted(Comment.objects.values_list("pk", flat=True))
    assert len(seen) == len(set(seen)) == 50


def test_it_begins_by_saying_what_it_is_and_names_stories_by_their_address(story, ben):
    make_comment(story, ben)
    head, thread, _comment = told()
    assert (head["format"], head["version"]) == ("standfirst-threads", 1)
    assert thread["address"].endswith(story.address)
    assert thread["address"].startswith("http")
    assert (thread["headline"], thread["shown"], thread["closed"]) == (story.headline, 1, None)


def test_what_waits_was_rejected_or_deleted_leaves_with_its_status(story, ben, cleo):
    gone = make_comment(story, ben, "I take this back.")
    make_comment(story, ben, "So it is answered.", parent=gone)
    delete_own(comment=gone, author=ben)
    reject(comment=make_comment(story, ben, "Rude."), by=cleo, reason="Rude.")
    Comment.objects.filter(pk=make_comment(story, ben, "Wait.").pk).update(status="pending")
    first, *others = told("comment")
    assert (first["status"], first["author"], first["text"]) == ("deleted", None, "")
    assert others[0]["answers"] == first["comment"]
    assert [one["status"] for one in others] == ["shown", "rejected", "waiting"]
    assert others[1]["reasons"] == ["Rude."]


def test_addresses_are_told_only_where_they_are_asked_for(story, ben):
    make_comment(story, ben)
    assert ben.email not in "".join(lines())
    assert told("comment")[0]["author"] == {"name": str(ben), "handle": ben.handle}
    assert told("comment", with_addresses=True)[0]["author"]["email"] == ben.email


def test_a_quote_leaves_as_a_reference_without_its_words(story, ben):
    kept = {"paragraph": 4, "start": 0, "end": 12, "print": "c0ffee"}
    Comment.objects.filter(pk=make_comment(story, ben).pk).update(quote={**kept, "words": "not ours to tell"})
    assert told("comment")[0]["quote"] == kept


def test_a_former_reader_is_nobody(story, ben):
    Comment.objects.filter(pk=make_comment(story, ben).pk).update(author=None)
    assert told("comment")[0]["author"] is None


def test_a_long_thread_takes_no_more_questions_than_a_short_one(story, ben):
    def questions():
        with CaptureQueriesContext(connection) as asked:
            return sum(1 for _line in lines()), len(asked)

    make_comments(story, ben, 2)
    short = questions()
    make_comments(story, ben, 1200)
    assert questions() == (short[0] + 1200, short[1])


def test_lines_are_made_as_they_are_asked_for(story, world, ben):
    make_comment(story, ben)
    later = make_comment(make_story(section=world, title="Later"), ben, "Before.")
    made = lines()
    assert [json.loads(next(made))["kind"] for _n in range(3)] == ["head", "thread", "comment"]
    Comment.objects.filter(pk=later.pk).update(text="Meanwhile.")
    assert "Meanwhile." in list(made)[-1]


def test_the_command_writes_a_new_file_for_one_pair_of_eyes(story, ben, tmp_path, capsys):
    make_comment(story, ben, "Grüße vom Deich.")
    out = tmp_path / "threads.jsonl"
    assert main(["export-threads", "--out", str(out)]) == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert "Grüße vom Deich." in out.read_text(encoding="utf-8").splitlines()[2]
    assert main(["export-threads", "--out", str(out)]) == 1
    assert "threads.jsonl" in capsys.readouterr().err
