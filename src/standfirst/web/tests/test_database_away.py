"""When the database takes nothing, that is said, and nobody's words are lost."""

import pytest
from django.db import connection
from django.test import Client

pytestmark = pytest.mark.django_db
OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


@pytest.fixture
def _away(story):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE stories_article RENAME TO away")
        yield
        cursor.execute("ALTER TABLE away RENAME TO stories_article")


@pytest.mark.usefixtures("_away")
def test_a_page_says_so_and_when_to_come_again(client, story):
    answer = client.get(story.address)
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "Our database does not answer." in answer.content.decode()


@pytest.mark.usefixtures("_away")
def test_a_form_keeps_what_was_typed(client, story):
    typed = {"text": "Words that took an hour <b>to find</b>", "parent": "7"}
    answer = client.post(f"{story.address}/comments", typed, headers=OURS)
    said = answer.content.decode()
    assert answer.status_code == 503
    assert "Words that took an hour &lt;b&gt;to find&lt;/b&gt;</textarea>" in said
    assert 'name="parent" value="7"' in said


@pytest.mark.usefixtures("_away")
def test_what_another_site_made_a_browser_send_is_not_shown(client, story):
    typed = {"text": "Words of somebody else"}
    answer = client.post(f"{story.address}/comments", typed, headers={"Sec-Fetch-Site": "cross-site"})
    assert "Words of somebody else" not in answer.content.decode()


@pytest.mark.usefixtures("_away")
def test_secrets_are_not_printed(client, story):
    typed = {"text": "to be kept", "password": "hunter2-hunter2", "code": "123456"}
    said = client.post(f"{story.address}/comments", typed, headers=OURS).content.decode()
    assert "to be kept" in said
    assert not [secret for secret in ("hunter2-hunter2", "123456") if secret in said]
