"""Files: only those that are meant, in ranges, and kept as long as their names promise."""

import asyncio

import pytest

from standfirst.delivery.files import ASSETS, PICTURES, Files, Place, span
from standfirst.delivery.testing import fetch


@pytest.fixture
def static(tmp_path):
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "theme.0123456789ab.css").write_text("p{color:red}" * 50)
    (tmp_path / "static" / "theme.css").write_text("p{color:red}")
    (tmp_path / "static" / "film.woff2").write_bytes(bytes(range(256)))
    (tmp_path / "static" / ".hidden.css").write_text("secret")
    (tmp_path / "secret.css").write_text("secret")
    (tmp_path / "static" / "link.css").symlink_to(tmp_path / "secret.css")
    return Files(Place("/static/", tmp_path / "static", ASSETS))


def get(files, path, **headers):
    return asyncio.run(fetch(files, path, **headers))


def test_a_fingerprinted_file_may_be_kept_for_ever(static):
    got = get(static, "/static/theme.0123456789ab.css", accept_encoding="gzip, br")
    assert got["cache-control"] == "public, max-age=31536000, immutable"
    assert (got["content-encoding"], got["content-type"]) == ("br", "text/css; charset=utf-8")
    assert got["x-content-type-options"] == "nosniff"
    assert got.text == "p{color:red}" * 50


def test_a_plain_name_is_asked_for_again(static):
    got = get(static, "/static/theme.css")
    assert got["cache-control"] == "public, no-cache"
    assert get(static, "/static/theme.css", if_none_match=got["etag"]).status == 304


@pytest.mark.parametrize(
    "name",
    [
        "../secret.css",
        "a/../../secret.css",
        "link.css",
        ".hidden.css",
        "",
        "//etc/passwd",
        "theme.py",
        "x\\..\\y.css",
    ],
)
def test_nothing_outside_the_folder_or_of_another_kind_is_served(static, name):
    assert get(static, f"/static/{name}").status == 404


def test_a_part_of_a_file_can_be_had(static):
    got = get(static, "/static/film.woff2", range="bytes=10-19")
    assert (got.status, got.body, got["content-range"]) == (206, bytes(range(10, 20)), "bytes 10-19/256")
    assert get(static, "/static/film.woff2", range="bytes=300-").status == 416


def test_a_range_of_another_version_is_the_whole_file(static):
    assert get(static, "/static/film.woff2", range="bytes=0-1", if_range='"old"').status == 200


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (b"bytes=-5", (95, 99, 206)), (b"bytes=90-", (90, 99, 206)), (b"bytes=0-999", (0, 99, 206)),
        (b"bytes=5-2", (0, 99, 200)), (b"bytes=-", (0, 99, 200)), (b"bytes=0-1,3-4", (0, 99, 200)),
        (b"bytes=-0", (0, 99, 416)), (b"lines=1-2", (0, 99, 200)), (b"", (0, 99, 200)),
    ],
)  # fmt: skip
def test_ranges_mean_what_the_standard_says(wanted, expected):
    assert span(wanted, 100) == expected


def test_media_serves_pictures_and_nothing_that_could_run(tmp_path):
    (tmp_path / "page.html").write_text("<script>")
    (tmp_path / "drawing.svg").write_text("<svg onload='x'/>")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    media = Files(Place("/media/", tmp_path, PICTURES))
    status = {name: get(media, f"/media/{name}").status for name in ("page.html", "drawing.svg", "photo.jpg")}
    assert status == {"page.html": 404, "drawing.svg": 404, "photo.jpg": 200}


def test_files_can_only_be_read(static):
    assert asyncio.run(fetch(static, "/static/theme.css", method="POST")).status == 405
