"""The picture form of the newsroom."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from standfirst.kit.pictures import PictureRefused

from .actions import put_words
from .intake import check_picture

HELP = {
    "file": _("What the file says of itself (IPTC, XMP) fills the fields below that you leave empty."),
    "alt": _(
        "For those who do not see the picture: what is on it, in one sentence. Leave it empty "
        "only when the caption says it all."
    ),
    "caption": _("Below the picture, for everybody: who, what, where, when."),
    "credit": _("Whom to thank, as it is printed: Agency via Library. Without brackets."),
    "creator": _("Who made the picture."),
    "source": _("Where the paper has it from."),
    "usage_terms": _("What may be done with it, and until when."),
}


class PictureFileField(WagtailImageField):
    """Looks at a file before Wagtail does, whose own field fails on a picture that is cut off."""

    def to_python(self, data: Any) -> Any:
        if data in self.empty_values:
            return None
        try:
            checked = check_picture(data)
        except PictureRefused as refused:
            raise ValidationError(str(refused)) from refused
        file = super().to_python(data)
        file.checked = checked
        return file


class PictureForm(BaseImageForm):
    """Asks for alternative text, caption and credit; reads from the file what is left empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            plain = self.fields["file"]
            self.fields["file"] = PictureFileField(
                required=plain.required, label=plain.label, widget=plain.widget
            )
        for name, text in HELP.items():
            if name in self.fields:
                said = self.fields[name].help_text
                self.fields[name].help_text = f"{text} {said}" if name == "file" else text

    def _post_clean(self) -> None:
        super()._post_clean()
        checked = getattr(self.cleaned_data.get("file"), "checked", None)
        if checked is not None:
            put_words(self.instance, checked.words)
