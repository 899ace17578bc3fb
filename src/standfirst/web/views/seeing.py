"""“See it as …”: the very page that a visitor of some kind gets, for whoever may edit the story.

The page is rendered as readers' pages are, from a view that is cut for that visitor; no pass is made, nothing is
stored, and its scripts do not run: they would take the editor for the reader.
"""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access

from standfirst.access.meters import MOST_ARTICLES, Spent
from standfirst.access.rules import ANONYMOUS, Decision, Visitor, VisitorClass
from standfirst.editions.models import Edition
from standfirst.editions.queries import all_editions, default_edition, edition_called
from standfirst.newsroom.stories.cut import weight
from standfirst.newsroom.stories.models import Article
from standfirst.newsroom.stories.reading import ArticleView, decision_for, read_article
from standfirst.newsroom.stories.wall_words import REASONS, wall_in_words

from ..visits import Visit
from .previews import render_as, sandboxed

_USED_UP = Spent(ages=(0,) * MOST_ARTICLES)
_READ_ON = Spent(own=0, ages=(0,))
REGISTERED = Visitor(VisitorClass.REGISTERED)

#: Who may be looked as, and how that is called.
VISITORS: dict[str, tuple[Promise, Visitor]] = {
    "stranger": (_("A stranger"), ANONYMOUS),
    "stranger-out": (_("A stranger whose meter has run out"), Visitor(spent=_USED_UP)),
    "stranger-on": (_("A stranger who has read on here"), Visitor(spent=_READ_ON)),
    "registered": (_("A registered reader"), REGISTERED),
    "registered-out": (
        _("A registered reader whose meter has run out"),
        Visitor(VisitorClass.REGISTERED, spent=_USED_UP),
    ),
    "gift": (_("A stranger to whom the story was given"), ANONYMOUS),
    "crawler": (_("A verified crawler"), Visitor(VisitorClass.CRAWLER)),
}


@dataclass(frozen=True, slots=True)
class Look:
    """Who looks at what."""

    story: Article
    is_draft: bool
    visit: Visit
    as_: str

    @property
    def decision(self) -> Decision:
        return decision_for(self.story, home=self.visit.home, visitor=self.visit.visitor)

    @property
    def view(self) -> ArticleView:
        return read_article(self.story, edition=self.visit.edition, decision=self.decision)


class LookForm(forms.Form):
    """Which edition, which home, which visitor; and the draft, where there is one beside what readers see."""

    edition = forms.ChoiceField(label=_("Edition on show"))
    home = forms.ChoiceField(label=_("Home edition, whose wall counts"))
    as_ = forms.ChoiceField(
        label=_("Visitor"), choices=[(key, name) for key, (name, _visitor) in VISITORS.items()]
    )
    version = forms.ChoiceField(label=_("Version"))

    def __init__(self, look: Look) -> None:
        said = {"edition": look.visit.edition.slug, "home": look.visit.home.slug, "as_": look.as_}
        super().__init__(initial={**said, "version": "draft" if look.is_draft else "published"})
        editions = [(edition.slug, edition.name) for edition in all_editions()]
        self.fields["edition"].choices = self.fields["home"].choices = editions  # type: ignore[attr-defined]
        self.fields["version"].choices = _versions(look.story)  # type: ignore[attr-defined]

    def add_prefix(self, field_name: str) -> str:
        return "as" if field_name == "as_" else field_name


def _versions(story: Article) -> list[tuple[str, Promise]]:
    versions: list[tuple[str, Promise]] = [("published", _("As published"))] if story.live else []
    if story.has_unpublished_changes or not story.live:
        versions.append(("draft", _("The draft")))
    return versions


@require_safe
@require_admin_access
def see_as(request: HttpRequest, number: int) -> HttpResponse:
    """The choice, the decision with its reason, and the page."""
    look = _look(request, number)
    view = look.view
    context = {
        "look": look,
        "form": LookForm(look),
        "story": look.story,
        "visitor": VISITORS[look.as_][0],
        "view": view,
        "before": sum(weight(block) for block in view.blocks),
        "reason": REASONS[view.decision.reason],
        "wall": wall_in_words(look.story, look.visit.home),
        "page": f"{reverse('see_as_page', args=[number])}?{_query(look)}",
    }
    return render(request, "newsroom/see_as.html", context)


@require_safe
@require_admin_access
def page(request: HttpRequest, number: int) -> HttpResponse:
    """The page alone, as that visitor gets it."""
    look = _look(request, number)
    return sandboxed(render_as(request, look.story, look.visit))


def _look(request: HttpRequest, number: int) -> Look:
    """What the address asks for; what it does not say, or says wrongly, is the first that there is."""
    story = get_object_or_404(Article, pk=number)
    if not story.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    said = request.GET
    versions = [version for version, _name in _versions(story)]
    version = said.get("version") if said.get("version") in versions else versions[0]
    is_draft = version == "draft"
    if is_draft:
        story = story.get_latest_revision_as_object()
    as_ = said.get("as", "")
    as_ = as_ if as_ in VISITORS else "stranger"
    edition = _edition(said.get("edition")) or _first_of(story)
    home = _edition(said.get("home")) or edition
    visit = Visit(edition=edition, home=home, visitor=_visitor(as_, story, home))
    return Look(story, is_draft, visit, as_)


def _visitor(as_: str, story: Article, home: Edition) -> Visitor:
    if as_ == "gift":
        return Visitor(granted=frozenset({story.number}))
    if as_ == "crawler" and not home.crawlers:  # proved or not, it is a stranger there
        return ANONYMOUS
    return VISITORS[as_][1]


def _edition(slug: str | None) -> Edition | None:
    return edition_called(slug) if slug else None


def _first_of(story: Article) -> Edition:
    chosen = set(story.editions.all())
    return next((edition for edition in all_editions() if edition in chosen), default_edition())


def _query(look: Look) -> str:
    version = "draft" if look.is_draft else "published"
    return f"edition={look.visit.edition.slug}&home={look.visit.home.slug}&as={look.as_}&version={version}"
