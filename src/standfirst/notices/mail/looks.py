"""How letters look. Mail programs know no style sheets but what stands in the letter itself, and some not even that: so
each element carries its own style, and one block of rules adds what only some understand: the dark."""

from __future__ import annotations

_SERIF = "Charter,'Bitstream Charter','Iowan Old Style',Cambria,Georgia,'Times New Roman',serif"
_SANS = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"
PAPER, INK, SOFT, HAIRLINE, ACCENT = "#fefdfb", "#1b1a18", "#5c5853", "#d8d3ca", "#a01a22"
NIGHT_PAPER, NIGHT_INK, NIGHT_SOFT, NIGHT_HAIRLINE, NIGHT_ACCENT = (
    "#151412", "#ebe7e0", "#aaa49a", "#3a3732", "#ff968c",
)  # fmt: skip

#: Name of a look → the class that the dark knows it by, and its style.
LOOKS: dict[str, tuple[str, str]] = {
    "page": (
        "sf-page",
        f"margin:0;padding:0;background-color:{PAPER};color:{INK};-webkit-text-size-adjust:100%",
    ),
    "sheet": (
        "sf-ink",
        (
            "max-width:600px;margin:0 auto;padding:24px 20px;text-align:start;line-height:1.5;font-size:17px;"
            f"font-family:{_SERIF};color:{INK}"
        ),
    ),
    "nameplate": (
        "sf-ink sf-line",
        (
            "margin:0 0 20px;padding:0 0 12px;font-size:26px;line-height:1.2;font-weight:700;"
            f"border-bottom:2px solid {INK}"
        ),
    ),
    "plain-link": ("sf-ink", f"color:{INK};text-decoration:none"),
    "link": ("sf-accent", f"color:{ACCENT};text-decoration:underline"),
    "label": (
        "sf-accent",
        f"margin:0 0 4px;font-family:{_SANS};font-size:13px;font-weight:600;color:{ACCENT}",
    ),
    "group": (
        "sf-accent",
        f"margin:24px 0 8px;font-family:{_SANS};font-size:13px;font-weight:600;color:{ACCENT}",
    ),
    "story": ("sf-hair", f"margin:0;padding:16px 0;border-top:1px solid {HAIRLINE}"),
    "headline": ("", "margin:0 0 6px;font-size:20px;line-height:1.25;font-weight:700"),
    "title": ("", "margin:0 0 4px;font-size:22px;line-height:1.25;font-weight:700"),
    "first": ("", "margin:0 0 8px;font-size:28px;line-height:1.15;font-weight:700"),
    "text": ("", "margin:0 0 12px"),
    "note": ("sf-soft", f"margin:0 0 8px;font-family:{_SANS};font-size:14px;line-height:1.5;color:{SOFT}"),
    "foot": ("sf-hair", f"margin:12px 0 0;padding:16px 0 0;border-top:1px solid {HAIRLINE}"),
    "foot-link": ("sf-soft", f"color:{SOFT};text-decoration:underline"),
}

DARK = (
    "@media (prefers-color-scheme:dark){"
    f".sf-page{{background-color:{NIGHT_PAPER}!important;color:{NIGHT_INK}!important}}"
    f".sf-ink{{color:{NIGHT_INK}!important}}.sf-soft{{color:{NIGHT_SOFT}!important}}"
    f".sf-accent{{color:{NIGHT_ACCENT}!important}}"
    f".sf-hair{{border-color:{NIGHT_HAIRLINE}!important}}.sf-line{{border-color:{NIGHT_INK}!important}}"
    "}"
)
