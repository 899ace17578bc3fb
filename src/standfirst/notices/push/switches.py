"""Where each browser keeps its own switch for notifications, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from standfirst.kit.browsers import browser_family


@dataclass(frozen=True, slots=True)
class Switch:
    """How to allow, and how to stop, a paper's notifications in one browser."""

    browser: str
    steps: tuple[str | Promise, ...]
    families: tuple[str, ...] = ()
    #: Systems on which every browser is this one: an iPhone has notifications for what lies on its home screen alone.
    systems: tuple[str, ...] = ()


_OPEN_PAPER = _("Open any page of this paper.")
SWITCHES = (
    Switch(
        "iPhone, iPad",
        (
            _("Open the paper in Safari, tap “Share”, then “Add to Home Screen”."),
            _("Open the paper from your home screen, and turn notifications on in its preferences."),
            _("To change it later: Settings, Notifications, and the paper’s name."),
        ),
        systems=("iPhone", "iPad"),
    ),
    Switch(
        "Firefox",
        (
            _OPEN_PAPER,
            _("Click the padlock or the shield beside the address."),
            _("“Connection”, “More information”, “Permissions”: “Send notifications” is the switch."),
        ),
        ("Firefox",),
    ),
    Switch(
        "Chrome, Android",
        (
            _("Tap the three dots, “Settings”, “Site settings”, “Notifications”."),
            _("Choose this paper’s address, and allow or block it."),
        ),
        systems=("Android",),
    ),
    Switch(
        "Chrome, Opera",
        (
            _OPEN_PAPER,
            _("Click the symbol to the left of the address: “Notifications” is the switch."),
        ),
        ("Chrome", "Opera"),
    ),
    Switch(
        "Edge",
        (
            _OPEN_PAPER,
            _("Click the padlock beside the address, then “Permissions for this site”."),
            _("“Notifications” is the switch."),
        ),
        ("Edge",),
    ),
    Switch(
        "Safari, Mac",
        (
            _("In the menu: “Safari”, “Settings”, “Websites”, “Notifications”."),
            _("Choose this paper’s address, and allow or deny it."),
        ),
        ("Safari",),
    ),
    Switch(
        "Samsung Internet",
        (_("“Menu”, “Settings”, “Sites and downloads”, “Notifications”."),),
        ("Samsung Internet",),
    ),
)


def switch_of(user_agent: str) -> Switch | None:
    """The switch of the browser that calls itself this; None when it is none we know."""
    family = browser_family(user_agent)
    by_family = next((switch for switch in SWITCHES if family in switch.families), None)
    if "Android" in user_agent and family != "Chrome":
        return by_family
    by_system = (switch for switch in SWITCHES if any(name in user_agent for name in switch.systems))
    return next(by_system, by_family)
