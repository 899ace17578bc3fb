"""Settings: what cannot be used is said in one line that names it, before anything starts."""

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.web.configuration import ConfigurationError, read_configuration

BROKEN = {
    "STANDFIRST_URL": "harbour.example",
    "STANDFIRST_SMTP_URL": "imap://mail",
    "STANDFIRST_THREADS": "many",
    "STANDFIRST_STORE_MEGABYTES": "-1",
    "STANDFIRST_DEBUG": "perhaps",
}


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
