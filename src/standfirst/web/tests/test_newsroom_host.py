"""A newsroom on a host of its own: there and nowhere else."""

from dataclasses import replace

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from standfirst.newsroom.desk.roles import Role
from standfirst.web.configuration import ConfigurationError, read_configuration
from standfirst.web.doctor import public

from .second_proof import NEWSROOM, code_of, make, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uk", "no_limits_spent")]

HOST = "newsroom.localhost"


@pytest.fixture(autouse=True)
def _own_host(settings):
    settings.ALLOWED_HOSTS = ["localhost", HOST]
    settings.CONFIGURATION = replace(
        settings.CONFIGURATION, url="http://localhost", newsroom_url=f"http://{HOST}"
    )


@pytest.fixture
def client():
    """At the paper's host."""
    return Client(SERVER_NAME="localhost")


@pytest.fixture
def desk():
    """At the newsroom's."""
    return Client(SERVER_NAME=HOST)


@pytest.fixture
def eve(uk):
    return make("Eve Ray", Role.EDITOR).reader


@pytest.mark.parametrize("address", [NEWSROOM, "/newsroom/login/", "/newsroom/pages/", "/newsroom/nothing/"])
def test_at_the_papers_host_the_newsroom_is_not_there(client, address):
    assert client.get(address).status_code == client.post(address).status_code == 404


def test_not_even_for_staff_who_read_there(client, eve):
    sign_in(client, eve)
    assert client.get("/_/me").json()["reader"]["name"] == "Eve Ray"
    assert client.get(NEWSROOM).status_code == 404


def test_staff_sign_in_and_work_at_the_newsrooms_host(desk, eve):
    door = desk.get("/newsroom/login/")["Location"]
    assert desk.get(door).status_code == 200
    assert sign_in(desk, eve)["Location"] == NEWSROOM
    assert desk.get(NEWSROOM).status_code == 200
    assert desk.get("/account/keys/").status_code == 200


@pytest.mark.parametrize(
    "address", ["/uk/", "/world/bridge-1", "/search?q=bridge", "/account/join/", "/readers/ada/"]
)
def test_the_papers_pages_are_at_the_papers_host_alone(desk, address):
    assert desk.get(address)["Location"] == f"http://localhost{address}"
    assert desk.post(address, HTTP_SEC_FETCH_SITE="same-origin").status_code == 404


def test_its_front_door_leads_inside(desk):
    for address in ("/", "/account/welcome"):
        assert desk.get(address)["Location"] == NEWSROOM


def test_cookies_are_for_one_host_alone(desk, eve):
    sign_in(desk, eve)
    assert desk.cookies
    assert {cookie["domain"] for cookie in desk.cookies.values()} == {""}


def test_a_session_that_was_begun_at_the_papers_host_opens_nothing_here(client, desk, eve):
    sign_in(client, eve)
    desk.cookies = client.cookies
    assert desk.get(NEWSROOM).status_code == 403


def test_view_live_leads_to_the_paper(desk, eve, story):
    sign_in(desk, eve)
    assert story.full_url == f"http://localhost{story.address}"
    page = desk.get(f"/newsroom/pages/{story.pk}/edit/")
    assert page.status_code == 200
    assert desk.get(story.address)["Location"] == f"http://localhost{story.address}"


def test_a_story_is_previewed_there(desk, eve, story):
    sign_in(desk, eve)
    assert story.title in desk.get(f"/newsroom/pages/{story.pk}/view_draft/").content.decode()


def test_an_app_is_the_same_on_both_hosts(client, desk, eve):
    sign_in(client, eve)
    sign_in(desk, eve, later=1)
    assert desk.get(NEWSROOM).status_code == 200
    assert Authenticator.objects.filter(user=eve, type="totp").count() == 1
    assert code_of(eve)


@pytest.mark.parametrize(
    "url", ["harbour", "http://localhost:9000", "https://newsroom.example", "http://newsroom.example/desk"]
)
def test_what_cannot_be_its_host_is_said(tmp_path, url):
    with pytest.raises(ConfigurationError, match="STANDFIRST_NEWSROOM_URL"):
        read_configuration({"STANDFIRST_DATA": str(tmp_path), "STANDFIRST_NEWSROOM_URL": url})


def test_doctor_says_where_the_newsroom_is(settings):
    (found,) = public.check_newsroom(replace(settings.CONFIGURATION, newsroom_url="http://x.invalid"))
    assert "nobody knows where x.invalid is" in found.words
    (found,) = public.check_newsroom(replace(settings.CONFIGURATION, newsroom_url=""))
    assert found.words == "at the paper's own host: http://localhost/newsroom/"
