"""The look of letters, for their templates."""

from __future__ import annotations

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from standfirst.notices.mail.looks import DARK, LOOKS
from standfirst.notices.mail.recipients import recipients

register = template.Library()


@register.simple_tag
def look(name: str) -> SafeString:
    """The attributes of an element: `<h2 {% look "headline" %}>`."""
    known_as, style = LOOKS[name]
    said = format_html('style="{}"', SafeString(style.replace('"', "'")))
    return format_html('class="{}" {}', known_as, said) if known_as else said


@register.simple_tag
def after_dark() -> SafeString:
    """The rules for mail programs that know of dark and light."""
    return format_html("<style>{}</style>", SafeString(DARK))


@register.inclusion_tag("notices/part_mail.html", takes_context=True)
def returned_mail(context: Context) -> dict[str, str]:
    """On a reader's own page: that mail to the address came back, and a button. Else nothing."""
    reader = context["user"].pk
    found = recipients([reader]).get(reader) if reader is not None else None
    return {"address": found.address if found is not None and found.is_closed else ""}
