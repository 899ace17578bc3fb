"""Sessions in Django's own table and form, read by a statement that is written once."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from standfirst.kit.statements import prepared


class SessionStore(db.SessionStore):
    """Django's, but for how a session is looked up."""

    def _get_session_from_db(self) -> Session | None:
        for session in _living(self.session_key or "", timezone.now()):
            return session
        self._session_key = None
        return None


@prepared
def _living(key: str, now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)
