"""How numbers are printed in the newsroom."""

from __future__ import annotations

from datetime import date

from babel import Locale
from babel.numbers import format_decimal, format_percent
from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from standfirst.access.rules import VisitorClass
from standfirst.kit.zones import FALLBACK_LANGUAGE, local_day, locale_for

register = template.Library()


@register.filter
def grouped(number: int) -> str:
    """38816 as “38,816”."""
    return str(format_decimal(number, locale=_locale()))


@register.filter
def per_cent(part: float | None) -> str:
    """0.0512 as “5.1%”; a dash where there is nothing to compare."""
    return "–" if part is None else str(format_percent(part, "#,##0.0%", locale=_locale()))


@register.filter
def day_in_words(day: date) -> str:
    """A day of a calendar, which is no instant and needs no zone: “12 Sept 2023”."""
    return local_day(day, language=get_language() or FALLBACK_LANGUAGE)


@register.filter
def class_in_words(visitor_class: str) -> str:
    names = {
        VisitorClass.ANONYMOUS: _("Strangers"),
        VisitorClass.REGISTERED: _("Registered readers"),
        VisitorClass.CRAWLER: _("Verified crawlers"),
        VisitorClass.PARTNER: _("Partners"),
    }
    return names[VisitorClass(visitor_class)]


@register.filter
def up(height: int) -> int:
    """Where a bar of this height begins, from the top of a drawing of a hundred."""
    return 100 - height


@register.filter
def right(x: int) -> int:
    """Where the second bar of a day stands."""
    return x + 4


def _locale() -> Locale:
    return locale_for(get_language() or "en")
