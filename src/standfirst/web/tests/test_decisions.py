"""The pages of a decision: its reasons, the appeal; reports; and the notice of illegal content."""

import pytest

from standfirst.forum.actions import report
from standfirst.forum.models import Appeal, LegalNotice
from standfirst.forum.moderation.actions import approve, reject
from standfirst.forum.moderation.grounds import Why
from standfirst.forum.moderation.legal import comment_at, is_ours
from standfirst.forum.testing import make_comment

from .flow import SAME

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits_spent")]
FORM = "/illegal-content"


@pytest.fixture
def decision(story, ben, cleo):
    return reject(comment=make_comment(story, ben), by=cleo, reason=Why("It insults Dan.", "abuse"))


@pytest.fixture
def notice(story, ben):
    comment = make_comment(story, ben)
    return {
        "address": f"{story.address}/comments/{comment.pk}",
        "category": "defame",
        "explanation": "It says that I stole a boat, which is untrue.",
        "name": "Eve Hart",
        "email": "eve@example.org",
        "good_faith": "on",
    }


def test_the_statement_says_what_why_and_how_to_appeal(client, decision, ben):
    client.force_login(ben)
    page = client.get(f"/account/decisions/{decision.pk}/").content.decode()
    for words in (
        "Not on the page",
        "Abuse or harassment",
        "It insults Dan.",
        "by a person",
        "Appeal",
        "court",
    ):
        assert words in page
    assert "Cleo" not in page
    assert f"/account/decisions/{decision.pk}/" in client.get("/account/decisions/").content.decode()


def test_somebody_elses_statement_is_not_there(client, decision, dan):
    client.force_login(dan)
    assert client.get(f"/account/decisions/{decision.pk}/").status_code == 404
    assert client.post(f"/account/decisions/{decision.pk}/", {"text": "I object."}, **SAME).status_code == 404
    assert not Appeal.objects.exists()


def test_an_appeal_is_a_form_on_the_statement(client, decision, ben):
    client.force_login(ben)
    address = f"/account/decisions/{decision.pk}/"
    assert client.post(address, {"text": " "}, **SAME).status_code == 422
    answer = client.post(address, {"text": "It was a joke among friends."}, **SAME)
    assert (answer.status_code, answer["Location"]) == (303, address)
    assert "It was a joke among friends." in client.get(address).content.decode()


def test_who_reported_reads_what_became_of_it(client, story, ben, dan, cleo):
    comment = make_comment(story, ben)
    report(comment=comment, reader=dan, reason="spam")
    client.force_login(dan)
    assert "A moderator will look" in client.get("/account/reports/").content.decode()
    approve(comment=comment, by=cleo)
    assert "The comment stays." in client.get("/account/reports/").content.decode()


def test_a_stranger_sends_a_notice_and_gets_a_receipt(client, notice, mailoutbox):
    answer = client.post(FORM, notice, **SAME)
    assert (answer.status_code, answer["Location"]) == (303, "/illegal-content/received")
    kept = LegalNotice.objects.get()
    assert (kept.comment_id, kept.email, kept.category) == (kept.comment.pk, "eve@example.org", "defame")
    [letter] = mailoutbox
    assert str(kept.pk) in letter.subject
    assert "boat" not in letter.body + letter.subject
    assert "Eve" not in letter.body


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("address", "https://elsewhere.example/x"), ("address", ""), ("explanation", ""), ("good_faith", ""),
        ("name", ""), ("email", ""), ("email", "nonsense"), ("category", "nonsense"),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_and_nothing_typed_is_lost(client, notice, field, value):
    answer = client.post(FORM, {**notice, field: value}, **SAME)
    page = answer.content.decode()
    assert (answer.status_code, LegalNotice.objects.count()) == (422, 0)
    assert 'role="alert"' in page
    assert field == "explanation" or "stole a boat" in page


def test_of_crimes_against_children_one_may_tell_without_a_name(client, notice, mailoutbox):
    client.post(FORM, {**notice, "category": "child", "name": "", "email": ""}, **SAME)
    assert (LegalNotice.objects.count(), mailoutbox) == (1, [])


def test_nobodys_box_is_filled_with_receipts(client, notice, mailoutbox, settings):
    settings.FORUM_LIMITS = {"legal_notice": "100/h/ip", "legal_receipt": "3/d/key"}
    for _again in range(5):
        client.post(FORM, notice, **SAME)
    assert (LegalNotice.objects.count(), len(mailoutbox)) == (5, 3)


def test_too_many_notices_are_asked_to_wait_with_all_that_was_typed(client, notice, settings):
    settings.FORUM_LIMITS = {"legal_notice": "1/h/ip", "legal_receipt": "3/d/key"}
    client.post(FORM, notice, **SAME)
    answer = client.post(FORM, notice, **SAME)
    assert (answer.status_code, LegalNotice.objects.count()) == (429, 1)
    assert "stole a boat" in answer.content.decode()


def test_a_decision_about_the_comment_answers_the_notice(client, notice, cleo, mailoutbox):
    client.post(FORM, notice, **SAME)
    kept = LegalNotice.objects.get()
    reject(comment=kept.comment, by=cleo, reason=Why("§ 185 of the Criminal Code", "illegal"))
    kept.refresh_from_db()
    assert (kept.removed, kept.decision.source) == (True, "notice")
    assert any(
        "not on the page any more" in letter.body and letter.to == ["eve@example.org"]
        for letter in mailoutbox
    )


def test_the_form_is_in_the_footer_of_every_page(client, story):
    assert f'href="{FORM}"' in client.get("/").content.decode()
    assert client.get(FORM).status_code == 200


@pytest.mark.parametrize(
    ("address", "ours"),
    [
        ("/world/bridge-81/comments/4", True), ("//evil.example/x", False), ("https://evil.example/", False),
        ("javascript:alert(1)", False), ("/", False), ("http://[", False), ("bridge", False),
    ],
)  # fmt: skip
def test_only_addresses_of_this_paper_are_taken(address, ours):
    assert is_ours(address) is ours


def test_a_threads_address_with_an_anchor_names_the_comment(story, ben):
    comment = make_comment(story, ben)
    assert comment_at(f"{story.address}/comments#comment-{comment.pk}") == comment
    assert comment_at(f"/world/other-999/comments/{comment.pk}") is None
    assert comment_at("/world/other-" + "9" * 40 + "/comments/" + "9" * 40) is None
