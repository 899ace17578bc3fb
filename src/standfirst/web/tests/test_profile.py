"""A reader's picture and switches, and how they are kept from everybody else."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from standfirst.delivery.models import BusMessage
from standfirst.delivery.responses import VARIES_HEADER
from standfirst.forum.feed import following_feed
from standfirst.forum.testing import make_comment
from standfirst.readers import actions
from standfirst.readers.models import Reader, SeenBy

from .flow import SAME, join

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uk", "no_limits_spent")]


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def as_ben(client, ben):
    client.force_login(ben)
    return client


def upload(name="me.jpg", size=(200, 200)):
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def switch(client, **said):
    return client.post("/account/privacy/", {"seen_by": "everybody", **said}, **SAME)


def test_a_picture_is_sent_shown_and_taken_away(as_ben, ben):
    answer = as_ben.post("/account/picture/", {"picture": upload()}, **SAME)
    assert (answer.status_code, answer["Location"]) == (303, "/account/?saved")
    ben.refresh_from_db()
    page = as_ben.get("/readers/ben/").content.decode()
    assert f'src="{ben.large_picture}"' in page
    assert 'alt="Picture of Ben Okoro"' in page
    as_ben.post("/account/picture/", {"remove": "yes"}, **SAME)
    assert "portrait" not in as_ben.get("/readers/ben/").content.decode()


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>.jpg", "../../x.html", "a\u202egpj.exe", "x" * 300]
)
def test_the_name_of_an_uploaded_file_is_never_used(as_ben, ben, name):
    as_ben.post("/account/picture/", {"picture": upload(name)}, **SAME)
    ben.refresh_from_db()
    assert set(ben.portrait) <= set("0123456789abcdef")


def test_what_is_no_picture_is_refused_at_the_field(as_ben, ben):
    answer = as_ben.post("/account/picture/", {"picture": SimpleUploadedFile("a.jpg", b"words")}, **SAME)
    assert answer.status_code == 422
    assert "no picture that can be taken" in answer.content.decode()
    ben.refresh_from_db()
    assert ben.portrait == ""


def test_pictures_are_not_sent_without_end(as_ben):
    answers = [as_ben.post("/account/picture/", {"remove": "yes"}, **SAME).status_code for _ in range(11)]
    assert answers == [303] * 10 + [429]


def test_a_change_of_switches_withdraws_the_stored_page(as_ben, ben):
    assert switch(as_ben, seen_by="nobody").status_code == 303
    ben.refresh_from_db()
    assert (ben.seen_by, ben.shows_comments, ben.findable) == ("nobody", False, False)
    assert BusMessage.objects.filter(kind="withdraw").latest("pk").payload == [f"reader/{ben.pk}"]


def test_who_goes_into_hiding_is_counted_by_nobody(as_ben, ben, dan):
    actions.follow(follower=ben, followed=dan)
    assert "one follower" in as_ben.get("/readers/dan/").content.decode()
    switch(as_ben, seen_by="nobody")
    assert "0 followers" in as_ben.get("/readers/dan/").content.decode()
    assert f"reader/{dan.pk}" in BusMessage.objects.filter(kind="withdraw").latest("pk").payload


def test_a_page_is_dropped_when_somebody_it_answers_has_another_name(client, story, ben, dan):
    make_comment(story, ben, parent=make_comment(story, dan))
    assert f"reader/{dan.pk}" in client.get("/readers/ben/")["Standfirst-Keys"].split()


def test_an_unknown_switch_changes_nothing(as_ben, ben):
    assert switch(as_ben, seen_by="me").status_code == 200
    ben.refresh_from_db()
    assert ben.seen_by == SeenBy.EVERYBODY


def test_who_is_hidden_is_hidden_everywhere(client, story, ben, dan):
    actions.follow(follower=dan, followed=ben)
    comment = make_comment(story, ben, "A word about bridges")
    Reader.objects.filter(pk=dan.pk).update(shows_following=True)
    Reader.objects.filter(pk=ben.pk).update(seen_by=SeenBy.NOBODY)
    for path in ("/readers/ben/", "/_/follows/ben"):
        assert client.get(path).status_code == 404
    assert client.post("/readers/ben/follow", **SAME).status_code == 404
    assert "/readers/ben/" not in client.get("/readers/dan/").content.decode()
    thread = client.get(f"{story.address}/comments").content.decode()
    assert "A word about bridges" in thread
    assert "/readers/ben/" not in thread
    assert "data-handle" not in thread
    client.force_login(dan)
    assert client.get("/account/follow/ben/").status_code == 404
    assert "Ben Okoro" not in client.get("/account/following/").content.decode()
    assert comment not in following_feed(dan)
    assert not actions.follow(follower=dan, followed=Reader.objects.get(pk=ben.pk))


def test_a_page_for_readers_is_closed_to_strangers(client, ben):
    Reader.objects.filter(pk=ben.pk).update(seen_by=SeenBy.READERS, about="Bridges, mostly")
    answer = client.get("/readers/ben/")
    assert "visitor" in answer[VARIES_HEADER]
    page = answer.content.decode()
    assert "Ben Okoro" not in page
    assert "Bridges, mostly" not in page
    assert "next=/readers/ben/" in page


def test_a_page_for_readers_is_open_to_readers(client, ben, dan):
    join(client, dan.email)
    Reader.objects.filter(pk=ben.pk).update(seen_by=SeenBy.READERS, findable=True)
    page = client.get("/readers/ben/").content.decode()
    assert "Ben Okoro" in page
    assert "noindex" in page


def test_a_page_names_those_followed_only_when_asked_to_and_never_those_for_readers_to_a_stranger(
    client, ben, dan, cleo
):
    for other in (dan, cleo):
        actions.follow(follower=ben, followed=other)
    assert "Dan Frost" not in client.get("/readers/ben/").content.decode()
    Reader.objects.filter(pk=ben.pk).update(shows_following=True)
    Reader.objects.filter(pk=cleo.pk).update(seen_by=SeenBy.READERS)
    answer = client.get("/readers/ben/")
    assert "Dan Frost" in answer.content.decode()
    assert "Cleo Marsh" not in answer.content.decode()
    assert f"reader/{dan.pk}" in answer["Standfirst-Keys"].split()


def test_comments_leave_the_page_when_the_reader_says_so(as_ben, ben, story):
    make_comment(story, ben, "A word about bridges")
    assert "about bridges" in as_ben.get("/readers/ben/").content.decode()
    switch(as_ben)
    assert "about bridges" not in as_ben.get("/readers/ben/").content.decode()


def test_search_engines_list_a_page_only_when_asked_to(as_ben):
    assert "noindex" in as_ben.get("/readers/ben/").content.decode()
    switch(as_ben, findable="on")
    assert "noindex" not in as_ben.get("/readers/ben/").content.decode()


def test_the_edition_of_a_reader_is_on_show_where_nobody_chose_another(client, us, ben):
    Reader.objects.filter(pk=ben.pk).update(edition=us)
    assert join(client, ben.email).cookies["edition"].value == "us"


def test_the_edition_that_was_chosen_in_a_browser_stays(client, us, ben):
    Reader.objects.filter(pk=ben.pk).update(edition=us)
    client.cookies["edition"] = "uk"
    assert "edition" not in join(client, ben.email).cookies


def test_saving_another_edition_shows_it_at_once(as_ben, ben, us):
    said = {"name": "Ben Okoro", "handle": "ben", "about": "", "edition": "us"}
    assert as_ben.post("/account/", said, **SAME).cookies["edition"].value == "us"
    ben.refresh_from_db()
    assert ben.edition == us


@pytest.mark.parametrize("path", ["picture/", "privacy/"])
def test_a_stranger_signs_in_first(client, path):
    assert client.get(f"/account/{path}")["Location"] == f"/account/join/?next=/account/{path}"
    assert client.post(f"/account/{path}", {"remove": "yes"}, **SAME).status_code == 302


@pytest.mark.parametrize("path", ["", "picture/", "privacy/"])
def test_the_numbers_of_others_mean_nothing(as_ben, ben, dan, path):
    typed = {"reader": dan.pk, "id": dan.pk, "pk": dan.pk, "user": dan.pk, "handle": "ben", "name": "Taken"}
    as_ben.post(f"/account/{path}?reader={dan.pk}", {**typed, "seen_by": "nobody", "remove": "yes"}, **SAME)
    dan.refresh_from_db()
    assert (dan.name, dan.handle, dan.seen_by) == ("Dan Frost", "dan", SeenBy.EVERYBODY)


@pytest.mark.parametrize("field", ["name", "about"])
def test_what_a_reader_says_of_oneself_is_words_and_never_markup(as_ben, ben, field):
    said = {
        "name": "Ben",
        "handle": "ben",
        "about": "",
        field: '"><script>alert(1)</script> https://x.example',
    }
    as_ben.post("/account/", said, **SAME)
    for path in ("/readers/ben/", "/account/"):
        page = as_ben.get(path).content.decode()
        assert "<script>alert" not in page
        assert 'href="https://x.example' not in page
    assert "alert" in as_ben.get("/readers/ben/").content.decode()


@pytest.mark.parametrize("field", ["name", "handle", "about"])
def test_ten_thousand_characters_are_refused_in_words(as_ben, ben, field):
    said = {"name": "Ben", "handle": "ben", "about": "", field: "x" * 10_000}
    answer = as_ben.post("/account/", said, **SAME)
    assert "at most" in answer.content.decode()
    ben.refresh_from_db()
    assert (ben.name, ben.handle, ben.about) == ("Ben Okoro", "ben", "")
