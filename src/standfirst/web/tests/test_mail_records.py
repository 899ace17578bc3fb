"""The doctor asks the domain name system about our mail: a real server answers, on this machine."""

from base64 import b64encode
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from standfirst.web.doctor.mail_records import check_mail_records

from .dns_server import DnsServer

HOST = "harbour.example"


@pytest.fixture
def names():
    with DnsServer() as server:
        yield server


def key(bits=2048):
    public = rsa.generate_private_key(public_exponent=65537, key_size=bits).public_key()
    return b64encode(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).decode()


def said(names, **changes):
    asked = replace(
        settings.CONFIGURATION, url=f"https://{HOST}", dns=names.address, dkim_selector="post", mail_from=""
    )
    found = list(check_mail_records(replace(asked, **changes)))
    return {finding.check: (str(finding.state), finding.words) for finding in found}


def tell(names, name, *texts):
    """As a zone file has it: a text of more than 255 letters in pieces."""
    pieces = [" ".join(f'"{text[at : at + 250]}"' for at in range(0, len(text), 250)) for text in texts]
    names.records[f"{name}.", "TXT"] = pieces


def test_all_is_well_where_all_three_are_there(names):
    tell(names, HOST, "something else", "v=spf1 mx -all")
    tell(names, f"post._domainkey.{HOST}", f"v=DKIM1; k=rsa; p={key()}")
    tell(names, f"_dmarc.{HOST}", "v=DMARC1; p=reject")
    assert {state for state, _words in said(names).values()} == {"well"}


def test_what_is_missing_is_named(names):
    tell(names, HOST, "something else")
    found = said(names)
    assert {check: state for check, (state, _words) in found.items()} == {
        "SPF": "look",
        "DKIM": "broken",
        "DMARC": "look",
    }


@pytest.mark.parametrize(
    ("texts", "words"),
    [(["v=spf1 mx +all"], "everybody"), (["v=spf1 mx -all", "v=spf1 a -all"], "2 records")],
)
def test_an_spf_record_that_protects_nothing_is_broken(names, texts, words):
    tell(names, HOST, *texts)
    state, told = said(names)["SPF"]
    assert (state, words in told) == ("broken", True)


@pytest.mark.parametrize(
    ("text", "words"), [("v=DKIM1; p=", "revoked"), ("v=DKIM1; p=nonsense", "no key"), ("v=DKIM1", "revoked")]
)
def test_a_key_that_is_none_is_broken(names, text, words):
    tell(names, f"post._domainkey.{HOST}", text)
    state, told = said(names)["DKIM"]
    assert (state, words in told) == ("broken", True)


def test_a_policy_that_only_watches_is_for_a_person_to_judge(names):
    tell(names, f"_dmarc.{HOST}", "v=DMARC1; p=none")
    assert said(names)["DMARC"][0] == "look"


def test_the_policy_of_the_domain_above_holds_and_the_envelopes_domain_is_asked_for_spf(names):
    tell(names, "_dmarc.harbour.example", "v=DMARC1; p=quarantine")
    tell(names, "bounce.harbour.example", "v=spf1 ip4:192.0.2.1 -all")
    found = said(names, mail_from="news@mail.harbour.example", bounces_to="bounces@bounce.harbour.example")
    assert found["DMARC"][0] == "well"
    assert "bounce.harbour.example" in found["SPF"][1]


def test_where_nobody_answers_it_is_said_and_nothing_is_guessed(names):
    names.broken = True
    ((state, words),) = said(names).values()
    assert (state, "nobody could be asked" in words) == ("look", True)


def test_a_paper_on_this_machine_is_not_asked_about(names):
    ((state, words),) = said(names, url="http://localhost:8000").values()
    assert (state, "not asked for" in words) == ("well", True)
    assert names.asked == []
