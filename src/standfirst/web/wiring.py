"""Where the floors meet: lists that lower floors declare are filled here, and signals connected, nowhere else."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.db.models import Model

from standfirst.delivery.schedule import JOBS, Job

from . import wiring_notices
from .me import CONTRIBUTIONS


def connect() -> None:
    """Called once, when Django is ready."""
    _readers()
    _pictures()
    _forum()
    _webhooks()
    wiring_notices.connect()
    _newsroom()
    _keys()
    _worker()
    _forgetting()
    _syndication()
    _numbers()


def _readers() -> None:
    from allauth.socialaccount.signals import social_account_added
    from django.contrib.auth.signals import user_logged_in, user_logged_out
    from django.db.models.signals import post_save, pre_save

    from standfirst.newsroom.stories.queries import author_names
    from standfirst.readers import providers
    from standfirst.readers.actions import sweep_pictures, sweep_sign_ins
    from standfirst.readers.gifts import sweep_gifts
    from standfirst.readers.joining import prune_unconfirmed
    from standfirst.readers.leaving import erase_leavers, remind_leavers
    from standfirst.readers.metering import sweep_read_on
    from standfirst.readers.models import Reader
    from standfirst.readers.personal_data import PERSONAL_DATA
    from standfirst.readers.queries import PROTECTED

    from . import signing_in
    from .middleware import hosts
    from .personal_data import all_keepers
    from .views.account import passkey

    PERSONAL_DATA.extend(all_keepers())
    PROTECTED.append(author_names)
    user_logged_in.connect(signing_in.came_back)
    CONTRIBUTIONS.append(passkey.offer_of)
    user_logged_in.connect(hosts.begun)
    user_logged_out.connect(signing_in.signed_out)
    social_account_added.connect(providers.connected)
    pre_save.connect(signing_in.reader_saving, sender=Reader)
    post_save.connect(signing_in.reader_saved, sender=Reader)
    JOBS.append(Job("remind those who leave", 600, remind_leavers))
    JOBS.append(Job("let readers go", 10, erase_leavers))
    JOBS.append(Job("forget ended sessions", 3600, sweep_sign_ins))
    JOBS.append(Job("forget unconfirmed addresses", 3600, prune_unconfirmed))
    JOBS.append(Job("delete pictures that nobody has", 3600, sweep_pictures))
    JOBS.append(Job("forget old meters", 3600, sweep_read_on))
    JOBS.append(Job("forget old gifts", 3600, sweep_gifts))


def _pictures() -> None:
    from django.db.models.signals import post_delete, post_save

    from standfirst.newsroom.pictures import signals
    from standfirst.newsroom.pictures.models import Picture

    post_save.connect(signals.picture_saved, sender=Picture)
    post_delete.connect(signals.picture_deleted, sender=Picture)


def _forum() -> None:
    from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
    from wagtail.signals import post_page_move

    from standfirst.forum import signals
    from standfirst.forum.models import StatedPolicy, WatchedWord
    from standfirst.forum.moderation.legal import forget_notifiers
    from standfirst.forum.moderation.notices import AppealNotice, DecisionNotice, ReportNotice
    from standfirst.forum.moderation.sanctions import sweep_barred
    from standfirst.forum.notices import FollowedCommentNotice, ReplyNotice
    from standfirst.forum.policy import stated
    from standfirst.forum.scorers.choosing import scorer_for
    from standfirst.forum.scorers.scorer import use
    from standfirst.forum.words import watching
    from standfirst.newsroom.desk.roles import Role, grant
    from standfirst.newsroom.stories.models import Author
    from standfirst.notices.actions import register
    from standfirst.readers.models import Reader

    post_save.connect(signals.standing_changed, sender=Reader)
    pre_save.connect(signals.account_linked, sender=Author)
    m2m_changed.connect(signals.roles_changed, sender=Reader.groups.through)
    register(ReplyNotice, FollowedCommentNotice)
    register(DecisionNotice, AppealNotice, ReportNotice)
    post_save.connect(signals.reader_saved, sender=Reader)
    asked = settings.CONFIGURATION
    use(scorer_for(asked.risk, secret=asked.risk_secret, folder=asked.data))
    for signal in (post_save, post_delete):
        signal.connect(watching.words_changed, sender=WatchedWord)
        signal.connect(stated.policies_changed, sender=StatedPolicy)
    post_page_move.connect(stated.policies_changed)
    JOBS.append(Job("forget barred addresses", 3600, sweep_barred))
    JOBS.append(Job("forget notifiers", 3600, forget_notifiers))
    words = [f"forum.{verb}_watchedword" for verb in ("add", "change", "delete")]
    grant(Role.MODERATOR, "forum.moderate_comments", "forum.set_policies", *words)
    grant(Role.EDITOR, "forum.set_policies")


def _webhooks() -> None:
    from standfirst.forum.machines.webhooks import call_webhooks, forget_webhooks

    if settings.CONFIGURATION.webhooks:
        JOBS.append(Job("call webhooks", 1, call_webhooks))
    JOBS.append(Job("forget old webhooks", 3600, forget_webhooks))


def _keys() -> None:
    """What staff do to their keys is on record; which addresses of floors above the desk want a fresh proof."""
    from allauth.mfa import signals as keys

    from standfirst.newsroom.desk import signals
    from standfirst.newsroom.desk.guarded import NEEDS_FRESH_PROOF

    keys.authenticator_added.connect(signals.key_added)
    keys.authenticator_reset.connect(signals.key_added)
    keys.authenticator_removed.connect(signals.key_removed)
    NEEDS_FRESH_PROOF.append("reports/stories/export/")


def _newsroom() -> None:
    from django.db.models.signals import post_delete, post_save, pre_save

    from standfirst.editions.models import TAKEN, Edition
    from standfirst.editions.previews import RENDERERS as EDITION_RENDERERS
    from standfirst.newsroom.desk.roles import Role, grant
    from standfirst.newsroom.fronts.keys import front_changed
    from standfirst.newsroom.fronts.models import Front, Placement
    from standfirst.newsroom.stories import record
    from standfirst.newsroom.stories.models import Article, Section
    from standfirst.newsroom.stories.previews import RENDERERS
    from standfirst.newsroom.stories.queries import taken_slug
    from standfirst.newsroom.stories.walls import walls_of_edition_moved, walls_of_section_moved

    from .views import previews

    for model in (Front, Placement):
        post_save.connect(front_changed, sender=model)
        post_delete.connect(front_changed, sender=model)
    grant(Role.EDITOR, "fronts.add_front", "fronts.change_front")
    post_save.connect(walls_of_edition_moved, sender=Edition)
    post_delete.connect(walls_of_edition_moved, sender=Edition)
    post_save.connect(walls_of_section_moved, sender=Section)
    for walled in (Edition, Section, Article):
        pre_save.connect(record.about_to_be_saved, sender=walled)
        post_save.connect(record.saved, sender=walled)
    TAKEN.append(taken_slug)
    RENDERERS.update(
        Article=previews.preview_article,
        Section=previews.preview_section,
        StandingPage=previews.preview_standing,
    )
    EDITION_RENDERERS.append(previews.preview_edition)


def _worker() -> None:
    from standfirst.delivery.sweep import sweep

    from .scheduled import publish_scheduled
    from .tasks import beat, run_task, take_back

    JOBS.append(Job("sign of life", 5, beat))
    JOBS.append(Job("run tasks", 0.1, run_task))
    JOBS.append(Job("take tasks back", 15, take_back))
    JOBS.append(Job("publish what is due", 1, publish_scheduled))
    JOBS.append(Job("sweep the bus", 3600, sweep))


def _forgetting() -> None:
    """Which stored pages a change drops."""
    from django.db.models.signals import post_delete, post_save
    from wagtail.signals import page_published, page_unpublished, post_page_move

    from standfirst.editions.models import Edition
    from standfirst.editions.signals import edition_changed
    from standfirst.newsroom.stories import signals
    from standfirst.newsroom.stories.models import Article, Author, Section, StandingPage, Topic
    from standfirst.newsroom.stories.section_names import SectionName
    from standfirst.newsroom.stories.standing_words import StandingWords

    pages: dict[type[Model], Callable[..., None]] = {
        Article: signals.article_changed,
        Section: signals.section_changed,
        StandingPage: signals.standing_page_changed,
    }
    for model, changed in pages.items():
        for signal in (page_published, page_unpublished, post_delete):
            signal.connect(changed, sender=model)
        post_save.connect(signals.saved_while_live, sender=model)
    post_page_move.connect(signals.article_moved, sender=Article)
    others: dict[type[Model], Callable[..., None]] = {
        Author: signals.author_changed,
        Topic: signals.topic_changed,
        Edition: edition_changed,
        SectionName: signals.words_changed,
        StandingWords: signals.words_changed,
    }
    for model, changed in others.items():
        for signal in (post_save, post_delete):
            signal.connect(changed, sender=model)


def _numbers() -> None:
    from standfirst.newsroom.desk.roles import Role, grant
    from standfirst.newsroom.numbers.actions import forget_old_numbers
    from standfirst.readers.signals import joined

    from .counting import reader_joined

    for role in (Role.EDITOR, Role.ADMINISTRATOR):
        grant(role, "numbers.see_numbers")
    joined.connect(reader_joined)
    JOBS.append(Job("forget old numbers", 3600, forget_old_numbers))


def _syndication() -> None:
    from standfirst.newsroom.desk.guarded import NEEDS_FRESH_PROOF
    from standfirst.syndication.partners import sweep_uses
    from standfirst.syndication.views import CLOSED

    from .personal import PERSONAL_PREFIXES

    CLOSED.extend(PERSONAL_PREFIXES)
    NEEDS_FRESH_PROOF.append("partners/")
    JOBS.append(Job("forget old requests of partners", 3600, sweep_uses))
