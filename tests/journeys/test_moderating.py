"""A report is decided by one moderator, the appeal by another: with the keyboard, and without JavaScript."""

from __future__ import annotations

from uuid import uuid4

import pytest
from playwright.sync_api import expect

STAFF = """
from django.test import Client
from standfirst.newsroom.desk.actions import make_staff
from standfirst.newsroom.desk.roles import Role
from standfirst.readers.testing import sign_in
answer = []
for name in {names!r}:
    made = make_staff(email=name.split()[1].lower() + "@example.org", name=name, role=Role.MODERATOR)
    client = Client()
    sign_in(client, made.reader)
    answer.append(client.cookies["session"].value)
"""
READERS = """
from django.test import Client
from standfirst.forum.testing import make_comment
from standfirst.newsroom.stories.models import Article
from standfirst.readers.models import Reader
answer = []
for name in {names!r}:
    address = name.replace(" ", ".").lower() + "@example.org"
    reader, _made = Reader.objects.get_or_create(email=address, defaults=dict(name=name))
    client = Client()
    client.force_login(reader)
    answer.append(client.cookies["session"].value)
first = Reader.objects.get(email={names!r}[0].replace(" ", ".").lower() + "@example.org")
answer.append(make_comment(Article.objects.get(pk={story}), first, {text!r}).pk)
"""
#: Two moderators press at the same instant, each on what both saw; twelve times.
TOGETHER = """
from threading import Barrier, Thread
from django.db import connection
from standfirst.forum.actions import open_thread, post_comment
from standfirst.forum.moderation.deciding import DecidedMeanwhile, version_of
from standfirst.forum.models import Comment, Decision, Thread as Row
from standfirst.forum.moderation.actions import approve, reject
from standfirst.newsroom.stories.models import Article
from standfirst.notices.models import QueuedMail, Told
from standfirst.readers.models import Reader
story = Article.objects.get(pk={story})
people = [Reader.objects.get_or_create(email=f"{{n}}-{mark}@example.org", defaults=dict(name=n))[0] for n in "ABC"]
said = []
def press(comment, seen, by, keep, barrier):
    barrier.wait()
    try:
        made = (approve(comment=comment, by=by, seen=seen) if keep
                else reject(comment=comment, by=by, reason="Off the point", seen=seen))
        said.append("done" if made else "nothing")
    except DecidedMeanwhile as faster:
        said.append(faster.sentence)
    finally:
        connection.close()
ok = 0
for n in range(12):
    comment = Comment.objects.create(thread=open_thread(story), author=people[2], text="x", html="x",
        status="pending", once=f"{mark}-{{n}}", fingerprint="x")
    seen, barrier, said[:] = version_of(comment), Barrier(2), []
    threads = [Thread(target=press, args=(comment, seen, people[k], k == 0, barrier)) for k in (0, 1)]
    [one.start() for one in threads], [one.join() for one in threads]
    told = sorted(line for line in said if line != "done")
    ok += len(said) == 2 and len(told) == 1 and "has decided it meanwhile" in told[0] and (
        Decision.objects.filter(comment=comment).count() == 1)
shown = Comment.objects.filter(thread=story.pk, status="approved").count()
letters = Told.objects.filter(kind="decision").count()
rejected = Comment.objects.filter(thread=story.pk, status="rejected").count()
decided = Decision.objects.filter(comment__thread=story.pk, act="reject").count()
answer = [ok, shown == Row.objects.get(pk=story.pk).comments, rejected == decided]
"""


@pytest.fixture(params=[True, False], ids=["keyboard", "without JavaScript"])
def cast(request, paper, new_context):
    """Ben who wrote, Dan who reports, Mia and Noa who moderate: a tab each; the story, the comment and its words."""
    mark = uuid4().hex[:6]
    story = paper.story(title=f"Quay {mark}", wall="open")
    text = f"What a quay, {mark}."
    readers = READERS.format(names=[f"Ben {mark}", f"Dan {mark}"], story=story.number, text=text)
    *sessions, comment = paper.python(readers)
    sessions += paper.python(STAFF.format(names=[f"Mia M{mark}", f"Noa N{mark}"]))
    tabs = []
    for session in sessions:
        context = new_context(javascript=request.param)
        context.add_cookies([{"name": "session", "value": session, "url": paper.url}])
        tabs.append(context.new_page())
    return request.param, tabs, story, comment, text


def test_a_report_is_decided_and_the_appeal_by_somebody_else(cast):
    javascript, (ben, dan, mia, noa), story, comment, text = cast
    report(dan, story, comment)
    reject(mia, text, with_keys=javascript)
    ben.goto(f"{story.address}/comments")
    expect(ben.get_by_text(text)).to_have_count(0)
    appeal(ben)
    mia.goto("/newsroom/comments/appeals/")
    row = mia.locator("article", has_text=text)
    expect(row).to_contain_text("somebody else decides")
    expect(row.get_by_role("button")).to_have_count(0)
    noa.goto("/newsroom/comments/appeals/")
    row = noa.locator("article", has_text=text)
    row.get_by_label("Why; the reader reads it").fill("A quay is what the story is about.")
    with noa.expect_navigation():
        row.get_by_role("button", name="Take the decision back").click()
    expect(noa.get_by_text("Decided. The reader was told.")).to_be_visible()
    ben.reload()
    expect(ben.locator("main")).to_contain_text("A quay is what the story is about.")
    ben.goto(f"{story.address}/comments")
    expect(ben.get_by_text(text)).to_be_visible()
    dan.goto("/account/reports/")
    expect(dan.locator("main")).to_contain_text("The comment was taken down.")


def report(page, story, comment):
    page.goto(f"{story.address}/comments/{comment}/report")
    page.get_by_label("Something else").check()
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name="Report").click()


def reject(page, text, *, with_keys):
    page.goto("/newsroom/comments/reported/")
    row = page.locator("article[data-comment]", has_text=text)
    expect(row).to_contain_text("1 report")
    expect(page.locator(".forum-keys")).to_be_visible()
    if with_keys:
        for _step in range(page.locator("article[data-comment]").count()):
            page.keyboard.press("j")
            if row.evaluate("row => row === document.activeElement"):
                break
        page.keyboard.press("r")
        expect(row.locator("[data-act=r] select")).to_be_focused()
        page.keyboard.type("Not about")
        page.keyboard.press("Tab")
        page.keyboard.type("It says nothing of the harbour.")
        with page.expect_navigation():
            page.keyboard.press("Enter")
    else:
        row.get_by_label("Ground").select_option("off_topic")
        row.get_by_label("In your words").fill("It says nothing of the harbour.")
        with page.expect_navigation():
            row.get_by_role("button", name="Reject").click()
    expect(page.get_by_text("Its author was told why, and how to appeal.")).to_be_visible()
    expect(row).to_have_count(0)


def appeal(page):
    page.goto("/account/decisions/")
    page.locator("main li a").first.click()
    for words in ("Not about the story", "It says nothing of the harbour.", "It was decided by a person."):
        expect(page.locator("main")).to_contain_text(words)
    page.get_by_label("Why the decision is wrong").fill("A quay is a part of a harbour.")
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name="Appeal").click()
    expect(page.locator("main")).to_contain_text("Your appeal has reached us.")


def test_two_moderators_at_the_same_instant_decide_once(paper):
    mark = uuid4().hex[:6]
    story = paper.story(title=f"Pier {mark}", wall="open")
    assert paper.python(TOGETHER.format(story=story.number, mark=mark)) == [12, True, True]


def test_a_notice_of_illegal_content_needs_no_javascript_and_is_confirmed(plain_page, paper, mailbox):
    story = paper.story(title=f"Mole {uuid4().hex[:6]}", wall="open")
    address = f"eve-{uuid4().hex[:6]}@example.org"
    plain_page.goto(story.address)
    plain_page.locator(".colophon").get_by_role("link", name="Report illegal content").click()
    plain_page.get_by_label("The exact address").fill(f"{paper.url}{story.address}")
    plain_page.get_by_label("What is it?").select_option("defame")
    plain_page.get_by_label("Why is it illegal?").fill("It says that I stole a boat.")
    plain_page.get_by_label("Your name").fill("Eve Hart")
    plain_page.get_by_label("Your e-mail address").fill(address)
    plain_page.get_by_label("I believe in good faith").check()
    with plain_page.expect_navigation():
        plain_page.get_by_role("button", name="Send the notice").click()
    expect(plain_page.locator("h1")).to_have_text("Your notice has reached us")
    for _again in range(80):
        if mailbox.letters_to(address):
            break
        plain_page.wait_for_timeout(250)
    assert "received a notice of illegal content" in str(mailbox.letters_to(address)[0])
