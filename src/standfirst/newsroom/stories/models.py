"""Sections, authors, topics and articles."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from standfirst.editions.models import Edition, check_wall
from standfirst.editions.queries import all_editions

from . import panels
from .addresses import Addressed, address_of, check_section_slug, check_standing_slug, slug_for
from .blocks import Body
from .named import Named
from .offer_form import WalledPageForm
from .offer_words import WithOffers
from .previews import Previewed
from .section_names import NamedByEdition
from .section_places import section_at
from .standing_words import WordedByEdition


class PaperRoot(Addressed, Page):
    """The one page below the root of the tree; the sections are its children."""

    address = "/"
    max_count = 1
    preview_modes: ClassVar[list[tuple[str, str]]] = []
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["stories.Section", "stories.StandingPage"]

    class Meta:
        verbose_name = _("paper")


class Section(NamedByEdition, WithOffers, Previewed, Addressed, Page):
    """A part of the paper, such as World; an edition may call it otherwise."""

    is_walled = True
    edit_handler = panels.SECTION
    base_form_class = WalledPageForm

    wall = models.CharField(
        _("wall"), max_length=32, blank=True, validators=[check_wall],
        help_text=_("For its stories. A story may have one of its own."),
    )  # fmt: skip
    in_menu_order = models.PositiveSmallIntegerField(_("place in the menu"), default=50)

    parent_page_types: ClassVar[list[str]] = ["stories.PaperRoot"]
    subpage_types: ClassVar[list[str]] = ["stories.Article"]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        permissions = [("change_walls", _("Can change walls and the words of their offers"))]

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = slug_for(self.title)
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        check_section_slug(self.slug)

    @property
    def address(self) -> str:
        return f"/{self.slug}/"


class StandingPage(WordedByEdition, Previewed, Addressed, Page):
    """About, Imprint, Privacy, Terms and their like. `[[…]]` marks a gap that the paper must fill."""

    edit_handler = panels.STANDING

    text = models.TextField(_("text"), help_text=_("Markdown. [[…]] marks a gap to be filled."))

    parent_page_types: ClassVar[list[str]] = ["stories.PaperRoot"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("standing page")
        verbose_name_plural = _("standing pages")

    def clean(self) -> None:
        super().clean()
        check_standing_slug(self.slug)

    @property
    def address(self) -> str:
        return f"/{self.slug}"


class Author(Named):  # type: ignore[django-manager-missing]  # Orderable is untyped
    """Someone who writes for the paper."""

    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(
        _("role"), max_length=120, blank=True, help_text=_("Such as World affairs editor.")
    )
    about = models.TextField(_("about"), blank=True)
    portrait = models.ForeignKey(
        "pictures.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("portrait"),
    )
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        limit_choices_to={"is_staff": True}, verbose_name=_("account"),
        help_text=_("Marks what this account says in the forum as the author's."),
    )  # fmt: skip

    class Meta:
        ordering = ["name"]
        verbose_name, verbose_name_plural = _("author"), _("authors")
        permissions = [("link_account", _("May say whose account an author's is"))]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        return f"/authors/{self.slug}/"


class Topic(Named):
    """What stories are about, across sections."""

    name = models.CharField(_("name"), max_length=120)

    class Meta:
        ordering = ["name"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        return f"/topics/{self.slug}/"


class Article(WithOffers, Previewed, Addressed, Page):
    """One story, at one address for all editions. Its number is its primary key.

    The headline is Wagtail's `title`; when it was first published is `first_published_at`. The body
    leaves the building only through `reading.py`.
    """

    label = models.CharField(
        _("label"), max_length=40, blank=True, help_text=_("Such as News, Analysis, Opinion, Review, Live.")
    )
    standfirst = models.TextField(_("standfirst"), blank=True)
    lead_picture = models.ForeignKey(
        "pictures.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead picture"),
    )
    body = StreamField(Body(), verbose_name=_("body"), blank=True)
    editions = ParentalManyToManyField(
        Edition,
        blank=True,
        related_name="+",
        verbose_name=_("editions"),
        help_text=_("None chosen means all."),
    )
    topics = ParentalManyToManyField(Topic, blank=True, related_name="articles", verbose_name=_("topics"))
    wall = models.CharField(
        _("wall"), max_length=32, blank=True, validators=[check_wall],
        help_text=_("A story’s own wall counts before the section’s and the edition’s."),
    )  # fmt: skip
    revised_at = models.DateTimeField(
        _("updated"),
        null=True,
        blank=True,
        help_text=_("Shown to readers when the story has really changed."),
    )
    language = models.CharField(
        _("language"), max_length=16, blank=True, help_text=_("If not the edition's.")
    )
    source = models.CharField(_("source"), max_length=120, blank=True)
    copyright_notice = models.CharField(_("copyright notice"), max_length=500, blank=True)
    usage_terms = models.TextField(_("usage terms"), blank=True)
    desk_note = models.TextField(_("note for the desk"), blank=True, help_text=_("Never printed."))
    uri = models.CharField(_("agency's identifier"), max_length=512, null=True, blank=True, unique=True)
    uri_version = models.CharField(_("agency's version"), max_length=64, blank=True)
    comments_open = models.BooleanField(_("comments open"), default=True)

    #: Of the body only what `reading.searchable_text` allows; never `body` itself.
    search_fields: ClassVar[list[Any]] = [*Page.search_fields, index.SearchField("searchable_text")]
    is_walled = True
    edit_handler = panels.ARTICLE
    base_form_class = WalledPageForm
    parent_page_types: ClassVar[list[str]] = ["stories.Section"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self._take_slug()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        self._take_slug()
        super().minimal_clean()

    def _take_slug(self) -> None:
        """Before it is first published, the slug follows the headline; after that it stays."""
        if not self.slug or self.first_published_at is None:
            self.slug = self._get_autogenerated_slug(slug_for(self.title))

    @property
    def number(self) -> int:
        """Its number, for ever; 0 while it has not been saved."""
        return int(self.pk or 0)

    @property
    def headline(self) -> str:
        return str(self.title)

    @property
    def address(self) -> str:
        return address_of(section=self.section.slug, slug=self.slug, number=self.number)

    @property
    def section(self) -> Section:
        """The section it stands in; read once for each instance."""
        known: Section | None = getattr(self, "_section", None)
        if known is None:
            known = section_at(self.path[: -self.steplen])
            self._section = known
        return known

    @section.setter
    def section(self, section: Section) -> None:
        self._section = section

    @property
    def searchable_text(self) -> str:
        """What the search index may know: see `reading.searchable_text`, where it is decided."""
        from .reading import searchable_text

        return searchable_text(self, all_editions())

    @property
    def authors(self) -> tuple[Author, ...]:
        """Who wrote it, in order; read once for each instance."""
        known: tuple[Author, ...] | None = getattr(self, "_authors", None)
        if known is None:
            known = tuple(byline.author for byline in self.bylines.select_related("author"))
            self._authors = known
        return known

    @authors.setter
    def authors(self, authors: tuple[Author, ...]) -> None:
        self._authors = authors


class Byline(Orderable):
    """That an author wrote an article, and in which place in the row of authors."""

    article = ParentalKey(Article, on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey(Author, models.CASCADE, related_name="bylines")

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["article", "author"], name="byline_once")]

    def __str__(self) -> str:
        return str(self.author)


class Interest(models.Model):
    """How much readers care about an article: told from above by `record_interest`.

    Its own row, so that a busy thread never contends with an editor who saves the story.
    """

    article = models.OneToOneField(Article, models.CASCADE, related_name="interest")
    discussed = models.PositiveIntegerField(default=0)
    read = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.article_id}: {self.discussed} comments"
