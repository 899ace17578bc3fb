"""What a body is made of in the editor."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

INLINE_FEATURES = ["bold", "italic", "link"]


class PictureInBody(blocks.StructBlock):
    """A picture between paragraphs; words left empty are the picture's own."""

    picture = ImageChooserBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False)
    alt = blocks.CharBlock(label=_("Alternative text"), required=False)
    credit = blocks.CharBlock(label=_("Credit"), required=False)

    class Meta:
        icon = "image"
        label = _("Picture")


class PullQuote(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quote"))
    speaker = blocks.CharBlock(label=_("Who said it"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Pull quote")


class ItemList(blocks.StructBlock):
    items = blocks.ListBlock(blocks.RichTextBlock(features=INLINE_FEATURES), label=_("Items"))
    ordered = blocks.BooleanBlock(label=_("Numbered"), required=False)

    class Meta:
        icon = "list-ul"
        label = _("List")


class Body(blocks.StreamBlock):
    """The body of a story. A paragraph block may hold several paragraphs: each counts at the wall."""

    paragraph = blocks.RichTextBlock(label=_("Paragraph"), features=INLINE_FEATURES)
    heading = blocks.CharBlock(label=_("Heading"), icon="title")
    picture = PictureInBody()
    quote = PullQuote()
    list = ItemList()
