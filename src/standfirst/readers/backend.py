"""Who a session belongs to: django-allauth's backend, which asks for the reader by a statement that is written once."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet

from standfirst.kit.statements import prepared

from .models import Reader


class ReaderBackend(AuthenticationBackend):
    """How everybody signs in. The answer to each personal request begins with `get_user`."""

    def get_user(self, user_id: int) -> Reader | None:
        reader = next(iter(_by_number(user_id)), None)
        return reader if reader is not None and self.user_can_authenticate(reader) else None


@prepared
def _by_number(number: int) -> QuerySet[Reader]:
    return Reader.objects.filter(pk=number)
