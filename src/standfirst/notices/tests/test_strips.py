"""The breaking strip: set, shown on every page of an edition, replaced, ended; no page is forgotten for it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageLogEntry

from standfirst.delivery.models import BusMessage
from standfirst.notices.alerts.checks import CannotAlert
from standfirst.notices.models import Strip
from standfirst.notices.strips.actions import end_strip, set_strip
from standfirst.notices.strips.queries import strip_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def put(story, uk, ada):
    def make(text="The bridge is open", editions=None, hours=4, article=story):
        return set_strip(article=article, text=text, editions=editions or [uk], hours=hours, by=ada)[0]

    return make


def test_it_is_a_small_public_answer_in_the_editions_own_language(client, put, story, de, us):
    put("Die Brücke ist offen", [de])
    answer = client.get("/_/breaking/de")
    assert f'href="{story.address}"' in answer.content.decode()
    assert "Die Brücke ist offen" in answer.content.decode()
    assert {"breaking/de", f"article/{story.number}"} <= set(answer["Standfirst-Keys"].split())
    assert answer["Standfirst-Until"]
    assert client.get("/_/breaking/us").content.strip() == b""
    assert client.get("/_/breaking/nowhere").status_code == 404


def test_setting_and_ending_it_forgets_no_page_but_the_editions_front(put, uk):
    BusMessage.objects.all().delete()
    strip = put()
    end_strip(strip=strip, by=None)
    said = list(BusMessage.objects.order_by("id").values_list("kind", "payload"))
    kinds = BusMessage.Kind
    assert said == [
        (kinds.FORGET, ["breaking/uk"]),
        (kinds.ANNOUNCE, ["breaking/uk", strip.pk]),
        (kinds.FORGET, ["breaking/uk"]),
        (kinds.ANNOUNCE, ["breaking/uk", 0]),
    ]


def test_the_front_shows_it_without_javascript_and_a_story_only_its_place(client, put, story):
    put()
    front, page = client.get("/uk/"), client.get(story.address)
    assert "data-strip" in front.content.decode()
    assert "breaking/uk" in front["Standfirst-Keys"].split()
    assert 'data-breaking="breaking/uk"' in page.content.decode()
    assert "data-strip" not in page.content.decode()
    assert "breaking/uk" not in page["Standfirst-Keys"].split()


def test_the_front_is_stored_no_longer_than_the_strip_lasts(client, put):
    strip = put(hours=1)
    assert float(client.get("/uk/")["Standfirst-Until"]) <= strip.ends_at.timestamp()


def test_a_new_one_takes_the_place_of_the_old(put, uk, us):
    put("The first", [uk, us])
    put("The second", [uk])
    assert (strip_of(uk).text, strip_of(us).text) == ("The second", "The first")
    assert Strip.objects.filter(ended_at=None).count() == 2


def test_it_ends_by_itself(put, uk):
    strip = put()
    Strip.objects.filter(pk=strip.pk).update(ends_at=timezone.now() - timedelta(seconds=1))
    assert strip_of(uk) is None
    assert put("Another").text == "Another"


def test_it_goes_with_its_story(put, story, uk):
    put()
    story.unpublish()
    assert strip_of(uk) is None
    entry = PageLogEntry.objects.get(action="notices.end_strip")
    assert (entry.user, entry.data["why"]) == (None, "The story was taken down.")


def test_a_story_that_an_edition_does_not_have_is_not_on_its_strip(put, story, us, uk):
    strip = put()
    story.editions.set([us])
    story.save()
    assert strip_of(uk) is None
    with pytest.raises(CannotAlert, match="not in the edition UK"):
        put("Again")
    assert strip.text == "The bridge is open"


@pytest.mark.parametrize(
    ("text", "hours"), [("", 4), ("\u202e", 4), ("x" * 121, 4), ("Open", 0), ("Open", 49)]
)
def test_no_words_too_many_and_no_end_are_refused(put, text, hours):
    with pytest.raises(CannotAlert):
        put(text, hours=hours)
    assert not Strip.objects.exists()


def test_what_is_typed_is_text_and_nothing_turns_it_round(client, put):
    put("<script>\u202e</script> open")
    said = client.get("/_/breaking/uk").content.decode()
    assert "&lt;script&gt;&lt;/script&gt; open" in said


def test_an_editor_sets_it_and_ends_it_on_record(client, put, story, uk, ada):
    client.force_login(ada)
    page = f"/newsroom/breaking/set/{story.pk}/"
    asked = {"text": "The xanthocanary sings", "editions": [uk.pk], "hours": 2}
    warned = client.post(page, asked).content.decode()
    assert "xanthocanary" in warned
    assert not Strip.objects.exists()
    client.post(page, {**asked, "all_the_same": "on"})
    strip = strip_of(uk)
    assert strip.by == ada
    assert "xanthocanary" in client.get("/newsroom/breaking/").content.decode()
    client.post(f"/newsroom/breaking/{strip.pk}/end/")
    client.post(f"/newsroom/breaking/{strip.pk}/end/")
    acts = PageLogEntry.objects.filter(action__contains="strip").order_by("pk")
    assert [(entry.action, entry.user) for entry in acts] == [
        ("notices.set_strip", ada),
        ("notices.end_strip", ada),
    ]


def test_who_may_not_send_alerts_sets_no_strip(client, story, cleo, uk):
    from django.contrib.auth.models import Permission

    cleo.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", "write_alerts"]))
    client.force_login(cleo)
    client.post(f"/newsroom/breaking/set/{story.pk}/", {"text": "Open", "editions": [uk.pk], "hours": 2})
    assert not Strip.objects.exists()
