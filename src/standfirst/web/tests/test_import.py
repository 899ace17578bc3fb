"""The command `standfirst import ninjs`."""

import json

import pytest

from standfirst.newsroom.stories.models import Article
from standfirst.transfer.ninjs.testing import write_file
from standfirst.web.command import main

pytestmark = pytest.mark.django_db


def test_every_other_file_is_imported_when_one_fails(tmp_path, uk, capsys):
    write_file(tmp_path, "a.json", uri=None)
    write_file(tmp_path, "b.json")
    assert main(["import", "ninjs", str(tmp_path), "--json"]) == 1
    said = capsys.readouterr()
    failed, created = map(json.loads, said.out.splitlines())
    assert (failed["outcome"], failed["place"], failed["file"]) == ("failed", "uri", str(tmp_path / "a.json"))
    assert (created["outcome"], created["address"]) == ("created", Article.objects.get().address)
    assert said.err == "1 created, 1 failed.\n"


def test_a_line_for_each_story_and_a_summary(tmp_path, uk, capsys):
    write_file(tmp_path, headlines=[{"value": ["x"]}])
    assert main(["import", "ninjs", str(tmp_path / "story.json")]) == 1
    assert capsys.readouterr().out == (
        f"failed      {tmp_path / 'story.json'}: headlines[0].value: is a list, not a text\n1 failed.\n"
    )


def test_only_the_editions_that_are_asked_for(tmp_path, uk, us, capsys):
    assert main(["import", "ninjs", str(write_file(tmp_path)), "--edition", "us"]) == 0
    assert [edition.slug for edition in Article.objects.get().editions.all()] == ["us"]


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--edition", "mars"], "there is no edition “mars” (there are: uk)"),
        (["--section", "search"], "“search” may not be a section"),
        (["--section", "uk"], "“uk” may not be a section"),
    ],
)
def test_a_wish_that_cannot_be_is_refused_before_anything_is_read(tmp_path, uk, capsys, flags, said):
    assert main(["import", "ninjs", str(write_file(tmp_path)), *flags]) == 1
    assert said in capsys.readouterr().err
    assert not Article.objects.exists()


def test_a_path_that_is_not_there_is_said(tmp_path, uk, capsys):
    assert main(["import", "ninjs", str(tmp_path / "nothing")]) == 1
    assert "there is no such file or folder" in capsys.readouterr().err


def test_a_folder_without_stories_is_said(tmp_path, uk, capsys):
    assert main(["import", "ninjs", str(tmp_path)]) == 1
    assert "no .json file" in capsys.readouterr().err
