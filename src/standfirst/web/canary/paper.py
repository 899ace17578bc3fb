"""What the paper's own database says: which stories are walled, and which words of theirs a stranger may not have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.conf import settings

from standfirst.access.passes import MOST_GRANTED
from standfirst.editions.models import Edition
from standfirst.editions.queries import all_editions
from standfirst.forum.models import Comment
from standfirst.newsroom.stories.below import Piece, divided
from standfirst.newsroom.stories.models import Article
from standfirst.newsroom.stories.queries import live_articles, standing_pages, with_authors, with_sections
from standfirst.notices.models import Issue
from standfirst.readers.models import Reader

from ..visits import pass_keys
from . import guises
from .asking import Guise
from .choosing import phrases, searchable, spread
from .walk import Map
from .words import Word, plain

#: Stories that are looked at for words that others have too, and for enough that are walled.
MOST_COMPARED = 300
PHRASES_EACH = 12
#: Searches are limited for everybody.
MOST_SEARCHED = 6


def chart(*, articles: int) -> Map | None:
    """The newest walled stories, and what to listen for; None when the paper walls none."""
    editions = all_editions()
    compared = with_authors(with_sections(list(live_articles()[:MOST_COMPARED])))
    seen = " ".join(_seen(story, editions) for story in compared)
    words: list[Word] = []
    searched: list[Word] = []
    chosen: list[Article] = []
    for story in compared:
        found = list(_words(story, editions, elsewhere=seen))
        if not found:
            continue
        chosen.append(story)
        words += found
        searched += _searched(story, editions)
        if len(chosen) == articles:
            break
    if not chosen:
        return None
    return _map(words, searched, chosen, editions)


def _walls(story: Article, editions: Iterable[Edition]) -> dict[str, list[Piece]]:
    """What strangers at each edition do not get; editions in which the story is open are not there."""
    below = {edition.slug: divided(story, edition)[1] for edition in editions}
    return {slug: pieces for slug, pieces in below.items() if pieces}


def _words(story: Article, editions: Iterable[Edition], *, elsewhere: str) -> Iterator[Word]:
    walls = _walls(story, editions)
    if not walls:
        return
    shortest = min(walls.values(), key=len)  # below the cut in every edition that walls it
    found = [
        Word(row, f"{piece.kind} below the cut of {story.address}", story.address, frozenset(walls))
        for piece in shortest
        for row in phrases(piece.text, elsewhere=elsewhere)
    ]
    kept = set(spread([word.text for word in found], PHRASES_EACH))
    yield from (word for word in found if word.text in kept)


def _searched(story: Article, editions: Iterable[Edition]) -> Iterator[Word]:
    walls = _walls(story, editions)
    below = min(walls.values(), key=len)
    longest = max((divided(story, edition)[0] for edition in editions if edition.slug in walls), key=len)
    seen = plain(" ".join([_furniture(story), *(piece.text for piece in longest)]))
    for word in searchable([piece.text for piece in below], elsewhere=seen):
        yield Word(word, f"a word below the cut of {story.address}", story.address, frozenset(walls))


def _seen(story: Article, editions: tuple[Edition, ...]) -> str:
    """What anybody may see of a story and its thread. Where no edition walls it, that is all of it."""
    leads = [divided(story, edition) for edition in editions]
    walled = [lead for lead, below in leads if below]
    lead = max(walled, key=len) if walled else leads[0][0]
    said = Comment.objects.filter(thread__article=story.pk).values_list("text", flat=True)[:500]
    return plain(" ".join([_furniture(story), *(piece.text for piece in lead), *said]))


def _furniture(story: Article) -> str:
    picture = story.lead_picture
    about = [picture.alt, picture.caption, picture.credit] if picture else []
    authors = (author.name for author in story.authors)
    return " ".join([story.headline, story.standfirst, story.label, story.section.title, *about, *authors])


def _map(
    words: list[Word], searched: list[Word], stories: list[Article], editions: tuple[Edition, ...]
) -> Map:
    faces = [edition.face for edition in editions]
    configuration = settings.CONFIGURATION
    key = next(iter(pass_keys().values()))
    numbers = frozenset(story.number for story in stories[:MOST_GRANTED])
    strangers: list[Guise] = [
        *guises.LIES,
        *guises.bad_passes(key, other=0),
        *guises.bad_meters(key, article=stories[0].number, other=0),
        *guises.editions(faces, configuration.edge_secret),
    ]
    if configuration.edge_secret and not any(edition.crawlers for edition in editions):
        strangers.append(guises.proved_crawler(configuration.edge_secret))
    return Map(
        words=words,
        names=[*_names(stories), *({"edition": face.slug} for face in faces)],
        faces=faces,
        guises=strangers,
        fixed_home=configuration.home_edition,
        searched=searched[:MOST_SEARCHED],
        reader=guises.reader(key, numbers),
    )


def _names(stories: list[Article]) -> Iterator[dict[str, str]]:
    """What stands in the holes of addresses, story by story; what a story has not got is not there."""
    standing = next(iter(standing_pages()), None)
    shown = (reader for reader in Reader.objects.exclude(handle=None).order_by("pk")[:50] if reader.is_shown)
    reader = next(shown, None)
    issue = Issue.objects.exclude(started_at=None).select_related("newsletter").first()
    common = {
        "edition": all_editions()[0].slug,
        **({"newsletter": issue.newsletter.slug, "issue": issue.day.isoformat()} if issue else {}),
        **({"standing": standing.slug} if standing else {}),
        **({"handle": str(reader.handle)} if reader else {}),
    }
    for story in stories:
        comment = Comment.objects.filter(thread__article=story.pk).order_by("pk").first()
        topic = story.topics.first()
        yield {
            **common,
            "story": story.address,
            "number": str(story.number),
            "revision": str(story.latest_revision_id or story.number),
            "section": story.section.slug,
            **({"comment": str(comment.pk)} if comment else {}),
            **({"author": story.authors[0].slug} if story.authors else {}),
            **({"topic": topic.slug} if topic else {}),
        }
