"""The one tag that prints a date."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from standfirst.editions.models import Edition
from standfirst.kit.zones import iso_utc, local_month, local_time

register = template.Library()


@register.simple_tag(takes_context=True)
def edition_time(
    context: Context, instant: datetime | None, edition: Edition | None = None, *, style: str = ""
) -> SafeString | str:
    """Print an instant in the zone and language of the edition on show, with the zone's name.

    `<time datetime="2023-09-12T09:57:00Z" title="Eastern Daylight Time">Tuesday 12 September 2023 05:57
    EDT</time>`; nothing for no instant. `style="short"`, for lists, gives "12 Sept 2023 05:57 EDT";
    `style="month"` gives "September 2023".
    """
    if instant is None:
        return ""
    shown = edition or context["edition"]
    if style == "month":
        month = local_month(instant, zone=shown.time_zone, language=shown.language)
        return format_html('<time datetime="{}">{}</time>', iso_utc(instant)[:7], month)
    said = local_time(instant, zone=shown.time_zone, language=shown.language, short=style == "short")
    return format_html('<time datetime="{}" title="{}">{}</time>', said.iso, said.zone_name, said.text)
