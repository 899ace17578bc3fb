"""What is on record about readers, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from .record import ASKED, ERASED, EXPORTED, STAYED


@hooks.register("register_log_actions")
def name_what_is_on_record(actions: LogActionRegistry) -> None:
    actions.register_action(ASKED, _("Ask to leave"), _("Asked to leave"))
    actions.register_action(STAYED, _("Stay"), _("Signed in again, and stays"))
    actions.register_action(ERASED, _("Erase a reader"), _("Was erased"))
    actions.register_action(EXPORTED, _("Export a reader's data"), _("Data was exported"))
