"""The parts that pages include: the quiet line and the bell."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context

from ..push.vapid import vapid

register = template.Library()


@register.inclusion_tag("notices/part_quiet_line.html", takes_context=True)
def quiet_line(context: Context) -> dict[str, Any]:
    """Two sentences above a story that lead to notifications; only where no offer stands: one ask at a time."""
    key = vapid()
    return {"paper": context["paper"], "push_key": key.public_key if key is not None else ""}
