"""Fronts of editions and sections, and the lists of authors and topics."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from standfirst.delivery.responses import personal, shared, widened
from standfirst.editions.queries import edition_called
from standfirst.kit.targets import SeeOther, local_target
from standfirst.newsroom.fronts.queries import front_stories, most_discussed
from standfirst.newsroom.stories import keys
from standfirst.newsroom.stories.models import Article, Author, Section, Topic
from standfirst.newsroom.stories.queries import by_author, in_section, on_topic, with_sections
from standfirst.notices.strips.keys import strip_key
from standfirst.notices.strips.queries import strip_of

from ..cookies import set_edition
from ..visits import Visit

FRONT_SIZE = 40
PAGE_SIZE = 24
DISCUSSED_FOR = timedelta(minutes=5)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front of the edition on show."""
    visit: Visit = request.visit  # type: ignore[attr-defined]
    stories = front_stories(visit.edition, FRONT_SIZE)
    discussed = most_discussed(visit.edition)
    with_sections([*stories, *discussed])
    strip = strip_of(visit.edition)
    response = render(request, "front.html", {"stories": stories, "discussed": discussed, "strip": strip})
    page_keys = {keys.FURNITURE, keys.front_key(visit.edition), *keys.keys_of_list(stories)}
    # Comments come by the second: what is talked about most is read again now and then, not at each of them.
    until = timezone.now() + DISCUSSED_FOR if discussed else None
    response = shared(response, keys=page_keys | {strip_key(visit.edition)}, until=until)
    return widened(response, until=strip.ends_at) if strip is not None else response


@require_safe
def front_or_section(request: HttpRequest, slug: str) -> HttpResponse:
    """`/uk/` is an edition's front, `/world/` a section's."""
    if edition_called(slug) is not None:
        return home(request)
    visit: Visit = request.visit  # type: ignore[attr-defined]
    section = get_object_or_404(Section.objects.live(), slug=slug)
    page_keys = keys.keys_of_stories_by(keys.section_key(section))
    return _list(request, "section.html", {"section": section}, in_section(section, visit.edition), page_keys)


@require_safe
def author(request: HttpRequest, slug: str) -> HttpResponse:
    author = get_object_or_404(Author, slug=slug)
    page_keys = keys.keys_of_stories_by(keys.author_key(author))
    return _list(request, "author.html", {"author": author}, by_author(author), page_keys)


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    topic = get_object_or_404(Topic, slug=slug)
    page_keys = keys.keys_of_stories_by(keys.topic_key(topic))
    return _list(request, "topic.html", {"topic": topic}, on_topic(topic), page_keys)


def _list(
    request: HttpRequest,
    template: str,
    context: dict[str, object],
    stories: QuerySet[Article],
    page_keys: set[str],
) -> HttpResponse:
    page = page_number(request, Paginator(stories, PAGE_SIZE))
    shown = with_sections(list(page.object_list))
    response = render(request, template, {**context, "page": page, "stories": shown})
    return shared(response, keys=page_keys | keys.keys_of_list(shown))


def page_number(request: HttpRequest, paginator: Paginator[Any]) -> Page[Any]:
    """The page that the address asks for. Raises Http404 for one that is not there, or is no number."""
    number = request.GET.get("page", "1")
    if not (number.isascii() and number.isdigit() and 1 <= int(number[:9]) <= paginator.num_pages):
        raise Http404
    return paginator.get_page(int(number))


@require_POST
def choose_edition(request: HttpRequest) -> HttpResponse:
    """The switch in the header: keeps the choice in a cookie and goes back to where it was made."""
    edition = edition_called(request.POST.get("edition", ""))
    if edition is None:
        raise Http404
    target = local_target(request.POST.get("next"))
    if not target or edition_called(target.strip("/")):
        target = f"/{edition.slug}/"
    response = SeeOther(target)
    set_edition(response, edition.slug)
    return personal(response)
