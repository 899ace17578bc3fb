"""Where the floors meet: lists that lower floors declare are filled here, and signals connected, nowhere else."""

from __future__ import annotations

from django.conf import settings

from standfirst.delivery.schedule import JOBS, Job


def connect() -> None:
    """Called once, when Django is ready."""
    _mail()
    _pictures()
    _forum()


def _mail() -> None:
    """In the demo nothing is sent: its mail is read on a page of its own."""
    from standfirst.notices.mail import send_waiting_mail, sweep_mail

    if not settings.CONFIGURATION.demo:
        JOBS.append(Job("send waiting mail", 1, send_waiting_mail))
    JOBS.append(Job("forget old mail", 3600, sweep_mail))


def _pictures() -> None:
    from django.db.models.signals import post_delete, post_save

    from standfirst.newsroom.pictures import signals
    from standfirst.newsroom.pictures.models import Picture

    post_save.connect(signals.picture_saved, sender=Picture)
    post_delete.connect(signals.picture_deleted, sender=Picture)


def _forum() -> None:
    from standfirst.forum.notices import FollowedCommentNotice, ReplyNotice
    from standfirst.notices.actions import register

    register(ReplyNotice, FollowedCommentNotice)
