"""A paper in which a word of its own stands in every place that a stranger may not see."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from standfirst.editions.queries import all_editions
from standfirst.forum.models import Comment
from standfirst.forum.passages import Reference
from standfirst.forum.policy.actions import set_policy
from standfirst.forum.quotes import keep_quote, newsroom_view, paragraphs_of, quotable
from standfirst.forum.testing import make_comment
from standfirst.newsroom.pictures.actions import add_picture
from standfirst.newsroom.pictures.metadata import PictureWords
from standfirst.newsroom.pictures.tasks import make_renditions
from standfirst.newsroom.pictures.testing import picture_bytes, upload
from standfirst.newsroom.stories.body import write_body
from standfirst.newsroom.stories.cut import Block, Heading, ListBlock, Paragraph, PictureBlock, Quote
from standfirst.newsroom.stories.models import Article, Author, Byline, Section, StandingPage, Topic
from standfirst.newsroom.stories.testing import make_story
from standfirst.notices.models import Issue
from standfirst.notices.newsletters.testing import make_newsletter
from standfirst.readers.gifts import give, link_text
from standfirst.readers.models import Reader
from standfirst.readers.testing import make_reader
from standfirst.web.canary.words import Word

#: Below the cut of a story that is walled in all editions; each word stands in one place alone.
BELOW = {
    "xanthoparagraph": "a paragraph", "xanthoemphasis": "words in bold", "xantholink": "the address of a link",
    "xanthoheading": "a heading", "xanthoquote": "a quote", "xanthospeaker": "who said a quote",
    "xanthoitem": "an item of a list", "xanthoalt": "a picture's alternative", "xanthocaption": "its caption",
    "xanthocredit": "its credit", "xanthofile": "the name of its file", "xantholast": "the last paragraph",
}  # fmt: skip
#: For nobody outside the newsroom.
UNPUBLISHED = {
    "xanthonote": "a note for the desk", "xanthorevision": "the body of a newer draft",
    "xanthoheadline": "the headline of a newer draft", "xanthostandfirst": "the standfirst of a newer draft",
    "xanthodraft": "the body of a draft", "xanthosecret": "the headline of a draft",
    "xanthotaken": "the body of a story taken down", "xanthogone": "the standfirst of a story taken down",
    "xanthoembargo": "the body of a story under embargo", "xanthoplanned": "the headline of a story under embargo",
    "xanthoexpired": "the body of a story that has expired", "xanthoterms": "an agency's usage terms",
}  # fmt: skip
#: Below the cut in the UK and in Germany; the US may read it all.
ABROAD = "xanthoabroad"
#: Below the cut of a story that strangers may read on in, by an act that is counted.
METERED = "xanthometered"
#: Said under a walled story whose comments strangers do not see.
KEPT = "xanthokept"


def words(walled: Article, abroad: Article, metered: Article) -> list[Word]:
    everywhere = frozenset({"uk", "us", "de"})
    below = [
        Word(word, f"{place} below the cut", walled.address, everywhere) for word, place in BELOW.items()
    ]
    closed = [Word(word, place) for word, place in UNPUBLISHED.items()]
    there = Word(ABROAD, "below the cut of two editions", abroad.address, frozenset({"uk", "de"}))
    counted = Word(METERED, "below the cut of a metered story", metered.address, everywhere)
    kept = Word(KEPT, "a comment that strangers do not see", walled_in=everywhere)
    return [*below, *closed, there, counted, kept]


def walled_story(world: Section) -> Article:
    """A story whose every kind of block sings below the cut, and a newer draft of it that sings everywhere."""
    picture = add_picture(
        file=upload(picture_bytes(400, 300), "xanthofile.jpg"),
        words=PictureWords(title="Harbour", alt="xanthoalt", caption="xanthocaption", credit="xanthocredit"),
    )
    make_renditions.func(picture.pk)
    below: list[Block] = [
        Paragraph("Paragraph 5, xanthoparagraph, and xantho<b>emphasis</b>."),
        Paragraph('Read <a href="https://example.org/xantholink">this</a>.'),
        Heading("Heading xanthoheading"),
        Quote("Said xanthoquote", "Speaker xanthospeaker"),
        PictureBlock(picture.pk, "", "", ""),
        ListBlock(("Item xanthoitem", "another"), ordered=True),
        Paragraph("The xantholast."),
    ]
    lead = [Paragraph(f"Paragraph {number}.") for number in range(1, 5)]
    return make_story(
        section=world,
        blocks=[*lead, *below],
        wall="registered:3",
        desk_note="For the desk: xanthonote",
        usage_terms="xanthoterms",
    )


def draft_on_top(story: Article) -> None:
    story.title = "Bridge xanthoheadline"
    story.standfirst = "The xanthostandfirst."
    write_body(story, [Paragraph("xanthorevision")])
    story.save_revision()


def hidden_stories(world: Section) -> dict[str, Article]:
    """Stories that are not there, each for its own reason."""
    now = timezone.now()
    taken = make_story(
        section=world, title="Gone", standfirst="xanthogone", blocks=[Paragraph("xanthotaken")], wall="open"
    )
    taken.unpublish()
    expired = make_story(section=world, title="Expired", blocks=[Paragraph("xanthoexpired")], wall="open")
    expired.unpublish(set_expired=True)
    draft = _unpublished(world, "Xanthosecret", "draft", "xanthodraft")
    draft.save_revision()
    planned = _unpublished(world, "Xanthoplanned", "planned", "xanthoembargo")
    planned.go_live_at = now + timedelta(days=1)
    planned.save_revision(approved_go_live_at=planned.go_live_at)
    return {"taken_down": taken, "expired": expired, "draft": draft, "planned": planned}


def _unpublished(world: Section, title: str, slug: str, text: str) -> Article:
    story = Article(title=title, slug=slug, live=False, wall="open", standfirst=text)
    write_body(story, [Paragraph(text)])
    world.add_child(instance=story)
    return story


def kept_thread(world: Section, by: Reader) -> dict[str, str]:
    """A walled story whose comments are kept from strangers: what stands in the holes of its addresses."""
    story = make_story(section=world, title="Kept", wall="registered:3")
    author = make_reader("Ines Quay")
    comment = make_comment(story, author, f"Between us: {KEPT}.")
    make_comment(story, author, f"And {KEPT} again.", parent=comment)
    set_policy(scope=story, by=by, said={"strangers": "nothing"})
    return {
        "story": story.address, "number": str(story.number), "comment": str(comment.pk), "handle": author.handle or "",
    }  # fmt: skip


def _quoting(story: Article, ben: Reader) -> Comment:
    """A comment that quotes a passage from below the cut, of which it holds no word."""
    comment = make_comment(story, ben, "I took the ferry for years.")
    words = "xanthoparagraph"
    place = paragraphs_of(newsroom_view(comment))[4].index(words)
    quote = quotable(Reference(4, place, place + len(words)), newsroom_view(comment))
    assert quote is not None
    keep_quote(comment=comment, quote=quote)
    return comment


def _issue(first: Article) -> Issue:
    """A newsletter that has told of this story, and of all others that are there."""
    others = Article.objects.live().exclude(pk=first.pk).values_list("pk", flat=True)
    now = timezone.now()
    return Issue.objects.create(
        newsletter=make_newsletter(all_editions()[0]),
        day=now.date(),
        state=Issue.State.SENT,
        started_at=now,
        stories=[first.pk, *others],
    )


def names(story: Article, hidden: dict[str, Article], ben: Reader) -> dict[str, str]:
    """What stands in the holes of addresses."""
    author = Author.objects.create(name="Maya Okafor", slug="maya-okafor")
    Byline.objects.create(article=story, author=author)
    topic = Topic.objects.create(name="Bridges", slug="bridges")
    story.topics.add(topic)
    Reader.objects.filter(pk=ben.pk).update(shows_following=True, shows_followers=True)
    story.save_revision().publish()
    ben.shows_following = ben.shows_followers = True
    ben.save(update_fields=["shows_following", "shows_followers"])
    if not StandingPage.objects.filter(slug="about").exists():
        root = story.section.get_parent()
        root.add_child(instance=StandingPage(title="About", slug="about", text="About us."))
    issue = _issue(story)
    return {
        "newsletter": issue.newsletter.slug,
        "issue": issue.day.isoformat(),
        "story": story.address,
        "number": str(story.number),
        "revision": str(story.latest_revision_id),
        "comment": str(_quoting(story, ben).pk),
        "gift": link_text(give(giver=ben, article=story.number, most=1)),
        "handle": ben.handle,
        "section": story.section.slug,
        "author": author.slug,
        "topic": topic.slug,
        "standing": "about",
        "edition": "uk",
        # By number alone: whoever guesses it may not be told the headline by the way to the right spelling.
        **{name: f"/{story.section.slug}/any-words-{unseen.pk}" for name, unseen in hidden.items()},
    }
