"""Each phase as a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.forum.phases import (
    PHASES,
    Context,
    Draft,
    Finding,
    Policy,
    Proof,
    Reason,
    Risk,
    Status,
    moderate,
)
from standfirst.forum.policy.policies import Premoderation, Shut

RISKY = Premoderation.RISKY
SEEN = (Proof("casinos", "casino*"),)


def said(text="I crossed it this morning.", *, is_reply=False, risk=None, **facts):
    return moderate(Draft(text, is_reply, risk), Context(**{"approved_before": 5, **facts}))


def test_a_known_reader_is_on_the_page_at_once():
    assert said().status is Status.APPROVED


@pytest.mark.parametrize(
    ("facts", "status", "reason"),
    [
        ({"shut": Shut.BY_DESK}, Status.REFUSED, Reason.CLOSED),
        ({"shut": Shut.LOCKED}, Status.REFUSED, Reason.LOCKED),
        ({"shut": Shut.TOO_OLD}, Status.REFUSED, Reason.TOO_OLD),
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
        ({"rejected_lately": 3, "premoderation": RISKY}, Status.PENDING, Reason.OFTEN_REJECTED),
        ({"risk": Risk(80, "webhook"), "premoderation": RISKY}, Status.PENDING, Reason.SCORED),
        ({"premoderation": Premoderation.ALL}, Status.PENDING, Reason.ALL_WAIT),
    ],
)
def test_one_fact_decides(facts, status, reason):
    verdict = said(**facts)
    assert (verdict.status, verdict.reasons) == (status, (reason,))


@pytest.mark.parametrize(
    "facts",
    [
        {"last_minute": 3},
        {"last_hour": 39},
        {"links": 2},
        {"text": "x" * 5000},
        {"text": "I agree.", "said_before": True},
        {"rejected_lately": 2, "premoderation": RISKY},
        {"risk": Risk(79, "webhook"), "premoderation": RISKY},
    ],
)
def test_the_number_itself_is_still_allowed(facts):
    assert said(**facts).status is Status.APPROVED


@pytest.mark.parametrize(
    "facts",
    [
        {"last_minute": 99},
        {"links": 9},
        {"suspect_words": SEEN},
        {"approved_before": 0},
        {"rejected_lately": 9, "premoderation": RISKY},
        {"risk": Risk(99, "webhook"), "premoderation": RISKY},
        {"premoderation": Premoderation.ALL},
    ],
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


@pytest.mark.parametrize(
    ("level", "waits"), [("never", False), ("newcomers", True), ("risky", True), ("all", True)]
)
def test_newcomers_wait_unless_nobody_does(level, waits):
    verdict = said(approved_before=0, premoderation=Premoderation(level))
    assert (Reason.NEWCOMER in verdict.reasons) is waits


@pytest.mark.parametrize(
    ("level", "waits"), [("never", False), ("newcomers", False), ("risky", True), ("all", True)]
)
def test_what_is_risky_waits_where_the_thread_says_so(level, waits):
    verdict = said(risk=Risk(99, "x"), rejected_lately=9, premoderation=Premoderation(level))
    assert ({Reason.SCORED, Reason.OFTEN_REJECTED} <= set(verdict.reasons)) is waits


def test_watched_words_and_links_count_where_nobody_waits():
    verdict = said(suspect_words=SEEN, links=9, premoderation=Premoderation.NEVER)
    assert verdict.reasons == (Reason.SUSPECT_WORD, Reason.MANY_LINKS)


@given(st.integers(0, 100))
def test_risk_may_hold_but_never_hides(percent):
    verdict = said(risk=Risk(percent, "x"), premoderation=RISKY)
    assert verdict.status in {Status.APPROVED, Status.PENDING}


def test_a_scorers_terms_are_shown_with_its_name_and_what_it_said():
    risk = Risk(93, "local 3", ("free money", "casino"))
    findings = said(risk=risk, premoderation=RISKY).findings
    assert [(one.match, one.rule) for one in findings] == [
        ("free money", "local 3: 93 %"),
        ("casino", "local 3: 93 %"),
    ]


def test_a_refusal_says_by_which_rule_the_thread_is_shut():
    assert said(shut=Shut.READABLE).findings[0].rule == "readable"


def test_a_paper_may_let_newcomers_in_at_once():
    facts = Context(approved_before=0, policy=Policy(newcomers=0))
    assert moderate(Draft("Hello."), facts).status is Status.APPROVED


def test_every_reason_can_be_given_and_has_words():
    from standfirst.forum.reasons import SENTENCES

    assert set(SENTENCES) == set(Reason)


def test_every_phase_says_in_one_line_what_it_looks_for():
    assert all(phase.__doc__ and "\n" not in phase.__doc__ for phase in PHASES)
