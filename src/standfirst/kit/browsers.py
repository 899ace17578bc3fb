"""What a browser calls itself, in a few words. Pure."""

from __future__ import annotations

# In this order: most browsers also claim to be those below them.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def browser_family(user_agent: str) -> str:
    """ "Firefox", "Chrome", …; nothing when it is none we know."""
    return next((name for mark, name in _BROWSERS if mark in user_agent), "")


def browser_name(user_agent: str) -> str:
    """“Firefox · Linux”, in no language: enough to know it again, and nothing a stranger wrote.

    Only the part that is understood; empty when nothing is.
    """
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return " · ".join(filter(None, (browser_family(user_agent), system)))


#: What programs say that do not hide: robots name themselves or an address, tools their name.
_MACHINES = (
    "bot",
    "crawl",
    "spider",
    "slurp",
    "http:",
    "https:",
    "preview",
    "curl/",
    "wget/",
    "python",
    "monitor",
)


def is_machine(user_agent: str) -> bool:
    """Does whoever sends this say itself that it is no person's browser?"""
    said = user_agent.lower()
    return not said.startswith(("mozilla/", "opera/")) or any(mark in said for mark in _MACHINES)
