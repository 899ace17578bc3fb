"""Settings: what cannot be used is said in one line that names it, before anything starts."""

import json
import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.web.configuration import ConfigurationError, read_configuration
from standfirst.web.providers import ProviderError, read_provider

BROKEN = {
    "STANDFIRST_URL": "harbour.example",
    "STANDFIRST_SMTP_URL": "imap://mail",
    "STANDFIRST_PROCESSES": "0",
    "STANDFIRST_THREADS": "many",
    "STANDFIRST_STORE_MEGABYTES": "-1",
    "STANDFIRST_DEBUG": "perhaps",
    "STANDFIRST_RISK": "http://scorer.example/",
}


def test_a_webhook_needs_a_secret(tmp_path):
    given = {"STANDFIRST_DATA": str(tmp_path), "STANDFIRST_RISK": "https://scorer.example/"}
    with pytest.raises(ConfigurationError, match="STANDFIRST_RISK_SECRET"):
        read_configuration({**given, "STANDFIRST_RISK_SECRET": "short"})
    assert read_configuration({**given, "STANDFIRST_RISK_SECRET": "long enough for this"}).risk


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_setting_is_named(tmp_path, name):
    with pytest.raises(ConfigurationError, match=name):
        read_configuration({"STANDFIRST_DATA": str(tmp_path), name: BROKEN[name]})


@pytest.mark.parametrize("command", ["run", "doctor", "migrate"])
def test_a_broken_setting_stops_the_start_with_one_line_that_names_it(tmp_path, command):
    (tmp_path / "paper.env").write_text("STANDFIRST_THREADS=many\n")
    done = subprocess.run(
        [sys.executable, "-m", "standfirst.web.command", command, "--data", str(tmp_path)],
        env={name: value for name, value in os.environ.items() if not name.startswith(("STANDFIRST_", "DJANGO_"))},
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    said = (done.stdout + done.stderr).strip()
    assert done.returncode != 0
    assert "STANDFIRST_THREADS" in said
    assert "Traceback" not in said


def test_a_line_that_is_no_setting_is_named_by_its_number(tmp_path):
    (tmp_path / "paper.env").write_text("# a paper\n\nSTANDFIRST_NAME=The Post\nthis is nothing\n")
    with pytest.raises(ConfigurationError, match=r"paper\.env:4"):
        read_configuration({"STANDFIRST_DATA": str(tmp_path)})


def test_the_environment_has_the_last_word(tmp_path):
    (tmp_path / "paper.env").write_text("STANDFIRST_NAME=The Post\nSTANDFIRST_THREADS=2\n")
    read = read_configuration({"STANDFIRST_DATA": str(tmp_path), "STANDFIRST_NAME": "The Herald"})
    assert (read.name, read.threads) == ("The Herald", 2)


@given(
    st.sampled_from(sorted(BROKEN)),
    st.text(st.characters(blacklist_characters="\0", blacklist_categories=["Cs"])),
)
def test_any_value_is_a_configuration_or_a_clear_error(name, value):
    said = name
    try:
        read_configuration({"STANDFIRST_DATA": "/nonexistent", name: value})
    except ConfigurationError as error:
        said = str(error)
    assert said.startswith(name)


GOOD = {"name": "The University", "url": "https://id.example.edu", "client_id": "x"}
BAD_PROVIDERS = [
    "[]", "{", "nonsense", '{"Big": {}}', '{"google": {"client_id": "x"}}', '{"google": "x"}',
    '{"google": {"client_id": "x", "secret": "y", "colour": "red"}}', '{"google": {"client_id": 7, "secret": "y"}}',
    '{"apple": {"client_id": "x", "team": "t", "key_id": "k", "key": "no key"}}',
    json.dumps({"university": {**GOOD, "url": "http://id.example.edu"}}),
    json.dumps({"university": {**GOOD, "url": "https://[x"}}),
    json.dumps({"university": {**GOOD, "domains": "example.edu"}}),
    json.dumps({"openid-connect": GOOD}),
]  # fmt: skip


@pytest.mark.parametrize("text", BAD_PROVIDERS)
def test_a_provider_that_cannot_be_used_is_named_at_the_start(tmp_path, text):
    (tmp_path / "providers.json").write_text(text)
    with pytest.raises(ConfigurationError, match=r"STANDFIRST_PROVIDERS: .*providers\.json: "):
        read_configuration({"STANDFIRST_DATA": str(tmp_path)})


def test_a_file_of_providers_that_is_named_must_be_there(tmp_path):
    with pytest.raises(ConfigurationError, match=r"there is no file .*others\.json"):
        read_configuration({"STANDFIRST_DATA": str(tmp_path), "STANDFIRST_PROVIDERS": "others.json"})


def test_providers_come_in_the_order_of_the_file(tmp_path):
    google = {"client_id": "g", "secret": "s"}
    (tmp_path / "others.json").write_text(json.dumps({"university": GOOD, "google": google}))
    read = read_configuration({"STANDFIRST_DATA": str(tmp_path), "STANDFIRST_PROVIDERS": "others.json"})
    assert [provider.name for provider in read.providers] == ["The University", "Google"]


WORDS = st.sampled_from(["google", "apple", "x", "name", "url", "client_id", "secret", "key", "domains"])
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(WORDS, inner)
)


@given(ANY_JSON)
def test_any_provider_is_one_or_a_clear_error(said):
    problem, read = "“university”", None
    try:
        read = read_provider("university", said)
    except ProviderError as error:
        problem = str(error)
    assert problem.startswith("“university”")
    assert read is None or read.client_id
