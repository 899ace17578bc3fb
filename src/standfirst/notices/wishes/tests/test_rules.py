"""What a reader wants to hear of, by which way, and when."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.notices.wishes.hours import QuietHours
from standfirst.notices.wishes.rules import INBOX, MAIL, PUSH, Kind, Mail, Wished, wants, when

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 7, 4, 21, 30, tzinfo=UTC)  # a Saturday, 23:30 in Berlin
NIGHT = QuietHours(time(22), time(8), BERLIN)
REPLY = Kind("reply", chosen=True, defaults=frozenset({INBOX, PUSH}))
DECISION = Kind("decision", chosen=False, defaults=frozenset({INBOX, PUSH}))
BREAKING = Kind(
    "alert",
    chosen=True,
    defaults=frozenset({PUSH}),
    urgent=True,
    chosen_by=frozenset({INBOX, MAIL}),
    in_digests=False,
)
CHANNELS = (INBOX, PUSH, MAIL)


def wishing(**said):
    return Wished(BERLIN, **said)


def wanted(kind, wished):
    return {channel for channel in CHANNELS if wants(kind, channel, wished, now=NOW)}


def test_where_nothing_was_said_the_kinds_defaults_hold():
    assert wanted(REPLY, wishing()) == {INBOX, PUSH}


def test_what_a_reader_said_wins_over_the_default():
    said = {("reply", PUSH): False, ("reply", MAIL): True, ("other", INBOX): False}
    assert wanted(REPLY, wishing(said=said)) == {INBOX, MAIL}


def test_a_pause_fills_the_inbox_and_sends_nothing():
    assert wanted(REPLY, wishing(paused_until=NOW + timedelta(days=7))) == {INBOX}


def test_a_pause_ends_by_itself():
    assert wanted(REPLY, wishing(paused_until=NOW)) == {INBOX, PUSH}


def test_everything_off_is_off_but_for_what_must_be_told():
    assert wanted(REPLY, wishing(off=True)) == set()
    assert wanted(DECISION, wishing(off=True)) == {INBOX}


def test_what_must_be_told_nobody_switches_off():
    assert wanted(DECISION, wishing(said={("decision", INBOX): False})) == {INBOX, PUSH}


def test_who_is_never_written_to_gets_no_mail_whatever_was_ticked():
    assert wanted(REPLY, wishing(mail=Mail.NEVER, said={("reply", MAIL): True})) == {INBOX, PUSH}


@pytest.mark.parametrize(
    ("mail", "due"),
    [
        (Mail.AT_ONCE, datetime(2026, 7, 5, 8, tzinfo=BERLIN)),
        (Mail.DAILY, datetime(2026, 7, 5, 8, tzinfo=BERLIN)),  # not at seven: it is quiet until eight
        (Mail.WEEKLY, datetime(2026, 7, 6, 8, tzinfo=BERLIN)),
    ],
)
def test_mail_comes_as_often_as_it_was_asked_for_and_not_at_night(mail, due):
    asked = wishing(mail=mail, quiet=NIGHT, said={("reply", MAIL): True})
    assert when(REPLY, MAIL, asked, now=NOW) == due


def test_a_push_waits_for_the_morning_and_an_inbox_for_nothing():
    assert when(REPLY, PUSH, wishing(quiet=NIGHT), now=NOW) == datetime(2026, 7, 5, 8, tzinfo=BERLIN)
    assert when(REPLY, INBOX, wishing(quiet=NIGHT), now=NOW) == NOW


def test_breaking_news_comes_at_night_but_not_in_a_pause():
    assert when(BREAKING, PUSH, wishing(quiet=NIGHT), now=NOW) == NOW
    assert when(BREAKING, PUSH, wishing(paused_until=NOW + timedelta(days=1)), now=NOW) is None


def test_breaking_news_is_on_devices_what_they_chose_and_elsewhere_what_the_reader_ticked():
    assert wanted(BREAKING, wishing()) == {PUSH}
    assert wanted(BREAKING, wishing(said={("alert", PUSH): False, ("alert", MAIL): True})) == {PUSH, MAIL}
    assert wanted(BREAKING, wishing(off=True, said={("alert", INBOX): True})) == set()


@pytest.mark.parametrize("mail", [Mail.AT_ONCE, Mail.DAILY, Mail.WEEKLY])
def test_a_letter_with_breaking_news_waits_for_no_digest_and_a_calm_one_for_the_night(mail):
    asked = wishing(mail=mail, quiet=NIGHT, said={("alert", MAIL): True})
    assert when(BREAKING, MAIL, asked, now=NOW) == NOW
    calm = replace(BREAKING, urgent=False)
    assert when(calm, MAIL, asked, now=NOW) == datetime(2026, 7, 5, 8, tzinfo=BERLIN)
    assert when(calm, MAIL, replace(asked, quiet=None), now=NOW) == NOW


@given(
    st.builds(
        Kind,
        st.just("reply"),
        st.booleans(),
        st.frozensets(st.sampled_from(CHANNELS)),
        st.booleans(),
        st.frozensets(st.sampled_from(CHANNELS)),
        st.booleans(),
    ),
    st.sampled_from(CHANNELS),
    st.builds(
        Wished,
        st.just(BERLIN),
        st.none() | st.just(NIGHT),
        st.integers(1, 50),
        st.none() | st.datetimes(timezones=st.just(UTC)),
        st.booleans(),
        st.sampled_from(Mail),
        st.dictionaries(st.tuples(st.just("reply"), st.sampled_from(CHANNELS)), st.booleans()),
    ),
)
def test_a_copy_is_due_if_and_only_if_it_is_wanted_and_never_before_now(kind, channel, wished):
    due = when(kind, channel, wished, now=NOW)
    assert (due is not None) == wants(kind, channel, wished, now=NOW)
    assert due is None or NOW <= due <= NOW + timedelta(days=8)
