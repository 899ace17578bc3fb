"""Our own export of threads, brought in again."""

import gzip
import json
from datetime import timedelta

import pytest
from django.utils import timezone

from standfirst.forum.actions import delete_own
from standfirst.forum.models import Comment, Thread
from standfirst.forum.moderation.actions import reject
from standfirst.forum.testing import make_comment
from standfirst.transfer.comments.exporting import lines
from standfirst.transfer.comments.importing import Wishes, bring_in_comments
from standfirst.transfer.comments.picking import format_of
from standfirst.transfer.comments.tests.test_exporting import told

pytestmark = pytest.mark.django_db
#: What the file does not know, or calls by new numbers.
NEW = ("thread", "comment", "answers", "recommended", "author", "html", "first_shown")


@pytest.fixture
def said(story, ben, dan, cleo):
    """A comment with all that can be known of it, a reply, one that waits, one rejected, a tombstone with a reply."""
    first = make_comment(story, ben, "I *took* it.")
    make_comment(story, dan, "So did I.", parent=first)
    Comment.objects.filter(pk=first.pk).update(
        quote={"paragraph": 1, "start": 0, "end": 9, "print": "0" * 32},
        **dict.fromkeys(("edited_at", "featured_at", "pinned_at"), timezone.now()),
    )
    Comment.objects.filter(pk=make_comment(story, dan, "Wait.").pk).update(
        status="pending", shown_at=None, reasons=["newcomer"]
    )
    reject(comment=make_comment(story, dan, "Rude."), by=cleo, reason="Rude.")
    gone = make_comment(story, ben, "I take this back.")
    make_comment(story, dan, "So it is answered.", parent=gone)
    delete_own(comment=gone, author=ben)
    for number, comment in enumerate(Comment.objects.order_by("pk")):
        Comment.objects.filter(pk=comment.pk).update(
            created_at=timezone.now() - timedelta(minutes=9 - number)
        )


@pytest.fixture
def file(said, tmp_path):
    path = tmp_path / "threads.jsonl"
    path.write_text("".join(lines(with_addresses=True)))
    return path


def known():
    return [{name: value for name, value in one.items() if name not in NEW} for one in told("comment")]


def test_what_left_comes_again_as_it_was(file):
    before = known()
    Comment.objects.all().delete()
    Thread.objects.update(comments=0)
    report = bring_in_comments("threads", file, Wishes())
    assert (sum(report.taken.values()), known()) == (6, before)
    assert [str(one.author) for one in Comment.objects.exclude(author=None)][:2] == ["Ben Okoro", "Dan Frost"]
    reply = Comment.objects.get(text="So did I.")
    assert (reply.parent.text, Thread.objects.get().comments) == ("I *took* it.", 3)


def test_what_never_left_is_not_doubled_however_often_it_is_brought(file):
    for _again in range(2):
        report = bring_in_comments("threads", file, Wishes())
        assert (sum(report.taken.values()), report.here_before) == (0, 6)
    assert Comment.objects.count() == 6


def test_a_packed_file_is_known_by_how_it_begins(file, tmp_path):
    packed = tmp_path / "threads.jsonl.gz"
    packed.write_bytes(gzip.compress(file.read_bytes()))
    assert [format_of(path) for path in (file, packed)] == ["threads", "threads"]
    assert bring_in_comments("threads", packed, Wishes(dry_run=True)).here_before == 6
    packed.write_bytes(packed.read_bytes()[:-20])
    assert "breaks off" in bring_in_comments("threads", packed, Wishes(dry_run=True)).broken


@pytest.mark.parametrize(
    ("broken", "why"), [("{", "line 8"), ("[]", "line 8"), ('{"kind": "comment"}', "")], ids=str
)
def test_a_line_that_is_none_is_named_and_what_came_before_stays(file, broken, why):
    Comment.objects.all().delete()
    *first, _last = file.read_text().splitlines(keepends=True)
    file.write_text("".join(first) + broken)
    report = bring_in_comments("threads", file, Wishes())
    assert report.broken.startswith(why)
    assert Comment.objects.count() == 5


def test_another_file_is_not_read_as_one(story, tmp_path):
    path = tmp_path / "threads.jsonl"
    path.write_text(json.dumps({"kind": "head", "format": "standfirst-threads", "version": 2}))
    assert "version 1" in bring_in_comments("threads", path, Wishes()).broken
