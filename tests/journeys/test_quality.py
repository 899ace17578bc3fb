"""Every reader page: accessible, valid, light, steady, and good in Lighthouse's eyes."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page

from .paper import Paper
from .quality import axe, layout_shifts, lighthouse, reasons, vnu, weigh
from .steps import join, switch_edition

ARTICLE_BYTES = 60 * 1024
SCRIPT_BYTES = 12 * 1024

#: One address of every type of page that a stranger meets.
STRANGERS = {
    "front": "/",
    "front of an edition": "/us/",
    "section": "/world/",
    "author": "/authors/maya-okafor/",
    "topic": "/topics/bridges/",
    "article": "{story}",
    "walled article": "{walled}",
    "metered article": "{metered}",
    "gift": "/gifts/{gift}",
    "thread": "{story}/comments",
    "comment": "{story}/comments/{comment}",
    "conversation": "{story}/comments/{comment}/replies",
    "thread for readers": "{walled}/comments",
    "report": "{story}/comments/{comment}/report",
    "illegal content": "/illegal-content",
    "search": "/search?q=ferry",
    "search without an answer": "/search?q=nothingofthesort",
    "standing page": "/privacy",
    "not found": "/nowhere/at-all",
    "gone": "{gone}",
    "join": "/account/join/",
    "password": "/account/login/",
    "reader": "/readers/bruno/",
    "account closed": "/account/left",
    "notifications": "/notices/preferences",
    "notifications in the browser": "/notices/browser",
    "newsletters": "/newsletters",
    "newsletter": "/newsletters/morning",
    "issue of a newsletter": "/newsletters/morning/{day}",
    "letter on its way": "/newsletters/asked",
    "subscribed": "/newsletters/confirmed",
    "no more letters": "{stop}",
}
#: And those that a reader meets after signing in.
READERS = {
    "article": "{walled}",
    "reply": "{story}/comments/{comment}/reply",
    "a comment with a quote": "/account/draft/?story={number}&quote=0.0-20",
    "following": "/following",
    "whom I follow in a thread": "/following/threads/{number}",
    "my comments": "/account/comments/",
    "comments from before": "/account/comments/before",
    "decisions": "/account/decisions/",
    "reports": "/account/reports/",
    "inbox": "/notices",
    "notifications": "/notices/preferences",
    "stories of what I follow": "/notices/stories",
    "newsletters": "/notices/newsletters",
    "first comment": "/notices/first-comment?next=/world/",
    "account": "/account/",
    "picture": "/account/picture/",
    "who sees what": "/account/privacy/",
    "own data": "/account/own-data/",
    "closing the account": "/account/leave/",
    "own password": "/account/password/",
    "another address": "/account/email/",
    "keys": "/account/keys/",
    "a new key": "/account/keys/add/",
    "proof by a code": "/account/prove/code/",
    "whom I follow": "/account/following/",
    "who follows me": "/account/followers/",
    "muted and blocked": "/account/muted/",
    "another's list": "/readers/bruno/following",
    "giving an article": "/account/give/{number}",
    "asked to follow": "/account/follow/bruno/",
    "welcome": "/account/welcome",
    "sign out": "/account/logout/",
    "another reader": "/readers/bruno/",
}

#: What they answer with, where that is not 200.
STATUS = {"not found": 404, "gone": 410}

FURNISH = """
from django.utils import timezone
from standfirst.editions.models import Edition
from standfirst.forum.models import StatedPolicy
from standfirst.forum.testing import make_comment
from standfirst.newsroom.pictures.testing import make_picture
from standfirst.newsroom.stories.actions import make_section
from standfirst.newsroom.stories.cut import Heading, ListBlock, Paragraph, PictureBlock, Quote
from standfirst.newsroom.stories.models import Author, Byline, Topic
from standfirst.newsroom.stories.testing import make_story
from standfirst.notices.mail.stopping import link_for_notices
from standfirst.notices.models import Issue
from standfirst.notices.newsletters.testing import make_newsletter
from standfirst.readers.actions import change_picture, follow
from standfirst.readers.gifts import give, link_text
from standfirst.readers.testing import make_reader
words = dict(alt="A bridge over a river", caption="The bridge on Monday", credit="Reuters via Alamy")
lead, second = make_picture(**words), make_picture(width=800, height=800, **words)
link = "<a href='/world/'>ferry</a>"
text = [Paragraph(f"Paragraph {n} says something about the {link} and the bridge.") for n in range(8)]
blocks = [*text[:2], PictureBlock(second.pk, "", "", ""), Heading("What now?"), *text[2:5],
          Quote("It is a good bridge.", "Cleo Marsh"), ListBlock(("One", "Two"), ordered=True), *text[5:]]
section = make_section(title="World", slug="world")
author, _ = Author.objects.get_or_create(slug="maya-okafor", defaults={"name": "Maya Okafor"})
topic, _ = Topic.objects.get_or_create(slug="bridges", defaults={"name": "Bridges"})
def story(title, **fields):
    made = make_story(section=section, title=title, blocks=blocks, lead_picture=lead,
                      standfirst="The ferry is not the only way across, writes Maya Okafor", **fields)
    Byline.objects.create(article=made, author=author)
    made.topics.add(topic)
    made.save_revision().publish()
    return made
whole, walled, gone = story("Bridge reopens", wall="open"), story("Ferry stops"), story("Nobody needs this")
gone.unpublish()
metered = story("Tide turns", wall="metered:3:5/30:10/30")
StatedPolicy.objects.create(article=walled, strangers="count")
ben = make_reader("Bruno Falk")
inga = make_reader("Inga Falk", shows_following=True)
change_picture(reader=ben, file=second.file)
follow(follower=ben, followed=inga)
ben.about, ben.shows_following = "Ferries, mostly", True
ben.save()
comment = make_comment(whole, ben, "I took the ferry *for years*.")
make_comment(whole, inga, "So did I.", parent=comment)
now = timezone.now()
briefing = make_newsletter(Edition.objects.get(slug="uk"), about="The night's news in brief")
issue = Issue.objects.create(newsletter=briefing, day=now.date(), state="sent", started_at=now, words="Good morning.")
answer = {"day": issue.day.isoformat(), "stop": link_for_notices(ben.pk, ["reply"]),
          "story": whole.address, "walled": walled.address, "gone": gone.address, "comment": comment.pk,
          "metered": metered.address, "number": walled.number,
          "gift": link_text(give(giver=ben, article=walled.number, most=1))}
"""


#: So that a reader's own pages are not empty.
SAYS = """
from standfirst.forum.testing import make_comment
from standfirst.newsroom.stories.models import Article
from standfirst.readers.models import Reader
make_comment(Article.objects.get(pk={number}), Reader.objects.get(email={address!r}), "I was there.")
"""


@pytest.fixture(scope="module")
def names(paper: Paper) -> dict[str, str]:
    """A paper with everything that can stand on a page; pictures are ready."""
    made = paper.python(FURNISH)
    return {name: str(value) for name, value in made.items()}


def look(page: Page, name: str, address: str) -> list[str]:
    """What axe says of a page in light and in dark."""
    answer = page.goto(address, wait_until="load")
    assert answer is not None
    assert answer.status == STATUS.get(name, 200), address
    page.emulate_media(color_scheme="light")
    problems = [f"{name} (light): {said}" for said in axe(page)]
    page.emulate_media(color_scheme="dark")  # the dark changes colours alone
    problems += [f"{name} (dark): {said}" for said in axe(page, ["color-contrast"])]
    return problems


@pytest.mark.parametrize("name", STRANGERS)
def test_axe_finds_nothing_on_a_strangers_page(page, names, name):
    assert look(page, name, STRANGERS[name].format(**names)) == []


def test_axe_finds_nothing_on_a_readers_pages(page, paper, names, mailbox):
    join(page, mailbox, "nora@example.org")
    paper.python(SAYS.format(number=names["number"], address="nora@example.org"))
    assert [
        said for name, address in READERS.items() for said in look(page, name, address.format(**names))
    ] == []


def test_vnu_finds_no_error_on_any_page(page, names, mailbox, tmp_path):
    pages = {f"stranger, {name}": address for name, address in STRANGERS.items()}
    _keep(page, pages, names, tmp_path)
    join(page, mailbox, "olga@example.org")
    _keep(page, {f"reader, {name}": address for name, address in READERS.items()}, names, tmp_path)
    assert len(list(tmp_path.iterdir())) == len(STRANGERS) + len(READERS)
    assert vnu(tmp_path) == []


def _keep(page: Page, pages: dict[str, str], names: dict[str, str], folder) -> None:
    for name, address in pages.items():
        answer = page.request.get(address.format(**names))
        (folder / f"{re.sub('[^a-z]+', '-', name)}.html").write_bytes(answer.body())


@pytest.mark.parametrize("kind", ["story", "walled"])
def test_an_article_is_light(page, names, kind):
    weight = weigh(page, names[kind])
    assert weight.without_pictures <= ARTICLE_BYTES, weight
    assert weight.scripts <= SCRIPT_BYTES, weight
    assert weight.scripts > 0, weight


def test_a_page_that_unlocks_is_light_too(page, names, mailbox):
    join(page, mailbox, "pia@example.org")
    weight = weigh(page, names["walled"])
    assert weight.without_pictures <= ARTICLE_BYTES, weight
    assert weight.scripts <= SCRIPT_BYTES, weight


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("address", ["/", "{story}", "{walled}", "{story}/comments"])
def test_nothing_shifts_while_a_page_loads(new_context, names, address, width):
    page = new_context(viewport={"width": width, "height": 844}).new_page()
    assert layout_shifts(page, address.format(**names)) == []


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1600])
def test_no_page_is_wider_than_its_window(new_context, names, width):
    page = new_context(viewport={"width": width, "height": 844}).new_page()
    for address in ("/", "{story}", "{walled}", "{story}/comments", "/search?q=ferry"):
        page.goto(address.format(**names))
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width, address


@pytest.mark.parametrize("address", ["/", "{story}"], ids=["front", "article"])
def test_lighthouse_gives_full_marks(paper, names, tmp_path, address, record_property):
    report = lighthouse(paper.url + address.format(**names), tmp_path)
    scores = {name: category["score"] for name, category in report["categories"].items()}
    record_property("lighthouse", json.dumps(scores))
    print(address, scores)
    for category in ("accessibility", "best-practices", "seo"):
        assert scores[category] == 1, reasons(report, category)


def test_the_switch_leaves_a_page_in_which_axe_finds_nothing(page, names):
    page.goto(names["story"])
    switch_edition(page, "Deutschland")
    assert axe(page) == []
