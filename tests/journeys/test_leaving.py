"""A reader shows a face, closes the account, and comes back: in time to the same account, later as a stranger."""

from __future__ import annotations

import struct
import time
import zlib

import pytest

from .steps import join

PAGE = "/readers/{handle}/"


def png(side: int = 160) -> bytes:
    """A plain picture, made without any library."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\x20\x60\x90" * side for _ in range(side))
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    whole = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + whole


def call_oneself(page, name, handle):
    page.goto("/account/")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Handle").fill(handle)
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name="Save").click()


def close_account(page, choice):
    page.goto("/account/leave/")
    page.get_by_label(choice).check()
    with page.expect_navigation():
        page.get_by_role("button", name="Close my account").click()
    page.get_by_role("heading", name="Your account is closed").wait_for()


def letter_about(mailbox, address, words, seconds=90):
    """The latest letter to this address with these words in its subject, once it has come."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = [letter for letter in mailbox.letters_to(address) if words in letter["Subject"]]
        if found:
            return found[-1]
        time.sleep(0.2)
    raise AssertionError(f"no letter to {address} says “{words}”")


def the_end_comes(paper, address):
    """A fortnight passes for this account: its end is moved to now, and the worker finds it."""
    paper.python(
        "from datetime import timedelta\nfrom standfirst.readers.models import Reader\n"
        f"reader = Reader.objects.get(email={address!r})\n"
        "Reader.objects.filter(pk=reader.pk).update(leaves_at=reader.leaves_at - timedelta(days=14, seconds=5))"
    )


def is_kept(paper, address):
    return paper.python(
        f"from standfirst.readers.models import Reader\nanswer = Reader.objects.filter(email={address!r}).exists()"
    )


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_who_leaves_and_signs_in_again_finds_everything_as_it_was(new_context, mailbox, javascript):
    page, stranger = new_context(javascript=javascript).new_page(), new_context().new_page()
    address, handle = f"leaves-{javascript}@example.org".lower(), f"leaver-{javascript}".lower()
    join(page, mailbox, address)
    call_oneself(page, "Lea Leaver", handle)
    page.goto("/account/picture/")
    page.get_by_label("Your picture", exact=True).set_input_files(
        {"name": "<me>.png", "mimeType": "image/png", "buffer": png()}
    )
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name="Save").click()
    stranger.goto(PAGE.format(handle=handle))
    face = stranger.get_by_alt_text("Picture of Lea Leaver")
    assert face.evaluate("async img => { await img.decode(); return img.naturalWidth }") == 160
    file = stranger.request.get(face.get_attribute("src"))
    assert file.headers["content-type"] == "image/jpeg"
    assert "immutable" in file.headers["cache-control"]
    close_account(page, "They stay")
    assert "/account/join/" in letter_about(mailbox, address, "is closed").get_body(("plain",)).get_content()
    assert stranger.goto(PAGE.format(handle=handle)).status == 404
    page.goto("/account/")
    assert "/account/join/" in page.url
    join(page, mailbox, address)
    page.goto("/account/")
    page.get_by_text("Welcome back").wait_for()
    assert page.get_by_label("Handle").input_value() == handle
    assert stranger.goto(PAGE.format(handle=handle)).status == 200


def test_after_the_fortnight_the_reader_is_a_stranger(page, new_context, paper, mailbox, bridge):
    address = "gone-for-good@example.org"
    join(page, mailbox, address)
    call_oneself(page, "Gustav Gone", "gustav-gone")
    page.goto(f"{bridge.address}/comments")
    page.get_by_label("Your comment").fill("Goodbye to all bridges, says somebody.")
    with page.expect_navigation():
        page.get_by_role("button", name="Comment", exact=True).click()
    paper.python(
        "from standfirst.forum.models import Comment\nfrom standfirst.forum.moderation.actions import approve\n"
        "from standfirst.readers.models import Reader\n"
        "comment = Comment.objects.get(text__startswith='Goodbye to all bridges')\n"
        "if not comment.is_shown: approve(comment=comment, by=comment.author)"
    )
    close_account(page, "They stay")
    letter_about(mailbox, address, "is closed")
    the_end_comes(paper, address)
    letter_about(mailbox, address, "is erased")
    assert not is_kept(paper, address)
    thread = new_context().new_page()
    thread.goto(f"{bridge.address}/comments")
    said = thread.locator(".comment", has_text="Goodbye to all bridges")
    assert "a former reader" in said.inner_text()
    assert "Gustav" not in thread.content()
    join(page, mailbox, address)
    page.goto("/account/")
    assert page.get_by_label("Handle").input_value().startswith("reader-")
    assert page.get_by_label("Name").input_value() == ""
