"""The files that pages show."""

import pytest
from PIL import Image

from standfirst.delivery.models import BusMessage
from standfirst.newsroom.pictures.metadata import PictureWords, words_in
from standfirst.newsroom.pictures.models import Picture
from standfirst.newsroom.pictures.queries import sources_for
from standfirst.newsroom.pictures.renditions import widths_for
from standfirst.newsroom.pictures.tasks import make_renditions
from standfirst.newsroom.pictures.testing import make_picture, picture_bytes, upload

pytestmark = pytest.mark.django_db


def queued():
    from django_tasks_db.models import DBTaskResult

    return DBTaskResult.objects.filter(task_path__endswith="make_renditions").count()


@pytest.fixture
def made():
    picture = make_picture(width=700, height=400, creator="Jo Field", credit="PA", copyright_notice="© PA")
    make_renditions.func(picture.pk)
    return picture


def test_an_upload_asks_the_worker_for_its_files():
    make_picture()
    assert queued() == 1


def test_a_new_credit_asks_for_new_files_and_a_new_caption_does_not(made):
    picture = Picture.objects.get(pk=made.pk)
    picture.caption = "New"
    picture.save()
    assert queued() == 1
    picture.credit = "Reuters"
    picture.save()
    assert queued() == 2


def test_pages_with_the_picture_are_forgotten_once_its_files_are_there(made):
    assert [f"picture/{made.pk}"] in BusMessage.objects.values_list("payload", flat=True)


def test_a_picture_is_never_made_larger_than_it_is(made):
    assert sorted(set(made.renditions.values_list("width", flat=True))) == [320, 640, 700]
    assert widths_for(5000) == [320, 640, 960, 1440]
    assert widths_for(10) == [10]


def test_both_formats_are_offered_with_their_widths_avif_first(made):
    sources = sources_for([made.pk])[made.pk]
    assert list(sources.srcsets) == ["image/avif", "image/jpeg"]
    assert sources.srcsets["image/avif"].count(" 320w") == 1
    assert (sources.width, sources.height) == (700, 400)


@pytest.mark.parametrize("ending", [".jpg", ".avif"])
def test_creator_and_credit_travel_with_every_file(made, ending):
    for rendition in made.renditions.all():
        if rendition.file.name.endswith(ending):
            words = words_in(rendition.file.read())
            assert (words.creator, words.credit, words.copyright_notice) == ("Jo Field", "PA", "© PA")


def test_where_the_photographer_stood_does_not_travel():
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (51.0, 30.0, 0.0)
    from standfirst.newsroom.pictures.actions import add_picture

    picture = add_picture(file=upload(picture_bytes(400, 300, exif=exif.tobytes())))
    make_renditions.func(picture.pk)
    for rendition in picture.renditions.all():
        assert not Image.open(rendition.file).getexif().get_ifd(0x8825)


def test_a_picture_taken_on_its_side_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    from standfirst.newsroom.pictures.actions import add_picture

    picture = add_picture(file=upload(picture_bytes(400, 300, exif=exif.tobytes())))
    make_renditions.func(picture.pk)
    sources = sources_for([picture.pk])[picture.pk]
    assert (sources.width, sources.height) == (300, 400)


@pytest.mark.parametrize("mode", ["RGBA", "P", "LA", "L", "1", "I;16"])
def test_every_kind_of_pixel_is_made_into_files(mode):
    from io import BytesIO

    from standfirst.newsroom.pictures.actions import add_picture

    out = BytesIO()
    Image.new(mode, (50, 40)).save(out, "PNG")
    picture = add_picture(file=upload(out.getvalue(), "x.png"))
    make_renditions.func(picture.pk)
    assert picture.renditions.count() == 2


def test_making_the_files_twice_leaves_one_of_each(made):
    make_renditions.func(made.pk)
    assert made.renditions.count() == 6


def test_a_picture_deleted_meanwhile_is_no_error():
    make_renditions.func(999_999)
    assert not Picture.objects.exists()


def test_the_words_for_a_picture_can_be_none():
    assert make_picture().credit == PictureWords().credit
