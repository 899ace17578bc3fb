"""Each phase as a sentence."""

import pytest

from standfirst.forum.phases import (
    PHASES,
    Context,
    Draft,
    Finding,
    Policy,
    Proof,
    Reason,
    Status,
    moderate,
)

SEEN = (Proof("casinos", "casino*"),)


def said(text="I crossed it this morning.", *, is_reply=False, **facts):
    return moderate(Draft(text, is_reply), Context(**{"approved_before": 5, **facts}))


def test_a_known_reader_is_on_the_page_at_once():
    assert said().status is Status.APPROVED


@pytest.mark.parametrize(
    ("facts", "status", "reason"),
    [
        ({"thread_open": False}, Status.REFUSED, Reason.CLOSED),
        ({"is_reply": True, "parent_shown": False}, Status.REFUSED, Reason.GONE),
        ({"banned": True}, Status.REFUSED, Reason.BANNED),
        ({"suspended": True}, Status.REFUSED, Reason.SUSPENDED),
        ({"text": " \n"}, Status.REFUSED, Reason.EMPTY),
        ({"text": "x" * 5001}, Status.REFUSED, Reason.TOO_LONG),
        ({"last_minute": 4}, Status.REFUSED, Reason.TOO_FAST),
        ({"last_hour": 40}, Status.REFUSED, Reason.TOO_FAST),
        ({"said_before": True}, Status.REFUSED, Reason.REPEATED),
        ({"banned_words": SEEN}, Status.REJECTED, Reason.BANNED_WORD),
        ({"suspect_words": SEEN}, Status.PENDING, Reason.SUSPECT_WORD),
        ({"links": 3}, Status.PENDING, Reason.MANY_LINKS),
        ({"approved_before": 0}, Status.PENDING, Reason.NEWCOMER),
    ],
)
def test_one_fact_decides(facts, status, reason):
    verdict = said(**facts)
    assert (verdict.status, verdict.reasons) == (status, (reason,))


@pytest.mark.parametrize(
    "facts",
    [{"last_minute": 3}, {"links": 2}, {"text": "x" * 5000}, {"text": "I agree.", "said_before": True}],
)
def test_the_number_itself_is_still_allowed(facts):
    assert said(**facts).status is Status.APPROVED


@pytest.mark.parametrize(
    "facts", [{"last_minute": 99}, {"links": 9}, {"suspect_words": SEEN}, {"approved_before": 0}]
)
def test_the_papers_own_people_do_not_wait(facts):
    assert said(is_staff=True, **facts).status is Status.APPROVED


def test_a_ban_holds_for_the_papers_own_people():
    assert said(is_staff=True, banned=True).status is Status.REFUSED


def test_a_refusal_ends_the_walk():
    assert said(banned=True, banned_words=SEEN, links=9).reasons == (Reason.BANNED,)


def test_of_what_is_kept_every_phase_is_heard_and_the_strictest_holds():
    verdict = said(suspect_words=SEEN, banned_words=SEEN, links=9)
    assert verdict.status is Status.REJECTED
    assert verdict.reasons == (Reason.BANNED_WORD, Reason.SUSPECT_WORD, Reason.MANY_LINKS)


def test_a_moderator_is_told_what_was_found_and_by_which_rule():
    assert said(suspect_words=SEEN, links=9).findings == (
        Finding("no_suspect_words", Reason.SUSPECT_WORD, "casinos", "casino*"),
        Finding("few_links", Reason.MANY_LINKS, "9", "links: 2"),
    )


def test_a_paper_may_let_newcomers_in_at_once():
    facts = Context(approved_before=0, policy=Policy(newcomers=0))
    assert moderate(Draft("Hello."), facts).status is Status.APPROVED


def test_every_reason_can_be_given_and_has_words():
    from standfirst.forum.reasons import SENTENCES

    assert set(SENTENCES) == set(Reason)


def test_every_phase_says_in_one_line_what_it_looks_for():
    assert all(phase.__doc__ and "\n" not in phase.__doc__ for phase in PHASES)
