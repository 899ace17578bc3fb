"""Promise 1: one decision says how much of an article a visitor gets, and nothing goes round it."""

from dataclasses import replace

import pytest
from allauth.account.models import EmailAddress

from standfirst.forum.models import Comment
from standfirst.forum.notices import FollowedCommentNotice, ReplyNotice
from standfirst.forum.testing import make_comment
from standfirst.notices.actions import tell
from standfirst.notices.channels.mail import MailChannel
from standfirst.notices.models import Alert, Dispatch, Issue, Preference
from standfirst.notices.newsletters.writing import STRANGER, issue_said, stories_of
from standfirst.notices.stories import AlertNotice
from standfirst.notices.testing import queued_letters
from standfirst.notices.wishes.notices import NewStoryNotice
from standfirst.readers.export import export
from standfirst.web.canary import addresses, walk
from standfirst.web.canary.asking import Guise, Question
from standfirst.web.canary.guises import editions
from standfirst.web.canary.walk import LEAK
from standfirst.web.canary.words import heard
from tests.canary.fixtures import SECRET
from tests.canary.paper import ABROAD, BELOW, KEPT, words
from tests.canary.urls_that_leak import LEAKS

pytestmark = pytest.mark.django_db


def route(name):
    return f"_/leak/{name}/<int:number>"


@pytest.fixture
def only(monkeypatch):
    """Has the walk know these addresses alone."""

    def know(known, families=()):
        monkeypatch.setattr(addresses, "ADDRESSES", known)
        monkeypatch.setattr(addresses, "FAMILIES", families)
        monkeypatch.setattr(addresses, "PLACES", ())
        monkeypatch.setattr(addresses, "SEARCHES", ())

    return know


@pytest.mark.slow
def test_a_walk_of_every_address_and_format_finds_no_word_from_below_the_cut(canary_walk):
    assert list(map(str, canary_walk.everything())) == []
    assert canary_walk.visited > 4000
    # The walk would be green for a paper that prints nothing: the reader must hear what the stranger may not.
    unheard = {*BELOW, ABROAD, KEPT} - {word.text for word in canary_walk.sung}
    assert unheard <= {"xanthofile"}
    assert canary_walk.unseen == []


def test_a_view_that_reads_past_the_doors_makes_the_walk_fail(canary_walk, settings, only, monkeypatch):
    """In a page, a header, JSON, a feed, a redirect, to HEAD alone, to a script alone, in an error: each is heard."""
    settings.ROOT_URLCONF = "tests.canary.urls_that_leak"
    monkeypatch.setattr(walk, "IN_TURNS", 1)
    only({route(name): (f"/_/leak/{name}/{{number}}",) for name in LEAKS})
    leaks = [problem.where for problem in canary_walk.everything() if problem.what == LEAK]
    assert {name for name in LEAKS if any(f"/_/leak/{name}/" in leak for leak in leaks)} == set(LEAKS)


def test_a_route_that_nobody_can_visit_makes_the_walk_fail(canary_walk, settings, only, monkeypatch):
    settings.ROOT_URLCONF = "tests.canary.urls_that_leak"
    monkeypatch.setattr(type(canary_walk), "_visit_family", lambda *_: None)
    only({}, families=("",))
    assert canary_walk.everything() == []
    only({})
    assert any(route("leak") in problem.where for problem in canary_walk.everything())


def test_an_address_that_leads_nowhere_makes_the_walk_fail(canary_walk, only, monkeypatch):
    monkeypatch.setattr(type(canary_walk), "_visit_family", lambda *_: None)
    only({"_/me": ("/_/no-such-address",)}, families=("",))
    assert "/_/no-such-address: does not lead to the route “_/me”" in map(str, canary_walk.everything())


@pytest.mark.parametrize(
    ("country", "edition", "is_whole"),
    [("GB", "us", False), ("IE", "us", False), ("US", "uk", True), ("FR", "us", True), ("", "uk", False)],
)
def test_the_edge_names_the_wall_whatever_the_cookie_says(sung, asker, country, edition, is_whole):
    said = {"Standfirst-Edge": SECRET, "Standfirst-Country": country, "Cookie": f"edition={edition}"}
    reply = asker.ask(Question(sung.abroad.address, headers=said))
    assert (ABROAD in reply.text) is is_whole
    lying = asker.ask(Question(sung.abroad.address, headers={**said, "Standfirst-Edge": "guess"}))
    assert (ABROAD in lying.text) is (edition == "us")


def test_the_walk_goes_as_everybody_whom_an_edge_may_name(canary_walk):
    named = {guise.name for guise in editions(canary_walk.map.faces, SECRET)}
    assert {"one in GB with the cookie “us”", "one in US with the cookie “uk”"} <= named
    assert named <= {guise.name for guise in canary_walk.map.guises}


def test_who_looks_like_a_reader_to_the_walk_is_one(canary_walk, sung):
    """A walk whose strangers hold a pass by mistake would find leaks everywhere; here they find none."""
    canary_walk.map = replace(
        canary_walk.map, guises=[Guise("a reader by mistake", canary_walk.map.reader.headers)]
    )
    canary_walk._in_every_way(sung.walled.address)
    assert {problem.what for problem in canary_walk.problems} == {LEAK}


def test_a_quote_in_a_comment_is_for_those_who_may_read_it_in_whatever_order_they_come(
    canary_walk, sung, asker
):
    """The thread, a conversation, the form to reply: stored for a reader and then asked for by a stranger, and back."""
    comment = sung.names["comment"]
    thread = f"{sung.walled.address}/comments"
    pages = (thread, f"{thread}/{comment}/reply", f"/readers/{sung.names['handle']}/")
    for page in pages:
        for guises in (
            (canary_walk.map.reader, Guise("a stranger")),
            (Guise("a stranger"), canary_walk.map.reader),
        ):
            asker.front.store.forget_all(for_good=True)
            for guise in (*guises, *guises):
                said = asker.ask(Question(page, headers=guise.headers)).text
                assert ("xanthoparagraph" in said) is guise.is_reader, (page, guise.name)


def test_no_notice_letter_or_export_holds_a_word_that_a_stranger_may_not_have(sung, uk, ben, dan, mailoutbox):
    """What is told of a walled story is made of its headline and of readers’ words."""
    asked = Comment.objects.get(pk=sung.names["comment"])
    assert asked.quote, "it quotes the story"
    reply = make_comment(sung.walled, dan, "So did I.", parent=asked)
    alert = Alert(article=sung.walled, text="The bridge is open again.")
    notices = (ReplyNotice(reply.pk), FollowedCommentNotice(reply.pk), AlertNotice(alert, uk))
    said = [f"{notice.words(uk)} {notice.line(uk)}" for notice in notices]
    said.append(str(NewStoryNotice((sung.walled.pk,), (sung.walled.pk,)).words(uk)))
    said += ["".join(export(reader)) for reader in (ben, dan)]
    said += [str(letter.message()) for letter in mailoutbox]
    assert len(said) >= 6
    assert heard(words(sung.walled, sung.abroad, sung.metered), "\n".join(said)) == []


def test_no_newsletter_or_digest_holds_a_word_that_its_receiver_may_not_have(sung, uk, ben, ada):
    """Letters to strangers, with each story on top once, and what a reader is told of a walled one and its thread."""
    closed = [
        word for word in words(sung.walled, sung.abroad, sung.metered) if word.walled_in is None or word.story
    ]
    issue = Issue.objects.select_related("newsletter__edition").get()
    for story in (sung.walled, sung.abroad, sung.metered, sung.other):
        issue.stories = [story.pk, *(number for number in issue.stories if number != story.pk)]
        letter = issue_said(issue, stories_of(issue), STRANGER, stop="")
        assert story.headline in letter.text
        assert heard(closed, f"{letter.subject} {letter.text} {letter.html}") == []
    EmailAddress.objects.create(user=ben, email=ben.email, primary=True, verified=True)
    reply = make_comment(sung.walled, ada, "So did I.", parent=Comment.objects.get(pk=sung.names["comment"]))
    alert = Alert.objects.create(article=sung.walled, text="The bridge is open again.", state="sending")
    notices = (ReplyNotice(reply.pk), AlertNotice(alert, uk))
    claimed = []
    for notice in notices:
        held = {"reader": ben, "channel": "mail", "hearer": "x", "state": "claimed", "claim": "x"}
        claimed.append((Dispatch.objects.create(told=tell(notice), **held), notice))
        Preference.objects.create(reader=ben, kind=notice.kind, channel="mail", wanted=True)
    MailChannel().deliver(claimed)
    digest = queued_letters()[-1]
    said = "".join(part.get_content() for part in digest.walk() if not part.is_multipart())
    assert sung.walled.headline in said
    assert alert.text in said
    assert heard(closed, said) == []
