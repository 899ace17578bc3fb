"""Labels that the editor suggests. A label is free text: a paper may have words of its own."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

LABELS = (
    _("News"), _("Analysis"), _("Opinion"), _("Review"), _("Interview"), _("Feature"), _("Explainer"), _("Profile"),
    _("Live"),
)  # fmt: skip
