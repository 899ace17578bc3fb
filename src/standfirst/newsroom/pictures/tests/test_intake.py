"""What is taken in as a picture, and what is refused in words."""

import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from standfirst.kit.pictures import PictureRefused
from standfirst.newsroom.pictures.actions import add_picture
from standfirst.newsroom.pictures.forms import PictureForm
from standfirst.newsroom.pictures.intake import check_picture
from standfirst.newsroom.pictures.metadata import PictureWords, packet_of
from standfirst.newsroom.pictures.models import Picture
from standfirst.newsroom.pictures.testing import make_picture, picture_bytes, upload

pytestmark = pytest.mark.django_db


def png_that_claims(width, height):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 100)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"Dear editor, please find attached", "no picture"),
        (b"", "no picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "no picture"),
        (b"%PDF-1.7\n", "no picture"),
        (png_that_claims(60_000, 60_000), "too many pixels"),
        (png_that_claims(9_000, 9_000), "too many pixels"),
        (png_that_claims(800, 600), "damaged"),
        (picture_bytes()[:3000], "damaged"),
        (b"GIF89a" + b"\xff" * 40, "picture"),
    ],
)
def test_a_file_that_is_no_whole_picture_is_refused_in_words(data, said):
    with pytest.raises(PictureRefused, match=said):
        add_picture(file=upload(data))
    assert not Picture.objects.exists()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1000
    with pytest.raises(PictureRefused, match="too large"):
        check_picture(upload(picture_bytes()))


def test_a_film_of_many_frames_counts_all_its_pixels(settings):
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    frames = [Image.effect_noise((100, 100), n) for n in range(1, 9)]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000
    with pytest.raises(PictureRefused, match="too many pixels"):
        check_picture(upload(out.getvalue(), "film.gif"))


def test_what_the_file_says_fills_what_is_left_empty():
    data = picture_bytes(xmp=packet_of(PictureWords(credit="PA via Reuters", creator="Jo Field")))
    picture = add_picture(file=upload(data), words=PictureWords(credit="PA", alt="A harbour"))
    assert (picture.credit, picture.creator, picture.alt) == ("PA", "Jo Field", "A harbour")


def test_a_picture_is_stored_under_the_ending_of_what_it_is():
    picture = add_picture(file=upload(picture_bytes(kind="PNG"), "../Hafen Überblick.exe"))
    assert picture.file.name.endswith(".png")
    assert ".." not in picture.file.name


def test_words_longer_than_their_field_are_cut_to_it():
    assert len(make_picture(credit="x" * 900, title="y" * 900).credit) == 255


def form_for(data, name="harbour.jpg", **typed):
    from wagtail.images.forms import get_image_form

    fields = {"title": "Harbour", **typed}
    return get_image_form(Picture)(fields, {"file": SimpleUploadedFile(name, data)})


def test_the_editors_form_reads_the_file_too():
    form = form_for(picture_bytes(xmp=packet_of(PictureWords(credit="PA", creator="Jo"))), credit="Mine")
    assert isinstance(form, PictureForm)
    assert form.is_valid(), form.errors
    picture = form.save()
    assert (picture.credit, picture.creator) == ("Mine", "Jo")


def test_the_editors_form_refuses_in_words():
    assert "damaged" in str(form_for(picture_bytes()[:3000]).errors["file"])
    assert form_for(b"no picture at all").errors["file"]
