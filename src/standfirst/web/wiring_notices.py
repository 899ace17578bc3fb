"""Where notices meet the other floors: the second half of `wiring`."""

from __future__ import annotations

from django.conf import settings

from standfirst.delivery.schedule import JOBS, Job

from .me import CONTRIBUTIONS


def connect() -> None:
    """Called by `wiring.connect`, once."""
    _mail()
    _notices()
    _alerts()
    _newsletters()
    _followed()


def _mail() -> None:
    """In the demo nothing is sent: its mail is read on a page of its own."""
    from standfirst.notices.mail.queue import send_waiting_mail, sweep_mail
    from standfirst.notices.mail.returned import sweep_returned

    if not settings.CONFIGURATION.demo:
        JOBS.append(Job("send waiting mail", 1, send_waiting_mail))
    JOBS.append(Job("forget old mail", 3600, sweep_mail))
    JOBS.append(Job("forget what came back long ago", 3600, sweep_returned))


def _notices() -> None:
    from django.contrib.auth.signals import user_logged_out

    from standfirst.notices.channels import CHANNELS
    from standfirst.notices.channels.inbox import InboxChannel
    from standfirst.notices.channels.mail import MailChannel
    from standfirst.notices.channels.push import PushChannel
    from standfirst.notices.deliver import forget_old, jobs, sweep
    from standfirst.notices.me import inbox_of
    from standfirst.notices.push import vapid as push
    from standfirst.notices.push.subscriptions import sweep_removed
    from standfirst.notices.signals import signed_out, signed_out_elsewhere
    from standfirst.readers.signals import sign_ins_ended

    CONTRIBUTIONS.append(inbox_of)
    user_logged_out.connect(signed_out)
    sign_ins_ended.connect(signed_out_elsewhere)
    CHANNELS.append(InboxChannel())
    vapid = push.vapid()
    if vapid is not None:
        CHANNELS.append(PushChannel(vapid=vapid, listed=settings.CONFIGURATION.push_hosts))
    CHANNELS.append(MailChannel())
    JOBS.extend(jobs())
    JOBS.append(Job("sweep notices", 10, sweep))
    JOBS.append(Job("forget old dispatches", 3600, forget_old))
    JOBS.append(Job("forget removed devices", 3600, sweep_removed))


def _alerts() -> None:
    from wagtail.signals import page_unpublished

    from standfirst.newsroom.desk.roles import Role, grant
    from standfirst.newsroom.stories.models import Article
    from standfirst.notices.actions import register
    from standfirst.notices.alerts import permissions
    from standfirst.notices.alerts.running import run_alerts
    from standfirst.notices.signals import story_taken_down
    from standfirst.notices.stories import AlertNotice

    register(AlertNotice)
    page_unpublished.connect(story_taken_down, sender=Article)
    for role, may in permissions.OF_ROLES.items():
        grant(Role(role), *may)
    JOBS.append(Job("run alerts", 1, run_alerts))


def _newsletters() -> None:
    from django.db.models.signals import post_delete, post_save

    from standfirst.newsroom.desk.roles import Role, grant
    from standfirst.notices.mail.stopping import READERS
    from standfirst.notices.models import Newsletter
    from standfirst.notices.newsletters.actions import PERMISSION
    from standfirst.notices.newsletters.keys import newsletter_changed
    from standfirst.notices.newsletters.sending import send_issues
    from standfirst.notices.newsletters.subscribing import forget_unconfirmed, stop_newsletter

    READERS["n"] = stop_newsletter
    for role in (Role.EDITOR, Role.ADMINISTRATOR):
        plans = (f"notices.{verb}_newsletter" for verb in ("add", "change", "delete"))
        grant(role, PERMISSION, *plans)
    for signal in (post_save, post_delete):
        signal.connect(newsletter_changed, sender=Newsletter)
    JOBS.append(Job("send newsletters", 2, send_issues))
    JOBS.append(Job("forget unconfirmed subscribers", 3600, forget_unconfirmed))


def _followed() -> None:
    """What readers hear of those whom and that which they follow."""
    from wagtail.signals import page_published

    from standfirst.newsroom.stories.models import Article
    from standfirst.notices.actions import register
    from standfirst.notices.wishes import followers, stories
    from standfirst.notices.wishes.notices import NewStoryNotice
    from standfirst.readers.signals import followed

    register(NewStoryNotice, followers.FollowerNotice)
    followed.connect(followers.somebody_follows)
    page_published.connect(stories.story_published, sender=Article)
    JOBS.append(Job("tell new stories", 5, stories.tell_new_stories))
