"""Notices about stories: what an editor tells as breaking news."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db.models import QuerySet

from standfirst.editions.models import Edition

from .models import Alert, Subscription
from .notice import Hearer, Notice, Reference, Words
from .reach import devices_after


class AlertNotice(Notice):
    """Breaking news, to every device that wants alerts in the alert's editions; strangers included.

    Its words are the editor's own and the paper's name: nothing of the body, so nothing from below a cut.
    """

    kind: ClassVar[str] = "alert"
    urgent: ClassVar[bool] = True
    lives: ClassVar[timedelta] = timedelta(hours=6)

    def __init__(self, alert: Alert) -> None:
        self.alert = alert

    def reference(self) -> Reference:
        return {"alert": self.alert.pk}

    @classmethod
    def from_reference(cls, reference: Reference) -> AlertNotice | None:
        alert = (
            Alert.objects.filter(pk=reference["alert"], article__live=True).select_related("article").first()
        )
        return cls(alert) if alert is not None else None

    def hearers(self) -> Iterator[Hearer]:
        for number in self._wanted().order_by("id").values_list("pk", flat=True).iterator(chunk_size=2000):
            yield Hearer(subscription=number)

    def some_hearers(self, place: int, most: int) -> tuple[list[Hearer], int]:
        return devices_after(self._wanted(), place, most)

    def _wanted(self) -> QuerySet[Subscription]:
        return Subscription.objects.filter(alerts=True, edition__in=self.alert.editions.all())

    def words(self, edition: Edition) -> Words:
        del edition  # one text for all the editions it is sent to
        return Words(
            title=settings.PAPER_NAME,
            body=self.alert.text,
            address=self.alert.article.address,
            tag=f"alert/{self.alert.pk}",
        )
