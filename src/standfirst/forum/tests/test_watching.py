"""The watched words as a process knows them, and lists of them that moderators take in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import ModelLogEntry

from standfirst.delivery.models import BusMessage
from standfirst.forum.models import WatchedWord
from standfirst.forum.words.watching import KEY, take_list, watched

pytestmark = pytest.mark.django_db
LIST = "/newsroom/comments/words/list/"


def words():
    return dict(WatchedWord.objects.values_list("words", "kind"))


def test_words_are_read_once_and_again_after_each_change(django_assert_num_queries):
    word = WatchedWord.objects.create(words="spam")
    assert watched().words.found_in("spam")
    with django_assert_num_queries(0):
        watched()
    word.delete()
    assert not watched().words.found_in("spam")


def test_a_change_tells_every_process():
    WatchedWord.objects.create(words="spam")
    assert BusMessage.objects.get().payload == [KEY]


def test_a_proof_quotes_what_was_typed_and_names_the_rule():
    WatchedWord.objects.create(words="Casino*", kind="banned")
    (proof,) = watched().proofs("My C4SINOS!")["banned"]
    assert (proof.match, proof.rule) == ("C4SINOS", "Casino*")


def test_a_list_is_taken_in_line_by_line(cleo):
    WatchedWord.objects.create(words="known", kind="suspect")
    taken = take_list(lines=["spam", " free money ", "known", "", "…", "spam"], kind="banned", by=cleo)
    assert (taken.new, taken.changed, taken.useless) == (2, 1, ("…",))
    assert words() == {"spam": "banned", "free money": "banned", "known": "banned"}
    assert ModelLogEntry.objects.get(action="forum.watch_list").user == cleo


def test_of_a_csv_the_first_column_counts(cleo):
    take_list(lines=['"spam",5,"x"', "casino*;3"], kind="suspect", by=cleo)
    assert set(words()) == {"spam", "casino*"}


def test_a_moderator_takes_in_a_file(desk):
    sent = SimpleUploadedFile("words.csv", "\ufeffspam\ncasino*".encode())
    answer = desk.post(LIST, {"kind": "banned", "file": sent})
    assert (answer.status_code, words()) == (302, {"spam": "banned", "casino*": "banned"})


def test_a_list_that_is_no_text_is_said_and_nothing_is_lost(desk):
    sent = SimpleUploadedFile("words.bin", b"\xff\xfe\x00")
    answer = desk.post(LIST, {"kind": "banned", "words": "kept here", "file": sent})
    assert answer.status_code == 422
    assert "not text in UTF-8" in answer.content.decode()
    assert "kept here" in answer.content.decode()


def test_a_reader_takes_in_no_list(client, ben, uk):
    client.force_login(ben)
    assert client.post(LIST, {"words": "spam"}).status_code in {302, 403}
    assert words() == {}
