"""Comments from Disqus and WordPress, as they come into the paper."""

from __future__ import annotations

import gzip

import pytest

from standfirst.forum.models import Comment, Thread
from standfirst.forum.testing import make_comment
from standfirst.newsroom.stories.testing import make_story
from standfirst.notices.models import Told
from standfirst.readers.models import Reader
from standfirst.transfer.comments.importing import Wishes, bring_in_comments
from standfirst.transfer.comments.testing import (
    SAMPLES,
    WHY_SKIPPED,
    disqus_file,
    post,
    wordpress_comment,
    wordpress_file,
)
from standfirst.transfer.models import OldAddress

pytestmark = pytest.mark.django_db
DISQUS = SAMPLES / "comments" / "disqus.xml"
WORDPRESS = SAMPLES / "wxr" / "themeunittestdata.wordpress.xml"


def everything():
    return list(
        Comment.objects.order_by("pk").values("pk", "author", "parent", "place", "text", "status", "shown_at")
    )


@pytest.mark.skipif(not DISQUS.exists(), reason=WHY_SKIPPED)
def test_the_sample_of_disqus_comes_whole_and_once(story, tmp_path):
    table = tmp_path / "moved.csv"
    table.write_text(
        f"old,new\nhttp://example.org/,{story.address}\n"
        f"http://localhost:4000/blog/2013/02/12/redacted/index.html,{story.number}\n"
    )
    first = bring_in_comments("disqus", DISQUS, Wishes(addresses=table))
    assert first.taken == {"shown": 4, "deleted": 1}
    assert first.left_out == {"a comment under a thread that the file does not tell": 1}
    before = everything()
    again = bring_in_comments("disqus", DISQUS, Wishes())  # the addresses are known by now
    assert (again.taken, again.here_before, everything()) == ({}, 5, before)
    assert Thread.objects.get(pk=story.pk).comments == 4


@pytest.mark.skipif(not WORDPRESS.exists(), reason=WHY_SKIPPED)
def test_the_sample_of_wordpress_goes_under_the_stories_with_its_slugs(world):
    make_story(section=world, title="Template: Comments", slug="template-comments")
    make_story(section=world, title="Page with comments", slug="page-with-comments")
    report = bring_in_comments("wxr", WORDPRESS, Wishes(match_slugs=True))
    assert report.source == "wxr/wpthemetestdata.wordpress.com"
    assert sum(report.taken.values()) == Comment.objects.count() == 24
    assert report.left_out["a pingback or trackback: a link, not a reader's words"] == 4
    assert sum(found.comments for found in report.missing) == 4


def test_a_reply_that_stands_before_its_parent_in_the_file_finds_it(bring_in, tmp_path):
    bring_in(disqus_file(tmp_path, post(5, "The reply.", parent="4"), post(4, "The question.")))
    reply = Comment.objects.get(text="The reply.")
    assert (reply.parent.text, reply.root, reply.place) == ("The question.", reply.parent, 1)
    assert reply.addressee == reply.parent.author


def test_a_reply_that_comes_with_a_later_file_finds_its_parent(bring_in, tmp_path):
    bring_in(disqus_file(tmp_path, post(4, "The question.")))
    report = bring_in(disqus_file(tmp_path, post(4, "The question."), post(5, "The reply.", parent="4")))
    assert (report.here_before, Comment.objects.get(text="The reply.").parent.text) == (1, "The question.")


def test_what_had_become_of_them_stays_so(bring_in, tmp_path, moved):
    bring_in(
        disqus_file(
            tmp_path, post(1, "Seen."), post(2, "Waits.", is_approved="false"), post(3, "Buy!", is_spam="true"),
            post(4, "Gone.", is_deleted="true"),
        )
    )  # fmt: skip
    found = list(Comment.objects.order_by("pk").values_list("text", "status"))
    assert found == [("Seen.", "approved"), ("Waits.", "pending"), ("Buy!", "rejected"), ("", "deleted")]
    assert Thread.objects.get(pk=moved.pk).comments == 1


def test_what_was_deleted_there_holds_its_replies(bring_in, tmp_path, moved, client):
    bring_in(disqus_file(tmp_path, post(1, "Gone.", is_deleted="true"), post(2, "The reply.", parent="1")))
    page = client.get(f"{moved.address}/comments").content.decode()
    assert "The reply." in page
    assert "Gone." not in page


def test_nobody_is_told_and_no_address_is_kept(bring_in, tmp_path, moved, ben):
    question = make_comment(moved, ben, "A question.")
    told = Told.objects.count()
    bring_in(disqus_file(tmp_path, post(1, email="peter@old.example", name="peter@old.example")))
    assert Told.objects.count() == told
    assert question.thread_id == moved.pk
    assert not Reader.objects.filter(email__contains="old.example").exists()
    assert not Reader.objects.filter(name__contains="@").exists()


def test_nobody_arrives_under_the_name_of_the_papers_people(bring_in, tmp_path, ada):
    report = bring_in(
        disqus_file(tmp_path, post(1, name="Ada Lund"), post(2, name="Аda Lund"), post(3, name="Editor"))
    )
    assert set(Comment.objects.values_list("author__name", flat=True)) == {""}
    assert len(report.renamed) == 3


def test_replies_that_go_round_in_a_circle_all_arrive(bring_in, tmp_path):
    posts = [post(1, "One.", parent="3"), post(2, "Two.", parent="1"), post(3, "Three.", parent="2")]
    report = bring_in(disqus_file(tmp_path, *posts, post(4, "Four.", parent="4")))
    assert Comment.objects.count() == 4
    assert sum(report.notes.values()) == 2


def test_a_reply_to_what_is_not_there_stands_by_itself(bring_in, tmp_path):
    report = bring_in(disqus_file(tmp_path, post(1, "Alone.", parent="99")))
    assert Comment.objects.get().parent is None
    assert list(report.notes) == ["replies to something that is not in this thread: they stand by themselves"]


def test_a_thread_that_no_story_had_is_named_with_its_comments(story, tmp_path):
    path = disqus_file(tmp_path, post(1), post(2), address="https://old.example/never-moved")
    report = bring_in_comments("disqus", path, Wishes())
    (missing,) = report.missing
    assert (missing.address, missing.comments) == ("https://old.example/never-moved", 2)
    assert not Comment.objects.exists()


def test_a_dry_run_says_the_same_and_writes_nothing(bring_in, tmp_path):
    path = disqus_file(tmp_path, post(1), post(2, is_spam="true"))
    dry = bring_in(path, dry_run=True)
    assert not Comment.objects.exists()
    assert dry.taken == bring_in(path).taken


def test_a_file_that_breaks_off_is_taken_as_far_as_it_goes(bring_in, tmp_path, moved):
    path = disqus_file(tmp_path, post(1, "Before the break."))
    whole = path.read_text()
    path.write_text(whole.removesuffix("</disqus>") + "<post dsq:id='2'><mess")
    report = bring_in(path)
    assert Comment.objects.get().text == "Before the break."
    assert report.broken.startswith("line ")


def test_a_packed_file_with_bytes_that_are_no_xml_is_read(bring_in, tmp_path):
    whole = disqus_file(tmp_path, post(1, "One@two")).read_bytes()
    path = tmp_path / "disqus.xml.gz"
    path.write_bytes(gzip.compress(whole.replace(b"One@two", b"One\x08\xff two")))
    bring_in(path)
    assert Comment.objects.get().text == "One\ufffd two"


def test_an_entity_is_refused_and_nothing_is_fetched(bring_in, tmp_path):
    path = tmp_path / "bomb.xml"
    path.write_text('<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><disqus><post>&a;</post></disqus>')
    report = bring_in(path)
    assert "no export needs" in report.broken
    assert not Comment.objects.exists()


def test_hostile_html_is_words(bring_in, tmp_path, moved, client):
    bring_in(
        disqus_file(
            tmp_path, post(1, "<p onclick=x>Hi <script>alert(1)</script><img src=x onerror=y> there</p>")
        )
    )
    assert Comment.objects.get().html == "<p>Hi there</p>"


@pytest.mark.parametrize(
    ("approved", "status"),
    [
        ("1", "approved"),
        ("0", "pending"),
        ("spam", "rejected"),
        ("trash", "deleted"),
        ("new-in-2031", "pending"),
    ],
)
def test_what_wordpress_says_of_a_comment_counts(bring_in, tmp_path, approved, status):
    bring_in(wordpress_file(tmp_path, wordpress_comment(1, approved=approved)), "wxr")
    assert Comment.objects.get().status == status


def test_notes_on_orders_and_what_stood_behind_a_password_stay_where_they_are(bring_in, tmp_path):
    report = bring_in(wordpress_file(tmp_path, wordpress_comment(1, type="order_note")), "wxr")
    locked = wordpress_file(tmp_path, wordpress_comment(2), item="<wp:post_password>x</wp:post_password>")
    report.left_out.update(bring_in(locked, "wxr").left_out)
    assert (sum(report.left_out.values()), Comment.objects.exists()) == (2, False)


def test_lines_and_paragraphs_of_wordpress_are_kept(bring_in, tmp_path):
    said = "First *line*\nsecond <b>bold </b>one\n\n- not a list & <a href='https://a.example'>a link</a>"
    bring_in(wordpress_file(tmp_path, wordpress_comment(1, content=said)), "wxr")
    html = Comment.objects.get().html
    assert "<p>First *line*<br>\nsecond <strong>bold</strong> one</p>" in html
    assert "- not a list &amp; <a" in html


def test_old_addresses_that_a_table_told_are_known_from_then_on(story, tmp_path):
    table = tmp_path / "moved.csv"
    table.write_text(f"https://www.old.example/2013/bridge-reopens/index.html?utm=1,{story.number}\n")
    report = bring_in_comments("disqus", disqus_file(tmp_path, post(1)), Wishes(addresses=table))
    assert report.threads == 1
    assert OldAddress.objects.get().address == "old.example/2013/bridge-reopens"


def test_under_a_story_where_readers_have_spoken_it_is_said_that_the_order_is_another(
    bring_in, moved, ben, tmp_path
):
    spoken = make_comment(moved, ben)
    report = bring_in(disqus_file(tmp_path, post(2, at="2013-10-11T10:00:00Z"), post(1)))
    assert [number for why, number in report.notes.items() if "as newer" in why] == [1]
    came = Comment.objects.exclude(pk=spoken.pk).order_by("pk")
    assert [one.created_at.day for one in came] == [10, 11]
