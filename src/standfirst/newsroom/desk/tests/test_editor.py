"""The editor, as editors and journalists meet it."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from standfirst.newsroom.desk.roles import Role, make_roles
from standfirst.newsroom.stories.models import Article, Author, Section, StandingPage
from standfirst.newsroom.stories.testing import CANARY

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(ben):
    ben.groups.add(make_roles()[Role.EDITOR])
    return ben


@pytest.fixture
def desk(client, editor, uk, us):
    client.force_login(editor)
    return client


def story_form(**fields):
    return nested_form_data(
        {
            "label": "Analysis",
            "title": "Die Brücke ist wieder offen",
            "standfirst": "The ferry is no longer the only way.",
            "lead_picture": "",
            "body": streamfield([("paragraph", rich_text("<p>The bridge is open.</p><p>At last.</p>"))]),
            "bylines": inline_formset([]),
            "editions": [],
            "topics": [],
            "wall": "",
            "offers": inline_formset([]),
            "revised_at": "",
            "language": "",
            "desk_note": "",
            "source": "",
            "copyright_notice": "",
            "usage_terms": "",
            "go_live_at": "",
            "expire_at": "",
            "comments_open": "on",
            "comments": inline_formset([]),
            **fields,
        }
    )


def add(client, section, **fields):
    return client.post(
        reverse("wagtailadmin_pages:add", args=("stories", "article", section.pk)), story_form(**fields)
    )


def test_an_editor_writes_and_publishes_a_story(desk, world):
    answer = add(desk, world, **{"action-publish": "1"})
    assert answer.status_code == 302, answer.context["form"].errors
    story = Article.objects.get()
    assert story.live
    assert story.address == f"/world/die-brucke-ist-wieder-offen-{story.number}"
    assert b"The bridge is open" in desk.get(story.address).content


def test_the_form_of_a_story_has_every_field_of_the_page(desk, story):
    html = desk.get(reverse("wagtailadmin_pages:edit", args=[story.pk])).content.decode()
    for name in (
        "label",
        "standfirst",
        "lead_picture",
        "editions",
        "wall",
        "revised_at",
        "desk_note",
        "go_live_at",
    ):
        assert f'name="{name}"' in html
    assert "<datalist" in html
    assert "Europe/London" in html or "UTC" in html
    assert "set-privacy" not in html


def test_two_stories_with_one_headline_are_two_addresses(desk, world):
    add(desk, world)
    add(desk, world)
    first, second = Article.objects.order_by("pk")
    assert first.slug != second.slug


def test_a_draft_takes_its_address_from_the_headline_and_a_published_story_keeps_it(story):
    kept = story.slug
    story.title = "Another headline"
    story.save()
    assert story.slug == kept
    story.first_published_at = None
    story.save()
    assert story.slug == "another-headline"


def test_an_unknown_wall_is_refused_in_words(desk, world):
    answer = add(desk, world, wall="paywall:3")
    assert "is no wall" in str(answer.context["form"].errors)


def test_a_journalist_cannot_publish(client, dan, world, uk):
    dan.groups.add(make_roles()[Role.JOURNALIST])
    client.force_login(dan)
    add(client, world, **{"action-publish": "1"})
    assert not Article.objects.get().live


def test_a_reader_has_no_way_into_the_newsroom(client, dan, uk):
    client.force_login(dan)
    assert client.get("/newsroom/").status_code == 302


def test_roles_can_be_made_again_without_harm(uk):
    first = make_roles()
    assert {group.pk for group in first.values()} == {group.pk for group in make_roles().values()}


@pytest.mark.parametrize("slug", ["search", "newsroom", "uk", "World News", "_"])
def test_a_section_cannot_take_an_address_the_paper_needs(desk, world, slug):
    parent = world.get_parent()
    url = reverse("wagtailadmin_pages:add", args=("stories", "section", parent.pk))
    answer = desk.post(url, {"title": "X", "slug": slug, "wall": "", "in_menu_order": "1"})
    assert answer.context["form"].errors["slug"]
    assert Section.objects.count() == 1


@pytest.mark.parametrize("slug", ["world", "search"])
def test_an_edition_cannot_take_a_sections_address(client, ada, world, slug):
    client.force_login(ada)
    url = reverse("wagtailsnippets_editions_edition:add")
    fields = {
        "name": "X",
        "slug": slug,
        "language": "en",
        "time_zone": "UTC",
        "countries": "",
        "wall": "open",
    }
    answer = client.post(url, {**fields, "order": "3"})
    assert answer.context["form"].errors["slug"]


def test_an_authors_slug_is_made_from_the_name(desk):
    url = reverse("wagtailsnippets_stories_author:add")
    for _time in range(2):
        desk.post(url, {"name": "Zoë Ångström", "role": "", "about": "", "portrait": "", "slug": ""})
    assert set(Author.objects.values_list("slug", flat=True)) == {"zoe-angstrom", "zoe-angstrom-2"}


def preview(client, story, mode):
    return client.get(
        reverse("wagtailadmin_pages:view_draft", args=[story.pk]), {"mode": mode}
    ).content.decode()


def test_an_edition_is_previewed_whole(desk, story):
    assert CANARY in preview(desk, story, "uk")


def test_an_edition_is_previewed_as_a_stranger_meets_it(desk, story):
    shown = preview(desk, story, "uk/stranger")
    assert "Paragraph 1 of the story" in shown
    assert CANARY not in shown
    assert CANARY in preview(desk, story, "us/stranger")


def test_a_preview_mode_that_is_none_is_a_page_all_the_same(desk, story):
    assert "Paragraph 1" in preview(desk, story, "atlantis/stranger/../x")


def test_a_story_that_was_never_saved_is_previewed(desk, world):
    url = reverse("wagtailadmin_pages:preview_on_add", args=("stories", "article", world.pk))
    assert desk.post(url, story_form()).json()["is_valid"]
    assert b"The bridge is open" in desk.get(url, {"mode": "uk"}).content


def test_a_preview_is_never_stored(desk, story):
    answer = desk.get(reverse("wagtailadmin_pages:view_draft", args=[story.pk]), {"mode": "uk"})
    assert "Standfirst-Keys" not in answer
    assert "no-store" in answer["Cache-Control"]


def test_the_gaps_of_a_standing_page_are_seen_in_its_preview_alone(desk, world):
    page = StandingPage(title="About", slug="about", text="Published by [[publisher]].")
    world.get_parent().add_child(instance=page)
    page.save_revision().publish()
    assert "<mark>[[publisher]]</mark>" in preview(desk, page, "uk")
    shown = desk.get("/about").content.decode()
    assert "Published by …." in shown
    assert "publisher]" not in shown


def test_wagtails_own_privacy_cannot_be_set(desk, story):
    assert desk.get(f"/newsroom/pages/{story.pk}/privacy/").status_code == 404


def test_the_menu_has_what_a_newsroom_needs(desk, story):
    menu = desk.get("/newsroom/").content.decode()
    assert "Stories" in menu
    assert "/newsroom/documents/" not in menu
    assert "The Harbour Post" in menu


@pytest.mark.parametrize(
    "name", ["wagtailadmin_home", "wagtailimages:index", "wagtailadmin_reports:site_history"]
)
def test_the_newsrooms_pages_open(desk, story, name):
    assert desk.get(reverse(name)).status_code == 200


def test_an_editions_countries_are_typed_as_people_write_them(client, ada, uk):
    client.force_login(ada)
    url = reverse("wagtailsnippets_editions_edition:edit", args=[uk.pk])
    assert 'value="GB, IE"' in client.get(url).content.decode()
    fields = {"name": "UK", "slug": "uk", "language": "en-GB", "time_zone": "Europe/London", "wall": "open"}
    client.post(url, {**fields, "countries": "gb, im ,ie", "order": "0", "gifts": "10", "code_due": "now"})
    uk.refresh_from_db()
    assert uk.countries == ["GB", "IM", "IE"]
    answer = client.post(url, {**fields, "countries": "Britain", "order": "0"})
    assert "two-letter" in str(answer.context["form"].errors)
