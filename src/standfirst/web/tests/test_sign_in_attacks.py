"""Who tries to get into an account that is not theirs."""

import pytest
from django.core import mail

from standfirst.readers.testing import make_reader

from .flow import SAME, ask, code_in_mail, confirm, join

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uk", "no_limits_spent")]

RIGHT = "a password that Ben made up"


@pytest.fixture
def ben_with_password(ben):
    ben.set_password(RIGHT)
    ben.save()
    return ben


def sign_in(client, password, *, network, host="localhost", email="ben@example.org"):
    return client.post(
        "/account/login/", {"login": email, "password": password}, REMOTE_ADDR=network, HTTP_HOST=host, **SAME
    )


def test_a_password_list_from_many_networks_is_stopped_and_the_owner_gets_in_by_a_code(
    client, client_b, ben_with_password
):
    answers = [sign_in(client, f"guess {n}", network=f"198.51.{n}.7").status_code for n in range(15)]
    assert answers == [200] * 10 + [429] * 5
    assert sign_in(client, RIGHT, network="192.0.2.1").status_code == 429  # also the right one
    join(client_b, ben_with_password.email)
    assert client_b.get("/_/me").json()["reader"]["handle"] == "ben"


def test_another_port_in_the_name_of_the_host_buys_no_more_tries(client, ben_with_password):
    answers = [
        sign_in(client, "guess", network=f"198.51.{n}.7", host=f"localhost:{n + 1}").status_code
        for n in range(11)
    ]
    assert answers[-1] == 429


def test_the_page_says_when_to_try_again_and_keeps_what_was_typed(client):
    for _ in range(10):
        sign_in(client, "guess", network="192.0.2.1")
    answer = sign_in(client, "guess", network="192.0.2.1")
    assert 0 < int(answer["Retry-After"]) <= 600
    page = answer.content.decode()
    assert "try again in" in page
    assert 'value="ben@example.org"' in page


def test_signing_in_changes_the_session_so_that_one_given_by_a_stranger_is_worth_nothing(client, client_b):
    ask(client)
    client_b.cookies["session"] = given = client.cookies["session"].value
    confirm(client)
    assert client.cookies["session"].value != given
    assert client_b.get("/_/me").json() == {"reader": None}


def test_the_code_for_one_account_opens_no_other(client, client_b, ben):
    ask(client, ben.email)
    ask(client_b, "mallory@example.org")
    assert confirm(client, code_in_mail()).status_code == 200  # the code in Mallory's mail
    assert client.get("/_/me").json() == {"reader": None}


def test_asking_for_another_address_makes_the_code_before_it_worthless(client, ben):
    ask(client, ben.email)
    for_ben = code_in_mail()
    ask(client, "mallory@example.org")
    assert confirm(client, for_ben).status_code == 200
    assert client.get("/_/me").json() == {"reader": None}


def test_a_code_typed_twice_signs_in_once(client, ben):
    ask(client, ben.email)
    code = code_in_mail()
    confirm(client, code)
    first = client.cookies["session"].value
    again = confirm(client, code)
    assert again.status_code == 302
    assert client.cookies["session"].value == first
    assert ben.sign_ins.count() == 1


def test_a_session_that_has_asked_and_one_that_has_not_are_told_the_same_about_a_code(client, client_b):
    make_reader("Ben Okoro")
    assert confirm(client, "123456")["Location"] == confirm(client_b, "123456")["Location"]
    assert mail.outbox == []
