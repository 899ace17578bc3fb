"""Who tries to get into an account by a provider's word, or by what only looks like it."""

import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from tests.openid import CLIENT, SECRET

from standfirst.readers.models import Reader
from standfirst.readers.testing import make_reader

from .flow import CUT, SAME, join
from .providing import agree, apple_key, click, configure, sign_in, who

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uk", "no_limits_spent", "configured")]


@pytest.mark.parametrize("verified", [False, None, "false", "no", 0, []])
def test_an_address_that_is_not_vouched_for_takes_no_account_and_makes_none(client, server, ben, verified):
    server.says(ben.email, verified=verified)
    answer = sign_in(client)
    assert answer["Location"] == "/account/join/?next=%2Fworld%2Fbridge-reopens-81%23cut"
    assert "does not say that your e-mail address is yours" in client.get(answer["Location"]).content.decode()
    server.says("new@example.org", verified=verified)
    sign_in(client)
    assert who(client) is None
    assert Reader.objects.count() == 1


def test_a_provider_is_believed_about_its_own_domains_alone_where_that_is_said(client, server, ben, settings):
    said = {"name": "The University", "url": server.url, "client_id": CLIENT, "secret": SECRET}
    configure(settings, university={**said, "domains": ["uni.example"]})
    sign_in(client)
    assert who(client) is None
    server.says("ben@uni.example")
    sign_in(client)
    assert who(client).startswith("reader-")


def test_staff_never_get_in_by_a_provider(client, server, ada):
    ada.set_password("a password of Ada's own")
    ada.save()
    server.says(ada.email)
    answer = sign_in(client, target="/newsroom/")
    assert answer["Location"] == "/account/login/?next=%2Fnewsroom%2F"
    ada.refresh_from_db()
    assert who(client) is None
    assert ada.has_usable_password()  # and nothing else was changed
    assert not SocialAccount.objects.exists()


def test_who_became_staff_gets_in_by_a_provider_no_longer(client, client_b, server, ben):
    sign_in(client)
    Reader.objects.filter(pk=ben.pk).update(is_staff=True)
    assert sign_in(client_b)["Location"].startswith("/account/login/")
    assert who(client_b) is None


def test_a_closed_account_stays_closed(client, server):
    make_reader("Dan Frost", is_active=False)
    server.says("dan@example.org")
    assert sign_in(client)["Location"] == "/account/inactive/"
    assert who(client) is None


@pytest.mark.parametrize("claims", [{"iss": "https://evil.example"}, {"aud": "another paper"}, {"exp": 1000}])
def test_a_token_for_others_or_from_others_or_of_long_ago_is_refused(client, server, ben, claims):
    server.claims = claims
    sign_in(client)
    assert who(client) is None


def test_a_token_signed_with_another_key_is_refused(client, server, ben):
    server.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    sign_in(client)
    assert who(client) is None


@pytest.mark.parametrize(("algorithm", "key"), [("none", None), ("HS256", "x" * 40)])
def test_a_token_that_is_not_signed_or_with_a_shared_secret_is_refused(client, server, ben, algorithm, key):
    server.algorithm, server.key = algorithm, key
    sign_in(client)
    assert who(client) is None


def test_two_answers_about_two_people_are_refused(client, server, ben):
    server.userinfo = {"sub": "somebody else"}
    sign_in(client)
    assert who(client) is None


def test_what_was_verified_of_one_address_is_not_said_of_another(client, server, ben):
    """The signed answer vouches for an address of Mallory's own; the other one names Ben's, and vouches for nothing."""
    server.says("mallory@example.org")
    server.userinfo = {"email": ben.email, "email_verified": None}
    sign_in(client)
    assert who(client) is None
    server.says("mallory@example.org")
    server.userinfo = {"email_verified": None}  # said once is enough, where it is the same address
    sign_in(client)
    assert Reader.objects.filter(email="mallory@example.org").exists()


def test_an_answer_in_another_browser_is_worth_nothing(client, client_b, server, ben):
    back = agree(click(client))
    client_b.get(back)
    assert who(client_b) is None


def test_an_answer_is_worth_something_once(client, server, ben):
    back = agree(click(client))
    client.get(back)
    client.post("/account/logout/", **SAME)
    client.get(back)
    assert who(client) is None


@pytest.mark.parametrize("query", ["", "?code=x", "?state=x&code=x", "?error=odd", "?code=&state="])
def test_whatever_comes_back_gets_a_page_and_signs_in_nobody(client, query):
    assert client.get(f"/account/with/university/back/{query}").status_code in {302, 303}
    assert who(client) is None


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site_afterwards(client, server, target):
    assert sign_in(client, target=target)["Location"] == "/account/welcome"


def test_a_form_on_another_site_cannot_start_it(client):
    strict = client.__class__(enforce_csrf_checks=True)
    answer = strict.post("/account/with/university/", {"next": CUT}, HTTP_SEC_FETCH_SITE="cross-site")
    assert answer.status_code == 403
    assert client.get("/account/with/university/").status_code == 405


@pytest.mark.parametrize("name", ["google", "apple", "openid_connect", "nobody"])
def test_a_provider_that_is_not_configured_is_not_there(client, name):
    assert client.post(f"/account/with/{name}/", **SAME).status_code == 404
    assert client.get(f"/account/with/{name}/back/").status_code in {404, 405}


def test_nobody_disconnects_somebody_elses(client, client_b, server, ben):
    sign_in(client)
    join(client_b, "mallory@example.org")
    assert (
        client_b.post(f"/account/with/{SocialAccount.objects.get().pk}/disconnect", **SAME).status_code == 404
    )
    assert SocialAccount.objects.exists()


def test_what_belongs_to_another_account_is_not_moved(client, client_b, server, ben):
    sign_in(client)
    join(client_b, "mallory@example.org")
    sign_in(client_b, connect="yes")
    assert SocialAccount.objects.get().user == ben


def test_an_open_browser_alone_connects_nothing(client, server, ben):
    client.force_login(ben)
    assert click(client, connect="yes") == ""
    assert not SocialAccount.objects.exists()


def test_who_clicks_too_often_is_told_when_to_try_again(client):
    for _ in range(60):
        click(client)
    answer = client.post("/account/with/university/", **SAME)
    assert answer.status_code == 429
    assert answer["Retry-After"]


def test_what_apple_posts_comes_from_elsewhere_and_is_worth_nothing_by_itself(client, settings):
    configure(settings, apple={"client_id": "a", "team": "t", "key_id": "k", "key": apple_key()})
    strict = client.__class__(enforce_csrf_checks=True)
    answer = strict.post(
        "/account/with/apple/back/", {"code": "x", "state": "y"}, HTTP_SEC_FETCH_SITE="cross-site"
    )
    assert answer["Location"].startswith("http://testserver/account/with/apple/back/finish/?")
    assert strict.get("/account/with/apple/back/finish/?code=x&state=y").status_code == 302
    assert who(strict) is None
