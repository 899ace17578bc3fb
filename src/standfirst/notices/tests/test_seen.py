"""A device reports what it showed; a forger reports nothing."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.notices.actions import tell
from standfirst.notices.models import Dispatch, InboxItem
from standfirst.notices.push.messages import PROOF_BYTES
from standfirst.notices.push.seen import proof_of, proved, with_proof
from standfirst.notices.testing import Browser, WhisperNotice, make_subscription

pytestmark = pytest.mark.django_db


@pytest.fixture
def pushed(told, service, uk, ben):
    """A whisper to Ben by push and inbox, and what his browser read."""
    browser = Browser()
    make_subscription(edition=uk, reader=ben, browser=browser, endpoint=f"http://{service.host}/push/ben")
    tell(WhisperNotice([ben.pk], "the bridge is open"))
    told()
    return browser.read(service.taken[0].body)


def report(client, proof, what="shown"):
    body = json.dumps({"proof": proof, "what": what})
    return client.post("/_/push/seen", body, content_type="application/json")


def test_the_payload_proves_its_copy_and_what_was_shown_is_kept_without_a_cookie(client, pushed):
    answer = report(client, pushed["seen"])
    assert (answer.status_code, dict(answer.cookies)) == (204, {})
    copy = Dispatch.objects.get(channel="push")
    assert copy.shown_at is not None
    assert copy.opened_at is None


def test_what_was_opened_was_shown_and_is_read_in_the_inbox(client, pushed):
    report(client, pushed["seen"], "opened")
    copy = Dispatch.objects.get(channel="push")
    assert copy.shown_at == copy.opened_at is not None
    assert InboxItem.objects.get().read_at is not None


def test_the_first_report_counts_however_often_it_is_made(client, pushed):
    report(client, pushed["seen"], "opened")
    first = Dispatch.objects.get(channel="push")
    for what in ("shown", "opened"):
        assert report(client, pushed["seen"], what).status_code == 204
    again = Dispatch.objects.get(channel="push")
    assert (again.shown_at, again.opened_at) == (first.shown_at, first.opened_at)


def test_a_proof_of_one_copy_is_none_of_another(client, pushed):
    number, _dot, mac = pushed["seen"].partition(".")
    assert report(client, f"{int(number) + 1}.{mac}").status_code == 403
    assert report(client, f"{number}.{mac[:-1]}").status_code == 403
    assert not Dispatch.objects.exclude(shown_at=None).exists()


@given(
    st.recursive(st.none() | st.integers() | st.text(), st.lists) | st.from_regex(r"[0-9]{1,20}\.\w{0,30}")
)
def test_nothing_made_up_is_a_proof(made_up):
    assert proved(made_up) is None


@given(st.integers(min_value=0, max_value=2**63 - 1))
def test_every_proof_fits_its_payload_and_proves_its_own_copy(number):
    made = with_proof(b'{"title":"x"}', number)
    assert len(made) <= len(b'{"title":"x"}') + PROOF_BYTES
    assert proved(json.loads(made)["seen"]) == number


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"null", b"\xff", b"{}", b"[" * 900, b'{"what":"sold"}', b'"' + b"x" * 2000 + b'"']
)
def test_nonsense_is_refused(client, uk, body):
    assert client.post("/_/push/seen", body, content_type="application/json").status_code == 400


def test_so_many_reports_a_minute_and_no_more(client, pushed, settings):
    settings.PUSH_LIMITS = {"seen": "1/m/ip"}
    codes = [report(client, pushed["seen"]).status_code for _time in range(2)]
    assert codes == [204, 429]


def test_a_report_of_a_copy_that_is_forgotten_changes_nothing(client, uk):
    assert report(client, proof_of(999), "opened").status_code == 204
