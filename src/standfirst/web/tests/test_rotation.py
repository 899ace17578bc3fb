"""A new key for passes while the paper runs: who reads on, who is asked, and what happens when something fails."""

import asyncio
import json
import time
from dataclasses import replace

import pytest
from wagtail.models import PageLogEntry

from standfirst.access.keys import HONOURED_FOR
from standfirst.access.passes import Pass, sign, verify
from standfirst.access.rules import VisitorClass
from standfirst.delivery.models import BusMessage
from standfirst.web import keyring, rotation
from standfirst.web.command import main
from standfirst.web.hearing import EditionsHearing

from .test_visitors import Django, headers, make, settle

pytestmark = pytest.mark.django_db
NOW = int(time.time())
PASS = Pass(VisitorClass.REGISTERED, tag="ben", fresh=NOW + 3000, end=NOW + 86400)


@pytest.fixture
def paper(settings, tmp_path, monkeypatch):
    """A data folder with a key of its own."""
    monkeypatch.delenv("STANDFIRST_PASS_KEY", raising=False)
    monkeypatch.setattr(keyring, "_read", "")
    (tmp_path / "secrets.json").write_text('{"pass_key": "old", "vapid_key": "kept"}')
    settings.CONFIGURATION = replace(settings.CONFIGURATION, data=tmp_path, pass_key="old")
    return tmp_path


def old_pass():
    return sign(PASS, b"old")


def proves(text, later=0.0):
    return verify(text, keyring.keyring().believed(time.time() + later), time.time()) is not None


def test_the_new_key_signs_and_the_old_one_is_believed_for_an_hour(paper):
    done = rotation.rotate()
    assert proves(old_pass())
    assert not proves(old_pass(), later=HONOURED_FOR + 1)
    assert keyring.keyring().signing != b"old"
    assert done.believed_until == pytest.approx(time.time() + HONOURED_FOR, abs=5)


def test_now_ends_all_passes_of_the_old_key(paper):
    rotation.rotate(at_once=True)
    assert not proves(old_pass())


def test_the_file_keeps_what_else_is_in_it_and_stays_its_owners_alone(paper):
    rotation.rotate()
    assert json.loads((paper / "secrets.json").read_text())["vapid_key"] == "kept"
    assert (paper / "secrets.json").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in paper.iterdir()] == ["secrets.json"]


def test_it_is_on_record_and_on_the_bus_and_no_key_is_in_either(paper, uk):
    rotation.rotate(at_once=True)
    entry = PageLogEntry.objects.get(action=rotation.ROTATED)
    assert entry.data["at_once"] is True
    assert BusMessage.objects.get(kind="keys").payload == []
    assert keyring.keyring().signing.decode() not in json.dumps(entry.data)


def test_another_process_reads_the_file_when_it_hears_of_it(paper):
    rotation.rotate(at_once=True)
    keyring._read = "old"  # as another process knew it
    assert proves(old_pass())
    EditionsHearing().change_keys()
    assert not proves(old_pass())


def test_a_file_that_cannot_be_read_leaves_the_keys_that_are_known(paper, caplog):
    (paper / "secrets.json").write_text("{")
    keyring.read_again()
    assert proves(old_pass())
    assert "cannot be read" in caplog.text


def test_when_the_record_cannot_be_kept_nothing_changes(paper, monkeypatch):
    before = (paper / "secrets.json").read_text()

    def fail():
        raise RuntimeError("the database is away")

    monkeypatch.setattr(rotation, "change_keys", fail)
    with pytest.raises(RuntimeError):
        rotation.rotate()
    assert json.loads((paper / "secrets.json").read_text()) == json.loads(before)
    assert not PageLogEntry.objects.filter(action=rotation.ROTATED).exists()


def test_a_key_in_a_setting_is_not_ours_to_change(paper, monkeypatch, capsys):
    monkeypatch.setenv("STANDFIRST_PASS_KEY", "of the operator")
    assert main(["rotate-keys"]) == 1
    assert "STANDFIRST_PASS_KEY" in capsys.readouterr().err


def test_where_there_is_no_paper_the_command_says_so(paper, capsys):
    (paper / "secrets.json").unlink()
    assert main(["rotate-keys"]) == 1
    assert "standfirst init" in capsys.readouterr().err


def test_the_command_says_what_it_did(paper, capsys):
    assert main(["rotate-keys", "--now", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["now"] is True


@pytest.fixture
def visitors(paper):
    made = make(keys=keyring.keyring)
    settle(made, {})
    assert made.of("/", headers(f"pass={old_pass()}")).variant.visitor == "registered"
    rotation.rotate(at_once=True)
    made.change_keys()
    return made


def test_a_pass_of_a_key_given_up_is_asked_about_and_meanwhile_proves_nothing(visitors):
    visited = visitors.of("/", headers(f"pass={old_pass()}"))
    assert (visited.variant.visitor, visited.is_stale) == ("anonymous", True)


def test_its_reader_reads_on_with_the_first_answer_when_the_session_lives(visitors):
    new = f"pass={sign(PASS, keyring.keyring().signing)}"
    visited, said = settle(visitors, headers(f"pass={old_pass()}"), Django(200, [new]))
    assert (visited.variant.visitor, said) == ("registered", [(b"set-cookie", new.encode())])


@pytest.mark.parametrize("django", [Django(204, ["pass=; Max-Age=0"]), Django(500), Django(0)])
def test_it_is_a_strangers_when_no_session_lives_or_nobody_can_say(visitors, django):
    visited, _ = settle(visitors, headers(f"pass={old_pass()}"), django)
    assert visited.variant.visitor == "anonymous"


def test_what_was_remembered_of_a_pass_does_not_outlive_its_key(paper):
    made = make(keys=keyring.keyring)
    settle(made, {})
    rotation.rotate()
    until = made._look("/", headers(f"pass={old_pass()}")).until
    assert until <= keyring.keyring().next_end(time.time())


def test_a_forger_who_holds_the_old_key_gets_questions_and_no_reading(visitors):
    forged = sign(replace(PASS, tag="made-up", granted=frozenset({81})), b"old")
    visited, _ = settle(visitors, headers(f"pass={forged}"), Django(204))
    assert (visited.variant.visitor, asyncio.iscoroutine(visited)) == ("anonymous", False)
