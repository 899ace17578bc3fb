"""Home, section, article: the depth at which a paper's articles stand."""

from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page


class SimplePage(Page):
    """Home and section."""


class ArticlePage(Page):
    body = StreamField([("paragraph", blocks.RichTextBlock())])
