"""What moving house writes into the newsroom's log."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

ACTS = {
    "transfer.comments": _("Comments brought in"),
    "transfer.claim": _("Comments of a former forum claimed"),
    "transfer.disown": _("Comments of a former forum disowned"),
}


@hooks.register("register_log_actions")
def name_acts(actions: Any) -> None:
    for name, label in ACTS.items():
        actions.register_action(name, label, label)
