"""Notices about stories: what an editor tells as breaking news."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db.models import Q
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standfirst.editions.models import Edition

from .alerts.hearers import CHOSEN_BY, KIND, hearers_after, who_got
from .models import Alert
from .notice import Hearer, Notice, Reference, Words
from .wishes.rules import PUSH

CHUNK = 2000


class AlertNotice(Notice):
    """Breaking news in one edition: to every device that wants it, strangers' included, and to readers who ticked it.

    Its words are the editor's own and the paper's name: nothing of the body, so nothing from below a cut. Made anew
    it is None as soon as it was stopped, or as readers of the edition could not open its story. How urgent it is, its
    editor says.
    """

    kind: ClassVar[str] = KIND
    label: ClassVar[str | Promise] = gettext_lazy("Breaking news")
    defaults: ClassVar[frozenset[str]] = frozenset({PUSH})
    chosen_by: ClassVar[frozenset[str]] = CHOSEN_BY
    in_digests: ClassVar[bool] = False
    lives: ClassVar[timedelta] = timedelta(hours=6)

    def __init__(self, alert: Alert, edition: Edition) -> None:
        self.alert = alert
        self.edition = edition
        self.urgent = alert.urgency == Alert.Urgency.HIGH

    def reference(self) -> Reference:
        return {"alert": self.alert.pk, "edition": self.edition.pk}

    @classmethod
    def from_reference(cls, reference: Reference) -> AlertNotice | None:
        edition = Edition.objects.filter(pk=reference["edition"]).first()
        told = Alert.objects.filter(
            Q(article__editions=edition) | Q(article__editions=None),
            pk=reference["alert"],
            state__in=(Alert.State.SENDING, Alert.State.SENT),  # what was sent lies in inboxes
            article__live=True,
        )
        alert = told.select_related("article", "corrects").first()
        return cls(alert, edition) if alert is not None and edition is not None else None

    def hearers(self) -> Iterator[Hearer]:
        place, found = 0, [Hearer()]
        while found:
            found, place = self.some_hearers(place, CHUNK)
            yield from found

    def some_hearers(self, place: int, most: int) -> tuple[list[Hearer], int]:
        if self.alert.corrects is not None:
            return who_got(self.alert.corrects, self.edition, place, most)
        topics = list(self.alert.topics.values_list("pk", flat=True))
        return hearers_after(self.edition, topics, place, most)

    def is_shown_in(self, edition: Edition) -> bool:
        """Where the edition has the story."""
        own = self.alert.article.editions.all()
        return not own or edition in own

    def words(self, edition: Edition) -> Words:
        del edition  # one text for all the editions it is sent to
        first = self.alert
        while first.corrects is not None:
            first = first.corrects
        title = settings.PAPER_NAME
        if first != self.alert:
            title = _("Correction: %(paper)s") % {"paper": title}
        # The tag is that of the first: a correction takes its place in the browser, on the way there, and in the inbox.
        tag = f"alert/{first.pk}"
        return Words(title, self.alert.text, self.alert.article.address, tag=tag, about=tag)

    def line(self, edition: Edition) -> Words:
        words, said = self.words(edition), {"text": self.alert.text}
        with translation.override(edition.language):
            is_first = self.alert.corrects is None
            title = _("Breaking news: %(text)s") % said if is_first else _("Correction: %(text)s") % said
        return replace(words, title=title, body="")
