"""What the paper's own machinery puts on record, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from .rotation import ROTATED
from .support import READER_MADE, SIGNED_IN_FOR


@hooks.register("register_log_actions")
def name_what_is_on_record(actions: LogActionRegistry) -> None:
    actions.register_action(ROTATED, _("Change the key of passes"), _("Passes are signed with a new key"))
    actions.register_action(READER_MADE, _("Make a reader"), _("A reader was made by a command"))
    actions.register_action(
        SIGNED_IN_FOR, _("Sign in for a reader"), _("A reader was signed in by a command, for support")
    )
