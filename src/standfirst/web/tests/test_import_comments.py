"""The command `standfirst import`, for comments."""

import json

import pytest

from standfirst.forum.models import Comment
from standfirst.transfer.comments.testing import OLD, disqus_file, post, wordpress_comment, wordpress_file
from standfirst.web.command import main

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(story, tmp_path):
    path = tmp_path / "moved.csv"
    path.write_text(f"{OLD},{story.address}\n")
    return str(path)


def test_the_format_is_picked_by_how_a_file_begins(table, tmp_path, capsys):
    files = disqus_file(tmp_path, post(1)), wordpress_file(tmp_path, wordpress_comment(1))
    assert [main(["import", str(file), "--addresses", table, "--json"]) for file in files] == [0, 0]
    told = [json.loads(line)["source"] for line in capsys.readouterr().out.splitlines()]
    assert told == ["disqus", "wxr/old.example"]
    assert Comment.objects.count() == 2


def test_a_file_of_no_format_is_said(tmp_path, capsys, db):
    path = tmp_path / "comments.xml"
    path.write_text("<feed/>")
    assert main(["import", str(path)]) == 1
    assert "begins like none of ninjs, disqus, wxr" in capsys.readouterr().err


def test_what_was_left_out_is_said_with_the_reason(story, tmp_path, capsys):
    assert main(["import", "disqus", str(disqus_file(tmp_path, post(1))), "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert f"1  {OLD}" in said
    assert "this was a dry run" in said


def test_a_line_of_the_table_that_leads_nowhere_is_named(story, tmp_path, capsys):
    bad = tmp_path / "bad.csv"
    bad.write_text(f"{OLD},/world/nothing-999\n\n{OLD},/world/nothing-999\n")
    assert main(["import", "disqus", str(disqus_file(tmp_path, post(1))), "--addresses", str(bad)]) == 1
    assert "line 3: there is no story at" in capsys.readouterr().err
