"""Following an author, a section, a topic."""

import pytest
from django.test import Client

from standfirst.newsroom.stories.models import Author, Topic
from standfirst.notices.models import Followed
from standfirst.notices.wishes import following

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(uk):
    return Author.objects.create(name="Mara Lindt", slug="mara-lindt")


@pytest.fixture
def topic(uk):
    return Topic.objects.create(name="Bridges", slug="bridges")


@pytest.fixture
def subjects(author, world, topic):
    return {"author": author, "section": world, "topic": topic}


@pytest.fixture(params=["author", "section", "topic"])
def subject(request, subjects):
    return subjects[request.param]


def address(subject, verb=""):
    return f"/notices/followed/{following.kind_of(subject)}/{subject.pk}" + (f"/{verb}" if verb else "")


def test_a_button_follows_and_another_unfollows_however_often_they_are_pressed(client, subject, ben):
    client.force_login(ben)
    for _time in range(2):
        assert client.post(address(subject, "follow"))["Location"] == address(subject)
    assert Followed.objects.count() == 1
    assert "You follow this" in client.get(address(subject)).content.decode()
    for _time in range(2):
        client.post(address(subject, "unfollow"), {"next": "/notices/preferences#followed"})
    assert not Followed.objects.exists()


def test_the_shared_page_holds_the_button_and_never_says_whether_i_follow(client, subject, ben):
    following.follow(reader=ben.pk, subject=subject)
    strange = client.get(subject.address).content
    client.force_login(ben)
    assert client.get(subject.address).content == strange
    assert f'action="{address(subject, "follow")}"' in strange.decode()


def test_what_the_shared_page_cannot_know_is_asked_beside_it(client, subject, ben, dan):
    following.follow(reader=ben.pk, subject=subject)
    asked = f"/_/followed/{following.kind_of(subject)}/{subject.pk}"
    assert client.get(asked).json() == {"follows": None}
    for reader, follows in ((ben, True), (dan, False)):
        client.force_login(reader)
        assert client.get(asked).json() == {"follows": follows}


def test_a_stranger_signs_in_first_and_is_asked_again(client, subject):
    path = address(subject, "follow")
    assert client.post(path)["Location"].startswith("/account/join/?next=%2Fnotices%2Ffollowed%2F")
    assert client.post(path, headers={"Accept": "application/json"}).status_code == 401


def test_in_json_for_who_asks_for_it(client, subject, ben):
    client.force_login(ben)
    said = {"Accept": "application/json"}
    assert client.post(address(subject, "follow"), headers=said).json() == {"follows": True}
    assert client.post(address(subject, "unfollow"), headers=said).json() == {"follows": False}


@pytest.mark.parametrize(
    "path", ["author/999999", "edition/1", "section/0", f"topic/{'9' * 30}", "reader/1/follow"]
)
def test_what_is_not_there_cannot_be_followed(client, uk, ben, path):
    client.force_login(ben)
    assert client.get(f"/notices/followed/{path}").status_code in {404, 405}
    assert client.post(f"/notices/followed/{path.removesuffix('/follow')}/follow").status_code == 404
    assert not Followed.objects.exists()


def test_a_hidden_section_cannot_be_followed(client, world, ben):
    world.unpublish()
    client.force_login(ben)
    assert client.post(address(world, "follow")).status_code == 404


def test_another_sites_form_follows_nothing(subject, ben):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ben)
    for said in ({}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        assert browser.post(address(subject, "follow"), headers=said).status_code == 403
    assert not Followed.objects.exists()


def test_a_page_elsewhere_is_no_place_to_go_on_to(client, subject, ben):
    client.force_login(ben)
    answer = client.post(address(subject, "follow"), {"next": "//evil.example"})
    assert answer["Location"] == address(subject)


def test_nobody_follows_without_end(client, monkeypatch, subjects, ben):
    monkeypatch.setattr(following, "MOST", 2)
    for subject in (subjects["author"], subjects["topic"]):
        following.follow(reader=ben.pk, subject=subject)
    client.force_login(ben)
    answer = client.post(address(subjects["section"], "follow"))
    assert answer.status_code == 422
    assert "You follow 2 authors, sections and topics" in answer.content.decode()
    assert client.post(address(subjects["author"], "follow")).status_code == 303  # as before
    assert Followed.objects.count() == 2


def test_the_preferences_list_what_i_follow_with_a_button_each(client, subjects, ben, dan):
    for subject in subjects.values():
        following.follow(reader=ben.pk, subject=subject)
    client.force_login(ben)
    page = client.get("/notices/preferences").content.decode()
    found = [page.index(f'<span class="visually-hidden"> {subject}</span>') for subject in subjects.values()]
    assert found == sorted(found)


def test_what_is_followed_goes_and_takes_the_following_with_it(subjects, ben):
    for subject in subjects.values():
        following.follow(reader=ben.pk, subject=subject)
        subject.delete()
    assert not Followed.objects.exists()
