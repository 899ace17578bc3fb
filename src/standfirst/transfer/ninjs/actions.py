"""Verbs that bring a story from the wire into the newsroom, keep it up to date, and take it down."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from standfirst.editions.models import Edition
from standfirst.newsroom.stories.models import Article

from . import outcomes, placement
from .library import Library
from .mapping import StoryFields, fields_of
from .outcomes import Outcome
from .placing import Placed, lay_out
from .reading import WireStory

PICTURES = frozenset({"picture", "graphic"})
STORIES = frozenset({"", "text", "composite"})
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person at the terminal asked for. No editions means all; `section` wins over the file's."""

    editions: tuple[Edition, ...] = ()
    section: str = ""
    publish: bool = False
    dry_run: bool = False


def take_in(story: WireStory, *, folder: Path, wishes: Wishes) -> Outcome:
    """Bring one story in, in one transaction: all of it or nothing.

    Raises WireError, or what the database says; then nothing was written, no file either.
    """
    library = Library(folder)
    try:
        with transaction.atomic():
            outcome = _take_in(story, library, wishes)
            if wishes.dry_run:
                transaction.set_rollback(True)
    except BaseException:
        library.take_back()
        raise
    if wishes.dry_run:
        library.take_back()
        if outcome.outcome in {outcomes.CREATED, outcomes.SCHEDULED}:
            outcome.address = None  # its number is not given yet
    outcome.notes.extend(library.notes)
    return outcome


def _take_in(story: WireStory, library: Library, wishes: Wishes) -> Outcome:
    if story.kind in PICTURES:
        return _take_picture(story, library)
    if story.kind not in STORIES:
        return Outcome(
            outcomes.LEFT_OUT, story.uri, notes=[f"is of type “{story.kind[:40]}”, which no story is"]
        )
    article = Article.objects.select_for_update().filter(uri=story.uri).first()
    if article is not None:
        order = compare_versions(story.version, article.uri_version)
        if order < 0:
            note = f"version {story.version or '?'} is older than {article.uri_version}, which is here"
            return Outcome(outcomes.UNCHANGED, story.uri, article.address, notes=[note])
        if order == 0:
            return _same_version(story, article, wishes)
    if story.status == "canceled":
        return _take_down(story, article)
    if article is None:
        return _create(story, library, wishes)
    return _update(story, article, library, wishes)


def compare_versions(one: str, other: str) -> int:
    """Below, equal to or above zero. Numbers in versions count as numbers: "10" is newer than "9"."""

    def parts(version: str) -> tuple[tuple[int, ...], str]:
        return tuple(int(digits) for digits in _DIGITS.findall(version)), version

    if one == other:
        return 0
    return 1 if parts(one) > parts(other) else -1


def _create(story: WireStory, library: Library, wishes: Wishes) -> Outcome:
    fields = fields_of(story)
    section, topics = placement.section_and_topics(fields, wanted=wishes.section)
    article = Article(
        title=fields.headline, slug=placement.free_slug(fields.headline, section), uri=story.uri, live=False
    )
    _fill(article, story, fields, library)
    article.topics = topics
    article.editions = list(wishes.editions)
    section.add_child(instance=article)
    log(
        instance=article, action="wagtail.create", data={"wire": {"uri": story.uri, "version": story.version}}
    )
    article.first_published_at = max(
        filter(None, (fields.first_published, _ahead(story.embargoed))), default=None
    )
    return _finish(story, article, wishes, otherwise=outcomes.CREATED)


def _update(story: WireStory, live: Article, library: Library, wishes: Wishes) -> Outcome:
    """A newer version goes on top of what is here, as a revision: an editor's own stays in the history."""
    fields = fields_of(story)
    article: Article = live.get_latest_revision_as_object()
    latest = live.latest_revision
    if latest is not None and latest.user_id is not None:
        library.notes.append("was edited here since: that revision is kept in the history")
    _fill(article, story, fields, library)
    _, topics = placement.section_and_topics(fields, wanted=live.section.title)
    article.topics = list(dict.fromkeys([*article.topics.all(), *topics]))
    if wishes.editions:
        article.editions = list(wishes.editions)
    if live.live:
        article.revised_at = story.version_created or timezone.now()
    return _finish(story, article, wishes, otherwise=outcomes.UPDATED)


def _fill(article: Article, story: WireStory, fields: StoryFields, library: Library) -> None:
    layout = lay_out(list(fields.blocks), story.pictures, is_here=library.is_here)
    article.title = fields.headline
    article.label = fields.label or article.label
    article.standfirst = fields.standfirst
    article.language = fields.language
    article.source = fields.source
    article.copyright_notice = fields.copyright_notice
    article.usage_terms = fields.usage_terms
    article.desk_note = fields.desk_note
    article.uri_version = story.version
    article.expire_at = story.expires
    article.go_live_at = _ahead(story.embargoed)
    article.lead_picture = library.take(layout.lead) if layout.lead else None
    placement.write_story(article, [(block, _number(block, library)) for block in layout.blocks])
    article.bylines = placement.bylines_of(fields.authors)


def _number(block: object, library: Library) -> int | None:
    picture = library.take(block) if isinstance(block, Placed) else None
    return picture.pk if picture is not None else None


def _finish(story: WireStory, article: Article, wishes: Wishes, *, otherwise: str) -> Outcome:
    """Keep it as a revision, and publish that if this was asked for and the story may be read."""
    revision = article.save_revision(log_action=True)
    outcome = Outcome(otherwise, story.uri)
    forbidden = _why_not(story)
    if forbidden:
        outcome.notes.append(f"not published: {forbidden}")
        if story.status == "withheld" and article.live:
            _unpublish(article)
    elif wishes.publish:
        revision.publish()
        if _ahead(story.embargoed):
            outcome.outcome = outcomes.SCHEDULED
            outcome.notes.append(f"embargoed: goes live at {article.go_live_at:%Y-%m-%d %H:%M} UTC")
    elif article.go_live_at:
        outcome.notes.append(f"draft, embargoed until {article.go_live_at:%Y-%m-%d %H:%M} UTC")
    outcome.address = Article.objects.get(pk=article.pk).address
    return outcome


def _same_version(story: WireStory, article: Article, wishes: Wishes) -> Outcome:
    """Nothing to do, unless a draft that nobody has published yet is to be published now."""
    outcome = Outcome(outcomes.UNCHANGED, story.uri, article.address)
    waits = article.scheduled_revision is not None
    never_live = not article.live and article.last_published_at is None
    if not (wishes.publish and never_live) or waits or story.status == "canceled" or _why_not(story):
        return outcome
    article.get_latest_revision().publish()
    outcome.outcome = outcomes.SCHEDULED if _ahead(story.embargoed) else outcomes.UPDATED
    outcome.notes.append("was a draft: published as it stands here")
    return outcome


def _take_down(story: WireStory, article: Article | None) -> Outcome:
    if article is None:
        return Outcome(outcomes.UNCHANGED, story.uri, notes=["is canceled by the agency, and was never here"])
    _unpublish(article)
    Article.objects.filter(pk=article.pk).update(uri_version=story.version)
    return Outcome(outcomes.TAKEN_DOWN, story.uri, article.address, notes=["canceled by the agency"])


def _unpublish(article: Article) -> None:
    """Off the paper, and off the schedule: 410 from now on, if readers ever saw it."""
    article.revisions.update(approved_go_live_at=None)
    if article.live:
        article.unpublish()


def _take_picture(story: WireStory, library: Library) -> Outcome:
    if story.status != "usable":
        return Outcome(outcomes.LEFT_OUT, story.uri, notes=[f"is {story.status} by the agency"])
    placed = lay_out([], (story.itself,), is_here=library.is_here).lead
    if placed is None or (picture := library.take(placed)) is None:
        return Outcome(outcomes.LEFT_OUT, story.uri)
    if picture in library.made:
        return Outcome(outcomes.PICTURE, story.uri, notes=[f"is picture {picture.pk} of the library"])
    return Outcome(outcomes.UNCHANGED, story.uri, notes=[f"is picture {picture.pk} of the library already"])


def _why_not(story: WireStory) -> str:
    if story.expires is not None and story.expires <= timezone.now():
        return f"it expired on {story.expires:%Y-%m-%d %H:%M} UTC"
    if story.status == "withheld":
        return "the agency withholds it"
    return "" if story.status == "usable" else f"the agency calls it “{story.status[:40]}”"


def _ahead(instant: datetime | None) -> datetime | None:
    return instant if instant is not None and instant > timezone.now() else None
