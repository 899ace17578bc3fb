"""The forum for machines: the API, its document, and the feed of a thread."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from standfirst.forum.actions import delete_own
from standfirst.forum.policy.actions import set_policy
from standfirst.forum.testing import make_comment
from standfirst.newsroom.stories.testing import CANARY

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def talk(story, ben, cleo):
    question = make_comment(story, ben, "A *question*.")
    return question, make_comment(story, cleo, "An answer.", parent=question)


def get(client, path, status=200):
    response = client.get(f"/api/forum/{path}")
    assert response.status_code == status, response.content
    return response.json()


def test_a_thread_and_its_comments_are_told(client, story, talk):
    question, answer = talk
    thread = get(client, f"threads/{story.number}")
    assert (thread["count"], thread["sees"], thread["is_open"]) == (2, "all", True)
    (told,) = get(client, f"threads/{story.number}/comments")["comments"]
    assert (told["html"], told["author"]["name"]) == ("<p>A <em>question</em>.</p>", "Ben Okoro")
    assert [(reply["number"], reply["answers"]) for reply in told["replies"]] == [(answer.pk, question.pk)]


def test_pages_go_on_where_the_last_ended(client, story, ben, monkeypatch):
    monkeypatch.setattr("standfirst.forum.pages.FULL", 2)
    made = [make_comment(story, ben).pk for _number in range(3)]
    first = get(client, f"threads/{story.number}/comments")
    rest = get(client, f"threads/{story.number}/comments?after={first['after']}")
    assert [told["number"] for told in first["comments"] + rest["comments"]] == made[::-1]
    assert rest["after"] is None


def test_of_a_tombstone_only_its_place_is_told(client, story, talk, ben):
    delete_own(comment=talk[0], author=ben)
    (told,) = get(client, f"threads/{story.number}/comments")["comments"]
    assert (told["status"], told["author"], told["html"], len(told["replies"])) == ("deleted", None, "", 1)
    get(client, f"threads/{story.number}/comments/{talk[0].pk}", status=404)


def test_no_address_and_no_word_from_below_the_cut(client, story, talk):
    for path in (f"threads/{story.number}", f"threads/{story.number}/comments"):
        said = client.get(f"/api/forum/{path}").content.decode()
        assert "@" not in said
        assert CANARY not in said


@pytest.mark.parametrize(("strangers", "count"), [("count", 2), ("nothing", None)])
def test_what_strangers_do_not_see_of_a_walled_storys_thread(client, story, talk, ada, strangers, count):
    set_policy(scope=story, by=ada, said={"strangers": strangers})
    assert get(client, f"threads/{story.number}")["count"] == count
    assert get(client, f"threads/{story.number}/comments") == {
        "count": count and 2,
        "comments": [],
        "after": None,
    }
    get(client, f"threads/{story.number}/comments/{talk[0].pk}", status=404)
    assert "question" not in client.get(f"{story.address}/comments.atom").content.decode()


def test_a_hidden_thread_is_not_there(client, story, talk, ada):
    set_policy(scope=story, by=ada, said={"visibility": "hidden"})
    get(client, f"threads/{story.number}", status=404)
    assert client.get(f"{story.address}/comments.atom").status_code == 404


def test_a_story_that_was_taken_down_takes_its_thread_along(client, story, talk):
    story.unpublish()
    get(client, f"threads/{story.number}/comments", status=404)
    assert client.get(f"{story.address}/comments.atom").status_code == 404


@pytest.mark.parametrize("path", ["threads/999", "threads/0", "threads/999999999999999999999"])
def test_what_is_not_there_is_said_as_json(client, uk, path):
    assert client.get(f"/api/forum/{path}").status_code in {404, 422}
    assert "detail" in client.get(f"/api/forum/{path}").json()


def test_counts_are_told_and_nonsense_is_refused(client, story, talk):
    assert get(client, f"counts?threads={story.number},999") == {"counts": {str(story.number): 2, "999": 0}}
    get(client, "counts?threads=x", status=400)


def test_the_document_describes_every_answer(client, story, talk):
    document = get(client, "openapi.json")
    assert document["openapi"].startswith("3.")
    paths = {path.removeprefix("/api/forum/") for path in document["paths"]}
    fill = {"number": story.number, "comment": talk[0].pk}
    for path in paths:
        shape = document["paths"][f"/api/forum/{path}"]["get"]["responses"]["200"]["content"][
            "application/json"
        ]
        name = shape["schema"]["$ref"].rpartition("/")[2]
        told = get(client, path.format(**fill) + ("?threads=1" if path == "counts" else ""))
        assert set(told) == set(document["components"]["schemas"][name]["properties"])
    assert len(paths) == 5


def test_nobody_writes_through_it(client, story):
    assert client.post(f"/api/forum/threads/{story.number}/comments").status_code == 405


def test_the_feed_tells_the_newest_and_what_they_answer(client, story, talk):
    response = client.get(f"{story.address}/comments.atom")
    assert response["Content-Type"].startswith("application/atom+xml")
    entries = ET.fromstring(response.content).findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [
        "Cleo Marsh replied to Ben Okoro",
        "Ben Okoro commented",
    ]
    replies = entries[0].find("{http://purl.org/syndication/thread/1.0}in-reply-to")
    assert replies.get("ref") == entries[1].findtext(f"{ATOM}id")


def test_another_spelling_of_the_feed_is_sent_on(client, story):
    response = client.get(f"/world/other-words-{story.number}/comments.atom")
    assert (response.status_code, response["Location"]) == (301, f"{story.address}/comments.atom")


def test_a_walled_quote_is_a_sentence_in_the_feed_and_null_in_the_api(client, story, ben):
    made = make_comment(story, ben, "Look at this.")
    made.quote = {"paragraph": 5, "start": 0, "end": 12, "print": ""}
    made.save(update_fields=["quote"])
    (told,) = get(client, f"threads/{story.number}/comments")["comments"]
    assert told["quote"] == {"state": "walled", "words": None}
    assert "A passage for registered readers" in client.get(f"{story.address}/comments.atom").content.decode()
