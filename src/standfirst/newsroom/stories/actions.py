"""Verbs that change stories."""

from __future__ import annotations

from django.db import transaction
from wagtail.models import Page, Site

from standfirst.editions.models import Edition
from standfirst.kit.statements import ask

from .addresses import RESERVED
from .models import Interest, PaperRoot, Section, StandingPage
from .section_names import SectionName
from .standing import EVERY_PAPER_HAS, draft_of, language_of_drafts
from .standing_words import StandingWords


@transaction.atomic
def make_root() -> PaperRoot:
    """The paper's root in Wagtail's tree and its only site; made once."""
    found = PaperRoot.objects.first()
    if found is not None:
        return found
    top = Page.get_first_root_node()
    if top is None:
        top = Page.add_root(title="Root", slug="root")
    for welcome in top.get_children():  # Wagtail's own "Welcome" page
        welcome.delete()
    top = Page.objects.get(pk=top.pk)
    root: PaperRoot = top.add_child(instance=PaperRoot(title="The paper", slug="paper"))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=root, is_default_site=True)
    return root


@transaction.atomic
def make_section(*, title: str, slug: str, order: int = 50, wall: str = "") -> Section:
    """A live section, or the one that has this slug. Raises ValueError for a reserved slug."""
    if slug in RESERVED:
        raise ValueError(f"a section may not be called “{slug}”: the paper needs that address itself")
    found = Section.objects.filter(slug=slug).first()
    if found is not None:
        return found
    made: Section = make_root().add_child(
        instance=Section(title=title, slug=slug, in_menu_order=order, wall=wall)
    )
    made.save_revision().publish()
    return made


@transaction.atomic
def call_section(section: Section, *, edition: Edition, name: str) -> None:
    """What an edition calls a section from now on."""
    SectionName.objects.update_or_create(section=section, edition=edition, defaults={"name": name})


@transaction.atomic
def make_standing_pages(*, paper: str) -> list[StandingPage]:
    """The pages that every paper has, as drafts in its name and in its editions' languages.

    What is there is kept; the new ones are returned.
    """
    root, editions = make_root(), list(Edition.objects.all())
    there = set(StandingPage.objects.values_list("slug", flat=True))
    made = []
    for slug in (slug for slug in EVERY_PAPER_HAS if slug not in there):
        page: StandingPage = root.add_child(instance=_drafted(slug, paper=paper, editions=editions))
        page.save_revision().publish()
        made.append(page)
    return made


def _drafted(slug: str, *, paper: str, editions: list[Edition]) -> StandingPage:
    """In the language of the default edition, and in that of each edition which speaks another."""
    own = language_of_drafts(editions[0].language) if editions else "en"
    draft = draft_of(slug, paper=paper, language=own)
    page = StandingPage(title=draft.title, slug=slug, text=draft.text)
    for edition in editions:
        if language_of_drafts(edition.language) != own:
            other = draft_of(slug, paper=paper, language=edition.language)
            page.words.add(StandingWords(edition=edition, title=other.title, text=other.text))
    return page


def record_interest(number: int, *, discussed: int | None = None, read: int | None = None) -> None:
    """Told from above: how many comments the story with this number has (a total), how many more readers (added)."""
    for sql, told in ((_DISCUSSED, discussed), (_READ, read)):
        if told is not None and not ask(sql, told, number):
            Interest.objects.get_or_create(article_id=number)
            ask(sql, told, number)


_DISCUSSED = "UPDATE stories_interest SET discussed = %s WHERE article_id = %s RETURNING id"
_READ = 'UPDATE stories_interest SET "read" = "read" + %s WHERE article_id = %s RETURNING id'
