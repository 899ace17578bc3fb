"""Notices about stories: what an editor tells as breaking news."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from standfirst.editions.models import Edition

from .models import Alert, Dispatch
from .notice import Hearer, Notice, Reference, Words
from .queries import alert_hearers
from .reach import devices_after

CHUNK = 2000


class AlertNotice(Notice):
    """Breaking news in one edition, to every device that wants it; strangers included.

    Its words are the editor's own and the paper's name: nothing of the body, so nothing from below a cut. Made anew
    it is None as soon as it was stopped, or as readers of the edition could not open its story.
    """

    kind: ClassVar[str] = "alert"
    urgent = True  # unless its editor said otherwise
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
            state=Alert.State.SENDING,
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
            return self._who_got(self.alert.corrects, place, most)
        topics = list(self.alert.topics.values_list("pk", flat=True))
        return devices_after(alert_hearers(self.edition, topics), place, most)

    def _who_got(self, first: Alert, place: int, most: int) -> tuple[list[Hearer], int]:
        """Exactly those who got what is set right, where the device is still there."""
        got = Dispatch.objects.filter(
            told__alert_round__alert=first,
            told__alert_round__edition=self.edition,
            state=Dispatch.State.SENT,
            subscription__isnull=False,
            pk__gt=place,
        )
        copies = list(got.order_by("pk").values_list("pk", "subscription")[:most])
        return [Hearer(subscription=device) for _copy, device in copies], copies[-1][0] if copies else place

    def words(self, edition: Edition) -> Words:
        del edition  # one text for all the editions it is sent to
        first = self.alert
        while first.corrects is not None:
            first = first.corrects
        title = settings.PAPER_NAME
        if first != self.alert:
            title = _("Correction: %(paper)s") % {"paper": title}
        # The tag is that of the first: a correction takes its place in the browser, and on the way there.
        return Words(title, self.alert.text, self.alert.article.address, tag=f"alert/{first.pk}")
