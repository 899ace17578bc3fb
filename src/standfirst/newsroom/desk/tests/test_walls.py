"""Who may change a wall and the words at it, and what is on record of it."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry, PageLogEntry
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from standfirst.editions.models import Edition
from standfirst.newsroom.desk.roles import Role, make_roles
from standfirst.newsroom.desk.tests.test_editor import story_form
from standfirst.newsroom.stories.models import Article, Section
from standfirst.newsroom.stories.record import WALL_CHANGED

pytestmark = pytest.mark.django_db
OFFER = {
    "offer_headline": "Read <b>all</b>",
    "offer_sentence": "",
    "offer_button": "Come in",
    "offer_thanks": "",
}
EDITION = {"gifts": "10", "code_due": "now"}


@pytest.fixture
def editor(client, ben, uk, us):
    ben.groups.add(make_roles()[Role.EDITOR])
    client.force_login(ben)
    return client


@pytest.fixture
def journalist(client, dan, uk):
    dan.groups.add(make_roles()[Role.JOURNALIST])
    client.force_login(dan)
    return client


def publish(client, story, **fields):
    form = story_form(title=story.title, **{"action-publish": "1", **fields})
    return client.post(reverse("wagtailadmin_pages:edit", args=[story.pk]), form)


def form_of(client, story):
    return client.get(reverse("wagtailadmin_pages:edit", args=[story.pk])).content.decode()


def test_an_editor_walls_a_story_and_the_next_stranger_meets_it(editor, client, story):
    answer = publish(
        editor, story, wall="metered", **{"wall-paragraphs": "2", "wall-strangers-articles": "4"}
    )
    assert answer.status_code == 302
    assert Article.objects.get().wall == "metered:2:4/30"


def test_on_record_is_who_and_what_was_there_before(editor, story, ben):
    publish(editor, story, wall="open")
    entry = PageLogEntry.objects.get(action=WALL_CHANGED)
    assert entry.user == ben
    assert entry.data == {"what": "wall", "before": "", "after": "open"}
    assert entry.message == "Wall: as others say → open to everybody"


def test_a_draft_is_on_record_once_readers_meet_it(editor, story):
    editor.post(reverse("wagtailadmin_pages:edit", args=[story.pk]), story_form(title="X", wall="open"))
    assert not PageLogEntry.objects.filter(action=WALL_CHANGED).exists()
    publish(editor, story, wall="open")
    assert PageLogEntry.objects.filter(action=WALL_CHANGED).count() == 1


def test_saving_without_a_change_leaves_no_entry(editor, story):
    publish(editor, story, wall="")
    assert not PageLogEntry.objects.filter(action=WALL_CHANGED).exists()


def test_the_form_says_what_holds_where_a_story_has_no_wall_of_its_own(editor, story, world):
    assert "UK: a wall after 3 paragraphs; the registered read on" in form_of(editor, story)
    Section.objects.update(wall="open")
    assert "World: open to everybody" in form_of(editor, story)


def test_a_new_storys_form_says_so_too(editor, world):
    Section.objects.update(wall="open")
    add = reverse("wagtailadmin_pages:add", args=("stories", "article", world.pk))
    assert "World: open to everybody" in editor.get(add).content.decode()


def test_a_journalist_reads_which_wall_there_is_and_cannot_change_it(journalist, story):
    page = form_of(journalist, story)
    assert "As others say: UK: a wall after 3 paragraphs" in page
    assert 'name="wall"' not in page
    assert "offer_headline" not in page
    publish(journalist, story, wall="open", offers=inline_formset([{"edition": "1", **OFFER}]))
    draft = Article.objects.get().get_latest_revision_as_object()
    assert (draft.wall, draft.offers.count()) == ("", 0)


def test_numbers_that_are_none_are_refused_in_words_and_shown_again(editor, story):
    answer = publish(editor, story, wall="metered", **{"wall-strangers-articles": "many"})
    page = answer.content.decode()
    assert "articles from 1 to 50" in page
    assert 'value="many"' in page


def test_an_editor_changes_an_editions_wall_and_words_and_nothing_else_of_it(editor, uk, ben):
    address = reverse("wagtailsnippets_editions_edition:edit", args=[uk.pk])
    typed = {"wall": "registered", "wall-paragraphs": "1", "slug": "xx", **EDITION, **OFFER}
    editor.post(address, typed)
    changed = Edition.objects.get(pk=uk.pk)
    assert (changed.slug, changed.wall, changed.offer_button) == ("uk", "registered:1", "Come in")
    entry = ModelLogEntry.objects.get(action=WALL_CHANGED, data__what="wall")
    assert (entry.user, entry.data["before"], entry.data["after"]) == (ben, "registered:3", "registered:1")


def test_gifts_the_codes_time_and_crawlers_are_an_editors_too_and_on_record(editor, uk):
    address = reverse("wagtailsnippets_editions_edition:edit", args=[uk.pk])
    told = {"wall": "registered", "wall-paragraphs": "3", "offer_button": "Come in"}
    editor.post(address, {**told, "gifts": "7", "code_due": "later", "crawlers": "on"})
    changed = Edition.objects.get(pk=uk.pk)
    assert (changed.gifts, changed.code_due, changed.crawlers) == (7, "later", True)
    said = [entry.message for entry in ModelLogEntry.objects.filter(action=WALL_CHANGED).order_by("pk")]
    assert said == [
        "The code is asked for: before reading on → before the second visit: read first, prove later",
        "Verified crawlers: no → yes",
        f"Gifts: {uk.gifts} → 7",
        "Button of the offer: “” → “Come in”",
    ]


def test_a_journalist_has_no_business_with_editions(journalist, uk):
    address = reverse("wagtailsnippets_editions_edition:edit", args=[uk.pk])
    assert journalist.get(address).status_code == 302


def test_a_storys_own_words_stand_at_its_cut_and_are_text(editor, client, story, uk):
    publish(editor, story, offers=inline_formset([{"edition": str(uk.pk), **OFFER}]))
    client.logout()
    page = client.get(Article.objects.get().address).content.decode()
    assert '<h2 id="cut-title">Read &lt;b&gt;all&lt;/b&gt;</h2>' in page
    assert '<button class="button">Come in</button>' in page
    assert 'data-thanks="Thank you for registering"' in page


def test_words_that_are_too_long_are_refused(editor, story, uk):
    long = {**OFFER, "edition": str(uk.pk), "offer_button": "x" * 41}
    assert publish(editor, story, offers=inline_formset([long])).status_code == 200


def test_a_sections_wall_and_words_are_seen_on_its_newest_story_before_they_are_saved(
    editor, story, world, uk
):
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[world.pk])
    form = nested_form_data(
        {
            "title": "World",
            "slug": "world",
            "in_menu_order": "1",
            "wall": "registered",
            "wall-paragraphs": "1",
            "names": inline_formset([]),
            "offers": inline_formset([{"edition": str(uk.pk), **OFFER}]),
        }
    )
    assert editor.post(address, form).json()["is_valid"]
    shown = editor.get(address, {"mode": "uk/stranger"}).content.decode()
    assert "Read &lt;b&gt;all&lt;/b&gt;" in shown
    assert "Paragraph 1 of the story." in shown
    assert "Paragraph 2 of the story." not in shown
    assert Section.objects.get().wall == ""


def test_an_editions_wall_and_words_are_seen_on_the_newest_story_before_they_are_saved(editor, story, uk):
    address = reverse("wagtailsnippets_editions_edition:preview_on_edit", args=[uk.pk])
    form = {"wall": "registered", "wall-paragraphs": "2", **EDITION, **OFFER}
    assert editor.post(address, form).json()["is_valid"]
    shown = editor.get(address, {"mode": "stranger"}).content.decode()
    assert "Come in" in shown
    assert "Paragraph 3 of the story." not in shown
    assert "Paragraph 9 of the story." in editor.get(address, {"mode": "registered"}).content.decode()
    assert Edition.objects.get(pk=uk.pk).offer_button == ""


def test_a_section_without_a_story_says_so(world, uk):
    assert b"no story here yet" in world.make_preview_request(preview_mode="uk").content


def test_the_page_for_joining_says_the_words_that_led_there(client, story, uk):
    before = client.get("/account/join/", {"next": f"{story.address}#cut"}).content.decode()
    assert "Sign in or register</h1>" in before
    uk.offer_headline, uk.offer_button = "Come to the harbour", "Cast off"
    uk.save()
    page = client.get("/account/join/", {"next": f"{story.address}#cut"}).content.decode()
    assert "<h1>Come to the harbour</h1>" in page
    assert '<button class="button">Cast off</button>' in page
    assert "Come to the harbour" not in client.get("/account/join/", {"next": "/"}).content.decode()
