"""What somebody wrote in a former forum is theirs once they have proved the address and said so."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress

from standfirst.forum.models import Comment
from standfirst.forum.moderation.actions import ban
from standfirst.readers.models import Reader
from standfirst.transfer.comments.claiming import claim, waiting_for
from standfirst.transfer.comments.testing import disqus_file, post
from standfirst.transfer.models import FormerAuthor

pytestmark = pytest.mark.django_db
PAGE = "/account/comments/before"


@pytest.fixture
def former(bring_in, tmp_path, ben):
    """What a Peter wrote elsewhere under the address that Ben has here."""
    bring_in(disqus_file(tmp_path, post(1, "From before.", email=ben.email.upper(), name="Peter")))
    EmailAddress.objects.filter(user=ben).delete()
    return FormerAuthor.objects.get()


def prove(reader, email=""):
    EmailAddress.objects.create(user=reader, email=email or reader.email, verified=True, primary=True)


def test_an_address_that_is_not_proved_claims_nothing(former, ben):
    EmailAddress.objects.create(user=ben, email=ben.email, verified=False)
    with pytest.raises(PermissionError):
        claim(number=former.pk, reader=ben)
    assert not waiting_for(ben)


def test_what_is_under_somebody_elses_address_is_not_theirs(former, client, dan):
    prove(dan, "dan@other.example")
    client.force_login(dan)
    assert client.post(PAGE, {"author": former.pk, "said": "mine"}).status_code == 403
    assert Comment.objects.get().author == former.reader


def test_proof_alone_moves_nothing_as_guests_typed_any_address(former, client, ben):
    prove(ben)
    client.force_login(ben)
    assert "may be yours" in client.get("/account/comments/").content.decode()
    assert "From before." in client.get(PAGE).content.decode()
    assert str(Comment.objects.get().author) == "Peter"


def test_who_says_they_are_theirs_has_them_and_the_other_name_is_gone(former, client, ben, moved):
    prove(ben)
    client.force_login(ben)
    assert client.post(PAGE, {"author": former.pk, "said": "mine"}).status_code == 303
    assert Comment.objects.get().author == ben
    assert not Reader.objects.filter(name="Peter").exists()
    assert "Ben Okoro" in client.get(f"{moved.address}/comments").content.decode()


def test_a_ban_goes_with_the_comments(former, ben, cleo):
    ban(reader=former.reader, by=cleo, reason="Spam.")
    prove(ben)
    claim(number=former.pk, reader=ben)
    assert ben.sanctions.get().reason == "Spam."


def test_who_says_they_are_not_is_not_asked_again(former, client, ben):
    prove(ben)
    client.force_login(ben)
    client.post(PAGE, {"author": former.pk, "said": "not"})
    assert not waiting_for(ben)
    assert str(Comment.objects.get().author) == "Peter"


def test_a_claimed_comment_does_not_come_a_second_time(former, ben, bring_in, tmp_path):
    prove(ben)
    claim(number=former.pk, reader=ben)
    report = bring_in(disqus_file(tmp_path, post(1, "From before.", email=ben.email, name="Peter")))
    assert (report.here_before, Comment.objects.count(), FormerAuthor.objects.count()) == (1, 1, 0)


def test_nobody_signs_in_to_a_name_from_before(former, client):
    assert not former.reader.is_active
    assert former.reader.email.endswith(".invalid")
    assert former.reader.address == ""
