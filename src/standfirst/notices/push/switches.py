"""Where each browser keeps its own switch for notifications, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Switch:
    browser: str
    where: str | Promise
    families: tuple[str, ...]


SWITCHES = (
    Switch(
        "Firefox",
        _(
            "Click the padlock or the shield beside the address, then Connection, More information, "
            "Permissions; “Send notifications” is the switch."
        ),
        ("Firefox",),
    ),
    Switch(
        "Chrome",
        _(
            "Click the symbol to the left of the address; “Notifications” is the switch. On Android: "
            "the three dots, Settings, Site settings, Notifications."
        ),
        ("Chrome", "Opera"),
    ),
    Switch(
        "Edge",
        _(
            "Click the padlock beside the address, then “Permissions for this site”; “Notifications” "
            "is the switch."
        ),
        ("Edge",),
    ),
    Switch(
        "Safari",
        _(
            "On a Mac: Safari, Settings, Websites, Notifications. On an iPhone or iPad: add the paper"
            " to your home screen; then Settings, Notifications, and the paper's name."
        ),
        ("Safari",),
    ),
    Switch(
        "Samsung Internet",
        _("Menu, Settings, Sites and downloads, Notifications."),
        ("Samsung Internet",),
    ),
)
