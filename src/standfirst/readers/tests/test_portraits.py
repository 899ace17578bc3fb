"""A reader's picture: pixels alone are kept of it, and what is no picture is refused in words."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from standfirst.kit.pictures import PictureRefused
from standfirst.readers import actions, portraits
from standfirst.readers.portraits import LARGE, SMALL, squares


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def picture(form="JPEG", size=(300, 200), mode="RGB", **options):
    out = BytesIO()
    Image.new(mode, size, "navy" if mode != "L" else 7).save(out, form, **options)
    out.seek(0)
    return out


@pytest.mark.parametrize("form", ["AVIF", "GIF", "JPEG", "PNG", "WEBP"])
def test_a_picture_becomes_two_square_jpegs(form):
    made = squares(picture(form, size=(900, 600)))
    assert {side: Image.open(BytesIO(data)).size for side, data in made.items()} == {
        SMALL: (SMALL, SMALL),
        LARGE: (LARGE, LARGE),
    }


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "LA", "I;16", "1"])
def test_every_kind_of_pixel_is_taken(mode):
    out = BytesIO()
    Image.new(mode, (200, 200)).save(out, "PNG")
    assert Image.open(BytesIO(squares(out)[SMALL])).mode == "RGB"


def test_where_a_picture_was_taken_and_what_was_said_in_it_is_not_kept():
    exif = Image.Exif()
    exif[0x010E] = "secret-words"
    exif.get_ifd(0x8825)[1] = "N"
    told = {"exif": exif.tobytes(), "comment": b"secret-words", "xmp": b"<x>secret-words</x>"}
    sent = picture(**told)
    assert b"secret-words" in sent.getvalue()
    for data in squares(sent).values():
        assert b"secret-words" not in data
        assert not Image.open(BytesIO(data)).getexif()


def test_a_picture_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    image = Image.new("RGB", (200, 200), "white")
    image.paste("black", (0, 0, 200, 100))
    out = BytesIO()
    image.save(out, "JPEG", exif=exif.tobytes())
    turned = Image.open(BytesIO(squares(out)[SMALL]))
    assert turned.getpixel((90, 48))[0] < 60 < 200 < turned.getpixel((5, 48))[0]


def bomb():
    """A PNG that says it has ten thousand million pixels."""
    head = b"\x89PNG\r\n\x1a\n"
    size = (100_000).to_bytes(4, "big") * 2
    out = BytesIO(head)
    out.seek(0, 2)
    PngImagePlugin.putchunk(out, b"IHDR", size + b"\x08\x02\0\0\0")
    PngImagePlugin.putchunk(out, b"IDAT", b"x")
    return out


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (BytesIO(b""), "no picture"),
        (BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"), "no picture"),
        (BytesIO(b"<script>alert(1)</script>"), "no picture"),
        (BytesIO(b"x" * (portraits.MOST_BYTES + 1)), "too large"),
        (BytesIO(picture(size=(900, 600)).getvalue()[:2000]), "cut off"),
        (picture(size=(20, 400)), "too small"),
        (picture("PNG", size=(5000, 5000), mode="L"), "too many pixels"),
        (bomb(), "too many pixels"),
    ],
)
def test_what_is_no_picture_is_refused_in_words(file, said):
    with pytest.raises(PictureRefused, match=said):
        squares(file)


@given(st.binary(max_size=300), st.integers(0, 600))
def test_broken_bytes_are_a_picture_or_are_refused(noise, at):
    whole = picture().getvalue()
    try:
        squares(BytesIO(whole[:at] + noise + whole[at + len(noise) :]))
    except PictureRefused:
        return


@pytest.mark.django_db
def test_a_new_picture_has_a_new_name_and_the_old_files_go(ben, django_capture_on_commit_callbacks):
    actions.change_picture(reader=ben, file=picture())
    old = ben.portrait
    with django_capture_on_commit_callbacks(execute=True):
        actions.change_picture(reader=ben, file=picture())
    assert ben.portrait != old
    assert portraits.read(ben.portrait)
    assert not portraits.read(old)


@pytest.mark.django_db
def test_files_that_no_reader_has_are_swept_but_not_at_once(ben, monkeypatch):
    actions.change_picture(reader=ben, file=picture())
    stray = portraits.keep(squares(picture()))
    actions.sweep_pictures()
    assert portraits.read(stray)
    monkeypatch.setattr(portraits, "PATIENCE", -portraits.PATIENCE)
    actions.sweep_pictures()
    assert not portraits.read(stray)
    assert portraits.read(ben.portrait)
    assert len(default_storage.listdir("readers")[1]) == 2
