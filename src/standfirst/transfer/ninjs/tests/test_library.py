"""Pictures from the wire in the library."""

import pytest

from standfirst.newsroom.pictures.models import Picture
from standfirst.newsroom.pictures.testing import picture_bytes
from standfirst.newsroom.stories.body import blocks_for_newsroom
from standfirst.newsroom.stories.cut import PictureBlock
from standfirst.newsroom.stories.models import Article, Author
from standfirst.transfer.ninjs.actions import Wishes
from standfirst.transfer.ninjs.testing import URI, picture_item

pytestmark = pytest.mark.django_db


def article():
    return Article.objects.get(uri=URI)


def test_the_pictures_come_along(take):
    (take.folder / "lead.jpg").write_bytes(picture_bytes(600, 400))
    (take.folder / "two.jpg").write_bytes(picture_bytes(660, 400))
    take(associations=[picture_item(), picture_item("two", "two.jpg", by="Jo Ek")])
    story = article()
    assert (story.lead_picture.caption, story.lead_picture.uri) == (
        "Caption of lead",
        "urn:example:picture:lead",
    )
    block = blocks_for_newsroom(story)[-1]
    assert isinstance(block, PictureBlock)
    assert (block.caption, block.credit) == ("Caption of two", "Jo Ek")


def test_a_picture_that_is_here_already_is_not_taken_twice(take):
    (take.folder / "lead.jpg").write_bytes(picture_bytes(600, 400))
    take(associations=[picture_item()])
    take(version="2", associations=[picture_item()])
    assert Picture.objects.count() == 1


def test_a_file_that_is_no_picture_is_left_out_with_a_note(take):
    (take.folder / "lead.jpg").write_bytes(b"no picture")
    outcome = take(associations=[picture_item()])
    assert (outcome.outcome, article().lead_picture) == ("created", None)
    assert "left out" in outcome.notes[0]


def test_a_path_out_of_the_folder_fails_the_file_and_leaves_nothing(take):
    (take.folder / "ok.jpg").write_bytes(picture_bytes(600, 400))
    outcome = take(associations=[picture_item("a", "ok.jpg"), picture_item("b", "../x.jpg")])
    assert (outcome.outcome, outcome.place) == ("failed", "associations[1].renditions[0].href")
    assert not Article.objects.exists()
    assert not Picture.objects.exists()


def test_a_picture_by_itself_goes_to_the_library(take):
    (take.folder / "main.jpg").write_bytes(picture_bytes(600, 400))
    item = {
        "type": "picture",
        "bodies": None,
        "renditions": [{"href": "main.jpg", "contentType": "image/jpeg"}],
    }
    assert take(**item).outcome == "picture"
    assert (Picture.objects.get().uri, Article.objects.count()) == (URI, 0)
    assert take(**item).outcome == "unchanged"


def test_a_dry_run_writes_nothing(take, settings):
    (take.folder / "lead.jpg").write_bytes(picture_bytes(600, 400))
    outcome = take(Wishes(publish=True, dry_run=True), by="By Maya Okafor", associations=[picture_item()])
    assert (outcome.outcome, outcome.address) == ("created", None)
    assert not [model for model in (Article, Author, Picture) if model.objects.exists()]
    assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def test_a_story_that_fails_half_way_leaves_nothing(take, monkeypatch, settings):
    (take.folder / "lead.jpg").write_bytes(picture_bytes(600, 400))
    real = Article.save_revision

    def fail(self, *args, **kwargs):
        real(self, *args, **kwargs)
        raise OSError("the disk is full")

    monkeypatch.setattr(Article, "save_revision", fail)
    outcome = take(associations=[picture_item()])
    assert (outcome.outcome, outcome.reason) == ("failed", "the disk is full")
    assert not Article.objects.exists()
    assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
