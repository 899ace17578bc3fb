"""`standfirst doctor`: what is not well is said, with a remedy."""

import json
from dataclasses import replace

import pytest
from django.conf import settings as django_settings

from standfirst.newsroom.stories.actions import make_root
from standfirst.newsroom.stories.models import StandingPage
from standfirst.web.command import main
from standfirst.web.doctor import database, folder, paper, public

pytestmark = pytest.mark.django_db


def configured(**changes):
    return replace(django_settings.CONFIGURATION, **changes)


def states(findings):
    return [str(finding.state) for finding in findings]


def said(findings):
    return " ".join(f"{finding.words} {finding.remedy}" for finding in findings)


def test_a_broken_setting_is_a_finding(monkeypatch, capsys):
    monkeypatch.setenv("STANDFIRST_THREADS", "many")
    assert main(["doctor", "--json"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)
    assert (finding["state"], "STANDFIRST_THREADS: “many”" in finding["words"]) == ("broken", True)


def test_every_check_is_told_in_words(uk, capsys):
    assert main(["doctor"]) in {0, 1}
    told = capsys.readouterr().out
    assert "✓ editions: uk: en-GB, Europe/London, wall registered:3" in told
    assert "✓ settings: can all be used" in told


def test_secrets_that_others_can_read_are_broken(tmp_path):
    (tmp_path / "secrets.json").write_text("{}")
    (tmp_path / "secrets.json").chmod(0o644)
    found = list(folder.check_secrets(configured(data=tmp_path)))
    assert "broken" in states(found)
    assert "chmod 600" in said(found)


def test_a_folder_without_a_paper_is_broken(tmp_path):
    (found,) = folder.check_folder(configured(data=tmp_path))
    assert "standfirst init" in found.remedy


def test_a_folder_open_to_others_is_broken(tmp_path):
    (tmp_path / "paper.env").write_text("")
    tmp_path.chmod(0o755)
    assert "chmod 700" in said(folder.check_folder(configured(data=tmp_path)))


def test_a_vapid_key_that_is_none_is_broken(tmp_path):
    found = list(folder.check_secrets(configured(data=tmp_path, vapid_key="zz")))
    assert "no P-256 private key" in said(found)


def test_a_database_that_is_up_to_date_is_well():
    assert states(database.check_database(configured()))[0] == "well"


def test_a_wall_that_nobody_understands_is_found(uk):
    type(uk).objects.update(wall="castle")
    assert states(paper.check_editions(configured())) == ["broken"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "the edition on show decides"),
        ({"home_edition": "uk"}, "always “uk”"),
        ({"edge_secret": "s"}, "the country decides that a trusted edge names"),
        ({"home_edition": "mars"}, "which is no edition"),
    ],
)
def test_it_says_which_rule_decides_the_home_edition(uk, us, changes, words):
    assert words in said(paper.check_home_edition(configured(**changes)))


def test_gaps_in_standing_pages_are_named(uk):
    page = make_root().add_child(
        instance=StandingPage(title="Imprint", slug="imprint-x", text="By [[the publisher]].")
    )
    assert f"{page.address} has gaps: the publisher" in said(paper.check_standing_pages(configured()))


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"url": "https://harbour.example"}, ["well"]),
        ({"url": "http://harbour.example"}, ["broken"]),
        ({"url": "http://localhost:8000"}, ["well"]),
        ({"url": "https://harbour.example", "demo": True}, ["well", "broken"]),
        ({"url": "https://harbour.example", "debug": True}, ["well", "broken"]),
        ({"url": "http://localhost:8000", "demo": True}, ["well", "look"]),
    ],
)
def test_how_it_meets_the_world(changes, state):
    assert states(public.check_address(configured(**{"demo": False, "debug": False, **changes}))) == state


def test_a_mail_server_that_is_away_is_broken():
    found = list(public.check_mail(configured(smtp_url="smtp://127.0.0.1:9", demo=False)))
    assert states(found) == ["broken"]


@pytest.mark.parametrize(
    "host", ["127.0.0.1:9000", "localhost:9000", "[::1]:9000", "10.0.0.5", "169.254.1.1:80"]
)
def test_a_push_service_in_our_own_network_shouts(host):
    found = list(public.check_push_hosts(configured(push_hosts=(host,))))
    assert states(found) == ["broken"]
    assert "STRANGERS" in found[0].words
