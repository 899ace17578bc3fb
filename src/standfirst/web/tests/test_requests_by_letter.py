"""Requests by letter: an operator exports and erases, on record."""

import json
import re
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry

from standfirst.forum.testing import make_comment
from standfirst.readers.export import export
from standfirst.readers.models import Reader
from standfirst.readers.personal_data import PERSONAL_DATA
from standfirst.web.command import main

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uk")]

CONTRACT = Path(__file__).parents[4] / "docs/contracts/own-data.md"
WHY = ("--because", "letter of 3 May")


def test_an_operator_exports_a_reader_on_record(ben, capsys):
    assert main(["exportreader", "BEN@example.org", *WHY]) == 0
    assert json.loads(capsys.readouterr().out)["parts"][0]["rows"][0]["email"] == "ben@example.org"
    entry = ModelLogEntry.objects.get(action="readers.export")
    assert (entry.object_id, entry.data) == (str(ben.pk), {"why": "letter of 3 May"})


def test_an_export_is_written_for_nobody_else_and_over_nothing(ben, tmp_path, capsys):
    out = tmp_path / "ben.json"
    assert main(["exportreader", ben.email, *WHY, "--out", str(out)]) == 0
    assert out.stat().st_mode & 0o777 == 0o600
    assert json.loads(out.read_text())["version"] == 1
    assert main(["exportreader", ben.email, *WHY, "--out", str(out)]) == 1
    assert "exists" in capsys.readouterr().err


@pytest.mark.parametrize(("comments", "texts"), [("stay", ["Words"]), ("go", [""])])
def test_an_operator_erases_a_reader_at_once(ben, story, comments, texts):
    comment = make_comment(story, ben, "Words")
    assert main(["erasereader", ben.email, *WHY, "--comments", comments]) == 0
    assert not Reader.objects.filter(email=ben.email).exists()
    assert list(type(comment).objects.values_list("text", flat=True)) == texts
    assert ModelLogEntry.objects.get(action="readers.erase").data["why"] == "letter of 3 May"


def test_who_is_unknown_or_works_here_is_said_in_a_line(cleo, capsys):
    for email, words in (("nobody@example.org", "nobody has an account"), (cleo.email, "works here")):
        assert main(["erasereader", email, *WHY, "--comments", "stay"]) == 1
        assert words in capsys.readouterr().err
    assert Reader.objects.filter(pk=cleo.pk).exists()


def test_of_staff_who_are_erased_the_record_keeps_the_number(cleo):
    told = ContentType.objects.get_for_model(Reader)
    ModelLogEntry.objects.create(
        content_type=told,
        object_id="1",
        label="x",
        action="forum.ban",
        user=cleo,
        timestamp="2026-01-01T00:00Z",
    )
    number = cleo.pk
    assert main(["erasereader", cleo.email, *WHY, "--comments", "stay", "--although-staff"]) == 0
    assert ModelLogEntry.objects.get(action="forum.ban").user_id == number


def test_the_contract_names_every_part_and_field_in_order():
    rows = []
    for keeper in (keeper for keeper in PERSONAL_DATA if keeper.fields):
        fields = " ".join(f"`{name}`" for name in keeper.fields)
        rows.append(f"| `{keeper.model._meta.label_lower}` | `{keeper.columns[0]}` | {fields} |")
    told = CONTRACT.read_text(encoding="utf-8").partition("|---|---|---|\n")[2].strip().splitlines()
    assert told == rows, "the table at the end of the contract should be:\n" + "\n".join(rows)


def test_the_document_is_as_the_contract_says(ben, dan):
    example = json.loads(re.search(r"```json\n(.*?)```", CONTRACT.read_text(encoding="utf-8"), re.DOTALL)[1])
    document = json.loads("".join(export(ben)))
    assert list(document) == list(example)
    assert document["paper"].keys() == example["paper"].keys()
    assert document["picture"] is None
    for part in document["parts"]:
        assert list(part) == list(example["parts"][0])
    rows = {(part["model"], part["as"]): part["rows"] for part in document["parts"]}
    for keeper in PERSONAL_DATA:
        for row in rows.get((keeper.model._meta.label_lower, keeper.columns[0]), []):
            assert tuple(row) == keeper.fields
